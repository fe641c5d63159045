//! One open data file in this process, and that it still is the file at its path.
//!
//! Closing any descriptor of a file drops every POSIX lock that the process holds on it. So while a data file
//! is open, nothing else in the process may open it with `std::fs`; a second store over it is refused by a
//! list of open paths, before the file is touched. Asking for its metadata opens nothing.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use super::error::{StoreError, io_error};
use crate::disk::FileIdentity;

/// The files that this process has open, whatever they are called.
static OPEN_FILES: Mutex<Vec<FileIdentity>> = Mutex::new(Vec::new());

/// The right of one store of this process to a file, while it lives.
#[derive(Debug)]
pub(super) struct Claim(FileIdentity);

impl Claim {
    pub(super) fn to(path: &Path) -> Result<Self, StoreError> {
        let identity = FileIdentity::of(path).map_err(io_error(path, "find"))?;
        let mut open = OPEN_FILES.lock().unwrap_or_else(PoisonError::into_inner);
        if open.contains(&identity) {
            return Err(StoreError::Locked { path: path.to_owned() });
        }
        open.push(identity.clone());
        Ok(Self(identity))
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        let mut open = OPEN_FILES.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|identity| *identity != self.0);
    }
}

/// Whether a path names a data file that this process has open, under this name or another: such a file must
/// not be opened on any other way, as closing it would give up its locks.
pub fn is_open_here(path: &Path) -> bool {
    let open = OPEN_FILES.lock().unwrap_or_else(PoisonError::into_inner);
    FileIdentity::of(path).is_ok_and(|identity| open.contains(&identity))
}

/// Whether a file is still the one at the path.
///
/// # Errors
/// [`StoreError::Gone`] when nothing is there, [`StoreError::Replaced`] when another file is.
pub(super) fn is_still_at(file: &FileIdentity, path: &Path) -> Result<(), StoreError> {
    let owned = || path.to_owned();
    match FileIdentity::of(path) {
        Ok(there) if there == *file => Ok(()),
        Ok(_) => Err(StoreError::Replaced { path: owned() }),
        Err(_) => Err(StoreError::Gone { path: owned() }),
    }
}

/// When a file was written last, and how long it is. While a data file is open, only its log being folded into
/// it changes either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileStamp {
    bytes: u64,
    written: Option<std::time::SystemTime>,
}

impl FileStamp {
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let meta = fs::metadata(path)?;
        Ok(Self { bytes: meta.len(), written: meta.modified().ok() })
    }
}
