//! The line of totals of a table: what it adds up, what it says when it cannot, and its words in print.

use std::io::Cursor;

use baocao06::calc::history::History;
use baocao06::calc::prose::Context;
use baocao06::calc::results::{Basis, Outcome, Results, Why};
use baocao06::calc::year::{ToDate, Year};
use baocao06::document;
use baocao06::exchange::{report_v1, template_v1};
use baocao06::export::xlsx;
use baocao06::report::content::Report;
use baocao06::report::figure::{FigureKind, Formula};
use baocao06::report::key::FigureKey;
use baocao06::report::template::Template;
use baocao06::report::value::Value;
use calamine::{Data, Reader as _, Xlsx};

const TEMPLATE: &str = r#"{
  "format": "baocao06/template", "format_version": 1, "key": "totals", "version": 1, "name": "Mẫu thử",
  "schedule": {"from": {"month": 0, "day": 1}, "to": {"month": 0, "day": 31}, "due": {"month": 1, "day": 5}},
  "sections": [{"key": "s", "level": 1, "label": "S", "items": [{"key": "t", "label": "T", "table": {
    "columns": [
      {"key": "name", "label": "Tên", "shows": "label", "width": 40},
      {"key": "done", "label": "Đã xong", "figure": {"name": "đã xong", "kind": "count"}},
      {"key": "all", "label": "Tổng", "figure": {"name": "tổng", "kind": "count"}},
      {"key": "rate", "label": "Tỷ lệ", "figure": {"name": "tỷ lệ", "decimals": 2, "kind": {"rate": {"part": "done", "whole": "all"}}}},
      {"key": "score", "label": "Điểm", "figure": {"name": "điểm", "kind": "decimal"}}
    ],
    "rows": [
      {"key": "a", "label": "Thôn A"}, {"key": "b", "label": "Thôn B"},
      {"key": "c", "label": "Thôn C", "initial": "off"}
    ],
    "total": {"label": "Toàn xã", "row": "printed"}
  }}]}]
}"#;

fn template() -> Template {
    template_v1::read_template(TEMPLATE).unwrap()
}

fn report(figures: &str) -> Report {
    let json = format!(
        r#"{{"format": "baocao06/report", "format_version": 1, "office": {{"code": "xa-a", "name": "UBND xã A"}},
        "template": {{"key": "totals", "version": 1}},
        "period": {{"key": "2025-08", "from": "2025-08-01", "to": "2025-08-31"}}, "figures": {{{figures}}}}}"#
    );
    report_v1::read_report(&json).unwrap()
}

/// What stands in the printed line of totals.
fn printed(report: &Report) -> Vec<String> {
    let template = template();
    let results = Results::of(report, &template);
    let context = Context::of(report, &template, &results);
    let (_, item) = template.items().next().unwrap();
    let table = document::table_of(context, item).unwrap();
    table.total.unwrap().cells.iter().map(|cell| cell.line.plain()).collect()
}

fn total_rate(report: &Report) -> Outcome {
    let results = Results::of(report, &template());
    results.outcome(&FigureKey::parse("t.total.rate").unwrap()).unwrap()
}

