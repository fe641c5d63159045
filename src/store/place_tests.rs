//! The file on the disk: copies of it, what happens to it behind the program's back, and who else wants it.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tempfile::TempDir;

use super::connect::{log_bytes, log_path};
use super::samples::*;
use super::{ReportId, Store, StoreError};
use crate::report::change::Edit;
use crate::report::key::TextKey;
use crate::report::value::Value;

/// A file with a report in which "a" is 84, open.
fn opened() -> (TempDir, PathBuf, Store, ReportId) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    let (mut store, id) = with_report(Store::create(&path).unwrap());
    store.save_edits(id, &[count("a", 84)], &typed(1)).unwrap();
    (folder, path, store, id)
}

fn number(store: &Store, key: &str) -> Option<Value> {
    let id = store.reports().unwrap()[0].id;
    store.load_report(id).unwrap().values.get(&figure(key)).cloned()
}

#[test]
fn r17_a_copy_says_the_same_and_stands_alone() {
    let (folder, path, store, _) = opened();
    let copy = folder.path().join("copy.bc06");
    let fingerprint = store.copy_to(&copy).unwrap();
    let err = store.copy_to(&copy).unwrap_err();
    assert!(matches!(err, StoreError::AlreadyExists { .. }), "{err}");
    let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["copy.bc06", "data.bc06", "data.bc06-wal"], "no draft is left");
    let copied = Store::open_read_only(&copy).unwrap();
    assert_whole(&copied);
    assert_eq!(copied.fingerprint().unwrap(), fingerprint);
    assert_eq!(number(&copied, "a"), Some(Value::count(84)));
    drop(copied);
    let err = Store::open(&path).map(drop).unwrap_err();
    assert!(matches!(err, StoreError::Locked { .. }), "the file itself is open: {err}");
    // A copy is a data file like any other.
    Store::open(&copy).unwrap().close().unwrap();
}

#[test]
fn the_fingerprint_follows_every_change_and_comes_from_the_content() {
    let (_folder, _, mut store, id) = opened();
    let before = store.fingerprint().unwrap();
    store.save_edits(id, &[count("a", 85)], &typed(2)).unwrap();
    let after = store.fingerprint().unwrap();
    assert_ne!(before.content, after.content);
    assert_ne!(before.link, after.link);
    let step = store.undoable(id).unwrap().unwrap();
    store.take_back(id, step, &stamp(3)).unwrap();
    let back = store.fingerprint().unwrap();
    assert_ne!(
        before.content, back.content,
        "typing on is one step, so that all of it is taken back"
    );
    store.save_edits(id, &[count("a", 84)], &typed(200)).unwrap();
    assert_eq!(before.content, store.fingerprint().unwrap().content);
}

#[cfg(unix)]
#[test]
fn nothing_is_called_saved_in_a_file_that_is_gone() {
    let (folder, path, mut store, id) = opened();
    store.flush().unwrap();
    fs::rename(&path, folder.path().join("moved.bc06")).unwrap();
    for second in 2..4 {
        let err = store.save_edits(id, &[count("a", 85)], &typed(second)).unwrap_err();
        assert!(matches!(err, StoreError::Gone { .. }), "{err}");
    }
    // All of it can be brought to safety.
    let rescue = folder.path().join("rescue.bc06");
    store.copy_to(&rescue).unwrap();
    drop(store);
    let rescued = Store::open(&rescue).unwrap();
    assert_eq!(number(&rescued, "a"), Some(Value::count(84)));
    assert_whole(&rescued);
}

#[cfg(unix)]
#[test]
fn nothing_is_called_saved_where_another_file_lies() {
    let (folder, path, mut store, id) = opened();
    let other = folder.path().join("other.bc06");
    store.copy_to(&other).unwrap();
    fs::rename(&other, &path).unwrap();
    let err = store.save_edits(id, &[count("a", 85)], &typed(2)).unwrap_err();
    assert!(matches!(err, StoreError::Replaced { .. }), "{err}");
}

#[cfg(unix)]
#[test]
fn what_is_saved_while_the_log_was_deleted_is_in_the_file() {
    let (folder, path, mut store, id) = opened();
    fs::remove_file(folder.path().join("data.bc06-wal")).unwrap();
    store.save_edits(id, &[count("a", 86)], &typed(2)).unwrap();
    // As after a kill: the file as it lies there.
    let seen = folder.path().join("seen.bc06");
    fs::copy(&path, &seen).unwrap();
    let seen = Store::open(&seen).unwrap();
    assert_eq!(number(&seen, "a"), Some(Value::count(86)));
}

