//! The append-only log: operations and the fields they changed.

use chrono::{NaiveDateTime, TimeDelta};
use rusqlite::{Connection, Row, params};

use super::error::{Fault, Inner, StoreError};
use super::ids::{OperationId, ReportId};
use super::open::Store;
use super::operation::{LoggedKind, OperationKind, Session};
use super::record::{self, parse_time, time_text};
use super::transact::Task;
use crate::report::change::Change;
use crate::report::field::{Field, FieldValue};
use crate::report::template::TemplateRef;

const TABLE: &str = "change";
/// How long typing on in one field stays one step of undo.
const STEP_SECONDS: i64 = 60;

const APPEND: &str = "INSERT INTO operation (kind, report_id, at, session, description, reverts,
    continues) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const APPEND_CHANGE: &str = "INSERT INTO change (operation_id, seq, report_id, entity, field_key,
    before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
/// The operations of a step of undo, the last one first.
const LAST_STEP: &str = "WITH RECURSIVE step (id, kind, report_id, at, session, continues) AS (
      SELECT id, kind, report_id, at, session, continues FROM operation
      WHERE id = (SELECT max(id) FROM operation)
      UNION ALL
      SELECT o.id, o.kind, o.report_id, o.at, o.session, o.continues FROM operation AS o
      JOIN step ON o.id = step.continues)
    SELECT id, at FROM step WHERE kind = 'typed' AND report_id = ?1 AND session = ?2
    ORDER BY id DESC";
const CHANGES: &str = "SELECT entity, field_key, before, after FROM change
    WHERE operation_id = ?1 ORDER BY seq";
const REVISION: &str = "SELECT count(*) FROM operation WHERE report_id = ?1 AND kind <> 'status'";
const HISTORY: &str = "SELECT id, kind, at, session, description, reverts, continues
    FROM operation WHERE report_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3";

/// One operation of the log, with what it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Its place in the log.
    pub operation: OperationId,
    /// What was done.
    pub kind: LoggedKind,
    /// When, local time; for information only.
    pub at: NaiveDateTime,
    /// In which run of the program.
    pub session: Session,
    /// In words; may be empty.
    pub description: String,
    /// The operation before it in the same step of undo (typing on in one field).
    pub continues: Option<OperationId>,
    /// What it changed, in order.
    pub changes: Vec<Change>,
}

/// A row of the table `change`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LogRow {
    entity: String,
    key: String,
    before: Option<String>,
    after: Option<String>,
}

impl LogRow {
    pub(super) fn template(template: &TemplateRef, sha256: &str) -> Self {
        let after = serde_json::json!({ "sha256": sha256 });
        Self {
            entity: "template".to_owned(),
            key: format!("{}@{}", template.key, template.version),
            before: None,
            after: Some(after.to_string()),
        }
    }

    pub(super) fn field(change: &Change) -> Inner<Self> {
        let field = change.field();
        let json =
            |side: Option<&FieldValue>| side.map(|value| record::to_json(field, value)).transpose();
        Ok(Self {
            entity: field.entity().to_owned(),
            key: field.key(),
            before: json(change.before())?,
            after: json(change.after())?,
        })
    }

    /// A row as it was read.
    pub(super) fn of(
        entity: String,
        key: String,
        (before, after): (Option<String>, Option<String>),
    ) -> Self {
        Self { entity, key, before, after }
    }

    /// Whether the field holds after a later change what it held before this one.
    pub(super) fn is_undone_by(&self, later: &Self) -> bool {
        self.before == later.after
    }

    /// Whether both rows are about the same field of a report.
    pub(super) fn same_field(&self, other: &Self) -> bool {
        self.entity == other.entity && self.key == other.key
    }

    /// The change that the row tells of.
    pub(super) fn change(&self) -> Inner<Change> {
        let fault = || Fault::record(TABLE, format!("{} {}", self.entity, self.key));
        let field = Field::parse(&self.entity, &self.key).ok_or_else(fault)?;
        let side = |json: Option<&String>| {
            let value = json.map(|json| record::from_json(&field, json).ok_or_else(fault));
            value.transpose()
        };
        let (before, after) = (side(self.before.as_ref())?, side(self.after.as_ref())?);
        Ok(Change::between(field, before, after))
    }
}

