//! Pages of the reference report's sample, and of what nobody should type.

use std::collections::BTreeMap;

use super::*;
use crate::app::look::office_look::OfficeLook;
use crate::calc::history::History;
use crate::calc::prose::Context;
use crate::calc::results::Results;
use crate::document::{
    self, Align, Annex, Block, Cell, Column, Emphasis, Extras, Heading, Lead, Line, Paragraph, Row,
    Run, Source, Table, fixture,
};
use crate::exchange::{sample, template_v1};
use crate::pages::metrics::Face;
use crate::pages::sheet::Role;
use crate::report::look::Look;

pub(crate) fn sample_may() -> Document {
    let template = template_v1::builtin_template().unwrap();
    let report = sample::sample_reports(&template).unwrap().pop().unwrap();
    let results = Results::of(&report, &template);
    let context = Context::of(&report, &template, &results);
    let (look, history) = (Look::default(), History::default());
    document::build(context, &Extras { look: &look, history: &history, trace: None })
}

/// A document of these blocks, and of an empty report around them.
pub(crate) fn document_of(body: Vec<Block>) -> Document {
    let template = fixture::template();
    let report = fixture::empty_report();
    let results = Results::of(&report, &template);
    let context = Context::of(&report, &template, &results);
    let (look, history) = (Look::default(), History::default());
    let extras = Extras { look: &look, history: &history, trace: None };
    Document { body, ..document::build(context, &extras) }
}

fn sheet() -> Sheet {
    OfficeLook::builtin(Look::default()).unwrap().sheet().clone()
}

fn pages_of(document: &Document) -> Vec<Page> {
    lay_out(document, &sheet(), &mut LineCache::default()).pages
}

fn text_source() -> Source {
    Source::Text(fixture::text_key("text.hard"))
}

fn paragraph(text: &str) -> Block {
    let line = Line::of(text, text_source());
    Block::Paragraph(Paragraph { lead: Lead::None, line })
}

fn heading(text: &str) -> Block {
    Block::Heading(Heading { level: 2, line: Line::of(text, Source::Fixed) })
}

/// A table whose second column holds the given texts.
fn table(cells: &[String], total: Option<&str>) -> Block {
    let column =
        |label: &str, align| Column { label: label.to_owned(), group: None, share: 1, align };
    let cell = |text: &str| {
        let source = Source::Figure(fixture::figure_key("lodging"));
        Cell { line: Line::of(text, source.clone()), source, span: 1 }
    };
    let row = |text: &String| Row { cells: vec![cell("tên"), cell(text)] };
    Block::Table(Table {
        item: fixture::item_key("services"),
        columns: vec![column("ĐẦU", Align::Left), column("SỐ", Align::Right)],
        rows: cells.iter().map(row).collect(),
        total: total.map(|text| row(&text.to_owned())),
    })
}

fn all_text(pages: &[Page]) -> String {
    pages.iter().map(Page::text).collect::<Vec<_>>().join("\n")
}

/// A sentence of so many numbered words.
fn prose(num_words: usize) -> String {
    let words: Vec<String> = (0..num_words).map(|i| format!("từ{i}")).collect();
    words.join(" ")
}

#[test]
fn the_sample_has_the_pages_that_libreoffice_prints() {
    let pages = pages_of(&sample_may());
    // Compared with LibreOffice 7.4 once: every line the same, every baseline within a twip.
    let first_words = [
        "UBND THÀNH PHỐ",
        "thực hiện dịch vụ công; Công văn số 818/CATP-QLHC ngày 24/4/2023 về triển",
        "2. Thực hiện các dịch vụ công thiết yếu",
        "Tổng",
        "+ Cấp Trung học cơ sở:",
        "mai táng phí), hồ sơ đã chuyển được giữa các ngành Tư pháp, Lao động - Thương",
        "6. Các phòng, ban, ngành và UBND phường, xã tiếp tục làm sạch dữ liệu",
    ];
    assert_eq!(pages.len(), first_words.len());
    for (at, (page, first)) in pages.iter().zip(first_words).enumerate() {
        let number = (at > 0).then(|| u32::try_from(at).unwrap() + 1);
        assert_eq!(page.number, number);
        let text = page.text();
        let lines: Vec<&str> = text.lines().skip(usize::from(at > 0)).collect();
        // The header of a table: its cells stand in its middle, the highest is not the first.
        let is_there = if at == 3 { text.contains(first) } else { lines[0].starts_with(first) };
        assert!(is_there, "page {}: {:?}", at + 1, lines[0]);
    }
    for (heading, page) in [
        ("I. CÔNG TÁC THAM MƯU, CHỈ ĐẠO", 0),
        ("3. Các phòng, ban, ngành thành phố", 1),
        ("3. Hoàn thiện hệ sinh thái", 3),
        ("III. KHÓ KHĂN, VƯỚNG MẮC", 4),
        ("V. PHƯƠNG HƯỚNG, NHIỆM VỤ", 5),
        ("Nguyễn Thành Phú", 6),
    ] {
        assert!(pages[page].text().contains(heading), "{heading} is not on page {}", page + 1);
    }
    // Baselines of LibreOffice: Quốc hiệu, number, BÁO CÁO, Kính gửi, first heading, last line of
    // page 1.
    let baselines: Vec<i32> = pages[0].words().map(|words| words.baseline).collect();
    for expected in [1358, 3214, 3892, 5420, 5922, 15612] {
        let is_there = baselines.iter().any(|baseline| (baseline - expected).abs() <= 1);
        assert!(is_there, "no baseline at {expected}");
    }
}

