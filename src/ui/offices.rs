//! "Các đơn vị trong tệp…": the offices of the data file as a tree, with what each belongs to and the days
//! between which it reports. What is typed is kept when its field is left; what cannot be kept stays in its
//! field, with the reason under it.

use std::collections::BTreeMap;

use egui::{
    Align, Button, Id, Label, Layout, Response, RichText, ScrollArea, Sense, Ui, UiBuilder, vec2,
};

use super::chrome;
use super::forms::small;
use super::intent::{Intent, Intents};
use super::theme::{self, GAP, Tokens};
use super::widgets::choice::choice;
use super::widgets::field::{Drafts, Field, FieldLook};
use crate::app::message::{ListedOffice, OfficeWish};
use crate::app::open_report::Typing;
use crate::app::problem::Problem;
use crate::app::state::{Notice, State};
use crate::report::key::OfficeCode;
use crate::report::period::{PeriodError, format_day, parse_day};
use crate::report::text::clean;

const WIDTH: f32 = 980.0;
const HEIGHT: f32 = 420.0;
/// What stands above and below the list: heading, notes, titles, the line for a new office, margins.
const AROUND: f32 = 260.0;
/// Width of the field for the name of a new office, and of what stands beside it.
const NEW_NAME: f32 = 440.0;
const ADD: f32 = 120.0;
const DAY: f32 = 124.0;
/// How much of what the days leave is for the name; the rest is for what the office belongs to.
const NAME_SHARE: f32 = 0.54;
/// How far an office stands to the right of the one that it belongs to.
const INDENT: f32 = 20.0;
/// The line under a row is always there: a reason that comes must not push away what is clicked on.
const REASON_HEIGHT: f32 = 18.0;
const NOTE: &str = "Kể cả đơn vị cấp trên không tự lập báo cáo. Ngày viết như 01/7/2025; để trống thì không giới hạn. \
    Đổi tên đơn vị ở phần Thể thức văn bản của báo cáo";
const WRONG_DAY: &str = "Ngày viết như 01/7/2025";

/// What is typed and not in the file.
#[derive(Debug, Default)]
pub struct OfficesView {
    rows: BTreeMap<OfficeCode, Typed>,
    new: NewOffice,
}

/// The office that is to be added.
#[derive(Debug, Default)]
struct NewOffice {
    name: String,
    /// How many offices there were when it was asked for; none when nothing waits for an answer.
    num_before: Option<usize>,
    /// Whether its field has had the keyboard already.
    is_shown: bool,
}

/// What is typed of an office, in place of what the file says.
#[derive(Debug, Clone)]
struct Typed {
    parent: Option<OfficeCode>,
    opened: String,
    closed: String,
    /// What was changed last: if it cannot be kept, that is what is to be changed again.
    part: Part,
}

/// What can be said of an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Name,
    Parent,
    Opened,
    Closed,
}

impl Part {
    fn title(self) -> &'static str {
        match self {
            Self::Name => "Đơn vị",
            Self::Parent => "Trực thuộc",
            Self::Opened => "Báo cáo từ ngày",
            Self::Closed => "đến hết ngày",
        }
    }
}

impl Typed {
    fn of(listed: &ListedOffice) -> Self {
        let day = |day: Option<chrono::NaiveDate>| day.map(format_day).unwrap_or_default();
        Self {
            parent: listed.parent.clone(),
            opened: day(listed.opened),
            closed: day(listed.closed),
            part: Part::Parent,
        }
    }

    /// The office with what is typed.
    ///
    /// # Errors
    /// The day that cannot be read.
    fn placed(&self, listed: &ListedOffice) -> Result<ListedOffice, Part> {
        let day = |text: &str, part| match text.trim() {
            "" => Ok(None),
            text => parse_day(text).map(Some).map_err(|_: PeriodError| part),
        };
        Ok(ListedOffice {
            office: listed.office.clone(),
            parent: self.parent.clone(),
            opened: day(&self.opened, Part::Opened)?,
            closed: day(&self.closed, Part::Closed)?,
        })
    }
}