fn workbook(report: &Report) -> Xlsx<Cursor<Vec<u8>>> {
    let template = template();
    let results = Results::of(report, &template);
    let bytes = xlsx::xlsx(report, &template, &results, &History::default()).unwrap();
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[test]
fn a_rate_of_totals_needs_rows_that_have_both_numbers() {
    // 900 of 1.000, and 9.000 of which nobody says how many are done: 9,00% would be no rate at all.
    let uneven = report(r#""t.a.done": 900, "t.a.all": 1000, "t.b.all": 9000"#);
    assert_eq!(total_rate(&uneven), Outcome::Undefined(Why::UnevenRows));
    assert_eq!(printed(&uneven), ["Toàn xã", "900", "10.000", "", ""]);
    // A row with neither number, and one that the office does not report, take nothing away.
    let even = report(r#""t.a.done": 900, "t.a.all": 1000, "t.c.all": 9000"#);
    assert_eq!(printed(&even)[1..4], ["900", "1.000", "90,00%"]);
    let none =
        report(r#""t.a.done": 900, "t.a.all": 1000, "t.b.done": "not_arisen", "t.b.all": 9000"#);
    assert_eq!(printed(&none)[1..4], ["900", "10.000", "9,00%"]);
}

/// The rate in the line of totals of the table's sheet, and its formula.
fn total_in_workbook(report: &Report) -> (Data, String) {
    let mut workbook = workbook(report);
    let sheet = workbook.worksheet_range("T").unwrap();
    let mut cells = sheet.cells();
    let (line, ..) = cells.find(|cell| *cell.2 == Data::String("Toàn xã".to_owned())).unwrap();
    let (top, _) = sheet.start().unwrap();
    let at = (top + u32::try_from(line).unwrap(), 3);
    let formulas = workbook.worksheet_formula("T").unwrap();
    let formula = formulas.get_value(at).cloned().unwrap_or_default();
    (sheet.get_value(at).cloned().unwrap_or_default(), formula)
}

#[test]
fn the_workbook_has_the_same_rule() {
    let even = report(r#""t.a.done": 900, "t.a.all": 1000, "t.b.done": 0, "t.b.all": 9000"#);
    let (rate, formula) = total_in_workbook(&even);
    assert_eq!(rate, Data::Float(0.09));
    let rows = "SUMPRODUCT(--((LEN(B6:B7)=0)<>(LEN(C6:C7)=0)))>0";
    assert!(formula.contains(rows), "{rows} in {formula}");
    let uneven = report(r#""t.a.done": 900, "t.a.all": 1000, "t.b.all": 9000"#);
    assert_eq!(total_in_workbook(&uneven), (Data::Empty, String::new()));
}

/// What the rate of totals comes to since January, and the words and formula of it in the list of figures.
fn total_since_january(report: &Report, past: Option<Report>) -> (ToDate, Data, String) {
    let template = template();
    let results = Results::of(report, &template);
    let history = History::of_reports(past, &template);
    let context = Context::of(report, &template, &results);
    let key = FigureKey::parse("t.total.rate").unwrap();
    let to_date = Year::of(context, &history).to_date(template.figure(&key).unwrap());
    let bytes = xlsx::xlsx(report, &template, &results, &history).unwrap();
    let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = workbook.worksheet_range("Tất cả chỉ tiêu").unwrap();
    let is_rate = |row: &[Data]| row.contains(&Data::String(key.to_string()));
    let line = sheet.rows().position(is_rate).unwrap();
    let at = (sheet.start().unwrap().0 + u32::try_from(line).unwrap(), 4);
    let formulas = workbook.worksheet_formula("Tất cả chỉ tiêu").unwrap();
    let formula = formulas.get_value(at).cloned().unwrap_or_default();
    (to_date, sheet.get_value(at).cloned().unwrap_or_default(), formula)
}

#[test]
fn since_january_a_rate_of_totals_needs_even_rows_in_every_month() {
    let even = || report(r#""t.a.done": 900, "t.a.all": 1000"#);
    let uneven = || report(r#""t.a.done": 900, "t.a.all": 1000, "t.b.all": 9000"#);
    let july = |mut report: Report| {
        report.header.period.key = report.header.period.key.previous();
        Some(report)
    };
    let (rate, cell, formula) = total_since_january(&even(), july(even()));
    assert!(matches!(rate, ToDate::Rate(_)) && cell == Data::Float(0.9) && !formula.is_empty());
    let nothing = (ToDate::Nothing, Data::Empty, String::new());
    assert_eq!(total_since_january(&uneven(), None), nothing);
    assert_eq!(total_since_january(&even(), july(uneven())), nothing);
}

#[test]
fn totals_of_decimals_keep_their_digits() {
    let scores = report(r#""t.a.score": "87.25", "t.b.score": "90.5""#);
    assert_eq!(printed(&scores)[4], "177,75");
    let whole = report(r#""t.a.score": "87.0", "t.b.score": "90.5""#);
    assert_eq!(printed(&whole)[4], "177,5");
    let mut workbook = workbook(&scores);
    let sheet = workbook.worksheet_range("T").unwrap();
    let total = sheet.rows().find(|row| row[0] == Data::String("Toàn xã".to_owned())).unwrap();
    assert_eq!(total[4], Data::Float(177.75));
}

/// A row whose sum has no value, because one of its numbers could not be read, makes the sum of all rows provisional.
#[test]
fn a_total_of_computed_sums_is_provisional_where_one_of_them_could_not_be_read() {
    let mut report = super::support::may();
    let template = super::support::template();
    let sums = template.computed_in_order().filter_map(|figure| match &figure.kind {
        FigureKind::Computed(Formula::Total(parts)) => {
            let part = template.figure(parts.first()?)?;
            let FigureKind::Computed(Formula::Sum(typed)) = &part.kind else { return None };
            Some((figure.key.clone(), typed.first()?.clone()))
        }
        _ => None,
    });
    let sums: Vec<_> = sums.collect();
    assert!(!sums.is_empty());
    for (total, typed) in sums {
        let basis = |report: &Report| match Results::of(report, &template).outcome(&total) {
            Some(Outcome::Number { basis, .. }) => basis,
            other => panic!("{total}: {other:?}"),
        };
        assert_eq!(basis(&report), Basis::Complete, "{total}");
        let before = report.values.insert(typed.clone(), Value::Unreadable("5x".to_owned()));
        assert_eq!(basis(&report), Basis::Partial, "{total}");
        report.values.insert(typed, before.unwrap());
    }
}
