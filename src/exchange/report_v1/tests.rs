use chrono::NaiveDate;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::report::content::{Header, IssuedDocument, ReportStatus};
use crate::report::key::{
    EntryId, FigureKey, ItemKey, OfficeCode, RowKey, Subject, TemplateKey, TextKey,
};
use crate::report::note::NoteKind;
use crate::report::number::{COUNT_MAX, unambiguous};
use crate::report::office::Office;
use crate::report::period::{DateRange, DayValue, Period, PeriodKey};
use crate::report::row::OwnRow;
use crate::report::text;
use crate::report::value::{Number, Qualifier, Value};

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,12}",
        "[\"\\\\\n\t{}ăâđêôơưẶỆỘỮạ–…]{0,8}",
        "\\PC{0,8}",
        Just("Đăng ký\n- “khai sinh”\n\n+ \"7\"\n".to_owned()),
    ]
    .prop_map(|text| text::clean(&text))
}

fn any_key<K: std::fmt::Debug>(
    parse: fn(&str) -> Result<K, KeyError>,
    separator: &'static str,
) -> impl Strategy<Value = K> {
    vec("[a-z0-9_]{1,6}", 1..4).prop_map(move |parts| parse(&parts.join(separator)).unwrap())
}

fn any_number() -> impl Strategy<Value = Number> {
    prop_oneof![
        (0..=COUNT_MAX).prop_map(Number::Count),
        (0..1_000_000_000_i64, 0..=6_u32)
            .prop_map(|(digits, scale)| Number::Decimal(unambiguous(Decimal::new(digits, scale)))),
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let qualifier = proptest::option::of(proptest::sample::select(Qualifier::ALL.to_vec()));
    prop_oneof![
        Just(Value::NotArisen),
        (any_number(), qualifier)
            .prop_map(|(number, qualifier)| Value::Known { number, qualifier }),
        any_text().prop_map(Value::Unreadable),
    ]
}

fn any_date() -> impl Strategy<Value = NaiveDate> {
    (1900..3000_i32, 1..=366_u32)
        .prop_filter_map("leap day", |(year, day)| NaiveDate::from_yo_opt(year, day))
}

fn any_day() -> impl Strategy<Value = DayValue> {
    prop_oneof![any_date().prop_map(DayValue::Day), any_text().prop_map(DayValue::Unreadable),]
}

fn any_status() -> impl Strategy<Value = ReportStatus> {
    let nanos = prop_oneof![Just(0), Just(250_000_000), 0..1_000_000_000_u32];
    let moment = (any_date(), 0..24_u32, 0..60_u32, 0..60_u32, nanos)
        .prop_map(|(day, h, m, s, nano)| day.and_hms_nano_opt(h, m, s, nano).unwrap())
        .boxed();
    prop_oneof![
        Just(ReportStatus::Draft),
        moment.clone().prop_map(|at| ReportStatus::Final { at }),
        moment.clone().prop_map(|at| ReportStatus::Reopened { at }),
        moment.clone().prop_map(|at| ReportStatus::Sent { at }),
        moment.clone().prop_map(|at| ReportStatus::Returned { at }),
        moment.prop_map(|at| ReportStatus::Accepted { at }),
    ]
}

fn any_header() -> impl Strategy<Value = Header> {
    let key = (1900..3000_i32, 1..=12_u32).prop_map(|(y, m)| PeriodKey::month_of(y, m).unwrap());
    let range =
        (any_date(), any_date()).prop_map(|(a, b)| DateRange::new(a.min(b), a.max(b)).unwrap());
    let due = proptest::option::of(any_date());
    let period = (key, range, due).prop_map(|(key, range, due)| Period { key, range, due });
    (period, any_status(), any_text()).prop_map(|(period, status, remark)| Header {
        period,
        status,
        remark,
    })
}

fn any_document() -> impl Strategy<Value = IssuedDocument> {
    let day = proptest::option::of(any_day());
    (any_text(), any_text(), day, any_text(), any_text()).prop_map(
        |(doc_type, code, day, issuer, subject)| IssuedDocument {
            doc_type,
            code,
            day,
            issuer,
            subject,
        },
    )
}

fn any_list() -> impl Strategy<Value = Vec<DocumentEntry>> {
    let entries = btree_map(any_key(EntryId::parse, "."), (any::<i64>(), any_document()), 1..4);
    entries.prop_map(|entries| {
        let entries = entries.into_iter();
        let mut list: Vec<DocumentEntry> = entries
            .map(|(id, (position, document))| DocumentEntry { id, position, document })
            .collect();
        list.sort_by(|a, b| (a.position, &a.id).cmp(&(b.position, &b.id)));
        list
    })
}

fn any_report() -> impl Strategy<Value = Report> {
    let office = (any_key(OfficeCode::parse, "-"), any_text())
        .prop_map(|(code, name)| Office { code, name });
    let template = (any_key(TemplateKey::parse, "."), any::<u32>())
        .prop_map(|(key, version)| TemplateRef { key, version });
    let figures = || btree_map(any_key(FigureKey::parse, "."), any_value(), 0..6);
    let days = btree_map(any_key(FigureKey::parse, "."), any_day(), 0..4);
    let texts = btree_map(any_key(TextKey::parse, "."), any_text(), 0..4);
    let documents = btree_map(any_key(ItemKey::parse, "."), any_list(), 0..3);
    let rows = btree_map(any_key(RowKey::parse, "."), any_row(), 0..4);
    let rows = rows.prop_map(|rows| {
        rows.into_iter().map(|(key, entry)| (key_of_row(key, &entry), entry)).collect()
    });
    let about = (proptest::sample::select(&NoteKind::ALL), any_key(Subject::parse, "."));
    let note = (any_text(), proptest::option::of(any_text()))
        .prop_map(|(words, given_for)| Note { words, given_for });
    let notes = btree_map(about, note, 0..4);
    let maps = (figures(), figures(), days, texts, documents, rows, notes);
    (office, template, any_header(), maps).prop_map(|(office, template, header, maps)| {
        let (values, printed, days, texts, documents, rows, notes) = maps;
        Report {
            values,
            printed,
            days,
            texts,
            documents,
            rows,
            notes,
            ..Report::new(office, template, header)
        }
    })
}

/// The key of a row: of one that the office added, under the key of its table.
fn key_of_row(key: RowKey, entry: &RowEntry) -> RowKey {
    match &entry.own {
        Some(own) => RowKey::parse(&format!("{}.{key}", own.table)).unwrap(),
        None => key,
    }
}

fn any_row() -> impl Strategy<Value = RowEntry> {
    use proptest::option::of;
    let switch = of(prop_oneof![Just(Switch::On), Just(Switch::Off)]);
    let own = (any_key(ItemKey::parse, "."), any_text(), any::<i64>())
        .prop_map(|(table, label, position)| OwnRow { table, label, position });
    (switch, of(any_text()), of(own))
        .prop_map(|(switch, provider, own)| RowEntry { switch, provider, own })
        .prop_filter("says something", |entry| !entry.is_empty())
}

proptest! {
    #[test]
    fn a_report_comes_back_as_it_was(report in any_report()) {
        let json = write_report(&report);
        let read = read_report(&json);
        prop_assert_eq!(read.as_ref(), Ok(&report), "{}", json);
        prop_assert_eq!(write_report(&report), json);
    }

    #[test]
    fn no_text_is_too_odd_to_be_refused(text in "\\PC{0,40}") {
        prop_assert!(read_report(&text).is_err());
    }
}

const SMALL: &str = r#"{
  "format": "baocao06/report",
  "format_version": 1,
  "office": {"code": "phuong-dong-hai", "name": "UBND phường Đông Hải"},
  "template": {"key": "de_an_06_thang", "version": 1},
  "period": {"key": "2026-11", "from": "2026-10-12", "to": "2026-11-12"},
  "figures": {
    "a": 9,
    "b": {"number": 300, "qualifier": "more_than"},
    "c": "92.4",
    "d": "not_arisen",
    "e": {"unreadable": "12a"},
    "f": null
  },
  "documents": {"list": [
    {"doc_type": "Công văn", "code": "1/UBND", "day": "2026-11-02", "subject": "thử"},
    {"doc_type": "Kế hoạch", "day": {"unreadable": "đầu tháng"}}
  ]},
  "rows": {"services.own1": {"own": {"table": "services", "label": "Chứng thực điện tử", "position": 1}}},
  "notes": {"follow_up": {"identity.cards": {}}}
}"#;

