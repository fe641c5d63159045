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

/// The name of the sheet with the months of the year.
const MONTHS: &str = "Các tháng trong năm";

/// Line of a figure on the sheet of all figures.
fn line(range: &Range<Data>, key: &str) -> Vec<Data> {
    let found = range.rows().find(|row| row[10] == Data::String(key.to_owned()));
    found.unwrap_or_else(|| panic!("{key}")).to_vec()
}

#[test]
fn the_table_is_laid_out_as_the_form() {
    let report = fixture::report();
    assert_eq!(open(&report).sheet_names(), ["Mục services", ALL_FIGURES, MONTHS]);
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
    report.rows.insert(row_key("services.s3"), Switch::Off.into());
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
        for key in item.texts() {
            report.texts.insert(key.clone(), "\u{1}\u{FFFE}]]>&<😀".to_owned());
        }
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

/// January to April before the reference report, without March; February has another rate.
fn past() -> History {
    let month = |month: u32| {
        let mut report = fixture::report();
        report.header.period.key = crate::report::period::PeriodKey::month_of(2023, month).unwrap();
        report
    };
    let (january, mut february, mut april) = (month(1), month(2), month(4));
    february.values.insert(figure_key("records.done"), Value::count(100_000));
    april.values.insert(figure_key("visits"), Value::count(3_900));
    april.values.insert(figure_key("score"), Value::Blank);
    History::of_reports([january, february, april], &fixture::template())
}

fn with_past(report: &Report) -> Vec<u8> {
    let template = fixture::template();
    xlsx(report, &template, &Results::of(report, &template), &past()).unwrap()
}

fn open_with_past(report: &Report) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(with_past(report))).unwrap()
}

#[test]
fn the_year_so_far_last_month_and_the_change_are_numbers() {
    let mut book = open_with_past(&fixture::report());
    let range = book.worksheet_range(ALL_FIGURES).unwrap();
    let heading = "Cộng dồn từ đầu năm (chưa có tháng 3)";
    assert_eq!(range.get((0, 4)), Some(&Data::String(heading.to_owned())));
    let visits = line(&range, "visits");
    let expected = [3798.0, 3798.0 * 3.0 + 3900.0, 3900.0, -102.0].map(Data::Float);
    assert_eq!(visits[3..7], expected);
    // Cumulative already: its own number.
    assert_eq!(line(&range, "qr.total")[4], Data::Float(13.0));
    // (3 × 168.061 + 100.000) / (4 × 169.641), not the average of the rates; points, not percent.
    let rate = line(&range, "records.rate");
    assert_eq!((&rate[4], &rate[6]), (&Data::Float(0.8904), &Data::Float(0.0)));
    let score = line(&range, "score");
    let nothing = Data::String("không phát sinh".to_owned());
    assert_eq!(score[3..7], [nothing, Data::Float(0.0), Data::Empty, Data::Empty]);
}

#[test]
fn what_follows_is_a_formula_over_the_cells() {
    let mut book = open_with_past(&fixture::report());
    let range = book.worksheet_range(ALL_FIGURES).unwrap();
    let formulas = book.worksheet_formula(ALL_FIGURES).unwrap();
    let row = |key: &str| {
        let found = range.rows().position(|row| row[10] == Data::String(key.to_owned()));
        u32::try_from(found.unwrap()).unwrap()
    };
    let formula = |key: &str, column: u32| {
        formulas.get_value((row(key), column)).cloned().unwrap_or_default()
    };
    let (visits, rate) = (row("visits") + 1, row("records.rate") + 1);
    let (done, all) = (row("records.done") + 1, row("records.all") + 1);
    let months = visits + 3;
    assert_eq!(formula("visits", 4), format!("SUM('{MONTHS}'!C{months}:G{months})"));
    assert_eq!(
        formula("visits", 6),
        format!("IF(OR(LEN(D{visits})=0,LEN(F{visits})=0),\"\",N(D{visits})-N(F{visits}))")
    );
    assert_eq!(
        formula("records.rate", 4),
        format!(
            "IF(OR(LEN(E{done})=0,LEN(E{all})=0),\"\",IF(N(E{all})<=0,\"—\",ROUND(N(E{done})/N(E{all}),4)))"
        )
    );
    assert_eq!(
        formula("records.rate", 6),
        format!("IF(OR(LEN(D{rate})=0,LEN(F{rate})=0),\"\",ROUND((N(D{rate})-N(F{rate}))*100,2))")
    );
    // The months of the year: this month is the cell of the list, rates are formulas.
    let formulas = book.worksheet_formula(MONTHS).unwrap();
    let at = |row: u32, column: u32| formulas.get_value((row, column)).cloned().unwrap_or_default();
    assert_eq!(at(visits + 2, 6), format!("'{ALL_FIGURES}'!D{visits}"));
    assert!(at(rate + 2, 3).contains("ROUND(N(D"), "{}", at(rate + 2, 3));
    assert_eq!(at(visits + 2, 2), "", "a typed figure of a month before is a number");
}

