//! Tables of headers and footers.

use super::{Room, Writer};
use crate::pages::flow::lengths::signed;
use crate::pages::flow::page::{Item, Rule};
use crate::pages::header::{BandCell, BandTable, CellAlign};
use crate::pages::style::Justify;

/// A cell on its page.
struct Placed<'a> {
    cell: &'a BandCell,
    room: Room,
    /// Which of the items are its words.
    items: std::ops::Range<usize>,
    height: i32,
}

impl Writer<'_> {
    /// Places a table below `top`; its height.
    pub(super) fn table(&mut self, table: &BandTable, room: Room, top: i32) -> i32 {
        let width: i32 = table.columns.iter().map(|width| signed(*width)).sum();
        let left = match table.justify {
            Justify::Centre => room.left + (room.width - width) / 2,
            Justify::Right => room.right() - width,
            Justify::Left | Justify::Both => room.left + table.indent,
        };
        let mut y = top;
        let mut last_border = 0;
        for row in &table.rows {
            let border = row.cells.iter().map(|cell| border_of(cell, Side::Top)).max().unwrap_or(0);
            last_border = row.cells.iter().map(|c| border_of(c, Side::Bottom)).max().unwrap_or(0);
            let placed = self.cells(table, &row.cells, (left, y + border));
            let highest = placed.iter().map(|placed| placed.height).max().unwrap_or(0);
            let height = highest.max(signed(row.height) - border).max(0) + border;
            for cell in &placed {
                self.finish(cell, (y, height), border);
            }
            y += height;
        }
        y + last_border - top
    }

    fn cells<'c>(
        &mut self,
        table: &BandTable,
        cells: &'c [BandCell],
        (left, y): (i32, i32),
    ) -> Vec<Placed<'c>> {
        let mut rest = table.columns.as_slice();
        let mut x = left;
        let mut placed = Vec::with_capacity(cells.len());
        for cell in cells {
            let (own, further) = rest.split_at_checked(cell.span).unwrap_or((rest, &[]));
            rest = further;
            let width: i32 = own.iter().map(|width| signed(*width)).sum();
            let [top, right, bottom, left] = cell.margins.map(signed);
            let room = Room { left: x, width };
            let inner = Room { left: x + left, width: (width - left - right).max(1) };
            let start = self.items.len();
            let height = top + self.stack(&cell.blocks, inner, y + top) + bottom;
            placed.push(Placed { cell, room, items: start..self.items.len(), height });
            x += width;
        }
        placed
    }

    /// Moves the words of a cell to their height, and draws its borders.
    fn finish(&mut self, placed: &Placed<'_>, (y, height): (i32, i32), border: i32) {
        let free = (height - border - placed.height).max(0);
        let down = match placed.cell.align {
            CellAlign::Top => 0,
            CellAlign::Middle => free / 2,
            CellAlign::Bottom => free,
        };
        if down > 0 {
            for item in self.items.get_mut(placed.items.clone()).unwrap_or_default() {
                *item = item.moved(0, down);
            }
        }
        let (left, right) = (placed.room.left, placed.room.right());
        let (top, bottom) = (y, y + height);
        let [above, at_right, below, at_left] = placed.cell.borders;
        let edges = [
            (above, (left, top), (right, top)),
            (at_right, (right, top), (right, bottom)),
            (below, (left, bottom), (right, bottom)),
            (at_left, (left, top), (left, bottom)),
        ];
        for (thickness, from, to) in edges {
            let rule = Rule { from, to, thickness };
            let is_known =
                || self.items.iter().any(|item| matches!(item, Item::Rule(r) if *r == rule));
            if thickness > 0 && !is_known() {
                self.items.push(Item::Rule(rule));
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Top,
    Bottom,
}

fn border_of(cell: &BandCell, side: Side) -> i32 {
    let [top, _, bottom, _] = cell.borders;
    match side {
        Side::Top => signed(top),
        Side::Bottom => signed(bottom),
    }
}
