//! Files on the disk: what makes them appear whole or not at all, for data files and exports alike.
//!
//! A file is made as a draft in the folder where it is to lie, flushed to the disk, and given its name then.

pub mod temporary;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tempfile::NamedTempFile;

use temporary::TempFolder;

/// How the names of drafts begin and end: what a killed program leaves behind is known by them.
const DRAFT_PREFIX: &str = ".baocao06-";
/// See [`DRAFT_PREFIX`].
const DRAFT_SUFFIX: &str = ".tmp";

/// What SQLite leaves beside a file; nothing stands for the file itself.
const DRAFT_ENDINGS: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// A draft that nobody has written to for so long belongs to a program that is gone: the longest that any is
/// written in one go is minutes.
const DRAFT_AGE_MAX: Duration = Duration::from_secs(60 * 60);

/// Removes from a folder the drafts that killed programs left there, with what SQLite left beside them. What a killed
/// program of this machine left is known by its mark and goes before that ([`Draft`]); what another one left in a
/// shared folder, or what a power cut left with no mark, goes by its age: a lock on a draft of a data file
/// would be taken by SQLite's own, and many network folders know none. Their age is reckoned by the clock of the
/// folder itself, from a file made just now.
pub fn remove_old_drafts(folder: &Path) {
    let drafts = drafts(folder);
    if drafts.is_empty() {
        return;
    }
    let newest = named_as_draft().tempfile_in(folder);
    let newest = newest.and_then(|file| file.as_file().metadata()?.modified());
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

/// Whether a file is called as a draft, or as what SQLite leaves beside one.
pub fn is_draft_name(name: &str) -> bool {
    let rest = name.strip_prefix(DRAFT_PREFIX);
    rest.is_some_and(|rest| {
        DRAFT_ENDINGS.iter().any(|ending| {
            rest.strip_suffix(ending).is_some_and(|rest| rest.ends_with(DRAFT_SUFFIX))
        })
    })
}

/// A file that is being made under the name of a draft; it goes again unless it gets its own.
#[derive(Debug)]
pub struct Draft {
    /// The file, empty.
    pub file: NamedTempFile,
    /// By what a later start knows whose the draft was, should this program be killed: to be kept as long as the draft.
    /// None where it could not be made: then the draft's age tells.
    pub mark: Option<TempFolder>,
}

/// Makes an empty draft in a folder. Those that killed programs of this machine left, wherever they lie, go first.
///
/// # Errors
/// When nothing can be made there.
pub fn draft_in(folder: &Path) -> io::Result<Draft> {
    temporary::remove_left_behind();
    draft_marked_in(&std::env::temp_dir(), folder)
}

fn draft_marked_in(place: &Path, folder: &Path) -> io::Result<Draft> {
    let mark = TempFolder::make_in(place);
    let mark = mark.inspect_err(|err| tracing::info!(kind = ?err.kind(), "a draft has no mark"));
    let mark = mark.ok();
    let file = named_as_draft().make_in(folder, |draft| {
        if let Some(Err(err)) = mark.as_ref().map(|mark| mark.take_along(draft)) {
            tracing::info!(kind = ?err.kind(), "a draft has no mark");
        }
        // With the rights of any new file of the user: those of temporary files shut colleagues out.
        File::options().read(true).write(true).create_new(true).open(draft)
    })?;
    Ok(Draft { file, mark })
}

fn named_as_draft() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(DRAFT_PREFIX).suffix(DRAFT_SUFFIX);
    builder
}

/// Removes a draft of a program that is gone, with what SQLite left beside it; whatever else is called so stays.
fn remove_draft(draft: &Path) {
    let is_draft = draft.file_name().and_then(|name| name.to_str()).is_some_and(is_draft_name);
    for ending in DRAFT_ENDINGS.iter().filter(|_| is_draft) {
        let mut path = draft.as_os_str().to_owned();
        path.push(ending);
        // Of the entry itself: what a link leads to is not ours.
        if std::fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file())
            && let Err(err) = std::fs::remove_file(&path)
        {
            tracing::info!(kind = ?err.kind(), "a draft was not removed");
        }
    }
}

/// Waits until a file is on the disk, and has it read from there next, as [`forget`] does.
///
/// # Errors
/// When the disk fails.
pub fn flush_out(path: &Path) -> io::Result<()> {
    // For that, Windows wants a file that may be written.
    File::options().write(true).open(path)?.sync_all()?;
    forget(path);
    Ok(())
}

/// Lets the system forget what it keeps of a file in memory, so that the file is read from the disk next: a stick
/// that takes everything and keeps nothing is found out then. Only Linux can be asked for that; elsewhere what is
/// read may come from memory, and then only what was damaged before it was written is found. Nobody may have
/// the file open: locks on it would be lost.
pub fn forget(path: &Path) {
    #[cfg(target_os = "linux")]
    if path.is_file()
        && let Ok(file) = File::open(path)
        && let Err(err) = rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed)
    {
        // Some file systems do not know the question.
        tracing::debug!(%err, "a file is read from memory");
    }
    #[cfg(not(target_os = "linux"))]
    let _ = path;
}

