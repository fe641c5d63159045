//! A report beside the periods before it: what fell, jumped, slipped by a digit, does not add up over
//! the periods; and whether its days join on to those of the last one.

use std::cell::OnceCell;

use rust_decimal::Decimal;

use super::Settings;
use super::extent::ReportFigures;
use super::finding::{Matter, Place, Reading, Slip};
use super::within::{Found, Observed, places};
use crate::calc::compare;
use crate::calc::history::{History, PastReport};
use crate::calc::prose::Context;
use crate::report::content::Report;
use crate::report::key::FigureKey;
use crate::report::template::Template;

/// A slip makes a number this many times what it was, or that part of it.
const SLIPS: [u32; 3] = [10, 100, 1000];

/// The report that is checked, with the periods before it.
pub(super) struct Course<'a> {
    pub(super) now: ReportFigures<'a>,
    history: &'a History,
    settings: &'a Settings,
    /// The period right before; read when a check first asks for it.
    previous: OnceCell<Option<ReportFigures<'a>>>,
}

impl<'a> Course<'a> {
    pub(super) fn new(context: Context<'a>, history: &'a History, settings: &'a Settings) -> Self {
        let previous = OnceCell::new();
        Self { now: ReportFigures::now(context), history, settings, previous }
    }

    fn template(&self) -> &'a Template {
        self.now.context.template
    }

    fn past(&self, past: &'a PastReport) -> ReportFigures<'a> {
        ReportFigures::past(Context::of_past(past))
    }

    fn previous_period(&self) -> Option<&'a PastReport> {
        self.history.previous(self.now.context.report.header.period.key)
    }

    fn previous(&self) -> Option<&ReportFigures<'a>> {
        let read = || self.previous_period().map(|past| self.past(past));
        self.previous.get_or_init(read).as_ref()
    }

    /// A stock or cumulative figure below the period before's. One that is counted from another day than
    /// the period before has begun anew.
    pub(super) fn fell(&self, key: &FigureKey) -> Found {
        let (now, extent) = self.now.read(key)?;
        let previous = self.previous()?;
        let (before, earlier) = previous.read(key)?;
        let is_same_count = self.is_same_count(key, previous);
        (is_same_count && earlier.is_above(&extent))
            .then(|| Observed::of(places([key]), Matter::Fell { before, now }))
    }

    fn is_same_count(&self, key: &FigureKey, past: &ReportFigures<'_>) -> bool {
        let figure = self.template().figure(key);
        let day = |report: &Report| figure.and_then(|f| compare::counted_from(f, report));
        day(self.now.context.report) == day(past.context.report)
    }

    /// A figure that changed by more than `limit` percent. Approximate figures have no exact change.
    pub(super) fn changed(&self, key: &FigureKey, limit: u32, from: Decimal) -> Found {
        let (now, extent) = self.now.read(key)?;
        let (before, earlier) = self.previous()?.read(key)?;
        let is_exact = extent.is_exact() && earlier.is_exact();
        let is_large = now.number >= from || before.number >= from;
        let change = now.number.checked_sub(before.number)?.abs();
        let allowed = before.number.checked_mul(Decimal::from(limit))?;
        let is_beyond =
            before.number > Decimal::ZERO && change.checked_mul(Decimal::ONE_HUNDRED)? > allowed;
        (is_exact && is_large && is_beyond)
            .then(|| Observed::of(places([key]), Matter::Changed { before, now, limit }))
    }

    /// A figure that is far from all the last periods, while a tenth, a tenfold and so on of it
    /// would be among them.
    pub(super) fn slipped(&self, key: &FigureKey) -> Found {
        let (now, _) = self.now.read(key)?;
        let number = now.number;
        if number <= Decimal::ZERO {
            return None;
        }
        let last = self.previous_period().and_then(|past| self.past_number(key, past));
        if last.is_some_and(|last| !last.is_zero() && !are_far_apart(number, last)) {
            return None;
        }
        let past = self.last_numbers(key);
        let (lowest, highest) =
            (past.iter().map(|r| r.number).min()?, past.iter().map(|r| r.number).max()?);
        let is_small = number.max(highest) < self.settings.slip_least;
        let is_far = past.iter().all(|past| are_far_apart(number, past.number));
        if is_small || !is_far {
            return None;
        }
        let is_usual = |number: Option<Decimal>| {
            number.is_some_and(|n| n + n >= lowest && n <= highest + highest)
        };
        let factor = |slip: &u32| Decimal::from(*slip);
        let slip = if number > highest {
            let slip = SLIPS.into_iter().find(|slip| is_usual(number.checked_div(factor(slip))));
            slip.map(Slip::Times)
        } else {
            let slip = SLIPS.into_iter().find(|slip| is_usual(number.checked_mul(factor(slip))));
            slip.map(Slip::Part)
        };
        let before = past.into_iter().next()?;
        slip.map(|slip| Observed::of(places([key]), Matter::Slipped { before, now, slip }))
    }

    fn past_number(&self, key: &FigureKey, past: &PastReport) -> Option<Decimal> {
        let figure = self.template().figure(key)?;
        compare::shown_number(figure, past.reckoned())
    }

    /// The numbers of the last periods that are not 0, the latest first.
    fn last_numbers(&self, key: &FigureKey) -> Vec<Reading> {
        let period = self.now.context.report.header.period.key;
        let mut readings = Vec::new();
        for (period, past) in self.history.before(period, self.settings.slip_periods) {
            let number = past.and_then(|past| self.past_number(key, past));
            let number = number.filter(|number| *number > Decimal::ZERO);
            readings.extend(number.map(|number| Reading {
                figure: key.clone(),
                period: Some(period),
                number,
                qualifier: None,
            }));
        }
        readings
    }

    /// A cumulative figure is the last one that is known with all periods since added. Where one of these is
    /// missing, or they do not join on to each other, nothing is found.
    pub(super) fn cumulative(&self, in_period: &FigureKey, total: &FigureKey) -> Found {
        let (total_reading, total_extent) = self.now.read(total)?;
        let (this_period, mut expected) = self.now.read(in_period)?;
        let mut added = vec![this_period];
        let mut period = self.now.context.report.header.period.key;
        let opening = loop {
            let before = self.history.previous(period)?;
            if !before.key().joins(period) {
                return None;
            }
            period = before.key();
            let past = self.past(before);
            if !self.is_same_count(total, &past) {
                return None;
            }
            if let Some((opening, extent)) = past.read(total) {
                expected = expected.plus(extent)?;
                break opening;
            }
            let (period, extent) = past.read(in_period)?;
            expected = expected.plus(extent)?;
            added.push(period);
        };
        added.reverse();
        expected.differs_from(&total_extent).then(|| {
            let expected = expected.number;
            let matter =
                Matter::CumulativeDiffers { opening, added, expected, total: total_reading };
            Observed::of(places([total, in_period]), matter)
        })
    }

    /// Days that are counted in two periods, or in none: both ends of a period count, and in practice many
    /// periods begin on the day on which the period before ended.
    pub(super) fn period(&self) -> Found {
        let previous = self.previous_period()?;
        if !previous.key().joins(self.now.context.report.header.period.key) {
            // Between the nine months of two years lie three that belong to neither.
            return None;
        }
        let before = previous.report.header.period.range;
        let now = self.now.context.report.header.period.range;
        let matter = if let Some(twice) = before.overlap(now) {
            Matter::PeriodOverlaps { before, now, days: twice.length_in_days() }
        } else {
            let gap = before.gap_before(now)?;
            Matter::PeriodGap { before, now, days: gap.length_in_days() }
        };
        Some(Observed::of(vec![Place::Period], matter))
    }
}

/// Whether one number is at least five times the other. Between five and ten lie the numbers whose
/// first digit was doubled or lost.
fn are_far_apart(a: Decimal, b: Decimal) -> bool {
    let five = Decimal::from(5);
    let times = |n: Decimal| n.checked_mul(five);
    times(a).is_some_and(|times| times <= b) || times(b).is_some_and(|times| times <= a)
}
