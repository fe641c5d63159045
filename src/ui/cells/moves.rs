//! Where the keys lead from a cell: pure, on the cells of a page.
//!
//! Arrows go over every cell, also over computed ones, as in Excel. Tab goes over every field of every
//! part: figures, days, texts, documents, lists to choose from, and the button that adds a document. Enter goes
//! down the columns of figures. What is printed instead of a rate is an exception that few months need: it is
//! reached by arrows, so that a report can be typed without touching a key in vain.

use egui::Id;

use super::sheet::{CellKind, Sheet, SheetCell, Stop};

/// A step from a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellStep {
    /// An arrow: to the cell beside it.
    To(Arrow),
    /// Home: the first cell of the row.
    RowStart,
    /// End: the last cell of the row.
    RowEnd,
    /// Ctrl+arrow: to the edge of what is filled, as in Excel.
    Edge(Arrow),
    /// Ctrl+Home: the first cell of the block.
    BlockStart,
    /// Ctrl+End: the last cell of the block.
    BlockEnd,
    /// PgUp: some rows up.
    RowsUp,
    /// PgDn: some rows down.
    RowsDown,
}

/// Left, right, up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrow {
    /// ←
    Left,
    /// →
    Right,
    /// ↑
    Up,
    /// ↓
    Down,
}

/// Forwards, or with Shift backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// On.
    On,
    /// Back.
    Back,
}

/// Where a key leads that may leave the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Landing {
    /// To a field of the page.
    Field(Id),
    /// To the page behind or in front of it.
    OtherPage(Way),
}

/// How many rows PgUp and PgDn go.
const ROWS_OF_A_PAGE: usize = 10;

/// The cell a step leads to; the same one where there is none.
pub fn step(
    sheet: &Sheet,
    from: &SheetCell,
    step: CellStep,
    is_filled: impl Fn(&SheetCell) -> bool,
) -> Id {
    let found = match step {
        CellStep::To(arrow) => neighbour(sheet, from, arrow),
        CellStep::RowStart => sheet.row(from.block, from.row).first(),
        CellStep::RowEnd => sheet.row(from.block, from.row).last(),
        CellStep::Edge(arrow) => edge(sheet, from, arrow, is_filled),
        CellStep::BlockStart => block_cells(sheet, from.block).next(),
        CellStep::BlockEnd => block_cells(sheet, from.block).last(),
        CellStep::RowsUp => (0..ROWS_OF_A_PAGE)
            .try_fold(from, |at, _| within(sheet, at, Arrow::Up))
            .or_else(|| in_column(sheet, from).next()),
        CellStep::RowsDown => (0..ROWS_OF_A_PAGE)
            .try_fold(from, |at, _| within(sheet, at, Arrow::Down))
            .or_else(|| in_column(sheet, from).last()),
    };
    found.map_or(from.id, |cell| cell.id)
}

fn block_cells(sheet: &Sheet, block: usize) -> impl Iterator<Item = &SheetCell> {
    sheet.cells().iter().filter(move |cell| cell.block == block)
}

fn in_column<'s>(sheet: &'s Sheet, from: &SheetCell) -> impl Iterator<Item = &'s SheetCell> {
    let (block, column) = (from.block, from.column);
    block_cells(sheet, block).filter(move |cell| cell.column == column)
}

/// The cell beside one, over the edge of its block to the next one up or down.
fn neighbour<'s>(sheet: &'s Sheet, from: &SheetCell, arrow: Arrow) -> Option<&'s SheetCell> {
    if let Some(cell) = within(sheet, from, arrow) {
        return Some(cell);
    }
    let at = sheet.index(from.id)?;
    match arrow {
        Arrow::Left | Arrow::Right => None,
        Arrow::Down => {
            let behind = sheet.cells().iter().skip(at);
            let first = behind.into_iter().find(|cell| cell.block > from.block)?;
            nearest(sheet.row(first.block, first.row), from.column)
        }
        Arrow::Up => {
            let before = sheet.cells().get(..at)?.iter().rev();
            let last = before.into_iter().find(|cell| cell.block < from.block)?;
            nearest(sheet.row(last.block, last.row), from.column)
        }
    }
}

/// The cell beside one in its block.
fn within<'s>(sheet: &'s Sheet, from: &SheetCell, arrow: Arrow) -> Option<&'s SheetCell> {
    let row = sheet.row(from.block, from.row);
    match arrow {
        Arrow::Left => row.iter().rev().find(|cell| cell.column < from.column),
        Arrow::Right => row.iter().find(|cell| cell.column > from.column),
        Arrow::Up => {
            let mut rows = (0..from.row).rev().map(|row| sheet.row(from.block, row));
            rows.find_map(|row| nearest(row, from.column))
        }
        Arrow::Down => {
            let num_rows = sheet.blocks.get(from.block).map_or(0, |block| block.rows.len());
            let mut rows = (from.row + 1..num_rows).map(|row| sheet.row(from.block, row));
            rows.find_map(|row| nearest(row, from.column))
        }
    }
}

/// The cell of a row under, or at the left of, a column; the first one where there is none.
fn nearest(row: &[SheetCell], column: usize) -> Option<&SheetCell> {
    row.iter().rev().find(|cell| cell.column <= column).or_else(|| row.first())
}

/// As Ctrl+arrow in Excel: from a filled cell to the last filled one before a gap, from anywhere
/// else to the next filled one, or to the edge.
fn edge<'s>(
    sheet: &'s Sheet,
    from: &SheetCell,
    arrow: Arrow,
    is_filled: impl Fn(&SheetCell) -> bool,
) -> Option<&'s SheetCell> {
    let here = sheet.cell(from.id)?;
    let next = within(sheet, here, arrow)?;
    let runs = is_filled(here) && is_filled(next);
    let mut at = next;
    loop {
        let Some(behind) = within(sheet, at, arrow) else {
            return Some(at);
        };
        if runs && !is_filled(behind) || !runs && is_filled(at) {
            return Some(at);
        }
        at = behind;
    }
}

