//! Blocks of the clipboard on their way into the cells.

use egui::{Context, Panel, Ui};

use super::{Outside, Window};
use crate::app::paste::{Paste, PasteAt};
use crate::app::state::{Notice, Screen};
use crate::app::words;
use crate::calc::block::{Options, Slot};
use crate::report::field::Field;
use crate::ui::cells::sheet::{CellKind, Sheet, SheetCell};
use crate::ui::chrome;
use crate::ui::desk::{self, DeskKind};
use crate::ui::intent::Intent;
use crate::ui::paste;

/// The cells of a block from one on, to the right and downwards, as a block of the clipboard is put
/// over them.
fn slots(sheet: &Sheet, from: &SheetCell) -> Vec<Vec<Slot>> {
    let own: Vec<&SheetCell> = sheet
        .cells()
        .iter()
        .filter(|cell| {
            cell.block == from.block && cell.row >= from.row && cell.column >= from.column
        })
        .collect();
    let last = |of: fn(&SheetCell) -> usize| own.iter().map(|cell| of(cell)).max();
    let (Some(last_row), Some(last_column)) = (last(|cell| cell.row), last(|cell| cell.column))
    else {
        return Vec::new();
    };
    let slot = |row: usize, column: usize| {
        let cell = own.iter().find(|cell| cell.row == row && cell.column == column);
        cell.map_or(Slot::Fixed, |cell| match cell.kind {
            CellKind::Figure | CellKind::Shown => Slot::Figure(cell.key.clone()),
            CellKind::Printed => Slot::Printed(cell.key.clone()),
            CellKind::Day => Slot::Day(cell.key.clone()),
        })
    };
    let row = |row| (from.column..=last_column).map(|column| slot(row, column)).collect();
    (from.row..=last_row).map(row).collect()
}

impl<O: Outside> Window<O> {
    /// Plans a block over the cells from one on. What fits is filled in at once, the rest is shown.
    pub(super) fn plan_block(&mut self, ctx: &Context, cell: &SheetCell, text: &str) {
        let Some(open) = &self.state.open else { return };
        let sheet = self.forms.cells.sheet();
        let Some(block) = sheet.blocks.get(cell.block) else { return };
        let at = PasteAt { item: block.item.clone(), slots: slots(sheet, cell) };
        match open.plan_paste(text, at) {
            Err(err) => {
                self.state.notice = Some(Notice::Said(words::pasting::block_error(&err)));
            }
            Ok(paste) => {
                self.drafts.commit();
                self.pasted_at = Some(cell.id);
                if paste.plan().needs_preview() {
                    self.paste = Some(paste);
                } else {
                    self.fill_in(ctx, paste);
                }
            }
        }
    }

    /// Fills a block in as one step of undo, and leads to the first cell that could not be read.
    fn fill_in(&mut self, ctx: &Context, paste: Paste) {
        let wrong = paste.plan().first_unread().and_then(|cell| cell.field.clone());
        let effects = self.state.paste(paste);
        self.carry_out(ctx, effects);
        let sheet = self.forms.cells.sheet();
        let at = self.pasted_at.take();
        let wrong = wrong.and_then(|field| match &field {
            Field::Figure(key) => sheet.find(CellKind::Figure, key),
            Field::Printed(key) => sheet.find(CellKind::Printed, key),
            Field::Day(key) => sheet.find(CellKind::Day, key),
            _ => None,
        });
        if let Some(id) = wrong.map(|cell| cell.id) {
            if let Some(Notice::Said(words) | Notice::Done(words)) = &mut self.state.notice {
                words.push_str("; ô không đọc được đầu tiên đang được chọn");
            }
            self.drafts.next = Some(id);
        } else {
            self.drafts.next = at;
        }
        ctx.request_repaint();
    }

    /// A block that waits is for the page it was put over; it goes with that page, and not silently.
    pub(super) fn drop_block(&mut self) {
        if self.paste.take().is_some() {
            self.pasted_at = None;
            self.state.notice = Some(Notice::Said("Đã bỏ khối đang chờ dán".to_owned()));
        }
    }

    /// The block that waits, above the bar at the bottom.
    pub(super) fn pasting(&mut self, ui: &mut Ui) {
        let Some(paste) = self.paste.as_ref().filter(|_| self.state.screen == Screen::Report)
        else {
            return;
        };
        let frame = chrome::bar(ui);
        let shown = Panel::bottom("paste")
            .exact_size(desk::height(ui, paste::HEIGHT))
            .frame(frame)
            .show(ui, |ui| paste::show(ui, paste, &mut self.intents));
        let is_asked = paste.plan().question.is_some();
        let kind = if is_asked { DeskKind::PasteQuestion } else { DeskKind::Paste };
        if self.desk.is_escaped(ui.ctx()) {
            self.intents.push(Intent::DiscardBlock);
        }
        self.desk.drawn(ui.ctx(), kind, Some(shown.inner), shown.response.rect);
    }

    /// Plans the block that waits with other options.
    pub(super) fn plan_block_again(&mut self, options: Options) {
        if let (Some(paste), Some(open)) = (&mut self.paste, &self.state.open) {
            open.plan_again(paste, options);
        }
    }

    /// Fills the block in that waits.
    pub(super) fn fill_in_block(&mut self, ctx: &Context) {
        if let Some(paste) = self.paste.take() {
            self.fill_in(ctx, paste);
        }
    }

    /// Puts the block away that waits; the keyboard goes back to the cell it was put over.
    pub(super) fn discard_block(&mut self) {
        if self.paste.take().is_some() {
            self.drafts.next = self.pasted_at.take();
        }
    }
}
