//! What was read in one text. Its lines mean the same on their own (`any_text_tests.rs`), so that a
//! key in a long text reads one line again.

use std::collections::HashMap;
use std::ops::Range;

use super::carried::LastMonth;
use crate::calc::personal::{self, PersonalNumber};
use crate::calc::text::citations::{Citation, citations};
use crate::calc::text::encoding::{self, Encoding};
use crate::calc::text::lint::{self, Abbreviations, Lint, LintKind, lint_lines, lint_numbering};
use crate::calc::text::numbers::{NumberInText, numbers};
use crate::calc::text::reconcile::{Changes, Declared, HeldText, Match};
use crate::calc::text::spelling::{self, Misspelling};
use crate::report::sentence::{Names, Piece, unknown_references};

/// Into what a text is taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    /// Lines.
    Lines,
    /// Nothing: it is held against a sentence of the template.
    Whole,
}

/// What was read in one text.
#[derive(Debug)]
pub(super) struct TextReading {
    /// The text.
    pub(super) text: String,
    /// What it cites, in order.
    pub(super) citations: Vec<Citation>,
    /// Numbered lines out of order: these depend on each other.
    numbering: Vec<Lint>,
    /// References that name nothing.
    unknown: Vec<Lint>,
    parts: Vec<Part>,
}

/// A part of a text and where it begins, in bytes.
#[derive(Debug)]
struct Part {
    start: usize,
    reading: PartReading,
}

/// What was read in a part; ranges count from its beginning.
#[derive(Debug)]
struct PartReading {
    text: String,
    numbers: Vec<NumberInText>,
    citations: Vec<Citation>,
    misspelled: Vec<Misspelling>,
    persons: Vec<(Range<usize>, PersonalNumber)>,
    /// The letters of the time before Unicode in which it is written.
    encoding: Option<Encoding>,
    /// None until it is read with the abbreviations that are known now.
    lints: Option<Vec<Lint>>,
    /// None until it is held against the figures.
    held: Option<HeldText>,
    /// What that gave.
    matches: Vec<Match>,
}

impl TextReading {
    /// Reads a text; parts that it had before are not read again.
    pub(super) fn of(text: &str, parts: Parts, names: &impl Names, before: Option<Self>) -> Self {
        let mut known: HashMap<String, Vec<PartReading>> = HashMap::new();
        for part in before.into_iter().flat_map(|before| before.parts) {
            known.entry(part.reading.text.clone()).or_default().push(part.reading);
        }
        let texts: Vec<&str> = match parts {
            Parts::Lines => text.split_inclusive('\n').collect(),
            Parts::Whole => vec![text],
        };
        let mut start = 0;
        let parts = texts.into_iter().map(|part| {
            let reading = known.get_mut(part).and_then(Vec::pop);
            let reading = reading.unwrap_or_else(|| PartReading::of(part));
            let at = start;
            start += part.len();
            Part { start: at, reading }
        });
        let parts: Vec<Part> = parts.collect();
        let citations = parts.iter().flat_map(Part::citations).collect();
        let unknown = unknown_references(text, names).into_iter();
        let unknown =
            unknown.map(|range| Lint { range, kind: LintKind::UnknownReference, suggestion: None });
        Self {
            text: text.to_owned(),
            citations,
            numbering: lint_numbering(text),
            unknown: unknown.collect(),
            parts,
        }
    }

    /// The abbreviations that are known are others now.
    pub(super) fn forget_lints(&mut self) {
        self.parts.iter_mut().for_each(|part| part.reading.lints = None);
    }

    /// Reads the house style of what is not yet read.
    pub(super) fn lint(&mut self, abbreviations: &Abbreviations) {
        for Part { reading, .. } in &mut self.parts {
            let PartReading { text, numbers, encoding, lints, .. } = reading;
            // Old letters look like abbreviations and slips; they are one finding of their own.
            let of_text = || lint_lines(text, numbers, abbreviations);
            lints.get_or_insert_with(|| if is_old(*encoding) { Vec::new() } else { of_text() });
        }
    }

    /// Whether it has a number that may be a figure.
    pub(super) fn has_amounts(&self) -> bool {
        self.parts.iter().any(|part| part.reading.has_amounts())
    }

    /// Holds it against the figures: new parts wholly, the others where a number may mean a figure
    /// that changed.
    pub(super) fn hold(&mut self, declared: &Declared, changes: &Changes, sentence: &[Piece]) {
        for part in self.parts.iter_mut().filter(|part| part.reading.has_amounts()) {
            part.reading.hold(declared, changes, sentence);
        }
    }

    /// The numbers that may be figures, each with how it is written.
    pub(super) fn matches(&self) -> impl Iterator<Item = (Match, &NumberInText)> {
        self.parts.iter().flat_map(|part| {
            part.reading.matches.iter().filter_map(|found| {
                let mut numbers = part.reading.numbers.iter();
                let number = numbers.find(|number| number.range == found.range)?;
                Some((Match { range: part.moved(&found.range), ..found.clone() }, number))
            })
        })
    }

