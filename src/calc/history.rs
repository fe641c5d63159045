//! The periods before a report that the data file has: for trends, for cumulative figures and for the
//! change since the period before.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::compare::{self, Reckoned};
use super::results::Results;
use crate::report::content::Report;
use crate::report::period::{PeriodKey, PeriodKind};
use crate::report::template::{Figure, Template};

/// A period before, with what follows from it under its own template.
#[derive(Debug, Clone)]
pub struct PastReport {
    /// Its report.
    pub report: Report,
    /// Its own form, with the rows that its office had added then.
    pub form: Arc<Template>,
    /// What follows from it in this form.
    pub results: Results,
}

impl PastReport {
    /// A report of a period before with its own form.
    pub fn of(report: Report, form: Arc<Template>) -> Self {
        let results = Results::of(&report, &form);
        Self { report, form, results }
    }

    /// Its report with what is computed from it.
    pub fn reckoned(&self) -> Reckoned<'_> {
        Reckoned { report: &self.report, results: &self.results }
    }

    /// What it is called after.
    pub fn key(&self) -> PeriodKey {
        self.report.header.period.key
    }
}

/// The periods of the same office and template before a report, oldest first. Periods that were never
/// reported are missing.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// The reports.
    pub reports: Vec<PastReport>,
}

impl History {
    /// Periods that were typed in one template, oldest first.
    pub fn of_reports(reports: impl IntoIterator<Item = Report>, template: &Template) -> Self {
        let template = Arc::new(template.clone());
        let reports = reports.into_iter().map(|report| {
            let form = report.form(&template);
            PastReport::of(report, form)
        });
        Self { reports: reports.collect() }
    }

    /// The period of the same kind right before another; before a span the one that ends on the day before.
    pub fn previous(&self, period: PeriodKey) -> Option<&PastReport> {
        match period.kind() {
            PeriodKind::Span => self.reports.iter().rev().find(|past| past.key().joins(period)),
            _ => self.of(period.previous()),
        }
    }

    /// The last `count` periods of the same kind before one, the latest first; none for those without a
    /// report. Spans follow no calendar: they are those that there are, of those that ended before.
    pub fn before(&self, period: PeriodKey, count: usize) -> Vec<(PeriodKey, Option<&PastReport>)> {
        if period.kind() == PeriodKind::Span {
            let ended = |past: &&PastReport| {
                let key = past.key();
                let is_span = key.kind() == PeriodKind::Span;
                is_span && key.calendar().last() < period.calendar().first()
            };
            let past = self.reports.iter().rev().filter(ended).take(count);
            return past.map(|past| (past.key(), Some(past))).collect();
        }
        let earlier = std::iter::successors(Some(period.previous()), |key| Some(key.previous()));
        earlier.take(count).map(|key| (key, self.of(key))).collect()
    }

    /// The report of a period.
    pub fn of(&self, period: PeriodKey) -> Option<&PastReport> {
        self.reports.iter().find(|month| month.report.header.period.key == period)
    }

    /// The numbers of a figure in the `num_months` reports that end with `now`, oldest first; `None`
    /// for periods without a report or without a number. Percentages are those that are printed.
    pub fn trend(
        &self,
        figure: &Figure,
        now: Reckoned<'_>,
        num_months: usize,
    ) -> Vec<(PeriodKey, Option<Decimal>)> {
        let period = now.report.header.period.key;
        let number = |m: &PastReport| compare::shown_number(figure, m.reckoned());
        let past = self.before(period, num_months.saturating_sub(1)).into_iter().rev();
        let mut trend: Vec<_> =
            past.map(|(period, month)| (period, month.and_then(number))).collect();
        trend.push((period, compare::shown_number(figure, now)));
        trend
    }
}
