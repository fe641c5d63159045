//! The machine the program runs on: its clock, its places for files, its fonts, pictures and printers, what it
//! remembers for the user, by what it draws, what became of earlier runs, its log and its reports of crashes.

pub mod clock;
pub mod crash;
pub mod display;
pub mod graphics;
pub mod location;
pub mod log;
pub mod mail;
pub mod office_fonts;
pub mod office_pictures;
pub mod places;
pub mod preferences;
pub mod printers;
pub mod recent;
pub mod runs;
pub mod system;
pub mod unbacked;
pub mod window_place;
