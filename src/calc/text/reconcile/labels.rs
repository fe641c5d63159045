//! The words that name the figures of a template, and how much each of them tells.

use std::collections::{BTreeSet, HashMap};

use crate::calc::text::expansions::expansions;
use crate::calc::text::lex::is_word_char;
use crate::report::key::FigureKey;
use crate::report::template::Template;
use crate::report::text::{fold, nfc};

/// Words of labels that name nothing, with their marks: "từ" is one, "tử" of "khai tử" is not.
const EMPTY_WORDS: [&str; 40] = [
    "ai", "bằng", "bị", "cho", "con", "các", "còn", "có", "của", "do", "giữa", "khi", "kì", "kỳ",
    "luỹ", "là", "lũy", "lệ", "một", "nay", "ngày", "những", "này", "qua", "số", "theo", "thẻ",
    "trong", "tại", "tỉ", "tổng", "từ", "tỷ", "và", "về", "đang", "đã", "được", "đến", "ở",
];

/// The place of a word among those of the labels.
pub(super) type WordPlace = usize;

/// How a figure is named.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) key: FigureKey,
    /// Its unit, folded.
    pub(super) unit: String,
    pub(super) is_percent: bool,
    /// The words that tell something.
    words: Vec<WordPlace>,
    /// What all of them tell.
    weight: u32,
}

impl Label {
    /// How many words tell something.
    pub(super) fn num_words(&self) -> usize {
        self.words.len()
    }
}

/// The labels of a template. They depend on no value, so that a text need be read against them once.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    labels: Vec<Label>,
    by_key: HashMap<FigureKey, usize>,
    places: HashMap<String, WordPlace>,
    /// How much each word tells: the rarer it is among the labels, the more.
    weights: Vec<u32>,
    /// The figures of each word.
    by_word: Vec<Vec<usize>>,
    expansions: HashMap<String, Vec<String>>,
}

impl Labels {
    /// The labels of a template's figures.
    pub fn of(template: &Template) -> Self {
        let mut labels = Self { expansions: expansions(), ..Self::default() };
        for figure in template.figures() {
            let words = labels.words_of(&figure.label);
            labels.add(words, |words| Label {
                key: figure.key.clone(),
                unit: fold(figure.unit.trim()),
                is_percent: figure.is_percent(),
                words,
                weight: 0,
            });
        }
        let weight =
            |figures: &Vec<usize>| 1_000 / u32::try_from(figures.len().max(1)).unwrap_or(1);
        labels.weights = labels.by_word.iter().map(weight).collect();
        for label in &mut labels.labels {
            let weights = label.words.iter().filter_map(|place| labels.weights.get(*place));
            label.weight = weights.sum();
        }
        labels
    }

    fn add(&mut self, words: BTreeSet<String>, label: impl FnOnce(Vec<WordPlace>) -> Label) {
        let figure = self.labels.len();
        let mut own = Vec::new();
        for word in words {
            let place = self.places.len();
            let place = *self.places.entry(word).or_insert(place);
            if place == self.by_word.len() {
                self.by_word.push(Vec::new());
            }
            if let Some(figures) = self.by_word.get_mut(place) {
                figures.push(figure);
            }
            own.push(place);
        }
        let label = label(own);
        self.by_key.insert(label.key.clone(), figure);
        self.labels.push(label);
    }

    /// The folded words of a text that tell something, abbreviations spelled out.
    fn words_of(&self, text: &str) -> BTreeSet<String> {
        let text = nfc(text).to_lowercase();
        let mut words = BTreeSet::new();
        for word in text.split(|c: char| !is_word_char(c)).filter(|word| !word.is_empty()) {
            let folded = fold(word);
            match self.expansions.get(&folded) {
                Some(spelled_out) => words.extend(spelled_out.iter().cloned()),
                None if EMPTY_WORDS.binary_search(&word).is_ok() => {}
                None => {
                    words.insert(folded);
                }
            }
        }
        words
    }

    /// The words of a text that occur in labels, rising.
    pub(super) fn places(&self, text: &str) -> Vec<WordPlace> {
        let words = self.words_of(text).into_iter();
        let mut places: Vec<_> = words.filter_map(|word| self.places.get(&word).copied()).collect();
        places.sort_unstable();
        places
    }

    /// The label of a figure, by its place in the template.
    pub(super) fn get(&self, figure: usize) -> Option<&Label> {
        self.labels.get(figure)
    }

    /// The place of a figure in the template.
    pub(super) fn figure(&self, key: &str) -> Option<usize> {
        let key = FigureKey::parse(key).ok()?;
        self.by_key.get(&key).copied()
    }

    /// The figures whose labels share a word with a text.
    pub(super) fn with_words(&self, words: &[WordPlace]) -> BTreeSet<usize> {
        words.iter().filter_map(|word| self.by_word.get(*word)).flatten().copied().collect()
    }

    /// How much of a label a text has, in thousandths of what its words tell.
    pub(super) fn share(&self, label: &Label, words: &[WordPlace]) -> u32 {
        let found = label.words.iter().filter(|place| words.binary_search(place).is_ok());
        let found: u32 = found.filter_map(|place| self.weights.get(*place)).sum();
        (found * 1_000).checked_div(label.weight).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_words_are_in_order_for_the_search() {
        assert!(EMPTY_WORDS.is_sorted());
    }
}
