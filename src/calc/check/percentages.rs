//! Printed percentages: one rounding rule a column, overrides beside what is computed, and the wholes
//! that a count and its percentage imply.

use std::collections::HashSet;

use rust_decimal::{Decimal, RoundingStrategy};

use super::extent::{Extent, ReportFigures};
use super::finding::{ImpliedLine, Matter, Place, Reading};
use super::implied::Wholes;
use super::within::{Found, Observed};
use crate::calc::rate::{PERCENT_DECIMALS_MAX, Rate, Rounding};
use crate::calc::results::Outcome;
use crate::report::check::Share;
use crate::report::key::FigureKey;
use crate::report::template::{FigureKind, Formula};
use crate::report::value::Value;

/// What was found in the row of a figure.
pub(super) type FoundIn = (FigureKey, Observed);

/// A rate with what is printed for it, both exact.
struct PrintedRate<'k> {
    key: &'k FigureKey,
    rate: Rate,
    printed: Decimal,
    counts: [Reading; 2],
    place: Place,
}

impl PrintedRate<'_> {
    fn fits(&self) -> Vec<Rounding> {
        let rules = Rounding::ALL.into_iter();
        rules.filter(|rule| self.rate.is_printed_as(self.printed, *rule)).collect()
    }
}

/// The rows that do not follow the rule that fits most of their column; nothing when no row is
/// printed otherwise than computed. Among rules that fit equally many, the likeliest.
pub(super) fn one_rounding(now: &ReportFigures<'_>, rates: &[FigureKey]) -> Vec<FoundIn> {
    let printed = &now.context.report.printed;
    if !rates.iter().any(|key| printed.contains_key(key)) {
        return Vec::new();
    }
    let rows: Vec<_> = rates.iter().filter_map(|key| printed_rate(now, key)).collect();
    let num_fitting = |rule: &Rounding| {
        rows.iter().filter(|row| row.rate.is_printed_as(row.printed, *rule)).count()
    };
    // `max_by_key` takes the last of equals: the likeliest rule stands first.
    let Some(rule) = Rounding::ALL.into_iter().rev().max_by_key(num_fitting) else {
        return Vec::new();
    };
    let odd = rows.into_iter().filter(|row| !row.rate.is_printed_as(row.printed, rule));
    let finding = |row: PrintedRate<'_>| {
        let expected = row.rate.percent_by(row.printed.scale(), rule)?;
        let fits = row.fits();
        let printed = reading(row.key, row.printed);
        let matter = Matter::RoundedOtherwise { printed, counts: row.counts, rule, expected, fits };
        Some((row.key.clone(), Observed::of(vec![row.place], matter)))
    };
    odd.filter_map(finding).collect()
}

fn printed_rate<'k>(now: &ReportFigures<'_>, key: &'k FigureKey) -> Option<PrintedRate<'k>> {
    let figure = now.context.template.figure(key).filter(|_| !now.is_off(key))?;
    let FigureKind::Computed(Formula::Rate { part, whole }) = &figure.kind else {
        return None;
    };
    let rate = exact_rate(now, key, [part, whole])?;
    let (printed, place) = match now.context.report.printed.get(key) {
        Some(value) => (exact_of(value)?, Place::Printed(key.clone())),
        None => (rate.percent(figure.decimals)?, Place::Figure(key.clone())),
    };
    let counts = [now.read(part)?.0, now.read(whole)?.0];
    Some(PrintedRate { key, rate, printed, counts, place })
}

/// A computed rate of two exact numbers.
fn exact_rate(now: &ReportFigures<'_>, key: &FigureKey, counts: [&FigureKey; 2]) -> Option<Rate> {
    let Some(Outcome::Rate { rate, .. }) = now.context.results.outcome(key) else {
        return None;
    };
    counts.iter().all(|key| now.exact(key).is_some()).then_some(rate)
}

/// The number of a value without a qualifier, with the decimals it was typed with.
fn exact_of(value: &Value) -> Option<Decimal> {
    match value {
        Value::Known { number, qualifier: None } => Some(number.to_decimal()),
        _ => None,
    }
}

fn reading(key: &FigureKey, number: Decimal) -> Reading {
    Reading { figure: key.clone(), period: None, number, qualifier: None }
}

