//! One cell of a sheet.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Formula, Worksheet};

use super::style::{self, Weight};
use super::text;
use crate::calc::print::NO_PERCENTAGE;
use crate::export::ExportError;
use crate::export::grid::{GridCell, Stand};
use crate::pages::metrics::{self, Face};

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

/// The width of a column in characters: `least`, or what its longest number needs. A number that
/// has no room is shown as ###.
pub(super) fn width_for<'c>(cells: impl Iterator<Item = &'c GridCell>, least: u32) -> u32 {
    let lengths = cells.filter_map(|cell| cell.number).map(|number| number.shown().chars().count());
    let longest = u32::try_from(lengths.max().unwrap_or(0)).unwrap_or(0);
    // A digit of 12 points has 8 pixels, a character of Excel's widths 7; two are for the edges.
    least.max((longest * 8).div_ceil(7) + 2)
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

/// Writes a cell: a real number, a formula with its result, or words. The formula is only taken
/// where there is a result: without one it cannot say so in the file, and a program that does not
/// calculate on opening would show 0,00 %.
pub(super) fn write(
    sheet: &mut Worksheet,
    at: At,
    cell: &GridCell,
    formula: Option<String>,
    weight: Weight,
) -> Result<(), ExportError> {
    let format = match cell.number {
        Some(number) => style::number(&number, weight),
        None if cell.text.is_empty() => style::words(weight),
        None => match cell.stand {
            Stand::Left => style::words(weight),
            Stand::Centre => style::centred(weight),
            Stand::Right => style::right(weight),
        },
    };
    let is_percentage_of_nothing = cell.text == NO_PERCENTAGE;
    match (formula, cell.number) {
        (Some(formula), Some(number)) => {
            let formula = Formula::new(formula).set_result(number.for_excel().to_string());
            sheet.write_formula_with_format(at.0, at.1, formula, &format)?;
        }
        (Some(formula), None) if is_percentage_of_nothing => {
            let formula = Formula::new(formula).set_result(NO_PERCENTAGE);
            sheet.write_formula_with_format(at.0, at.1, formula, &format)?;
        }
        (None, Some(number)) => {
            let number = approximate(number.for_excel());
            sheet.write_number_with_format(at.0, at.1, number, &format)?;
        }
        (_, None) => words(sheet, at, &cell.text, &format)?,
    }
    Ok(())
}

/// The nearest number that Excel can hold; it keeps 15 digits, as many as the largest count has.
fn approximate(decimal: Decimal) -> f64 {
    decimal.to_string().parse().unwrap_or(0.0)
}
