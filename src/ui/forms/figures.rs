//! The form of single figures, ratios and cumulatives: one grid, so that everything lines up.

use std::sync::Arc;

use egui::{Align, Galley, Id, Layout, Pos2, Rect, RichText, Sense, Ui, UiBuilder, pos2, vec2};

use super::{Form, Goal, Message, comments, sentences, small};
use crate::app::words;
use crate::calc::compare;
use crate::calc::days;
use crate::calc::print;
use crate::calc::results::{Basis, Outcome, Why};
use crate::report::key::{FigureKey, ItemKey};
use crate::report::number::{ReadError, format_decimal};
use crate::report::template::{Figure, FigureGroup, FigureRow, Item, Span};
use crate::ui::field_id::CellKind;
use crate::ui::figure_text;
use crate::ui::theme::{self, GAP, Tokens};
use crate::ui::widgets::bar;
use crate::ui::widgets::field::{Field, FieldKind, FieldLook, Model};
use crate::ui::widgets::sign::{Note, Sign, paint_sign};

/// The title over cells that say what is printed in place of a computed figure, and what it means.
pub(super) const PRINTED_TITLE: &str = "Số in";
pub(super) const PRINTED_HELP: &str =
    "Số được in ra khi khác số máy tính; để trống thì in đúng số máy tính";

const NUMBER: f32 = 112.0;
const RATE: f32 = 76.0;
const BAR: f32 = 84.0;
const PRINTED: f32 = 84.0;
const BEFORE: f32 = 136.0;
const FIXED: f32 = NUMBER * 2.0 + RATE + BAR + PRINTED + BEFORE + GAP * 6.0;
const LABEL_MIN: f32 = 180.0;
/// Narrower, there is no room for the bar of a rate, which only repeats it.
const BAR_FROM: f32 = FIXED;
/// Height of the line of the period before's values, which moves up into the gap between rows.
const BEFORE_LINE: f32 = 12.0;
/// Wider, a label would stand too far from its field to be read as one line.
const WIDTH_MAX: f32 = 1080.0;

/// Why a typed figure has no field here.
const LINKED: &str = "Cùng một số liệu với ô nhập ở dòng khác của trang này";

/// The columns of a row, left to right.
struct Columns {
    label: Rect,
    name: Option<(Pos2, Arc<Galley>)>,
    first: Rect,
    second: Rect,
    rate: Rect,
    bar: Rect,
    printed: Rect,
    before: Rect,
}

/// Shows the rows of a group, then the sentences they stand in.
pub fn show(ui: &mut Ui, form: &mut Form<'_>, item: &Item, group: &FigureGroup) {
    let mut last = None;
    for (i, row) in group.rows.iter().enumerate() {
        let at_row = At { item: &item.key, row: i };
        let kind = std::mem::discriminant(row);
        if last != Some(kind) {
            let shows_before = last.is_none() && form.open.previous().is_some();
            let before = form.open.said("{Kỳ} trước");
            header(ui, row, shows_before.then_some(&before));
            last = Some(kind);
        }
        match row {
            FigureRow::Single(key) => single(ui, form, key, at_row),
            FigureRow::Ratio { part, whole, rate } => ratio(ui, form, [part, whole, rate], at_row),
            FigureRow::Cumulative { in_period, total } => {
                cumulative(ui, form, [in_period, total], at_row);
            }
        }
    }
    sentences::show(ui, form, item, &group.sentences);
}

/// Where a row stands on the page, for the ids of its cells.
#[derive(Clone, Copy)]
struct At<'a> {
    item: &'a ItemKey,
    row: usize,
}

