//! Texts as a live field holds them: every reference is one character, so that nothing can stand
//! inside it, no key can break it, and whatever remembers a text (undo above all) remembers its
//! references with it.
//!
//! The characters are those of Unicode's planes 15 and 16, which mean nothing by themselves. Should
//! a text hold one of them already, it gets a reference of its own and comes out as it went in.

use std::collections::HashMap;
use std::ops::Range;

use crate::report::sentence::{self, ByKey, Piece};
use crate::report::template::Template;

/// The first and the last character of each plane that stands for references.
const PLANES: [(u32, u32); 2] = [(0xF_0000, 0xF_FFFD), (0x10_0000, 0x10_FFFD)];

/// Whether a character of a coded text stands for a reference.
pub fn is_code(c: char) -> bool {
    PLANES.iter().any(|(first, last)| (*first..=*last).contains(&u32::from(c)))
}

/// Which character stands for which reference: the same for as long as the window lives, so that
/// texts remembered anywhere stay readable.
#[derive(Debug, Default)]
pub struct Codes {
    /// Words are here a single letter of a text that looks like one of ours.
    references: Vec<Piece>,
    codes: HashMap<Piece, char>,
}

impl Codes {
    /// The character of a reference. Should more than 131 068 different ones ever be needed, the rest
    /// have none and are shown as what cannot be read.
    pub fn code(&mut self, reference: &Piece) -> char {
        if let Some(code) = self.codes.get(reference) {
            return *code;
        }
        let Some(code) = nth_code(self.references.len()) else {
            return char::REPLACEMENT_CHARACTER;
        };
        self.references.push(reference.clone());
        self.codes.insert(reference.clone(), code);
        code
    }

    /// What a character stands for; none for a letter.
    pub fn reference(&self, code: char) -> Option<&Piece> {
        let point = u32::from(code);
        let mut before = 0;
        for (first, last) in PLANES {
            if (first..=last).contains(&point) {
                return self.references.get(usize::try_from(before + point - first).ok()?);
            }
            before += last - first + 1;
        }
        None
    }

    /// A stored sentence as it is edited.
    pub fn from_stored(&mut self, stored: &str, template: &Template) -> String {
        if !stored.contains(['{', '}']) && !stored.contains(is_code) {
            return stored.to_owned();
        }
        let mut coded = String::with_capacity(stored.len());
        for piece in sentence::parse_lenient(stored, template) {
            match piece {
                Piece::Words(words) => self.push_words(&mut coded, &words),
                reference => coded.push(self.code(&reference)),
            }
        }
        coded
    }

    /// What is typed or pasted from outside: names between braces become references, everything else
    /// stays as it is.
    pub fn from_outside(&mut self, text: &str, template: &Template) -> String {
        let mut coded = String::with_capacity(text.len());
        if !text.contains('{') {
            self.push_words(&mut coded, text);
            return coded;
        }
        for (piece, range) in sentence::spans(text, template) {
            match piece {
                Piece::Words(_) => self.push_words(&mut coded, text.get(range).unwrap_or_default()),
                reference => coded.push(self.code(&reference)),
            }
        }
        coded
    }

    /// What another program made of a whole text that it was told as words (a screen reader, dictation):
    /// the references in front of and behind what changed are kept.
    pub fn revised(
        &mut self,
        coded: &str,
        revised: &str,
        template: &Template,
        say: impl Fn(&Piece) -> String,
    ) -> String {
        let said = |codes: &Self, c: char| match codes.reference(c) {
            Some(Piece::Words(letter)) => letter.clone(),
            Some(reference) => say(reference),
            None => c.to_string(),
        };
        let (mut front, mut middle) = (0, revised);
        for c in coded.chars() {
            let Some(rest) = middle.strip_prefix(said(self, c).as_str()) else { break };
            middle = rest;
            front += c.len_utf8();
        }
        let (front, rest) = coded.split_at_checked(front).unwrap_or((coded, ""));
        let mut behind = rest.len();
        for c in rest.chars().rev() {
            let Some(left) = middle.strip_suffix(said(self, c).as_str()) else { break };
            middle = left;
            behind -= c.len_utf8();
        }
        let middle = self.from_outside(middle, template);
        format!("{front}{middle}{}", rest.get(behind..).unwrap_or_default())
    }

    fn push_words(&mut self, coded: &mut String, words: &str) {
        if words.contains(is_code) {
            let letter = |c| if is_code(c) { self.code(&Piece::Words(c.to_string())) } else { c };
            coded.extend(words.chars().map(letter));
        } else {
            coded.push_str(words);
        }
    }

