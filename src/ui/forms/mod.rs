//! The form of a page: one clear form for each kind of item.

pub mod card;
pub mod carried;
pub mod comments;
pub mod documents;
pub mod drift;
pub mod figures;
pub mod letterhead;
pub mod live;
pub mod look;
mod message;
pub mod narrative;
pub mod older;
mod scroll;
pub mod sentences;
pub mod table;

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use egui::{Id, Rect, Response, RichText, Ui, Vec2};

pub use card::{HeadButton, card};
pub use message::Message;
pub use scroll::{Scroll, with_surroundings};

use card::card_with;

use super::cells::Cells;
use super::field_id::{CellKind, FieldIds};
use super::figure_text;
use super::intent::{Intent, Intents, TableWish};
use super::spot::Goal;
use super::theme::{self, Tokens};
use super::widgets::field::{Access, Current, Drafts, Field, FieldKind, FieldLook, Model, Shown};
use super::widgets::live::LiveTexts;
use super::widgets::sign::{Content, Note, Sign};
use crate::app::open_report::OpenReport;
use crate::app::platform::preferences::{Before, Density};
use crate::calc::carry;
use crate::calc::print::{self, PrintedIn};
use crate::report::key::{FigureKey, ItemKey, TextKey};
use crate::report::number::{self, ReadError};
use crate::report::template::{Figure, Item, ItemBody, Template};
use crate::report::value::Value;

/// How a person likes tables on the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taste {
    /// How high their rows are.
    pub density: Density,
    /// Whether they show what the period before said.
    pub before: Before,
}

/// What the forms keep of their own: nothing that belongs to the report.
#[derive(Debug, Default)]
pub struct FormView {
    /// The sentence whose wording is being edited.
    pub edited_sentence: Option<TextKey>,
    /// The table whose rows are being chosen.
    pub chosen_rows: Option<ItemKey>,
    /// The ids of the fields of the report on screen.
    pub ids: FieldIds,
    /// Whether looks can be kept: the data file can be written.
    pub may_keep_look: bool,
    /// What figures for charts are searched by.
    pub chart_search: String,
    /// The sentence that is held against the template's.
    pub compared: Option<TextKey>,
    /// What the fields of texts with references keep.
    pub live: LiveTexts,
    /// What the cards offer of the period before.
    pub offers: carried::Offers,
    /// How a person likes tables.
    pub taste: Taste,
    /// The heights of the rows of tables.
    pub row_heights: HashMap<ItemKey, table::RowHeights>,
    /// The cells of the page, and what is selected of them.
    pub cells: Cells,
    /// Lists and buttons that stand in for a field: its id by theirs.
    pub stand_ins: HashMap<Id, Id>,
    /// How the form scrolls.
    pub scroll: Scroll,
    /// What the form scrolls to in the frame that is drawn next. The window sets it when it carries out
    /// [`Intent::GoTo`]: where the place is, only laying out the page tells.
    pub goal: Option<Goal>,
    /// Where that is, once it was laid out in this frame.
    pub goal_rect: Cell<Option<Rect>>,
}

impl FormView {
    /// Closes what is open, because another page is shown.
    pub fn close(&mut self) {
        self.edited_sentence = None;
        self.compared = None;
        self.chosen_rows = None;
        self.chart_search.clear();
        self.stand_ins.clear();
    }
}

/// A form being shown: the report it edits and the field being typed in.
pub struct Form<'a> {
    /// The report.
    pub open: &'a mut OpenReport,
    /// The field being typed in.
    pub drafts: &'a mut Drafts,
    /// What the forms keep of their own.
    pub view: &'a mut FormView,
    /// What the user wants.
    pub intents: &'a mut Intents,
    /// Whether the report can be typed in.
    pub access: Access,
    /// The figures this page has a field for already: typed once, shown elsewhere.
    pub typed_here: HashSet<FigureKey>,
    /// The field that has the keyboard.
    pub focused: Option<Id>,
}

