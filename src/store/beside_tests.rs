//! A file that another program has open is looked at as it was at one moment, again and again while that saves.

use std::fs;
use std::io::Read as _;

use super::samples::*;
use super::typing_child::{acknowledged, child, last_count, lines, new_file};
use super::{Access, ReportId, Store, StoreError};

#[test]
fn a_file_that_is_being_written_is_seen_as_it_was_at_some_moment() {
    let folder = tempfile::tempdir().unwrap();
    let path = new_file(folder.path());
    let mut writer = child(None, &path, Some(60)).spawn().unwrap();
    let mut out = writer.stdout.take().unwrap();
    // It has the file by then.
    out.read_exact(&mut [0; 64]).unwrap();
    let (mut looks, mut last) = (0, 0);
    while writer.try_wait().unwrap().is_none() {
        let seen = match Store::open_beside(&path, None) {
            Ok(seen) => seen,
            // It never rested: nothing is seen rather than something wrong.
            Err(StoreError::Locked { .. }) => continue,
            Err(err) => panic!("{err}"),
        };
        assert_whole(&seen);
        // Fails where a save is there by half.
        let count = last_count(&seen).unwrap();
        assert!(count >= last, "{count} after {last}");
        last = count;
        looks += 1;
        drop(Store::open_beside(&path, None));
    }
    assert!(looks > 0);
    let saved = lines(out).filter_map(|line| acknowledged(&line)).last();
    assert_eq!(saved, Some(60), "looking keeps nobody from saving");
    let seen = Store::open_beside(&path, None).unwrap();
    assert_eq!(last_count(&seen).unwrap(), 60);
}

#[test]
fn what_is_only_looked_at_takes_no_change_and_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = new_file(folder.path());
    let before = fs::read(&path).unwrap();
    let mut seen = Store::open_beside(&path, None).unwrap();
    assert_eq!(seen.access(), Access::Read);
    let id = ReportId::from_row(1);
    let err = seen.save_edits(id, &[count("a", 1)], &typed(1)).unwrap_err();
    assert!(matches!(err, StoreError::ReadOnly { .. }), "{err}");
    // All of it can go to another file.
    let copy = folder.path().join("copy.bc06");
    let fingerprint = seen.copy_to(&copy).unwrap();
    assert_eq!(Store::open_read_only(&copy).unwrap().fingerprint().unwrap(), fingerprint);
    // And the file can be opened by whoever wants to write it.
    let writer = Store::open(&path).unwrap();
    let err = Store::open_beside(&path, None).map(drop).unwrap_err();
    assert!(matches!(err, StoreError::Locked { .. }), "open in this very window: {err}");
    writer.close().unwrap();
    seen.close().unwrap();
    assert_eq!(fs::read(&path).unwrap(), before);
    let names = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 2, "nothing is left beside it");
}
