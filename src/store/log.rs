//! The append-only log: operations and what they changed, each the next link of a chain of hashes.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::error::{Fault, Inner};
use super::hash::{self, OperationRow};
use super::hex::{NOTHING, hex};
use super::ids::{OperationId, ReportId};
use super::log_row::LogRow;
use super::operation::{Stamp, Task};
use super::record::time_text;

const APPEND: &str = "INSERT INTO operation (id, kind, report_id, at, run, who, computer, detail,
    reverts, continues, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
const APPEND_CHANGE: &str = "INSERT INTO change (operation_id, seq, report_id, entity, field_key,
    before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
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
        // Another program may have given the last one the largest number that there is.
        id: last.checked_add(1).ok_or_else(|| Fault::record("operation", last))?,
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
