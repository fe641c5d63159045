//! The form of a table of figures: every row that is on, its total, and the choice of rows.
//!
//! Only rows near the screen are laid out, and those that have the keyboard or are gone to: a field
//! that is not laid out loses the keyboard, perhaps in the middle of a word.

mod columns;
mod rows;
mod words;

use std::collections::HashMap;

use egui::{Align, Layout, Rect, RichText, Ui, UiBuilder, pos2, vec2};
use egui_extras::{Column as Width, TableBody, TableBuilder, TableRow as Line};

use columns::{
    ShownColumn, Widths, heading, label_width, pinned_heading, positions, shown_columns,
};

use super::{Form, figures, small};
use crate::calc::results::Outcome;
use crate::report::key::{FigureKey, ItemKey, RowKey};
use crate::report::number::ReadError;
use crate::report::template::{Column, ColumnKind, Figure, Item, Table, TableRow, Template};
use crate::report::value::Value;
use crate::ui::field_id::FieldIds;
use crate::ui::figure_text;
use crate::ui::spot::Goal;
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::bar;

/// Wider, a row could no longer be followed with the eye.
const WIDTH_MAX: f32 = 1400.0;
const HEADER: f32 = 22.0;
const PAD: f32 = 6.0;
/// Height of a line that says what is wrong.
const FAULT: f32 = 24.0;
const BEFORE: f32 = 17.0;
/// How far above and below the screen rows are laid out.
const AROUND: f32 = 200.0;

/// The heights of the rows of a table. A name is laid out anew only when it is another one or has another
/// width; what is wrong in a row can come and go with every key.
#[derive(Debug, Clone, Default)]
pub struct RowHeights {
    /// What the heights were made of: the report with its state, and the width of names.
    made_of: Option<(FieldIds, u64, u32)>,
    width: u32,
    names: HashMap<RowKey, NameHeight>,
    heights: Vec<f32>,
}

/// How high a name is.
#[derive(Debug, Clone)]
struct NameHeight {
    name: String,
    height: f32,
}

impl RowHeights {
    /// How high the name of a row is in the width of names.
    fn name(&mut self, ui: &Ui, row: &TableRow, label_width: f32) -> f32 {
        match self.names.get(&row.key).filter(|kept| kept.name == row.label) {
            Some(kept) => kept.height,
            None => {
                let height = name_height(ui, row, label_width);
                self.names.insert(row.key.clone(), NameHeight { name: row.label.clone(), height });
                height
            }
        }
    }
}

/// Shows the table.
pub fn show(ui: &mut Ui, form: &mut Form<'_>, item: &Item, table: &Table) {
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(WIDTH_MAX));
        rows_ui(ui, form, item, table);
    });
    rows::show(ui, form, item, table);
}

fn rows_ui(ui: &mut Ui, form: &mut Form<'_>, item: &Item, table: &Table) {
    let all = shown_columns(table);
    let widths = Widths::fitting(&all, ui.available_width());
    let shown: Vec<ShownColumn<'_>> =
        all.into_iter().filter(|column| widths.has_room(column)).collect();
    let mut builder = TableBuilder::new(ui)
        .id_salt(item.key.as_str())
        .vscroll(false)
        .cell_layout(Layout::top_down(Align::Min));
    for column in &shown {
        let label = || Width::remainder().at_least(widths.label_min).clip(true);
        let width = widths.of(column);
        builder = builder.column(width.map_or_else(label, |width| Width::exact(width).clip(true)));
    }
    let mut column_widths = Vec::new();
    builder
        .header(HEADER, |mut line| {
            for column in &shown {
                line.col(|ui| heading(ui, column));
            }
        })
        .body(|mut body| {
            column_widths.extend_from_slice(body.widths());
            body_rows(&mut body, form, item, table, &shown);
            if !table.total.is_empty() {
                body.row(theme::FIELD_HEIGHT + PAD * 2.0, |line| {
                    total_ui(line, form, &shown, item, table);
                });
            }
        });
    pinned_heading(ui, &shown, &column_widths);
}

