//! What the tests of this room write: small fixtures, and reports of every shape.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use proptest::collection::btree_map;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{NewTemplate, OperationInfo, ReportId, Run, Stamp, Store};
use crate::report::change::Edit;
use crate::report::content::{DocumentEntry, Header, IssuedDocument, Report, ReportStatus};
use crate::report::deed::Deed;
use crate::report::key::{
    EntryId, FigureKey, ItemKey, OfficeCode, RowKey, Subject, TemplateKey, TextKey,
};
use crate::report::note::{Note, NoteKind};
use crate::report::office::Office;
use crate::report::period::{
    DateRange, DayValue, Period, PeriodKey, PeriodKind, Schedule, ScheduleDay,
};
use crate::report::row::{OwnRow, RowEntry};
use crate::report::template::{Switch, TemplateRef};
use crate::report::value::{Number, Qualifier, Value};

pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// So many seconds after a fixed morning.
pub(super) fn at(second: i64) -> NaiveDateTime {
    let morning = day(2023, 5, 12).and_hms_opt(8, 0, 0).unwrap();
    morning + TimeDelta::seconds(second)
}

pub(super) fn run(name: &str) -> Run {
    Run { name: name.to_owned(), who: "an".to_owned(), computer: "MAY-1".to_owned() }
}

pub(super) fn stamp(second: i64) -> Stamp {
    Stamp { at: at(second), run: run("one"), standing: None }
}

pub(super) fn info(deed: Deed, second: i64) -> OperationInfo {
    OperationInfo { deed, detail: String::new(), stamp: stamp(second) }
}

pub(super) fn typed(second: i64) -> OperationInfo {
    info(Deed::Typed, second)
}

pub(super) fn figure(key: &str) -> FigureKey {
    FigureKey::parse(key).unwrap()
}

pub(super) fn count(key: &str, count: i64) -> Edit {
    Edit::figure(figure(key), Some(Value::count(count)))
}

pub(super) fn template() -> TemplateRef {
    TemplateRef { key: TemplateKey::parse("da06").unwrap(), version: 1 }
}

pub(super) fn header(year: i32, month: u32) -> Header {
    let key = PeriodKey::month_of(year, month).unwrap();
    let at = |month, day| ScheduleDay::OfMonth { month, day };
    let schedule = Schedule { from: at(-1, 12), to: at(0, 12), due: Some(at(0, 14)) };
    Header { period: schedule.usual(key), status: ReportStatus::Draft, remark: String::new() }
}

pub(super) fn empty_report(year: i32, month: u32) -> Report {
    let office = Office {
        code: OfficeCode::parse("phuong-dong-hai").unwrap(),
        name: "UBND phường Đông Hải".to_owned(),
    };
    Report::new(office, template(), header(year, month))
}

/// The schema of version 1.
pub(super) const SCHEMA_1: &str = include_str!("schema_1.sql");

/// The schema of version 2.
pub(super) const SCHEMA_2: &str = include_str!("schema_2.sql");

/// Makes of a closed data file one of an earlier version that says the same, by the script of that version.
#[expect(clippy::disallowed_methods, reason = "it is an earlier version that makes the file here")]
pub(super) fn make_older(path: &std::path::Path, schema: &str) {
    let old = path.with_extension("old");
    let conn = rusqlite::Connection::open(&old).unwrap();
    conn.execute_batch(schema).unwrap();
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF").unwrap();
    conn.execute("ATTACH ?1 AS today", [path.to_str().unwrap()]).unwrap();
    let mut statement =
        conn.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'").unwrap();
    let tables: Vec<String> =
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    drop(statement);
    for table in tables {
        let columns = "SELECT group_concat(name) FROM pragma_table_info(?1, 'main')";
        let columns: String = conn.query_row(columns, [&table], |row| row.get(0)).unwrap();
        let copy = format!("INSERT INTO main.{table} SELECT {columns} FROM today.{table}");
        conn.execute_batch(&copy).unwrap();
    }
    conn.close().unwrap();
    std::fs::rename(&old, path).unwrap();
}

