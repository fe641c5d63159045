//! What lies in the folder of backups.

use std::fs;
use std::path::{Path, PathBuf};

use super::thinning;
use crate::app::safekeeping::{Backup, folder_of};
use crate::store::{DRAFT_PREFIX, DRAFT_SUFFIX, Store};

/// The backups of files of that name in a folder, the newest first; none where there is no such folder. A stick
/// may carry those of other computers, whose files are called so, too: their series tells them apart.
pub fn list(data: &Path, folder: &Path) -> Vec<Backup> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut backups: Vec<Backup> =
        entries.filter_map(|entry| Backup::of(data, entry.path())).collect();
    backups.sort_by(|a, b| (b.sequence, &b.path).cmp(&(a.sequence, &a.path)));
    backups
}

/// Those of one series.
pub fn list_of(data: &Path, folder: &Path, series: &str) -> Vec<Backup> {
    let mut backups = list(data, folder);
    backups.retain(|backup| backup.series == series);
    backups
}

/// The newest backup of a data file in a folder; of any file called so where the file itself cannot be read.
pub fn newest(data: &Path, folder: &Path) -> Option<Backup> {
    let series = Store::open_read_only(data).and_then(|store| store.series());
    let backups = match series {
        Ok(series) => list_of(data, folder, &series),
        Err(_) => list(data, folder),
    };
    backups.into_iter().next()
}

/// The backups of a data file in its own folder, the newest first.
pub fn own(data: &Path) -> Vec<Backup> {
    list(data, &folder_of(data))
}

/// Removes the backups of a series that are no longer needed. One that cannot be removed now is so later.
pub(super) fn thin(data: &Path, folder: &Path, series: &str) {
    for backup in thinning::superfluous(&list_of(data, folder, series)) {
        if let Err(err) = fs::remove_file(&backup.path) {
            tracing::warn!(error = %err, "a backup was not removed");
        }
    }
}

/// Removes what a killed program left half-made in a data file's own folder of backups. To be called by the one who
/// has the file open: nobody else makes anything there.
pub(super) fn remove_drafts(folder: &Path) {
    for draft in drafts(folder) {
        if let Err(err) = fs::remove_file(&draft) {
            tracing::warn!(error = %err, "a half-made backup was not removed");
        }
    }
}

fn drafts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_draft = |name: &str| name.starts_with(DRAFT_PREFIX) && name.ends_with(DRAFT_SUFFIX);
    let drafts = entries.filter(|entry| entry.file_name().to_str().is_some_and(is_draft));
    drafts.map(|entry| entry.path()).collect()
}
