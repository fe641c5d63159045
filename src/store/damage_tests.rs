//! Full disks and damaged files: told, and nothing saved is lost.

use std::fs;

use super::samples::*;
use super::{Store, StoreError};
use crate::report::change::Edit;
use crate::report::key::TextKey;
use crate::report::value::Value;

#[test]
fn r6_a_full_disk_is_told_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    let (mut store, id) = with_report(Store::create(&path).unwrap());
    store.save_edits(id, &[count("a", 1)], &typed(1)).unwrap();
    let before = store.load_report(id).unwrap();
    let pages: i64 =
        store.connection().pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    let limit = |store: &Store, pages: i64| {
        store
            .connection()
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .unwrap();
    };
    limit(&store, pages + 2);
    let long = Edit::text(TextKey::parse("t").unwrap(), Some("đ".repeat(50_000)));
    let edits = [count("a", 2), long];
    let err = store.save_edits(id, &edits, &typed(2)).unwrap_err();
    assert!(matches!(err, StoreError::DiskFull { .. }), "{err}");
    assert_eq!(store.load_report(id).unwrap(), before);
    assert_eq!(store.history(id, None, 10).unwrap().len(), 2);
    assert_whole(&store);

    limit(&store, 1_000_000);
    let saved = store.save_edits(id, &edits, &typed(3)).unwrap();
    assert_eq!(saved.changes.len(), 2);
    store.close().unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.load_report(id).unwrap().texts.len(), 1);
}

/// A file whose last saves are in the log beside it only, and that log.
fn file_and_log() -> (Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    let (mut store, id) = with_report(Store::create(&path).unwrap());
    store.flush().unwrap();
    for number in 1..=20 {
        let edit = [count("a", number), count("b", number)];
        store.save_edits(id, &edit, &typed(number)).unwrap();
    }
    let log = fs::read(folder.path().join("data.bc06-wal")).unwrap();
    (fs::read(&path).unwrap(), log)
}

/// Opens the file and tells up to which save it goes; `None` when it is refused.
fn last_save(file: &[u8], log: &[u8]) -> Option<i64> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    fs::write(&path, file).unwrap();
    fs::write(folder.path().join("data.bc06-wal"), log).unwrap();
    let store = match Store::open(&path) {
        Ok(store) => store,
        Err(StoreError::Corrupt { .. }) => return None,
        Err(err) => panic!("{err}"),
    };
    assert_whole(&store);
    let id = store.reports().unwrap()[0].id;
    let report = store.load_report(id).unwrap();
    let number = |key: &str| match report.values.get(&figure(key)) {
        None => 0,
        Some(value) => (1..=20).find(|n| Value::count(*n) == *value).unwrap(),
    };
    assert_eq!(number("a"), number("b"), "a transaction is whole or absent");
    let logged = store.history(id, None, 100).unwrap().len();
    assert_eq!(number("a"), i64::try_from(logged).unwrap() - 1);
    Some(number("a"))
}

#[test]
fn a_row_that_another_program_gave_the_largest_number_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    let (mut store, id) = with_report(Store::create(&path).unwrap());
    store.save_edits(id, &[count("a", 1)], &typed(1)).unwrap();
    store.close().unwrap();
    change_by_hand(
        &path,
        "PRAGMA foreign_keys = OFF; DROP TRIGGER operation_is_never_updated;
         UPDATE operation SET id = 9223372036854775807 WHERE id = (SELECT max(id) FROM operation);
         CREATE TRIGGER operation_is_never_updated BEFORE UPDATE ON operation
         BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    );
    let mut store = Store::open(&path).unwrap();
    assert!(!store.verify().unwrap().is_whole());
    let err = store.save_edits(id, &[count("a", 2)], &typed(2)).unwrap_err();
    assert!(matches!(err, StoreError::Corrupt { .. }), "{err}");
    assert_eq!(store.load_report(id).unwrap().values.len(), 1);
    store.close().unwrap();
}

