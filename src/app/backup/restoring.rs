//! Bringing a data file back to a backup, and trying out whether that would work.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::making::{self, Checked};
use crate::app::password::Replaced;
use crate::app::platform::places::DATA_EXTENSION;
use crate::app::problem::Problem;
use crate::app::safekeeping::{Drill, Occasion, aside_of, folder_of, kept_aside};
use crate::disk::temporary::TempFolder;
use crate::disk::{self, FileIdentity};
use crate::report::names::variant_name;
use crate::store::{Key, NewFile, Store, StoreError};

/// What a restore came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the file that was replaced lies now; none when there was none.
    pub replaced: Option<PathBuf>,
    /// The backup that was made of it before; none when it could not be read.
    pub backup: Option<Checked>,
}

/// A copy of a backup that was read in full and lies beside the data file, under the name of a draft.
#[derive(Debug)]
pub struct Prepared {
    data: PathBuf,
    copy: NewFile,
    /// What both files are opened with, where they are encrypted.
    key: Option<Key>,
}

/// Copies a backup beside a data file and reads the copy in full. Nothing is changed by that, and the data file
/// may be open: all that can fail for want of room, or because the backup is bad, fails here.
///
/// # Errors
/// When the backup is no whole data file, or there is no room.
pub fn prepare(data: &Path, from: &Path, key: Option<&Key>) -> Result<Prepared, Problem> {
    let data = std::path::absolute(data).map_err(|err| Problem::cannot_read(data, &err))?;
    // A link stays where it is: the file that it names is the one to be replaced.
    let data = data.canonicalize().unwrap_or(data);
    let of_store = |err| Problem::from_backup(&err, from);
    let store = Store::open_read_only_with(from, key).map_err(of_store)?;
    // With what a killed program left in a log beside it.
    let copied = store.copy_beside(&data);
    let (copy, fingerprint) = copied.map_err(|err| Problem::from_restore(&err, &data, from))?;
    disk::flush_out(copy.draft()).map_err(|err| Problem::cannot_restore(&data, &err))?;
    let copied = Store::open_read_only_with(copy.draft(), key).map_err(of_store)?;
    let is_same = copied.fingerprint().map_err(of_store)? == fingerprint;
    if !is_same || !copied.verify().map_err(of_store)?.is_whole() {
        return Err(Problem::bad_backup(from));
    }
    drop(copied);
    Ok(Prepared { data, copy, key: key.cloned() })
}

/// Puts a backup in the place of a data file that nobody has open. The file that lay there is kept in the folder
/// of backups, under a name that is not one of a backup.
///
/// # Errors
/// When the backup is no whole data file, or the place cannot be written: the file is then as it was.
pub fn restore(data: &Path, from: &Path, key: Option<&Key>) -> Result<Restored, Problem> {
    prepare(data, from, key)?.put_in_place()
}

impl Prepared {
    /// Puts the copy in the place of the data file, which nobody may have open. At every moment either of both
    /// files lies there.
    ///
    /// # Errors
    /// When the file is open elsewhere, or the place cannot be written: it is then as it was.
    pub fn put_in_place(self) -> Result<Restored, Problem> {
        let Self { data, copy, key } = self;
        let folder = folder_of(&data);
        fs::create_dir_all(&folder)
            .map_err(|err| Problem::cannot_make_folder(&folder, &err).of_restore())?;
        let backup = if data.exists() { back_up_what_is_there(&data, key.as_ref())? } else { None };
        let replaced = replace(&data, copy, Replaced::Kept).map_err(|err| match err {
            NotReplaced::Kept(err) => Problem::cannot_restore(&data, &err),
            NotReplaced::Put(err) => Problem::from_store(&err, &data).of_restore(),
            NotReplaced::Done(err) => Problem::from_store(&err, &data),
            NotReplaced::Beside => Problem::log_left_beside(&data),
        })?;
        Ok(Restored { replaced, backup })
    }
}

/// Restores a backup into a fresh folder that goes again, and reads all of it.
///
/// # Errors
/// When that is not possible: then a restore in earnest would not be either.
pub fn drill(backup: &Path, key: Option<&Key>) -> Result<Drill, Problem> {
    let began = Instant::now();
    let folder = TempFolder::make().map_err(|err| Problem::cannot_restore(backup, &err))?;
    let restored = folder.path().join(format!("dien-tap.{DATA_EXTENSION}"));
    // What is tried out is what the disk or the stick holds.
    disk::forget(backup);
    let of_store = |err| Problem::from_backup(&err, backup);
    let copied = Store::open_read_only_with(backup, key);
    copied.and_then(|backup| backup.copy_to(&restored)).map_err(of_store)?;
    let store = Store::open_with(&restored, key).map_err(of_store)?;
    let verification = store.verify().map_err(of_store)?;
    store.close().map_err(of_store)?;
    Ok(Drill { backup: backup.to_owned(), verification, duration: began.elapsed() })
}