#[test]
fn a_report_can_be_written_by_hand() {
    let report = read_report(SMALL).unwrap();
    let value = |key: &str| report.value(&FigureKey::parse(key).unwrap()).clone();
    assert_eq!(value("a"), Value::count(9));
    assert_eq!(value("c"), Value::decimal(Decimal::new(924, 1)));
    assert_eq!(value("d"), Value::NotArisen);
    assert_eq!(value("e"), Value::Unreadable("12a".to_owned()));
    assert_eq!(report.values.len(), 5, "a blank figure is absent");
    assert_eq!(report.header.status, ReportStatus::Draft);
    let entries = report.entries(&ItemKey::parse("list").unwrap());
    let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["e1", "e2"]);
    let row = &report.rows[&RowKey::parse("services.own1").unwrap()];
    assert_eq!(row.own.as_ref().unwrap().label, "Chứng thực điện tử");
    let marked = Subject::parse("identity.cards").unwrap();
    assert_eq!(report.note(NoteKind::FollowUp, &marked), Some(&Note::default()));
    assert_eq!(read_report(&write_report(&report)), Ok(report));
}

#[test]
fn of_every_flipped_bit_none_brings_another_report() {
    let report = crate::exchange::sample::may_2023().unwrap();
    let json = write_report(&report).into_bytes();
    let (mut taken, mut flips) = (0, 0);
    // A step that has no factor in common with 8: every bit of a byte gets its turn.
    for bit in (0..json.len() * 8).step_by(29) {
        let mut flipped = json.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        flips += 1;
        let Ok(text) = String::from_utf8(flipped) else { continue };
        if let Ok(sealed) = read_sealed(&text) {
            assert_eq!(
                sealed,
                SealedReport { report: report.clone(), seal: Seal::Whole },
                "bit {bit}"
            );
            taken += 1;
        }
    }
    println!("{flips} flips: {taken} changed nothing, the others are refused");
    assert!(flips >= 400);
}

