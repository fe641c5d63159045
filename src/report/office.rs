//! The office that reports.

use super::key::OfficeCode;

/// Who reports. Its level (commune, ward, province) is nowhere in the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Names it across files.
    pub code: OfficeCode,
    /// Its full name: "UBND phường Đông Hải".
    pub name: String,
}