/// Makes room for a row. Where it is narrow, its label stands in a line above; the titles have none.
fn columns(ui: &mut Ui, label: Option<RichText>, height: f32) -> Columns {
    let width = ui.available_width().min(WIDTH_MAX);
    let is_wide = width >= FIXED + LABEL_MIN;
    let label_width = if is_wide { width - FIXED } else { width };
    let galley = label.map(|label| {
        let (wrap, font) = (Some(egui::TextWrapMode::Wrap), egui::FontSelection::Default);
        egui::WidgetText::from(label).into_galley(ui, wrap, label_width, font)
    });
    let text_height = galley.as_ref().map_or(0.0, |galley| galley.size().y);
    let line = if text_height > 0.0 { text_height + 4.0 } else { 0.0 };
    let row_height = if is_wide { height.max(text_height) } else { height + line };
    let (rect, _) = ui.allocate_exact_size(vec2(width, row_height), Sense::hover());
    let (label_rect, top, mut x) = if is_wide {
        let label = Rect::from_min_size(rect.min, vec2(label_width, row_height));
        (label, rect.top() + (row_height - height) / 2.0, label.right() + GAP)
    } else {
        let label = Rect::from_min_size(rect.min, vec2(width, text_height));
        (label, rect.top() + line, rect.left())
    };
    let text_top =
        if is_wide { label_rect.center().y - text_height / 2.0 } else { label_rect.top() };
    let name = galley.map(|galley| (pos2(label_rect.left(), text_top), galley));
    let bar_width = if width >= BAR_FROM { BAR } else { 0.0 };
    let mut next = |width: f32| {
        let column = Rect::from_min_size(pos2(x, top), vec2(width, height));
        x = if width > 0.0 { column.right() + GAP } else { x };
        column
    };
    Columns {
        label: label_rect,
        name,
        first: next(NUMBER),
        second: next(NUMBER),
        rate: next(RATE),
        bar: next(bar_width),
        printed: next(PRINTED),
        before: next(BEFORE),
    }
}

/// The name of a row, in the place that it has; with what is to be said about the row.
fn name(
    ui: &mut Ui,
    form: &mut Form<'_>,
    columns: &Columns,
    figure: &Figure,
    said: Option<Message>,
) {
    definition(ui, figure, columns.label);
    if let Some(message) = said {
        form.message(ui, columns.label, label_of(figure), &message);
    } else if let Some((at, galley)) = &columns.name {
        ui.painter().galley(*at, Arc::clone(galley), Tokens::of(ui).text);
    }
}

/// The titles over rows of one kind.
fn header(ui: &mut Ui, row: &FigureRow, before: Option<&str>) {
    let columns = columns(ui, None, 16.0);
    let titles: &[(&Rect, &str)] = match row {
        FigureRow::Single(_) => &[(&columns.first, "Số liệu")],
        FigureRow::Ratio { .. } => &[
            (&columns.first, "Đạt"),
            (&columns.second, "Trên tổng số"),
            (&columns.rate, "Tỷ lệ"),
            (&columns.printed, PRINTED_TITLE),
        ],
        FigureRow::Cumulative { .. } => {
            &[(&columns.first, "Trong kỳ"), (&columns.second, "Cộng dồn")]
        }
    };
    for (rect, title) in titles {
        let heading = right_text(ui, **rect, small(ui, *title));
        if *title == PRINTED_TITLE {
            heading.on_hover_text(PRINTED_HELP);
        }
    }
    if let Some(before) = before {
        right_text(ui, columns.before, small(ui, before));
    }
}

/// Small or not, in one line at the right of a place.
pub(super) fn right_text(ui: &mut Ui, rect: Rect, text: RichText) -> egui::Response {
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center));
    ui.scope_builder(builder, |ui| ui.add(egui::Label::new(text).truncate())).inner
}

fn left_text(ui: &mut Ui, rect: Rect, text: RichText) {
    at(ui, rect, |ui| ui.add(egui::Label::new(text).truncate()));
}

fn at<R>(ui: &mut Ui, rect: Rect, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), contents).inner
}

fn label_of(figure: &Figure) -> RichText {
    RichText::new(&figure.label).font(theme::body())
}