impl Form<'_> {
    /// Shows a field and says at the bottom what it is while it is being typed in.
    pub fn field(
        &mut self,
        ui: &mut Ui,
        field: &Field<'_>,
        describe: impl FnOnce() -> String,
    ) -> Shown {
        let field = Field { access: self.access, ..*field };
        let mut shown = self.drafts.show(ui, &field);
        if field.model == Model::Cell {
            self.place(ui, field.id, shown.response.rect);
        } else if self.view.goal == Some(Goal::Field(field.id)) {
            self.view.goal_rect.set(Some(shown.response.rect));
        }
        if shown.response.has_focus() {
            let is_typed_in = self.drafts.editing() == Some(field.id);
            let kind = if is_typed_in { FieldKind::CellText } else { field.kind() };
            self.is_current(field.id, kind, describe());
        }
        let reason = self.view.cells.sheet().reason(field.id);
        let told = reason.map_or_else(|| field.noted.to_owned(), |r| r.with(field.noted));
        if !told.is_empty() {
            shown.response = shown.response.on_hover_text(told);
        }
        shown
    }

    /// A field has the keyboard: the line at the bottom says what it is, and why it asks for something.
    pub fn is_current(&mut self, field: Id, kind: FieldKind, words: String) {
        let reason = self.view.cells.sheet().reason(field).cloned();
        let reason = reason.map(|reason| (reason.severity, reason.line()));
        self.drafts.current = Some(Current { words, kind, reason });
    }

    /// A list or a button stands in for a field with this id: who is led to the field has the keyboard in
    /// it, and Tab leads on from it as from the field.
    pub fn stand_in(
        &mut self,
        ui: &Ui,
        field: Id,
        shown: &Response,
        describe: impl FnOnce() -> String,
    ) {
        self.view.stand_ins.insert(shown.id, field);
        if shown.id != field && ui.memory(|memory| memory.has_focus(field)) {
            shown.request_focus();
        }
        self.drafts.arrive(ui, shown);
        if self.view.goal == Some(Goal::Field(field)) {
            self.view.goal_rect.set(Some(shown.rect));
        }
        if shown.has_focus() {
            self.is_current(field, FieldKind::Choice, describe());
        }
    }

    /// Where a cell stands: what leads to it scrolls there, and its selection is painted.
    pub fn place(&mut self, ui: &Ui, id: Id, rect: Rect) {
        let cells = &mut self.view.cells;
        // What is scrolled away is not under the pointer.
        cells.place(id, rect.intersect(ui.clip_rect()));
        if cells.scroll_to == Some(id) {
            cells.scroll_to = None;
            self.drafts.entered = Some(rect);
        }
        if self.view.goal == Some(Goal::Field(id)) {
            self.view.goal_rect.set(Some(rect));
        }
        if self.view.cells.is_selected(id) {
            let accent = Tokens::of(ui).accent;
            let stroke = egui::Stroke::new(1.0, accent);
            // The cell with the keyboard is marked already, and stays readable.
            let is_active = ui.memory(|memory| memory.has_focus(id));
            let share = if is_active { 0.0 } else { theme::SELECTION_SHARE };
            let fill = accent.gamma_multiply(share);
            ui.painter().rect(rect, 4.0, fill, stroke, egui::StrokeKind::Inside);
        }
    }

    /// What tells the state of a cell.
    fn sign(&self, kind: CellKind, key: &FigureKey, value: &Value) -> Sign {
        let problem = self.view.cells.sheet().problem(kind, key);
        let content = match value {
            Value::Unreadable(_) => Content::Unread,
            Value::Blank if kind == CellKind::Figure => Content::Empty,
            _ if kind == CellKind::Figure && carry::is_unconfirmed(self.open.report(), key) => {
                Content::Carried(self.open.template().period())
            }
            Value::NotArisen => Content::NotArisen,
            _ if kind == CellKind::Printed && self.is_overridden(key) => Content::Override,
            _ => Content::Usual,
        };
        // What is printed of a figure stands beside its value, which has the note.
        let comment = self.open.comments().get(key).filter(|_| kind != CellKind::Printed);
        Sign { content, problem, note: Note::of(comment) }
    }

    /// The field of a typed figure. Returns why its text cannot be read, if it cannot.
    pub fn figure_field(&mut self, ui: &mut Ui, key: &FigureKey, width: f32) -> Option<ReadError> {
        let template = self.open.template().clone();
        let figure = template.figure(key)?;
        let value = self.open.report().value(key).clone();
        let fault = fault_of(&template, figure, &value);
        let text = number::format_value(&value);
        let noted = comments::told(self.open, key);
        let field = Field {
            width,
            look: if fault.is_some() { FieldLook::Wrong } else { FieldLook::Plain },
            sign: self.sign(CellKind::Figure, key, &value),
            noted: &noted,
            ..Field::figure(self.view.ids.cell(CellKind::Figure, key), &figure.label, &text)
        };
        let words = describe_figure(self.open, figure);
        let shown = self.field(ui, &field, || words);
        if let Some((text, typing)) = shown.typed {
            self.open.type_figure(key, &text, typing);
        }
        self.figure_menu(&shown.response, figure);
        fault
    }

    /// The field of what is printed instead of a computed figure.
    pub fn printed_field(&mut self, ui: &mut Ui, key: &FigureKey, width: f32) -> Option<ReadError> {
        let template = self.open.template().clone();
        let figure = template.figure(key)?;
        let value = self.open.report().printed.get(key).cloned().unwrap_or_default();
        let fault = fault_of(&template, figure, &value);
        let text = number::format_value(&value);
        let look = match (&fault, value.is_blank()) {
            (Some(_), _) => FieldLook::Wrong,
            (None, true) => FieldLook::Plain,
            (None, false) => FieldLook::Override,
        };
        let name = format!("In trong báo cáo: {}", figure.label);
        let field = Field {
            width,
            look,
            sign: self.sign(CellKind::Printed, key, &value),
            ..Field::figure(self.view.ids.cell(CellKind::Printed, key), &name, &text)
        };
        let describe = || format!("{name} · để trống thì in đúng số máy tính");
        let shown = self.field(ui, &field, describe);
        if let Some((text, typing)) = shown.typed {
            self.open.type_printed(key, &text, typing);
        }
        fault
    }

    /// Whether a computed figure is printed otherwise than it was computed.
    pub fn is_overridden(&self, key: &FigureKey) -> bool {
        let (open, template) = (&self.open, self.open.template());
        let Some(figure) = template.figure(key).filter(|_| open.report().printed.contains_key(key))
        else {
            return false;
        };
        let style = &template.parts().style;
        let results = open.results();
        let printed = print::figure_text(figure, open.report(), results, style, PrintedIn::Table);
        let computed = print::computed_text(figure, results, style, PrintedIn::Table);
        !computed.is_empty() && printed != computed
    }
}

