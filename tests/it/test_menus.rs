//! The row of menus: everything is in it, by mouse and by keys, and the keyboard goes back to where it was.

use baocao06::app::command::{Command, MachineCommand};
use baocao06::app::platform::preferences::{Density, Theme};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;
use super::test_cells::{DIRECT, ONLINE, at_cell, focused, press};

const MENUS: [(&str, Key); 5] =
    [("Tệp", Key::T), ("Sửa", Key::S), ("Xem", Key::X), ("Công cụ", Key::C), ("Trợ giúp", Key::G)];

/// The labels of everything on screen that begins with a word.
fn starting(harness: &TestHarness, words: &str) -> usize {
    let label = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().unwrap_or_default();
    harness.get_all_by(|_| true).filter(|node| label(node).starts_with(words)).count()
}

fn choose(harness: &mut TestHarness, menu: &str, line: &str) {
    harness.get_by_label(menu).click();
    harness.run();
    harness.get_by_label_contains(line).click();
    harness.run();
}

#[test]
fn the_keyboard_goes_back_to_its_cell_behind_a_command_of_a_menu() {
    let mut harness = at_cell(ONLINE);
    choose(&mut harness, "Xem", "Bảng thoáng");
    let likes = harness.state().as_ref().unwrap().state().preferences.clone();
    assert_eq!(likes.density, Density::Roomy);
    assert_eq!(focused(&harness), ONLINE);
    // Nor does a menu that is closed again take it away, or a button of the bar.
    harness.get_by_label("Tệp").click();
    harness.run();
    press(&mut harness, &[Key::Escape]);
    assert_eq!(focused(&harness), ONLINE);
    harness.get_by_label_contains("Kiểm tra").click();
    harness.run();
    assert_eq!(focused(&harness), ONLINE);
    press(&mut harness, &[Key::ArrowLeft]);
    assert_eq!(focused(&harness), DIRECT);
}

#[test]
fn menus_are_opened_and_gone_through_by_keys() {
    for (name, letter) in MENUS {
        let mut harness = at_cell(ONLINE);
        harness.key_press_modifiers(Modifiers::ALT, letter);
        harness.run();
        assert_eq!(focused(&harness), name);
        press(&mut harness, &[Key::Escape]);
        assert_eq!(focused(&harness), ONLINE, "{name}");
    }
    let mut harness = at_cell(ONLINE);
    press(&mut harness, &[Key::F10]);
    assert_eq!(focused(&harness), "Tệp");
    press(&mut harness, &[Key::ArrowRight, Key::ArrowRight]);
    assert_eq!(focused(&harness), "Xem");
    press(&mut harness, &[Key::ArrowDown, Key::ArrowDown]);
    assert!(!["Xem", ONLINE].contains(&focused(&harness).as_str()), "{}", focused(&harness));
    press(&mut harness, &[Key::F10]);
    assert_eq!(focused(&harness), ONLINE);
}

#[test]
fn every_command_of_the_old_menu_stands_in_one() {
    let mut harness = window_of(may(), [1366.0, 1200.0], Theme::Light);
    let mut num_lines = 0;
    let lines = [
        ("Tệp", Command::Import),
        ("Tệp", Command::OpenFile),
        ("Tệp", Command::MarkFinal),
        ("Sửa", Command::Find),
        ("Sửa", Command::NextFinding),
        ("Xem", Command::ToggleHistory),
        ("Xem", Command::ThemeDark),
        ("Công cụ", Command::CollectForms),
        ("Công cụ", Command::Machine(MachineCommand::Settings)),
        ("Trợ giúp", Command::Help),
    ];
    for (menu, command) in lines {
        harness.get_by_label(menu).click();
        harness.run();
        let label = command.label(Some(baocao06::report::period::PeriodKind::Month));
        num_lines += starting(&harness, &label).min(1);
        harness.key_press(Key::Escape);
        harness.run();
    }
    assert_eq!(num_lines, lines.len());
}

#[test]
fn the_bar_undoes_and_says_what() {
    let mut harness = at_cell(ONLINE);
    assert!(harness.query_by_label_contains("Hoàn tác (Ctrl+Z)").is_some());
    assert!(harness.query_by_label_contains("Làm lại (Ctrl+Y)").is_some());
    harness.get_by_label("Xuất dạng khác").click();
    harness.run();
    for format in ["Xuất Excel…", "Xuất PDF…", "Xuất CSV…"] {
        assert!(harness.query_by_label(format).is_some(), "{format}");
    }
}

#[test]
fn the_menu_of_a_cell_copies_pastes_and_explains() {
    let mut harness = at_cell(DIRECT);
    let right_click = |harness: &mut TestHarness| {
        let cell = harness.get_all_by_role(egui::accesskit::Role::TextInput);
        let cell =
            cell.into_iter().find(|node| node.accesskit_node().label().as_deref() == Some(ONLINE));
        cell.unwrap().click_secondary();
        harness.run();
    };
    right_click(&mut harness);
    harness.get_by_label("Chép Ctrl+C").click();
    harness.run();
    assert_eq!(focused(&harness), ONLINE);
    assert_eq!(super::test_cells::copied(&mut harness).trim(), "880");
    right_click(&mut harness);
    for line in ["Dán Ctrl+V", "Chi tiết Ctrl+Enter", "Không phát sinh", "Ghi chú… Shift+F2"]
    {
        assert!(harness.query_by_label(line).is_some(), "{line}");
    }
    harness.get_by_label("Chi tiết Ctrl+Enter").click();
    harness.run();
    let pane = harness.state().as_ref().unwrap().state().preferences.pane;
    assert_eq!(pane, baocao06::app::platform::preferences::Pane::Details);
    assert_eq!(focused(&harness), ONLINE);
}

#[test]
fn what_the_program_is_and_where_its_data_lies_is_told() {
    let mut harness = may_window();
    choose(&mut harness, "Trợ giúp", "Giới thiệu…");
    let version = format!("Báo cáo 06 {}", env!("CARGO_PKG_VERSION"));
    assert!(harness.query_by_label(&version).is_some());
    assert!(harness.query_by_label("Phông chữ Tinos").is_some());
    // It stands in the middle once its size is known.
    harness.run_steps(2);
    harness.get_by_label("Mở thư mục: Nhật ký").click();
    harness.run();
    let opened = harness.state_mut().as_mut().unwrap().outside().opened.clone();
    let data = baocao06::app::platform::places::log_folder().parent().unwrap().to_owned();
    assert!(opened.iter().any(|path| path.starts_with(&data)), "{opened:?}");
    harness.get_by_label("Đóng").click();
    harness.run();
    assert!(harness.query_by_label(&version).is_none());
}
