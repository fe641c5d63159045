//! The agencies of the desk for forms: how much of each one's part is entered, when its form went out and came back, and
//! what can be done about it.

use egui::{Align, Id, Label, Layout, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::{Taking, button, cell, head};
use crate::app::collect_words;
use crate::app::command::Command;
use crate::app::session::forms::AgencyPart;
use crate::app::words;
use crate::report::collecting::{FormAnswered, FormSent, FormState, FormWay};
use crate::report::key::AgencyKey;
use crate::report::period::{format_day, parse_day};
use crate::ui::intent::{FormIntent, Intent, Intents};
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::field::LOCKED;
use crate::ui::widgets::icons::{self, Icon};
use crate::ui::widgets::{bar, named_button, small_button};

/// Widths of an agency's line.
const AGENCY: f32 = 176.0;
const PROGRESS: f32 = 104.0;
const BAR: f32 = 64.0;
/// What the buttons of a line take.
const BUTTONS: f32 = 404.0;
/// What is known of a form is never narrower.
const STATE_MIN: f32 = 96.0;
const DAY: f32 = 96.0;

/// Days of a form that are being typed.
#[derive(Debug, Default)]
pub(super) struct DayEdit {
    agency: Option<AgencyKey>,
    sent: String,
    answered: String,
}

impl DayEdit {
    fn open(&mut self, part: &AgencyPart) {
        let known = &part.state;
        *self = Self {
            agency: Some(part.agency.key.clone()),
            sent: known.sent.map(|sent| format_day(sent.day)).unwrap_or_default(),
            answered: known.answered.as_ref().map(|a| format_day(a.day)).unwrap_or_default(),
        };
    }

    /// What is typed, with what is known of days that stay as they were.
    fn state(&self, known: &FormState) -> Result<FormState, &'static str> {
        const WRONG: &str = "Ngày viết như 12/5/2023; để trống nếu chưa";
        let day = |text: &str| match text.trim() {
            "" => Ok(None),
            text => parse_day(text).map(Some).map_err(|_| WRONG),
        };
        let (sent, answered) = (day(&self.sent)?, day(&self.answered)?);
        if let (Some(sent), Some(answered)) = (sent, answered)
            && answered < sent
        {
            return Err("Ngày nhận trước ngày gửi");
        }
        let is_same_sent = known.sent.map(|sent| sent.day) == sent;
        let is_same_answer = known.answered.as_ref().map(|a| a.day) == answered;
        Ok(FormState {
            sent: match is_same_sent {
                true => known.sent,
                false => sent.map(|day| FormSent { day, way: FormWay::Said }),
            },
            answered: match is_same_answer {
                true => known.answered.clone(),
                false => answered.map(|day| FormAnswered { day, file: String::new() }),
            },
        })
    }
}

/// Shows them; tells which button the keyboard goes to first.
pub(super) fn show(
    ui: &mut Ui,
    parts: &[AgencyPart],
    edit: &mut DayEdit,
    taking: Taking,
    intents: &mut Intents,
) -> Option<Id> {
    let awaited: Vec<&AgencyPart> = parts.iter().filter(|part| part.state.is_awaited()).collect();
    let mut chief = head(ui, "Phiếu thu thập theo đơn vị", intents, |ui, intents| {
        let read = button(ui, "Nhập phiếu đã điền…", taking);
        if read.clicked() {
            intents.push(Intent::Run(Command::TakeForm));
        }
        let has_several = parts.len() > 1;
        if has_several && small_button(ui, "Xuất tất cả vào thư mục…").clicked() {
            intents.push(Intent::Form(FormIntent::ExportAll));
        }
        if !awaited.is_empty() {
            let label = format!("Chép lời nhắc {} đơn vị chưa gửi lại", awaited.len());
            if small_button(ui, label).clicked() {
                let keys = awaited.iter().map(|part| part.agency.key.clone()).collect();
                intents.push(Intent::Form(FormIntent::Remind(keys)));
            }
        }
        (taking == Taking::Open).then_some(read.id)
    });
    if parts.is_empty() {
        ui.label("Mẫu báo cáo này không ghi đơn vị cung cấp số liệu.");
    }
    let area = ScrollArea::vertical().id_salt("agencies").auto_shrink([false, false]);
    area.show(ui, |ui| {
        // Of a line that were too long the next one would be longer.
        let width = ui.available_width();
        for part in parts {
            let first = ui.push_id(part.agency.key.as_str(), |ui| {
                ui.set_max_width(width);
                let first = agency(ui, part, edit, taking, intents);
                if edit.agency.as_ref() == Some(&part.agency.key) {
                    days(ui, part, edit, intents);
                }
                first
            });
            chief = chief.or(Some(first.inner));
        }
    });
    chief
}

