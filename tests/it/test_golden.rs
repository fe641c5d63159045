//! R15: a data file that a program of an earlier schema really wrote, kept as it was (`golden`): today's program reads
//! it, migrates it and goes on in it, for ever.
//!
//! The file of schema 1 is the sample, with a figure of May 2023 typed, taken back and done again; that of schema 2 the
//! sample with that figure imported over May, another look, and a report for June.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use baocao06::app::backup::folder;
use baocao06::app::safekeeping::Occasion;
use baocao06::app::session::Session;
use baocao06::report::period::PeriodKey;
use baocao06::report::value::Value;
use baocao06::store::{Fingerprint, SCHEMA_VERSION, Store};
use tempfile::TempDir;

use super::support::{key, may};

const SCHEMA_2: &[u8] = include_bytes!("golden/schema-2.zip");
const SCHEMA_1: &[u8] = include_bytes!("golden/schema-1.zip");
const TYPED: &str = "services.id_card.direct";
/// The hash of its last operation, as the program of then reckoned it: it stands for all of the log.
const LINK: &str = "1eec3efac9ec01fe654ad99b4882aea6926e96d8a188d6d7d59de48e7d9ceee5";

const LINK_2: &str = "4f3da9a1407a3a5af07eeb9afa900b046150335365bf432eb2d64bb776818067";

fn golden() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    golden_in(folder.path());
    let data = folder.path().join("bao-cao.bc06");
    (folder, data)
}

/// Puts the file of schema 1 into a folder.
pub(crate) fn golden_in(folder: &Path) {
    unpack(SCHEMA_1, folder);
}

fn unpack(package: &[u8], folder: &Path) {
    let mut package = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut bytes = Vec::new();
    package.by_index(0).unwrap().read_to_end(&mut bytes).unwrap();
    fs::write(folder.join("bao-cao.bc06"), bytes).unwrap();
}

pub(crate) fn version(path: &Path) -> i32 {
    i32::from_be_bytes(fs::read(path).unwrap()[60..64].try_into().unwrap())
}

fn fingerprint(path: &Path) -> Fingerprint {
    Store::open_read_only(path).unwrap().fingerprint().unwrap()
}

#[test]
fn r15_a_file_of_schema_1_is_migrated_with_all_that_it_says() {
    let (_folder, data) = golden();
    let as_it_was = fs::read(&data).unwrap();
    assert_eq!(version(&data), 1);
    let before = fingerprint(&data);
    assert_eq!((before.num_operations, before.num_reports), (17, 13));
    assert_eq!(before.link, LINK);
    assert_eq!(fs::read(&data).unwrap(), as_it_was, "who only reads changes nothing");

    let mut session = Session::open(&data).unwrap();
    let check = session.verify().unwrap();
    assert!(check.is_whole(), "each report has the hash that was kept then: {:?}", check.sentences);
    let id = session.find(PeriodKey::parse("2023-05").unwrap()).unwrap();
    let mut expected = may();
    expected.values.insert(key(TYPED), Value::count(1));
    let report = session.load(id).unwrap().report;
    assert_eq!(report.values, expected.values);
    assert_eq!((&report.texts, &report.office), (&expected.texts, &expected.office));
    let steps = session.history_steps(id).unwrap();
    assert_eq!(steps.len(), 4, "{steps:?}");
    let change = &steps[0].changes[0];
    assert_eq!((change.before.as_str(), change.after.as_str()), ("1.317", "1"));
    // What was done before the migration is taken back after it.
    session.undo(id).unwrap().unwrap();
    let report = session.load(id).unwrap().report;
    assert_eq!(report.values[&key(TYPED)], Value::count(1_317));
    assert_eq!(report.values, may().values);
    assert!(session.verify().unwrap().is_whole());
    session.close().unwrap();
    assert_eq!(version(&data), SCHEMA_VERSION);

    let backups = folder::own(&data).unwrap();
    assert_eq!(backups.len(), 1, "{backups:?}");
    assert_eq!(backups[0].occasion, Occasion::BeforeMigration);
    assert_eq!((version(&backups[0].path), fingerprint(&backups[0].path)), (1, before));
}

#[test]
fn r15_a_file_of_schema_2_is_migrated_with_all_that_it_says() {
    let folder = tempfile::tempdir().unwrap();
    unpack(SCHEMA_2, folder.path());
    let data = folder.path().join("bao-cao.bc06");
    let (as_it_was, before) = (fs::read(&data).unwrap(), fingerprint(&data));
    assert_eq!(version(&data), 2);
    assert_eq!((before.num_operations, before.num_reports), (17, 14));
    assert_eq!(before.link, LINK_2);
    assert_eq!(fs::read(&data).unwrap(), as_it_was, "who only reads changes nothing");

    let mut session = Session::open(&data).unwrap();
    assert!(session.verify().unwrap().is_whole());
    let reports = session.summary().unwrap().reports;
    assert!(reports.iter().all(|row| row.open_texts.is_none() && row.found.is_none()));
    let id = session.find(PeriodKey::parse("2023-05").unwrap()).unwrap();
    assert_eq!(session.load(id).unwrap().report.values[&key(TYPED)], Value::count(1));
    // What it could not do before: one is deleted and brought back.
    let june = session.find(PeriodKey::parse("2023-06").unwrap()).unwrap();
    session.delete(june).unwrap();
    assert_eq!(session.deleted().unwrap().len(), 1);
    session.bring_back(june).unwrap();
    assert_eq!(session.undo(id).unwrap().unwrap().row.id, id);
    assert_eq!(session.load(id).unwrap().report.values, may().values);
    assert!(session.verify().unwrap().is_whole());
    session.close().unwrap();
    assert_eq!(version(&data), SCHEMA_VERSION);
    let backups = folder::own(&data).unwrap();
    assert_eq!((version(&backups[0].path), fingerprint(&backups[0].path)), (2, before));
}
