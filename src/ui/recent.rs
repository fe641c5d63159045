//! The data files that were open before, at the start and in the menu, and the way back from the sample.

use egui::{Align, Button, Label, Layout, RichText, Ui, vec2};

use super::forms::small;
use super::intent::{Intent, Intents};
use super::theme::{self, GAP, Tokens};
use super::widgets::icons::{self, Icon};
use super::widgets::{elided, small_button};
use crate::app::command::Command;
use crate::app::due::due_words;
use crate::app::state::{KnownFile, State, Whereabouts};

/// Height of a line of the list: a name, and under it where the file lies.
const LINE: f32 = 52.0;
/// How wide the button is that takes a file out of the list, with its gap.
const FORGET: f32 = 140.0;
/// Width of the menu.
const MENU: f32 = 380.0;

const MISSING: &str = "Không thấy tệp ở đây: đã chuyển chỗ, đổi tên, hoặc chưa cắm USB. Dữ liệu không bị chương trình xóa";

/// The list at the start.
pub fn list(ui: &mut Ui, state: &State, intents: &mut Intents) {
    ui.with_layout(Layout::top_down(Align::Min), |ui| {
        ui.label(RichText::new("Tệp dữ liệu của đơn vị").font(theme::strong()));
        for known in state.known_files() {
            line(ui, known, intents);
        }
    });
}

fn line(ui: &mut Ui, known: KnownFile<'_>, intents: &mut Intents) {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        let size = vec2(ui.available_width() - FORGET, LINE);
        let is_there = known.whereabouts != Whereabouts::Missing;
        let name = known.file.name();
        let button = Button::new("").min_size(size).corner_radius(8);
        let response = ui.add_enabled(is_there, button);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, is_there, &name));
        let path = known.file.path.display().to_string();
        let response = response.on_hover_text(&path);
        let response = response.on_disabled_hover_text(format!("{path}\n{MISSING}"));
        let rect = response.rect.shrink2(vec2(16.0, 7.0));
        let color = if is_there { tokens.text } else { tokens.text_second };
        let period = about(known);
        let painter = ui.painter();
        let font = theme::small();
        let is_missing = known.whereabouts == Whereabouts::Missing;
        let of_period = if is_missing { tokens.warning } else { tokens.text_second };
        let second = painter.layout_no_wrap(period, font.clone(), of_period);
        let room = rect.width() - second.size().x - GAP;
        let name = elided(ui, &name, theme::strong(), room);
        painter.text(rect.left_top(), egui::Align2::LEFT_TOP, name, theme::strong(), color);
        let corner = egui::pos2(rect.right() - second.size().x, rect.top() + 2.0);
        painter.galley(corner, second, of_period);
        let (place, color) = (elided(ui, &path, font.clone(), rect.width()), tokens.text_second);
        painter.text(rect.left_bottom(), egui::Align2::LEFT_BOTTOM, place, font, color);
        if response.clicked() {
            intents.push(open(known));
        }
        let forget = small_button(ui, "Bỏ khỏi danh sách");
        if forget.on_hover_text("Chỉ bỏ khỏi danh sách này; tệp vẫn còn trên máy").clicked()
        {
            intents.push(Intent::ForgetFile(known.file.path.clone()));
        }
    });
}

/// What is known of its reports, and whether it is the one that is open.
fn about(known: KnownFile<'_>) -> String {
    let last = known.file.last_period.as_str();
    match (known.whereabouts, last) {
        (Whereabouts::Open, _) => "đang mở".to_owned(),
        (Whereabouts::Missing, _) => "không thấy tệp".to_owned(),
        (_, "") => String::new(),
        (_, last) => {
            let due = known.due.map(|(day, left)| format!(" · {}", due_words(day, left)));
            format!("đến {}{}", lower_first(last), due.unwrap_or_default())
        }
    }
}

/// "Tháng 5/2023" behind other words.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    first.into_iter().chain([letters.as_str().to_owned()]).collect()
}

/// What a click on a file does.
fn open(known: KnownFile<'_>) -> Intent {
    match known.whereabouts {
        Whereabouts::Open => Intent::BackToFile,
        Whereabouts::There | Whereabouts::Missing => Intent::OpenFile(known.file.path.clone()),
    }
}

/// The same files in the menu; nothing where there are none.
pub fn submenu(ui: &mut Ui, state: &State, intents: &mut Intents) {
    if state.known_files().next().is_none() {
        return;
    }
    ui.menu_button("Tệp dữ liệu gần đây", |ui| {
        ui.set_width(MENU);
        for known in state.known_files() {
            let words = match (known.whereabouts, known.file.last_period.as_str()) {
                (Whereabouts::Missing, _) => format!("{} (không thấy tệp)", known.file.name()),
                (Whereabouts::Open, _) => format!("{} (đang mở)", known.file.name()),
                (Whereabouts::There, "") => known.file.name(),
                (Whereabouts::There, _) => format!("{} · {}", known.file.name(), about(known)),
            };
            let is_other = known.whereabouts == Whereabouts::There;
            let size = vec2(MENU, theme::FIELD_HEIGHT);
            let button = Button::new(words).truncate().frame(false).min_size(size);
            let path = known.file.path.display().to_string();
            let response = ui.add_enabled(is_other, button);
            let response = response.on_hover_text(&path).on_disabled_hover_text(&path);
            if response.clicked() {
                intents.push(open(known));
                ui.close();
            }
        }
    });
}

/// Says, as long as the sample is shown, that it is the sample, and leads back.
pub fn sample_strip(ui: &mut Ui, state: &State, intents: &mut Intents) {
    ui.horizontal(|ui| {
        ui.set_min_height(theme::FIELD_HEIGHT);
        icons::inline(ui, Icon::Warning, Tokens::of(ui).warning);
        ui.label(RichText::new("Đang xem dữ liệu mẫu").font(theme::strong()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let home = state.home();
            let words = match home {
                Some(file) => format!("Trở lại {}", file.name()),
                None => "Bắt đầu cho đơn vị của tôi…".to_owned(),
            };
            let words = elided(ui, &words, theme::body(), ui.available_width() * 0.6);
            let button = Button::new(words).min_size(vec2(0.0, theme::FIELD_HEIGHT - 2.0));
            if ui.add(button).clicked() {
                intents.push(match home {
                    Some(file) => Intent::OpenFile(file.path.clone()),
                    None => Intent::Run(Command::NewFile),
                });
            }
            let words = "Số liệu ở đây không phải của đơn vị; sửa thử thoải mái";
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(small(ui, words)).truncate());
            });
        });
    });
}
