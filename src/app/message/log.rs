//! What crosses between both about the change log.

use crate::app::words::histories::HistoryStep;
use crate::report::key::FigureKey;
use crate::store::ReportId;

/// What the window wants to know of the change log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogQuery {
    /// What was done to a report.
    History(ReportId),
    /// What was done to a figure.
    Figure {
        /// Of which report.
        report: ReportId,
        /// Which figure.
        figure: FigureKey,
    },
}

/// What the change log says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogAnswer {
    /// What was done to a report, the newest first.
    History {
        /// Which report.
        report: ReportId,
        /// What was done.
        steps: Vec<HistoryStep>,
    },
    /// What was done to a figure, the newest first.
    Figure {
        /// Of which report.
        report: ReportId,
        /// Which figure.
        figure: FigureKey,
        /// What was done.
        steps: Vec<HistoryStep>,
    },
}
