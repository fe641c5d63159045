//! Vietnamese spelling: words that are no syllable, and phrases that are never right.
//!
//! A word is right when the list of syllables has it, in either habit of placing its tone mark, or
//! the list of foreign words or the office's own. What such lists cannot see is a slip that makes
//! another word ("hỏi" for "hội"); a few that occur in reports are known as phrases ("sử lý").
//! Words in capitals are abbreviations or headings and no concern of this room; a capitalised word
//! inside a sentence is a name and is right when it is built like a syllable.

mod suggest;
mod syllable;
mod syllables;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use self::suggest::Slip;
use self::syllable::Mark;
use self::syllables::Syllables;
use super::documents;
use super::lex::{self, Before, Piece, composed};

/// Foreign and technical words.
const FOREIGN: &str = include_str!("../../../../assets/words/foreign.txt");
/// Frequent syllables, most frequent first.
const COMMON: &str = include_str!("../../../../assets/words/common.txt");
/// Phrases that are never right, with what is meant.
const CONFUSIONS: &str = include_str!("../../../../assets/words/confusions.txt");

/// The most words that are suggested.
pub const SUGGESTIONS_MAX: usize = 5;

/// A word that is not right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misspelling {
    /// Where it stands.
    pub range: Range<usize>,
    /// The word as it stands, in NFC.
    pub word: String,
    /// What is meant, where the phrase around it tells.
    pub meant: Option<String>,
}

/// Knows which words are right. Making one reads the lists once; it is then kept.
#[derive(Debug, Clone)]
pub struct Speller {
    syllables: Syllables,
    words: HashSet<String>,
    ranks: HashMap<&'static str, u32>,
    /// Wrong phrases by their first word.
    confusions: HashMap<&'static str, Vec<Confusion>>,
}

/// A phrase that is never right.
#[derive(Debug, Clone)]
struct Confusion {
    wrong: Vec<&'static str>,
    right: Vec<&'static str>,
}

static BUILTIN: LazyLock<Speller> = LazyLock::new(|| Speller::new([]));

/// The speller that knows no word of an office's own, made when it is first asked for.
pub fn builtin() -> &'static Speller {
    &BUILTIN
}

