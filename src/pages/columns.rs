//! How wide the columns of a data table are.

use super::metrics::{Face, longest_word};
use super::sheet::{Role, Sheet};
use crate::document::Table;

/// Left and right margin of a cell of a data table, in twips.
pub const CELL_MARGIN: u32 = 85;
/// Room for the borders of a cell, in twips.
const BORDER_ROOM: u32 = 20;

/// The widths of the columns in twips, which add up to `room`: by their shares, but none so narrow
/// that a word of it would be broken, as long as the others can give.
pub fn widths(table: &Table, sheet: &Sheet, room: u32) -> Vec<u32> {
    let least: Vec<u32> = (0..table.columns.len()).map(|i| least_width(table, sheet, i)).collect();
    let shares: u32 = table.columns.iter().map(|column| column.share).sum();
    let wanted = table.columns.iter().zip(&least).map(|(column, least)| {
        let share = room * column.share / shares.max(1);
        share.max(*least)
    });
    let mut widths: Vec<u32> = wanted.collect();
    let spare = |widths: &[u32]| -> Vec<u32> {
        let spare = widths.iter().zip(&least);
        spare.map(|(width, least)| width.saturating_sub(*least)).collect()
    };
    let over = widths.iter().sum::<u32>().saturating_sub(room);
    let give = spare(&widths);
    let all: u32 = give.iter().sum();
    for (width, give) in widths.iter_mut().zip(&give) {
        let part = if all >= over {
            over * give / all.max(1)
        } else {
            // Not even the least widths fit: all columns shrink alike.
            over * *width / (room + over).max(1)
        };
        *width = width.saturating_sub(part);
    }
    even_out(&mut widths, room);
    widths
}

/// Gives what rounding left over to the widest column, or takes it away.
fn even_out(widths: &mut [u32], room: u32) {
    let sum: u32 = widths.iter().sum();
    if let Some(widest) = widths.iter_mut().max_by_key(|width| **width) {
        *widest = (*widest + room).saturating_sub(sum);
    }
}

/// The width of a column's longest word, with the margins of its cell.
fn least_width(table: &Table, sheet: &Sheet, column: usize) -> u32 {
    let size = sheet.style(Role::TableText).size;
    let heading_size = sheet.style(Role::TableHeading).size;
    let heading = table.columns.get(column);
    let heading = heading.map_or(0, |c| longest_word(&c.label, Face::Bold, heading_size));
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    let cells = cells.map(|cell| longest_word(&cell.line.plain(), Face::Regular, size));
    let totals = table.total.iter().flat_map(|total| {
        let mut at = 0;
        let placed = total.cells.iter().map(move |cell| {
            at += cell.span;
            (at - cell.span, cell)
        });
        placed.filter(|(at, cell)| *at == column && cell.span == 1)
    });
    let totals = totals.map(|(_, cell)| longest_word(&cell.line.plain(), Face::Bold, size));
    let longest = cells.chain(totals).fold(heading, u32::max);
    longest + 2 * CELL_MARGIN + BORDER_ROOM
}