#[test]
fn a_changed_figure_is_refused_unless_the_hash_is_taken_out() {
    let report = read_report(SMALL).unwrap();
    let json = write_report(&report).replace("\"a\": 9", "\"a\": 8");
    assert_eq!(read_sealed(&json), Err(ReportFileError::OtherContent));
    let lines = json.lines().filter(|line| !line.contains("content_sha256"));
    let read = read_sealed(&lines.collect::<Vec<_>>().join("\r\n")).unwrap();
    assert_eq!(read.seal, Seal::Missing);
    assert_eq!(read.report.value(&FigureKey::parse("a").unwrap()), &Value::count(8));
    let other_ends = write_report(&report).replace('\n', "\r\n");
    assert_eq!(read_sealed(&other_ends).unwrap().seal, Seal::Whole);
}

#[track_caller]
fn refused(from: &str, to: &str) -> ReportFileError {
    assert!(SMALL.contains(from));
    read_report(&SMALL.replace(from, to)).unwrap_err()
}

#[track_caller]
fn refused_at(from: &str, to: &str, at: usize, expected: &FormFault) {
    match refused(from, to) {
        ReportFileError::Form { line, fault, .. } => {
            assert_eq!((line, &fault), (at, expected));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn faults_of_form_are_told_with_their_line() {
    refused_at("\"b\": {", "\"a\": {", 9, &FormFault::Twice("a".to_owned()));
    let day = || FormFault::Day("2026-11-31".to_owned());
    refused_at("\"2026-11-02\"", "\"2026-11-31\"", 16, &day());
    let window = |to| format!("{{\"from\": \"2026-11-30\", \"to\": \"{to}\"}}");
    refused_at("\"2026-11-02\"", &window("2026-11-31"), 16, &day());
    refused_at("\"2026-11-02\"", &window("2026-11-29"), 16, &FormFault::Reversed);
    let known = Qualifier::ALL.iter().map(|qualifier| qualifier.name().to_owned()).collect();
    let found = "roughly".to_owned();
    refused_at("more_than", "roughly", 9, &FormFault::UnknownWord { found, known });
    assert!(matches!(
        refused("\"figures\"", "\"values\""),
        ReportFileError::Form { line: 7, fault: FormFault::UnknownField { found, .. }, .. } if found == "values"
    ));
}

#[test]
fn a_state_is_spelt_as_everywhere_else() {
    let status = |status: &str| format!("\"status\": {status}, \"figures\"");
    let fault = |wrong: &str| match refused("\"figures\"", &status(wrong)) {
        ReportFileError::Form { fault, .. } => fault,
        other => panic!("{other:?}"),
    };
    assert_eq!(fault("\"final\""), FormFault::Moment("final".to_owned()));
    let day = "2026-11-31T08:00:00";
    assert_eq!(fault(&format!("{{\"sent\": \"{day}\"}}")), FormFault::Moment(day.to_owned()));
    assert!(matches!(fault("\"lost\""), FormFault::UnknownWord { known, .. } if known.len() == 6));
    assert!(
        matches!(fault("{\"draft\": \"2026-11-30T08:00:00\"}"), FormFault::UnknownField { known, .. } if known.len() == 5)
    );
}

#[test]
fn a_row_of_its_own_has_the_key_of_its_table() {
    let fault = refused("\"table\": \"services\"", "\"table\": \"service\"");
    let row = RowKey::parse("services.own1").unwrap();
    assert_eq!(fault, ReportFileError::OwnRow { row, table: ItemKey::parse("service").unwrap() });
}

#[test]
fn a_number_that_is_refused_is_told_with_its_figure() {
    use NumberReason::{Negative, NoQuotes, NotADecimal, TooLarge};
    for (from, to, expected) in [
        ("\"a\": 9", "\"a\": 9.5", ("figures", "a", "9.5", NoQuotes)),
        ("\"a\": 9", "\"a\": -9", ("figures", "a", "-9", Negative)),
        ("\"a\": 9", "\"a\": \"-9.5\"", ("figures", "a", "-9.5", Negative)),
        ("\"a\": 9", "\"a\": 1000000000000000", ("figures", "a", "1000000000000000", TooLarge)),
        ("\"a\": 9", "\"a\": {\"number\": -9}", ("figures", "a", "-9", Negative)),
        ("\"92.4\"", "\"92,4\"", ("figures", "c", "92,4", NotADecimal)),
        ("\"92.4\"", "\"1e5\"", ("figures", "c", "1e5", NotADecimal)),
        ("\"92.4\"", "\"0.1234567\"", ("figures", "c", "0.1234567", NotADecimal)),
    ] {
        let fault = refused(from, to);
        let ReportFileError::Number { place, figure, written, reason, .. } = &fault else {
            panic!("{to}: {fault:?}");
        };
        assert_eq!((*place, figure.as_str(), written.as_str(), *reason), expected, "{to}");
    }
}

#[test]
fn what_is_printed_of_a_difference_may_be_negative() {
    let printed = "\"printed\": {\"g\": \"-92.4\"}, \"documents\"";
    let report = read_report(&SMALL.replace("\"documents\"", printed)).unwrap();
    let printed: Vec<&Value> = report.printed.values().collect();
    assert_eq!(printed, [&Value::decimal(Decimal::new(-924, 1))]);
    assert_eq!(read_report(&write_report(&report)), Ok(report));
}

/// "1.317" of a figure that counts would be taken as 1,3170.
#[test]
fn a_count_has_no_decimals() {
    let template = crate::exchange::template_v1::builtin_template().unwrap();
    let mut report = crate::exchange::sample::sample_reports(&template).unwrap().pop().unwrap();
    assert_eq!(check_numbers(&report, &template), Ok(()));
    let key = FigureKey::parse("services.id_card.direct").unwrap();
    report.values.insert(key.clone(), Value::decimal(Decimal::new(13_170, 4)));
    let fault = check_numbers(&report, &template).unwrap_err();
    let ReportFileError::Number { figure, written, reason, .. } = fault else {
        panic!("{fault:?}");
    };
    assert_eq!((figure, written.as_str(), reason), (key, "1.317", NumberReason::NotACount));
}

#[test]
fn faults_of_content_are_told_with_their_place() {
    assert_eq!(
        refused("\"format_version\": 1", "\"format_version\": 2"),
        ReportFileError::Version(2)
    );
    let format = "baocao06/template".to_owned();
    assert_eq!(refused("baocao06/report", "baocao06/template"), ReportFileError::Format(format));
    assert!(matches!(
        refused("\"a\": 9", "\"Số\": 9"),
        ReportFileError::Key { place, text, .. } if (place.as_str(), text.as_str()) == ("figures", "Số")
    ));
    assert!(matches!(
        refused("2026-10-12", "2026-13-12"),
        ReportFileError::Day { place, .. } if place == "period › from"
    ));
    assert_eq!(refused("2026-10-12", "2026-12-12"), ReportFileError::Reversed);
    assert!(matches!(
        refused("{\"doc_type\": \"Kế hoạch\"", "{\"id\": \"e1\""),
        ReportFileError::DuplicateEntry { place, id } if place == "documents › list" && id == "e1"
    ));
    let kind = refused("follow_up", "rumour");
    assert_eq!(kind, ReportFileError::NoteKind("rumour".to_owned()));
    let long = " ".repeat(FILE_BYTES_MAX + 1);
    assert_eq!(read_report(&long), Err(ReportFileError::TooLarge(long.len())));
}
