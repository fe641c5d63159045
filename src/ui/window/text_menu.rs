//! The menu over a text under the right button, and at Shift+F10: in every text of the program, dialogs too. Texts
//! with references have one of their own, with the same lines at its end.

use egui::text::CCursorRange;
use egui::text_edit::TextEditState;
use egui::{
    Context, Id, Key, LayerId, Modifiers, PointerButton, Popup, PopupAnchor, PopupKind, Pos2, Ui,
};

use super::cell_keys::give_keyboard;
use super::{Outside, Window};
use crate::ui::text_wish::{self, TextWish};
use crate::ui::widgets::text_items;

const WIDTH: f32 = 220.0;

/// What is known of it between frames.
#[derive(Debug, Default)]
pub(super) struct TextMenu {
    /// What was selected in a text when the right button was pressed on it: pressing it takes the selection away.
    selected: Option<(Id, CCursorRange)>,
    open: Option<Open>,
    wished: Option<Wished>,
}

/// What was chosen, until the text has the keyboard again.
#[derive(Debug)]
struct Wished {
    wish: TextWish,
    /// For how many frames it has had the keyboard: in the first one it still forgets what is selected.
    num_frames: u8,
    /// For how many more frames the keyboard is waited for.
    patience: u8,
}

/// How many frames the keyboard is waited for.
const PATIENCE: u8 = 8;

/// A menu that is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// The text.
    id: Id,
    at: Pos2,
    /// Whether it is to open in this frame.
    is_new: bool,
}

impl<O: Outside> Window<O> {
    /// Before anything is drawn: notes what is selected, and takes Shift+F10.
    pub(super) fn text_menu_keys(&mut self, ctx: &Context) {
        let focused = ctx.memory(|memory| memory.focused());
        let sheet = self.forms.cells.sheet();
        let text = focused.filter(|id| is_text(ctx, *id) && sheet.cell(*id).is_none());
        if ctx.input(|input| input.pointer.button_pressed(PointerButton::Secondary)) {
            self.text_menu.selected = text.and_then(|id| Some((id, text_wish::selected(ctx, id)?)));
        }
        self.carry_out_wish(ctx, focused);
        let Some(id) = text else { return };
        if ctx.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F10)) {
            let rect = ctx.read_response(id).map(|response| response.rect);
            let at = rect.map_or(Pos2::ZERO, |rect| rect.left_bottom());
            self.text_menu.selected = text_wish::selected(ctx, id).map(|range| (id, range));
            self.text_menu.open = Some(Open { id, at, is_new: true });
        }
    }

    /// Behind everything that was drawn: gives back what was selected, and draws the menu.
    pub(super) fn text_menu_ui(&mut self, ui: &Ui) {
        let ctx = ui.ctx();
        let (is_down, is_clicked, at) = ctx.input(|input| {
            let pointer = &input.pointer;
            let is_down = pointer.button_down(PointerButton::Secondary);
            (is_down, pointer.secondary_clicked(), pointer.interact_pos())
        });
        // Not in other frames: to ask after a text takes the keyboard from it in which something else was clicked.
        if let Some(at) = at.filter(|_| is_down || is_clicked) {
            let text = self.right_button(ctx, at);
            if is_clicked && let Some(id) = text {
                // In this frame the click would close it.
                self.text_menu.open = Some(Open { id, at, is_new: true });
                ctx.request_repaint();
                return;
            }
        }
        let Some(open) = &mut self.text_menu.open else { return };
        let popup_id = Id::unique("text menu");
        let popup = Popup::new(
            popup_id,
            ctx.clone(),
            PopupAnchor::Position(open.at),
            LayerId::background(),
        );
        let command = std::mem::take(&mut open.is_new).then_some(true.into());
        let selected = self.text_menu.selected.filter(|(id, _)| *id == open.id);
        let shown = popup.kind(PopupKind::Menu).open_memory(command).show(|ui| {
            ui.set_width(WIDTH);
            text_items::show(ui, open.id, selected.map(|(_, range)| range))
        });
        if shown.is_none() {
            self.text_menu.open = None;
        }
        if let Some(wish) = shown.and_then(|shown| shown.inner) {
            self.wish_of_text(ctx, wish);
        }
    }

    /// Something was chosen in the menu of a text.
    pub(super) fn wish_of_text(&mut self, ctx: &Context, wish: TextWish) {
        self.text_menu.wished = Some(Wished { wish, num_frames: 0, patience: PATIENCE });
        ctx.request_repaint();
    }

    fn carry_out_wish(&mut self, ctx: &Context, focused: Option<Id>) {
        let Some(wished) = &mut self.text_menu.wished else { return };
        ctx.request_repaint();
        if focused != Some(wished.wish.id) {
            wished.patience = wished.patience.saturating_sub(1);
            wished.num_frames = 0;
            give_keyboard(ctx, wished.wish.id);
        } else if wished.num_frames == 0 {
            wished.num_frames = 1;
        } else {
            wished.wish.carry_out(ctx);
            wished.patience = 0;
        }
        if wished.patience == 0 {
            self.text_menu.wished = None;
        }
    }

    /// The right button is down over a place, or was let go there: what was selected in a text stays so. Tells which
    /// text is there that has no menu of its own.
    fn right_button(&self, ctx: &Context, at: Pos2) -> Option<Id> {
        let under = |id: Id| {
            let response = ctx.read_response(id);
            response.is_some_and(|response| response.interact_rect.contains(at))
        };
        if let Some((id, range)) = self.text_menu.selected.filter(|(id, _)| under(*id)) {
            text_wish::select(ctx, id, range);
        }
        let focused = ctx.memory(|memory| memory.focused())?;
        let is_cell = self.forms.cells.sheet().cell(focused).is_some();
        let has_own = is_cell || self.forms.live.has_menu(focused);
        (is_text(ctx, focused) && !has_own && under(focused)).then_some(focused)
    }
}

/// Whether something is a text in which one can type.
fn is_text(ctx: &Context, id: Id) -> bool {
    TextEditState::load(ctx, id).is_some()
}
