//! Reports go in and come out unchanged, and everything that changes is in the log.

use chrono::TimeDelta;
use proptest::prelude::*;

use rusqlite::StatementStatus;

use super::log;
use super::samples::*;
use super::{
    Damage, ListedOffice, LoggedKind, OperationInfo, StepOf, Store, StoreError, StoredSkeleton,
};
use crate::report::change::{Change, Edit};
use crate::report::content::{ReportStatus, edits_between};
use crate::report::deed::Deed;
use crate::report::key::{OfficeCode, TextKey};
use crate::report::template::TemplateRef;
use crate::report::value::Value;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn r25_any_report_round_trips(report in any_report(), other in any_report()) {
        let mut store = with_template(Store::open_in_memory().unwrap());
        let id = store.create_report(&report, &info(Deed::ReportCreated, 0)).unwrap().row.id;
        prop_assert_eq!(store.load_report(id).unwrap(), report.clone());

        let loaded = store.load_report(id).unwrap();
        let every: Vec<Edit> = loaded.fields().map(|field| loaded.edit_of(&field)).collect();
        let again = store.save_edits(id, &every, &info(Deed::Imported, 1)).unwrap();
        prop_assert_eq!((again.operation, again.changes), (None, vec![]));

        let over = edits_between(&loaded, &other);
        store.save_edits(id, &over, &info(Deed::Imported, 2)).unwrap();
        prop_assert_eq!(store.load_report(id).unwrap(), other);
        let step = store.undoable(id).unwrap();
        if let Some(step) = step.filter(|step| step.of == StepOf::Fields) {
            store.take_back(id, step, &stamp(3)).unwrap();
        }
        prop_assert_eq!(store.load_report(id).unwrap(), report);
        assert_whole(&store);
    }

    #[test]
    fn saving_does_what_the_report_does(edits in proptest::collection::vec(any_edit(), 1..12)) {
        let (mut store, id) = memory();
        let mut report = store.load_report(id).unwrap();
        for edit in edits {
            let expected = report.edit(edit.clone());
            let saved = store.save_edits(id, &[edit], &typed(1)).unwrap();
            prop_assert_eq!(saved.changes, Vec::from_iter(expected));
        }
        prop_assert_eq!(store.load_report(id).unwrap(), report);
    }

    #[test]
    fn the_difference_leads_from_one_to_the_other(from in any_report(), to in any_report()) {
        let mut report = from.clone();
        for edit in edits_between(&from, &to) {
            prop_assert!(report.edit(edit).is_some());
        }
        prop_assert_eq!(report, to);
    }

    #[test]
    fn the_log_reads_back_what_was_saved(edits in proptest::collection::vec(any_edit(), 1..12)) {
        let (mut store, id) = memory();
        let saved = store.save_edits(id, &edits, &info(Deed::Pasted, 1)).unwrap();
        let history = store.history(id, None, 1).unwrap();
        if saved.operation.is_some() {
            prop_assert_eq!(&history[0].changes, &saved.changes);
            prop_assert_eq!(history[0].kind, LoggedKind::Done(Deed::Pasted));
        }
    }
}

#[test]
fn the_first_and_the_last_month_have_days_in_years_that_cannot_be_typed() {
    let mut store = with_template(Store::open_in_memory().unwrap());
    for (year, month) in [(1900, 1), (2999, 12)] {
        let mut report = empty_report(year, month);
        let period = &mut report.header.period;
        period.due = period.due.map(|due| due + TimeDelta::days(30));
        let id = store.create_report(&report, &info(Deed::ReportCreated, 0)).unwrap().row.id;
        assert_eq!(store.load_report(id).unwrap(), report);
    }
    let listed = store.reports().unwrap();
    let days = listed.iter().map(|row| row.period.range.first().to_string());
    assert_eq!(days.collect::<Vec<_>>(), ["1899-12-12", "2999-11-12"]);
    assert_whole(&store);
}

#[test]
fn what_changes_nothing_leaves_no_trace() {
    let (mut store, id) = memory();
    let first = store.save_edits(id, &[count("a", 5)], &typed(1)).unwrap();
    assert!(first.operation.is_some());
    let again = store.save_edits(id, &[count("a", 5)], &typed(2)).unwrap();
    assert_eq!((again.operation, again.changes), (None, vec![]));
    let blank = Edit::figure(figure("b"), Some(Value::Blank));
    assert_eq!(store.save_edits(id, &[blank], &typed(3)).unwrap().operation, None);
    assert_eq!(store.history(id, None, 10).unwrap().len(), 2);
}

