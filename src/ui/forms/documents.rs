//! The form of a list of issued documents: add, edit, remove, put in order.

use egui::{Align, Align2, Layout, Sense, Ui, vec2};

use super::live::LiveText;
use super::{Form, older, small};
use crate::app::open_report::{Deed, Shift};
use crate::app::platform::clock;
use crate::app::words;
use crate::report::change::Edit;
use crate::report::content::{DocumentEntry, IssuedDocument};
use crate::report::period::DayValue;
use crate::report::template::{DocumentList, Item};
use crate::report::text::clean;
use crate::ui::field_id::DocumentPart as Part;
use crate::ui::intent::Intent;
use crate::ui::spot::Goal;
use crate::ui::theme::{self, GAP, PROSE_WIDTH, Tokens};
use crate::ui::widgets::field::{Access, Enter, Field, FieldLook};
use crate::ui::widgets::icons::{self, Icon};
use crate::ui::widgets::live::Role;

impl Part {
    fn label(self) -> &'static str {
        match self {
            Self::DocType => "Loại văn bản",
            Self::Code => "Số, ký hiệu",
            Self::Day => "Ngày ban hành",
            Self::Issuer => "Cơ quan ban hành",
            Self::Subject => "Trích yếu",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::DocType => "vd. Công văn",
            Self::Code => "vd. 12/UBND-TH",
            Self::Day => "ngày/tháng/năm",
            Self::Issuer => "để trống nếu câu dẫn đã nêu",
            Self::Subject => "nội dung, không ghi chữ “về”",
        }
    }

    fn text(self, document: &IssuedDocument) -> String {
        match self {
            Self::DocType => document.doc_type.clone(),
            Self::Code => document.code.clone(),
            Self::Day => document.day.as_ref().map(DayValue::to_text).unwrap_or_default(),
            Self::Issuer => document.issuer.clone(),
            Self::Subject => document.subject.clone(),
        }
    }

    fn set(self, document: &mut IssuedDocument, text: &str) {
        let text = clean(text);
        match self {
            Self::DocType => document.doc_type = text,
            Self::Code => document.code = text,
            Self::Day => document.day = DayValue::read(&text),
            Self::Issuer => document.issuer = text,
            Self::Subject => document.subject = text,
        }
    }
}

/// The fields of a line before its subject, with their widths.
const SHORT: [(Part, f32); 3] = [(Part::DocType, 112.0), (Part::Code, 148.0), (Part::Day, 92.0)];
/// The issuer, where a line has room for it.
const ISSUER: f32 = 168.0;
/// A subject in less room could not be read.
const SUBJECT_LEAST: f32 = 240.0;
/// In front of a line.
const NUMBER: f32 = 24.0;
/// Behind it.
const ACTIONS: f32 = 3.0 * 28.0;
/// The lines of a subject while its entry is open.
const OPEN_LINES: usize = 3;
/// What the fields of an entry are called, above the first of them.
const TITLES: f32 = 16.0;

/// Shows the introduction and the documents.
pub fn show(ui: &mut Ui, form: &mut Form<'_>, item: &Item, list: &DocumentList) {
    intro(ui, form, item, list);
    let entries = form.open.report().entries(&item.key).to_vec();
    if entries.is_empty() {
        ui.label(small(ui, "Chưa có văn bản nào. Bấm “Thêm văn bản” để nhập"));
    }
    let widths = Widths::of(ui.available_width());
    if !entries.is_empty() {
        titles(ui, &widths);
    }
    for (i, entry) in entries.iter().enumerate() {
        let listed = Listed { item, entry, number: i + 1, num_entries: entries.len() };
        ui.push_id(&entry.id, |ui| one(ui, form, listed, &widths));
    }
    if form.access == Access::Locked {
        return;
    }
    let id = form.view.ids.add_document(&item.key);
    let button = add_button(ui, id);
    let words = || format!("{}: Enter để thêm một văn bản", item.label);
    form.stand_in(ui, id, &button, words);
    if button.clicked() {
        let added = form.open.added_document(&item.key, clock::now());
        if let Some((id, edit)) = added {
            let field = form.view.ids.document(&item.key, &id, Part::DocType);
            form.intents.push(Intent::Step(vec![edit], Deed::DocumentAdded));
            form.intents.push(Intent::TypeIn(field));
        }
    }
}

