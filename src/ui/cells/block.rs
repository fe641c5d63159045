//! What is done with several cells at once: copy, clear, fill down. Every edit is made as if it
//! had been typed, and all of them together are one change.

use chrono::NaiveDate;

use crate::app::clip::{ClipTable, Copied};
use crate::app::open_report::OpenReport;
use crate::calc::days;
use crate::report::change::Edit;
use crate::report::number;
use crate::ui::figure_text;

use super::sheet::{CellKind, SheetCell};

/// The text of a cell as it would be typed; what is printed of a rate is empty when nothing is.
pub fn text_of(open: &OpenReport, cell: &SheetCell) -> String {
    let report = open.report();
    match cell.kind {
        CellKind::Figure => number::format_value(report.value(&cell.key)),
        CellKind::Printed => {
            report.printed.get(&cell.key).map(number::format_value).unwrap_or_default()
        }
        CellKind::Day => {
            let figure = open.template().figure(&cell.key);
            figure.and_then(|figure| days::text(figure, report)).unwrap_or_default()
        }
        CellKind::Shown => {
            let figure = open.template().figure(&cell.key);
            figure.map(|figure| figure_text::shown(open, figure)).unwrap_or_default()
        }
    }
}

/// What typing a text into a cell changes; none for one that cannot be typed in.
pub fn edit_of(open: &OpenReport, cell: &SheetCell, text: &str) -> Option<Edit> {
    match cell.kind {
        CellKind::Figure => open.figure_edit(&cell.key, text),
        CellKind::Printed => open.printed_edit(&cell.key, text),
        CellKind::Day => open.day_edit(&cell.key, text),
        CellKind::Shown => None,
    }
}

/// What puts a day into a cell; none for one that does not hold a single day.
pub fn fill_day(open: &OpenReport, cell: &SheetCell, day: NaiveDate) -> Option<Edit> {
    let figure = open.template().figure(&cell.key)?;
    days::filled(figure, open.report(), day)
}

/// The selected cells for the clipboard, as a rectangle.
pub fn copy(open: &OpenReport, selection: &[SheetCell]) -> Option<ClipTable> {
    let rows = selection.iter().map(|cell| cell.row);
    let columns = selection.iter().map(|cell| cell.column);
    let (first_row, last_row) = (rows.clone().min()?, rows.max()?);
    let (first, last) = (columns.clone().min()?, columns.max()?);
    let copied = |row: usize, column: usize| {
        let is_there = |cell: &&SheetCell| cell.row == row && cell.column == column;
        selection.iter().find(is_there).map_or(Copied::Nothing, |cell| match cell.kind {
            CellKind::Figure | CellKind::Shown => Copied::Figure(&cell.key),
            CellKind::Printed => Copied::Printed(&cell.key),
            CellKind::Day => Copied::Day(&cell.key),
        })
    };
    let row = |row| (first..=last).map(|column| copied(row, column)).collect();
    let rows: Vec<Vec<Copied<'_>>> = (first_row..=last_row).map(row).collect();
    Some(open.cells_for_clipboard(&rows))
}

/// What makes cells blank; a day goes back to the usual one.
pub fn clear(open: &OpenReport, selection: &[SheetCell]) -> Vec<Edit> {
    selection.iter().filter_map(|cell| edit_of(open, cell, "")).collect()
}

/// What fills the cells of a selection from its top row. `above` is the cell over a selection of
/// one row, which then is the top.
pub fn fill_down(open: &OpenReport, selection: &[SheetCell], above: &[SheetCell]) -> Vec<Edit> {
    let top = selection.iter().map(|cell| cell.row).min();
    let is_one_row = selection.iter().all(|cell| Some(cell.row) == top);
    let source = if is_one_row { above } else { selection };
    let Some(top) = source.iter().map(|cell| cell.row).min() else {
        return Vec::new();
    };
    let from = |column| source.iter().find(|cell| cell.row == top && cell.column == column);
    let below = selection.iter().filter(|cell| cell.row > top);
    let edit = |cell: &SheetCell| edit_of(open, cell, &text_of(open, from(cell.column)?));
    below.filter_map(edit).collect()
}
