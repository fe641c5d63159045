//! Documents as an office lists them.

use super::key::EntryId;
use super::period::DayValue;

/// A document that was issued or is being carried out, as part I lists them. All fields are as
/// typed; the printed form joins them ("Công văn số 1432/UBND-TH ngày 12/4/2023 của … về …").
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IssuedDocument {
    /// Tên loại: "Công văn", "Kế hoạch".
    pub doc_type: String,
    /// Số, ký hiệu as one text: `1432/UBND-TH`, `193-KH/TU`.
    pub code: String,
    /// Ngày ban hành.
    pub day: Option<DayValue>,
    /// Cơ quan ban hành; empty when the introduction names it.
    pub issuer: String,
    /// Trích yếu, without "về".
    pub subject: String,
}

/// An entry of a list of documents, with its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentEntry {
    /// Names the entry within its list.
    pub id: EntryId,
    /// Entries are shown by rising position; gaps are allowed.
    pub position: i64,
    /// The document.
    pub document: IssuedDocument,
}
