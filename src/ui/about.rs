//! "Giới thiệu": the version, where data and log lie, and under which licences the program and what is in it stand.

use egui::{Label, RichText, ScrollArea, Ui, vec2};

use super::chrome::{self, part_heading};
use super::forms::small;
use super::intent::{Intent, Intents};
use super::theme;
use super::widgets::labelled;
use crate::app::platform::places;
use crate::app::state::State;

const WIDTH: f32 = 640.0;
const HEIGHT: f32 = 420.0;
/// What stands above and below the list: heading, button, margins.
const AROUND: f32 = 128.0;
/// The width of what places are called.
const LABEL: f32 = 110.0;

/// What stands in the program under a licence of its own, and the licence.
struct Licence {
    of: &'static str,
    text: &'static str,
}

const LICENCES: [Licence; 6] = [
    Licence {
        of: "Báo cáo 06 và phần lớn thư viện trong đó: giấy phép MIT",
        text: include_str!("../../assets/licenses/MIT.txt"),
    },
    Licence {
        of: "Báo cáo 06 và phần lớn thư viện trong đó: hoặc giấy phép Apache 2.0",
        text: include_str!("../../assets/licenses/Apache-2.0.txt"),
    },
    Licence {
        of: "Phông chữ Noto Sans",
        text: include_str!("../../assets/licenses/NotoSans-OFL.txt"),
    },
    Licence { of: "Phông chữ Tinos", text: include_str!("../../assets/licenses/Tinos-OFL.txt") },
    Licence {
        of: "Bảng chữ Unicode", text: include_str!("../../assets/licenses/Unicode-3.0.txt")
    },
    Licence {
        of: "Danh sách mật khẩu thường gặp (Django)",
        text: include_str!("../../assets/licenses/Django-BSD-3-Clause.txt"),
    },
];

/// Draws it in front of the window.
pub fn show(ui: &Ui, state: &State, intents: &mut Intents) {
    let response = chrome::dialog(ui, "about").show(ui.ctx(), |ui| {
        let room = theme::room_in_front(ui, vec2(WIDTH, HEIGHT), AROUND);
        ui.set_width(room.x);
        ui.label(RichText::new("Giới thiệu").font(theme::heading()));
        ScrollArea::vertical().max_height(room.y).auto_shrink(false).show(ui, |ui| {
            let version = concat!("Báo cáo 06 ", env!("CARGO_PKG_VERSION"));
            ui.label(RichText::new(version).font(theme::strong()));
            let what =
                "Lập báo cáo Đề án 06 hằng tháng, không cần mạng: không gửi gì ra khỏi máy này.";
            ui.add(Label::new(what).wrap());
            part_heading(ui, "Nơi để");
            let file = state.file.as_ref().map(|file| file.path.as_path());
            place_ui(ui, "Tệp dữ liệu", file, intents);
            place_ui(ui, "Nhật ký", Some(&places::log_folder()), intents);
            part_heading(ui, "Giấy phép");
            for Licence { of, text } in LICENCES {
                ui.collapsing(of, |ui| ui.add(Label::new(small(ui, text)).wrap()));
            }
        });
        ui.button("Đóng").clicked()
    });
    if response.inner || response.should_close() {
        intents.push(Intent::CloseFront);
    }
}

/// Where something lies, and the way to its folder.
fn place_ui(ui: &mut Ui, name: &str, path: Option<&std::path::Path>, intents: &mut Intents) {
    labelled(ui, name, LABEL, |ui| {
        let Some(path) = path else {
            ui.label("chưa mở tệp nào");
            return;
        };
        let button = super::widgets::small_button(ui, "Mở thư mục");
        let words = format!("Mở thư mục: {name}");
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
        if button.clicked() {
            let folder = if path.is_dir() { Some(path) } else { path.parent() };
            intents.extend(folder.map(|folder| Intent::OpenInSystem(folder.to_owned())));
        }
        let shown = path.display().to_string();
        ui.add(Label::new(small(ui, &shown)).truncate()).on_hover_text(&shown);
    });
}
