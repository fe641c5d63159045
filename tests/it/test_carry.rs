//! "Lấy số tháng trước": numbers of the month before stand unconfirmed until they are accepted.

use baocao06::app::message::Request;
use baocao06::app::platform::preferences::Theme;
use baocao06::calc::carry;
use baocao06::calc::next_report;
use baocao06::report::field::Field;
use baocao06::report::template::Item;
use baocao06::report::value::Value;
use egui_kittest::kittest::Queryable as _;

use super::support::*;

/// June after May, on the page of identity cards.
fn june() -> TestHarness {
    let may = may();
    let june = next_report::start(&may, &template(), may.header.period.key.next());
    let mut harness = window_of(june, [1366.0, 900.0], Theme::Light);
    harness.query_all_by_label_contains("Căn cước và định danh").next().unwrap().click();
    harness.run();
    asked(&mut harness);
    harness
}

const CARRY: &str = "Lấy số tháng trước: Thu nhận hồ sơ";

#[test]
fn numbers_are_taken_over_accepted_and_taken_away() {
    let mut harness = june();
    let accounts = key("identity.accounts");
    harness.get_by_label(CARRY).click();
    harness.run();
    assert_eq!(on_screen(&harness).report().value(&accounts), &Value::count(547));
    let edits = saved_edits(&mut harness);
    assert!(edits.iter().any(|edit| *edit.field() == Field::Figure(accounts.clone())));
    assert!(harness.query_by_label(CARRY).is_none());
    let found = |harness: &TestHarness| {
        on_screen(harness).findings().iter().any(|finding| finding.check.key() == "carried")
    };
    assert!(found(&harness));

    harness.get_by_label("Bỏ số tháng trước: Thu nhận hồ sơ").click();
    harness.run();
    assert!(on_screen(&harness).report().value(&accounts).is_blank());
    assert!(!found(&harness));

    harness.get_by_label(CARRY).click();
    harness.run();
    let count = carry::unconfirmed(on_screen(&harness).report(), &template()).len();
    harness.get_by_label(&format!("Xác nhận {count} số: Thu nhận hồ sơ")).click();
    harness.run();
    assert_eq!(on_screen(&harness).report().value(&accounts), &Value::count(547));
    assert!(!found(&harness));
}

#[test]
fn what_was_typed_stays() {
    let mut harness = june();
    let field = "Hồ sơ định danh điện tử đã thu nhận";
    harness.get_by_label(field).focus();
    harness.run();
    harness.event(egui::Event::Text("9".to_owned()));
    harness.run();
    harness.get_by_label(CARRY).click();
    harness.run();
    assert_eq!(on_screen(&harness).report().value(&key("identity.accounts")), &Value::count(9));
}

#[test]
fn wording_of_the_month_before_is_taken_where_this_month_has_none() {
    let may = may();
    let mut june = next_report::start(&may, &template(), may.header.period.key.next());
    june.texts.clear();
    let mut harness = window_of(june, [1366.0, 1400.0], Theme::Light);
    // The sample's difficulties, in the office's own words.
    harness.query_all_by_label_contains("Khó khăn").next().unwrap().click();
    harness.run();
    let text = text_key("difficulties.general");
    assert!(!on_screen(&harness).report().texts.contains_key(&text));
    let button = harness.query_all_by_label_contains("Lấy lời văn tháng trước:").next();
    button.unwrap().click();
    harness.run();
    assert_eq!(on_screen(&harness).report().texts[&text], may.texts[&text]);
    // All of it, from the palette.
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
    harness.run();
    harness.event(egui::Event::Text("lay loi van".to_owned()));
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    let texts = &on_screen(&harness).report().texts;
    assert!(texts.contains_key(&text) && texts.contains_key(&text_key("letterhead.signer_name")));
    assert!(harness.query_by_label_contains("Đã lấy").is_some());
}

#[test]
fn a_part_takes_its_numbers_wording_and_documents_as_one_step_from_the_menu() {
    let may = may();
    let mut june = next_report::start(&may, &template(), may.header.period.key.next());
    june.texts.clear();
    june.documents.clear();
    let mut harness = window_of(june, [1366.0, 1400.0], Theme::Light);
    harness.query_all_by_label_contains("Thanh toán QR").next().unwrap().click();
    harness.run();
    asked(&mut harness);
    let take = |harness: &mut TestHarness| {
        for label in ["Sửa", "Lấy từ tháng trước", "Lấy số, lời văn tháng trước cho phần này"]
        {
            harness.query_all_by_label_contains(label).next().unwrap().click();
            harness.run();
        }
    };
    take(&mut harness);
    let section = on_screen(&harness).section().unwrap().clone();
    let figures: Vec<_> = section.items.iter().flat_map(Item::figures).cloned().collect();
    let report = on_screen(&harness).report();
    let taken: Vec<_> = figures.iter().filter(|key| carry::is_unconfirmed(report, key)).collect();
    assert!(taken.len() >= 4, "{taken:?}");
    assert!(taken.iter().all(|key| report.value(key) == may.value(key)));
    let lists = section.items.iter().filter(|item| !may.entries(&item.key).is_empty());
    for list in lists {
        assert_eq!(report.entries(&list.key), may.entries(&list.key), "{}", list.label);
    }
    // Nothing of the other parts came along.
    assert!(!report.texts.contains_key(&text_key("difficulties.general")));
    assert!(report.value(&key("identity.accounts")).is_blank());
    let batches = asked(&mut harness);
    let saves = batches.iter().filter(|request| matches!(request, Request::Save { .. })).count();
    assert_eq!(saves, 1, "one step");
    take(&mut harness);
    assert!(harness.query_by_label_contains("Phần này không có ô trống nào").is_some());

    // The first page: office, recipients, signer.
    harness.query_all_by_label_contains("Thể thức văn bản").next().unwrap().click();
    harness.run();
    take(&mut harness);
    let texts = &on_screen(&harness).report().texts;
    assert!(texts.contains_key(&text_key("letterhead.recipients")));
    assert!(!texts.contains_key(&text_key("letterhead.number")), "of its own month");
    assert!(!texts.contains_key(&text_key("difficulties.general")));
}
