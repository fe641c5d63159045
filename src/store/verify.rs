//! Whether a data file still says what was saved: its pages, the chain of its log, and that every report, every
//! office and every template is what the log says of it last.
//!
//! Whoever changes the file without the program (a bad bit, another program) changes either what stands in it
//! or the log. The first is found by comparing both, the second by the hashes of the log.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, ErrorCode};

use super::error::{Fault, Inner, StoreError};
use super::ids::{OperationId, ReportId};
use super::kept::{self, Kept, KeptKind};
use super::open::Store;
use super::operation::{OperationInfo, Task};
use super::transact::Applied;
use super::{hash, log, record, report_row, reports};
use crate::calc::progress::Progress;
use crate::report::change::Change;
use crate::report::field::{Field, FieldValue};

const REPORTS: &str = "SELECT id FROM report ORDER BY id";
const COUNT_OPERATIONS: &str = "SELECT count(*) FROM operation";
/// What the log says last of each field of a report: SQLite takes the other columns from the row that has the
/// largest operation.
const LOGGED: &str = "SELECT entity, field_key, after, max(operation_id) FROM change
    WHERE report_id = ?1 GROUP BY entity, field_key";
/// The same of all that is kept besides fields.
const LOGGED_KEPT: &str = "SELECT entity, field_key, after, max(operation_id) FROM change
    WHERE entity IN ('report', 'template', 'office', 'look', 'checks', 'password')
    GROUP BY entity, field_key";

/// Something in a data file that is not what was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// A page or an index, in SQLite's words, for support.
    Page(String),
    /// Rows of a table that refer to nothing.
    Reference {
        /// The table.
        table: String,
    },
    /// A row that cannot be understood.
    Unreadable {
        /// What it was to be: a table, for support.
        table: &'static str,
        /// Its key, for support.
        key: String,
    },
    /// The first operation of the log that is not the one its hash was made of.
    Chain {
        /// Which.
        operation: OperationId,
    },
    /// A field of a report that does not hold what the log says.
    Field {
        /// Of which report.
        report: ReportId,
        /// From what the log says to what stands there.
        change: Box<Change>,
    },
    /// A report whose hash is not that of its content.
    Content {
        /// Which.
        report: ReportId,
    },
    /// An office, a template or the like that is not what the log says.
    Kept {
        /// Which.
        kept: Kept,
        /// What the log says of it last, as JSON; none where it knows of nothing.
        logged: Option<String>,
        /// What stands there, as JSON; none where nothing does.
        stands: Option<String>,
    },
}

/// What came out of reading all of a data file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verification {
    /// What is not as it was saved.
    pub damages: Vec<Damage>,
    /// How many operations of the log were read.
    pub num_operations: u64,
    /// How many reports were read.
    pub num_reports: u64,
    /// How many fields they hold.
    pub num_fields: u64,
}

impl Verification {
    /// Whether all is as it was saved.
    pub fn is_whole(&self) -> bool {
        self.damages.is_empty()
    }

    /// Takes in what came out of one part; that its rows could not be read is damage, too.
    fn take<T>(&mut self, part: Inner<T>) -> Inner<Option<T>> {
        match part {
            Ok(value) => Ok(Some(value)),
            Err(Fault::Record { table, key }) => {
                self.damages.push(Damage::Unreadable { table, key });
                Ok(None)
            }
            Err(Fault::Sqlite(err)) if is_damage(&err) => {
                self.damages.push(Damage::Page(err.to_string()));
                Ok(None)
            }
            Err(fault) => Err(fault),
        }
    }
}

fn is_damage(err: &rusqlite::Error) -> bool {
    match err {
        // A column that holds a value of another kind than its table allows.
        rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::Utf8Error(..) => true,
        err => matches!(
            err.sqlite_error_code(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
        ),
    }
}

impl Store {
    /// Reads all of the file.
    ///
    /// # Errors
    /// When it cannot be read at all; that it is damaged is no error here.
    pub fn verify(&self) -> Result<Verification, StoreError> {
        self.snapshot(|conn| {
            let mut found = Verification::default();
            verify_file(conn, &mut found)?;
            let ids = ids(conn);
            for id in found.take(ids)?.unwrap_or_default() {
                verify_report(conn, id, &mut found)?;
            }
            Ok(found)
        })
    }

    /// Reads what is not part of one report: pages, references, the log, offices, templates.
    ///
    /// # Errors
    /// As for [`Store::verify`].
    pub fn verify_file(&self) -> Result<Verification, StoreError> {
        self.snapshot(|conn| {
            let mut found = Verification::default();
            verify_file(conn, &mut found)?;
            Ok(found)
        })
    }

    /// Reads one report.
    ///
    /// # Errors
    /// As for [`Store::verify`].
    pub fn verify_report(&self, report: ReportId) -> Result<Verification, StoreError> {
        self.snapshot(|conn| {
            let mut found = Verification::default();
            verify_report(conn, report, &mut found)?;
            Ok(found)
        })
    }
}

impl Store {
    /// Puts back what the log says last into the fields of a report that hold something else, as one operation
    /// that can be taken back; and makes its hash anew. None where nothing was to be mended but the hash.
    ///
    /// To be asked only where the chain of the log is whole: nothing else tells which of both is right.
    ///
    /// # Errors
    /// As for [`Store::save_edits`]; when the report cannot be read.
    pub fn mend_report(
        &mut self,
        report: ReportId,
        info: &OperationInfo,
    ) -> Result<Option<Applied>, StoreError> {
        let mended = self.transact_report(&Task::done(info), |writer| {
            writer.report = Some(report);
            let (stands, _) = reports::load_with_hash(writer.conn, report)?;
            let made: Vec<Change> = stands.making().collect();
            // What is changed below is reckoned from the content that really stands there.
            report_row::put_hash(writer.conn, report, &hash::of_report(&stands)?)?;
            for change in differing_fields(writer.conn, report, &made)? {
                writer.edit(report, change.inverse().edit())?;
            }
            Ok(())
        })?;
        if mended.operation.is_some() {
            return Ok(Some(mended));
        }
        // Nothing was logged, so nothing was written either.
        self.write(|conn| {
            let (stands, _) = reports::load_with_hash(conn, report)?;
            report_row::put_hash(conn, report, &hash::of_report(&stands)?)
        })?;
        Ok(None)
    }
}

impl Store {
    /// Keeps with a report how much of it is entered, for lists.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_progress(
        &mut self,
        report: ReportId,
        progress: Progress,
    ) -> Result<(), StoreError> {
        self.write(|conn| report_row::keep_summary(conn, report, &[], Some(progress)))
    }
}

