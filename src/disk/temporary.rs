//! Folders in the system's temporary folder for copies of an office's data: gone with the value, and where the program
//! was killed at the next start. A lock in each tells that whoever made it is alive, whatever its number is.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::TempDir;

const PREFIX: &str = "baocao06-tam-";
const LOCK: &str = "dang-dung";
const LOCK_DRAFT: &str = "dang-dung.tmp";

/// A folder that goes with this value.
#[derive(Debug)]
pub struct TempFolder {
    // Declared first: on Windows an open file would keep the folder.
    _lock: File,
    folder: TempDir,
}

impl TempFolder {
    /// Makes one; those that killed programs left go first.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make() -> io::Result<Self> {
        remove_left_behind();
        Self::make_in(&std::env::temp_dir())
    }

    fn make_in(place: &Path) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(place)?;
        let draft = folder.path().join(LOCK_DRAFT);
        let lock = File::create(&draft)?;
        // Where nothing can be locked, nobody takes it for left behind either.
        if lock.try_lock().is_ok() {
            // It has its name once it is held: what is not held under that name is left behind.
            fs::rename(&draft, folder.path().join(LOCK))?;
        }
        Ok(Self { _lock: lock, folder })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Removes the folders that killed programs left behind.
pub fn remove_left_behind() {
    remove_left_behind_in(&std::env::temp_dir());
}

fn remove_left_behind_in(place: &Path) {
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| is_ours(&entry.file_name())) {
        // Of the entry itself: what a link leads to is not ours.
        let is_folder = entry.metadata().is_ok_and(|meta| meta.is_dir());
        let lock = File::options().write(true).open(entry.path().join(LOCK));
        let is_left = lock.is_ok_and(|lock| lock.try_lock().is_ok());
        if is_folder
            && is_left
            && let Err(err) = fs::remove_dir_all(entry.path())
        {
            tracing::warn!(kind = ?err.kind(), "a temporary folder was not removed");
        }
    }
}

fn is_ours(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(PREFIX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_dead_program_left_behind_is_removed() {
        let place = tempfile::tempdir().unwrap();
        let alive = TempFolder::make_in(place.path()).unwrap();
        fs::write(alive.path().join("copy.bc06"), b"data").unwrap();
        // As a kill leaves it: nobody holds the lock.
        let dead = place.path().join("baocao06-tam-cu");
        let others = ["baocao06-tam-khong-khoa", "baocao06-khac", "khac"];
        fs::create_dir(&dead).unwrap();
        for name in [LOCK, "copy.bc06"] {
            fs::write(dead.join(name), b"data").unwrap();
        }
        for name in others {
            fs::create_dir(place.path().join(name)).unwrap();
        }
        remove_left_behind_in(place.path());
        assert!(!dead.exists());
        assert!(alive.path().join("copy.bc06").exists());
        assert!(others.iter().all(|name| place.path().join(name).exists()));
        let path = alive.path().to_owned();
        drop(alive);
        assert!(!path.exists());
    }
}
