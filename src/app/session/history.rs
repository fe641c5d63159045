//! The history of a report in an open data file: what was done, going back, what undo would do.

use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::app::summaries::ReportNews;
use crate::app::words;
use crate::app::words::histories::HistoryStep;
use crate::report::deed::Deed;
use crate::report::key::FigureKey;
use crate::store::{OperationId, ReportId};

/// How many operations of a history are read at the most: years of daily work on one report.
const OPERATIONS_MAX: u32 = 5_000;
/// How many changes of one figure are read at the most.
const FIGURE_CHANGES_MAX: u32 = 200;
/// How many of them are told, after typing in one go is joined.
const FIGURE_STEPS_MAX: usize = 30;

impl Session {
    /// What was done to a figure of a report, the newest first; typing on in one go is one change.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn figure_log(
        &mut self,
        report: ReportId,
        figure: &FigureKey,
    ) -> Result<Vec<HistoryStep>, Problem> {
        let template = self.template_of(report)?;
        let entries = self.told(self.store.figure_log(report, figure, FIGURE_CHANGES_MAX))?;
        let mut steps = words::histories::steps(entries, &template);
        steps.truncate(FIGURE_STEPS_MAX);
        Ok(steps)
    }

    /// What was done to a report, the newest first.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn history_steps(&mut self, id: ReportId) -> Result<Vec<HistoryStep>, Problem> {
        let template = self.template_of(id)?;
        let entries = self.told(self.store.history(id, None, OPERATIONS_MAX))?;
        Ok(words::histories::steps(entries, &template))
    }

    /// Brings a report back to what it said right after an operation; none when it says just that.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn restore(
        &mut self,
        id: ReportId,
        after: OperationId,
    ) -> Result<Option<ReportNews>, Problem> {
        let edits = self.told(self.store.edits_back_to(id, after))?;
        let info = self.info_after(id, Deed::WentBack, &edits)?;
        let applied = self.store.save_edits(id, &edits, &info);
        let applied = self.settled(applied)?;
        match applied.operation {
            None => Ok(None),
            Some(_) => self.news(applied).map(Some),
        }
    }
}