impl Speller {
    /// A speller that also knows the office's own words, in any case.
    pub fn new<'a>(own: impl IntoIterator<Item = &'a str>) -> Self {
        let mut speller = Self {
            syllables: Syllables::builtin(),
            words: entries(FOREIGN).map(str::to_owned).collect(),
            ranks: HashMap::new(),
            confusions: HashMap::new(),
        };
        for (rank, word) in (0u32..).zip(entries(COMMON)) {
            speller.ranks.entry(word).or_insert(rank);
        }
        let lines = CONFUSIONS.lines().filter(|line| !line.starts_with('#'));
        for (wrong, right) in lines.filter_map(|line| line.split_once('=')) {
            let wrong: Vec<&str> = wrong.split_whitespace().collect();
            let right = right.split_whitespace().collect();
            if let Some(first) = wrong.first().copied() {
                speller.confusions.entry(first).or_default().push(Confusion { wrong, right });
            }
        }
        own.into_iter().for_each(|word| speller.learn(word));
        speller
    }

    /// Takes words of the office's own as right from now on.
    pub fn learn(&mut self, words: &str) {
        let words = composed(words).to_lowercase();
        self.words.extend(words.split_whitespace().map(str::to_owned));
    }

    /// The words of a text that are not right, in order.
    pub fn misspelled(&self, text: &str) -> Vec<Misspelling> {
        let mut found = Vec::new();
        let pieces = lex::pieces(text);
        let words: Vec<Cow<'_, str>> = pieces.iter().map(|piece| lower(piece.text)).collect();
        let mut at = 0;
        while let Some(piece) = pieces.get(at) {
            let confused = self.confused(&pieces, &words, at);
            if confused.is_empty() {
                self.check(piece, &mut found);
                at += 1;
            } else {
                at += confused.len();
                found.extend(confused.into_iter().flatten());
            }
        }
        found
    }

    /// Checks the words of one piece.
    fn check(&self, piece: &Piece<'_>, found: &mut Vec<Misspelling>) {
        if piece.is_address() || piece.has_digit() && documents::parse(piece.text).is_ok() {
            return;
        }
        let is_one = piece.text.chars().all(lex::is_word_char);
        if !is_one && self.words.contains(lower(piece.text).as_ref()) {
            return;
        }
        let mut starts = piece.before != Before::Space && piece.before != Before::Mark;
        for (start, run) in lex::letter_runs(piece) {
            let word = composed(run);
            let place = if starts { Stands::First } else { Stands::Inside };
            starts = false;
            if !self.is_right(&word, place) {
                let range = start..start + run.len();
                found.push(Misspelling { range, word: word.into_owned(), meant: None });
            }
        }
    }

    fn is_right(&self, word: &str, stands: Stands) -> bool {
        let letters = word.chars().count();
        if letters < 2 || word.contains(|c: char| !c.is_alphabetic()) {
            return true;
        }
        let case = Case::of(word);
        if matches!(case, Case::Capitals | Case::Mixed) {
            return true;
        }
        let word = lower(word);
        if self.words.contains(word.as_ref()) {
            return true;
        }
        let parts = syllable::take_apart(&word).filter(|parts| parts.mark == Mark::Right);
        if case == Case::Capitalised && stands == Stands::Inside {
            let could_be = parts.is_some_and(|parts| self.syllables.could_be(&parts));
            return could_be || is_foreign_name(&word);
        }
        parts.is_some_and(|parts| self.syllables.has(&parts))
    }

    /// The wrong phrase that begins at a piece: for each of its words what is wrong with it.
    fn confused(
        &self,
        pieces: &[Piece<'_>],
        words: &[Cow<'_, str>],
        at: usize,
    ) -> Vec<Option<Misspelling>> {
        let first = words.get(at).and_then(|word| self.confusions.get(word.as_ref()));
        let confusion = first.into_iter().flatten().find(|confusion| {
            let wrong = confusion.wrong.iter().enumerate();
            wrong.into_iter().all(|(i, wrong)| {
                let follows =
                    pieces.get(at + i).is_some_and(|p| i == 0 || p.before == Before::Space);
                let is_word = words.get(at + i).is_some_and(|word| word == wrong);
                let is_number =
                    || *wrong == "#" && pieces.get(at + i).is_some_and(Piece::has_digit);
                follows && (is_word || is_number())
            })
        });
        let Some(Confusion { wrong, right }) = confusion else { return Vec::new() };
        let pairs = wrong.iter().zip(right).zip(pieces.get(at..).unwrap_or_default());
        let slips = pairs.map(|((wrong, right), piece)| {
            (wrong != right).then(|| Misspelling {
                range: piece.range(),
                word: composed(piece.text).into_owned(),
                meant: Some(in_case_of(piece.text, &right.replace('_', " "))),
            })
        });
        slips.collect()
    }

    /// Whether a word of lower-case letters is a syllable with its mark in its place, or known.
    pub(crate) fn knows(&self, word: &str) -> bool {
        let is_syllable =
            |parts: syllable::Parts| parts.mark == Mark::Right && self.syllables.has(&parts);
        self.words.contains(word) || syllable::take_apart(word).is_some_and(is_syllable)
    }

    /// Whether a word of lower-case letters is frequent in reports.
    pub(crate) fn is_common(&self, word: &str) -> bool {
        self.ranks.contains_key(word)
    }

    /// What may be meant by a word that is not right, likeliest first.
    pub fn suggestions(&self, word: &str) -> Vec<String> {
        let lowered = lower(word);
        let slip = Slip::of(&lowered);
        let mut ranked: Vec<(u32, u32, String)> = Vec::new();
        let all = self.syllables.all().into_iter();
        let foreign = self.words.iter().filter(|word| word.chars().count() > 3).cloned();
        for meant in all.chain(foreign) {
            if let Some(cost) = slip.cost(&Slip::of(&meant)) {
                let rank = self.ranks.get(meant.as_str()).copied().unwrap_or(2_000);
                ranked.push((weight(cost, rank), rank, meant));
            }
        }
        if let Some(keys) = suggest::from_keys(&lowered).filter(|keys| self.has(keys)) {
            ranked.push((0, 0, keys));
        }
        ranked.sort_unstable();
        let mut suggestions = Vec::new();
        for (_, _, meant) in ranked {
            let meant = in_case_of(word, &meant);
            if meant != word && !suggestions.contains(&meant) {
                suggestions.push(meant);
            }
            if suggestions.len() == SUGGESTIONS_MAX {
                break;
            }
        }
        suggestions
    }

    fn has(&self, word: &str) -> bool {
        syllable::take_apart(word).is_some_and(|parts| self.syllables.has(&parts))
    }
}

/// How the cost of a slip and the rank of a word weigh together: a frequent word is meant more often.
fn weight(cost: u32, rank: u32) -> u32 {
    let rarity = match rank {
        0..100 => 0,
        100..300 => 2,
        300..2_000 => 4,
        _ => 9,
    };
    cost + rarity
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    First,
    Inside,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Lower,
    Capitalised,
    Capitals,
    Mixed,
}

impl Case {
    fn of(word: &str) -> Self {
        let mut chars = word.chars();
        let first_is_capital = chars.next().is_some_and(char::is_uppercase);
        let capitals = chars.clone().filter(|c| c.is_uppercase()).count();
        match (first_is_capital, capitals, chars.count()) {
            (false, 0, _) => Self::Lower,
            (true, 0, _) => Self::Capitalised,
            (true, capitals, rest) if capitals == rest => Self::Capitals,
            _ => Self::Mixed,
        }
    }
}

/// Whether a name may be foreign, or of one of the country's other languages: it bears no tone
/// mark and does not look like keys that an input method left over.
fn is_foreign_name(word: &str) -> bool {
    let has_tone = word.chars().any(|c| syllable::toneless(c).1 > 0);
    let has_keys = word.contains(['w', 'j']) && suggest::from_keys(word).is_some();
    !has_tone && !word.starts_with("dd") && !has_keys
}

fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace)
}

fn lower(word: &str) -> Cow<'_, str> {
    match composed(word) {
        Cow::Borrowed(word) if !word.contains(char::is_uppercase) => Cow::Borrowed(word),
        word => Cow::Owned(word.to_lowercase()),
    }
}

/// A suggestion in the case of the word that it replaces.
fn in_case_of(word: &str, suggestion: &str) -> String {
    if Case::of(word) != Case::Capitalised {
        return suggestion.to_owned();
    }
    let mut chars = suggestion.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// Every syllable of the language that the speller knows, spelled in the usual way, lower-case.
pub fn all_syllables() -> Vec<String> {
    Syllables::builtin().all()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
