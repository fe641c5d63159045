//! The form of a table of figures: every row that is on, its total, and the choice of rows.
//!
//! Only rows near the screen are laid out, and those that have the keyboard or are gone to: a field
//! that is not laid out loses the keyboard, perhaps in the middle of a word.

mod before;
mod columns;
mod heights;
mod measures;
mod rows;
mod words;

use std::collections::HashSet;

use egui::emath::GuiRounding as _;
use egui::{Align, Layout, Rect, RichText, Ui, UiBuilder, pos2, vec2};
use egui_extras::{Column as Width, TableBody, TableBuilder, TableRow as Line};

use before::BeforeColumn;
use columns::{ShownColumn, Titles, Widths, pinned_heading, positions, shown_columns};
pub use heights::RowHeights;
use heights::{Names, heights, needed_rows};
use measures::Measures;

use super::{Form, figures, small};
use crate::app::platform::preferences::Before;
use crate::calc::results::Outcome;
use crate::report::key::{FigureKey, ItemKey};
use crate::report::number::ReadError;
use crate::report::template::{Column, ColumnKind, Figure, Item, Table, TableRow, Template};
use crate::ui::figure_text;
use crate::ui::spot::Goal;
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::bar;

/// Wider, a row could no longer be followed with the eye.
const WIDTH_MAX: f32 = 1400.0;
/// How far above and below the screen rows are laid out.
const AROUND: f32 = 200.0;

/// Shows the table.
pub fn show(ui: &mut Ui, form: &mut Form<'_>, item: &Item, table: &Table) {
    let shown = ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(WIDTH_MAX));
        rows_ui(ui, form, item, table);
    });
    keep_whole(ui, form, shown.response.rect);
    rows::show(ui, form, item, table);
}

/// Who comes into a table by keys sees all of it, where it fits: nothing has to be scrolled while it is
/// filled in. Whoever clicks sees nothing move.
fn keep_whole(ui: &Ui, form: &mut Form<'_>, table: Rect) {
    // As it is now: a click in this frame has given the keyboard to another field already.
    let focused = ui.memory(|memory| memory.focused());
    let is_led = focused.is_some() && form.view.cells.led_to == focused;
    let fits = super::with_surroundings(table).height() <= ui.clip_rect().height();
    let is_here = form.drafts.entered.is_some_and(|entered| table.contains_rect(entered));
    if is_led && fits && is_here {
        form.view.cells.led_to = None;
        form.drafts.entered = Some(table);
    }
}

/// What a table looks like in this frame.
struct Looks<'t> {
    item: &'t ItemKey,
    columns: Vec<ShownColumn<'t>>,
    measures: Measures,
    before: BeforeColumn<'t>,
    heights: RowHeights,
}

fn rows_ui(ui: &mut Ui, form: &mut Form<'_>, item: &Item, table: &Table) {
    let taste = form.view.taste;
    let before = BeforeColumn::of(form, item, table);
    let all = shown_columns(table, &before);
    let widths = Widths::fitting(&all, ui.available_width());
    let widths =
        widths.with_providers(&all, ui.available_width(), providers_width(ui, form, table));
    let columns: Vec<ShownColumn<'_>> =
        all.into_iter().filter(|column| widths.has_room(column)).collect();
    let has_before = columns.iter().any(|column| matches!(column, ShownColumn::Before));
    let measures = Measures::of(taste, if has_before { 2 } else { 1 });
    ui.spacing_mut().item_spacing.y = measures.gap;
    let mut builder = TableBuilder::new(ui)
        .id_salt(item.key.as_str())
        .vscroll(false)
        .cell_layout(Layout::top_down(Align::Min));
    for column in &columns {
        let label = || Width::remainder().at_least(widths.label_min).clip(true);
        let width = widths.of(column);
        builder = builder.column(width.map_or_else(label, |width| Width::exact(width).clip(true)));
    }
    let heights = form.view.row_heights.remove(&item.key).unwrap_or_default();
    let mut looks = Looks { item: &item.key, columns, measures, before, heights };
    let mut column_widths = Vec::new();
    builder
        .header(measures.header, |mut line| {
            for column in &looks.columns {
                line.col(|ui| looks.titles().heading(ui, column));
            }
        })
        .body(|mut body| {
            column_widths.extend_from_slice(body.widths());
            body_rows(&mut body, form, table, &mut looks);
            if !table.total.is_empty() {
                body.row(theme::FIELD_HEIGHT + measures.pad * 2.0, |line| {
                    total_ui(line, form, &looks, table);
                });
            }
        });
    pinned_heading(ui, &looks.titles(), &column_widths);
    form.view.row_heights.insert(item.key.clone(), looks.heights);
}

/// How wide the longest name of those who carry out a row is.
fn providers_width(ui: &Ui, form: &Form<'_>, table: &Table) -> f32 {
    let (report, template) = (form.open.report(), form.open.template());
    let on = table.rows.iter().filter(|row| report.is_on(row));
    let names: HashSet<&str> = on.map(|row| report.provider(template, row)).collect();
    let color = Tokens::of(ui).text;
    let width = |name: &str| {
        let galley = ui.painter().layout_no_wrap(name.to_owned(), theme::body(), color);
        galley.size().x.ceil()
    };
    names.into_iter().map(width).fold(0.0, f32::max)
}

