//! Reports that are deleted and brought back, by their own operations and by undo.

use proptest::prelude::*;

use super::samples::*;
use super::{ReportId, Salvaging, Saved, StepOf, Store, StoreError};
use crate::calc::progress::{Asking, Progress, Standing};
use crate::report::deed::Deed;
use crate::report::value::Value;

fn created(store: &mut Store, month: u32) -> ReportId {
    let info = info(Deed::ReportCreated, i64::from(month));
    store.create_report(&empty_report(2023, month), &info).unwrap().row.id
}

fn listed(store: &Store) -> Vec<ReportId> {
    store.reports().unwrap().into_iter().map(|row| row.id).collect()
}

#[test]
fn a_deleted_report_is_nowhere_and_comes_back_as_it_was() {
    let (mut store, may) = memory();
    let june = created(&mut store, 6);
    store.save_edits(june, &[count("a", 7)], &typed(10)).unwrap();
    let (says, row) = (store.load_report(june).unwrap(), store.listed_report(june).unwrap());
    let content = store.fingerprint().unwrap().content;
    store.delete_report(june, &stamp(11)).unwrap();
    assert_eq!(listed(&store), [may]);
    assert_eq!(store.fingerprint().unwrap().num_reports, 1);
    assert_ne!(store.fingerprint().unwrap().content, content);
    let key = says.key();
    assert_eq!(store.find_report(&key.office, key.period, &key.template).unwrap(), None);
    let gone = |err| assert!(matches!(err, StoreError::NoSuchReport { .. }), "{err}");
    gone(store.load_report(june).unwrap_err());
    gone(store.save_edits(june, &[count("a", 8)], &typed(12)).unwrap_err());
    gone(store.delete_report(june, &stamp(12)).unwrap_err());
    let deleted = store.deleted_reports().unwrap();
    let [only] = deleted.as_slice() else { panic!("{deleted:?}") };
    assert_eq!((&only.row, only.at, only.by.who.as_str()), (&row, at(11), "an"));
    assert_whole(&store);

    let back = store.bring_back(june, &stamp(13)).unwrap();
    assert_eq!(back.row, row);
    assert_eq!(listed(&store), [may, june]);
    assert_eq!(store.load_report(june).unwrap(), says);
    assert_eq!(store.fingerprint().unwrap().content, content);
    assert_eq!(store.deleted_reports().unwrap(), []);
    // What was typed before can still be taken back, and an earlier state be brought back over it.
    assert_eq!(back.undo.unwrap().edits, [crate::report::change::Edit::figure(figure("a"), None)]);
    let first = store.history(june, None, 10).unwrap().last().unwrap().operation;
    assert_eq!(store.edits_back_to(june, first).unwrap().len(), 1);
    assert_eq!(store.revision(june).unwrap(), 2, "it says what it said");
    assert_whole(&store);
}

#[test]
fn the_period_of_a_deleted_report_is_free_for_another() {
    let (mut store, may) = memory();
    store.delete_report(may, &stamp(1)).unwrap();
    let other = created(&mut store, 5);
    store.delete_report(other, &stamp(2)).unwrap();
    let third = created(&mut store, 5);
    let told = store.bring_back(may, &stamp(3)).unwrap_err();
    assert!(matches!(told, StoreError::ReportExists { report, .. } if report == third), "{told}");
    assert_eq!(listed(&store), [third]);
    let deleted: Vec<ReportId> =
        store.deleted_reports().unwrap().iter().map(|deleted| deleted.row.id).collect();
    assert_eq!(deleted, [other, may], "the last one in front");
    store.delete_report(third, &stamp(4)).unwrap();
    store.bring_back(may, &stamp(5)).unwrap();
    assert_eq!(listed(&store), [may]);
    assert_whole(&store);
}

