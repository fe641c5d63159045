//! Typing a month as someone does who comes from Excel: what was found wrong at the real window.

use baocao06::app::message::{Event, Request};
use baocao06::app::open_report::{Batch, Deed};
use baocao06::app::platform::preferences::Theme;
use baocao06::report::content::Report;
use baocao06::report::template::{ItemBody, Switch, TableRow};
use baocao06::report::value::Value;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;

const DIRECT: &str = "Đăng ký thường trú – trực tiếp";
const ONLINE: &str = "Đăng ký thường trú – trực tuyến";

fn rows() -> Vec<TableRow> {
    let template = template();
    let mut tables = template.items().filter_map(|(_, item)| match &item.body {
        ItemBody::Table(table) => Some(table.rows.clone()),
        _ => None,
    });
    tables.next().unwrap()
}

fn with_every_row(mut report: Report) -> Report {
    report.rows.extend(rows().into_iter().map(|row| (row.key, Switch::On.into())));
    report
}

/// The window on the page with the table of services, on a cell.
fn at_cell(report: Report, size: [f32; 2]) -> TestHarness {
    let mut harness = window_of(report, size, Theme::Light);
    harness.query_all_by_label_contains("II.2").next().unwrap().click();
    harness.run();
    field(&harness, DIRECT).focus();
    harness.run();
    harness
}

/// The name of what has the keyboard.
fn focused(harness: &TestHarness) -> String {
    let focused = harness.get_all_by(|_| true).find(|node| node.is_focused());
    let label = focused.and_then(|node| {
        let node = node.accesskit_node();
        node.label().or_else(|| node.value())
    });
    label.unwrap_or_default()
}

fn count(harness: &TestHarness, figure: &str) -> Value {
    on_screen(harness).report().value(&key(figure)).clone()
}

#[test]
fn every_row_that_is_on_screen_is_drawn_at_the_end_of_a_long_table() {
    let mut harness = at_cell(with_every_row(may()), [1366.0, 768.0]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    harness.run();
    let template = template();
    let is_direct = |key: &&baocao06::report::key::FigureKey| key.as_str().ends_with(".direct");
    let last: Vec<String> = rows()
        .iter()
        .rev()
        .take(4)
        .map(|row| template.figure(row.cells.values().find(is_direct).unwrap()).unwrap())
        .map(|figure| figure.label.clone())
        .collect();
    for label in last {
        let rect = field(&harness, &label).rect();
        assert!(rect.top() > 48.0 && rect.bottom() < 768.0, "{label} at {rect:?}");
    }
}

#[test]
fn a_key_closes_the_menu_of_a_cell() {
    let mut harness = at_cell(may(), [1366.0, 1200.0]);
    let open = |harness: &mut TestHarness| {
        field(harness, DIRECT).click_secondary();
        harness.run();
        assert!(harness.query_by_label("Để trống").is_some());
    };
    open(&mut harness);
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Để trống").is_none());
    assert_eq!(focused(&harness), DIRECT, "Escape closes the menu and leaves the cell selected");
    open(&mut harness);
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert!(harness.query_by_label("Để trống").is_none());
    assert_eq!(focused(&harness), ONLINE);
}

#[test]
fn enter_on_a_computed_cell_goes_one_down() {
    let mut harness = at_cell(may(), [1366.0, 2600.0]);
    for _ in 0..3 {
        harness.key_press(Key::ArrowRight);
        harness.run();
    }
    assert!(focused(&harness).starts_with("Đăng ký thường trú – tỷ lệ"), "{}", focused(&harness));
    harness.key_press(Key::Enter);
    harness.run();
    assert!(focused(&harness).starts_with("Đăng ký tạm trú – tỷ lệ"), "{}", focused(&harness));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.run();
    assert!(focused(&harness).starts_with("Đăng ký thường trú – tỷ lệ"), "{}", focused(&harness));
}

#[test]
fn arrows_move_the_caret_behind_f2() {
    let mut harness = at_cell(may(), [1366.0, 2600.0]);
    let name = focused(&harness);
    harness.event(egui::Event::Text("12".to_owned()));
    harness.run();
    // From here on arrows are for the text.
    harness.key_press(Key::F2);
    harness.run();
    // Up and down go to the ends of the only line, left and right through its digits.
    for (arrow, digit, count_now) in [
        (Key::ArrowLeft, "3", 132),
        (Key::ArrowUp, "4", 4132),
        (Key::ArrowDown, "5", 41_325),
        (Key::ArrowRight, "6", 413_256),
    ] {
        harness.key_press(arrow);
        harness.run();
        assert_eq!(focused(&harness), name, "{arrow:?}");
        harness.event(egui::Event::Text(digit.to_owned()));
        harness.run();
        let now = count(&harness, "services.residence_permanent.direct");
        assert_eq!(now, Value::count(count_now), "{arrow:?}");
    }
}

#[test]
fn control_tab_leaves_the_cells_for_the_button_behind_or_before_them() {
    let mut harness = at_cell(with_every_row(may()), [1366.0, 768.0]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Tab);
    harness.run();
    assert_eq!(focused(&harness), "Chọn dòng báo cáo…");
    field(&harness, DIRECT).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Tab);
    harness.run();
    assert_eq!(focused(&harness), "Chép bảng: Kết quả theo từng dịch vụ");
}

