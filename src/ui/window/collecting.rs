//! Forms that agencies fill in, above the bar at the bottom.

use egui::{Panel, Ui};

use super::{Outside, Window};
use crate::app::command::Command;
use crate::app::state::Screen;
use crate::app::state::forms::FormDesk;
use crate::ui::chrome;
use crate::ui::collect::{self, Decision, Taking};
use crate::ui::desk::{self, DeskKind};

impl<O: Outside> Window<O> {
    /// The desk, while something lies on it.
    pub(super) fn collecting(&mut self, ui: &mut Ui) {
        // One thing at a time: a block that waits for an answer comes first.
        let has_room = self.state.screen == Screen::Month && self.paste.is_none();
        let desk = self.state.forms.as_ref().filter(|_| has_room);
        let Some(desk) = desk else { return };
        let taking = if self.state.can_take_form() { Taking::Open } else { Taking::Locked };
        let frame = chrome::bar(ui);
        let shown = Panel::bottom("collect")
            .exact_size(desk::height(ui, collect::HEIGHT))
            .frame(frame)
            .show(ui, |ui| collect::show(ui, desk, taking));
        let kind = match desk {
            FormDesk::Agencies(_) => DeskKind::Agencies,
            FormDesk::Review(_) => DeskKind::Review,
        };
        let ctx = ui.ctx().clone();
        let escaped = self.desk.is_escaped(&ctx).then_some(Decision::Close);
        self.desk.drawn(&ctx, kind, (shown.inner.chief, shown.response.rect));
        let Some(decision) = shown.inner.decision.or(escaped) else { return };
        self.drafts.commit();
        let effects = match decision {
            Decision::Export(agency) => self.state.choose_form(&agency),
            Decision::Read => self.state.run(Command::TakeForm),
            Decision::Take => self.state.take_form(),
            Decision::Close => {
                self.state.close_forms();
                Vec::new()
            }
        };
        self.carry_out(&ctx, effects);
        ctx.request_repaint();
    }
}
