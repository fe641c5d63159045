//! Which reports there are in a data file, of whom and in which form; and how the next one is started.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::problem::{Missing, Problem};
use crate::app::session::Session;
use crate::app::summaries::{FormSummary, NewReport};
use crate::calc::next_report;
use crate::report::deed::Deed;
use crate::report::key::{OfficeCode, TemplateKey};
use crate::report::office::Office;
use crate::report::office_words::{Identity, OfficeWords};
use crate::report::period::{PeriodKey, PeriodKind};
use crate::report::report_key::ReportKey;
use crate::report::template::{Template, TemplateRef};
use crate::store::{ListedReport, ReportId, TemplateSummary};

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

/// Who an office is, as far as it was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SaidIdentity {
    /// Of which kind: its key, or what it is called.
    pub kind: Option<String>,
    /// Its place.
    pub place: Option<String>,
    /// What stands above it.
    pub parent: Option<String>,
}

/// A report that was asked for and is in the file now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Started {
    /// It was there before.
    Known(ReportId),
    /// It was made.
    Made {
        /// The report.
        report: Box<NewReport>,
        /// The period of the report that it was made after; none for the first one of its office in its form.
        after: Option<PeriodKey>,
    },
}

impl Started {
    /// Where the data file keeps it.
    pub fn id(&self) -> ReportId {
        match self {
            Self::Known(id) => *id,
            Self::Made { report, .. } => report.row.id,
        }
    }
}

impl Session {
    /// The report that is meant.
    ///
    /// # Errors
    /// When there is none, or more than one; what there is, is named.
    pub fn find(&self, wanted: impl Into<Wanted>) -> Result<ReportId, Problem> {
        let Wanted { office, template, period } = wanted.into();
        let office = office.map(|called| self.listed_office(&called)).transpose()?;
        let office = office.map(|listed| listed.office);
        let form = template.map(|key| self.form_called(Some(&key))).transpose()?;
        let reports = self.reports_of(office.as_ref())?;
        let is_in_form = |report: &&ListedReport| {
            form.as_ref().is_none_or(|form| report.template.key == form.id.key)
        };
        let meant: Vec<&ListedReport> = reports.iter().filter(is_in_form).collect();
        let of_period = meant.iter().filter(|report| report.period.key == period);
        let choices = |reports: &[&ListedReport]| reports.iter().map(|r| choice_of(r)).collect();
        match of_period.copied().collect::<Vec<_>>().as_slice() {
            [one] => Ok(one.id),
            [] => {
                // Where no report is in the form, those in other forms are told.
                let there = if meant.is_empty() { reports.iter().collect() } else { meant };
                let missing = Missing { period, office, form };
                Err(Problem::no_report(&missing, choices(&there), self.path()))
            }
            several => Err(Problem::several_reports(period, choices(several), self.path())),
        }
    }

    /// The reports of an office, or of all; never none.
    ///
    /// # Errors
    /// When there is none.
    fn reports_of(&self, office: Option<&Office>) -> Result<Vec<ListedReport>, Problem> {
        let mut reports = self.reports()?;
        reports.retain(|report| office.is_none_or(|office| office.code == report.office.code));
        match (reports.is_empty(), office) {
            (false, _) => Ok(reports),
            (true, Some(office)) => Err(Problem::no_reports_of(office, self.path())),
            (true, None) => Err(Problem::no_reports(self.path())),
        }
    }