#[test]
fn a_page_that_is_clicked_in_the_list_takes_keys_at_once() {
    let mut harness = at_cell(may(), [1366.0, 1200.0]);
    harness.query_all_by_label_contains("Hồ sơ sức khỏe").next().unwrap().click();
    harness.run();
    assert!(!focused(&harness).is_empty());
    harness.query_all_by_label_contains("II.2").next().unwrap().click();
    harness.run();
    assert_eq!(focused(&harness), DIRECT, "back in the cell where the page was left");
}

#[test]
fn what_waits_above_the_bottom_bar_is_answered_by_keys() {
    let mut harness = at_cell(may(), [1366.0, 1200.0]);
    harness.event(egui::Event::Paste("1\t2\t3\r\n4\r\n".to_owned()));
    harness.run();
    assert_eq!(focused(&harness), "Dán 3 ô");
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(focused(&harness), DIRECT, "Escape puts the block away");
    assert_eq!(on_screen(&harness).report().values, may().values);
    harness.event(egui::Event::Paste("1\t1,317\r\n4\t5\r\n".to_owned()));
    harness.run();
    assert_eq!(focused(&harness), "Ngăn hàng nghìn: 1.317", "the question comes first");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(focused(&harness), "Dán 4 ô");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(count(&harness, "services.residence_permanent.online"), Value::count(1_317));
    assert_eq!(count(&harness, "services.residence_temporary.direct"), Value::count(4));
    assert_eq!(focused(&harness), DIRECT);
}

#[test]
fn a_block_that_waits_is_not_dropped_without_a_word() {
    let mut harness = at_cell(may(), [1366.0, 1200.0]);
    harness.event(egui::Event::Paste("1\t2\t3\r\n4\r\n".to_owned()));
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
    harness.run();
    assert!(harness.query_by_label("Đã bỏ khối đang chờ dán").is_some());
}

#[test]
fn undo_is_the_report_s_while_a_text_only_has_the_keyboard() {
    let mut harness = at_cell(may(), [1366.0, 1200.0]);
    harness.event(egui::Event::Text("7".to_owned()));
    harness.key_press(Key::Enter);
    harness.run();
    harness.query_all_by_label_contains("III ").next().unwrap().click();
    harness.run();
    let words = focused(&harness);
    field(&harness, &words);
    asked(&mut harness);
    harness.event(egui::Event::Text("x".to_owned()));
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    let is_undo = |request: &Request| matches!(request, Request::Undo(_));
    assert!(!asked(&mut harness).iter().any(is_undo), "the letter is the field's to take back");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::PageUp);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
    harness.run();
    assert_eq!(focused(&harness), words);
    let at = may().header.period.range.last().and_hms_opt(8, 0, 0).unwrap();
    for batch in 1..9 {
        tell(&mut harness, Event::Saved { report: report_id(), batch, at, news: None });
    }
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert!(asked(&mut harness).iter().any(is_undo));
}

