//! The steps of undo and redo of a report, as they follow from its log.

use std::collections::HashSet;

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

const OPERATIONS: &str = "SELECT id, kind, reverts, continues, at, detail, run FROM operation
    WHERE report_id = ?1 ORDER BY id";

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
    /// In which run of the program it was done.
    pub run: String,
    /// What it is about.
    pub of: StepOf,
    pub(super) way: UndoWay,
    /// The last of its operations.
    pub(super) last: OperationId,
}

impl UndoStep {
    /// Its place in the log, among the steps of others.
    pub fn operation(&self) -> OperationId {
        self.last
    }
}

/// What a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepOf {
    /// Fields of the report.
    Fields,
    /// That there is the report at all.
    Making,
}

/// Which way a step leads through what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UndoWay {
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
    pub(super) run: String,
}

/// Operations that are taken back together, and what the user did in the first place, behind any chain of
/// undo and redo. More than one operation typed into one field and nothing else, so that the first and the
/// last of them tell all that the step came to.
#[derive(Debug)]
pub(super) struct Step {
    first: OperationId,
    last: OperationId,
    deed: Deed,
    at: NaiveDateTime,
    detail: String,
    run: String,
    of: StepOf,
}

/// What can be taken back and done again in a report. Only this program writes the file, so they are
/// read from the log once and follow every operation from then on.
#[derive(Debug, Default)]
pub(super) struct Stacks {
    undo: Vec<Step>,
    redo: Vec<Step>,
    /// Whether the operation that made the report is among them.
    has_begun: bool,
    /// The last operation that is neither undo nor redo.
    pub(super) last_done: Option<OperationId>,
}

impl Stacks {
    pub(super) fn of(conn: &Connection, report: ReportId) -> Inner<Self> {
        if !report_row::is_known(conn, report)? {
            return Err(Fault::NoSuchReport);
        }
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
                run: row.get(6)?,
            });
        }
        Ok(stacks)
    }

    /// Follows an operation of the report; the first of all is the one that made it.
    pub(super) fn push(&mut self, operation: LoggedOperation) {
        let of = if self.has_begun { StepOf::Fields } else { StepOf::Making };
        self.has_begun = true;
        let LoggedOperation { id, kind, continues, at, detail, run } = operation;
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
            // One that was brought back on another way is not made again.
            LoggedKind::Done(deed) if deed.is_of_presence() => {
                self.redo.retain(|step| step.of != StepOf::Making);
            }
            LoggedKind::Done(deed) => {
                self.redo.clear();
                self.last_done = Some(id);
                match self.undo.last_mut() {
                    Some(step) if continues == Some(step.last) => {
                        (step.last, step.at, step.detail) = (id, at, detail);
                    }
                    _ => self.undo.push(Step { first: id, last: id, deed, at, detail, run, of }),
                }
            }
        }
    }

    /// What would be taken back, or done again. A step that came to nothing (a field was typed in and
    /// given back what it held) would show nothing, and is passed over.
    fn top(&self, conn: &Connection, way: UndoWay) -> Inner<Option<&Step>> {
        let stack = match way {
            UndoWay::Back => &self.undo,
            UndoWay::Forth => &self.redo,
        };
        for step in stack.iter().rev() {
            if step.first == step.last || changes_something(conn, step)? {
                return Ok(Some(step));
            }
        }
        Ok(None)
    }

    pub(super) fn step(
        &self,
        conn: &Connection,
        report: ReportId,
        way: UndoWay,
    ) -> Inner<Option<UndoStep>> {
        let Some(step) = self.top(conn, way)? else { return Ok(None) };
        let edits = match step.of {
            StepOf::Making => Vec::new(),
            // Of a step of several operations the first tells what stood there before.
            StepOf::Fields => edits(conn, report, &log::rows_of(conn, step.first)?)?,
        };
        Ok(Some(UndoStep {
            deed: step.deed,
            at: step.at,
            detail: step.detail.clone(),
            edits,
            run: step.run.clone(),
            of: step.of,
            way,
            last: step.last,
        }))
    }
}

impl Step {
    /// The step that takes the operation back which took this one back.
    fn reverted_by(self, operation: OperationId) -> Self {
        Self { first: operation, last: operation, ..self }
    }
}

/// The edits that take back what rows of the log tell, the oldest row first: each field to what stood there
/// before the first of its rows. A header whose row left the report's state alone leaves it as it is now.
pub(super) fn edits(conn: &Connection, report: ReportId, rows: &[LogRow]) -> Inner<Vec<Edit>> {
    let mut seen = HashSet::new();
    let first: Vec<&LogRow> = rows.iter().filter(|row| seen.insert(row.field_names())).collect();
    let mut edits = Vec::new();
    for row in first.into_iter().rev() {
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

/// Whether the field of a step of several operations holds something else after it than before.
fn changes_something(conn: &Connection, step: &Step) -> Inner<bool> {
    let (first, last) = (log::rows_of(conn, step.first)?, log::rows_of(conn, step.last)?);
    Ok(first.iter().zip(&last).any(|(first, last)| !first.is_undone_by(last)))
}
