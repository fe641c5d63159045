//! The steps of undo and redo of a report, as they follow from its log.

use chrono::NaiveDateTime;
use rusqlite::Connection;

use super::error::{Fault, Inner};
use super::ids::{OperationId, ReportId};
use super::log;
use super::log_row::LogRow;
use super::operation::LoggedKind;
use super::record::parse_time;
use super::report_row;
use crate::report::change::Edit;
use crate::report::deed::Deed;
use crate::report::field::FieldValue;
use crate::report::header::Header;

const OPERATIONS: &str = "SELECT id, kind, reverts, continues, at, detail FROM operation
    WHERE report_id = ?1 ORDER BY id LIMIT -1 OFFSET 1";

/// What undo or redo would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoStep {
    /// What the user did that is taken back or done again.
    pub deed: Deed,
    /// When it was done last, local time.
    pub at: NaiveDateTime,
    /// The name of a file or an agency; may be empty.
    pub detail: String,
    /// The fields that will change, with what will stand there.
    pub edits: Vec<Edit>,
}

#[derive(Clone, Copy)]
pub(super) enum Direction {
    Back,
    Forth,
}

/// An operation as undo looks at it.
pub(super) struct LoggedOperation {
    pub(super) id: OperationId,
    pub(super) kind: LoggedKind,
    pub(super) continues: Option<OperationId>,
    pub(super) at: NaiveDateTime,
    pub(super) detail: String,
}

/// Operations that are taken back together, in order, and what the user did in the first place,
/// behind any chain of undo and redo.
#[derive(Debug)]
pub(super) struct Step {
    /// All but the last one.
    earlier: Vec<OperationId>,
    pub(super) last: OperationId,
    deed: Deed,
    at: NaiveDateTime,
    pub(super) detail: String,
}

/// What can be taken back and done again in a report. Only this program writes the file, so they are
/// read from the log once and follow every operation from then on.
#[derive(Debug, Default)]
pub(super) struct Stacks {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

impl Stacks {
    pub(super) fn of(conn: &Connection, report: ReportId) -> Inner<Self> {
        report_row::exists(conn, report)?;
        let mut stacks = Self::default();
        let mut statement = conn.prepare_cached(OPERATIONS)?;
        let mut rows = statement.query([report.row()])?;
        while let Some(row) = rows.next()? {
            let id = OperationId::from_row(row.get(0)?);
            let fault = || Fault::record("operation", id.row());
            let (kind, at): (String, String) = (row.get(1)?, row.get(4)?);
            let (reverts, continues): (Option<i64>, Option<i64>) = (row.get(2)?, row.get(3)?);
            let kind = LoggedKind::from_row(&kind, reverts.map(OperationId::from_row));
            stacks.push(LoggedOperation {
                id,
                kind: kind.ok_or_else(fault)?,
                continues: continues.map(OperationId::from_row),
                at: parse_time(&at).ok_or_else(fault)?,
                detail: row.get(5)?,
            });
        }
        Ok(stacks)
    }

    /// Follows an operation of the report, except for the one that made it.
    pub(super) fn push(&mut self, operation: LoggedOperation) {
        let LoggedOperation { id, kind, continues, at, detail } = operation;
        match kind {
            LoggedKind::Undo(of) => {
                // Steps above it came to nothing and were passed over.
                let place = self.undo.iter().rposition(|step| step.last == of);
                let mut taken = self.undo.split_off(place.unwrap_or(self.undo.len())).into_iter();
                let step = taken.next().map(|step| step.reverted_by(id));
                self.redo.extend(step);
            }
            LoggedKind::Redo(_) => {
                let step = self.redo.pop().map(|step| step.reverted_by(id));
                self.undo.extend(step);
            }
            // Another state of the report is no step: it stays when others are taken back.
            LoggedKind::Done(deed) if deed.is_of_status() => {}
            LoggedKind::Done(deed) => {
                self.redo.clear();
                match self.undo.last_mut() {
                    Some(step) if continues == Some(step.last) => {
                        step.earlier.push(step.last);
                        (step.last, step.deed, step.at, step.detail) = (id, deed, at, detail);
                    }
                    _ => self.undo.push(Step { earlier: Vec::new(), last: id, deed, at, detail }),
                }
            }
        }
    }

    /// What would be taken back, or done again. A step that came to nothing (a field was typed in and
    /// given back what it held) would show nothing, and is passed over.
    pub(super) fn top(&self, conn: &Connection, direction: Direction) -> Inner<Option<&Step>> {
        let stack = match direction {
            Direction::Back => &self.undo,
            Direction::Forth => &self.redo,
        };
        for step in stack.iter().rev() {
            if step.earlier.is_empty() || changes_something(conn, step)? {
                return Ok(Some(step));
            }
        }
        Ok(None)
    }

    pub(super) fn step(
        &self,
        conn: &Connection,
        report: ReportId,
        direction: Direction,
    ) -> Inner<Option<UndoStep>> {
        let Some(step) = self.top(conn, direction)? else { return Ok(None) };
        Ok(Some(UndoStep {
            deed: step.deed,
            at: step.at,
            detail: step.detail.clone(),
            edits: edits(conn, report, step.operations())?,
        }))
    }
}

impl Step {
    pub(super) fn operations(&self) -> impl Iterator<Item = OperationId> {
        self.earlier.iter().copied().chain([self.last])
    }

    /// The step that takes the operation back which took this one back.
    fn reverted_by(self, operation: OperationId) -> Self {
        Self { earlier: Vec::new(), last: operation, ..self }
    }
}

/// The edits that take a step back: each field to what stood there before the step. A header whose step left
/// the report's state alone leaves it as it is now.
pub(super) fn edits(
    conn: &Connection,
    report: ReportId,
    operations: impl IntoIterator<Item = OperationId>,
) -> Inner<Vec<Edit>> {
    let mut first: Vec<LogRow> = Vec::new();
    for operation in operations {
        for row in log::rows_of(conn, operation)? {
            if !first.iter().any(|known| known.same_field(&row)) {
                first.push(row);
            }
        }
    }
    let mut edits = Vec::new();
    for row in first.iter().rev() {
        let change = row.change()?;
        edits.push(match (change.before(), change.after()) {
            (Some(FieldValue::Header(before)), Some(FieldValue::Header(after)))
                if before.status == after.status =>
            {
                let status = report_row::header(conn, report)?.status;
                Edit::header(Header { status, ..before.clone() })
            }
            _ => change.inverse().edit(),
        });
    }
    Ok(edits)
}

/// Whether some field holds something else after a step than before it.
fn changes_something(conn: &Connection, step: &Step) -> Inner<bool> {
    let mut fields: Vec<(LogRow, LogRow)> = Vec::new();
    for operation in step.operations() {
        for row in log::rows_of(conn, operation)? {
            match fields.iter_mut().find(|(first, _)| first.same_field(&row)) {
                Some((_, last)) => *last = row,
                None => fields.push((row.clone(), row)),
            }
        }
    }
    Ok(fields.iter().any(|(first, last)| !first.is_undone_by(last)))
}
