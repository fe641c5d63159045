//! Own Word skeletons on the screen: what their headers and fonts do to the pages, what is said where
//! something cannot be shown, and that a broken one does no harm.

use std::sync::Arc;

use baocao06::app::look::office_look::OfficeLook;
use baocao06::app::message::Event;
use baocao06::app::platform::preferences::Theme;
use baocao06::calc::history::History;
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::document::{self, Document, Extras};
use baocao06::export::docx::{self, Skeleton};
use baocao06::pages::flow::{self, Item, LineCache, Page, PlacedPicture};
use baocao06::report::key::ItemKey;
use baocao06::report::look::Look;
use baocao06::report::template::Placement;
use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use proptest::prelude::*;
use proptest::sample::select;

use super::own_skeleton::*;
use super::support::{TestHarness, may, report_id, tell, template, window_of};

const SQUARE: &str = "<wp:wrapSquare wrapText=\"bothSides\"/>";

fn document(look: &Look) -> Document {
    let (report, template) = (may(), template());
    let results = Results::of(&report, &template);
    let context = Context::of(&report, &template, &results);
    let history = History::default();
    document::build(context, &Extras { look, history: &history, trace: None })
}

pub(crate) fn laid(look: &OfficeLook) -> Vec<Page> {
    flow::lay_out(&document(&look.look), look.sheet(), &mut LineCache::default()).pages
}

pub(crate) fn pages(skeleton: &OwnSkeleton) -> Vec<Page> {
    laid(&skeleton.look(Look::default()))
}

fn pictures(page: &Page) -> Vec<&PlacedPicture> {
    let pictures = page.items.iter().filter_map(|item| match item {
        Item::Picture(picture) => Some(picture),
        _ => None,
    });
    pictures.collect()
}

/// The baseline of the first words of a page that begin so.
fn baseline(page: &Page, text: &str) -> i32 {
    let found = page.words().find(|words| words.text == text);
    found.unwrap_or_else(|| panic!("no {text}:\n{}", page.text())).baseline
}

#[test]
fn a_header_stands_on_the_pages_of_its_kind() {
    let text =
        |kind: &str| paragraph("", &(run("", kind) + &word_field("", "PAGE \\* MERGEFORMAT")));
    let skeleton = OwnSkeleton::handed_out()
        .band("header", "first", &text("Đầu"))
        .band("header", "even", &text("Chẵn"))
        .band("header", "default", &text("Lẻ"));
    let with_even =
        skeleton.change("word/settings.xml", "<w:zoom", "<w:evenAndOddHeaders/><w:zoom");
    let pages = pages(&with_even);
    let first: Vec<String> =
        pages.iter().map(|page| page.text().lines().next().unwrap().to_owned()).collect();
    assert_eq!(first, ["Đầu1", "Chẵn2", "Lẻ3", "Chẵn4", "Lẻ5", "Chẵn6", "Lẻ7"]);
    assert_eq!(pages[0].number, Some(1));
}

#[test]
fn a_tall_header_pushes_the_text_down_and_a_footer_pushes_it_up() {
    let lines = |num: usize| paragraph("", &run("", "dòng")).repeat(num);
    let usual = pages(&OwnSkeleton::handed_out());
    let low = pages(&OwnSkeleton::handed_out().band("header", "default", &lines(1)));
    assert_eq!(baseline(&usual[1], "hiện"), baseline(&low[1], "hiện"), "it fits the margin");
    let tall = pages(&OwnSkeleton::handed_out().band("header", "default", &lines(12)));
    // 567 above the header, twelve lines of 322, then the text.
    let top = 567 + 12 * 322;
    let first = tall[1].words().find(|words| words.text != "dòng").unwrap();
    assert_eq!(first.area.y, top);
    assert!(tall.len() > usual.len());
    let footed = pages(&OwnSkeleton::handed_out().band("footer", "default", &lines(5)));
    let foot = 16838 - 567 - 5 * 322;
    for page in &footed[1..] {
        let lowest = page.words().filter(|words| words.text != "dòng").map(|w| w.baseline).max();
        assert!(lowest.unwrap() < foot, "{lowest:?}");
        assert_eq!(
            page.words().filter(|words| words.text == "dòng").map(|w| w.area.y).min(),
            Some(foot)
        );
    }
    // The first page has neither.
    assert_eq!(baseline(&footed[0], "I."), baseline(&usual[0], "I."));
}

