//! "Chép theo mẫu nhập của tỉnh…": which columns and rows of a table are copied, and in which order. It is kept for the
//! office and the table, so that next month one click copies.

use egui::{
    Align, Button, Checkbox, Label, Layout, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo,
    vec2,
};

use super::chrome;
use super::forms::small;
use super::intent::{Intent, Intents, TableWish};
use super::theme::{self, GAP, Tokens};
use super::widgets::icons::{self, Icon};
use super::widgets::labelled;
use crate::app::state::State;
use crate::report::copy_order::{CopyOrder, Headings, NAME_CHARS_MAX};
use crate::report::key::{ColumnKey, ItemKey, RowKey};
use crate::report::template::{ItemBody, Template};

const WIDTH: f32 = 860.0;
/// Height of the two lists, in points, on a window of usual height.
const LISTS: f32 = 300.0;
/// What the name of a list takes above it.
const HEADING: f32 = 32.0;
/// What the rest of the dialog takes of a low window.
const AROUND: f32 = 300.0;
/// What stands to the right of a label in a list.
const ARROWS: f32 = 72.0;

/// What is chosen in it.
#[derive(Debug)]
pub struct OrderView {
    item: ItemKey,
    label: String,
    name: String,
    columns: Vec<Choice<ColumnKey>>,
    rows: Vec<Choice<RowKey>>,
    headings: Headings,
    is_kept: bool,
}

#[derive(Debug)]
struct Choice<K> {
    key: K,
    label: String,
    is_on: bool,
}

impl OrderView {
    /// What is kept for a table, or the order of the report; `None` when the item is no table.
    pub fn of(state: &State, item: &ItemKey) -> Option<Self> {
        let open = state.open.as_ref()?;
        let kept = open.look().look.copies.get(item);
        let (label, columns, rows) = choices(open.template(), item, kept)?;
        let name = kept.map_or("Mẫu nhập của tỉnh", |order| order.name.as_str()).to_owned();
        let headings = kept.map(|order| order.headings).unwrap_or_default();
        let (item, is_kept) = (item.clone(), kept.is_some());
        Some(Self { item, label, name, columns, rows, headings, is_kept })
    }

    /// The order that is chosen; `None` while no column is.
    fn order(&self) -> Option<CopyOrder> {
        let on = |rows: &[Choice<RowKey>], is_on: bool| {
            let rows = rows.iter().filter(|row| row.is_on == is_on);
            rows.map(|row| row.key.clone()).collect::<Vec<_>>()
        };
        let columns = self.columns.iter().filter(|column| column.is_on);
        let columns: Vec<ColumnKey> = columns.map(|column| column.key.clone()).collect();
        let name = self.name.trim();
        (!columns.is_empty() && !name.is_empty()).then(|| CopyOrder {
            name: name.to_owned(),
            columns,
            rows: on(&self.rows, true),
            left_out: on(&self.rows, false),
            headings: self.headings,
        })
    }
}

type Choices = (String, Vec<Choice<ColumnKey>>, Vec<Choice<RowKey>>);

fn choices(template: &Template, item: &ItemKey, kept: Option<&CopyOrder>) -> Option<Choices> {
    let (_, item) = template.items().find(|(_, other)| other.key == *item)?;
    let ItemBody::Table(table) = &item.body else { return None };
    let columns = table.columns.iter().map(|column| {
        let group = column.group.as_ref().map(|group| format!("{group} – ")).unwrap_or_default();
        Choice {
            key: column.key.clone(),
            label: format!("{group}{}", column.label).replace('\n', " "),
            is_on: kept.is_none_or(|order| order.columns.contains(&column.key)),
        }
    });
    let rows = table.rows.iter().map(|row| Choice {
        key: row.key.clone(),
        label: row.label.clone(),
        is_on: kept.is_none_or(|order| !order.left_out.contains(&row.key)),
    });
    let place = |at: Option<usize>| at.unwrap_or(usize::MAX);
    let (mut columns, mut rows): (Vec<_>, Vec<_>) = (columns.collect(), rows.collect());
    if let Some(order) = kept {
        columns.sort_by_key(|column| place(order.columns.iter().position(|k| *k == column.key)));
        rows.sort_by_key(|row| place(order.rows.iter().position(|k| *k == row.key)));
    }
    Some((item.label.clone(), columns, rows))
}

