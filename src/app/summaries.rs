//! What the window shows of a data file and its reports without any report being read in full.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::app::words::histories::StepNames;
use crate::calc::progress::Progress;
use crate::report::change::Change;
use crate::report::content::ReportStatus;
use crate::report::office::Office;
use crate::report::period::{Period, PeriodKind};
use crate::report::report_key::ReportKey;
use crate::report::template::TemplateRef;
use crate::store::{ReportId, ReportSummary};

/// What an operation changed in a report, for whoever shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportNews {
    /// The fields, before and after.
    pub changes: Vec<Change>,
    /// What undo and redo would do now.
    pub steps: StepNames,
    /// The report in the list of reports.
    pub row: ListedReport,
}

/// A report in the list of reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedReport {
    /// Its report.
    pub id: ReportId,
    /// Who reports.
    pub office: Office,
    /// The form.
    pub template: TemplateRef,
    /// Label, days, due date.
    pub period: Period,
    /// Where it stands.
    pub status: ReportStatus,
    /// A remark such as "số liệu minh họa".
    pub remark: String,
    /// How much is entered.
    pub progress: Progress,
}

/// A form of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSummary {
    /// Key and version.
    pub id: TemplateRef,
    /// The name officials see.
    pub name: String,
    /// The kind of its periods.
    pub kind: PeriodKind,
}

impl From<ReportSummary> for ListedReport {
    fn from(row: ReportSummary) -> Self {
        let ReportSummary { id, office, period, template, status, remark, progress, .. } = row;
        Self { id, office, template, period, status, remark, progress }
    }
}

impl ListedReport {
    /// What names the report.
    pub fn key(&self) -> ReportKey {
        ReportKey {
            period: self.period.key,
            office: self.office.code.clone(),
            template: self.template.key.clone(),
        }
    }
}

impl FileSummary {
    /// Takes over how a report stands now.
    pub fn update(&mut self, row: ListedReport) {
        if let Some(summary) = self.reports.iter_mut().find(|summary| summary.id == row.id) {
            *summary = row;
            self.reports.sort_by_cached_key(ListedReport::key);
        }
    }

    /// Takes over what an office is called now.
    pub fn name_office(&mut self, named: &Office) {
        let of_reports = self.reports.iter_mut().map(|summary| &mut summary.office);
        for office in self.offices.iter_mut().chain(of_reports) {
            if office.code == named.code {
                office.clone_from(named);
            }
        }
    }
}

/// What the list of reports shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSummary {
    /// The data file.
    pub path: PathBuf,
    /// Every office, by code.
    pub offices: Vec<Office>,
    /// The newest version of every form.
    pub forms: Vec<FormSummary>,
    /// The reports, oldest first.
    pub reports: Vec<ListedReport>,
    /// Today, to tell what is due.
    pub today: NaiveDate,
    /// Whether anything can be written to it.
    pub is_writable: bool,
}

impl FileSummary {
    /// A report by its office, form and period, as it begins a sentence.
    pub fn words_of(&self, key: &ReportKey) -> String {
        let office = self.offices.iter().find(|office| office.code == key.office);
        let office = office.map_or_else(|| key.office.as_str(), |office| office.name.as_str());
        let form = self.forms.iter().find(|form| form.id.key == key.template);
        let form = form.map_or_else(|| key.template.as_str(), |form| form.name.as_str());
        let period = key.period.label_in_sentence();
        format!("Báo cáo {period} của {office} theo mẫu “{form}”")
    }

    /// The kind of all its periods; none when there are several. A file without reports will have months.
    pub fn period_kind(&self) -> Option<PeriodKind> {
        let mut kinds = self.reports.iter().map(|summary| summary.period.key.kind());
        let Some(first) = kinds.next() else { return Some(PeriodKind::Month) };
        kinds.all(|kind| kind == first).then_some(first)
    }
}
