//! "Phím tắt": every key, in Vietnamese. The list of commands is made from the commands themselves.

use std::borrow::Cow;

use egui::{RichText, ScrollArea, Ui, vec2};

use super::cells::keys::HELP;
use super::chrome::{self, part_heading};
use super::intent::{Intent, Intents};
use super::theme::{self, Tokens};
use crate::app::command::Command;
use crate::report::period::PeriodKind;

const WIDTH: f32 = 720.0;
const HEIGHT: f32 = 460.0;
/// What stands above and below the list: heading, button, margins.
const AROUND: f32 = 128.0;

/// The width of the column of keys.
const KEYS: f32 = 170.0;
const SPACING: f32 = 16.0;

/// The keys of the row of menus.
const MENU_KEYS: &str = "F10; Alt+T, S, X, C, G";
const MENUS: &str =
    "Mở hàng mục chọn: Tệp, Sửa, Xem, Công cụ, Trợ giúp; mũi tên đi trong đó, Esc trở lại ô";

/// What is said about typing Vietnamese.
const TYPING: &str = "Gõ tiếng Việt bằng UniKey, EVKey hoặc bộ gõ của máy: bảng mã Unicode, kiểu Telex \
    hoặc VNI. Chương trình không dùng Ctrl+Shift và Alt+Z, là các phím bật tắt của UniKey.";

/// What is said about keeping the data file safe.
const SAFE: &str = "Chương trình tự sao lưu sau 15 phút có thay đổi và khi đóng tệp, bản sao nào cũng được đọc lại \
    toàn bộ. Dưới danh sách báo cáo, ở “Tệp” và Ctrl+K có: Sao lưu ngay; Bản sao, khôi phục…; Kiểm tra dữ liệu.";

/// Draws the list.
pub fn show(ui: &Ui, kind: Option<PeriodKind>, intents: &mut Intents) {
    let response = chrome::dialog(ui, "help").show(ui.ctx(), |ui| {
        let room = theme::room_in_front(ui, vec2(WIDTH, HEIGHT), AROUND);
        ui.set_width(room.x);
        ui.label(RichText::new("Phím tắt").font(theme::heading()));
        ScrollArea::vertical().max_height(room.y).auto_shrink(false).show(ui, |ui| {
            part_heading(ui, "Trong ô số liệu");
            list(ui, HELP.iter().map(|(keys, what)| ((*keys).to_owned(), Cow::Borrowed(*what))));
            part_heading(ui, "Trong báo cáo");
            let commands = Command::all()
                .filter_map(|command| Some((command.shortcut()?.name(), command.tooltip(kind))));
            let menus = (MENU_KEYS.to_owned(), Cow::Borrowed(MENUS));
            list(ui, std::iter::once(menus).chain(commands));
            part_heading(ui, "Gõ tiếng Việt");
            ui.add(egui::Label::new(TYPING).wrap());
            part_heading(ui, "Giữ dữ liệu an toàn");
            ui.add(egui::Label::new(SAFE).wrap());
        });
        ui.button("Đóng").clicked()
    });
    if response.inner || response.should_close() {
        intents.push(Intent::CloseFront);
    }
}

/// Keys, and what they do beside them: both columns stand where they do in every list.
fn list(ui: &mut Ui, lines: impl Iterator<Item = (String, Cow<'static, str>)>) {
    for (keys, what) in lines {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = SPACING;
            ui.vertical(|ui| {
                ui.set_width(KEYS);
                let keys = RichText::new(keys).color(Tokens::of(ui).accent);
                ui.add(egui::Label::new(keys).wrap());
            });
            ui.add(egui::Label::new(what).wrap());
        });
    }
}