#[test]
fn the_months_of_the_year_stand_beside_each_other() {
    let range = open_with_past(&fixture::report()).worksheet_range(MONTHS).unwrap();
    let row = |at: usize| -> Vec<Data> { range.rows().nth(at).unwrap().to_vec() };
    let words: Vec<String> = row(3).iter().map(ToString::to_string).collect();
    let months = ["Tháng 1", "Tháng 2", "Tháng 3 (chưa có báo cáo)", "Tháng 4", "Tháng 5"];
    assert_eq!(words[2..], months);
    assert!(row(1)[0].to_string().ends_with("chưa có báo cáo tháng 3"), "{}", row(1)[0]);
    let visits = range.rows().find(|row| row[0] == *"Lượt thông báo lưu trú").unwrap();
    let [a, b] = [3798.0, 3900.0].map(Data::Float);
    assert_eq!(visits[2..], [a.clone(), a.clone(), Data::Empty, b, a]);
    let rates = range.rows().find(|row| row[0] == *"Tỷ lệ khởi tạo").unwrap();
    assert_eq!((&rates[2], &rates[3]), (&Data::Float(0.9907), &Data::Float(0.5895)));
}

fn part(bytes: Vec<u8>, name: &str) -> String {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

#[test]
fn headers_stay_in_sight_and_repeat_on_paper() {
    let mut report = fixture::report();
    report.office.name = "UBND phường A & B".to_owned();
    let bytes = with_past(&report);
    for (number, lines, first) in [(1, "5", "C6"), (2, "1", "C2"), (3, "4", "C5")] {
        let sheet = part(bytes.clone(), &format!("xl/worksheets/sheet{number}.xml"));
        let pane = format!(
            "<pane xSplit=\"2\" ySplit=\"{lines}\" topLeftCell=\"{first}\" activePane=\"bottomRight\" state=\"frozen\"/>"
        );
        assert!(sheet.contains(&pane), "{number}: {pane}");
        assert!(sheet.contains("<pageSetup paperSize=\"9\""), "A4");
        assert!(sheet.contains("fitToHeight=\"0\" orientation=\"landscape\""), "{number}");
        let header = "<oddHeader>&amp;LUBND phường A &amp;&amp; B&amp;RTháng 5/2023 (12/4 – 12/5)";
        assert!(sheet.contains(header), "{number}");
    }
    let book = part(bytes, "xl/workbook.xml");
    for repeated in
        ["'Mục services'!$4:$5", "'Tất cả chỉ tiêu'!$1:$1", "'Các tháng trong năm'!$4:$4"]
    {
        assert!(book.contains(repeated), "{book}");
    }
    let table = part(with_past(&fixture::report()), "xl/worksheets/sheet1.xml");
    assert!(table.contains("<mergeCell ref=\"D4:G4\"/>"), "the heading over the figures");
}

#[test]
fn the_same_report_and_past_give_the_same_bytes() {
    assert_eq!(with_past(&fixture::report()), with_past(&fixture::report()));
    let core = part(with_past(&fixture::report()), "docProps/core.xml");
    assert!(core.contains("2023-05-12T00:00:00Z"), "{core}");
}

#[test]
fn no_number_is_wider_than_its_column() {
    let mut report = fixture::report();
    let large = Value::count(crate::report::number::COUNT_MAX);
    for key in ["services.s0.direct", "qr.money"] {
        report.values.insert(figure_key(key), large.clone());
    }
    let widths = |number: usize| -> Vec<f64> {
        let sheet = part(with_past(&report), &format!("xl/worksheets/sheet{number}.xml"));
        let value = |column: &str, name: &str| -> String {
            let (_, rest) = column.split_once(&format!("{name}=\"")).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let number = |column: &str, name: &str| value(column, name).parse::<u32>().unwrap();
        // Neighbours of one width stand in one element.
        let columns = sheet.split("<col ").skip(1).flat_map(|column| {
            let width: f64 = value(column, " width").parse().unwrap();
            (number(column, "min")..=number(column, "max")).map(move |_| width)
        });
        columns.collect()
    };
    // "999.999.999.999.999" has 19 characters of 8 pixels; a unit of width has 7.
    assert!(widths(1)[3] > 22.0, "{:?}", widths(1));
    assert!(widths(2)[3] > 22.0 && widths(2)[4] > 22.0, "{:?}", widths(2));
    assert!(widths(3).last().is_some_and(|width| *width > 22.0), "{:?}", widths(3));
    assert!(widths(2)[5] < 22.0, "last month has no such number: {:?}", widths(2));
}
