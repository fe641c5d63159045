//! What an office notes beside its report: reasons, comments, marks and answers. Notes are kept, logged
//! and undone like every other field; they are never printed, and nothing is reckoned with them.

use super::names::named_enum;

named_enum! {
    /// What kind of note.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum NoteKind {
        /// "Giải trình": the reason for a finding; its subject is the finding.
        Explanation = "explanation",
        /// "Ghi chú" about a figure.
        Comment = "comment",
        /// "Cần theo dõi": somebody still has to look after a figure.
        FollowUp = "follow_up",
        /// A figure was taken from the period before and waits to be accepted.
        Carried = "carried",
        /// Something that the program offered was declined; its subject is the offer.
        Declined = "declined",
        /// The office keeps its own wording of a text beside the template's sentence.
        Wording = "wording",
    }
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Note {
    /// What it says; empty for a mark.
    pub words: String,
    /// What stood there when it was written; with anything else in its place it does not hold any
    /// more. None for a note that holds whatever stands there.
    pub given_for: Option<String>,
}

impl Note {
    /// Whether the note holds for what stands there now.
    pub fn holds_for(&self, now: &str) -> bool {
        self.given_for.as_deref() == Some(now)
    }
}