pub(super) fn with_template(mut store: Store) -> Store {
    let info = info(Deed::TemplateAdded, 0);
    store.add_template(new_template(&template(), "{}"), &info).unwrap();
    store
}

/// A template of months; the store does not read its JSON.
pub(super) fn new_template<'a>(template: &'a TemplateRef, json: &'a str) -> NewTemplate<'a> {
    NewTemplate { template, name: "Đề án 06", kind: PeriodKind::Month, json }
}

/// Fails where anything of a file is not as it was saved.
pub(super) fn assert_whole(store: &Store) {
    assert_eq!(store.verify().unwrap().damages, []);
}

/// What another program does to a file, as SQL.
#[expect(clippy::disallowed_methods, reason = "it is not the store that opens the file here")]
pub(crate) fn change_by_hand(path: &std::path::Path, sql: &str) {
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.execute_batch(sql).unwrap();
    conn.close().unwrap();
}

/// Numbers that look like chance and are the same in every run: the generator of Knuth's MMIX, of which the
/// upper bits are good enough to choose places.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Less than a limit.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// A store in memory with the template and one empty report.
pub(super) fn memory() -> (Store, ReportId) {
    with_report(Store::open_in_memory().unwrap())
}

pub(super) fn with_report(store: Store) -> (Store, ReportId) {
    let mut store = with_template(store);
    let report = empty_report(2023, 5);
    let id = store.create_report(&report, &info(Deed::ReportCreated, 0)).unwrap().row.id;
    (store, id)
}

pub(super) fn any_value() -> impl Strategy<Value = Value> {
    let qualifier = || proptest::option::of(proptest::sample::select(&Qualifier::ALL));
    let mantissa = -(1_i128 << 95)..(1_i128 << 95);
    prop_oneof![
        Just(Value::NotArisen),
        (any::<i64>(), qualifier()).prop_map(|(count, qualifier)| Value::Known {
            number: Number::Count(count),
            qualifier,
        }),
        (mantissa, 0..=28_u32, qualifier()).prop_map(|(mantissa, scale, qualifier)| {
            Value::Known {
                number: Number::Decimal(Decimal::from_i128_with_scale(mantissa, scale)),
                qualifier,
            }
        }),
        any::<String>().prop_map(Value::Unreadable),
    ]
}

/// Of more years than those that can be typed: schedules make such days.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (1800..3100_i32, 1..=366_u32)
        .prop_filter_map("day", |(y, ordinal)| NaiveDate::from_yo_opt(y, ordinal))
}

fn any_day_value() -> impl Strategy<Value = DayValue> {
    let window = (any_day(), any_day())
        .prop_map(|(a, b)| DayValue::Window(DateRange::new(a.min(b), a.max(b)).unwrap()));
    let unreadable = any::<String>().prop_map(DayValue::Unreadable);
    prop_oneof![any_day().prop_map(DayValue::Day), window, unreadable]
}

fn any_time() -> impl Strategy<Value = NaiveDateTime> {
    let nanos = prop_oneof![Just(0), 0..1_000_000_000_u32];
    (any_day(), 0..24_u32, 0..60_u32, 0..60_u32, nanos).prop_map(|(day, h, m, s, nanos)| {
        let time = day.and_hms_nano_opt(h, m, s, nanos);
        time.unwrap()
    })
}

fn any_header() -> impl Strategy<Value = Header> {
    let status = prop_oneof![
        Just(ReportStatus::Draft),
        any_time().prop_map(|at| ReportStatus::Final { at }),
        any_time().prop_map(|at| ReportStatus::Reopened { at }),
        any_time().prop_map(|at| ReportStatus::Accepted { at }),
    ];
    let key = (1900..3000_i32, 1..=12_u32);
    let days = (any_day(), any_day(), proptest::option::of(any_day()));
    (key, days, status, any::<String>()).prop_map(|((year, month), days, status, remark)| {
        let (a, b, due) = days;
        let key = PeriodKey::month_of(year, month).unwrap();
        let range = DateRange::new(a.min(b), a.max(b)).unwrap();
        let period = Period { key, range, due };
        Header { period, status, remark }
    })
}

/// Few keys, so that edits meet.
fn name() -> impl Strategy<Value = String> {
    "[a-d](\\.[a-b])?"
}