fn single(ui: &mut Ui, form: &mut Form<'_>, key: &FigureKey, row: At<'_>) {
    let template = form.open.template().clone();
    let Some(figure) = template.figure(key) else {
        return;
    };
    let columns = columns(ui, Some(label_of(figure)), theme::FIELD_HEIGHT);
    if !figure.is_typed() || !form.typed_here.insert(key.clone()) {
        computed(ui, form, figure, columns.first, form.view.ids.shown(row.item, row.row, 0));
        left_text(ui, columns.second, small(ui, &*figure.unit));
        if form.open.report().printed.contains_key(key) {
            at(ui, columns.printed, |ui| form.printed_field(ui, key, PRINTED));
        }
        right_text(ui, columns.before, small(ui, figure_text::before(form.open, figure)));
        return;
    }
    let fault_of = at(ui, columns.first, |ui| form.figure_field(ui, key, NUMBER));
    left_text(ui, columns.second, small(ui, &*figure.unit));
    let days = columns.rate.union(columns.printed);
    day_field(ui, form, figure, days);
    right_text(ui, columns.before, small(ui, figure_text::before(form.open, figure)));
    let said = fault(form, [(key, fault_of)]).or_else(|| day_message(form, figure));
    name(ui, form, &columns, figure, said);
}

fn ratio(ui: &mut Ui, form: &mut Form<'_>, [part, whole, rate]: [&FigureKey; 3], row: At<'_>) {
    let template = form.open.template().clone();
    let figures = (template.figure(part), template.figure(whole), template.figure(rate));
    let (Some(part_figure), Some(whole_figure), Some(rate_figure)) = figures else {
        return;
    };
    let columns = columns(ui, Some(label_of(part_figure)), theme::FIELD_HEIGHT);
    let first =
        input(ui, form, part_figure, columns.first, form.view.ids.shown(row.item, row.row, 0));
    let second =
        input(ui, form, whole_figure, columns.second, form.view.ids.shown(row.item, row.row, 1));
    computed(ui, form, rate_figure, columns.rate, form.view.ids.shown(row.item, row.row, 2));
    if let Some(rate) = form.open.results().outcome(rate).and_then(Outcome::rate)
        && columns.bar.width() > 0.0
    {
        let line = Rect::from_center_size(columns.bar.center(), vec2(BAR, bar::ROW));
        bar::paint(ui, line, rate.per_mille_clamped());
    }
    let third = at(ui, columns.printed, |ui| form.printed_field(ui, rate, PRINTED));
    right_text(ui, columns.before, small(ui, figure_text::before(form.open, rate_figure)));
    before_line(ui, form, [(part_figure, &columns.first), (whole_figure, &columns.second)]);
    let said = fault(form, [(part, first), (whole, second), (rate, third)]);
    name(ui, form, &columns, part_figure, said);
}

fn cumulative(ui: &mut Ui, form: &mut Form<'_>, [in_period, total]: [&FigureKey; 2], row: At<'_>) {
    let template = form.open.template().clone();
    let (Some(period_figure), Some(total_figure)) =
        (template.figure(in_period), template.figure(total))
    else {
        return;
    };
    let columns = columns(ui, Some(label_of(period_figure)), theme::FIELD_HEIGHT);
    let first =
        input(ui, form, period_figure, columns.first, form.view.ids.shown(row.item, row.row, 0));
    let second =
        input(ui, form, total_figure, columns.second, form.view.ids.shown(row.item, row.row, 1));
    day_field(ui, form, total_figure, columns.rate.union(columns.printed));
    before_line(ui, form, [(period_figure, &columns.first), (total_figure, &columns.second)]);
    let said = fault(form, [(in_period, first), (total, second)])
        .or_else(|| day_message(form, total_figure))
        .or_else(|| expected_total(form, period_figure, total_figure));
    name(ui, form, &columns, period_figure, said);
}