#[test]
fn the_making_of_a_report_is_a_step_of_undo() {
    let (mut store, may) = memory();
    let june = created(&mut store, 6);
    let step = store.undoable(june).unwrap().unwrap();
    assert_eq!(
        (step.of, step.deed, step.run.as_str()),
        (StepOf::Making, Deed::ReportCreated, "one")
    );
    assert_eq!(store.taken_back_last().unwrap(), None);
    store.take_back(june, step, &stamp(20)).unwrap();
    assert_eq!(listed(&store), [may]);
    assert_eq!(store.taken_back_last().unwrap(), Some(june));
    let step = store.redoable(june).unwrap().unwrap();
    assert_eq!(step.of, StepOf::Making);
    store.take_back(june, step, &stamp(21)).unwrap();
    assert_eq!(listed(&store), [may, june]);
    assert_eq!(store.taken_back_last().unwrap(), None);
    let step = store.undoable(june).unwrap().unwrap();
    store.take_back(june, step, &stamp(22)).unwrap();
    // Brought back on the other way it is not made a second time.
    store.bring_back(june, &stamp(23)).unwrap();
    assert_eq!(store.redoable(june).unwrap(), None);
    store.save_edits(may, &[count("a", 1)], &typed(24)).unwrap();
    assert_eq!(store.taken_back_last().unwrap(), None, "something else was done since");
    assert_whole(&store);
}

#[test]
fn what_another_program_deleted_or_brought_back_is_found_and_mended() {
    let folder = tempfile::tempdir().unwrap();
    for sql in ["UPDATE report SET deleted = id WHERE id = 1", "UPDATE report SET deleted = 0"] {
        let path = folder.path().join("data.bc06");
        let (mut store, may) = with_report(Store::create(&path).unwrap());
        let june = created(&mut store, 6);
        store.delete_report(june, &stamp(9)).unwrap();
        store.close().unwrap();
        change_by_hand(&path, sql);
        let mut store = Store::open(&path).unwrap();
        assert_eq!(store.verify().unwrap().damages.len(), 1, "{sql}");
        let known = template();
        let sources = super::Sources { known: new_template(&known, "{}"), copies: &[] };
        assert!(store.mend_kept(&sources, &info(Deed::Mended, 10)).unwrap());
        assert_eq!(listed(&store), [may], "{sql}");
        assert_whole(&store);
        store.close().unwrap();
        std::fs::remove_file(&path).unwrap();
    }
}

#[test]
fn a_deleted_report_is_salvaged_as_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    let (mut store, may) = with_report(Store::create(&path).unwrap());
    store.save_edits(may, &[count("a", 1)], &typed(1)).unwrap();
    store.delete_report(may, &stamp(2)).unwrap();
    let other = created(&mut store, 5);
    store.save_edits(other, &[count("a", 2)], &typed(3)).unwrap();
    store.close().unwrap();
    let to = folder.path().join("new.bc06");
    let known = template();
    let with = Salvaging {
        stamp: &stamp(9),
        detail: "data.bc06",
        known: new_template(&known, "{}"),
        key: None,
    };
    let (salvage, new) = Store::salvage(&path, &to, with).unwrap();
    assert_eq!(salvage.reports.len(), 1, "{salvage:?}");
    assert_eq!(salvage.reports[0].saved, Saved::Whole);
    new.appear().unwrap();
    let mut store = Store::open(&to).unwrap();
    let value = |store: &Store, id| store.load_report(id).unwrap().values[&figure("a")].clone();
    let there = listed(&store);
    assert_eq!(value(&store, there[0]), Value::count(2));
    let deleted = store.deleted_reports().unwrap().remove(0).row.id;
    store.delete_report(there[0], &stamp(10)).unwrap();
    store.bring_back(deleted, &stamp(11)).unwrap();
    assert_eq!(value(&store, deleted), Value::count(1));
    assert_whole(&store);
}

#[test]
fn what_was_found_is_told_of_the_content_alone_that_it_was_found_in() {
    let (mut store, may) = memory();
    assert_eq!(
        (store.reports().unwrap()[0].open_texts, &store.reports().unwrap()[0].found),
        (None, &None)
    );
    let standing = Standing { figures: Progress { done: 1, total: 3 }, open_texts: 2 };
    let asking = Asking { errors: 1, warnings: 4 };
    let counts = super::Counts { standing, found: super::Found { asking, beside: "a".repeat(64) } };
    store.keep_counts(may, &counts).unwrap();
    let row = store.listed_report(may).unwrap();
    assert_eq!((row.progress, row.open_texts), (standing.figures, Some(2)));
    assert_eq!(row.found.as_ref(), Some(&counts.found));
    let saved = store.save_edits(may, &[count("a", 1)], &typed(1)).unwrap();
    assert_eq!((saved.row.found, saved.row.open_texts), (None, Some(2)), "it says something else");
    let step = saved.undo.unwrap();
    let undone = store.take_back(may, step, &stamp(2)).unwrap();
    assert_eq!(undone.row.found, Some(counts.found), "it says again what it said");
    assert_whole(&store);
}