/// A button with an id of its own: it keeps the keyboard whatever stands above it now.
fn add_button(ui: &mut Ui, id: egui::Id) -> egui::Response {
    let words = "Thêm văn bản";
    let color = egui::Color32::PLACEHOLDER;
    let galley = ui.painter().layout_no_wrap(words.to_owned(), theme::body(), color);
    let size = vec2(galley.size().x + 24.0, theme::BUTTON_HEIGHT);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let response = ui.interact(rect, id, Sense::click());
    let is_enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, is_enabled, words));
    let visuals = ui.style().interact(&response);
    let (fill, stroke) = (visuals.weak_bg_fill, visuals.bg_stroke);
    ui.painter().rect(rect, visuals.corner_radius, fill, stroke, egui::StrokeKind::Inside);
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, visuals.text_color());
    response
}

fn intro(ui: &mut Ui, form: &mut Form<'_>, item: &Item, list: &DocumentList) {
    let name = format!("Câu dẫn: {}", item.label);
    ui.label(small(ui, "Câu dẫn"));
    let field = Field {
        width: ui.available_width().min(PROSE_WIDTH),
        lines: 2,
        ..Field::words(form.view.ids.text(&list.intro), &name, "")
    };
    let text = LiveText { key: &list.intro, role: Role::Field, field };
    let describe = || "Câu dẫn đứng trước các văn bản trong cùng một đoạn".to_owned();
    form.live_text(ui, &text, describe);
}

/// An entry, and where it stands in its list.
#[derive(Clone, Copy)]
struct Listed<'a> {
    item: &'a Item,
    entry: &'a DocumentEntry,
    number: usize,
    num_entries: usize,
}

/// How wide the fields of a line are.
struct Widths {
    /// All of a line but its number and its buttons.
    line: f32,
    /// Type, number and day.
    short: Vec<(Part, f32)>,
    /// The issuer in the line; none where it stands below it while the entry is open.
    issuer: Option<f32>,
    subject: f32,
}

impl Widths {
    /// Of a list: the issuer has a column where there is room.
    fn of(room: f32) -> Self {
        let line = room - NUMBER - ACTIONS - 2.0 * GAP;
        let fixed: f32 = SHORT.iter().map(|(_, width)| width + GAP).sum();
        // With large text there is less room than they would like.
        let scale = (line / fixed).min(1.0);
        let short = SHORT.map(|(part, width)| (part, (width + GAP) * scale - GAP)).to_vec();
        let beside = line - fixed;
        let issuer = (beside >= ISSUER + GAP + SUBJECT_LEAST).then_some(ISSUER);
        let subject = beside - issuer.map_or(0.0, |width| width + GAP);
        Self { line, short, issuer, subject }
    }

    /// Whether the subject stands in the line; where there is no room it has one of its own.
    fn has_subject(&self) -> bool {
        self.subject >= SUBJECT_LEAST
    }

    /// The fields of a line, left to right.
    fn in_line(&self) -> Vec<(Part, f32)> {
        let mut fields = self.short.clone();
        fields.extend(self.issuer.map(|width| (Part::Issuer, width)));
        if self.has_subject() {
            fields.push((Part::Subject, self.subject));
        }
        fields
    }
}

/// What the fields are called, once above all of them.
fn titles(ui: &mut Ui, widths: &Widths) {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = TITLES;
        ui.add_space(NUMBER + GAP);
        for (part, width) in widths.in_line() {
            let (rect, _) = ui.allocate_exact_size(vec2(width, TITLES), Sense::hover());
            let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
            let (at, color) = (rect.left_center() + vec2(2.0, 0.0), Tokens::of(ui).text_second);
            painter.text(at, Align2::LEFT_CENTER, part.label(), theme::small(), color);
        }
    });
}

/// An entry: one line, which opens while it is edited.
fn one(ui: &mut Ui, form: &mut Form<'_>, listed: Listed<'_>, widths: &Widths) {
    let ids = form.view.ids.documents(&listed.item.key, &listed.entry.id);
    let goal = match &form.view.goal {
        Some(Goal::Field(id)) => Some(*id),
        _ => None,
    };
    let with_keyboard = [form.focused, form.drafts.draft(), form.drafts.next, goal];
    let is_edited = with_keyboard.into_iter().flatten().any(|id| ids.contains(&id));
    let open = if is_edited { Open::Yes } else { Open::No };
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(
            vec2(NUMBER, theme::FIELD_HEIGHT),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_width(NUMBER);
                ui.label(format!("{}.", listed.number));
            },
        );
        ui.vertical(|ui| {
            ui.set_width(widths.line);
            fields(ui, form, listed, widths, open);
        });
        if form.access != Access::Locked {
            actions(ui, form, listed);
        }
    });
}