#[test]
fn of_several_edits_of_a_field_the_last_one_counts() {
    let (mut store, id) = memory();
    let edits = [count("a", 1), count("b", 2), count("a", 3)];
    let saved = store.save_edits(id, &edits, &info(Deed::Pasted, 1)).unwrap();
    assert_eq!(saved.changes.len(), 2);
    let values = store.load_report(id).unwrap().values;
    assert_eq!(values[&figure("a")], Value::count(3));
}

#[test]
fn history_is_paged_and_tells_everything() {
    let (mut store, id) = memory();
    let info = OperationInfo { detail: "gõ".to_owned(), ..typed(61) };
    store.save_edits(id, &[count("a", 1)], &typed(1)).unwrap();
    store.save_edits(id, &[count("b", 2)], &info).unwrap();
    let newest = store.history(id, None, 1).unwrap().remove(0);
    assert_eq!((newest.at, newest.run), (at(61), run("one")));
    assert_eq!((newest.detail.as_str(), newest.continues), ("gõ", None));
    let rest = store.history(id, Some(newest.operation), 10).unwrap();
    assert_eq!(rest.len(), 2);
    assert_eq!(rest[1].kind, LoggedKind::Done(Deed::ReportCreated));
    assert_eq!(rest[1].changes, [Change::of(Edit::header(header(2023, 5)), None)]);
}

#[test]
fn an_error_in_the_middle_rolls_everything_back() {
    let (mut store, may) = memory();
    let june =
        store.create_report(&empty_report(2023, 6), &info(Deed::ReportCreated, 1)).unwrap().row.id;
    let before = store.load_report(may).unwrap();
    let edits = [count("a", 1), Edit::header(header(2023, 6))];
    let err = store.save_edits(may, &edits, &typed(2)).unwrap_err();
    assert!(matches!(err, StoreError::ReportExists { report, .. } if report == june));
    assert_eq!(store.load_report(may).unwrap(), before);
    assert_eq!(store.history(may, None, 10).unwrap().len(), 1);
}

#[test]
fn a_report_is_one_for_each_office_period_and_template() {
    let (mut store, may) = memory();
    let new = info(Deed::ReportCreated, 1);
    let mut twin = empty_report(2023, 5);
    twin.office.name = "Tên khác".to_owned();
    let err = store.create_report(&twin, &new).unwrap_err();
    assert!(matches!(err, StoreError::ReportExists { report, .. } if report == may));

    let april = store.create_report(&empty_report(2023, 4), &new).unwrap().row.id;
    let mut other = empty_report(2023, 5);
    other.office.code = OfficeCode::parse("an-hai").unwrap();
    let other_id = store.create_report(&other, &new).unwrap().row.id;
    let ids: Vec<_> = store.reports().unwrap().iter().map(|r| r.id).collect();
    assert_eq!(ids, [april, other_id, may]);
    assert_eq!(store.offices().unwrap().len(), 2);
    let key = header(2023, 5).period.key;
    let found = store.find_report(&other.office.code, key, &template().key);
    assert_eq!(found.unwrap(), Some(other_id));
}

#[test]
fn a_template_never_changes() {
    let mut store = Store::open_in_memory().unwrap();
    let info = info(Deed::TemplateAdded, 0);
    let err = store.create_report(&empty_report(2023, 5), &info);
    assert!(matches!(err, Err(StoreError::NoSuchTemplate { .. })));
    let id = store.add_template(new_template(&template(), "{}"), &info).unwrap();
    let again = store.add_template(new_template(&template(), "{}"), &info).unwrap();
    assert_eq!(id, again);
    let err = store.add_template(new_template(&template(), "[]"), &info);
    assert!(matches!(err, Err(StoreError::TemplateDiffers { .. })));
    let err = store.template_json(&TemplateRef { version: 2, ..template() });
    assert!(matches!(err, Err(StoreError::NoSuchTemplate { .. })));
    assert_eq!(store.template_json(&template()).unwrap(), "{}");
    assert_eq!(store.templates().unwrap()[0].id, id);
    let update = store.connection().execute("UPDATE template SET json = '[]'", []);
    assert!(update.is_err());
}

