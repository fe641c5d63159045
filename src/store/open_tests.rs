//! Which files are opened, and that those which are not stay as they are.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use super::migrations::MIGRATIONS;
use super::samples::*;
use super::{APPLICATION_ID, Access, CAN_ENCRYPT, Key, SCHEMA_VERSION, Store, StoreError, schema};

/// A version that no program knows yet.
const NEWER: i32 = SCHEMA_VERSION + 1;

fn hash(path: &Path) -> Vec<u8> {
    Sha256::digest(fs::read(path).unwrap()).to_vec()
}

fn foreign(path: &Path, sql: &str) {
    let flags =
        rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE | rusqlite::OpenFlags::SQLITE_OPEN_CREATE;
    let conn = Connection::open_with_flags(path, flags).unwrap();
    conn.execute_batch(sql).unwrap();
    conn.close().unwrap();
}

#[test]
fn both_ways_to_todays_schema_give_the_same() {
    let mut new = Connection::open_in_memory().unwrap();
    schema::create(&mut new).unwrap();
    assert_eq!(schema::version(&new).unwrap(), SCHEMA_VERSION);
    assert_eq!(schema::application_id(&new).unwrap(), APPLICATION_ID);
    assert_eq!(usize::try_from(SCHEMA_VERSION).unwrap(), MIGRATIONS.len() + 1);
    assert!(schema::objects(&new).unwrap().len() > 15);
    let mut old = Connection::open_in_memory().unwrap();
    old.execute_batch(SCHEMA_1).unwrap();
    assert_eq!(schema::version(&old).unwrap(), 1);
    schema::migrate(&mut old, MIGRATIONS, |_| Ok(())).unwrap();
    assert_eq!(schema::version(&old).unwrap(), SCHEMA_VERSION);
    assert_eq!(schema::application_id(&old).unwrap(), APPLICATION_ID);
    assert_eq!(schema::objects(&old).unwrap(), schema::objects(&new).unwrap());
}

#[test]
fn migrations_are_run_in_order_and_all_or_none() {
    let mut conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(SCHEMA_1).unwrap();
    let first = "ALTER TABLE office ADD COLUMN seal TEXT";
    let second = "ALTER TABLE office RENAME COLUMN seal TO stamp";
    let migrate =
        |conn: &mut Connection, scripts: &[&str]| schema::migrate(conn, scripts, |_| Ok(()));
    let columns = |conn: &Connection| {
        let sql = "SELECT group_concat(name) FROM pragma_table_info('office')";
        conn.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap()
    };
    let before = columns(&conn);
    assert!(migrate(&mut conn, &[first, "CREATE TABLE office (x)"]).is_err());
    assert_eq!((columns(&conn), schema::version(&conn).unwrap()), (before.clone(), 1));
    migrate(&mut conn, &[first, second]).unwrap();
    assert_eq!((columns(&conn), schema::version(&conn).unwrap()), (format!("{before},stamp"), 3));
    // What was run already is not run again.
    migrate(&mut conn, &[first, second]).unwrap();
    let orphan = "PRAGMA ignore_check_constraints = ON;
        INSERT INTO office_checks (office_id, settings) VALUES (99, '{}')";
    assert!(migrate(&mut conn, &[first, second, orphan]).is_err(), "leads to nothing");
    assert_eq!(schema::version(&conn).unwrap(), 3);
}

#[test]
fn sqlite_has_the_fixed_write_ahead_log() {
    assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
}

#[test]
fn a_connection_is_set_up_for_safety() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Báo cáo 06 #1?.bc06");
    let store = Store::create(&path).unwrap();
    let pragma = |name: &str| -> String {
        let conn = store.connection();
        conn.pragma_query_value(None, name, |row| {
            Ok(match row.get_ref(0)? {
                rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                other => other.as_str()?.to_owned(),
            })
        })
        .unwrap()
    };
    for (name, expected) in [
        ("journal_mode", "wal"),
        ("locking_mode", "exclusive"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("trusted_schema", "0"),
        ("busy_timeout", "0"),
    ] {
        assert_eq!(pragma(name), expected, "{name}");
    }
    assert!(!folder.path().join("Báo cáo 06 #1?.bc06-shm").exists());
}

