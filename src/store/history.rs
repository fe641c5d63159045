//! What the log says: everything that was done to a report, or to one of its figures.

use chrono::NaiveDateTime;
use rusqlite::types::ValueRef;
use rusqlite::{Row, Rows, params};

use super::error::{Fault, Inner, StoreError};
use super::ids::{OperationId, ReportId};
use super::log_row::LogRow;
use super::open::Store;
use super::operation::{LoggedKind, Run};
use super::record::parse_time;
use crate::report::change::Change;
use crate::report::deed::Deed;
use crate::report::key::FigureKey;

/// A report that was finished or opened again, deleted or brought back, says what it said before.
const REVISION: &str = "SELECT count(*) FROM operation
    WHERE report_id = ?1 AND kind NOT IN ('finished', 'reopened', 'report_deleted', 'report_restored')";
const BEGINS_WITH: &str = "SELECT EXISTS (SELECT 1 FROM (SELECT kind FROM operation ORDER BY id LIMIT 2) WHERE kind = ?1)";
const HISTORY: &str = "SELECT o.id, o.kind, o.at, o.run, o.who, o.computer, o.reverts, o.continues,
      o.detail, c.entity, c.field_key, c.before, c.after
    FROM (SELECT * FROM operation WHERE report_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3) AS o
    LEFT JOIN change AS c ON c.operation_id = o.id ORDER BY o.id DESC, c.seq";
const OF_FIGURE: &str =
    "SELECT o.id, o.kind, o.at, o.run, o.who, o.computer, o.reverts, o.continues,
      o.detail, c.entity, c.field_key, c.before, c.after
    FROM change AS c JOIN operation AS o ON o.id = c.operation_id
    WHERE c.report_id = ?1 AND c.entity IN ('figure', 'printed', 'day') AND c.field_key = ?2
    ORDER BY c.operation_id DESC, c.seq DESC LIMIT ?3";

/// One operation of the log, with what it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Its place in the log.
    pub operation: OperationId,
    /// What was done.
    pub kind: LoggedKind,
    /// When, local time; for information only.
    pub at: NaiveDateTime,
    /// In which run of the program, and by whom.
    pub run: Run,
    /// The name of a file or an agency; may be empty.
    pub detail: String,
    /// The operation before it in the same step of undo (typing on in one field).
    pub continues: Option<OperationId>,
    /// What it changed, in order.
    pub changes: Vec<Change>,
}

/// An operation without its changes, from its columns.
fn entry(row: &Row<'_>) -> Inner<HistoryEntry> {
    let operation = OperationId::from_row(row.get(0)?);
    let fault = || Fault::record("operation", operation.row());
    let (kind, at): (String, String) = (row.get(1)?, row.get(2)?);
    let (reverts, continues): (Option<i64>, Option<i64>) = (row.get(6)?, row.get(7)?);
    Ok(HistoryEntry {
        operation,
        kind: LoggedKind::from_row(&kind, reverts.map(OperationId::from_row)).ok_or_else(fault)?,
        at: parse_time(&at).ok_or_else(fault)?,
        run: Run { name: row.get(3)?, who: row.get(4)?, computer: row.get(5)? },
        detail: row.get(8)?,
        continues: continues.map(OperationId::from_row),
        changes: Vec::new(),
    })
}

/// The change in the columns from 9 on; none of an operation that changed no field.
fn change(row: &Row<'_>) -> Inner<Option<Change>> {
    if row.get_ref(9)? == ValueRef::Null {
        return Ok(None);
    }
    let row = LogRow::from_columns(row, 9)?;
    if row.as_kept().is_some() { Ok(None) } else { row.change().map(Some) }
}

/// Operations from rows of one column each for an operation and a change, those of one operation
/// together.
fn entries(mut rows: Rows<'_>) -> Inner<Vec<HistoryEntry>> {
    let mut entries: Vec<HistoryEntry> = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if entries.last().is_none_or(|last| last.operation.row() != id) {
            entries.push(entry(row)?);
        }
        if let (Some(last), Some(change)) = (entries.last_mut(), change(row)?) {
            last.changes.push(change);
        }
    }
    Ok(entries)
}

impl Store {
    /// Whether something was done at the very beginning of the log, where a new file is filled: behind the template
    /// that every file gets.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn begins_with(&self, deed: Deed) -> Result<bool, StoreError> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(BEGINS_WITH)?;
            Ok(statement.query_row([deed.name()], |row| row.get(0))?)
        })
    }

    /// How many operations led to what a report says now: the number of its revision. Declaring it
    /// finished changes nothing of that.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn revision(&self, report: ReportId) -> Result<u64, StoreError> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(REVISION)?;
            let count: i64 = statement.query_row([report.row()], |row| row.get(0))?;
            Ok(u64::try_from(count).unwrap_or(0))
        })
    }

    /// What was done to a report, the newest first: at most `limit` operations before `before`
    /// (from the newest when it is `None`).
    ///
    /// # Errors
    /// When the file cannot be read, or [`StoreError::Corrupt`] when a row cannot be understood.
    pub fn history(
        &self,
        report: ReportId,
        before: Option<OperationId>,
        limit: u32,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        self.snapshot(|conn| {
            let before = before.map_or(i64::MAX, OperationId::row);
            let mut statement = conn.prepare_cached(HISTORY)?;
            entries(statement.query(params![report.row(), before, limit])?)
        })
    }

    /// What was done to a figure of a report, to how it is printed and to its day, the newest first:
    /// operations with their changes of this figure alone, at most `limit` changes.
    ///
    /// # Errors
    /// When the file cannot be read, or [`StoreError::Corrupt`] when a row cannot be understood.
    pub fn figure_log(
        &self,
        report: ReportId,
        figure: &FigureKey,
        limit: u32,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        self.snapshot(|conn| {
            let mut statement = conn.prepare_cached(OF_FIGURE)?;
            entries(statement.query(params![report.row(), figure.as_str(), limit])?)
        })
    }
}
