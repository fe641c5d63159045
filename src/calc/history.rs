//! The months before a report, as far as they are at hand: for trends, for cumulative figures and
//! for the change since last month.

use rust_decimal::Decimal;

use super::compare;
use super::results::Results;
use crate::report::content::Report;
use crate::report::period::PeriodKey;
use crate::report::template::{Figure, Template};

/// A month before, with what follows from it under its own template.
#[derive(Debug, Clone)]
pub struct PastMonth {
    /// Its report.
    pub report: Report,
    /// What follows from it.
    pub results: Results,
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
        let months = reports.into_iter().map(|report| {
            let results = Results::of(&report, template);
            PastMonth { report, results }
        });
        Self { months: months.collect() }
    }

    /// The month right before a period.
    pub fn previous(&self, period: PeriodKey) -> Option<&PastMonth> {
        self.of(period.previous())
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
        let mut period = now.0.header.period.key;
        let mut trend = vec![(period, compare::shown_number(figure, now))];
        for _ in 1..num_months {
            period = period.previous();
            let month = self.of(period);
            let number = month.and_then(|m| compare::shown_number(figure, (&m.report, &m.results)));
            trend.push((period, number));
        }
        trend.reverse();
        trend
    }
}
