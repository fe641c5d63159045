//! Texts that speak of an office as of one of another kind, and what changes in the texts when an office gets another
//! name.

use crate::report::content::Report;
use crate::report::key::TextKey;
use crate::report::office_words::{Identity, KIND, OfficeWords};
use crate::report::template::Template;

/// A text as it stands, and as it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewording {
    /// Which text.
    pub text: TextKey,
    /// As it stands.
    pub written: String,
    /// As it would be.
    pub meant: String,
}

/// The texts that do not fit the name of the office: "Công an phường" in a report of "UBND xã An Phú". None where the
/// name does not tell of which kind the office is.
pub fn wrong(report: &Report, template: &Template) -> Vec<Rewording> {
    let words = &template.parts().offices;
    let Some(own) = words.told_by(&report.office.name) else {
        return Vec::new();
    };
    let rewording = |text: &TextKey| {
        let written = report.text(template, text);
        let is_own = report.texts.contains_key(text);
        let meant = fitting(words, &own, text, written, is_own.then_some(()))?;
        Some(Rewording { text: text.clone(), written: written.to_owned(), meant })
    };
    words.keys().filter_map(rewording).collect()
}

/// What a text of an office would be where it fits another kind; `typed` where the office wrote it itself.
fn fitting(
    words: &OfficeWords,
    own: &Identity,
    text: &TextKey,
    written: &str,
    typed: Option<()>,
) -> Option<String> {
    let kind = words.kind(&own.kind)?;
    let pattern = words.pattern_of(text, kind)?;
    if OfficeWords::tells_of_above(pattern) {
        return None;
    }
    let meant = words.text_of(text, own)?;
    if meant == written {
        return None;
    }
    let has_kind = pattern.contains(KIND);
    let others = words.kinds.iter().filter(|other| other.key != kind.key);
    let is_of = |other: &Identity| {
        let pattern = words.kind(&other.kind).and_then(|kind| words.pattern_of(text, kind));
        let is_told = pattern.is_some_and(|pattern| {
            // Without the word of the kind an office may well mean what it wrote: a commune can have "khu phố".
            let is_telling = pattern.contains(KIND) || typed.is_none();
            is_telling && !OfficeWords::tells_of_above(pattern)
        });
        is_told && words.text_of(text, other).as_deref() == Some(written)
    };
    let mut as_others =
        others.clone().map(|kind| Identity { kind: kind.key.clone(), ..own.clone() });
    if as_others.any(|other| is_of(&other)) {
        return Some(meant);
    }
    if !has_kind || kind.word.is_empty() || replaced(written, &kind.word, "").is_some() {
        return None;
    }
    let mut words = others.map(|other| other.word.as_str()).filter(|word| !word.is_empty());
    words.find_map(|word| replaced(written, word, &kind.word))
}

/// What else changes in a report when its office, which was called so, gets another name.
pub fn renamed(report: &Report, template: &Template, before: &str, after: &str) -> Vec<Rewording> {
    let words = &template.parts().offices;
    let (old, new) = (words.told_by(before), words.told_by(after));
    let new = new.map(|new| match &old {
        Some(old) if new.parent.is_empty() => Identity { parent: old.parent.clone(), ..new },
        _ => new,
    });
    let phrases = phrases(words, before, after, old.as_ref().zip(new.as_ref()));
    let mut keys: Vec<&TextKey> = template.texts().map(|(key, _)| key).collect();
    keys.sort();
    let rewording = |text: &TextKey| {
        let written = report.text(template, text);
        let by_kind = old.as_ref().zip(new.as_ref()).and_then(|(old, new)| {
            let is_as_told = words.text_of(text, old).as_deref() == Some(written);
            let follows = || words.text_of(text, new);
            let fits = || fitting(words, new, text, written, Some(()));
            if is_as_told { follows() } else { fits() }
        });
        let by_phrase = || phrases.iter().find_map(|(from, to)| replaced(written, from, to));
        let meant = by_kind.or_else(by_phrase).filter(|meant| meant != written)?;
        Some(Rewording { text: text.clone(), written: written.to_owned(), meant })
    };
    keys.into_iter().filter_map(rewording).collect()
}

/// What the old name becomes in any text: the whole of it, "xã An Phú", the place alone.
fn phrases(
    words: &OfficeWords,
    before: &str,
    after: &str,
    told: Option<(&Identity, &Identity)>,
) -> Vec<(String, String)> {
    let mut phrases = vec![(before.trim().to_owned(), after.trim().to_owned())];
    if let Some((old, new)) = told {
        let place = |it: &Identity| {
            let word = words.kind(&it.kind).map_or("", |kind| kind.word.as_str());
            (!word.is_empty() && !it.place.is_empty()).then(|| format!("{word} {}", it.place))
        };
        phrases.extend(place(old).zip(place(new)));
        let has_places = !old.place.is_empty() && !new.place.is_empty();
        phrases.extend(has_places.then(|| (old.place.clone(), new.place.clone())));
    }
    phrases.retain(|(from, to)| !from.is_empty() && from != to);
    phrases
}

/// The text with some words replaced wherever they stand alone, in capitals where they stood in capitals; none where
/// they do not stand in it.
fn replaced(text: &str, from: &str, to: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let wanted: Vec<char> = from.chars().map(lower).collect();
    let mut out = String::new();
    let (mut at, mut is_found) = (0, false);
    while let Some(letter) = letters.get(at) {
        let end = at + wanted.len();
        let found = letters.get(at..end).filter(|found| {
            let is_same = found.iter().map(|c| lower(*c)).eq(wanted.iter().copied());
            is_same && stands_alone(&letters, at, end)
        });
        let Some(found) = found else {
            out.push(*letter);
            at += 1;
            continue;
        };
        let is_in_capitals = !found.iter().any(|c| c.is_lowercase());
        let is_many = found.iter().filter(|c| c.is_uppercase()).count() > 1;
        out.push_str(&if is_in_capitals && is_many { to.to_uppercase() } else { to.to_owned() });
        (at, is_found) = (end, true);
    }
    is_found.then_some(out)
}

/// Whether letters are whole words, and no part of "thị xã" or "xã hội".
fn stands_alone(letters: &[char], from: usize, end: usize) -> bool {
    let is_word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
    let before = from.checked_sub(1).and_then(|at| letters.get(at));
    if is_word(before) || is_word(letters.get(end)) {
        return false;
    }
    let head: String = letters.get(..from).unwrap_or_default().iter().collect();
    let rest: String = letters.get(end..).unwrap_or_default().iter().collect();
    !(head.to_lowercase().ends_with("thị ") || rest.to_lowercase().starts_with(" hội"))
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

#[cfg(test)]
#[path = "office_words_tests.rs"]
mod tests;
