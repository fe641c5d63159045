//! The form of a table of figures: every row that is on, its total, and the choice of rows.
//!
//! The table is drawn whole: a focused field that is not laid out would lose the keyboard.

use egui::{Align, Layout, Rect, RichText, Sense, Ui, UiBuilder, pos2, vec2};
use egui_extras::{Column as Width, TableBuilder, TableRow as Line};

use super::{FieldPlace, Form, Goal, figures, small};
use crate::calc::results::Outcome;
use crate::report::key::FigureKey;
use crate::report::number::ReadError;
use crate::report::template::{
    Column, ColumnKind, Figure, Item, Switch, Table, TableRow, Template,
};
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::bar;
use crate::ui::widgets::field::Access;

/// Widths of the columns, in points.
#[derive(Clone, Copy)]
struct Widths {
    position: f32,
    label_min: f32,
    /// None where there is no room: the agency then stands under the row's name.
    provider: Option<f32>,
    figure: f32,
    rate: f32,
    printed: f32,
}

const ROOMY: Widths = Widths {
    position: 36.0,
    label_min: 200.0,
    provider: Some(92.0),
    figure: 96.0,
    rate: 76.0,
    printed: 84.0,
};
const NARROW: Widths = Widths {
    position: 28.0,
    label_min: 150.0,
    provider: None,
    figure: 84.0,
    rate: 62.0,
    printed: 72.0,
};
/// Wider, a row could no longer be followed with the eye.
const WIDTH_MAX: f32 = 1400.0;
const HEADER: f32 = 22.0;
const PAD: f32 = 6.0;
/// Height of a line that says what is wrong.
const FAULT: f32 = 24.0;
const BEFORE: f32 = 17.0;

/// A column of the screen: one of the table's, or the override of a rate.
#[derive(Clone, Copy)]
enum Shown<'t> {
    Own(&'t Column),
    Printed(&'t Column),
}

/// Shows the table.
pub fn show(ui: &mut Ui, form: &mut Form<'_>, item: &Item, table: &Table) {
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(WIDTH_MAX));
        rows_ui(ui, form, item, table);
    });
    row_choice(ui, form, item, table);
}

fn rows_ui(ui: &mut Ui, form: &mut Form<'_>, item: &Item, table: &Table) {
    let template = form.month.template().clone();
    let all = shown_columns(&template, table);
    let num_gaps = u8::try_from(all.len()).unwrap_or(u8::MAX).saturating_sub(1);
    let gaps = theme::GAP * f32::from(num_gaps);
    let fixed: f32 = all.iter().filter_map(|column| ROOMY.of(&template, table, column)).sum();
    let is_roomy = ui.available_width() >= fixed + gaps + ROOMY.label_min;
    let widths = if is_roomy { ROOMY } else { NARROW };
    let has_room = |column: &Shown<'_>| match column {
        Shown::Own(column) => column.kind != ColumnKind::Provider || widths.provider.is_some(),
        Shown::Printed(_) => true,
    };
    let shown: Vec<Shown<'_>> = all.into_iter().filter(has_room).collect();
    let rows: Vec<&TableRow> =
        table.rows.iter().filter(|row| form.month.report().is_on(row)).collect();
    let mut builder = TableBuilder::new(ui)
        .id_salt(item.key.as_str())
        .vscroll(false)
        .cell_layout(Layout::top_down(Align::Min));
    for column in &shown {
        let label = || Width::remainder().at_least(widths.label_min).clip(true);
        let width = widths.of(&template, table, column);
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
            let label_width = label_width(body.widths(), &shown);
            for (i, row) in rows.iter().enumerate() {
                let below = rows.get(i + 1).copied();
                let num_faults = faults(form, &template, row).len();
                let height = row_height(body.ui_mut(), row, label_width, num_faults);
                body.row(height, |line| {
                    row_ui(line, form, &shown, Row { row, below, number: i + 1 })
                });
            }
            body.row(theme::FIELD_HEIGHT + PAD * 2.0, |line| total_ui(line, form, &shown, table));
        });
    pinned_heading(ui, &shown, &column_widths);
}

