//! What the log says about an operation: what was done, when, in which run of the program, by whom.

use chrono::NaiveDateTime;

use super::ids::OperationId;
use crate::calc::progress::Standing;
use crate::report::deed::Deed;

/// What an operation in the log was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoggedKind {
    /// Something the user did.
    Done(Deed),
    /// Took back the step that ends with this operation.
    Undo(OperationId),
    /// Took back this undo.
    Redo(OperationId),
}

/// One run of the program, and who works with it as far as the system tells.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Run {
    /// Tells runs apart. Whoever starts the program makes it up.
    pub name: String,
    /// Who works with it; may be empty.
    pub who: String,
    /// At which computer; may be empty.
    pub computer: String,
}

/// When and where something is done, and how far the report is then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// When, local time. For information only; the order of the log is that of its ids.
    pub at: NaiveDateTime,
    /// In which run of the program.
    pub run: Run,
    /// How much of the report is entered afterwards; as much as before when it is `None`.
    pub standing: Option<Standing>,
}

/// What the log will say about an operation, besides what it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationInfo {
    /// What the user does.
    pub deed: Deed,
    /// A file's name, an agency's: data for the history, never a sentence; may be empty.
    pub detail: String,
    /// When, where, and how far the report is then.
    pub stamp: Stamp,
}

/// What the log will say about a transaction, besides what it changes.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    pub(super) kind: LoggedKind,
    pub(super) detail: &'a str,
    pub(super) stamp: &'a Stamp,
}

impl<'a> Task<'a> {
    pub(super) fn done(info: &'a OperationInfo) -> Self {
        Self { kind: LoggedKind::Done(info.deed), detail: &info.detail, stamp: &info.stamp }
    }
}

/// What an undo is called in the log, and what a redo is.
pub(super) const UNDO: &str = "undo";
pub(super) const REDO: &str = "redo";

impl LoggedKind {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Done(deed) => deed.name(),
            Self::Undo(_) => UNDO,
            Self::Redo(_) => REDO,
        }
    }

    pub(super) fn reverts(self) -> Option<OperationId> {
        match self {
            Self::Done(_) => None,
            Self::Undo(id) | Self::Redo(id) => Some(id),
        }
    }

    pub(super) fn from_row(kind: &str, reverts: Option<OperationId>) -> Option<Self> {
        match (kind, reverts) {
            (UNDO, Some(id)) => Some(Self::Undo(id)),
            (REDO, Some(id)) => Some(Self::Redo(id)),
            (kind, None) => Some(Self::Done(Deed::from_name(kind).unwrap_or(Deed::Later))),
            (_, Some(_)) => None,
        }
    }
}
