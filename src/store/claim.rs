//! One open data file in this process, and that it still is the file at its path.
//!
//! Closing any descriptor of a file drops every POSIX lock that the process holds on it. So while a data file
//! is open, nothing else in the process may open it with `std::fs`; a second store over it is refused by a
//! list of open paths, before the file is touched. Asking for its metadata opens nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use super::error::{StoreError, io_error};

/// The files that this process has open.
static OPEN_FILES: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// The right of one store of this process to a file, while it lives.
#[derive(Debug)]
pub(super) struct Claim(PathBuf);

impl Claim {
    pub(super) fn to(path: &Path) -> Result<Self, StoreError> {
        let canonical = path.canonicalize().map_err(io_error(path, "find"))?;
        let mut open = OPEN_FILES.lock().unwrap_or_else(PoisonError::into_inner);
        if open.insert(canonical.clone()) {
            Ok(Self(canonical))
        } else {
            let path = path.to_owned();
            Err(StoreError::Locked { path })
        }
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        let mut open = OPEN_FILES.lock().unwrap_or_else(PoisonError::into_inner);
        open.remove(&self.0);
    }
}

/// Which file of the machine a path names, whatever it is called later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileIdentity {
    #[cfg(unix)]
    device_and_number: (u64, u64),
    /// Elsewhere an open file can neither be deleted nor replaced, so that this tells enough.
    #[cfg(not(unix))]
    created: Option<std::time::SystemTime>,
}

impl FileIdentity {
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let meta = fs::metadata(path)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            Ok(Self { device_and_number: (meta.dev(), meta.ino()) })
        }
        #[cfg(not(unix))]
        Ok(Self { created: meta.created().ok() })
    }

    /// Whether the file is still the one at the path.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when nothing is there, [`StoreError::Replaced`] when another file is.
    pub(super) fn is_still_at(&self, path: &Path) -> Result<(), StoreError> {
        let owned = || path.to_owned();
        match Self::of(path) {
            Ok(there) if there == *self => Ok(()),
            Ok(_) => Err(StoreError::Replaced { path: owned() }),
            Err(_) => Err(StoreError::Gone { path: owned() }),
        }
    }
}
