//! What a backup holds, beside the open file or alone.

use std::path::Path;

use crate::app::password::Protection;
use crate::app::problem::Problem;
use crate::app::safekeeping::{
    Backup, BackupContents, ComparedReport, Holding, OfferedBackup, Standing,
};
use crate::report::report_key::ReportKey;
use crate::store::{Key, ListedReport, Store, StoreError};

/// Reads what a backup holds, and that in full: lists alone would call one that has become damaged the same as the
/// file. Nothing of it is changed.
///
/// # Errors
/// When it cannot be read, or is damaged.
pub fn contents(
    backup: &Path,
    file: &[ListedReport],
    key: Option<&Key>,
) -> Result<BackupContents, Problem> {
    let of_store = |err| Problem::from_backup(&err, backup);
    let store = Store::open_read_only_with(backup, key).map_err(of_store)?;
    if !store.verify().map_err(of_store)?.is_whole() {
        return Err(Problem::bad_backup(backup));
    }
    let num_operations = store.fingerprint().map_err(of_store)?.num_operations;
    let protection = match (store.key(), store.password().map_err(of_store)?) {
        (Some(_), _) => Protection::Encrypted,
        (None, Some(_)) => Protection::Password,
        (None, None) => Protection::Open,
    };
    let reports = compare(store.reports().map_err(of_store)?, file);
    Ok(BackupContents { reports, num_operations, protection })
}

/// A backup with what can be told of it to whoever has said no password.
pub fn offered(backup: Backup) -> OfferedBackup {
    let holds = match Store::open_read_only(&backup.path) {
        Ok(store) => match (store.password(), store.reports()) {
            (Ok(None), Ok(reports)) => Holding::Reports(reports),
            (Ok(Some(_)), _) => Holding::Guarded,
            _ => Holding::Unread,
        },
        Err(StoreError::Encrypted { .. }) => Holding::Guarded,
        Err(_) => Holding::Unread,
    };
    OfferedBackup { backup, holds }
}

fn compare(backup: Vec<ListedReport>, file: &[ListedReport]) -> Vec<ComparedReport> {
    let key = ListedReport::key;
    let in_backup: Vec<ReportKey> = backup.iter().map(key).collect();
    let only_in_file = file.iter().filter(|report| !in_backup.contains(&report.key()));
    let only_in_file: Vec<ComparedReport> = only_in_file
        .map(|report| ComparedReport { report: report.clone(), standing: Standing::OnlyInFile })
        .collect();
    let mut all: Vec<ComparedReport> = backup
        .into_iter()
        .map(|report| {
            let twin = file.iter().find(|other| other.key() == report.key());
            let says_same = |twin: &ListedReport| {
                twin.content_hash == report.content_hash && twin.status == report.status
            };
            let standing = match twin {
                None => Standing::OnlyInBackup,
                Some(twin) if says_same(twin) => Standing::Same,
                Some(_) => Standing::Differs,
            };
            ComparedReport { report, standing }
        })
        .chain(only_in_file)
        .collect();
    all.sort_by_cached_key(|compared| compared.report.key());
    all
}
