//! The desk for forms that agencies fill in: whom figures are collected from, and what a form that
//! came back would change.

mod agencies;

use self::agencies::DayEdit;
use egui::{
    Align, Checkbox, Color32, Frame, Id, Label, Layout, Margin, Response, RichText, Role,
    ScrollArea, Sense, Ui, WidgetInfo, vec2,
};

use super::intent::{FormIntent, Intent, Intents};
use super::theme::{self, Tokens};
use super::widgets::field::LOCKED;
use super::widgets::icons::{self, Icon};
use super::widgets::small_button;
use crate::app::collect_words;
use crate::app::state::forms::FormDesk;
use crate::calc::collect::{FormPlan, Line, LineFate};
use crate::report::period::PeriodKind;

/// Height of the whole, in points.
pub const HEIGHT: f32 = 300.0;
/// How many cells are listed; the rest is counted.
const LINES_MAX: usize = 400;
/// Widths of the columns of the list, in points: where, what kind, which figure.
const TICK: f32 = 24.0;
const ADDRESS: f32 = 52.0;
const KIND: f32 = 76.0;
const FIGURE: f32 = 380.0;

/// What is typed in it.
#[derive(Debug, Default)]
pub struct CollectView {
    days: DayEdit,
}

/// Whether the report can take a form over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// It can.
    Open,
    /// It is finished, or the file is only read.
    Locked,
}

/// Shows what lies on the desk; tells which button the keyboard goes to first.
pub fn show(
    ui: &mut Ui,
    desk: &FormDesk,
    view: &mut CollectView,
    taking: Taking,
    intents: &mut Intents,
) -> Option<Id> {
    let frame = Frame::new().inner_margin(Margin::symmetric(16, 8));
    frame
        .show(ui, |ui| match desk {
            FormDesk::Agencies(parts) => agencies::show(ui, parts, &mut view.days, taking, intents),
            FormDesk::Review(review) => Some(self::review(ui, &review.plan, taking, intents)),
        })
        .inner
}

/// A title, what can be done, and a cross at the right.
pub(super) fn head<R>(
    ui: &mut Ui,
    title: &str,
    intents: &mut Intents,
    buttons: impl FnOnce(&mut Ui, &mut Intents) -> R,
) -> R {
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).font(theme::strong()));
        ui.add_space(theme::GAP_GROUP);
        let answer = buttons(ui, intents);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icons::button(ui, Icon::Cross, "Đóng phiếu thu thập").clicked() {
                intents.push(Intent::Form(FormIntent::Close));
            }
        });
        answer
    })
    .inner
}

fn review(ui: &mut Ui, plan: &FormPlan, taking: Taking, intents: &mut Intents) -> Id {
    let num_taken = plan.num_taken();
    let chief = head(ui, &collect_words::summary(plan), intents, |ui, intents| {
        let label = format!("Nhập {num_taken} số liệu");
        let taken = if num_taken == 0 {
            let reason = match plan.lines.iter().any(Line::has_news) {
                true => "Chưa chọn số nào để nhập",
                false => "Phiếu không có số nào mới",
            };
            ui.add_enabled_ui(false, |ui| small_button(ui, label))
                .inner
                .on_disabled_hover_text(reason)
        } else {
            button(ui, &label, taking)
        };
        let left = small_button(ui, "Bỏ");
        if taken.clicked() {
            intents.push(Intent::Form(FormIntent::Take));
        } else if left.clicked() {
            intents.push(Intent::Form(FormIntent::Close));
        }
        let can_take = num_taken > 0 && taking == Taking::Open;
        if can_take { taken.id } else { left.id }
    });
    let area = ScrollArea::vertical().id_salt("form").auto_shrink([false, false]);
    area.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        // What cannot be taken stands first: it is what somebody has to ask about.
        let is_refused = |line: &&Line| matches!(line.fate, LineFate::Refused(_));
        let (refused, others): (Vec<&Line>, Vec<&Line>) = plan.lines.iter().partition(is_refused);
        let is_blank = |line: &&Line| matches!(line.fate, LineFate::Blank);
        let told = refused.into_iter().chain(others.into_iter().filter(|line| !is_blank(line)));
        let told: Vec<&Line> = told.collect();
        let kind = plan.stamp.period.kind();
        for line in told.iter().take(LINES_MAX) {
            ui.push_id(line.address.as_str(), |ui| self::line(ui, line, kind, intents));
        }
        let num_rest = told.len().saturating_sub(LINES_MAX);
        if num_rest > 0 {
            ui.label(RichText::new(format!("và {num_rest} ô khác")).font(theme::small()));
        }
    });
    chief
}

/// A cell of the form: whether it is taken, where it stands, what would become of it, which figure, and what it says.
fn line(ui: &mut Ui, line: &Line, kind: PeriodKind, intents: &mut Intents) {
    let tokens = Tokens::of(ui);
    let (icon, color) = match line.fate {
        LineFate::New(_) => (Icon::Check, tokens.good),
        LineFate::Changed { .. } => (Icon::Disc, tokens.accent),
        LineFate::Refused(_) => (Icon::Warning, tokens.error),
        LineFate::Same | LineFate::Blank => (Icon::Circle, tokens.text_second),
    };
    ui.horizontal(|ui| {
        tick(ui, line, intents);
        cell(ui, ADDRESS, &line.address, tokens.text_second);
        icons::inline(ui, icon, color);
        cell(ui, KIND, collect_words::kind(&line.fate), color);
        cell(ui, FIGURE, &line.label, tokens.text);
        let words = RichText::new(collect_words::fate(line)).font(theme::small()).color(color);
        match &line.leap {
            None => {
                ui.add(Label::new(words).truncate());
            }
            Some(leap) => {
                ui.label(words);
                icons::inline(ui, Icon::Warning, tokens.warning);
                let words = RichText::new(collect_words::leap(leap, kind));
                let words = words.font(theme::small()).color(tokens.warning);
                ui.add(Label::new(words).truncate());
            }
        }
    });
}

/// Whether the number is taken over; nothing where there is none to be taken.
fn tick(ui: &mut Ui, line: &Line, intents: &mut Intents) {
    // As wide with a box as without one, so that what stands behind it is in line.
    let size = vec2(TICK, ui.spacing().interact_size.y);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    if !line.has_news() {
        return;
    }
    let mut is_taken = !line.is_left;
    let ticked = ui.put(rect, Checkbox::without_text(&mut is_taken));
    let name = format!("Nhập {}", line.label);
    let is_on = ui.is_enabled();
    ticked.widget_info(|| WidgetInfo::selected(Role::CheckBox, is_on, is_taken, &name));
    if ticked.clicked() {
        intents.push(Intent::Form(FormIntent::Toggle(line.address.clone())));
    }
}

pub(super) fn cell(ui: &mut Ui, width: f32, words: &str, color: Color32) {
    let text = RichText::new(words).font(theme::small()).color(color);
    let size = vec2(width, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_width(width);
        ui.add(Label::new(text).truncate());
    });
}

pub(super) fn button(ui: &mut Ui, label: &str, taking: Taking) -> Response {
    let is_open = taking == Taking::Open;
    let pressed = ui.add_enabled_ui(is_open, |ui| small_button(ui, label)).inner;
    pressed.on_disabled_hover_text(LOCKED)
}