#[test]
fn a_closed_file_stands_alone_and_opens_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    let (mut store, id) = with_report(Store::create(&path).unwrap());
    store.save_edits(id, &[count("a", 7)], &typed(1)).unwrap();
    let report = store.load_report(id).unwrap();
    store.flush().unwrap();
    store.close().unwrap();
    let files: Vec<PathBuf> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files, std::slice::from_ref(&path));
    let store = Store::open(&path).unwrap();
    assert_eq!(store.load_report(id).unwrap(), report);
    assert_whole(&store);
}

#[test]
fn a_file_is_never_made_over_another_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    fs::write(&path, "mine").unwrap();
    let err = Store::create(&path).unwrap_err();
    assert!(matches!(err, StoreError::AlreadyExists { .. }), "{err}");
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    let err = Store::create(&folder.path().join("none").join("data.bc06")).unwrap_err();
    assert!(matches!(err, StoreError::Missing { .. }), "{err}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no orphan");
}

#[test]
fn r13_what_is_not_ours_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("empty"), "").unwrap();
    fs::write(at("zeros"), vec![0; 100_000]).unwrap();
    fs::write(at("png"), b"\x89PNG\r\n\x1a\n".repeat(100)).unwrap();
    fs::write(at("short"), b"SQLite format 3\0").unwrap();
    let err = Store::open(&at("empty")).unwrap_err();
    assert!(matches!(err, StoreError::Empty { .. }), "{err}");
    for name in ["zeros", "png", "short"] {
        let before = hash(&at(name));
        let err = Store::open(&at(name)).unwrap_err();
        assert!(matches!(err, StoreError::NotADatabase { .. }), "{name}: {err}");
        assert_eq!(hash(&at(name)), before);
    }
    foreign(&at("other"), "PRAGMA journal_mode = WAL; CREATE TABLE t (x)");
    let before = hash(&at("other"));
    let err = Store::open(&at("other")).unwrap_err();
    assert!(matches!(err, StoreError::OtherProgram { application_id: 0, .. }));
    assert_eq!(hash(&at("other")), before);

    fs::create_dir(at("folder")).unwrap();
    let err = Store::open(&at("folder")).unwrap_err();
    assert!(matches!(err, StoreError::NotAFile { .. }), "{err}");
    let err = Store::open(&at("missing")).unwrap_err();
    assert!(matches!(err, StoreError::Missing { .. }), "{err}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 6, "nothing new");
}

#[test]
fn what_looks_encrypted_is_told_so_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    let mut random = Random::new(1);
    let bytes: Vec<u8> = (0..20_480).map(|_| u8::try_from(random.below(256)).unwrap()).collect();
    fs::write(&path, &bytes).unwrap();
    for opened in [Store::open(&path), Store::open_read_only(&path)] {
        assert!(matches!(opened, Err(StoreError::Encrypted { .. })), "{opened:?}");
    }
    // A key does not help where this program cannot encrypt, or where it is no file of ours.
    let opened = Store::open_with(&path, Some(&Key::new("mật khẩu")));
    match opened {
        Err(StoreError::Encrypted { .. }) if !CAN_ENCRYPT => {}
        Err(StoreError::WrongKey { .. }) if CAN_ENCRYPT => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_plain_file_is_opened_whatever_key_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    Store::create(&path).unwrap().close().unwrap();
    let store = Store::open_with(&path, Some(&Key::new("mật khẩu"))).unwrap();
    assert_eq!(store.key(), None);
}

#[test]
fn a_flipped_bit_in_the_numbers_of_the_format_is_damage_and_does_not_make_the_file_read_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    with_report(Store::create(&path).unwrap()).0.close().unwrap();
    let whole = fs::read(&path).unwrap();
    for place in [18, 19] {
        let mut bad = whole.clone();
        bad[place] ^= 1;
        fs::write(&path, &bad).unwrap();
        let err = Store::open(&path).map(drop).unwrap_err();
        assert!(matches!(err, StoreError::Corrupt { .. }), "{place}: {err}");
        assert_eq!(fs::read(&path).unwrap(), bad);
    }
}

