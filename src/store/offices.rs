//! Offices: a tree of any depth, of those that report and those above them.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::error::{Fault, Inner, StoreError};
use super::kept::Kept;
use super::open::Store;
use super::operation::Stamp;
use super::record;
use crate::report::deed::Deed;
use crate::report::key::OfficeCode;
use crate::report::office::Office;
use crate::report::period::{iso_day, read_back_day};

const TABLE: &str = "office";
const ID: &str = "SELECT id FROM office WHERE code = ?1";
const INSERT: &str = "INSERT INTO office (code, name) VALUES (?1, ?2)";
const RENAME: &str = "UPDATE office SET name = ?2 WHERE code = ?1";
const PLACE: &str = "UPDATE office SET parent_id = ?2, opened = ?3, closed = ?4 WHERE id = ?1";
/// An office and all above it.
const ABOVE: &str = "WITH RECURSIVE above (id) AS (
      SELECT ?1 UNION SELECT parent_id FROM office JOIN above USING (id)
      WHERE parent_id IS NOT NULL)
    SELECT 1 FROM above WHERE id = ?2";
/// What an office was called before it got other names.
const FORMER: &str = "SELECT before ->> 'name' FROM change
    WHERE report_id IS NULL AND entity = 'office' AND field_key = ?1 AND before IS NOT NULL";
const ALL: &str = "SELECT office.code, office.name, parent.code, office.opened, office.closed
    FROM office LEFT JOIN office AS parent ON parent.id = office.parent_id ORDER BY office.code";

/// An office with its place among the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedOffice {
    /// Its code and name.
    pub office: Office,
    /// The office above it, where that is in the file.
    pub parent: Option<OfficeCode>,
    /// The first day on which it reports, where that is known.
    pub opened: Option<NaiveDate>,
    /// The last day on which it reports: it was merged or dissolved then.
    pub closed: Option<NaiveDate>,
}

fn listed(row: &Row<'_>) -> Inner<ListedOffice> {
    let code: String = row.get(0)?;
    let fault = || Fault::record(TABLE, &code);
    let day =
        |text: Option<String>| text.map(|text| read_back_day(&text).ok_or_else(fault)).transpose();
    let parent: Option<String> = row.get(2)?;
    let parent = parent.map(|parent| OfficeCode::parse(&parent).map_err(|_| fault()));
    Ok(ListedOffice {
        office: record::office(&code, row.get(1)?)?,
        parent: parent.transpose()?,
        opened: day(row.get(3)?)?,
        closed: day(row.get(4)?)?,
    })
}

fn id(conn: &Connection, code: &OfficeCode) -> Inner<Option<i64>> {
    let found = conn.prepare_cached(ID)?.query_row([code.as_str()], |row| row.get(0));
    Ok(found.optional()?)
}

/// The row of an office, which is made when it is new. A known office keeps the name it has.
pub(super) fn find_or_insert(conn: &Connection, office: &Office) -> Inner<i64> {
    match id(conn, &office.code)? {
        Some(id) => Ok(id),
        None => Ok(conn.prepare_cached(INSERT)?.insert([office.code.as_str(), &office.name])?),
    }
}

impl Store {
    /// Gives an office another name: a slip of the first start, or a new name in law. Its code,
    /// which names it across files, stays.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn rename_office(
        &mut self,
        code: &OfficeCode,
        name: &str,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        self.rename_office_by(Deed::OfficeRenamed, code, name, stamp)
    }

    /// The same by another deed: where the name goes along with a step of a report.
    ///
    /// # Errors
    /// As for [`Store::rename_office`].
    pub fn rename_office_by(
        &mut self,
        deed: Deed,
        code: &OfficeCode,
        name: &str,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        self.transact_kept(deed, &Kept::office(code), stamp, |conn| {
            conn.prepare_cached(RENAME)?.execute([code.as_str(), name])?;
            Ok(())
        })
    }

    /// Every name that an office had before the one it has.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn former_names(&self, code: &OfficeCode) -> Result<Vec<String>, StoreError> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(FORMER)?;
            let names = statement.query_map([code.as_str()], |row| row.get(0))?;
            Ok(names.collect::<Result<_, _>>()?)
        })
    }

    /// Takes an office into the file, or gives a known one its place: the office above it, and the
    /// days between which it reports. A known office keeps its name.
    ///
    /// # Errors
    /// [`StoreError::NoSuchOffice`] when the office above is not in the file;
    /// [`StoreError::OfficeAboveItself`] when the office stands above it already;
    /// [`StoreError::ClosesBeforeItOpens`].
    pub fn place_office(&mut self, listed: &ListedOffice, stamp: &Stamp) -> Result<(), StoreError> {
        let ListedOffice { office, parent, opened, closed } = listed;
        self.transact_kept(Deed::OfficePlaced, &Kept::office(&office.code), stamp, |conn| {
            if opened.zip(*closed).is_some_and(|(opened, closed)| closed < opened) {
                return Err(Fault::ClosesBeforeItOpens(office.code.clone()));
            }
            let row = find_or_insert(conn, office)?;
            let parent = match parent {
                None => None,
                Some(code) => {
                    let found = id(conn, code)?;
                    Some(found.ok_or_else(|| Fault::NoSuchOffice(code.clone()))?)
                }
            };
            if let Some(parent) = parent
                && conn.prepare_cached(ABOVE)?.exists([parent, row])?
            {
                return Err(Fault::OfficeAboveItself(office.code.clone()));
            }
            let (opened, closed) = (opened.map(iso_day), closed.map(iso_day));
            conn.prepare_cached(PLACE)?.execute(params![row, parent, opened, closed])?;
            Ok(())
        })
    }

    /// Every office of the file, by code.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn offices(&self) -> Result<Vec<ListedOffice>, StoreError> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(ALL)?;
            let mut rows = statement.query([])?;
            let mut offices = Vec::new();
            while let Some(row) = rows.next()? {
                offices.push(listed(row)?);
            }
            Ok(offices)
        })
    }
}
