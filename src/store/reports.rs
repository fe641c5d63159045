//! Reports: their headers, and the whole of them.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::error::{Fault, Inner, StoreError};
use super::ids::ReportId;
use super::open::Store;
use super::operation::{OperationInfo, Saved};
use super::record::HeaderRecord;
use super::transact::Task;
use super::{fields, offices, templates};
use crate::report::change::{Change, Edit};
use crate::report::content::{Header, Report, ReportStatus, edits_between};
use crate::report::key::{OfficeCode, TemplateKey};
use crate::report::office::Office;
use crate::report::period::{Period, PeriodKey};
use crate::report::template::TemplateRef;

const TABLE: &str = "report";
const ALL: &str = "SELECT period_key, first_day, last_day, due_day, status, status_at, remark,
    report.id, office.code, office.name, template.key, template.version FROM report
    JOIN office ON office.id = office_id JOIN template ON template.id = template_id
    ORDER BY period_key, office.code, template.key";
const ONE: &str = "SELECT period_key, first_day, last_day, due_day, status, status_at, remark,
    report.id, office.code, office.name, template.key, template.version FROM report
    JOIN office ON office.id = office_id JOIN template ON template.id = template_id
    WHERE report.id = ?1";
const EXISTS: &str = "SELECT 1 FROM report WHERE id = ?1";
const FIND: &str = "SELECT report.id FROM report JOIN office ON office.id = office_id
    WHERE office.code = ?1 AND period_key = ?2 AND template_key = ?3";
const TWIN: &str = "SELECT other.id FROM report
    JOIN report AS other USING (office_id, template_key)
    WHERE report.id = ?1 AND other.period_key = ?2 AND other.id <> ?1";
const INSERT: &str = "INSERT INTO report (office_id, template_id, template_key,
    period_key, first_day, last_day, due_day, status, status_at, remark)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
const UPDATE: &str = "UPDATE report SET period_key = ?2, first_day = ?3, last_day = ?4,
    due_day = ?5, status = ?6, status_at = ?7, remark = ?8 WHERE id = ?1";

/// A report as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSummary {
    /// Its row.
    pub id: ReportId,
    /// Who reports.
    pub office: Office,
    /// Label, days and due date.
    pub period: Period,
    /// The exact form it was typed in.
    pub template: TemplateRef,
    /// Draft, final or reopened.
    pub status: ReportStatus,
    /// Its remark; usually empty.
    pub remark: String,
}

fn summary(row: &Row<'_>) -> Inner<ReportSummary> {
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
    Ok(ReportSummary {
        id: ReportId::from_row(id),
        office: offices::from_columns(&code, row.get(9)?)?,
        period: header.period,
        template: templates::from_columns(&template, row.get(11)?)?,
        status: header.status,
        remark: header.remark,
    })
}

fn one(conn: &Connection, report: ReportId) -> Inner<ReportSummary> {
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

fn find(
    conn: &Connection,
    office: &OfficeCode,
    period: PeriodKey,
    template: &TemplateKey,
) -> Inner<Option<ReportId>> {
    let mut statement = conn.prepare_cached(FIND)?;
    let key = params![office.as_str(), period.to_string(), template.as_str()];
    let id = statement.query_row(key, |row| row.get(0)).optional()?;
    Ok(id.map(ReportId::from_row))
}

fn insert(conn: &Connection, report: &Report) -> Inner<ReportId> {
    let template = templates::id(conn, &report.template)?;
    let office = offices::find_or_insert(conn, &report.office)?;
    let key = &report.template.key;
    if let Some(known) = find(conn, &report.office.code, report.header.period.key, key)? {
        return Err(Fault::ReportExists(known));
    }
    let record = HeaderRecord::of(&report.header);
    let row = conn.prepare_cached(INSERT)?.insert(params![
        office,
        template.row(),
        key.as_str(),
        record.period,
        record.first,
        record.last,
        record.due,
        record.status,
        record.status_at,
        record.remark,
    ])?;
    Ok(ReportId::from_row(row))
}

/// The whole of a report.
pub(super) fn load(conn: &Connection, report: ReportId) -> Inner<Report> {
    let ReportSummary { office, template, period, status, remark, .. } = one(conn, report)?;
    let mut loaded = Report::new(office, template, Header { period, status, remark });
    fields::load(conn, report, &mut loaded)?;
    Ok(loaded)
}

impl Store {
    /// Every report of the file, by period, then office, then template.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reports(&self) -> Result<Vec<ReportSummary>, StoreError> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(ALL)?;
            let mut rows = statement.query([])?;
            let mut reports = Vec::new();
            while let Some(row) = rows.next()? {
                reports.push(summary(row)?);
            }
            Ok(reports)
        })
    }

    /// The report of an office for a period under any version of a template.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn find_report(
        &self,
        office: &OfficeCode,
        period: PeriodKey,
        template: &TemplateKey,
    ) -> Result<Option<ReportId>, StoreError> {
        self.read(|conn| find(conn, office, period, template))
    }

    /// The whole of a report.
    ///
    /// # Errors
    /// [`StoreError::NoSuchReport`] when there is none; [`StoreError::Corrupt`] when a row cannot
    /// be understood.
    pub fn load_report(&self, report: ReportId) -> Result<Report, StoreError> {
        self.snapshot(|conn| load(conn, report))
    }

    /// Takes a new report into the file with all its contents. A new office is made with it; a
    /// known one keeps the name it has in the file.
    ///
    /// # Errors
    /// [`StoreError::ReportExists`] when the office has one for this period and template;
    /// [`StoreError::NoSuchTemplate`] when its template has not been added.
    pub fn create_report(
        &mut self,
        report: &Report,
        info: &OperationInfo,
    ) -> Result<ReportId, StoreError> {
        let done = self.transact(&Task::done(info), |writer| {
            let id = insert(writer.conn, report)?;
            writer.report = Some(id);
            writer.log(Change::of(Edit::header(report.header.clone()), None));
            let empty =
                Report::new(report.office.clone(), report.template.clone(), report.header.clone());
            for edit in edits_between(&empty, report) {
                writer.edit(id, edit)?;
            }
            Ok(id)
        })?;
        Ok(done.value)
    }

    /// Makes a report of the file equal to another one of the same office and template version, in
    /// one operation (an import over it).
    ///
    /// # Errors
    /// [`StoreError::OtherReport`] when office or template version differ;
    /// [`StoreError::ReportExists`] when the new period is taken.
    pub fn replace_report(
        &mut self,
        report: ReportId,
        with: &Report,
        info: &OperationInfo,
    ) -> Result<Saved, StoreError> {
        let done = self.transact(&Task::done(info), |writer| {
            let current = load(writer.conn, report)?;
            if current.office.code != with.office.code || current.template != with.template {
                return Err(Fault::OtherReport(report));
            }
            writer.report = Some(report);
            for edit in edits_between(&current, with) {
                writer.edit(report, edit)?;
            }
            Ok(())
        })?;
        Ok(done.saved)
    }
}
