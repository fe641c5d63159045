//! The keyboard of a field while a menu or the bar is used: it goes back to where it was.

use egui::{Context, Id, Popup};

use super::cell_keys::give_keyboard;
use super::{Outside, Window};
use crate::app::state::Screen;
use crate::ui::cells::sheet::Stop;

impl<O: Outside> Window<O> {
    /// Takes the keys of the menus, and gives the keyboard back to the field that had it before a menu or the bar
    /// was used. Where the command led elsewhere, it stays there.
    pub(super) fn menu_row_keys(&mut self, ctx: &Context) {
        let is_shown = matches!(self.state.screen, Screen::Report | Screen::Reports);
        let is_free = self.state.question.is_none() && !self.is_in_front();
        let focused = ctx.memory(|memory| memory.focused());
        let field = focused.filter(|id| self.is_field(*id));
        if is_shown && is_free && self.menus.take_keys(ctx) {
            self.kept = field.or(self.kept);
            ctx.request_repaint();
        }
        let pressed = ctx.input(|input| {
            input.pointer.any_pressed().then(|| input.pointer.interact_pos()).flatten()
        });
        if let Some(at) = pressed {
            let is_above = at.y < self.form_top || self.menus.is_open();
            self.kept = field.or(self.kept).filter(|_| is_above);
        }
        let is_down = ctx.input(|input| input.pointer.any_down());
        if is_down || self.menus.is_open() || Popup::is_any_open(ctx) || !is_free {
            return;
        }
        match focused {
            None if self.drafts.next.is_none() && !self.forms.cells.is_landing() => {
                if let Some(kept) = self.kept.take().filter(|kept| self.is_field(*kept)) {
                    give_keyboard(ctx, kept);
                    self.drafts.stays(kept);
                }
            }
            // It is lost only when the click that opens a menu ends.
            Some(id) if Some(id) == self.kept => {}
            _ => self.kept = None,
        }
    }

    /// Whether it is a field of the page on screen.
    fn is_field(&self, id: Id) -> bool {
        let sheet = self.forms.cells.sheet();
        let is_open = self.state.screen == Screen::Report;
        is_open && (sheet.index(id).is_some() || sheet.stops().contains(&Stop::Words(id)))
    }
}
