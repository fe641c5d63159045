//! Making a backup: a copy, read in full, that then gets its name.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::folder;
use crate::app::platform::clock;
use crate::app::problem::Problem;
use crate::app::safekeeping::{Backup, Occasion, aside_of, folder_of};
use crate::app::session::Session;
use crate::store::{DRAFT_PREFIX, DRAFT_SUFFIX, Fingerprint, Store};

/// A copy that nobody has looked at yet; it has no name by which it would be taken for a backup.
#[derive(Debug)]
pub struct Unchecked {
    /// Of which data file.
    data: PathBuf,
    draft: PathBuf,
    backup: Backup,
    fingerprint: Fingerprint,
}

/// A backup that says what the file said when it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The backup.
    pub backup: Backup,
    /// By what its content is known.
    pub fingerprint: Fingerprint,
}

impl Session {
    /// Copies the open file for a backup in its own folder, or in another. It takes the moment in which the
    /// copy is written; reading it in full is for whoever calls [`Unchecked::check`], on any thread.
    ///
    /// # Errors
    /// When there is no room, or the folder cannot be written.
    pub fn copy_for_backup(
        &self,
        occasion: Occasion,
        folder: Option<&Path>,
    ) -> Result<Unchecked, Problem> {
        let data = self.path().to_owned();
        let folder = folder.map_or_else(|| folder_of(&data), Path::to_owned);
        fs::create_dir_all(&folder).map_err(|err| Problem::cannot_make_folder(&folder, &err))?;
        folder::remove_drafts(&folder);
        let newest = folder::list(&data, &folder).first().map_or(0, |backup| backup.sequence);
        let planned = newest.saturating_add(1);
        let backup = Backup::planned(&data, &folder, planned, clock::now(), occasion);
        let draft = folder.join(format!("{DRAFT_PREFIX}{planned}{DRAFT_SUFFIX}"));
        let copied = self.store.copy_to(&draft);
        let fingerprint = copied.map_err(|err| Problem::from_store(&err, &draft).of_backup())?;
        Ok(Unchecked { data, draft, backup, fingerprint })
    }

    /// Keeps a copy of a file that is known to be damaged: it cannot pass the check of a backup, and yet is all
    /// that there is. It lies with the files that were replaced.
    ///
    /// # Errors
    /// As for [`Session::copy_for_backup`].
    pub fn keep_copy(&self) -> Result<PathBuf, Problem> {
        let data = self.path();
        let folder = folder_of(data);
        fs::create_dir_all(&folder).map_err(|err| Problem::cannot_make_folder(&folder, &err))?;
        let path = aside_of(data);
        let copied = self.store.copy_to(&path);
        copied.map_err(|err| Problem::from_store(&err, &path).of_backup())?;
        Ok(path)
    }

    /// Makes a backup and waits until it is checked.
    ///
    /// # Errors
    /// When it could not be made, or did not say what the file says.
    pub fn back_up(&self, occasion: Occasion, folder: Option<&Path>) -> Result<Checked, Problem> {
        self.copy_for_backup(occasion, folder)?.check()
    }
}

impl Unchecked {
    /// Reads the copy in full; where it says what the file said, it becomes a backup, and older ones that are
    /// no longer needed go.
    ///
    /// # Errors
    /// When it does not: it is removed then, and no other backup is.
    pub fn check(self) -> Result<Checked, Problem> {
        let Self { data, draft, backup, fingerprint } = self;
        let checked = check(&draft, &fingerprint).and_then(|()| {
            fs::rename(&draft, &backup.path).map_err(|err| Problem::no_backup(&backup.path, &err))
        });
        if let Err(problem) = checked {
            if let Err(err) = fs::remove_file(&draft) {
                tracing::warn!(error = %err, "a copy that failed its check was not removed");
            }
            return Err(problem);
        }
        if let Some(folder) = backup.path.parent() {
            sync(folder);
            folder::thin(&data, folder);
        }
        Ok(Checked { backup, fingerprint })
    }
}

/// Copies a backup into another folder and reads the copy in full; none where there is no such folder, as while a
/// stick is not plugged in.
///
/// # Errors
/// When there is no room, the folder cannot be written, or the copy does not say what the backup says.
pub fn carry(data: &Path, backup: &Path, folder: &Path) -> Result<Option<Backup>, Problem> {
    let Some(made) = Backup::of(data, backup.to_owned()).filter(|_| folder.is_dir()) else {
        return Ok(None);
    };
    let of_store = |err| Problem::from_store(&err, backup).of_backup();
    let fingerprint = Store::open_read_only(backup).and_then(|store| store.fingerprint());
    let fingerprint = fingerprint.map_err(of_store)?;
    folder::remove_drafts(folder);
    let newest = folder::list(data, folder).first().map_or(0, |newest| newest.sequence);
    let planned = newest.saturating_add(1);
    let copy = Backup::planned(data, folder, planned, made.made, made.occasion);
    let draft = folder.join(format!("{DRAFT_PREFIX}{planned}{DRAFT_SUFFIX}"));
    let copied = fs::copy(backup, &draft)
        .and_then(|_| File::options().write(true).open(&draft)?.sync_all())
        .map_err(|err| Problem::no_backup(&draft, &err));
    if let Err(problem) = copied {
        if let Err(err) = fs::remove_file(&draft) {
            tracing::warn!(error = %err, "a half-made copy was not removed");
        }
        return Err(problem);
    }
    let copy = Unchecked { data: data.to_owned(), draft, backup: copy, fingerprint };
    copy.check().map(|checked| Some(checked.backup))
}

/// Whether a copy is whole and says what it was made of.
fn check(draft: &Path, fingerprint: &Fingerprint) -> Result<(), Problem> {
    let of_store = |err| Problem::from_store(&err, draft).of_backup();
    let copy = Store::open_read_only(draft).map_err(of_store)?;
    let found = copy.verify().map_err(of_store)?;
    let says = copy.fingerprint().map_err(of_store)?;
    if found.is_whole() && says == *fingerprint { Ok(()) } else { Err(Problem::bad_backup(draft)) }
}

/// Makes new names in a folder survive a power cut. Windows has no such step.
pub(super) fn sync(folder: &Path) {
    if cfg!(unix)
        && let Err(err) = File::open(folder).and_then(|folder| folder.sync_all())
    {
        tracing::warn!(error = %err, "a folder was not flushed");
    }
}