#[cfg(unix)]
#[test]
fn nothing_is_called_saved_in_a_file_that_another_program_wrote_over() {
    let (folder, path, mut store, id) = opened();
    let other = folder.path().join("other.bc06");
    let (foreign, _) = with_report(Store::create(&other).unwrap());
    foreign.close().unwrap();
    // As `cp` does: the same file, another content.
    fs::write(&path, fs::read(&other).unwrap()).unwrap();
    let err = store.save_edits(id, &[count("a", 85)], &typed(2)).unwrap_err();
    assert!(matches!(err, StoreError::Replaced { .. }), "{err}");
    let rescue = folder.path().join("rescue.bc06");
    let err = store.close().unwrap_err();
    assert!(matches!(err, StoreError::Replaced { .. }), "{err}");
    assert_eq!(
        fs::read(&path).unwrap(),
        fs::read(&other).unwrap(),
        "what was copied there is whole"
    );
    assert!(!rescue.exists());
}

#[test]
fn a_file_that_only_got_another_time_is_still_ours() {
    let (_folder, path, mut store, id) = opened();
    store.flush().unwrap();
    let file = fs::File::options().write(true).open(&path);
    // On POSIX this gives up the locks; here nobody else wants them.
    file.unwrap().set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    store.save_edits(id, &[count("a", 85)], &typed(2)).unwrap();
    store.close().unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(number(&store, "a"), Some(Value::count(85)));
    assert_whole(&store);
}

#[test]
fn a_folded_file_holds_all_that_was_saved() {
    let (folder, path, mut store, id) = opened();
    store.save_edits(id, &[count("b", 97)], &typed(2)).unwrap();
    store.flush().unwrap();
    let bytes = fs::read(&path).unwrap();
    let copy = folder.path().join("copy.bc06");
    fs::write(&copy, bytes).unwrap();
    let copied = Store::open(&copy).unwrap();
    assert_eq!(number(&copied, "b"), Some(Value::count(97)));
    assert_whole(&copied);
}

#[test]
fn a_log_that_grows_without_a_pause_is_begun_anew_and_loses_nothing() {
    const MEGABYTE: u64 = 1024 * 1024;
    let (folder, path, mut store, id) = opened();
    let mut longest = 0;
    for round in 0..60_i64 {
        let long = format!("{round} ").repeat(80_000);
        let text = Edit::text(TextKey::parse("t").unwrap(), Some(long));
        store.save_edits(id, &[text, count("a", round)], &typed(2)).unwrap();
        longest = longest.max(log_bytes(&path));
        assert!(store.has_unfolded(), "round {round}");
        if round % 7 == 0 {
            // What a program that is killed now leaves behind.
            let left = folder.path().join(format!("left-{round}.bc06"));
            fs::copy(&path, &left).unwrap();
            fs::copy(log_path(&path), log_path(&left)).unwrap();
            let left = Store::open(&left).unwrap();
            assert_whole(&left);
            assert_eq!(number(&left, "a"), Some(Value::count(round)));
        }
    }
    assert!((3 * MEGABYTE..7 * MEGABYTE).contains(&longest), "{longest} bytes");
    store.flush().unwrap();
    assert_eq!(log_bytes(&path), 0);
    assert_whole(&store);
}

#[test]
fn a_log_left_behind_by_another_file_is_recognised() {
    let (folder, path, mut store, id) = opened();
    let copy = folder.path().join("copy.bc06");
    store.copy_to(&copy).unwrap();
    for second in 2..60 {
        let long = "đ".repeat(usize::try_from(second).unwrap() * 200);
        let text = crate::report::key::TextKey::parse("t").unwrap();
        let edit = crate::report::change::Edit::text(text, Some(long));
        store.save_edits(id, &[edit], &typed(second * 100)).unwrap();
    }
    // As after a kill: the log stays. Then a good copy is put back in place of the file.
    let log = fs::read(folder.path().join("data.bc06-wal")).unwrap();
    drop(store);
    fs::copy(&copy, &path).unwrap();
    fs::write(folder.path().join("data.bc06-wal"), &log).unwrap();
    let (before, log_path) = (fs::read(&path).unwrap(), folder.path().join("data.bc06-wal"));
    let err = Store::open(&path).unwrap_err();
    assert!(matches!(err, StoreError::ForeignLog { .. }), "{err}");
    assert_eq!(fs::read(&path).unwrap(), before, "the file is not touched");
    assert_eq!(fs::read(&log_path).unwrap(), log, "nor is the log");
    // What the message says helps.
    fs::rename(&log_path, folder.path().join("aside")).unwrap();
    assert_eq!(number(&Store::open(&path).unwrap(), "a"), Some(Value::count(84)));
}

