//! What can be read of a damaged file is saved in a new one; the damaged one stays as it is, byte for byte.

use std::fs;
use std::path::Path;

use super::samples::*;
use super::verify_tests::filled;
use super::{NewTemplate, Salvage, Salvaging, Saved, Store, StoreError};
use crate::report::content::Report;
use crate::report::period::PeriodKind;
use crate::report::value::Value;

const PAGE: usize = 4096;

fn salvage(from: &Path, to: &Path) -> Result<Salvage, StoreError> {
    let (stamp, template) = (stamp(900), template());
    let known =
        NewTemplate {
            template: &template, name: "Đề án 06", kind: PeriodKind::Month, json: "{}"
        };
    let with = Salvaging { stamp: &stamp, detail: "data.bc06", known, key: None };
    let (salvage, new) = Store::salvage(from, to, with)?;
    new.appear()?;
    Ok(salvage)
}

/// A closed file with some reports, and what they say.
fn whole_file(folder: &Path) -> (Vec<u8>, Vec<Report>) {
    let path = folder.join("whole.bc06");
    let mut store = filled(Store::create(&path).unwrap());
    for month in 6..=11 {
        let mut report = empty_report(2023, month);
        for figure_number in 0..40 {
            let key = figure(&format!("f{figure_number}"));
            report.values.insert(key, Value::count(i64::from(month) * 1_000 + figure_number));
        }
        store.create_report(&report, &typed(i64::from(month) * 100)).unwrap();
    }
    let reports = reports_of(&store);
    store.close().unwrap();
    (fs::read(&path).unwrap(), reports)
}

fn reports_of(store: &Store) -> Vec<Report> {
    let ids = store.reports().unwrap().into_iter().map(|row| row.id);
    ids.map(|id| store.load_report(id).unwrap()).collect()
}

/// Salvages these bytes; what is called whole is what was saved, and the damaged file stays as it is.
fn checked(folder: &Path, bytes: &[u8], reports: &[Report]) -> Option<Salvage> {
    let (from, to) = (folder.join("data.bc06"), folder.join("new.bc06"));
    fs::write(&from, bytes).unwrap();
    let salvaged = match salvage(&from, &to) {
        Ok(salvaged) => salvaged,
        Err(StoreError::Corrupt { .. }) => {
            assert!(!to.exists());
            return None;
        }
        Err(err) => panic!("{err}"),
    };
    assert_eq!(fs::read(&from).unwrap(), bytes, "the damaged file is not touched");
    let store = Store::open(&to).unwrap();
    assert_whole(&store);
    let new = reports_of(&store);
    for saved in &salvaged.reports {
        if saved.saved == Saved::Whole {
            let is_it = |report: &&Report| Some(report.key()) == saved.key;
            let (was, is) = (reports.iter().find(is_it).unwrap(), new.iter().find(is_it).unwrap());
            assert_eq!(is, was, "said to be whole");
        }
    }
    store.close().unwrap();
    fs::remove_file(&to).unwrap();
    Some(salvaged)
}

#[test]
fn a_whole_file_is_salvaged_whole_with_its_offices_and_looks() {
    let folder = tempfile::tempdir().unwrap();
    let (bytes, reports) = whole_file(folder.path());
    let salvaged = checked(folder.path(), &bytes, &reports).unwrap();
    assert_eq!((salvaged.num_whole(), salvaged.num_offices_without_look), (8, 0));
    let (from, to) = (folder.path().join("data.bc06"), folder.path().join("new.bc06"));
    salvage(&from, &to).unwrap();
    let old = Store::open_read_only(&folder.path().join("whole.bc06")).unwrap();
    let new = Store::open_read_only(&to).unwrap();
    assert_eq!(new.offices().unwrap(), old.offices().unwrap());
    let code = &reports[0].office.code;
    assert_eq!(new.look(code).unwrap(), old.look(code).unwrap());
    assert_eq!(new.checks(code).unwrap(), old.checks(code).unwrap());
    // Nothing is written over.
    let err = salvage(&from, &to).unwrap_err();
    assert!(matches!(err, StoreError::AlreadyExists { .. }), "{err}");
}

#[test]
fn whatever_page_is_gone_most_reports_are_saved_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (bytes, reports) = whole_file(folder.path());
    let (mut whole, mut all) = (0, 0);
    for page in 0..bytes.len() / PAGE {
        let mut bad = bytes.clone();
        bad[page * PAGE..(page + 1) * PAGE].fill(0);
        let salvaged = checked(folder.path(), &bad, &reports);
        whole += salvaged.as_ref().map_or(0, Salvage::num_whole);
        let listed = salvaged.as_ref().map_or(0, |salvaged| salvaged.reports.len());
        assert!(listed <= reports.len(), "page {page}: {listed} reports are told of");
        all += reports.len();
        assert!(salvaged.is_some(), "page {page}");
    }
    println!("one page of zeros: {whole} of {all} reports saved whole");
    assert!(whole * 10 >= all * 9, "{whole} of {all}");
}

#[test]
fn a_backup_whose_first_page_is_gone_is_salvaged_too() {
    let folder = tempfile::tempdir().unwrap();
    let (_, reports) = whole_file(folder.path());
    let backup = folder.path().join("backup.bc06");
    Store::open(&folder.path().join("whole.bc06")).unwrap().copy_to(&backup).unwrap();
    let mut bytes = fs::read(&backup).unwrap();
    bytes[..PAGE].fill(0);
    let salvaged = checked(folder.path(), &bytes, &reports).unwrap();
    assert_eq!(salvaged.num_whole(), 8);
}

#[test]
fn a_flipped_bit_in_a_figure_is_put_right_by_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let (_, reports) = whole_file(folder.path());
    let path = folder.path().join("whole.bc06");
    change_by_hand(&path, "UPDATE figure_value SET count = 666 WHERE figure_key = 'f7'");
    let salvaged = checked(folder.path(), &fs::read(&path).unwrap(), &reports).unwrap();
    assert_eq!(salvaged.num_whole(), 8);
}

#[test]
fn where_nothing_tells_what_is_right_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let (_, reports) = whole_file(folder.path());
    let path = folder.path().join("whole.bc06");
    change_by_hand(
        &path,
        "UPDATE figure_value SET count = 666 WHERE figure_key = 'f7' AND report_id = 5;
         DROP TRIGGER change_is_never_deleted; DELETE FROM change WHERE report_id = 5 AND seq > 3",
    );
    let salvaged = checked(folder.path(), &fs::read(&path).unwrap(), &reports).unwrap();
    assert_eq!(salvaged.num_whole(), 7);
    let part = salvaged.reports.iter().find(|report| report.saved != Saved::Whole).unwrap();
    assert!(matches!(part.saved, Saved::Part(fields) if fields > 30), "{part:?}");
}

#[test]
fn what_is_no_data_file_gives_none() {
    let folder = tempfile::tempdir().unwrap();
    for bytes in [&b""[..], b"a letter", &[0; 20_000], b"SQLite format 3\0"] {
        assert_eq!(checked(folder.path(), bytes, &[]), None);
    }
    let err = salvage(folder.path(), &folder.path().join("new.bc06")).unwrap_err();
    assert!(matches!(err, StoreError::NotAFile { .. }), "{err}");
    let leftovers = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(leftovers, 1, "only what was salvaged from is there");
}