/// The period before's values under the fields of a row.
fn before_line(ui: &mut Ui, form: &Form<'_>, figures: [(&Figure, &Rect); 2]) {
    if form.open.previous().is_none() {
        return;
    }
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), BEFORE_LINE), Sense::hover());
    for (figure, column) in figures {
        let rect = Rect::from_x_y_ranges(column.x_range(), line.y_range());
        right_text(
            ui,
            rect.shrink2(vec2(4.0, 0.0)),
            small(ui, figure_text::before(form.open, figure)),
        );
    }
}

/// Says so when the typed cumulative is not the period before's plus this period's.
fn expected_total(form: &Form<'_>, in_period: &Figure, total: &Figure) -> Option<Message> {
    let previous = form.open.previous()?;
    let report = form.open.report();
    let expected = compare::expected_total(in_period, total, &previous.report, report)?;
    let typed = report.value(&total.key).number().map(|number| number.to_decimal());
    if typed == Some(expected) {
        return None;
    }
    let words = form.open.said("Cộng dồn {kỳ} trước và số trong kỳ là");
    Some(Message::warning(format!("{words} {}", format_decimal(expected))))
}

/// A typed figure's field, or a computed figure's value with an id of its own.
fn input(
    ui: &mut Ui,
    form: &mut Form<'_>,
    figure: &Figure,
    rect: Rect,
    shown: Id,
) -> Option<ReadError> {
    if figure.is_typed() && form.typed_here.insert(figure.key.clone()) {
        at(ui, rect, |ui| form.figure_field(ui, &figure.key, rect.width()))
    } else {
        computed(ui, form, figure, rect, shown);
        None
    }
}

/// A computed figure: on a tinted ground, without a frame. It takes the keyboard, to be copied.
pub fn computed(ui: &mut Ui, form: &mut Form<'_>, figure: &Figure, rect: Rect, id: Id) {
    let tokens = Tokens::of(ui);
    let outcome = form.open.results().outcome(&figure.key);
    let text = figure_text::shown(form.open, figure);
    let is_provisional = matches!(outcome, Some(Outcome::Number { basis: Basis::Partial, .. }));
    let text = if text.is_empty() { print::NO_PERCENTAGE.to_owned() } else { text };
    let color = if is_provisional || matches!(outcome, Some(Outcome::Undefined(_))) {
        tokens.text_second
    } else {
        tokens.text
    };
    let response = form.drafts.fixed(ui, id, rect);
    let name = format!("{}: {text}", figure.label);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    if response.has_focus() {
        let words = why(form, figure, outcome);
        let words = format!("{name} · {words}{}", comments::behind(form.open, &figure.key));
        form.is_current(id, FieldKind::Shown, words);
    }
    let problem = form.view.cells.sheet().problem(CellKind::Shown, &figure.key);
    let note = Note::of(form.open.comments().get(&figure.key));
    paint_sign(ui, rect, Sign { problem, note, ..Sign::default() });
    form.place(ui, id, rect);
    if matches!(&form.view.goal, Some(Goal::Figure(key)) if *key == figure.key) {
        form.view.goal_rect.set(Some(rect));
    }
    let inner = rect.shrink2(vec2(8.0, 0.0));
    right_text(ui, inner, RichText::new(text).font(theme::body()).color(color));
    form.comment_menu(&response, &figure.key);
    let noted = comments::told(form.open, &figure.key);
    if !noted.is_empty() {
        ui.ctx().accesskit_node_builder(id, |node| node.set_description(noted.as_str()));
    }
    if response.hovered() {
        let reason = form.view.cells.sheet().reason(id).map(|reason| reason.words.clone());
        let told = [reason.unwrap_or_default(), noted, why(form, figure, outcome)];
        let told: Vec<String> = told.into_iter().filter(|words| !words.is_empty()).collect();
        response.on_hover_text(told.join("\n"));
    }
}