/// Computed figures that are printed as something else; those of columns with a rule of their own
/// are left to it.
pub(super) fn printed(now: &ReportFigures<'_>, in_columns: &HashSet<&FigureKey>) -> Vec<FoundIn> {
    let overrides = now.context.report.printed.iter();
    let overrides = overrides.filter(|(key, _)| !in_columns.contains(key) && !now.is_off(key));
    let differing = overrides.filter_map(|(key, value)| {
        let matter = printed_differs(now, key, value)?;
        Some((key.clone(), Observed::of(vec![Place::Printed(key.clone())], matter)))
    });
    differing.collect()
}

fn printed_differs(now: &ReportFigures<'_>, key: &FigureKey, value: &Value) -> Option<Matter> {
    let figure = now.context.template.figure(key)?;
    let said = Extent::of_value(value)?;
    let printed = now.reading(key, &said);
    let scale = said.number.scale();
    match &figure.kind {
        FigureKind::Computed(Formula::Rate { part, whole }) => {
            let rate = exact_rate(now, key, [part, whole])?;
            let fits = |rule: &Rounding| rate.is_printed_as(said.number, *rule);
            let is_contradicted = if said.is_exact() {
                !fits(&Rounding::HalfUp)
            } else {
                said.differs_from(&Extent::exact(rate.percent(PERCENT_DECIMALS_MAX)?))
            };
            is_contradicted.then_some(())?;
            let computed = rate.percent(scale)?;
            let fits = Rounding::ALL.into_iter().filter(fits).collect();
            Some(Matter::PrintedDiffers { printed, computed, fits })
        }
        _ => {
            now.context.results.outcome(key)?.number()?;
            let mut computed = now.extent(key)?;
            if computed.is_exact() {
                let strategy = RoundingStrategy::MidpointAwayFromZero;
                computed = Extent::exact(computed.number.round_dp_with_strategy(scale, strategy));
            }
            let computed_number = computed.number;
            let fits = Vec::new();
            said.differs_from(&computed).then_some(Matter::PrintedDiffers {
                printed,
                computed: computed_number,
                fits,
            })
        }
    }
}

/// Lines whose counts and printed percentages leave no common whole under any one rounding rule.
/// Lines whose whole is known are left to the checks of printed percentages.
pub(super) fn shared_whole(now: &ReportFigures<'_>, shares: &[Share]) -> Found {
    let lines: Vec<(Reading, Decimal, &Share)> =
        shares.iter().filter_map(|share| line(now, share)).collect();
    if lines.is_empty() {
        return None;
    }
    let has_common = |rule: Rounding| {
        let mut wholes =
            lines.iter().map(|(count, percent, _)| Wholes::of(count.number, *percent, rule));
        let first = wholes.next().flatten();
        wholes.fold(first, |common, wholes| common?.and(wholes?)).is_some()
    };
    if Rounding::ALL.into_iter().any(has_common) {
        return None;
    }
    let places = lines.iter().flat_map(|(_, _, share)| {
        [percent_place(now, &share.percent), Place::Figure(share.count.clone())]
    });
    let places = places.collect();
    let implied = lines.into_iter().map(|(count, percent, share)| ImpliedLine {
        wholes: Wholes::of(count.number, percent, Rounding::HalfUp),
        count,
        percent: reading(&share.percent, percent),
    });
    Some(Observed::of(places, Matter::WholesDiffer(implied.collect())))
}

fn percent_place(now: &ReportFigures<'_>, key: &FigureKey) -> Place {
    let is_typed = now.context.template.figure(key).is_some_and(|figure| figure.is_typed());
    if is_typed { Place::Figure(key.clone()) } else { Place::Printed(key.clone()) }
}

fn line<'k>(now: &ReportFigures<'_>, share: &'k Share) -> Option<(Reading, Decimal, &'k Share)> {
    let (count, extent) = now.read(&share.count)?;
    let report = now.context.report;
    let percent = match now.context.results.outcome(&share.percent) {
        Some(Outcome::Rate { .. }) => return None,
        Some(_) => report.printed.get(&share.percent)?,
        None => report.value(&share.percent),
    };
    let is_off = now.is_off(&share.percent) || !extent.is_exact();
    (!is_off).then_some(())?;
    Some((count, exact_of(percent)?, share))
}
