//! What a report says about itself.

use chrono::NaiveDateTime;

use super::period::Period;

/// Where a report stands. The program makes the first three; the others are read, kept and shown.
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
    /// Handed to the office above.
    Sent {
        /// When, local time.
        at: NaiveDateTime,
    },
    /// Given back by the office above.
    Returned {
        /// When, local time.
        at: NaiveDateTime,
    },
    /// Taken by the office above.
    Accepted {
        /// When, local time.
        at: NaiveDateTime,
    },
}

impl ReportStatus {
    /// What they are called in files and in the data file.
    pub const NAMES: [&'static str; 6] =
        ["draft", "final", "reopened", "sent", "returned", "accepted"];

    /// What it is called in files and in the data file.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Final { .. } => "final",
            Self::Reopened { .. } => "reopened",
            Self::Sent { .. } => "sent",
            Self::Returned { .. } => "returned",
            Self::Accepted { .. } => "accepted",
        }
    }

    /// Since when; none for a draft.
    pub fn at(&self) -> Option<NaiveDateTime> {
        match self {
            Self::Draft => None,
            Self::Final { at }
            | Self::Reopened { at }
            | Self::Sent { at }
            | Self::Returned { at }
            | Self::Accepted { at } => Some(*at),
        }
    }

    /// The status of a name and a time; none where there is no such status, or the time is missing.
    pub fn read(name: &str, at: Option<NaiveDateTime>) -> Option<Self> {
        Some(match (name, at) {
            ("draft", None) => Self::Draft,
            ("final", Some(at)) => Self::Final { at },
            ("reopened", Some(at)) => Self::Reopened { at },
            ("sent", Some(at)) => Self::Sent { at },
            ("returned", Some(at)) => Self::Returned { at },
            ("accepted", Some(at)) => Self::Accepted { at },
            _ => return None,
        })
    }

    /// Whether the report may not be changed before it is opened again.
    pub fn is_closed(&self) -> bool {
        match self {
            Self::Draft | Self::Reopened { .. } | Self::Returned { .. } => false,
            Self::Final { .. } | Self::Sent { .. } | Self::Accepted { .. } => true,
        }
    }
}

/// What a report says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Label, days and due date.
    pub period: Period,
    /// Where it stands.
    pub status: ReportStatus,
    /// A remark shown wherever the report is listed ("số liệu minh họa"); usually empty.
    pub remark: String,
}