/// A bad bit in the log costs what was saved behind it: what is left is kept, and a whole log leaves nothing behind.
#[test]
fn a_log_with_a_bad_bit_is_kept_aside() {
    let (folder, path, mut store, id) = opened();
    for second in 1..8 {
        store.save_edits(id, &[count("a", second)], &typed(second * 100)).unwrap();
    }
    let (file, log) = (fs::read(&path).unwrap(), fs::read(log_path(&path)).unwrap());
    drop(store);
    let frames = (log.len() - 32) / (24 + 4096);
    assert!(frames > 8 && frames * (24 + 4096) + 32 == log.len(), "{frames}");
    // In the head, in the salts, the sum and the page of a frame.
    let flips = [5, 9, 18, 26, 32 + 24 + 4096 + 9, 32 + 17, 32 + 24 + 77, log.len() - 5];
    let flipped = flips.into_iter().map(|at| {
        let mut bad = log.clone();
        bad[at] ^= 4;
        bad
    });
    // The head gone; frames that are room without words; frames cut off, where there is enough left to tell.
    let zeros = [0..32, 0..512, 0..4_096, log.len() - 2 * (24 + 4096)..log.len()].map(|range| {
        let mut bad = log.clone();
        bad[range].fill(0);
        bad
    });
    let ends = [5, 20, 4_100, 24 + 4096 + 9].map(|cut| log[..log.len() - cut].to_vec());
    let all = flipped.map(Some).chain(zeros.map(Some)).chain(ends.map(Some)).chain([None]);
    for (flip, bad) in all.enumerate() {
        let is_whole = bad.is_none();
        let bad = bad.unwrap_or_else(|| log.clone());
        let folder = tempfile::tempdir_in(folder.path()).unwrap();
        let path = folder.path().join("data.bc06");
        fs::write(&path, &file).unwrap();
        fs::write(log_path(&path), &bad).unwrap();
        let store = match Store::open(&path) {
            Ok(store) => store,
            Err(err) => {
                assert!(matches!(err, StoreError::ForeignLog { .. }), "{flip:?}: {err}");
                assert_eq!(fs::read(log_path(&path)).unwrap(), bad, "{flip:?}");
                continue;
            }
        };
        let aside = store.log_aside().map(|aside| fs::read(aside).unwrap());
        assert_eq!(aside, (!is_whole).then_some(bad), "{flip:?}");
        store.close().unwrap();
        let store = Store::open(&path).unwrap();
        assert_eq!(store.log_aside(), None, "{flip:?}: told once");
    }
}

/// A damaged log that cannot be kept, as on a full disk, is not begun anew either.
#[test]
fn a_damaged_log_that_cannot_be_kept_stays() {
    let (_folder, path, mut store, id) = opened();
    for second in 1..8 {
        store.save_edits(id, &[count("a", second)], &typed(second * 100)).unwrap();
    }
    let (file, mut log) = (fs::read(&path).unwrap(), fs::read(log_path(&path)).unwrap());
    drop(store);
    let at = log.len() - 5;
    log[at] ^= 4;
    fs::write(&path, &file).unwrap();
    fs::write(log_path(&path), &log).unwrap();
    let name = |number: u32| match number {
        1 => path.with_file_name("data.bc06-wal-hong"),
        number => path.with_file_name(format!("data.bc06-wal-hong-{number}")),
    };
    assert_eq!(path.file_name().unwrap(), "data.bc06");
    (1..1_000).for_each(|number| fs::create_dir(name(number)).unwrap());
    Store::open(&path).unwrap_err();
    assert_eq!(fs::read(log_path(&path)).unwrap(), log);
    fs::remove_dir(name(7)).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.log_aside(), Some(name(7).as_path()));
    assert_eq!(fs::read(name(7)).unwrap(), log);
}

