//! Files that appear whole or not at all: made under another name in the same folder, flushed to the disk, and
//! given their name then.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::error::{StoreError, io_error};
use crate::disk::temporary::TempFolder;
use crate::disk::{self, Draft, sync_folder};

/// A data file that is being filled under the name of a draft; it gets its own name when all is in it. A draft
/// that never does goes again.
#[derive(Debug)]
pub struct NewFile {
    draft: TempPath,
    _beside: LeftBeside,
    // Behind the draft: it is dropped when that is gone.
    _mark: Option<TempFolder>,
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
        let draft = disk::draft_in(folder).map_err(|err| match err.kind() {
            io::ErrorKind::PermissionDenied => StoreError::ReadOnly { path: path.to_owned() },
            _ => io_error(path, "create")(err),
        });
        let Draft { file, mark: _mark } = draft?;
        let draft = file.into_temp_path();
        let _beside = LeftBeside(draft.to_path_buf());
        Ok(Self { draft, _beside, _mark, path: path.to_owned() })
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
        let Self { draft, path, .. } = self;
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
        let Self { draft, path, .. } = self;
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

/// What SQLite leaves beside a draft when the disk is full or fails: it goes with the draft, as it may be what fills
/// the disk.
#[derive(Debug)]
struct LeftBeside(PathBuf);

impl Drop for LeftBeside {
    fn drop(&mut self) {
        for ending in ["-wal", "-shm", "-journal"] {
            let mut beside = self.0.as_os_str().to_owned();
            beside.push(ending);
            // Nearly always there is none.
            let _removed = std::fs::remove_file(beside);
        }
    }
}

/// Waits until a file is on the disk. For that, Windows wants one that may be written.
fn sync(path: &Path) -> io::Result<()> {
    File::options().write(true).open(path)?.sync_all()
}
