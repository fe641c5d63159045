//! The history of a report in an open data file: what was done, going back, what undo would do.

use super::history_words::{self, HistoryStep, StepNames};
use super::problem::Problem;
use super::session::Session;
use super::summaries::ReportNews;
use crate::report::deed::Deed;
use crate::store::{OperationId, ReportId};

/// How many operations of a history are read at the most: years of daily work on one report.
const OPERATIONS_MAX: u32 = 5_000;

impl Session {
    /// What was done to a report, the newest first.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn history_steps(&mut self, id: ReportId) -> Result<Vec<HistoryStep>, Problem> {
        let template = self.template_of(id)?;
        let entries = self.store.history(id, None, OPERATIONS_MAX);
        let entries = entries.map_err(|err| self.store_problem(&err))?;
        Ok(history_words::steps(&entries, &template))
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
        let edits = self.store.edits_back_to(id, after);
        let edits = edits.map_err(|err| self.store_problem(&err))?;
        let info = self.info_after(id, Deed::WentBack, &edits)?;
        let outcome = self.store.restore(id, after, &info);
        let outcome = self.settled(outcome)?;
        match outcome.operation {
            None => Ok(None),
            Some(_) => self.news(outcome).map(Some),
        }
    }

    /// What undo and redo would do.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn step_names(&mut self, id: ReportId) -> Result<StepNames, Problem> {
        let template = self.template_of(id)?;
        let undo = self.store.undoable(id).map_err(|err| self.store_problem(&err))?;
        let redo = self.store.redoable(id).map_err(|err| self.store_problem(&err))?;
        Ok(StepNames::of(undo.as_ref(), redo.as_ref(), &template))
    }
}
