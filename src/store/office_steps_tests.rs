//! Undo and redo of what is kept of an office: its name, how its reports look and are checked.

use super::samples::*;
use super::{OfficeStep, OfficeSteps, ReportId, Store, StoredSkeleton};
use crate::report::deed::Deed;
use crate::report::key::OfficeCode;

fn office() -> OfficeCode {
    empty_report(2023, 5).office.code
}

fn steps(store: &Store) -> OfficeSteps {
    store.office_steps(&office(), "one").unwrap()
}

fn take(store: &mut Store, step: Option<OfficeStep>) {
    store.take_back_of_office(step.unwrap(), &stamp(500)).unwrap();
}

fn undo(store: &mut Store) {
    let step = steps(store).undo;
    take(store, step);
}

fn redo(store: &mut Store) {
    let step = steps(store).redo;
    take(store, step);
}

fn skeleton(name: &str) -> StoredSkeleton {
    StoredSkeleton { name: format!("{name}.docx"), docx: format!("PK-{name}").into_bytes() }
}

fn look(store: &Store) -> (Option<String>, Option<String>) {
    let look = store.look(&office()).unwrap();
    let own = look.as_ref().and_then(|look| look.skeleton.as_ref()).map(|own| {
        let bytes = String::from_utf8_lossy(&own.docx);
        let marked = bytes.strip_prefix("PK-").unwrap();
        assert_eq!(own.name, format!("{marked}.docx"));
        own.name.clone()
    });
    (look.map(|look| look.look), own)
}

fn says(look: &str, own: Option<&str>) -> (Option<String>, Option<String>) {
    (Some(look.to_owned()), own.map(|own| format!("{own}.docx")))
}

#[test]
fn each_change_of_a_look_is_a_step_with_the_bytes_of_its_word_document() {
    let (mut store, _) = memory();
    let code = office();
    store.set_look(&code, r#"{"a":1}"#, &stamp(1)).unwrap();
    store.set_skeleton(&code, "{}", Some(&skeleton("one")), &stamp(2)).unwrap();
    store.set_skeleton(&code, "{}", Some(&skeleton("two")), &stamp(3)).unwrap();
    store.set_look(&code, r#"{"a":2}"#, &stamp(4)).unwrap();
    store.set_skeleton(&code, "{}", None, &stamp(5)).unwrap();
    let states = [
        (None, None),
        says(r#"{"a":1}"#, None),
        says(r#"{"a":1}"#, Some("one")),
        says(r#"{"a":1}"#, Some("two")),
        says(r#"{"a":2}"#, Some("two")),
        says(r#"{"a":2}"#, None),
    ];
    assert_eq!(look(&store), states[5]);
    for _ in 0..2 {
        for state in states[..5].iter().rev() {
            undo(&mut store);
            assert_eq!(&look(&store), state);
        }
        assert_eq!(steps(&store).undo, None);
        for state in &states[1..] {
            redo(&mut store);
            assert_eq!(&look(&store), state);
        }
        assert_eq!(steps(&store).redo, None);
    }
    undo(&mut store);
    store.set_look(&code, r#"{"a":3}"#, &stamp(9)).unwrap();
    assert_eq!(steps(&store).redo, None, "a new change forgets what was taken back");
    assert_eq!(store.office_steps(&code, "two").unwrap(), OfficeSteps::default(), "another run");
    assert_whole(&store);
}

#[test]
fn only_so_many_word_documents_of_before_are_kept() {
    let (mut store, _) = memory();
    for number in 0..20 {
        let own = skeleton(&format!("n{number}"));
        store.set_skeleton(&office(), "{}", Some(&own), &stamp(number)).unwrap();
    }
    let count = |store: &Store| -> i64 {
        let count = "SELECT count(*) FROM former_skeleton";
        store.connection().query_row(count, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(count(&store), 8);
    let mut undone = 0;
    while let Some(step) = steps(&store).undo {
        take(&mut store, Some(step));
        undone += 1;
        let name = format!("n{}.docx", 19 - undone);
        assert_eq!(look(&store).1, Some(name), "never another than its own");
    }
    assert!(undone >= 7, "{undone}");
    assert!(count(&store) <= 8);
    let large = |name: &str| {
        let docx = [format!("PK-{name}").into_bytes(), vec![7; 9 * 1024 * 1024]].concat();
        StoredSkeleton { name: format!("{name}.docx"), docx }
    };
    for name in ["a", "b", "c"] {
        store.set_skeleton(&office(), "{}", Some(&large(name)), &stamp(90)).unwrap();
    }
    assert_eq!(count(&store), 1, "the newest is kept whatever its size");
    assert_whole(&store);
}

#[test]
fn a_name_checks_and_places_are_steps_in_the_order_in_which_they_were_done() {
    let (mut store, id): (Store, ReportId) = memory();
    let code = office();
    let name = |store: &Store| store.offices().unwrap()[0].office.name.clone();
    let first = name(&store);
    store.set_checks(&code, r#"{"a":1}"#, &stamp(1)).unwrap();
    store.rename_office(&code, "Phường Một", &stamp(2)).unwrap();
    store.save_edits(id, &[count("a", 1)], &typed(3)).unwrap();
    store.set_checks(&code, r#"{"a":2}"#, &stamp(4)).unwrap();
    let of_office = steps(&store);
    assert!(of_office.undo.as_ref().unwrap().operation() > store.last_done(id).unwrap().unwrap());
    assert_eq!(of_office.undo.unwrap().deed, Deed::ChecksChosen);
    undo(&mut store);
    assert_eq!(store.checks(&code).unwrap().as_deref(), Some(r#"{"a":1}"#));
    let step = steps(&store).undo.unwrap();
    assert_eq!(step.deed, Deed::OfficeRenamed);
    assert!(step.operation() < store.last_done(id).unwrap().unwrap());
    undo(&mut store);
    assert_eq!(name(&store), first);
    undo(&mut store);
    assert_eq!(store.checks(&code).unwrap(), None);
    redo(&mut store);
    redo(&mut store);
    assert_eq!(name(&store), "Phường Một");
    // The name went along with a step of a report: behind that nothing of it is lost by undo.
    store.rename_office_by(Deed::OfficeAdapted, &code, "Phường Hai", &stamp(9)).unwrap();
    assert_ne!(steps(&store).undo.map(|step| step.deed), Some(Deed::OfficeRenamed));
    assert_eq!(name(&store), "Phường Hai");
    assert_whole(&store);
}