impl<'t> Looks<'t> {
    fn titles(&self) -> Titles<'_, 't> {
        Titles { columns: &self.columns, before: &self.before, measures: &self.measures }
    }
}

/// The rows that are on. Rows far from what is on screen are not laid out, but for those that have
/// the keyboard or are gone to: a field that is not there in a frame loses the keyboard.
fn body_rows<'t>(
    body: &mut TableBody<'_>,
    form: &mut Form<'_>,
    table: &'t Table,
    looks: &mut Looks<'t>,
) {
    let report = form.open.report();
    let rows: Vec<&TableRow> = table.rows.iter().filter(|row| report.is_on(row)).collect();
    let kept = std::mem::take(&mut looks.heights);
    let names = Names { shown: &looks.columns, measures: &looks.measures };
    looks.heights = heights(body, form, kept, &rows, names);
    let needed = needed_rows(form, looks.item, &rows);
    let gap = body.ui_mut().spacing().item_spacing.y;
    let screen = body.ui_mut().clip_rect().y_range().expand(AROUND);
    // Not `body.max_rect()`: that is moved to where the screen begins, however far the page is scrolled.
    let mut top = body.ui_mut().available_rect_before_wrap().top();
    // Rows left out, and how high they are together.
    let mut left_out: Option<f32> = None;
    for (i, (row, height)) in rows.iter().zip(looks.heights.iter().copied()).enumerate() {
        let is_near = screen.intersects(egui::Rangef::new(top, top + height));
        top += height + gap;
        if !is_near && !needed.contains(&i) {
            left_out = Some(left_out.map_or(height, |sum| sum + gap + height));
            continue;
        }
        if let Some(sum) = left_out.take() {
            blank_row(body, sum);
        }
        body.row(height, |line| row_ui(line, form, looks, row, i));
    }
    if let Some(sum) = left_out {
        blank_row(body, sum);
    }
}

fn blank_row(body: &mut TableBody<'_>, height: f32) {
    body.row(height, |mut line| {
        line.col(|_| {});
    });
}

/// A row that is on, and where it stands among those that are.
#[derive(Clone, Copy)]
struct ShownRow<'t> {
    row: &'t TableRow,
    number: usize,
    looks: &'t Looks<'t>,
    /// What cannot be read in it.
    faults: &'t [RowFault<'t>],
}

/// What cannot be read in a row.
struct RowFault<'t> {
    figure: &'t FigureKey,
    fault: ReadError,
}

fn row_ui(
    mut line: Line<'_, '_>,
    form: &mut Form<'_>,
    looks: &Looks<'_>,
    row: &TableRow,
    number: usize,
) {
    let template = form.open.template().clone();
    let faults = faults(form, &template, row);
    let row = ShownRow { row, number, looks, faults: &faults };
    for (column, at) in looks.columns.iter().zip(positions(&looks.columns)) {
        line.col(|ui| {
            separator(ui);
            match column {
                ShownColumn::Own(column) if column.is_figure() => cell(ui, form, column, row, at),
                ShownColumn::Own(column) => words_cell(ui, form, column, row),
                ShownColumn::Printed(column) => printed_cell(ui, form, column, row),
                ShownColumn::Before => looks.before.show(ui, form, row.row),
            }
        });
    }
}

fn words_cell(ui: &mut Ui, form: &mut Form<'_>, column: &Column, row: ShownRow<'_>) {
    match &column.kind {
        ColumnKind::Position => text(ui, row, (row.number + 1).to_string()),
        ColumnKind::Label => name(ui, form, row),
        ColumnKind::Provider => {
            let template = form.open.template();
            text(ui, row, form.open.report().provider(template, row.row).to_owned());
        }
        ColumnKind::Words(words) => {
            let rect = field_rect(ui, &row.looks.measures);
            ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                words::show(ui, form, &words.kind, column, row.row);
            });
        }
        ColumnKind::Figure(_) => {}
    }
}

fn printed_cell(ui: &mut Ui, form: &mut Form<'_>, column: &Column, row: ShownRow<'_>) {
    let Some(key) = row.row.cells.get(&column.key) else {
        return;
    };
    let measures = &row.looks.measures;
    let rect = field_rect(ui, measures);
    let width = rect.width();
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| form.printed_field(ui, key, width));
    if measures.below > 0.0 && form.is_overridden(key) {
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
    // On whole pixels: between two of them, with larger letters, a line fades and some are not seen at all.
    let y = rect.top().round_to_pixel_center(ui.pixels_per_point());
    ui.painter().with_clip_rect(clip).hline(line, y, stroke);
}

/// A short text, as high in its row as what is typed there.
fn text(ui: &mut Ui, row: ShownRow<'_>, text: String) {
    let rect = field_rect(ui, &row.looks.measures);
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), |ui| {
        ui.add(egui::Label::new(text).truncate());
    });
}

