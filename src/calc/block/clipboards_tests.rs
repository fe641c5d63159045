//! Clipboards as the programs of an office leave them, byte for byte, over a form of four columns:
//! count, count, percentage, remark.

use super::*;
use crate::report::field::Field;
use crate::report::key::{FigureKey, TextKey};
use crate::report::number::{NumberKind, ReadError, format_value};
use crate::report::value::Value;

const COLUMNS: [TargetKind; 4] = [
    TargetKind::Number(NumberKind::Count.non_negative()),
    TargetKind::Number(NumberKind::Count.non_negative()),
    TargetKind::Number(NumberKind::Percent.non_negative()),
    TargetKind::Text,
];

/// A blank form of the four columns.
pub(super) fn form(num_rows: usize) -> Targets {
    let place = |(column, kind): (usize, &TargetKind), row: usize| {
        let name = format!("r{row}.c{column}");
        let (field, current) = match kind {
            TargetKind::Number(_) => {
                (Field::Figure(FigureKey::parse(&name).unwrap()), Content::Value(Value::Blank))
            }
            TargetKind::Text => {
                (Field::Text(TextKey::parse(&name).unwrap()), Content::Text(String::new()))
            }
            TargetKind::Days { .. } => panic!("no column of days"),
        };
        FormCell::Open(Box::new(Target {
            field,
            kind: kind.clone(),
            label: name,
            unit: String::new(),
            current,
        }))
    };
    let row = |row| COLUMNS.iter().enumerate().map(|cell| place(cell, row)).collect();
    Targets::from_places((0..num_rows).map(row).collect())
}

/// What would stand in the form: `·` where nothing is written, `?` for what is asked, `!` for what
/// is kept as typed, `>` for what lies outside.
fn shown(plan: &Plan) -> Vec<String> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for cell in &plan.cells {
        rows.resize(rows.len().max(cell.row + 1), Vec::new());
        rows[cell.row].push(match &cell.fate {
            CellFate::New(Content::Value(value)) => format_value(value),
            CellFate::New(Content::Text(text)) => text.replace('\n', "⏎"),
            CellFate::Blank | CellFate::Unchanged => "·".to_owned(),
            CellFate::Ambiguous => "?".to_owned(),
            CellFate::Unread { .. } => "!".to_owned(),
            CellFate::Outside => ">".to_owned(),
            other => format!("{other:?}"),
        });
    }
    rows.into_iter().map(|row| row.join("|")).collect()
}

fn pasted(text: &str, options: Options) -> Plan {
    Plan::new(&Block::parse(text).unwrap(), &form(8), options)
}

const ASKED: Options =
    Options { blanks: Blanks::Keep, separator: None, letters: Letters::Restored };
const THOUSANDS: Options = Options { separator: Some(Separator::Thousands), ..ASKED };
const DECIMAL: Options = Options { separator: Some(Separator::Decimal), ..ASKED };

#[test]
fn excel_in_vietnamese() {
    let plan = pasted("1.317\t305\t95,62%\tĐạt\r\n113\t880\t88%\t\r\n", ASKED);
    assert_eq!(shown(&plan), ["1.317|305|95,62|Đạt", "113|880|88|·"]);
    assert_eq!((plan.shape, plan.needs_preview()), (Shape::Fits, false));
    assert_eq!((plan.counts().written, plan.counts().blank, plan.edits().len()), (7, 1, 7));
}

#[test]
fn excel_in_english() {
    let text = "1,317\t305\t95.62%\tĐạt\r\n2,019\t1,234,567\t1,234.50\t\r\n";
    let plan = pasted(text, ASKED);
    assert_eq!(shown(&plan), ["?|305|95,62|Đạt", "?|?|?|·"]);
    let question = plan.question.unwrap();
    assert_eq!((question.text.as_str(), question.num_cells), ("1,317", 4));
    assert_eq!((question.as_thousands, question.as_decimal), (Some(Value::count(1317)), None));
    let plan = pasted(text, THOUSANDS);
    assert_eq!(shown(&plan), ["1.317|305|95,62|Đạt", "2.019|1.234.567|1.234,50|·"]);
    assert_eq!(plan.question, None);
    assert_eq!(shown(&pasted(text, DECIMAL)), ["!|305|95,62|Đạt", "!|!|!|·"]);
}

#[test]
fn calc_with_a_cell_of_two_lines() {
    // LibreOffice ends lines with a line feed alone, and not the last one.
    let plan = pasted("7\t0\t100\t\"dòng một\ndòng \"\"hai\"\"\"\n8\t1\t50\thết", ASKED);
    assert_eq!(shown(&plan), ["7|0|100|dòng một⏎dòng \"hai\"", "8|1|50|hết"]);
}

#[test]
fn excel_with_quotes() {
    let text = "1\t2\t3\t\"Hộ chiếu\" mới\r\n4\t5\t6\t\"a\tb\r\nc\"\r\n7\t8\t9\t\"chỉ ngoặc\"\r\n";
    let plan = pasted(text, ASKED);
    assert_eq!(shown(&plan), ["1|2|3|\"Hộ chiếu\" mới", "4|5|6|a\tb⏎c", "7|8|9|\"chỉ ngoặc\""]);
}

