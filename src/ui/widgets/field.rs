//! A text field that never rewrites what is being typed: input methods work by Backspace and new text, and
//! would lose letters. While it has the keyboard its own text is kept here; when it is left, the value's text
//! takes its place again.

use egui::{
    Align2, Color32, Context, CornerRadius, EventFilter, Frame, Id, Key, Margin, Rect, Response,
    Stroke, TextBuffer, TextEdit, Ui, vec2,
};

use super::sign::{Content, Sign, paint_sign};
use crate::app::open_report::Typing;
use crate::report::check::Severity;
use crate::ui::theme::{self, Tokens};

/// The text of the one field that has the keyboard, and what is to be told about it.
#[derive(Debug, Default)]
pub struct Drafts {
    pub(super) draft: Option<Draft>,
    /// What the field with the keyboard is, for the line at the bottom.
    pub current: Option<Current>,
    /// A field was left in this frame: what it holds is to be saved at once.
    pub was_left: bool,
    /// When a key last changed a field, in seconds of the window's clock.
    pub typed_at_secs: f64,
    /// The field that gets the keyboard in the next frame: in this one it would take the same
    /// Enter that left the field before it. Only the window sets it, when it carries out an intent or a key;
    /// it waits here for that frame, and longer while something stands in front of the window.
    pub next: Option<Id>,
    /// The cell that is being typed in; any other cell with the keyboard is only selected.
    pub(super) editing: Option<Id>,
    /// How the typing in it begins, until its field was drawn.
    pub(super) begin: Option<Begin>,
    /// How the typing in it began.
    pub(super) opened: Begin,
    /// The cell that had the keyboard in the last frame.
    pub(super) at: Option<Id>,
    /// What pressing the mouse on a cell means in this frame.
    pub press: Press,
    /// Where the field is that got the keyboard in this frame. A table swallows what its fields ask
    /// their page to scroll to, so the page is told once more.
    pub entered: Option<Rect>,
    /// How often the field being typed in was forgotten: what is open over a field closes then.
    pub(super) num_forgotten: u64,
}

/// How typing in a cell begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Begin {
    /// What is typed replaces what was there.
    #[default]
    Replace,
    /// The caret stands behind what is there.
    AtEnd,
    /// The caret stands where the pointer put it.
    Here,
}

/// What pressing the mouse on a cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Press {
    /// The cell gets the keyboard.
    #[default]
    Selects,
    /// The selection stretches to it, from the cell that has the keyboard and keeps it.
    Stretches,
}

/// The field with the keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Current {
    /// What it is, in words.
    pub words: String,
    /// What its keys do.
    pub kind: FieldKind,
    /// Why it asks for something, in one line, and how grave that is.
    pub reason: Option<(Severity, String)>,
}

/// Kinds of field by what their keys do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// A cell that is selected.
    Cell,
    /// A cell that is being typed in.
    CellText,
    /// A cell that cannot be typed in.
    Shown,
    /// A line of words.
    Words,
    /// Several lines of words.
    Lines,
    /// A list to choose from, or a button.
    Choice,
    /// A comment of a figure.
    Comment,
}

/// What the keys mean while a field has the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Model {
    /// They go into the text.
    #[default]
    Text,
    /// A cell: it is selected first, and typed in when a key or a double click asks for it.
    Cell,
}

#[derive(Debug)]
pub(super) struct Draft {
    pub(super) id: Id,
    pub(super) text: String,
    pub(super) original: String,
    pub(super) is_changed: bool,
}

/// That a field's undo holds a change that no key made, until the field is left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Remembered;

/// How a field looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FieldLook {
    /// As usual.
    #[default]
    Plain,
    /// What it holds could not be read.
    Wrong,
    /// What it holds is printed instead of what is computed.
    Override,
}

/// What Enter does in a field of several lines. In one of a single line it leads on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Enter {
    /// A new line.
    #[default]
    BreaksLine,
    /// To the next field: the text is one paragraph, however many lines it takes.
    LeadsOn,
}

/// Where a field's text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Words.
    #[default]
    Left,
    /// Figures.
    Right,
}

/// A field to be shown.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// Identifies the field for as long as it means the same value.
    pub id: Id,
    /// Its name for screen readers.
    pub name: &'a str,
    /// The value's text, shown while the field is not being typed in.
    pub text: &'a str,
    /// Shown while it is empty.
    pub hint: &'a str,
    /// Width in points.
    pub width: f32,
    /// Lines; none: as many as the text takes.
    pub lines: usize,
    /// What Enter does where there are several lines.
    pub enter: Enter,
    /// Where the text stands.
    pub side: Side,
    /// How it looks.
    pub look: FieldLook,
    /// Whether it can be typed in.
    pub access: Access,
    /// What the keys mean.
    pub model: Model,
    /// What tells its state.
    pub sign: Sign,
    /// What is noted about it, in words; empty when nothing is.
    pub noted: &'a str,
}

/// Why nothing can be done to a report that is locked.
pub const LOCKED: &str = "Báo cáo đang khóa; hãy mở lại để sửa";

