//! Whether a data file still says what was saved: its pages, the chain of its log, and that every report, every
//! office and every template is what the log says of it last.
//!
//! Whoever changes the file without the program (a bad bit, another program) changes either what stands in it
//! or the log. The first is found by comparing both, the second by the hashes of the log.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::error::{Fault, Inner, StoreError};
use super::ids::{OperationId, ReportId};
use super::kept::{self, Kept, KeptKind};
use super::open::Store;
use super::orphans::{self, Orphan};
use super::report_row::Counts;
use super::{hash, log, record, report_row, reports};
use crate::report::change::Change;
use crate::report::field::{Field, FieldValue};
use crate::report::names::listed_enum;

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
        /// Which report it is of, where it is of one.
        report: Option<ReportId>,
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
    /// A report whose office or template is gone, so that no list shows it.
    Orphan(Orphan),
}

listed_enum! {
    /// What is read of a data file besides its reports, one part after the other.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum FilePart {
        /// Its pages and indexes.
        Pages,
        /// What its rows refer to.
        References,
        /// The chain of its log.
        Log,
        /// Offices, templates, looks and checks.
        Kept,
    }
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
                self.damages.push(Damage::Unreadable { table, key, report: None });
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

    /// What a report is made of besides its fields (its office, its template, look and checks), where that is not what
    /// the log says.
    ///
    /// # Errors
    /// As for [`Store::verify`].
    pub fn verify_kept_of(&self, report: ReportId) -> Result<Vec<Damage>, StoreError> {
        self.snapshot(|conn| {
            let listed = report_row::one(conn, report)?;
            let office = &listed.office.code;
            let of_report = [
                Kept::report(report),
                Kept::template(&listed.template),
                Kept::office(office),
                Kept::look(office),
                Kept::checks(office),
            ];
            // Not all that is kept: of that each template and each Word file would have to be hashed.
            let mut logged = logged_kept(conn)?;
            let mut damages = Vec::new();
            for kept in of_report {
                let (logged, stands) = (logged.remove(&kept).flatten(), kept.state(conn)?);
                if logged != stands {
                    damages.push(Differing { kept, logged, stands }.damage());
                }
            }
            Ok(damages)
        })
    }

    /// Reads one part of what is not part of one report.
    ///
    /// # Errors
    /// As for [`Store::verify`].
    pub fn verify_part(&self, part: FilePart) -> Result<Verification, StoreError> {
        self.snapshot(|conn| {
            let mut found = Verification::default();
            verify_part(conn, part, &mut found)?;
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
    /// Keeps with a report how much of it is entered and what is found in it as it stands, for lists: both follow from
    /// what the file says, and are not logged.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_counts(&mut self, report: ReportId, counts: &Counts) -> Result<(), StoreError> {
        self.write(|conn| {
            let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            report_row::keep_summary(&tx, report, &[], Some(counts.standing))?;
            report_row::keep_found(&tx, report, &counts.found)?;
            Ok(tx.commit()?)
        })
    }
}

fn ids(conn: &Connection) -> Inner<Vec<ReportId>> {
    let mut statement = conn.prepare(REPORTS)?;
    let ids = statement.query_map([], |row| row.get(0).map(ReportId::from_row))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn verify_file(conn: &Connection, found: &mut Verification) -> Inner<()> {
    FilePart::ALL.into_iter().try_for_each(|part| verify_part(conn, part, found))
}

fn verify_part(conn: &Connection, part: FilePart, found: &mut Verification) -> Inner<()> {
    match part {
        FilePart::Pages => {
            let pages = texts(conn, "PRAGMA integrity_check");
            let pages = found.take(pages)?.unwrap_or_default();
            found.damages.extend(pages.into_iter().filter(|text| text != "ok").map(Damage::Page));
        }
        FilePart::References => {
            let tables = texts(conn, "PRAGMA foreign_key_check");
            let tables = found.take(tables)?.unwrap_or_default();
            let tables: BTreeSet<String> = tables.into_iter().collect();
            found.damages.extend(tables.into_iter().map(|table| Damage::Reference { table }));
        }
        FilePart::Log => {
            let broken = log::first_broken_link(conn);
            let broken = found.take(broken)?.flatten();
            found.damages.extend(broken.map(|operation| Damage::Chain { operation }));
            let operations = conn.query_row(COUNT_OPERATIONS, [], |row| row.get::<_, i64>(0));
            let operations = found.take(operations.map_err(Fault::from))?.unwrap_or_default();
            found.num_operations = u64::try_from(operations).unwrap_or_default();
        }
        FilePart::Kept => {
            let differing = differing_kept(conn);
            let differing = found.take(differing)?.unwrap_or_default();
            let orphans = orphans::find(conn, None);
            let orphans = found.take(orphans)?.unwrap_or_default();
            let orphans: BTreeSet<Kept> =
                orphans.iter().map(|orphan| Kept::report(orphan.report)).collect();
            // What became of such a report is told where it is read.
            let is_told = |differing: &Differing| !orphans.contains(&differing.kept);
            let differing = differing.into_iter().filter(is_told);
            found.damages.extend(differing.map(Differing::damage));
        }
    }
    Ok(())
}

/// The first column of every row.
fn texts(conn: &Connection, sql: &str) -> Inner<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    let texts = statement.query_map([], |row| row.get(0))?;
    Ok(texts.collect::<Result<_, _>>()?)
}

/// Something that is kept besides fields, and is not what the log says.
pub(super) struct Differing {
    pub(super) kept: Kept,
    pub(super) logged: Option<String>,
    pub(super) stands: Option<String>,
}

impl Differing {
    fn damage(self) -> Damage {
        let Self { kept, logged, stands } = self;
        Damage::Kept { kept, logged, stands }
    }
}

/// What the log says last of all that is kept besides fields.
fn logged_kept(conn: &Connection) -> Inner<BTreeMap<Kept, Option<String>>> {
    let mut statement = conn.prepare(LOGGED_KEPT)?;
    let mut rows = statement.query([])?;
    let mut logged: BTreeMap<Kept, Option<String>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (name, key): (String, String) = (row.get(0)?, row.get(1)?);
        let kind = KeptKind::from_name(&name);
        let kind = kind.ok_or_else(|| Fault::record("change", &name))?;
        logged.insert(Kept { kind, key }, row.get(2)?);
    }
    Ok(logged)
}