pub(super) fn append_operation(
    conn: &Connection,
    task: &Task<'_>,
    report: Option<ReportId>,
    continues: Option<OperationId>,
) -> Inner<OperationId> {
    let row = conn.prepare_cached(APPEND)?.insert(params![
        task.kind.as_str(),
        report.map(ReportId::row),
        time_text(task.at),
        task.session.as_str(),
        task.description,
        task.kind.reverts().map(OperationId::row),
        continues.map(OperationId::row),
    ])?;
    Ok(OperationId::from_row(row))
}

pub(super) fn append_changes(
    conn: &Connection,
    operation: OperationId,
    report: Option<ReportId>,
    rows: &[LogRow],
) -> Inner<()> {
    let mut statement = conn.prepare_cached(APPEND_CHANGE)?;
    for (seq, row) in (0_i64..).zip(rows) {
        statement.execute(params![
            operation.row(),
            seq,
            report.map(ReportId::row),
            row.entity,
            row.key,
            row.before,
            row.after,
        ])?;
    }
    Ok(())
}

/// The rows of an operation, in order.
pub(super) fn rows(conn: &Connection, operation: OperationId) -> Inner<Vec<LogRow>> {
    let mut statement = conn.prepare_cached(CHANGES)?;
    let rows = statement.query_map([operation.row()], |row| {
        Ok(LogRow {
            entity: row.get(0)?,
            key: row.get(1)?,
            before: row.get(2)?,
            after: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The operation that typing into a field goes on with: the newest of the file, when it typed into
/// the same field of the same report in the same session, and the step began less than a minute
/// ago. A step does not come back to what it started from, unless Escape brought the field back there:
/// such a step is passed over by undo, which so always shows something.
pub(super) fn continued(
    conn: &Connection,
    task: &Task<'_>,
    report: ReportId,
    row: &LogRow,
) -> Inner<Option<OperationId>> {
    let is_restored = task.kind == LoggedKind::Done(OperationKind::Restored);
    let mut statement = conn.prepare_cached(LAST_STEP)?;
    let step = params![report.row(), task.session.as_str()];
    let step = statement.query_map(step, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let step: Vec<(i64, String)> = step.collect::<Result<_, _>>()?;
    let (Some((last, _)), Some((first, at))) = (step.first(), step.last()) else {
        return Ok(None);
    };
    let began = parse_time(at).ok_or_else(|| Fault::record("operation", first))?;
    let age = task.at - began;
    if age < TimeDelta::zero() || age > TimeDelta::seconds(STEP_SECONDS) && !is_restored {
        return Ok(None);
    }
    let first_rows = rows(conn, OperationId::from_row(*first))?;
    let goes_on = match first_rows.as_slice() {
        [first] => first.same_field(row) && (is_restored || first.before != row.after),
        _ => false,
    };
    Ok(goes_on.then_some(OperationId::from_row(*last)))
}

fn entry(conn: &Connection, row: &Row<'_>) -> Inner<HistoryEntry> {
    let operation = OperationId::from_row(row.get(0)?);
    let fault = || Fault::record("operation", operation.row());
    let kind: String = row.get(1)?;
    let at: String = row.get(2)?;
    let reverts: Option<i64> = row.get(5)?;
    let continues: Option<i64> = row.get(6)?;
    let changes = rows(conn, operation)?;
    Ok(HistoryEntry {
        operation,
        kind: LoggedKind::from_row(&kind, reverts.map(OperationId::from_row)).ok_or_else(fault)?,
        at: parse_time(&at).ok_or_else(fault)?,
        session: Session::new(row.get::<_, String>(3)?),
        description: row.get(4)?,
        continues: continues.map(OperationId::from_row),
        changes: changes.iter().map(LogRow::change).collect::<Inner<_>>()?,
    })
}

impl Store {
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
            let mut rows = statement.query(params![report.row(), before, limit])?;
            let mut entries = Vec::new();
            while let Some(row) = rows.next()? {
                entries.push(entry(conn, row)?);
            }
            Ok(entries)
        })
    }
}