/// The column titles at the top of the page while the table's own are scrolled away: without them
/// nobody can tell one column of numbers from the next.
fn pinned_heading(ui: &Ui, shown: &[Shown<'_>], widths: &[f32]) {
    let (table, page) = (ui.min_rect(), ui.clip_rect());
    let is_scrolled = table.top() < page.top() && table.bottom() > page.top() + HEADER * 3.0;
    if !is_scrolled {
        return;
    }
    let tokens = Tokens::of(ui);
    let size = vec2(table.width() + theme::GAP, HEADER + PAD);
    let strip = Rect::from_min_size(pos2(table.left() - theme::GAP / 2.0, page.top()), size);
    ui.painter().rect_filled(strip, 0.0, tokens.surface);
    ui.painter().hline(strip.x_range(), strip.bottom(), egui::Stroke::new(1.0, tokens.border));
    let mut left = table.left();
    for (column, width) in shown.iter().zip(widths) {
        let (text, kind) = title(column);
        let (x, align) = match kind {
            ColumnKind::Figure => (left + width, egui::Align2::RIGHT_CENTER),
            _ => (left, egui::Align2::LEFT_CENTER),
        };
        let at = pos2(x, strip.center().y);
        ui.painter().text(at, align, text, theme::small(), tokens.text_second);
        left += width + theme::GAP;
    }
}

fn title<'t>(column: &Shown<'t>) -> (&'t str, ColumnKind) {
    match column {
        Shown::Own(column) => (column.short.as_str(), column.kind),
        Shown::Printed(_) => ("In là", ColumnKind::Figure),
    }
}

fn shown_columns<'t>(template: &Template, table: &'t Table) -> Vec<Shown<'t>> {
    let mut shown = Vec::new();
    for column in &table.columns {
        shown.push(Shown::Own(column));
        if is_rate(template, table, column) {
            shown.push(Shown::Printed(column));
        }
    }
    shown
}

fn is_rate(template: &Template, table: &Table, column: &Column) -> bool {
    let first = table.rows.first().and_then(|row| row.cells.get(&column.key));
    let figure = first.and_then(|key| template.figure(key));
    figure.is_some_and(|figure| !figure.is_typed() && figure.is_percent())
}

impl Widths {
    /// The width of a column; none for the label, which takes what is left.
    fn of(&self, template: &Template, table: &Table, column: &Shown<'_>) -> Option<f32> {
        match column {
            Shown::Printed(_) => Some(self.printed),
            Shown::Own(column) => match column.kind {
                ColumnKind::Position => Some(self.position),
                ColumnKind::Label => None,
                ColumnKind::Provider => self.provider,
                ColumnKind::Figure if is_rate(template, table, column) => Some(self.rate),
                ColumnKind::Figure => Some(self.figure),
            },
        }
    }
}

fn label_width(widths: &[f32], shown: &[Shown<'_>]) -> f32 {
    let is_label =
        |column: &Shown<'_>| matches!(column, Shown::Own(c) if c.kind == ColumnKind::Label);
    let mut pairs = widths.iter().zip(shown);
    pairs.find(|(_, column)| is_label(column)).map_or(NARROW.label_min, |(width, _)| *width)
}

fn heading(ui: &mut Ui, column: &Shown<'_>) {
    let (text, kind) = title(column);
    let align = if kind == ColumnKind::Figure { Align::Max } else { Align::Min };
    ui.with_layout(Layout::top_down(align), |ui| {
        let text = RichText::new(text).font(theme::small()).color(Tokens::of(ui).text_second);
        ui.add(egui::Label::new(text).wrap());
    });
}

/// High enough for the name, its bar or what is wrong in the row, and for the fields.
fn row_height(ui: &Ui, row: &TableRow, label_width: f32, num_faults: usize) -> f32 {
    let galley =
        ui.painter().layout(row.label.clone(), theme::body(), egui::Color32::WHITE, label_width);
    let num_faults = f32::from(u8::try_from(num_faults).unwrap_or(u8::MAX));
    let below = if num_faults > 0.0 { num_faults * (FAULT + 4.0) } else { 4.0 + bar::ROW };
    (galley.size().y + below).max(theme::FIELD_HEIGHT + BEFORE) + PAD * 2.0
}

/// A row that is on, and the one below it for Enter.
#[derive(Clone, Copy)]
struct Row<'t> {
    row: &'t TableRow,
    below: Option<&'t TableRow>,
    number: usize,
}

fn row_ui(mut line: Line<'_, '_>, form: &mut Form<'_>, shown: &[Shown<'_>], row: Row<'_>) {
    let template = form.month.template().clone();
    let faults = faults(form, &template, row.row);
    for column in shown {
        line.col(|ui| {
            separator(ui);
            ui.add_space(PAD);
            match column {
                Shown::Own(column) => own_cell(ui, form, column, row, &faults),
                Shown::Printed(column) => printed_cell(ui, form, column, row),
            }
        });
    }
}

fn own_cell(
    ui: &mut Ui,
    form: &mut Form<'_>,
    column: &Column,
    row: Row<'_>,
    faults: &[(&FigureKey, ReadError)],
) {
    match column.kind {
        ColumnKind::Position => text(ui, row.number.to_string()),
        ColumnKind::Label => name(ui, form, row.row, faults),
        ColumnKind::Provider => {
            let template = form.month.template();
            let agency = row.row.provider.as_ref().and_then(|key| template.agency(key));
            text(ui, agency.map_or_else(String::new, |agency| agency.name.clone()));
        }
        ColumnKind::Figure => cell(ui, form, column, row),
    }
}

