//! A field for a text with live references: each stands in the text as a chip with what it prints,
//! and follows its figure. Hovering tells what it is, a click goes to where it is entered; `{` or
//! Ctrl+Space puts one in. What was found in the text is marked under its words.
//!
//! - [`coded`]: a reference is one character of the edited text, so that keys, selections and undo
//!   cannot break it.
//! - [`buffer`]: that text as egui edits it. [`layout`]: its letters and the chips among them.
//! - [`search`] and [`list`]: what can be put in. [`marks`] and [`menu`]: what was found, and what
//!   can be answered. [`paint`]: all of it on the screen. [`spoken`]: all of it for screen readers.

mod buffer;
pub mod coded;
mod describe;
mod edit;
mod layout;
mod list;
mod marks;
mod menu;
mod paint;
mod search;
mod spoken;

use std::cell::RefCell;
use std::collections::HashMap;

use egui::text_edit::TextEditOutput;
use egui::{
    Align2, Event, EventFilter, Id, ImeEvent, Margin, OutputCommand, Popup, Rect, RichText, Shape,
    TextEdit, Ui, vec2,
};

use super::field::{Access, Drafts, Field, Shown, frame};
use crate::app::month::Month;
use crate::document::Source;
use crate::report::key::TextKey;
use crate::ui::theme::{self, Tokens};
use buffer::{Copied, LiveBuffer};
use coded::{Alignment, Codes, Reference, is_code};
use layout::{Layout, Lines, Maker};
use marks::Marks;
pub use menu::Answer;
use menu::{Chosen, Menu};
use search::{Accepted, Search};

/// What the fields of texts with references keep.
#[derive(Debug, Default)]
pub struct LiveState {
    codes: RefCell<Codes>,
    copied: Option<Copied>,
    memos: HashMap<Id, Memo>,
    search: Option<Search>,
    menu: Option<Menu>,
    composing: Composing,
}

/// What is kept of one field from frame to frame.
#[derive(Debug, Default)]
struct Memo {
    stored: String,
    coded: String,
    layout: Layout,
    marks: Marks,
    shown_in: u64,
}

/// Whether an input method has letters in the text that are not settled yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Composing {
    #[default]
    No,
    Yes,
}

impl Composing {
    /// What it is after the events of a frame.
    fn follow(self, ui: &Ui) -> Self {
        let after = |composing, event: &Event| match event {
            Event::Ime(ImeEvent::Preedit { text, .. }) if !text.is_empty() => Self::Yes,
            Event::Ime(ImeEvent::Preedit { .. } | ImeEvent::Commit(_)) => Self::No,
            Event::PointerButton { .. } => Self::No,
            _ => composing,
        };
        ui.input(|input| input.events.iter().fold(self, after))
    }
}

/// More texts than any page shows: then those that are not on screen are forgotten.
const MEMOS_MAX: usize = 200;

/// A text with references to be shown.
#[derive(Clone, Copy)]
pub struct Live<'a> {
    /// The field; its text as it is stored.
    pub field: Field<'a>,
    /// Which text it is.
    pub key: &'a TextKey,
    /// The month it belongs to.
    pub month: &'a Month,
    /// Whether it is a field or only shown.
    pub role: Role,
}

/// What a live text is on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It is typed in.
    Field,
    /// It is shown; a click beside its chips asks to type in it.
    View,
}

/// What an official wants of a live text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// To go to where a reference is entered.
    GoTo(Reference),
    /// To type in it.
    Edit,
    /// To answer what was found in it.
    Answer(Answer),
}

/// What happened in a live text.
#[derive(Debug)]
pub struct LiveShown {
    /// What was typed, as it is stored, and the field itself.
    pub shown: Shown,
    /// What else is wanted.
    pub done: Option<Done>,
    /// Whether something is being searched to be put in: what was typed for it is no fault yet.
    pub is_searching: bool,
}

impl Reference {
    /// The printed place it leads to; none where there is none.
    pub fn source(&self) -> Option<Source> {
        describe::source(self)
    }
}

/// What a frame needs besides the field.
struct Frame {
    keys: search::Keys,
    accepted: Accepted,
    grounds: [egui::layers::ShapeIdx; 2],
}

