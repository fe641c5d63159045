//! Data files of an earlier schema: read as they are, and migrated whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use super::samples::*;
use super::verify_tests::{contents, filled};
use super::{Access, Fingerprint, OlderFile, SCHEMA_VERSION, Store, StoreError, schema};

/// The scripts of earlier versions.
const EARLIER: [(i32, &str); 2] = [(1, SCHEMA_1), (2, SCHEMA_2)];

/// A file of version 1 with something of everything that such a file keeps, and what it says.
fn older(folder: &Path) -> (PathBuf, String, Fingerprint) {
    older_of(folder, SCHEMA_1)
}

/// The same of another version.
fn older_of(folder: &Path, schema: &str) -> (PathBuf, String, Fingerprint) {
    let path = folder.join("data.bc06");
    let store = filled(Store::create(&path).unwrap());
    let (says, fingerprint) = (contents(&store).unwrap(), store.fingerprint().unwrap());
    store.close().unwrap();
    make_older(&path, schema);
    (path, says, fingerprint)
}

fn version(path: &Path) -> i32 {
    let header = fs::read(path).unwrap();
    i32::from_be_bytes(header[60..64].try_into().unwrap())
}

#[test]
fn an_older_file_is_not_opened_before_somebody_has_a_copy_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let (path, ..) = older(folder.path());
    let before = fs::read(&path).unwrap();
    let err = Store::open(&path).unwrap_err();
    assert!(matches!(err, StoreError::Older { version: 1, .. }), "{err}");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn the_log_of_another_file_beside_an_older_one_spoils_nothing() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (path, ..) = older(one.path());
    let other = two.path().join("data.bc06");
    with_report(Store::create(&other).unwrap()).0.close().unwrap();
    make_older(&other, SCHEMA_1);
    let flags = rusqlite::OpenFlags::default();
    let writer = rusqlite::Connection::open_with_flags(&other, flags).unwrap();
    let keep_log = "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;
        UPDATE office SET name = name || ' x'";
    writer.execute_batch(keep_log).unwrap();
    let log = path.with_file_name("data.bc06-wal");
    fs::copy(other.with_file_name("data.bc06-wal"), &log).unwrap();
    let before = (fs::read(&path).unwrap(), fs::read(&log).unwrap());
    for _ in 0..2 {
        let err = Store::open(&path).unwrap_err();
        assert!(matches!(err, StoreError::Older { .. } | StoreError::ForeignLog { .. }), "{err}");
        let err = OlderFile::open(&path, None).unwrap_err();
        assert!(matches!(err, StoreError::ForeignLog { .. }), "{err}");
    }
    assert_eq!((fs::read(&path).unwrap(), fs::read(&log).unwrap()), before);
}

#[test]
fn an_older_file_is_read_without_being_migrated() {
    let folder = tempfile::tempdir().unwrap();
    let (path, says, fingerprint) = older(folder.path());
    let before = fs::read(&path).unwrap();
    let store = Store::open_read_only(&path).unwrap();
    assert_eq!((store.access(), store.path()), (Access::Read, path.as_path()));
    assert_eq!(contents(&store).unwrap(), says);
    assert_eq!(store.fingerprint().unwrap(), fingerprint);
    assert!(store.verify().unwrap().is_whole());
    assert_eq!(store.password().unwrap(), None);
    // A copy of what was read is a file of today.
    let copy = folder.path().join("copy.bc06");
    store.copy_to(&copy).unwrap();
    assert_eq!(version(&copy), SCHEMA_VERSION);
    store.close().unwrap();
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn migrating_keeps_all_that_the_file_says() {
    for (number, schema) in EARLIER {
        let folder = tempfile::tempdir().unwrap();
        let (path, says, fingerprint) = older_of(folder.path(), schema);
        let opened = OlderFile::open(&path, None).unwrap();
        let (copy, copied) = opened.as_it_is().copy_beside(&folder.path().join("copy")).unwrap();
        assert_eq!(copied, fingerprint);
        assert_eq!(version(copy.draft()), number, "as it was");
        assert!(matches!(OlderFile::open(&path, None), Err(StoreError::Locked { .. })));
        let store = opened.migrate().unwrap();
        assert_eq!(contents(&store).unwrap(), says);
        assert_eq!(store.fingerprint().unwrap(), fingerprint);
        assert!(store.verify().unwrap().is_whole());
        store.close().unwrap();
        assert_eq!(version(&path), SCHEMA_VERSION);
        let store = Store::open(&path).unwrap();
        assert_eq!(contents(&store).unwrap(), says);
    }
}

#[test]
fn what_is_not_ours_in_an_older_file_is_not_migrated() {
    let folder = tempfile::tempdir().unwrap();
    let (path, ..) = older(folder.path());
    change_by_hand(&path, "CREATE TABLE password (x)");
    let refused = |opened: Result<Store, StoreError>| match opened {
        Err(StoreError::Corrupt { .. } | StoreError::Sql { .. }) => {}
        other => panic!("{other:?}"),
    };
    refused(Store::open_read_only(&path));
    refused(OlderFile::open(&path, None).unwrap().migrate());
    assert_eq!(version(&path), 1);
    change_by_hand(&path, "DROP TABLE password; CREATE TABLE other (x)");
    refused(Store::open_read_only(&path));
    let store = OlderFile::open(&path, None).unwrap();
    assert_eq!(schema::version(store.as_it_is().connection()).unwrap(), 1);
    refused(store.migrate());
    assert_eq!(version(&path), 1, "all or nothing");
}

#[test]
fn a_password_is_kept_with_the_file_and_its_copies() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    let mut store = with_report(Store::create(&path).unwrap()).0;
    let open = store.fingerprint().unwrap();
    assert!(store.is_password_as_set().unwrap());
    store.set_password(Some("$argon2id$one"), &stamp(1)).unwrap();
    store.set_password(Some("$argon2id$two"), &stamp(2)).unwrap();
    assert_eq!(store.password().unwrap().as_deref(), Some("$argon2id$two"));
    assert!(store.is_password_as_set().unwrap());
    let locked = store.fingerprint().unwrap();
    assert_ne!(locked.content, open.content);
    assert_eq!(locked.num_operations, open.num_operations + 2);
    store.copy_to(&folder.path().join("copy")).unwrap();
    store.set_password(None, &stamp(3)).unwrap();
    assert_eq!(store.password().unwrap(), None);
    assert!(store.is_password_as_set().unwrap());
    assert_eq!(store.fingerprint().unwrap().content, open.content);
    let mut logged = store.connection().prepare("SELECT before || after FROM change").unwrap();
    let mut rows = logged.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let told = row.get::<_, Option<String>>(0).unwrap().unwrap_or_default();
        assert!(!told.contains("argon2id"), "the log keeps nothing to guess by: {told}");
    }
    let copy = Store::open(&folder.path().join("copy")).unwrap();
    assert_eq!(copy.password().unwrap().as_deref(), Some("$argon2id$two"));
}

#[test]
fn a_password_that_another_hand_changed_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    let mut store = with_report(Store::create(&path).unwrap()).0;
    store.set_password(Some("$argon2id$one"), &stamp(1)).unwrap();
    store.close().unwrap();
    for sql in ["UPDATE password SET phc = '$argon2id$two'", "DELETE FROM password"] {
        change_by_hand(&path, sql);
        let store = Store::open(&path).unwrap();
        assert!(!store.is_password_as_set().unwrap(), "{sql}");
        assert!(!store.verify().unwrap().is_whole(), "{sql}");
        store.close().unwrap();
    }
}
