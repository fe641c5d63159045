//! Explanations ("Giải trình"): the office's reason for a finding, noted beside the report for the
//! values it was given for. When one of them changes, the finding stands again and the old reason is
//! shown beside it.

use super::finding::{Explanation, Finding, Limit, Matter};
use super::texts;
use crate::report::change::Edit;
use crate::report::check::Builtin;
use crate::report::content::Report;
use crate::report::key::Subject;
use crate::report::note::{Note, NoteKind};
use crate::report::text::clean;

/// Whether the reason for a finding belongs to its month. The answer about days that join on badly
/// holds for the months after it too, as long as as many days are concerned: offices keep their days,
/// and are asked once: months that run from the 12th to the 12th count a day twice for years.
pub fn is_of_the_month(finding: &Subject) -> bool {
    finding.as_str() != Builtin::Period.name()
}

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

/// The edit that declines an offer about something as it is written now. `None` as for [`explain`].
pub(in crate::calc) fn decline(offer: &str, given_for: &str, words: &str) -> Option<Edit> {
    let subject = Subject::parse(offer).ok()?;
    let note = Note { words: words.to_owned(), given_for: Some(given_for.to_owned()) };
    Some(Edit::note(NoteKind::Declined, subject, Some(note)))
}

/// Whether an offer was declined for what is written now.
pub(in crate::calc) fn is_declined(report: &Report, offer: &str, given_for: &str) -> bool {
    let subject = Subject::parse(offer).ok();
    let note = subject.and_then(|subject| report.note(NoteKind::Declined, &subject));
    note.is_some_and(|note| note.holds_for(given_for))
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

/// The values a finding rests on, in short. Numbers count as they look: 92,4 is not 92,40.
pub(super) fn fingerprint(matter: &Matter) -> String {
    let mut text = String::new();
    for reading in matter.readings() {
        let month = reading.month.map(|month| month.to_string()).unwrap_or_default();
        let word = reading.qualifier.map_or("", |qualifier| qualifier.word());
        text.push_str(&format!("{}@{month}={word} {};", reading.figure, reading.number));
    }
    match matter {
        Matter::Blank(keys) | Matter::Unconfirmed(keys) => {
            text.extend(keys.iter().map(|key| format!("{key};")));
        }
        Matter::Unreadable(typed) => text.push_str(typed),
        // Not the days themselves: an office whose months always share a day explains it once.
        Matter::PeriodOverlaps { days, .. } => text.push_str(&format!("overlap {days}")),
        Matter::PeriodGap { days, .. } => text.push_str(&format!("gap {days}")),
        Matter::TargetMissed { target, .. } => text.push_str(&target.to_string()),
        // A reason for 75,07 beside 75,06 is none beside 59,82.
        Matter::PrintedDiffers { computed, .. } => text.push_str(&computed.to_string()),
        Matter::TextNumber(typed) => {
            text.push_str(&format!("{} {:?}", typed.number.normalize(), typed.bound));
        }
        Matter::Document { name, found } => text.push_str(&texts::days_of(name, found)),
        Matter::Style { written, .. } => text.push_str(written),
        Matter::Misspelled { word, .. } => text.push_str(word),
        Matter::OldEncoding { written, .. } => text.push_str(written),
        Matter::SaidBefore(said) => text.push_str(&said.join(" ")),
        Matter::OutOfBounds { limit: Limit::Least(limit), .. } => {
            text.push_str(&format!("least {limit}"));
        }
        Matter::OutOfBounds { limit: Limit::Most(limit), .. } => {
            text.push_str(&format!("most {limit}"));
        }
        Matter::Changed { limit, .. } => text.push_str(&format!("limit {limit}")),
        Matter::RoundedOtherwise { expected, .. } => text.push_str(&expected.to_string()),
        // The readings say all.
        Matter::NotEqual(_)
        | Matter::PartAboveWhole { .. }
        | Matter::ShareAboveAll(_)
        | Matter::SumDiffers { .. }
        | Matter::BalanceDiffers { .. }
        | Matter::Fell { .. }
        | Matter::Slipped { .. }
        | Matter::CumulativeDiffers { .. }
        | Matter::WholesDiffer(_) => {}
    }
    short(&text)
}

/// What stands for a text in ids and fingerprints.
pub(in crate::calc) fn short(text: &str) -> String {
    format!("{:016x}", hash(text))
}

/// FNV-1a, 64 bits: the same on every machine and in every version.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
