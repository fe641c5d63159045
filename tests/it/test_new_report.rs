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

#[test]
fn a_period_on_none_of_whose_days_its_office_reports_is_refused_under_the_field() {
    // The last report is that of May up to 12 May; the one after it ends on 12 June.
    for (opened, closed, period, words) in [
        (None, Some((2023, 6, 30)), "8/2023", "báo cáo đến hết ngày 30/6/2023, còn kỳ này bắt đầu"),
        (Some((2023, 6, 30)), None, "6/2023", "báo cáo từ ngày 30/6/2023, còn kỳ này chỉ đến"),
    ] {
        let mut harness = asking();
        let mut file = harness.state().as_ref().unwrap().state().file.clone().unwrap();
        let day = |day: Option<(i32, u32, u32)>| {
            day.and_then(|(year, month, day)| chrono::NaiveDate::from_ymd_opt(year, month, day))
        };
        (file.offices[0].opened, file.offices[0].closed) = (day(opened), day(closed));
        tell(&mut harness, Event::Listed(file));
        replace_text(&mut harness, period);
        harness.get_by_label_contains(words);
        let label = |node: &egui_kittest::Node<'_>| node.accesskit_node().label();
        let mut buttons = harness.get_all_by(|_| true);
        let start = buttons.find(|node| label(node).as_deref() == Some("Lập báo cáo")).unwrap();
        assert!(start.accesskit_node().is_disabled(), "{words}");
        drop(buttons);
        press_enter(&mut harness);
        assert_eq!(num_started(&mut harness), 0, "{words}");
        replace_text(&mut harness, "7/2023");
        assert!(harness.query_by_label_contains("còn kỳ này").is_none(), "{words}");
        press_enter(&mut harness);
        assert_eq!(num_started(&mut harness), 1, "{words}");
    }
}

fn replace_text(harness: &mut TestHarness, text: &str) {
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.run();
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}
