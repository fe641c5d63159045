//! Every row of the checklist can fail: a file that conforms is changed in one place, and exactly
//! that row is reported.

use baocao06::report::letterhead::LetterheadField;

use super::Subject;
use super::documents::{Case, with_everything, with_points};
use super::package::DOCUMENT;
use super::page::odd_characters;

const STYLES: &str = "word/styles.xml";
const HEADER: &str = "word/header1.xml";

/// A row, the part that is changed, what is there and what takes its place.
type Change = (&'static str, &'static str, &'static str, &'static str);

const PAGE: [Change; 17] = [
    ("N1", DOCUMENT, r#"w:w="11906" w:h="16838""#, r#"w:w="11906" w:h="15840""#),
    ("N3", DOCUMENT, r#"w:left="1701""#, r#"w:left="1600""#),
    ("N3", DOCUMENT, r#"w:bottom="1134""#, r#"w:bottom="1418""#),
    ("N4", STYLES, r#"w:ascii="Times New Roman""#, r#"w:ascii=".VnTime""#),
    (
        "N4",
        DOCUMENT,
        r#"<w:r><w:t xml:space="preserve">453"#,
        r#"<w:r><w:rPr><w:rFonts w:cs="VNI-Times"/></w:rPr><w:t>453"#,
    ),
    (
        "N5",
        DOCUMENT,
        r#"<w:r><w:t xml:space="preserve">453"#,
        r#"<w:r><w:rPr><w:color w:val="C00000"/></w:rPr><w:t>453"#,
    ),
    (
        "N5",
        DOCUMENT,
        r#"<w:r><w:t xml:space="preserve">453"#,
        r#"<w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>453"#,
    ),
    ("N6", STYLES, r#"w:lang w:val="vi-VN""#, r#"w:lang w:val="en-US""#),
    ("N7", DOCUMENT, "xung kích", "xung ki\u{301}ch"),
    ("N7", DOCUMENT, "xung kích", "xung \u{1F600} kích"),
    ("N7", DOCUMENT, "xung kích", "xung _____ kích"),
    ("N8", HEADER, r#"<w:jc w:val="center"/>"#, r#"<w:jc w:val="right"/>"#),
    ("N8", HEADER, " PAGE ", " NUMPAGES "),
    ("N8", HEADER, "<w:r><w:t>", "<w:r><w:rPr><w:b/></w:rPr><w:t>"),
    ("N9", DOCUMENT, "<w:titlePg/>", ""),
    (
        "N9",
        DOCUMENT,
        r#"<w:headerReference w:type="default""#,
        r#"<w:headerReference w:type="first" r:id="rId4"/><w:headerReference w:type="default""#,
    ),
    ("N10", DOCUMENT, r#"w:header="567""#, r#"w:header="900""#),
];

const LETTERHEAD: [Change; 26] = [
    ("N11", DOCUMENT, r#"<w:top w:val="none""#, r#"<w:top w:val="single""#),
    ("N12", DOCUMENT, "CHỦ NGHĨA VIỆT NAM", "CHỦ NGHĨA Việt Nam"),
    ("N12", DOCUMENT, r#"<w:gridCol w:w="5670"/>"#, r#"<w:gridCol w:w="4000"/>"#),
    (
        "N12",
        DOCUMENT,
        r#"<w:pStyle w:val="NationalTitle"/></w:pPr><w:r>"#,
        r#"<w:pStyle w:val="NationalTitle"/></w:pPr><w:r><w:rPr><w:b w:val="0"/></w:rPr>"#,
    ),
    ("N13", DOCUMENT, "Độc lập - Tự do", "Độc lập – Tự do"),
    ("N13", DOCUMENT, "Độc lập - Tự do", "Độc lập\u{A0}- Tự do"),
    (
        "N13",
        DOCUMENT,
        r#"<w:pStyle w:val="Motto"/>"#,
        r#"<w:pStyle w:val="Motto"/><w:spacing w:line="360"/>"#,
    ),
    ("N14", DOCUMENT, r#"<a:ext cx="2020570""#, r#"<a:ext cx="1420570""#),
    (
        "N14",
        DOCUMENT,
        r#"<w:r><w:t xml:space="preserve">Độc lập"#,
        r#"<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>Độc lập"#,
    ),
    ("N15", DOCUMENT, "PHAN RANG - THÁP CHÀM", "Phan Rang - THÁP CHÀM"),
    (
        "N15",
        DOCUMENT,
        r#"<w:pStyle w:val="ParentBody"/></w:pPr><w:r>"#,
        r#"<w:pStyle w:val="ParentBody"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>"#,
    ),
    ("N16", DOCUMENT, "TỔ CÔNG TÁC TRIỂN KHAI", "Tổ công tác TRIỂN KHAI"),
    (
        "N16",
        DOCUMENT,
        r#"<w:pStyle w:val="Issuer"/></w:pPr><w:r>"#,
        r#"<w:pStyle w:val="Issuer"/></w:pPr><w:r><w:rPr><w:b w:val="0"/></w:rPr>"#,
    ),
    ("N16", DOCUMENT, r#"<a:srgbClr val="000000"/>"#, r#"<a:srgbClr val="0000FF"/>"#),
    ("N17", DOCUMENT, ">453<", ">7<"),
    ("N17", DOCUMENT, "/BC-TCTĐA06", "/BC - TCTĐA06"),
    ("N17", DOCUMENT, ">453<", ">453 <"),
    ("N18", DOCUMENT, "ngày 19 tháng 5 năm", "ngày 19 tháng 05 năm"),
    ("N18", DOCUMENT, "ngày 19 tháng 5 năm", "ngày 9 tháng 5 năm"),
    (
        "N18",
        DOCUMENT,
        r#"<w:pStyle w:val="PlaceDate"/></w:pPr><w:r>"#,
        r#"<w:pStyle w:val="PlaceDate"/></w:pPr><w:r><w:rPr><w:i w:val="0"/></w:rPr>"#,
    ),
    ("N19", DOCUMENT, ">BÁO CÁO<", ">Báo cáo<"),
    (
        "N19",
        DOCUMENT,
        r#"<w:pStyle w:val="DocumentType"/>"#,
        r#"<w:pStyle w:val="DocumentType"/><w:ind w:firstLine="720"/>"#,
    ),
    (
        "N20",
        DOCUMENT,
        r#"<w:pStyle w:val="Subject"/></w:pPr><w:r>"#,
        r#"<w:pStyle w:val="Subject"/></w:pPr><w:r><w:rPr><w:i/></w:rPr>"#,
    ),
    ("N21", DOCUMENT, "Đề án 06 tỉnh<", "Đề án 06 tỉnh.<"),
    (
        "N21",
        DOCUMENT,
        r#"<w:pStyle w:val="Addressee"/></w:pPr><w:r>"#,
        r#"<w:pStyle w:val="Addressee"/></w:pPr><w:r><w:rPr><w:i/></w:rPr>"#,
    ),
    (
        "N21",
        DOCUMENT,
        r#"<w:pStyle w:val="Addressee"/></w:pPr><w:r>"#,
        r#"<w:pStyle w:val="Addressee"/></w:pPr><w:r><w:rPr><w:sz w:val="24"/></w:rPr>"#,
    ),
];

const BODY: [Change; 17] = [
    (
        "N22",
        DOCUMENT,
        r#"<w:pStyle w:val="BodyText"/>"#,
        r#"<w:pStyle w:val="BodyText"/><w:jc w:val="left"/>"#,
    ),
    (
        "N22",
        DOCUMENT,
        r#"<w:pStyle w:val="BodyText"/>"#,
        r#"<w:pStyle w:val="BodyText"/><w:ind w:firstLine="567"/>"#,
    ),
    (
        "N22",
        DOCUMENT,
        r#"<w:pStyle w:val="BodyText"/></w:pPr><w:r>"#,
        r#"<w:pStyle w:val="BodyText"/></w:pPr><w:r><w:rPr><w:sz w:val="26"/></w:rPr>"#,
    ),
    (
        "N23",
        DOCUMENT,
        r#"<w:pStyle w:val="BodyText"/>"#,
        r#"<w:pStyle w:val="BodyText"/><w:spacing w:before="100"/>"#,
    ),
    (
        "N23",
        DOCUMENT,
        r#"<w:pStyle w:val="BodyText"/>"#,
        r#"<w:pStyle w:val="BodyText"/><w:spacing w:line="361"/>"#,
    ),
    (
        "N23",
        DOCUMENT,
        r#"<w:pStyle w:val="BodyText"/>"#,
        r#"<w:pStyle w:val="BodyText"/><w:spacing w:line="320" w:lineRule="exact"/>"#,
    ),
    ("N24", DOCUMENT, ">I. CÔNG TÁC THAM MƯU", ">I. Công tác THAM MƯU"),
    ("N24", DOCUMENT, ">II. KẾT QUẢ", ">III. KẾT QUẢ"),
    (
        "N24",
        DOCUMENT,
        r#"<w:pStyle w:val="Heading1"/>"#,
        r#"<w:pStyle w:val="Heading1"/><w:keepNext w:val="0"/>"#,
    ),
    (
        "N24",
        DOCUMENT,
        r#"<w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t xml:space="preserve">IV. "#,
        r#"<w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t xml:space="preserve">IV. "#,
    ),
    ("N25", DOCUMENT, "1. Kết quả công tác tuyên truyền", "1. KẾT QUẢ CÔNG TÁC TUYÊN TRUYỀN"),
    (
        "N25",
        DOCUMENT,
        r#"<w:r><w:t xml:space="preserve">1. Kết quả công"#,
        r#"<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t xml:space="preserve">1. Kết quả công"#,
    ),
    ("N27", DOCUMENT, "./.<", ".<"),
    ("N27", DOCUMENT, "triển khai Đề án 06.<", "triển khai Đề án 06./.<"),
    ("N34", DOCUMENT, "xung kích", "xung kích 5 %"),
    ("N34", DOCUMENT, "xung kích", "xung kích 99.07%"),
    ("N37", DOCUMENT, ">168.061<", ">168.016<"),
];

const CLOSING: [Change; 15] = [
    ("N28", DOCUMENT, ">Như trên<", ">Như dưới<"),
    ("N28", DOCUMENT, "Lưu: VT, CATP", "Lưu: CATP"),
    ("N28", DOCUMENT, ">Nơi nhận:<", ">Nơi nhận<"),
    (
        "N28",
        DOCUMENT,
        r#"<w:pStyle w:val="RecipientsHeading"/></w:pPr><w:r>"#,
        r#"<w:pStyle w:val="RecipientsHeading"/></w:pPr><w:r><w:rPr><w:i w:val="0"/></w:rPr>"#,
    ),
    (
        "N28",
        DOCUMENT,
        r#"<w:pStyle w:val="Recipient"/></w:pPr><w:r>"#,
        r#"<w:pStyle w:val="Recipient"/></w:pPr><w:r><w:rPr><w:sz w:val="24"/></w:rPr>"#,
    ),
    ("N29", DOCUMENT, "Nguyễn Thành Phú", "NGUYỄN THÀNH PHÚ"),
    ("N29", DOCUMENT, "Nguyễn Thành Phú", "ThS. Nguyễn Thành Phú"),
    ("N29", DOCUMENT, ">TỔ TRƯỞNG<", ">Tổ trưởng<"),
    (
        "N29",
        DOCUMENT,
        r#"<w:pStyle w:val="SignaturePost"/>"#,
        r#"<w:pStyle w:val="SignaturePost"/><w:jc w:val="left"/>"#,
    ),
    (
        "N30",
        DOCUMENT,
        r#"<w:pStyle w:val="BodyText"/><w:keepNext/>"#,
        r#"<w:pStyle w:val="BodyText"/>"#,
    ),
    ("N32", DOCUMENT, "<w:tblHeader/>", ""),
    ("N32", DOCUMENT, r#"<w:insideH w:val="single""#, r#"<w:insideH w:val="dotted""#),
    (
        "N33",
        DOCUMENT,
        r#"<w:pStyle w:val="TableNumber"/>"#,
        r#"<w:pStyle w:val="TableNumber"/><w:jc w:val="left"/>"#,
    ),
    ("N37", DOCUMENT, ">3.781<", ">3.871<"),
    ("N37", DOCUMENT, ">3.781<", "><"),
];

const PACKAGE: [Change; 13] = [
    (
        "N35",
        DOCUMENT,
        r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/>"#,
        r#"<w:p/><w:p><w:pPr><w:pStyle w:val="Heading1"/>"#,
    ),
    ("N35", DOCUMENT, "xung kích", "xung {name.area} kích"),
    ("N35", DOCUMENT, "<w:r><w:t", r#"<w:commentRangeStart w:id="0"/><w:r><w:t"#),
    ("N35", DOCUMENT, "<w:r><w:t", r#"<w:del w:id="1" w:author="a"/><w:r><w:t"#),
    (
        "N36",
        "docProps/core.xml",
        "</cp:coreProperties>",
        r"<cp:lastModifiedBy>PHONG-3\an</cp:lastModifiedBy></cp:coreProperties>",
    ),
    (
        "N36",
        "docProps/core.xml",
        "</cp:coreProperties>",
        "<dcterms:created>2026-11-25T08:00:00Z</dcterms:created></cp:coreProperties>",
    ),
    ("S1", "word/fontTable.xml", "</w:fonts>", ""),
    ("S1", "word/fontTable.xml", "</w:fonts>", "\u{B}</w:fonts>"),
    ("S2", "[Content_Types].xml", "/word/settings.xml", "/word/setting.xml"),
    ("S3", "word/_rels/document.xml.rels", r#"Target="settings.xml""#, r#"Target="s.xml""#),
    (
        "S4",
        DOCUMENT,
        r#"<w:r><w:t xml:space="preserve">453"#,
        r#"<w:r><w:rPr><w:rStyle w:val="Ghost"/></w:rPr><w:t>453"#,
    ),
    ("S5", DOCUMENT, r#"<w:pStyle w:val="Heading2"/>"#, r#"<w:pStyle w:val="Heading3"/>"#),
    ("S6", DOCUMENT, r#"<wp:docPr id="2""#, r#"<wp:docPr id="1""#),
];

/// Each change breaks its row and no other.
#[track_caller]
fn each_breaks_its_row(base: &Subject, changes: &[Change]) {
    assert_eq!(base.broken(), [""; 0]);
    let mut wrong = Vec::new();
    for (row, part, from, to) in changes {
        let mut changed = base.clone();
        changed.package = changed.package.with(part, from, to);
        let broken = changed.broken();
        if broken != [*row] {
            wrong.push(format!("{row}: {to} breaks {broken:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rows_of_the_page_can_fail() {
    each_breaks_its_row(&Case::may().subject(), &PAGE);
}

#[test]
fn rows_of_the_letterhead_can_fail() {
    each_breaks_its_row(&Case::may().subject(), &LETTERHEAD);
}

#[test]
fn rows_of_the_body_can_fail() {
    each_breaks_its_row(&Case::may().subject(), &BODY);
}

#[test]
fn rows_of_the_closing_block_and_of_tables_can_fail() {
    each_breaks_its_row(&Case::may().subject(), &CLOSING);
}

#[test]
fn rows_of_the_package_can_fail() {
    each_breaks_its_row(&Case::may().subject(), &PACKAGE);
}

#[test]
fn rows_of_several_addressees_can_fail() {
    let addressees = [(LetterheadField::Addressees, "Bộ Công an\nUBND tỉnh\nCông an tỉnh")];
    let changes = [
        (
            "N21",
            DOCUMENT,
            r#"UBND tỉnh</w:t></w:r><w:r><w:t xml:space="preserve">;"#,
            r#"UBND tỉnh</w:t></w:r><w:r><w:t xml:space="preserve">."#,
        ),
        (
            "N21",
            DOCUMENT,
            r#"<w:pStyle w:val="AddresseeItem"/>"#,
            r#"<w:pStyle w:val="AddresseeItem"/><w:ind w:left="100"/>"#,
        ),
    ];
    each_breaks_its_row(&Case::may().with(&addressees).subject(), &changes);
}

#[test]
fn rows_of_points_can_fail() {
    let changes = [
        ("N26", DOCUMENT, ">đ) <", ">e) <"),
        (
            "N26",
            DOCUMENT,
            r#"<w:r><w:t xml:space="preserve">b) "#,
            r#"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">b) "#,
        ),
    ];
    each_breaks_its_row(&with_points().subject(), &changes);
}

#[test]
fn rows_of_annexes_can_fail() {
    let changes = [
        ("N2", DOCUMENT, r#"w:w="16838" w:h="11906""#, r#"w:w="16838" w:h="12240""#),
        ("N31", DOCUMENT, r#"<w:pgNumType w:start="1"/>"#, ""),
        ("N31", DOCUMENT, ">Phụ lục I<", ">Phụ lục 1<"),
        ("N31", DOCUMENT, "chi tiết tại Phụ lục I ", "chi tiết tại trang sau "),
        ("N31", DOCUMENT, "(Kèm theo", "(Theo"),
        (
            "N31",
            DOCUMENT,
            r#"<w:pStyle w:val="AnnexReference"/></w:pPr><w:r>"#,
            r#"<w:pStyle w:val="AnnexReference"/></w:pPr><w:r><w:rPr><w:i w:val="0"/></w:rPr>"#,
        ),
        (
            "N31",
            DOCUMENT,
            r#"<w:pStyle w:val="AnnexHeading"/>"#,
            r#"<w:pStyle w:val="AnnexHeading"/><w:jc w:val="left"/>"#,
        ),
        ("S4", "word/numbering.xml", r#"<w:num w:numId="1">"#, r#"<w:num w:numId="9">"#),
    ];
    let base = with_everything().subject();
    each_breaks_its_row(&base, &changes);
    // An annex without a table lies on its side.
    let size = r#"w:w="11906" w:h="16838"/>"#;
    let turned = r#"w:w="16838" w:h="11906" w:orient="landscape"/>"#;
    let mut changed = base;
    changed.package = changed.package.with_last(DOCUMENT, size, turned);
    assert_eq!(changed.broken(), ["N2"]);
}

#[test]
fn the_last_of_a_kind_can_fail() {
    let base = Case::may().subject();
    // The closing row may be split; a row of the table may be.
    let split = r#"<w:trPr><w:cantSplit/></w:trPr>"#;
    let mut changed = base.clone();
    changed.package = changed.package.with_last(DOCUMENT, split, "");
    assert_eq!(changed.broken(), ["N30"]);
    let mut changed = base.clone();
    let row = r#"<w:cantSplit/><w:tblHeader/>"#;
    changed.package = changed.package.with(DOCUMENT, row, "<w:tblHeader/>");
    assert_eq!(changed.broken(), ["N32"]);
    // A khoản without a title in bold.
    let mut changed = base.clone();
    let first = r#"<w:r><w:t xml:space="preserve">Tiếp tục xác định"#;
    let bold = r#"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Tiếp tục xác định"#;
    changed.package = changed.package.with(DOCUMENT, first, bold);
    assert_eq!(changed.broken(), ["N25"]);
    // The package has a date of its own.
    let mut changed = base;
    changed.package.parts[3].date.1 = 0x4a21;
    assert_eq!(changed.broken(), ["N36"]);
}

#[test]
fn what_the_report_says_can_be_missing() {
    let base = Case::may().subject();
    // A right to sign that is set and not printed.
    let mut changed = base.clone();
    changed.facts.authority = Some("kt".to_owned());
    assert_eq!(changed.broken(), ["N29"]);
    // A count with a comma is wrong even where it is what is stored.
    let mut changed = base.clone();
    changed.facts.tables[0].rows[1][0].text = "1,317".to_owned();
    changed.package = changed.package.with(DOCUMENT, ">1.317<", ">1,317<");
    assert_eq!(changed.broken(), ["N33"]);
    // A row that is on screen and not on paper; an annex that was asked for.
    let mut changed = base.clone();
    let last = changed.facts.tables[0].rows.last().unwrap().clone();
    changed.facts.tables[0].rows.push(last);
    assert_eq!(changed.broken(), ["N32"]);
    let mut changed = base;
    changed.facts.annexes.push(baocao06::report::template::Placement::Annex);
    assert_eq!(changed.broken(), ["N31"]);
}

#[test]
fn both_spellings_of_the_national_title_are_right() {
    let mut subject = Case::may().subject();
    subject.package = subject.package.with(DOCUMENT, "CỘNG HÒA", "CỘNG HOÀ");
    subject.conforms("HOÀ");
}

#[test]
fn nothing_unprintable_passes_the_program() {
    // By Unicode's own classes, all of Unicode: what the checker calls odd is left out.
    let odd = odd_characters();
    let mut passed = Vec::new();
    for c in '\u{20}'..=char::MAX {
        let text = c.to_string();
        if odd.is_match(&text) && !baocao06::report::text::printable(&text).is_empty() {
            passed.push(format!("{:X}", u32::from(c)));
        }
    }
    assert!(passed.is_empty(), "{passed:?}");
}
