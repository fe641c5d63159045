//! The row of a report: its header, and what lists show of it.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::error::{Fault, Inner};
use super::hash;
use super::hex::{hex, parse_hex};
use super::ids::ReportId;
use super::record::{self, HeaderRecord};
use crate::calc::progress::Progress;
use crate::report::change::Change;
use crate::report::content::{Header, ReportStatus};
use crate::report::office::Office;
use crate::report::period::Period;
use crate::report::template::TemplateRef;

const TABLE: &str = "report";
const ONE: &str = "SELECT period_key, first_day, last_day, due_day, status, status_at, remark,
    report.id, office.code, office.name, template.key, template.version, num_done, num_total,
    content_hash FROM report
    JOIN office ON office.id = office_id JOIN template ON template.id = template_id
    WHERE report.id = ?1";
const EXISTS: &str = "SELECT 1 FROM report WHERE id = ?1";
const TWIN: &str = "SELECT other.id FROM report
    JOIN report AS other USING (office_id, template_key)
    WHERE report.id = ?1 AND other.period_key = ?2 AND other.id <> ?1";
const UPDATE: &str = "UPDATE report SET period_key = ?2, first_day = ?3, last_day = ?4,
    due_day = ?5, status = ?6, status_at = ?7, remark = ?8 WHERE id = ?1";
const HASH: &str = "SELECT content_hash FROM report WHERE id = ?1";
const KEEP: &str = "UPDATE report SET content_hash = ?2, num_done = coalesce(?3, num_done),
    num_total = coalesce(?4, num_total) WHERE id = ?1";

/// A report as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedReport {
    /// Its row.
    pub id: ReportId,
    /// Who reports.
    pub office: Office,
    /// Label, days and due date.
    pub period: Period,
    /// The exact form it was typed in.
    pub template: TemplateRef,
    /// Where it stands.
    pub status: ReportStatus,
    /// Its remark; usually empty.
    pub remark: String,
    /// How much of it is entered.
    pub progress: Progress,
    /// The same for the same content, whatever led to it: 64 hex digits.
    pub content_hash: String,
}

pub(super) fn summary(row: &Row<'_>) -> Inner<ListedReport> {
    let record = HeaderRecord {
        period: row.get(0)?,
        first: row.get(1)?,
        last: row.get(2)?,
        due: row.get(3)?,
        status: row.get(4)?,
        status_at: row.get(5)?,
        remark: row.get(6)?,
    };
    let id: i64 = row.get(7)?;
    let header = record.header().ok_or_else(|| Fault::record(TABLE, id))?;
    let code: String = row.get(8)?;
    let template: String = row.get(10)?;
    let number = |column: usize| -> Inner<usize> {
        usize::try_from(row.get::<_, i64>(column)?).map_err(|_| Fault::record(TABLE, id))
    };
    Ok(ListedReport {
        id: ReportId::from_row(id),
        office: record::office(&code, row.get(9)?)?,
        period: header.period,
        template: record::template(&template, row.get(11)?)?,
        status: header.status,
        remark: header.remark,
        progress: Progress { done: number(12)?, total: number(13)? },
        content_hash: row.get(14)?,
    })
}

/// Keeps with a report what lists show of it: the hash of its content after some changes, and how
/// much is entered, where that is known.
pub(super) fn keep_summary(
    conn: &Connection,
    report: ReportId,
    changes: &[Change],
    progress: Option<Progress>,
) -> Inner<()> {
    let before: String = conn.prepare_cached(HASH)?.query_row([report.row()], |row| row.get(0))?;
    let before = parse_hex(&before).ok_or_else(|| Fault::record(TABLE, report.row()))?;
    let content = hex(&hash::content(before, changes)?);
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let done = progress.map(|progress| number(progress.done));
    let total = progress.map(|progress| number(progress.total));
    conn.prepare_cached(KEEP)?.execute(params![report.row(), content, done, total])?;
    Ok(())
}

/// The hash that is kept with a report.
pub(super) fn content_hash(conn: &Connection, report: ReportId) -> Inner<String> {
    Ok(conn.prepare_cached(HASH)?.query_row([report.row()], |row| row.get(0))?)
}

/// Keeps another hash with a report.
pub(super) fn put_hash(conn: &Connection, report: ReportId, hash: &str) -> Inner<()> {
    let none: Option<i64> = None;
    conn.prepare_cached(KEEP)?.execute(params![report.row(), hash, none, none])?;
    Ok(())
}

pub(super) fn one(conn: &Connection, report: ReportId) -> Inner<ListedReport> {
    let mut statement = conn.prepare_cached(ONE)?;
    let mut rows = statement.query([report.row()])?;
    match rows.next()? {
        Some(row) => summary(row),
        None => Err(Fault::NoSuchReport),
    }
}

/// Refuses a report that is not in the file.
pub(super) fn exists(conn: &Connection, report: ReportId) -> Inner<()> {
    if conn.prepare_cached(EXISTS)?.exists([report.row()])? {
        Ok(())
    } else {
        Err(Fault::NoSuchReport)
    }
}

/// The header of a report.
pub(super) fn header(conn: &Connection, report: ReportId) -> Inner<Header> {
    let summary = one(conn, report)?;
    Ok(Header { period: summary.period, status: summary.status, remark: summary.remark })
}

/// Changes the header of a report.
pub(super) fn put_header(conn: &Connection, report: ReportId, header: &Header) -> Inner<()> {
    let record = HeaderRecord::of(header);
    let twin = conn
        .prepare_cached(TWIN)?
        .query_row(params![report.row(), record.period], |row| row.get(0));
    if let Some(twin) = twin.optional()? {
        return Err(Fault::ReportExists(ReportId::from_row(twin)));
    }
    conn.prepare_cached(UPDATE)?.execute(params![
        report.row(),
        record.period,
        record.first,
        record.last,
        record.due,
        record.status,
        record.status_at,
        record.remark,
    ])?;
    Ok(())
}
