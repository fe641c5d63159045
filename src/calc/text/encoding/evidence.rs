//! Which encoding a text is in, and which of its words.

use std::collections::HashSet;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::is_nfc;

use super::tables::{Table, capital};
use super::{Encoding, mojibake};
use crate::calc::text::spelling::{self, Speller};
use crate::report::text::nfc;

/// What the words of a text must weigh together to be taken for old: one word that only an old
/// encoding can make ("ViÖt"), or two that are likely.
const WEIGHT_MIN: usize = 6;
/// What speaks for an old encoding: a word that makes sense in it only; more when no other language
/// has such a word, or when it is frequent.
const WEIGHT_OLD: usize = 2;
/// What speaks against it: accented words that make sense neither way.
const WEIGHT_NEITHER: usize = 4;
/// Plain words that are no Vietnamese: English, names, code.
const WEIGHT_PLAIN: usize = 1;

/// A run of letters, and of signs that are letters in an encoding.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    pub(super) start: usize,
    pub(super) text: &'t str,
}

/// What a word tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Voice {
    /// It has plain letters only, and so stays as it is.
    Plain,
    /// It is right as it stands, and cannot be of the old encoding.
    New,
    /// It makes sense in the old encoding only.
    Old,
    /// It is right both ways.
    Either,
    /// It makes sense neither way.
    Neither,
}

/// Whether all toned letters of a TCVN3 word were meant as capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Capitals {
    /// Two capitals, no small letter.
    All,
    /// One capital at its head and no plain small letter: as its neighbours.
    Perhaps,
    /// Not.
    No,
}

/// The words of a text in the eyes of an encoding.
pub(super) fn words<'t>(text: &'t str, table: &Table) -> Vec<Word<'t>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_in = c.is_alphabetic() || is_combining_mark(c) || !c.is_ascii() && table.has(c);
        match (is_in, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Word { start: from, text: text.get(from..at).unwrap_or_default() });
                start = None;
            }
            _ => {}
        }
    }
    words
}

pub(super) fn capitals(word: &str) -> Capitals {
    let is_capital = |c: char| c.is_ascii_uppercase() || matches!(c, '¡'..='§');
    let has_small = word.chars().any(|c| c.is_ascii_lowercase() || matches!(c, '¨'..='®'));
    let num_capitals = word.chars().filter(|c| is_capital(*c)).count();
    match (has_small, num_capitals) {
        (false, 2..) => Capitals::All,
        (false, 1) if word.starts_with(is_capital) => Capitals::Perhaps,
        _ => Capitals::No,
    }
}

/// A word in Unicode; `cases` are those of all words of its text, `at` is its place among them.
pub(super) fn decoded(word: &str, encoding: Encoding, cases: &[Capitals], at: usize) -> String {
    let Some(table) = encoding.table() else { return nfc(word) };
    let plain = table.decode(word);
    let neighbours = [at.checked_sub(1), Some(at + 1)];
    let mut neighbours = neighbours.into_iter().flatten().filter_map(|at| cases.get(at));
    let is_capital = match cases.get(at) {
        Some(Capitals::All) => true,
        Some(Capitals::Perhaps) => neighbours.any(|case| *case == Capitals::All),
        Some(Capitals::No) | None => false,
    };
    if encoding == Encoding::Tcvn3 && is_capital {
        plain.chars().map(capital).collect()
    } else {
        plain
    }
}

/// A word and what it would become.
struct WordReading<'t> {
    word: Word<'t>,
    decoded: String,
    voice: Voice,
}

fn readings<'t>(text: &'t str, encoding: Encoding, speller: &Speller) -> Vec<WordReading<'t>> {
    let Some(table) = encoding.table() else { return Vec::new() };
    let words = words(text, table);
    let cases: Vec<Capitals> = words.iter().map(|word| capitals(word.text)).collect();
    let read = words.iter().enumerate().map(|(at, word)| {
        let decoded = decoded(word.text, encoding, &cases, at);
        let voice = voice(word.text, &decoded, table, speller);
        WordReading { word: *word, decoded, voice }
    });
    read.collect()
}

fn voice(word: &str, decoded: &str, table: &Table, speller: &Speller) -> Voice {
    if word.is_ascii() {
        return Voice::Plain;
    }
    if word.chars().any(|c| !c.is_ascii() && !table.has(c)) {
        return Voice::New;
    }
    // A sign that stands alone is a sign: "§ 5", "©", "×"; but these are words too: "«" is "ô".
    let is_alone = word.chars().nth(1).is_none();
    let is_sign =
        is_alone && !word.contains(|c: char| c.is_alphabetic() || "«¬¹\u{AD}".contains(c));
    let is_right = |word: &str| speller.knows(&word.to_lowercase());
    match (is_right(word), !is_sign && is_right(decoded)) {
        (true, true) => Voice::Either,
        // One letter is no evidence.
        (false, true) if is_alone => Voice::Either,
        (true, false) => Voice::New,
        (false, true) => Voice::Old,
        (false, false) if is_sign => Voice::New,
        (false, false) => Voice::Neither,
    }
}

/// Whether a word has what no language of Latin letters has inside a word: a sign, or a capital
/// behind a small letter.
fn is_odd(word: &str) -> bool {
    let signs = word.contains(|c: char| !c.is_alphabetic() && !is_combining_mark(c));
    let pairs = word.chars().zip(word.chars().skip(1));
    let is_late = |(a, b): (char, char)| a.is_lowercase() && b.is_uppercase() && !b.is_ascii();
    signs || pairs.into_iter().any(is_late)
}

