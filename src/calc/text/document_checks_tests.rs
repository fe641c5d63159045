use super::*;
use crate::calc::text::samples::may;
use crate::report::change::Edit;
use crate::report::content::IssuedDocument;
use crate::report::period::DayValue;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn today() -> NaiveDate {
    day(2023, 5, 19)
}

/// May with one entry of the list of issued documents changed.
fn with_entry(change: impl FnOnce(&mut IssuedDocument)) -> (Report, Template) {
    let (mut report, template, _) = may();
    let list = ItemKey::parse("committee.issued").unwrap();
    let mut entry = report.entries(&list)[0].clone();
    change(&mut entry.document);
    report.edit(Edit::document(list, entry.id.clone(), Some(entry)));
    (report, template)
}

fn with_text(text: &str) -> (Report, Template) {
    let (mut report, template, _) = may();
    let key = TextKey::parse("police.narrative").unwrap();
    report.edit(Edit::text(key, Some(text.to_owned())));
    (report, template)
}

#[test]
fn the_reference_report_raises_no_alarm() {
    let (report, template, _) = may();
    assert_eq!(check(&report, &template, today()), []);
    let mut codes: Vec<String> = Vec::new();
    for (_, item) in template.items() {
        for entry in report.entries(&item.key) {
            codes.push(documents::parse(&entry.document.code).unwrap().identity());
            let subject = citations(&entry.document.subject).into_iter();
            codes.extend(subject.map(|citation| citation.code.identity()));
        }
    }
    let times = |code: &str| {
        let identity = documents::parse(code).unwrap().identity();
        codes.iter().filter(|code| **code == identity).count()
    };
    assert_eq!((times("1432/UBND-TH"), times("40-CT/TU")), (2, 2));
    codes.sort();
    codes.dedup();
    // Part I cites 13 documents; part II carries out two more (516/SYT-VP and 961/KH-TTYT).
    assert_eq!(codes.len(), 15);
}

#[test]
fn one_document_with_two_days_is_told() {
    let (report, template) = with_entry(|document| {
        document.day = Some(DayValue::Day(day(2023, 4, 21)));
    });
    let found = check(&report, &template, today());
    assert!(
        matches!(found.as_slice(), [DocumentFinding::DifferentDays { code, first, second }]
            if code.to_string() == "1432/UBND-TH"
                && first.1 == day(2023, 4, 21) && second.1 == day(2023, 4, 12)),
        "{found:?}"
    );
    // The same number of another year is another document.
    let (report, template) = with_entry(|document| {
        document.day = Some(DayValue::Day(day(2022, 4, 21)));
    });
    assert_eq!(check(&report, &template, today()), []);
}

#[test]
fn days_that_cannot_be_are_told() {
    let (report, template) = with_entry(|document| {
        document.code = "1999/UBND-TH".to_owned();
        document.day = Some(DayValue::Day(day(2023, 5, 20)));
        document.subject = "triển khai Công văn số 77/UBND-VX ngày 22/5/2023".to_owned();
    });
    let found = check(&report, &template, today());
    let futures = found.iter().filter(|f| matches!(f, DocumentFinding::InFuture { .. })).count();
    let bases = found.iter().filter(|f| matches!(f, DocumentFinding::BeforeBasis { .. })).count();
    assert_eq!((found.len(), futures, bases), (3, 2, 1), "{found:?}");
    assert_eq!(check(&report, &template, day(2023, 5, 22)).len(), 1);
}

#[test]
fn citations_in_prose_are_held_against_the_lists() {
    let text = "Thực hiện Công văn số 1510/UBND-TH ngày 17/4/2023 và Chỉ thị số 40-CT/TU.";
    let (report, template) = with_text(text);
    assert_eq!(check(&report, &template, today()), []);
    let text = "Thực hiện Công văn số 1511/UBND-TH ngày 17/4/2023; Đề án 06/CP.";
    let (report, template) = with_text(text);
    let found = check(&report, &template, today());
    let [DocumentFinding::NotListed { place: CitedAt::Text(_, span), code }] = found.as_slice()
    else {
        panic!("{found:?}");
    };
    assert_eq!(code.to_string(), "1511/UBND-TH");
    assert_eq!(text.get(span.start..span.end).unwrap(), "Công văn số 1511/UBND-TH ngày 17/4/2023");
    let (report, template) = with_text("Công văn số 1510/UBND-TH ngày 18/4/2023 đã nêu.");
    let found = check(&report, &template, today());
    assert!(matches!(found.as_slice(), [DocumentFinding::DifferentDays { .. }]), "{found:?}");
}

#[test]
fn entries_that_are_odd_in_themselves_are_told() {
    let (report, template) = with_entry(|document| {
        document.code = "1510/UBND-TH".to_owned();
        document.day = Some(DayValue::Day(day(2023, 4, 17)));
    });
    let found = check(&report, &template, today());
    assert!(matches!(found.as_slice(), [DocumentFinding::Duplicate { .. }]), "{found:?}");
    let (report, template) = with_entry(|document| document.code = "15/KH-UBND".to_owned());
    let found = check(&report, &template, today());
    assert!(
        matches!(found.as_slice(), [DocumentFinding::OtherType { symbol: "kế hoạch", .. }]),
        "{found:?}"
    );
    let (report, template) = with_entry(|document| document.code = "15 UBND".to_owned());
    let found = check(&report, &template, today());
    let why = NoCode::Space;
    assert!(
        matches!(found.as_slice(), [DocumentFinding::NoCode { why: w, .. }] if *w == why),
        "{found:?}"
    );
}