#[test]
fn r12_a_cut_log_gives_the_last_whole_save() {
    let (file, log) = file_and_log();
    assert_eq!(last_save(&file, &log), Some(20));
    assert_eq!(last_save(&file, &[]), Some(0));
    let mut last = 20;
    for length in (0..log.len()).rev().step_by(log.len() / 60) {
        let save = last_save(&file, &log[..length]).unwrap();
        assert!(save <= last);
        last = save;
    }
    assert_eq!(last, 0);
}

#[test]
fn r12_a_flipped_bit_in_the_log_gives_an_earlier_save() {
    let (file, log) = file_and_log();
    for place in (0..log.len()).step_by(log.len() / 40) {
        let mut bad = log.clone();
        bad[place] ^= 1;
        assert!(last_save(&file, &bad).is_some(), "byte {place}");
    }
}

#[test]
fn r11_a_damaged_page_is_found_and_the_file_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    let (mut store, id) = with_report(Store::create(&path).unwrap());
    let text = Edit::text(TextKey::parse("t").unwrap(), Some("đ".repeat(9_000)));
    store.save_edits(id, &[text], &typed(1)).unwrap();
    store.close().unwrap();
    let whole = fs::read(&path).unwrap();
    let pages = whole.len() / 4096;
    let mut found = 0;
    for page in 1..pages {
        let mut bad = whole.clone();
        bad[page * 4096..(page + 1) * 4096].fill(0);
        fs::write(&path, &bad).unwrap();
        match Store::open(&path) {
            Ok(store) => {
                // An empty table looks like a page of zeros, or an overflow page of a long text.
                let _any = (store.verify(), store.load_report(id));
            }
            Err(StoreError::Corrupt { .. }) => {
                found += 1;
                assert_eq!(fs::read(&path).unwrap(), bad, "page {page}");
            }
            Err(err) => panic!("page {page}: {err}"),
        }
    }
    assert!(found * 10 > pages * 7, "{found} of {pages}");
}

#[test]
fn r16_a_row_that_makes_no_sense_is_told() {
    let (store, id) = memory();
    let sql = "INSERT INTO figure_value (report_id, figure_key, state, count)
        VALUES (1, 'Not A Key', 'count', 1)";
    store.connection().execute(sql, []).unwrap();
    let err = store.load_report(id).unwrap_err();
    assert!(matches!(err, StoreError::Corrupt { .. }), "{err}");
    for row in ["'text', 'Not A Key', '\"\"'", "'text', 'a', '1'", "'joke', 'a', '1'"] {
        let (store, id) = memory();
        let sql = format!("INSERT INTO field_value VALUES (1, {row})");
        store.connection().execute(&sql, []).unwrap();
        let err = store.load_report(id).unwrap_err();
        assert!(matches!(err, StoreError::Corrupt { .. }), "{row}: {err}");
    }
}

#[test]
fn wrong_kinds_cannot_be_stored() {
    let (store, _) = memory();
    for columns in [
        "'count', NULL, NULL, NULL, NULL",
        "'count', 1, '1', NULL, NULL",
        "'count', 'x', NULL, NULL, NULL",
        "'decimal', NULL, '1,5', NULL, NULL",
        "'not_arisen', NULL, NULL, 'over', NULL",
        "'unreadable', NULL, NULL, NULL, NULL",
        "'other', NULL, NULL, NULL, NULL",
        "'count', 1, NULL, 'much', NULL",
    ] {
        for table in ["figure_value", "printed_value"] {
            let sql = format!("INSERT INTO {table} VALUES (1, 'a', {columns})");
            assert!(store.connection().execute(&sql, []).is_err(), "{sql}");
        }
    }
    for wrong in ["99, 'text', 'a', '\"\"'", "1, 'text', 'a', 'no JSON'", "1, 'figure', 'a', '1'"] {
        let sql = format!("INSERT INTO field_value VALUES ({wrong})");
        assert!(store.connection().execute(&sql, []).is_err(), "{sql}");
    }
}
