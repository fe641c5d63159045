//! The .xlsx read back cell by cell.

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};

use super::*;
use crate::document::fixture::{self, figure_key, row_key};
use crate::report::template::Switch;
use crate::report::value::{Number, Qualifier, Value};

fn bytes(report: &Report) -> Vec<u8> {
    let template = fixture::template();
    xlsx(report, &template, &Results::of(report, &template), &History::default()).unwrap()
}

fn open(report: &Report) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes(report))).unwrap()
}

fn sheet(report: &Report, name: &str) -> Range<Data> {
    open(report).worksheet_range(name).unwrap()
}

/// Line of a figure on the sheet of all figures.
fn line(range: &Range<Data>, key: &str) -> Vec<Data> {
    let found = range.rows().find(|row| row[10] == Data::String(key.to_owned()));
    found.unwrap_or_else(|| panic!("{key}")).to_vec()
}

#[test]
fn the_table_is_laid_out_as_the_form() {
    let report = fixture::report();
    assert_eq!(open(&report).sheet_names(), ["Mục services", ALL_FIGURES, YEAR]);
    let range = sheet(&report, "Mục services");
    assert_eq!(range.get((3, 3)), Some(&Data::String("Tổng".to_owned())));
    assert_eq!(range.get((6, 1)), Some(&Data::String(fixture::SERVICES[1].0.to_owned())));
    assert_eq!(range.get((6, 3)), Some(&Data::Float(1317.0)));
    assert_eq!(range.get((6, 5)), Some(&Data::Float(1622.0)));
    assert_eq!(range.get((6, 6)), Some(&Data::Float(0.19)));
    assert_eq!(range.get((20, 1)), Some(&Data::String("Tổng cộng".to_owned())));
    assert_eq!(range.get((20, 4)), Some(&Data::Float(6516.0)));
    let formulas = open(&report).worksheet_formula("Mục services").unwrap();
    let formula = |at: (u32, u32)| formulas.get_value(at).cloned().unwrap_or_default();
    assert_eq!(formula((20, 4)), "IF(SUMPRODUCT(LEN(E6:E20))=0,\"\",SUM(E6:E20))");
    assert_eq!(
        formula((6, 6)),
        "IF(OR(LEN(D7)=0,LEN(E7)=0),\"\",IF(N(F7)<=0,\"—\",ROUND(N(E7)/N(F7),2)))"
    );
}

#[test]
fn every_figure_has_its_line() {
    let report = fixture::report();
    let range = sheet(&report, ALL_FIGURES);
    let template = fixture::template();
    assert_eq!(range.height(), template.figures().len() + 1);
    let rate = line(&range, "records.rate");
    assert_eq!(rate[3], Data::Float(0.9907));
    assert_eq!(rate[7], Data::String("99,07%".to_owned()));
    let total = line(&range, "qr.total");
    assert_eq!(total[9], Data::String("cộng dồn từ 01/8/2022".to_owned()));
    assert_eq!(total[8], Data::String("Công an".to_owned()));
    assert_eq!(line(&range, "score")[3], Data::String("không phát sinh".to_owned()));
}

#[test]
fn states_stay_apart() {
    let mut report = fixture::report();
    let mut put = |key: &str, value: Value| report.values.insert(figure_key(key), value);
    put("visits", Value::Unreadable("=1+1".to_owned()));
    put(
        "lodging",
        Value::Known { number: Number::Count(300), qualifier: Some(Qualifier::MoreThan) },
    );
    put("services.s0.direct", Value::Blank);
    put("services.s2.direct", Value::count(0));
    put("services.s2.online", Value::count(0));
    report.switches.insert(row_key("services.s3"), Switch::Off);
    let printed = Value::decimal("88".parse().unwrap());
    report.printed.insert(figure_key("services.s10.rate"), printed);
    let range = sheet(&report, ALL_FIGURES);
    assert_eq!(line(&range, "visits")[3], Data::String("=1+1".to_owned()));
    assert_eq!(line(&range, "lodging")[3], Data::Float(300.0));
    assert_eq!(line(&range, "services.s0.direct")[3], Data::Empty);
    assert_eq!(line(&range, "services.s2.direct")[3], Data::Float(0.0));
    assert_eq!(line(&range, "services.s2.rate")[3], Data::String("—".to_owned()));
    assert_eq!(line(&range, "services.s10.rate")[7], Data::String("88%".to_owned()));
    assert!(range.rows().all(|row| row[10] != Data::String("services.s3.online".to_owned())));
    let table = sheet(&report, "Mục services");
    assert_eq!(table.get((5 + 9, 7)), Some(&Data::String("88%".to_owned())));
}

#[test]
fn any_report_gives_a_file_and_the_same_twice() {
    let mut report = fixture::report();
    for (_, item) in fixture::template().items() {
        let Ok(key) = crate::report::key::TextKey::parse(&format!("text.{}", item.key)) else {
            continue;
        };
        report.texts.insert(key, "\u{1}\u{FFFE}]]>&<😀".to_owned());
    }
    report.office.name = "=cmd|' /C calc'!A0\u{0}\u{FFFE}<&>".to_owned();
    report.values.insert(figure_key("visits"), Value::Unreadable("\u{2}😀".repeat(40_000)));
    assert_eq!(bytes(&report), bytes(&report));
    assert!(!sheet(&report, ALL_FIGURES).is_empty());
    assert!(!sheet(&fixture::empty_report(), ALL_FIGURES).is_empty());
}

#[test]
fn names_of_sheets_are_those_excel_accepts() {
    let mut names = SheetNames::default();
    assert_eq!(names.name_of("Dịch vụ công [thiết/yếu]"), "Dịch vụ công thiết yếu");
    assert_eq!(names.name_of("dịch vụ công thiết yếu"), "dịch vụ công thiết yếu (2)");
    assert_eq!(names.name_of("?"), "Bảng");
    assert_eq!(names.name_of(ALL_FIGURES), "Tất cả chỉ tiêu (2)");
    assert_eq!(names.name_of("CÁC THÁNG TRONG NĂM"), "CÁC THÁNG TRONG NĂM (2)");
    let long = names.name_of(&"dài ".repeat(20));
    assert!(long.chars().count() <= 31, "{long}");
}

#[test]
fn write_samples() {
    if let Some(folder) = std::env::var_os("BAOCAO06_SAMPLES") {
        let path = std::path::Path::new(&folder).join("figures.xlsx");
        std::fs::write(path, bytes(&fixture::report())).unwrap();
    }
}