impl Drafts {
    /// A stored text was changed by an answer: the field's own undo takes it back in one step, and the
    /// field shows the new text at once.
    pub fn answered(&mut self, ui: &Ui, field: Id, (before, after): (&str, &str), month: &Month) {
        let codes = self.live.codes.get_mut();
        let before = codes.from_stored(before, month.template());
        let after = codes.from_stored(after, month.template());
        self.forget();
        edit::remember(ui.ctx(), field, &before, &after, None);
        self.next = Some(field);
        ui.ctx().request_repaint();
    }

    /// Shows a text with references.
    pub fn show_live(&mut self, ui: &mut Ui, live: &Live<'_>) -> LiveShown {
        let id = live.field.id;
        let pass = ui.ctx().cumulative_pass_nr();
        if self.live.memos.len() > MEMOS_MAX {
            self.live.memos.retain(|_, memo| memo.shown_in + 1 >= pass);
        }
        let mut memo = self.live.memos.remove(&id).unwrap_or_default();
        memo.shown_in = pass;
        memo.take_over(live, &mut self.live.codes.borrow_mut());
        let shown = self.show_live_with(ui, live, &mut memo);
        self.live.memos.insert(id, memo);
        shown
    }

    fn show_live_with(&mut self, ui: &mut Ui, live: &Live<'_>, memo: &mut Memo) -> LiveShown {
        let id = live.field.id;
        let mut text = self.draft_of(id).unwrap_or(&memo.coded).to_owned();
        let mut frame = self.begin(ui, id, &mut text);
        let mut output = self.edit_live(ui, live, memo, &mut text);
        self.after_edit(ui, live, &mut text, &mut output, &mut frame);
        memo.marks.refresh(live.month, live.key, (live.field.text, &memo.coded));
        self.ground(ui, live, memo, (&output, &frame));
        let clicked = self.contents(ui, live, memo, (&text, &output));
        let answer = self.menu(ui, live, memo, (&text, &output), &mut frame);
        self.list(ui, live, &output);
        let codes = self.live.codes.borrow();
        spoken::tell(ui, &codes, (live.field.name, live.month), (&text, &output), &memo.layout);
        drop(codes);
        let response = output.response.response;
        let is_view = live.role == Role::View;
        let wants_edit = is_view && clicked.is_none() && is_clicked_in(ui, &response);
        let coded = Field { text: &memo.coded, ..live.field };
        let typed = self.follow(ui, &coded, text, &response);
        let typed = typed.map(|(text, typing)| {
            let text = crate::report::text::clean(&text);
            (self.live.codes.borrow().to_stored(&text, live.month.template()), typing)
        });
        let done = clicked.map(Done::GoTo).or(answer.map(Done::Answer));
        let done = done.or(wants_edit.then_some(Done::Edit));
        let is_searching = self.live.search.as_ref().is_some_and(|search| search.id == id);
        LiveShown { shown: Shown { typed, response }, done, is_searching }
    }

    /// Takes the keys of an open search, and puts in what was chosen.
    fn begin(&mut self, ui: &Ui, id: Id, text: &mut String) -> Frame {
        let live = &mut self.live;
        let own = live.search.as_mut().filter(|search| search.id == id);
        let is_own = own.is_some();
        let keys = search::Keys::take(ui, id, own);
        let accepted = if is_own {
            search::accept(ui.ctx(), &mut live.search, keys, (text, live.codes.get_mut()))
        } else {
            Accepted::Nothing
        };
        let shape = || ui.painter().add(Shape::Noop);
        Frame { keys, accepted, grounds: [shape(), shape()] }
    }

