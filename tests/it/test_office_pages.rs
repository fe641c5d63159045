//! The pages of reports filled into an office's own Word skeleton, held against those that LibreOffice
//! prints. Where there is no LibreOffice they are not compared; CI has one.

use baocao06::app::look::office_look::OfficeLook;
use baocao06::calc::history::History;
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::document::{self, Document, Extras};
use baocao06::export::docx;
use baocao06::pages::flow::{self, LineCache, Page};
use baocao06::report::key::ItemKey;
use baocao06::report::look::Look;
use baocao06::report::template::Placement;

use super::libreoffice;
use super::own_skeleton::*;
use super::printed_words::{EXACT, compared};
use super::support::*;
use super::test_own_fonts::has_another_font;

/// The report of May 2023, with a table on a page that lies on its side.
fn document(look: &Look) -> Document {
    let (report, template) = (may(), template());
    let results = Results::of(&report, &template);
    let context = Context::of(&report, &template, &results);
    let history = History::default();
    document::build(context, &Extras { look, history: &history, trace: None })
}

fn annexed() -> Look {
    let mut look = Look::default();
    let table = ItemKey::parse("services").unwrap();
    look.tables.insert(table, Placement::AnnexLandscape);
    look
}

/// A logo and two lines at the top, the first page otherwise, a line at the foot.
pub(crate) fn with_logo() -> OwnSkeleton {
    let issuer = run("<w:b/><w:sz w:val=\"26\"/>", "ỦY BAN NHÂN DÂN THÀNH PHỐ PHAN RANG");
    let address = run("<w:i/><w:sz w:val=\"20\"/>", "Số 570 Thống Nhất – điện thoại 0259.123.456");
    let tabs = "<w:tabs><w:tab w:val=\"clear\" w:pos=\"4680\"/><w:tab w:val=\"right\" w:pos=\"9355\"/></w:tabs>";
    let page = [
        tab(),
        run("", "Trang "),
        word_field("<w:b/>", "PAGE"),
        run("", "/"),
        word_field("", "NUMPAGES"),
    ];
    let first = [
        paragraph("<w:jc w:val=\"center\"/>", &inline_picture("rIdLogo", (900, 900))),
        paragraph("<w:jc w:val=\"center\"/><w:spacing w:after=\"60\"/>", &issuer),
    ];
    let others = [
        paragraph(tabs, &(issuer.clone() + &page.concat())),
        paragraph("<w:jc w:val=\"left\"/>", &address),
    ];
    let foot = paragraph(
        "<w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"auto\"/></w:pBdr><w:jc w:val=\"center\"/>",
        &run("<w:sz w:val=\"18\"/>", "Báo cáo Đề án 06"),
    );
    OwnSkeleton::handed_out()
        .logo()
        .band("header", "first", &first.concat())
        .band("header", "default", &others.concat())
        .band("footer", "default", &foot)
}

/// Other letters than the decree's, smaller, with a number at the foot.
pub(crate) fn with_font() -> OwnSkeleton {
    let number = paragraph("<w:jc w:val=\"right\"/>", &word_field("<w:sz w:val=\"22\"/>", "PAGE"));
    OwnSkeleton::handed_out()
        .font("Liberation Sans")
        .change("word/styles.xml", "<w:sz w:val=\"28\"/>", "<w:sz w:val=\"26\"/>")
        .band("header", "default", "<w:p/>")
        .band("footer", "default", &number)
        .section("<w:titlePg/>", "")
}

/// A table with a logo that is higher than the margin, and other pages with even numbers.
fn with_tall_header() -> OwnSkeleton {
    let cell = |width: u32, align: &str, content: &str| {
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{align}</w:tcPr>{content}</w:tc>"
        )
    };
    let middle = "<w:vAlign w:val=\"center\"/>";
    let lines = [
        paragraph("<w:jc w:val=\"center\"/>", &run("<w:b/>", "THÀNH PHỐ PHAN RANG – THÁP CHÀM")),
        paragraph("<w:jc w:val=\"center\"/>", &run("", "Tổ công tác triển khai Đề án 06")),
    ];
    let border = |name: &str| {
        format!("<w:{name} w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>")
    };
    let borders: String =
        ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
    let table = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"9355\" w:type=\"dxa\"/><w:tblBorders>{borders}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"7355\"/></w:tblGrid>\
         <w:tr>{}{}</w:tr></w:tbl><w:p/>",
        cell(2000, "", &paragraph("", &inline_picture("rIdLogo", (1200, 1200)))),
        cell(7355, middle, &lines.concat()),
    );
    let even =
        paragraph("<w:jc w:val=\"right\"/>", &(run("", "Trang chẵn ") + &word_field("", "PAGE")));
    OwnSkeleton::handed_out()
        .logo()
        .band("header", "default", &table)
        .band("header", "even", &even)
        .section("<w:titlePg/>", "")
        .change("word/settings.xml", "<w:zoom", "<w:evenAndOddHeaders/><w:zoom")
}

