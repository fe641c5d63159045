//! Who an office is, asked once: letterhead, place, symbols, recipients and names in sentences follow from it; wording
//! that does not fit is found; and another name of the office asks what else changes.

use std::path::Path;

use baocao06::app::session::Session;
use baocao06::app::state::State;
use baocao06::report::content::Report;
use baocao06::report::office::Office;
use baocao06::report::period::PeriodKey;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::live_window::LiveWindow;
use super::program::program;
use super::support::*;

fn state(harness: &TestHarness) -> &State {
    harness.state().as_ref().unwrap().state()
}

fn start_in(folder: &Path) -> LiveWindow {
    let data = folder.join("bao-cao.bc06");
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 768.0]);
    live.says("Bắt đầu với mẫu Đề án 06");
    live.click("Bắt đầu với mẫu Đề án 06");
    live
}

fn choose_kind(live: &mut LiveWindow, kind: &str) {
    let is_choice = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.role() == Role::ComboBox
            && node.label().is_some_and(|label| label.starts_with("Loại đơn vị"))
    };
    live.harness.get_all_by(|_| true).find(is_choice).unwrap().click();
    live.harness.run();
    live.harness.query_all_by_label(kind).last().unwrap().click();
    live.harness.run();
}

fn text(report: &Report, key: &str) -> String {
    report.text(&template(), &text_key(key)).to_owned()
}

fn until_open(live: &mut LiveWindow) {
    live.until("the report", |harness| {
        state(harness).open.is_some() && !state(harness).is_replacing()
    });
}

#[test]
fn a_commune_gets_its_own_words_from_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut live = start_in(folder.path());
    replace(&mut live.harness, "Tên đơn vị báo cáo", "UBND xã An Phú");
    replace(&mut live.harness, "Cấp trên", "tỉnh Gia Lai");
    live.picture("identity-start");
    live.click("Tạo báo cáo đầu tiên");
    until_open(&mut live);
    live.picture("identity-report");
    let report = on_screen(&live.harness).report();
    assert_eq!(text(report, "name.police"), "Công an xã");
    assert_eq!(text(report, "name.subunits"), "Các thôn");
    assert_eq!(text(report, "letterhead.issuer"), "Ủy ban nhân dân\nxã An Phú");
    assert_eq!(text(report, "letterhead.place"), "An Phú");
    let of_words = |harness: &TestHarness| {
        let findings = on_screen(harness).findings().iter();
        findings.filter(|found| found.check.key() == "office_words").count()
    };
    assert_eq!(of_words(&live.harness), 0);
    live.close();
}

#[test]
fn a_name_that_tells_nothing_has_to_be_told_of_which_kind_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut live = start_in(folder.path());
    replace(&mut live.harness, "Tên đơn vị báo cáo", "Trường Sa");
    live.says("Hãy chọn loại đơn vị");
    live.click("Tạo báo cáo đầu tiên");
    assert!(state(&live.harness).file.is_none(), "not before it is said");
    choose_kind(&mut live, "Đặc khu");
    replace(&mut live.harness, "Địa danh", "Trường Sa");
    live.click("Tạo báo cáo đầu tiên");
    until_open(&mut live);
    let report = on_screen(&live.harness).report();
    assert_eq!(text(report, "name.police"), "Công an đặc khu");
    assert_eq!(text(report, "letterhead.issuer"), "Ủy ban nhân dân\nđặc khu Trường Sa");
    live.close();
}

/// A file of an office whose words are still those of the template.
fn file_of(folder: &Path, name: &str) -> std::path::PathBuf {
    let path = folder.join("a.bc06");
    let mut session = Session::create(&path).unwrap();
    let office = Office::named("Đơn vị").unwrap();
    let id = session.start_office(office, PeriodKey::parse("2026-05").unwrap()).unwrap();
    session.rename_office(id, name).unwrap();
    session.close().unwrap();
    path
}

#[test]
fn words_of_another_kind_are_found_and_put_right_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = file_of(folder.path(), "UBND xã An Phú");
    let mut live = LiveWindow::open(path.to_str().unwrap(), [1366.0, 768.0]);
    live.says("Năm 2026");
    live.click("Tháng 5/2026");
    until_open(&mut live);
    live.harness.key_press(egui::Key::F9);
    live.says("Đơn vị là “UBND xã An Phú” nhưng ở đây ghi");
    live.picture("identity-findings");
    live.click("chỗ theo tên đơn vị");
    live.until("that nothing is found", |harness| {
        let found = on_screen(harness).findings().iter();
        found.filter(|found| found.check.key() == "office_words").count() == 0
    });
    assert_eq!(text(on_screen(&live.harness).report(), "name.police"), "Công an xã");
    live.close();
}

