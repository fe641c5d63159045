//! What tests of a session stand on: the data file of the sample.

use std::collections::BTreeSet;

use tempfile::TempDir;

use crate::app::backup::comparison;
use crate::app::files::exports::FormInName;
use crate::app::message::{Existing, ListedReport, ReportNews};
use crate::app::safekeeping::{Occasion, Standing};
use crate::app::session::Session;
use crate::calc::{carry, next_report, progress};
use crate::exchange::report_v1;
use crate::exchange::template_v1::builtin_template;
use crate::report::change::Edit;
use crate::report::deed::Deed;
use crate::report::key::{FigureKey, TemplateKey};
use crate::report::period::{PeriodKey, PeriodKind};
use crate::report::row::RowEntry;
use crate::report::template::{Switch, TemplateRef};
use crate::report::value::Value;
use crate::store::{NewTemplate, ReportId};

/// The sample in a file of its own, with its last report, May 2023. The folder goes with its handle.
pub(crate) fn sample_with_may() -> (TempDir, Session, ReportId) {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::create_sample(&folder.path().join("a.bc06")).unwrap();
    let may = session.summary().unwrap().reports.last().unwrap().id;
    (folder, session, may)
}

/// The sample with reports after it, so that there are `count` of them.
fn sample_of(count: usize) -> (TempDir, Session, ReportId) {
    let (folder, mut session, may) = sample_with_may();
    let template = builtin_template().unwrap();
    let mut last = session.load(may).unwrap().report;
    for _ in session.summary().unwrap().reports.len()..count {
        let key = last.header.period.key.next();
        last = next_report::start(&last, &template, key);
        session.insert(&last, Deed::ReportCreated, "").unwrap();
    }
    assert_eq!(session.summary().unwrap().reports.len(), count);
    (folder, session, may)
}

/// The list as it would be made of every report read in full.
fn read_in_full(session: &mut Session) -> Vec<ListedReport> {
    let template = builtin_template().unwrap();
    let rows = session.summary().unwrap().reports.into_iter();
    let rows = rows.map(|row| {
        let report = session.report(row.id).unwrap();
        let progress = progress::report(&report, &template).figures;
        ListedReport { progress, ..row }
    });
    rows.collect()
}

#[test]
fn a_form_that_cannot_be_read_keeps_nothing_else_from_being_used() {
    let (_folder, mut session, may) = sample_with_may();
    let template = TemplateRef { key: TemplateKey::parse("later").unwrap(), version: 1 };
    let new = NewTemplate {
        template: &template,
        name: "Mẫu của bản sau",
        kind: PeriodKind::Quarter,
        json: r#"{"format": "baocao06/template", "format_version": 99}"#,
    };
    let info = session.info(Deed::TemplateAdded, "", None);
    session.store.add_template(new, &info).unwrap();
    let file = session.summary().unwrap();
    assert_eq!(file.forms.len(), 2, "it is listed by its name");
    assert_eq!(file.reports.len(), 13);
    let office = session.load(may).unwrap().report.office;
    let period = PeriodKey::parse("2023-Q3").unwrap();
    let refused = session.start_report(office.clone(), &template.key, period).unwrap_err();
    assert!(refused.line().contains("mới hơn chương trình này"), "{}", refused.line());
    let builtin = builtin_template().unwrap().id().key.clone();
    session.start_report(office, &builtin, PeriodKey::parse("2023-06").unwrap()).unwrap();
}

#[test]
fn the_forms_of_all_agencies_are_written_of_one_reading() {
    let (_folder, mut session, may) = sample_of(13);
    let forms = tempfile::tempdir().unwrap();
    let agency = session.agencies(may).unwrap()[0].agency.key.clone();
    let num_loads = |session: &Session| session.store.num_loads.get();
    let before = num_loads(&session);
    session.export_form(may, &agency, &forms.path().join("a.xlsx")).unwrap();
    let of_one = num_loads(&session) - before;
    assert!(of_one > 0, "the periods before are read");
    let before = num_loads(&session);
    let written = session.export_forms(may, forms.path(), FormInName::Unsaid).unwrap();
    assert!(written.len() > 1);
    assert_eq!(num_loads(&session) - before, of_one);
}

