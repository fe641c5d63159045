//! What the log says about one figure of a report.

use chrono::NaiveDateTime;
use rusqlite::params;

use super::error::{Fault, Inner, StoreError};
use super::ids::{OperationId, ReportId};
use super::log::LogRow;
use super::open::Store;
use super::operation::{LoggedKind, Session};
use super::record::parse_time;
use crate::report::change::Change;
use crate::report::key::FigureKey;

const OF_FIGURE: &str = "SELECT o.id, o.kind, o.at, o.session, o.reverts, o.continues,
      c.entity, c.field_key, c.before, c.after
    FROM change AS c JOIN operation AS o ON o.id = c.operation_id
    WHERE c.report_id = ?1 AND c.entity IN ('figure', 'printed', 'day') AND c.field_key = ?2
    ORDER BY c.operation_id DESC, c.seq DESC LIMIT ?3";

/// A change of a figure: of its value, of how it is printed, or of its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureEntry {
    /// The operation that made it.
    pub operation: OperationId,
    /// The operation before it in the same step of undo (typing on in one field).
    pub continues: Option<OperationId>,
    /// What was done.
    pub kind: LoggedKind,
    /// When, local time; for information only.
    pub at: NaiveDateTime,
    /// In which run of the program.
    pub session: Session,
    /// What changed.
    pub change: Change,
}

impl Store {
    /// What was done to a figure of a report, the newest first, at most `limit` changes.
    ///
    /// # Errors
    /// When the file cannot be read, or [`StoreError::Corrupt`] when a row cannot be understood.
    pub fn figure_log(
        &self,
        report: ReportId,
        figure: &FigureKey,
        limit: u32,
    ) -> Result<Vec<FigureEntry>, StoreError> {
        self.snapshot(|conn| {
            let mut statement = conn.prepare_cached(OF_FIGURE)?;
            let mut rows = statement.query(params![report.row(), figure.as_str(), limit])?;
            let mut entries = Vec::new();
            while let Some(row) = rows.next()? {
                entries.push(entry(row)?);
            }
            Ok(entries)
        })
    }
}

fn entry(row: &rusqlite::Row<'_>) -> Inner<FigureEntry> {
    let operation = OperationId::from_row(row.get(0)?);
    let fault = || Fault::record("operation", operation.row());
    let (kind, at): (String, String) = (row.get(1)?, row.get(2)?);
    let (reverts, continues): (Option<i64>, Option<i64>) = (row.get(4)?, row.get(5)?);
    let change = LogRow::of(row.get(6)?, row.get(7)?, (row.get(8)?, row.get(9)?));
    Ok(FigureEntry {
        operation,
        continues: continues.map(OperationId::from_row),
        kind: LoggedKind::from_row(&kind, reverts.map(OperationId::from_row)).ok_or_else(fault)?,
        at: parse_time(&at).ok_or_else(fault)?,
        session: Session::new(row.get::<_, String>(3)?),
        change: change.change()?,
    })
}
