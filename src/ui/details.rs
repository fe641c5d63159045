//! "Chi tiết": all about the figure with the keyboard. What it means, who provides it, what is noted
//! about it, the last twelve periods with a small chart, and what was done to it.

mod comment;

use egui::{Rect, RichText, Sense, Ui, pos2, vec2};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::chrome::part_heading;
use super::field_id::FieldIds;
use super::forms::small;
use super::pane::{self, Beside};
use super::theme::{self, Tokens};
use crate::app::message::{LogQuery, ReportId, Request};
use crate::app::open_report::{OpenReport, SaveState};
use crate::app::state::{Effect, FigureLog, State};
use crate::app::words;
use crate::app::words::histories::{FieldChange, HistoryStep};
use crate::calc::days;
use crate::calc::print::{self, PrintedIn};
use crate::report::key::FigureKey;
use crate::report::number::format_decimal;
use crate::report::period::{PeriodKey, PeriodKind};
use crate::report::template::Figure;

/// How many periods the chart has.
const NUM_MONTHS: usize = 12;
const CHART: f32 = 96.0;

/// The pane.
#[derive(Debug, Default)]
pub struct Details {
    /// What the worker was asked about last, and when the report was saved then.
    asked: Option<(ReportId, FieldIds, FigureKey, SaveState)>,
    has_keyboard: bool,
    letters: comment::Letters,
}

impl Details {
    /// Asks for the log of a figure when another one is shown, or when it may have grown.
    pub fn ask(&mut self, state: &State, ids: FieldIds, figure: Option<&FigureKey>) -> Vec<Effect> {
        use crate::app::platform::preferences::Pane;
        let (Some(open), Some(figure)) = (&state.open, figure) else {
            return Vec::new();
        };
        let is_shown = state.preferences.pane == Pane::Details && !state.is_replacing();
        let wanted = (open.id(), ids, figure.clone(), open.save_state());
        if !is_shown || wanted.3 == SaveState::Saving || self.asked.as_ref() == Some(&wanted) {
            return Vec::new();
        }
        let request = Request::Log(LogQuery::Figure { report: open.id(), figure: figure.clone() });
        self.asked = Some(wanted);
        vec![Effect::Ask(request)]
    }

    /// Draws the pane.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        beside: &mut Beside<'_>,
        figure: Option<&FigureKey>,
        log: Option<&FigureLog>,
    ) {
        pane::top(ui, |ui| pane::head(ui, "Chi tiết", "Ẩn chi tiết (Ctrl+Enter)", beside.intents));
        let template = beside.open.template().clone();
        let figure = figure.and_then(|key| template.figure(key));
        self.has_keyboard = false;
        pane::body(ui, "details", |ui| {
            let Some(figure) = figure else {
                ui.add(egui::Label::new("Chọn một ô số liệu để xem chi tiết").wrap());
                return;
            };
            meaning(ui, beside.open, figure);
            self.has_keyboard = comment::show(ui, beside, &figure.key, &mut self.letters);
            months(ui, beside.open, figure);
            let log = log.filter(|log| log.report == beside.open.id());
            let log = log.filter(|log| log.figure == figure.key);
            changes(ui, figure, log.map(|log| log.steps.as_slice()));
        });
    }

    /// Whether the comment or its mark had the keyboard when the pane was drawn last.
    pub fn has_keyboard(&self) -> bool {
        self.has_keyboard
    }
}

/// Name, value, unit, provider, span and definition.
fn meaning(ui: &mut Ui, open: &OpenReport, figure: &Figure) {
    ui.add(egui::Label::new(RichText::new(&figure.label).font(theme::heading())).wrap());
    let style = &open.template().parts().style;
    let (report, results) = (open.report(), open.results());
    let value = print::figure_text(figure, report, results, style, PrintedIn::Table);
    let value = if value.is_empty() { "chưa nhập".to_owned() } else { value };
    let agency = figure.provider.as_ref().and_then(|key| open.template().agency(key));
    let day = days::text(figure, report);
    let span = match day {
        Some(day) => format!("{} {day}", words::span(figure)),
        None => words::span(figure).to_owned(),
    };
    let kind = if figure.is_typed() { "nhập tay" } else { "máy tính" };
    let lines = [
        ("Giá trị", value),
        ("Đơn vị tính", figure.unit.clone()),
        ("Nguồn", agency.map_or_else(String::new, |agency| agency.name.clone())),
        ("Thời gian", span),
        ("Cách có", kind.to_owned()),
        ("Định nghĩa", figure.definition.clone()),
    ];
    for (name, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
        let line = format!("{name}: {text}");
        ui.add(egui::Label::new(line).wrap());
    }
}

