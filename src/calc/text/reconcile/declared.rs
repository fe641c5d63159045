//! What a report declares: the figures that have a value, with the words that name them.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;

use crate::calc::prose::Context;
use crate::calc::rate::Rate;
use crate::calc::results::Outcome;
use crate::calc::text::lex::is_word_char;
use crate::report::key::FigureKey;
use crate::report::template::Figure;
use crate::report::text::fold;
use crate::report::value::{Qualifier, Value};

/// Abbreviations with the words they stand for.
const EXPANSIONS: &str = include_str!("../../../../assets/words/expansions.txt");

/// Words of labels that name nothing, folded.
const EMPTY_WORDS: [&str; 35] = [
    "ai", "bang", "bi", "cac", "cho", "co", "con", "cua", "da", "dang", "den", "do", "duoc",
    "giua", "khi", "ky", "la", "le", "luy", "mot", "nay", "ngay", "nhung", "o", "qua", "so", "tai",
    "the", "theo", "tong", "trong", "tu", "ty", "va", "ve",
];

/// A figure that has a value.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) key: FigureKey,
    /// What is printed for it.
    pub(super) value: Decimal,
    /// The exact rate, of which a text may print more or fewer digits.
    pub(super) rate: Option<Rate>,
    pub(super) is_percent: bool,
    pub(super) qualifier: Option<Qualifier>,
    /// Its unit, folded.
    pub(super) unit: String,
    /// The words of its label, by their place in [`Declared::weights`].
    words: Vec<usize>,
}

/// The figures of a report that have a value.
#[derive(Debug, Clone, Default)]
pub struct Declared {
    figures: Vec<Known>,
    /// Each word of the labels with its place among the weights.
    places: HashMap<String, usize>,
    /// How much each word tells: the rarer it is among the labels, the more.
    weights: Vec<u32>,
    /// The figures of each word.
    by_word: Vec<Vec<usize>>,
    expansions: HashMap<String, Vec<String>>,
}

impl Declared {
    /// The figures of a report; those of rows that are off are left out.
    pub fn of(context: Context<'_>) -> Self {
        let mut declared = Self { expansions: expansions(), ..Self::default() };
        for figure in context.template.figures() {
            if is_reported(figure, context)
                && let Some(known) = known(figure, context)
            {
                declared.add(known, &figure.label);
            }
        }
        let weight =
            |figures: &Vec<usize>| 1_000 / u32::try_from(figures.len().max(1)).unwrap_or(1);
        declared.weights = declared.by_word.iter().map(weight).collect();
        declared
    }

    fn add(&mut self, mut known: Known, label: &str) {
        let figure = self.figures.len();
        for word in self.words(label) {
            let place = self.places.len();
            let place = *self.places.entry(word).or_insert(place);
            if place == self.by_word.len() {
                self.by_word.push(Vec::new());
            }
            if let Some(figures) = self.by_word.get_mut(place) {
                figures.push(figure);
            }
            known.words.push(place);
        }
        self.figures.push(known);
    }

    /// The folded words of a text that tell something, abbreviations spelled out.
    fn words(&self, text: &str) -> BTreeSet<String> {
        let text = fold(text);
        let mut words = BTreeSet::new();
        for word in text.split(|c: char| !is_word_char(c)).filter(|word| !word.is_empty()) {
            match self.expansions.get(word) {
                Some(spelled_out) => words.extend(spelled_out.iter().cloned()),
                None if EMPTY_WORDS.binary_search(&word).is_ok() => {}
                None => {
                    words.insert(word.to_owned());
                }
            }
        }
        words
    }

    /// The words of a text that occur in labels, by their places.
    pub(super) fn places(&self, text: &str) -> BTreeSet<usize> {
        let words = self.words(text).into_iter();
        words.filter_map(|word| self.places.get(&word).copied()).collect()
    }

    /// Every figure.
    pub(super) fn figures(&self) -> &[Known] {
        &self.figures
    }

    /// The figures whose labels share a word with a text, by their places.
    pub(super) fn with_words(&self, words: &BTreeSet<usize>) -> BTreeSet<usize> {
        words.iter().filter_map(|word| self.by_word.get(*word)).flatten().copied().collect()
    }

    /// How much of a figure's label a text has, in thousandths of what its words tell.
    pub(super) fn share(&self, figure: &Known, words: &BTreeSet<usize>) -> u32 {
        let weight = |place: &usize| self.weights.get(*place).copied().unwrap_or(0);
        let all: u32 = figure.words.iter().map(weight).sum();
        let found: u32 =
            figure.words.iter().filter(|place| words.contains(place)).map(weight).sum();
        (found * 1_000).checked_div(all).unwrap_or(0)
    }
}

impl Known {
    /// How many words its label has that tell something.
    pub(super) fn num_words(&self) -> usize {
        self.words.len()
    }

    /// What is printed for it, with so many decimals when it is a rate.
    pub(super) fn value_with(&self, decimals: u32) -> Decimal {
        self.rate.and_then(|rate| rate.percent(decimals)).unwrap_or(self.value)
    }
}

fn is_reported(figure: &Figure, context: Context<'_>) -> bool {
    let row = figure.row.as_ref().and_then(|row| context.template.row(row));
    row.is_none_or(|row| context.report.is_on(row))
}

fn known(figure: &Figure, context: Context<'_>) -> Option<Known> {
    let outcome = context.results.outcome(&figure.key);
    let typed = match outcome {
        None => Some(context.report.value(&figure.key)),
        Some(_) => context.report.printed.get(&figure.key),
    };
    let rate = match outcome {
        Some(Outcome::Rate(rate)) => Some(rate),
        _ => None,
    };
    let (value, qualifier) = match (typed, outcome) {
        (Some(Value::Known { number, qualifier }), _) => (number.to_decimal(), *qualifier),
        (None, Some(Outcome::Number { number, .. })) => (number.to_decimal(), None),
        (None, Some(Outcome::Rate(rate))) => (rate.percent(figure.decimals)?, None),
        _ => return None,
    };
    Some(Known {
        key: figure.key.clone(),
        value,
        rate,
        is_percent: figure.is_percent(),
        qualifier,
        unit: fold(figure.unit.trim()),
        words: Vec::new(),
    })
}

fn expansions() -> HashMap<String, Vec<String>> {
    let lines = EXPANSIONS.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('='));
    let spelled_out = |words: &str| fold(words).split_whitespace().map(str::to_owned).collect();
    pairs.map(|(short, words)| (fold(short.trim()), spelled_out(words))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_words_are_in_order_for_the_search() {
        assert!(EMPTY_WORDS.is_sorted());
    }
}
