//! Rows that an office adds to an open table, in the data file with undo and history, beside the periods
//! before, and in lists of who provides what.

use std::io::Cursor;
use std::sync::Arc;

use baocao06::app::files::export_format::ExportFormat;
use baocao06::app::files::exports::{self, Finish};
use baocao06::app::look::office_look::OfficeLook;
use baocao06::app::message::Existing;
use baocao06::app::open_report::{Deed, OpenReport, Typing};
use baocao06::app::session::Session;
use baocao06::calc::check::{self, Matter, Settings};
use baocao06::calc::collect;
use baocao06::calc::history::History;
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::exchange::{report_v1, template_v1};
use baocao06::export::xlsx::year_name;
use baocao06::report::change::Edit;
use baocao06::report::key::{AgencyKey, FigureKey, RowKey};
use baocao06::report::look::Look;
use baocao06::report::period::PeriodKind;
use baocao06::report::template::Template;
use baocao06::report::value::Value;
use baocao06::store::ReportId;
use calamine::{Data, Reader as _, Xlsx};
use rust_decimal::Decimal;

use super::test_own_rows::*;

/// The form with a check of the total over the months; the sheet of the year adds it up.
fn over_time() -> Arc<Template> {
    let checks = r#""checks": [{"key": "jump", "severity": "warning", "rule": {"change": {"figures": ["t.total.done"], "percent": 50, "from": 1}}}, "#;
    let json = TEMPLATE.replace(r#""checks": ["#, checks);
    Arc::new(template_v1::read_template(&json).unwrap())
}

#[test]
fn totals_of_periods_before_are_those_of_their_own_rows() {
    let (july, market, _) = grown();
    let mut before = july.report().clone();
    before.header.period.key = before.header.period.key.previous();
    let mut now = july;
    remove_row(&mut now, &market);
    let third = add_row(&mut now);
    type_count(&mut now, &third, "done", "30");
    type_count(&mut now, &third, "all", "30");

    let template = over_time();
    let report = now.report();
    let form = report.form(&template);
    let results = Results::of(report, &form);
    let history = History::of_reports([before], &template);
    let context = Context::of(report, &form, &results);
    let found = check::findings(context, &history, &Settings::default());
    let jumps = found.iter().filter_map(|finding| match &finding.matter {
        Matter::Changed { before, now, .. } => Some((before.number, now.number)),
        _ => None,
    });
    let jumps: Vec<_> = jumps.collect();
    assert_eq!(jumps, [(Decimal::from(11), Decimal::from(38))]);

    let (look, checks) = (OfficeLook::builtin(Look::default()).unwrap(), Default::default());
    let finish = Finish { history: &history, look: &look, checks: &checks, trace: None };
    let bytes = exports::export_bytes(report, &form, &finish, ExportFormat::Xlsx).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let year = book.worksheet_range(&year_name(PeriodKind::Month)).unwrap();
    let at = |label: &str| year.rows().position(|row| row[0] == *label).unwrap();
    let total = at("Toàn xã – đã xong");
    let july = year.rows().next().unwrap().len() - 2;
    assert_eq!(year.rows().nth(total).unwrap()[july], Data::Float(11.0));
    let formulas = book.worksheet_formula(&year_name(PeriodKind::Month)).unwrap();
    let formula = |row: usize| {
        let place = (u32::try_from(row).unwrap(), u32::try_from(july).unwrap());
        formulas.get_value(place).cloned().unwrap_or_default()
    };
    assert_eq!(formula(total), "", "a total of other rows is a plain number");
    assert_ne!(
        formula(at("Khách sạn – tỷ lệ")),
        "",
        "what is made of the same figures is a formula"
    );
}

#[test]
fn the_list_names_who_carries_out_a_row_in_the_words_of_the_office() {
    let (mut open, ..) = grown();
    let hotel = RowKey::parse("t.hotel").unwrap();
    let asked = |open: &OpenReport| {
        let agency = AgencyKey::parse("police").unwrap();
        let asked = collect::asked(open.report(), open.template(), &agency);
        asked.iter().map(|asked| asked.figure.key.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(asked(&open), ["t.hotel.done", "t.hotel.all"]);
    open.set_row_provider(&hotel, "Phòng Văn hóa", Typing::Finished);
    open.set_row_provider(&RowKey::parse("t.school").unwrap(), "Công an", Typing::Finished);
    assert_eq!(asked(&open), ["t.school.done", "t.school.all"], "others are asked for nothing");
    let history = History::default();
    let (look, checks) = (OfficeLook::builtin(Look::default()).unwrap(), Default::default());
    let finish = Finish { history: &history, look: &look, checks: &checks, trace: None };
    let (report, form) = (open.report(), open.template());
    let csv = exports::export_bytes(report, form, &finish, ExportFormat::Csv).unwrap();
    let csv = String::from_utf8_lossy(&csv);
    let line = |key: &str| csv.lines().find(|line| line.ends_with(key)).unwrap();
    assert!(line(";t.hotel.done").contains(";Phòng Văn hóa;"), "{}", line(";t.hotel.done"));
    assert!(csv.contains(";Y tế xã;"));
    let bytes = exports::export_bytes(report, form, &finish, ExportFormat::Xlsx).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let lists: Vec<_> = book.worksheets().into_iter().map(|(_, range)| range).collect();
    let is_named = |row: &[Data]| {
        row.iter().any(|cell| *cell == *"t.hotel.done")
            && row.iter().any(|cell| *cell == *"Phòng Văn hóa")
    };
    assert!(lists.iter().any(|range| range.rows().any(is_named)));
}

/// A data file with the report.
fn file() -> (tempfile::TempDir, Session, ReportId) {
    let folder = tempfile::tempdir().unwrap();
    let (form, first) = (folder.path().join("mau.json"), folder.path().join("thang.json"));
    std::fs::write(&form, TEMPLATE).unwrap();
    std::fs::write(&first, report_v1::write_report(&report())).unwrap();
    let mut session = Session::create(&folder.path().join("a.bc06")).unwrap();
    session.add_template_file(&form).unwrap();
    session.import(&first, Existing::Ask).unwrap();
    let id = session.find(report().header.period.key).unwrap();
    (folder, session, id)
}

#[test]
fn undo_takes_back_a_removed_row_alone_and_the_history_calls_it_by_its_name() {
    let (_folder, mut session, id) = file();
    let mut open = OpenReport::open(session.load(id).unwrap());
    let save = |open: &mut OpenReport, session: &mut Session, deed: Deed| {
        let batch = open.take_batch().unwrap();
        let deed = if batch.deed == Deed::Typed { deed } else { batch.deed };
        session.save(id, &batch.edits, deed).unwrap();
    };
    let market = add_row(&mut open);
    save(&mut open, &mut session, Deed::RowAdded);
    for label in ["Chợ", "Chợ Đông Hải"] {
        open.name_row(&market, label, Typing::Ongoing);
        save(&mut open, &mut session, Deed::Typed);
    }
    type_count(&mut open, &market, "done", "3");
    save(&mut open, &mut session, Deed::Typed);
    remove_row(&mut open, &market);
    save(&mut open, &mut session, Deed::RowRemoved);

    let steps = session.history_steps(id).unwrap();
    let what: Vec<&str> = steps.iter().map(|step| step.what.as_str()).take(4).collect();
    assert_eq!(what, ["Bỏ dòng", "Nhập", "Đổi tên dòng", "Thêm dòng"]);
    let labels: Vec<&str> = steps[0].changes.iter().map(|change| change.label.as_str()).collect();
    assert_eq!(labels, ["Chợ Đông Hải – đã xong", "Dòng Chợ Đông Hải"]);
    assert_eq!(steps[1].changes[0].label, "Chợ Đông Hải – đã xong");
    let undo = |session: &mut Session| session.step_names(id).unwrap().undo.unwrap();
    assert_eq!(undo(&mut session), "bỏ dòng “Chợ Đông Hải”");
    session.undo(id).unwrap();
    let figure = FigureKey::parse(&format!("{market}.done")).unwrap();
    let opened = OpenReport::open(session.load(id).unwrap());
    assert_eq!(*opened.report().value(&figure), Value::count(3));
    assert!(opened.template().row(&market).is_some());
    let names = session.step_names(id).unwrap();
    assert_eq!(names.redo.unwrap(), "bỏ dòng “Chợ Đông Hải”");
    assert_eq!(names.undo.unwrap(), "nhập “Chợ Đông Hải – đã xong”");
    session.undo(id).unwrap();
    assert_eq!(undo(&mut session), "đổi tên dòng “Chợ Đông Hải”");
    session.undo(id).unwrap();
    assert_eq!(undo(&mut session), "thêm dòng “chưa có tên”");
}

#[test]
fn the_data_file_keeps_rows_and_takes_them_back() {
    let (_folder, mut session, id) = file();
    let mut open = OpenReport::open(session.load(id).unwrap());
    let market = add_row(&mut open);
    open.name_row(&market, "Chợ Đông Hải", Typing::Finished);
    let batch = open.take_batch().unwrap();
    session.save(id, &batch.edits, batch.deed).unwrap();
    let figure = FigureKey::parse(&format!("{market}.done")).unwrap();
    let edits = [Edit::figure(figure, Some(Value::count(3)))];
    session.save(id, &edits, Deed::Typed).unwrap();
    let opened = OpenReport::open(session.load(id).unwrap());
    assert_eq!(labels(&opened).last().unwrap(), "Chợ Đông Hải");
    let form = declared().id().key.clone();
    let next = session.start_report(report().office, &form, report().header.period.key.next());
    let next = next.unwrap().id();
    assert_eq!(
        labels(&OpenReport::open(session.load(next).unwrap())).last().unwrap(),
        "Chợ Đông Hải"
    );
    session.undo(id).unwrap();
    session.undo(id).unwrap();
    let opened = OpenReport::open(session.load(id).unwrap());
    assert_eq!(labels(&opened), ["Khách sạn", "Trường học"]);
    session.redo(id).unwrap();
    let opened = OpenReport::open(session.load(id).unwrap());
    assert_eq!(labels(&opened).last().unwrap(), "Chợ Đông Hải");
}
