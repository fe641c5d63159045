//! Forms as they come back from real machines: swollen by pasting, sorted, copied, reckoned elsewhere.

use super::*;
use crate::calc::collect::{FilledFault, LineRefusal};

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn plan_of(bytes: &[u8], report: &Report, template: &Template) -> Result<FormPlan, FilledFault> {
    FormPlan::of(&read_form(bytes).unwrap(), report, template, &History::default())
}

/// What one cell of a form says.
fn said(bytes: &[u8], address: &str) -> CellContent {
    let filled = read_form(bytes).unwrap();
    let mut cells = filled.sheets.into_iter().flat_map(|sheet| sheet.cells);
    cells.find(|cell| cell.address == address).unwrap().content
}

/// The XML of a sheet cut around a cell: what stands before it, the cell, and what stands behind it.
fn cut_at<'s>(sheet: &'s str, address: &str) -> [&'s str; 3] {
    let (before, rest) = sheet.split_at(sheet.find(&format!("<c r=\"{address}\"")).unwrap());
    let tag = rest.find('>').unwrap() + 1;
    // Of a blank cell only the look is kept.
    let is_blank = rest.split_at(tag).0.ends_with("/>");
    let end = if is_blank { tag } else { rest.find("</c>").unwrap() + "</c>".len() };
    let (cell, behind) = rest.split_at(end);
    [before, cell, behind]
}

/// The form with one of its cells written anew.
fn with_cell(bytes: &[u8], address: &str, cell: &str) -> Vec<u8> {
    let sheet = part(bytes, SHEET);
    let [before, _, behind] = cut_at(&sheet, address);
    with_part(bytes, SHEET, [before, cell, behind].concat().as_bytes())
}

#[test]
fn a_percent_sign_that_is_only_drawn_multiplies_nothing() {
    let report = months().0.pop().unwrap();
    let percent = |text: &str| CellContent::Percent(text.parse().unwrap());
    let number = |text: &str| CellContent::Number(text.parse().unwrap());
    let cases = [
        ("0.00\"%\"", 0.85, percent("0.85")),
        ("0.00\\%", 97.25, percent("97.25")),
        ("General\"%\"", 97.25, percent("97.25")),
        ("0.0_%", 97.2, number("97.2")),
        ("0.00%", 0.9725, percent("97.25")),
        ("0.00", 97.25, number("97.25")),
    ];
    for (format, stored, expected) in cases {
        let bytes = book(&stamp_rows(&report), |sheet| {
            sheet.write_string(8, KEY_COLUMN, "a.percent").unwrap();
            let format = Format::new().set_num_format(format);
            sheet.write_number_with_format(8, VALUE_COLUMN, stored, &format).unwrap();
        });
        assert_eq!(said(&bytes, "E9"), expected, "{format}");
    }
}

#[test]
fn a_formula_without_its_result_is_told() {
    let (form, report, template) = form_of("health");
    let (address, key) = first_input(&form);
    for cell in ["<f>1+1</f>", "<f>1+1</f><v></v>", "<f>1+1</f><v/>"] {
        let filled = with_cell(&form, &address, &format!("<c r=\"{address}\">{cell}</c>"));
        let plan = plan_of(&filled, &report, &template).unwrap();
        let line = plan.lines.iter().find(|line| line.address == address).unwrap();
        assert_eq!(line.fate, LineFate::Refused(LineRefusal::Unreckoned), "{cell} {key}");
        assert_eq!(plan.edits(), []);
    }
    let reckoned = format!("<c r=\"{address}\"><f>40+44</f><v>84</v></c>");
    let plan = plan_of(&with_cell(&form, &address, &reckoned), &report, &template).unwrap();
    assert_eq!(plan.num_taken(), 1);
}

/// Where the first figure of a form is typed, and which it is.
fn first_input(form: &[u8]) -> (String, String) {
    let cell = read_form(form).unwrap().sheets.remove(0).cells.remove(0);
    (cell.address, cell.key)
}

#[test]
fn what_pasting_leaves_in_a_workbook_does_no_harm() {
    let (form, report, template) = form_of("health");
    let (address, _) = first_input(&form);
    let filled = with_cell(&form, &address, &format!("<c r=\"{address}\"><v>84</v></c>"));
    let styles = part(&filled, "xl/styles.xml");
    let junk: String = (0..20_000)
        .map(|i| format!("<cellStyle name=\"Comma_BC thang {i}\" xfId=\"{i}\"/>"))
        .collect();
    let styles = styles.replace("</cellStyles>", &format!("{junk}</cellStyles>"));
    let workbook = part(&filled, "xl/workbook.xml");
    let junk: String = (0..20_000)
        .map(|i| format!("<definedName name=\"_Fill_{i}\" hidden=\"1\">#REF!$A${i}</definedName>"))
        .collect();
    let workbook = workbook.replace("<definedNames>", &format!("<definedNames>{junk}"));
    assert!(styles.len() > 1_000_000 && workbook.len() > 1_000_000);
    // As noise is, a photograph cannot be packed.
    let mut noise = 1_u32;
    let photograph: Vec<u8> = (0..3_000_000)
        .map(|_| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            noise.to_be_bytes()[0]
        })
        .collect();
    let swollen = with_part(&filled, "xl/styles.xml", styles.as_bytes());
    let swollen = with_part(&swollen, "xl/workbook.xml", workbook.as_bytes());
    let swollen = with_part(&swollen, "xl/media/image1.jpeg", &photograph);
    let plain = plan_of(&filled, &report, &template).unwrap();
    assert_eq!(plan_of(&swollen, &report, &template).unwrap(), plain);
    assert_eq!(plain.num_taken(), 1);
}

#[test]
fn rows_sorted_without_their_keys_are_not_taken() {
    let (form, report, template) = form_of("health");
    let cells = read_form(&form).unwrap().sheets.remove(0).cells;
    // What is shown of the first two rows changes places; the keys stay.
    let sheet = part(&form, SHEET);
    let row = |cell: &FilledCell| cell.address.trim_start_matches('E').to_owned();
    let (first, second) = (row(&cells[0]), row(&cells[1]));
    let shown = |column: char, row: &str| cut_at(&sheet, &format!("{column}{row}"))[1].to_owned();
    let mut sorted = form.clone();
    for column in ['C', 'D', 'E'] {
        for (to, from) in [(&first, &second), (&second, &first)] {
            let (to, from_place) = (format!("{column}{to}"), format!("{column}{from}"));
            let cell = shown(column, from).replace(&from_place, &to);
            sorted = with_cell(&sorted, &to, &cell);
        }
    }
    let plan = plan_of(&sorted, &report, &template).unwrap();
    assert_eq!(plan.edits(), [], "no figure was changed");
    let refused = |line: &&crate::calc::collect::Line| {
        matches!(line.fate, LineFate::Refused(LineRefusal::OtherLabel(_)))
    };
    assert!(plan.lines.iter().filter(refused).count() > 0);
}
