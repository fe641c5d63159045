//! A report with its form, what follows from it and the period before: what sentences, checks and finished
//! documents are made of.

use super::compare::Reckoned;
use super::history::{History, PastReport};
use super::results::Results;
use crate::report::content::Report;
use crate::report::key::FigureKey;
use crate::report::template::Template;

/// All that a sentence may refer to.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The values.
    pub report: &'a Report,
    /// Their form.
    pub template: &'a Template,
    /// What follows from them.
    pub results: &'a Results,
    /// The month before, when it is at hand: sentences may tell how a figure moved.
    pub previous: Option<&'a PastReport>,
}

impl<'a> Context<'a> {
    /// A report on its own.
    pub fn of(report: &'a Report, template: &'a Template, results: &'a Results) -> Self {
        Self { report, template, results, previous: None }
    }

    /// A report after the months before it.
    pub fn after(self, history: &'a History) -> Self {
        Self { previous: history.previous(self.report.header.period.key), ..self }
    }

    /// The report with what is computed from it.
    pub fn reckoned(self) -> Reckoned<'a> {
        Reckoned { report: self.report, results: self.results }
    }

    /// Whether a figure belongs to a row that the office does not report.
    pub fn is_off(&self, key: &FigureKey) -> bool {
        let figure = self.template.figure(key);
        figure.is_some_and(|figure| !self.report.has_on(figure, self.template))
    }

    /// A month before, in its own form: it may have had other rows.
    pub fn of_past(past: &'a PastReport) -> Self {
        Self::of(&past.report, &past.form, &past.results)
    }
}
