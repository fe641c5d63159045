//! A figure beside its value of the month before.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::days;
use super::results::{Outcome, Results};
use crate::report::content::Report;
use crate::report::number::format_decimal;
use crate::report::template::{Figure, Span};
use crate::report::value::Value;

/// How a figure moved since another report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Movement {
    /// One of the two months has no number.
    Unknown,
    /// Now less before: units of the figure, or percentage points.
    By(Decimal),
}

impl Movement {
    /// "+68", "−12", "±0"; empty when unknown.
    pub fn text(self) -> String {
        match self {
            Self::Unknown => String::new(),
            Self::By(change) if change.is_zero() => "±0".to_owned(),
            Self::By(change) if change.is_sign_negative() => {
                format!("−{}", format_decimal(change.abs()))
            }
            Self::By(change) => format!("+{}", format_decimal(change)),
        }
    }
}

/// A report with what is computed from it.
#[derive(Clone, Copy)]
pub struct Reckoned<'a> {
    /// What was typed.
    pub report: &'a Report,
    /// What is computed from it.
    pub results: &'a Results,
}

/// How a figure moved from one report to another. Percentages move by points, at the decimals
/// that the figure prints.
pub fn movement(figure: &Figure, before: Reckoned<'_>, now: Reckoned<'_>) -> Movement {
    match (shown_number(figure, before), shown_number(figure, now)) {
        (Some(before), Some(now)) => {
            now.checked_sub(before).map_or(Movement::Unknown, Movement::By)
        }
        _ => Movement::Unknown,
    }
}

/// The number that readers see: what is printed instead of a computed figure, else the figure;
/// percentages at the decimals that the figure prints.
pub fn shown_number(figure: &Figure, of: Reckoned<'_>) -> Option<Decimal> {
    let Reckoned { report, results } = of;
    let printed = report.printed.get(&figure.key).and_then(Value::number);
    match (printed, results.outcome(&figure.key)) {
        (Some(printed), Some(_)) => Some(printed.to_decimal()),
        (None, Some(Outcome::Rate { rate, .. })) => rate.percent(figure.decimals),
        (None, Some(outcome)) => outcome.number().map(|number| number.to_decimal()),
        (_, None) => report.value(&figure.key).number().map(|number| number.to_decimal()),
    }
}

/// The day from which a cumulative figure is counted in a report; none for other figures, and when what was
/// typed is no day.
pub fn counted_from(figure: &Figure, report: &Report) -> Option<NaiveDate> {
    match figure.span {
        Span::Since(_) => days::of(figure, report)?.day(),
        Span::InPeriod | Span::AsOf | Span::Window(_) => None,
    }
}

/// What a typed cumulative should be: the cumulative of the period before and this period's figure together.
/// None where the periods do not join on to each other, or the counting began anew in between.
pub fn expected_total(
    in_period: &Figure,
    total: &Figure,
    before: &Report,
    now: &Report,
) -> Option<Decimal> {
    let joins = before.header.period.key.joins(now.header.period.key);
    if !joins || counted_from(total, before) != counted_from(total, now) {
        return None;
    }
    let opening = before.value(&total.key).number()?.to_decimal();
    opening.checked_add(now.value(&in_period.key).number()?.to_decimal())
}
