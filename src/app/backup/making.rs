//! Making a backup: a copy, read in full, that then gets its name.

use std::fs;
use std::path::{Path, PathBuf};

use super::folder;
use crate::app::platform::clock;
use crate::app::problem::Problem;
use crate::app::safekeeping::{Backup, Occasion, folder_of};
use crate::disk;
use crate::store::{Access, Damage, Fingerprint, Key, NewFile, Store, StoreError};

/// A copy that nobody has looked at yet; it has no name by which it would be taken for a backup.
#[derive(Debug)]
pub struct Unchecked {
    /// Of which data file.
    data: PathBuf,
    copy: NewFile,
    backup: Backup,
    fingerprint: Fingerprint,
    /// What it is opened with, as the file is.
    key: Option<Key>,
}

/// A backup that says what the file said when it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The backup.
    pub backup: Backup,
    /// By what its content is known.
    pub fingerprint: Fingerprint,
}

/// What became of a copy that says what its file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptAs {
    /// It is a backup.
    Backup(Checked),
    /// The file is damaged itself; its copy lies under a name that is not one of a backup.
    Faulty(Checked),
}

/// Copies a data file that is open for a backup in its own folder, or in another. It takes the moment in which the
/// copy is written; reading it in full is for whoever calls [`Unchecked::check`], on any thread.
///
/// # Errors
/// When there is no room, or the folder cannot be written.
pub fn copy(
    store: &Store,
    data: &Path,
    occasion: Occasion,
    folder: Option<&Path>,
) -> Result<Unchecked, Problem> {
    let own = folder_of(data);
    let folder = folder.map_or_else(|| own.clone(), Path::to_owned);
    fs::create_dir_all(&folder)
        .map_err(|err| Problem::cannot_make_folder(&folder, &err).of_backup())?;
    // Nobody else makes anything there, but who has the file open.
    if folder == own && store.access() == Access::Write {
        folder::remove_drafts(&folder);
    }
    let of_store = |err| Problem::from_store(&err, &folder).of_backup();
    let series = store.series().map_err(of_store)?;
    let sequence = folder::next_sequence(data, &folder, &series)?;
    let (path, made) = (PathBuf::new(), clock::now());
    let backup = Backup { path, series, sequence, made, occasion }.in_folder(data, &folder);
    let (copy, fingerprint) = store.copy_to_draft(&backup.path).map_err(of_store)?;
    let key = store.key().cloned();
    Ok(Unchecked { data: data.to_owned(), copy, backup, fingerprint, key })
}

impl Unchecked {
    /// Reads the copy in full; where it says what the file said, it becomes a backup, and older ones that are
    /// no longer needed go.
    ///
    /// # Errors
    /// When it does not: it is removed then, and no other backup is. Of a file that is damaged itself the newest
    /// copies are kept, under names that are not those of backups.
    pub fn check(self) -> Result<Checked, Problem> {
        match self.keep()? {
            KeptAs::Backup(checked) => Ok(checked),
            KeptAs::Faulty(kept) => Err(Problem::backup_of_damaged(&kept.backup.path)),
        }
    }

    /// As [`Unchecked::check`], where a copy of a damaged file is enough, too.
    ///
    /// # Errors
    /// When the copy does not say what the file says, or cannot be kept.
    pub fn keep(self) -> Result<KeptAs, Problem> {
        let Self { data, copy, backup, fingerprint, key } = self;
        let folder = backup.path.parent().unwrap_or(Path::new(""));
        match check(copy.draft(), &fingerprint, key.as_ref())? {
            Found::Whole => {}
            Found::Damaged => {
                let backup = backup.clone().into_faulty();
                let named = fs::rename(copy.draft(), &backup.path);
                named.map_err(|err| Problem::no_backup(&backup.path, &err))?;
                folder::thin_faulty(&data, folder, &backup.series);
                return Ok(KeptAs::Faulty(Checked { backup, fingerprint }));
            }
        }
        let appeared = copy.appear();
        appeared.map_err(|err| Problem::from_store(&err, &backup.path).of_backup())?;
        folder::thin(&data, folder, &backup.series);
        Ok(KeptAs::Backup(Checked { backup, fingerprint }))
    }
}

/// Copies a backup into another folder and reads the copy in full; none where there is no such folder, as while a
/// stick is not plugged in. The copy of a file that holds a fault goes there, too, as what it is: should the machine
/// be lost, it is all that there is of what was entered since the last backup.
///
/// # Errors
/// When there is no room, the folder cannot be written, or the copy does not say what the backup says.
pub fn carry(
    data: &Path,
    backup: &Path,
    folder: &Path,
    key: Option<&Key>,
) -> Result<Option<KeptAs>, Problem> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let faulty = Backup::of_faulty(data, backup.to_owned());
    let is_faulty = faulty.is_some();
    let Some(made) = faulty.or_else(|| Backup::of(data, backup.to_owned())) else {
        return Ok(None);
    };
    let of_store = |err| Problem::from_store(&err, backup).of_backup();
    let store = Store::open_read_only_with(backup, key).map_err(of_store)?;
    let sequence = folder::next_sequence(data, folder, &made.series)?;
    let carried = Backup { sequence, ..made }.in_folder(data, folder);
    let copied = store.copy_to_draft(&carried.path);
    // What is full, or cannot be written, is the stick; what cannot be read is the backup.
    let of_copy = |err: &StoreError| match err {
        StoreError::Corrupt { .. } => Problem::from_store(err, backup),
        err => Problem::from_store(err, folder),
    };
    let (copy, fingerprint) = copied.map_err(|err| of_copy(&err).of_backup())?;
    let key = store.key().cloned();
    drop(store);
    let data = data.to_owned();
    let copy = Unchecked { data, copy, backup: carried, fingerprint, key };
    let kept = if is_faulty { copy.keep()? } else { KeptAs::Backup(copy.check()?) };
    Ok(Some(kept))
}

/// What a copy is that says what it was made of.
enum Found {
    Whole,
    /// The file itself is damaged.
    Damaged,
}

/// Reads a copy in full.
///
/// # Errors
/// When it cannot be read, or does not say what it was made of.
fn check(draft: &Path, fingerprint: &Fingerprint, key: Option<&Key>) -> Result<Found, Problem> {
    let of_store = |err| Problem::from_store(&err, draft).of_backup();
    disk::flush_out(draft).map_err(|err| Problem::no_backup(draft, &err))?;
    let copy = Store::open_read_only_with(draft, key).map_err(of_store)?;
    let found = copy.verify().map_err(of_store)?;
    let is_legible = !found.damages.iter().any(|damage| matches!(damage, Damage::Page(_)));
    if !is_legible || copy.fingerprint().map_err(of_store)? != *fingerprint {
        return Err(Problem::bad_backup(draft));
    }
    Ok(if found.is_whole() { Found::Whole } else { Found::Damaged })
}
