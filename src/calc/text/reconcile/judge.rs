//! Whether a number of a text is a figure: what its digits, its unit and the words around it say.

use rust_decimal::Decimal;

use super::Verdict;
use super::clauses::{Amount, UnitFit};
use super::declared::{Declared, Known};
use super::labels::Label;
use super::slip::{Nearness, nearness, within_percent};
use super::slots::{Slot, SlotFit};
use crate::calc::text::numbers::{Bound, Percent};

/// One number held against the figures.
#[derive(Clone, Copy)]
pub(super) struct Judge<'a> {
    pub(super) amount: &'a Amount,
    pub(super) declared: &'a Declared,
}

/// A figure that a number may be, with what speaks for it.
struct Candidate<'a> {
    figure: usize,
    label: &'a Label,
    known: &'a Known,
}

/// A figure that a number may mean although they differ: how near it is, how much its words say.
type Found<'a> = ((Nearness, u32), Candidate<'a>);

impl<'a> Judge<'a> {
    /// The figure that the number equals, or whose bound it gives, if its words speak for it.
    pub(super) fn equal(&self) -> Option<(usize, Verdict)> {
        if let Some((slot, known)) = self.slot() {
            let verdict = self.equality(known);
            // In an exact place a number that equals another figure is still a wrong one.
            if verdict.is_some() || slot.fit == SlotFit::Exact {
                return verdict.map(|verdict| (slot.figure, verdict));
            }
        }
        let candidates =
            self.declared.values().filter_map(|(figure, known)| self.candidate(figure, known));
        let best = candidates
            .filter_map(|candidate| {
                let verdict = self.equality(candidate.known)?;
                let (share, fit) = (self.share(&candidate), self.unit_fit(&candidate));
                let is_enough = self.is_enough_for_equal(&candidate, verdict, share, fit);
                is_enough.then_some((candidate.figure, verdict, share, fit))
            })
            .max_by(|a, b| {
                // The first of equals: a table lists its columns in their order.
                let order = |x: &(usize, Verdict, u32, UnitFit)| (x.1 == Verdict::Same, x.3, x.2);
                order(a).cmp(&order(b)).then(std::cmp::Ordering::Greater)
            });
        best.map(|(figure, verdict, _, _)| (figure, verdict))
    }

