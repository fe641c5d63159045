//! The periods of the report's year beside each other, figure by figure: what is added up from.

use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::utility::{cell_range, row_col_to_cell};

use super::cell;
use super::formula::{self, Places};
use super::style::{self, Weight};
use super::{ALL_FIGURES, LIST_BODY, LIST_VALUE, text, year_name};
use crate::calc::prose::Context;
use crate::calc::year::{Year, YearPeriod};
use crate::export::ExportError;
use crate::export::figure_list::FigureLine;
use crate::export::grid::{self, GridCell};
use crate::pages::metrics::Face;
use crate::report::period::PeriodKey;

/// The header; title, note and a blank line stand above.
const HEADER: u32 = 3;
/// The first row under it.
const BODY: u32 = HEADER + 1;
/// The first period: name and unit stand in front.
const PERIODS: u16 = 2;
/// Widths of the columns, in characters.
const LABEL_WIDTH: u32 = 46;
const UNIT_WIDTH: u32 = 14;
const MONTH_WIDTH: u32 = 12;

/// Writes the periods of the year.
pub(super) fn write(
    sheet: &mut Worksheet,
    lines: &[FigureLine<'_>],
    context: &Context<'_>,
    year: &Year<'_>,
) -> Result<(), ExportError> {
    let period = context.report.header.period.key;
    let title = format!("Số liệu các {} trong năm {}", period.kind().noun(), period.year());
    sheet.write_string_with_format(0, 0, &title, &style::title())?;
    sheet.write_string_with_format(1, 0, text(&note(context, year)), &style::note())?;
    let width = period_width(lines, year);
    header(sheet, year, width)?;
    for ((line, row), listed) in lines.iter().zip(BODY..).zip(LIST_BODY..) {
        let (label, unit) = (&line.figure.label, &line.figure.unit);
        cell::words(sheet, (row, 0), label, &style::words(Weight::Row))?;
        cell::words(sheet, (row, 1), unit, &style::words(Weight::Row))?;
        let mut words = vec![(label.clone(), LABEL_WIDTH), (unit.clone(), UNIT_WIDTH)];
        // The report's own period is on the list already: one number, one place.
        for (entry, column) in past(year) {
            let (cell, formula) = match &entry.context {
                Some(past) => figure(line, past, context, &places(lines, column)),
                None => (GridCell::blank(), None),
            };
            cell::write(sheet, (row, column), &cell, formula, Weight::Row)?;
            words.push((cell.text, width));
        }
        let now = row_col_to_cell(listed, LIST_VALUE);
        let now = line.value.number.map(|_| format!("='{ALL_FIGURES}'!{now}"));
        cell::write(sheet, (row, last_period(year)), &line.value, now, Weight::Row)?;
        words.push((line.value.text.clone(), width));
        let words: Vec<(&str, u32)> = words.iter().map(|(w, width)| (w.as_str(), *width)).collect();
        cell::fit_row(sheet, row, &words, Face::Regular)?;
    }
    sheet.set_freeze_panes(BODY, PERIODS)?;
    sheet.set_repeat_rows(HEADER, HEADER)?;
    Ok(())
}

/// The sum over the periods of the figure in a row of the list.
pub(super) fn sum(year: &Year<'_>, listed: u32) -> String {
    let row = listed - LIST_BODY + BODY;
    let range = cell_range(row, PERIODS, row, last_period(year));
    format!("=SUM('{}'!{range})", year_name(year.kind()))
}

/// The periods are as wide as each other.
fn period_width(lines: &[FigureLine<'_>], year: &Year<'_>) -> u32 {
    let contexts = year.periods().iter().filter_map(|entry| entry.context);
    let widths = contexts.map(|context| {
        let cells: Vec<GridCell> =
            lines.iter().map(|line| grid::value(line.figure, &context)).collect();
        cell::width_for(cells.iter(), MONTH_WIDTH)
    });
    widths.max().unwrap_or(MONTH_WIDTH)
}

/// Periods before the report's own, with their columns.
fn past<'y, 'a>(year: &'y Year<'a>) -> impl Iterator<Item = (&'y YearPeriod<'a>, u16)> {
    year.periods().iter().zip(PERIODS..).take(year.periods().len().saturating_sub(1))
}

/// The column of the report's own period.
fn last_period(year: &Year<'_>) -> u16 {
    year.periods().iter().zip(PERIODS..).last().map_or(PERIODS, |(_, column)| column)
}

fn note(context: &Context<'_>, year: &Year<'_>) -> String {
    let office = &context.report.office.name;
    let missing: Vec<String> = year.missing().map(PeriodKey::in_year).collect();
    let noun = year.kind().noun();
    match missing.is_empty() {
        true => office.clone(),
        false => format!("{office} – chưa có báo cáo {noun} {}", missing.join(", ")),
    }
}

fn header(sheet: &mut Worksheet, year: &Year<'_>, width: u32) -> Result<(), ExportError> {
    let format = style::heading();
    let mut headings =
        vec![("Chỉ tiêu".to_owned(), LABEL_WIDTH), ("Đơn vị tính".to_owned(), UNIT_WIDTH)];
    headings.extend(year.periods().iter().map(|entry| {
        let label = entry.period.title_in_year();
        let label = match entry.context {
            Some(_) => label,
            None => format!("{label} (chưa có báo cáo)"),
        };
        (label, width)
    }));
    for ((label, width), column) in headings.iter().zip(0..) {
        cell::words(sheet, (HEADER, column), label, &format)?;
        sheet.set_column_width(column, *width)?;
    }
    let headings: Vec<(&str, u32)> = headings.iter().map(|(l, w)| (l.as_str(), *w)).collect();
    cell::fit_row(sheet, HEADER, &headings, Face::Bold)
}

/// A figure in a period before, with its formula where it is made of the same figures as in the report.
fn figure(
    line: &FigureLine<'_>,
    past: &Context<'_>,
    now: &Context<'_>,
    places: &Places,
) -> (GridCell, Option<String>) {
    if past.is_off(&line.figure.key) {
        return (GridCell::blank(), None);
    }
    let cell = grid::value(line.figure, past);
    // A row that was added or removed since makes other totals.
    let kind_then = past.template.figure(&line.figure.key).map(|figure| &figure.kind);
    let has_same_form = past.report.template == now.report.template
        && kind_then.is_some_and(|kind| *kind == line.figure.kind);
    let formula = has_same_form.then(|| formula::of(line.figure, past, places)).flatten();
    (cell, formula)
}

fn places(lines: &[FigureLine<'_>], column: u16) -> Places {
    let lines = lines.iter().zip(BODY..);
    lines.map(|(line, row)| (line.figure.key.clone(), (row, column))).collect()
}
