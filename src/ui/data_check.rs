//! "Kiểm tra dữ liệu": what reading all of the data file came to, and what can be done about damage.

use egui::{Button, Label, RichText, ScrollArea, Ui, vec2};

use super::chrome;
use super::forms::small;
use super::intent::{Intent, Intents};
use super::theme::{self, GAP, Tokens};
use super::widgets::icons::{self, Icon};
use crate::app::command::{Command, KeepCommand};
use crate::app::message::KeepRequest;
use crate::app::safekeeping::DataCheck;
use crate::app::state::State;
use crate::app::words;

const WIDTH: f32 = 600.0;
const HEIGHT: f32 = 320.0;
/// What stands above and below the list: heading, result, note, buttons, margins.
const AROUND: f32 = 240.0;
const WHOLE: &str = "Mọi số liệu, lời văn, đơn vị, mẫu đều đúng như lần lưu cuối";
const MENDING: &str = "“Sửa theo nhật ký” đưa những chỗ nhật ký biết rõ về đúng lần lưu cuối. Tệp như bây giờ được giữ lại trước \
    trong thư mục sao lưu; mỗi báo cáo được sửa là một thao tác, hoàn tác được.";
const NOT_MENDED: &str = "Những chỗ này không sửa được theo nhật ký. Chỗ nào chưa nêu cách làm thì hãy khôi phục từ bản sao; tệp như bây giờ vẫn được giữ lại.";

/// What only drawing needs.
#[derive(Debug, Default)]
pub struct DataCheckView {
    /// Whether it has had the keyboard already.
    is_shown: bool,
}

/// Draws it in front of the window.
pub fn show(ui: &Ui, view: &mut DataCheckView, state: &State, intents: &mut Intents) {
    let response = chrome::dialog(ui, "data check").show(ui.ctx(), |ui| {
        let room = theme::room_in_front(ui, vec2(WIDTH, HEIGHT), AROUND);
        ui.set_width(room.x);
        ui.label(RichText::new("Kiểm tra dữ liệu").font(theme::heading()));
        ui.add_space(GAP);
        ui.vertical(|ui| match &state.keeping.check {
            Some(check) if state.busy.is_none() => result_ui(ui, check, room.y),
            _ => waiting_ui(ui, state),
        });
        ui.add_space(GAP);
        chrome::dialog_buttons(ui, |ui| buttons_ui(ui, view, state, intents));
    });
    if response.should_close() {
        intents.push(Intent::CloseFront);
    }
}

/// What is being done, or why there is no result.
fn waiting_ui(ui: &mut Ui, state: &State) {
    match (state.busy, &state.problem) {
        (Some(busy), _) => {
            ui.label(busy);
        }
        (None, Some(problem)) => {
            let words = format!("Chưa kiểm tra được: {}. {}", problem.title, problem.advice());
            let words = RichText::new(words).color(Tokens::of(ui).error);
            ui.add(Label::new(words).wrap());
        }
        (None, None) => {
            ui.label("Chưa kiểm tra xong");
        }
    }
}

fn result_ui(ui: &mut Ui, check: &DataCheck, height: f32) {
    let tokens = Tokens::of(ui);
    let (icon, color) = match check.is_whole() {
        true => (Icon::Check, tokens.good),
        false => (Icon::Warning, tokens.error),
    };
    ui.horizontal(|ui| {
        icons::inline(ui, icon, color);
        let words = RichText::new(words::backups::check(check)).font(theme::strong());
        ui.add(Label::new(words.color(color)).wrap());
    });
    if check.is_whole() {
        ui.label(small(ui, WHOLE));
        for note in &check.notes {
            ui.add(Label::new(small(ui, note)).wrap());
        }
        return;
    }
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for sentence in &check.sentences {
            ui.add(Label::new(format!("• {sentence}")).wrap());
        }
    });
    let note = if check.mendable.is_empty() { NOT_MENDED } else { MENDING };
    ui.add(Label::new(small(ui, note)).wrap());
}

/// "Đóng" comes first, at the right end: its place and the keyboard stay while the others come and go.
fn buttons_ui(ui: &mut Ui, view: &mut DataCheckView, state: &State, intents: &mut Intents) {
    let check = state.keeping.check.as_ref().filter(|_| state.busy.is_none());
    let damaged = check.filter(|check| !check.is_whole());
    let button = |words: &'static str| Button::new(words).min_size(vec2(0.0, theme::BUTTON_HEIGHT));
    let close = ui.add(button("Đóng"));
    if !std::mem::replace(&mut view.is_shown, true) {
        close.request_focus();
    }
    if close.clicked() {
        intents.push(Intent::CloseFront);
    }
    let Some(damaged) = damaged else { return };
    if Command::Keep(KeepCommand::Backups).enabled(state).is_ok()
        && ui.add(button("Bản sao, khôi phục…")).clicked()
    {
        intents.extend([Intent::CloseFront, Intent::Run(Command::Keep(KeepCommand::Backups))]);
    }
    let is_mendable = !damaged.mendable.is_empty() && !state.is_read_only();
    if is_mendable && ui.add(button("Sửa theo nhật ký")).clicked() {
        intents.push(Intent::Keep(KeepRequest::Mend));
    }
}
