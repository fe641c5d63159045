//! Every figure of the report on one sheet, as a list that other programs can read.

use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::utility::row_col_to_cell;

use super::cell;
use super::formula::{self, Places};
use super::style::{self, Weight};
use super::year_sheet;
use super::{LIST_BODY, LIST_VALUE};
use crate::calc::prose::Context;
use crate::calc::year::{ToDate, Year};
use crate::export::ExportError;
use crate::export::figure_list::{self, FigureLine, NUM_COLUMNS};
use crate::export::grid::GridCell;
use crate::pages::metrics::Face;
use crate::report::key::FigureKey;
use crate::report::template::{FigureKind, Formula};

/// Widths of the columns, in characters; those of numbers may become wider.
const WIDTHS: [u32; NUM_COLUMNS] = [27, 46, 14, 13, 14, 13, 16, 14, 21, 25, 36];
/// The column of what was added up since January.
const TO_DATE: u16 = 4;
/// The column of the month before.
const BEFORE: u16 = 5;
/// The column of the change since.
const CHANGE: u16 = 6;
/// The last column that is printed: the keys are for programs.
const PRINTED_LAST: u16 = 9;
/// How many columns stay in sight: section, name and unit.
const FROZEN: u16 = 2;

/// Writes the list.
pub(super) fn write(
    sheet: &mut Worksheet,
    lines: &[FigureLine<'_>],
    context: &Context<'_>,
    year: &Year<'_>,
) -> Result<(), ExportError> {
    let headings = figure_list::headings(year);
    let rows: Vec<FigureCells> = lines.iter().map(FigureLine::cells).collect();
    let widths = WIDTHS.iter().enumerate().map(|(column, least)| {
        cell::width_for(rows.iter().filter_map(|cells| cells.get(column)), *least)
    });
    let widths: Vec<u32> = widths.collect();
    for ((label, width), column) in headings.iter().zip(&widths).zip(0..) {
        sheet.write_string_with_format(0, column, label, &style::heading())?;
        sheet.set_column_width(column, *width)?;
    }
    let header: Vec<(&str, u32)> =
        headings.iter().map(String::as_str).zip(widths.iter().copied()).collect();
    cell::fit_row(sheet, 0, &header, Face::Bold)?;
    let (values, to_date) = (places(lines, LIST_VALUE), places(lines, TO_DATE));
    let list = List { context, year, values, to_date };
    for ((line, cells), row) in lines.iter().zip(&rows).zip(LIST_BODY..) {
        list.line(sheet, line, cells, row)?;
        let texts = cells.iter().map(|cell| cell.text.as_str());
        let words: Vec<(&str, u32)> = texts.zip(widths.iter().copied()).collect();
        cell::fit_row(sheet, row, &words, Face::Regular)?;
    }
    sheet.set_freeze_panes(LIST_BODY, FROZEN)?;
    sheet.set_repeat_rows(0, 0)?;
    let last = lines.iter().zip(LIST_BODY..).last().map_or(0, |(_, row)| row);
    sheet.set_print_area(0, 0, last, PRINTED_LAST)?;
    Ok(())
}

/// Where each figure of the list stands in a column.
pub(super) fn places(lines: &[FigureLine<'_>], column: u16) -> Places {
    let lines = lines.iter().zip(LIST_BODY..);
    lines.map(|(line, row)| (line.figure.key.clone(), (row, column))).collect()
}

/// The cells of a figure.
type FigureCells = [GridCell; NUM_COLUMNS];

struct List<'a> {
    context: &'a Context<'a>,
    year: &'a Year<'a>,
    values: Places,
    to_date: Places,
}

impl List<'_> {
    fn line(
        &self,
        sheet: &mut Worksheet,
        line: &FigureLine<'_>,
        cells: &FigureCells,
        row: u32,
    ) -> Result<(), ExportError> {
        for (cell, column) in cells.iter().zip(0..) {
            let formula = match column {
                LIST_VALUE => formula::of(line.figure, self.context, &self.values),
                TO_DATE => self.to_date(line, row),
                CHANGE => line.change.number.map(|change| difference(row, change.decimals, line)),
                _ => None,
            };
            cell::write(sheet, (row, column), cell, formula, Weight::Row)?;
        }
        Ok(())
    }

    /// What was added up since January: over the sheet of months, or over the added parts.
    fn to_date(&self, line: &FigureLine<'_>, row: u32) -> Option<String> {
        match (self.year.to_date(line.figure), &line.figure.kind) {
            (ToDate::Own, _) => Some(format!("={}", row_col_to_cell(row, LIST_VALUE))),
            (ToDate::Sum(_), _) => Some(year_sheet::sum(self.year, row)),
            (
                ToDate::Rate(_) | ToDate::ZeroWhole,
                FigureKind::Computed(Formula::Rate { part, whole }),
            ) => {
                let place = |key: &FigureKey| self.to_date.get(key).copied();
                Some(formula::rate(line.figure, place(part)?, place(whole)?))
            }
            _ => None,
        }
    }
}

/// This month less the month before; percentages in points.
fn difference(row: u32, decimals: u32, line: &FigureLine<'_>) -> String {
    let [now, before] = [LIST_VALUE, BEFORE].map(|column| row_col_to_cell(row, column));
    let difference = match line.figure.is_percent() {
        true => format!("ROUND((N({now})-N({before}))*100,{decimals})"),
        false => format!("N({now})-N({before})"),
    };
    format!("=IF(OR(LEN({now})=0,LEN({before})=0),\"\",{difference})")
}