    fn edit_live(
        &mut self,
        ui: &mut Ui,
        live: &Live<'_>,
        memo: &mut Memo,
        text: &mut String,
    ) -> TextEditOutput {
        let (field, tokens) = (&live.field, Tokens::of(ui));
        let lines = lines(live);
        let is_searching = self.live.search.as_ref().is_some_and(|search| search.id == field.id);
        let is_pasted = ui.input(|input| {
            let mut events = input.events.iter();
            events.any(|event| matches!(event, Event::Paste(_)))
        });
        let codes = &self.live.codes;
        let copied = self.live.copied.as_ref().filter(|_| is_pasted);
        let mut buffer = LiveBuffer { text, codes, template: live.month.template(), copied };
        let maker = Maker { month: live.month, codes, lines };
        let layout = &mut memo.layout;
        let mut layouter = |ui: &Ui, buffer: &dyn egui::TextBuffer, wrap: f32| {
            layout.galley(ui, &maker, buffer.as_str(), wrap)
        };
        let (edit, margin, align, height) = match lines {
            Lines::One => (
                TextEdit::singleline(&mut buffer),
                Margin::symmetric(8, 4),
                Align2::LEFT_CENTER,
                theme::FIELD_HEIGHT,
            ),
            Lines::Many => {
                let edit = TextEdit::multiline(&mut buffer);
                (edit, Margin::symmetric(8, 6), Align2::LEFT_TOP, 0.0)
            }
        };
        let filter = filter(is_searching);
        let mut edit = edit
            .id(field.id)
            .interactive(field.access == Access::Open && live.role == Role::Field)
            .desired_rows(field.lines)
            .desired_width(field.width - margin.sum().x)
            .min_size(vec2(field.width, height))
            .align(align)
            .text_color(tokens.text)
            .font(theme::body())
            .event_filter(filter)
            .layouter(&mut layouter)
            // The ground is painted behind the chips, which are behind the letters.
            .frame(edit_frame(ui, live).fill(egui::Color32::TRANSPARENT).inner_margin(margin));
        if !field.hint.is_empty() {
            edit = edit.hint_text(RichText::new(field.hint).color(tokens.text_second));
        }
        let focus = list::keep_focus(ui, self.live.search.as_ref());
        let output = edit.show(ui);
        list::restore_focus(ui, focus);
        output
    }

