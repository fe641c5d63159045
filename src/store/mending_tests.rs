//! What the log knows is put back, whichever table another program changed.

use super::samples::*;
use super::verify_tests::{contents, filled};
use super::{Damage, NewTemplate, ReportId, Sources, Store};
use crate::report::deed::Deed;

/// A text that no template of these tests has.
fn unknown() -> NewTemplate<'static> {
    let template = Box::leak(Box::new(template()));
    NewTemplate { json: "[]", ..new_template(template, "") }
}

fn mend(store: &mut Store, copies: &[Store]) {
    let info = info(Deed::Mended, 90);
    store.mend_kept(&Sources { known: unknown(), copies }, &info).unwrap();
    let damaged: Vec<ReportId> = store
        .verify()
        .unwrap()
        .damages
        .iter()
        .filter_map(|damage| match damage {
            Damage::Content { report } => Some(*report),
            Damage::Unreadable { report, .. } => *report,
            Damage::Field { report, change } if change.is_of_status_alone() => Some(*report),
            _ => None,
        })
        .collect();
    for report in damaged {
        store.mend_report(report, &info).unwrap();
    }
}

/// What there is to say of a file but for its history, which mending makes longer.
fn says(store: &Store) -> String {
    let reports = store.reports().unwrap();
    let mut all = String::new();
    for mut row in reports {
        row.progress = crate::calc::progress::Progress { done: 0, total: 0 };
        all.push_str(&format!("{row:?}{:?}\n", store.load_report(row.id).unwrap()));
    }
    for listed in store.offices().unwrap() {
        let code = &listed.office.code;
        all.push_str(&format!("{listed:?}{:?}{:?}\n", store.look(code), store.checks(code)));
    }
    let templates = store.templates().unwrap();
    let of = |template| store.template_json(template).unwrap();
    all.extend(templates.iter().map(|one| format!("{one:?}{}", of(&one.template))));
    all
}

const OFF: &str = "PRAGMA foreign_keys = OFF;";

/// Changes that the log alone can take back.
const MENDED: [&str; 27] = [
    "UPDATE report SET office_id = -office_id; UPDATE report SET office_id = office_id + 3",
    "UPDATE report SET template_id = 99, office_id = 3 - office_id",
    "INSERT INTO report SELECT 77, office_id, template_id, template_key, '2023-07', '2023-06-12', '2023-07-12', NULL,
       'draft', NULL, '', 0, 0, NULL, content_hash, 0 FROM report WHERE id = 1;
     INSERT INTO figure_value (report_id, figure_key, state, count) VALUES (77, 'a', 'count', 5)",
    "UPDATE report SET period_key = '2023-09' WHERE id = 1; INSERT INTO report SELECT 77, 99, template_id,
       template_key, '2023-05', first_day, last_day, due_day, 'draft', NULL, '', 0, 0, NULL, content_hash, 0 FROM report
     WHERE id = 1",
    "INSERT INTO figure_value (report_id, figure_key, state, count) VALUES (77, 'a', 'count', 5)",
    "UPDATE office SET name = 'UBND xã An Phước' WHERE id = 2",
    "UPDATE office SET name = 'X' WHERE id = 1; UPDATE figure_value SET count = 7 WHERE figure_key = 'a'",
    "UPDATE office SET closed = '2025-06-30', parent_id = NULL WHERE id = 1",
    "UPDATE office SET code = 'khac' WHERE id = 1",
    "INSERT INTO office (code, name) VALUES ('x', 'X')",
    "DELETE FROM office",
    "DELETE FROM office WHERE id = 1",
    "DELETE FROM office WHERE id = 2",
    "DELETE FROM office WHERE id = 1; UPDATE report SET remark = 'x' WHERE id = 2",
    "UPDATE report SET office_id = 99 WHERE id = 1",
    "UPDATE report SET office_id = 2 WHERE id = 1",
    "UPDATE report SET template_id = 99 WHERE id = 1",
    "UPDATE report SET status = 'final', status_at = '2023-05-13T08:00:00' WHERE id = 1",
    "DELETE FROM report WHERE id = 1",
    "DELETE FROM report; DELETE FROM figure_value",
    "UPDATE office_look SET look = '{\"a\":1}'",
    "UPDATE office_look SET skeleton_name = 'x.docx'",
    "INSERT INTO office_look (office_id, look) VALUES (2, '{}')",
    "UPDATE office_checks SET settings = '{}'",
    "DELETE FROM office_checks",
    "INSERT INTO office_checks (office_id, settings) VALUES (2, '{}')",
    "DROP TRIGGER template_is_never_updated; UPDATE template SET name = 'x', period_kind = 'year'",
];

