//! The printed form of a figure: one function, so that sentence, table, Word and Excel agree.

use rust_decimal::Decimal;

use super::results::{Outcome, Results, Why};
use crate::report::content::Report;
use crate::report::number::{format_count, format_decimal, format_number};
use crate::report::template::{BelowTen, Figure, FigureKind, PrintStyle};
use crate::report::value::{Number, Qualifier, Value};

/// What stands for a figure of a sentence that is not entered.
pub const BLANK_IN_PROSE: &str = "…";
/// What stands for a percentage of nothing.
pub const NO_PERCENTAGE: &str = "—";
/// "Nothing arose" in a sentence.
pub const NOT_ARISEN_IN_PROSE: &str = "không phát sinh";
/// "Nothing arose" in a table.
pub const NOT_ARISEN_IN_TABLE: &str = "-";

/// Where a figure is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintedIn {
    /// In a sentence: "09 lượt".
    Prose,
    /// In a cell of a table: "9".
    Table,
}

/// The printed form of a figure, with its percent sign, without its unit.
pub fn figure_text(
    figure: &Figure,
    report: &Report,
    results: &Results,
    style: &PrintStyle,
    place: PrintedIn,
) -> String {
    let value = match results.outcome(&figure.key) {
        None => Some(report.value(&figure.key)),
        Some(_) => report.printed.get(&figure.key),
    };
    match value {
        Some(value) => value_text(figure, value, style, place),
        None => computed_text(figure, results, style, place),
    }
}

/// The computed form of a figure, whatever is printed instead; empty or "…" when it has none.
pub fn computed_text(
    figure: &Figure,
    results: &Results,
    style: &PrintStyle,
    place: PrintedIn,
) -> String {
    match results.outcome(&figure.key) {
        Some(outcome @ Outcome::Number { number, .. }) => {
            with_word(outcome.qualifier(), number_text(number, figure, style, place))
        }
        Some(outcome @ Outcome::Rate { rate, .. }) => {
            let percent = match rate.percent(figure.decimals) {
                _ if rate.is_exactly_full() => "100%".to_owned(),
                Some(percent) => format!("{}%", format_decimal(percent)),
                None => return blank_text(place),
            };
            with_word(outcome.qualifier(), percent)
        }
        Some(Outcome::Undefined(Why::ZeroWhole)) => NO_PERCENTAGE.to_owned(),
        Some(Outcome::Undefined(Why::Missing | Why::UnevenRows | Why::TooLarge)) | None => {
            blank_text(place)
        }
    }
}

/// A number behind the word that says how exact it is.
fn with_word(qualifier: Option<Qualifier>, number: String) -> String {
    match qualifier {
        Some(qualifier) => format!("{} {number}", qualifier.word()),
        None => number,
    }
}

/// The printed form of a typed value of a figure.
pub fn value_text(figure: &Figure, value: &Value, style: &PrintStyle, place: PrintedIn) -> String {
    match value {
        Value::Blank => blank_text(place),
        Value::NotArisen => match place {
            PrintedIn::Prose => NOT_ARISEN_IN_PROSE.to_owned(),
            PrintedIn::Table => NOT_ARISEN_IN_TABLE.to_owned(),
        },
        Value::Unreadable(text) => text.trim().to_owned(),
        Value::Known { number, qualifier } => {
            let percent = if figure.is_percent() { "%" } else { "" };
            let number = number_text(*number, figure, style, place);
            with_word(*qualifier, format!("{number}{percent}"))
        }
    }
}

fn number_text(number: Number, figure: &Figure, style: &PrintStyle, place: PrintedIn) -> String {
    // "00 hồ sơ" is nobody's way of writing none.
    let is_small = |count: i64| (1..10).contains(&count) && place == PrintedIn::Prose;
    match number {
        Number::Count(count) if is_small(count) && style.below_ten == BelowTen::Padded => {
            format!("{count:02}")
        }
        Number::Count(count) => format_count(count),
        Number::Decimal(decimal)
            if matches!(figure.kind, FigureKind::Computed(_)) && !figure.is_percent() =>
        {
            format_decimal(padded(decimal, figure.decimals))
        }
        number @ Number::Decimal(_) => format_number(number),
    }
}

/// With at least `decimals` digits. What was typed with more is added up with more: a total that
/// were cut would not be the sum of the lines above it.
fn padded(mut decimal: Decimal, decimals: u32) -> Decimal {
    decimal.rescale(decimals.max(decimal.scale()));
    decimal
}

fn blank_text(place: PrintedIn) -> String {
    match place {
        PrintedIn::Prose => BLANK_IN_PROSE.to_owned(),
        PrintedIn::Table => String::new(),
    }
}
