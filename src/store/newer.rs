//! Data files of a later program, where that kept the tables as they are today and only added to them.

use std::path::Path;

use super::claim::Claim;
use super::connect::{connect_to_read, log_bytes, prepare, real_path};
use super::error::StoreError;
use super::open::{Access, Store};
use super::schema;

impl Store {
    /// Reads a data file that was refused with [`StoreError::TooNew`]: only where each table of today's stands in it
    /// as it is today, no log lies beside it, and nothing of it is encrypted. What a report says is held against its
    /// hash as ever, so that one whose meaning was changed by the later program is not handed out. The file is not
    /// touched.
    ///
    /// # Errors
    /// The same refusal where that cannot be done.
    pub fn open_newer(path: &Path, refusal: StoreError) -> Result<Self, StoreError> {
        match Self::read_newer(path) {
            Some(store) => Ok(store),
            None => Err(refusal),
        }
    }

    /// What a change is refused with where a later program wrote the file; none where it did not.
    pub fn newer_refusal(&self) -> Option<StoreError> {
        let version = self.read(schema::version).ok()?;
        let newest = schema::SCHEMA_VERSION;
        let path = self.path().to_owned();
        (version > newest).then_some(StoreError::TooNew { version, newest, path })
    }

    fn read_newer(path: &Path) -> Option<Self> {
        let path = real_path(path).ok().filter(|path| log_bytes(path) == 0)?;
        let claim = Claim::to(&path).ok()?;
        let conn = connect_to_read(&path).ok()?;
        let store = Self::over(conn, path, Access::Read, Some(claim));
        let looked_at = store.read(|conn| {
            prepare(conn)?;
            Ok(schema::application_id(conn)? == schema::APPLICATION_ID
                && schema::version(conn)? > schema::SCHEMA_VERSION
                && schema::holds_todays(conn)?)
        });
        looked_at.is_ok_and(|is_legible| is_legible).then_some(store)
    }
}
