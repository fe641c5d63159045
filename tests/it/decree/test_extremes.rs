//! Whatever an office types, the files are whole: well-formed parts, relationships that lead
//! somewhere, no character that cannot be printed.

use baocao06::calc::history::History;
use baocao06::calc::results::Results;
use baocao06::exchange::{report_v1, template_v1};
use baocao06::export::xlsx::xlsx;
use baocao06::report::content::{DocumentEntry, IssuedDocument};
use baocao06::report::key::{EntryId, TextKey};
use baocao06::report::letterhead::LetterheadField;
use baocao06::report::template::{ItemBody, Switch};
use baocao06::report::value::Value;

use super::documents::{Case, blank, next_month, template_with, with_all_rows, with_everything};
use super::package::Package;
use super::{Subject, Violation};

/// Rows that hold whatever is typed: pages, letters, set-up, tables, the package.
const ALWAYS: [&str; 20] = [
    "N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9", "N10", "N12", "N22", "N23", "N32", "N35",
    "N36", "S1", "S2", "S3", "S4",
];

/// Both files of a case, whole; returns the Word file.
#[track_caller]
fn files_are_whole(case: &Case) -> Subject {
    files_are_whole_but_for(case, "")
}

/// The same, with a row that only the typed words themselves can break.
#[track_caller]
fn files_are_whole_but_for(case: &Case, row: &str) -> Subject {
    let subject = case.subject();
    let broken: Vec<Violation> = subject.violations();
    let must_hold = |v: &&Violation| ALWAYS.contains(&v.row) && v.row != row;
    let broken: Vec<_> = broken.iter().filter(must_hold).collect();
    assert!(broken.is_empty(), "{broken:#?}");
    let Case { report, template, .. } = case;
    let results = Results::of(report, template);
    let book = xlsx(report, template, &results, &History::default()).unwrap();
    let package = Package::read(&book);
    for part in package.parts.iter().filter(|part| part.is_xml()) {
        let parsed = part.tree();
        assert!(parsed.is_ok(), "{}: {:?}", part.name, parsed.err());
    }
    let mut read = calamine_of(book);
    for name in calamine::Reader::sheet_names(&read) {
        assert!(calamine::Reader::worksheet_range(&mut read, &name).is_ok(), "{name}");
    }
    subject
}

fn calamine_of(book: Vec<u8>) -> calamine::Xlsx<std::io::Cursor<Vec<u8>>> {
    calamine::Reader::new(std::io::Cursor::new(book)).unwrap()
}

/// The same words in every field that can be typed.
fn typed_everywhere(words: &str) -> Case {
    let mut case = with_all_rows(Case::may());
    let template = case.template.clone();
    let keys: Vec<TextKey> = template.texts().map(|(key, _)| key.clone()).collect();
    for key in keys.into_iter().chain(LetterheadField::ALL.map(LetterheadField::text_key)) {
        case.report.texts.insert(key, words.to_owned());
    }
    case.report.header.remark = words.to_owned();
    case.report.office.name = words.to_owned();
    for figure in template.figures() {
        let value = Value::Unreadable(words.to_owned());
        case.report.values.insert(figure.key.clone(), value.clone());
        case.report.printed.insert(figure.key.clone(), value);
    }
    for (_, item) in template.items() {
        if let ItemBody::Documents(_) = item.body {
            let document = IssuedDocument {
                doc_type: words.to_owned(),
                code: words.to_owned(),
                day: None,
                issuer: words.to_owned(),
                subject: words.to_owned(),
            };
            let id = EntryId::parse("e1").unwrap();
            let entry = DocumentEntry { id, position: 1, document };
            case.report.documents.insert(item.key.clone(), vec![entry]);
        }
    }
    case
}

#[test]
fn an_empty_report_is_whole() {
    files_are_whole(&blank());
    files_are_whole(&next_month());
    let mut case = blank();
    let rows = case.template.tables().flat_map(|table| table.rows.clone()).collect::<Vec<_>>();
    for row in rows {
        case.report.rows.insert(row.key, Switch::Off.into());
    }
    for (key, _) in case.template.texts() {
        case.report.texts.insert(key.clone(), String::new());
    }
    files_are_whole(&case);
}

#[test]
fn a_report_with_everything_is_whole() {
    files_are_whole(&with_everything());
}

#[test]
fn hostile_words_in_every_field_give_whole_files() {
    for words in [
        "a\u{0}\u{1}\u{8}\u{B}\u{C}\u{E}\u{1F}\u{7F}\u{85}\u{9F}b",
        "]]> & < > \" ' &amp; &#0; <!-- --> <?x?> <![CDATA[ x",
        "trước\u{202E}sau \u{200B}\u{200D}\u{FEFF}\u{2066}x\u{2069} \u{AD}y",
        "😀 👩‍👩‍👧 🇻🇳 ☎️ ✅ \u{1F3FB}",
        "\u{E000}\u{F8FF}\u{F0000}\u{10FFFD}riêng",
        "mất \u{FFFD}\u{FFFD} dấu \u{FFFE}\u{FFFF}\u{1FFFE}",
        "Vie\u{323}\u{302}t e\u{200D}\u{301} \u{301}\u{301}",
        "một\r\nhai\rba\u{2028}bốn\u{2029}năm\tsáu",
        "{name.area} {@month} {không.có} {{}} } {",
        "=1+1\n+cmd|' /C calc'!A0\n@SUM(A1)\n-2",
        "_____ ..... \u{A0}\u{3000}",
        "😀",
        " ",
    ] {
        // Lines of underscores, and braces in the place of a number, are what somebody typed.
        let theirs = match words.get(..2) {
            Some("__") => "N7",
            Some("{n") => "N35",
            _ => "",
        };
        let subject = files_are_whole_but_for(&typed_everywhere(words), theirs);
        let text = subject.package.part("word/document.xml").unwrap().text().to_owned();
        assert!(
            !text.contains(['\u{FFFD}', '\u{202E}', '\u{200B}', '\u{E000}', '😀']),
            "{words:?}"
        );
    }
}