#[cfg(unix)]
#[test]
fn r13_a_circle_of_links_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("loop");
    std::os::unix::fs::symlink(&path, &path).unwrap();
    let err = Store::open(&path).unwrap_err();
    assert!(matches!(err, StoreError::Io { .. }), "{err}");
}

#[test]
fn r14_a_newer_file_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    Store::create(&path).unwrap().close().unwrap();
    foreign(&path, &format!("PRAGMA user_version = {NEWER}; ALTER TABLE office ADD COLUMN x TEXT"));
    let before = hash(&path);
    let err = Store::open(&path).unwrap_err();
    assert!(matches!(err, StoreError::TooNew { version: NEWER, newest: SCHEMA_VERSION, .. }));
    assert_eq!(hash(&path), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

    foreign(&path, "PRAGMA user_version = 0");
    let err = Store::open(&path).unwrap_err();
    assert!(matches!(err, StoreError::TooOld { version: 0, .. }));
}

#[test]
fn r14_a_newer_version_in_the_log_alone_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let (old, copy) = (folder.path().join("old"), folder.path().join("copy"));
    let store = Store::create(&old).unwrap();
    store.connection().pragma_update(None, "user_version", NEWER).unwrap();
    fs::copy(&old, &copy).unwrap();
    fs::copy(folder.path().join("old-wal"), folder.path().join("copy-wal")).unwrap();
    let (file, log) = (hash(&copy), hash(&folder.path().join("copy-wal")));
    let err = Store::open(&copy).unwrap_err();
    assert!(matches!(err, StoreError::TooNew { version: NEWER, .. }), "{err}");
    assert_eq!(hash(&copy), file);
    assert_eq!(hash(&folder.path().join("copy-wal")), log);
}

#[test]
fn foreign_tables_and_triggers_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    Store::create(&path).unwrap().close().unwrap();
    foreign(&path, "CREATE TRIGGER t AFTER INSERT ON figure_value BEGIN DELETE FROM report; END");
    let err = Store::open(&path).unwrap_err();
    assert!(matches!(err, StoreError::Corrupt { .. }), "{err}");
}

#[test]
fn r21_a_second_one_is_refused_and_harms_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    let (mut store, id) = with_report(Store::create(&path).unwrap());
    let err = Store::open(&path).unwrap_err();
    assert!(matches!(err, StoreError::Locked { .. }), "{err}");

    // What another process would meet, past the list of this process.
    let conn = Connection::open_with_flags(&path, rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE);
    let err = conn.unwrap().query_row("SELECT count(*) FROM report", [], |_| Ok(()));
    let code = err.unwrap_err().sqlite_error_code();
    assert_eq!(code, Some(rusqlite::ErrorCode::DatabaseBusy));

    store.save_edits(id, &[count("a", 1)], &typed(1)).unwrap();
    drop(store);
    Store::open(&path).unwrap();
}

#[test]
fn r8_a_file_is_read_without_a_trace() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Báo cáo 100% #1?.bc06");
    let (mut store, id) = with_report(Store::create(&path).unwrap());
    store.save_edits(id, &[count("a", 1)], &typed(1)).unwrap();
    let report = store.load_report(id).unwrap();
    store.close().unwrap();
    let before = hash(&path);

    let mut store = Store::open_read_only(&path).unwrap();
    assert_eq!(store.access(), Access::Read);
    assert_eq!(store.load_report(id).unwrap(), report);
    assert_whole(&store);
    let err = store.save_edits(id, &[count("a", 2)], &typed(2));
    assert!(matches!(err, Err(StoreError::ReadOnly { .. })), "{err:?}");
    store.close().unwrap();
    assert_eq!(hash(&path), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn r8_a_log_beside_the_file_is_read_too() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("old"), folder.path().join("copy"));
    let (mut store, id) = with_report(Store::create(&path).unwrap());
    store.save_edits(id, &[count("a", 1)], &typed(1)).unwrap();
    let report = store.load_report(id).unwrap();
    fs::copy(&path, &copy).unwrap();
    fs::copy(folder.path().join("old-wal"), folder.path().join("copy-wal")).unwrap();
    let store = Store::open_read_only(&copy).unwrap();
    assert_eq!(store.load_report(id).unwrap(), report);
}
