//! One data file with a month, a quarter and a year report, of several templates, for three offices, in the
//! window, with the real worker behind it.

use baocao06::app::words::findings::sentence;
use baocao06::report::value::Value;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable as _};

use super::live_window::LiveWindow;
use super::support::*;
use super::test_jobs::docx_text;
use super::test_many_forms::{OFFICES, file_of_many};

/// High enough that every report of the list is on screen.
fn list_of(data: &str) -> LiveWindow {
    let mut live = LiveWindow::open(data, [1366.0, 2000.0]);
    live.says("Năm 2025");
    live
}

/// What is found about the report on screen and not explained.
fn findings(live: &LiveWindow) -> Vec<String> {
    let open = on_screen(&live.harness);
    let standing = open.findings().iter().filter(|finding| finding.stands());
    standing.map(|finding| sentence(finding, open.template())).collect()
}

/// The pane beside the form lists what is found about this very report; one finding names a number.
fn shows_its_findings(live: &LiveWindow, number: &str) {
    let found = findings(live);
    assert!(found.iter().any(|said| said.contains(number)), "{found:?}");
    for said in found {
        let mut shown = live.harness.query_all_by_label_contains(&said);
        assert!(shown.next().is_some(), "{said}");
    }
}

#[test]
fn every_report_is_opened_typed_undone_checked_and_exported_in_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let data = file_of_many(folder.path());
    let mut live = list_of(&data);
    let mut has_pane = false;
    for (at, (_, office)) in OFFICES.into_iter().enumerate() {
        for (label, kind, new) in [
            ("Tháng 9/2025", "month", 12),
            ("Quý III/2025", "quarter", 30),
            ("Năm 2025", "year", 100),
        ] {
            let series = format!("{office} – Báo cáo thử ({kind})");
            live.click(&format!("{label}, {series}, Nháp"));
            live.says("Thể thức văn bản");
            let open = on_screen(&live.harness).report().clone();
            assert_eq!(open.office.name, office);
            live.says(&series);
            if !has_pane {
                live.harness.key_press(Key::F9);
                has_pane = true;
            }
            live.click("I Kết quả");
            let had = Value::count(new + i64::try_from(at).unwrap());
            assert_eq!(live.value("cards.new"), had);
            replace(&mut live.harness, "Căn cước cấp mới", "777");
            live.says("Đã lưu");
            assert_eq!(live.value("cards.new"), Value::count(777));
            shows_its_findings(&live, "777");
            live.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
            live.says("Đã hoàn tác");
            assert_eq!(live.value("cards.new"), had);
            assert!(!findings(&live).iter().any(|said| said.contains("777")));
            live.harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
            live.harness.run();
            let out = folder.path().join(format!("{at}-{kind}.docx"));
            live.choose(&out);
            live.says("Đã xuất");
            let words = open.header.period.key.words();
            assert!(docx_text(&out).contains(&format!("Trong {words} cấp")), "{words}");
            live.harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
            live.says(&format!("{label}, {series}"));
        }
    }
}

#[test]
fn what_was_done_to_a_figure_is_told_of_the_report_on_screen() {
    let folder = tempfile::tempdir().unwrap();
    let data = file_of_many(folder.path());
    let mut live = list_of(&data);
    let mut has_pane = false;
    // The same figure of the same period, of one office after the other; nothing is typed in between.
    for (_, office) in OFFICES {
        live.click(&format!("Tháng 9/2025, {office} – Báo cáo thử (month), Nháp"));
        live.says("Thể thức văn bản");
        live.click("I Kết quả");
        field(&live.harness, "Căn cước cấp mới").focus();
        live.harness.run();
        if !has_pane {
            live.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
            has_pane = true;
        }
        live.says("Các lần sửa");
        live.until("the log of the figure", |harness| {
            harness.query_all_by_label_contains("Đang đọc").next().is_none()
                && harness.query_all_by_label_contains("Nhập").next().is_some()
        });
        live.harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
        live.says(&format!("Tháng 9/2025, {office}"));
    }
}

#[test]
fn a_report_of_any_form_is_started_in_the_window_with_enter() {
    let folder = tempfile::tempdir().unwrap();
    let data = file_of_many(folder.path());
    let mut live = list_of(&data);
    live.click("Lập báo cáo…");
    live.says("Mẫu báo cáo: ");
    // Offered is the period after the last report of the office in the form; Enter takes it.
    let offered = field(&live.harness, "Kỳ báo cáo");
    let offered = NodeT::accesskit_node(&offered).value().unwrap();
    live.harness.run();
    live.harness.key_press(Key::Enter);
    live.says("Đã lập báo cáo");
    let started = on_screen(&live.harness).report().header.period.key;
    assert_eq!(started.to_text(), offered);
    assert!(on_screen(&live.harness).report().values.is_empty());
}
