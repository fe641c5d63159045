//! Undo and redo, derived from the log, so that they survive a restart.
//!
//! ```text
//! a report:      create   A    B ─ C   undo(C)   redo(undo)   undo(redo)
//! undo stack:      create A    A BC      A         A redo         A
//! redo stack:      –      –     –       undo         –           undo'
//! ```
//!
//! Taking back is a new operation that writes through the same function as typing does; redo takes
//! back the undo. The first operation of a report is always the one that made it: taking it back deletes the
//! report, doing it again brings it back.

use std::collections::hash_map::Entry;

use rusqlite::{Connection, params};

use super::deleting::{self, Presence};
use super::error::{Inner, StoreError};
use super::ids::{OperationId, ReportId};
use super::log_row::LogRow;
use super::open::Store;
use super::operation::{LoggedKind, Stamp, Task};
use super::report_row;
use super::steps::{Stacks, StepOf, UndoStep, UndoWay, edits};
use super::transact::Applied;
use crate::report::change::Edit;
use crate::report::content::Header;
use crate::report::field::FieldValue;

const SINCE: &str = "SELECT entity, field_key, before, after FROM change
    WHERE report_id = ?1 AND operation_id > ?2 ORDER BY operation_id, seq";

impl Store {
    /// The step that undo would take back; `None` when nothing is left.
    ///
    /// # Errors
    /// [`StoreError::NoSuchReport`], or when the file cannot be read.
    pub fn undoable(&self, report: ReportId) -> Result<Option<UndoStep>, StoreError> {
        self.step(report, UndoWay::Back)
    }

    /// The step that redo would do again; `None` when nothing was taken back since the last
    /// change.
    ///
    /// # Errors
    /// As for [`Store::undoable`].
    pub fn redoable(&self, report: ReportId) -> Result<Option<UndoStep>, StoreError> {
        self.step(report, UndoWay::Forth)
    }

    /// Takes back, or does again, the step that [`Store::undoable`] or [`Store::redoable`] told last of the
    /// report, as a new operation.
    ///
    /// # Errors
    /// As for [`Store::save_edits`].
    pub fn take_back(
        &mut self,
        report: ReportId,
        step: UndoStep,
        stamp: &Stamp,
    ) -> Result<Applied, StoreError> {
        let UndoStep { way, last, detail, edits, of, .. } = step;
        let kind = match way {
            UndoWay::Back => LoggedKind::Undo(last),
            UndoWay::Forth => LoggedKind::Redo(last),
        };
        self.transact_report(&Task { kind, detail: &detail, stamp }, |writer| match (of, way) {
            (StepOf::Making, UndoWay::Back) => deleting::put(writer, report, Presence::Deleted),
            (StepOf::Making, UndoWay::Forth) => deleting::put(writer, report, Presence::There),
            (StepOf::Fields, _) => {
                report_row::exists(writer.conn, report)?;
                writer.report = Some(report);
                edits.into_iter().try_for_each(|edit| writer.edit(report, edit))
            }
        })
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
            let since = params![report.row(), after.row()];
            let rows = statement.query_map(since, |row| LogRow::from_columns(row, 0))?;
            let mut rows: Vec<LogRow> = rows.collect::<Result<_, _>>()?;
            // That it was deleted and brought back in between is no field.
            rows.retain(|row| row.as_kept().is_none());
            let mut edits = edits(conn, report, &rows)?;
            for edit in &mut edits {
                if let Some(FieldValue::Header(header)) = edit.value() {
                    *edit = Edit::header(Header { status: status.clone(), ..header.clone() });
                }
            }
            Ok(edits)
        })
    }

    /// The last operation of a report that is neither undo nor redo: what was taken back elsewhere before it is not
    /// done again.
    ///
    /// # Errors
    /// As for [`Store::undoable`].
    pub fn last_done(&self, report: ReportId) -> Result<Option<OperationId>, StoreError> {
        self.with_stacks(report, |_, stacks| Ok(stacks.last_done))
    }

    fn step(&self, report: ReportId, way: UndoWay) -> Result<Option<UndoStep>, StoreError> {
        self.with_stacks(report, |conn, stacks| stacks.step(conn, report, way))
    }

    fn with_stacks<T>(
        &self,
        report: ReportId,
        work: impl FnOnce(&Connection, &Stacks) -> Inner<T>,
    ) -> Result<T, StoreError> {
        self.snapshot(|conn| {
            let mut known = self.stacks.borrow_mut();
            let stacks = match known.entry(report) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(Stacks::of(conn, report)?),
            };
            work(conn, stacks)
        })
    }
}