/// Draws it in front of the window.
pub fn show(ui: &Ui, view: &mut OrderView, state: &State, intents: &mut Intents) {
    let response = chrome::dialog(ui, "copy order").show(ui.ctx(), |ui| {
        let window = ui.ctx().content_rect();
        ui.set_width(WIDTH.min(window.width() - 80.0));
        ui.label(RichText::new("Chép theo mẫu nhập của tỉnh").font(theme::heading()));
        let words = format!(
            "Bảng “{}”: chọn cột, dòng và thứ tự đúng như mẫu nhập trên trang của tỉnh. Chọn một lần, các tháng sau chỉ cần bấm chép.",
            view.label
        );
        ui.add(Label::new(small(ui, words)).wrap());
        ui.add_space(GAP);
        labelled(ui, "Tên mẫu nhập", 120.0, |ui| {
            let field = TextEdit::singleline(&mut view.name);
            let response = ui.add(field.desired_width(320.0).char_limit(NAME_CHARS_MAX));
            let label = "Tên mẫu nhập";
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(label));
            let mut is_copied = view.headings == Headings::Copied;
            if ui.checkbox(&mut is_copied, "Chép cả dòng tên cột").changed() {
                view.headings = if is_copied { Headings::Copied } else { Headings::LeftOut };
            }
        });
        ui.add_space(GAP);
        let height = LISTS.min(window.height() - AROUND).max(120.0);
        // As large from the first frame on, so that the dialog does not move under the mouse.
        let size = vec2(ui.available_width(), height + HEADING);
        ui.allocate_ui(size, |ui| {
            ui.set_min_size(size);
            ui.columns_const(|[left, right]| {
                list(left, "Cột", &mut view.columns, height);
                list(right, "Dòng", &mut view.rows, height);
            });
        });
        ui.add_space(GAP);
        chrome::dialog_buttons(ui, |ui| {
            buttons_ui(ui, view, state, intents);
        });
    });
    if response.should_close() {
        intents.push(Intent::CloseFront);
    }
}

/// What can be ticked and moved.
fn list<K>(ui: &mut Ui, name: &str, choices: &mut [Choice<K>], height: f32) {
    let num_on = choices.iter().filter(|choice| choice.is_on).count();
    let heading = format!("{name} ({num_on}/{})", choices.len());
    ui.label(RichText::new(heading).font(theme::strong()));
    let last = choices.len().saturating_sub(1);
    let area = ScrollArea::vertical().id_salt(name).max_height(height);
    let moved = area.auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let lines = choices.iter_mut().enumerate().map(|(at, choice)| {
            ui.push_id(at, |ui| line(ui, name, choice, Place { at, last })).inner
        });
        lines.flatten().last()
    });
    if let Some((from, to)) = moved.inner {
        choices.swap(from, to);
    }
}

/// Where a line stands in its list.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: usize,
    last: usize,
}

/// A line; from where to where it was moved, when it was.
fn line<K>(
    ui: &mut Ui,
    name: &str,
    choice: &mut Choice<K>,
    place: Place,
) -> Option<(usize, usize)> {
    let Place { at, last } = place;
    let line = ui.horizontal(|ui| {
        let label = &choice.label;
        let ticked = ui.add(Checkbox::without_text(&mut choice.is_on));
        let (is_enabled, is_on) = (ui.is_enabled(), choice.is_on);
        let told = format!("Chép {} {label}", name.to_lowercase());
        ticked.widget_info(|| WidgetInfo::selected(Role::CheckBox, is_enabled, is_on, &told));
        let size = vec2((ui.available_width() - ARROWS).max(0.0), theme::FIELD_HEIGHT);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_width(size.x);
            let words = RichText::new(label).font(theme::small());
            ui.add(Label::new(words).truncate()).on_hover_text(label);
        });
        let mut arrow = |icon, words: &str, is_possible| {
            let shown = ui.add_enabled_ui(is_possible, |ui| {
                icons::button(ui, icon, &format!("{words}: {label}"))
            });
            shown.inner.clicked()
        };
        let up = arrow(Icon::Up, "Lên", at > 0);
        let down = arrow(Icon::Down, "Xuống", at < last);
        match (up, down) {
            (true, _) => Some((at, at - 1)),
            (_, true) => Some((at, at + 1)),
            _ => None,
        }
    });
    line.inner
}

/// "Hủy" comes first, at the right end.
fn buttons_ui(ui: &mut Ui, view: &OrderView, state: &State, intents: &mut Intents) {
    let button = |words: &'static str| Button::new(words).min_size(vec2(0.0, theme::BUTTON_HEIGHT));
    if ui.add(button("Hủy")).clicked() {
        intents.push(Intent::CloseFront);
    }
    let order = view.order();
    let missing = match &order {
        _ if state.is_read_only() => Some("Tệp dữ liệu này chỉ cho đọc"),
        None if view.name.trim().is_empty() => Some("Hãy đặt tên cho mẫu nhập"),
        None => Some("Hãy chọn ít nhất một cột"),
        Some(_) => None,
    };
    let is_possible = missing.is_none();
    let why = missing.unwrap_or_default();
    if view.is_kept {
        let dropped = ui.add_enabled(!state.is_read_only(), button("Bỏ mẫu nhập"));
        if dropped.clicked() {
            intents.push(Intent::CloseFront);
            intents.push(Intent::Table(view.item.clone(), TableWish::KeepOrder(None)));
        }
    }
    let kept = ui.add_enabled(is_possible, button("Lưu")).on_disabled_hover_text(why);
    let tokens = Tokens::of(ui);
    let text = RichText::new("Lưu và chép").font(theme::strong()).color(tokens.on_accent);
    let chief = Button::new(text).fill(tokens.accent).min_size(vec2(64.0, theme::BUTTON_HEIGHT));
    let copied = ui.add_enabled(is_possible, chief).on_disabled_hover_text(why);
    if kept.clicked() || copied.clicked() {
        intents.push(Intent::CloseFront);
        intents.push(Intent::Table(view.item.clone(), TableWish::KeepOrder(order)));
        if copied.clicked() {
            intents.push(Intent::Table(view.item.clone(), TableWish::CopyInOrder));
        }
    }
}
