//! Copies of a data file, and by what is known whether two files say the same.

use std::path::Path;

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use super::error::{Fault, Inner, StoreError, io_error};
use super::hex::hex;
use super::new_file::appear;
use super::open::Store;
use super::{hash, kept};

const REPORTS: &str =
    "SELECT id, period_key, status, status_at, content_hash FROM report ORDER BY id";

/// The same for two data files that say the same, the history of it included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// How many operations the log has.
    pub num_operations: u64,
    /// The hash of the last one, 64 hex digits: it stands for all before it.
    pub link: String,
    /// How many reports there are.
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

    /// Copies all that the file says into a new file that stands alone, and tells by what the copy is known.
    /// It takes a moment in which nothing is saved; it works while the file is open, also when the file at its
    /// path is gone.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`]; [`StoreError::DiskFull`] and the like, of the new file: then there is
    /// none.
    pub fn copy_to(&self, path: &Path) -> Result<Fingerprint, StoreError> {
        let path = std::path::absolute(path).map_err(io_error(path, "find"))?;
        let fingerprint = self.fingerprint()?;
        let made = appear(&path, |draft| {
            let name = draft.to_str().ok_or_else(|| Fault::record("name", draft.display()))?;
            self.connection().execute("VACUUM INTO ?1", [name])?;
            Ok(())
        });
        made.map_err(|err| match err {
            // It is the open file that could not be read.
            StoreError::Corrupt { detail, .. } => {
                StoreError::Corrupt { detail, path: self.path().to_owned() }
            }
            err => err,
        })?;
        Ok(fingerprint)
    }
}

/// How many reports there are, and the hash of all that stands in the file.
fn content(conn: &Connection) -> Inner<(u64, String)> {
    let mut hash = Sha256::new();
    // Texts from the file have no byte 0, so that nothing runs together.
    let mut add = |part: &str| {
        hash.update(part);
        hash.update([0]);
    };
    let mut num_reports = 0;
    let mut statement = conn.prepare_cached(REPORTS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        num_reports += 1;
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
