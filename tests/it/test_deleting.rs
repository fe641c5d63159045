//! Reports that are deleted and brought back, in the window and by command; a new report is taken back by Ctrl+Z.

use std::path::Path;

use baocao06::app::session::Session;
use baocao06::app::state::{Screen, State};
use baocao06::report::period::PeriodKey;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use tempfile::TempDir;

use super::live_window::LiveWindow;
use super::program::program;
use super::support::*;
use super::test_jobs::{done, sample_file};

fn state(harness: &TestHarness) -> &State {
    harness.state().as_ref().unwrap().state()
}

fn sample_window() -> (TempDir, LiveWindow) {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let mut live = LiveWindow::open(&data, [1366.0, 768.0]);
    live.says("Lập báo cáo tháng 6/2023");
    (folder, live)
}

fn label(harness: &TestHarness) -> Option<String> {
    let open = state(harness).open.as_ref().filter(|_| state(harness).screen == Screen::Report);
    open.map(|open| open.report().header.period.key.to_string())
}

fn shows(live: &mut LiveWindow, period: Option<&str>) {
    live.until("the report", |harness| {
        label(harness).as_deref() == period && !state(harness).is_replacing()
    });
}

fn ctrl(live: &mut LiveWindow, key: Key) {
    live.harness.key_press_modifiers(Modifiers::COMMAND, key);
    live.harness.run();
}

#[test]
fn a_new_month_is_taken_back_and_made_again() {
    let (_folder, mut live) = sample_window();
    live.click("Tháng 5/2023");
    shows(&mut live, Some("2023-05"));
    live.command("lap bao cao thang tiep theo");
    shows(&mut live, Some("2023-06"));
    assert_eq!(state(&live.harness).steps.undo.as_deref(), Some("lập báo cáo tháng 6/2023"));
    ctrl(&mut live, Key::Z);
    shows(&mut live, Some("2023-05"));
    live.says("Đã hoàn tác: lập báo cáo tháng 6/2023");
    live.picture("new-month-taken-back");
    assert_eq!(state(&live.harness).file.as_ref().unwrap().reports.len(), 13);
    assert_eq!(state(&live.harness).steps.redo.as_deref(), Some("lập báo cáo tháng 6/2023"));
    ctrl(&mut live, Key::Y);
    shows(&mut live, Some("2023-06"));
    live.says("Đã làm lại: lập báo cáo tháng 6/2023");
    assert_eq!(state(&live.harness).file.as_ref().unwrap().reports.len(), 14);

    // What was typed in it is taken back before it is.
    live.command("the thuc van ban");
    live.picture("june");
    replace(&mut live.harness, "Số", "7");
    live.until("saved", |harness| {
        !state(harness).open.as_ref().unwrap().is_unsaved()
            && state(harness).steps.undo.as_deref().is_some_and(|step| step.contains("nhập"))
    });
    ctrl(&mut live, Key::Z);
    live.until("the figure", |harness| {
        state(harness).steps.undo.as_deref() == Some("lập báo cáo tháng 6/2023")
    });
    shows(&mut live, Some("2023-06"));
    ctrl(&mut live, Key::Z);
    shows(&mut live, Some("2023-05"));
    // Another thing that is done forgets it; it is among the deleted ones all the same.
    live.command("lich su thay doi");
    live.command("bao cao da xoa");
    live.says("Khôi phục báo cáo tháng 6/2023");
    live.picture("deleted-reports");
    live.click("Khôi phục báo cáo tháng 6/2023");
    shows(&mut live, Some("2023-06"));
    live.says("Đã khôi phục báo cáo tháng 6/2023");
    live.close();
}

#[test]
fn started_from_the_list_a_new_month_leads_back_to_it() {
    let (_folder, mut live) = sample_window();
    live.click("Lập báo cáo tháng 6/2023");
    shows(&mut live, Some("2023-06"));
    ctrl(&mut live, Key::Z);
    shows(&mut live, None);
    live.says("Đã hoàn tác: lập báo cáo tháng 6/2023");
    live.says("Lập báo cáo tháng 6/2023");
    ctrl(&mut live, Key::Y);
    shows(&mut live, Some("2023-06"));
    live.close();
}