#[test]
fn a_save_an_undo_and_the_list_read_no_report_in_full() {
    let (_folder, mut session, may) = sample_of(120);
    session.load(may).unwrap();
    let before = session.store.num_loads.get();
    let key = FigureKey::parse("identity.cards").unwrap();
    let blank = Edit::figure(key.clone(), None);
    let saved = session.save(may, &[blank], Deed::Typed).unwrap().unwrap();
    let typed = Edit::figure(key, Some(Value::count(7)));
    session.save(may, &[typed], Deed::Pasted).unwrap().unwrap();
    let undone = session.undo(may).unwrap().unwrap();
    let again = session.redo(may).unwrap().unwrap();
    session.undo(may).unwrap().unwrap();
    session.summary().unwrap();
    session.history_steps(may).unwrap();
    session.step_names(may).unwrap();
    assert_eq!(session.store.num_loads.get(), before);

    let steps = |news: &ReportNews| (news.steps.undo.clone(), news.steps.redo.clone());
    let name = |what: &str| Some(format!("{what} “Hồ sơ cấp thẻ căn cước đã thu nhận”"));
    assert_eq!(steps(&saved), (name("nhập"), None));
    assert_eq!(steps(&undone), (name("nhập"), name("dán bảng")));
    assert_eq!(steps(&again), (name("dán bảng"), None));
    // What is kept with each report is what reading it would give.
    assert_eq!(session.summary().unwrap().reports, read_in_full(&mut session));
    let kept = session.summary().unwrap().reports.into_iter().find(|row| row.id == may).unwrap();
    assert_eq!(
        (kept.progress, kept.progress.done + 1),
        (undone.row.progress, again.row.progress.done)
    );
}

#[test]
fn how_much_is_entered_follows_every_edit_of_a_figure() {
    let (_folder, mut session, may) = sample_with_may();
    let key = FigureKey::parse("identity.cards").unwrap();
    let template = builtin_template().unwrap();
    let values = [None, Some(Value::count(7)), Some(Value::count(8)), Some(Value::NotArisen), None];
    let mut seen = BTreeSet::new();
    for value in values {
        session.save(may, &[Edit::figure(key.clone(), value)], Deed::Typed).unwrap().unwrap();
        assert_eq!(session.summary().unwrap().reports, read_in_full(&mut session));
        seen.insert(session.at_hand(may).unwrap().value(&key).is_entered());
    }
    // A number of the month before counts once it is accepted, or another one is typed over it.
    let april = session.summary().unwrap().reports.iter().rev().nth(1).unwrap().id;
    let april = session.report(april).unwrap();
    let report = session.at_hand(may).unwrap().clone();
    let edits = carry::carry(&report, &template, &april, [&key]);
    assert!(!edits.is_empty());
    session.save(may, &edits, Deed::FiguresCarried).unwrap().unwrap();
    assert_eq!(session.summary().unwrap().reports, read_in_full(&mut session));
    let over = Edit::figure(key.clone(), Some(Value::count(123_456)));
    session.save(may, &[over], Deed::Typed).unwrap().unwrap();
    assert_eq!(session.summary().unwrap().reports, read_in_full(&mut session));
    assert_eq!(seen.len(), 2);
}

#[test]
fn what_could_not_be_written_does_not_stay_in_the_report_at_hand() {
    let (_folder, mut session, may) = sample_with_may();
    let before = session.load(may).unwrap().report;
    let mut header = before.header.clone();
    header.period.key = header.period.key.previous();
    let taken = [Edit::header(header)];
    assert!(session.save(may, &taken, Deed::Typed).is_err(), "April is there already");
    assert_eq!(session.load(may).unwrap().report, before);
}

#[test]
fn a_file_prints_negative_numbers_of_differences_alone() {
    let (folder, mut session, may) = sample_with_may();
    let path = folder.path().join("may.json");
    let mut import = |figure: &str| {
        let mut report = session.load(may).unwrap().report;
        report.printed.insert(FigureKey::parse(figure).unwrap(), Value::count(-5));
        std::fs::write(&path, report_v1::write_report(&report)).unwrap();
        session.import(&path, Existing::Replace)
    };
    let refused = import("services.absence.rate").unwrap_err();
    let label = "“Khai báo tạm vắng – tỷ lệ trực tuyến”";
    assert!(refused.title.contains(label), "{}", refused.title);
    assert!(refused.title.contains("(printed › services.absence.rate) ghi -5"), "{refused:?}");
    assert!(import("vaccination.correcting").is_ok());
}

