//! A field for a text with live references: each stands in the text as a chip with what it prints,
//! and follows its figure. Hovering tells what it is, a click goes to where it is entered; `{` or
//! Ctrl+Space puts one in. What was found in the text is marked under its words.
//!
//! - [`coded`]: a reference is one character of the edited text, so that keys, selections and undo
//!   cannot break it.
//! - `buffer`: that text as egui edits it. `layout`: its letters and the chips among them.
//! - `keys`: what is typed. `view`: what is seen.
//! - `search` and `list`: what can be put in. `marks` and `menu`: what was found, and what
//!   can be answered. `paint`: all of it on the screen. `spoken`: all of it for screen readers.

mod buffer;
pub mod coded;
mod describe;
mod edit;
mod keys;
mod layout;
mod list;
mod marks;
mod menu;
mod paint;
mod search;
mod spoken;
mod view;

use std::cell::RefCell;
use std::collections::HashMap;

use egui::text_edit::TextEditOutput;
use egui::{Context, Id, Rect, Response, Ui, vec2};

use super::field::{Access, Drafts, Field, FieldLook, Shown};
use crate::app::open_report::OpenReport;
use crate::report::key::TextKey;
use crate::report::sentence::{self, SentenceError};
use crate::ui::field_id::FieldIds;
use crate::ui::intent::{Intent, Intents};
use buffer::Copied;
use coded::Codes;
use keys::{Composing, Edited};
use layout::Layout;
use marks::Marks;
use menu::Menu;
use search::Search;
use view::OnScreen;

/// What the fields of texts with references keep.
#[derive(Debug, Default)]
pub struct LiveTexts {
    codes: RefCell<Codes>,
    copied: Option<Copied>,
    memos: HashMap<Id, Memo>,
    search: Option<Search>,
    menu: Option<Menu>,
    composing: Composing,
    /// How often the field being typed in had been forgotten when a text was shown last.
    num_forgotten: u64,
}

/// What is kept of one field from frame to frame.
#[derive(Debug, Default)]
struct Memo {
    stored: String,
    coded: String,
    /// Why the stored text cannot be read whole.
    fault: Option<SentenceError>,
    layout: Layout,
    marks: Marks,
    shown_in: u64,
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
    /// The report it belongs to.
    pub open: &'a OpenReport,
    /// The ids of the report's fields.
    pub ids: FieldIds,
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

/// What happened in a live text.
#[derive(Debug)]
pub struct LiveShown {
    /// What was typed, as it is stored, and the field itself.
    pub shown: Shown,
    /// A brace or a name in the text that leads nowhere; none while a name is being searched.
    pub fault: Option<SentenceError>,
}

/// A text that was changed, before and after, as it is stored.
#[derive(Debug, Clone, Copy)]
pub struct Reworded<'a> {
    /// Before.
    pub before: &'a str,
    /// After.
    pub after: &'a str,
}

/// What a frame needs besides the field.
struct Frame {
    keys: search::Keys,
    /// What was chosen of the list was put into the text.
    is_accepted: bool,
    grounds: [egui::layers::ShapeIdx; 2],
}

impl LiveTexts {
    /// Whether a list of what can be put into a text is open: its keys are its own.
    pub fn is_searching(&self) -> bool {
        self.search.is_some()
    }

    /// Whether a text has a menu of its own, which was opened last.
    pub fn has_menu(&self, id: Id) -> bool {
        self.menu.as_ref().is_some_and(|menu| menu.id == id)
    }

    /// A stored text was changed by an answer: the field's own undo takes it back in one step, and the
    /// field shows the new text at once.
    pub fn answered(&mut self, ctx: &Context, field: Id, change: Reworded<'_>, open: &OpenReport) {
        let codes = self.codes.get_mut();
        let before = codes.from_stored(change.before, open.template());
        let after = codes.from_stored(change.after, open.template());
        edit::remember(ctx, field, &before, &after, None);
    }