/// What may be done to a file with reports of three months.
#[derive(Debug, Clone, Copy)]
enum Act {
    Create,
    Type(i64),
    Delete,
    BringBack,
    Undo,
    Redo,
    Reopen,
}

fn any_act() -> impl Strategy<Value = (u32, Act)> {
    let act = prop_oneof![
        3 => Just(Act::Create),
        3 => (0..5_i64).prop_map(Act::Type),
        2 => Just(Act::Delete),
        2 => Just(Act::BringBack),
        3 => Just(Act::Undo),
        3 => Just(Act::Redo),
        1 => Just(Act::Reopen),
    ];
    (5..=7_u32, act)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn any_order_of_making_deleting_undo_and_redo_leaves_the_file_whole(
        acts in proptest::collection::vec(any_act(), 1..40),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data.bc06");
        let mut store = with_template(Store::create(&path).unwrap());
        // All that ever was, and what it says: nothing of it is lost, deleted or not.
        let mut known: Vec<(ReportId, u32, crate::report::content::Report)> = Vec::new();
        for (second, (month, act)) in (100..).step_by(100).zip(acts) {
            let there = store
                .reports().unwrap().into_iter()
                .find(|row| row.period.key == header(2023, month).period.key);
            let newest = known.iter().rev().find(|(_, of, _)| *of == month).map(|(id, ..)| *id);
            match (act, there, newest) {
                (Act::Create, None, _) => {
                    let report = empty_report(2023, month);
                    let made = store.create_report(&report, &info(Deed::ReportCreated, second));
                    known.push((made.unwrap().row.id, month, report));
                }
                (Act::Create, Some(_), _) => {
                    let again = empty_report(2023, month);
                    let again = store.create_report(&again, &info(Deed::ReportCreated, second));
                    prop_assert!(again.is_err());
                }
                (Act::Type(number), Some(row), _) => {
                    store.save_edits(row.id, &[count("a", number)], &typed(second)).unwrap();
                }
                (Act::Delete, Some(row), _) => {
                    store.delete_report(row.id, &stamp(second)).unwrap();
                }
                (Act::BringBack, there, Some(id)) => {
                    let back = store.bring_back(id, &stamp(second));
                    prop_assert_eq!(back.is_ok(), there.is_none_or(|row| row.id == id));
                }
                (Act::Undo, Some(row), _) => {
                    if let Some(step) = store.undoable(row.id).unwrap() {
                        store.take_back(row.id, step, &stamp(second)).unwrap();
                    }
                }
                (Act::Redo, there, Some(id)) => {
                    if let Some(step) = store.redoable(id).unwrap() {
                        // A deleted report is not changed, and comes back only where its place is free.
                        let may = match (&there, step.of) {
                            (Some(row), _) => row.id == id,
                            (None, of) => of == StepOf::Making,
                        };
                        let redone = store.take_back(id, step, &stamp(second));
                        prop_assert_eq!(redone.is_ok(), may);
                    }
                }
                (Act::Reopen, ..) => {
                    store.close().unwrap();
                    store = Store::open(&path).unwrap();
                }
                _ => {}
            }
            let deleted = store.deleted_reports().unwrap();
            prop_assert_eq!(store.reports().unwrap().len() + deleted.len(), known.len());
            for (id, _, said) in &mut known {
                match store.load_report(*id) {
                    Ok(says) => *said = says,
                    Err(err) => {
                        let is_deleted = matches!(err, StoreError::NoSuchReport { .. });
                        prop_assert!(is_deleted);
                    }
                }
            }
        }
        assert_whole(&store);
        // Whatever is deleted comes back saying what it said last.
        for row in store.reports().unwrap() {
            store.delete_report(row.id, &stamp(9_000)).unwrap();
        }
        for (id, _, said) in &known {
            let back = store.bring_back(*id, &stamp(9_001)).unwrap();
            let says = store.load_report(*id).unwrap();
            prop_assert_eq!(&says, said);
            let mut other = with_template(Store::open_in_memory().unwrap());
            let anew = other.create_report(said, &info(Deed::ReportCreated, 0)).unwrap();
            prop_assert_eq!(back.row.content_hash, anew.row.content_hash);
            store.delete_report(*id, &stamp(9_002)).unwrap();
        }
        assert_whole(&store);
    }
}