#[test]
fn a_log_that_was_begun_anew_in_its_place_is_whole() {
    let (_folder, path, mut store, id) = opened();
    for second in 1..8 {
        store.save_edits(id, &[count("a", second)], &typed(second * 100)).unwrap();
    }
    store.begin_log_anew().unwrap();
    store.save_edits(id, &[count("a", 84)], &typed(9_000)).unwrap();
    let (file, log) = (fs::read(&path).unwrap(), fs::read(log_path(&path)).unwrap());
    drop(store);
    fs::write(&path, file).unwrap();
    fs::write(log_path(&path), log).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!((number(&store, "a"), store.log_aside()), (Some(Value::count(84)), None));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "another program, which holds the file")]
fn r21_a_file_that_somebody_holds_for_a_moment_is_waited_for() {
    let (_folder, path, store, _) = opened();
    store.close().unwrap();
    let holder = Connection::open(&path).unwrap();
    holder.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").unwrap();
    let began = Instant::now();
    let err = Store::open(&path).unwrap_err();
    assert!(matches!(err, StoreError::Locked { .. }), "{err}");
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(200));
            drop(holder);
        });
        Store::open(&path).unwrap();
    });
}

#[cfg(unix)]
#[test]
fn a_file_opened_through_a_link_is_the_file_itself() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("real")).unwrap();
    let (path, link) = (folder.path().join("real/data.bc06"), folder.path().join("link.bc06"));
    let (store, id) = with_report(Store::create(&path).unwrap());
    store.close().unwrap();
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let mut store = Store::open(&link).unwrap();
    assert_eq!(store.path(), path.canonicalize().unwrap());
    store.save_edits(id, &[count("a", 999)], &typed(1)).unwrap();
    assert!(Store::has_log(&link) && store.has_unfolded());
    // As another process sees it, with the log beside the file.
    let other = folder.path().join("other.bc06");
    fs::copy(&path, &other).unwrap();
    fs::copy(log_path(&path), log_path(&other)).unwrap();
    let link_to_other = folder.path().join("real/other-link.bc06");
    std::os::unix::fs::symlink(&other, &link_to_other).unwrap();
    let seen = Store::open_beside(&link_to_other, None).unwrap();
    assert_eq!(number(&seen, "a"), Some(Value::count(999)));
    store.flush().unwrap();
    let copy = folder.path().join("copy.bc06");
    fs::write(&copy, fs::read(&link).unwrap()).unwrap();
    assert_eq!(number(&Store::open(&copy).unwrap(), "a"), Some(Value::count(999)));
}

#[test]
fn a_copy_of_the_same_state_that_is_laid_out_otherwise_is_another_file() {
    let (folder, path, mut store, id) = opened();
    // As after a restore: laid out by a copy, then worked on.
    let copy = folder.path().join("restored.bc06");
    store.copy_to(&copy).unwrap();
    drop(store);
    fs::remove_file(&path).unwrap();
    fs::rename(&copy, &path).unwrap();
    store = Store::open(&path).unwrap();
    for round in 0..18 {
        store.save_edits(id, &[count("a", round), count("b", round)], &typed(round * 100)).unwrap();
    }
    store.flush().unwrap();
    let backup = folder.path().join("backup.bc06");
    store.copy_to(&backup).unwrap();
    // "cp" over the open file: the same file of the disk, another content.
    let bytes = fs::read(&backup).unwrap();
    std::thread::sleep(Duration::from_millis(20));
    fs::write(&path, &bytes).unwrap();
    let err = store.save_edits(id, &[count("a", 84)], &typed(9_000)).unwrap_err();
    assert!(matches!(err, StoreError::Replaced { .. }), "{err}");
    drop(store);
    let left = Store::open(&path).unwrap();
    assert_whole(&left);
    assert_eq!(number(&left, "a"), Some(Value::count(17)));
}

#[test]
fn a_large_file_that_only_got_another_time_is_still_ours_too() {
    let (_folder, path, mut store, id) = opened();
    // Beyond what is hashed page by page; what it says tells then.
    let room =
        "CREATE TABLE room (x); INSERT INTO room VALUES (zeroblob(40000000)); DROP TABLE room";
    store.connection().execute_batch(room).unwrap();
    store.flush().unwrap();
    let file = fs::File::options().write(true).open(&path);
    file.unwrap().set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    store.save_edits(id, &[count("a", 85)], &typed(2)).unwrap();
    assert_eq!(number(&store, "a"), Some(Value::count(85)));
}
