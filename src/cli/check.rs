//! `check`: what contradicts itself in a report, for people or for programs.

use std::process::ExitCode;

use clap::Args;

use super::data_file::DataFile;
use super::output::say;
use super::which::Which;
use crate::app::files::finding_json;
use crate::app::problem::Problem;
use crate::app::words;
use crate::calc::check::{self, Explanation, Finding, TextFindings};
use crate::calc::prose::Context;
use crate::calc::results::Results;
use crate::report::check::Severity;
use crate::report::template::Template;

/// Which report, and for whom.
#[derive(Debug, Args)]
pub(super) struct CheckJob {
    #[command(flatten)]
    which: Which,
    /// In kết quả dạng JSON cho phần mềm khác
    #[arg(long)]
    json: bool,
}

/// Prints what was found. The exit code is 1 while an error stands: found errors are the result of
/// the job, not a failure to do it, and so are told on standard output.
pub(super) fn run(data: &DataFile, job: &CheckJob) -> Result<ExitCode, Problem> {
    let mut session = data.open_to_read()?;
    let id = session.find(job.which.wanted())?;
    session.refuse_changed(id)?;
    let loaded = session.load(id)?;
    super::close(session);
    let (report, template) = (&loaded.report, &*loaded.template);
    let results = Results::of(report, template);
    let context = Context::of(report, template, &results).after(&loaded.history);
    let mut texts = TextFindings::default();
    let findings = check::all_findings(context, &loaded.history, &loaded.checks, &mut texts);
    if job.json {
        say!("{}", finding_json::json(&findings, template, &report.key()));
    } else {
        print_lines(&findings, template);
    }
    let has_error = findings.iter().any(Finding::is_standing_error);
    Ok(if has_error { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// A line a finding, its parts separated by tabs, then the count.
fn print_lines(findings: &[Finding], template: &Template) {
    for finding in findings {
        let reason = match &finding.explanation {
            Explanation::Given(words) => format!("\tđã giải trình: {}", words.replace('\n', " ")),
            Explanation::None | Explanation::Outdated(_) => String::new(),
        };
        say!(
            "{}\t{}\t{}{reason}",
            words::findings::severity(finding.severity),
            finding.check.key(),
            words::findings::sentence(finding, template)
        );
    }
    let count = |severity| check::num_standing(findings, severity);
    say!(
        "Còn {} lỗi, {} cảnh báo, {} lưu ý; {} đã giải trình",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Note),
        findings.iter().filter(|finding| !finding.stands()).count()
    );
}
