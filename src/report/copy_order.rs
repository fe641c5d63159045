//! In which order the columns and rows of a table are copied into the web form of a province: chosen once, kept for an
//! office and a table, whatever order the report prints.

use super::key::{ColumnKey, RowKey};
use super::names::named_enum;

/// The most characters of a name.
pub const NAME_CHARS_MAX: usize = 40;

/// An order of an office for a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyOrder {
    /// What the web form is called: "Cổng báo cáo tỉnh".
    pub name: String,
    /// The columns that are copied, in their order. One that the form of a report does not have leaves its place empty,
    /// so that the others stay in theirs.
    pub columns: Vec<ColumnKey>,
    /// Rows in their order. One that the office does not report, or that a report has not, leaves its line empty. Rows
    /// that are named neither here nor among those left out come last: nothing new is dropped unseen.
    pub rows: Vec<RowKey>,
    /// Rows that are not copied.
    pub left_out: Vec<RowKey>,
    /// Whether headings are copied in front.
    pub headings: Headings,
}

named_enum! {
    /// Whether headings are copied.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Headings {
        /// The cells alone: they are pasted over those of the web form.
        #[default]
        LeftOut = "left_out",
        /// A line of headings in front.
        Copied = "copied",
    }
}