/// Where what a cell shows comes from, or why it shows nothing.
fn why(form: &Form<'_>, figure: &Figure, outcome: Option<Outcome>) -> String {
    if figure.is_typed() {
        return LINKED.to_owned();
    }
    let made = words::formulas::made_of(figure, form.open.template());
    match state(outcome) {
        "" => made,
        state => format!("{state} · {made}"),
    }
}

/// What is to be said about what a figure came to; empty when nothing is.
fn state(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        Some(Outcome::Undefined(Why::Missing)) => "Chưa đủ số liệu để tính",
        Some(Outcome::Undefined(Why::UnevenRows)) => {
            "Có dòng chỉ có một trong hai số nên chưa có tỷ lệ chung"
        }
        Some(Outcome::Undefined(Why::ZeroWhole)) => "Tổng số bằng 0 nên không có tỷ lệ",
        Some(Outcome::Undefined(Why::TooLarge)) => "Số quá lớn để cộng",
        Some(Outcome::Number { basis: Basis::Partial, .. }) => "Tạm tính: còn ô chưa nhập",
        Some(Outcome::Number { basis: Basis::Approximate, .. }) => {
            "Có số ước chừng (hơn, gần, khoảng…) nên tổng cũng là số ước chừng"
        }
        Some(Outcome::Rate { basis: Basis::Approximate, .. }) => {
            "Có số ước chừng (hơn, gần, khoảng…) nên tỷ lệ cũng là số ước chừng"
        }
        Some(Outcome::Number { .. } | Outcome::Rate { .. }) | None => "",
    }
}

/// The days of a figure that is not counted over the days of the period.
fn day_field(ui: &mut Ui, form: &mut Form<'_>, figure: &Figure, rect: Rect) {
    let Some(usual) = days::usual(figure, form.open.report()) else {
        return;
    };
    let text = days::text(figure, form.open.report()).unwrap_or_default();
    let look = if days::is_wrong(figure, form.open.report()) {
        FieldLook::Wrong
    } else {
        FieldLook::Plain
    };
    let name = format!("{}: {}", figure.label, words::span(figure));
    let id = form.view.ids.cell(CellKind::Day, &figure.key);
    at(ui, rect, |ui| {
        let (words, width) = match figure.span {
            Span::Since(_) => ("từ ngày", 96.0),
            Span::Window(_) => ("các ngày", 180.0),
            Span::InPeriod | Span::AsOf => ("đến ngày", 96.0),
        };
        ui.label(small(ui, words));
        let field = Field { width, look, model: Model::Cell, ..Field::words(id, &name, &text) };
        let describe = || format!("{name} · {}", words::how_to_type_days(&usual));
        if let Some((text, typing)) = form.field(ui, &field, describe).typed {
            form.open.type_day(&figure.key, &text, typing);
        }
    });
}

fn definition(ui: &mut Ui, figure: &Figure, label: Rect) {
    if !figure.definition.is_empty() {
        let id = ui.scope_id().with(("definition", &figure.key));
        ui.interact(label, id, Sense::hover()).on_hover_text(&figure.definition);
    }
}

/// What is to be said when the days of a figure cannot be read.
fn day_message(form: &Form<'_>, figure: &Figure) -> Option<Message> {
    let report = form.open.report();
    let usual = days::usual(figure, report).filter(|_| days::is_wrong(figure, report))?;
    Some(Message::error(words::days_fault(&days::text(figure, report)?, &usual)))
}

/// What is to be said about the first figure of a row that cannot be read.
fn fault<const N: usize>(
    form: &Form<'_>,
    faults: [(&FigureKey, Option<ReadError>); N],
) -> Option<Message> {
    let mut wrong = faults.iter().filter_map(|(key, fault)| Some((*key, fault.as_ref()?)));
    let (key, fault) = wrong.next()?;
    Some(form.fault_message(key, fault, wrong.count()))
}
