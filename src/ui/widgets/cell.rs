//! A cell: a field that is selected first, and typed in when a key or a double click asks for it.
//!
//! Selected, it is the same text field with all of its text selected and no caret: the first thing
//! typed, or composed by an input method, replaces it, without anything being handed over.

use egui::{Align2, Color32, Id, Rect, Response, Stroke, Ui, vec2};

use super::field::{
    Access, Begin, Draft, Drafts, Field, NO_KEY_LEAVES, Press, Shown, Side, describe, edit,
    place_caret,
};
use super::sign::paint_sign;
use crate::app::open_report::Typing;
use crate::ui::theme::{self, Tokens};

impl Drafts {
    /// Begins typing in a cell that has, or gets, the keyboard.
    pub fn begin(&mut self, cell: Id, begin: Begin) {
        if self.editing != Some(cell) {
            self.editing = Some(cell);
            self.begin = Some(begin);
        }
        self.opened = begin;
    }

    /// Ends typing in a cell; what was typed stays.
    pub fn commit(&mut self) {
        if self.editing.take().is_some() {
            self.begin = None;
            self.draft = None;
            self.was_left = true;
        }
    }

    /// Ends typing in a cell and tells what it held before, when that has changed.
    pub fn restore(&mut self) -> Option<String> {
        self.editing.take()?;
        self.begin = None;
        let draft = self.draft.take()?;
        self.was_left = true;
        draft.is_changed.then_some(draft.original)
    }

    /// The cell with the keyboard has it still, or again: nothing scrolls to it.
    pub fn stays(&mut self, cell: Id) {
        self.at = Some(cell);
    }

    /// The cell that is being typed in.
    pub fn editing(&self) -> Option<Id> {
        self.editing
    }

    /// How the typing in it began.
    pub fn opened(&self) -> Begin {
        self.opened
    }

    /// A cell that is not being typed in.
    pub(super) fn selected(&mut self, ui: &mut Ui, field: &Field<'_>) -> Shown {
        let has_focus = ui.memory(|memory| memory.has_focus(field.id));
        if self.draft().is_some_and(|draft| has_focus || draft == field.id) {
            // The field before may not be drawn again in this frame to see that it was left.
            self.draft = None;
            self.was_left = true;
        }
        if has_focus {
            // What a composition or a screen reader puts in replaces all of it.
            place_caret(ui, field, Begin::Replace);
        }
        let mut text = field.text.to_owned();
        // A selection that stretches over the cell must not take it for a click into its text.
        let is_passed = self.press == Press::Stretches && !has_focus;
        let access = if is_passed { Access::Waiting } else { field.access };
        let response = ui
            .scope(|ui| {
                let visuals = ui.visuals_mut();
                visuals.text_cursor.stroke.color = Color32::TRANSPARENT;
                visuals.text_cursor.blink = false;
                visuals.selection.bg_fill = Color32::TRANSPARENT;
                visuals.selection.stroke.color = visuals.text_color();
                edit(ui, &Field { access, ..*field }, &mut text)
            })
            .inner;
        self.arrive(ui, &response);
        if response.double_clicked() && field.access == Access::Open {
            self.begin(field.id, Begin::Here);
            ui.ctx().request_repaint();
        }
        if !response.changed() {
            return Shown { typed: None, response };
        }
        if !response.has_focus() {
            // A screen reader sets a value without giving the field the keyboard.
            return Shown { typed: Some((text, Typing::Finished)), response };
        }
        self.editing = Some(field.id);
        self.opened = Begin::Replace;
        let original = field.text.to_owned();
        self.draft = Some(Draft { id: field.id, text: text.clone(), original, is_changed: true });
        self.typed_at_secs = ui.input(|input| input.time);
        Shown { typed: Some((text, Typing::Ongoing)), response }
    }

    /// A cell that can only be looked at: it takes the keyboard all the same, to be copied.
    pub(super) fn locked(&mut self, ui: &mut Ui, field: &Field<'_>) -> Response {
        let size = vec2(field.width, theme::FIELD_HEIGHT);
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        let response = self.fixed(ui, field.id, rect);
        let tokens = Tokens::of(ui);
        let inner = rect.shrink2(vec2(8.0, 0.0));
        let (at, align) = match field.side {
            Side::Right => (inner.right_center(), Align2::RIGHT_CENTER),
            Side::Left => (inner.left_center(), Align2::LEFT_CENTER),
        };
        let clipped = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        clipped.text(at, align, field.text, theme::body(), tokens.text);
        paint_sign(ui, rect, field.sign);
        let info = || {
            let mut info = egui::WidgetInfo::text_edit(false, "", field.text, "");
            info.label = Some(field.name.to_owned());
            info
        };
        response.widget_info(info);
        describe(ui, field);
        response
    }

    /// The ground of a cell that cannot be typed in, and its keyboard.
    pub fn fixed(&mut self, ui: &Ui, id: Id, rect: Rect) -> Response {
        let tokens = Tokens::of(ui);
        let response = ui.interact(rect, id, egui::Sense::click());
        if response.clicked() && self.press == Press::Selects {
            response.request_focus();
        }
        ui.painter().rect_filled(rect, 4.0, tokens.computed);
        if response.has_focus() {
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, NO_KEY_LEAVES));
            let stroke = Stroke::new(2.0, tokens.accent);
            ui.painter().rect(rect, 4.0, tokens.selected, stroke, egui::StrokeKind::Inside);
            if self.draft.take().is_some() {
                self.was_left = true;
            }
        }
        self.arrive(ui, &response);
        response
    }

    /// Sees when a cell gets the keyboard, so that the page scrolls to it.
    pub fn arrive(&mut self, ui: &Ui, response: &Response) {
        let has_focus = ui.memory(|memory| memory.has_focus(response.id));
        if has_focus && self.at != Some(response.id) {
            response.scroll_to_me(None);
            self.entered = Some(response.rect);
            self.at = Some(response.id);
        } else if !has_focus && self.at == Some(response.id) {
            self.at = None;
        }
    }
}
