//! What the blocks of the fixture say.

use super::fixture::{self, figure_key, item_key, text_key};
use super::*;
use crate::calc::results::Results;
use crate::report::content::Report;
use crate::report::look::Look;
use crate::report::text;
use crate::report::value::Value;

fn document_of(report: &Report) -> Document {
    let template = fixture::template();
    {
        let results = Results::of(report, &template);
        let context = Context { report, template: &template, results: &results };
        build(
            context,
            &Extras { look: &Look::default(), history: &History::default(), trace: None },
        )
    }
}

fn set(report: &mut Report, field: LetterheadField, text: &str) {
    report.texts.insert(field.text_key(), text.to_owned());
}

fn paragraphs(document: &Document) -> Vec<String> {
    let blocks = document.body.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.plain()),
        Block::Heading(_) | Block::Table(_) | Block::Chart(_) => None,
    });
    blocks.collect()
}

fn plain(lines: &[Line]) -> Vec<String> {
    lines.iter().map(Line::plain).collect()
}

#[test]
fn the_letterhead_follows_the_decree() {
    let mut report = fixture::report();
    let document = document_of(&report);
    let letterhead = &document.letterhead;
    assert_eq!(plain(&letterhead.parent_body), ["UBND THÀNH PHỐ", "PHAN RANG - THÁP CHÀM"]);
    assert_eq!(letterhead.number.plain(), "Số: 453/BC-TCTĐA06");
    assert_eq!(letterhead.place_date.plain(), "Phan Rang - Tháp Chàm, ngày 19 tháng 5 năm 2023");
    assert_eq!(document.title.document_type.plain(), "BÁO CÁO");
    assert_eq!(document.meta.title, "Báo cáo tháng 5/2023");

    for (number, expected) in
        [("", "Số:      /BC-TCTĐA06"), ("7", "Số: 07/BC-TCTĐA06"), ("12/BC-UBND", "Số: 12/BC-UBND")]
    {
        set(&mut report, LetterheadField::Number, number);
        assert_eq!(document_of(&report).letterhead.number.plain(), expected);
    }
    for (date, expected) in [
        ("", "Phan Rang - Tháp Chàm, ngày … tháng 6 năm 2023"),
        ("5/1/2024", "Phan Rang - Tháp Chàm, ngày 05 tháng 01 năm 2024"),
        ("9/12/2023", "Phan Rang - Tháp Chàm, ngày 09 tháng 12 năm 2023"),
        ("ngày   tháng 6", "Phan Rang - Tháp Chàm, ngày   tháng 6"),
    ] {
        set(&mut report, LetterheadField::IssueDate, date);
        assert_eq!(document_of(&report).letterhead.place_date.plain(), expected);
    }
}

#[test]
fn addressees_bring_the_first_recipient() {
    let mut report = fixture::report();
    let document = document_of(&report);
    assert_eq!(document.addressees, Addressees::None);
    let recipients = plain(&document.recipients);
    assert_eq!(recipients.first().unwrap(), "- Văn phòng UBND tỉnh;");
    assert_eq!(recipients[1], "- Phòng PC06 – Công an tỉnh;");
    assert_eq!(recipients.last().unwrap(), "- Lưu: VT, CATP.");

    set(&mut report, LetterheadField::Addressees, "UBND tỉnh");
    let document = document_of(&report);
    let Addressees::One(only) = &document.addressees else {
        panic!("{:?}", document.addressees);
    };
    assert_eq!(only.plain(), "UBND tỉnh");
    assert_eq!(document.recipients[0].plain(), "- Như trên;");

    set(&mut report, LetterheadField::Addressees, "- UBND tỉnh;\nCông an tỉnh.");
    set(&mut report, LetterheadField::Recipients, "- Như trên;\n- Lưu: VT.");
    let document = document_of(&report);
    let Addressees::Several(lines) = &document.addressees else {
        panic!("{:?}", document.addressees);
    };
    assert_eq!(plain(lines), ["- UBND tỉnh;", "- Công an tỉnh."]);
    assert_eq!(plain(&document.recipients), ["- Như trên;", "- Lưu: VT."]);
}

#[test]
fn paragraphs_have_marks_figures_and_an_end() {
    let document = document_of(&fixture::report());
    let paragraphs = paragraphs(&document);
    assert!(paragraphs[0].starts_with("- UBND thành phố và"), "{}", paragraphs[0]);
    assert!(paragraphs[0].ends_with(
        "ban hành Công văn số 1432/UBND-TH ngày 12/4/2023 về hướng dẫn khai thác cơ sở dữ liệu quốc gia \
         về dân cư; Công văn số 1510/UBND-TH ngày 17/4/2023 về triển khai thực hiện các nhiệm vụ tại \
         mô hình thí điểm của Đề án 06/CP."
    ));
    assert_eq!(
        paragraphs[2],
        "+ Công an thành phố đã tiếp nhận 6.516 hồ sơ trực tuyến, đạt tỷ lệ 78%."
    );
    assert!(paragraphs[4].ends_with("168.061/169.641 đạt 99,07%."));
    assert!(
        paragraphs[5]
            .contains("từ ngày 01/8/2022 tại 02 Phòng khám đa khoa khu vực Phan Rang và Tháp Chàm")
    );
    assert!(paragraphs[5].contains("trong tháng là 09 lượt, cộng dồn là 13 lượt"));
    assert!(paragraphs.iter().any(|p| p.starts_with("3. Tạo điều kiện")));
    assert!(paragraphs.last().unwrap().ends_with("theo dõi, chỉ đạo./."));
}

