//! What a report says about itself.

use chrono::NaiveDateTime;

use super::period::Period;

/// Where a report stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ReportStatus {
    /// Being written.
    #[default]
    Draft,
    /// Declared finished; the program asks before it is changed.
    Final {
        /// When, local time.
        at: NaiveDateTime,
    },
    /// Finished once, opened again for a change.
    Reopened {
        /// When, local time.
        at: NaiveDateTime,
    },
}

/// What a report says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Label, days and due date.
    pub period: Period,
    /// Draft, final or reopened.
    pub status: ReportStatus,
    /// A remark shown wherever the report is listed ("số liệu minh họa"); usually empty.
    pub remark: String,
}
