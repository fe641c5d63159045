//! Explanations ("Giải trình"): the office's reason for a finding, kept among the texts of the report
//! together with a fingerprint of the values it was given for. When one of them changes, the finding
//! stands again and the old reason is shown beside it.

use super::finding::{Explanation, Finding, Matter};
use super::texts;
use crate::report::change::Edit;
use crate::report::check::Builtin;
use crate::report::content::Report;
use crate::report::key::{KEY_LENGTH_MAX, TextKey};
use crate::report::text::clean;

/// What the keys of explanations begin with.
pub const EXPLANATION_PREFIX: &str = "explanation.";

/// Whether a text of a report is an explanation that belongs to its month. The answer about days
/// that join on badly holds for the months after it too, as long as as many days are concerned:
/// offices keep their days, and are asked once (domain.md, section 3).
pub fn is_of_the_month(key: &TextKey) -> bool {
    let id = key.as_str().strip_prefix(EXPLANATION_PREFIX);
    id.is_some_and(|id| id != Builtin::Period.name())
}

/// The edit that keeps a reason for a finding with its report, or takes it away when it is empty.
/// `None` only for a finding whose id is no key, which none is.
pub fn explain(finding: &Finding, words: &str) -> Option<Edit> {
    let key = text_key(&finding.id)?;
    let words = clean(words);
    let words = words.trim();
    let text = (!words.is_empty()).then(|| format!("{}\n{words}", finding.fingerprint));
    Some(Edit::Text(key, text))
}

/// The edit that keeps an answer given for something as it is written now.
pub(in crate::calc) fn answer(id: &str, given_for: &str, words: &str) -> Option<Edit> {
    let key = text_key(&id_of(id))?;
    Some(Edit::Text(key, Some(format!("{given_for}\n{words}"))))
}

/// Whether such an answer was given.
pub(in crate::calc) fn declined(report: &Report, id: &str, given_for: &str) -> bool {
    matches!(explanation(report, &id_of(id), given_for), Explanation::Given(_))
}

/// The reason that a report holds for a finding.
pub(super) fn explanation(report: &Report, id: &str, fingerprint: &str) -> Explanation {
    let text = text_key(id).and_then(|key| report.texts.get(&key));
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
        return Explanation::None;
    };
    match text.split_once('\n') {
        Some((given_for, words)) if given_for == fingerprint => {
            Explanation::Given(words.to_owned())
        }
        Some((_, words)) => Explanation::Outdated(words.to_owned()),
        // A file written by hand: nobody knows for which values.
        None => Explanation::Outdated(text.clone()),
    }
}

fn text_key(id: &str) -> Option<TextKey> {
    TextKey::parse(&format!("{EXPLANATION_PREFIX}{id}")).ok()
}

/// The id of a finding of a check about a subject.
pub(super) fn id(check: &str, subject: &str) -> String {
    if subject.is_empty() { id_of(check) } else { id_of(&format!("{check}.{subject}")) }
}

/// Keys may be as long as a whole id: what is too long is cut and told apart by a hash.
fn id_of(whole: &str) -> String {
    let most = KEY_LENGTH_MAX - EXPLANATION_PREFIX.len();
    if whole.len() <= most {
        return whole.to_owned();
    }
    let hash = short(whole);
    let cut = whole.get(..most - hash.len() - 1).unwrap_or_default();
    format!("{}.{hash}", cut.trim_end_matches('.'))
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
        _ => {}
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