/// Whether an entry is being edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Yes,
    No,
}

fn fields(ui: &mut Ui, form: &mut Form<'_>, listed: Listed<'_>, widths: &Widths, open: Open) {
    let lines = if open == Open::Yes { OPEN_LINES } else { 1 };
    ui.horizontal_top(|ui| {
        for (part, width) in widths.in_line() {
            let lines = if part == Part::Subject { lines } else { 1 };
            part_field(ui, form, listed, PartLook { part, width, lines });
        }
    });
    if open == Open::Yes && widths.issuer.is_none() {
        ui.horizontal(|ui| {
            ui.label(small(ui, Part::Issuer.label()));
            let width = ui.available_width();
            part_field(ui, form, listed, PartLook { part: Part::Issuer, width, lines: 1 });
        });
    }
    if !widths.has_subject() {
        let look = PartLook { part: Part::Subject, width: widths.line, lines };
        part_field(ui, form, listed, look);
    }
    older::show_entry(ui, form, &listed.item.key, &listed.entry.id);
}

fn is_day_wrong(entry: &DocumentEntry) -> bool {
    matches!(entry.document.day, Some(DayValue::Unreadable(_)))
}

/// A field of an entry as it stands there.
#[derive(Clone, Copy)]
struct PartLook {
    part: Part,
    width: f32,
    lines: usize,
}

fn part_field(ui: &mut Ui, form: &mut Form<'_>, listed: Listed<'_>, look: PartLook) {
    let Listed { item, entry, number, .. } = listed;
    let PartLook { part, width, lines } = look;
    let text = part.text(&entry.document);
    let is_wrong = part == Part::Day && is_day_wrong(entry);
    let name = format!("{} {number}: {}", item.label, part.label());
    let field = Field {
        width,
        lines,
        enter: Enter::LeadsOn,
        hint: part.hint(),
        look: if is_wrong { FieldLook::Wrong } else { FieldLook::Plain },
        ..Field::words(form.view.ids.document(&item.key, &entry.id, part), &name, &text)
    };
    let fault = is_wrong.then(|| format!("“{text}”: {}", words::day_fault(&text)));
    let describe = || fault.clone().unwrap_or_else(|| format!("{name} · {}", part.hint()));
    let shown = form.field(ui, &field, describe);
    let told = fault.clone().unwrap_or_else(|| text.clone());
    if !told.is_empty() {
        shown.response.on_hover_text(told);
    }
    if let Some((text, typing)) = shown.typed {
        // Another field of the entry may have changed in this very frame.
        let entries = form.open.report().entries(&item.key).iter();
        let now = entries.into_iter().find(|other| other.id == entry.id).cloned();
        if let Some(mut now) = now {
            part.set(&mut now.document, &text);
            form.open.set_document(&item.key, now, typing);
        }
    }
}

fn actions(ui: &mut Ui, form: &mut Form<'_>, listed: Listed<'_>) {
    let Listed { item, entry, number, num_entries } = listed;
    let shift = |form: &mut Form<'_>, shift: Shift| {
        let edits = form.open.moved_document(&item.key, &entry.id, shift);
        form.intents.push(Intent::Step(edits, Deed::DocumentMoved));
    };
    ui.spacing_mut().item_spacing.x = 0.0;
    ui.add_enabled_ui(number > 1, |ui| {
        if icons::button(ui, Icon::Up, &format!("Đưa văn bản {number} lên")).clicked() {
            shift(form, Shift::Up);
        }
    });
    ui.add_enabled_ui(number < num_entries, |ui| {
        if icons::button(ui, Icon::Down, &format!("Đưa văn bản {number} xuống")).clicked() {
            shift(form, Shift::Down);
        }
    });
    if icons::button(ui, Icon::Cross, &format!("Xóa văn bản {number} (Ctrl+Z để lấy lại)"))
        .clicked()
    {
        let edit = Edit::document(item.key.clone(), entry.id.clone(), None);
        form.intents.push(Intent::Step(vec![edit], Deed::DocumentRemoved));
    }
}
