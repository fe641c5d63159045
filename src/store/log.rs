//! The append-only log: operations and what they changed, each the next link of a chain of hashes.

use chrono::TimeDelta;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::error::{Fault, Inner};
use super::hash::{self, OperationRow};
use super::hex::{NOTHING, hex};
use super::ids::{OperationId, ReportId};
use super::log_row::LogRow;
use super::operation::{LoggedKind, Stamp, Task};
use super::record::{parse_time, time_text};
use crate::report::deed::Deed;

/// How long typing on in one field stays one step of undo.
const STEP_SECONDS: i64 = 60;

const APPEND: &str = "INSERT INTO operation (id, kind, report_id, at, run, who, computer, detail,
    reverts, continues, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
const APPEND_CHANGE: &str = "INSERT INTO change (operation_id, seq, report_id, entity, field_key,
    before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
/// The newest operation of the file and the first of its step. Typing goes on with nothing but the newest
/// operation, so that a step has all operations from its first one to its last: the newest one that goes on
/// with none began the newest step.
const LAST_STEP: &str = "SELECT last.id, first.id, first.at, first.kind
    FROM operation AS last, operation AS first
    WHERE last.id = (SELECT max(id) FROM operation)
      AND first.id =
        (SELECT id FROM operation WHERE continues IS NULL ORDER BY id DESC LIMIT 1)
      AND last.report_id = ?1 AND last.run = ?2";
const OPERATIONS: &str =
    "SELECT id, hash, kind, report_id, at, run, who, computer, detail, reverts,
    continues FROM operation ORDER BY id";
/// A change that says it is of another report than its operation.
const STRAY: &str = "SELECT operation.id FROM change JOIN operation ON operation.id = operation_id
    WHERE change.report_id IS NOT operation.report_id LIMIT 1";
pub(super) const CHANGES: &str = "SELECT entity, field_key, before, after FROM change
    WHERE operation_id = ?1 ORDER BY seq";
/// Appends an operation with its changes, as the next link of the log's chain.
pub(super) fn append(
    conn: &Connection,
    task: &Task<'_>,
    report: Option<ReportId>,
    continues: Option<OperationId>,
    changes: &[LogRow],
) -> Inner<OperationId> {
    let (last, before) = hash::last(conn)?;
    let Stamp { at, run, .. } = task.stamp;
    let operation = OperationRow {
        id: last + 1,
        kind: task.kind.as_str().to_owned(),
        report: report.map(ReportId::row),
        at: time_text(*at),
        run: run.name.clone(),
        who: run.who.clone(),
        computer: run.computer.clone(),
        detail: task.detail.to_owned(),
        reverts: task.kind.reverts().map(OperationId::row),
        continues: continues.map(OperationId::row),
    };
    conn.prepare_cached(APPEND)?.execute(params![
        operation.id,
        operation.kind,
        operation.report,
        operation.at,
        operation.run,
        operation.who,
        operation.computer,
        operation.detail,
        operation.reverts,
        operation.continues,
        hex(&operation.link(&before, changes)),
    ])?;
    let mut statement = conn.prepare_cached(APPEND_CHANGE)?;
    for (seq, row) in (0_i64..).zip(changes) {
        let (entity, key, before, after) = row.columns();
        let report = operation.report;
        statement.execute(params![operation.id, seq, report, entity, key, before, after])?;
    }
    Ok(OperationId::from_row(operation.id))
}

/// The rows of an operation, in order.
pub(super) fn rows_of(conn: &Connection, operation: OperationId) -> Inner<Vec<LogRow>> {
    let mut statement = conn.prepare_cached(CHANGES)?;
    let rows = statement.query_map([operation.row()], |row| LogRow::from_columns(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The operation that typing into a field goes on with: the newest of the file, when it typed the same
/// thing into the same field of the same report in the same run, and the step began less than a minute
/// ago. The name of a row and who carries it out are kept in one field, and yet are two things. A step does not come back to what it started from, unless Escape brought the field back there:
/// such a step is passed over by undo, which so always shows something.
pub(super) fn continued(
    conn: &Connection,
    task: &Task<'_>,
    report: ReportId,
    row: &LogRow,
) -> Inner<Option<OperationId>> {
    let LoggedKind::Done(deed) = task.kind else { return Ok(None) };
    let is_restored = deed == Deed::Restored;
    let mut statement = conn.prepare_cached(LAST_STEP)?;
    let step = params![report.row(), task.stamp.run.name];
    let step = statement.query_row(step, |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get(2)?, row.get(3)?))
    });
    let step: Option<(i64, i64, String, String)> = step.optional()?;
    let Some((last, first, at, began_with)) = step else {
        return Ok(None);
    };
    let Some(began_with) = Deed::from_name(&began_with).filter(|deed| deed.is_typing()) else {
        return Ok(None);
    };
    if !is_restored && began_with != deed {
        return Ok(None);
    }
    let began = parse_time(&at).ok_or_else(|| Fault::record("operation", first))?;
    let age = task.stamp.at - began;
    if age < TimeDelta::zero() || age > TimeDelta::seconds(STEP_SECONDS) && !is_restored {
        return Ok(None);
    }
    let first_rows = rows_of(conn, OperationId::from_row(first))?;
    let goes_on = match first_rows.as_slice() {
        [first] => {
            first.field_names() == row.field_names() && (is_restored || !first.is_undone_by(row))
        }
        _ => false,
    };
    Ok(goes_on.then_some(OperationId::from_row(last)))
}

/// Reckons the whole chain of the log anew: the first operation that is not the one its hash was made of.
pub(super) fn first_broken_link(conn: &Connection) -> Inner<Option<OperationId>> {
    let mut statement = conn.prepare(OPERATIONS)?;
    let mut rows = statement.query([])?;
    let mut link = NOTHING;
    while let Some(row) = rows.next()? {
        let operation = OperationRow {
            id: row.get(0)?,
            kind: row.get(2)?,
            report: row.get(3)?,
            at: row.get(4)?,
            run: row.get(5)?,
            who: row.get(6)?,
            computer: row.get(7)?,
            detail: row.get(8)?,
            reverts: row.get(9)?,
            continues: row.get(10)?,
        };
        let id = OperationId::from_row(operation.id);
        link = operation.link(&link, &rows_of(conn, id)?);
        if row.get::<_, String>(1)? != hex(&link) {
            return Ok(Some(id));
        }
    }
    // The chain holds the report of each operation, so the changes need only agree with it.
    let stray: Option<i64> = conn.query_row(STRAY, [], |row| row.get(0)).optional()?;
    Ok(stray.map(OperationId::from_row))
}
