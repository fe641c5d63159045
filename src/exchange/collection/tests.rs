use std::io::{Cursor, Read as _, Write as _};

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;
use crate::calc::collect::{FormPlan, LineFate, asked};
use crate::calc::history::History;
use crate::calc::prose::Context;
use crate::calc::results::Results;
use crate::exchange::{sample, template_v1};
use crate::export::xlsx::collection_form;
use crate::report::content::Report;
use crate::report::template::Template;

fn months() -> (Vec<Report>, Template) {
    let template = template_v1::builtin_template().unwrap();
    (sample::sample_reports(&template).unwrap(), template)
}

/// The form of an agency as it is sent.
fn form_of(agency: &str) -> (Vec<u8>, Report, Template) {
    let (mut reports, template) = months();
    let report = reports.pop().unwrap();
    let history = History::of_reports(reports, &template);
    let results = Results::of(&report, &template);
    let agency = template.agency(&AgencyKey::parse(agency).unwrap()).unwrap();
    let context = Context::of(&report, &template, &results);
    let bytes = collection_form(context, &history, agency).unwrap();
    (bytes, report.clone(), template.clone())
}

fn stamp_rows(report: &Report) -> Vec<(&'static str, String)> {
    let stamp = Stamp::of(report, &AgencyKey::parse("police").unwrap());
    let values = [
        FORMAT.to_owned(),
        VERSION.to_string(),
        stamp.office.to_string(),
        stamp.office_name,
        stamp.period.to_string(),
        stamp.template.key.to_string(),
        stamp.template.version.to_string(),
        stamp.agency.to_string(),
    ];
    STAMP_ROWS.into_iter().zip(values).collect()
}

/// A workbook with a stamp and a sheet that `fill` writes.
fn book(stamp: &[(&str, String)], fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(FORM).unwrap();
    fill(sheet);
    let sheet = book.add_worksheet();
    sheet.set_name(STAMP).unwrap();
    for ((name, value), row) in stamp.iter().zip(0..) {
        sheet.write_string(row, 0, *name).unwrap();
        sheet.write_string(row, 1, value).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// A package with one part written anew, or added.
fn with_part(bytes: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let part_name = part.name().unwrap().into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        if part_name != name {
            new.start_file(part_name, SimpleFileOptions::default()).unwrap();
            new.write_all(&text).unwrap();
        }
    }
    new.start_file(name, SimpleFileOptions::default()).unwrap();
    new.write_all(content).unwrap();
    new.finish().unwrap().into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes))
        .unwrap()
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn a_form_that_comes_back_untouched_changes_nothing() {
    let (_, template) = months();
    for agency in template.parts().agencies.iter() {
        let (bytes, report, template) = form_of(agency.key.as_str());
        let filled = read_form(&bytes).unwrap();
        assert_eq!(filled.stamp, Stamp::of(&report, &agency.key));
        let asked = asked(&report, &template, &agency.key);
        if asked.is_empty() {
            assert_eq!(filled.sheets, []);
            continue;
        }
        let keys: Vec<&str> = filled.sheets[0].cells.iter().map(|cell| cell.key.as_str()).collect();
        let expected: Vec<&str> = asked.iter().map(|asked| asked.figure.key.as_str()).collect();
        assert_eq!(keys, expected, "{agency:?}");
        let plan = FormPlan::of(&filled, &report, &template, &History::default()).unwrap();
        let quiet = |line: &crate::calc::collect::Line| {
            matches!(line.fate, LineFate::Same | LineFate::Blank)
        };
        assert!(plan.lines.iter().all(quiet), "{:?}", plan.lines);
        assert!(plan.edits().is_empty());
    }
}

#[test]
fn only_input_cells_are_open() {
    let (bytes, report, template) = form_of("police");
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<sheetProtection sheet=\"1\""), "{sheet}");
    assert!(sheet.contains("hidden=\"1\""), "the keys are hidden");
    assert!(sheet.contains("<dataValidation type=\"custom\""));
    let num_asked = asked(&report, &template, &AgencyKey::parse("police").unwrap()).len();
    assert_eq!(sheet.matches("<dataValidation ").count(), num_asked);
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("<protection locked=\"0\"/>"), "{styles}");
    let workbook = part(&bytes, "xl/workbook.xml");
    assert!(workbook.contains("state=\"veryHidden\""), "{workbook}");
    assert!(workbook.contains("Print_Titles") && workbook.contains("Print_Area"), "{workbook}");
    let (again, ..) = form_of("police");
    assert_eq!(again, bytes, "same report, same bytes");
}

