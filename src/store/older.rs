//! Data files of an earlier schema: read as they are today, or brought to today's schema for good.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::connect::{connect_to_read, prepare};
use super::error::{Inner, StoreError, io_error};
use super::key::{self, Key};
use super::open::{Store, Wanted};
use super::schema;
use crate::disk::temporary::TempFolder;
use std::fs::File;

/// An open data file of an earlier schema, which nobody else has open. It is as it was: before it is migrated, a copy
/// of it can be made.
#[derive(Debug)]
pub struct OlderFile(Store);

impl OlderFile {
    /// Opens one to be migrated.
    ///
    /// # Errors
    /// As for [`Store::open`].
    pub fn open(path: &Path, key: Option<&Key>) -> Result<Self, StoreError> {
        Store::open_wanted(path, key, Wanted::Older)?.settle().map(Self)
    }

    /// The file as it is, to be copied: nothing else can be done with it.
    pub fn as_it_is(&self) -> &Store {
        &self.0
    }

    /// Brings the file to today's schema, all or nothing; one that somebody else brought there meanwhile is as
    /// good.
    ///
    /// # Errors
    /// When it cannot be written, or is not what this program made: it is then as it was.
    pub fn migrate(self) -> Result<Store, StoreError> {
        let Self(mut store) = self;
        store.write(schema::bring_up_to_date)?;
        store.flush()?;
        Ok(store)
    }
}

impl Store {
    /// Reads a file of an earlier schema as one of today's: from a copy in the system's folder for such things, which
    /// goes with the store. The file itself is not touched.
    pub(super) fn in_todays_schema(self) -> Result<Self, StoreError> {
        let folder = TempFolder::make().map_err(io_error(self.path(), "copy"))?;
        let copy = folder.path().join("copy.bc06");
        File::create_new(&copy).map_err(io_error(self.path(), "copy"))?;
        let make = || -> Inner<Connection> {
            self.copy_as_it_is(&copy)?;
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let mut conn = Connection::open_with_flags(&copy, flags)?;
            key::give(&conn, self.key())?;
            prepare(&conn)?;
            schema::bring_up_to_date(&mut conn)?;
            drop(conn);
            let conn = connect_to_read(&copy)?;
            key::give(&conn, self.key())?;
            prepare(&conn)?;
            Ok(conn)
        };
        let conn = make().map_err(|fault| fault.at(self.path()))?;
        Ok(self.reading_from(conn, folder))
    }
}
