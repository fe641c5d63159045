//! Which reports there are in a data file, of whom and in which form; and how the next one is started.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::app::session::offices::is_called;
use crate::app::summaries::FormSummary;
use crate::calc::next_report;
use crate::report::deed::Deed;
use crate::report::key::{OfficeCode, TemplateKey};
use crate::report::office::Office;
use crate::report::period::{PeriodKey, PeriodKind};
use crate::report::report_key::ReportKey;
use crate::report::template::Template;
use crate::store::{ReportId, ReportSummary, TemplateSummary};

/// Which report is meant. An office or a form that is the only one in the file need not be said.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Code or name of the office.
    pub office: Option<String>,
    /// Key of the form.
    pub template: Option<String>,
    /// The period.
    pub period: PeriodKey,
}

impl From<PeriodKey> for Wanted {
    fn from(period: PeriodKey) -> Self {
        Self { office: None, template: None, period }
    }
}

/// A report that was asked for and is in the file now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Started {
    /// The report.
    pub id: ReportId,
    /// What it was made after.
    pub from: StartedFrom,
}

/// What a report was made after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartedFrom {
    /// It was not made: it was there before.
    Itself,
    /// Nothing: it is the first one of its office in its form.
    Nothing,
    /// The report of a period of the same office in the same form.
    Report(PeriodKey),
}

impl Session {
    /// The report that is meant.
    ///
    /// # Errors
    /// When there is none, or more than one; what there is, is named.
    pub fn find(&self, wanted: impl Into<Wanted>) -> Result<ReportId, Problem> {
        let Wanted { office, template, period } = wanted.into();
        let reports = self.reports()?;
        if let Some(called) = office.as_deref() {
            self.refuse_unknown(called)?;
        }
        let is_meant = |report: &&ReportSummary| {
            office.as_deref().is_none_or(|office| is_called(&report.office, office))
                && template.as_deref().is_none_or(|key| report.template.key.as_str() == key)
        };
        let of_period = reports.iter().filter(|report| report.period.key == period);
        let found: Vec<&ReportSummary> = of_period.filter(is_meant).collect();
        match found.as_slice() {
            [one] => Ok(one.id),
            [] => {
                let meant = reports.iter().filter(is_meant).map(choice_of);
                Err(Problem::no_report(period, meant.collect(), self.path()))
            }
            several => {
                let choices = several.iter().map(|report| choice_of(report)).collect();
                Err(Problem::several_reports(period, choices, self.path()))
            }
        }
    }

    /// The report of a key, when there is one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn find_key(&self, key: &ReportKey) -> Result<Option<ReportId>, Problem> {
        let ReportKey { office, period, template } = key;
        let found = self.store().find_report(office, *period, template);
        found.map_err(|err| self.store_problem(&err))
    }

    /// The last report of an office, which stands for it where only the office matters.
    ///
    /// # Errors
    /// When there is no such office, or it was not said which of several is meant.
    pub fn report_of_office(&self, called: Option<&str>) -> Result<ReportId, Problem> {
        let reports = self.reports()?;
        if let Some(called) = called {
            self.refuse_unknown(called)?;
        }
        let meant =
            |report: &&ReportSummary| called.is_none_or(|called| is_called(&report.office, called));
        let offices: BTreeMap<&OfficeCode, &Office> =
            reports.iter().map(|report| (&report.office.code, &report.office)).collect();
        let found: Vec<&ReportSummary> = reports.iter().filter(meant).collect();
        let last = found.last().ok_or_else(|| match offices.is_empty() {
            true => Problem::no_reports(self.path()),
            false => Problem::which_office(offices.values().copied(), self.path()),
        })?;
        if found.iter().any(|report| report.office.code != last.office.code) {
            return Err(Problem::which_office(offices.values().copied(), self.path()));
        }
        Ok(last.id)
    }

    /// The newest version of every form of the file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn forms(&self) -> Result<Vec<FormSummary>, Problem> {
        let stored = self.store().templates().map_err(|err| self.store_problem(&err))?;
        let mut newest: BTreeMap<TemplateKey, FormSummary> = BTreeMap::new();
        for TemplateSummary { template: id, name, kind, .. } in stored {
            // They come by rising version. A form that cannot be read is told when it is used: it
            // must not keep the others from being listed.
            newest.insert(id.key.clone(), FormSummary { id, name, kind });
        }
        Ok(newest.into_values().collect())
    }

    /// Every form of the file in its newest version, but for those that cannot be read.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn readable_templates(&mut self) -> Result<Vec<Arc<Template>>, Problem> {
        let forms = self.forms()?;
        Ok(forms.iter().filter_map(|form| self.template(&form.id).ok()).collect())
    }

    /// The form of a key; without one, the only one of the file.
    ///
    /// # Errors
    /// When there is no such form, or it was not said which of several is meant.
    pub fn form_called(&self, key: Option<&str>) -> Result<FormSummary, Problem> {
        let forms = self.forms()?;
        let found = match (key, forms.as_slice()) {
            (Some(key), forms) => forms.iter().find(|form| form.id.key.as_str() == key).cloned(),
            (None, [only]) => Some(only.clone()),
            (None, _) => None,
        };
        found.ok_or_else(|| Problem::which_form(&forms, self.path()))
    }

    /// Makes a report of an office in a form: after its last one in this form, with its wording and people,
    /// or as its first. A report that is there already is left as it is.
    ///
    /// # Errors
    /// When the form has other periods, or the report cannot be written.
    pub fn start_report(
        &mut self,
        office: Office,
        form: &TemplateKey,
        period: PeriodKey,
    ) -> Result<Started, Problem> {
        let key = ReportKey { office: office.code.clone(), period, template: form.clone() };
        if let Some(id) = self.find_key(&key)? {
            return Ok(Started { id, from: StartedFrom::Itself });
        }
        let newest = self.form_called(Some(form.as_str()))?;
        refuse_other_kind(period, &newest.name, newest.kind)?;
        let of_series = |report: &&ReportSummary| {
            report.office.code == office.code
                && report.template.key == *form
                && report.period.key.kind() == period.kind()
        };
        let reports = self.reports()?;
        // The one before it; of a period before all others, the first one that there is.
        let before = reports.iter().filter(of_series).rev().find(|r| r.period.key < period);
        let (report, from) = match before.or_else(|| reports.iter().find(of_series)) {
            Some(last) => {
                let from = StartedFrom::Report(last.period.key);
                let last = self.report(last.id)?;
                let template = self.form_of(&last)?;
                (next_report::start(&last, &template, period), from)
            }
            None => {
                let template = self.template(&newest.id)?;
                (next_report::first(office, &template, period), StartedFrom::Nothing)
            }
        };
        let id = self.insert(&report, Deed::ReportCreated, "")?;
        Ok(Started { id, from })
    }
}

/// Refuses a report whose period is of another kind than those of its form.
pub(super) fn refuse_other_kind(
    period: PeriodKey,
    form: &str,
    kind: PeriodKind,
) -> Result<(), Problem> {
    if period.kind() == kind {
        Ok(())
    } else {
        Err(Problem::other_kind_of_period(period, form, kind))
    }
}

/// A report as an error names it to choose from.
fn choice_of(report: &ReportSummary) -> String {
    let (office, template) = (&report.office, &report.template.key);
    format!("{} --office {} --template {template}", report.period.key, office.code)
}
