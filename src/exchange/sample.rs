//! The sample: May 2023 of a real city as its report No. 453/BC-TCTĐA06 printed it, contradictions
//! included, and the twelve months before it, made up from that month (see `made_up.rs`).

use super::made_up;
use super::report_v1::{ReportFileError, read_report};
use crate::calc::wording::{Wording, keep, wording};
use crate::report::content::Report;
use crate::report::key::TextKey;
use crate::report::template::Template;

/// May 2023, as a report file.
pub const MAY_2023_JSON: &str = include_str!("../../assets/sample/2023-05.json");

/// What the made-up months say about themselves wherever they are listed.
pub const MADE_UP_REMARK: &str = "số liệu minh họa";

/// How many months before May 2023 are made up.
const NUM_MADE_UP: u32 = 12;

/// May 2023 as it was printed.
///
/// # Errors
/// When the file in the program is damaged.
pub fn may_2023() -> Result<Report, ReportFileError> {
    read_report(MAY_2023_JSON)
}

/// The sample reports in order, May 2022 to May 2023. The last one is a draft with the figures of
/// the real report; the others are final and marked with [`MADE_UP_REMARK`].
///
/// # Errors
/// When `template` is not the one the sample was typed in; with the built-in template, never.
pub fn sample_reports(template: &Template) -> Result<Vec<Report>, ReportFileError> {
    let may = may_2023()?;
    if may.template != *template.id() {
        return Err(ReportFileError::Template(may.template));
    }
    let mut reports = made_up::months_before(&may, template, NUM_MADE_UP);
    for report in &mut reports {
        MADE_UP_REMARK.clone_into(&mut report.header.remark);
    }
    reports.push(may);
    reports.iter_mut().for_each(|report| keep_wording(report, template));
    Ok(reports)
}

/// The wording of the sample is its own on purpose: nobody is to be asked about it.
fn keep_wording(report: &mut Report, template: &Template) {
    let is_reworded = |key: &&TextKey| wording(report, template, key) == Wording::Drifted;
    let reworded: Vec<TextKey> = report.texts.keys().filter(is_reworded).cloned().collect();
    for edit in reworded.iter().flat_map(|key| keep(template, key)) {
        report.edit(edit);
    }
}

#[cfg(test)]
#[path = "sample_tests.rs"]
mod tests;
