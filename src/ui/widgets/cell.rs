//! A cell: a field that is selected first, and typed in when a key or a double click asks for it.
//!
//! Selected, it is the same text field with all of its text selected and no caret: the first thing
//! typed, or composed by an input method, replaces it, without anything being handed over.

use egui::{
    Align2, Color32, EventFilter, Id, Rect, Response, Shape, Stroke, TextEdit, Ui, Vec2, vec2,
};

use super::field::{Access, Draft, Drafts, Field, Press, Shown, Side, describe, edit};
use super::icons::{self, Icon};
use crate::app::month::Typing;
use crate::calc::comments::{Comment, FollowUp};
use crate::report::check::Severity;
use crate::ui::theme::{self, Tokens};

/// How typing in a cell begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// What is typed replaces what was there.
    Replace,
    /// The caret stands behind what is there.
    AtEnd,
    /// The caret stands where the pointer put it.
    Here,
}

/// What tells the state of a cell by shapes and words, beside colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sign {
    /// What stands in it.
    pub content: Content,
    /// The gravest finding about it that still asks for something.
    pub problem: Option<Severity>,
    /// What is noted about it.
    pub note: Note,
}

/// What is noted about a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Note {
    /// Nothing.
    #[default]
    None,
    /// A comment: the corner above is filled, as in Excel.
    Comment,
    /// To be followed up: a flag at the left.
    FollowUp,
    /// Both.
    CommentAndFollowUp,
}

impl Note {
    /// What is noted, as its sign.
    pub fn of(comment: Option<&Comment>) -> Self {
        let Some(comment) = comment else { return Self::None };
        match (comment.words.is_empty(), comment.follow_up) {
            (true, FollowUp::No) => Self::None,
            (false, FollowUp::No) => Self::Comment,
            (true, FollowUp::Wanted) => Self::FollowUp,
            (false, FollowUp::Wanted) => Self::CommentAndFollowUp,
        }
    }
}

/// What stands in a cell, as far as its digits do not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Content {
    /// Its digits tell: typed or computed.
    #[default]
    Usual,
    /// Nothing is entered: a ring.
    Empty,
    /// "Không phát sinh": its own sign is the hyphen.
    NotArisen,
    /// Taken over from the month before and not accepted yet: a half ring, and second colour.
    Carried,
    /// It cannot be read: a triangle with a mark.
    Unread,
    /// Printed otherwise than computed: a square.
    Override,
}

impl Sign {
    /// The state in words, for screen readers; empty when there is nothing to say.
    pub fn words(self) -> String {
        let content = match self.content {
            Content::Usual => "",
            Content::Empty => "chưa nhập",
            Content::NotArisen => "không phát sinh",
            Content::Carried => "lấy từ tháng trước, chưa xác nhận",
            Content::Unread => "chưa đọc được",
            Content::Override => "in khác số máy tính",
        };
        let problem = match self.problem {
            None => "",
            Some(Severity::Note) => "có lưu ý",
            Some(Severity::Warning) => "có cảnh báo",
            Some(Severity::Error) => "có lỗi",
        };
        let parts = [content, problem].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(", ")
    }
}

/// The keys of a cell are taken before egui sees them; none of them moves the keyboard by itself.
pub(super) const NO_KEY_LEAVES: EventFilter =
    EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };

impl Drafts {
    /// Begins typing in a cell that has, or gets, the keyboard.
    pub fn begin(&mut self, cell: Id, begin: Begin) {
        if self.editing != Some(cell) {
            self.editing = Some(cell);
            self.begin = Some(begin);
        }
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
    fn arrive(&mut self, ui: &Ui, response: &Response) {
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

/// Paints the sign of a state into a cell: at its left, where no digit stands, and in its corner.
pub fn paint_sign(ui: &Ui, rect: Rect, sign: Sign) {
    let tokens = Tokens::of(ui);
    let left =
        |size| Rect::from_center_size(rect.left_center() + vec2(12.0, 0.0), Vec2::splat(size));
    match sign.content {
        Content::Usual | Content::NotArisen => {}
        Content::Empty => {
            let stroke = Stroke::new(1.5, tokens.field_border);
            ui.painter().circle_stroke(left(7.0).center(), 3.5, stroke);
        }
        Content::Carried => {
            let disc = left(8.0);
            ui.painter().circle_stroke(disc.center(), 3.5, Stroke::new(1.5, tokens.text_second));
            let half = Rect::from_min_max(disc.left_top(), disc.center_bottom());
            let clipped = ui.painter().with_clip_rect(half.intersect(ui.clip_rect()));
            clipped.circle_filled(disc.center(), 3.5, tokens.text_second);
        }
        Content::Unread => icons::paint(ui.painter(), left(13.0), Icon::Warning, tokens.error),
        Content::Override => {
            ui.painter().rect_filled(left(6.0), 1.0, tokens.warning);
        }
    }
    // An error fills the corner, a warning is an outline: the colour says the same again.
    let corner = |size: f32| {
        let at = rect.left_top() + vec2(1.0, 1.0);
        vec![at, at + vec2(size, 0.0), at + vec2(0.0, size)]
    };
    match sign.problem {
        None | Some(Severity::Note) => {}
        Some(Severity::Error) => {
            let shape = Shape::convex_polygon(corner(11.0), tokens.error, Stroke::NONE);
            ui.painter().add(shape);
        }
        Some(Severity::Warning) => {
            let stroke = Stroke::new(2.0, tokens.warning);
            ui.painter().add(Shape::closed_line(corner(8.0), stroke));
        }
    }
    paint_note(ui, rect, sign);
}

/// Paints what is noted: a comment into the corner above the last digit, a flag at the left, behind
/// what stands there. Nothing small stands beside the digits' foot: it would be read as a comma.
fn paint_note(ui: &Ui, rect: Rect, sign: Sign) {
    let color = Tokens::of(ui).accent;
    if matches!(sign.note, Note::Comment | Note::CommentAndFollowUp) {
        let at = rect.right_top() + vec2(-1.0, 1.0);
        let corner = vec![at, at - vec2(9.0, 0.0), at + vec2(0.0, 9.0)];
        ui.painter().add(Shape::convex_polygon(corner, color, Stroke::NONE));
    }
    if matches!(sign.note, Note::FollowUp | Note::CommentAndFollowUp) {
        let left = match sign.content {
            Content::Usual | Content::NotArisen => 13.0,
            Content::Empty | Content::Carried | Content::Unread | Content::Override => 28.0,
        };
        let flag = Rect::from_center_size(rect.left_center() + vec2(left, 0.0), Vec2::splat(11.0));
        icons::paint(ui.painter(), flag, Icon::Flag, color);
    }
}

pub(super) fn place_caret(ui: &Ui, field: &Field<'_>, begin: Begin) {
    use egui::text::{CCursor, CCursorRange};
    let end = CCursor::new(field.text.chars().count());
    let range = match begin {
        Begin::Replace => CCursorRange::two(CCursor::default(), end),
        Begin::AtEnd => CCursorRange::one(end),
        Begin::Here => return,
    };
    let mut state = TextEdit::load_state(ui.ctx(), field.id).unwrap_or_default();
    state.cursor.set_char_range(Some(range));
    TextEdit::store_state(ui.ctx(), field.id, state);
}

#[cfg(test)]
#[path = "cell_tests.rs"]
mod tests;