/// Why nothing can be done to a report of a file that can only be looked at.
pub const ONLY_SEEN: &str = "Tệp đang mở chỉ để xem; không sửa được";

/// Whether a field can be typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Access {
    /// It can.
    #[default]
    Open,
    /// The report is final.
    Locked,
    /// Not for a moment: another report, or another state of this one, is on its way.
    Waiting,
}

/// The keys of a cell are taken before egui sees them; none of them moves the keyboard by itself.
pub(super) const NO_KEY_LEAVES: EventFilter =
    EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };

impl<'a> Field<'a> {
    /// A field of one line for words.
    pub fn words(id: Id, name: &'a str, text: &'a str) -> Self {
        Self {
            id,
            name,
            text,
            hint: "",
            width: 200.0,
            lines: 1,
            enter: Enter::BreaksLine,
            side: Side::Left,
            look: FieldLook::Plain,
            access: Access::Open,
            model: Model::Text,
            sign: Sign::default(),
            noted: "",
        }
    }

    /// What its keys do, while nothing is typed in it.
    pub fn kind(&self) -> FieldKind {
        match (self.model, self.lines, self.access) {
            (Model::Cell, _, Access::Locked) => FieldKind::Shown,
            (Model::Cell, ..) => FieldKind::Cell,
            (Model::Text, 1, _) => FieldKind::Words,
            (Model::Text, ..) if self.enter == Enter::LeadsOn => FieldKind::Words,
            (Model::Text, ..) => FieldKind::Lines,
        }
    }

    /// A field for a figure.
    pub fn figure(id: Id, name: &'a str, text: &'a str) -> Self {
        Self { side: Side::Right, width: 110.0, model: Model::Cell, ..Self::words(id, name, text) }
    }
}

/// What happened in a field.
#[derive(Debug)]
pub struct Shown {
    /// What was typed, and whether more may come; none when nothing was.
    pub typed: Option<(String, Typing)>,
    /// The field itself.
    pub response: Response,
}

impl Drafts {
    /// Forgets the field being typed in, because its form is no longer on screen.
    pub fn forget(&mut self) {
        self.draft = None;
        self.editing = None;
        self.begin = None;
        self.current = None;
        self.was_left = true;
        self.num_forgotten += 1;
    }

    /// The field whose text is kept here, because it is not left yet.
    pub fn draft(&self) -> Option<Id> {
        self.draft.as_ref().map(|draft| draft.id)
    }

    /// Whether a field is being typed in.
    pub fn is_typing(&self) -> bool {
        self.draft.is_some()
    }

    /// Whether undo is for the text of a field: something was changed in it since it has the
    /// keyboard, or its cell is being typed in.
    pub fn owns_undo(&self, ctx: &Context) -> bool {
        let is_remembered = |id| ctx.data(|data| data.get_temp::<Remembered>(id)).is_some();
        let owns = |draft: &Draft| draft.is_changed || is_remembered(draft.id);
        self.editing.is_some() || self.draft.as_ref().is_some_and(owns)
    }

    /// What was typed so far into a field, when it has the keyboard.
    pub(super) fn draft_of(&self, id: Id) -> Option<&str> {
        self.draft.as_ref().filter(|draft| draft.id == id).map(|draft| draft.text.as_str())
    }

    /// Shows a field.
    pub fn show(&mut self, ui: &mut Ui, field: &Field<'_>) -> Shown {
        if field.model == Model::Cell && field.access == Access::Locked {
            return Shown { typed: None, response: self.locked(ui, field) };
        }
        if field.model == Model::Cell && self.editing != Some(field.id) {
            return self.selected(ui, field);
        }
        if let Some(begin) = self.begin.filter(|_| self.editing == Some(field.id)) {
            place_caret(ui, field, begin);
        }
        let mut text = self.draft_of(field.id).unwrap_or(field.text).to_owned();
        let response = edit(ui, field, &mut text);
        let typed = self.follow(ui, field, text, &response);
        Shown { typed, response }
    }

    /// Keeps what is being typed into a field that was shown, and tells what was.
    pub(super) fn follow(
        &mut self,
        ui: &Ui,
        field: &Field<'_>,
        text: String,
        response: &Response,
    ) -> Option<(String, Typing)> {
        let stays = self.draft() == Some(field.id) && is_behind(ui, field.id);
        if response.has_focus() || stays {
            return self.typing(ui, field, text, response);
        }
        match self.draft.as_mut().filter(|draft| draft.id == field.id) {
            Some(draft) => {
                // Text and the key that leaves the field can come in one frame.
                draft.is_changed |= response.changed();
                self.left(ui, text)
            }
            // A screen reader sets a value without giving the field the keyboard.
            None => response.changed().then_some((text, Typing::Finished)),
        }
    }