    /// Shows a text with references.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        live: &Live<'_>,
        drafts: &mut Drafts,
        intents: &mut Intents,
    ) -> LiveShown {
        if self.num_forgotten != drafts.num_forgotten {
            self.num_forgotten = drafts.num_forgotten;
            self.search = None;
            self.menu = None;
        }
        let id = live.field.id;
        let pass = ui.ctx().cumulative_pass_nr();
        if self.memos.len() > MEMOS_MAX {
            self.memos.retain(|_, memo| memo.shown_in + 1 >= pass);
        }
        let mut memo = self.memos.remove(&id).unwrap_or_default();
        memo.shown_in = pass;
        memo.take_over(live, &mut self.codes.borrow_mut());
        let mut live = *live;
        if self.fault(&live, &memo).is_some() {
            live.field.look = FieldLook::Wrong;
        }
        let mut text = drafts.draft_of(id).unwrap_or(&memo.coded).to_owned();
        let (response, wanted) = self.show_text(ui, &live, &mut memo, &mut text);
        intents.extend(wanted);
        let coded = Field { text: &memo.coded, ..live.field };
        let typed = drafts.follow(ui, &coded, text, &response).map(|(text, typing)| {
            let text = crate::report::text::clean(&text);
            (self.codes.borrow().to_stored(&text, live.open.template()), typing)
        });
        let fault = self.fault(&live, &memo);
        self.memos.insert(id, memo);
        LiveShown { shown: Shown { typed, response }, fault }
    }

    /// Shows its letters, its chips, and what is open over it; gives back the field and what is wanted.
    fn show_text(
        &mut self,
        ui: &mut Ui,
        live: &Live<'_>,
        memo: &mut Memo,
        text: &mut String,
    ) -> (Response, Option<Intent>) {
        let frame = self.begin_live(ui, live.field.id, text);
        let mut output = self.edit_live(ui, live, memo, text);
        self.after_edit(ui, live, Edited { text, output: &mut output }, &frame);
        memo.marks.refresh(live.open, live.key, live.field.text, &memo.coded);
        let shown = OnScreen { memo, text, output: &output };
        Self::ground(ui, live, shown, &frame);
        let clicked = self.contents(ui, live, shown);
        let answer = self.menu(ui, live, shown, frame.keys);
        self.list(ui, live, &output);
        let codes = self.codes.borrow();
        spoken::tell(ui, &codes, live, shown);
        drop(codes);
        let response = output.response.response;
        let is_view = live.role == Role::View && live.field.access != Access::Locked;
        let wanted = match clicked {
            Some(reference) => describe::spot(&reference, live.open, live.ids).map(Intent::GoTo),
            None if is_view && view::is_clicked_in(ui, &response) => {
                Some(Intent::EditSentence(live.key.clone()))
            }
            None => answer,
        };
        (response, wanted)
    }

    /// What leads nowhere in a text that is typed in. A name that is still searched is no fault.
    fn fault(&self, live: &Live<'_>, memo: &Memo) -> Option<SentenceError> {
        let is_searched = self.search.as_ref().is_some_and(|s| s.id == live.field.id);
        let is_told = live.role == Role::Field && !is_searched;
        memo.fault.clone().filter(|_| is_told)
    }
}

impl Memo {
    /// Takes over a stored text.
    fn take_over(&mut self, live: &Live<'_>, codes: &mut Codes) {
        if self.stored != live.field.text || self.coded.is_empty() {
            live.field.text.clone_into(&mut self.stored);
            let template = live.open.template();
            self.coded = codes.from_stored(&self.stored, template);
            self.fault = sentence::parse(&self.stored, &**template).err();
        }
    }

    /// The chips that can be seen, on the screen.
    fn placed(&self, ui: &Ui, output: &TextEditOutput) -> Vec<(char, Rect)> {
        let at = galley_at(output);
        let (top, bottom) = (ui.clip_rect().top() - at.y, ui.clip_rect().bottom() - at.y);
        let placed = self.layout.placed(&output.galley, top, bottom).into_iter();
        placed.map(|(code, rect)| (code, paint::on_screen(rect, at))).collect()
    }
}

/// Where a laid out text begins on the screen.
fn galley_at(output: &TextEditOutput) -> egui::Pos2 {
    output.galley_pos - vec2(output.galley.rect.left(), 0.0)
}

/// The field as it looks: what is only shown looks computed.
fn seen<'a>(live: &Live<'a>) -> Field<'a> {
    let access = match live.role {
        Role::Field => live.field.access,
        Role::View => Access::Locked,
    };
    Field { access, ..live.field }
}
