//! Reports that are deleted: their rows stay where they are with a mark, so that each can be brought back as it was,
//! and their period is free for another.
//!
//! Nothing takes them away for good: the log holds what they said in any case, and a clock that is wrong must not
//! decide what is lost.

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::error::{Fault, Inner, StoreError};
use super::ids::ReportId;
use super::kept::Kept;
use super::open::Store;
use super::operation::{LoggedKind, Run, Stamp, Task};
use super::record::parse_time;
use super::report_row::{self, ListedReport};
use super::transact::{Applied, Writer};
use crate::report::deed::Deed;

const PUT: &str = "UPDATE report SET deleted = iif(?2, id, 0) WHERE id = ?1";
/// The report in whose place one would come back.
const TWIN: &str = "SELECT other.id FROM report
    JOIN report AS other USING (office_id, template_key, period_key)
    WHERE report.id = ?1 AND other.id <> ?1 AND other.deleted = 0";
const ALL: &str = report_row::listed!("WHERE deleted <> 0");
/// The operation that deleted a report last: of the changes of what it is the newest.
const WHEN: &str = "SELECT at, run, who, computer FROM operation WHERE id =
    (SELECT max(operation_id) FROM change WHERE report_id = ?1 AND entity = 'report')";
const TAKEN_BACK: &str = "SELECT report.id FROM operation JOIN report ON report.id = report_id
    WHERE operation.id = (SELECT max(id) FROM operation) AND kind = 'undo' AND deleted <> 0";

/// Whether a report is there for whoever asks for reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// It is.
    There,
    /// It is deleted.
    Deleted,
}

/// A report that is deleted and can be brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeletedReport {
    /// As lists showed it.
    pub row: ListedReport,
    /// When it was deleted, local time; for information only.
    pub at: NaiveDateTime,
    /// In which run of the program, and by whom.
    pub by: Run,
}

/// Deletes the writer's report, or brings it back; nothing where it is so already.
pub(super) fn put(writer: &mut Writer<'_>, report: ReportId, presence: Presence) -> Inner<()> {
    if !report_row::is_known(writer.conn, report)? {
        return Err(Fault::NoSuchReport);
    }
    if presence == Presence::There {
        let twin = writer.conn.prepare_cached(TWIN)?.query_row([report.row()], |row| row.get(0));
        if let Some(twin) = twin.optional()? {
            return Err(Fault::ReportExists(ReportId::from_row(twin)));
        }
    }
    writer.report = Some(report);
    writer.keep(&Kept::report(report), |conn| {
        let is_deleted = presence == Presence::Deleted;
        conn.prepare_cached(PUT)?.execute(params![report.row(), is_deleted])?;
        Ok(())
    })
}

fn deleted(conn: &Connection, row: ListedReport) -> Inner<DeletedReport> {
    let mut statement = conn.prepare_cached(WHEN)?;
    let (at, by): (String, Run) = statement.query_row([row.id.row()], |row| {
        Ok((row.get(0)?, Run { name: row.get(1)?, who: row.get(2)?, computer: row.get(3)? }))
    })?;
    let at = parse_time(&at).ok_or_else(|| Fault::record("operation", row.id.row()))?;
    Ok(DeletedReport { row, at, by })
}

impl Store {
    /// Deletes a report: it is in no list any more and cannot be read or changed, and its period is free for another.
    /// It can be brought back as it was. Whether a finished report may be deleted is for the caller to decide.
    ///
    /// # Errors
    /// [`StoreError::NoSuchReport`]; when the file cannot be written.
    pub fn delete_report(
        &mut self,
        report: ReportId,
        stamp: &Stamp,
    ) -> Result<Applied, StoreError> {
        self.put_presence(report, Presence::Deleted, stamp)
    }

    /// Brings a deleted report back as it was.
    ///
    /// # Errors
    /// [`StoreError::NoSuchReport`]; [`StoreError::ReportExists`] when there is another for its period since; when the
    /// file cannot be written.
    pub fn bring_back(&mut self, report: ReportId, stamp: &Stamp) -> Result<Applied, StoreError> {
        self.put_presence(report, Presence::There, stamp)
    }

    fn put_presence(
        &mut self,
        report: ReportId,
        presence: Presence,
        stamp: &Stamp,
    ) -> Result<Applied, StoreError> {
        let deed = match presence {
            Presence::There => Deed::ReportRestored,
            Presence::Deleted => Deed::ReportDeleted,
        };
        let task = Task { kind: LoggedKind::Done(deed), detail: "", stamp };
        self.transact_report(&task, |writer| {
            if presence == Presence::Deleted {
                report_row::exists(writer.conn, report)?;
            }
            put(writer, report, presence)
        })
    }

    /// Every deleted report, the one that was deleted last in front.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deleted_reports(&self) -> Result<Vec<DeletedReport>, StoreError> {
        self.snapshot(|conn| {
            let mut statement = conn.prepare_cached(ALL)?;
            let mut rows = statement.query([])?;
            let mut all = Vec::new();
            while let Some(row) = rows.next()? {
                all.push(deleted(conn, report_row::summary(row)?)?);
            }
            all.sort_by_key(|deleted| std::cmp::Reverse(deleted.at));
            Ok(all)
        })
    }

    /// The report whose making was taken back by the last thing that was done in the file: redo makes it again.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn taken_back_last(&self) -> Result<Option<ReportId>, StoreError> {
        self.read(|conn| {
            let found = conn.prepare_cached(TAKEN_BACK)?.query_row([], |row| row.get(0));
            Ok(found.optional()?.map(ReportId::from_row))
        })
    }
}