#[test]
fn numbers_are_bold_and_lead_to_their_figures() {
    let document = document_of(&fixture::report());
    let bold: Vec<&Run> = document
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(&paragraph.line.runs),
            _ => None,
        })
        .flatten()
        .filter(|run| run.emphasis == Emphasis::Bold)
        .collect();
    assert!(bold.iter().all(|run| matches!(run.source, Source::Figure(_))));
    assert!(bold.iter().any(|run| run.text == "168.061"));
    assert!(bold.iter().all(|run| run.text != "01/8/2022"), "days are not bold");
}

#[test]
fn headings_of_level_one_are_capitals() {
    let document = document_of(&fixture::report());
    let headings: Vec<(u8, String)> = document
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => Some((heading.level, heading.line.plain())),
            _ => None,
        })
        .collect();
    assert_eq!(headings[0], (1, "I. CÔNG TÁC THAM MƯU CHỈ ĐẠO".to_owned()));
    assert_eq!(headings[4], (2, "1. Kết quả công tác tuyên truyền".to_owned()));
    assert_eq!(headings.last().unwrap().1, "IV. PHƯƠNG HƯỚNG NHIỆM VỤ TRONG THÁNG 6 NĂM 2023");
}

#[test]
fn the_table_prints_its_columns_rows_and_total() {
    let mut report = fixture::report();
    let off = fixture::row_key("services.s0");
    report.switches.insert(off, crate::report::template::Switch::Off);
    report.values.insert(figure_key("services.s1.direct"), Value::NotArisen);
    let document = document_of(&report);
    let table = document.body.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = table.unwrap();
    assert_eq!(table.columns.len(), 6);
    assert_eq!(table.rows.len(), 14);
    let texts: Vec<String> = table.rows[0].cells.iter().map(|cell| cell.line.plain()).collect();
    assert_eq!(
        texts,
        ["1", "Cấp mới, cấp đổi, cấp lại thẻ căn cước công dân", "Công an", "-", "305", "100%"]
    );
    let total = table.total.as_ref().unwrap();
    assert_eq!(total.cells.iter().map(|cell| cell.span).collect::<Vec<_>>(), [3, 1, 1, 1]);
    assert_eq!(total.cells[2].line.plain(), "6.513");
    assert_eq!(table.header().len(), 4);
    assert_eq!(table.header()[3], HeaderCell::Group { label: "Tổng".to_owned(), columns: 3..6 });
}

#[test]
fn empty_items_print_nothing_and_headings_stay() {
    let mut report = fixture::empty_report();
    let document = document_of(&report);
    let paragraphs = paragraphs(&document);
    assert_eq!(paragraphs.len(), 5, "{paragraphs:#?}");
    assert!(paragraphs[0].contains("có … cơ sở"));
    assert_eq!(document.title.remark, None);
    assert!(document.recipients.is_empty());

    report
        .texts
        .insert(text_key("text.documents"), "Trong tháng không ban hành văn bản.".to_owned());
    report.header.remark = "số liệu minh họa".to_owned();
    let document = document_of(&report);
    let Some(Block::Paragraph(first)) = document.body.get(2) else {
        panic!("{:?}", document.body);
    };
    assert_eq!(first.plain(), "- Trong tháng không ban hành văn bản.");
    assert_eq!(document.title.remark.unwrap().plain(), "(số liệu minh họa)");
}

#[test]
fn citations_omit_what_is_missing() {
    let mut report = fixture::report();
    let entries = report.documents.get_mut(&item_key("documents")).unwrap();
    entries[0].document.doc_type.clear();
    entries[0].document.day = None;
    entries[0].document.issuer = "Tỉnh ủy".to_owned();
    entries[0].document.subject = "Về việc rà soát;".to_owned();
    entries[1].document = crate::report::content::IssuedDocument::default();
    let text = paragraphs(&document_of(&report)).remove(0);
    assert!(
        text.ends_with("ban hành Văn bản số 1432/UBND-TH của Tỉnh ủy Về việc rà soát."),
        "{text}"
    );
}

#[test]
fn typed_numbers_are_kept_and_the_end_mark_stands_once() {
    let mut report = fixture::report();
    report.texts.insert(text_key("text.next"), "3. Ba\nBốn\n- Gạch".to_owned());
    report.texts.insert(text_key("text.closing"), "Hết./.".to_owned());
    let mut paragraphs = paragraphs(&document_of(&report));
    let tail = paragraphs.split_off(paragraphs.len() - 4);
    assert_eq!(tail, ["3. Ba", "4. Bốn", "- Gạch", "Hết./."]);
    report.texts.insert(text_key("text.closing"), "Còn nữa...".to_owned());
    assert_eq!(super::tests::paragraphs(&document_of(&report)).last().unwrap(), "Còn nữa..../.");
}

#[test]
fn everything_is_nfc_and_on_one_line() {
    let mut report = fixture::report();
    report.texts.insert(text_key("text.hard"), "Vie\u{323}\u{302}t\tNam {office.place}".to_owned());
    report.texts.insert(text_key("office.place"), "Phan Rang\nTháp Chàm".to_owned());
    let document = document_of(&report);
    for block in &document.body {
        let Block::Paragraph(paragraph) = block else {
            continue;
        };
        let plain = paragraph.plain();
        assert_eq!(text::clean(&plain), plain);
        assert!(!plain.contains(['\n', '\t']), "{plain}");
    }
}
