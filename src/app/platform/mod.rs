//! The machine the program runs on: its clock, its places for files, its fonts and pictures, what it
//! remembers for the user, its log.

pub mod clock;
pub mod location;
pub mod log;
pub mod office_fonts;
pub mod office_pictures;
pub mod places;
pub mod preferences;