    fn typing(
        &mut self,
        ui: &Ui,
        field: &Field<'_>,
        text: String,
        response: &Response,
    ) -> Option<(String, Typing)> {
        let is_new = self.draft.as_ref().is_none_or(|draft| draft.id != field.id);
        if is_new {
            response.scroll_to_me(None);
            self.entered = Some(response.rect);
            let original = field.text.to_owned();
            // The field before may not be drawn again in this frame to see that it was left.
            self.was_left |= self.draft.is_some();
            self.draft =
                Some(Draft { id: field.id, text: text.clone(), original, is_changed: false });
            if field.model == Model::Cell {
                self.at = Some(field.id);
            }
        }
        let mut typed = None;
        if response.changed() {
            self.typed_at_secs = ui.input(|input| input.time);
            typed = Some((text.clone(), Typing::Ongoing));
        }
        self.begin = None;
        if let Some(draft) = &mut self.draft {
            draft.text = text;
            draft.is_changed |= typed.is_some();
        }
        typed
    }

    fn left(&mut self, ui: &Ui, text: String) -> Option<(String, Typing)> {
        let draft = self.draft.take()?;
        ui.data_mut(|data| data.remove::<Remembered>(draft.id));
        self.editing = self.editing.filter(|cell| *cell != draft.id);
        self.current = None;
        self.was_left = true;
        let is_escaped = ui.input(|input| input.key_pressed(Key::Escape));
        let text = if is_escaped { draft.original } else { text };
        draft.is_changed.then_some((text, Typing::Finished))
    }
}

/// Whether a field has the keyboard as soon as the window has it again: another program is in front, or the window is
/// being made anew. Whoever comes back goes on where they were, as in Excel; what was typed is saved meanwhile.
fn is_behind(ui: &Ui, field: Id) -> bool {
    let is_in_front = ui.input(|input| input.focused);
    !is_in_front && ui.memory(|memory| memory.has_focus(field))
}

pub(super) fn edit(ui: &mut Ui, field: &Field<'_>, text: &mut String) -> Response {
    let mut edit = editor(ui, field, text);
    if field.model == Model::Cell {
        edit = edit.event_filter(NO_KEY_LEAVES);
    }
    let response = edit.show(ui).response.response;
    describe(ui, field);
    paint_sign(ui, response.rect, field.sign);
    response
}

/// The editor of a field's text, as every field looks.
pub(super) fn editor<'t>(ui: &Ui, field: &Field<'_>, text: &'t mut dyn TextBuffer) -> TextEdit<'t> {
    let tokens = Tokens::of(ui);
    let is_line = field.lines == 1;
    let edit = if is_line { TextEdit::singleline(text) } else { TextEdit::multiline(text) };
    let align = match field.side {
        Side::Right => Align2::RIGHT_CENTER,
        Side::Left if is_line => Align2::LEFT_CENTER,
        Side::Left => Align2::LEFT_TOP,
    };
    let is_carried = matches!(field.sign.content, Content::Carried(_));
    let edit = edit
        .id(field.id)
        .interactive(field.access == Access::Open)
        .desired_rows(field.lines)
        .desired_width(field.width - margin(field).sum().x)
        .min_size(vec2(field.width, if is_line { theme::FIELD_HEIGHT } else { 0.0 }))
        .align(align)
        .text_color(if is_carried { tokens.text_second } else { tokens.text })
        .frame(frame(ui, field));
    match field.hint {
        "" => edit,
        hint => edit.hint_text(egui::RichText::new(hint).color(tokens.text_second)),
    }
}

fn margin(field: &Field<'_>) -> Margin {
    Margin::symmetric(8, if field.lines == 1 { 2 } else { 6 })
}

/// Name and state for screen readers.
pub(super) fn describe(ui: &Ui, field: &Field<'_>) {
    ui.ctx().accesskit_node_builder(field.id, |node| {
        node.set_label(field.name);
        let state = field.sign.words();
        let parts = [state.as_str(), field.noted].into_iter().filter(|part| !part.is_empty());
        let described = parts.collect::<Vec<_>>().join(". ");
        if !described.is_empty() {
            node.set_description(described);
        }
    });
}

pub(super) fn frame(ui: &Ui, field: &Field<'_>) -> Frame {
    let tokens = Tokens::of(ui);
    let has_focus = ui.memory(|memory| memory.has_focus(field.id));
    let (fill, line): (Color32, Color32) = match (field.access, field.look) {
        (Access::Locked, _) => (tokens.computed, Color32::TRANSPARENT),
        _ if has_focus && field.model == Model::Cell => (tokens.selected, tokens.accent),
        (_, FieldLook::Wrong) => (tokens.surface, tokens.error),
        (_, FieldLook::Override) => (tokens.surface, tokens.warning),
        (_, FieldLook::Plain) if has_focus => (tokens.surface, tokens.accent),
        (_, FieldLook::Plain) => (tokens.surface, tokens.field_border),
    };
    let width = if has_focus || field.look == FieldLook::Wrong { 2.0 } else { 1.0 };
    // The stroke counts as part of the frame; a wider one must not move the text.
    let pad = 2.0 - width;
    Frame::new()
        .fill(fill)
        .stroke(Stroke::new(width, line))
        .corner_radius(CornerRadius::same(4))
        .outer_margin(Margin::same(if pad > 0.5 { 1 } else { 0 }))
        .inner_margin(margin(field))
}

/// Puts the caret of a cell where typing in it begins.
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
