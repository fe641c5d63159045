//! Files that appear whole or not at all: made under another name in the same folder, flushed to the disk, and
//! given their name then.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::error::{Inner, StoreError, io_error};

/// How the names of drafts begin and end: what a killed program leaves behind is known by them.
pub const DRAFT_PREFIX: &str = ".baocao06-";
/// See [`DRAFT_PREFIX`].
pub const DRAFT_SUFFIX: &str = ".tmp";

/// A data file that is being filled under the name of a draft; it gets its own name when all is in it. A draft
/// that never does goes again.
#[derive(Debug)]
pub struct NewFile {
    draft: TempPath,
    path: PathBuf,
}

impl NewFile {
    /// Makes an empty draft in the folder of the file.
    pub(super) fn begin(path: &Path) -> Result<Self, StoreError> {
        let Some(folder) = path.parent() else {
            return Err(StoreError::NotAFile { path: path.to_owned() });
        };
        if path.exists() {
            return Err(StoreError::AlreadyExists { path: path.to_owned() });
        }
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

    /// Gives it its name; nobody may have it open.
    ///
    /// # Errors
    /// When something stands there by now, or it cannot be written.
    pub fn appear(self) -> Result<(), StoreError> {
        let Self { draft, path } = self;
        let cannot_create = io_error(&path, "create");
        File::open(&draft).and_then(|file| file.sync_all()).map_err(&cannot_create)?;
        draft.persist_noclobber(&path).map_err(|err| cannot_create(err.error))?;
        match path.parent().map_or(Ok(()), sync_folder) {
            Ok(()) => Ok(()),
            Err(_) => Err(StoreError::Unconfirmed { path: path.clone() }),
        }
    }
}

/// Makes a file where nothing stands yet; `make` fills the empty draft of it.
pub(super) fn appear(path: &Path, make: impl FnOnce(&Path) -> Inner<()>) -> Result<(), StoreError> {
    let new = NewFile::begin(path)?;
    make(new.draft()).map_err(|fault| fault.at(path))?;
    new.appear()
}

/// Makes a rename in a folder survive a power cut.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows flushes renames with the file system's own journal.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
