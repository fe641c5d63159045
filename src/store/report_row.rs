//! The row of a report: its header, and what lists show of it.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::error::{Fault, Inner};
use super::hash;
use super::hex::{hex, parse_hex};
use super::ids::ReportId;
use super::record::{self, HeaderRecord};
use crate::calc::progress::{Asking, Progress, Standing};
use crate::report::change::Change;
use crate::report::content::{Header, ReportStatus};
use crate::report::office::Office;
use crate::report::period::Period;
use crate::report::template::TemplateRef;

const TABLE: &str = "report";
/// The columns of a report in lists, with all that they come from.
macro_rules! listed {
    ($condition:literal) => {
        concat!(
            "SELECT period_key, first_day, last_day, due_day, status, status_at, remark, report.id,
              office.code, office.name, template.key, template.version, num_done, num_total,
              content_hash, num_texts, num_errors, num_warnings, of_content, beside FROM report
            JOIN office ON office.id = office_id JOIN template ON template.id = template_id
            LEFT JOIN finding_count ON finding_count.report_id = report.id ",
            $condition
        )
    };
}
pub(super) use listed;
const ONE: &str = listed!("WHERE report.id = ?1");
const EXISTS: &str = "SELECT 1 FROM report WHERE id = ?1 AND deleted = 0";
const IS_KNOWN: &str = "SELECT 1 FROM report WHERE id = ?1";
const TWIN: &str = "SELECT other.id FROM report
    JOIN report AS other USING (office_id, template_key)
    WHERE report.id = ?1 AND other.period_key = ?2 AND other.id <> ?1 AND other.deleted = 0";
const UPDATE: &str = "UPDATE report SET period_key = ?2, first_day = ?3, last_day = ?4,
    due_day = ?5, status = ?6, status_at = ?7, remark = ?8 WHERE id = ?1";
const HASH: &str = "SELECT content_hash FROM report WHERE id = ?1";
const KEEP: &str = "UPDATE report SET content_hash = ?2, num_done = coalesce(?3, num_done),
    num_total = coalesce(?4, num_total), num_texts = coalesce(?5, num_texts) WHERE id = ?1";
const KEEP_FOUND: &str = "INSERT INTO finding_count VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT DO UPDATE SET num_errors = excluded.num_errors, num_warnings = excluded.num_warnings,
    of_content = excluded.of_content, beside = excluded.beside";

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
    /// How many texts and lists of it are empty, or of the period before and not looked at; none where nobody counted
    /// since the file came from an earlier version of the program.
    pub open_texts: Option<usize>,
    /// What was found in it as it stands; none where it was changed since.
    pub found: Option<Found>,
    /// The same for the same content, whatever led to it: 64 hex digits.
    pub content_hash: String,
}

/// What was found in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How many findings ask for something.
    pub asking: Asking,
    /// The hash of all else that they depend on, besides the report: 64 hex digits. Beside anything else they may be
    /// others.
    pub beside: String,
}

/// What is counted of a report for lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// How much is entered.
    pub standing: Standing,
    /// What was found.
    pub found: Found,
}

impl Counts {
    /// Whether lists tell something else of the report; what they do not tell is no difference.
    pub fn differ_from(&self, listed: &ListedReport) -> bool {
        let is_told = |found: &&Found| found.beside == self.found.beside;
        self.standing.figures != listed.progress
            || listed.open_texts.is_some_and(|texts| texts != self.standing.open_texts)
            || listed.found.as_ref().filter(is_told).is_some_and(|found| *found != self.found)
    }
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
    let (content_hash, of_content): (String, Option<String>) = (row.get(14)?, row.get(18)?);
    Ok(ListedReport {
        id: ReportId::from_row(id),
        office: record::office(&code, row.get(9)?)?,
        period: header.period,
        template: record::template(&template, row.get(11)?)?,
        status: header.status,
        remark: header.remark,
        progress: Progress { done: number(12)?, total: number(13)? },
        open_texts: match row.get_ref(15)? {
            ValueRef::Null => None,
            _ => Some(number(15)?),
        },
        found: match of_content.as_ref() == Some(&content_hash) {
            true => {
                let asking = Asking { errors: number(16)?, warnings: number(17)? };
                Some(Found { asking, beside: row.get(19)? })
            }
            false => None,
        },
        content_hash,
    })
}

/// Keeps with a report what lists show of it: the hash of its content after some changes, and how
/// much is entered, where that is known.
pub(super) fn keep_summary(
    conn: &Connection,
    report: ReportId,
    changes: &[Change],
    standing: Option<Standing>,
) -> Inner<()> {
    let before: String = conn.prepare_cached(HASH)?.query_row([report.row()], |row| row.get(0))?;
    let before = parse_hex(&before).ok_or_else(|| Fault::record(TABLE, report.row()))?;
    let content = hex(&hash::content(before, changes)?);
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let done = standing.map(|standing| number(standing.figures.done));
    let total = standing.map(|standing| number(standing.figures.total));
    let texts = standing.map(|standing| number(standing.open_texts));
    conn.prepare_cached(KEEP)?.execute(params![report.row(), content, done, total, texts])?;
    Ok(())
}

/// Keeps what was found in a report as it stands.
pub(super) fn keep_found(conn: &Connection, report: ReportId, found: &Found) -> Inner<()> {
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let (errors, warnings) = (number(found.asking.errors), number(found.asking.warnings));
    let content = content_hash(conn, report)?;
    let values = params![report.row(), errors, warnings, content, found.beside];
    conn.prepare_cached(KEEP_FOUND)?.execute(values)?;
    Ok(())
}

/// The hash that is kept with a report.
pub(super) fn content_hash(conn: &Connection, report: ReportId) -> Inner<String> {
    Ok(conn.prepare_cached(HASH)?.query_row([report.row()], |row| row.get(0))?)
}

/// Keeps another hash with a report.
pub(super) fn put_hash(conn: &Connection, report: ReportId, hash: &str) -> Inner<()> {
    let none: Option<i64> = None;
    conn.prepare_cached(KEEP)?.execute(params![report.row(), hash, none, none, none])?;
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

/// Whether a report is in the file, deleted or not.
pub(super) fn is_known(conn: &Connection, report: ReportId) -> Inner<bool> {
    Ok(conn.prepare_cached(IS_KNOWN)?.exists([report.row()])?)
}

/// Refuses a report that is not in the file, or is deleted.
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
