//! What another program, or a bad bit, changed in a data file is found out: always, and at its place.

use super::samples::*;
use super::{Damage, Kept, KeptKind, ListedOffice, ReportId, Store, StoreError, StoredSkeleton};
use crate::report::change::Edit;
use crate::report::deed::Deed;
use crate::report::document::DocumentEntry;
use crate::report::key::Subject;
use crate::report::key::{EntryId, ItemKey, OfficeCode, TextKey};
use crate::report::note::{Note, NoteKind};
use crate::report::office::Office;
use crate::report::value::Value;

fn office(code: &str, name: &str) -> Office {
    Office { code: OfficeCode::parse(code).unwrap(), name: name.to_owned() }
}

/// Two offices with a report each, every table with rows in it, and some history.
pub(super) fn filled(store: Store) -> Store {
    let (mut store, id) = with_report(store);
    let mut other = empty_report(2023, 4);
    other.office = office("xa-an-phu", "UBND xã An Phú");
    store.create_report(&other, &info(Deed::ReportCreated, 1)).unwrap();
    let text =
        |key: &str, text: &str| Edit::text(TextKey::parse(key).unwrap(), Some(text.to_owned()));
    let entry = DocumentEntry {
        id: EntryId::parse("one").unwrap(),
        position: 1,
        document: crate::report::document::IssuedDocument {
            doc_type: "Kế hoạch".to_owned(),
            code: "12/KH-UBND".to_owned(),
            day: None,
            issuer: "UBND phường".to_owned(),
            subject: "về triển khai".to_owned(),
        },
    };
    let note = Note { words: "đã gọi lại".to_owned(), given_for: None };
    let edits = [
        count("a", 84),
        count("b", 97),
        Edit::printed(figure("rate"), Some(Value::count(86))),
        text("t", "Công an phường phối hợp"),
        Edit::document(ItemKey::parse("docs").unwrap(), entry.id.clone(), Some(entry)),
        Edit::note(NoteKind::ALL[0], Subject::parse("a").unwrap(), Some(note)),
    ];
    for (second, edit) in (2..).zip(edits) {
        store.save_edits(id, &[edit], &info(Deed::Pasted, second)).unwrap();
    }
    let step = store.undoable(id).unwrap().unwrap();
    store.take_back(id, step, &stamp(20)).unwrap();
    let code = OfficeCode::parse("phuong-dong-hai").unwrap();
    let placed = ListedOffice {
        office: office("phuong-dong-hai", ""),
        parent: Some(OfficeCode::parse("xa-an-phu").unwrap()),
        opened: Some(day(2021, 1, 1)),
        closed: None,
    };
    store.place_office(&placed, &stamp(21)).unwrap();
    let skeleton = StoredSkeleton { name: "khung.docx".to_owned(), docx: b"PK-skeleton".to_vec() };
    store.set_skeleton(&code, "{}", Some(&skeleton), &stamp(22)).unwrap();
    store.set_checks(&code, r#"{"words":["iGate"]}"#, &stamp(23)).unwrap();
    store
}

/// All that a file says, but how much of its reports is entered.
pub(super) fn contents(store: &Store) -> Result<String, StoreError> {
    let mut all = String::new();
    for mut row in store.reports()? {
        row.progress = crate::calc::progress::Progress { done: 0, total: 0 };
        let (report, history) = (store.load_report(row.id)?, store.history(row.id, None, 1_000)?);
        all.push_str(&format!("{row:?}\n{report:?}\n{history:?}\n"));
    }
    for listed in store.offices()? {
        let code = &listed.office.code;
        let (look, checks) = (store.look(code)?, store.checks(code)?);
        all.push_str(&format!("{listed:?} {look:?} {checks:?} {:?}\n", store.former_names(code)?));
    }
    for template in store.templates()? {
        all.push_str(&format!("{template:?} {}\n", store.template_json(&template.template)?));
    }
    Ok(all)
}

/// Whether a damage is the one that was made.
type IsFound = fn(&Damage) -> bool;

/// Changes as SQL, each with what must be found of it.
fn changes_by_hand() -> Vec<(&'static str, IsFound)> {
    fn field(damage: &Damage) -> bool {
        matches!(damage, Damage::Field { .. })
    }
    fn kept(kind: KeptKind, damage: &Damage) -> bool {
        matches!(damage, Damage::Kept { kept: Kept { kind: found, .. }, .. } if *found == kind)
    }
    fn chain(damage: &Damage) -> bool {
        matches!(damage, Damage::Chain { .. })
    }
    vec![
        ("UPDATE figure_value SET count = 85 WHERE figure_key = 'a'", field),
        ("UPDATE figure_value SET qualifier = 'over' WHERE figure_key = 'a'", field),
        ("UPDATE figure_value SET figure_key = 'c' WHERE figure_key = 'a'", field),
        ("DELETE FROM figure_value WHERE figure_key = 'b'", field),
        ("INSERT INTO figure_value (report_id, figure_key, state) VALUES (1, 'n', 'not_arisen')", field),
        ("UPDATE printed_value SET count = 87", field),
        ("UPDATE field_value SET value = '\"khác\"' WHERE entity = 'text'", field),
        ("DELETE FROM field_value", field),
        ("UPDATE report SET remark = 'x' WHERE id = 1", field),
        ("UPDATE report SET status = 'final', status_at = '2023-05-13T08:00:00' WHERE id = 1", field),
        ("UPDATE report SET due_day = NULL WHERE id = 1", field),
        ("UPDATE report SET period_key = '2023-06' WHERE id = 1", field),
        ("UPDATE report SET content_hash = replace(content_hash, 'a', 'b')", |damage| {
            matches!(damage, Damage::Content { .. })
        }),
        ("UPDATE report SET office_id = 2 WHERE id = 1", |damage| kept(KeptKind::Report, damage)),
        ("UPDATE office SET name = 'UBND xã An Phước' WHERE id = 2", |damage| {
            kept(KeptKind::Office, damage)
        }),
        ("UPDATE office SET closed = '2025-06-30' WHERE id = 1", |damage| {
            kept(KeptKind::Office, damage)
        }),
        ("INSERT INTO office (code, name) VALUES ('x', 'X')", |damage| kept(KeptKind::Office, damage)),
        ("UPDATE office_look SET look = '{\"a\":1}'", |damage| kept(KeptKind::Look, damage)),
        ("UPDATE office_look SET skeleton = x'504B'", |damage| kept(KeptKind::Look, damage)),
        ("UPDATE office_checks SET settings = '{}'", |damage| kept(KeptKind::Checks, damage)),
        ("DELETE FROM office_checks", |damage| kept(KeptKind::Checks, damage)),
        ("INSERT INTO password (id, phc) VALUES (1, 'x')", |damage| kept(KeptKind::Password, damage)),
        ("DROP TRIGGER template_is_never_updated; UPDATE template SET json = '{ }'", |damage| {
            kept(KeptKind::Template, damage)
        }),
        ("DROP TRIGGER template_is_never_updated; UPDATE template SET sha256 = replace(sha256, '4', '5')",
         |damage| kept(KeptKind::Template, damage)),
        ("DROP TRIGGER template_is_never_updated; UPDATE template SET period_kind = 'year'", |damage| {
            kept(KeptKind::Template, damage)
        }),
        ("DROP TRIGGER operation_is_never_updated; UPDATE operation SET at = '2023-05-12T08:00:01'
          WHERE id = 4", chain),
        ("DROP TRIGGER operation_is_never_updated; UPDATE operation SET who = 'binh' WHERE id = 4", chain),
        ("DROP TRIGGER change_is_never_updated; UPDATE change SET after = replace(after, '84', '85')", chain),
        ("DROP TRIGGER change_is_never_updated; UPDATE change SET report_id = NULL WHERE operation_id = 4",
         chain),
        ("DROP TRIGGER change_is_never_deleted; DELETE FROM change WHERE operation_id = 4", chain),
    ]
}

#[test]
fn r16_every_change_by_hand_is_found_at_its_place() {
    for (sql, expected) in changes_by_hand() {
        let store = filled(Store::open_in_memory().unwrap());
        assert_whole(&store);
        store.connection().execute_batch(sql).unwrap();
        let damages = store.verify().unwrap().damages;
        assert!(damages.iter().any(expected), "{sql}: {damages:?}");
    }
}

/// The last of the tables: where the window was left is a convenience, and whoever changes it changes no content.
#[test]
fn r16_what_is_remembered_of_the_window_is_no_content() {
    let store = filled(Store::open_in_memory().unwrap());
    let before = contents(&store).unwrap();
    let sql = "INSERT INTO setting VALUES ('x', 'y'); UPDATE setting SET value = 'z'";
    store.connection().execute_batch(sql).unwrap();
    assert_whole(&store);
    assert_eq!(contents(&store).unwrap(), before);
}

#[test]
fn a_changed_report_is_not_handed_out() {
    let store = filled(Store::open_in_memory().unwrap());
    let id = ReportId::from_row(1);
    store.load_report(id).unwrap();
    store.connection().execute_batch("UPDATE figure_value SET count = 7").unwrap();
    let err = store.load_report(id).unwrap_err();
    assert!(matches!(err, StoreError::OtherContent { report, .. } if report == id), "{err}");
}

#[test]
fn a_changed_template_is_not_handed_out() {
    let store = filled(Store::open_in_memory().unwrap());
    let sql = "DROP TRIGGER template_is_never_updated; UPDATE template SET json = '{ }'";
    store.connection().execute_batch(sql).unwrap();
    let err = store.template_json(&template()).unwrap_err();
    assert!(matches!(err, StoreError::Corrupt { .. }), "{err}");
}
