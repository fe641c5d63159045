//! How each office wants its reports checked.

use rusqlite::{Connection, OptionalExtension as _};

use super::error::{Inner, StoreError};
use super::kept::Kept;
use super::open::Store;
use super::operation::Stamp;
use crate::report::deed::Deed;
use crate::report::key::OfficeCode;

const GET: &str = "SELECT settings FROM office_checks
    JOIN office ON office.id = office_id WHERE code = ?1";
pub(super) const PUT: &str = "INSERT INTO office_checks (office_id, settings)
    SELECT id, ?2 FROM office WHERE code = ?1
    ON CONFLICT DO UPDATE SET settings = excluded.settings";

/// What is kept of how the reports of an office are checked.
pub(super) fn stored(conn: &Connection, office: &OfficeCode) -> Inner<Option<String>> {
    let mut statement = conn.prepare_cached(GET)?;
    Ok(statement.query_row([office.as_str()], |row| row.get(0)).optional()?)
}

impl Store {
    /// How the reports of an office are checked, as JSON; `None` while nobody chose.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn checks(&self, office: &OfficeCode) -> Result<Option<String>, StoreError> {
        self.read(|conn| stored(conn, office))
    }

    /// Keeps how the reports of an office are checked.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_checks(
        &mut self,
        office: &OfficeCode,
        settings: &str,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        self.transact_kept(Deed::ChecksChosen, &Kept::checks(office), stamp, |conn| {
            conn.prepare_cached(PUT)?.execute([office.as_str(), settings])?;
            Ok(())
        })
    }
}