/// A backup of the file that is to be replaced; none when it cannot be read, and then it is kept as it is.
fn back_up_what_is_there(data: &Path, key: Option<&Key>) -> Result<Option<Checked>, Problem> {
    let store = match Store::open_with(data, key) {
        // Read only, or of an earlier version, which need not be migrated to be replaced.
        Err(StoreError::ReadOnly { .. } | StoreError::Older { .. }) => {
            Store::open_read_only_with(data, key)
        }
        opened => opened,
    };
    let store = match store {
        Ok(store) => store,
        Err(err @ StoreError::Locked { .. }) => return Err(Problem::from_store(&err, data)),
        Err(err) => {
            tracing::warn!(kind = variant_name(&err), "the file to be replaced was not opened");
            return Ok(None);
        }
    };
    let copy = making::copy(&store, data, Occasion::BeforeRestore, None);
    let made = copy.and_then(making::Unchecked::check);
    store.close().map_err(|err| Problem::from_store(&err, data))?;
    // One that is damaged inside has no backup; the file itself is kept.
    Ok(made.inspect_err(|problem| tracing::warn!(about = ?problem.about, "the file to be replaced has no backup")).ok())
}

/// What SQLite may leave beside a file.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(ending);
    PathBuf::from(path)
}

/// Removes what SQLite left beside a file that is no longer there.
fn remove_beside(data: &Path) -> io::Result<()> {
    for ending in BESIDE {
        let beside = with_ending(data, ending);
        if beside.exists() {
            fs::remove_file(&beside)?;
        }
    }
    Ok(())
}

/// Why a file was not replaced as it was to be.
pub(super) enum NotReplaced {
    /// It could not be kept aside: it is as it was.
    Kept(io::Error),
    /// The copy could not be put in its place: it is as it was.
    Put(StoreError),
    /// The copy is in its place; whether a power cut leaves it there is not known.
    Done(StoreError),
    /// The copy is in its place; what SQLite left beside the file that was there lies there still.
    Beside,
}

/// Puts a copy in the place of a data file that nobody has open, and tells where the file is kept that was there. At
/// every moment either of both lies there.
pub(super) fn replace(
    data: &Path,
    copy: NewFile,
    replaced: Replaced,
) -> Result<Option<PathBuf>, NotReplaced> {
    // Between both steps the file has two names; nobody who tidies up meanwhile takes one of them away.
    let _held = disk::hold(&folder_of(data));
    let aside = match replaced {
        Replaced::Kept if data.exists() => Some(keep_aside(data).map_err(NotReplaced::Kept)?),
        Replaced::Kept | Replaced::Removed => None,
    };
    let put = match copy.replace() {
        Ok(()) => Ok(aside),
        Err(err @ StoreError::Unconfirmed { .. }) => Err(NotReplaced::Done(err)),
        Err(err) => {
            if let Some(aside) = aside {
                remove_kept(&aside);
            }
            return Err(NotReplaced::Put(err));
        }
    };
    // What SQLite left beside the file that was replaced lies aside with it by now.
    remove_beside(data).map_err(|_| NotReplaced::Beside)?;
    put
}

/// Gives a data file, and what SQLite left beside it, a second name in the folder of backups, or copies it there
/// where the drive knows no second names.
fn keep_aside(data: &Path) -> io::Result<PathBuf> {
    let aside = aside_of(data);
    let kept = keep_as(data, &aside);
    if kept.is_err() {
        remove_kept(&aside);
    }
    kept.map(|()| aside)
}

fn keep_as(data: &Path, aside: &Path) -> io::Result<()> {
    for ending in std::iter::once("").chain(BESIDE) {
        let (from, to) = (with_ending(data, ending), with_ending(aside, ending));
        if from.exists() && fs::hard_link(&from, &to).is_err() {
            copy_whole(&from, &to)?;
        }
    }
    aside.parent().map_or(Ok(()), disk::sync_folder)
}

/// Takes away what was kept of a file that was not replaced.
fn remove_kept(aside: &Path) {
    for ending in std::iter::once("").chain(BESIDE) {
        // Most often there is nothing beside it.
        let _removed = fs::remove_file(with_ending(aside, ending));
    }
}

/// A restore that was killed between both of its steps left the file a second name in the folder of backups: what is
/// kept there would change with the file. Only that name goes; to be called by the one who has the file open.
pub(in crate::app) fn remove_second_name(data: &Path) {
    // The folder of backups lies where the file does that a link names.
    let data = &data.canonicalize().unwrap_or_else(|_| data.to_owned());
    if disk::num_names(data) < 2 {
        return;
    }
    // None while somebody is between both steps.
    let Some(_held) = disk::try_hold(&folder_of(data)) else { return };
    let Ok(own) = FileIdentity::of(data) else { return };
    let is_own = |aside: &PathBuf| FileIdentity::of(aside).is_ok_and(|aside| aside == own);
    for aside in kept_aside(data).filter(is_own) {
        tracing::warn!("a restore was cut off; the second name of the data file goes");
        remove_kept(&aside);
    }
}

/// Copies a file so that it is on the disk when this returns.
fn copy_whole(from: &Path, to: &Path) -> io::Result<()> {
    let mut copy = File::create_new(to)?;
    io::copy(&mut File::open(from)?, &mut copy)?;
    copy.sync_all()
}