/// Why what is typed of an office is not in the file.
struct Reason {
    part: Part,
    words: String,
    advice: String,
}

impl Reason {
    fn of(typed: &Typed, listed: &ListedOffice, refused: Option<&Problem>) -> Option<Self> {
        match (typed.placed(listed), refused) {
            (Err(part), _) => {
                Some(Self { part, words: WRONG_DAY.to_owned(), advice: String::new() })
            }
            (Ok(_), refused) => refused.map(|problem| Self::refused(typed.part, problem)),
        }
    }

    fn refused(part: Part, problem: &Problem) -> Self {
        Self { part, words: problem.title.clone(), advice: problem.advice() }
    }
}

/// The widths of the columns of names and of what offices belong to.
#[derive(Debug, Clone, Copy)]
struct Columns {
    name: f32,
    parent: f32,
}

impl Columns {
    /// Of all columns.
    fn width(self) -> f32 {
        self.name + self.parent + 2.0 * DAY + 3.0 * GAP
    }

    fn of(width: f32) -> Self {
        let left = width - 2.0 * DAY - 3.0 * GAP;
        let name = (left * NAME_SHARE).round();
        Self { name, parent: left - name }
    }
}

/// Draws it in front of the window.
pub fn show(
    ui: &Ui,
    view: &mut OfficesView,
    state: &State,
    drafts: &mut Drafts,
    intents: &mut Intents,
) {
    let offices = state.file.as_ref().map_or(&[][..], |file| &file.offices);
    let kept = |code: &OfficeCode| offices.iter().find(|listed| listed.office.code == *code);
    view.rows.retain(|code, typed| {
        kept(code).is_some_and(|kept| typed.placed(kept).as_ref() != Ok(kept))
    });
    let response = chrome::dialog(ui, "offices").show(ui.ctx(), |ui| {
        let room = theme::room_in_front(ui, vec2(WIDTH, HEIGHT), AROUND);
        ui.set_width(room.x);
        ui.label(RichText::new("Các đơn vị trong tệp").font(theme::heading()));
        ui.add(Label::new(small(ui, NOTE)).wrap());
        ui.add_space(GAP);
        let columns = Columns::of(room.x - ui.spacing().scroll.allocated_width());
        titles(ui, columns);
        ScrollArea::vertical().max_height(room.y).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (depth, listed) in tree(offices) {
                let typed = view.rows.get(&listed.office.code).cloned();
                let refused = state.refusal(Some(&listed.office.code));
                let reason = typed.as_ref().and_then(|typed| Reason::of(typed, listed, refused));
                let typed = typed.unwrap_or_else(|| Typed::of(listed));
                let row = OfficeRow { listed, depth, offices, columns };
                if let Some(typed) = row.show(ui, typed, reason.as_ref(), drafts) {
                    let placed = typed.placed(listed).ok().filter(|placed| placed != listed);
                    let wish = placed.map(OfficeWish::Place).map(Intent::PlaceOffice);
                    intents.extend(wish);
                    view.rows.insert(listed.office.code.clone(), typed);
                }
            }
        });
        ui.add_space(GAP);
        let wish = view.new.show(ui, state, drafts);
        intents.extend(wish.map(Intent::PlaceOffice));
        let reason = state.refusal(None).map(|problem| Reason::refused(Part::Name, problem));
        reason_ui(ui, reason.as_ref(), columns);
        ui.add_space(GAP);
        ui.horizontal(|ui| {
            let is_closed = ui.button("Đóng").clicked();
            if let Some(words) = state.notice.as_ref().and_then(Notice::words) {
                ui.label(small(ui, words));
            }
            is_closed
        })
        .inner
    });
    if response.inner || response.should_close() {
        intents.push(Intent::CloseFront);
    }
}

fn titles(ui: &mut Ui, columns: Columns) {
    ui.horizontal(|ui| {
        let titles = [
            (Part::Name.title(), columns.name),
            (Part::Parent.title(), columns.parent),
            (Part::Opened.title(), DAY),
            (Part::Closed.title(), DAY),
        ];
        for (title, width) in titles {
            cell(ui, width, |ui| ui.label(small(ui, title)));
        }
    });
}

