//! "Báo cáo đã xóa": what can be brought back, in front of the window.

use egui::{Align, Button, Label, Layout, RichText, ScrollArea, Ui, vec2};

use super::chrome;
use super::forms::small;
use super::intent::{Intent, Intents};
use super::theme::{self, GAP};
use crate::app::message::{DeletedReport, FileSummary};
use crate::app::state::none_deleted;

const WIDTH: f32 = 640.0;
const HEIGHT: f32 = 360.0;
/// What stands above and below the list: heading, note, button, margins.
const AROUND: f32 = 200.0;
/// What the button beside a report takes.
const BUTTON: f32 = 120.0;
const TAKEN: &str = "Kỳ này đang có báo cáo khác; hãy xóa báo cáo đó trước";

/// Draws it.
pub fn show(ui: &Ui, deleted: &[DeletedReport], file: &FileSummary, intents: &mut Intents) {
    let response = chrome::dialog(ui, "deleted reports").show(ui.ctx(), |ui| {
        let room = theme::room_in_front(ui, vec2(WIDTH, HEIGHT), AROUND);
        ui.set_width(room.x);
        ui.label(RichText::new("Báo cáo đã xóa").font(theme::heading()));
        let note = "Báo cáo đã xóa vẫn nằm trong tệp dữ liệu và không tự mất đi.";
        ui.add(Label::new(small(ui, note)).wrap());
        ui.add_space(GAP);
        if deleted.is_empty() {
            ui.label(none_deleted(file.period_kind()));
        }
        ScrollArea::vertical().max_height(room.y).auto_shrink([false, true]).show(ui, |ui| {
            for report in deleted {
                ui.push_id(report.row.id, |ui| report_ui(ui, report, file, intents));
            }
        });
        ui.add_space(GAP);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(Button::new("Đóng").min_size(vec2(0.0, theme::BUTTON_HEIGHT)));
            if ui.memory(|memory| memory.focused().is_none()) {
                close.request_focus();
            }
            if close.clicked() {
                intents.push(Intent::CloseDeleted);
            }
        });
    });
    if response.should_close() {
        intents.push(Intent::CloseDeleted);
    }
}

fn report_ui(ui: &mut Ui, report: &DeletedReport, file: &FileSummary, intents: &mut Intents) {
    let (name, second) = file.words_of_deleted(report);
    ui.horizontal(|ui| {
        let width = (ui.available_width() - BUTTON).max(0.0);
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.add(Label::new(RichText::new(&name).font(theme::strong())).wrap());
            ui.add(Label::new(small(ui, &second)).wrap());
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = Button::new("Khôi phục").min_size(vec2(0.0, theme::BUTTON_HEIGHT));
            let is_free = !file.is_taken(report);
            let response = ui.add_enabled(is_free, button).on_disabled_hover_text(TAKEN);
            let label = format!("Khôi phục {}", name.to_lowercase());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, is_free, &label));
            if response.clicked() {
                intents.push(Intent::BringBack(report.row.id));
            }
        });
    });
    ui.separator();
}
