//! Which rows of a table the office reports, who carries them out, and the rows it adds.

use egui::{RichText, Sense, Ui, vec2};

use crate::app::open_report::{Deed, Shift};
use crate::app::platform::clock;
use crate::report::key::RowKey;
use crate::report::template::{ColumnKind, Item, OpenRows, RowOrigin, Switch, Table, TableRow};
use crate::ui::forms::{Form, small};
use crate::ui::intent::Intent;
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::field::{Access, Field};
use crate::ui::widgets::icons::{self, Icon};

/// Wide enough for the name of an office.
const PROVIDER_WIDTH: f32 = 220.0;
/// The three buttons at the end of a row that the office added.
const BUTTONS_WIDTH: f32 = 3.0 * 32.0;
/// The name of a row, beside what stands in front of it.
const NAME_WIDTH: f32 = 420.0;
const ROW_WIDTH: f32 = 640.0;

/// The line under the table, and behind it the list of rows while it is open.
pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>, item: &Item, table: &Table) {
    if form.access == Access::Locked {
        return;
    }
    let is_open = form.view.chosen_rows.as_ref() == Some(&item.key);
    let num_on = table.rows.iter().filter(|row| form.open.report().is_on(row)).count();
    ui.horizontal(|ui| {
        let label = if is_open { "Xong" } else { "Chọn dòng báo cáo…" };
        if ui.button(label).clicked() {
            form.view.chosen_rows = (!is_open).then(|| item.key.clone());
        }
        if table.open_rows == OpenRows::Yes && ui.button("Thêm dòng").clicked() {
            add(form, item);
        }
        let words = format!("Đang báo cáo {num_on} trong {} dòng của danh mục", table.rows.len());
        ui.label(small(ui, words));
    });
    if !is_open {
        return;
    }
    let has_provider = table.columns.iter().any(|column| column.kind == ColumnKind::Provider);
    let provider_room = if has_provider { PROVIDER_WIDTH + theme::GAP } else { 0.0 };
    let beside = provider_room + BUTTONS_WIDTH + theme::GAP;
    for row in &table.rows {
        ui.push_id(&row.key, |ui| {
            let is_on = form.open.report().is_on(row);
            ui.horizontal_top(|ui| {
                let width = (ui.available_width() - beside).min(ROW_WIDTH);
                ui.allocate_ui(vec2(width, 0.0), |ui| listed_row(ui, form, row));
                match has_provider && is_on {
                    true => provider(ui, form, row),
                    false => ui.add_space(provider_room),
                }
                // Behind what is typed: Tab leads from the name to the next field, not to a button that a
                // space would press.
                if row.origin == RowOrigin::Office {
                    buttons(ui, form, item, row);
                }
            });
        });
    }
    let words = "Bỏ dấu ở dòng đơn vị không thực hiện; kỳ sau vẫn giữ như vậy";
    ui.label(small(ui, words));
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.top(), egui::Stroke::new(1.0, Tokens::of(ui).border));
}

/// Whether the row is reported, and what it is called.
fn listed_row(ui: &mut Ui, form: &mut Form<'_>, row: &TableRow) {
    let width = ui.available_width();
    ui.horizontal_top(|ui| {
        ui.set_width(width);
        switch(ui, form, row);
        if row.origin == RowOrigin::Office {
            name(ui, form, row);
        }
    });
}

/// A row with an empty name, in which the keyboard is then.
fn add(form: &mut Form<'_>, item: &Item) {
    if let Some((key, edit)) = form.open.added_row(&item.key, clock::now()) {
        form.view.chosen_rows = Some(item.key.clone());
        form.intents.push(Intent::Step(vec![edit], Deed::RowAdded));
        form.intents.push(Intent::TypeIn(name_id(form, &key)));
    }
}

fn name_id(form: &Form<'_>, key: &RowKey) -> egui::Id {
    form.view.ids.named("row_name", key.as_str())
}

