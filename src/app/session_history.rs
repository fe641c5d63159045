//! The history of a report in an open data file: what was done, going back, what undo would do.

use super::history_words::{self, HistoryStep};
use super::problem::Problem;
use super::session::Session;
use crate::store::{OperationId, OperationKind, ReportId};

/// How many operations of a history are read at the most: years of daily work on one report.
const OPERATIONS_MAX: u32 = 5_000;

/// What undo would take back and redo do again, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepNames {
    /// None when nothing can be taken back.
    pub undo: Option<String>,
    /// None when nothing was taken back.
    pub redo: Option<String>,
}

impl Session {
    /// What was done to a report, the newest first.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn history_steps(&mut self, id: ReportId) -> Result<Vec<HistoryStep>, Problem> {
        let template = self.report(id)?.template;
        let template = self.template(&template)?;
        let entries = self.store.history(id, None, OPERATIONS_MAX);
        let entries = entries.map_err(|err| self.store_problem(&err))?;
        Ok(history_words::steps(&entries, &template))
    }

    /// Brings a report back to what it said right after an operation; tells whether it said
    /// something else.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn restore(&mut self, id: ReportId, after: OperationId) -> Result<bool, Problem> {
        let info = self.info(OperationKind::Pasted, "Trở lại như lúc trước");
        let saved = self.store.restore(id, after, &info).map_err(|err| self.store_problem(&err))?;
        Ok(saved.is_some())
    }

    /// What undo and redo would do.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn step_names(&mut self, id: ReportId) -> Result<StepNames, Problem> {
        let template = self.report(id)?.template;
        let template = self.template(&template)?;
        let (undo, redo) = (self.store.undoable(id), self.store.redoable(id));
        let name = |step: Option<_>| step.map(|step| history_words::step_name(&step, &template));
        let undo = undo.map_err(|err| self.store_problem(&err))?;
        let redo = redo.map_err(|err| self.store_problem(&err))?;
        Ok(StepNames { undo: name(undo), redo: name(redo) })
    }
}
