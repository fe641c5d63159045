//! Files that appear whole or not at all: made under another name in the same folder, flushed to the disk, and
//! given their name then.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tempfile::TempPath;

use super::error::{StoreError, io_error};

/// How the names of drafts begin and end: what a killed program leaves behind is known by them.
pub const DRAFT_PREFIX: &str = ".baocao06-";
/// See [`DRAFT_PREFIX`].
pub const DRAFT_SUFFIX: &str = ".tmp";

/// A draft that nobody has written to for so long belongs to a program that is gone: the longest that any is
/// written in one go is minutes.
const DRAFT_AGE_MAX: Duration = Duration::from_secs(60 * 60);

/// Removes from a folder the drafts that killed programs left there, with what SQLite left beside them. By their
/// age and not by a lock: a lock on a draft of a data file would be taken by SQLite's own, and many network
/// folders know none. Their age is reckoned by the clock of the folder itself, from a draft made just now.
pub fn remove_old_drafts(folder: &Path) {
    let drafts = drafts(folder);
    if drafts.is_empty() {
        return;
    }
    let mut newest = tempfile::Builder::new();
    let newest = newest.prefix(DRAFT_PREFIX).suffix(DRAFT_SUFFIX);
    let newest = newest.tempfile_in(folder).and_then(|file| file.as_file().metadata()?.modified());
    let latest = newest.map(|now| now.checked_sub(DRAFT_AGE_MAX).unwrap_or(UNIX_EPOCH));
    for (draft, modified) in drafts {
        if latest.as_ref().is_ok_and(|latest| modified < *latest) {
            // One that cannot be removed now is so another time.
            let _removed = std::fs::remove_file(draft);
        }
    }
}

/// The drafts in a folder, and when they were written to last.
fn drafts(folder: &Path) -> Vec<(PathBuf, SystemTime)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let drafts = entries.filter_map(|entry| {
        // Of the entry itself: what a link leads to is not ours.
        let meta = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
        let is_draft = entry.file_name().to_str().is_some_and(is_draft_name);
        is_draft.then_some((entry.path(), meta.modified().ok()?))
    });
    drafts.collect()
}

fn is_draft_name(name: &str) -> bool {
    let endings = ["", "-wal", "-shm", "-journal"];
    let rest = name.strip_prefix(DRAFT_PREFIX);
    rest.is_some_and(|rest| {
        endings.iter().any(|ending| {
            rest.strip_suffix(ending).is_some_and(|rest| rest.ends_with(DRAFT_SUFFIX))
        })
    })
}

/// A data file that is being filled under the name of a draft; it gets its own name when all is in it. A draft
/// that never does goes again.
#[derive(Debug)]
pub struct NewFile {
    draft: TempPath,
    path: PathBuf,
}

impl NewFile {
    /// Makes an empty draft in the folder of the file, which is not there yet.
    pub(super) fn begin(path: &Path) -> Result<Self, StoreError> {
        if path.exists() {
            return Err(StoreError::AlreadyExists { path: path.to_owned() });
        }
        Self::beside(path)
    }

    /// Makes an empty draft in the folder of a file that may be there.
    pub(super) fn beside(path: &Path) -> Result<Self, StoreError> {
        let Some(folder) = path.parent() else {
            return Err(StoreError::NotAFile { path: path.to_owned() });
        };
        let mut draft = tempfile::Builder::new();
        let draft = draft.prefix(DRAFT_PREFIX).suffix(DRAFT_SUFFIX);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // As any new file of the user: a colleague may have to open it.
            draft.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let draft = draft.tempfile_in(folder).map_err(|err| match err.kind() {
            io::ErrorKind::PermissionDenied => StoreError::ReadOnly { path: path.to_owned() },
            _ => io_error(path, "create")(err),
        });
        Ok(Self { draft: draft?.into_temp_path(), path: path.to_owned() })
    }

    /// Where it is filled.
    pub fn draft(&self) -> &Path {
        &self.draft
    }

    /// Puts it in the place of the file that is there, which nobody may have open.
    ///
    /// # Errors
    /// When it cannot be written: the file that was there is there then.
    pub fn replace(self) -> Result<(), StoreError> {
        let Self { draft, path } = self;
        let cannot_write = io_error(&path, "replace");
        sync(&draft).map_err(&cannot_write)?;
        draft.persist(&path).map_err(|err| cannot_write(err.error))?;
        match path.parent().map_or(Ok(()), sync_folder) {
            Ok(()) => Ok(()),
            Err(_) => Err(StoreError::Unconfirmed { path: path.clone() }),
        }
    }

    /// Gives it its name; nobody may have it open.
    ///
    /// # Errors
    /// When something stands there by now, or it cannot be written.
    pub fn appear(self) -> Result<(), StoreError> {
        let Self { draft, path } = self;
        let cannot_create = io_error(&path, "create");
        sync(&draft).map_err(&cannot_create)?;
        match draft.persist_noclobber(&path) {
            Ok(()) => {}
            // Some drives cannot refuse to write over a file; nothing was there a moment ago.
            Err(err) if err.error.kind() != io::ErrorKind::AlreadyExists && !path.exists() => {
                err.path.persist(&path).map_err(|err| cannot_create(err.error))?;
            }
            Err(err) => return Err(cannot_create(err.error)),
        }
        match path.parent().map_or(Ok(()), sync_folder) {
            Ok(()) => Ok(()),
            Err(_) => Err(StoreError::Unconfirmed { path: path.clone() }),
        }
    }
}

/// Waits until a file is on the disk. For that, Windows wants one that may be written.
fn sync(path: &Path) -> io::Result<()> {
    File::options().write(true).open(path)?.sync_all()
}

/// Makes a rename in a folder survive a power cut. Windows has no such step, and some network drives do not know
/// it.
///
/// # Errors
/// When the disk fails.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        Err(err)
            if matches!(err.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
        {
            Ok(())
        }
        synced => synced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_old_drafts_of_this_program_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let probe = tempfile::NamedTempFile::new_in(folder.path()).unwrap();
        let now = probe.as_file().metadata().unwrap().modified().unwrap();
        drop(probe);
        let hours_ago = now - Duration::from_secs(2 * 60 * 60);
        let put = |name: &str, modified: SystemTime| {
            let file = File::create(folder.path().join(name)).unwrap();
            file.set_modified(modified).unwrap();
        };
        for old in [".baocao06-aB3.tmp", ".baocao06-aB3.tmp-wal", ".baocao06-x.tmp-journal"] {
            put(old, hours_ago);
        }
        let kept = ["a.bc06", "a.bc06-wal", "baocao06-x.tmp", ".baocao06-x.docx", ".other.tmp"];
        for name in kept {
            put(name, hours_ago);
        }
        put(".baocao06-now.tmp", now);
        // A clock that was far ahead when it was written keeps a draft; it takes none.
        put(".baocao06-later.tmp", now + Duration::from_secs(1_000_000));
        std::fs::create_dir(folder.path().join(".baocao06-folder.tmp")).unwrap();
        remove_old_drafts(folder.path());
        let mut left: Vec<String> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        let mut expected: Vec<&str> = kept.to_vec();
        expected.extend([".baocao06-now.tmp", ".baocao06-later.tmp", ".baocao06-folder.tmp"]);
        expected.sort_unstable();
        assert_eq!(left, expected);
    }
}