#[test]
fn a_page_on_its_side_has_the_header_too() {
    let mut look = Look::default();
    look.tables.insert(ItemKey::parse("services").unwrap(), Placement::AnnexLandscape);
    let tabs = "<w:tabs><w:tab w:val=\"right\" w:pos=\"12000\"/></w:tabs><w:jc w:val=\"left\"/>";
    let content = [run("", "Trái"), tab(), run("", "Phải")].concat();
    let skeleton = OwnSkeleton::handed_out().band("header", "default", &paragraph(tabs, &content));
    let pages = laid(&skeleton.look(look));
    let page = pages.last().unwrap();
    assert_eq!((page.width, page.height), (16838, 11906));
    let right = page.words().find(|words| words.text == "Phải").unwrap().area;
    // The left margin of a page on its side is the lower one of an upright page.
    assert_eq!(right.x + right.width, 1134 + 12000);
}

#[test]
fn a_report_with_annexes_is_a_skeleton_of_its_own_pages() {
    let header = paragraph("", &run("", "Đầu trang"));
    let skeleton = OwnSkeleton::handed_out().band("header", "default", &header);
    let mut look = Look::default();
    look.tables.insert(ItemKey::parse("services").unwrap(), Placement::AnnexLandscape);
    let look = skeleton.look(look);
    let report = docx::docx(&document(&look.look), &look.skeleton).unwrap();
    let again = OwnSkeleton::of(report).look(look.look.clone());
    assert_eq!(again.sheet().paper, look.sheet().paper, "not the paper of the annex");
    let [before, after] = [&look, &again].map(laid);
    let text = |pages: &[Page]| pages.iter().map(Page::text).collect::<Vec<_>>();
    assert_eq!(text(&after), text(&before));
    assert!(text(&after)[1].starts_with("Đầu trang"), "{}", text(&after)[1]);
}

#[test]
fn pictures_stand_where_they_are_put() {
    let inline = paragraph("<w:jc w:val=\"right\"/>", &inline_picture("rIdLogo", (800, 600)));
    let anchored = paragraph(
        "<w:jc w:val=\"left\"/>",
        &(anchored_picture((500, 400), (100, 50), SQUARE) + &run("", "Chữ")),
    );
    let skeleton =
        OwnSkeleton::handed_out().logo().band("header", "default", &(inline + &anchored));
    let look = skeleton.look(Look::default());
    assert_eq!((look.pictures().len(), look.num_undrawn()), (1, 0));
    let logo = look.pictures()[0].as_ref().unwrap();
    // 800 twips at 180 pixels to the inch.
    assert_eq!((logo.width, logo.height), (100, 100));
    let pages = laid(&look);
    let [first, second] = pictures(&pages[1])[..] else { panic!("{:?}", pictures(&pages[1])) };
    let (right, top) = (11906 - 850, 567);
    assert_eq!((first.area.x, first.area.y), (right - 800, top));
    assert_eq!((first.area.width, first.area.height), (800, 600));
    assert_eq!((second.area.x, second.area.y), (1701 + 100, top + 600 + 50));
    let words = pages[1].words().find(|words| words.text == "Chữ").unwrap();
    assert_eq!(words.area.x, 1701 + 100 + 500 + 180, "beside the picture and its distance");
    assert!(pictures(&pages[0]).is_empty(), "the first page has no header");
}