/// The rows that are on. Rows far from what is on screen are not laid out, but for those that have
/// the keyboard or are gone to: a field that is not there in a frame loses the keyboard.
fn body_rows(
    body: &mut TableBody<'_>,
    form: &mut Form<'_>,
    item: &Item,
    table: &Table,
    shown: &[ShownColumn<'_>],
) {
    let report = form.open.report();
    let rows: Vec<&TableRow> = table.rows.iter().filter(|row| report.is_on(row)).collect();
    let heights = heights(body, form, item, &rows, shown);
    let needed = needed_rows(form, item, &rows);
    let gap = body.ui_mut().spacing().item_spacing.y;
    let screen = body.ui_mut().clip_rect().y_range().expand(AROUND);
    // Not `body.max_rect()`: that is moved to where the screen begins, however far the page is scrolled.
    let mut top = body.ui_mut().available_rect_before_wrap().top();
    // Rows left out, and how high they are together.
    let mut left_out: Option<f32> = None;
    for (i, (row, height)) in rows.iter().zip(heights.iter().copied()).enumerate() {
        let is_near = screen.intersects(egui::Rangef::new(top, top + height));
        top += height + gap;
        if !is_near && !needed.contains(&i) {
            left_out = Some(left_out.map_or(height, |sum| sum + gap + height));
            continue;
        }
        if let Some(sum) = left_out.take() {
            blank_row(body, sum);
        }
        body.row(height, |line| {
            row_ui(line, form, shown, ShownRow { row, item: &item.key, number: i })
        });
    }
    if let Some(sum) = left_out {
        blank_row(body, sum);
    }
    form.view.row_heights.insert(item.key.clone(), heights);
}

fn blank_row(body: &mut TableBody<'_>, height: f32) {
    body.row(height, |mut line| {
        line.col(|_| {});
    });
}

impl RowHeights {
    fn iter(&self) -> std::slice::Iter<'_, f32> {
        self.heights.iter()
    }
}

fn heights(
    body: &mut TableBody<'_>,
    form: &mut Form<'_>,
    item: &Item,
    rows: &[&TableRow],
    shown: &[ShownColumn<'_>],
) -> RowHeights {
    let label_width = label_width(body.widths(), shown);
    let mut kept = form.view.row_heights.remove(&item.key).unwrap_or_default();
    let report = form.open.report();
    let width = label_width.to_bits();
    if kept.width != width {
        kept.names.clear();
        kept.width = width;
    }
    let made_of = Some((form.view.ids, form.open.revision(), width));
    if kept.made_of != made_of {
        let template = form.open.template().clone();
        let values = report.values.values().chain(report.printed.values());
        let has_faults = values.into_iter().any(|value| matches!(value, Value::Unreadable(_)));
        let num_faults =
            |row: &TableRow| if has_faults { faults(form, &template, row).len() } else { 0 };
        let ui = &*body.ui_mut();
        let height = |row: &&TableRow| row_height(kept.name(ui, row, label_width), num_faults(row));
        kept.heights = rows.iter().map(height).collect();
        kept.made_of = made_of;
    }
    kept
}

/// The rows that must be laid out wherever they are.
fn needed_rows(form: &Form<'_>, item: &Item, rows: &[&TableRow]) -> Vec<usize> {
    let cells = &form.view.cells;
    let goal = match &form.view.goal {
        Some(Goal::Field(id)) => Some(*id),
        _ => None,
    };
    let sheet = cells.sheet();
    let ids = [form.focused, form.drafts.draft(), form.drafts.next, cells.scroll_to, goal];
    let row_of = |id: egui::Id| {
        let cell = sheet.cell(id)?;
        let block = sheet.blocks.get(cell.block)?;
        (block.item == item.key).then_some(cell.row)
    };
    let mut needed: Vec<usize> = ids.into_iter().flatten().filter_map(row_of).collect();
    let is_goal = |row: &&TableRow| match &form.view.goal {
        Some(Goal::Row(key)) => row.key == *key,
        Some(Goal::Figure(key)) => row.cells.values().any(|own| own == key),
        _ => false,
    };
    needed.extend(rows.iter().position(is_goal));
    needed
}

/// How high the name of a row is.
fn name_height(ui: &Ui, row: &TableRow, label_width: f32) -> f32 {
    let white = egui::Color32::WHITE;
    ui.painter().layout(row.label.clone(), theme::body(), white, label_width).size().y
}

/// High enough for the name, its bar or what is wrong in the row, and for the fields.
fn row_height(name: f32, num_faults: usize) -> f32 {
    let num_faults = f32::from(u8::try_from(num_faults).unwrap_or(u8::MAX));
    let below = if num_faults > 0.0 { num_faults * (FAULT + 4.0) } else { 4.0 + bar::ROW };
    (name + below).max(theme::FIELD_HEIGHT + BEFORE) + PAD * 2.0
}

/// A row that is on, and where it stands among those that are.
#[derive(Clone, Copy)]
struct ShownRow<'t> {
    row: &'t TableRow,
    item: &'t ItemKey,
    number: usize,
}

