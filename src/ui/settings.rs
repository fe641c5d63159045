//! "Cài đặt…": what can be chosen, in one place. Each choice is a command, so that menus, search and this page are
//! views of the same; what stands here has no other home.

use egui::{Label, RichText, ScrollArea, Ui, vec2};

use super::about::{LABEL, place_ui};
use super::chrome::{self, part_heading};
use super::forms::small;
use super::intent::{Intent, Intents};
use super::theme::{self, GAP};
use super::widgets::labelled;
use crate::app::command::{Command, KeepCommand, MachineCommand, TableCommand};
use crate::app::platform::places;
use crate::app::state::State;
use crate::app::state::ticks::Tick;

const WIDTH: f32 = 640.0;
const HEIGHT: f32 = 470.0;
/// What stands above and below the list: heading, button, margins.
const AROUND: f32 = 128.0;

/// Draws it in front of the window.
pub fn show(ui: &Ui, state: &State, intents: &mut Intents) {
    let response = chrome::dialog(ui, "settings").show(ui.ctx(), |ui| {
        let room = theme::room_in_front(ui, vec2(WIDTH, HEIGHT), AROUND);
        ui.set_width(room.x);
        ui.label(RichText::new("Cài đặt").font(theme::heading()));
        ScrollArea::vertical().max_height(room.y).auto_shrink(false).show(ui, |ui| {
            screen_ui(ui, state, intents);
            typing_ui(ui, state, intents);
            data_ui(ui, state, intents);
            remembered_ui(ui, state, intents);
        });
        ui.add_space(GAP);
        ui.button("Đóng").clicked()
    });
    if response.inner || response.should_close() {
        intents.push(Intent::CloseFront);
    }
}

fn screen_ui(ui: &mut Ui, state: &State, intents: &mut Intents) {
    part_heading(ui, "Màn hình");
    labelled(ui, "Màu nền", LABEL, |ui| {
        let themes = [Command::ThemeSystem, Command::ThemeLight, Command::ThemeDark];
        choices(ui, state, &themes, intents);
    });
    labelled(ui, "Cỡ chữ", LABEL, |ui| {
        for command in [Command::ZoomOut, Command::ZoomIn] {
            chrome::command_button(ui, state, command, intents);
        }
        ui.label(format!("{} %", state.preferences.zoom_percent));
        if state.preferences.zoom_percent != 100 {
            chrome::command_button(ui, state, Command::ZoomReset, intents);
        }
    });
    labelled(ui, "Bảng số liệu", LABEL, |ui| {
        choices(
            ui,
            state,
            &[TableCommand::Compact, TableCommand::Roomy].map(Command::Table),
            intents,
        );
    });
    labelled(ui, "", LABEL, |ui| {
        toggle(ui, state, Command::Table(TableCommand::ToggleBefore), intents);
    });
    labelled(ui, "Khung, cột", LABEL, |ui| {
        chrome::command_button(ui, state, Command::Machine(MachineCommand::UsualWidths), intents);
    });
    labelled(ui, "Cách vẽ", LABEL, |ui| {
        let drawn = [MachineCommand::DrawByHardware, MachineCommand::DrawBySoftware];
        choices(ui, state, &drawn.map(Command::Machine), intents);
    });
    labelled(ui, "", LABEL, |ui| {
        let note = "Có hiệu lực từ lần mở chương trình sau; chọn “Vẽ bằng phần mềm” khi màn hình bị vỡ hình";
        ui.add(Label::new(small(ui, note)).wrap());
    });
}

fn typing_ui(ui: &mut Ui, state: &State, intents: &mut Intents) {
    part_heading(ui, "Nhập liệu");
    labelled(ui, "Bàn phím số", LABEL, |ui| {
        toggle(ui, state, Command::ToggleKeypadComma, intents);
    });
    labelled(ui, "Kiểm tra", LABEL, |ui| {
        let note =
            "Bật, tắt từng phép kiểm tra, từ điển riêng của đơn vị: trong khung “Kiểm tra” (F9)";
        ui.add(Label::new(small(ui, note)).wrap());
    });
}

fn data_ui(ui: &mut Ui, state: &State, intents: &mut Intents) {
    part_heading(ui, "Tệp dữ liệu");
    let file = state.file.as_ref().map(|file| file.path.as_path());
    place_ui(ui, "Nơi để tệp", file, intents);
    if state.file.is_some() {
        labelled(ui, "Nơi sao lưu thứ hai", LABEL, |ui| {
            let second =
                state.second_place().and_then(|backup| Some(backup.path.parent()?.to_owned()));
            let words = second.map_or_else(
                || "chưa có; chọn USB hoặc thư mục khác trong “Bản sao, khôi phục…”".to_owned(),
                |folder| folder.display().to_string(),
            );
            ui.add(Label::new(small(ui, &words)).truncate()).on_hover_text(&words);
        });
    }
    labelled(ui, "", LABEL, |ui| {
        ui.horizontal_wrapped(|ui| {
            for keep in KeepCommand::all().filter(|keep| !matches!(keep, KeepCommand::OpenFolder)) {
                chrome::command_button(ui, state, Command::Keep(keep), intents);
            }
        });
    });
    place_ui(ui, "Nhật ký", Some(&places::log_folder()), intents);
}

fn remembered_ui(ui: &mut Ui, state: &State, intents: &mut Intents) {
    part_heading(ui, "Chương trình nhớ trên máy này");
    labelled(ui, "Tệp đã mở", LABEL, |ui| {
        let known = state.known_files().count();
        ui.label(small(ui, format!("{known} tệp trong danh sách")));
        chrome::command_button(ui, state, Command::Machine(MachineCommand::ForgetFiles), intents);
    });
}

/// Choices of which one is in use.
fn choices(ui: &mut Ui, state: &State, commands: &[Command], intents: &mut Intents) {
    ui.horizontal_wrapped(|ui| {
        for command in commands {
            let is_on = command.ticked(state).is_some_and(Tick::is_on);
            let response = ui.radio(is_on, chrome::command_name(state, *command));
            if response.on_hover_text(chrome::tooltip(state, *command)).clicked() && !is_on {
                intents.push(Intent::Run(*command));
            }
        }
    });
}

/// A choice that is in use or not.
fn toggle(ui: &mut Ui, state: &State, command: Command, intents: &mut Intents) {
    let mut is_on = command.ticked(state).is_some_and(Tick::is_on);
    let response = ui.checkbox(&mut is_on, chrome::command_name(state, command));
    if response.on_hover_text(chrome::tooltip(state, command)).changed() {
        intents.push(Intent::Run(command));
    }
}
