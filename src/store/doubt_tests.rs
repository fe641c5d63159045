//! R7: after an error of the disk the file is opened anew, and what it lacks of what was called saved is written
//! again.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::connect::log_path;
use super::samples::*;
use super::traced;
use super::typing_child::{acknowledged, child, last_count_of_whole, lines, new_file};
use super::{ReportId, Store, StoreError};
use crate::report::deed::Deed;
use crate::report::value::Value;

/// A file with a report, open; all of it is folded in.
fn opened() -> (TempDir, PathBuf, Store, ReportId) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    let (mut store, id) = with_report(Store::create(&path).unwrap());
    store.save_edits(id, &[count("a", 1)], &typed(1)).unwrap();
    store.flush().unwrap();
    (folder, path, store, id)
}

/// What the system does after it could not write: it forgets.
fn forget_log(path: &Path) {
    File::options().write(true).open(log_path(path)).unwrap().set_len(0).unwrap();
}

fn figure_of(store: &Store, report: ReportId, key: &str) -> Option<Value> {
    store.load_report(report).unwrap().values.get(&figure(key)).cloned()
}

#[test]
fn r7_what_the_disk_lost_of_what_was_called_saved_is_written_again() {
    let (_folder, path, mut store, id) = opened();
    store.save_edits(id, &[count("a", 2)], &typed(100)).unwrap();
    store.save_edits(id, &[count("b", 3)], &typed(200)).unwrap();
    let other = store.create_report(&empty_report(2023, 6), &info(Deed::ReportCreated, 300));
    let other = other.unwrap().row.id;
    store.save_edits(other, &[count("a", 4)], &typed(400)).unwrap();
    let office = empty_report(2023, 5).office.code;
    store.set_look(&office, "{}", &stamp(500)).unwrap();
    store.rename_office(&office, "UBND phường Ninh Chử", &stamp(600)).unwrap();
    let saved = store.fingerprint().unwrap();
    let logged = store.history(id, None, 100).unwrap();
    forget_log(&path);
    store.distrust();
    // Before anything is called saved, all that was is there again.
    store.save_edits(id, &[count("c", 5)], &typed(700)).unwrap();
    assert!(!store.is_doubted());
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_whole(&store);
    let now = store.fingerprint().unwrap();
    assert_eq!((now.num_operations, now.num_reports), (saved.num_operations + 1, 2));
    assert_eq!(store.history(id, None, 100).unwrap()[1..], logged);
    for (report, key, number) in [(id, "a", 2), (id, "b", 3), (id, "c", 5), (other, "a", 4)] {
        assert_eq!(figure_of(&store, report, key), Some(Value::count(number)), "{key}");
    }
    assert_eq!(store.offices().unwrap()[0].office.name, "UBND phường Ninh Chử");
}

#[test]
fn r7_what_the_disk_kept_stays_as_it_is_and_is_all_in_the_file() {
    let (folder, path, mut store, id) = opened();
    store.save_edits(id, &[count("a", 2)], &typed(100)).unwrap();
    let saved = store.fingerprint().unwrap();
    store.distrust();
    assert!(store.has_unfolded(), "the next quiet moment settles it");
    store.flush().unwrap();
    assert_eq!(store.fingerprint().unwrap(), saved);
    // A plain copy of the file holds all: its log was written into it.
    let copy = folder.path().join("copy.bc06");
    fs::copy(&path, &copy).unwrap();
    let copy = Store::open(&copy).unwrap();
    assert_eq!(copy.fingerprint().unwrap(), saved);
    store.close().unwrap();
}

#[test]
fn while_the_file_cannot_be_opened_again_nothing_is_called_saved_and_all_can_be_read() {
    let (folder, path, mut store, id) = opened();
    store.save_edits(id, &[count("a", 2)], &typed(100)).unwrap();
    let elsewhere = folder.path().join("elsewhere.bc06");
    fs::rename(&path, &elsewhere).unwrap();
    store.distrust();
    let edit = || [count("a", 3)];
    let err = store.save_edits(id, &edit(), &typed(200)).unwrap_err();
    assert!(matches!(err, StoreError::Gone { .. }), "{err}");
    assert_eq!(figure_of(&store, id, "a"), Some(Value::count(2)));
    let copy = folder.path().join("copy.bc06");
    store.copy_to(&copy).unwrap();
    assert_whole(&Store::open_read_only(&copy).unwrap());
    fs::rename(&elsewhere, &path).unwrap();
    store.save_edits(id, &edit(), &typed(300)).unwrap();
    store.close().unwrap();
    let store = Store::open(&path).unwrap();
    assert_whole(&store);
    assert_eq!(figure_of(&store, id, "a"), Some(Value::count(3)));
}

#[test]
fn another_history_in_the_file_is_not_written_over() {
    let (folder, path, mut store, id) = opened();
    let early = folder.path().join("early.bc06");
    store.copy_to(&early).unwrap();
    store.save_edits(id, &[count("a", 2)], &typed(100)).unwrap();
    // Somebody goes on with an early copy, and puts its content into the file.
    let mut other = Store::open(&early).unwrap();
    other.save_edits(id, &[count("a", 77)], &typed(150)).unwrap();
    other.close().unwrap();
    store.distrust();
    forget_log(&path);
    fs::write(&path, fs::read(&early).unwrap()).unwrap();
    let there = fs::read(&path).unwrap();
    store.save_edits(id, &[count("a", 3)], &typed(200)).unwrap_err();
    assert_eq!(figure_of(&store, id, "a"), Some(Value::count(2)));
    drop(store);
    assert_eq!(fs::read(&path).unwrap(), there);
}

#[test]
fn r7_a_disk_that_fails_once_has_the_file_opened_anew() {
    if !traced::is_possible() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let run = |when: &str| {
        let path = new_file(&folder.path().join(when));
        let seen = folder.path().join(format!("seen-{when}"));
        let mut strace = traced::strace_of_file(&path, &seen, "fsync,openat");
        strace.args(["-e", &format!("inject=fsync:error=EIO:when={when}")]);
        let output = child(Some(strace), &path, Some(4)).output().unwrap();
        assert!(output.status.success());
        let saved = lines(output.stdout.as_slice());
        let saved = saved.filter_map(|line| acknowledged(&line)).last();
        assert_eq!((saved, last_count_of_whole(&path)), (Some(4), Ok(4)), "{when}");
        let seen = fs::read_to_string(seen).unwrap();
        seen.lines().filter(|line| line.contains("openat(")).count()
    };
    for when in ["1", "2", "3", "9999"] {
        fs::create_dir(folder.path().join(when)).unwrap();
    }
    let usual = run("9999");
    for when in ["2", "3"] {
        let opened = run(when);
        assert!(opened > usual, "{when}: {opened} times, {usual} without a fault");
    }
}
