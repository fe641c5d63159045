//! Data tables: the header that is repeated on every page, rows that are never cut, the total that
//! never stands alone.

use std::sync::Arc;

use super::broken::Content;
use super::lengths::{signed, unsigned};
use super::page::{Area, Item};
use super::passage::{CellPlace, PassageKind};
use super::piece::{Bond, Styled, Typesetter};
use super::row::{BORDER, FlowCell, FlowRow, Stack};
use crate::document::{self, Align, Emphasis, HeaderCell, Line, Source, Table};
use crate::pages::columns::CELL_MARGIN;
use crate::pages::sheet::Role;

/// Rows of the headings; those below are counted on.
const HEADER_ROWS: u32 = 2;

/// A row of a table, ready to be placed.
pub(super) struct TableRow {
    pub(super) row: FlowRow,
    /// What is repeated above it on another page.
    pub(super) header: Option<Arc<FlowRow>>,
    pub(super) bond: Bond,
}

/// The rows of a table, its header first.
pub(super) fn rows(setter: &mut Typesetter<'_>, table: &Table) -> Vec<TableRow> {
    let widths = setter.widths(table);
    let own = header(setter, table, &widths);
    let header = Arc::new(own.repeated());
    let mut rows = vec![TableRow { row: own, header: None, bond: Bond::WithNext }];
    let last = table.rows.len().saturating_sub(1);
    let mut number = HEADER_ROWS;
    for (i, row) in table.rows.iter().enumerate() {
        let aligns = table.columns.iter().map(|column| column.align);
        let roles = aligns.map(|align| match align {
            Align::Left => Role::TableText,
            Align::Centre => Role::TableCentre,
            Align::Right => Role::TableNumber,
        });
        let roles: Vec<Role> = roles.collect();
        let look = |at: usize, _: &document::Cell| {
            (roles.get(at).copied().unwrap_or(Role::TableText), Emphasis::Plain)
        };
        let mut row = data_row(setter, &row.cells, &widths, look).numbered(number);
        number += 1;
        let is_above_total = table.total.is_some() && i == last;
        let bond = if is_above_total { Bond::WithNext } else { Bond::Free };
        if i == last && table.total.is_none() {
            row.height += unsigned(BORDER);
        }
        rows.push(TableRow { row, header: Some(Arc::clone(&header)), bond });
    }
    if let Some(total) = &table.total {
        let look = |_: usize, cell: &document::Cell| {
            let is_label = cell.line.runs.iter().all(|run| run.source == Source::Fixed);
            let role = if is_label { Role::TableCentre } else { Role::TableNumber };
            (role, Emphasis::Bold)
        };
        let mut row = data_row(setter, &total.cells, &widths, look).numbered(number);
        row.height += unsigned(BORDER);
        rows.push(TableRow { row, header: Some(header), bond: Bond::Free });
    }
    rows
}

/// The words of a cell.
fn stack(
    setter: &mut Typesetter<'_>,
    line: &Line,
    role: Role,
    emphasis: Emphasis,
    width: u32,
) -> Stack {
    let mut styled = Styled::new(role, line);
    styled.content = Content { emphasis, ..styled.content };
    let room = width.saturating_sub(2 * CELL_MARGIN);
    let piece = setter.piece(&styled, room);
    Stack::of(&[piece])
}

fn data_row(
    setter: &mut Typesetter<'_>,
    cells: &[document::Cell],
    widths: &[u32],
    look: impl Fn(usize, &document::Cell) -> (Role, Emphasis),
) -> FlowRow {
    let mut rest = widths;
    let mut x = 0;
    let mut placed = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let (own, further) = rest.split_at_checked(cell.span).unwrap_or((rest, &[]));
        rest = further;
        let width: u32 = own.iter().sum();
        let (role, emphasis) = look(at, cell);
        let stack = stack(setter, &cell.line, role, emphasis, width);
        let area = Area { x, y: 0, width: signed(width), height: 0 };
        let num_columns = u32::try_from(cell.span).unwrap_or(1);
        let kind = PassageKind::Cell(CellPlace { row: 0, num_rows: 1, num_columns });
        placed.push(FlowCell { area, stack, source: cell.source.clone(), kind });
        x += signed(width);
    }
    let height = placed.iter().map(|cell| cell.stack.height).max().unwrap_or(0) + BORDER;
    for cell in &mut placed {
        cell.area.height = height;
    }
    row_of(&placed, height)
}

fn row_of(cells: &[FlowCell], height: i32) -> FlowRow {
    let items = cells.iter().zip(0..).flat_map(|(cell, at)| cell.items(at, CELL_MARGIN));
    let mut items: Vec<Item> = items.collect();
    // Neighbours share a border: it is drawn once.
    let mut seen = Vec::new();
    items.retain(|item| match item {
        Item::Rule(rule) if seen.contains(rule) => false,
        Item::Rule(rule) => {
            seen.push(rule.clone());
            true
        }
        _ => true,
    });
    FlowRow { height: unsigned(height), items }
}

/// One or two lines: groups above their columns, other columns as high as both.
fn header(setter: &mut Typesetter<'_>, table: &Table, widths: &[u32]) -> FlowRow {
    let source = Source::Item(table.item.clone());
    let cell_over = |columns: std::ops::Range<usize>, stack: Stack| {
        let num_columns = u32::try_from(columns.len()).unwrap_or(1);
        let kind = PassageKind::HeaderCell(CellPlace { row: 0, num_rows: 1, num_columns });
        let before: u32 = widths.get(..columns.start).unwrap_or_default().iter().sum();
        let width: u32 = widths.get(columns).unwrap_or_default().iter().sum();
        let area = Area { x: signed(before), y: 0, width: signed(width), height: 0 };
        FlowCell { area, stack, source: source.clone(), kind }
    };
    let (mut tall, mut groups, mut under) = (Vec::new(), Vec::new(), Vec::new());
    let mut words = |text: &str, columns: std::ops::Range<usize>| {
        let width = widths.get(columns.clone()).unwrap_or_default().iter().sum();
        let line = Line::of(text, Source::Fixed);
        cell_over(columns, stack(setter, &line, Role::TableHeading, Emphasis::Plain, width))
    };
    for cell in table.header() {
        match cell {
            HeaderCell::Column(at) => {
                let label = table.columns.get(at).map_or("", |column| &column.label);
                tall.push(words(label, at..at + 1));
            }
            HeaderCell::Group { label, columns } => {
                for at in columns.clone() {
                    let label = table.columns.get(at).map_or("", |column| &column.label);
                    under.push(words(label, at..at + 1));
                }
                groups.push(words(&label, columns));
            }
        }
    }
    let highest =
        |cells: &[FlowCell]| cells.iter().map(|cell| cell.stack.height + BORDER).max().unwrap_or(0);
    let (first, second) = (highest(&groups), highest(&under));
    let height = (first + second).max(highest(&tall));
    let num_rows = if under.is_empty() { 1 } else { HEADER_ROWS };
    for cell in &mut tall {
        cell.area.height = height;
        cell.kind = cell.kind.in_rows(0, num_rows);
    }
    for cell in &mut groups {
        cell.area.height = first;
    }
    for cell in &mut under {
        cell.area = Area { y: first, height: height - first, ..cell.area };
        cell.kind = cell.kind.in_rows(1, 1);
    }
    tall.append(&mut groups);
    tall.sort_by_key(|cell| cell.area.x);
    tall.append(&mut under);
    row_of(&tall, height)
}
