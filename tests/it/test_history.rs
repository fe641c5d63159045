//! The pane "Lịch sử thay đổi", and what undo is called in the menu.

use baocao06::app::message::{Event, LogAnswer, LogQuery, ReportId, Request};
use baocao06::app::open_report::Deed;
use baocao06::app::platform::preferences::Theme;
use baocao06::app::session::Session;
use baocao06::report::change::Edit;
use baocao06::report::value::Value;
use egui_kittest::kittest::Queryable as _;

use super::support::*;

/// A file with the sample in it, and its May in the window.
struct Case {
    session: Session,
    may: ReportId,
    harness: TestHarness,
    _folder: tempfile::TempDir,
}

impl Case {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::create_sample(&folder.path().join("a.bc06")).unwrap();
        let may = session.summary().unwrap().reports.last().unwrap().id;
        let cards = |count| Edit::figure(key("identity.cards"), Some(Value::count(count)));
        let accounts = Edit::figure(key("identity.accounts"), Some(Value::count(600)));
        session.save(may, &[cards(1_700)], Deed::Typed).unwrap();
        session.save(may, &[accounts], Deed::Typed).unwrap();
        session.save(may, &[cards(1_800)], Deed::Typed).unwrap();
        let harness = window_of(super::support::may(), [1366.0, 1200.0], Theme::Light);
        let mut case = Self { session, may, harness, _folder: folder };
        case.load();
        case.harness.get_by_label("Xem").click();
        case.harness.run();
        case.harness.get_by_label_contains("Lịch sử thay đổi").click();
        case.answer();
        case
    }

    fn load(&mut self) {
        let loaded = Box::new(self.session.load(self.may).unwrap());
        tell(&mut self.harness, Event::Loaded { loaded, said: None });
        tell(&mut self.harness, Event::Replaced);
        self.answer();
    }

    /// Answers what the window asked of the worker.
    fn answer(&mut self) {
        self.harness.run();
        for request in asked(&mut self.harness) {
            let event = match request {
                Request::Log(LogQuery::History(report)) => {
                    let steps = self.session.history_steps(report).unwrap();
                    Event::LogTold(LogAnswer::History { report, steps })
                }
                _ => continue,
            };
            tell(&mut self.harness, event);
        }
    }
}

#[test]
fn an_earlier_state_is_brought_back_from_the_list() {
    let mut case = Case::new();
    let line = |words: &str| format!("Hồ sơ cấp thẻ căn cước đã thu nhận: {words}");
    case.harness.get_by_label(&line("từ 1.614 thành 1.700"));
    case.harness.get_by_label(&line("từ 1.700 thành 1.800"));
    // The newest is what stands; every other one can be gone back to.
    let num_back = case.harness.query_all_by_label("Hoàn tác đến đây").count();
    assert_eq!(num_back, 3);
    case.harness.query_all_by_label("Hoàn tác đến đây").nth(1).unwrap().click();
    case.harness.run();
    let restored = asked(&mut case.harness).into_iter().find_map(|request| match request {
        Request::Restore { report, after } => Some((report, after)),
        _ => None,
    });
    let (report, after) = restored.unwrap();
    assert!(case.session.restore(report, after).unwrap().is_some());
    case.load();
    let report = on_screen(&case.harness).report();
    assert_eq!(report.value(&key("identity.cards")), &Value::count(1_700));
    assert_eq!(report.value(&key("identity.accounts")), &Value::count(547));
    case.harness.get_by_label(&line("từ 1.800 thành 1.700"));
}

#[test]
fn the_list_is_filtered_without_marks_and_leads_to_the_field() {
    let mut case = Case::new();
    case.harness.get_by_label("Lọc lịch sử").focus();
    case.harness.run();
    case.harness.event(egui::Event::Text("dinh danh dien tu".to_owned()));
    case.harness.run();
    assert!(case.harness.query_by_label_contains("từ 1.614 thành 1.700").is_none());
    case.harness.get_by_label_contains("từ 547 thành 600");
    case.harness.query_all_by_label("Đi tới").next().unwrap().click();
    case.harness.run_steps(4);
    let section = on_screen(&case.harness).section().unwrap().key.to_string();
    assert_eq!(section, "results.identity");
}

#[test]
fn the_menu_tells_what_undo_takes_back() {
    let mut case = Case::new();
    case.answer();
    case.harness.get_by_label("Sửa").click();
    case.harness.run();
    let undo = "Hoàn tác: nhập “Hồ sơ cấp thẻ căn cước đã thu nhận”";
    // In the menu, and in the tooltip of the button of the bar.
    for words in [format!("{undo} Ctrl+Z"), format!("{undo} (Ctrl+Z)")] {
        assert!(case.harness.query_by_label(&words).is_some(), "{words}");
    }
}