#[test]
fn the_log_refuses_to_be_changed() {
    let (mut store, id) = memory();
    store.save_edits(id, &[count("a", 1)], &typed(1)).unwrap();
    let before = store.history(id, None, 10).unwrap();
    for sql in [
        "UPDATE operation SET at = '2000-01-01T00:00:00'",
        "UPDATE change SET after = NULL",
        "DELETE FROM operation",
        "DELETE FROM change",
        "INSERT OR REPLACE INTO operation (id, kind, at, run, who, computer, detail, hash)
         VALUES (1, 'typed', '2000-01-01T00:00:00', '', '', '', '', '')",
        "INSERT OR REPLACE INTO change (operation_id, seq, report_id, entity, field_key, after)
         VALUES (2, 0, 1, 'text', 'a', '\"x\"')",
    ] {
        let err = store.connection().execute(sql, []).unwrap_err().to_string();
        assert!(err.contains("append-only"), "{sql}: {err}");
    }
    assert_eq!(store.history(id, None, 10).unwrap(), before);
}

#[test]
fn settings_are_remembered_and_forgotten() {
    let (mut store, _) = memory();
    assert_eq!(store.setting("open").unwrap(), None);
    store.set_setting("open", Some("2023-05")).unwrap();
    store.set_setting("open", Some("2023-06")).unwrap();
    assert_eq!(store.setting("open").unwrap().as_deref(), Some("2023-06"));
    store.set_setting("open", None).unwrap();
    assert_eq!(store.setting("open").unwrap(), None);
}

#[test]
fn status_and_remark_are_fields_too() {
    let (mut store, id) = memory();
    let mut done = header(2023, 5);
    done.status = ReportStatus::Final { at: at(5) };
    done.remark = "số liệu minh họa".to_owned();
    let edit = Edit::header(done.clone());
    store.save_edits(id, &[edit], &info(Deed::HeaderChanged, 5)).unwrap();
    let summary = store.reports().unwrap().remove(0);
    assert_eq!((summary.status, summary.remark), (done.status, done.remark));
}

#[test]
fn a_missing_report_is_told() {
    let (mut store, _) = memory();
    let nobody = super::ReportId::from_row(99);
    let text = Edit::text(TextKey::parse("a").unwrap(), Some(String::new()));
    for err in [
        store.save_edits(nobody, &[text], &typed(1)).unwrap_err(),
        store.load_report(nobody).unwrap_err(),
        store.undoable(nobody).unwrap_err(),
    ] {
        assert!(matches!(err, StoreError::NoSuchReport { .. }));
    }
}

