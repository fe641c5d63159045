//! What an official can do about a finding in a text besides explaining it: bind a number to its
//! figure, or put another word in place of a wrong one. Both give an edit and change nothing.

use super::super::finding::{Finding, Matter, Place};
use super::older;
use super::stretch::bytes;
use crate::calc::prose::Context;
use crate::calc::text::lint::LintKind;
use crate::calc::text::numbers::numbers;
use crate::calc::text::spelling;
use crate::report::change::Edit;
use crate::report::key::TextKey;
use crate::report::text::nfc;

/// How many words are offered for a wrong one.
const OFFERED: usize = 3;

/// "Yes, it is the figure": the number gives way to a reference that follows the figure. `None` for
/// other findings, for bounds ("hơn 300" stays words), and when the text is no longer what was read.
pub fn bind(finding: &Finding, context: Context<'_>) -> Option<Edit> {
    let Matter::TextNumber(typed) = &finding.matter else { return None };
    let (Place::Text { text: key, characters }, None) = (finding.places.first()?, typed.bound)
    else {
        return None;
    };
    let text = context.report.text(context.template, key);
    let range = bytes(text, characters);
    let is_there = numbers(text).iter().any(|number| {
        let value = number.numeral.map(|numeral| numeral.value);
        number.range == range && value == Some(typed.number)
    });
    let mut bound = text.to_owned();
    if is_there {
        bound.replace_range(range, &format!("{{{}}}", typed.figure.figure));
    }
    is_there.then(|| edit(context, key, bound))
}

/// Puts other words in place of wrong ones, or of what house style writes otherwise, wherever the
/// finding found them. `None` for other findings, and when the text is no longer what was read.
pub fn replace(finding: &Finding, suggestion: &str, context: Context<'_>) -> Option<Edit> {
    if let Matter::OldEncoding { written, .. } = &finding.matter {
        return restore(finding, written, suggestion, context);
    }
    let written = match &finding.matter {
        Matter::Misspelled { word, .. } => word,
        Matter::Style { written, .. } | Matter::OfficeWord { written, .. } => written,
        _ => return None,
    };
    let mut replaced: Option<(&TextKey, String)> = None;
    // From the last on, so that the earlier places stay where they are.
    for place in finding.places.iter().rev() {
        let Place::Text { text: key, characters } = place else { continue };
        let (_, text) = replaced
            .get_or_insert_with(|| (key, context.report.text(context.template, key).to_owned()));
        let range = bytes(text, characters);
        if nfc(text.get(range.clone())?) != nfc(written) {
            return None;
        }
        text.replace_range(range, suggestion);
    }
    replaced.map(|(key, text)| edit(context, key, text))
}

/// Puts the whole of a text in place of what is written in old letters.
fn restore(finding: &Finding, written: &str, meant: &str, context: Context<'_>) -> Option<Edit> {
    match finding.places.first()? {
        Place::Text { text: key, .. } => {
            let is_there = context.report.text(context.template, key) == written;
            is_there.then(|| edit(context, key, meant.to_owned()))
        }
        Place::Document(list, id) => {
            let mut entries = context.report.entries(list).iter();
            let entry = entries.find(|entry| entry.id == *id)?;
            let entry = older::replaced(entry, written, meant)?;
            Some(Edit::document(list.clone(), id.clone(), Some(entry)))
        }
        _ => None,
    }
}

/// What may be meant by what is wrong, likeliest first. Looking up words takes longer than a key may:
/// ask only for what is shown.
pub fn suggestions(finding: &Finding) -> Vec<String> {
    let (word, meant) = match &finding.matter {
        Matter::Misspelled { word, meant } => (word, meant),
        // The same number out of order in two places is not the same slip.
        Matter::Style {
            kind: LintKind::NumberJumps { .. } | LintKind::NumberRepeats { .. },
            ..
        } if finding.places.len() > 1 => {
            return Vec::new();
        }
        Matter::OldEncoding { meant, .. } | Matter::OfficeWord { meant, .. } => {
            return vec![meant.clone()];
        }
        Matter::Style { suggestion, .. } => return suggestion.iter().cloned().collect(),
        _ => return Vec::new(),
    };
    let others = spelling::builtin().suggestions(word);
    let others = others.into_iter().filter(|other| Some(other) != meant.as_ref());
    meant.iter().cloned().chain(others).take(OFFERED).collect()
}

/// A text that is again the template's own is stored as nothing, so that it follows the template.
pub(super) fn edit(context: Context<'_>, key: &TextKey, text: String) -> Edit {
    let is_default = context.template.default_text(key) == Some(text.as_str());
    Edit::text(key.clone(), (!is_default).then_some(text))
}