/// Words beside a logo, spaced lines, a number in a frame, a footer that pushes the text up.
fn with_picture_beside() -> OwnSkeleton {
    let logo = anchored_picture((1000, 1000), (0, 0), "<wp:wrapNone/>");
    let long = "Địa chỉ: 570 Thống Nhất, thành phố Phan Rang – Tháp Chàm, tỉnh Ninh Thuận; điện thoại \
                0259.123.456; thư điện tử to.congtac06@ninhthuan.gov.vn; cổng thông tin điện tử của thành phố";
    let header = [
        paragraph(
            "<w:spacing w:before=\"60\" w:after=\"120\"/><w:jc w:val=\"left\"/>",
            &(logo + &run("<w:b/><w:u w:val=\"single\"/>", "Tổ công tác Đề án 06")),
        ),
        paragraph(
            "<w:spacing w:line=\"300\" w:lineRule=\"auto\"/><w:jc w:val=\"both\"/>",
            &run("<w:sz w:val=\"22\"/>", long),
        ),
        paragraph(
            "<w:spacing w:after=\"200\"/><w:jc w:val=\"left\"/>",
            &[run("", "Trái"), tab(), run("", "Giữa"), tab(), run("<w:sz w:val=\"36\"/>", "Phải")]
                .concat(),
        ),
    ];
    let number = "<w:framePr w:wrap=\"around\" w:vAnchor=\"text\" w:hAnchor=\"margin\" w:xAlign=\"right\" w:y=\"1\"/>";
    let footer = [
        paragraph(number, &word_field("", "PAGE")),
        paragraph(
            "<w:spacing w:before=\"240\"/><w:jc w:val=\"left\"/>",
            &run("<w:color w:val=\"C00000\"/>", "Lưu hành nội bộ"),
        ),
        paragraph(
            "<w:ind w:left=\"720\" w:hanging=\"360\"/><w:spacing w:after=\"120\"/><w:jc w:val=\"left\"/>",
            &[run("<w:i/>", "*"), tab(), run("<w:i/><w:sz w:val=\"22\"/>", &long.repeat(2))]
                .concat(),
        ),
    ];
    OwnSkeleton::handed_out()
        .logo()
        .band("header", "default", &header.concat())
        .band("footer", "default", &footer.concat())
        .section("<w:titlePg/>", "")
}

#[test]
fn pages_of_own_skeletons_are_those_that_libreoffice_prints() {
    let cases = [
        ("bieu-trung", with_logo(), Look::default(), EXACT),
        // LibreOffice rounds the height of each line of these letters up by a twip.
        ("phong-khac", with_font(), annexed(), EXACT + 30.0),
        ("dau-trang-cao", with_tall_header(), annexed(), EXACT),
        ("hinh-ben-chu", with_picture_beside(), Look::default(), EXACT),
    ];
    if !libreoffice::is_there() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let folder =
        std::env::var_os("BAOCAO06_KEEP_PAGES").map_or(folder.path().to_owned(), Into::into);
    let (mut names, mut laid) = (Vec::new(), Vec::new());
    for (name, skeleton, look, tolerance) in cases {
        let look: OfficeLook = skeleton.look(look);
        if !look.fonts().missing().is_empty() {
            // Said by the question, which CI must answer with yes.
            assert!(!has_another_font(), "{:?}", look.fonts().missing());
            continue;
        }
        assert_eq!(look.num_undrawn(), 0);
        libreoffice::give_fonts(&folder, &look);
        let document = document(&look.look);
        let file = format!("{name}.docx");
        std::fs::write(folder.join(&file), docx::docx(&document, &look.skeleton).unwrap()).unwrap();
        names.push(file);
        let pages = flow::lay_out(&document, look.sheet(), &mut LineCache::default()).pages;
        laid.push(((name, tolerance), pages));
    }
    libreoffice::print(&folder, &names);
    let compared = |(case, pages): &((&str, f64), Vec<Page>)| {
        compared(*case, &folder.join(format!("{}.pdf", case.0)), pages)
    };
    let found: Vec<String> = laid.iter().flat_map(compared).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
