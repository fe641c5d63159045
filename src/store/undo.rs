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

use chrono::NaiveDateTime;
use rusqlite::{Connection, params};

use super::error::{Fault, Inner, StoreError};
use super::ids::{OperationId, ReportId};
use super::log::{self, LogRow};
use super::open::Store;
use super::operation::{LoggedKind, OperationInfo, OperationKind, Saved, Session};
use super::record::parse_time;
use super::reports;
use super::transact::Task;
use crate::report::change::{Change, Edit};
use crate::report::content::Header;
use crate::report::field::FieldValue;

const OPERATIONS: &str = "SELECT id, kind, reverts, continues FROM operation
    WHERE report_id = ?1 ORDER BY id LIMIT -1 OFFSET 1";
const SINCE: &str = "SELECT id FROM operation WHERE report_id = ?1 AND id > ?2 ORDER BY id";
const ABOUT: &str = "SELECT kind, reverts, at, description FROM operation WHERE id = ?1";

/// What undo or redo would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoStep {
    /// What the user did that is taken back or done again.
    pub kind: OperationKind,
    /// When it was done last, local time.
    pub at: NaiveDateTime,
    /// What the operation says about itself; may be empty.
    pub description: String,
    /// The fields that will change, with what will stand there.
    pub edits: Vec<Edit>,
}

#[derive(Clone, Copy)]
enum Direction {
    Back,
    Forth,
}

/// Operations that are taken back together, in order; never empty.
type Step = Vec<OperationId>;

#[derive(Default)]
struct Stacks {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

impl Stacks {
    fn of(conn: &Connection, report: ReportId) -> Inner<Self> {
        reports::exists(conn, report)?;
        let mut stacks = Self::default();
        let mut statement = conn.prepare_cached(OPERATIONS)?;
        let mut rows = statement.query([report.row()])?;
        while let Some(row) = rows.next()? {
            let id = OperationId::from_row(row.get(0)?);
            let kind: String = row.get(1)?;
            let reverts: Option<i64> = row.get(2)?;
            let kind = LoggedKind::from_row(&kind, reverts.map(OperationId::from_row))
                .ok_or_else(|| Fault::record("operation", id.row()))?;
            let continues: Option<i64> = row.get(3)?;
            stacks.push(id, kind, continues.map(OperationId::from_row));
        }
        Ok(stacks)
    }

    fn push(&mut self, id: OperationId, kind: LoggedKind, continues: Option<OperationId>) {
        match kind {
            LoggedKind::Undo(of) => {
                // Steps above it came to nothing and were passed over.
                let at = self.undo.iter().rposition(|step| step.last() == Some(&of));
                self.undo.truncate(at.unwrap_or(self.undo.len().saturating_sub(1)));
                self.redo.push(vec![id]);
            }
            LoggedKind::Redo(_) => {
                self.redo.pop();
                self.undo.push(vec![id]);
            }
            LoggedKind::Done(_) => {
                self.redo.clear();
                match self.undo.last_mut() {
                    Some(step) if continues.is_some() && step.last() == continues.as_ref() => {
                        step.push(id);
                    }
                    _ => self.undo.push(vec![id]),
                }
            }
        }
    }

