//! Encrypted data files: everything that holds of a plain one holds of them, and nobody without the key reads anything.

use std::fs;
use std::path::{Path, PathBuf};

use super::connect::log_path;
use super::samples::*;
use super::verify_tests::{contents, filled};
use super::{Access, Fingerprint, Key, Store, StoreError};

fn key() -> Key {
    Key::new("Đông Hải 06's")
}

/// An encrypted file with something of everything, closed; what it says.
fn encrypted(folder: &Path) -> (PathBuf, String, Fingerprint) {
    let path = folder.join("data.bc06");
    Store::draft_with(&path, Some(&key())).unwrap().appear().unwrap();
    let store = filled(Store::open_with(&path, Some(&key())).unwrap());
    let (says, fingerprint) = (contents(&store).unwrap(), store.fingerprint().unwrap());
    store.close().unwrap();
    (path, says, fingerprint)
}

fn holds(path: &Path, text: &str) -> bool {
    fs::read(path).unwrap().windows(text.len()).any(|part| part == text.as_bytes())
}

#[test]
fn an_encrypted_file_shows_nothing_without_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let (path, says, fingerprint) = encrypted(folder.path());
    for text in ["SQLite", "CREATE TABLE", "UBND", "figure_value"] {
        assert!(!holds(&path, text), "{text}");
    }
    let before = fs::read(&path).unwrap();
    for opened in [Store::open(&path), Store::open_read_only(&path)] {
        assert!(matches!(opened, Err(StoreError::Encrypted { .. })), "{opened:?}");
    }
    let other = Key::new("Đông Hải 07");
    for opened in
        [Store::open_with(&path, Some(&other)), Store::open_read_only_with(&path, Some(&other))]
    {
        assert!(matches!(opened, Err(StoreError::WrongKey { .. })), "{opened:?}");
    }
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing beside it");
    let store = Store::open_read_only_with(&path, Some(&key())).unwrap();
    assert_eq!(store.access(), Access::Read);
    assert_eq!((contents(&store).unwrap(), store.fingerprint().unwrap()), (says, fingerprint));
    assert!(store.verify().unwrap().is_whole());
    drop(store);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn what_is_saved_is_encrypted_in_the_log_and_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let (path, ..) = encrypted(folder.path());
    let mut store = Store::open_with(&path, Some(&key())).unwrap();
    let id = store.reports().unwrap()[0].id;
    store.save_edits(id, &[count("a", 77)], &typed(90)).unwrap();
    assert!(store.has_unfolded());
    assert!(!holds(&log_path(&path), "CREATE") && !holds(&log_path(&path), "one"));
    // Another time alone makes no other file of it.
    fs::File::options()
        .append(true)
        .open(&path)
        .unwrap()
        .set_modified(std::time::UNIX_EPOCH)
        .unwrap();
    store.save_edits(id, &[count("a", 78)], &typed(91)).unwrap();
    store.flush().unwrap();
    assert!(!store.has_unfolded());
    // A plain copy holds what was saved.
    let copy = folder.path().join("copy.bc06");
    fs::copy(&path, &copy).unwrap();
    let copied = Store::open_with(&copy, Some(&key())).unwrap();
    assert_eq!(contents(&copied).unwrap(), contents(&store).unwrap());
    store.close().unwrap();
    copied.close().unwrap();
}

#[test]
fn what_a_killed_program_left_in_the_log_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let (path, ..) = encrypted(folder.path());
    let mut store = Store::open_with(&path, Some(&key())).unwrap();
    let id = store.reports().unwrap()[0].id;
    store.save_edits(id, &[count("a", 77)], &typed(90)).unwrap();
    let says = contents(&store).unwrap();
    let killed = folder.path().join("killed.bc06");
    fs::copy(&path, &killed).unwrap();
    fs::copy(log_path(&path), log_path(&killed)).unwrap();
    store.close().unwrap();
    let store = Store::open_with(&killed, Some(&key())).unwrap();
    assert_eq!(contents(&store).unwrap(), says);
    assert_whole(&store);
}

#[test]
fn the_log_of_another_file_beside_it_is_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let (path, ..) = encrypted(folder.path());
    let other = folder.path().join("other.bc06");
    Store::draft_with(&other, Some(&Key::new("khác hẳn"))).unwrap().appear().unwrap();
    let (mut store, id) =
        with_report(Store::open_with(&other, Some(&Key::new("khác hẳn"))).unwrap());
    store.save_edits(id, &[count("a", 1)], &typed(1)).unwrap();
    fs::copy(log_path(&other), log_path(&path)).unwrap();
    let err = Store::open_with(&path, Some(&key())).unwrap_err();
    assert!(matches!(err, StoreError::ForeignLog { .. }), "{err}");
}

#[test]
fn copies_are_encrypted_with_the_same_key() {
    let folder = tempfile::tempdir().unwrap();
    let (path, says, fingerprint) = encrypted(folder.path());
    let store = Store::open_with(&path, Some(&key())).unwrap();
    let copy = folder.path().join("copy.bc06");
    assert_eq!(store.copy_to(&copy).unwrap(), fingerprint);
    store.close().unwrap();
    assert!(matches!(Store::open_read_only(&copy), Err(StoreError::Encrypted { .. })));
    let store = Store::open_read_only_with(&copy, Some(&key())).unwrap();
    assert_eq!(contents(&store).unwrap(), says);
    assert!(store.verify().unwrap().is_whole());
}

#[test]
fn a_file_is_encrypted_given_another_key_and_made_plain_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    let store = filled(Store::create(&path).unwrap());
    let (says, fingerprint) = (contents(&store).unwrap(), store.fingerprint().unwrap());
    store.close().unwrap();
    let mut current: Option<Key> = None;
    for next in [Some(key()), Some(Key::new("mật khẩu khác")), None] {
        let store = Store::open_with(&path, current.as_ref()).unwrap();
        let (copy, copied) = store.copy_with_key(&path, next.as_ref()).unwrap();
        assert_eq!(copied, fingerprint);
        // The open file goes on as before.
        assert_eq!(contents(&store).unwrap(), says);
        store.close().unwrap();
        copy.replace().unwrap();
        let store = Store::open_with(&path, next.as_ref()).unwrap();
        assert_eq!(contents(&store).unwrap(), says);
        assert_eq!(store.fingerprint().unwrap(), fingerprint);
        assert!(store.verify().unwrap().is_whole());
        store.close().unwrap();
        if current.is_some() && next.is_some() {
            let err = Store::open_with(&path, current.as_ref()).unwrap_err();
            assert!(matches!(err, StoreError::WrongKey { .. }), "{err}");
        }
        current = next;
    }
    assert!(holds(&path, "SQLite format 3"));
    Store::open(&path).unwrap();
}

#[test]
fn a_changed_bit_is_found_wherever_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (path, says, _) = encrypted(folder.path());
    let whole = fs::read(&path).unwrap();
    let mut random = Random::new(6);
    for _ in 0..60 {
        let (at, bit) = (random.below(whole.len()), random.below(8));
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << bit;
        fs::write(&path, &bytes).unwrap();
        match Store::open_with(&path, Some(&key())) {
            Err(StoreError::WrongKey { .. }) => assert!(at < 4096, "the first page: {at}"),
            Err(StoreError::Corrupt { .. }) => {}
            // A page that nothing stands on.
            Ok(store) => assert_eq!(contents(&store).unwrap(), says, "{at}"),
            Err(err) => panic!("{at}: {err}"),
        }
        assert!(!log_path(&path).exists() || fs::read(&path).unwrap() == bytes, "{at}");
    }
}
