//! What was saved of a damaged data file, told in front of the new one.

use egui::{Align, Button, Label, Layout, RichText, ScrollArea, Ui, vec2};

use super::chrome;
use super::forms::small;
use super::intent::{FileIntent, Intent, Intents};
use super::theme::{self, GAP, Tokens};
use super::widgets::icons::{self, Icon};
use crate::app::safekeeping::Salvaged;

const WIDTH: f32 = 640.0;
const HEIGHT: f32 = 320.0;
/// What stands above and below the list: heading, result, notes, button, margins.
const AROUND: f32 = 240.0;

/// Draws it in front of the window.
pub fn show(ui: &Ui, salvaged: &Salvaged, intents: &mut Intents) {
    let response = chrome::dialog(ui, "salvaged").show(ui.ctx(), |ui| {
        let room = theme::room_in_front(ui, vec2(WIDTH, HEIGHT), AROUND);
        ui.set_width(room.x);
        ui.label(RichText::new("Cứu dữ liệu từ tệp bị hỏng").font(theme::heading()));
        ui.add_space(GAP);
        let tokens = Tokens::of(ui);
        let (icon, color) = match salvaged.is_all {
            true => (Icon::Check, tokens.good),
            false => (Icon::Warning, tokens.warning),
        };
        ui.horizontal(|ui| {
            icons::inline(ui, icon, color);
            let headline = RichText::new(&salvaged.headline).font(theme::strong()).color(color);
            ui.add(Label::new(headline).wrap());
        });
        ScrollArea::vertical().max_height(room.y).auto_shrink([false, true]).show(ui, |ui| {
            for sentence in &salvaged.sentences {
                ui.add(Label::new(format!("• {sentence}")).wrap());
            }
        });
        let place = format!("Tệp mới đang mở: {}", salvaged.to.display());
        ui.add(Label::new(small(ui, &place)).wrap());
        let kept =
            "Tệp bị hỏng vẫn nguyên như cũ ở chỗ cũ: hãy giữ lại. Nhật ký cũ không sang tệp mới.";
        ui.add(Label::new(small(ui, kept)).wrap());
        ui.add_space(GAP);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(Button::new("Đóng").min_size(vec2(0.0, theme::BUTTON_HEIGHT)));
            if ui.memory(|memory| memory.focused().is_none()) {
                close.request_focus();
            }
            if close.clicked() {
                intents.push(Intent::OfFile(FileIntent::CloseSalvaged));
            }
        });
    });
    if response.should_close() {
        intents.push(Intent::OfFile(FileIntent::CloseSalvaged));
    }
}