    /// The report of a key, when there is one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn find_key(&self, key: &ReportKey) -> Result<Option<ReportId>, Problem> {
        let ReportKey { office, period, template } = key;
        self.told(self.store.find_report(office, *period, template))
    }

    /// The last report of an office, which stands for it where only the office matters.
    ///
    /// # Errors
    /// When there is no such office, or it was not said which of several is meant.
    pub fn report_of_office(&self, called: Option<&str>) -> Result<ReportId, Problem> {
        let office = called.map(|called| self.listed_office(called)).transpose()?;
        let reports = self.reports_of(office.as_ref().map(|listed| &listed.office))?;
        let offices: BTreeMap<&OfficeCode, &Office> =
            reports.iter().map(|report| (&report.office.code, &report.office)).collect();
        match reports.last() {
            Some(last) if offices.len() == 1 => Ok(last.id),
            _ => Err(Problem::which_office(offices.values().copied(), self.path())),
        }
    }

    /// The newest version of every form of the file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn forms(&self) -> Result<Vec<FormSummary>, Problem> {
        let stored = self.told(self.store.templates())?;
        let mut newest: BTreeMap<TemplateKey, FormSummary> = BTreeMap::new();
        for TemplateSummary { template: id, name, kind, .. } in stored {
            // They come by rising version. A form that cannot be read is told when it is used: it
            // must not keep the others from being listed.
            newest.insert(
                id.key.clone(),
                FormSummary { id, name, kind, schedule: None, offices: None },
            );
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
        found.ok_or_else(|| match key {
            Some(key) => Problem::unknown_form(key, &forms, self.path()),
            None => Problem::which_form(&forms, self.path()),
        })
    }

    /// Makes a report of an office in a form: after its last one in this form, with its wording and people,
    /// or as its first. A report that is there already is left as it is.
    ///
    /// # Errors
    /// When the form has other periods, the office reports on none of the report's days, or the report cannot be
    /// written.
    pub fn start_report(
        &mut self,
        office: Office,
        form: &TemplateKey,
        period: PeriodKey,
    ) -> Result<Started, Problem> {
        self.start_report_as(None, office, form, period)
    }

    /// The same where it was said who the office is; the first report of one of which it was not follows from its
    /// name and its place among the others, as far as they tell.
    ///
    /// # Errors
    /// As for [`Session::start_report`].
    pub fn start_report_as(
        &mut self,
        identity: Option<Identity>,
        office: Office,
        form: &TemplateKey,
        period: PeriodKey,
    ) -> Result<Started, Problem> {
        let key = ReportKey { office: office.code.clone(), period, template: form.clone() };
        if let Some(id) = self.find_key(&key)? {
            return Ok(Started::Known(id));
        }
        let newest = self.form_called(Some(form.as_str()))?;
        refuse_other_kind(period, &newest.name, newest.kind)?;
        let of_series = |report: &&ListedReport| {
            report.office.code == office.code
                && report.template.key == *form
                && report.period.key.kind() == period.kind()
        };
        let reports = self.reports()?;
        // The one before it; of a period before all others, the first one that there is.
        let before = reports.iter().filter(of_series).rev().find(|r| r.period.key < period);
        let (report, after) = match before.or_else(|| reports.iter().find(of_series)) {
            Some(last) => {
                let after = Some(last.period.key);
                let last = self.report(last.id)?;
                let template = self.form_of(&last)?;
                (next_report::start(&last, &template, period), after)
            }
            None => {
                let template = self.template(&newest.id)?;
                let told = || self.told_identity(&office, &template.parts().offices);
                let identity = identity.map_or_else(told, |known| Ok(Some(known)))?;
                let first = match &identity {
                    Some(identity) => next_report::first_as(identity, office, &template, period),
                    None => next_report::first(office, &template, period),
                };
                (first, None)
            }
        };
        self.refuse_outside(&report)?;
        let report = Box::new(self.insert(&report, Deed::ReportCreated, "")?);
        Ok(Started::Made { report, after })
    }
}

impl Session {
    /// Who an office is whose first report in a form is to be started: as it was said, and for the rest as its name
    /// tells. None where it has a report in the form already, or the form knows no kinds of offices.
    ///
    /// # Errors
    /// When neither tells of which kind it is.
    pub fn identity_of(
        &mut self,
        office: &Office,
        form: &TemplateRef,
        said: SaidIdentity,
    ) -> Result<Option<Identity>, Problem> {
        let is_of = |report: &ListedReport| {
            report.office.code == office.code && report.template.key == form.key
        };
        let template = self.template(form)?;
        let words = &template.parts().offices;
        if words.kinds.is_empty() || self.reports()?.iter().any(is_of) {
            return Ok(None);
        }
        let told = self.told_identity(office, words)?;
        let kind = match said.kind {
            None => told.as_ref().map(|told| told.kind.clone()),
            Some(called) => match words.kind_called(&called) {
                Some(kind) => Some(kind.key.clone()),
                None => return Err(Problem::unknown_kind(&called, words, self.path())),
            },
        };
        let kind = kind.ok_or_else(|| Problem::which_kind(&office.name, words, self.path()))?;
        let (place, parent) = told.map(|told| (told.place, told.parent)).unwrap_or_default();
        Ok(Some(Identity {
            kind,
            name: office.name.clone(),
            place: said.place.unwrap_or(place),
            parent: said.parent.unwrap_or(parent),
        }))
    }

    /// Who an office is by its name and the office above it; none where the name does not tell.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn told_identity(
        &self,
        office: &Office,
        words: &OfficeWords,
    ) -> Result<Option<Identity>, Problem> {
        let tree = self.office_tree()?;
        let parent = tree.iter().find(|listed| listed.office.code == office.code);
        let parent = parent.and_then(|listed| listed.parent.as_ref());
        let parent = tree.iter().find(|listed| Some(&listed.office.code) == parent);
        let parent = parent.map(|parent| parent.office.name.as_str());
        Ok(words.told_under(&office.name, parent))
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
pub(super) fn choice_of(report: &ListedReport) -> String {
    let (office, template) = (&report.office, &report.template.key);
    format!("{} --office {} --template {template}", report.period.key, office.code)
}