fn row_ui(
    mut line: Line<'_, '_>,
    form: &mut Form<'_>,
    shown: &[ShownColumn<'_>],
    row: ShownRow<'_>,
) {
    let template = form.open.template().clone();
    let faults = faults(form, &template, row.row);
    for (column, at) in shown.iter().zip(positions(shown)) {
        line.col(|ui| {
            separator(ui);
            ui.add_space(PAD);
            match column {
                ShownColumn::Own(column) if column.is_figure() => {
                    cell(ui, form, column, row, at);
                }
                ShownColumn::Own(column) => words_cell(ui, form, column, row, &faults),
                ShownColumn::Printed(column) => printed_cell(ui, form, column, row),
            }
        });
    }
}

fn words_cell(
    ui: &mut Ui,
    form: &mut Form<'_>,
    column: &Column,
    row: ShownRow<'_>,
    faults: &[(&FigureKey, ReadError)],
) {
    match &column.kind {
        ColumnKind::Position => text(ui, (row.number + 1).to_string()),
        ColumnKind::Label => name(ui, form, row.row, faults),
        ColumnKind::Provider => {
            let template = form.open.template();
            text(ui, form.open.report().provider(template, row.row).to_owned());
        }
        ColumnKind::Words(words) => words::show(ui, form, &words.kind, column, row.row),
        ColumnKind::Figure(_) => {}
    }
}

fn printed_cell(ui: &mut Ui, form: &mut Form<'_>, column: &Column, row: ShownRow<'_>) {
    let Some(key) = row.row.cells.get(&column.key) else {
        return;
    };
    let rect = field_rect(ui);
    let width = rect.width();
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| form.printed_field(ui, key, width));
    if form.is_overridden(key) {
        let text = RichText::new("khác số tính").font(theme::small());
        small_below(ui, rect, text.color(Tokens::of(ui).warning));
    }
}

fn separator(ui: &Ui) {
    let rect = ui.max_rect();
    let color = Tokens::of(ui).border;
    // Across the gap between columns, which the cell itself is clipped from.
    let clip = ui.clip_rect().expand2(vec2(theme::GAP / 2.0, 1.0));
    let line = rect.x_range().expand(theme::GAP / 2.0);
    let stroke = egui::Stroke::new(1.0, color);
    ui.painter().with_clip_rect(clip).hline(line, rect.top(), stroke);
}

fn text(ui: &mut Ui, text: String) {
    ui.with_layout(Layout::top_down(Align::Min), |ui| {
        ui.add_space(4.0);
        ui.add(egui::Label::new(text).wrap());
    });
}

/// What cannot be read in a row.
fn faults<'t>(
    form: &Form<'_>,
    template: &'t Template,
    row: &'t TableRow,
) -> Vec<(&'t FigureKey, ReadError)> {
    let fault = |key: &'t FigureKey| {
        let figure = template.figure(key)?;
        let report = form.open.report();
        let value =
            if figure.is_typed() { Some(report.value(key)) } else { report.printed.get(key) };
        super::fault_of(template, figure, value?).map(|fault| (key, fault))
    };
    row.cells.values().filter_map(fault).collect()
}

