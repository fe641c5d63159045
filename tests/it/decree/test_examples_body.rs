//! Every row of the checklist can fail: body, closing block, tables and the package.

use std::sync::OnceLock;

use baocao06::report::letterhead::LetterheadField;

use super::documents::{Case, may_subject, with_points};
use super::examples::{
    BOLD, Edit, Group, INDENTED, LEANING, LEFT, LIGHT, Look, Looks, MAY_END_A_PAGE, Outcome, Piece,
    UPRIGHT, add_part, size,
};
use super::package::DOCUMENT;

const BODY: &[Piece] = &[
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

const CLOSING: &[Piece] = &[
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
    ("N32", DOCUMENT, "<w:tblHeader/>", ""),
    ("N32", DOCUMENT, r#"<w:insideH w:val="single""#, r#"<w:insideH w:val="dotted""#),
    (
        "N32",
        DOCUMENT,
        r#"<w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#,
        r#"<w:insideH w:val="single" w:sz="4" w:space="0" w:color="FF0000"/>"#,
    ),
    ("N32", DOCUMENT, r#"<w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#, ""),
    (
        "N33",
        DOCUMENT,
        r#"<w:pStyle w:val="TableNumber"/>"#,
        r#"<w:pStyle w:val="TableNumber"/><w:jc w:val="left"/>"#,
    ),
    ("N37", DOCUMENT, ">3.781<", ">3.871<"),
    ("N37", DOCUMENT, ">3.781<", "><"),
];

const PACKAGE: &[Piece] = &[
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

const BODY_LOOKS: &[Looks] = &[
    ("N22", "BodyText", &[Look::Paragraph(r#"<w:ind w:firstLine="600"/>"#), size!("24")]),
    ("N24", "Heading1", &[LIGHT, LEANING, MAY_END_A_PAGE]),
    ("N25", "Heading2", &[LIGHT, LEANING, MAY_END_A_PAGE]),
    // A khoản without a title.
    ("N25", "NumberedText", &[BOLD]),
];

const BODY_EDITS: &[Edit] = &[
    ("N24", |subject| subject.package.replace(DOCUMENT, ">II. KẾT QUẢ", ">KẾT QUẢ")),
    ("N25", |subject| {
        let numbered = ">1. Kết quả công tác tuyên truyền";
        subject.package.replace(DOCUMENT, numbered, ">Kết quả công tác tuyên truyền");
    }),
    ("N37", |subject| {
        let bold = "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>77</w:t></w:r><w:r><w:t>";
        subject.package.replace(DOCUMENT, "xung kích", &format!("xung {bold} kích"));
    }),
];

const CLOSING_LOOKS: &[Looks] = &[
    ("N28", "RecipientsHeading", &[LIGHT, UPRIGHT, size!("23"), size!("25")]),
    ("N28", "Recipient", &[BOLD, LEANING, size!("21"), size!("23")]),
    ("N29", "SignaturePost", &[LIGHT, LEANING, LEFT, INDENTED, size!("25"), size!("29")]),
];

const CLOSING_EDITS: &[Edit] = &[
    ("N28", |subject| {
        subject.package.rewrite(DOCUMENT, |text| {
            let (table, section) = (text.rfind("<w:tbl>"), text.rfind("<w:sectPr>"));
            format!("{}{}", &text[..table.unwrap()], &text[section.unwrap()..])
        });
    }),
    ("N28", |subject| {
        subject.package.cut(DOCUMENT, ("<w:p>", "</w:p>"), "Thường trực Thành ủy");
    }),
    ("N29", |subject| {
        let third = "</w:tc><w:tc><w:p><w:r><w:t>Dấu</w:t></w:r></w:p></w:tc></w:tr>";
        subject.package.replace_last(DOCUMENT, "</w:tc></w:tr>", third);
    }),
    // A right to sign that is set and not printed.
    ("N29", |subject| subject.facts.authority = Some("kt".to_owned())),
    ("N30", |subject| {
        subject.package.replace_last(DOCUMENT, "<w:trPr><w:cantSplit/></w:trPr>", "");
    }),
    ("N30", |subject| {
        let style = r#"<w:pStyle w:val="BodyText"/>"#;
        subject.package.replace_last(DOCUMENT, &format!("{style}<w:keepNext/>"), style);
    }),
];

const TABLE_EDITS: &[Edit] = &[
    ("N32", |subject| {
        let lines = r#"<w:insideH w:val="single""#;
        subject.package.cut(DOCUMENT, ("<w:tbl>", "</w:tbl>"), lines);
    }),
    ("N32", |subject| {
        subject.package.replace(DOCUMENT, "<w:cantSplit/><w:tblHeader/>", "<w:tblHeader/>");
    }),
    ("N32", |subject| {
        subject.package.replace(DOCUMENT, r#"<w:gridCol w:w="681"/>"#, r#"<w:gridCol w:w="682"/>"#);
    }),
    // A row that is on screen and not on paper.
    ("N32", |subject| {
        let rows = &mut subject.facts.tables[0].rows;
        rows.push(rows.last().unwrap().clone());
    }),
    // A count with a comma is wrong even where it is what is stored.
    ("N33", |subject| {
        subject.facts.tables[0].rows[1][0].text = "1,317".to_owned();
        subject.package.replace(DOCUMENT, ">1.317<", ">1,317<");
    }),
    ("N35", |subject| {
        subject.package.cut(DOCUMENT, ("<w:p>", "</w:p>"), ">Đăng ký thường trú<");
    }),
    ("N35", |subject| {
        let text = r#"<w:p><w:pPr><w:pStyle w:val="TableText"/>"#;
        subject.package.replace(DOCUMENT, text, &format!("<w:p/>{text}"));
    }),
    ("N35", |subject| {
        let blank = r#"<w:pStyle w:val="TableHeading"/></w:pPr></w:p>"#;
        let words = r#"<w:pStyle w:val="TableHeading"/></w:pPr><w:r><w:t>STT</w:t></w:r></w:p>"#;
        subject.package.replace(DOCUMENT, blank, words);
    }),
];

const PACKAGE_EDITS: &[Edit] = &[
    ("N35", |subject| {
        let field = r#"<w:fldSimple w:instr="DATE"/><w:r><w:t"#;
        subject.package.replace(DOCUMENT, "<w:r><w:t", field);
    }),
    ("N35", |subject| add_part(subject, "word/comments.xml", "<w:comments/>")),
    ("N36", |subject| subject.package.parts[3].date.1 = 0x4a21),
    ("N36", |subject| subject.package.parts.swap(0, 1)),
    ("S3", |subject| {
        let main = r#"Target="word/document.xml""#;
        subject.package.replace("_rels/.rels", main, r#"Target="word/styles.xml""#);
    }),
    ("S3", |subject| {
        let link = r#"<w:hyperlink r:id="rId99"/><w:r><w:t"#;
        subject.package.replace(DOCUMENT, "<w:r><w:t", link);
    }),
];

/// Reports whose own words do not conform.
fn reports() -> Vec<(&'static str, Case)> {
    let with = |field, text| Case::may().with(&[(field, text)]);
    vec![
        ("N28", with(LetterheadField::Recipients, "")),
        ("N29", with(LetterheadField::SignerName, "")),
    ]
}

const POINTS: &[Piece] = &[
    ("N26", DOCUMENT, ">đ) <", ">e) <"),
    (
        "N26",
        DOCUMENT,
        r#"<w:r><w:t xml:space="preserve">b) "#,
        r#"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">b) "#,
    ),
];

fn body() -> &'static Outcome {
    static ONCE: OnceLock<Outcome> = OnceLock::new();
    ONCE.get_or_init(|| {
        Group::of(may_subject()).pieces(BODY).looks(BODY_LOOKS).edits(BODY_EDITS).outcome()
    })
}

fn closing() -> &'static Outcome {
    static ONCE: OnceLock<Outcome> = OnceLock::new();
    ONCE.get_or_init(|| {
        let group = Group::of(may_subject()).pieces(CLOSING).looks(CLOSING_LOOKS);
        group.edits(CLOSING_EDITS).edits(TABLE_EDITS).reports(&reports()).outcome()
    })
}

fn package() -> &'static Outcome {
    static ONCE: OnceLock<Outcome> = OnceLock::new();
    ONCE.get_or_init(|| Group::of(may_subject()).pieces(PACKAGE).edits(PACKAGE_EDITS).outcome())
}

fn points() -> &'static Outcome {
    static ONCE: OnceLock<Outcome> = OnceLock::new();
    ONCE.get_or_init(|| Group::of(&with_points().subject()).pieces(POINTS).outcome())
}

/// Every counter-example of this file.
pub(super) fn all() -> Vec<&'static Outcome> {
    vec![body(), closing(), package(), points()]
}

#[test]
fn rows_of_the_body_can_fail() {
    body().is_right();
}

#[test]
fn rows_of_the_closing_block_and_of_tables_can_fail() {
    closing().is_right();
}

#[test]
fn rows_of_the_package_can_fail() {
    package().is_right();
}

#[test]
fn rows_of_points_can_fail() {
    points().is_right();
}