    /// What follows from the keys that the field took.
    fn after_edit(
        &mut self,
        ui: &Ui,
        live: &Live<'_>,
        text: &mut String,
        output: &mut TextEditOutput,
        frame: &mut Frame,
    ) {
        let (id, month) = (live.field.id, live.month);
        let response = &mut output.response.response;
        if frame.accepted == Accepted::Changed {
            response.mark_changed();
        }
        self.live.composing = self.live.composing.follow(ui);
        if !response.has_focus() {
            search::follow(ui, &mut self.live.search, (id, text, month), (None, frame.keys));
            return;
        }
        self.rewrite_copies(ui, month);
        // Letters that are being composed are selected; they count as typed.
        let is_composing = self.live.composing == Composing::Yes;
        let caret = output.cursor_range.filter(|range| range.is_empty() || is_composing);
        let caret = caret.map(|range| {
            let [_, last] = range.sorted_cursors();
            last
        });
        let mut is_named = false;
        let is_closed = response.changed() && !is_composing && is_brace_closed(ui);
        if let Some(caret) = caret.filter(|_| is_closed) {
            is_named = self.name_typed(ui, live, text, caret.index.0);
        }
        if !is_named {
            let search = &mut self.live.search;
            search::follow(ui, search, (id, text, month), (caret, frame.keys));
        }
        let is_searching = self.live.search.as_ref().is_some_and(|search| search.id == id);
        // In force from the next key on.
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter(is_searching)));
    }

    /// A name typed between braces is a reference from its last brace on.
    fn name_typed(&mut self, ui: &Ui, live: &Live<'_>, text: &mut String, caret: usize) -> bool {
        let Some((characters, name)) = search::typed_name(text, caret) else { return false };
        let codes = self.live.codes.get_mut();
        let coded = codes.from_outside(&name, live.month.template());
        let is_reference = coded.chars().count() == 1;
        if is_reference {
            edit::replace(ui.ctx(), live.field.id, text, characters, &coded);
            self.live.search = None;
            ui.ctx().request_repaint();
        }
        is_reference
    }

    /// Other programs get words; what is copied stays known with its references.
    fn rewrite_copies(&mut self, ui: &Ui, month: &Month) {
        let codes = self.live.codes.borrow();
        let plain = |text: &str| codes.plain(text, |reference| describe::printed(reference, month));
        let mut copied = None;
        ui.output_mut(|output| {
            for command in &mut output.commands {
                match command {
                    OutputCommand::CopyText(text) => {
                        let coded = std::mem::take(text);
                        *text = plain(&coded);
                        copied = Some(Copied { plain: text.clone(), coded });
                    }
                    OutputCommand::TextSelectionSettled(text) if text.contains(is_code) => {
                        *text = plain(text);
                    }
                    _ => {}
                }
            }
        });
        self.live.copied = copied.or(self.live.copied.take());
    }

    /// Paints the ground of the field and of its chips, behind the letters.
    fn ground(
        &self,
        ui: &Ui,
        live: &Live<'_>,
        memo: &Memo,
        (output, frame): (&TextEditOutput, &Frame),
    ) {
        let of_edit = edit_frame(ui, live);
        let rect = output.response.response.rect - of_edit.outer_margin;
        let [behind, chips] = frame.grounds;
        let ground = Shape::rect_filled(rect, of_edit.corner_radius, of_edit.fill);
        ui.painter().set(behind, ground);
        let tokens = Tokens::of(ui);
        let placed = memo.placed(ui, output);
        let shapes = placed.into_iter().filter_map(|(code, rect)| {
            let rect = rect.intersect(output.text_clip_rect.expand(1.0));
            let face = memo.layout.face(code).filter(|_| rect.is_positive())?;
            Some(paint::ground(face, rect, (of_edit.fill, tokens)))
        });
        ui.painter().set(chips, Shape::Vec(shapes.collect()));
    }

    /// Paints the chips' words and the marks; tells which chip was clicked.
    fn contents(
        &self,
        ui: &Ui,
        live: &Live<'_>,
        memo: &Memo,
        (text, output): (&str, &TextEditOutput),
    ) -> Option<Reference> {
        let id = live.field.id;
        let tokens = Tokens::of(ui);
        let painter = ui.painter_at(output.text_clip_rect.expand(2.0));
        let at = galley_at(output);
        let visible = ui.clip_rect().intersect(output.text_clip_rect.expand(2.0));
        let has_focus = output.response.response.has_focus();
        let caret = output.cursor_range.filter(|_| has_focus).map(|range| range.primary.index.0);
        for (i, (characters, mark)) in memo.marks.in_text(text).into_iter().enumerate() {
            // A word that is being typed is not wrong yet.
            if mark.kind == marks::MarkKind::Spelling && caret == Some(characters.end) {
                continue;
            }
            for (row, rect) in layout::rects(&output.galley, &characters).into_iter().enumerate() {
                let rect = paint::on_screen(rect, at);
                if visible.intersects(rect) {
                    paint::wave(&painter, rect, mark.kind, tokens);
                    let id = id.with(("mark", i, row));
                    paint::mark(ui, id, rect.intersect(visible), mark);
                }
            }
        }
        let leads = !has_focus || ui.input(|input| input.modifiers.command);
        let click = if leads { paint::Click::Leads } else { paint::Click::Edits };
        let mut clicked = None;
        for (i, (code, rect)) in memo.placed(ui, output).into_iter().enumerate() {
            let codes = self.live.codes.borrow();
            let (Some(face), Some(reference)) = (memo.layout.face(code), codes.reference(code))
            else {
                continue;
            };
            paint::words(ui, &painter, face, rect);
            let (id, rect) = (id.with(("chip", i)), rect.intersect(visible));
            if rect.is_positive() {
                let hover = paint::ChipHover { id, rect, click, reference, face };
                let label = describe::label(reference, live.month);
                let is_clicked =
                    paint::chip(ui, &hover, &label, || describe::described(reference, live.month));
                if is_clicked {
                    clicked = Some(reference.clone());
                }
            }
        }
        clicked
    }

    /// The menu under the right button; none where nothing can be typed.
    fn menu(
        &mut self,
        ui: &Ui,
        live: &Live<'_>,
        memo: &Memo,
        (text, output): (&str, &TextEditOutput),
        frame: &mut Frame,
    ) -> Option<Answer> {
        let response = &output.response.response;
        let id = live.field.id;
        if live.field.access != Access::Open || live.role == Role::View {
            return None;
        }
        if response.secondary_clicked() {
            let at = response.interact_pointer_pos();
            let marks = memo.marks.in_text(text);
            let is_there = |characters: &std::ops::Range<usize>| {
                let rects = layout::rects(&output.galley, characters).into_iter();
                let mut rects = rects.map(|rect| paint::on_screen(rect, galley_at(output)));
                at.is_some_and(|at| rects.any(|rect| rect.contains(at)))
            };
            let mark = marks.into_iter().find(|(characters, _)| is_there(characters));
            let alignment = Alignment::of(live.field.text, live.month.template());
            let under = at.map(|at| output.galley.cursor_from_pos(at - galley_at(output)));
            let under = under.map(|under| alignment.stored(under.index.0));
            let mark = mark.map(|(_, mark)| mark);
            self.live.menu = Some(Menu::open(id, (mark, under), (live.key, live.month)));
        }
        let menu = self.live.menu.as_ref().filter(|menu| menu.id == id)?;
        let shown = Popup::context_menu(response).show(|ui| menu.show(ui));
        match shown.and_then(|shown| shown.inner)? {
            Chosen::Answer(answer) => Some(answer),
            Chosen::Insert => {
                // The list opens when the field has the keyboard again.
                ui.memory_mut(|memory| memory.request_focus(id));
                frame.keys.open = true;
                let range = output.state.cursor.char_range().unwrap_or_default();
                let caret = Some(range.primary);
                let search = &mut self.live.search;
                search::follow(ui, search, (id, text, live.month), (caret, frame.keys));
                ui.ctx().request_repaint();
                None
            }
        }
    }

    /// The list of what can be put in, at the caret.
    fn list(&mut self, ui: &Ui, live: &Live<'_>, output: &TextEditOutput) {
        let id = live.field.id;
        let Some(search) = self.live.search.as_mut().filter(|search| search.id == id) else {
            return;
        };
        let Some(range) = output.state.cursor.char_range() else { return };
        let caret = output.galley.pos_from_cursor(range.primary);
        list::show(ui, search, paint::on_screen(caret, galley_at(output)));
    }
}