#[test]
fn what_was_filled_in_is_read_as_it_was_meant() {
    let report = months().0.pop().unwrap();
    let percent = Format::new().set_num_format("0.00%");
    let bytes = book(&stamp_rows(&report), |sheet| {
        let keys = ["a.text", "a.count", "a.percent", "a.sum", "a.truth", "a.error", "a.blank"];
        for (key, row) in keys.iter().zip(8..) {
            sheet.write_string(row, KEY_COLUMN, *key).unwrap();
        }
        sheet.write_string(8, VALUE_COLUMN, "95,62%").unwrap();
        sheet.write_number(9, VALUE_COLUMN, 1317.0).unwrap();
        sheet.write_number_with_format(10, VALUE_COLUMN, 0.9562, &percent).unwrap();
        sheet.write_number(11, VALUE_COLUMN, 0.1 + 0.2).unwrap();
        sheet.write_boolean(12, VALUE_COLUMN, true).unwrap();
        let error = rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!");
        sheet.write_formula(13, VALUE_COLUMN, error).unwrap();
        sheet.write_blank(14, VALUE_COLUMN, &Format::new().set_bold()).unwrap();
        // A row without a key is nobody's.
        sheet.write_number(20, VALUE_COLUMN, 5.0).unwrap();
    });
    let filled = read_form(&bytes).unwrap();
    let contents: Vec<_> = filled.sheets[0].cells.iter().map(|cell| cell.content.clone()).collect();
    let decimal = |text: &str| text.parse::<Decimal>().unwrap();
    assert_eq!(contents[0], CellContent::Text("95,62%".to_owned()));
    assert_eq!(contents[1], CellContent::Number(decimal("1317")));
    assert_eq!(contents[2], CellContent::Percent(decimal("95.62")));
    assert_eq!(contents[3], CellContent::Number(decimal("0.3")));
    assert_eq!(contents[4], CellContent::Other("TRUE".to_owned()));
    assert!(
        matches!(&contents[5], CellContent::Other(text) | CellContent::Text(text) if text == "#DIV/0!")
    );
    assert_eq!(contents[6], CellContent::Blank);
    assert_eq!(filled.sheets[0].cells[1].address, "E10");
}

#[test]
fn what_is_no_form_is_told_apart() {
    let report = months().0.pop().unwrap();
    let rows = stamp_rows(&report);
    let of = |name: &str, value: &str| {
        let mut rows = rows.clone();
        rows.iter_mut().find(|(known, _)| *known == name).unwrap().1 = value.to_owned();
        read_form(&book(&rows, |_| {})).unwrap_err()
    };
    assert_eq!(read_form(b""), Err(FormFileError::NotAWorkbook));
    assert_eq!(read_form(b"PK\x03\x04 hardly"), Err(FormFileError::NotAWorkbook));
    // An old .xls, and an .xlsx with a password.
    assert_eq!(read_form(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]), Err(FormFileError::NotAWorkbook));
    assert_eq!(of("format", "baocao06/khac"), FormFileError::NotAForm);
    assert_eq!(of("format_version", "2"), FormFileError::TooNew("2".to_owned()));
    assert_eq!(of("period", "2023-13"), FormFileError::Damaged);
    assert_eq!(of("office", "KHÔNG PHẢI MÃ"), FormFileError::Damaged);
    let mut other = Workbook::new();
    other.add_worksheet().write_string(0, 0, "x").unwrap();
    let other = other.save_to_buffer().unwrap();
    assert_eq!(read_form(&other), Err(FormFileError::NotAForm));
    let renamed = |sheet: &mut rust_xlsxwriter::Worksheet| {
        sheet.set_name("Công an").unwrap();
        sheet.write_string(8, KEY_COLUMN, "a.b").unwrap();
    };
    assert_eq!(read_form(&book(&rows, renamed)).unwrap().sheets[0].cells.len(), 1);
}

#[test]
fn a_cell_at_the_far_corner_is_refused() {
    let report = months().0.pop().unwrap();
    let far = book(&stamp_rows(&report), |sheet| {
        sheet.write_string(1_048_575, 16_383, "x").unwrap();
    });
    assert_eq!(read_form(&far), Err(FormFileError::OutsideForm("XFD1048576".to_owned())));
    let styled = book(&stamp_rows(&report), |sheet| {
        sheet.write_blank(1_048_575, 16_383, &Format::new().set_bold()).unwrap();
    });
    assert!(read_form(&styled).is_ok(), "a look without content is no cell");
}

/// A sheet of nothing but cells.
fn cells(num: usize) -> String {
    format!(
        "<worksheet><sheetData><row>{}</row></sheetData></worksheet>",
        "<c><v>1</v></c>".repeat(num)
    )
}