/// Where Tab leads: the next field that waits for something, in reading order.
pub fn tab(sheet: &Sheet, from: &SheetCell, way: Way) -> Landing {
    let Some(at) = sheet.index(from.id) else {
        return Landing::OtherPage(way);
    };
    // The cell need not be one that Tab comes to: it stands between two that are.
    let stops = sheet.stops();
    let position = |wanted: &dyn Fn(usize) -> bool| {
        let is_it = |stop: &Stop| matches!(stop, Stop::Cell(i) if wanted(*i));
        (stops.iter().position(is_it), stops.iter().rposition(is_it))
    };
    let next = match way {
        Way::On => match position(&|i| i <= at) {
            (_, Some(last)) => stops.get(last + 1),
            _ => position(&|i| i > at).0.and_then(|first| stops.get(first)),
        },
        Way::Back => match position(&|i| i >= at) {
            (Some(first), _) => first.checked_sub(1).and_then(|i| stops.get(i)),
            _ => position(&|i| i < at).1.and_then(|last| stops.get(last)),
        },
    };
    next.map_or(Landing::OtherPage(way), |stop| landing(sheet, *stop, way))
}

/// Where Tab leads from a field that is no cell; none where Tab does not come to it.
pub fn tab_from_words(sheet: &Sheet, from: Id, way: Way) -> Option<Landing> {
    let stops = sheet.stops();
    let at = stops.iter().position(|stop| *stop == Stop::Words(from))?;
    let next = match way {
        Way::On => at.checked_add(1),
        Way::Back => at.checked_sub(1),
    };
    let next = next.and_then(|at| stops.get(at));
    Some(next.map_or(Landing::OtherPage(way), |stop| landing(sheet, *stop, way)))
}

/// The field of a stop.
pub fn landing(sheet: &Sheet, stop: Stop, way: Way) -> Landing {
    match stop {
        Stop::Words(id) => Landing::Field(id),
        Stop::Cell(i) => {
            sheet.cells().get(i).map_or(Landing::OtherPage(way), |cell| Landing::Field(cell.id))
        }
    }
}

/// Where Enter leads: down in the column, or in the column where a run of Tabs began; at the
/// bottom to the top of the next column, or behind a run to the next block.
pub fn enter(sheet: &Sheet, from: &SheetCell, run: Option<usize>, way: Way) -> Landing {
    let column = run.unwrap_or(from.column);
    if from.kind == CellKind::Shown && run.is_none() {
        // Nothing is typed here: down, or up, as the arrows go.
        let arrow = match way {
            Way::On => Arrow::Down,
            Way::Back => Arrow::Up,
        };
        return Landing::Field(neighbour(sheet, from, arrow).unwrap_or(from).id);
    }
    let is_stop = |cell: &&SheetCell| match from.kind {
        // Behind a run of Tabs that came to a day, the next row begins with its figure.
        CellKind::Day if run.is_some() => cell.kind == CellKind::Figure,
        CellKind::Printed | CellKind::Day => cell.kind == from.kind,
        CellKind::Figure | CellKind::Shown => cell.kind == CellKind::Figure,
    };
    let stops: Vec<&SheetCell> = block_cells(sheet, from.block).filter(is_stop).collect();
    let in_column = |column: usize| stops.iter().filter(move |cell| cell.column == column);
    let columns = |beyond: usize| {
        let others = stops.iter().map(|cell| cell.column);
        match way {
            Way::On => others.filter(|other| *other > beyond).min(),
            Way::Back => others.filter(|other| *other < beyond).max(),
        }
    };
    let same = match way {
        Way::On => in_column(column).find(|cell| cell.row > from.row),
        Way::Back => in_column(column).rev().find(|cell| cell.row < from.row),
    };
    let other = || {
        let next = columns(column).filter(|_| run.is_none())?;
        match way {
            Way::On => in_column(next).next(),
            Way::Back => in_column(next).next_back(),
        }
    };
    if let Some(cell) = same.or_else(other) {
        return Landing::Field(cell.id);
    }
    let last = match way {
        Way::On => block_cells(sheet, from.block).last(),
        Way::Back => block_cells(sheet, from.block).next(),
    };
    last.map_or(Landing::OtherPage(way), |last| tab(sheet, last, way))
}

/// The cells of the rectangle between two cells of a block, row by row.
pub fn rectangle<'s>(sheet: &'s Sheet, anchor: &SheetCell, head: &SheetCell) -> Vec<&'s SheetCell> {
    let rows = anchor.row.min(head.row)..=anchor.row.max(head.row);
    let columns = anchor.column.min(head.column)..=anchor.column.max(head.column);
    block_cells(sheet, anchor.block)
        .filter(|cell| rows.contains(&cell.row) && columns.contains(&cell.column))
        .collect()
}

/// The next cell behind one, round the page, that holds no figure; none when there is none.
pub fn next_empty(
    sheet: &Sheet,
    behind: Option<Id>,
    is_empty: impl Fn(&SheetCell) -> bool,
) -> Option<Id> {
    let at = behind.and_then(|id| sheet.index(id)).map_or(0, |at| at + 1);
    let (before, after) = sheet.cells().split_at(at.min(sheet.cells().len()));
    let waits = |cell: &&SheetCell| cell.kind == CellKind::Figure && is_empty(cell);
    after.iter().find(waits).or_else(|| before.iter().find(waits)).map(|cell| cell.id)
}
