//! Offers that were declined: noted beside the report for what is written now, and made again when it changes.

use crate::report::change::Edit;
use crate::report::content::Report;
use crate::report::key::Subject;
use crate::report::note::{Note, NoteKind};

/// The edit that declines an offer about something as it is written now. `None` only for one whose name is
/// no subject, which none is.
pub(super) fn decline(offer: &str, given_for: &str, words: &str) -> Option<Edit> {
    let subject = Subject::parse(offer).ok()?;
    let note = Note { words: words.to_owned(), given_for: Some(given_for.to_owned()) };
    Some(Edit::note(NoteKind::Declined, subject, Some(note)))
}

/// Whether an offer was declined for what is written now.
pub(super) fn is_declined(report: &Report, offer: &str, given_for: &str) -> bool {
    let subject = Subject::parse(offer).ok();
    let note = subject.and_then(|subject| report.note(NoteKind::Declined, &subject));
    note.is_some_and(|note| note.holds_for(given_for))
}

/// What stands for a text in ids and fingerprints.
pub(super) fn short(text: &str) -> String {
    format!("{:016x}", hash(text))
}

/// FNV-1a, 64 bits: the same on every machine and in every version.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
