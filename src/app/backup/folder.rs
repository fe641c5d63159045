//! What lies in the folder of backups.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::thinning;
use crate::app::safekeeping::{Backup, folder_of};
use crate::store::{DRAFT_PREFIX, DRAFT_SUFFIX};

/// The backups of a data file in a folder, the newest first; none where there is no such folder.
pub fn list(data: &Path, folder: &Path) -> Vec<Backup> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let backups = entries.filter_map(|entry| Backup::of(data, entry.path()));
    // Two of one number can only come from another folder; one is as good as the other.
    let backups: BTreeMap<u64, Backup> = backups.map(|backup| (backup.sequence, backup)).collect();
    backups.into_values().rev().collect()
}

/// The backups of a data file in its own folder, the newest first.
pub fn own(data: &Path) -> Vec<Backup> {
    list(data, &folder_of(data))
}

/// Removes the backups that are no longer needed. One that cannot be removed now is so later.
pub(super) fn thin(data: &Path, folder: &Path) {
    for backup in thinning::superfluous(&list(data, folder)) {
        if let Err(err) = fs::remove_file(&backup.path) {
            tracing::warn!(error = %err, "a backup was not removed");
        }
    }
}

/// Removes what a killed program left half-made in the folder of backups. To be called by the one who has the
/// data file open: nobody else makes anything there.
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