fn switch(ui: &mut Ui, form: &mut Form<'_>, row: &TableRow) {
    let mut is_on = form.open.report().is_on(row);
    let label = match row.origin {
        RowOrigin::Template => egui::WidgetText::from(RichText::new(&row.label)),
        RowOrigin::Office => egui::WidgetText::default(),
    };
    let response = ui.add(egui::Checkbox::new(&mut is_on, label));
    if row.origin == RowOrigin::Office {
        // Its name is the field beside it.
        let words = format!("Báo cáo dòng “{}”", row.label);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(words));
    }
    if response.changed() {
        let switch = if is_on { Switch::On } else { Switch::Off };
        let edit = form.open.switched_row(&row.key, switch);
        form.intents.push(Intent::Step(vec![edit], Deed::RowSwitched));
    }
}

/// The name of a row that the office added.
fn name(ui: &mut Ui, form: &mut Form<'_>, row: &TableRow) {
    let name = "Tên dòng tự thêm";
    let field = Field {
        width: NAME_WIDTH.min(ui.available_width()),
        hint: "tên dòng, như sẽ in trong báo cáo",
        ..Field::words(name_id(form, &row.key), name, &row.label)
    };
    if let Some((text, typing)) = form.field(ui, &field, || name.to_owned()).typed {
        form.open.name_row(&row.key, &text, typing);
    }
}

/// What can be done with a row that the office added.
fn buttons(ui: &mut Ui, form: &mut Form<'_>, item: &Item, row: &TableRow) {
    let rows = form.open.report().own_rows(&item.key);
    let at = rows.iter().position(|(key, _)| **key == row.key).unwrap_or_default();
    let last = rows.len().saturating_sub(1);
    ui.spacing_mut().item_spacing.x = 0.0;
    ui.add_enabled_ui(at > 0, |ui| {
        if icons::button(ui, Icon::Up, &format!("Đưa dòng “{}” lên", row.label)).clicked() {
            shift(form, item, row, Shift::Up);
        }
    });
    ui.add_enabled_ui(at < last, |ui| {
        if icons::button(ui, Icon::Down, &format!("Đưa dòng “{}” xuống", row.label)).clicked()
        {
            shift(form, item, row, Shift::Down);
        }
    });
    let words = format!("Xóa dòng “{}” và số liệu của dòng (Ctrl+Z để lấy lại)", row.label);
    if icons::button(ui, Icon::Cross, &words).clicked() {
        let edits = form.open.removed_row(&row.key);
        form.intents.push(Intent::Step(edits, Deed::RowRemoved));
    }
    ui.spacing_mut().item_spacing.x = theme::GAP;
}

fn shift(form: &mut Form<'_>, item: &Item, row: &TableRow, shift: Shift) {
    let edits = form.open.moved_row(&item.key, &row.key, shift);
    form.intents.push(Intent::Step(edits, Deed::RowMoved));
}

/// Who carries out the row; the agency of the template while nothing else is typed.
fn provider(ui: &mut Ui, form: &mut Form<'_>, row: &TableRow) {
    let template = form.open.template().clone();
    let agency = row.provider.as_ref().and_then(|key| template.agency(key));
    let hint = agency.map_or_else(
        || "đơn vị thực hiện".to_owned(),
        |agency| format!("theo mẫu: {}", agency.name),
    );
    let entry = form.open.report().rows.get(&row.key);
    let text = entry.and_then(|entry| entry.provider.clone()).unwrap_or_default();
    let name = format!("Đơn vị thực hiện: {}", row.label);
    let id = form.view.ids.named("row_provider", row.key.as_str());
    let field = Field {
        width: PROVIDER_WIDTH.min(ui.available_width()),
        hint: &hint,
        ..Field::words(id, &name, &text)
    };
    let describe = || format!("{name}; để trống thì theo mẫu");
    if let Some((text, typing)) = form.field(ui, &field, describe).typed {
        form.open.set_row_provider(&row.key, &text, typing);
    }
}
