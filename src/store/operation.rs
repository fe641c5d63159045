//! What the log says about an operation: what kind, when, in which run of the program.

use chrono::NaiveDateTime;

use super::ids::OperationId;
use crate::report::change::Change;

/// What the user did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperationKind {
    /// Typed into one field. Typing on in the same field joins the same step of undo.
    Typed,
    /// A field was given back what it held before it was typed in (Escape). Logged as typing; it joins
    /// the step of that typing, which then changes nothing and is passed over by undo.
    Restored,
    /// Pasted over several fields.
    Pasted,
    /// Made a new report.
    NewReport,
    /// Took a report from a file.
    Import,
    /// Finished a report, or opened it again.
    Status,
    /// Took a template into the file.
    Template,
}

/// What an operation in the log was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoggedKind {
    /// Something the user did.
    Done(OperationKind),
    /// Took back the step that ends with this operation.
    Undo(OperationId),
    /// Took back this undo.
    Redo(OperationId),
}

/// Names one run of the program on one computer, in the log.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Session(String);

impl Session {
    /// A session of this name. Whoever starts the program makes it up.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the log will say about an operation, besides what it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationInfo {
    /// What the user does.
    pub kind: OperationKind,
    /// When, local time. For information only; the order of the log is that of its ids.
    pub at: NaiveDateTime,
    /// In which run of the program.
    pub session: Session,
    /// In words, for the history (the name of an imported file); may be empty.
    pub description: String,
}

impl OperationInfo {
    /// An operation without a description.
    pub fn new(kind: OperationKind, at: NaiveDateTime, session: Session) -> Self {
        Self { kind, at, session, description: String::new() }
    }

    /// The same with a description.
    #[must_use]
    pub fn described(self, description: impl Into<String>) -> Self {
        let description = description.into();
        Self { description, ..self }
    }
}

/// What has been saved: it is on the disk when this is returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The operation in the log; `None` when nothing was to be changed.
    pub operation: Option<OperationId>,
    /// What changed, in order.
    pub changes: Vec<Change>,
}

const KINDS: [(OperationKind, &str); 6] = [
    (OperationKind::Typed, "typed"),
    (OperationKind::Pasted, "pasted"),
    (OperationKind::NewReport, "new_report"),
    (OperationKind::Import, "import"),
    (OperationKind::Status, "status"),
    (OperationKind::Template, "template"),
];

impl LoggedKind {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Done(OperationKind::Typed | OperationKind::Restored) => "typed",
            Self::Done(OperationKind::Pasted) => "pasted",
            Self::Done(OperationKind::NewReport) => "new_report",
            Self::Done(OperationKind::Import) => "import",
            Self::Done(OperationKind::Status) => "status",
            Self::Done(OperationKind::Template) => "template",
            Self::Undo(_) => "undo",
            Self::Redo(_) => "redo",
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
            ("undo", Some(id)) => Some(Self::Undo(id)),
            ("redo", Some(id)) => Some(Self::Redo(id)),
            (kind, None) => {
                let found = KINDS.iter().find(|(_, text)| *text == kind);
                found.map(|(kind, _)| Self::Done(*kind))
            }
            (_, Some(_)) => None,
        }
    }
}
