//! stand-in
pub mod file;
