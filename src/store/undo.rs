//! Undo and redo, derived from the log, so that they survive a restart.
//!
//! ```text
//! a report:      create   A    B ─ C   undo(C)   redo(undo)   undo(redo)
//! undo stack:      –      A    A BC      A         A redo         A
//! redo stack:      –      –     –       undo         –           undo'
//! ```
//!
//! Taking back is a new operation that writes through the same function as typing does; redo takes
//! back the undo. Making a report cannot be taken back, so the first operation of a report (which
//! is always the one that made it) is on neither stack.

use std::collections::hash_map::Entry;

use rusqlite::{Connection, params};

use super::error::{Inner, StoreError};
use super::ids::{OperationId, ReportId};
use super::open::Store;
use super::operation::{LoggedKind, OperationInfo, Stamp, Task};
use super::report_row;
use super::steps::{Direction, Stacks, UndoStep, edits};
use super::transact::Outcome;
use crate::report::change::Edit;
use crate::report::content::Header;
use crate::report::field::FieldValue;

const SINCE: &str = "SELECT id FROM operation WHERE report_id = ?1 AND id > ?2 ORDER BY id";

impl Store {
    /// What [`Store::undo`] would take back; `None` when nothing is left.
    ///
    /// # Errors
    /// [`StoreError::NoSuchReport`], or when the file cannot be read.
    pub fn undoable(&self, report: ReportId) -> Result<Option<UndoStep>, StoreError> {
        self.step(report, Direction::Back)
    }

    /// What [`Store::redo`] would do again; `None` when nothing was taken back since the last
    /// change.
    ///
    /// # Errors
    /// As for [`Store::undoable`].
    pub fn redoable(&self, report: ReportId) -> Result<Option<UndoStep>, StoreError> {
        self.step(report, Direction::Forth)
    }

    /// Takes back the last step of a report, as a new operation. `None` when nothing is left.
    ///
    /// # Errors
    /// As for [`Store::save_edits`].
    pub fn undo(&mut self, report: ReportId, stamp: &Stamp) -> Result<Option<Outcome>, StoreError> {
        self.take_back(report, Direction::Back, stamp)
    }

    /// Does again what was taken back last, as a new operation. `None` when nothing was.
    ///
    /// # Errors
    /// As for [`Store::save_edits`].
    pub fn redo(&mut self, report: ReportId, stamp: &Stamp) -> Result<Option<Outcome>, StoreError> {
        self.take_back(report, Direction::Forth, stamp)
    }

    /// The edits that bring a report back to what it said right after an operation. That the report
    /// was finished or opened again in between stays as it is.
    ///
    /// # Errors
    /// [`StoreError::NoSuchReport`], or when the file cannot be read.
    pub fn edits_back_to(
        &self,
        report: ReportId,
        after: OperationId,
    ) -> Result<Vec<Edit>, StoreError> {
        self.snapshot(|conn| {
            let status = report_row::header(conn, report)?.status;
            let mut statement = conn.prepare_cached(SINCE)?;
            let since =
                statement.query_map(params![report.row(), after.row()], |row| row.get(0))?;
            let since: Vec<i64> = since.collect::<Result<_, _>>()?;
            let mut edits = edits(conn, report, since.into_iter().map(OperationId::from_row))?;
            for edit in &mut edits {
                if let Some(FieldValue::Header(header)) = edit.value() {
                    *edit = Edit::header(Header { status: status.clone(), ..header.clone() });
                }
            }
            Ok(edits)
        })
    }

    /// Brings a report back to what it said right after an operation, as a new operation: whatever
    /// was done since, one step of undo brings it back. The outcome has no operation when the report
    /// says just that already.
    ///
    /// # Errors
    /// As for [`Store::save_edits`].
    pub fn restore(
        &mut self,
        report: ReportId,
        after: OperationId,
        info: &OperationInfo,
    ) -> Result<Outcome, StoreError> {
        let edits = self.edits_back_to(report, after)?;
        self.save_edits(report, &edits, info)
    }

    fn step(&self, report: ReportId, direction: Direction) -> Result<Option<UndoStep>, StoreError> {
        self.with_stacks(report, |conn, stacks| stacks.step(conn, report, direction))
    }

    fn take_back(
        &mut self,
        report: ReportId,
        direction: Direction,
        stamp: &Stamp,
    ) -> Result<Option<Outcome>, StoreError> {
        let found = self.with_stacks(report, |conn, stacks| {
            let Some(step) = stacks.top(conn, direction)? else { return Ok(None) };
            Ok(Some((step.last, step.detail.clone(), edits(conn, report, step.operations())?)))
        })?;
        let Some((last, detail, edits)) = found else {
            return Ok(None);
        };
        let kind = match direction {
            Direction::Back => LoggedKind::Undo(last),
            Direction::Forth => LoggedKind::Redo(last),
        };
        let outcome = self.transact_report(&Task { kind, detail: &detail, stamp }, |writer| {
            writer.report = Some(report);
            for edit in edits {
                writer.edit(report, edit)?;
            }
            Ok(())
        })?;
        Ok(Some(outcome))
    }

    /// Looks at what can be taken back in a report.
    fn with_stacks<T>(
        &self,
        report: ReportId,
        look: impl FnOnce(&Connection, &Stacks) -> Inner<T>,
    ) -> Result<T, StoreError> {
        self.snapshot(|conn| {
            let mut known = self.stacks.borrow_mut();
            let stacks = match known.entry(report) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(Stacks::of(conn, report)?),
            };
            look(conn, stacks)
        })
    }
}