/// What is kept besides fields, where the log says something else.
pub(super) fn differing_kept(conn: &Connection) -> Inner<Vec<Differing>> {
    let mut logged = logged_kept(conn)?;
    let mut differing = Vec::new();
    for (kept, stands) in kept::all(conn)? {
        let stands = Some(stands);
        let logged = logged.remove(&kept).flatten();
        if logged != stands {
            differing.push(Differing { kept, logged, stands });
        }
    }
    let gone = logged.into_iter().filter(|(_, logged)| logged.is_some());
    differing.extend(gone.map(|(kept, logged)| Differing { kept, logged, stands: None }));
    Ok(differing)
}

fn verify_report(conn: &Connection, id: ReportId, found: &mut Verification) -> Inner<()> {
    found.num_reports += 1;
    let report = match reports::load_with_hash(conn, id) {
        Err(Fault::NoSuchReport) => {
            let orphan = orphans::find(conn, Some(id));
            let orphan = found.take(orphan)?.unwrap_or_default();
            found.damages.extend(orphan.into_iter().map(Damage::Orphan));
            return Ok(());
        }
        report => report,
    };
    // Of one that another program put in, that is told where the report itself is held against the log.
    if orphans::is_planted(conn, id)? {
        return Ok(());
    }
    let Some((report, kept_hash)) = found.take(report)? else {
        if let Some(Damage::Unreadable { report, .. }) = found.damages.last_mut() {
            *report = Some(id);
        }
        return Ok(());
    };
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
pub(super) fn differing_fields(
    conn: &Connection,
    id: ReportId,
    made: &[Change],
) -> Inner<Vec<Change>> {
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
