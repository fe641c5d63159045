//! The line at the bottom about files that were written, with the ways to them.

use egui::{Align, Label, Layout, RichText, Ui};

use super::intent::{Intent, Intents};
use super::theme::Tokens;
use super::widgets::icons::{self, Icon};
use super::widgets::small_button;
use crate::app::state::{Written, WrittenKind};

/// What was written, and the ways to it. The buttons keep their room: what is said is cut where both do not fit.
pub fn show(ui: &mut Ui, written: &Written, intents: &mut Intents) {
    let tokens = Tokens::of(ui);
    let (good, warning) = (tokens.good, tokens.warning);
    icons::inline(ui, Icon::Check, good);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if small_button(ui, "Đóng").clicked() {
            intents.push(Intent::CloseNotice);
        }
        let is_sent = matches!(written.what, WrittenKind::Report | WrittenKind::Form(_));
        if is_sent {
            let letter = small_button(ui, "Gửi thư…");
            if letter.on_hover_text("Mở chương trình thư với tệp này").clicked() {
                intents.push(Intent::SendWritten);
            }
        }
        let copied = small_button(ui, "Chép đường dẫn");
        if copied.on_hover_text("Để dán vào Zalo, thư hoặc ô chọn tệp").clicked() {
            intents.push(Intent::CopyPaths);
        }
        if let Some(folder) = written.folder()
            && small_button(ui, "Mở thư mục").clicked()
        {
            intents.push(Intent::OpenInSystem(folder.to_owned()));
        }
        if let [file] = written.files.as_slice()
            && small_button(ui, "Mở tệp").clicked()
        {
            intents.push(Intent::OpenInSystem(file.clone()));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            said(ui, written, warning);
        });
    });
}

fn said(ui: &mut Ui, written: &Written, warning: egui::Color32) {
    let name = written.words();
    if let Some(since) = written.since {
        let label = ui.add(Label::new(since).truncate());
        label.on_hover_text(format!("{since}\n{name}"));
        return;
    }
    // Of the name and of what is open in it, the name is what fits first.
    let width = ui.available_width();
    let shown = ui.add(Label::new(&name).truncate()).on_hover_text(&name);
    if !written.open.is_empty() && shown.rect.width() + 40.0 < width {
        icons::inline(ui, Icon::Warning, warning);
        let open = RichText::new(&written.open).color(warning);
        ui.add(Label::new(open).truncate()).on_hover_text(&written.open);
    }
}