#[test]
fn lone_surrogates_of_a_report_file_are_refused() {
    // Half of a pair is no character: JSON may write it, no file may carry it on.
    let json = report_v1::write_report(&Case::may().report);
    // Changed on purpose: without the line that tells of changes.
    let lines = json.split_inclusive('\n').filter(|line| !line.contains("content_sha256"));
    let json: String = lines.collect();
    let name = "Nguyễn Thành Phú";
    assert!(json.contains(name));
    for half in [r"\ud800", r"\udfff", r"\ud800x\udc00"] {
        let faulty = json.replace(name, &format!("Phú {half}"));
        assert!(report_v1::read_report(&faulty).is_err(), "{half} was read");
    }
    // Pasted text has the replacement character instead; a whole pair is a character.
    for whole in [r"\ufffd", r"\ud83d\ude00"] {
        let json = json.replace(name, &format!("Nguyễn {whole} Phú"));
        let report = report_v1::read_report(&json).unwrap();
        let stored = &report.texts[&LetterheadField::SignerName.text_key()];
        assert!(stored.contains(['\u{FFFD}', '😀']), "the stored text stays: {stored}");
        files_are_whole(&Case::of(report));
    }
}

#[test]
fn sixty_pages_of_narrative_are_whole() {
    let mut case = Case::may();
    let key = TextKey::parse("departments.narrative").unwrap();
    // About 3.000 letters fill a page of 14 points.
    let line = "Các phòng, ban, ngành và UBND phường, xã tập trung làm sạch dữ liệu. ".repeat(8);
    let lines = vec![line.trim(); 60 * 3000 / line.chars().count() + 1];
    case.report.texts.insert(key, lines.join("\n"));
    let subject = files_are_whole(&case);
    subject.conforms("60 pages");
    assert!(subject.package.part("word/document.xml").unwrap().len() > 180_000);
}

#[test]
fn a_table_of_400_rows_is_whole() {
    let mut template: serde_json::Value = serde_json::from_str(template_v1::BUILTIN_JSON).unwrap();
    let mut tables = tables_of(&mut template);
    let rows = tables.first_mut().unwrap().get_mut("rows").unwrap().as_array_mut().unwrap();
    let pattern = rows[2].clone();
    for i in rows.len()..400 {
        let mut row = pattern.clone();
        row["key"] = format!("row_{i}").into();
        row["label"] = format!("Thủ tục hành chính thứ {i}").into();
        rows.push(row);
    }
    let mut case = Case::may();
    case.template = template_v1::read_template(&template.to_string()).unwrap();
    let figures: Vec<_> = case.template.figures().to_vec();
    for (i, figure) in figures.iter().enumerate() {
        let is_new = figure.key.as_str().contains("row_");
        if is_new && !figure.key.as_str().ends_with("rate") {
            let value = Value::count(i64::try_from(i).unwrap() * 7919);
            case.report.values.insert(figure.key.clone(), value);
        }
    }
    let case = with_all_rows(case);
    let subject = files_are_whole(&case);
    subject.conforms("400 rows");
    assert_eq!(subject.facts.tables[0].rows.len(), 400);
}

/// The tables of a template file.
fn tables_of(template: &mut serde_json::Value) -> Vec<&mut serde_json::Value> {
    let sections = template["sections"].as_array_mut().unwrap();
    let items = sections.iter_mut().filter_map(|section| section.get_mut("items"));
    let items = items.filter_map(|items| items.as_array_mut()).flatten();
    items.filter_map(|item| item.get_mut("table")).collect()
}

#[test]
fn the_longest_names_are_whole() {
    use LetterheadField::{Issuer, OtherPost, ParentBody, Place, SignerName, SigningFor};
    let body = "Ban Chỉ đạo triển khai Đề án phát triển ứng dụng dữ liệu về dân cư, định danh và \
                xác thực điện tử phục vụ chuyển đổi số quốc gia giai đoạn 2022 - 2025, tầm nhìn đến \
                năm 2030 của Ủy ban nhân dân thành phố trực thuộc Trung ương";
    let case = Case::may().with(&[
        (ParentBody, body),
        (Issuer, body),
        (Place, "Thành phố Phan Rang - Tháp Chàm mở rộng về phía Đông Bắc"),
        (SigningFor, body),
        (OtherPost, body),
        (SignerName, "Nguyễn Phước Bảo Quý Tôn Nữ Công Huyền Hương Giang Thị Thùy Dương"),
    ]);
    files_are_whole(&case).conforms("long names");
    // One word longer than any column; nothing to break it at.
    let case = Case::may().with(&[(Issuer, &"Nghiêng".repeat(60)), (SignerName, &"Ư".repeat(400))]);
    files_are_whole(&case);
    let mut case = Case::may();
    case.template = template_with("Xác nhận số Chứng minh nhân dân", &"Nghiêng".repeat(40));
    files_are_whole(&case);
}