fn any_figure() -> impl Strategy<Value = FigureKey> {
    name().prop_map(|name| FigureKey::parse(&name).unwrap())
}

fn any_text_key() -> impl Strategy<Value = TextKey> {
    name().prop_map(|name| TextKey::parse(&name).unwrap())
}

fn any_row() -> impl Strategy<Value = RowKey> {
    name().prop_map(|name| RowKey::parse(&name).unwrap())
}

fn any_row_entry() -> impl Strategy<Value = RowEntry> {
    use proptest::option::of;
    let switch = of(proptest::sample::select(&[Switch::On, Switch::Off]));
    let own = (name(), any::<String>(), any::<i64>()).prop_map(|(table, label, position)| OwnRow {
        table: ItemKey::parse(&table).unwrap(),
        label,
        position,
    });
    let entry = (switch, of(any::<String>()), of(own));
    entry.prop_map(|(switch, provider, own)| RowEntry { switch, provider, own })
}

fn any_note() -> impl Strategy<Value = ((NoteKind, Subject), Note)> {
    let kind = proptest::sample::select(&NoteKind::ALL);
    let note = (any::<String>(), proptest::option::of(any::<String>()));
    (kind, name(), note).prop_map(|(kind, about, (words, given_for))| {
        ((kind, Subject::parse(&about).unwrap()), Note { words, given_for })
    })
}

fn any_entry() -> impl Strategy<Value = (ItemKey, EntryId, DocumentEntry)> {
    let texts = (any::<String>(), any::<String>(), any::<String>(), any::<String>());
    let day = proptest::option::of(any_day_value());
    (name(), name(), any::<i64>(), texts, day).prop_map(|(list, id, position, texts, day)| {
        let (doc_type, code, issuer, subject) = texts;
        let id = EntryId::parse(&id).unwrap();
        let document = IssuedDocument { doc_type, code, day, issuer, subject };
        let entry = DocumentEntry { id: id.clone(), position, document };
        (ItemKey::parse(&list).unwrap(), id, entry)
    })
}

pub(super) fn any_edit() -> impl Strategy<Value = Edit> {
    use proptest::option::of;
    prop_oneof![
        4 => (any_figure(), of(any_value())).prop_map(|(key, value)| Edit::figure(key, value)),
        1 => (any_figure(), of(any_value())).prop_map(|(key, value)| Edit::printed(key, value)),
        1 => (any_figure(), of(any_day_value())).prop_map(|(key, day)| Edit::day(key, day)),
        2 => (any_text_key(), of(any::<String>())).prop_map(|(key, text)| Edit::text(key, text)),
        1 => (any_row(), any_row_entry()).prop_map(|(key, entry)| Edit::row(key, entry)),
        1 => (any_note(), any::<bool>()).prop_map(|(((kind, about), note), keep)| {
            Edit::note(kind, about, keep.then_some(note))
        }),
        2 => (any_entry(), any::<bool>()).prop_map(|((list, id, entry), keep)| {
            Edit::document(list, id, keep.then_some(entry))
        }),
        1 => any_header().prop_map(Edit::header),
    ]
}

pub(super) fn any_report() -> impl Strategy<Value = Report> {
    let maps = (
        btree_map(any_figure(), any_value(), 0..8),
        btree_map(any_figure(), any_value(), 0..4),
        btree_map(any_figure(), any_day_value(), 0..4),
        btree_map(any_text_key(), any::<String>(), 0..4),
        btree_map(any_row(), any_row_entry().prop_filter("says", |e| !e.is_empty()), 0..4),
    );
    let entries = proptest::collection::vec(any_entry(), 0..5);
    let notes = proptest::collection::vec(any_note(), 0..5);
    (any_header(), maps, entries, notes).prop_map(|(header, maps, entries, notes)| {
        let mut report = empty_report(2023, 5);
        report.header = header;
        (report.values, report.printed, report.days, report.texts, report.rows) = maps;
        report.notes = notes.into_iter().collect();
        for (list, id, entry) in entries {
            report.edit(Edit::document(list, id, Some(entry)));
        }
        report
    })
}