#[test]
fn what_the_log_knows_is_put_back() {
    for sql in MENDED {
        let mut store = filled(Store::open_in_memory().unwrap());
        let before = says(&store);
        let operations = store.last_operation().unwrap();
        store.connection().execute_batch(OFF).unwrap();
        store.connection().execute_batch(sql).unwrap();
        store.connection().execute_batch("PRAGMA foreign_keys = ON").unwrap();
        assert!(!store.verify().unwrap().is_whole(), "{sql}");
        mend(&mut store, &[]);
        assert_whole(&store);
        assert_eq!(says(&store), before, "{sql}");
        assert!(store.last_operation().unwrap() > operations, "{sql}: it is logged");
    }
}

#[test]
fn a_header_that_makes_no_sense_is_put_back_by_the_log() {
    for sql in [
        "UPDATE report SET period_key = 'không' WHERE id = 1",
        "UPDATE report SET status = 'lạ', status_at = '2023-05-13T08:00:00' WHERE id = 1",
        "UPDATE report SET status = 'final', status_at = '2023-05-13T88:00:00' WHERE id = 1",
        "UPDATE report SET period_key = 'không' WHERE id = 1; UPDATE figure_value SET count = 9",
    ] {
        let mut store = filled(Store::open_in_memory().unwrap());
        let before = says(&store);
        store.connection().execute_batch(sql).unwrap();
        assert!(store.reports().is_err(), "{sql}: nothing can be listed");
        let damages = store.verify().unwrap().damages;
        assert!(
            damages
                .iter()
                .any(|damage| matches!(damage, Damage::Unreadable { report: Some(_), .. }))
        );
        mend(&mut store, &[]);
        assert_whole(&store);
        assert_eq!(says(&store), before, "{sql}");
    }
}

#[test]
fn a_planted_report_is_one_damage_and_not_as_many_as_it_has_fields() {
    let store = filled(Store::open_in_memory().unwrap());
    store
        .connection()
        .execute_batch(
            "INSERT INTO report SELECT 77, office_id, template_id, template_key, '2023-07', '2023-06-12',
               '2023-07-12', NULL, 'draft', NULL, '', 0, 0, NULL, content_hash, 0 FROM report WHERE id = 1;
             INSERT INTO figure_value (report_id, figure_key, state, count) VALUES (77, 'a', 'count', 5)",
        )
        .unwrap();
    let damages = store.verify().unwrap().damages;
    assert!(matches!(damages.as_slice(), [Damage::Kept { logged: None, .. }]), "{damages:?}");
}

/// Changes that need what the log knows by its hash alone.
const FROM_COPY: [&str; 4] = [
    "DELETE FROM template",
    "DROP TRIGGER template_is_never_updated; UPDATE template SET json = '{ }'",
    "UPDATE office_look SET skeleton = x'504B'",
    "DELETE FROM office_look",
];

#[test]
fn what_the_log_knows_by_its_hash_is_taken_from_a_copy() {
    for sql in FROM_COPY {
        let mut store = filled(Store::open_in_memory().unwrap());
        let before = says(&store);
        store.connection().execute_batch(OFF).unwrap();
        store.connection().execute_batch(sql).unwrap();
        store.connection().execute_batch("PRAGMA foreign_keys = ON").unwrap();
        mend(&mut store, &[]);
        assert!(!store.verify().unwrap().is_whole(), "{sql}: nobody has it");
        mend(&mut store, &[filled(Store::open_in_memory().unwrap())]);
        assert_whole(&store);
        assert_eq!(says(&store), before, "{sql}");
    }
}

#[test]
fn a_report_without_its_office_or_template_is_named_and_hides_nothing() {
    for sql in [
        "DELETE FROM office WHERE id = 1",
        "UPDATE report SET office_id = 99 WHERE id = 1",
        "UPDATE report SET template_id = 99 WHERE id = 1",
    ] {
        let store = filled(Store::open_in_memory().unwrap());
        store.connection().execute_batch(OFF).unwrap();
        store.connection().execute_batch(sql).unwrap();
        store.connection().execute_batch("UPDATE figure_value SET count = 1").unwrap();
        store.connection().execute_batch("UPDATE report SET remark = 'x' WHERE id = 2").unwrap();
        let damages = store.verify().unwrap().damages;
        let of_first = damages.iter().filter(|damage| {
            matches!(damage, Damage::Orphan(orphan) if orphan.report == ReportId::from_row(1))
        });
        assert_eq!(of_first.count(), 1, "{sql}: {damages:?}");
        let others = damages.iter().any(|damage| {
            matches!(damage, Damage::Content { report } if *report == ReportId::from_row(2))
        });
        assert!(others, "{sql}: {damages:?}");
        assert_eq!(store.orphans().unwrap().len(), 1, "{sql}");
    }
    let whole = filled(Store::open_in_memory().unwrap());
    assert_eq!(whole.orphans().unwrap(), []);
    contents(&whole).unwrap();
}
