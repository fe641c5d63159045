//! Every row of the checklist can fail: pages and letterhead. A file that conforms is changed in one
//! place, and exactly that row is reported.

use std::sync::OnceLock;

use baocao06::report::letterhead::LetterheadField;
use baocao06::report::template::Placement;

use super::documents::{Case, everything_subject, may_subject};
use super::examples::{
    BOLD, Edit, Group, INDENTED, LEANING, LEFT, LIGHT, Look, Looks, Outcome, Piece, UNDERLINED,
    UPRIGHT, add_part, replace_behind, size,
};
use super::package::DOCUMENT;
use super::page::odd_characters;

const STYLES: &str = "word/styles.xml";
const HEADER: &str = "word/header1.xml";

const PAGE: &[Piece] = &[
    ("N1", DOCUMENT, r#"w:w="11906" w:h="16838""#, r#"w:w="11906" w:h="15840""#),
    ("N3", DOCUMENT, r#"w:left="1701""#, r#"w:left="1600""#),
    ("N3", DOCUMENT, r#"w:bottom="1134""#, r#"w:bottom="1418""#),
    ("N3", DOCUMENT, r#"w:top="1134""#, r#"w:top="1133""#),
    ("N3", DOCUMENT, r#"w:right="850""#, r#"w:right="849""#),
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
    ("N8", HEADER, "<w:r><w:t>", "<w:r><w:rPr><w:i/></w:rPr><w:t>"),
    ("N8", HEADER, "<w:r><w:t>", r#"<w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:t>"#),
    ("N9", DOCUMENT, "<w:titlePg/>", ""),
    (
        "N9",
        DOCUMENT,
        r#"<w:headerReference w:type="default""#,
        r#"<w:headerReference w:type="first" r:id="rId4"/><w:headerReference w:type="default""#,
    ),
    ("N10", DOCUMENT, r#"w:header="567""#, r#"w:header="900""#),
];

const LETTERHEAD: &[Piece] = &[
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

/// The same, where a look is changed.
const PAGE_LOOKS: &[Looks] = &[
    (
        "N4",
        "BodyText",
        &[
            Look::Run(r#"<w:rFonts w:ascii="Arial"/>"#),
            Look::Run(r#"<w:rFonts w:hAnsi="Arial"/>"#),
            Look::Run(r#"<w:rFonts w:cs="Arial"/>"#),
            Look::Run(r#"<w:rFonts w:eastAsia="Arial"/>"#),
        ],
    ),
    ("N5", "TableText", &[Look::Run(r#"<w:shd w:val="clear" w:fill="FFFF00"/>"#)]),
];

const PAGE_EDITS: &[Edit] = &[("N10", |subject| {
    let number = r#"<w:ftr><w:p><w:fldSimple w:instr="PAGE"/></w:p></w:ftr>"#;
    add_part(subject, "word/footer1.xml", number);
})];

const LETTERHEAD_LOOKS: &[Looks] = &[
    ("N12", "NationalTitle", &[LIGHT, LEANING, LEFT, INDENTED, size!("23"), size!("27")]),
    ("N13", "Motto", &[LIGHT, LEANING, LEFT, INDENTED, size!("25")]),
    ("N14", "Motto", &[UNDERLINED]),
    ("N15", "ParentBody", &[BOLD, LEFT, INDENTED, size!("23"), size!("27")]),
    ("N16", "Issuer", &[LIGHT, UNDERLINED, LEFT, INDENTED, size!("23"), size!("27")]),
    ("N17", "DocumentNumber", &[BOLD, LEANING, LEFT, INDENTED, size!("25"), size!("27")]),
    ("N18", "PlaceDate", &[BOLD, UPRIGHT, LEFT, INDENTED, size!("25"), size!("29")]),
    ("N19", "DocumentType", &[LIGHT, LEFT, INDENTED, size!("25"), size!("29")]),
    ("N20", "Subject", &[LIGHT, LEANING, UNDERLINED, LEFT, INDENTED, size!("25"), size!("29")]),
    ("N21", "Addressee", &[LEANING, size!("25"), size!("29")]),
];

const LETTERHEAD_EDITS: &[Edit] = &[
    ("N11", |subject| subject.package.cut(DOCUMENT, ("<w:tbl>", "</w:tbl>"), "NationalTitle")),
    ("N11", |subject| {
        let column = r#"<w:gridCol w:w="5670"/>"#;
        subject.package.replace(DOCUMENT, column, &format!(r#"{column}<w:gridCol w:w="9"/>"#));
    }),
    ("N11", |subject| {
        let title = r#"<w:p><w:pPr><w:pStyle w:val="NationalTitle"/>"#;
        let above = format!("<w:p><w:r><w:t>MẬT</w:t></w:r></w:p>{title}");
        subject.package.replace(DOCUMENT, title, &above);
    }),
    ("N15", |subject| subject.package.cut(DOCUMENT, ("<w:p>", "</w:p>"), "ParentBody")),
    ("N16", |subject| rule(subject, 1, None)),
    ("N16", |subject| rule(subject, 1, Some(DASHED))),
    ("N16", |subject| rule(subject, 1, Some(BLUE))),
    ("N16", |subject| rule(subject, 1, Some(LONG))),
    ("N14", |subject| rule(subject, 2, None)),
    ("N14", |subject| rule(subject, 2, Some(DASHED))),
    ("N14", |subject| rule(subject, 2, Some(BLUE))),
    ("N14", |subject| rule(subject, 2, Some(LONG))),
    ("N20", |subject| rule(subject, 3, None)),
    ("N20", |subject| rule(subject, 3, Some(DASHED))),
    ("N20", |subject| rule(subject, 3, Some(BLUE))),
    ("N20", |subject| rule(subject, 3, Some(LONG))),
];

const DASHED: (&str, &str) = ("<a:ln", r#"<a:ln cmpd="dbl""#);
const BLUE: (&str, &str) = (r#"<a:srgbClr val="000000"/>"#, r#"<a:srgbClr val="0000FF"/>"#);
const LONG: (&str, &str) = (r#"<a:ext cx=""#, r#"<a:ext cx="9"#);

/// Changes the rule of a number, or takes it away.
fn rule(subject: &mut super::Subject, number: u32, change: Option<(&str, &str)>) {
    let own = format!(r#"<wp:docPr id="{number}""#);
    match change {
        Some((from, to)) => replace_behind(subject, &own, from, to),
        None => subject.package.cut(DOCUMENT, ("<w:r>", "</w:r>"), &own),
    }
}

/// Reports whose own words do not conform.
fn reports() -> Vec<(&'static str, Case)> {
    let with = |field, text| Case::may().with(&[(field, text)]);
    vec![
        ("N16", with(LetterheadField::Issuer, "").with(&[(LetterheadField::ParentBody, "")])),
        ("N20", with(LetterheadField::Subject, "")),
        ("N21", with(LetterheadField::Addressees, "")),
    ]
}

const ADDRESSEES: &[Piece] = &[
    (
        "N21",
        DOCUMENT,
        r#"UBND tỉnh</w:t></w:r><w:r><w:t xml:space="preserve">;"#,
        r#"UBND tỉnh</w:t></w:r><w:r><w:t xml:space="preserve">."#,
    ),
    (
        "N21",
        DOCUMENT,
        r#"<w:pStyle w:val="AddresseeItem"/></w:pPr><w:r><w:t xml:space="preserve">- "#,
        r#"<w:pStyle w:val="AddresseeItem"/></w:pPr><w:r><w:t xml:space="preserve">+ "#,
    ),
    ("N21", DOCUMENT, ">Kính gửi:", ">Kính gửi: Bộ"),
];

const ADDRESSEE_EDITS: &[Edit] =
    &[("N21", |subject| subject.package.cut(DOCUMENT, ("<w:p>", "</w:p>"), "AddresseeItem"))];

const ANNEXES: &[Piece] = &[
    ("N2", DOCUMENT, r#"w:w="16838" w:h="11906""#, r#"w:w="16838" w:h="12240""#),
    ("N31", DOCUMENT, r#"<w:pgNumType w:start="1"/>"#, ""),
    ("N31", DOCUMENT, ">Phụ lục I<", ">Phụ lục 1<"),
    ("N31", DOCUMENT, "chi tiết tại Phụ lục I ", "chi tiết tại trang sau "),
    ("N31", DOCUMENT, "(Kèm theo", "(Theo"),
    (
        "N31",
        DOCUMENT,
        r#"<w:pStyle w:val="AnnexTitle"/></w:pPr><w:r><w:t xml:space="preserve">"#,
        r#"<w:pStyle w:val="AnnexTitle"/></w:pPr><w:r><w:t xml:space="preserve">Bảng "#,
    ),
    ("S4", "word/numbering.xml", r#"<w:num w:numId="1">"#, r#"<w:num w:numId="9">"#),
];

const ANNEX_LOOKS: &[Looks] = &[
    ("N31", "AnnexHeading", &[LIGHT, LEFT, INDENTED, size!("27"), size!("29")]),
    ("N31", "AnnexTitle", &[LIGHT, size!("25"), size!("29")]),
    ("N31", "AnnexReference", &[UPRIGHT, size!("25"), size!("29")]),
];

const ANNEX_EDITS: &[Edit] = &[
    // An annex without a table lies on its side.
    ("N2", |subject| {
        let size = r#"w:w="11906" w:h="16838"/>"#;
        let turned = r#"w:w="16838" w:h="11906" w:orient="landscape"/>"#;
        subject.package.replace_last(DOCUMENT, size, turned);
        *subject.facts.annexes.last_mut().unwrap() = Placement::AnnexLandscape;
    }),
    // An annex that was to be upright; one that was asked for; one without a reference.
    ("N2", |subject| subject.facts.annexes[0] = Placement::Annex),
    ("N31", |subject| subject.facts.annexes.push(Placement::Annex)),
    ("N31", |subject| subject.package.cut(DOCUMENT, ("<w:p>", "</w:p>"), "AnnexReference")),
    // Headings in the annexes only.
    ("N24", |subject| {
        for style in ["Heading1", "Heading2"] {
            let own = format!(r#"<w:pStyle w:val="{style}"/>"#);
            let other = r#"<w:pStyle w:val="BodyText"/>"#;
            subject.package.rewrite(DOCUMENT, |text| text.replace(&own, other));
        }
    }),
];

fn page() -> &'static Outcome {
    static ONCE: OnceLock<Outcome> = OnceLock::new();
    ONCE.get_or_init(|| {
        Group::of(may_subject()).pieces(PAGE).looks(PAGE_LOOKS).edits(PAGE_EDITS).outcome()
    })
}

fn letterhead() -> &'static Outcome {
    static ONCE: OnceLock<Outcome> = OnceLock::new();
    ONCE.get_or_init(|| {
        let group = Group::of(may_subject()).pieces(LETTERHEAD).looks(LETTERHEAD_LOOKS);
        group.edits(LETTERHEAD_EDITS).reports(&reports()).outcome()
    })
}

fn addressees() -> &'static Outcome {
    static ONCE: OnceLock<Outcome> = OnceLock::new();
    ONCE.get_or_init(|| {
        let several = "Bộ Công an\nUBND tỉnh\nCông an tỉnh";
        let group =
            Group::of(&Case::may().with(&[(LetterheadField::Addressees, several)]).subject());
        let looks: &[Looks] = &[("N21", "AddresseeItem", &[LEANING, INDENTED, size!("25")])];
        group.pieces(ADDRESSEES).looks(looks).edits(ADDRESSEE_EDITS).outcome()
    })
}

fn annexes() -> &'static Outcome {
    static ONCE: OnceLock<Outcome> = OnceLock::new();
    ONCE.get_or_init(|| {
        let group = Group::of(everything_subject()).pieces(ANNEXES);
        group.looks(ANNEX_LOOKS).edits(ANNEX_EDITS).outcome()
    })
}

/// Every counter-example of this file.
pub(super) fn all() -> Vec<&'static Outcome> {
    vec![page(), letterhead(), addressees(), annexes()]
}

#[test]
fn rows_of_the_page_can_fail() {
    page().is_right();
}

#[test]
fn rows_of_the_letterhead_can_fail() {
    letterhead().is_right();
}

#[test]
fn rows_of_several_addressees_can_fail() {
    addressees().is_right();
}

#[test]
fn rows_of_annexes_can_fail() {
    annexes().is_right();
}

#[test]
fn both_spellings_of_the_national_title_are_right() {
    let mut subject = may_subject().clone();
    subject.package.replace(DOCUMENT, "CỘNG HÒA", "CỘNG HOÀ");
    subject.conforms("HOÀ");
}

#[test]
fn nothing_unprintable_passes_the_program() {
    // By Unicode's own classes, all of Unicode: what the checker calls odd is left out.
    let odd = odd_characters();
    let mut passed = Vec::new();
    for c in '\u{20}'..=char::MAX {
        let text = c.to_string();
        // U+0085 is one of the line breaks of other programs, and becomes ours.
        let printed = baocao06::report::text::printable(&text);
        if odd.is_match(&text) && !printed.trim_matches('\n').is_empty() {
            passed.push(format!("{:X}", u32::from(c)));
        }
    }
    assert!(passed.is_empty(), "{passed:?}");
}
