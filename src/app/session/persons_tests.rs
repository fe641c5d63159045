//! Files in which persons are named are refused as a whole, by name of the place; counts are not.

use std::sync::Arc;

use super::session_tests::sample_with_may;
use crate::app::message::Existing;
use crate::app::session::Session;
use crate::exchange::report_v1;
use crate::report::change::Edit;
use crate::report::content::Report;
use crate::report::key::TextKey;
use crate::report::template::{ItemBody, Template};
use crate::report::value::Value;
use crate::store::ReportId;

/// What is said of a report as a file; nothing of it is taken in then.
fn refusal(session: &mut Session, report: &Report) -> String {
    let json = session.path().with_file_name("b.json");
    std::fs::write(&json, report_v1::write_report(report)).unwrap();
    let before = session.last_operation().unwrap();
    let problem = session.import(&json, Existing::Replace).unwrap_err();
    assert_eq!(session.last_operation().unwrap(), before);
    assert!(problem.kept.contains("không giữ người"), "{problem:?}");
    problem.title
}

fn may_of(session: &mut Session, may: ReportId) -> (Report, Arc<Template>) {
    let loaded = session.load(may).unwrap();
    (loaded.report, loaded.template)
}

#[test]
fn a_report_file_that_names_persons_is_refused() {
    let (_folder, mut session, may) = sample_with_may();
    let (report, form) = may_of(&mut session, may);
    let mut named = report.clone();
    let text = "Ông A (079203012345) và bà B (058195004321) đã được cấp thẻ.".to_owned();
    named.edit(Edit::text(TextKey::parse("police.narrative").unwrap(), Some(text)));
    assert_eq!(refusal(&mut session, &named), "Một lời văn có 2 ô giống số định danh (CCCD)");
    // A column of a table of numbers: those of citizens, as a spreadsheet takes them for numbers.
    let mut named = report.clone();
    let (_, item) = form.items().find(|(_, item)| matches!(item.body, ItemBody::Table(_))).unwrap();
    let ItemBody::Table(table) = &item.body else { panic!("{item:?}") };
    let column = &table.columns.iter().find(|of| of.key.as_str() == "direct").unwrap();
    for (row, number) in table.rows.iter().zip(79_203_012_341..) {
        let figure = row.cells[&column.key].clone();
        named.edit(Edit::figure(figure, Some(Value::count(number))));
    }
    let said = refusal(&mut session, &named);
    assert!(
        said.starts_with(&format!("Cột “{}” của bảng “{}” có ", column.label, item.label)),
        "{said}"
    );
}

#[test]
fn no_report_of_the_sample_is_taken_for_a_list_of_persons() {
    let (_folder, mut session, _) = sample_with_may();
    let rows = session.summary().unwrap().reports;
    for row in rows {
        let (report, form) = may_of(&mut session, row.id);
        assert_eq!(crate::calc::personal::in_report(&report, &report.form(&form)), None);
    }
}
