//! A table of the form as a sheet: every row that is on, every column, the totals.

use rust_xlsxwriter::Worksheet;

use super::cell::{self, At};
use super::formula::{self, Places};
use super::style::{self, Weight};
use super::text;
use crate::calc::print::{self, PrintedIn};
use crate::calc::prose::Context;
use crate::document::{HeaderCell, header_cells};
use crate::export::ExportError;
use crate::export::grid::{self, GridCell};
use crate::pages::metrics::Face;
use crate::report::key::FigureKey;
use crate::report::template::{Column, ColumnKind, Figure, Table, TableRow};

/// The first line of the header: title, note and a blank line stand above.
const HEADER: u32 = 3;
/// The first row: the header has two lines.
const BODY: u32 = HEADER + 2;
/// Widths of columns, in characters.
const LABEL_WIDTH: u32 = 60;
const AGENCY_WIDTH: u32 = 18;
const FIGURE_WIDTH: u32 = 16;
/// The heading of the column with figures that are printed otherwise than they were computed.
const PRINTED: &str = "In trong báo cáo";

/// Writes a table under its label.
pub(super) fn write(
    sheet: &mut Worksheet,
    context: &Context<'_>,
    label: &str,
    table: &Table,
) -> Result<(), ExportError> {
    let rows = table.rows.iter().filter(|row| context.report.is_on(row));
    let mut lines = Lines {
        context,
        columns: table.columns.iter().zip(0..).collect(),
        rows: rows.zip(BODY..).collect(),
        table,
        places: Places::new(),
    };
    lines.place_figures();
    let period = context.report.header.period;
    let note = format!(
        "{} – {} ({})",
        context.report.office.name,
        period.key.label(),
        period.range.short_label()
    );
    sheet.write_string_with_format(0, 0, text(label), &style::title())?;
    sheet.write_string_with_format(1, 0, text(&note), &style::note())?;
    lines.header(sheet)?;
    for (row, line) in &lines.rows {
        lines.row(sheet, row, *line)?;
    }
    lines.total(sheet)?;
    sheet.set_freeze_panes(BODY, lines.frozen_columns())?;
    sheet.set_repeat_rows(HEADER, BODY - 1)?;
    Ok(())
}

