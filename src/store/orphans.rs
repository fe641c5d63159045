//! Reports whose office or template is not in the file any more: another program took that row away, or made the
//! report point to one that never was. No list that joins the tables finds them.

use rusqlite::{Connection, OptionalExtension as _, Row};

use super::error::{Inner, StoreError};
use super::ids::ReportId;
use super::kept::ReportState;
use super::open::Store;
use crate::report::period::PeriodKey;

/// With what the log says last of whose report it is, in which form.
const ALL: &str = "SELECT report.id, period_key, office.id IS NULL, template.id IS NULL,
      (SELECT after FROM change WHERE entity = 'report' AND field_key = CAST(report.id AS TEXT)
       ORDER BY operation_id DESC LIMIT 1)
    FROM report LEFT JOIN office ON office.id = office_id LEFT JOIN template ON template.id = template_id
    WHERE (office.id IS NULL OR template.id IS NULL) AND CASE WHEN ?1 IS NULL THEN deleted = 0 ELSE report.id = ?1 END
    ORDER BY report.id";
/// What the log says last of an office.
const OFFICE_NAME: &str =
    "SELECT after ->> 'name' FROM change WHERE entity = 'office' AND field_key = ?1
    ORDER BY operation_id DESC LIMIT 1";

const IS_LOGGED: &str = "SELECT EXISTS (SELECT 1 FROM operation WHERE report_id = ?1)";

/// Whether the log knows nothing of a report.
pub(super) fn is_planted(conn: &Connection, report: ReportId) -> Inner<bool> {
    let mut statement = conn.prepare_cached(IS_LOGGED)?;
    let is_logged: bool = statement.query_row([report.row()], |row| row.get(0))?;
    Ok(!is_logged)
}

/// A report that is in no list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    /// Its row.
    pub report: ReportId,
    /// Its period, where that can be read.
    pub period: Option<PeriodKey>,
    /// The name of its office as the log says it, where the row of the office is gone.
    pub office: Gone,
    /// The same of its template: key and version.
    pub template: Gone,
}

/// Whether a row that a report points to is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gone {
    /// It is.
    No,
    /// It is not; what it was by the log, where that tells.
    Was(Option<String>),
}

fn orphan(conn: &Connection, row: &Row<'_>) -> Inner<Orphan> {
    let period: String = row.get(1)?;
    let logged: Option<String> = row.get(4)?;
    let logged: Option<ReportState> = logged.and_then(|json| serde_json::from_str(&json).ok());
    let office = || -> Inner<Option<String>> {
        let Some(code) = logged.as_ref().map(|logged| logged.office.as_str()) else {
            return Ok(None);
        };
        let name = conn.query_row(OFFICE_NAME, [code], |row| row.get::<_, Option<String>>(0));
        let name = name.optional()?.flatten().filter(|name| !name.is_empty());
        Ok(Some(name.unwrap_or_else(|| code.to_owned())))
    };
    let template =
        || logged.as_ref().map(|logged| format!("{}@{}", logged.template, logged.version));
    let (is_office_gone, is_template_gone): (bool, bool) = (row.get(2)?, row.get(3)?);
    Ok(Orphan {
        report: ReportId::from_row(row.get(0)?),
        period: PeriodKey::parse(&period).ok(),
        office: if is_office_gone { Gone::Was(office()?) } else { Gone::No },
        template: if is_template_gone { Gone::Was(template()) } else { Gone::No },
    })
}

/// All of them, or the one of a number.
pub(super) fn find(conn: &Connection, report: Option<ReportId>) -> Inner<Vec<Orphan>> {
    let mut statement = conn.prepare(ALL)?;
    let mut rows = statement.query([report.map(ReportId::row)])?;
    let mut orphans = Vec::new();
    while let Some(row) = rows.next()? {
        orphans.push(orphan(conn, row)?);
    }
    Ok(orphans)
}

impl Store {
    /// The reports that no list shows, because their office or their template is gone.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn orphans(&self) -> Result<Vec<Orphan>, StoreError> {
        self.read(|conn| find(conn, None))
    }
}
