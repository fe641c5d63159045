//! A data file that another program has open, looked at as it was at one moment.
//!
//! Its log is being folded into it while it is read, so that no reader of SQLite's may be let near it. It is copied,
//! with its log, until nothing changed meanwhile; the copy is read into memory and goes away at once.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use super::claim::Claim;
use super::connect::{first_damage, log_bytes, log_path, real_path};
use super::doubt::copy_in_memory;
use super::error::{StoreError, io_error};
use super::file_header::key_of;
use super::key::Key;
use super::open::{Access, Store};
use crate::disk::temporary::TempFolder;

/// How often it is tried to read the file between two changes of it: whoever types saves a few times a second, and
/// the file itself changes every few seconds at most.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);
/// The largest piece that is read at once.
const PIECE: usize = 256 * 1024;

impl Store {
    /// Whether a log lies beside a data file: another program has it open, or was killed.
    pub fn has_log(path: &Path) -> bool {
        real_path(path).is_ok_and(|path| log_bytes(&path) > 0)
    }

    /// Reads a data file that somebody else has open, as it was last saved, for reading only. Nothing is written, and
    /// nobody is kept from writing.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when this process has it open, or it never rests; as for [`Store::open_read_only`].
    pub fn open_beside(path: &Path, key: Option<&Key>) -> Result<Self, StoreError> {
        let path = real_path(path)?;
        // Closing a file that this process has open would give up its locks.
        drop(Claim::to(&path)?);
        let key = key_of(&path, key)?;
        let folder = TempFolder::make().map_err(io_error(&path, "copy"))?;
        let copy = folder.path().join("copy.bc06");
        for try_number in 1..=TRIES {
            let is_last = try_number == TRIES;
            match still(&path, &copy).map_err(io_error(&path, "read")) {
                Ok(true) => match Self::seen_in(&copy, &path, key) {
                    // Perhaps a change between two looks that nothing tells of.
                    Err(StoreError::Corrupt { .. }) if !is_last => {}
                    seen => return seen,
                },
                Ok(false) => {}
                Err(err) => return Err(err),
            }
            std::thread::sleep(PAUSE);
        }
        Err(StoreError::Locked { path })
    }

    /// All that a copy says, in memory, under the name of the file that it is a copy of.
    fn seen_in(copy: &Path, path: &Path, key: Option<&Key>) -> Result<Self, StoreError> {
        let store = Self::open_read_only_with(copy, key)?;
        store.refuse(store.read(|conn| first_damage(conn, "quick_check"))?)?;
        let memory = store.read(copy_in_memory)?;
        let store = Self::over(memory, path.to_owned(), Access::Read, None);
        Ok(store.of_file_with(key))
    }
}

/// Copies a file and its log; whether neither changed in a way that makes no sense together: the log only grows
/// until it is folded into the file.
fn still(path: &Path, copy: &Path) -> io::Result<bool> {
    let before = copy_of(path, Some(copy))?;
    let log = log_path(path);
    let copied_log = log_path(copy);
    match copy_of(&log, Some(&copied_log)) {
        Ok(_) => {}
        Err(err) if err.kind() == io::ErrorKind::NotFound => File::create(&copied_log).map(drop)?,
        Err(err) => return Err(err),
    }
    Ok(copy_of(path, None)? == before)
}

/// Reads a file to its end, copies it where that is wished, and returns its hash.
fn copy_of(path: &Path, copy: Option<&Path>) -> io::Result<[u8; 32]> {
    let mut file = File::open(path)?;
    let mut copy = copy.map(File::create).transpose()?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        let length = file.read(&mut piece)?;
        let read = piece.get(..length).unwrap_or_default();
        if read.is_empty() {
            return Ok(hash.finalize().into());
        }
        hash.update(read);
        if let Some(copy) = &mut copy {
            copy.write_all(read)?;
        }
    }
}