#[test]
fn lines_reach_from_edge_to_edge_but_for_the_last() {
    let pages = pages_of(&document_of(vec![paragraph(&prose(60))]));
    let (sheet, page) = (sheet(), &pages[0]);
    let source = text_source();
    let mut lines: BTreeMap<i32, Vec<PlacedWords<'_>>> = BTreeMap::new();
    for words in page.words().filter(|words| *words.source == source) {
        lines.entry(words.baseline).or_default().push(words);
    }
    let lines: Vec<_> = lines.into_values().collect();
    assert!(lines.len() > 3);
    let right_edge = i32::try_from(sheet.paper.width - sheet.paper.right).unwrap();
    let left_edge = i32::try_from(sheet.paper.left).unwrap();
    let (last, others) = lines.split_last().unwrap();
    for (at, line) in others.iter().enumerate() {
        let end = line.last().unwrap().area;
        assert!(
            (end.x + end.width - right_edge).abs() <= 1,
            "line {at} ends at {}",
            end.x + end.width
        );
        let indent = if at == 0 { sheet.style(Role::BodyText).first_line } else { 0 };
        assert_eq!(line[0].area.x, left_edge + indent);
        // Every gap of a line is as wide as the others.
        let gaps: Vec<i32> = line
            .windows(2)
            .map(|pair| pair[1].area.x - pair[0].area.x - pair[0].area.width)
            .collect();
        assert!(gaps.iter().max().unwrap() - gaps.iter().min().unwrap() <= 2, "{gaps:?}");
    }
    let end = last.last().unwrap().area;
    assert!(end.x + end.width < right_edge - 100, "the last line is not stretched");
}

#[test]
fn figures_in_bold_are_as_wide_as_bold_letters() {
    let run = |text: &str, emphasis| Run { text: text.to_owned(), emphasis, source: text_source() };
    let runs =
        vec![run("đạt ", Emphasis::Plain), run("1.614", Emphasis::Bold), run(",", Emphasis::Plain)];
    let block = Block::Paragraph(Paragraph { lead: Lead::Dash, line: Line { runs } });
    let pages = pages_of(&document_of(vec![block]));
    let words: Vec<PlacedWords<'_>> = pages[0].words().collect();
    let at = words.iter().position(|words| words.text == "1.614").unwrap();
    assert_eq!((words[at].face, words[at - 1].face), (Face::Bold, Face::Regular));
    assert_eq!(
        words[at].area.x + words[at].area.width,
        words[at + 1].area.x,
        "no space inside a word"
    );
    assert_eq!(words[at - 2].text, "-");
}

#[test]
fn no_line_of_a_paragraph_stands_alone_on_a_page() {
    for num_before in 30..46 {
        let mut blocks: Vec<Block> = (0..num_before).map(|_| paragraph("một dòng")).collect();
        blocks.push(paragraph(&prose(90)));
        blocks.push(paragraph("cuối"));
        let pages = pages_of(&document_of(blocks));
        for page in &pages {
            let long = page.lines().filter(|lines| lines.paragraph.num_lines() > 3);
            for lines in long {
                assert!(lines.lines.len() >= 2, "{num_before} above: {:?}", lines.lines);
            }
        }
    }
}

#[test]
fn a_heading_stays_with_the_text_below_it() {
    let mut has_moved = false;
    for num_before in 20..40 {
        let mut blocks: Vec<Block> = (0..num_before).map(|_| paragraph("một dòng")).collect();
        blocks.extend([heading("1. ĐỀ MỤC"), heading("2. ĐỀ MỤC"), paragraph(&prose(60))]);
        blocks.extend((0..3).map(|_| paragraph("cuối")));
        let pages = pages_of(&document_of(blocks));
        for page in &pages {
            let text = page.text();
            let lines: Vec<&str> = text.lines().collect();
            has_moved |= lines.get(1) == Some(&"1. ĐỀ MỤC");
            if let Some(at) = lines.iter().position(|line| *line == "1. ĐỀ MỤC") {
                assert_eq!(lines.get(at + 1), Some(&"2. ĐỀ MỤC"), "{num_before}");
                assert!(lines[at + 2].starts_with("từ0") && lines.len() >= at + 4, "{num_before}");
            }
        }
    }
    assert!(has_moved, "no page began with the headings: nothing was tested");
}