#[test]
fn an_office_keeps_how_it_is_checked() {
    let (mut store, id) = memory();
    let office = store.load_report(id).unwrap().office.code;
    assert_eq!(store.checks(&office).unwrap(), None);
    store.set_checks(&office, "{}", &stamp(9)).unwrap();
    store.set_checks(&office, r#"{"words":["iGate"]}"#, &stamp(9)).unwrap();
    assert_eq!(store.checks(&office).unwrap().as_deref(), Some(r#"{"words":["iGate"]}"#));
    assert!(store.set_checks(&office, "no JSON", &stamp(9)).is_err());
    let other = OfficeCode::parse("no-such-office").unwrap();
    store.set_checks(&other, "{}", &stamp(9)).unwrap();
    assert_eq!(store.checks(&other).unwrap(), None);
}

#[test]
fn an_office_keeps_its_look() {
    let (mut store, id) = memory();
    let office = store.load_report(id).unwrap().office.code;
    assert_eq!(store.look(&office).unwrap(), None);
    let skeleton = StoredSkeleton { name: "khung.docx".to_owned(), docx: vec![1, 2, 3] };
    store.set_skeleton(&office, "{}", Some(&skeleton), &stamp(9)).unwrap();
    store.set_look(&office, r#"{"trace":true}"#, &stamp(9)).unwrap();
    let stored = store.look(&office).unwrap().unwrap();
    assert_eq!((stored.look.as_str(), stored.skeleton), (r#"{"trace":true}"#, Some(skeleton)));
    store.set_skeleton(&office, "{}", None, &stamp(9)).unwrap();
    let stored = store.look(&office).unwrap().unwrap();
    assert_eq!((stored.look.as_str(), stored.skeleton), (r#"{"trace":true}"#, None));
    assert!(store.set_look(&office, "no JSON", &stamp(9)).is_err());
    let other = OfficeCode::parse("no-such-office").unwrap();
    store.set_look(&other, "{}", &stamp(9)).unwrap();
    assert_eq!(store.look(&other).unwrap(), None);
}

#[test]
fn offices_are_a_tree() {
    let (mut store, id) = memory();
    let ward = store.load_report(id).unwrap().office;
    let province = crate::report::office::Office {
        code: OfficeCode::parse("khanh-hoa").unwrap(),
        name: "UBND tỉnh Khánh Hòa".to_owned(),
    };
    let above = ListedOffice { office: province, parent: None, opened: None, closed: None };
    let placed = ListedOffice {
        office: ward.clone(),
        parent: Some(above.office.code.clone()),
        opened: Some(day(2025, 7, 1)),
        closed: None,
    };
    let err = store.place_office(&placed, &stamp(9)).unwrap_err();
    assert!(matches!(err, StoreError::NoSuchOffice { .. }), "{err}");
    store.place_office(&above, &stamp(9)).unwrap();
    store.place_office(&placed, &stamp(9)).unwrap();
    assert_eq!(store.offices().unwrap(), [above.clone(), placed.clone()]);
    let round = ListedOffice { parent: Some(ward.code.clone()), ..above.clone() };
    let err = store.place_office(&round, &stamp(9)).unwrap_err();
    assert!(matches!(err, StoreError::OfficeAboveItself { .. }), "{err}");
    let wrong = ListedOffice { closed: Some(day(2024, 1, 1)), ..placed.clone() };
    let err = store.place_office(&wrong, &stamp(9)).unwrap_err();
    assert!(matches!(err, StoreError::ClosesBeforeItOpens { .. }), "{err}");
    assert_eq!(store.offices().unwrap(), [above, placed]);
    store.rename_office(&ward.code, "UBND phường Đông Hải mới", &stamp(9)).unwrap();
    assert_eq!(store.load_report(id).unwrap().office.name, "UBND phường Đông Hải mới");
    assert_whole(&store);
}

#[test]
fn what_a_later_version_did_is_read_all_the_same() {
    let (mut store, id) = memory();
    store.save_edits(id, &[count("a", 1)], &info(Deed::Later, 1)).unwrap();
    let sql = "PRAGMA writable_schema = OFF; DROP TRIGGER operation_is_never_updated;
        UPDATE operation SET kind = 'sent_by_post' WHERE kind = 'later';
        UPDATE report SET status = 'accepted', status_at = '2023-05-20T08:00:00'";
    store.connection().execute_batch(sql).unwrap();
    assert_eq!(store.history(id, None, 1).unwrap()[0].kind, LoggedKind::Done(Deed::Later));
    assert!(matches!(store.reports().unwrap()[0].status, ReportStatus::Accepted { .. }));
    let damages = store.verify().unwrap().damages;
    assert!(
        damages.iter().any(|damage| matches!(damage, Damage::Chain { .. })),
        "the chain tells that the log was changed: {damages:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn the_same_content_has_the_same_hash_whatever_led_to_it(
        start in any_report(),
        edits in proptest::collection::vec(any_edit(), 1..8),
    ) {
        let mut store = with_template(Store::open_in_memory().unwrap());
        let id = store.create_report(&start, &info(Deed::ReportCreated, 0)).unwrap().row.id;
        let hash = |store: &Store| store.reports().unwrap().remove(0).content_hash;
        let before = hash(&store);
        let applied = store.save_edits(id, &edits, &info(Deed::Pasted, 1)).unwrap();
        prop_assert_eq!(&applied.row.content_hash, &hash(&store));
        if applied.operation.is_some() {
            let step = store.undoable(id).unwrap().unwrap();
            store.take_back(id, step, &stamp(2)).unwrap();
        }
        prop_assert_eq!(hash(&store), before);
        // Another file that came to the same in one go.
        let mut end = start;
        for edit in edits {
            end.edit(edit);
        }
        let mut other = with_template(Store::open_in_memory().unwrap());
        let made = other.create_report(&end, &info(Deed::Imported, 7)).unwrap();
        prop_assert_eq!(made.row.content_hash, applied.row.content_hash);
        assert_whole(&store);
        assert_whole(&other);
    }
}

#[test]
fn a_statement_is_planned_once_however_often_it_is_used() {
    let (mut store, id) = memory();
    for second in 1..6 {
        store.save_edits(id, &[count("a", second)], &typed(second)).unwrap();
    }
    let statement = store.connection().prepare_cached(log::CHANGES).unwrap();
    assert!(statement.get_status(StatementStatus::Run) >= 5);
    assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
}
