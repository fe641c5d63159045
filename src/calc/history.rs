//! The months before a report that the data file has: for trends, for cumulative figures and for the
//! change since last month.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::compare;
use super::results::Results;
use crate::report::content::Report;
use crate::report::period::{PeriodKey, PeriodKind};
use crate::report::template::{Figure, Template};

/// A month before, with what follows from it under its own template.
#[derive(Debug, Clone)]
pub struct PastMonth {
    /// Its report.
    pub report: Report,
    /// Its own form, with the rows that its office had added then.
    pub form: Arc<Template>,
    /// What follows from it in this form.
    pub results: Results,
}

impl PastMonth {
    /// A report of a month before with its own form.
    pub fn of(report: Report, form: Arc<Template>) -> Self {
        let results = Results::of(&report, &form);
        Self { report, form, results }
    }

    /// What it is called after.
    pub fn key(&self) -> PeriodKey {
        self.report.header.period.key
    }
}

/// The months of the same office and template before a report, oldest first. Months that were never
/// reported are missing.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// The months.
    pub months: Vec<PastMonth>,
}

impl History {
    /// Months that were typed in one template, oldest first.
    pub fn of_reports(reports: impl IntoIterator<Item = Report>, template: &Template) -> Self {
        let template = Arc::new(template.clone());
        let months = reports.into_iter().map(|report| {
            let form = report.form(&template);
            PastMonth::of(report, form)
        });
        Self { months: months.collect() }
    }

    /// The period of the same kind right before another; before a span the one that ends on the day before.
    pub fn previous(&self, period: PeriodKey) -> Option<&PastMonth> {
        match period.kind() {
            PeriodKind::Span => self.months.iter().rev().find(|past| past.key().joins(period)),
            _ => self.of(period.previous()),
        }
    }

    /// The last `count` periods of the same kind before one, the latest first; none for those without a
    /// report. Spans follow no calendar: they are those that there are, of those that ended before.
    pub fn before(&self, period: PeriodKey, count: usize) -> Vec<(PeriodKey, Option<&PastMonth>)> {
        if period.kind() == PeriodKind::Span {
            let ended = |past: &&PastMonth| {
                let key = past.key();
                let is_span = key.kind() == PeriodKind::Span;
                is_span && key.calendar().last() < period.calendar().first()
            };
            let past = self.months.iter().rev().filter(ended).take(count);
            return past.map(|past| (past.key(), Some(past))).collect();
        }
        let earlier = std::iter::successors(Some(period.previous()), |key| Some(key.previous()));
        earlier.take(count).map(|key| (key, self.of(key))).collect()
    }

    /// The month of a period.
    pub fn of(&self, period: PeriodKey) -> Option<&PastMonth> {
        self.months.iter().find(|month| month.report.header.period.key == period)
    }

    /// The numbers of a figure in the `num_months` months that end with `now`, oldest first; `None`
    /// for months without a report or without a number. Percentages are those that are printed.
    pub fn trend(
        &self,
        figure: &Figure,
        now: (&Report, &Results),
        num_months: usize,
    ) -> Vec<(PeriodKey, Option<Decimal>)> {
        let period = now.0.header.period.key;
        let number = |m: &PastMonth| compare::shown_number(figure, (&m.report, &m.results));
        let past = self.before(period, num_months.saturating_sub(1)).into_iter().rev();
        let mut trend: Vec<_> =
            past.map(|(period, month)| (period, month.and_then(number))).collect();
        trend.push((period, compare::shown_number(figure, now)));
        trend
    }
}