#[test]
fn fields_tabs_and_letters_are_those_of_word() {
    let properties =
        "<w:tabs><w:tab w:val=\"center\" w:pos=\"4000\"/></w:tabs><w:jc w:val=\"left\"/>";
    let content = [
        run("<w:caps/><w:u w:val=\"single\"/><w:color w:val=\"C00000\"/>", "ban"),
        tab(),
        word_field("<w:b/><w:sz w:val=\"36\"/>", "PAGE"),
        run("", "/"),
        word_field("", "NUMPAGES"),
        word_field("", "FILENAME"),
        run("<w:vanish/>", "ẩn"),
        "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>7</w:t></w:r></w:fldSimple>".to_owned(),
        "<w:hyperlink><w:r><w:t>liên</w:t></w:r></w:hyperlink><w:del><w:r><w:t>xóa</w:t></w:r></w:del>".to_owned(),
    ];
    let skeleton = OwnSkeleton::handed_out().band(
        "header",
        "default",
        &paragraph(properties, &content.concat()),
    );
    let pages = pages(&skeleton);
    let texts: Vec<_> = pages[2]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Text(text) => Some(text),
            _ => None,
        })
        .collect();
    let words: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
    assert_eq!(words, ["BAN", "3", "/", "7", "99", "3", "liên"]);
    assert_eq!((texts[0].colour, texts[0].underline_from), (Some([0xC0, 0, 0]), Some(1701)));
    assert_eq!(texts[1].size, 36);
    let (left, right) = (texts[1].area.x, texts[6].area.x + texts[6].area.width);
    assert!(((left + right) / 2 - (1701 + 4000)).abs() <= 1, "{left} {right}");
}

fn nested_tables(depth: usize) -> String {
    let open = "<w:tbl><w:tblGrid><w:gridCol w:w=\"4000\"/></w:tblGrid><w:tr><w:tc>".repeat(depth);
    format!(
        "{open}{}{}",
        paragraph("", &run("", "sâu")),
        "<w:p/></w:tc></w:tr></w:tbl>".repeat(depth)
    )
}

/// What stands at the top of every page but the first.
fn with_header(content: &str) -> OwnSkeleton {
    OwnSkeleton::handed_out().logo().band("header", "default", content)
}

/// Headers that no office would make, and some that a broken file has.
fn hostile() -> Vec<(&'static str, OwnSkeleton)> {
    let mut all = broken_parts();
    all.extend(odd_pictures());
    all.extend(too_much());
    all
}

fn broken_parts() -> Vec<(&'static str, OwnSkeleton)> {
    vec![
        (
            "no part",
            OwnSkeleton::handed_out().change(
                "word/_rels/document.xml.rels",
                "header1.xml",
                "none.xml",
            ),
        ),
        ("no relationship", OwnSkeleton::handed_out().section("r:id=\"rId4\"", "r:id=\"rId99\"")),
        ("no XML", with_header("<w:p><w:r>")),
        (
            "a type of document",
            OwnSkeleton::handed_out()
                .part("word/header1.xml", b"<!DOCTYPE a [<!ENTITY b \"c\">]><w:hdr>&b;</w:hdr>"),
        ),
        ("bytes", OwnSkeleton::handed_out().part("word/header1.xml", &[0xFF, 0xFE, 0, 1])),
        ("tables in tables", with_header(&nested_tables(20))),
        ("deep tables", with_header(&nested_tables(400))),
        (
            "fields without end",
            with_header(&paragraph(
                "",
                &"<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>".repeat(5000),
            )),
        ),
        (
            "ends without fields",
            with_header(&paragraph(
                "",
                "<w:r><w:fldChar w:fldCharType=\"end\"/><w:t>x</w:t></w:r>",
            )),
        ),
        (
            "a table of nothing",
            with_header("<w:tbl><w:tblPr/><w:tr/><w:tr><w:tc/></w:tr></w:tbl><w:p/>"),
        ),
    ]
}

/// As the pictures that Word makes of drawings begin.
fn metafile() -> Vec<u8> {
    [&b"\x01\0\0\0"[..], &[0; 36], b" EMF"].concat()
}

fn odd_pictures() -> Vec<(&'static str, OwnSkeleton)> {
    let logo = paragraph("", &inline_picture("rIdLogo", (900, 900)));
    let odd = paragraph("", &inline_picture("rIdOdd", (900, 900)));
    let whole = OwnSkeleton::handed_out().logo();
    let mut huge = whole.get("word/media/logo.png").to_vec();
    huge[16..24].copy_from_slice(&[0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]);
    let half = huge[..60].to_vec();
    let far = inline_picture("rIdLogo", (6_000_000, 6_000_000));
    let vml = "<w:r><w:pict><v:shape style=\"position:absolute;margin-left:1e9pt;width:72pt;height:-36pt\"/></w:pict></w:r>";
    vec![
        ("no picture", with_header(&paragraph("", &inline_picture("rIdNone", (900, 900))))),
        ("no part of the picture", with_header(&odd)),
        ("a metafile", with_header(&odd).part("word/media/odd", &metafile())),
        ("a broken picture", with_header(&logo).part("word/media/logo.png", &half)),
        ("a huge picture", with_header(&logo).part("word/media/logo.png", &huge)),
        ("a picture larger than paper", with_header(&paragraph("", &far))),
        ("old pictures", with_header(&paragraph("", vml))),
        (
            "words beside wide pictures",
            with_header(&paragraph(
                "",
                &(anchored_picture((12_000, 9000), (-3000, -3000), SQUARE).repeat(3)
                    + &run("", "chữ")),
            )),
        ),
    ]
}