fn ids(conn: &Connection) -> Inner<Vec<ReportId>> {
    let mut statement = conn.prepare(REPORTS)?;
    let ids = statement.query_map([], |row| row.get(0).map(ReportId::from_row))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn verify_file(conn: &Connection, found: &mut Verification) -> Inner<()> {
    let pages = texts(conn, "PRAGMA integrity_check");
    let pages = found.take(pages)?.unwrap_or_default();
    found.damages.extend(pages.into_iter().filter(|text| text != "ok").map(Damage::Page));
    let tables = texts(conn, "PRAGMA foreign_key_check");
    let tables: BTreeSet<String> = found.take(tables)?.unwrap_or_default().into_iter().collect();
    found.damages.extend(tables.into_iter().map(|table| Damage::Reference { table }));
    let broken = log::first_broken_link(conn);
    let broken = found.take(broken)?.flatten();
    found.damages.extend(broken.map(|operation| Damage::Chain { operation }));
    let operations = conn.query_row(COUNT_OPERATIONS, [], |row| row.get::<_, i64>(0));
    let operations = found.take(operations.map_err(Fault::from))?.unwrap_or_default();
    found.num_operations = u64::try_from(operations).unwrap_or_default();
    let differing = differing_kept(conn);
    let differing = found.take(differing)?.unwrap_or_default();
    found.damages.extend(differing);
    Ok(())
}

/// The first column of every row.
fn texts(conn: &Connection, sql: &str) -> Inner<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    let texts = statement.query_map([], |row| row.get(0))?;
    Ok(texts.collect::<Result<_, _>>()?)
}

/// What is kept besides fields, where the log says something else.
fn differing_kept(conn: &Connection) -> Inner<Vec<Damage>> {
    let mut statement = conn.prepare(LOGGED_KEPT)?;
    let mut rows = statement.query([])?;
    let mut logged: BTreeMap<Kept, Option<String>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (name, key): (String, String) = (row.get(0)?, row.get(1)?);
        let kind = KeptKind::from_name(&name);
        let kind = kind.ok_or_else(|| Fault::record("change", &name))?;
        logged.insert(Kept { kind, key }, row.get(2)?);
    }
    let mut damages = Vec::new();
    for (kept, stands) in kept::all(conn)? {
        let stands = Some(stands);
        let logged = logged.remove(&kept).flatten();
        if logged != stands {
            damages.push(Damage::Kept { kept, logged, stands });
        }
    }
    let gone = logged.into_iter().filter(|(_, logged)| logged.is_some());
    damages.extend(gone.map(|(kept, logged)| Damage::Kept { kept, logged, stands: None }));
    Ok(damages)
}

fn verify_report(conn: &Connection, id: ReportId, found: &mut Verification) -> Inner<()> {
    found.num_reports += 1;
    let report = reports::load_with_hash(conn, id);
    let Some((report, kept_hash)) = found.take(report)? else { return Ok(()) };
    let made: Vec<Change> = report.making().collect();
    found.num_fields += made.len() as u64;
    let differing = differing_fields(conn, id, &made);
    let differing = found.take(differing)?.unwrap_or_default();
    found.damages.extend(
        differing.into_iter().map(|change| Damage::Field { report: id, change: Box::new(change) }),
    );
    if hash::of_report(&report)? != kept_hash {
        found.damages.push(Damage::Content { report: id });
    }
    Ok(())
}

/// The fields of a report that do not hold what the log says of them last, from the one to the other.
fn differing_fields(conn: &Connection, id: ReportId, made: &[Change]) -> Inner<Vec<Change>> {
    let mut statement = conn.prepare_cached(LOGGED)?;
    let mut rows = statement.query([id.row()])?;
    let mut logged: BTreeMap<Field, FieldValue> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (entity, key): (String, String) = (row.get(0)?, row.get(1)?);
        let after: Option<String> = row.get(2)?;
        if KeptKind::from_name(&entity).is_some() {
            continue;
        }
        let fault = || Fault::record("change", format!("{entity} {key}"));
        let field = Field::parse(&entity, &key).ok_or_else(fault)?;
        if let Some(json) = after {
            let value = record::from_json(&field, &json).ok_or_else(fault)?;
            logged.insert(field, value);
        }
    }
    let mut differing = Vec::new();
    for stands in made {
        let field = stands.field().clone();
        let before = logged.remove(&field);
        differing.push(Change::between(field, before, stands.after().cloned()));
    }
    differing
        .extend(logged.into_iter().map(|(field, value)| Change::between(field, Some(value), None)));
    differing.retain(Change::is_change);
    Ok(differing)
}