/// The last periods: columns, and under them each with its number.
fn months(ui: &mut Ui, open: &OpenReport, figure: &Figure) {
    part_heading(ui, &open.said("Mười hai {kỳ} gần nhất"));
    let trend = open.history().trend(figure, open.context().reckoned(), NUM_MONTHS);
    if trend.iter().filter(|(_, number)| number.is_some()).count() < 2 {
        ui.label(small(ui, open.said("Chưa có {kỳ} nào để so sánh")));
    } else {
        chart(ui, figure, open.template().period(), &trend);
    }
    let known: Vec<_> = trend.iter().filter_map(|(key, number)| Some((key, (*number)?))).collect();
    for (i, (period, number)) in known.iter().enumerate().rev() {
        let before = i.checked_sub(1).and_then(|i| known.get(i)).map(|(_, number)| *number);
        let change = before.and_then(|before| number.checked_sub(before)).map(signed);
        let change = change.map_or_else(String::new, |change| format!(" ({change})"));
        ui.label(format!("{}: {}{change}", period.label(), shown(figure, *number)));
    }
}

fn shown(figure: &Figure, number: Decimal) -> String {
    let percent = if figure.is_percent() { "%" } else { "" };
    format!("{}{percent}", format_decimal(number))
}

fn signed(change: Decimal) -> String {
    let sign = match () {
        () if change.is_zero() => "±",
        () if change.is_sign_negative() => "−",
        () => "+",
    };
    format!("{sign}{}", format_decimal(change.abs()))
}

fn chart(ui: &mut Ui, figure: &Figure, kind: PeriodKind, trend: &[(PeriodKey, Option<Decimal>)]) {
    let tokens = Tokens::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), CHART), Sense::hover());
    let name = format!("Biểu đồ {} {}: {}", trend.len(), kind.noun(), figure.label);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &name));
    let ground = rect.bottom() - 18.0;
    let highest = trend.iter().filter_map(|(_, number)| *number).max().unwrap_or_default();
    let highest = highest.to_f32().filter(|highest| *highest > 0.0).unwrap_or(1.0);
    let count = u16::try_from(trend.len().max(1)).unwrap_or(1);
    let width = rect.width() / f32::from(count);
    let mut left = rect.left();
    let hovered = response.hover_pos();
    let mut told = None;
    for (i, (period, number)) in trend.iter().enumerate() {
        let column = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()));
        left += width;
        let is_last = i + 1 == trend.len();
        if let Some(number) = number {
            let share = (number.to_f32().unwrap_or(0.0) / highest).clamp(0.0, 1.0);
            // Never thinner than a line, so that a little is seen as a little.
            let height = (share * (ground - rect.top() - 2.0)).max(2.0);
            let bar = Rect::from_min_max(
                pos2(column.left() + width * 0.18, ground - height),
                pos2(column.right() - width * 0.18, ground),
            );
            let color = if is_last { tokens.accent } else { tokens.field_border };
            ui.painter().rect_filled(bar, 2.0, color);
        }
        let at = pos2(column.center().x, rect.bottom());
        let align = egui::Align2::CENTER_BOTTOM;
        let words = period.in_year();
        ui.painter().text(at, align, words, theme::small(), tokens.text_second);
        if hovered.is_some_and(|at| column.contains(at)) {
            let number = number.map_or_else(|| "không có".to_owned(), |n| shown(figure, n));
            told = Some(format!("{}: {number}", period.label()));
        }
    }
    ui.painter().hline(rect.x_range(), ground, egui::Stroke::new(1.0, tokens.border));
    if let Some(words) = told {
        response.on_hover_text(words);
    }
}

/// What was done to it.
fn changes(ui: &mut Ui, figure: &Figure, steps: Option<&[HistoryStep]>) {
    part_heading(ui, "Các lần sửa");
    match steps {
        None => {
            ui.label(small(ui, "Đang đọc…"));
        }
        Some([]) => {
            ui.label(small(ui, "Chưa có lần sửa nào"));
        }
        Some(steps) => {
            for step in steps {
                for FieldChange { label, before, after, .. } in &step.changes {
                    // How it is printed and its days have names of their own.
                    let is_value = *label == figure.label;
                    let of = if is_value { String::new() } else { format!(" {label}") };
                    let words = format!("{}{of}: {before} thành {after}", step.what);
                    ui.add(egui::Label::new(words).wrap());
                }
                let at = step.at.format("%d/%m/%Y %H:%M:%S").to_string();
                let parts = [at.as_str(), step.who.as_str()];
                let parts = parts.into_iter().filter(|part| !part.is_empty());
                let when = parts.collect::<Vec<_>>().join(" · ");
                ui.add(egui::Label::new(small(ui, when)).wrap());
            }
        }
    }
}
