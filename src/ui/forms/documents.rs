//! The form of a list of issued documents: add, edit, remove, put in order.

use egui::Ui;

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
use crate::ui::theme::{GAP, PROSE_WIDTH};
use crate::ui::widgets::field::{Access, Field, FieldLook};
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
            Self::DocType => "Công văn",
            Self::Code => "1432/UBND-TH",
            Self::Day => "12/4/2023",
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

/// The fields that always stand in one row, with their widths.
const SHORT: [(Part, f32); 3] = [(Part::DocType, 120.0), (Part::Code, 150.0), (Part::Day, 104.0)];
/// An issuer in less room could not be read: it then has a row of its own.
const ISSUER_LEAST: f32 = 200.0;

/// Shows the introduction and the documents.
pub fn show(ui: &mut Ui, form: &mut Form<'_>, item: &Item, list: &DocumentList) {
    intro(ui, form, item, list);
    let entries = form.open.report().entries(&item.key).to_vec();
    if entries.is_empty() {
        ui.label(small(ui, "Chưa có văn bản nào. Bấm “Thêm văn bản” để nhập"));
    }
    for (i, entry) in entries.iter().enumerate() {
        let listed = Listed { item, entry, number: i + 1, num_entries: entries.len() };
        ui.push_id(&entry.id, |ui| {
            ui.separator();
            one(ui, form, listed);
        });
    }
    if form.access != Access::Locked && ui.button("Thêm văn bản").clicked() {
        let added = form.open.added_document(&item.key, clock::now());
        if let Some((id, edit)) = added {
            let field = form.view.ids.document(&item.key, &id, Part::DocType);
            form.intents.push(Intent::Step(vec![edit], Deed::DocumentAdded));
            form.intents.push(Intent::TypeIn(field));
        }
    }
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

fn one(ui: &mut Ui, form: &mut Form<'_>, listed: Listed<'_>) {
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(24.0);
            ui.add_space(20.0);
            ui.label(format!("{}.", listed.number));
        });
        let width = (ui.available_width() - 3.0 * (28.0 + GAP)).min(PROSE_WIDTH + 120.0);
        ui.vertical(|ui| {
            ui.set_width(width);
            fields(ui, form, listed);
        });
        if form.access != Access::Locked {
            ui.vertical(|ui| {
                ui.add_space(20.0);
                ui.horizontal(|ui| actions(ui, form, listed));
            });
        }
    });
}

fn fields(ui: &mut Ui, form: &mut Form<'_>, listed: Listed<'_>) {
    let width = ui.available_width();
    let gap = ui.spacing().item_spacing.x;
    let fixed: f32 = SHORT.iter().map(|(_, width)| width + gap).sum();
    let beside = width - fixed;
    // With large text there is less room than they would like.
    let scale = (width / fixed).min(1.0);
    let mut first: Vec<(Part, f32)> =
        SHORT.iter().map(|(part, width)| (*part, (width + gap) * scale - gap)).collect();
    if beside >= ISSUER_LEAST {
        first.push((Part::Issuer, beside));
    }
    ui.horizontal(|ui| {
        for (part, width) in first {
            part_field(ui, form, listed, part, width);
        }
    });
    if is_day_wrong(listed.entry) {
        super::day_fault(ui, words::HOW_TO_TYPE_A_DAY);
    }
    if beside < ISSUER_LEAST {
        part_field(ui, form, listed, Part::Issuer, width);
    }
    part_field(ui, form, listed, Part::Subject, width);
    older::show_entry(ui, form, &listed.item.key, &listed.entry.id);
}

fn is_day_wrong(entry: &DocumentEntry) -> bool {
    matches!(entry.document.day, Some(DayValue::Unreadable(_)))
}

/// A field below its name.
fn part_field(ui: &mut Ui, form: &mut Form<'_>, listed: Listed<'_>, part: Part, width: f32) {
    let Listed { item, entry, number, .. } = listed;
    let text = part.text(&entry.document);
    let is_wrong = part == Part::Day && is_day_wrong(entry);
    let name = format!("{} {number}: {}", item.label, part.label());
    let field = Field {
        width,
        lines: if part == Part::Subject { 2 } else { 1 },
        hint: part.hint(),
        look: if is_wrong { FieldLook::Wrong } else { FieldLook::Plain },
        ..Field::words(form.view.ids.document(&item.key, &entry.id, part), &name, &text)
    };
    let describe = || match is_wrong {
        true => format!("“{text}” không phải là ngày; hãy gõ {}", words::HOW_TO_TYPE_A_DAY),
        false => format!("{name}: ví dụ “{}”", part.hint()),
    };
    let shown = ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.label(small(ui, part.label()));
        form.field(ui, &field, describe)
    });
    if let Some((text, typing)) = shown.inner.typed {
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
