//! What the program remembers about this file: conveniences, not data. They are not logged and
//! cannot be undone.

use rusqlite::{OptionalExtension as _, params};

use super::error::StoreError;
use super::open::Store;

const GET: &str = "SELECT value FROM setting WHERE key = ?1";
const PUT: &str = "INSERT INTO setting (key, value) VALUES (?1, ?2)
    ON CONFLICT DO UPDATE SET value = ?2";
const REMOVE: &str = "DELETE FROM setting WHERE key = ?1";

impl Store {
    /// What is remembered under a key.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(GET)?;
            Ok(statement.query_row([key], |row| row.get(0)).optional()?)
        })
    }

    /// Remembers a text under a key; `None` forgets it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_setting(&mut self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        self.write(|conn| {
            match value {
                Some(value) => conn.prepare_cached(PUT)?.execute(params![key, value])?,
                None => conn.prepare_cached(REMOVE)?.execute([key])?,
            };
            Ok(())
        })
    }
}