    /// The figure that the words mean although the numbers differ.
    pub(super) fn different(&self, is_free: impl Fn(usize) -> bool) -> Option<(usize, Verdict)> {
        if let Some((slot, known)) = self.slot() {
            let is_near = || nearness(self.amount.numeral.value, known.value) < Nearness::Far;
            if slot.fit == SlotFit::Exact || is_near() {
                return Some((slot.figure, self.difference_from(known)));
            }
        }
        let figures = self.declared.labels().with_words(&self.amount.words).into_iter();
        let candidates = figures
            .filter_map(|figure| self.candidate(figure, self.declared.value(figure)?))
            .filter_map(|candidate| Some((self.difference(&candidate)?, candidate)));
        let by_preference = |((near_a, share_a), _): &Found<'_>,
                             ((near_b, share_b), _): &Found<'_>| {
            // The nearer value first, then the better label, then the first of equals.
            near_b.cmp(near_a).then(share_a.cmp(share_b)).then(std::cmp::Ordering::Greater)
        };
        let candidates: Vec<Found<'_>> = candidates.collect();
        let ((_, share), best) = candidates.iter().max_by(|a, b| by_preference(a, b))?;
        if is_free(best.figure) {
            return Some((best.figure, self.difference_from(best.known)));
        }
        // Another number of the clause is that figure: this one may be another that is named as well.
        let others = candidates
            .iter()
            .filter(|((_, other), candidate)| other > share && is_free(candidate.figure));
        let (_, other) = others.max_by(|a, b| by_preference(a, b))?;
        Some((other.figure, self.difference_from(other.known)))
    }

    fn difference_from(&self, known: &Known) -> Verdict {
        let numeral = self.amount.numeral;
        let figure = known.value_with(numeral.decimals);
        let (text, difference) = (numeral.value, numeral.value - figure);
        Verdict::Different { text, figure, difference, bound: self.amount.bound }
    }

    /// The figure in whose place the number stands, when it has a value that is no estimate.
    fn slot(&self) -> Option<(Slot, &'a Known)> {
        let slot = self.amount.slot?;
        let known = self.declared.value(slot.figure)?;
        let label = self.declared.labels().get(slot.figure)?;
        let fits = slot.fit == SlotFit::Exact || self.amount.unit_fit(label) > UnitFit::Conflicts;
        (fits && known.qualifier.is_none()).then_some((slot, known))
    }

    /// Whether the number may be a figure with that value, be it equal or not.
    pub(super) fn may_mean(&self, figure: usize, known: &Known) -> bool {
        if self.amount.slot.is_some_and(|slot| slot.figure == figure) {
            return true;
        }
        let Some(candidate) = self.candidate(figure, known) else { return false };
        let equal = self.equality(known).is_some_and(|verdict| {
            let (share, fit) = (self.share(&candidate), self.unit_fit(&candidate));
            self.is_enough_for_equal(&candidate, verdict, share, fit)
        });
        equal || self.difference(&candidate).is_some()
    }

    /// A figure of the number's kind: a percentage or none.
    fn candidate<'k>(&self, figure: usize, known: &'k Known) -> Option<Candidate<'k>>
    where
        'a: 'k,
    {
        let label = self.declared.labels().get(figure)?;
        let is_percent = self.amount.percent != Percent::None;
        (label.is_percent == is_percent).then_some(Candidate { figure, label, known })
    }

    fn share(&self, candidate: &Candidate<'_>) -> u32 {
        self.declared.labels().share(candidate.label, &self.amount.words)
    }

    fn unit_fit(&self, candidate: &Candidate<'_>) -> UnitFit {
        self.amount.unit_fit(candidate.label)
    }

    fn equality(&self, known: &Known) -> Option<Verdict> {
        let numeral = self.amount.numeral;
        let values = [Some(numeral.value), numeral.other];
        let printed = known.value_with(numeral.decimals);
        let is_equal = values.into_iter().flatten().any(|v| v == known.value || v == printed);
        match (is_equal, self.amount.bound) {
            (true, _) => Some(Verdict::Same),
            (false, Some(bound)) if keeps(bound, numeral.value, known.value) => {
                Some(Verdict::Within(bound))
            }
            _ => None,
        }
    }

    /// How much the words must speak for a figure: less for a number that hardly occurs twice.
    fn is_enough_for_equal(
        &self,
        candidate: &Candidate<'_>,
        verdict: Verdict,
        share: u32,
        fit: UnitFit,
    ) -> bool {
        if verdict != Verdict::Same {
            return share >= 600 && fit >= UnitFit::Loose;
        }
        let value = candidate.known.value.abs();
        if candidate.label.is_percent {
            return share >= if value.scale() == 0 { 600 } else { 200 };
        }
        let is_one_of = |least: i64| value >= Decimal::from(least);
        match fit {
            UnitFit::Conflicts => is_one_of(1_000) && share >= 500,
            UnitFit::Loose => (is_one_of(1_000) && share >= 200) || (is_one_of(10) && share >= 500),
            UnitFit::Unknown => {
                is_one_of(1_000) || (is_one_of(100) && share >= 250) || share >= 700
            }
            UnitFit::Fits => {
                is_one_of(1_000)
                    || (is_one_of(100) && share >= 150)
                    || (is_one_of(10) && share >= 350)
                    || share >= 550
            }
        }
    }

    /// How near a figure is that the words may mean although the number differs, and how much they
    /// say for it.
    fn difference(&self, candidate: &Candidate<'_>) -> Option<(Nearness, u32)> {
        if candidate.known.qualifier.is_some() {
            return None;
        }
        let share = self.share(candidate);
        if share < LEAST_SHARE {
            return None;
        }
        let near = nearness(self.amount.numeral.value, candidate.known.value);
        self.is_enough_for_different(candidate, near, share).then_some((near, share))
    }

    /// How much the words must speak for a figure: the less, the more digits are as they should be.
    fn is_enough_for_different(
        &self,
        candidate: &Candidate<'_>,
        near: Nearness,
        share: u32,
    ) -> bool {
        let label = candidate.label;
        let fit = self.unit_fit(candidate);
        let value = candidate.known.value.abs();
        // The shorter of the two numbers says how much its digits tell.
        let told = value.min(self.amount.numeral.value.abs());
        let is_one_of = |least: i64| {
            if label.is_percent { told.scale() > 0 } else { told >= Decimal::from(least) }
        };
        let least = match near {
            Nearness::Equal => return false,
            Nearness::Slip if told >= Decimal::from(100_000) => LEAST_SHARE,
            Nearness::Slip if told >= Decimal::from(10_000) => 200,
            Nearness::Slip if is_one_of(1_000) => 400,
            Nearness::Slip if is_one_of(100) && fit == UnitFit::Fits => 350,
            Nearness::Slip if is_one_of(100) => 550,
            Nearness::Slip => 900,
            // Rates of all kinds lie close to one another.
            Nearness::Close if is_one_of(100) && !label.is_percent => 650,
            Nearness::Close => 900,
            // A bound is a round number: the figure that breaks it need not have its digits.
            Nearness::Far if self.is_broken_bound(value) && is_one_of(100) => 700,
            Nearness::Far => return self.is_named_in_full(label, share, fit),
        };
        match fit {
            UnitFit::Conflicts => false,
            UnitFit::Loose => share >= least.max(600) + 150,
            UnitFit::Unknown | UnitFit::Fits => share >= least,
        }
    }

    /// Whether the number is a bound that a figure of this value breaks without being far from it.
    fn is_broken_bound(&self, value: Decimal) -> bool {
        let limit = self.amount.numeral.value;
        self.amount.bound.is_some() && within_percent(limit, value, FAR_BOUND_PERCENT)
    }

    /// Far off, only a whole label of some length next to the number speaks for a figure; for a rate,
    /// whose words are those of its whole clause, only when no other stands there.
    fn is_named_in_full(&self, label: &Label, share: u32, fit: UnitFit) -> bool {
        let is_named = share >= 1_000 && self.amount.bound.is_none() && !self.amount.is_partial;
        let speaks = if label.is_percent { self.amount.is_only_rate } else { fit == UnitFit::Fits };
        is_named && speaks && label.num_words() >= 5
    }
}

/// How far from a bound a figure may be that it speaks of, in percent.
const FAR_BOUND_PERCENT: i64 = 35;

/// The least share of a label, in thousandths, with which a number that differs may mean its figure.
const LEAST_SHARE: u32 = 100;

/// Whether a figure keeps the bound that a text gives and is not far from it.
fn keeps(bound: Bound, limit: Decimal, figure: Decimal) -> bool {
    match bound {
        Bound::Above | Bound::AtLeast => {
            figure >= limit && within_percent(limit, figure, FAR_BOUND_PERCENT)
        }
        Bound::Almost => figure <= limit && within_percent(limit, figure, 15),
        Bound::Below | Bound::AtMost => {
            figure <= limit && within_percent(limit, figure, FAR_BOUND_PERCENT)
        }
        Bound::About => within_percent(limit, figure, 10),
    }
}