/// What speaks for an encoding in texts that belong together, and what against it.
#[derive(Default)]
struct Scale<'t> {
    old: HashSet<&'t str>,
    weight: usize,
    plain: HashSet<&'t str>,
    against: HashSet<&'t str>,
    weight_against: usize,
}

impl<'t> Scale<'t> {
    fn add(&mut self, reading: &WordReading<'t>, speller: &Speller) {
        let word = reading.word.text;
        match reading.voice {
            Voice::Old if self.old.insert(word) => {
                let is_common = speller.is_common(&reading.decoded.to_lowercase());
                let marks = 1 + usize::from(is_odd(word)) + usize::from(is_common);
                self.weight += WEIGHT_OLD * marks;
            }
            Voice::Neither if self.against.insert(word) => self.weight_against += WEIGHT_NEITHER,
            Voice::Plain if word.contains(|c: char| c.is_ascii_lowercase()) => {
                let lower = word.to_ascii_lowercase();
                if speller.knows(&lower) {
                    self.plain.insert(word);
                } else if self.against.insert(word) {
                    self.weight_against += WEIGHT_PLAIN;
                }
            }
            _ => {}
        }
    }

    /// The weight that is left; 0 when it is not enough.
    fn balance(&self) -> usize {
        let has_plain = self.weight > 0 && !self.plain.is_empty();
        let weight = self.weight + if has_plain { WEIGHT_OLD } else { 0 };
        let left = weight.saturating_sub(self.weight_against);
        if weight >= WEIGHT_MIN { left } else { 0 }
    }
}

/// The encoding of texts that belong together, such as the cells of a column. `None` when all is
/// composed Unicode, or nothing is certain enough. An old encoding goes before loose marks;
/// [`restore`] mends both.
pub fn recognise<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<Encoding> {
    let texts: Vec<&str> = texts.into_iter().collect();
    let is_loose = texts.iter().any(|text| !is_nfc(text));
    let loose = is_loose.then_some(Encoding::Decomposed);
    if texts.iter().all(|text| text.is_ascii()) {
        return None;
    }
    if texts.iter().any(|text| mojibake::restored(text).is_some()) {
        return Some(Encoding::Misread);
    }
    let speller = spelling::builtin();
    let weigh = |encoding: Encoding| {
        let mut scale = Scale::default();
        for text in &texts {
            readings(text, encoding, speller).iter().for_each(|r| scale.add(r, speller));
        }
        (scale.balance(), encoding)
    };
    let [tcvn3, vni] = Encoding::OLD.map(weigh);
    match tcvn3.0.cmp(&vni.0) {
        std::cmp::Ordering::Greater => Some(tcvn3.1),
        std::cmp::Ordering::Less => Some(vni.1),
        std::cmp::Ordering::Equal => loose,
    }
}

/// Texts that belong together in composed Unicode. Only words of the encoding are changed, and
/// those that may be when their neighbours are.
pub fn restore(texts: &[&str], encoding: Encoding) -> Vec<String> {
    if encoding == Encoding::Misread {
        let restored = |text: &&str| mojibake::restored(text).unwrap_or_else(|| nfc(text));
        return texts.iter().map(restored).collect();
    }
    if encoding.table().is_none() {
        return texts.iter().map(|text| nfc(text)).collect();
    }
    let speller = spelling::builtin();
    let texts: Vec<String> = texts.iter().map(|text| nfc(text)).collect();
    let read: Vec<_> = texts.iter().map(|text| readings(text, encoding, speller)).collect();
    let has = |voice| read.iter().flatten().any(|reading| reading.voice == voice);
    if !has(Voice::Old) {
        return texts;
    }
    let lean = if has(Voice::New) { None } else { Some(Voice::Old) };
    let restored = texts.iter().zip(&read);
    restored.map(|(text, readings)| restore_one(text, readings, lean, speller)).collect()
}

fn restore_one(
    text: &str,
    readings: &[WordReading<'_>],
    lean: Option<Voice>,
    speller: &Speller,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (at, reading) in readings.iter().enumerate() {
        out.push_str(text.get(end..reading.word.start).unwrap_or_default());
        let is_old = match reading.voice {
            Voice::Plain => reading.decoded != reading.word.text,
            Voice::New => false,
            Voice::Old => true,
            Voice::Either | Voice::Neither => {
                let (before, after) = readings.split_at(at);
                let decided =
                    |reading: &&WordReading<'_>| matches!(reading.voice, Voice::Old | Voice::New);
                let before = before.iter().rev().find(decided).map(|r| r.voice);
                let after = after.iter().find(decided).map(|r| r.voice);
                match (before, after) {
                    (Some(a), Some(b)) if a != b => is_likelier(reading, speller),
                    (Some(voice), _) | (None, Some(voice)) => voice == Voice::Old,
                    (None, None) => match lean {
                        Some(lean) => lean == Voice::Old,
                        None => is_likelier(reading, speller),
                    },
                }
            }
        };
        out.push_str(if is_old { &reading.decoded } else { reading.word.text });
        end = reading.word.start + reading.word.text.len();
    }
    out.push_str(text.get(end..).unwrap_or_default());
    out
}

/// Whether a word that is right both ways is the more frequent one in Unicode.
fn is_likelier(reading: &WordReading<'_>, speller: &Speller) -> bool {
    let is_common = |word: &str| speller.is_common(&word.to_lowercase());
    is_common(&reading.decoded) && !is_common(reading.word.text)
}
