//! How an office wants its reports checked: what is not asked, how far back slips are looked for,
//! and the words that are right although no list has them.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::finding::Matter;
use crate::calc::text::lint::LintKind;
use crate::report::check::Severity;
use crate::report::text::nfc;

/// How many periods back slips may be looked for.
pub const SLIP_PERIODS: RangeInclusive<usize> = 1..=12;

/// The most characters of a word of the office's own.
const WORD_CHARS_MAX: usize = 40;

/// How an office wants its reports checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Keys of checks that are not asked. Errors are asked all the same.
    pub muted: BTreeSet<String>,
    /// How many periods back a figure is looked at for slips.
    pub slip_periods: usize,
    /// Figures that are below this now and in those periods are too small to tell a slip from chance.
    pub slip_least: Decimal,
    /// Words and abbreviations of the office's own ("từ điển riêng"), as they were written.
    pub words: BTreeSet<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            muted: BTreeSet::new(),
            slip_periods: 6,
            slip_least: Decimal::ONE_HUNDRED,
            words: BTreeSet::new(),
        }
    }
}

impl Settings {
    /// Whether a check is asked. What cannot be right is asked whatever the office chose.
    pub fn asks(&self, check: &str, severity: Severity) -> bool {
        severity == Severity::Error || !self.muted.contains(check)
    }

    /// Takes a word, or a few, as right. Nothing changes for what has no letters.
    pub fn learn(&mut self, words: &str) {
        self.words.extend(words.split_whitespace().filter_map(own_word));
    }
}

/// The word that a finding asks about and the office may know better: one that no list has, or an
/// abbreviation.
pub fn learnable(matter: &Matter) -> Option<String> {
    match matter {
        // What is wrong in its phrase only is a word already.
        Matter::Misspelled { word, meant: None } => own_word(word),
        Matter::Style { kind: LintKind::UnknownAbbreviation, written, .. } => own_word(written),
        _ => None,
    }
}

fn own_word(word: &str) -> Option<String> {
    let word = nfc(word.trim());
    let is_word = word.contains(char::is_alphabetic) && word.chars().count() <= WORD_CHARS_MAX;
    is_word.then_some(word)
}
