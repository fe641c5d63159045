//! A data file that asks for a password.

use std::path::PathBuf;

use crate::app::password::Protection;
use crate::app::problem::Problem;

/// A data file that asks for a password: nothing of it is known but where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedFile {
    /// Which.
    pub path: PathBuf,
    /// What keeps others out.
    pub protection: Protection,
    /// That another password was given; none before one was.
    pub refused: Option<Problem>,
}