fn printed_cell(ui: &mut Ui, form: &mut Form<'_>, column: &Column, row: Row<'_>) {
    let Some(key) = row.row.cells.get(&column.key) else {
        return;
    };
    let below = row.below.and_then(|below| below.cells.get(&column.key));
    let enter = below.map(|key| form.id("printed", key.as_str()));
    let rect = field_rect(ui);
    let place = FieldPlace { width: rect.width(), enter };
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| form.printed_field(ui, key, place));
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
        let report = form.month.report();
        let value =
            if figure.is_typed() { Some(report.value(key)) } else { report.printed.get(key) };
        super::fault_of(figure, value?).map(|fault| (key, fault))
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
            row.cells.values().filter_map(|key| match form.month.results().outcome(key) {
                Some(Outcome::Rate(rate)) => Some(rate),
                _ => None,
            });
        if let Some(rate) = rates.next() {
            bar::show(ui, rate.per_mille_clamped(), ui.available_width() - theme::GAP, bar::ROW);
        }
    });
}

fn cell(ui: &mut Ui, form: &mut Form<'_>, column: &Column, row: Row<'_>) {
    let template = form.month.template().clone();
    let Some(figure) = row.row.cells.get(&column.key).and_then(|key| template.figure(key)) else {
        return;
    };
    let field = field_rect(ui);
    if figure.is_typed() && form.typed_here.insert(figure.key.clone()) {
        let below = row.below.and_then(|below| below.cells.get(&column.key));
        let enter = below.map(|key| form.figure_id(key));
        let place = FieldPlace { width: field.width(), enter };
        ui.scope_builder(UiBuilder::new().max_rect(field), |ui| {
            form.figure_field(ui, &figure.key, place)
        });
    } else {
        figures::computed(ui, form, figure, field);
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

/// Last month's value under a cell.
fn before(ui: &mut Ui, form: &Form<'_>, figure: &Figure, field: Rect) {
    let text = form.before_text(figure);
    if text.is_empty() {
        return;
    }
    let text = small(ui, text);
    small_below(ui, field, text).on_hover_text("Tháng trước (thay đổi)");
}

/// Small print under a field, at its right.
fn small_below(ui: &mut Ui, field: Rect, text: RichText) -> egui::Response {
    let size = vec2(field.width() - 4.0, BEFORE);
    let rect = Rect::from_min_size(pos2(field.left(), field.bottom()), size);
    let layout = Layout::right_to_left(Align::Center);
    let builder = UiBuilder::new().max_rect(rect).layout(layout);
    ui.scope_builder(builder, |ui| ui.add(egui::Label::new(text).truncate())).inner
}

fn total_ui(mut line: Line<'_, '_>, form: &Form<'_>, shown: &[Shown<'_>], table: &Table) {
    let template = form.month.template().clone();
    for column in shown {
        line.col(|ui| {
            separator(ui);
            let Shown::Own(column) = column else {
                return;
            };
            if column.kind == ColumnKind::Label {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.label(RichText::new("Cộng").font(theme::strong()));
                });
            }
            let total = table.total.get(&column.key).and_then(|key| template.figure(key));
            if let Some(figure) = total {
                let rect = ui.max_rect();
                let size = vec2(rect.width(), theme::FIELD_HEIGHT);
                figures::computed(
                    ui,
                    form,
                    figure,
                    Rect::from_min_size(rect.min + vec2(0.0, PAD), size),
                );
            }
        });
    }
}

/// Which rows the office reports.
fn row_choice(ui: &mut Ui, form: &mut Form<'_>, item: &Item, table: &Table) {
    if form.access == Access::Locked {
        return;
    }
    let is_open = form.view.chosen_rows.as_ref() == Some(&item.key);
    let num_on = table.rows.iter().filter(|row| form.month.report().is_on(row)).count();
    ui.horizontal(|ui| {
        let label = if is_open { "Xong" } else { "Chọn dòng báo cáo…" };
        if ui.button(label).clicked() {
            form.view.chosen_rows = (!is_open).then(|| item.key.clone());
        }
        let words = format!("Đang báo cáo {num_on} trong {} dòng của danh mục", table.rows.len());
        ui.label(small(ui, words));
    });
    if !is_open {
        return;
    }
    for row in &table.rows {
        let mut is_on = form.month.report().is_on(row);
        let label = egui::WidgetText::from(RichText::new(&row.label));
        ui.push_id(&row.key, |ui| {
            let response = ui.add(egui::Checkbox::new(&mut is_on, label.text()));
            if response.changed() {
                let switch = if is_on { Switch::On } else { Switch::Off };
                form.month.switch_row(&row.key, switch);
            }
        });
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.top(), egui::Stroke::new(1.0, Tokens::of(ui).border));
}
