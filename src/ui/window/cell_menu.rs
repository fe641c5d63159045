//! What is chosen in the menu of a cell under the right button.

use egui::{Context, Id, ViewportCommand};

use super::cell_keys::give_keyboard;
use super::{Outside, Window};
use crate::app::command::Command;
use crate::app::platform::preferences::Pane;
use crate::ui::cells::keys::Act;
use crate::ui::intent::CellWish;

impl<O: Outside> Window<O> {
    /// Carries it out: of the whole selection where the cell is in it.
    pub(super) fn on_cell(&mut self, ctx: &Context, id: Id, wish: CellWish) {
        let Some(open) = &self.state.open else {
            return;
        };
        let Some(cell) = self.forms.cells.sheet().cell(id).cloned() else {
            return;
        };
        if !self.forms.cells.is_selected(id) {
            self.drafts.commit();
            self.forms.cells.focus_is(Some(id), &open.page);
            self.forms.cells.clear_selection();
        }
        give_keyboard(ctx, id);
        self.drafts.stays(id);
        match wish {
            CellWish::Copy => self.block_act(ctx, &cell, Act::Copy),
            // What is on the clipboard comes as an event of the next frame, as at Ctrl+V.
            CellWish::Paste => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            CellWish::Details if self.state.preferences.pane == Pane::Details => {}
            CellWish::Details => self.run(ctx, Command::ToggleDetails),
        }
    }
}
