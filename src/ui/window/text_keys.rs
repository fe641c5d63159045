//! Tab and Enter in fields that are no cells: they lead on through every field of the report, as in cells.

use egui::{Context, Event, FocusDirection, Id, Key, Popup};

use super::{Outside, Window};
use crate::ui::cells::Land;
use crate::ui::cells::moves::{self, Landing, Way};
use crate::ui::widgets::field::FieldKind;

/// What a key asks of a field that is no cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leads {
    /// Tab.
    Tab(Way),
    /// Enter, in a text of one paragraph.
    Enter(Way),
}

impl Leads {
    fn way(self) -> Way {
        match self {
            Self::Tab(way) | Self::Enter(way) => way,
        }
    }

    fn of(event: &Event) -> Option<Self> {
        let Event::Key { key, pressed: true, modifiers, .. } = event else {
            return None;
        };
        if modifiers.alt || modifiers.ctrl || modifiers.command {
            return None;
        }
        let way = if modifiers.shift { Way::Back } else { Way::On };
        match key {
            Key::Tab => Some(Self::Tab(way)),
            Key::Enter => Some(Self::Enter(way)),
            _ => None,
        }
    }
}

impl<O: Outside> Window<O> {
    /// Takes Tab, and Enter in a text of one paragraph, when a field of the form has the keyboard that is no
    /// cell, or nothing has it.
    pub(super) fn text_keys(&mut self, ctx: &Context, focused: Option<Id>) {
        if Popup::is_any_open(ctx) || self.forms.live.is_searching() {
            return;
        }
        let leads = ctx.input(|input| input.events.iter().find_map(Leads::of));
        let Some(leads) = leads else {
            return;
        };
        let Some(focused) = focused else {
            if matches!(leads, Leads::Tab(_)) && self.takes_keyboard(ctx) {
                take(ctx, leads);
                self.forms.cells.land(match leads.way() {
                    Way::On => Land::Last,
                    Way::Back => Land::End(Way::Back),
                });
                ctx.request_repaint();
            }
            return;
        };
        let stand_in = self.forms.stand_ins.get(&focused).copied();
        let kind = self.drafts.current.as_ref().map(|current| current.kind);
        let is_paragraph = stand_in.is_none() && kind == Some(FieldKind::Words);
        if matches!(leads, Leads::Enter(_)) && !is_paragraph {
            return;
        }
        let from = stand_in.unwrap_or(focused);
        if moves::tab_from_words(self.forms.cells.sheet(), from, leads.way()).is_some() {
            take(ctx, leads);
            self.tab(ctx, from, leads.way());
        }
    }

    /// To the next field behind one, or in front of it.
    pub(super) fn tab(&mut self, ctx: &Context, from: Id, way: Way) {
        self.drafts.commit();
        let sheet = self.forms.cells.sheet();
        let mut from = from;
        let landing = loop {
            let cell = sheet.cell(from).map(|cell| moves::tab(sheet, cell, way));
            let landing = cell.or_else(|| moves::tab_from_words(sheet, from, way));
            match landing.unwrap_or(Landing::OtherPage(way)) {
                Landing::Field(id) if self.forms.cells.passes_over(id) => from = id,
                landing => break landing,
            }
        };
        self.land_on(ctx, landing);
    }
}

/// The key is taken: egui, which has seen it, does not move the keyboard in its own way.
fn take(ctx: &Context, leads: Leads) {
    ctx.input_mut(|input| {
        let at = input.events.iter().position(|event| Leads::of(event) == Some(leads));
        if let Some(at) = at {
            input.events.remove(at);
        }
    });
    ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
}