/// Lets those read and write a file who may read and write another one; the user always may. Where files have no such
/// rights, as on a stick, nothing is done.
///
/// # Errors
/// When the rights cannot be changed.
pub fn copy_rights(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // A file that is gone, whose content is saved elsewhere, gives nothing away.
        let Ok(rights) = from.metadata() else { return Ok(()) };
        let mode = rights.permissions().mode() & 0o666 | 0o600;
        match std::fs::set_permissions(to, std::fs::Permissions::from_mode(mode)) {
            Err(err) if err.kind() != io::ErrorKind::PermissionDenied => return Err(err),
            _ => {}
        }
    }
    #[cfg(not(unix))]
    let _ = (from, to);
    Ok(())
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

/// Under how many names a file lies on its drive; 1 where that is not told.
///
/// On Windows the standard library tells it by an unstable feature only (`windows_by_handle`), and this program calls
/// no function of the system by itself (`unsafe_code` is forbidden). There a second name is not warned of. In its place
/// stands that Windows' locks hold for a file under each of its names, and that a log which a killed program left
/// beside one name no longer fits once the file was written under the other (`StoreError::ForeignLog`).
pub fn num_names(path: &Path) -> u64 {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        path.metadata().map_or(1, |meta| meta.nlink())
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        1
    }
}

/// Which file of the machine a path names, whatever it is called later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileIdentity {
    #[cfg(unix)]
    device_and_number: (u64, u64),
    /// Elsewhere an open file can neither be deleted nor replaced, so that this tells enough.
    #[cfg(not(unix))]
    path: PathBuf,
}

impl FileIdentity {
    /// Nothing is opened for it.
    ///
    /// # Errors
    /// When nothing is there, or it cannot be looked at.
    pub fn of(path: &Path) -> io::Result<Self> {
        let meta = std::fs::metadata(path)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            Ok(Self { device_and_number: (meta.dev(), meta.ino()) })
        }
        #[cfg(not(unix))]
        {
            drop(meta);
            // Some drives do not tell another name of a file.
            Ok(Self { path: path.canonicalize().or_else(|_| std::path::absolute(path))? })
        }
    }
}

/// Holds a folder as long as the value lives: [`try_hold`] waits for nobody, this one does. None where folders cannot
/// be held, as on Windows and many network drives.
pub fn hold(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

/// The same, unless somebody else holds it.
pub fn try_hold(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.try_lock().ok()?;
    Some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_flushed_out_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, vec![7; 100_000]).unwrap();
        flush_out(&path).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), vec![7; 100_000]);
        assert_eq!(
            flush_out(&folder.path().join("b")).unwrap_err().kind(),
            io::ErrorKind::NotFound
        );
    }

    #[test]
    fn the_draft_of_a_killed_program_goes_at_the_next_start() {
        let (place, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let draft = draft_marked_in(place.path(), folder.path()).unwrap();
        let path = draft.file.path().to_owned();
        let log = path.with_extension("tmp-wal");
        std::fs::write(&log, b"log").unwrap();
        temporary::remove_left_behind_in(place.path());
        assert!(path.exists() && log.exists(), "its program is alive");
        // As a kill leaves it: the same mark, and nobody holds its lock.
        let dead = place.path().join("baocao06-tam-cu");
        std::fs::create_dir(&dead).unwrap();
        for entry in std::fs::read_dir(draft.mark.as_ref().unwrap().path()).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), dead.join(entry.file_name())).unwrap();
        }
        temporary::remove_left_behind_in(place.path());
        assert!(!path.exists() && !log.exists() && !dead.exists());
    }

    #[test]
    fn a_mark_that_names_anything_else_removes_nothing() {
        let (place, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let data = folder.path().join("bao-cao.bc06");
        std::fs::write(&data, b"data").unwrap();
        let mark = TempFolder::make_in(place.path()).unwrap();
        mark.take_along(&data).unwrap();
        let dead = place.path().join("baocao06-tam-cu");
        std::fs::create_dir(&dead).unwrap();
        for entry in std::fs::read_dir(mark.path()).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), dead.join(entry.file_name())).unwrap();
        }
        temporary::remove_left_behind_in(place.path());
        assert!(data.exists() && !dead.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_copy_is_read_by_those_who_read_the_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        for path in [&a, &b] {
            File::create(path).unwrap();
        }
        for (mode, expected) in [(0o600, 0o600), (0o640, 0o640), (0o444, 0o644)] {
            std::fs::set_permissions(&a, std::fs::Permissions::from_mode(mode)).unwrap();
            copy_rights(&a, &b).unwrap();
            assert_eq!(b.metadata().unwrap().permissions().mode() & 0o777, expected);
        }
    }

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
