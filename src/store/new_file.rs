//! Files that appear whole or not at all: made under another name in the same folder, flushed to the disk, and
//! given their name then.

use std::fs::File;
use std::io;
use std::path::Path;

use super::error::{Inner, StoreError, io_error};

/// How the names of drafts begin and end: what a killed program leaves behind is known by them.
pub const DRAFT_PREFIX: &str = ".baocao06-";
/// See [`DRAFT_PREFIX`].
pub const DRAFT_SUFFIX: &str = ".tmp";

/// Makes a file where nothing stands yet; `make` fills the empty draft of it.
pub(super) fn appear(path: &Path, make: impl FnOnce(&Path) -> Inner<()>) -> Result<(), StoreError> {
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
    let draft = draft?.into_temp_path();
    make(&draft).map_err(|fault| fault.at(path))?;
    let cannot_create = io_error(path, "create");
    File::open(&draft).and_then(|file| file.sync_all()).map_err(&cannot_create)?;
    draft.persist_noclobber(path).map_err(|err| cannot_create(err.error))?;
    sync_folder(folder).map_err(cannot_create)
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
