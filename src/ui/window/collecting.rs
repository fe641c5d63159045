//! Forms that agencies fill in, above the bar at the bottom.

use egui::{Panel, Ui};

use super::{Outside, Window};
use crate::app::state::Screen;
use crate::app::state::forms::FormDesk;
use crate::ui::chrome;
use crate::ui::collect::{self, Taking};
use crate::ui::desk::{self, DeskKind};
use crate::ui::intent::{FormIntent, Intent};

impl<O: Outside> Window<O> {
    /// The desk, while something lies on it.
    pub(super) fn collecting(&mut self, ui: &mut Ui) {
        // One thing at a time: a block that waits for an answer comes first.
        let has_room = self.state.screen == Screen::Report && self.paste.is_none();
        let desk = self.state.forms.as_ref().filter(|_| has_room);
        let Some(desk) = desk else { return };
        let taking = if self.state.can_change() { Taking::Open } else { Taking::Locked };
        let frame = chrome::bar(ui);
        let shown = Panel::bottom("collect")
            .exact_size(desk::height(ui, collect::HEIGHT))
            .frame(frame)
            .show(ui, |ui| collect::show(ui, desk, &mut self.collect, taking, &mut self.intents));
        let kind = match desk {
            FormDesk::Agencies(_) => DeskKind::Agencies,
            FormDesk::Review(_) => DeskKind::Review,
        };
        if self.desk.is_escaped(ui.ctx()) {
            self.intents.push(Intent::Form(FormIntent::Close));
        }
        self.desk.drawn(ui.ctx(), kind, shown.inner, shown.response.rect);
    }
}