#[test]
fn what_was_there_before_this_run_is_not_taken_back() {
    let (folder, mut live) = sample_window();
    live.click("Lập báo cáo tháng 6/2023");
    shows(&mut live, Some("2023-06"));
    live.close();
    let data = folder.path().join("mau.bc06");
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 768.0]);
    shows(&mut live, Some("2023-06"));
    assert_eq!(state(&live.harness).steps.undo, None);
    ctrl(&mut live, Key::Z);
    live.says("Không còn thay đổi nào để hoàn tác");
    shows(&mut live, Some("2023-06"));
    live.close();
}

#[test]
fn a_report_is_deleted_after_a_question_and_comes_back_by_undo() {
    let (_folder, mut live) = sample_window();
    live.click("Tháng 5/2023");
    shows(&mut live, Some("2023-05"));
    live.command("xoa bao cao nay");
    live.says("Xóa báo cáo này?");
    live.says("đã nhập 65/65 số liệu");
    live.picture("delete-question");
    live.click("Không");
    shows(&mut live, Some("2023-05"));
    live.command("xoa bao cao nay");
    live.says("Xóa báo cáo này?");
    live.harness.get_by_label("Xóa báo cáo").click();
    live.says("Đã xóa báo cáo tháng 5/2023");
    live.picture("deleted-notice");
    shows(&mut live, None);
    assert_eq!(state(&live.harness).file.as_ref().unwrap().reports.len(), 12);
    live.says("Lập báo cáo tháng 5/2023");
    live.click("Hoàn tác");
    shows(&mut live, Some("2023-05"));
    live.says("Đã khôi phục báo cáo tháng 5/2023");
    live.close();
}

#[test]
fn a_tile_is_deleted_by_its_menu_or_by_a_key_and_a_closed_one_is_not() {
    let (_folder, mut live) = sample_window();
    live.harness.query_all_by_label_contains("Tháng 4/2023").next().unwrap().click_secondary();
    live.harness.run();
    live.harness.get_by_label("Xóa…").click();
    live.harness.run();
    assert_eq!(state(&live.harness).question, None, "a closed report is opened first");
    live.harness.key_press(Key::Escape);
    live.harness.run();
    live.harness.query_all_by_label_contains("Tháng 5/2023").next().unwrap().click_secondary();
    live.harness.run();
    live.picture("tile-menu");
    live.click("Xóa…");
    live.says("Xóa báo cáo này?");
    live.click("Không");
    live.harness.query_all_by_label_contains("Tháng 5/2023").next().unwrap().focus();
    live.harness.run();
    live.harness.key_press(Key::Delete);
    live.says("Xóa báo cáo này?");
    live.harness.get_by_label("Xóa báo cáo").click();
    live.says("Đã xóa báo cáo tháng 5/2023");
    ctrl(&mut live, Key::Z);
    shows(&mut live, Some("2023-05"));
    live.close();
}

fn fails(arguments: &[&str]) -> String {
    let output = program().args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn periods(data: &str) -> Vec<String> {
    let told = done(&["periods", "--data", data]);
    told.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn reports_are_deleted_listed_and_brought_back_by_command() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let may = ["--data", &data, "--period", "2023-05"];
    assert!(fails(&["delete", "--data", &data, "--period", "2023-04"]).contains("đã chốt"));
    let said = done(&[&["delete"][..], &may].concat());
    assert!(said.contains("baocao06 undelete --period 2023-05 --office"), "{said}");
    assert!(!periods(&data).contains(&"2023-05".to_owned()));
    let listed = done(&["deleted", "--data", &data]);
    assert!(listed.starts_with("2023-05\tphan-rang-thap-cham\t"), "{listed}");
    assert!(fails(&[&["delete"][..], &may].concat()).contains("Không có báo cáo kỳ 2023-05"));
    // Its period is free, and then it cannot come back before that is free again.
    done(&[&["new"][..], &may].concat());
    assert!(fails(&[&["undelete"][..], &may].concat()).contains("Kỳ này đã có báo cáo"));
    done(&[&["delete"][..], &may].concat());
    done(&[&["undelete"][..], &may].concat());
    assert_eq!(periods(&data).len(), 13);
    let told = fails(&["undelete", "--data", &data, "--period", "2020-01"]);
    assert!(told.contains("baocao06 deleted"), "{told}");
    assert!(done(&["verify", "--data", &data]).contains("nguyên vẹn"));
    let session = Session::open(Path::new(&data)).unwrap();
    let back = session.find(PeriodKey::parse("2023-05").unwrap()).unwrap();
    assert_eq!(session.deleted().unwrap().len(), 1, "the first of both is deleted still");
    assert_ne!(session.deleted().unwrap()[0].row.id, back);
}
