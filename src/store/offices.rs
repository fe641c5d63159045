//! Offices.

use rusqlite::{Connection, OptionalExtension as _};

use super::error::{Fault, Inner, StoreError};
use super::open::Store;
use crate::report::key::OfficeCode;
use crate::report::office::Office;

const ID: &str = "SELECT id FROM office WHERE code = ?1";
const INSERT: &str = "INSERT INTO office (code, name) VALUES (?1, ?2)";
const RENAME: &str = "UPDATE office SET name = ?2 WHERE code = ?1";
const ALL: &str = "SELECT code, name FROM office ORDER BY code";

pub(super) fn from_columns(code: &str, name: String) -> Inner<Office> {
    let code = OfficeCode::parse(code).map_err(|_| Fault::record("office", code))?;
    Ok(Office { code, name })
}

/// The row of an office, which is made when it is new. A known office keeps the name it has.
pub(super) fn find_or_insert(conn: &Connection, office: &Office) -> Inner<i64> {
    let code = office.code.as_str();
    let found = conn.prepare_cached(ID)?.query_row([code], |row| row.get(0));
    match found.optional()? {
        Some(id) => Ok(id),
        None => Ok(conn.prepare_cached(INSERT)?.insert([code, &office.name])?),
    }
}

impl Store {
    /// Gives an office another name: a slip of the first start, or a new name in law. Its code,
    /// which names it across files, stays. Not logged: the log is of what reports say.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn rename_office(&mut self, code: &OfficeCode, name: &str) -> Result<(), StoreError> {
        self.write(|conn| {
            conn.prepare_cached(RENAME)?.execute([code.as_str(), name])?;
            Ok(())
        })
    }

    /// Every office of the file, by code.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn offices(&self) -> Result<Vec<Office>, StoreError> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(ALL)?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let mut offices = Vec::new();
            for row in rows {
                let (code, name): (String, String) = row?;
                offices.push(from_columns(&code, name)?);
            }
            Ok(offices)
        })
    }
}
