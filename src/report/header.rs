//! What a report says about itself.

use chrono::NaiveDateTime;

use super::names::named_enum;
use super::period::Period;

named_enum! {
    /// Which status a report has, whenever it got it; its name stands in files and in the data file.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum StatusKind {
        /// [`ReportStatus::Draft`]
        Draft = "draft",
        /// [`ReportStatus::Final`]
        Final = "final",
        /// [`ReportStatus::Reopened`]
        Reopened = "reopened",
        /// [`ReportStatus::Sent`]
        Sent = "sent",
        /// [`ReportStatus::Returned`]
        Returned = "returned",
        /// [`ReportStatus::Accepted`]
        Accepted = "accepted",
    }
}

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
    /// Which it is.
    pub fn kind(&self) -> StatusKind {
        match self {
            Self::Draft => StatusKind::Draft,
            Self::Final { .. } => StatusKind::Final,
            Self::Reopened { .. } => StatusKind::Reopened,
            Self::Sent { .. } => StatusKind::Sent,
            Self::Returned { .. } => StatusKind::Returned,
            Self::Accepted { .. } => StatusKind::Accepted,
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

    /// The status of a kind since a time; none where the time is missing, or a draft has one.
    pub fn of(kind: StatusKind, at: Option<NaiveDateTime>) -> Option<Self> {
        Some(match (kind, at) {
            (StatusKind::Draft, None) => Self::Draft,
            (StatusKind::Final, Some(at)) => Self::Final { at },
            (StatusKind::Reopened, Some(at)) => Self::Reopened { at },
            (StatusKind::Sent, Some(at)) => Self::Sent { at },
            (StatusKind::Returned, Some(at)) => Self::Returned { at },
            (StatusKind::Accepted, Some(at)) => Self::Accepted { at },
            (StatusKind::Draft, Some(_)) | (_, None) => return None,
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