impl Memo {
    /// Takes over a stored text.
    fn take_over(&mut self, live: &Live<'_>, codes: &mut Codes) {
        if self.stored != live.field.text || self.coded.is_empty() {
            live.field.text.clone_into(&mut self.stored);
            self.coded = codes.from_stored(&self.stored, live.month.template());
        }
    }

    /// The chips that can be seen, on the screen.
    fn placed(&self, ui: &Ui, output: &TextEditOutput) -> Vec<(char, Rect)> {
        let at = galley_at(output);
        let (top, bottom) = (ui.clip_rect().top() - at.y, ui.clip_rect().bottom() - at.y);
        let placed = self.layout.placed(&output.galley, top, bottom).into_iter();
        placed.map(|placed| (placed.code, paint::on_screen(placed.rect, at))).collect()
    }
}

/// Where a laid out text begins on the screen.
fn galley_at(output: &TextEditOutput) -> egui::Pos2 {
    output.galley_pos - vec2(output.galley.rect.left(), 0.0)
}

fn lines(live: &Live<'_>) -> Lines {
    let is_one = live.field.lines == 1 && live.role == Role::Field;
    if is_one { Lines::One } else { Lines::Many }
}

/// The frame of a field; what is only shown looks computed.
fn edit_frame(ui: &Ui, live: &Live<'_>) -> egui::Frame {
    let access = match live.role {
        Role::Field => live.field.access,
        Role::View => Access::Locked,
    };
    frame(ui, &Field { access, ..live.field }, Tokens::of(ui))
}

/// While something is searched, Tab and Esc are the list's.
fn filter(is_searching: bool) -> EventFilter {
    EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        tab: is_searching,
        escape: is_searching,
    }
}

fn is_brace_closed(ui: &Ui) -> bool {
    let has_brace = |event: &Event| match event {
        Event::Text(text) | Event::Ime(ImeEvent::Commit(text)) => text.contains('}'),
        _ => false,
    };
    ui.input(|input| input.events.iter().any(has_brace))
}

/// Whether what is only shown was clicked.
fn is_clicked_in(ui: &Ui, response: &egui::Response) -> bool {
    let at = ui.input(|input| input.pointer.interact_pos());
    let is_over = at.is_some_and(|at| response.interact_rect.contains(at));
    is_over && response.contains_pointer() && ui.input(|input| input.pointer.primary_clicked())
}
