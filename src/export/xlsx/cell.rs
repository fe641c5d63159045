//! One figure in one cell.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Formula, Worksheet};

use super::style::{self, Weight};
use super::text;
use crate::calc::print::{NO_PERCENTAGE, NOT_ARISEN_IN_PROSE};
use crate::calc::prose::Context;
use crate::calc::results::{Outcome, Why};
use crate::export::ExportError;
use crate::pages::metrics::{self, Face};
use crate::report::template::Figure;
use crate::report::value::{Number, Value};

/// A row and a column, from 0.
pub(super) type At = (u32, u16);

/// The height of a line, in points.
const LINE_HEIGHT: u32 = 18;
/// The tallest row, in lines; Excel ends at 409 points.
const LINES_MAX: u32 = 22;

/// Writes words.
pub(super) fn words(
    sheet: &mut Worksheet,
    (row, column): At,
    words: &str,
    format: &rust_xlsxwriter::Format,
) -> Result<(), ExportError> {
    if words.is_empty() {
        sheet.write_blank(row, column, format)?;
    } else {
        sheet.write_string_with_format(row, column, text(words), format)?;
    }
    Ok(())
}

/// Makes a row as tall as its words need, each with the width of its column in characters.
/// Programs other than Excel do not do so by themselves.
pub(super) fn fit_row(
    sheet: &mut Worksheet,
    row: u32,
    cells: &[(&str, u32)],
    face: Face,
) -> Result<(), ExportError> {
    let size = style::SIZE_POINTS * 2;
    let lines = cells.iter().map(|(words, width)| {
        // A character of Excel's widths is 7 pixels of 15 twips; one is left for the indent.
        let room = width.saturating_sub(1) * 7 * 15;
        metrics::lines(words, face, size, room).len()
    });
    let lines = u32::try_from(lines.max().unwrap_or(1)).unwrap_or(LINES_MAX);
    sheet.set_row_height(row, lines.clamp(1, LINES_MAX) * LINE_HEIGHT)?;
    Ok(())
}

/// Writes a figure: a real number, a formula with its result, "không phát sinh", or nothing.
/// `formula` is that of a computed figure whose inputs stand on the same sheet.
pub(super) fn figure(
    sheet: &mut Worksheet,
    at: At,
    (figure, formula): (&Figure, Option<String>),
    context: &Context<'_>,
    weight: Weight,
) -> Result<(), ExportError> {
    match context.results.outcome(&figure.key) {
        None => typed(sheet, at, (figure, context.report.value(&figure.key)), weight),
        Some(outcome) => computed(sheet, at, (figure, formula), outcome, weight),
    }
}

fn typed(
    sheet: &mut Worksheet,
    at: At,
    (figure, value): (&Figure, &Value),
    weight: Weight,
) -> Result<(), ExportError> {
    match value {
        Value::Known { number, qualifier } => {
            let decimals = match number {
                Number::Count(_) => 0,
                Number::Decimal(decimal) => decimal.scale(),
            };
            let decimal = number.to_decimal();
            let decimal = match figure.is_percent() {
                true => hundredth(decimal),
                false => decimal,
            };
            let format = style::number(figure, decimals, *qualifier, weight);
            sheet.write_number_with_format(at.0, at.1, approximate(decimal), &format)?;
            Ok(())
        }
        Value::Blank => words(sheet, at, "", &style::words(weight)),
        Value::NotArisen => words(sheet, at, NOT_ARISEN_IN_PROSE, &style::centred(weight)),
        Value::Unreadable(text) => words(sheet, at, text.trim(), &style::centred(weight)),
    }
}

fn computed(
    sheet: &mut Worksheet,
    at: At,
    (figure, formula): (&Figure, Option<String>),
    outcome: Outcome,
    weight: Weight,
) -> Result<(), ExportError> {
    let number = match outcome {
        Outcome::Number { number, .. } => Some(number.to_decimal()),
        Outcome::Rate(rate) => rate.percent(figure.decimals).map(hundredth),
        Outcome::Undefined(_) => None,
    };
    let format = style::number(figure, figure.decimals, None, weight);
    let instead = match outcome {
        Outcome::Undefined(Why::ZeroWhole) => NO_PERCENTAGE,
        _ => "",
    };
    // A formula without a value cannot say so in the file: an empty result is written as 0, and a
    // program that does not calculate on opening would show 0,00 %.
    let formula = formula.filter(|_| number.is_some() || !instead.is_empty());
    match (formula, number) {
        (Some(formula), number) => {
            let result = number.map_or_else(|| instead.to_owned(), |number| number.to_string());
            let formula = Formula::new(formula).set_result(result);
            sheet.write_formula_with_format(at.0, at.1, formula, &format)?;
        }
        (None, Some(number)) => {
            sheet.write_number_with_format(at.0, at.1, approximate(number), &format)?;
        }
        (None, None) => words(sheet, at, instead, &style::centred(weight))?,
    }
    Ok(())
}

/// Excel knows percentages as fractions of one.
fn hundredth(percent: Decimal) -> Decimal {
    let hundredth = Decimal::new(1, 2);
    percent.checked_mul(hundredth).unwrap_or(percent)
}

/// The nearest number that Excel can hold; it keeps 15 digits, as many as the largest count has.
fn approximate(decimal: Decimal) -> f64 {
    decimal.to_string().parse().unwrap_or(0.0)
}
