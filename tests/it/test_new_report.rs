//! "Lập báo cáo…": which keys start a report.

use baocao06::app::message::{Event, FormSummary, Request};
use baocao06::app::platform::preferences::Theme;
use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;

/// The form over the list of a file with two forms, which is why it asks.
fn asking() -> TestHarness {
    let mut harness = window([1366.0, 768.0], Theme::Light);
    let mut file = summary();
    let first = file.forms[0].clone();
    file.forms.push(FormSummary { name: "Mẫu thứ hai".to_owned(), ..first });
    tell(&mut harness, Event::Opened { file, resume: None });
    harness.get_by_label("Lập báo cáo…").click();
    harness.run();
    harness.run();
    assert!(field(&harness, "Kỳ báo cáo").is_focused());
    asked(&mut harness);
    harness
}

fn is_open(harness: &TestHarness) -> bool {
    harness.query_by_label("Thôi").is_some()
}

fn num_started(harness: &mut TestHarness) -> usize {
    asked(harness).iter().filter(|request| matches!(request, Request::StartReport { .. })).count()
}

/// Presses Tab until something has the keyboard.
fn tab_to(harness: &mut TestHarness, is_it: impl Fn(&str) -> bool) {
    for _ in 0..12 {
        harness.key_press(Key::Tab);
        harness.run();
        let focused = harness.get_all_by(|_| true).find(|node| node.is_focused());
        let label = focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default();
        if is_it(&label) {
            return;
        }
    }
    panic!("Tab does not come to it");
}

fn press_enter(harness: &mut TestHarness) {
    harness.key_press(Key::Enter);
    harness.run();
}

#[test]
fn enter_in_a_text_field_and_on_the_chief_button_starts_it() {
    let mut harness = asking();
    press_enter(&mut harness);
    assert_eq!(num_started(&mut harness), 1);
    assert!(!is_open(&harness));

    let mut harness = asking();
    tab_to(&mut harness, |label| label == "Lập báo cáo");
    press_enter(&mut harness);
    assert_eq!(num_started(&mut harness), 1);
    assert!(!is_open(&harness));

    let mut harness = asking();
    harness.get_by_label_contains("Đơn vị: ").click();
    harness.run();
    harness.get_by_label("Đơn vị khác…").click();
    harness.run();
    let name = "Tên đơn vị";
    field(&harness, name).focus();
    harness.run();
    harness.event(egui::Event::Text("UBND xã Mới".to_owned()));
    press_enter(&mut harness);
    assert_eq!(num_started(&mut harness), 1);
}

#[test]
fn enter_on_thoi_or_on_a_list_starts_nothing() {
    let mut harness = asking();
    tab_to(&mut harness, |label| label == "Thôi");
    press_enter(&mut harness);
    assert_eq!(num_started(&mut harness), 0);
    assert!(!is_open(&harness), "it closes");

    for list in ["Đơn vị: ", "Mẫu báo cáo: "] {
        let mut harness = asking();
        tab_to(&mut harness, |label| label.starts_with(list));
        press_enter(&mut harness);
        assert_eq!(num_started(&mut harness), 0, "{list}");
        assert!(is_open(&harness), "{list} opens");
        press_enter(&mut harness);
        assert_eq!(num_started(&mut harness), 0, "{list}");
        assert!(is_open(&harness), "{list}");
    }
}

#[test]
fn enter_where_something_is_missing_keeps_the_keyboard_in_the_field() {
    let mut harness = asking();
    replace_text(&mut harness, "13/2023");
    press_enter(&mut harness);
    assert_eq!(num_started(&mut harness), 0);
    assert!(is_open(&harness));
    harness.run();
    assert!(field(&harness, "Kỳ báo cáo").is_focused());
    replace_text(&mut harness, "12/2023");
    press_enter(&mut harness);
    assert_eq!(num_started(&mut harness), 1);
}

fn replace_text(harness: &mut TestHarness, text: &str) {
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.run();
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}
