//! Folders in the system's temporary folder for copies of an office's data: gone with the value, and where the program
//! was killed at the next start. A lock in each tells that whoever made it is alive, whatever its number is.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

const PREFIX: &str = "baocao06-tam-";
const LOCK: &str = "dang-dung";
const LOCK_DRAFT: &str = "dang-dung.tmp";
/// In this file stands which draft elsewhere goes along with the folder.
const ALONG: &str = "nhap";

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

    pub(super) fn make_in(place: &Path) -> io::Result<Self> {
        let folder = private_folder(place, PREFIX)?;
        let draft = folder.path().join(LOCK_DRAFT);
        let lock = File::create(&draft)?;
        // Where nothing can be locked, nobody takes it for left behind either.
        if lock.try_lock().is_ok() {
            // It has its name once it is held: what is not held under that name is left behind.
            fs::rename(&draft, folder.path().join(LOCK))?;
        }
        Ok(Self { _lock: lock, folder })
    }

    /// Has a draft that lies elsewhere go along, should the program be killed. Asked before the draft is made: there is
    /// no moment in which it lies there unknown.
    pub(super) fn take_along(&self, draft: &Path) -> io::Result<()> {
        let draft = std::path::absolute(draft)?;
        fs::write(self.path().join(ALONG), draft.as_os_str().as_encoded_bytes())
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Makes a folder that only the user can read: on Unix everybody may look around in the place, and what is in the
/// folder is nobody else's business.
///
/// # Errors
/// When it cannot be made.
pub fn private_folder(place: &Path, prefix: &str) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(place)
}

/// Removes the folders that killed programs left behind.
pub fn remove_left_behind() {
    remove_left_behind_in(&std::env::temp_dir());
}

/// The same in another place than the system's.
pub fn remove_left_behind_in(place: &Path) {
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| is_ours(&entry.file_name())) {
        // Of the entries themselves: what a link leads to is not ours, and a pipe would be waited for.
        let is_folder = entry.metadata().is_ok_and(|meta| meta.is_dir());
        let lock = entry.path().join(LOCK);
        let has_lock = lock.symlink_metadata().is_ok_and(|meta| meta.is_file());
        let is_free = |lock: &Path| {
            File::options().write(true).open(lock).is_ok_and(|lock| lock.try_lock().is_ok())
        };
        if !(is_folder && has_lock && is_free(&lock)) {
            continue;
        }
        if let Some(draft) = taken_along(&entry.path()) {
            super::remove_draft(&draft);
        }
        if let Err(err) = fs::remove_dir_all(entry.path()) {
            tracing::warn!(kind = ?err.kind(), "a temporary folder was not removed");
        }
    }
}

/// The draft that goes along with a folder.
fn taken_along(folder: &Path) -> Option<PathBuf> {
    let along = folder.join(ALONG);
    along.symlink_metadata().ok().filter(fs::Metadata::is_file)?;
    let bytes = fs::read(along).ok()?;
    #[cfg(unix)]
    let draft = <OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(&bytes).to_owned();
    #[cfg(not(unix))]
    let draft = String::from_utf8(bytes).ok()?;
    Some(PathBuf::from(draft)).filter(|draft| draft.is_absolute())
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
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = alive.path().metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "copies of the data are for nobody else");
        }
        let path = alive.path().to_owned();
        drop(alive);
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_in_the_place_of_the_lock_is_not_waited_for() {
        let place = tempfile::tempdir().unwrap();
        let odd = place.path().join("baocao06-tam-la");
        fs::create_dir(&odd).unwrap();
        let made = std::process::Command::new("mkfifo").arg(odd.join(LOCK)).status();
        if !made.is_ok_and(|status| status.success()) {
            println!("skipped: no mkfifo");
            return;
        }
        remove_left_behind_in(place.path());
        assert!(odd.exists());
    }
}