#[test]
fn escape_says_that_nothing_was_wanted() {
    let mut harness = at_cell(may(), [1366.0, 1200.0]);
    asked(&mut harness);
    harness.event(egui::Event::Text("7".to_owned()));
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(count(&harness, "services.residence_permanent.direct"), Value::count(113));
    let batches: Vec<Batch> = asked(&mut harness)
        .into_iter()
        .filter_map(|request| match request {
            Request::Save { batch, .. } => Some(batch),
            _ => None,
        })
        .collect();
    let deeds: Vec<&Deed> = batches.iter().map(|batch| &batch.deed).collect();
    assert_eq!(deeds.last(), Some(&&Deed::Restored), "{batches:?}");
    // What is typed afterwards is typed.
    harness.event(egui::Event::Text("8".to_owned()));
    harness.key_press(Key::Enter);
    harness.run();
    let typed = asked(&mut harness).into_iter().find_map(|request| match request {
        Request::Save { batch, .. } => Some(batch.deed),
        _ => None,
    });
    assert_eq!(typed, Some(Deed::Typed));
}

#[test]
fn whoever_goes_to_a_place_sees_it_though_a_pane_covers_the_form() {
    // As wide as a small laptop with text twice as large.
    let mut harness = window_of(may(), [683.0, 374.0], Theme::Light);
    let is_covered = |harness: &TestHarness| {
        let nodes = harness.get_all_by(|_| true);
        !nodes.into_iter().any(|node| node.accesskit_node().label().as_deref() == Some(DIRECT))
    };
    for name in ["dang ky thuong tru – truc tiep", "thiet yeu"] {
        harness.key_press(Key::F9);
        harness.run();
        assert!(is_covered(&harness));
        harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
        harness.run();
        harness.event(egui::Event::Text(name.to_owned()));
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert!(!is_covered(&harness), "{name}");
        assert_eq!(focused(&harness), DIRECT);
    }
}

#[test]
fn the_cell_with_the_keyboard_is_on_screen_whatever_takes_room() {
    let mut harness = at_cell(may(), [1366.0, 748.0]);
    let say = |harness: &mut TestHarness, key: Key, text: &str| {
        harness.key_press_modifiers(Modifiers::COMMAND, key);
        harness.run();
        harness.event(egui::Event::Text(text.to_owned()));
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
    };
    let is_seen = |harness: &TestHarness, when: &str| {
        let name = focused(harness);
        let rect = field(harness, &name).rect();
        let desk = harness.query_by_label("Phiếu thu thập theo đơn vị");
        let bottom = desk.map_or(748.0, |desk| desk.rect().top());
        assert!(rect.top() > 48.0 && rect.bottom() < bottom, "{when}: {name} at {rect:?} {bottom}");
    };
    say(&mut harness, Key::K, "phieu thu thap");
    for row in ["11", "2", "15", "1"] {
        say(&mut harness, Key::G, row);
        is_seen(&harness, row);
    }
    say(&mut harness, Key::G, "11");
    for _ in 0..2 {
        harness.key_press(Key::F9);
        harness.run();
        is_seen(&harness, "another pane");
        say(&mut harness, Key::G, "2");
        is_seen(&harness, "2");
        say(&mut harness, Key::G, "11");
        is_seen(&harness, "11");
    }
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Plus);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num0);
    harness.run();
    is_seen(&harness, "another size of the text");
}
