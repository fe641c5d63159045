//! Undo and redo: all the way back, all the way forth, and after a restart.

use chrono::TimeDelta;
use proptest::prelude::*;

use super::samples::*;
use super::{LoggedKind, StepOf, Store};
use crate::report::change::Edit;
use crate::report::content::{Report, ReportStatus};
use crate::report::deed::Deed;
use crate::report::field::FieldValue;
use crate::report::header::Header;
use crate::report::key::{ItemKey, RowKey};
use crate::report::row::{OwnRow, RowEntry};
use crate::report::value::Value;

fn value(store: &Store, id: super::ReportId, key: &str) -> Option<Value> {
    let report = store.load_report(id).unwrap();
    report.values.get(&figure(key)).cloned()
}

fn undo(store: &mut Store, id: super::ReportId) -> bool {
    // That the report was made is tried by the tests of deleting.
    let step = store.undoable(id).unwrap().filter(|step| step.of == StepOf::Fields);
    step.is_some_and(|step| taken_back(store, id, step))
}

fn taken_back(store: &mut Store, id: super::ReportId, step: super::UndoStep) -> bool {
    let applied = store.take_back(id, step, &stamp(500)).unwrap();
    // What the operation tells is what is read from the file.
    assert_eq!(applied.undo, store.undoable(id).unwrap());
    assert_eq!(applied.redo, store.redoable(id).unwrap());
    applied.operation.is_some()
}

fn redo(store: &mut Store, id: super::ReportId) -> bool {
    let step = store.redoable(id).unwrap();
    step.is_some_and(|step| taken_back(store, id, step))
}

#[test]
fn another_state_of_the_report_is_passed_over_and_stays() {
    let (mut store, id) = memory();
    let due = |status: ReportStatus, due: i64| {
        let mut header = header(2023, 5);
        header.status = status;
        header.period.due = header.period.due.map(|day| day + TimeDelta::days(due));
        Edit::header(header)
    };
    store.save_edits(id, &[count("a", 1)], &typed(1)).unwrap();
    store.save_edits(id, &[due(ReportStatus::Draft, 1)], &info(Deed::HeaderChanged, 2)).unwrap();
    let closed = ReportStatus::Final { at: at(3) };
    store.save_edits(id, &[due(closed, 1)], &info(Deed::Finished, 3)).unwrap();
    let open = ReportStatus::Reopened { at: at(4) };
    store.save_edits(id, &[due(open.clone(), 1)], &info(Deed::Reopened, 4)).unwrap();

    assert!(undo(&mut store, id));
    let now = store.load_report(id).unwrap().header;
    assert_eq!((&now.status, now.period.due), (&open, header(2023, 5).period.due));
    assert!(undo(&mut store, id));
    assert_eq!(value(&store, id, "a"), None);
    assert_eq!(store.load_report(id).unwrap().header.status, open);
    assert!(!undo(&mut store, id));
    assert!(redo(&mut store, id) && redo(&mut store, id));
    assert_eq!(store.load_report(id).unwrap().header.status, open);
}

#[test]
fn undo_and_redo_walk_the_steps() {
    let (mut store, id) = memory();
    assert_eq!(store.undoable(id).unwrap().unwrap().of, StepOf::Making);
    store.save_edits(id, &[count("a", 1)], &typed(1)).unwrap();
    let second = super::OperationInfo { detail: "thứ hai".to_owned(), ..typed(2) };
    store.save_edits(id, &[count("b", 2)], &second).unwrap();

    let step = store.undoable(id).unwrap().unwrap();
    assert_eq!(step.deed, Deed::Typed);
    assert_eq!((step.at, step.detail.as_str()), (at(2), "thứ hai"));
    assert_eq!(step.edits, [Edit::figure(figure("b"), None)]);

    assert!(undo(&mut store, id));
    assert_eq!(value(&store, id, "b"), None);
    let step = store.redoable(id).unwrap().unwrap();
    assert_eq!((step.at, step.edits), (at(2), vec![count("b", 2)]));
    assert!(undo(&mut store, id));
    assert_eq!(store.undoable(id).unwrap().unwrap().of, StepOf::Making);
    assert!(redo(&mut store, id));
    assert!(redo(&mut store, id));
    assert!(!redo(&mut store, id));
    assert_eq!(value(&store, id, "b"), Some(Value::count(2)));

    assert!(undo(&mut store, id));
    store.save_edits(id, &[count("c", 3)], &typed(900)).unwrap();
    assert!(!redo(&mut store, id), "a new change forgets what was undone");
    let kinds = store.history(id, None, 20).unwrap();
    assert!(kinds.iter().any(|entry| matches!(entry.kind, LoggedKind::Redo(_))));
}

#[test]
fn typing_on_in_a_field_is_one_step() {
    let (mut store, id) = memory();
    for (second, number) in [(1, 1), (20, 12), (60, 123), (62, 1234)] {
        let edit = count("a", number);
        store.save_edits(id, &[edit], &typed(second)).unwrap();
    }
    assert!(undo(&mut store, id));
    assert_eq!(value(&store, id, "a"), Some(Value::count(123)));
    assert!(undo(&mut store, id));
    assert_eq!(value(&store, id, "a"), None);
    assert!(redo(&mut store, id));
    assert_eq!(value(&store, id, "a"), Some(Value::count(123)));
}

