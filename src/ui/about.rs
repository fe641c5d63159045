//! "Giới thiệu": the version, where data and log lie, and under which licences the program and what is in it stand.

use egui::{CollapsingHeader, Label, RichText, ScrollArea, Ui, vec2};

use super::chrome::{self, part_heading};
use super::forms::small;
use super::intent::{Intent, Intents};
use super::theme;
use super::widgets::labelled;
use crate::app::licences::{self, Licensed};
use crate::app::platform::places;
use crate::app::state::State;

const WIDTH: f32 = 640.0;
const HEIGHT: f32 = 420.0;
/// What stands above and below the list: heading, button, margins.
const AROUND: f32 = 128.0;
/// The width of what places are called.
pub(super) const LABEL: f32 = 130.0;

/// The height of the list of libraries: it scrolls by itself.
const LIBRARIES: f32 = 220.0;

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
            libraries_ui(ui);
            for (at, text) in licences::TEXTS.iter().enumerate() {
                let words = |ui: &mut Ui| ui.add(Label::new(small(ui, text.words)).wrap());
                CollapsingHeader::new(text.of).id_salt(at).show(ui, words);
            }
        });
        ui.button("Đóng").clicked()
    });
    if response.inner || response.should_close() {
        intents.push(Intent::CloseFront);
    }
}

/// Every library in the program, a line each: only those in sight are laid out.
fn libraries_ui(ui: &mut Ui) {
    let libraries: Vec<Licensed> = licences::libraries().collect();
    let heading = format!("Thư viện có trong chương trình ({})", libraries.len());
    CollapsingHeader::new(heading).id_salt("libraries").show(ui, |ui| {
        let height = ui.text_style_height(&egui::TextStyle::Body);
        let area = ScrollArea::vertical().id_salt("libraries").max_height(LIBRARIES);
        area.auto_shrink(false).show_rows(ui, height, libraries.len(), |ui, shown| {
            for library in libraries.get(shown).unwrap_or_default() {
                let Licensed { name, version, licence, rights } = library;
                let line = format!("{name} {version} · {licence}");
                let rights = if rights.is_empty() {
                    "Tác giả ghi trong mã nguồn của thư viện"
                } else {
                    rights
                };
                ui.add(Label::new(small(ui, &line)).truncate())
                    .on_hover_text(format!("{line}\n{rights}"));
            }
        });
    });
}

/// Where something lies, and the way to its folder.
pub(super) fn place_ui(
    ui: &mut Ui,
    name: &str,
    path: Option<&std::path::Path>,
    intents: &mut Intents,
) {
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