#[test]
fn a_table_of_word() {
    // A line broken with Shift+Enter is a vertical tab.
    let plan = pasted("1.317 \t 305\t95,62 %\tLàm tại\u{B}bộ phận một cửa\r\n", ASKED);
    assert_eq!(shown(&plan), ["1.317|305|95,62|Làm tại⏎bộ phận một cửa"]);
}

#[test]
fn a_table_of_word_with_paragraphs_in_a_cell() {
    // Paragraphs of a cell arrive as rows: nobody can tell them from rows, so it is shown first.
    let plan = pasted("1\t2\t3\tđoạn một\r\nđoạn hai\r\n4\t5\t6\tx\r\n", ASKED);
    assert_eq!(plan.shape, Shape::Ragged);
    assert!(plan.needs_preview());
    assert_eq!(shown(&plan), ["1|2|3|đoạn một", "!", "4|5|6|x"]);
    assert_eq!(plan.first_unread().unwrap().label, "r1.c0");
}

#[test]
fn spaces_that_do_not_break_and_wide_digits() {
    let plan = pasted(
        "1\u{A0}317\t２０１９\t95,62\u{202F}%\t\u{A0}\r\n1 317\t09\t\u{A0}\t\u{200B}",
        ASKED,
    );
    assert_eq!(shown(&plan), ["1.317|2.019|95,62|·", "1.317|9|·|·"]);
}

#[test]
fn nothing_arose() {
    let plan = pasted(" -   \tkhông phát sinh\t–\t-\r\nKhông phát sinh\t0\t\t\r\n", ASKED);
    assert_eq!(shown(&plan), ["-|-|-|-", "-|0|·|·"]);
    let edits = plan.edits().len();
    assert_eq!(edits, 6, "zero and nothing are two values, blank is none");
}

#[test]
fn one_dot_in_a_percentage_is_asked_about_once() {
    let text = "1.317\t2.556\t1.317\ta\r\n1\t2\t99,125\tb\r\n3\t4\t88.500\tc\r\n";
    let plan = pasted(text, ASKED);
    assert_eq!(shown(&plan), ["1.317|2.556|?|a", "1|2|?|b", "3|4|?|c"]);
    assert_eq!(plan.question.as_ref().unwrap().num_cells, 3);
    assert_eq!(plan.edits().len(), 9, "what is asked about is not written");
    assert_eq!(
        shown(&pasted(text, DECIMAL)),
        ["1.317|2.556|1,3170|a", "1|2|99,1250|b", "3|4|88,5000|c"]
    );
    assert_eq!(shown(&pasted(text, THOUSANDS))[1], "1|2|99125|b");
}

#[test]
fn a_column_in_an_old_encoding() {
    let text = "1\t2\t3\tHå s¬ tiÕp nhËn\r\n4\t5\t6\tSè l\u{AD}îng\r\n";
    let plan = pasted(text, ASKED);
    assert_eq!(shown(&plan), ["1|2|3|Hồ sơ tiếp nhận", "4|5|6|Số lượng"]);
    assert!(plan.needs_preview(), "letters are turned into others");
    assert_eq!(plan.encodings.len(), 1);
    let kept = pasted(text, Options { letters: Letters::AsTheyAre, ..ASKED });
    assert_eq!(shown(&kept)[0], "1|2|3|Hå s¬ tiÕp nhËn");
    // VNI-Windows, and marks that stand alone.
    let vni = pasted("1\t2\t3\tHoà sô tieáp nhaän\r\n", ASKED);
    assert_eq!(shown(&vni), ["1|2|3|Hồ sơ tiếp nhận"]);
    let loose = pasted("1\t2\t3\tHo\u{302}\u{300} sơ\r\n", ASKED);
    assert_eq!(shown(&loose), ["1|2|3|Hồ sơ"]);
}

#[test]
fn errors_of_excel_and_units_are_refused_with_their_place() {
    let plan = pasted("#N/A\t5 hồ sơ\t12,5\tx\r\n-5\t1,5\t1e3\ty\r\n", ASKED);
    assert_eq!(shown(&plan), ["!|!|12,5|x", "!|!|!|y"]);
    let refused: Vec<_> = plan
        .cells
        .iter()
        .filter_map(|cell| match &cell.fate {
            CellFate::Unread { fault: CellFault::NotANumber(err), .. } => {
                Some((cell.label.as_str(), err.clone()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(refused[0], ("r0.c0", ReadError::NotANumber('#')));
    assert_eq!(refused[2], ("r1.c0", ReadError::Negative));
    assert_eq!(refused[3], ("r1.c1", ReadError::DecimalInCount));
}

#[test]
fn the_end_of_a_windows_clipboard() {
    let plan = pasted("\u{FEFF}1\t2\r\n3\t4\r\n\0rác\tcòn lại", ASKED);
    assert_eq!(shown(&plan), ["1|2", "3|4"]);
}
