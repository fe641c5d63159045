//! What lies in the folder of backups.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::thinning;
use crate::app::problem::Problem;
use crate::app::safekeeping::{Backup, folder_of};
use crate::disk;
use crate::store::Store;

/// So many of the newest copies of a damaged file are kept.
const KEPT_FAULTY: usize = 3;

/// The backups of files of that name in a folder, the newest first; none in the file's own folder of backups before
/// the first. A stick may carry those of other computers, whose files are called so, too: their series tells
/// them apart.
///
/// # Errors
/// When the folder is not there, as while a stick is not plugged in, or cannot be read: what is in it is then not
/// known.
pub fn list(data: &Path, folder: &Path) -> Result<Vec<Backup>, Problem> {
    let unread = |err: io::Error| Problem::unread_folder(folder, &err);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(err) if err.kind() == io::ErrorKind::NotFound && folder == folder_of(data) => {
            return Ok(Vec::new());
        }
        Err(err) => return Err(unread(err)),
    };
    let mut backups = Vec::new();
    for entry in entries {
        backups.extend(Backup::of(data, entry.map_err(unread)?.path()));
    }
    backups.sort_by(|a, b| (b.sequence, &b.path).cmp(&(a.sequence, &a.path)));
    Ok(backups)
}

/// Those of one series.
///
/// # Errors
/// As for [`list`].
pub fn list_of(data: &Path, folder: &Path, series: &str) -> Result<Vec<Backup>, Problem> {
    let mut backups = list(data, folder)?;
    backups.retain(|backup| backup.series == series);
    Ok(backups)
}

/// The copies of a series that hold a fault, because the file had one, the newest first. They count nowhere as backups.
pub fn faulty_of(data: &Path, folder: &Path, series: &str) -> Vec<Backup> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let faulty = entries.filter_map(|entry| Backup::of_faulty(data, entry.path()));
    let mut faulty: Vec<Backup> = faulty.filter(|copy| copy.series == series).collect();
    faulty.sort_by_key(|copy| std::cmp::Reverse(copy.sequence));
    faulty
}

/// The number of the next copy of a series in a folder, whether that will be a backup or hold a fault.
///
/// # Errors
/// As for [`list`].
pub(super) fn next_sequence(data: &Path, folder: &Path, series: &str) -> Result<u64, Problem> {
    let backups = list_of(data, folder, series)?;
    let faulty = faulty_of(data, folder, series);
    let last = backups.first().into_iter().chain(faulty.first()).map(|copy| copy.sequence).max();
    Ok(last.unwrap_or(0).saturating_add(1))
}

/// Removes the older of them; backups are none of these, so that none goes.
pub(super) fn thin_faulty(data: &Path, folder: &Path, series: &str) {
    for copy in faulty_of(data, folder, series).into_iter().skip(KEPT_FAULTY) {
        if let Err(err) = fs::remove_file(&copy.path) {
            tracing::warn!(kind = ?err.kind(), "a copy with a fault was not removed");
        }
    }
}

/// The newest backup of a data file in a folder; of any file called so where the file itself cannot be read.
///
/// # Errors
/// As for [`list`].
pub fn newest(data: &Path, folder: &Path) -> Result<Option<Backup>, Problem> {
    let series = Store::open_read_only(data).and_then(|store| store.series());
    // Of one that is encrypted its backups are known by their name alone.
    let backups = match series {
        Ok(series) => list_of(data, folder, &series),
        Err(_) => list(data, folder),
    };
    Ok(backups?.into_iter().next())
}

/// The backups of a data file in its own folder, the newest first.
///
/// # Errors
/// As for [`list`].
pub fn own(data: &Path) -> Result<Vec<Backup>, Problem> {
    list(data, &folder_of(data))
}

/// Removes the backups of a series that are no longer needed. One that cannot be removed now is so later.
pub(super) fn thin(data: &Path, folder: &Path, series: &str) {
    let there = list_of(data, folder, series)
        .inspect_err(|problem| tracing::warn!(about = ?problem.about, "no backup was removed"))
        .unwrap_or_default();
    for backup in thinning::superfluous(&there) {
        if let Err(err) = fs::remove_file(&backup.path) {
            tracing::warn!(kind = ?err.kind(), "a backup was not removed");
        }
    }
}

/// Removes what a killed program left half-made in a data file's own folder of backups. To be called by the one who
/// has the file open: nobody else makes anything there.
pub(super) fn remove_drafts(folder: &Path) {
    for draft in drafts(folder) {
        if let Err(err) = fs::remove_file(&draft) {
            tracing::warn!(kind = ?err.kind(), "a half-made backup was not removed");
        }
    }
}

fn drafts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_draft = |name: &str| disk::is_draft_name(name);
    let drafts = entries.filter(|entry| entry.file_name().to_str().is_some_and(is_draft));
    drafts.map(|entry| entry.path()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_looked_into_is_not_empty() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("a.bc06");
        assert_eq!(own(&data), Ok(Vec::new()), "nothing was made yet");
        let stick = folder.path().join("usb");
        let problem = list(&data, &stick).unwrap_err();
        assert!(problem.title.starts_with("Không thấy thư mục sao lưu"), "{problem:?}");
        assert_eq!(problem.path.as_deref(), Some(stick.as_path()));
        fs::write(folder_of(&data), "no folder").unwrap();
        for told in [list(&data, &folder_of(&data)), own(&data)] {
            let problem = told.unwrap_err();
            assert!(problem.title.starts_with("Không đọc được thư mục sao lưu"), "{problem:?}");
        }
        fs::create_dir(&stick).unwrap();
        assert_eq!(list(&data, &stick), Ok(Vec::new()));
        assert!(newest(&data, &stick).unwrap().is_none());
    }
}
