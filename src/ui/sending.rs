//! "Gửi thư…": what of the open report leaves, chosen by the user.

use egui::{Button, Label, RichText, Ui, vec2};

use super::chrome;
use super::forms::small;
use super::intent::{Intent, Intents};
use super::theme::{self, GAP, Tokens};
use crate::app::files::export_format::ExportFormat;
use crate::app::state::State;
use crate::report::check::Severity;

const WIDTH: f32 = 560.0;

/// What can be sent, the usual one first, with what a superior is told by it.
const OFFERED: [(ExportFormat, &str); 5] = [
    (ExportFormat::Docx, "Báo cáo Word"),
    (ExportFormat::Pdf, "Báo cáo PDF"),
    (ExportFormat::Xlsx, "Bảng số liệu Excel"),
    (ExportFormat::Json, "Tệp số liệu, để nơi nhận nhập vào chương trình này"),
    (
        ExportFormat::CheckSheet,
        "Phiếu kiểm tra (phát hiện và giải trình; thường chỉ dùng trong đơn vị)",
    ),
];

/// What is ticked in it.
#[derive(Debug)]
pub struct SendView {
    formats: Vec<ExportFormat>,
}

impl Default for SendView {
    fn default() -> Self {
        Self { formats: vec![ExportFormat::Docx] }
    }
}

/// Draws it in front of the window.
pub fn show(ui: &Ui, view: &mut SendView, state: &State, intents: &mut Intents) {
    let response = chrome::dialog(ui, "send").show(ui.ctx(), |ui| {
        ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 80.0));
        ui.label(RichText::new("Gửi báo cáo qua thư").font(theme::heading()));
        ui.add_space(GAP);
        ui.label("Chọn những tệp gửi đi:");
        for (format, words) in OFFERED {
            let mut is_on = view.formats.contains(&format);
            if ui.checkbox(&mut is_on, words).changed() {
                view.formats.retain(|other| *other != format);
                if is_on {
                    view.formats.push(format);
                }
            }
        }
        ui.add_space(GAP);
        let words = "Các tệp được lưu vào thư mục sẽ chọn, rồi chương trình thư của máy mở ra với tiêu đề và lời thư \
                     soạn sẵn. Thư chỉ đi khi bấm gửi ở đó.";
        ui.add(Label::new(small(ui, words)).wrap());
        let num_errors = state.open.as_ref().map_or(0, |open| open.num_standing(Severity::Error));
        errors_ui(ui, num_errors);
        ui.add_space(GAP);
        chrome::dialog_buttons(ui, |ui| {
            buttons_ui(ui, view, num_errors, intents);
        });
    });
    if response.should_close() {
        intents.push(Intent::CloseFront);
    }
}

/// Whoever sends is to know before the letter is gone.
fn errors_ui(ui: &mut Ui, num_errors: usize) {
    if num_errors > 0 {
        let words = format!("Báo cáo còn {num_errors} lỗi chưa sửa và chưa giải trình");
        ui.add(Label::new(RichText::new(words).color(Tokens::of(ui).warning)).wrap());
    }
}

fn buttons_ui(ui: &mut Ui, view: &SendView, num_errors: usize, intents: &mut Intents) {
    let button = |words: &'static str| Button::new(words).min_size(vec2(0.0, theme::BUTTON_HEIGHT));
    if ui.add(button("Hủy")).clicked() {
        intents.push(Intent::CloseFront);
    }
    if num_errors > 0 && ui.add(button("Xem lỗi")).clicked() {
        intents.push(Intent::CloseFront);
        intents.push(Intent::LookFirst(crate::app::state::answers::Instead::Errors));
    }
    let tokens = Tokens::of(ui);
    let text = RichText::new("Chọn thư mục, mở thư…").font(theme::strong()).color(tokens.on_accent);
    let chief = Button::new(text).fill(tokens.accent).min_size(vec2(64.0, theme::BUTTON_HEIGHT));
    let pressed = ui.add_enabled(!view.formats.is_empty(), chief);
    if pressed.on_disabled_hover_text("Hãy chọn ít nhất một tệp").clicked() {
        let chosen = OFFERED.into_iter().map(|(format, _)| format);
        let formats = chosen.filter(|format| view.formats.contains(format)).collect();
        intents.push(Intent::CloseFront);
        intents.push(Intent::SendReport(formats));
    }
}