/// Something in a column, whatever its own width.
fn cell<R>(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = Layout::left_to_right(Align::Center);
    let size = vec2(width, theme::FIELD_HEIGHT);
    let shown = ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_width(width);
        ui.set_max_width(width);
        contents(ui)
    });
    shown.inner
}

/// The offices with how deep each stands, below the one that it belongs to.
fn tree(offices: &[ListedOffice]) -> Vec<(u16, &ListedOffice)> {
    let mut tree = Vec::new();
    add_below(None, 0, offices, &mut tree);
    tree
}

fn add_below<'o>(
    parent: Option<&OfficeCode>,
    depth: u16,
    offices: &'o [ListedOffice],
    tree: &mut Vec<(u16, &'o ListedOffice)>,
) {
    for listed in offices.iter().filter(|listed| listed.parent.as_ref() == parent) {
        tree.push((depth, listed));
        add_below(Some(&listed.office.code), depth.saturating_add(1), offices, tree);
    }
}

/// What an office is called among the others: with its code where another has the same name.
fn called(listed: &ListedOffice, offices: &[ListedOffice]) -> String {
    let name = &listed.office.name;
    match offices.iter().filter(|other| other.office.name == *name).count() {
        0 | 1 => name.clone(),
        _ => format!("{name} ({})", listed.office.code),
    }
}

/// An office of the list.
struct OfficeRow<'a> {
    listed: &'a ListedOffice,
    depth: u16,
    offices: &'a [ListedOffice],
    columns: Columns,
}

impl OfficeRow<'_> {
    /// Draws it; returns what is typed when that changed.
    fn show(
        &self,
        ui: &mut Ui,
        mut typed: Typed,
        reason: Option<&Reason>,
        drafts: &mut Drafts,
    ) -> Option<Typed> {
        let mut changed = None;
        ui.push_id(&self.listed.office.code, |ui| {
            ui.horizontal(|ui| {
                cell(ui, self.columns.name, |ui| {
                    ui.add_space(INDENT * f32::from(self.depth));
                    ui.add(Label::new(self.name()).truncate());
                });
                if let Some(parent) = self.parent_ui(ui, typed.parent.as_ref()) {
                    typed.parent = parent;
                    changed = Some(Part::Parent);
                }
                changed = self.days_ui(ui, &mut typed, reason, drafts).or(changed);
            });
            reason_ui(ui, reason, self.columns);
        });
        changed.map(|part| Typed { part, ..typed })
    }

    /// Shows its days; takes over what was typed, and tells of which.
    fn days_ui(
        &self,
        ui: &mut Ui,
        typed: &mut Typed,
        reason: Option<&Reason>,
        drafts: &mut Drafts,
    ) -> Option<Part> {
        let mut changed = None;
        for (part, text) in [(Part::Opened, &mut typed.opened), (Part::Closed, &mut typed.closed)] {
            let reason = reason.filter(|reason| reason.part == part);
            if let Some(day) = self.day_ui(ui, DayField { part, text, reason }, drafts) {
                *text = day;
                changed = Some(part);
            }
        }
        changed
    }

    fn name(&self) -> String {
        called(self.listed, self.offices)
    }

    /// Shows what it belongs to; returns what was chosen instead.
    fn parent_ui(&self, ui: &mut Ui, parent: Option<&OfficeCode>) -> Option<Option<OfficeCode>> {
        let others = self.offices.iter().enumerate();
        let others = others.filter(|(_, other)| other.office.code != self.listed.office.code);
        let others = others.map(|(at, other)| (Some(at), called(other, self.offices)));
        let options: Vec<(Option<usize>, String)> =
            [(None, "Không".to_owned())].into_iter().chain(others).collect();
        let at = self.offices.iter().position(|other| Some(&other.office.code) == parent);
        let name = format!("{}, {}", Part::Parent.title(), self.name());
        let chosen = choice(ui, &name, self.columns.parent, at, &options)?;
        let chosen = chosen.and_then(|at| self.offices.get(at));
        Some(chosen.map(|other| other.office.code.clone()))
    }

    /// Shows a day; returns what was typed instead, once its field is left.
    fn day_ui(&self, ui: &mut Ui, day: DayField<'_>, drafts: &mut Drafts) -> Option<String> {
        let DayField { part, text, reason } = day;
        let name = format!("{}, {}", part.title(), self.name());
        let field = Field {
            width: DAY,
            look: if reason.is_some() { FieldLook::Wrong } else { FieldLook::Plain },
            noted: reason.map_or("", |reason| reason.words.as_str()),
            ..Field::words(ui.scope_id().with(part.title()), &name, text)
        };
        let shown = drafts.show(ui, &field);
        if chrome::is_entered(&shown.response) {
            // It is kept, and the keyboard stays where Tab goes on from.
            shown.response.request_focus();
        }
        let (text, typing) = shown.typed?;
        (typing == Typing::Finished).then(|| clean(&text))
    }
}