    /// The old letters in which it is written, as most of such parts are, and where these parts are.
    pub(super) fn old_parts(&self) -> Option<(Encoding, Vec<Range<usize>>)> {
        let old = self.parts.iter().filter_map(|part| Some((part, part.reading.encoding?)));
        let old: Vec<(&Part, Encoding)> = old.collect();
        let count = |encoding| old.iter().filter(|(_, other)| *other == encoding).count();
        let (_, encoding) = *old.iter().max_by_key(|(_, encoding)| count(*encoding))?;
        let of_it = old.iter().filter(|(_, other)| *other == encoding);
        let range = |part: &Part| 0..part.reading.text.trim_end().len();
        Some((encoding, of_it.map(|(part, _)| part.moved(&range(part))).collect()))
    }

    /// The numbers and days that stand as the period before said them.
    pub(super) fn stale(&self, last: &LastMonth<'_>) -> Vec<Range<usize>> {
        let said = self.parts.iter().filter(|part| last.says(&part.reading.text));
        let stale = said.flat_map(|part| {
            let PartReading { text, numbers, citations, matches, .. } = &part.reading;
            let is_settled = |range: &Range<usize>| matches.iter().any(|m| m.range == *range);
            let stale = last.stale(text, numbers, citations, is_settled).into_iter();
            stale.map(|range| part.moved(&range))
        });
        stale.collect()
    }

    /// What does not keep house style, in order.
    pub(super) fn lints(&self) -> Vec<Lint> {
        let in_parts = self.parts.iter().flat_map(|part| {
            let lints = part.reading.lints.iter().flatten();
            lints.map(|lint| Lint { range: part.moved(&lint.range), ..lint.clone() })
        });
        let mut lints: Vec<Lint> =
            in_parts.chain(self.numbering.iter().chain(&self.unknown).cloned()).collect();
        lints.sort_by_key(|lint| (lint.range.start, lint.range.end));
        lints
    }

    /// The numbers that name persons, in order.
    pub(super) fn persons(&self) -> Vec<(Range<usize>, PersonalNumber)> {
        let found = self.parts.iter().flat_map(|part| {
            let found = part.reading.persons.iter();
            found.map(|(range, number)| (part.moved(range), *number))
        });
        found.collect()
    }

    /// The words that are not right, in order.
    pub(super) fn misspelled(&self) -> Vec<Misspelling> {
        let found = self.parts.iter().flat_map(|part| {
            let found = part.reading.misspelled.iter();
            found.map(|slip| Misspelling { range: part.moved(&slip.range), ..slip.clone() })
        });
        found.collect()
    }
}

impl Part {
    /// A range of the part as one of the text.
    fn moved(&self, range: &Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }

    fn citations(&self) -> impl Iterator<Item = Citation> {
        self.reading.citations.iter().map(|citation| Citation {
            range: self.moved(&citation.range),
            code_range: self.moved(&citation.code_range),
            ..citation.clone()
        })
    }
}

/// Whether letters mean others: words with loose marks are read as they are.
fn is_old(encoding: Option<Encoding>) -> bool {
    encoding.is_some_and(|encoding| encoding != Encoding::Decomposed)
}

impl PartReading {
    fn of(text: &str) -> Self {
        let encoding = encoding::recognise([text]);
        let mut misspelled =
            if is_old(encoding) { Vec::new() } else { spelling::builtin().misspelled(text) };
        if !misspelled.is_empty() {
            // Pieces of a word that lost letters are no words of their own.
            let strange = lint::strange_letters(text);
            misspelled.retain(|slip| {
                let touches = |lint: &Lint| {
                    lint.range.start < slip.range.end && slip.range.start < lint.range.end
                };
                !strange.iter().any(touches)
            });
        }
        Self {
            text: text.to_owned(),
            numbers: numbers(text),
            citations: citations(text),
            misspelled,
            persons: personal::in_text(text),
            encoding,
            lints: None,
            held: None,
            matches: Vec::new(),
        }
    }

    fn has_amounts(&self) -> bool {
        self.numbers.iter().any(|number| number.meaning.is_amount())
    }

    fn hold(&mut self, declared: &Declared, changes: &Changes, sentence: &[Piece]) {
        let num_changed = match &mut self.held {
            Some(held) => held.hold_changed(declared, changes),
            None => {
                let labels = declared.labels();
                let mut held = HeldText::read(&self.text, &self.numbers, sentence, labels);
                held.hold(declared);
                self.held = Some(held);
                1
            }
        };
        if let Some(held) = self.held.as_ref().filter(|_| num_changed > 0) {
            self.matches = held.matches(declared.labels());
        }
    }
}