#[test]
fn what_ends_a_step() {
    let (mut store, id) = memory();
    let mut steps = |second: i64, session: &str, edits: &[Edit]| {
        let mut info = typed(second);
        info.stamp.run = run(session);
        store.save_edits(id, edits, &info).unwrap();
        store.history(id, None, 1).unwrap()[0].continues.is_some()
    };
    assert!(!steps(1, "one", &[count("a", 1)]));
    assert!(steps(2, "one", &[count("a", 2)]));
    assert!(!steps(3, "two", &[count("a", 3)]), "another session");
    assert!(!steps(4, "two", &[count("b", 3)]), "another field");
    assert!(!steps(5, "two", &[count("a", 4)]), "back again");
    assert!(!steps(4, "two", &[count("a", 5)]), "the clock went back");
    assert!(!steps(5, "two", &[count("a", 4)]), "back to the start of the step");
    assert!(!steps(6, "two", &[count("a", 6), count("b", 6)]), "two fields");
    assert!(!steps(7, "two", &[count("a", 7)]), "after two fields");
}

#[test]
fn reports_have_their_own_steps() {
    let (mut store, may) = memory();
    let new = info(Deed::ReportCreated, 1);
    let june = store.create_report(&empty_report(2023, 6), &new).unwrap().row.id;
    store.save_edits(may, &[count("a", 1)], &typed(2)).unwrap();
    store.save_edits(june, &[count("a", 2)], &typed(3)).unwrap();
    assert!(undo(&mut store, may));
    assert_eq!(value(&store, may, "a"), None);
    assert_eq!(value(&store, june, "a"), Some(Value::count(2)));
    assert!(!undo(&mut store, may));
}

