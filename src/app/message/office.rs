//! What crosses between both about offices.

use crate::report::key::OfficeCode;
use crate::store::ListedOffice;

/// What is wanted of an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfficeWish {
    /// One of this name taken into the file.
    Add(String),
    /// This place for one that the file has.
    Place(ListedOffice),
}

impl OfficeWish {
    /// Of which office of the file; none of one that is to be added.
    pub fn office(&self) -> Option<&OfficeCode> {
        match self {
            Self::Add(_) => None,
            Self::Place(listed) => Some(&listed.office.code),
        }
    }
}

/// What is kept of an office besides its reports, and is undone with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficePart {
    /// Its name, and its place among the others.
    Name,
    /// How its reports look.
    Look,
    /// How they are checked.
    Checks,
}