/// A field for a day of an office.
#[derive(Clone, Copy)]
struct DayField<'a> {
    part: Part,
    text: &'a str,
    /// Why it is not kept as it is.
    reason: Option<&'a Reason>,
}

/// The line under a row: why it is not kept as it is, at the field that is to be changed.
fn reason_ui(ui: &mut Ui, reason: Option<&Reason>, columns: Columns) {
    let size = vec2(columns.width(), REASON_HEIGHT);
    let (mut rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let Some(reason) = reason else { return };
    let layout = match reason.part {
        Part::Name => Layout::left_to_right(Align::Min),
        Part::Parent => {
            rect.min.x += columns.name + GAP;
            Layout::left_to_right(Align::Min)
        }
        Part::Opened | Part::Closed => Layout::right_to_left(Align::Min),
    };
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), |ui| {
        let words = RichText::new(&reason.words).font(theme::small());
        let label = ui.add(Label::new(words.color(Tokens::of(ui).error)).truncate());
        if !reason.advice.is_empty() {
            label.on_hover_text(&reason.advice);
        }
    });
}

impl NewOffice {
    /// Draws the line in which an office is added; returns its name when that is wanted.
    fn show(&mut self, ui: &mut Ui, state: &State, drafts: &mut Drafts) -> Option<OfficeWish> {
        let num_offices = state.file.as_ref().map_or(0, |file| file.offices.len());
        let refused = state.refusal(None);
        let is_added = self.num_before.is_some_and(|before| num_offices > before);
        if is_added {
            self.name.clear();
        }
        let is_answered = is_added || refused.is_some();
        let takes_keyboard = is_answered && self.num_before.take().is_some();
        let is_wanted = ui.horizontal(|ui| {
            let field = self.field(ui, drafts, refused);
            if takes_keyboard || !std::mem::replace(&mut self.is_shown, true) {
                field.request_focus();
            }
            let is_named = !self.name.trim().is_empty();
            let button = Button::new("Thêm đơn vị").min_size(vec2(0.0, theme::FIELD_HEIGHT));
            let button = ui.add_enabled(is_named, button);
            let button = button.on_disabled_hover_text("Hãy nhập tên đơn vị mới ở bên trái");
            is_named && (button.clicked() || chrome::is_entered(&field))
        });
        is_wanted.inner.then(|| {
            self.num_before = Some(num_offices);
            OfficeWish::Add(self.name.clone())
        })
    }

    fn field(&mut self, ui: &mut Ui, drafts: &mut Drafts, refused: Option<&Problem>) -> Response {
        let field = Field {
            width: NEW_NAME.min(ui.available_width() - ADD),
            hint: "Tên đơn vị mới, viết đủ dấu",
            look: if refused.is_some() { FieldLook::Wrong } else { FieldLook::Plain },
            noted: refused.map_or("", |problem| problem.title.as_str()),
            ..Field::words(Id::unique("new office"), "Tên đơn vị mới", &self.name)
        };
        let shown = drafts.show(ui, &field);
        if let Some((text, _)) = shown.typed {
            self.name = clean(&text);
        }
        shown.response
    }
}
