//! The office that reports.

use super::key::{KeyError, OfficeCode};
use super::text::slug;

/// Who reports. Its level (commune, ward, province) is nowhere in the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Names it across files.
    pub code: OfficeCode,
    /// Its full name: "UBND phường Đông Hải".
    pub name: String,
}

impl Office {
    /// An office that is named for the first time: its code is made of its name.
    ///
    /// # Errors
    /// When the name has no letter and no digit.
    pub fn named(name: &str) -> Result<Self, KeyError> {
        Ok(Self { code: OfficeCode::parse(&slug(name))?, name: name.trim().to_owned() })
    }
}