fn too_much() -> Vec<(&'static str, OwnSkeleton)> {
    let numbers = "<w:ind w:left=\"-2147483648\" w:right=\"2147483647\" w:hanging=\"2147483647\"/><w:spacing w:before=\"4294967295\" w:line=\"4294967295\" w:lineRule=\"exact\"/><w:tabs><w:tab w:val=\"right\" w:pos=\"-2147483648\"/></w:tabs>";
    vec![
        ("a header higher than the page", with_header(&paragraph("", &run("", "cao")).repeat(300))),
        (
            "a footer higher than the page",
            OwnSkeleton::handed_out().band(
                "footer",
                "default",
                &paragraph("", &run("", "cao")).repeat(300),
            ),
        ),
        ("many words", with_header(&paragraph("", &run("", &"chữ ".repeat(200_000))))),
        ("one long word", with_header(&paragraph("", &run("", &"x".repeat(100_000))))),
        ("many paragraphs", with_header(&"<w:p/>".repeat(40_000))),
        (
            "numbers beyond all",
            with_header(&paragraph(
                numbers,
                &[run("<w:sz w:val=\"4294967295\"/>", "x"), tab(), run("<w:sz w:val=\"0\"/>", "y")]
                    .concat(),
            )),
        ),
        (
            "spans beyond",
            with_header(
                "<w:tbl><w:tblGrid><w:gridCol w:w=\"4294967295\"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"99999999\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>",
            ),
        ),
        (
            "distances beyond",
            OwnSkeleton::handed_out()
                .section("w:header=\"567\"", "w:header=\"4294967295\"")
                .section("w:footer=\"567\"", "w:footer=\"4294967295\""),
        ),
    ]
}

#[test]
fn hostile_headers_do_no_harm() {
    for (name, skeleton) in hostile() {
        let look = skeleton.look(Look::default());
        let document = document(&look.look);
        let begin = std::time::Instant::now();
        let pages = laid(&look);
        let taken = begin.elapsed();
        assert!(taken.as_secs() < 2, "{name} took {taken:?}");
        assert!((7..200).contains(&pages.len()), "{name}: {} pages", pages.len());
        let text: String = pages.iter().map(Page::text).collect();
        assert!(text.contains("CỘNG HÒA") && text.contains("Nguyễn Thành Phú"), "{name}");
        // What is exported is taken again as it is.
        let bytes = docx::docx(&document, &look.skeleton).unwrap();
        let again = Skeleton::from_office(&bytes).unwrap();
        let parts = |skeleton: &Skeleton| OwnSkeleton::of(skeleton.package().to_vec());
        let (again, before) = (parts(&again), parts(&look.skeleton));
        for part in again.names().chain(before.names()) {
            // The lists of the report stand there now.
            if part != "word/numbering.xml" {
                assert!(again.find(part) == before.find(part), "{name}: {part}");
            }
        }
    }
}

/// May beside its preview, with a skeleton.
fn preview(skeleton: &OwnSkeleton) -> TestHarness {
    let mut harness = window_of(may(), [1366.0, 2200.0], Theme::Light);
    harness.key_press(Key::F6);
    harness.run();
    let look = Arc::new(skeleton.look(Look::default()));
    tell(&mut harness, Event::LookChanged { report: report_id(), look });
    harness.run();
    harness
}

