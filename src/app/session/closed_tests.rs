//! Closed is closed: whichever way leads into a report that is final, nothing is changed until the report is
//! opened again.

use std::path::Path;

use super::session_tests::sample_with_may;
use crate::app::message::Existing;
use crate::app::platform::clock;
use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::report::change::Edit;
use crate::report::content::{Header, Report, ReportStatus};
use crate::report::deed::Deed;
use crate::report::key::{AgencyKey, FigureKey};
use crate::report::value::Value;
use crate::store::{OperationId, ReportId};

/// What the ways go by: files that were written, and an operation that was done, before the report changed.
struct Case<'a> {
    json: &'a Path,
    form: &'a Path,
    first: OperationId,
}

type Way = fn(&mut Session, ReportId, &Case<'_>) -> Result<(), Problem>;

/// Every way of writing to a report that is there; what the log makes good again (mending) is no change of it,
/// and the name of an office, its look and its checks are the office's own.
const WAYS: [(&str, Way); 6] = [
    ("typing, pasting, carrying and all that is saved as edits", |session, may, _| {
        // None of them gets through, so the last answer stands for all.
        let saved = Deed::ALL.map(|deed| session.save(may, &[number(7)], deed));
        let all = saved.iter().all(Result::is_err);
        assert!(all || saved.iter().all(Result::is_ok), "{saved:?}");
        saved.into_iter().next_back().unwrap().map(drop)
    }),
    ("a remark", |session, may, _| {
        let header = session.load(may)?.report.header;
        let header = Header { remark: "khác".to_owned(), ..header };
        session.save(may, &[Edit::header(header)], Deed::HeaderChanged).map(drop)
    }),
    ("opened and closed again in one go", |session, may, _| {
        let header = session.load(may)?.report.header;
        if !header.status.is_closed() {
            return session.save(may, &[number(8)], Deed::Typed).map(drop);
        }
        let open = Header { status: ReportStatus::Draft, ..header.clone() };
        let edits = [Edit::header(open), number(8), Edit::header(header)];
        session.save(may, &edits, Deed::Pasted).map(drop)
    }),
    ("importing over it", |session, _, case| {
        session.import(case.json, Existing::Replace).map(drop)
    }),
    ("taking a form over", |session, may, case| {
        let (_, plan) = session.read_form(may, case.form)?;
        assert!(!plan.edits().is_empty());
        session.take_form(may, &plan, std::path::Path::new("phieu.xlsx"))
    }),
    ("going back to an earlier state", |session, may, case| {
        session.restore(may, case.first).map(drop)
    }),
];

const FIGURE: &str = "services.residence_permanent.online";

fn number(number: i64) -> Edit {
    Edit::figure(FigureKey::parse(FIGURE).unwrap(), Some(Value::count(number)))
}

fn set_status(session: &mut Session, may: ReportId, status: ReportStatus) {
    let header = session.load(may).unwrap().report.header;
    let header = Header { status, ..header };
    session.save(may, &[Edit::header(header)], Deed::Typed).unwrap();
}

#[test]
fn no_way_leads_into_a_report_that_is_final() {
    for (name, way) in WAYS {
        let (folder, mut session, may) = sample_with_may();
        let (json, form) = (folder.path().join("may.json"), folder.path().join("phieu.xlsx"));
        session.export(may, crate::app::files::export_format::ExportFormat::Json, &json).unwrap();
        session.export_form(may, &AgencyKey::parse("police").unwrap(), &form).unwrap();
        let first = session.history_steps(may).unwrap().last().unwrap().operation;
        session.save(may, &[number(1)], Deed::Typed).unwrap();
        let case = Case { json: &json, form: &form, first };
        set_status(&mut session, may, ReportStatus::Final { at: clock::now() });
        let before = session.load(may).unwrap().report;
        let refused = way(&mut session, may, &case).unwrap_err();
        assert!(refused.title.contains("đã chốt"), "{name}: {refused:?}");
        assert_eq!(session.load(may).unwrap().report, before, "{name}");
        assert_eq!(session.report(may).unwrap(), before, "{name}: nor in the file");
        set_status(&mut session, may, ReportStatus::Reopened { at: clock::now() });
        way(&mut session, may, &case).unwrap();
        let after = session.load(may).unwrap().report;
        let said = |report: &Report| (report.values.clone(), report.header.remark.clone());
        assert_ne!(said(&after), said(&before), "{name}");
    }
}