#[test]
fn bombs_are_refused_quickly() {
    let report = months().0.pop().unwrap();
    let form = book(&stamp_rows(&report), |_| {});
    let sheet = "xl/worksheets/sheet1.xml";
    // 300 MiB of blanks, some hundreds of kilobytes packed.
    let blanks = vec![b' '; 300 * 1024 * 1024];
    let bomb = with_part(&form, sheet, &blanks);
    assert!(bomb.len() < BYTES_MAX, "{}", bomb.len());
    let strings = b"<sst uniqueCount=\"99999999999999\"><si><t>x</t></si></sst>";
    let styles = "<xf/>".repeat(2_000_000);
    let styles = format!("<styleSheet><cellXfs>{styles}</cellXfs></styleSheet>");
    let japanese = b"<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?><sst/>";
    let refused = [
        (bomb, FormFileError::TooLarge(Swollen::Sheet)),
        (
            with_part(&form, "xl/sharedStrings.xml", strings),
            FormFileError::TooLarge(Swollen::Texts),
        ),
        (
            with_part(&form, "xl/styles.xml", styles.as_bytes()),
            FormFileError::TooLarge(Swollen::Styles),
        ),
        (with_part(&form, "xl/sharedStrings.xml", japanese), FormFileError::Damaged),
        (
            with_part(&form, sheet, cells(COLUMNS_MAX as usize + 1).as_bytes()),
            FormFileError::OutsideForm("BM1".to_owned()),
        ),
        (with_part(&form, sheet, "<c/>".repeat(1_000_000).as_bytes()), FormFileError::Damaged),
        (
            with_part(&form, sheet, b"<worksheet><sheetData><row r=\"0\"><c r=\"A0\"/>"),
            FormFileError::Damaged,
        ),
        (vec![0; BYTES_MAX + 1], FormFileError::TooLarge(Swollen::File)),
    ];
    for (bytes, fault) in refused {
        let before = guard::UNPACKED.get();
        assert_eq!(read_form(&bytes), Err(fault.clone()));
        let unpacked = guard::UNPACKED.get() - before;
        assert!(unpacked <= 9 * 1024 * 1024, "{fault:?}: {unpacked} bytes were unpacked");
    }
    let mut many = ZipWriter::new(Cursor::new(Vec::new()));
    for part in 0..1_100 {
        many.start_file(format!("xl/{part}.xml"), SimpleFileOptions::default()).unwrap();
    }
    let many = many.finish().unwrap().into_inner();
    assert_eq!(read_form(&many), Err(FormFileError::TooLarge(Swollen::File)));
    let blank = "<c s=\"1\"/>".repeat(CELLS_MAX + 1);
    let blank = format!("<worksheet><sheetData><row>{blank}</row></sheetData></worksheet>");
    assert_eq!(
        read_form(&with_part(&form, sheet, blank.as_bytes())),
        Err(FormFileError::TooManyCells)
    );
}

#[test]
fn cells_are_named_as_spreadsheets_name_them() {
    let named = [(0, 0), (11, 4), (0, 25), (0, 26), (0, 701), (0, 702), (1_048_575, 16_383)];
    let named = named.map(|(row, column)| address(row, column));
    assert_eq!(named, ["A1", "E12", "Z1", "AA1", "ZZ1", "AAA1", "XFD1048576"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Any bytes, and a good form with bytes changed: an answer, never a panic.
    #[test]
    fn nothing_fails_on_any_bytes(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        places in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        prop_assert!(read_form(&bytes).is_err());
        let report = REPORT.with(Clone::clone);
        let mut form = book(&stamp_rows(&report), |sheet| {
            sheet.write_string(8, KEY_COLUMN, "a.b").unwrap();
        });
        for (place, byte) in places {
            let at = place.index(form.len());
            form[at] = byte;
        }
        drop(read_form(&form));
    }

    /// A good package whose sheet is any XML-like text.
    #[test]
    fn nothing_fails_on_any_sheet(
        pieces in proptest::collection::vec(prop_oneof![
            Just("<c r=\"A9\" t=\"s\"><v>0</v></c>"), Just("<c r=\"E9\"><v>1e999</v></c>"),
            Just("<c r=\"ZZZZZZ99999999\">"), Just("<c t=\"s\"><v>99999</v></c>"), Just("</c>"),
            Just("<row r=\"4294967295\">"), Just("</row>"), Just("<c><f>1/0</f><v>NaN</v></c>"),
            Just("<c t=\"inlineStr\"><is><t>x</t></is></c>"), Just("<c s=\"9999\"><v>-1</v></c>"),
            Just("<c t=\"d\"><v>2023-05-12</v></c>"), Just("<c t=\"e\"><v>#X</v></c>"), Just("&lol;"),
            Just("<!--"), Just("]]>"), Just("<c t=\"b\"><v>7</v></c>"),
        ], 0..20)
    ) {
        let report = REPORT.with(Clone::clone);
        let form = book(&stamp_rows(&report), |_| {});
        let text = format!("<worksheet><sheetData><row r=\"9\">{}</row></sheetData></worksheet>", pieces.concat());
        drop(read_form(&with_part(&form, "xl/worksheets/sheet1.xml", text.as_bytes())));
    }
}

thread_local! {
    static REPORT: Report = months().0.pop().unwrap();
}

#[path = "bloated_tests.rs"]
mod bloated;
