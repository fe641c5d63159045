//! Tables of figures as they are printed.

use crate::calc::print::{self, PrintedIn};
use crate::report::key::{FigureKey, ItemKey};
use crate::report::template::{self, ColumnKind, Printed, TableRow, TotalRow};

use super::line::{DocumentWords, one_line};
use super::model::{Align, Cell, Column, HeaderCell, Line, Row, Source, Table, header_of};

/// The first header line over the given columns of a template.
pub fn header_cells(columns: &[&template::Column]) -> Vec<HeaderCell> {
    header_of(columns.iter().map(|column| column.group.as_deref()))
}

/// The printed table; `None` when it would have no row or no column.
pub(super) fn build(
    words: &DocumentWords<'_>,
    item: &ItemKey,
    table: &template::Table,
) -> Option<Table> {
    let columns = table.columns.iter();
    let columns: Vec<_> = columns.filter(|c| c.printed == Printed::Yes).collect();
    let rows = table.rows.iter();
    let rows: Vec<_> = rows
        .filter(|row| words.context.report.is_on(row))
        .enumerate()
        .map(|(i, row)| self::row(words, &columns, i + 1, row))
        .collect();
    if columns.is_empty() || rows.is_empty() {
        return None;
    }
    let total = (table.total_row == TotalRow::Printed && !table.total.is_empty())
        .then(|| total(words, &columns, table));
    Some(Table {
        item: item.clone(),
        columns: columns.into_iter().map(column).collect(),
        rows,
        total,
    })
}

fn column(column: &template::Column) -> Column {
    Column {
        label: one_line(&column.label),
        group: column.group.as_deref().map(one_line),
        share: u32::from(column.width.max(1)),
        align: match column.kind {
            ColumnKind::Position | ColumnKind::Provider => Align::Centre,
            ColumnKind::Label | ColumnKind::Words(_) => Align::Left,
            ColumnKind::Figure(_) => Align::Right,
        },
    }
}

fn row(
    words: &DocumentWords<'_>,
    columns: &[&template::Column],
    number: usize,
    row: &TableRow,
) -> Row {
    let template = words.context.template;
    let cells = columns.iter().map(|column| {
        let of_row = Source::Row(row.key.clone());
        let from_row = |text: &str| Line::of(one_line(text.trim()), of_row.clone());
        let (line, source) = match column.kind {
            ColumnKind::Position => (Line::of(number.to_string(), Source::Fixed), of_row),
            ColumnKind::Label => {
                (from_row(row.printed_label.as_ref().unwrap_or(&row.label)), of_row)
            }
            ColumnKind::Provider => {
                (from_row(words.context.report.provider(template, row)), of_row)
            }
            ColumnKind::Words(_) => match row.words.get(&column.key) {
                Some(key) => {
                    let source = Source::Text(key.clone());
                    let text = words.context.report.text(template, key);
                    (Line::of(one_line(text.trim()), source.clone()), source)
                }
                None => (Line::default(), Source::Fixed),
            },
            ColumnKind::Figure(_) => figure(words, row.cells.get(&column.key)),
        };
        Cell { line, source, span: 1 }
    });
    Row { cells: cells.collect() }
}

/// The totals, behind one cell that covers the columns in front of the first figure.
fn total(words: &DocumentWords<'_>, columns: &[&template::Column], table: &template::Table) -> Row {
    let is_figure = |column: &&template::Column| column.is_figure();
    let first = columns.iter().position(is_figure).unwrap_or(columns.len());
    let label = Line::of(one_line(table.total_label.trim()), Source::Fixed);
    let label = Cell { line: label, source: Source::Fixed, span: first };
    let label = (first > 0).then_some(label);
    let figures = columns.iter().skip(first).map(|column| {
        let (line, source) = figure(words, table.total.get(&column.key));
        Cell { line, source, span: 1 }
    });
    Row { cells: label.into_iter().chain(figures).collect() }
}

/// A figure as it is printed, and that it is this one, also where nothing is printed.
fn figure(words: &DocumentWords<'_>, key: Option<&FigureKey>) -> (Line, Source) {
    let context = words.context;
    let Some(figure) = key.and_then(|key| context.template.figure(key)) else {
        return (Line::default(), Source::Fixed);
    };
    let style = &context.template.parts().style;
    let text = print::figure_text(figure, context.report, context.results, style, PrintedIn::Table);
    let source = Source::Figure(figure.key.clone());
    (Line::of(one_line(&text), source.clone()), source)
}