/// The row's name, and under it the bar of its rate, or what is wrong in the row.
fn name(ui: &mut Ui, form: &mut Form<'_>, row: &TableRow, faults: &[(&FigureKey, ReadError)]) {
    ui.with_layout(Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let label = ui.add(egui::Label::new(&row.label).wrap());
        if matches!(&form.view.goal, Some(Goal::Row(key)) if *key == row.key) {
            form.view.goal_rect.set(Some(label.rect));
        }
        for (key, fault) in faults {
            ui.allocate_ui_with_layout(
                vec2(ui.available_width(), FAULT),
                Layout::left_to_right(Align::Center),
                |ui| form.fault_line(ui, key, fault),
            );
        }
        if !faults.is_empty() {
            return;
        }
        let mut rates =
            row.cells.values().filter_map(|key| match form.open.results().outcome(key) {
                Some(Outcome::Rate(rate)) => Some(rate),
                _ => None,
            });
        if let Some(rate) = rates.next() {
            bar::show(ui, rate.per_mille_clamped(), ui.available_width() - theme::GAP, bar::ROW);
        }
    });
}

fn cell(ui: &mut Ui, form: &mut Form<'_>, column: &Column, row: ShownRow<'_>, at: usize) {
    let template = form.open.template().clone();
    let Some(figure) = row.row.cells.get(&column.key).and_then(|key| template.figure(key)) else {
        return;
    };
    let field = field_rect(ui);
    if figure.is_typed() && form.typed_here.insert(figure.key.clone()) {
        ui.scope_builder(UiBuilder::new().max_rect(field), |ui| {
            form.figure_field(ui, &figure.key, field.width())
        });
    } else {
        let id = form.view.ids.shown(row.item, row.number, at);
        figures::computed(ui, form, figure, field, id);
    }
    before(ui, form, figure, field);
}

/// Where the field of a cell stands.
fn field_rect(ui: &Ui) -> Rect {
    let cell = ui.max_rect();
    Rect::from_min_size(
        pos2(cell.left(), cell.top() + PAD),
        vec2(cell.width(), theme::FIELD_HEIGHT),
    )
}

/// The period before's value under a cell.
fn before(ui: &mut Ui, form: &Form<'_>, figure: &Figure, field: Rect) {
    let text = figure_text::before(form.open, figure);
    if text.is_empty() {
        return;
    }
    let text = small(ui, text);
    small_below(ui, field, text).on_hover_text(form.open.said("{Kỳ} trước (thay đổi)"));
}

/// Small print under a field, at its right.
fn small_below(ui: &mut Ui, field: Rect, text: RichText) -> egui::Response {
    let size = vec2(field.width() - 4.0, BEFORE);
    let rect = Rect::from_min_size(pos2(field.left(), field.bottom()), size);
    figures::right_text(ui, rect, text)
}

/// What the row of totals is called, as it will be printed. Where it is printed without a name it has one on
/// screen all the same, to be found by.
fn total_label(ui: &mut Ui, table: &Table) {
    let printed = table.total_label.trim();
    let label = if printed.is_empty() { "Cộng" } else { printed };
    let label = RichText::new(label).font(theme::strong());
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add(egui::Label::new(label).truncate());
    });
}

fn total_ui(
    mut line: Line<'_, '_>,
    form: &mut Form<'_>,
    shown: &[ShownColumn<'_>],
    item: &Item,
    table: &Table,
) {
    let template = form.open.template().clone();
    let report = form.open.report();
    let last = table.rows.iter().filter(|row| report.is_on(row)).count();
    for (column, at) in shown.iter().zip(positions(shown)) {
        line.col(|ui| {
            separator(ui);
            let ShownColumn::Own(column) = column else {
                return;
            };
            if column.kind == ColumnKind::Label {
                total_label(ui, table);
            }
            let total = table.total.get(&column.key).and_then(|key| template.figure(key));
            if let Some(figure) = total {
                let id = form.view.ids.shown(&item.key, last, at);
                let rect = field_rect(ui);
                figures::computed(ui, form, figure, rect, id);
            }
        });
    }
}
