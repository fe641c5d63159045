//! What of a report goes on to the period after, and what belongs to its own alone.

use crate::report::check::Builtin;
use crate::report::content::Report;
use crate::report::key::{Subject, TextKey};
use crate::report::letterhead::LetterheadField;
use crate::report::note::NoteKind;
use crate::report::template::Template;

/// Whether a text belongs to its period alone: the next one starts without it.
pub fn is_of_the_month(key: &TextKey) -> bool {
    let mut fields = LetterheadField::ALL.into_iter().filter(|field| field.is_of_the_month());
    // Days that could not be read belong to the period in which they were typed.
    is_day_of_period(key) || fields.any(|field| field.text_key() == *key)
}

/// Whether a text is what was typed for a day of the period that could not be taken.
pub fn is_day_of_period(key: &TextKey) -> bool {
    key.as_str().starts_with("period.")
}

/// Whether a text goes on to the period after. What cells of tables say are results of their period, like
/// figures; a text that the form does not have belongs to a row that was removed.
pub(super) fn text_goes_on(form: &Template, key: &TextKey) -> bool {
    let is_in_form = form.default_text(key).is_some();
    is_in_form && form.words_cell(key).is_none() && !is_of_the_month(key)
}

/// Whether the period after starts with a note too.
pub(super) fn note_goes_on(last: &Report, kind: NoteKind, about: &Subject) -> bool {
    match kind {
        NoteKind::Explanation => reason_goes_on(about),
        NoteKind::Comment | NoteKind::FollowUp => last.note(NoteKind::FollowUp, about).is_some(),
        NoteKind::Carried | NoteKind::Declined => false,
        NoteKind::Wording => true,
    }
}

/// Reasons for findings belong to their period, but for one: the answer about days that join on badly holds
/// as long as as many days are concerned. Offices keep their days, and are asked once: periods that run from
/// the 12th to the 12th count a day twice for years.
fn reason_goes_on(finding: &Subject) -> bool {
    finding.as_str() == Builtin::Period.name()
}
