//! Reports that follow each other: those of one office in one form.

use super::{Effect, Screen, State};
use crate::app::files::exports::FormInName;
use crate::app::message::{FileSummary, ListedReport, Request};
use crate::app::problem::Problem;
use crate::report::key::TemplateKey;
use crate::report::office::Office;
use crate::report::office_words::Identity;
use crate::report::period::{Period, PeriodKey};

/// A report that is to be started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextReport {
    /// Who reports.
    pub office: Office,
    /// In which form.
    pub form: TemplateKey,
    /// For which period.
    pub period: PeriodKey,
    /// Who the office is, where that was asked: it has no report in the form yet.
    pub identity: Option<Identity>,
}

impl FileSummary {
    /// Why a report would not be started: its office reports on none of its days.
    pub fn outside_office(&self, wanted: &NextReport) -> Option<Problem> {
        let mut offices = self.offices.iter();
        let listed = offices.find(|listed| listed.office.code == wanted.office.code)?;
        Problem::outside_office(listed, &self.period_of(wanted)?)
    }

    /// The days of a report that is to be started: those after the report before it, of the first one the usual
    /// ones. None when its form cannot be read.
    fn period_of(&self, wanted: &NextReport) -> Option<Period> {
        let form = self.forms.iter().find(|form| form.id.key == wanted.form)?;
        let schedule = form.schedule?;
        let is_of_series = |summary: &&ListedReport| {
            summary.office.code == wanted.office.code && summary.template.key == wanted.form
        };
        let periods = || self.reports.iter().filter(is_of_series).map(|summary| summary.period);
        let before = periods().filter(|period| period.key < wanted.period);
        let last = before.max_by_key(|period| period.key);
        let last = last.or_else(|| periods().min_by_key(|period| period.key));
        Some(match last {
            Some(last) => schedule.after(last, wanted.period),
            None => schedule.usual(wanted.period),
        })
    }

    /// Whether a report must say whose it is and in which form to be told from others.
    pub fn has_several_series(&self) -> bool {
        self.reports.windows(2).any(|pair| match pair {
            [a, b] => !a.is_in_series_of(b),
            _ => false,
        })
    }

    /// The office and the form of a report, each only where there are reports of more than one; else empty.
    pub fn series_of(&self, report: &ListedReport) -> String {
        let form = self.forms.iter().find(|form| form.id.key == report.template.key);
        let form = form.map_or(report.template.key.as_str(), |form| form.name.as_str());
        let (offices, forms) = (self.offices_in_use().len() > 1, self.num_forms_in_use() > 1);
        match (offices, forms) {
            (false, false) => String::new(),
            (true, false) => report.office.name.clone(),
            (false, true) => form.to_owned(),
            (true, true) => format!("{} – {form}", report.office.name),
        }
    }

    /// The offices that have reports; those above them may have none.
    pub fn offices_in_use(&self) -> Vec<&Office> {
        let has_reports = |office: &&Office| {
            self.reports.iter().any(|summary| summary.office.code == office.code)
        };
        self.offices.iter().map(|listed| &listed.office).filter(has_reports).collect()
    }

    /// In how many forms there are reports.
    pub fn num_forms_in_use(&self) -> usize {
        let keys: std::collections::BTreeSet<_> =
            self.reports.iter().map(|summary| &summary.template.key).collect();
        keys.len()
    }
}

impl State {
    /// Whether the names of files say the form.
    pub(super) fn form_in_name(&self) -> FormInName {
        let num_forms = self.file.as_ref().map_or(1, FileSummary::num_forms_in_use);
        if num_forms > 1 { FormInName::Said } else { FormInName::Unsaid }
    }

    /// The report on screen, as the list has it.
    pub fn open_row(&self) -> Option<&ListedReport> {
        let id = self.open.as_ref().filter(|_| self.screen == Screen::Report)?.id();
        self.file.as_ref()?.reports.iter().find(|summary| summary.id == id)
    }

    /// The report that would be started next: after the last one of the office and form on screen. In the
    /// list there is one only where all reports are of one office and form; else nobody said whose.
    pub fn next_report(&self) -> Option<NextReport> {
        let reports = &self.file.as_ref()?.reports;
        let only = || {
            let last = reports.last()?;
            reports.iter().all(|summary| summary.is_in_series_of(last)).then_some(last)
        };
        let of = self.open_row().or_else(only)?;
        let last = reports.iter().rfind(|summary| summary.is_in_series_of(of))?;
        Some(NextReport {
            office: last.office.clone(),
            form: last.template.key.clone(),
            period: last.period.key.next(),
            identity: None,
        })
    }

    /// Whether there is one, and why not.
    pub(super) fn has_next_report(&self) -> Result<(), &'static str> {
        let has_reports = self.file.as_ref().is_some_and(|file| !file.reports.is_empty());
        match (self.next_report(), has_reports) {
            (Some(_), _) => Ok(()),
            (None, true) => Err(
                "Tệp có nhiều đơn vị hoặc mẫu báo cáo; hãy mở một báo cáo trước, hoặc bấm “Lập báo cáo…”",
            ),
            (None, false) => Err("Tệp chưa có báo cáo nào; hãy bấm “Lập báo cáo…”"),
        }
    }

    /// Starts a report and opens it; one that is there already is opened.
    pub fn start_report(&mut self, next: NextReport) -> Vec<Effect> {
        let NextReport { office, form, period, identity } = next;
        self.with_saved(Request::StartReport { office, form, period, identity })
    }

    /// The report `steps` after (or, negative, before) the open one, of the same office in the same form.
    pub fn neighbour(&self, steps: isize) -> Option<&ListedReport> {
        let open = self.open_row()?;
        let reports = self.file.as_ref()?.reports.iter();
        let series: Vec<&ListedReport> =
            reports.filter(|summary| summary.is_in_series_of(open)).collect();
        let at = series.iter().position(|summary| summary.id == open.id)?;
        series.get(at.checked_add_signed(steps)?).copied()
    }
}
