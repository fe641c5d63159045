//! What must hold of any file that is said to be a template.

use std::path::Path;

use baocao06::app::problem::Problem;
use baocao06::calc::check::{self, Settings, TextFindings};
use baocao06::calc::history::History;
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::document::{self, Extras};
use baocao06::exchange::{report_v1, template_v1};
use baocao06::export::docx::{self, Skeleton};
use baocao06::export::{self, xlsx};
use baocao06::report::content::{Header, Report, ReportStatus};
use baocao06::report::field::{Field, FieldValue};
use baocao06::report::figure::FigureKind;
use baocao06::report::key::OfficeCode;
use baocao06::report::look::Look;
use baocao06::report::office::Office;
use baocao06::report::period::PeriodKey;
use baocao06::report::template::Template;
use baocao06::report::value::Value;

/// Reads a file as a template; what is one is written and read back, and carries a report to its end.
///
/// # Panics
/// When something does not hold.
pub fn holds(json: &str) {
    let template = match template_v1::read_template(json) {
        Ok(template) => template,
        Err(faults) => {
            let problem = Problem::faulty_template(&faults, Path::new("mau.json"));
            assert!(!faults.is_empty() && !problem.line().is_empty());
            return;
        }
    };
    let written = template_v1::write_template(&template);
    let again = template_v1::read_template(&written);
    assert_eq!(again.as_ref(), Ok(&template), "written and read back");
    assert_eq!(template_v1::write_template(&template), written);
    // What a report in it costs is many times what reading it costs.
    let is_long = template.figures().len() > 400 && !json.len().is_multiple_of(8);
    if !is_long {
        carries(&template, &blank(&template));
        carries(&template, &filled(&template));
    }
}

fn office() -> Office {
    let code = OfficeCode::parse("phuong-dong-hai").unwrap_or_else(|_| panic!("a code"));
    Office { code, name: "UBND phường Đông Hải".to_owned() }
}

/// A report in which nothing stands.
fn blank(template: &Template) -> Report {
    let day = chrono::NaiveDate::from_ymd_opt(2023, 5, 31).unwrap_or_default();
    let key = PeriodKey::of_day(template.period(), day);
    let period = template.parts().schedule.usual(key);
    let header = Header { period, status: ReportStatus::Draft, remark: String::new() };
    Report::new(office(), template.id().clone(), header)
}

/// One in which every figure stands.
fn filled(template: &Template) -> Report {
    let mut report = blank(template);
    for (figure, count) in template.figures().iter().zip(1_i64..) {
        if !matches!(figure.kind, FigureKind::Computed(_)) {
            let value = FieldValue::Value(Value::count(count));
            report.put(&Field::Figure(figure.key.clone()), Some(value));
        }
    }
    report
}

/// A report is reckoned, checked, printed, exported, and travels.
fn carries(template: &Template, report: &Report) {
    let results = Results::of(report, template);
    let context = Context::of(report, template, &results);
    let history = History::default();
    let mut texts = TextFindings::default();
    let settings = Settings::default();
    drop(check::all_findings(context, &history, &settings, &mut texts));
    let look = Look::default();
    let extras = Extras { look: &look, history: &history, trace: None };
    let document = document::build(context, &extras);
    let skeleton = Skeleton::builtin(&look).unwrap_or_else(|err| panic!("the skeleton: {err}"));
    docx::docx(&document, &skeleton).unwrap_or_else(|err| panic!("as .docx: {err}"));
    xlsx::xlsx(report, template, &results, &history)
        .unwrap_or_else(|err| panic!("as .xlsx: {err}"));
    drop(export::csv(context, &history));
    let json = report_v1::write_report(report);
    let again = report_v1::read_report(&json);
    assert_eq!(again.as_ref(), Ok(report), "the report written and read back");
}