/// The edit with the state that a report is in: another state is no step of undo.
fn in_state_of(report: &Report, edit: Edit) -> Edit {
    match edit.value().and_then(FieldValue::as_header) {
        Some(header) => {
            Edit::header(Header { status: report.header.status.clone(), ..header.clone() })
        }
        None => edit,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn r28_undo_all_redo_all(
        start in any_report(),
        steps in proptest::collection::vec(
            (proptest::collection::vec(any_edit(), 1..4), 0..90_i64, any::<bool>()), 1..12),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data.bc06");
        let mut store = with_template(Store::create(&path).unwrap());
        let id = store.create_report(&start, &info(Deed::ReportCreated, 0)).unwrap().row.id;
        let mut second = 0;
        for (edits, pause, undo_one) in steps {
            second += pause;
            let edits: Vec<Edit> = edits.into_iter().map(|edit| in_state_of(&start, edit)).collect();
            store.save_edits(id, &edits, &typed(second)).unwrap();
            if undo_one {
                undo(&mut store, id);
            }
        }
        let end = store.load_report(id).unwrap();
        // What was undone last is on the other stack; forget it.
        let seal = count("seal", 1);
        store.save_edits(id, &[seal], &info(Deed::Pasted, second)).unwrap();
        prop_assert!(undo(&mut store, id));
        prop_assert_eq!(&store.load_report(id).unwrap(), &end);

        store.close().unwrap();
        let mut store = Store::open(&path).unwrap();
        let mut undone = 1;
        while undo(&mut store, id) {
            undone += 1;
        }
        prop_assert_eq!(&store.load_report(id).unwrap(), &start);

        drop(store);
        let mut store = Store::open(&path).unwrap();
        for _ in 1..undone {
            prop_assert!(redo(&mut store, id));
        }
        prop_assert_eq!(&store.load_report(id).unwrap(), &end);
        prop_assert!(redo(&mut store, id), "the seal");
        prop_assert!(!redo(&mut store, id));
        assert_whole(&store);
    }
}

#[test]
fn an_earlier_state_comes_back_as_one_step() {
    let (mut store, id) = memory();
    store.save_edits(id, &[count("a", 1)], &typed(1)).unwrap();
    let kept = store.save_edits(id, &[count("b", 2)], &typed(2)).unwrap().operation.unwrap();
    let then = store.load_report(id).unwrap();
    store.save_edits(id, &[count("a", 5), count("c", 3)], &typed(200)).unwrap();
    store.save_edits(id, &[Edit::figure(figure("b"), None)], &typed(300)).unwrap();
    assert!(undo(&mut store, id));
    let now = store.load_report(id).unwrap();
    let info = info(Deed::WentBack, 600);
    let back = store.edits_back_to(id, kept).unwrap();
    assert!(store.save_edits(id, &back, &info).unwrap().operation.is_some());
    assert_eq!(store.load_report(id).unwrap(), then);
    let back = store.edits_back_to(id, kept).unwrap();
    let again = store.save_edits(id, &back, &info).unwrap();
    assert_eq!((again.operation, again.changes), (None, Vec::new()));
    assert!(undo(&mut store, id));
    assert_eq!(store.load_report(id).unwrap(), now);
}

#[test]
fn bringing_back_does_not_open_a_finished_report() {
    let (mut store, id) = memory();
    let kept = store.save_edits(id, &[count("a", 1)], &typed(1)).unwrap().operation.unwrap();
    let mut header = store.load_report(id).unwrap().header;
    header.status = crate::report::content::ReportStatus::Final { at: at(2) };
    store.save_edits(id, &[Edit::header(header.clone()), count("a", 2)], &typed(2)).unwrap();
    let back = store.edits_back_to(id, kept).unwrap();
    store.save_edits(id, &back, &info(Deed::WentBack, 3)).unwrap();
    let report = store.load_report(id).unwrap();
    assert_eq!(report.header, header);
    assert_eq!(value(&store, id, "a"), Some(Value::count(1)));
}

/// Escape in a cell, after what was typed there had been saved.
fn restored(second: i64) -> super::OperationInfo {
    info(Deed::Restored, second)
}

#[test]
fn what_escape_gave_back_is_passed_over_by_undo() {
    let (mut store, id) = memory();
    store.save_edits(id, &[count("a", 880)], &typed(1)).unwrap();
    store.save_edits(id, &[count("b", 1)], &typed(2)).unwrap();
    store.save_edits(id, &[count("a", 12)], &typed(70)).unwrap();
    // However long was thought about it.
    store.save_edits(id, &[count("a", 880)], &restored(300)).unwrap();
    assert_eq!(store.undoable(id).unwrap().unwrap().edits, [Edit::figure(figure("b"), None)]);
    assert!(undo(&mut store, id), "not the 12 that was never wanted");
    assert_eq!(value(&store, id, "a"), Some(Value::count(880)));
    assert_eq!(value(&store, id, "b"), None);
    assert!(redo(&mut store, id));
    assert_eq!(value(&store, id, "b"), Some(Value::count(1)));
    assert!(undo(&mut store, id) && undo(&mut store, id) && !undo(&mut store, id));
    assert_eq!(value(&store, id, "a"), None);
    assert!(redo(&mut store, id) && redo(&mut store, id) && !redo(&mut store, id));
    assert_eq!(value(&store, id, "a"), Some(Value::count(880)));
    assert_whole(&store);
}

#[test]
fn typing_after_escape_is_taken_back_to_what_stood_there_before() {
    let (mut store, id) = memory();
    store.save_edits(id, &[count("a", 880)], &typed(1)).unwrap();
    store.save_edits(id, &[count("a", 12)], &typed(100)).unwrap();
    store.save_edits(id, &[count("a", 880)], &restored(101)).unwrap();
    store.save_edits(id, &[count("a", 8_805)], &typed(103)).unwrap();
    assert!(undo(&mut store, id));
    assert_eq!(value(&store, id, "a"), Some(Value::count(880)), "12 was never wanted");
    // Typed back by hand it is a step of its own, which undo shows.
    store.save_edits(id, &[count("b", 5)], &typed(200)).unwrap();
    store.save_edits(id, &[Edit::figure(figure("b"), None)], &typed(201)).unwrap();
    assert!(undo(&mut store, id));
    assert_eq!(value(&store, id, "b"), Some(Value::count(5)));
}

/// A row of the office's own with a name, and who carries it out.
fn row(label: &str, provider: Option<&str>) -> Edit {
    let own = OwnRow { table: ItemKey::parse("t").unwrap(), label: label.to_owned(), position: 1 };
    let provider = provider.map(str::to_owned);
    let entry = RowEntry { own: Some(own), provider, switch: None };
    Edit::row(RowKey::parse("t.own1").unwrap(), entry)
}

#[test]
fn the_name_of_a_row_and_who_carries_it_out_are_two_steps() {
    let (mut store, id) = memory();
    let mut save = |second, deed, edit| {
        store.save_edits(id, &[edit], &info(deed, second)).unwrap();
        store.history(id, None, 1).unwrap()[0].continues.is_some()
    };
    save(1, Deed::RowAdded, row("", None));
    assert!(!save(2, Deed::RowRenamed, row("Chợ", None)));
    assert!(save(3, Deed::RowRenamed, row("Chợ Đông", None)), "typing on in the name");
    assert!(!save(4, Deed::ProviderNamed, row("Chợ Đông", Some("Y"))));
    assert!(save(5, Deed::ProviderNamed, row("Chợ Đông", Some("Y tế"))));
    assert!(save(6, Deed::Restored, row("Chợ Đông", None)), "Escape");
    assert!(!save(7, Deed::RowRenamed, row("Chợ Đông Hải", None)));
    let deeds = |step: Option<super::UndoStep>| step.map(|step| (step.deed, step.edits));
    let undoable = deeds(store.undoable(id).unwrap());
    assert_eq!(undoable, Some((Deed::RowRenamed, vec![row("Chợ Đông", None)])));
    assert!(undo(&mut store, id));
    let undoable = deeds(store.undoable(id).unwrap());
    assert_eq!(undoable, Some((Deed::RowRenamed, vec![row("", None)])), "Escape came to nothing");
}