#[test]
fn the_log_of_a_figure_tells_what_was_there_before_and_after() {
    let (_folder, mut session, report) = sample_with_may();
    let key = FigureKey::parse("services.residence_permanent.online").unwrap();
    // Typing on in one field is one change.
    for count in [9, 91, 915] {
        let edit = Edit::figure(key.clone(), Some(Value::count(count)));
        session.save(report, &[edit], Deed::Typed).unwrap();
    }
    session.undo(report).unwrap();
    let told = |session: &mut Session, key: &FigureKey| {
        let steps = session.figure_log(report, key).unwrap().into_iter();
        let told = steps.map(|step| {
            let [change] = step.changes.as_slice() else { panic!("{step:?}") };
            (step.what, change.before.clone(), change.after.clone())
        });
        told.collect::<Vec<_>>()
    };
    let row = |what: &str, before: &str, after: &str| {
        (what.to_owned(), before.to_owned(), after.to_owned())
    };
    let expected = [
        row("Hoàn tác", "915", "880"),
        row("Nhập", "880", "915"),
        row("Dữ liệu mẫu", "trống", "880"),
    ];
    assert_eq!(told(&mut session, &key), expected);
    let other = FigureKey::parse("services.residence_temporary.online").unwrap();
    assert_eq!(told(&mut session, &other).len(), 1);
}

#[test]
fn who_did_something_is_told_with_the_computer() {
    let (who, computer) = ("an".to_owned(), "MAY-1".to_owned());
    let run = crate::store::Run { name: String::new(), who, computer };
    assert_eq!(crate::app::words::who(&run), "an@MAY-1");
}

#[test]
fn rows_imports_and_new_reports_are_steps_by_their_names() {
    let (folder, mut session, may) = sample_with_may();
    let undo_name = |session: &mut Session, id| session.step_names(id).unwrap().undo.unwrap();
    let report = session.load(may).unwrap().report;
    let template = session.load(may).unwrap().template;
    let row = template.tables().flat_map(|table| &table.rows).next().unwrap();
    let entry = RowEntry { switch: Some(Switch::Off), ..RowEntry::default() };
    session.save(may, &[Edit::row(row.key.clone(), entry)], Deed::RowSwitched).unwrap();
    assert!(undo_name(&mut session, may).starts_with("chọn dòng báo cáo “"));
    session.undo(may).unwrap().unwrap();
    assert_eq!(session.load(may).unwrap().report, report);
    let mut other = report.clone();
    other.values.insert(FigureKey::parse("identity.cards").unwrap(), Value::count(1));
    let path = folder.path().join("may.json");
    std::fs::write(&path, report_v1::write_report(&other)).unwrap();
    session.import(&path, Existing::Replace).unwrap();
    assert!(undo_name(&mut session, may).starts_with("nhập tệp số liệu"));
    session.undo(may).unwrap().unwrap();
    assert_eq!(session.load(may).unwrap().report, report);

    // A report that an import made goes, as one that was started does.
    let mut july = next_report::start(&report, &template, PeriodKey::parse("2023-07").unwrap());
    july.values.insert(FigureKey::parse("identity.cards").unwrap(), Value::count(7));
    std::fs::write(&path, report_v1::write_report(&july)).unwrap();
    session.import(&path, Existing::Ask).unwrap();
    let made = session.find(PeriodKey::parse("2023-07").unwrap()).unwrap();
    assert_eq!(undo_name(&mut session, made), "nhập tệp số liệu tháng 7/2023");
    assert_eq!(session.undo(made).unwrap(), None, "it is no step of fields");
    let (row, name) = session.undo_making(made).unwrap().unwrap();
    assert_eq!((row.id, name.as_str()), (made, "nhập tệp số liệu tháng 7/2023"));
    assert!(session.find(PeriodKey::parse("2023-07").unwrap()).is_err());
    assert_eq!(session.redo_making().unwrap().unwrap().0.row.id, made);
    assert_eq!(session.load(made).unwrap().report.values, july.values);
    assert!(session.verify().unwrap().is_whole());
}

#[test]
fn a_report_that_another_program_changed_is_not_called_the_same_as_in_a_backup() {
    let (_folder, session, may) = sample_with_may();
    let data = session.path().to_owned();
    let backup = session.back_up(Occasion::Manual, None).unwrap().backup.path;
    session.close().unwrap();
    let other =
        "UPDATE figure_value SET count = count + 1 WHERE report_id = 3 AND count IS NOT NULL";
    crate::store::change_by_hand(&data, other);
    let session = Session::open(&data).unwrap();
    let reports = session.reports_as_they_stand().unwrap();
    let compared = comparison::contents(&backup, &reports, None).unwrap().reports;
    let others = compared.iter().filter(|report| report.standing != Standing::Same);
    let others: Vec<_> =
        others.map(|one| (one.report.period.key.to_string(), one.standing)).collect();
    assert_eq!(others, [("2022-07".to_owned(), Standing::Differs)]);
    assert!(session.told(session.store.load_report(may)).is_ok());
}