/// An agency, how much of its part is entered, what became of its form, and what can be done about it.
fn agency(
    ui: &mut Ui,
    part: &AgencyPart,
    edit: &mut DayEdit,
    taking: Taking,
    intents: &mut Intents,
) -> Id {
    let tokens = Tokens::of(ui);
    let (text, second, good, warning) =
        (tokens.text, tokens.text_second, tokens.good, tokens.warning);
    let (name, key) = (&part.agency.name, &part.agency.key);
    let line = ui.horizontal(|ui| {
        let before = ui.cursor().left();
        cell(ui, AGENCY, name, text);
        bar::show(ui, part.progress.per_mille(), BAR, 8.0);
        cell(ui, PROGRESS, &collect_words::progress(part.progress), text);
        let (icon, color) = match (&part.state.sent, &part.state.answered) {
            (_, Some(_)) => (Icon::Check, good),
            (Some(_), None) => (Icon::Disc, warning),
            (None, None) => (Icon::Circle, second),
        };
        icons::inline(ui, icon, color);
        let used = ui.cursor().left() - before;
        let room = (ui.max_rect().right() - before - used - BUTTONS).max(STATE_MIN);
        let words = words::forms::state(&part.state);
        ui.allocate_ui_with_layout(
            vec2(room, ui.spacing().interact_size.y),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_width(room);
                let shown = RichText::new(&words).font(theme::small()).color(color);
                ui.add(Label::new(shown).truncate()).on_hover_text(&words);
            },
        );
        let exported = named_button(ui, "Xuất phiếu…", &format!("Xuất phiếu {name}"));
        if exported.clicked() {
            let wish = FormIntent::Export(key.clone(), FormWay::Exported);
            intents.push(Intent::Form(wish));
        }
        if named_button(ui, "Gửi thư…", &format!("Gửi thư {name}")).clicked() {
            let wish = FormIntent::Export(key.clone(), FormWay::Letter);
            intents.push(Intent::Form(wish));
        }
        let is_open = taking == Taking::Open;
        let noted = ui.add_enabled_ui(is_open, |ui| {
            named_button(ui, "Sửa ngày…", &format!("Sửa ngày của phiếu {name}"))
        });
        if noted.inner.on_disabled_hover_text(LOCKED).clicked() {
            edit.open(part);
        }
        if part.state.is_awaited()
            && named_button(ui, "Chép lời nhắc", &format!("Chép lời nhắc {name}")).clicked()
        {
            intents.push(Intent::Form(FormIntent::Remind(vec![key.clone()])));
        }
        exported.id
    });
    line.inner
}

/// The days of its form, typed as somebody knows them.
fn days(ui: &mut Ui, part: &AgencyPart, edit: &mut DayEdit, intents: &mut Intents) {
    ui.horizontal(|ui| {
        ui.add_space(16.0);
        let name = &part.agency.name;
        for (label, text) in [("Đã gửi ngày", &mut edit.sent), ("Đã nhận ngày", &mut edit.answered)]
        {
            ui.label(RichText::new(label).font(theme::small()));
            let field = TextEdit::singleline(text).desired_width(DAY).char_limit(20);
            let response = ui.add(field.hint_text("chưa"));
            let told = format!("{label}, phiếu {name}");
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(told));
        }
        let state = edit.state(&part.state);
        let kept = ui.add_enabled_ui(state.is_ok(), |ui| {
            named_button(ui, "Ghi", &format!("Ghi ngày của phiếu {name}"))
        });
        let kept = kept.inner;
        let left = small_button(ui, "Bỏ");
        match state {
            Ok(state) if kept.clicked() => {
                if state != part.state {
                    let wish = FormIntent::Note(part.agency.key.clone(), state);
                    intents.push(Intent::Form(wish));
                }
                *edit = DayEdit::default();
            }
            Ok(_) => {}
            Err(reason) => {
                let color = Tokens::of(ui).error;
                ui.label(RichText::new(reason).font(theme::small()).color(color));
            }
        }
        if left.clicked() {
            *edit = DayEdit::default();
        }
    });
}
