//! "Tệp chẩn đoán": what whoever helps the office will read, shown before it is saved.

use egui::{Button, Label, RichText, ScrollArea, Ui, vec2};

use super::chrome;
use super::forms::small;
use super::intent::{Intent, Intents};
use super::theme::{self, GAP};
use crate::app::state::State;

const WIDTH: f32 = 720.0;
const HEIGHT: f32 = 380.0;
/// What stands above and below the text: heading, note, buttons, margins.
const AROUND: f32 = 200.0;
const NOTE: &str = "Đây là toàn bộ nội dung của tệp. Chương trình không gửi gì đi: hãy lưu rồi tự gửi cho người hỗ trợ.";

/// What only drawing needs.
#[derive(Debug, Default)]
pub struct DiagnosticsView {
    /// Whether it has had the keyboard already.
    is_shown: bool,
}

/// Draws it in front of the window.
pub fn show(ui: &Ui, view: &mut DiagnosticsView, state: &State, intents: &mut Intents) {
    let response = chrome::dialog(ui, "diagnostics").show(ui.ctx(), |ui| {
        let room = theme::room_in_front(ui, vec2(WIDTH, HEIGHT), AROUND);
        ui.set_width(room.x);
        ui.label(RichText::new("Tệp chẩn đoán cho bộ phận hỗ trợ").font(theme::heading()));
        ui.add(Label::new(small(ui, NOTE)).wrap());
        ui.add_space(GAP);
        let text = state.keeping.diagnostics.as_deref();
        ScrollArea::both().max_height(room.y).auto_shrink(false).show(ui, |ui| match text {
            Some(text) => {
                for line in text.lines() {
                    ui.add(Label::new(small(ui, line)).extend());
                }
            }
            None => {
                ui.label(state.busy.unwrap_or("Chưa lập được tệp chẩn đoán"));
            }
        });
        ui.add_space(GAP);
        chrome::dialog_buttons(ui, |ui| buttons_ui(ui, view, text, intents));
    });
    if response.should_close() {
        intents.push(Intent::CloseFront);
    }
}

fn buttons_ui(ui: &mut Ui, view: &mut DiagnosticsView, text: Option<&str>, intents: &mut Intents) {
    let button = |words: &'static str| Button::new(words).min_size(vec2(0.0, theme::BUTTON_HEIGHT));
    let close = ui.add(button("Đóng"));
    if !std::mem::replace(&mut view.is_shown, true) {
        close.request_focus();
    }
    if close.clicked() {
        intents.push(Intent::CloseFront);
    }
    if ui.add_enabled(text.is_some(), button("Lưu…")).clicked() {
        intents.push(Intent::SaveDiagnostics);
    }
}
