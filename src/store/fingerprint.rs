//! Copies of a data file, and by what is known whether two files say the same.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _};
use sha2::{Digest as _, Sha256};

use super::error::{Fault, Inner, StoreError, io_error};
use super::hex::{NOTHING, hex};
use super::kept::DELETES_SINCE;
use super::key::{self, Key};
use super::new_file::NewFile;
use super::open::Store;
use super::{hash, kept, schema};
use crate::disk;

const REPORTS: &str =
    "SELECT id, period_key, status, status_at, content_hash, deleted FROM report ORDER BY id";
/// The same of a file in which none can be deleted.
const REPORTS_BEFORE: &str =
    "SELECT id, period_key, status, status_at, content_hash, 0 FROM report ORDER BY id";

const FIRST: &str = "SELECT hash FROM operation ORDER BY id LIMIT 1";
const SERIES_DIGITS: usize = 8;

/// The same for two data files that say the same, the history of it included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// How many operations the log has.
    pub num_operations: u64,
    /// The hash of the last one, 64 hex digits: it stands for all before it.
    pub link: String,
    /// How many reports there are; deleted ones are not counted.
    pub num_reports: u64,
    /// The hash of all that stands there, by the hashes that are kept with it: 64 hex digits.
    pub content: String,
}

impl Store {
    /// The fingerprint of the file, from what is kept for it: no field is read. Whether the fields are those
    /// that it was made of is for [`Store::verify`] to tell.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn fingerprint(&self) -> Result<Fingerprint, StoreError> {
        self.snapshot(|conn| {
            let (last, link) = hash::last(conn)?;
            let (num_reports, content) = content(conn)?;
            let num_operations = u64::try_from(last).unwrap_or_default();
            Ok(Fingerprint { num_operations, link: hex(&link), num_reports, content })
        })
    }

    /// The number of the last operation of the log; 0 while there is none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_operation(&self) -> Result<u64, StoreError> {
        self.read(|conn| Ok(u64::try_from(hash::last(conn)?.0).unwrap_or_default()))
    }

    /// What this file and its copies have in common and no other file has: the beginning of the hash of the
    /// first operation, 8 hex digits.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn series(&self) -> Result<String, StoreError> {
        self.read(|conn| {
            let first = conn.query_row(FIRST, [], |row| row.get::<_, String>(0)).optional()?;
            let first = first.unwrap_or_else(|| hex(&NOTHING));
            Ok(first.chars().take(SERIES_DIGITS).collect())
        })
    }

    /// Copies all that the file says into the draft of a new file that will stand alone, and tells by what the
    /// copy is known. It takes a moment in which nothing is saved; it works while the file is open, also when
    /// the file at its path is gone.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`]; [`StoreError::DiskFull`] and the like, of the new file: then there is
    /// none.
    pub fn copy_to_draft(&self, path: &Path) -> Result<(NewFile, Fingerprint), StoreError> {
        let path = std::path::absolute(path).map_err(io_error(path, "find"))?;
        self.copy_into(NewFile::begin(&path)?, &path)
    }

    /// The same into a draft beside a file that is there.
    ///
    /// # Errors
    /// As for [`Store::copy_to_draft`], but that nothing need be missing.
    pub fn copy_beside(&self, path: &Path) -> Result<(NewFile, Fingerprint), StoreError> {
        self.copy_into(NewFile::beside(path)?, path)
    }

    fn copy_into(&self, new: NewFile, path: &Path) -> Result<(NewFile, Fingerprint), StoreError> {
        let fingerprint = self.fingerprint()?;
        // A file that colleagues may not read is not read by them in a copy.
        disk::copy_rights(self.path(), new.draft()).map_err(io_error(path, "create"))?;
        match self.copy_as_it_is(new.draft()).map_err(|fault| fault.at(path)) {
            Ok(()) => Ok((new, fingerprint)),
            // It is the open file that could not be read.
            Err(StoreError::Corrupt { detail, .. }) => {
                Err(StoreError::Corrupt { detail, path: self.path().to_owned() })
            }
            Err(err) => Err(err),
        }
    }

    /// The same into a draft beside a file, to be opened with another key, or with none.
    ///
    /// # Errors
    /// As for [`Store::copy_beside`].
    pub fn copy_with_key(
        &self,
        path: &Path,
        key: Option<&Key>,
    ) -> Result<(NewFile, Fingerprint), StoreError> {
        let new = NewFile::beside(path)?;
        let fingerprint = self.fingerprint()?;
        let copy = || -> Inner<()> {
            let name = new.draft().to_str();
            let name = name.ok_or_else(|| Fault::record("name", new.draft().display()))?;
            key::export(self.connection(), name, key)
        };
        copy().map_err(|fault| fault.at(path))?;
        Ok((new, fingerprint))
    }

    /// Copies all into an empty file.
    pub(super) fn copy_as_it_is(&self, draft: &Path) -> Inner<()> {
        let name = draft.to_str().ok_or_else(|| Fault::record("name", draft.display()))?;
        let conn = self.connection();
        let is_in_memory = conn.path().is_none_or(str::is_empty);
        if is_in_memory && self.key().is_some() {
            // What was read out of an encrypted file is encrypted again wherever it is written.
            return key::export(conn, name, self.key());
        }
        conn.execute("VACUUM INTO ?1", [name])?;
        Ok(())
    }

    /// The same, to a file that gets its name at once.
    ///
    /// # Errors
    /// As for [`Store::copy_to_draft`].
    pub fn copy_to(&self, path: &Path) -> Result<Fingerprint, StoreError> {
        let (new, fingerprint) = self.copy_to_draft(path)?;
        new.appear()?;
        Ok(fingerprint)
    }
}

/// How many reports there are that are not deleted, and the hash of all that stands in the file.
fn content(conn: &Connection) -> Inner<(u64, String)> {
    let mut hash = Sha256::new();
    // Texts from the file have no byte 0, so that nothing runs together.
    let mut add = |part: &str| {
        hash.update(part);
        hash.update([0]);
    };
    let mut num_reports = 0;
    let can_delete = schema::version(conn)? >= DELETES_SINCE;
    let reports = if can_delete { REPORTS } else { REPORTS_BEFORE };
    let mut statement = conn.prepare_cached(reports)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        num_reports += u64::from(row.get::<_, i64>(5)? == 0);
        add(&row.get::<_, i64>(0)?.to_string());
        for column in 1..5 {
            add(&row.get::<_, Option<String>>(column)?.unwrap_or_default());
        }
    }
    for (kept, state) in kept::all(conn)? {
        add(kept.kind.name());
        add(&kept.key);
        add(&state);
    }
    Ok((num_reports, hex(&hash.finalize())))
}