/// What cannot be read in a row.
fn faults<'t>(form: &Form<'_>, template: &'t Template, row: &'t TableRow) -> Vec<RowFault<'t>> {
    let fault = |key: &'t FigureKey| {
        let figure = template.figure(key)?;
        let report = form.open.report();
        let value =
            if figure.is_typed() { Some(report.value(key)) } else { report.printed.get(key) };
        let fault = super::fault_of(template, figure, value?)?;
        Some(RowFault { figure: key, fault })
    };
    row.cells.values().filter_map(fault).collect()
}

/// The row's name; with what is wrong in the row both have their place in the height that the name has
/// alone, so that nothing moves.
fn name(ui: &mut Ui, form: &mut Form<'_>, row: ShownRow<'_>) {
    let measures = &row.looks.measures;
    let is_goal = matches!(&form.view.goal, Some(Goal::Row(key)) if *key == row.row.key);
    if is_goal {
        form.view.goal_rect.set(Some(ui.max_rect()));
    }
    if let Some(first) = row.faults.first() {
        let place = ui.max_rect().shrink2(vec2(0.0, 1.0));
        let others = row.faults.len() - 1;
        let message = form.fault_message(first.figure, &first.fault, others);
        form.message(ui, place, RichText::new(&row.row.label), &message);
        return;
    }
    let (cell, color) = (ui.max_rect(), Tokens::of(ui).text);
    let job = measures.job(row.row, cell.width(), color);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let room = cell.height() - measures.below - galley.size().y;
    let at = pos2(cell.left(), cell.top() + (room / 2.0).floor().max(0.0));
    let rect = Rect::from_min_size(at, galley.size());
    let (is_cut, label) = (galley.elided, row.row.label.as_str());
    let response = ui.allocate_rect(rect, egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, label));
    ui.painter().galley(at, galley, color);
    if is_cut {
        response.on_hover_text(label);
    }
}

fn cell(ui: &mut Ui, form: &mut Form<'_>, column: &Column, row: ShownRow<'_>, at: usize) {
    let template = form.open.template().clone();
    let Some(figure) = row.row.cells.get(&column.key).and_then(|key| template.figure(key)) else {
        return;
    };
    let looks = row.looks;
    let field = field_rect(ui, &looks.measures);
    if figure.is_typed() && form.typed_here.insert(figure.key.clone()) {
        ui.scope_builder(UiBuilder::new().max_rect(field), |ui| {
            form.figure_field(ui, &figure.key, field.width())
        });
    } else {
        let id = form.view.ids.shown(looks.item, row.number, at);
        figures::computed(ui, form, figure, field, id);
        bar_in(ui, form, &figure.key, field);
    }
    if looks.measures.below > 0.0 && form.view.taste.before == Before::Shown {
        before(ui, form, figure, field);
    }
}

/// The bar of a rate, at the foot of its cell.
fn bar_in(ui: &Ui, form: &Form<'_>, key: &FigureKey, field: Rect) {
    if let Some(rate) = form.open.results().outcome(key).and_then(Outcome::rate) {
        let foot = Rect::from_min_max(
            pos2(field.left() + 6.0, field.bottom() - 2.0 - bar::IN_CELL),
            pos2(field.right() - 6.0, field.bottom() - 2.0),
        );
        bar::paint(ui, foot, rate.per_mille_clamped());
    }
}

/// Where the field of a cell stands.
fn field_rect(ui: &Ui, measures: &Measures) -> Rect {
    let cell = ui.max_rect();
    let room = cell.height() - measures.below - theme::FIELD_HEIGHT;
    // On a whole point: letters between two of them are blurred.
    let top = cell.top() + (room / 2.0).floor().max(0.0);
    Rect::from_min_size(pos2(cell.left(), top), vec2(cell.width(), theme::FIELD_HEIGHT))
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
    let size = vec2(field.width() - 4.0, measures::BELOW);
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

fn total_ui(mut line: Line<'_, '_>, form: &mut Form<'_>, looks: &Looks<'_>, table: &Table) {
    let template = form.open.template().clone();
    let report = form.open.report();
    let last = table.rows.iter().filter(|row| report.is_on(row)).count();
    // Nothing stands under its fields.
    let mut measures = looks.measures;
    measures.below = 0.0;
    for (column, at) in looks.columns.iter().zip(positions(&looks.columns)) {
        line.col(|ui| {
            separator(ui);
            let column = match column {
                ShownColumn::Own(column) => column,
                ShownColumn::Before => return looks.before.show_total(ui, form, table),
                ShownColumn::Printed(_) => return,
            };
            if column.kind == ColumnKind::Label {
                total_label(ui, table);
            }
            let total = table.total.get(&column.key).and_then(|key| template.figure(key));
            if let Some(figure) = total {
                let id = form.view.ids.shown(looks.item, last, at);
                let rect = field_rect(ui, &measures);
                figures::computed(ui, form, figure, rect, id);
                bar_in(ui, form, &figure.key, rect);
            }
        });
    }
}
