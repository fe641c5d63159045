//! Numbers typed into prose held against the declared figures: the same, within a bound, or
//! different. A result is a question ("cùng một số liệu?"), never a correction, and a number that
//! resembles nothing gives none.
//!
//! What a text says depends on no figure, so it is read once ([`HeldText::read`]); when figures change,
//! only the clauses are held anew in which a number may mean one of them ([`HeldText::hold_changed`]).

mod clauses;
mod declared;
mod judge;
mod labels;
mod slip;
mod slots;

use std::ops::Range;

use rust_decimal::Decimal;

pub use self::declared::{Changes, Declared};
pub use self::labels::Labels;

use self::clauses::{Amount, Clause, clauses};
use self::judge::Judge;
use self::slots::{SlotFit, slots};
use super::numbers::{Bound, NumberInText};
use crate::report::key::FigureKey;
use crate::report::sentence::Piece;

/// A number of a text that may be a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The figure.
    pub figure: FigureKey,
    /// Where the number stands.
    pub range: Range<usize>,
    /// How they go together.
    pub verdict: Verdict,
}

/// How a number of a text and a figure go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They are equal: the number can be bound to the figure.
    Same,
    /// The text gives a bound that the figure keeps: "hơn 300" and 312.
    Within(Bound),
    /// They differ, or the figure breaks the bound that the text gives.
    Different {
        /// The number in the text.
        text: Decimal,
        /// The figure's.
        figure: Decimal,
        /// The text's less the figure's.
        difference: Decimal,
        /// The bound, when the text gives one.
        bound: Option<Bound>,
    },
}

/// A text, and how its numbers and the figures go together.
#[derive(Debug, Default)]
pub struct HeldText {
    clauses: Vec<HeldClause>,
}

#[derive(Debug)]
struct HeldClause {
    clause: Clause,
    found: Vec<Found>,
}

/// What one amount of a clause may be.
#[derive(Debug, Clone, Copy)]
struct Found {
    amount: usize,
    figure: usize,
    verdict: Verdict,
}

impl HeldText {
    /// Reads a text with its numbers, beside the sentence that the template has in its place; nothing
    /// is held yet.
    pub fn read(text: &str, numbers: &[NumberInText], sentence: &[Piece], labels: &Labels) -> Self {
        let slots = slots(sentence, text, numbers, labels);
        let clauses = clauses(text, numbers, &slots, labels).into_iter();
        let clauses = clauses.map(|clause| HeldClause { clause, found: Vec::new() });
        Self { clauses: clauses.collect() }
    }

    /// Whether it has no number that may be a figure.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Holds every number against the figures.
    pub fn hold(&mut self, declared: &Declared) {
        self.clauses.iter_mut().for_each(|held| held.hold(declared));
    }

    /// Holds the numbers anew that may mean a figure that changed, or meant it before. How many
    /// clauses these were.
    pub fn hold_changed(&mut self, declared: &Declared, changes: &Changes) -> usize {
        let touched = self.clauses.iter_mut().filter(|held| held.may_mean(declared, changes));
        touched.map(|held| held.hold(declared)).count()
    }

    /// The numbers that may be figures, in order.
    pub fn matches(&self, labels: &Labels) -> Vec<Match> {
        let found = self.clauses.iter().flat_map(|held| {
            held.found.iter().filter_map(|found| {
                let range = held.clause.amounts.get(found.amount)?.range.clone();
                let figure = labels.get(found.figure)?.key.clone();
                Some(Match { figure, range, verdict: found.verdict })
            })
        });
        found.collect()
    }
}

impl HeldClause {
    fn hold(&mut self, declared: &Declared) {
        let amounts = &self.clause.amounts;
        let mut found: Vec<Found> = Vec::new();
        for (at, amount) in amounts.iter().enumerate() {
            let equal = Judge { amount, declared }.equal();
            found.extend(equal.map(|(figure, verdict)| Found { amount: at, figure, verdict }));
        }
        for (at, amount) in amounts.iter().enumerate() {
            let is_matched = found.iter().any(|found| found.amount == at);
            if amount.is_compared() || is_matched || self.is_told_elsewhere(amount, declared) {
                continue;
            }
            // A figure that the clause already names is not the one that another number of it means.
            let is_free = |figure: usize| {
                !found.iter().any(|found| found.figure == figure)
                    && !self.clause.referenced.contains(&figure)
            };
            let different = Judge { amount, declared }.different(is_free);
            found.extend(different.map(|(figure, verdict)| Found { amount: at, figure, verdict }));
        }
        found.sort_by_key(|found| found.amount);
        self.found = found;
    }

    /// Whether the figure in whose place a number stands is told by another number of the clause, for
    /// which the sentence was reworded: "có 180 cơ sở, trong đó 174 cơ sở tham gia". Two numbers that
    /// were exchanged stand in a place each.
    fn is_told_elsewhere(&self, amount: &Amount, declared: &Declared) -> bool {
        let known = amount.slot.and_then(|slot| declared.value(slot.figure));
        let Some(known) = known else { return false };
        let is_added = |other: &&Amount| {
            other.slot.is_none_or(|slot| slot.fit == SlotFit::Loose)
                && other.percent == amount.percent
                && other.range != amount.range
        };
        let value = |other: &Amount| known.value_with(other.numeral.decimals);
        let added = self.clause.amounts.iter().filter(is_added);
        added.into_iter().any(|other| other.numeral.value == value(other))
    }

    /// Whether a number of the clause may mean a figure that changed, by its value before or now.
    fn may_mean(&self, declared: &Declared, changes: &Changes) -> bool {
        self.clause.amounts.iter().any(|amount| {
            let judge = Judge { amount, declared };
            changes.0.iter().any(|changed| {
                let values = [changed.before, changed.now];
                values.iter().flatten().any(|known| judge.may_mean(changed.figure, known))
            })
        })
    }
}

/// Holds one text against the figures.
#[cfg(test)]
pub(super) fn reconcile(text: &str, declared: &Declared) -> Vec<Match> {
    let mut held = HeldText::read(text, &super::numbers::numbers(text), &[], declared.labels());
    held.hold(declared);
    held.matches(declared.labels())
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
