//! Reports: all of them, and the whole of each.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::deleting::Presence;
use super::error::{Fault, Inner, StoreError};
use super::hex::{NOTHING, hex};
use super::ids::ReportId;
use super::kept::Kept;
use super::open::Store;
use super::operation::{OperationInfo, Task};
use super::record::HeaderRecord;
use super::report_row::{self, ListedReport};
use super::transact::{Applied, Writer};
use super::{fields, hash, offices, templates};
use crate::report::content::{Header, Report};
use crate::report::field::Field;
use crate::report::key::{OfficeCode, TemplateKey};
use crate::report::period::PeriodKey;
use crate::report::report_key::ReportKey;

const ALL: &str = report_row::listed!("WHERE deleted = 0");
const FIND: &str = "SELECT report.id FROM report JOIN office ON office.id = office_id
    WHERE office.code = ?1 AND period_key = ?2 AND template_key = ?3 AND deleted = 0";
const INSERT: &str = "INSERT INTO report (id, office_id, template_id, template_key,
    period_key, first_day, last_day, due_day, status, status_at, remark, num_done, num_total,
    num_texts, content_hash, deleted) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, 0, NULL, ?12,
    iif(?13, ?1, 0))";

/// What the row of a report without any fields points to.
pub(super) struct NewRow<'a> {
    /// Its number, where it had one; else the next.
    pub(super) id: Option<i64>,
    /// Whether it is deleted; then it has a number.
    pub(super) presence: Presence,
    pub(super) office: i64,
    pub(super) template: i64,
    pub(super) template_key: &'a str,
}

/// Makes the row of a report and returns its number.
pub(super) fn insert_row(conn: &Connection, new: &NewRow<'_>, header: &Header) -> Inner<i64> {
    let NewRow { id, presence, office, template, template_key } = new;
    let record = HeaderRecord::of(header);
    Ok(conn.prepare_cached(INSERT)?.insert(params![
        id,
        office,
        template,
        template_key,
        record.period,
        record.first,
        record.last,
        record.due,
        record.status,
        record.status_at,
        record.remark,
        hex(&NOTHING),
        *presence == Presence::Deleted,
    ])?)
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

fn insert(writer: &mut Writer<'_>, report: &Report) -> Inner<ReportId> {
    let conn = writer.conn;
    let template = templates::id(conn, &report.template)?;
    let office = writer.keep(&Kept::office(&report.office.code), |conn| {
        offices::find_or_insert(conn, &report.office)
    })?;
    let key = &report.template.key;
    if let Some(known) = find(conn, &report.office.code, report.header.period.key, key)? {
        return Err(Fault::ReportExists(known));
    }
    let template_key = key.as_str();
    let new = NewRow {
        id: None,
        presence: Presence::There,
        office,
        template: template.row(),
        template_key,
    };
    let row = insert_row(conn, &new, &report.header)?;
    let id = ReportId::from_row(row);
    writer.log_made(&Kept::report(id))?;
    Ok(id)
}

/// The whole of a report, with the hash that was kept of its content.
pub(super) fn load_with_hash(conn: &Connection, report: ReportId) -> Inner<(Report, String)> {
    let ListedReport { office, template, period, status, remark, content_hash, .. } =
        report_row::one(conn, report)?;
    let mut loaded = Report::new(office, template, Header { period, status, remark });
    fields::load(conn, report, &mut loaded)?;
    Ok((loaded, content_hash))
}

/// The whole of a report that says what was saved.
fn load(conn: &Connection, report: ReportId) -> Inner<Report> {
    report_row::exists(conn, report)?;
    let (loaded, kept_hash) = load_with_hash(conn, report)?;
    if hash::of_report(&loaded)? == kept_hash {
        Ok(loaded)
    } else {
        Err(Fault::OtherContent(report))
    }
}

impl ListedReport {
    /// What names the report.
    pub fn key(&self) -> ReportKey {
        ReportKey {
            period: self.period.key,
            office: self.office.code.clone(),
            template: self.template.key.clone(),
        }
    }

    /// Whether another report is of the same office, in the same form.
    pub fn is_in_series_of(&self, other: &Self) -> bool {
        self.office.code == other.office.code && self.template.key == other.template.key
    }
}

impl Store {
    /// Every report of the file, by period, then office, then template.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reports(&self) -> Result<Vec<ListedReport>, StoreError> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(ALL)?;
            let mut rows = statement.query([])?;
            let mut reports = Vec::new();
            while let Some(row) = rows.next()? {
                reports.push(report_row::summary(row)?);
            }
            // Keys of periods sort otherwise as text: "2025" would stand before its months.
            reports.sort_by_cached_key(ListedReport::key);
            Ok(reports)
        })
    }

    /// A report as lists show it, deleted or not.
    ///
    /// # Errors
    /// [`StoreError::NoSuchReport`]; when the file cannot be read.
    pub fn listed_report(&self, report: ReportId) -> Result<ListedReport, StoreError> {
        self.read(|conn| report_row::one(conn, report))
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
    /// be understood; [`StoreError::OtherContent`] when it was changed without this program.
    pub fn load_report(&self, report: ReportId) -> Result<Report, StoreError> {
        #[cfg(test)]
        self.num_loads.set(self.num_loads.get() + 1);
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
    ) -> Result<Applied, StoreError> {
        self.transact_report(&Task::done(info), |writer| {
            let id = insert(writer, report)?;
            writer.report = Some(id);
            for change in report.making() {
                match change.field() {
                    Field::Header => writer.log(change),
                    _ => writer.edit(id, change.edit())?,
                }
            }
            Ok(())
        })
    }
}
