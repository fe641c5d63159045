//! "Lịch sử thay đổi": what was done to the report, when and by whom, before and after; any earlier
//! state can be brought back, and that is one step of undo like any other.

use egui::{Label, RichText, Ui};

use super::field_id::FieldIds;
use super::forms::small;
use super::intent::Intent;
use super::pane::{self, Beside};
use super::spot;
use super::theme::{self, Tokens};
use super::widgets::field::{Access, Field, LOCKED};
use super::widgets::small_button;
use crate::app::message::{LogQuery, ReportId, Request};
use crate::app::open_report::SaveState;
use crate::app::platform::preferences::Pane;
use crate::app::state::{Effect, State};
use crate::app::words::histories::{FieldChange, HistoryStep};
use crate::report::text::fold;

/// How many steps are drawn at a time; more are shown on request.
const STEPS_MAX: usize = 60;
/// How many fields of a step are named; the rest is counted.
const CHANGES_MAX: usize = 6;

/// The pane.
#[derive(Debug)]
pub struct History {
    /// What the worker was asked about last, and when the report was saved then.
    asked: Option<(ReportId, FieldIds, SaveState)>,
    filter: String,
    num_shown: usize,
}

impl Default for History {
    fn default() -> Self {
        Self { asked: None, filter: String::new(), num_shown: STEPS_MAX }
    }
}

impl History {
    /// Asks for the history while the pane is shown and it may have grown.
    pub fn ask(&mut self, state: &State, ids: FieldIds) -> Vec<Effect> {
        let Some(open) = &state.open else { return Vec::new() };
        let is_shown = state.preferences.pane == Pane::History && !state.is_replacing();
        let wanted = (open.id(), ids, open.save_state());
        if !is_shown || wanted.2 == SaveState::Saving || self.asked.as_ref() == Some(&wanted) {
            return Vec::new();
        }
        self.asked = Some(wanted);
        vec![Effect::Ask(Request::Log(LogQuery::History(open.id())))]
    }

    /// Draws the pane.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        beside: &mut Beside<'_>,
        history: Option<&(ReportId, Vec<HistoryStep>)>,
    ) {
        pane::top(ui, |ui| self.head(ui, beside));
        let steps = history.filter(|(report, _)| *report == beside.open.id());
        pane::body(ui, "history", |ui| match steps {
            None => {
                ui.label("Đang đọc lịch sử…");
            }
            Some((_, steps)) => self.steps(ui, beside, steps),
        });
    }

    fn head(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        pane::head(ui, "Lịch sử thay đổi", "Đóng lịch sử", beside.intents);
        let field = Field {
            width: ui.available_width(),
            hint: "lọc theo tên hoặc giá trị, không cần dấu",
            ..Field::words(beside.ids.named("history", "filter"), "Lọc lịch sử", &self.filter)
        };
        if let Some((text, _)) = beside.drafts.show(ui, &field).typed {
            self.filter = text;
            self.num_shown = STEPS_MAX;
        }
    }

    fn steps(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, steps: &[HistoryStep]) {
        let wanted = fold(self.filter.trim());
        let newest = steps.first().map(|step| step.operation);
        let found: Vec<&HistoryStep> = steps.iter().filter(|step| has(step, &wanted)).collect();
        if found.is_empty() {
            ui.label("Không có lần sửa nào như vậy");
            return;
        }
        let mut day = None;
        for step in found.iter().take(self.num_shown) {
            if day != Some(step.at.date()) {
                day = Some(step.at.date());
                let words = format!("Ngày {}", step.at.format("%d/%m/%Y"));
                ui.label(RichText::new(words).font(theme::strong()));
            }
            let is_newest = Some(step.operation) == newest;
            let back = if is_newest { Back::Already } else { Back::of(beside.access) };
            ui.push_id(step.operation, |ui| card(ui, beside, step, back));
        }
        let num_rest = found.len().saturating_sub(self.num_shown);
        if num_rest > 0 && small_button(ui, format!("Xem {num_rest} lần sửa cũ hơn")).clicked()
        {
            self.num_shown += STEPS_MAX;
        }
    }
}

/// Whether a state can be brought back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Back {
    /// It can.
    Possible,
    /// It is the state that stands.
    Already,
    /// The report cannot be changed now.
    Locked,
}

impl Back {
    fn of(access: Access) -> Self {
        if access == Access::Open { Self::Possible } else { Self::Locked }
    }
}

fn has(step: &HistoryStep, wanted: &str) -> bool {
    let has = |text: &str| fold(text).contains(wanted);
    wanted.is_empty()
        || has(&step.what)
        || has(&step.who)
        || step.changes.iter().any(|c| has(&c.label) || has(&c.before) || has(&c.after))
}

fn card(ui: &mut Ui, beside: &mut Beside<'_>, step: &HistoryStep, back: Back) {
    theme::card(Tokens::of(ui)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let who = if step.who.is_empty() { String::new() } else { format!(" · {}", step.who) };
        let head = format!("{} · {}{who}", step.at.format("%H:%M:%S"), step.what);
        ui.add(Label::new(small(ui, head)).truncate());
        for change in step.changes.iter().take(CHANGES_MAX) {
            ui.add(Label::new(words(change)).wrap());
        }
        let num_rest = step.changes.len().saturating_sub(CHANGES_MAX);
        if num_rest > 0 {
            ui.label(small(ui, format!("và {num_rest} chỗ khác")));
        }
        ui.horizontal(|ui| buttons(ui, beside, step, back));
    });
    ui.add_space(theme::GAP);
}

fn words(change: &FieldChange) -> String {
    format!("{}: từ {} thành {}", change.label, change.before, change.after)
}

fn buttons(ui: &mut Ui, beside: &mut Beside<'_>, step: &HistoryStep, back: Back) {
    let first = step.changes.first();
    if let Some(spot) = first.and_then(|c| spot::of(&c.source, beside.open, beside.ids))
        && small_button(ui, "Đi tới").clicked()
    {
        beside.intents.push(Intent::GoTo(spot));
    }
    if back == Back::Already {
        ui.label(small(ui, "như đang hiện"));
        return;
    }
    let button =
        ui.add_enabled_ui(back == Back::Possible, |ui| small_button(ui, "Hoàn tác đến đây"));
    let button = button
        .inner
        .on_hover_text("Báo cáo trở lại như ngay sau lần sửa này; Ctrl+Z lấy lại được")
        .on_disabled_hover_text(LOCKED);
    if button.clicked() {
        beside.intents.push(Intent::Restore(step.operation));
    }
}
