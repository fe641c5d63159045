//! Whether a data file is whole: its pages, its log, and that every report says what was saved last.

use rusqlite::Connection;

use super::error::{Fault, Inner, StoreError};
use super::open::{Store, first_damage};
use super::{hash, log, report_row, reports, schema};
use crate::report::change::Change;

impl Store {
    /// Checks every page, index and reference of the file, the chain of its log, and that every report says what
    /// was saved last.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] with the first thing found.
    pub fn check(&self) -> Result<(), StoreError> {
        let damage = self.read(|conn| {
            let damage = first_damage(conn, "integrity_check")?;
            match schema::broken_reference(conn)? {
                _ if damage.is_some() => Ok(damage),
                Some(fault) => Err(fault),
                None => {
                    log::verify_chain(conn)?;
                    verify_contents(conn).map(|()| None)
                }
            }
        })?;
        self.refuse(damage)
    }
}

/// Compares the content of every report with the hash that is kept with it.
///
/// # Errors
/// The first report that says something else than what was saved, or cannot be read.
fn verify_contents(conn: &Connection) -> Inner<()> {
    let mut statement = conn.prepare(reports::ALL)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let summary = report_row::summary(row)?;
        let made: Vec<Change> = reports::load(conn, summary.id)?.making().collect();
        let content = hash::hex(&hash::content(hash::NOTHING, &made)?);
        if content != summary.content_hash {
            return Err(Fault::record("content of the report", summary.id.row()));
        }
    }
    Ok(())
}
