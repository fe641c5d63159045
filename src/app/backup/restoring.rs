//! Bringing a data file back to a backup, and trying out whether that would work.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::folder;
use super::making::{Checked, sync};
use crate::app::platform::places::DATA_EXTENSION;
use crate::app::problem::Problem;
use crate::app::safekeeping::{Backup, Drill, Occasion, aside_of, folder_of};
use crate::app::session::Session;
use crate::store::{DRAFT_PREFIX, DRAFT_SUFFIX, Store, StoreError};

/// What a restore came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the file that was replaced lies now; none when there was none.
    pub replaced: Option<PathBuf>,
    /// The backup that was made of it before; none when it could not be read.
    pub backup: Option<Checked>,
}

/// Puts a copy in the place of a data file that nobody has open. The file that lay there is kept in the folder
/// of backups, under a name that is not one of a backup.
///
/// # Errors
/// When the copy is no whole data file, or the place cannot be written: the file is then as it was.
pub fn restore(data: &Path, from: &Path) -> Result<Restored, Problem> {
    let data = std::path::absolute(data).map_err(|err| Problem::cannot_read(data, &err))?;
    refuse_damaged(from)?;
    let folder = folder_of(&data);
    fs::create_dir_all(&folder).map_err(|err| Problem::cannot_make_folder(&folder, &err))?;
    let backup = if data.exists() { back_up_what_is_there(&data)? } else { None };
    // All that can fail for want of room is done before the file is touched.
    let draft = data.with_file_name(format!("{DRAFT_PREFIX}khoi-phuc{DRAFT_SUFFIX}"));
    let copied = copy_whole(from, &draft);
    copied.map_err(|err| Problem::cannot_restore(&draft, &err))?;
    let mut moves = Moves::default();
    let replaced = if data.exists() { Some(aside_of(&data)) } else { None };
    let moved = moves.put_aside(&data, replaced.as_deref()).and_then(|()| moves.to(&draft, &data));
    if let Err(err) = moved {
        moves.take_back();
        return Err(Problem::cannot_restore(&data, &err));
    }
    if let Some(folder) = data.parent() {
        sync(folder);
    }
    refuse_damaged(&data)?;
    Ok(Restored { replaced, backup })
}

/// Restores a backup into a fresh folder that goes again, and reads all of it.
///
/// # Errors
/// When that is not possible: then a restore in earnest would not be either.
pub fn drill(backup: &Path) -> Result<Drill, Problem> {
    let began = Instant::now();
    let folder = tempfile::tempdir().map_err(|err| Problem::cannot_restore(backup, &err))?;
    let restored = folder.path().join(format!("dien-tap.{DATA_EXTENSION}"));
    copy_whole(backup, &restored).map_err(|err| Problem::cannot_restore(&restored, &err))?;
    let of_store = |err| Problem::from_store(&err, backup);
    let store = Store::open(&restored).map_err(of_store)?;
    let verification = store.verify().map_err(of_store)?;
    store.close().map_err(of_store)?;
    Ok(Drill { backup: backup.to_owned(), verification, duration: began.elapsed() })
}

/// Refuses what is no whole data file.
fn refuse_damaged(path: &Path) -> Result<(), Problem> {
    let of_store = |err| Problem::from_store(&err, path);
    let store = Store::open_read_only(path).map_err(of_store)?;
    match store.verify().map_err(of_store)?.is_whole() {
        true => Ok(()),
        false => Err(Problem::bad_backup(path)),
    }
}

/// A backup of the file that is to be replaced; none when it cannot be read, and then it is kept as it is.
fn back_up_what_is_there(data: &Path) -> Result<Option<Checked>, Problem> {
    match Store::open(data).and_then(Store::close) {
        Ok(()) => {}
        Err(err @ StoreError::Locked { .. }) => return Err(Problem::from_store(&err, data)),
        Err(err) => {
            tracing::warn!(error = %err, "the file to be replaced was not opened");
            return Ok(None);
        }
    }
    let session = Session::open(data)?;
    let made = session.back_up(Occasion::BeforeRestore, None);
    session.close()?;
    // One that is damaged inside has no backup; the file itself is kept.
    Ok(made.inspect_err(|problem| tracing::warn!(problem = problem.line())).ok())
}

/// Files that got other names, so that all or none of them do.
#[derive(Default)]
struct Moves(Vec<(PathBuf, PathBuf)>);

impl Moves {
    fn to(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)?;
        self.0.push((from.to_owned(), to.to_owned()));
        Ok(())
    }

    /// Gives a data file another name, and to what SQLite left beside it.
    fn put_aside(&mut self, data: &Path, aside: Option<&Path>) -> io::Result<()> {
        let with_ending = |path: &Path, ending: &str| {
            let mut path = path.as_os_str().to_owned();
            path.push(ending);
            PathBuf::from(path)
        };
        let aside = aside.map_or_else(|| aside_of(data), Path::to_owned);
        for ending in ["", "-wal", "-shm", "-journal"] {
            let (from, to) = (with_ending(data, ending), with_ending(&aside, ending));
            if from.exists() {
                self.to(&from, &to)?;
            }
        }
        Ok(())
    }

    /// Gives all of them their old names back.
    fn take_back(self) {
        for (from, to) in self.0.into_iter().rev() {
            if let Err(err) = fs::rename(&to, &from) {
                tracing::error!(error = %err, "a file did not get its name back");
            }
        }
    }
}

/// Copies a file so that it is on the disk when this returns.
fn copy_whole(from: &Path, to: &Path) -> io::Result<()> {
    if !fs::metadata(from)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    fs::copy(from, to)?;
    File::options().write(true).open(to)?.sync_all()
}

/// The newest backup of a data file.
///
/// # Errors
/// When it has none.
pub fn newest(data: &Path) -> Result<Backup, Problem> {
    let newest = folder::own(data).into_iter().next();
    newest.ok_or_else(|| Problem::no_backups(data))
}