fn fault_of(template: &Template, figure: &Figure, value: &Value) -> Option<ReadError> {
    let Value::Unreadable(text) = value else {
        return None;
    };
    number::read(text, template.accepted(figure)).err()
}

/// What a figure is and was, in one line for the bottom of the window.
fn describe_figure(open: &OpenReport, figure: &Figure) -> String {
    let report = open.report();
    let style = &open.template().parts().style;
    let value = match report.value(&figure.key) {
        Value::Blank => "chưa nhập".to_owned(),
        Value::NotArisen => "không phát sinh".to_owned(),
        Value::Unreadable(text) => format!("“{text}” chưa đọc được"),
        value => {
            let text = print::value_text(figure, value, style, PrintedIn::Table);
            if figure.is_percent() { text } else { format!("{text} {}", figure.unit) }
        }
    };
    let mut words = format!("{}: {}", figure.label, value.trim());
    let before = figure_text::before(open, figure);
    if !before.is_empty() {
        words.push_str(&format!(" · {} trước {before}", open.template().period().noun()));
    }
    let provider = figure.provider.as_ref().and_then(|key| open.template().agency(key));
    if let Some(agency) = provider {
        words.push_str(&format!(" · nguồn: {}", agency.name));
    }
    words + &comments::behind(open, &figure.key)
}

/// Shows the form of one item as a card.
pub fn item_ui(ui: &mut Ui, form: &mut Form<'_>, item: &Item) {
    if matches!(&form.view.goal, Some(Goal::Item(key)) if *key == item.key) {
        let top = ui.cursor().min;
        form.view.goal_rect.set(Some(Rect::from_min_size(top, Vec2::ZERO)));
    }
    let has_table = matches!(item.body, ItemBody::Table(_) | ItemBody::Figures(_));
    let copy = has_table.then(|| HeadButton {
        label: COPY.to_owned(),
        hint: COPY_HINT.into(),
        intent: Intent::Table(item.key.clone(), TableWish::Copy),
    });
    let offers = carried::offers(form, item);
    let orders = in_order(form, item);
    let buttons: Vec<&HeadButton> = offers.iter().chain(&copy).chain(&orders).collect();
    let contents = |ui: &mut Ui| match &item.body {
        ItemBody::Narrative(narrative) => narrative::show(ui, form, item, narrative),
        ItemBody::Documents(list) => documents::show(ui, form, item, list),
        ItemBody::Table(table) => table::show(ui, form, item, table),
        ItemBody::Figures(group) => figures::show(ui, form, item, group),
    };
    let clicked = card_with(ui, &item.label, &buttons, contents);
    form.intents.extend(clicked);
}

/// The buttons that copy a table in the order of a web form.
fn in_order(form: &Form<'_>, item: &Item) -> Vec<HeadButton> {
    if !matches!(item.body, ItemBody::Table(_)) {
        return Vec::new();
    }
    let key = || item.key.clone();
    let button = |label: String, intent| HeadButton { label, hint: ORDER_HINT.into(), intent };
    match form.open.look().look.copies.get(&item.key) {
        None => vec![button(
            "Chép theo mẫu nhập…".to_owned(),
            Intent::Table(key(), TableWish::ChooseOrder),
        )],
        Some(order) => vec![
            button(
                format!("Chép theo “{}”", order.name),
                Intent::Table(key(), TableWish::CopyInOrder),
            ),
            button("Sửa mẫu nhập…".to_owned(), Intent::Table(key(), TableWish::ChooseOrder)),
        ],
    }
}

const ORDER_HINT: &str = "Chép theo thứ tự cột, dòng của mẫu nhập trên trang của tỉnh";

/// What the button that copies says.
const COPY: &str = "Chép bảng";
const COPY_HINT: &str = "Chép để dán vào Excel hoặc Word";

/// Small grey print.
pub fn small(ui: &Ui, text: impl Into<String>) -> RichText {
    RichText::new(text.into()).font(theme::small()).color(Tokens::of(ui).text_second)
}
