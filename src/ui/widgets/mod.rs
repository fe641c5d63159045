//! The pieces that screens are made of.

pub mod bar;
pub mod field;
pub mod icons;
