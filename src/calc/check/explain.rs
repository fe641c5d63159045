//! Explanations ("Giải trình"): the office's reason for a finding, noted beside the report for the
//! values it was given for. When one of them changes, the finding stands again and the old reason is
//! shown beside it.

use super::finding::{Explanation, Finding};
use crate::report::change::Edit;
use crate::report::content::Report;
use crate::report::key::Subject;
use crate::report::note::{Note, NoteKind};
use crate::report::text::clean;

/// The edit that keeps a reason for a finding with its report, or takes it away when it is empty.
/// `None` only for a finding whose id names no subject, which none does.
pub fn explain(finding: &Finding, words: &str) -> Option<Edit> {
    let subject = Subject::parse(&finding.id).ok()?;
    let words = clean(words);
    let words = words.trim();
    let given_for = Some(finding.fingerprint.clone());
    let note = (!words.is_empty()).then(|| Note { words: words.to_owned(), given_for });
    Some(Edit::note(NoteKind::Explanation, subject, note))
}

/// The reason that a report holds for a finding.
pub(super) fn explanation(report: &Report, id: &str, fingerprint: &str) -> Explanation {
    let subject = Subject::parse(id).ok();
    let note = subject.and_then(|subject| report.note(NoteKind::Explanation, &subject));
    match note.filter(|note| !note.words.trim().is_empty()) {
        None => Explanation::None,
        Some(note) if note.holds_for(fingerprint) => Explanation::Given(note.words.clone()),
        // Also a reason in a file written by hand that does not say for which values.
        Some(note) => Explanation::Outdated(note.words.clone()),
    }
}

/// The id of a finding of a check about a subject.
pub(super) fn id(check: &str, subject: &str) -> String {
    if subject.is_empty() { check.to_owned() } else { format!("{check}.{subject}") }
}