#[test]
fn the_preview_shows_the_header_and_says_nothing_when_all_is_shown() {
    if !super::test_own_fonts::has_another_font() {
        return;
    }
    let header = paragraph("", &(inline_picture("rIdLogo", (900, 900)) + &run("", "Thành phố")));
    let skeleton = OwnSkeleton::handed_out().logo().font("Liberation Sans");
    let harness = preview(&skeleton.band("header", "default", &header));
    let page = harness.get_by_label("Trang 2");
    let text = page.accesskit_node().value().unwrap();
    assert!(text.starts_with("Thành phố"), "{text}");
    for words in ["Máy này không có", "chỉ hiện khung", "Gần đúng"] {
        assert!(harness.query_by_label_contains(words).is_none(), "{words}");
    }
}

#[test]
fn the_preview_says_what_it_cannot_show() {
    let odd = paragraph("", &inline_picture("rIdOdd", (900, 900)));
    let skeleton = OwnSkeleton::handed_out().font("Phông A").band("header", "default", &odd);
    let harness = preview(&skeleton.part("word/media/odd", &metafile()));
    let font = "Máy này không có phông Phông A: bản in có thể xuống dòng chỗ khác";
    let font = harness.get_by_label(font).rect();
    let picture = harness.get_by_label("1 hình ở đầu hoặc chân trang chỉ hiện khung").rect();
    let page = harness.get_by_label("Trang 1").rect();
    assert!(font.bottom() <= picture.top() && picture.bottom() <= page.top());
    for (name, skeleton) in hostile().into_iter().step_by(5) {
        let harness = preview(&skeleton);
        assert!(harness.query_by_label("Trang 1").is_some(), "{name}");
    }
}

const NAMES: [&str; 30] = [
    "w:p",
    "w:p",
    "w:r",
    "w:r",
    "w:pPr",
    "w:rPr",
    "w:tbl",
    "w:tblPr",
    "w:tblGrid",
    "w:gridCol",
    "w:tr",
    "w:trHeight",
    "w:tc",
    "w:tcPr",
    "w:gridSpan",
    "w:ind",
    "w:spacing",
    "w:jc",
    "w:tabs",
    "w:tab",
    "w:sz",
    "w:framePr",
    "w:fldSimple",
    "w:drawing",
    "wp:inline",
    "wp:anchor",
    "wp:extent",
    "wp:positionH",
    "w:sdt",
    "w:pict",
];
const ATTRIBUTES: [&str; 12] = [
    "w:val",
    "w:w",
    "w:left",
    "w:right",
    "w:hanging",
    "w:before",
    "w:line",
    "w:pos",
    "cx",
    "cy",
    "relativeFrom",
    "style",
];
const VALUES: [&str; 12] = [
    "0",
    "1",
    "-1",
    "720",
    "31680",
    "4294967295",
    "-2147483648",
    "99999999999999999999",
    "center",
    "right",
    "page",
    "width:9e9pt;position:absolute",
];

/// Parts of headers in any order, in each other, with numbers of all sizes.
fn element() -> impl Strategy<Value = String> {
    let attribute = (select(&ATTRIBUTES[..]), select(&VALUES[..]));
    let attributes = proptest::collection::btree_map(attribute.0, attribute.1, 0..4);
    let open = move || {
        (select(&NAMES[..]), attributes.clone()).prop_map(|(name, attributes)| {
            let attributes = attributes.into_iter();
            let attributes = attributes.map(|(name, value)| format!(" {name}=\"{value}\""));
            (name, attributes.collect::<String>())
        })
    };
    let leaf = prop_oneof![
        Just(run("", "chữ và chữ")),
        Just(word_field("", "PAGE")),
        Just(anchored_picture((9000, 200), (-50, 7), SQUARE)),
        open().prop_map(|(name, attributes)| format!("<{name}{attributes}/>")),
    ];
    leaf.prop_recursive(6, 60, 6, move |inner| {
        (open(), proptest::collection::vec(inner, 0..6)).prop_map(|((name, attributes), inner)| {
            format!("<{name}{attributes}>{}</{name}>", inner.concat())
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_header_holds_there_are_pages(
        header in proptest::collection::vec(element(), 1..8),
        footer in proptest::collection::vec(element(), 1..8),
    ) {
        let skeleton = OwnSkeleton::handed_out()
            .logo()
            .band("header", "default", &header.concat())
            .band("footer", "first", &footer.concat());
        let pages = pages(&skeleton);
        prop_assert!((7..200).contains(&pages.len()), "{} pages", pages.len());
        for page in &pages {
            prop_assert!(page.words().count() > 0);
        }
    }
}
