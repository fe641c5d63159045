//! Reports that come into the file as a whole, imported or started, with the real worker behind the window's
//! state: the answers tell what changed, the file is not listed anew, and the screen and the list say what the
//! file says.

use std::path::PathBuf;

use baocao06::app::command::Command;
use baocao06::app::message::{Event, FileSummary, Purpose};
use baocao06::app::session::Session;
use baocao06::app::state::{Notice, Screen};
use baocao06::exchange::report_v1;
use baocao06::report::content::Report;
use baocao06::report::key::OfficeCode;
use baocao06::report::office::Office;
use baocao06::report::period::PeriodKey;
use baocao06::report::value::Value;

use super::support::{key, may, template};
use super::worker_support::*;

/// A report in a file of its own.
fn written(front: &Front, report: &Report) -> PathBuf {
    let path = front.file.beside("nhap.json");
    std::fs::write(&path, report_v1::write_report(report)).unwrap();
    path
}

/// May with another number in `DIRECT`.
fn may_with(number: i64) -> Report {
    let mut report = may();
    report.values.insert(key(DIRECT), Value::count(number));
    report
}

/// The names of what was told that brings another state to the screen or the list.
fn settle(front: &mut Front) -> Vec<&'static str> {
    let mut told = Vec::new();
    front.settle_and(|_, event| match event {
        Event::Listed(_) => told.push("listed"),
        Event::Opened { .. } => told.push("opened"),
        Event::Made(_) => told.push("made"),
        Event::Loaded { .. } => told.push("loaded"),
        Event::Changed(_) => told.push("changed"),
        Event::ImportExists { .. } => told.push("exists"),
        Event::Failed(problem) => panic!("{problem:?}"),
        _ => {}
    });
    assert!(!front.state.is_replacing() && front.state.busy.is_none());
    told
}

/// Imports a file; over a report that is there after the question was answered.
fn import(front: &mut Front, report: &Report) -> Vec<&'static str> {
    let path = written(front, report);
    let effects = front.state.take(Event::Chosen { purpose: Purpose::Import, path: Some(path) });
    front.carry(effects);
    let mut told = settle(front);
    if told == ["exists"] {
        let effects = front.state.confirm();
        front.carry(effects);
        told = settle(front);
    }
    told
}

fn said(front: &Front) -> &str {
    match &front.state.notice {
        Some(Notice::Said(words)) => words,
        other => panic!("{other:?}"),
    }
}

/// The list on screen is the one of the file, read when nobody has it open any more.
fn assert_list_is_true(front: Front) {
    let shown = front.state.file.clone().unwrap();
    let (file, _) = front.leave();
    let mut session = Session::open(&file.path).unwrap();
    let FileSummary { offices, forms, reports, .. } = session.summary().unwrap();
    session.close().unwrap();
    assert_eq!(shown.reports, reports);
    assert_eq!((shown.offices, shown.forms), (offices, forms));
}

#[test]
fn an_import_over_the_report_on_screen_tells_what_changed_in_it() {
    let mut front = Front::new();
    assert_eq!(import(&mut front, &may_with(77)), ["changed"]);
    assert_eq!(said(&front), "Đã nhập tệp số liệu");
    assert_eq!(front.shown(DIRECT), Value::count(77));
    assert!(!front.on_screen().is_unsaved());
    // One step of undo, whose name came along.
    assert!(front.state.steps.undo.as_ref().is_some_and(|name| name.contains("nhập tệp số liệu")));
    let effects = front.state.run(Command::Undo);
    front.carry(effects);
    assert_eq!(settle(&mut front), ["changed"]);
    assert_eq!(front.on_screen().report(), &may());
    let effects = front.state.run(Command::Redo);
    front.carry(effects);
    settle(&mut front);
    let on_screen = front.on_screen().report().clone();
    assert_eq!(front.leave().1, on_screen);
}

#[test]
fn an_import_over_the_open_report_shows_it_from_the_list_too() {
    let mut front = Front::new();
    let effects = front.state.run(Command::ShowReports);
    front.carry(effects);
    assert_eq!(settle(&mut front), ["listed"]);
    assert_eq!(import(&mut front, &may_with(78)), ["changed"]);
    assert_eq!(front.state.screen, Screen::Report);
    assert_eq!(front.shown(DIRECT), Value::count(78));
    assert_list_is_true(front);
}

#[test]
fn an_import_over_another_report_opens_it() {
    let mut front = Front::new();
    let effects = front.state.run(Command::PreviousReport);
    front.carry(effects);
    assert_eq!(settle(&mut front), ["loaded"]);
    assert_eq!(import(&mut front, &may_with(80)), ["changed", "loaded"]);
    assert_eq!(said(&front), "Đã nhập tệp số liệu");
    assert_eq!(front.on_screen().id(), front.file.may);
    assert_eq!(front.shown(DIRECT), Value::count(80));
    assert!(front.state.steps.undo.is_some());
    assert_list_is_true(front);
}

#[test]
fn an_imported_report_of_a_new_office_comes_into_the_list_with_its_office() {
    let mut front = Front::new();
    let code = OfficeCode::parse("a-truoc").unwrap();
    let office = Office { code, name: "UBND xã Mới".to_owned() };
    assert_eq!(import(&mut front, &Report { office, ..may_with(79) }), ["made", "loaded"]);
    assert_eq!(front.on_screen().report().office.name, "UBND xã Mới");
    assert_eq!(front.shown(DIRECT), Value::count(79));
    assert_eq!(front.state.file.as_ref().unwrap().offices.len(), 2);
    assert_list_is_true(front);
}

#[test]
fn a_new_report_of_a_known_office_comes_into_the_list_at_its_place() {
    let mut front = Front::new();
    let mut early = may();
    let period = PeriodKey::parse("2021-01").unwrap();
    early.header.period = template().parts().schedule.usual(period);
    assert_eq!(import(&mut front, &early), ["made", "loaded"]);
    assert_eq!(front.on_screen().report().header.period.key, period);
    assert_eq!(front.state.file.as_ref().unwrap().reports[0].period.key, period);
    assert_list_is_true(front);
}

#[test]
fn a_started_report_comes_into_the_list_and_one_that_is_there_is_opened() {
    let mut front = Front::new();
    let next = front.state.next_report().unwrap();
    let effects = front.state.run(Command::StartNextReport);
    front.carry(effects);
    assert_eq!(settle(&mut front), ["made", "loaded"]);
    assert_eq!(front.on_screen().report().header.period.key, next.period);
    assert!(said(&front).starts_with("Đã lập báo cáo tháng mới"));
    let before = front.state.file.clone();
    let effects = front.state.start_report(next);
    front.carry(effects);
    assert_eq!(settle(&mut front), ["loaded"]);
    assert!(said(&front).ends_with("đã có trong tệp từ trước"));
    assert_eq!(front.state.file, before);
    assert_list_is_true(front);
}