#[test]
fn another_name_asks_what_else_changes_and_one_undo_takes_all_of_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut live = start_in(folder.path());
    replace(&mut live.harness, "Tên đơn vị báo cáo", "UBND xã An Phú");
    live.click("Tạo báo cáo đầu tiên");
    until_open(&mut live);
    live.click("Thể thức văn bản");
    replace(&mut live.harness, "Tên đơn vị trên màn hình", "UBND phường Vĩnh Hải");
    live.harness.key_press(egui::Key::Tab);
    live.says("Đổi theo tên mới cả những chỗ này?");
    live.says("Đơn vị nay là “UBND phường Vĩnh Hải”");
    live.picture("identity-rename");
    live.click("Đổi cả");
    let police = |harness: &TestHarness| text(on_screen(harness).report(), "name.police");
    live.until("the words", |harness| police(harness) == "Công an phường");
    live.says("Đã đổi");
    live.until("that it is saved", |harness| state(harness).steps.undo.is_some());
    let report = on_screen(&live.harness).report();
    assert_eq!(text(report, "letterhead.issuer"), "Ủy ban nhân dân\nphường Vĩnh Hải");
    assert_eq!(report.office.name, "UBND phường Vĩnh Hải");

    let run = |live: &mut LiveWindow, command| {
        live.harness.key_press_modifiers(egui::Modifiers::COMMAND, command);
    };
    run(&mut live, egui::Key::Z);
    live.until("undone", |harness| police(harness) == "Công an xã");
    let name = |harness: &TestHarness| on_screen(harness).report().office.name.clone();
    live.until("the former name", |harness| name(harness) == "UBND xã An Phú");
    let listed = |harness: &TestHarness| {
        state(harness).file.as_ref().unwrap().offices[0].office.name.clone()
    };
    assert_eq!(listed(&live.harness), "UBND xã An Phú");
    live.until("that nothing is left of it", |harness| state(harness).steps.undo.is_none());
    run(&mut live, egui::Key::Y);
    live.until("done again", |harness| name(harness) == "UBND phường Vĩnh Hải");
    live.until("its words", |harness| police(harness) == "Công an phường");
    run(&mut live, egui::Key::Z);
    live.until("undone again", |harness| name(harness) == "UBND xã An Phú");
    live.until("that nothing is left of it", |harness| state(harness).steps.undo.is_none());
    live.close();
}

#[test]
fn a_second_office_is_asked_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let mut live = start_in(folder.path());
    replace(&mut live.harness, "Tên đơn vị báo cáo", "UBND xã An Phú");
    live.click("Tạo báo cáo đầu tiên");
    until_open(&mut live);
    live.command("lap bao cao…");
    live.says("Mẫu báo cáo");
    let offices = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.role() == Role::ComboBox
            && node.label().is_some_and(|label| label.starts_with("Đơn vị"))
    };
    live.harness.get_all_by(|_| true).find(offices).unwrap().click();
    live.harness.run();
    live.click("Đơn vị khác…");
    replace(&mut live.harness, "Tên đơn vị", "Đội 5");
    live.says("Hãy chọn loại đơn vị");
    live.picture("identity-second");
    replace(&mut live.harness, "Tên đơn vị", "Phường Đông Hải");
    live.harness.query_all_by_label("Lập báo cáo").last().unwrap().click();
    live.harness.run();
    live.until("its report", |harness| {
        on_screen(harness).report().office.name == "Phường Đông Hải"
    });
    let report = on_screen(&live.harness).report();
    assert_eq!(text(report, "letterhead.issuer"), "Ủy ban nhân dân\nphường Đông Hải");
    assert_eq!(text(report, "name.police"), "Công an phường");
    live.close();
}

#[test]
fn the_command_line_asks_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("a.bc06").to_str().unwrap().to_owned();
    let new = |more: &[&str]| {
        let first = ["new", "--data", &data, "--period", "2026-05"];
        program().args([&first[..], more].concat()).output().unwrap()
    };
    let refused = new(&["--office", "Đội 5"]);
    assert!(!refused.status.success());
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(words.contains("--kind") && words.contains("phuong (Phường)"), "{words}");
    assert!(!new(&["--office", "Đội 5", "--kind", "huyen"]).status.success());
    let made = new(&[
        "--office",
        "Đội 5",
        "--kind",
        "xa",
        "--place",
        "An Phú",
        "--parent",
        "thành phố Huế",
    ]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut session = Session::open(Path::new(&data)).unwrap();
    let id = session.find(PeriodKey::parse("2026-05").unwrap()).unwrap();
    let report = session.load(id).unwrap().report;
    assert_eq!(text(&report, "name.health"), "Trạm Y tế xã");
    assert_eq!(text(&report, "letterhead.place"), "An Phú");
    assert_eq!(text(&report, "name.superior"), "Tổ công tác Đề án 06 thành phố");
}
