//! The pages of reports filled into an office's own Word skeleton, held against those that LibreOffice
//! prints. Where there is no LibreOffice they are not compared; CI has one.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::process::Command;

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

/// Words without a space between them, on a page.
#[derive(Debug, Clone, PartialEq)]
struct Word {
    text: String,
    /// Left edge, in twips.
    x: f64,
    /// Baseline of ours, upper edge of theirs, in twips.
    y: f64,
    /// Size in half-points; 0 for theirs.
    size: u32,
}

/// What stands behind hard spaces on a page: LibreOffice writes it as words of its own.
fn tails(page: &Page) -> HashSet<String> {
    let tails = page.words().flat_map(|words| words.text.split('\u{A0}').skip(1));
    tails.map(str::to_owned).collect()
}

/// Our words of a page.
fn ours(page: &Page) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut end: Option<(i32, i32)> = None;
    for piece in page.words() {
        // LibreOffice writes a hard space as one that divides.
        let text = piece.text.split('\u{A0}').next().unwrap().to_owned();
        let is_joined = end == Some((piece.area.x, piece.baseline));
        end = Some((piece.area.x + piece.area.width, piece.baseline));
        match words.last_mut().filter(|_| is_joined) {
            Some(last) => last.text.push_str(&text),
            None => words.push(Word {
                text,
                x: f64::from(piece.area.x),
                y: f64::from(piece.baseline),
                size: piece.size,
            }),
        }
        if piece.text.contains('\u{A0}') {
            end = None;
        }
    }
    words
}

/// The words that LibreOffice prints, page by page.
fn theirs(pdf: &Path) -> Vec<Vec<Word>> {
    let output = Command::new("pdftotext").arg("-bbox").arg(pdf).arg("-").output().unwrap();
    let xml = String::from_utf8(output.stdout).unwrap();
    let pages = xml.split("<page ").skip(1).map(|page| {
        let words = page.lines().filter_map(|line| {
            let (tag, text) = line.trim().strip_prefix("<word ")?.split_once('>')?;
            let number = |name: &str| {
                let (_, rest) = tag.split_once(&format!("{name}=\""))?;
                rest.split('"').next()?.parse::<f64>().ok()
            };
            let text = text.strip_suffix("</word>")?;
            let text = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
            let text = text.replace("&quot;", "\"");
            Some(Word { text, x: number("xMin")? * 20.0, y: number("yMin")? * 20.0, size: 0 })
        });
        words.collect()
    });
    pages.collect()
}

/// How far apart baselines may be, in twips: both round.
const EXACT: f64 = 3.0;

/// How far our words are from theirs, in twips: what has no partner, then what is far from it.
fn differences(page: &Page, theirs: &[Word], tolerance: f64) -> Vec<String> {
    /// Both round to a twip; LibreOffice places letters of justified lines by its own units.
    const ACROSS: f64 = 40.0;
    // The upper edge of a word is its baseline less the ascent of its font: of one size always the same.
    let mut rises: HashMap<u32, Vec<f64>> = HashMap::new();
    let ours = ours(page);
    let tails = tails(page);
    let mut free: Vec<&Word> = theirs.iter().collect();
    let mut pairs = Vec::new();
    let mut found = Vec::new();
    for word in &ours {
        let near = free.iter().enumerate().filter(|(_, other)| other.text == word.text);
        let near = near.min_by(|(_, a), (_, b)| {
            let rise = f64::from(word.size) * 9.0;
            let far = |o: &Word| (o.x - word.x).abs() + (o.y + rise - word.y).abs();
            far(a).total_cmp(&far(b))
        });
        let Some((at, _)) = near else {
            found.push(format!("only here: {word:?}"));
            continue;
        };
        let other = free.swap_remove(at);
        rises.entry(word.size).or_default().push(word.y - other.y);
        pairs.push((word, other));
    }
    let free = free.iter().filter(|word| !tails.contains(&word.text));
    found.extend(free.map(|word| format!("only there: {word:?}")));
    let median: HashMap<u32, f64> = rises
        .into_iter()
        .map(|(size, mut rises)| {
            rises.sort_by(f64::total_cmp);
            (size, rises[rises.len() / 2])
        })
        .collect();
    for (word, other) in pairs {
        let rise = median[&word.size];
        // 0,8 to 1 em of any font stand above the line.
        let em = f64::from(word.size) * 10.0;
        let (right, down) = (other.x - word.x, other.y + rise - word.y);
        if right.abs() > ACROSS || down.abs() > tolerance || !(0.7..1.1).contains(&(rise / em)) {
            found.push(format!(
                "{:?} is {right:.0} to the right, {down:.0} below, rise {rise:.0}",
                word
            ));
        }
    }
    found
}

/// How the pages of a skeleton differ from those that were printed.
fn compared((name, tolerance): (&str, f64), pdf: &Path, pages: &[Page]) -> Vec<String> {
    let theirs = theirs(pdf);
    let mut found = Vec::new();
    for (at, (page, theirs)) in pages.iter().zip(&theirs).enumerate() {
        let differences = differences(page, theirs, tolerance);
        let of_page = |difference| format!("{name}, page {}: {difference}", at + 1);
        found.extend(differences.into_iter().map(of_page).take(15));
    }
    if pages.len() != theirs.len() {
        found.push(format!("{name}: {} pages, not {}", pages.len(), theirs.len()));
    }
    found
}

/// A logo and two lines at the top, the first page otherwise, a line at the foot.
fn with_logo() -> OwnSkeleton {
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
fn with_font() -> OwnSkeleton {
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