/// A table laid out on a sheet.
struct Lines<'a> {
    context: &'a Context<'a>,
    columns: Vec<(&'a Column, u16)>,
    rows: Vec<(&'a TableRow, u32)>,
    table: &'a Table,
    /// Where its figures stand.
    places: Places,
}

impl Lines<'_> {
    /// The columns up to the names of the rows stay in sight.
    fn frozen_columns(&self) -> u16 {
        let label = self.columns.iter().find(|(column, _)| column.kind == ColumnKind::Label);
        label.map_or(0, |(_, at)| at + 1)
    }

    fn total_line(&self) -> u32 {
        self.rows.last().map_or(BODY, |(_, line)| line + 1)
    }

    fn place_figures(&mut self) {
        let total_line = self.total_line();
        for (column, at) in &self.columns {
            for (row, line) in &self.rows {
                if let Some(key) = row.cells.get(&column.key) {
                    self.places.insert(key.clone(), (*line, *at));
                }
            }
            if let Some(key) = self.table.total.get(&column.key) {
                self.places.insert(key.clone(), (total_line, *at));
            }
        }
    }

    fn header(&self, sheet: &mut Worksheet) -> Result<(), ExportError> {
        let format = style::heading();
        let columns: Vec<&Column> = self.columns.iter().map(|(column, _)| *column).collect();
        let column_at = |i: usize| self.columns.get(i).copied();
        for cell in header_cells(&columns) {
            match cell {
                HeaderCell::Column(i) => {
                    if let Some((column, at)) = column_at(i) {
                        let label = text(&column.label);
                        sheet.merge_range(HEADER, at, HEADER + 1, at, &label, &format)?;
                    }
                }
                HeaderCell::Group { label, columns } => {
                    let inside = self.columns.get(columns).unwrap_or(&[]);
                    group(sheet, &label, inside)?;
                }
            }
        }
        for (column, at) in &self.columns {
            sheet.set_column_width(*at, self.width(column))?;
        }
        // A heading of one column stands over both lines; what the second needs fits it too.
        let headings = columns.iter().map(|c| (c.label.as_str(), self.width(c)));
        cell::fit_row(sheet, HEADER, &[], Face::Bold)?;
        cell::fit_row(sheet, HEADER + 1, &headings.collect::<Vec<_>>(), Face::Bold)?;
        if let Some(at) = self.printed_column() {
            let (first, last) = (HEADER, HEADER + 1);
            sheet.merge_range(first, at, last, at, PRINTED, &format)?;
            sheet.set_column_width(at, 30)?;
        }
        Ok(())
    }

    fn row(&self, sheet: &mut Worksheet, row: &TableRow, line: u32) -> Result<(), ExportError> {
        let template = self.context.template;
        let label = row.printed_label.as_ref().unwrap_or(&row.label);
        let agency = self.context.report.provider(template, row);
        for (column, at) in &self.columns {
            let at = (line, *at);
            match column.kind {
                ColumnKind::Position => {
                    let format = style::centred(Weight::Row);
                    let number = f64::from(line + 1 - BODY);
                    sheet.write_number_with_format(at.0, at.1, number, &format)?;
                }
                ColumnKind::Label => {
                    cell::words(sheet, at, label, &style::words(Weight::Row))?;
                }
                ColumnKind::Provider => {
                    cell::words(sheet, at, agency, &style::centred(Weight::Row))?;
                }
                ColumnKind::Words(_) => {
                    let text = row.words.get(&column.key);
                    let text = text.map_or("", |key| self.context.report.text(template, key));
                    cell::words(sheet, at, text, &style::words(Weight::Row))?;
                }
                ColumnKind::Figure(_) => {
                    self.figure(sheet, at, row.cells.get(&column.key), Weight::Row)?;
                }
            }
        }
        let figures: Vec<GridCell> = row
            .cells
            .values()
            .filter_map(|key| self.value(Some(key)))
            .map(|(_, cell)| cell)
            .collect();
        let mut words = vec![(label.as_str(), LABEL_WIDTH), (agency, AGENCY_WIDTH)];
        words.extend(figures.iter().map(|cell| (cell.text.as_str(), FIGURE_WIDTH)));
        cell::fit_row(sheet, line, &words, Face::Regular)?;
        self.printed(sheet, line, row.cells.values(), Weight::Row)
    }

    fn total(&self, sheet: &mut Worksheet) -> Result<(), ExportError> {
        if self.table.total.is_empty() {
            return Ok(());
        }
        let line = self.total_line();
        let label_at = self
            .columns
            .iter()
            .find(|(column, _)| column.kind == ColumnKind::Label)
            .or_else(|| self.columns.first())
            .map(|(_, at)| *at);
        for (column, at) in &self.columns {
            let words = if Some(*at) == label_at { &self.table.total_label } else { "" };
            let cell = (line, *at);
            match column.kind {
                ColumnKind::Figure(_) => {
                    let key = self.table.total.get(&column.key);
                    self.figure(sheet, cell, key, Weight::Total)?;
                }
                _ => cell::words(sheet, cell, words, &style::words(Weight::Total))?,
            }
        }
        cell::fit_row(sheet, line, &[], Face::Bold)?;
        self.printed(sheet, line, self.table.total.values(), Weight::Total)
    }

    fn figure(
        &self,
        sheet: &mut Worksheet,
        at: At,
        key: Option<&FigureKey>,
        weight: Weight,
    ) -> Result<(), ExportError> {
        let Some((figure, cell)) = self.value(key) else {
            return cell::words(sheet, at, "", &style::words(weight));
        };
        cell::write(sheet, at, &cell, formula::of(figure, self.context, &self.places), weight)
    }

    fn value(&self, key: Option<&FigureKey>) -> Option<(&Figure, GridCell)> {
        let figure = self.context.template.figure(key?)?;
        Some((figure, grid::value(figure, self.context)))
    }

    /// In characters.
    fn width(&self, column: &Column) -> u32 {
        match column.kind {
            ColumnKind::Position => 6,
            ColumnKind::Label => LABEL_WIDTH,
            ColumnKind::Provider | ColumnKind::Words(_) => AGENCY_WIDTH,
            ColumnKind::Figure(_) => {
                let rows = self.rows.iter().map(|(row, _)| row.cells.get(&column.key));
                let keys = rows.chain([self.table.total.get(&column.key)]);
                let cells: Vec<GridCell> =
                    keys.filter_map(|key| self.value(key)).map(|(_, cell)| cell).collect();
                cell::width_for(cells.iter(), FIGURE_WIDTH)
            }
        }
    }

    /// The column behind the table, when some figure of it is printed otherwise than computed.
    fn printed_column(&self) -> Option<u16> {
        let printed = &self.context.report.printed;
        let rows = self.rows.iter().flat_map(|(row, _)| row.cells.values());
        let mut keys = rows.chain(self.table.total.values());
        let (_, last) = self.columns.last()?;
        keys.any(|key| printed.contains_key(key)).then(|| last + 1)
    }

    fn printed<'k>(
        &self,
        sheet: &mut Worksheet,
        line: u32,
        keys: impl Iterator<Item = &'k FigureKey>,
        weight: Weight,
    ) -> Result<(), ExportError> {
        let Some(at) = self.printed_column() else {
            return Ok(());
        };
        let overrides: Vec<(&str, String)> = keys
            .filter_map(|key| {
                let value = self.context.report.printed.get(key)?;
                let figure = self.context.template.figure(key)?;
                let style = &self.context.template.parts().style;
                let text = print::value_text(figure, value, style, PrintedIn::Table);
                Some((figure.label.as_str(), text))
            })
            .collect();
        // One needs no name: it is the row's.
        let words = match overrides.as_slice() {
            [(_, text)] => text.clone(),
            several => {
                let named = several.iter().map(|(label, text)| format!("{label}: {text}"));
                named.collect::<Vec<_>>().join("; ")
            }
        };
        cell::words(sheet, (line, at), &words, &style::words(weight))
    }
}

fn group(
    sheet: &mut Worksheet,
    label: &str,
    columns: &[(&Column, u16)],
) -> Result<(), ExportError> {
    let format = style::heading();
    let (Some((_, first)), Some((_, last))) = (columns.first(), columns.last()) else {
        return Ok(());
    };
    if first == last {
        cell::words(sheet, (HEADER, *first), label, &format)?;
    } else {
        sheet.merge_range(HEADER, *first, HEADER, *last, &text(label), &format)?;
    }
    for (column, at) in columns {
        cell::words(sheet, (HEADER + 1, *at), &column.label, &format)?;
    }
    Ok(())
}