    /// An edited text as it is stored. Braces that are words stay as they were typed wherever they
    /// are read as words; elsewhere they are doubled.
    pub fn to_stored(&self, coded: &str, template: &Template) -> String {
        let pieces = self.pieces(coded);
        let has_braces = |piece: &Piece| match piece {
            Piece::Words(words) => words.contains(['{', '}']),
            _ => false,
        };
        if !pieces.iter().any(has_braces) {
            return sentence::write(&pieces, &ByKey);
        }
        let as_typed = pieces.iter().map(|piece| match piece {
            Piece::Words(words) => words.clone(),
            other => sentence::write(std::slice::from_ref(other), &ByKey),
        });
        let as_typed: String = as_typed.collect();
        let is_same = sentence::parse_lenient(&as_typed, template) == pieces;
        if is_same { as_typed } else { sentence::write(&pieces, &ByKey) }
    }

    /// The pieces of an edited text, words that touch as one.
    fn pieces(&self, coded: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut words = String::new();
        for c in coded.chars() {
            match self.reference(c) {
                Some(Piece::Words(letter)) => words.push_str(letter),
                Some(reference) => {
                    if !words.is_empty() {
                        pieces.push(Piece::Words(std::mem::take(&mut words)));
                    }
                    pieces.push(reference.clone());
                }
                None => words.push(c),
            }
        }
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        pieces
    }

    /// An edited text as plain words.
    pub fn plain(&self, coded: &str, print: impl Fn(&Piece) -> String) -> String {
        let mut plain = String::with_capacity(coded.len());
        for c in coded.chars() {
            match self.reference(c) {
                Some(Piece::Words(letter)) => plain.push_str(letter),
                Some(reference) => plain.push_str(&print(reference)),
                None => plain.push(c),
            }
        }
        plain
    }
}

fn nth_code(n: usize) -> Option<char> {
    let mut n = u32::try_from(n).ok()?;
    for (first, last) in PLANES {
        let count = last - first + 1;
        if n < count {
            return char::from_u32(first + n);
        }
        n -= count;
    }
    None
}

/// Where the characters of a stored text stand in the edited one.
#[derive(Debug, Default)]
pub struct Alignment(Vec<Stretch>);

/// A stretch of a stored text; all numbers count characters.
#[derive(Debug)]
struct Stretch {
    stored: Range<usize>,
    shown: usize,
    kind: StretchKind,
}

#[derive(Debug, PartialEq, Eq)]
enum StretchKind {
    /// As many characters in both.
    Words,
    /// One character in the edited text.
    One,
}

impl Alignment {
    /// Lays a stored text beside its edited form.
    pub fn of(stored: &str, template: &Template) -> Self {
        let (mut stored_at, mut shown) = (0, 0);
        let stretches = sentence::spans(stored, template).into_iter().map(|(piece, range)| {
            let length = stored.get(range).map_or(0, |text| text.chars().count());
            let is_words = matches!(&piece, Piece::Words(words) if words.chars().count() == length);
            let kind = if is_words { StretchKind::Words } else { StretchKind::One };
            let stretch = Stretch { stored: stored_at..stored_at + length, shown, kind };
            shown += if is_words { length } else { 1 };
            stored_at += length;
            stretch
        });
        Self(stretches.collect())
    }

    /// The characters of the edited text that stand for characters of the stored one.
    pub fn shown(&self, stored: &Range<usize>) -> Range<usize> {
        let start = self.at(stored.start, 0);
        let end = self.at(stored.end, 1);
        start..end.max(start)
    }

    /// The character of the stored text at one of the edited text.
    pub fn stored(&self, shown: usize) -> usize {
        let i = self.0.partition_point(|stretch| stretch.shown <= shown);
        match i.checked_sub(1).and_then(|i| self.0.get(i)) {
            Some(stretch) if stretch.kind == StretchKind::Words => {
                let last = stretch.stored.end.saturating_sub(1).max(stretch.stored.start);
                (stretch.stored.start + shown - stretch.shown).min(last)
            }
            Some(stretch) => stretch.stored.start,
            None => shown,
        }
    }

    /// What is inside a reference counts as before it, or behind it.
    fn at(&self, stored: usize, inside: usize) -> usize {
        let i = self.0.partition_point(|stretch| stretch.stored.end <= stored);
        match self.0.get(i).or(self.0.last()) {
            None => stored,
            Some(stretch) if stretch.kind == StretchKind::Words => {
                let within = stored.clamp(stretch.stored.start, stretch.stored.end);
                stretch.shown + within - stretch.stored.start
            }
            Some(stretch) if stored <= stretch.stored.start => stretch.shown,
            Some(stretch) if stored >= stretch.stored.end => stretch.shown + 1,
            Some(stretch) => stretch.shown + inside,
        }
    }
}

#[cfg(test)]
#[path = "coded_tests.rs"]
mod tests;