#[test]
fn a_table_repeats_its_header_and_keeps_its_total_with_the_last_row() {
    let mut last_pages = Vec::new();
    for num_rows in 380..420 {
        let cells: Vec<String> = (0..num_rows).map(|i| format!("hàng{i}")).collect();
        let pages = pages_of(&document_of(vec![table(&cells, Some("TỔNG"))]));
        for page in pages.iter().filter(|page| page.text().contains("hàng")) {
            assert_eq!(page.words().filter(|words| words.text == "ĐẦU").count(), 1);
        }
        let text = all_text(&pages);
        for i in 0..num_rows {
            assert_eq!(text.matches(&format!("hàng{i}\n")).count(), 1, "row {i} of {num_rows}");
        }
        let page = pages.iter().find(|page| page.text().contains("TỔNG")).unwrap();
        assert!(page.text().contains(&format!("hàng{}\n", num_rows - 1)), "{num_rows}");
        last_pages.push(page.words().filter(|words| words.text.starts_with("hàng")).count());
    }
    assert!(
        last_pages.contains(&1),
        "no page held the last row and the total only: {last_pages:?}"
    );
}

#[test]
fn a_cell_higher_than_a_page_goes_on_on_the_next() {
    let cells = ["trước".to_owned(), prose(2500), "sau".to_owned()];
    let pages = pages_of(&document_of(vec![table(&cells, None)]));
    let text = all_text(&pages);
    for i in 0..2500 {
        assert_eq!(
            text.matches(&format!("từ{i}\n")).count() + text.matches(&format!("từ{i} ")).count(),
            1,
            "từ{i}"
        );
    }
    assert!(text.contains("sau"));
    let sheet = sheet();
    let bottom = i32::try_from(sheet.paper.height - sheet.paper.bottom).unwrap();
    for page in &pages {
        assert!(page.words().all(|words| words.area.y + words.area.height <= bottom + 5));
    }
}

#[test]
fn a_word_wider_than_a_line_is_broken_by_its_letters() {
    let word = "W".repeat(3000);
    let cells = ["Z".repeat(400)];
    let pages = pages_of(&document_of(vec![paragraph(&word), table(&cells, None)]));
    let text = all_text(&pages);
    assert_eq!(text.matches('W').count(), 3000);
    assert_eq!(text.matches('Z').count(), 400);
    let right_edge = i32::try_from(sheet().paper.width - sheet().paper.right).unwrap();
    let words = pages.iter().flat_map(Page::words);
    assert!(words.into_iter().all(|words| words.area.x + words.area.width <= right_edge + 10));
}

#[test]
fn sixty_pages_of_narrative_lose_no_word() {
    let blocks: Vec<Block> =
        (0..330).map(|i| paragraph(&format!("mở{i} {}", prose(100)))).collect();
    let pages = pages_of(&document_of(blocks));
    assert!(pages.len() >= 60, "{} pages", pages.len());
    let words: usize =
        pages.iter().map(|page| page.words().filter(|w| w.text.starts_with("từ")).count()).sum();
    assert_eq!(words, 33_000);
    assert!(pages.iter().zip(1..).skip(1).all(|(page, number)| page.number == Some(number)));
}

#[test]
fn an_edit_breaks_only_what_it_changed() {
    let (sheet, mut cache) = (sheet(), LineCache::default());
    let mut document = sample_may();
    let before = lay_out(&document, &sheet, &mut cache);
    assert!(cache.num_broken() > 150, "{}", cache.num_broken());
    lay_out(&document, &sheet, &mut cache);
    assert_eq!(cache.num_broken(), 0);
    let at = document.body.iter().rposition(|block| matches!(block, Block::Paragraph(_))).unwrap();
    document.body[at] = paragraph("câu mới");
    let after = lay_out(&document, &sheet, &mut cache);
    assert_eq!(cache.num_broken(), 1);
    let is_same = |at: usize| before.pages[at].is_same(&after.pages[at]);
    assert!(is_same(0) && is_same(3), "pages that did not change can be kept");
    assert!(!is_same(6), "the last page changed");
    let other = Sheet::new(sheet.paper, BTreeMap::new());
    lay_out(&document, &other, &mut cache);
    assert!(cache.num_broken() > 150, "another sheet breaks everything anew");
}