    /// The step that would be taken back. One that came to nothing (a field was typed in and given back
    /// what it held) would show nothing.
    fn top(mut self, conn: &Connection, direction: Direction) -> Inner<Option<Step>> {
        let stack = match direction {
            Direction::Back => &mut self.undo,
            Direction::Forth => &mut self.redo,
        };
        while let Some(step) = stack.pop() {
            if step.len() == 1 || changes_something(conn, &step)? {
                return Ok(Some(step));
            }
        }
        Ok(None)
    }
}

/// The edits that take a step back: each field to what stood there before the step.
fn edits(conn: &Connection, step: &[OperationId]) -> Inner<Vec<Edit>> {
    let mut first: Vec<LogRow> = Vec::new();
    for operation in step {
        for row in log::rows(conn, *operation)? {
            if !first.iter().any(|known| known.same_field(&row)) {
                first.push(row);
            }
        }
    }
    let mut edits = Vec::new();
    for row in first.iter().rev() {
        edits.push(row.change().map(Change::inverse)?.edit());
    }
    Ok(edits)
}

/// Whether some field holds something else after a step than before it.
fn changes_something(conn: &Connection, step: &[OperationId]) -> Inner<bool> {
    let mut fields: Vec<(LogRow, LogRow)> = Vec::new();
    for operation in step {
        for row in log::rows(conn, *operation)? {
            match fields.iter_mut().find(|(first, _)| first.same_field(&row)) {
                Some((_, last)) => *last = row,
                None => fields.push((row.clone(), row)),
            }
        }
    }
    Ok(fields.iter().any(|(first, last)| !first.is_undone_by(last)))
}

struct About {
    kind: OperationKind,
    at: NaiveDateTime,
    description: String,
}

/// What the user did in the first place, behind any chain of undo and redo.
fn about(conn: &Connection, operation: OperationId) -> Inner<About> {
    let mut statement = conn.prepare_cached(ABOUT)?;
    let mut id = operation;
    loop {
        let columns = |row: &rusqlite::Row<'_>| {
            let reverts: Option<i64> = row.get(1)?;
            let kind: String = row.get(0)?;
            let kind = LoggedKind::from_row(&kind, reverts.map(OperationId::from_row));
            Ok((kind, row.get::<_, String>(2)?, row.get(3)?))
        };
        let (kind, at, description) = statement.query_row(params![id.row()], columns)?;
        let kind = match kind {
            // Ids fall along the chain (a CHECK of the table), so this ends.
            Some(LoggedKind::Undo(of) | LoggedKind::Redo(of)) => {
                id = of;
                continue;
            }
            Some(LoggedKind::Done(kind)) => kind,
            None => return Err(Fault::record("operation", id.row())),
        };
        let at = parse_time(&at).ok_or_else(|| Fault::record("operation", id.row()))?;
        return Ok(About { kind, at, description });
    }
}

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
    pub fn undo(
        &mut self,
        report: ReportId,
        at: NaiveDateTime,
        session: &Session,
    ) -> Result<Option<Saved>, StoreError> {
        self.take_back(report, Direction::Back, at, session)
    }

    /// Does again what was taken back last, as a new operation. `None` when nothing was.
    ///
    /// # Errors
    /// As for [`Store::save_edits`].
    pub fn redo(
        &mut self,
        report: ReportId,
        at: NaiveDateTime,
        session: &Session,
    ) -> Result<Option<Saved>, StoreError> {
        self.take_back(report, Direction::Forth, at, session)
    }

    /// Brings a report back to what it said right after an operation, as a new operation: whatever
    /// was done since, one step of undo brings it back. That the report was finished or opened again
    /// in between stays as it is. `None` when it says just that already.
    ///
    /// # Errors
    /// As for [`Store::save_edits`].
    pub fn restore(
        &mut self,
        report: ReportId,
        after: OperationId,
        info: &OperationInfo,
    ) -> Result<Option<Saved>, StoreError> {
        let back = self.snapshot(|conn| {
            reports::exists(conn, report)?;
            let mut statement = conn.prepare_cached(SINCE)?;
            let since =
                statement.query_map(params![report.row(), after.row()], |row| row.get(0))?;
            let since: Vec<i64> = since.collect::<Result<_, _>>()?;
            let since: Vec<OperationId> = since.into_iter().map(OperationId::from_row).collect();
            edits(conn, &since)
        })?;
        let done = self.transact(&Task::done(info), |writer| {
            writer.report = Some(report);
            for edit in back {
                let edit = match edit.value() {
                    Some(FieldValue::Header(header)) => {
                        let status = reports::header(writer.conn, report)?.status;
                        Edit::header(Header { status, ..header.clone() })
                    }
                    _ => edit,
                };
                writer.edit(report, edit)?;
            }
            Ok(())
        })?;
        Ok(done.saved.operation.is_some().then_some(done.saved))
    }

    fn step(&self, report: ReportId, direction: Direction) -> Result<Option<UndoStep>, StoreError> {
        self.snapshot(|conn| {
            let Some(step) = Stacks::of(conn, report)?.top(conn, direction)? else {
                return Ok(None);
            };
            let Some(last) = step.last() else {
                return Ok(None);
            };
            let about = about(conn, *last)?;
            Ok(Some(UndoStep {
                kind: about.kind,
                at: about.at,
                description: about.description,
                edits: edits(conn, &step)?,
            }))
        })
    }

    fn take_back(
        &mut self,
        report: ReportId,
        direction: Direction,
        at: NaiveDateTime,
        session: &Session,
    ) -> Result<Option<Saved>, StoreError> {
        let found = self.snapshot(|conn| {
            let step = Stacks::of(conn, report)?.top(conn, direction)?.unwrap_or_default();
            let Some(last) = step.last().copied() else {
                return Ok(None);
            };
            let description = about(conn, last)?.description;
            Ok(Some((last, edits(conn, &step)?, description)))
        })?;
        let Some((last, edits, description)) = found else {
            return Ok(None);
        };
        let kind = match direction {
            Direction::Back => LoggedKind::Undo(last),
            Direction::Forth => LoggedKind::Redo(last),
        };
        let task = Task { kind, at, session, description: &description };
        let done = self.transact(&task, |writer| {
            writer.report = Some(report);
            for edit in edits {
                writer.edit(report, edit)?;
            }
            Ok(())
        })?;
        Ok(Some(done.saved))
    }
}
