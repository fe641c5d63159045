//! The reason where the cursor is: in the line at the bottom, in the tooltip, on F8, beside the parts.

use baocao06::app::open_report::Typing;
use baocao06::app::words::findings;
use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;
use super::test_cells::*;

const PRINTED: &str = "In trong báo cáo: Đăng ký thường trú – tỷ lệ trực tuyến";

/// The first finding about what is printed instead of the rate.
fn sentence(harness: &TestHarness) -> String {
    let open = on_screen(harness);
    let printed = may().printed.into_keys();
    let figure = printed.into_iter().find(|key| key.as_str().contains("residence_permanent"));
    let mut found = open.findings().iter().filter(|finding| finding.stands());
    let about = found.find(|finding| {
        finding.places.iter().any(|place| {
            matches!(place, baocao06::calc::check::Place::Printed(key) if Some(key) == figure.as_ref())
        })
    });
    findings::sentence(about.unwrap(), open.template())
}

#[test]
fn the_sentence_of_a_finding_stands_at_the_bottom_while_its_cell_is_current() {
    let mut harness = at_cell(PRINTED);
    let sentence = sentence(&harness);
    harness.get_by_label_contains(&sentence);
    press(&mut harness, &[Key::Home]);
    assert!(harness.query_by_label_contains(&sentence).is_none(), "{sentence}");
}

#[test]
fn the_sentence_of_a_finding_is_the_tooltip_of_its_cell() {
    let mut harness = at_cell(DIRECT);
    let sentence = sentence(&harness);
    assert!(harness.query_by_label_contains(&sentence).is_none());
    let at = field(&harness, PRINTED).rect().center();
    harness.hover_at(at);
    for _ in 0..60 {
        harness.step();
    }
    harness.get_by_label_contains(&sentence);
}

#[test]
fn f8_says_what_it_leads_to() {
    let mut harness = may_window();
    let open = on_screen(&harness);
    let standing = open.findings().iter().filter(|finding| finding.stands()).count();
    press(&mut harness, &[Key::F8]);
    harness.get_by_label_contains(&format!("Phát hiện 1/{standing}, "));
    press(&mut harness, &[Key::F8]);
    harness.get_by_label_contains(&format!("Phát hiện 2/{standing}, "));
}

#[test]
fn a_part_tells_how_much_is_found_in_it() {
    let harness = may_window();
    let names: Vec<String> = harness
        .get_all_by_role(egui::accesskit::Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    let services = names.iter().find(|name| name.starts_with("II.2 ")).unwrap();
    assert!(services.contains("31/31 số liệu") && services.contains("phát hiện"), "{services}");
}

#[test]
fn a_day_that_is_none_is_a_finding_and_says_how_many_days_the_month_has() {
    let mut harness = may_window();
    let (list, _) = issued_list("I.1");
    replace(&mut harness, "Đến hết ngày", "31/9/2026");
    harness.get_by_label("Tháng 9 có 30 ngày");
    let said = |harness: &TestHarness| {
        let open = on_screen(harness);
        let found = open.findings().iter().filter(|finding| finding.stands());
        found.map(|finding| findings::sentence(finding, open.template())).collect::<Vec<_>>()
    };
    let of_period = "Ngày của kỳ báo cáo ghi “31/9/2026”: tháng 9 có 30 ngày".to_owned();
    assert!(said(&harness).contains(&of_period), "{:?}", said(&harness));
    let mut open = baocao06::app::open_report::OpenReport::open(loaded_of(may()));
    let mut entry = open.report().entries(&list).first().cloned().unwrap();
    entry.document.day = baocao06::report::period::DayValue::read("30/02/2023");
    open.set_document(&list, entry, Typing::Finished);
    let found = open.findings().iter().map(|found| findings::sentence(found, open.template()));
    let of_document = "Ngày của văn bản ghi “30/02/2023”: tháng 2 năm 2023 có 28 ngày";
    assert!(found.into_iter().any(|words| words == of_document));
}