#[test]
fn the_space_between_paragraphs_is_the_larger_of_the_two() {
    let sheet = sheet();
    let cells = ["a".to_owned()];
    let blocks =
        vec![paragraph("ĐOẠN1"), paragraph("ĐOẠN2"), table(&cells, None), paragraph("dưới")];
    let pages = pages_of(&document_of(blocks));
    let baseline = |text: &str| pages[0].words().find(|words| words.text == text).unwrap().baseline;
    let style = sheet.style(Role::BodyText);
    let line = i32::try_from(crate::pages::metrics::line_height_of(style.size, 264)).unwrap();
    // The second stands above a table: a style with space below, which does not add to the space here.
    assert_eq!(baseline("ĐOẠN2") - baseline("ĐOẠN1"), line + i32::try_from(style.before).unwrap());
    let subjects = [Line::of("MỘT", Source::Fixed), Line::of("HAI", Source::Fixed)];
    let mut document = document_of(vec![heading("MỤC")]);
    document.title.subject = subjects.to_vec();
    let pages = pages_of(&document);
    let baseline = |text: &str| pages[0].words().find(|words| words.text == text).unwrap().baseline;
    assert_eq!(baseline("HAI") - baseline("MỘT"), 322, "no space between lines of one title");
    assert_eq!(baseline("MỤC") - baseline("HAI"), 322 + 240, "240 below, 120 above");
}

#[test]
fn annexes_have_pages_and_numbers_of_their_own() {
    let cells: Vec<String> = (0..60).map(|i| format!("hàng{i}")).collect();
    let mut document = document_of(vec![paragraph("thân")]);
    let line = |text: &str| Line::of(text, Source::Fixed);
    document.annexes = vec![Annex {
        heading: line("Phụ lục"),
        title: line("BẢNG"),
        reference: line("(Kèm theo)"),
        orientation: Orientation::Landscape,
        blocks: vec![table(&cells, None)],
    }];
    document.trace = Some(line("Kỳ 12/4 – 12/5"));
    let pages = pages_of(&document);
    let numbers: Vec<_> = pages.iter().map(|page| page.number).collect();
    assert_eq!(numbers, [None, Some(1), Some(2), Some(3)]);
    assert!(pages[0].width < pages[0].height && pages[1].width > pages[1].height);
    assert!(pages[1].text().starts_with("1\nPhụ lục\nBẢNG\n(Kèm theo)"));
    let trace = pages[3].words().find(|words| words.text == "Kỳ").unwrap();
    let paper = sheet().paper.laid(Orientation::Landscape);
    let baseline = u32::try_from(trace.baseline).unwrap();
    assert!(baseline > paper.height - paper.bottom && baseline < paper.height, "in the margin");
    assert!(pages[..3].iter().all(|page| !page.text().contains("12/5")));
}

#[test]
fn an_empty_report_has_a_page() {
    let pages = pages_of(&document_of(Vec::new()));
    assert_eq!(pages.len(), 1);
    assert!(pages[0].text().contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
    let nothing = Sheet::new(
        crate::pages::sheet::Paper {
            width: 0,
            height: 0,
            top: 0,
            right: 0,
            bottom: 0,
            left: 0,
            header: 0,
        },
        BTreeMap::new(),
    );
    let cells: Vec<String> = (0..3).map(|i| prose(i * 10)).collect();
    let document = document_of(vec![paragraph(&prose(50)), table(&cells, Some("TỔNG"))]);
    // A sheet without room: everything is placed all the same, and it ends.
    assert!(!lay_out(&document, &nothing, &mut LineCache::default()).pages.is_empty());
}

#[test]
fn a_point_leads_to_what_stands_there() {
    let cells = [String::new(), "5".to_owned()];
    let pages = pages_of(&document_of(vec![paragraph("câu của báo cáo"), table(&cells, None)]));
    let page = &pages[0];
    let words = page.words().find(|words| words.text == "câu").unwrap();
    let middle = |area: Area| (area.x + area.width / 2, area.y + area.height / 2);
    assert_eq!(page.source_at(middle(words.area)), Some(&text_source()));
    // Behind the end of the last line it is still that paragraph.
    let behind = (words.area.x + 5000, middle(words.area).1);
    assert_eq!(page.source_at(behind), Some(&text_source()));
    let areas = page.items.iter().filter_map(|item| match item {
        Item::Cell(cell) => Some(cell),
        _ => None,
    });
    let empty = areas.filter(|cell| matches!(cell.source, Source::Figure(_))).nth(1).unwrap();
    assert_eq!(
        page.source_at(middle(empty.area)),
        Some(&empty.source),
        "an empty cell is a place too"
    );
    assert_eq!(page.source_at((5, 5)), None);
}
