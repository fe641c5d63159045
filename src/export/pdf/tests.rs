//! What the file says of itself and how it is built. That its text and its places are right is tested with a
//! reader of PDF files (`tests/it/test_pdf.rs`).

use krilla::tagging::{Node, TagGroup, TagKind};

use super::*;
use crate::app::look::office_look::OfficeLook;
use crate::document::{
    Annex, Block, Document, Heading, Lead, Line, Orientation, Paragraph, Source, fixture,
};
use crate::pages::flow::tests::{document_of, sample_may};
use crate::pages::flow::{self, LineCache};
use crate::report::look::Look;

fn pages_of(document: &Document) -> Vec<Page> {
    let look = OfficeLook::builtin(Look::default()).unwrap();
    flow::lay_out(document, look.sheet(), &mut LineCache::default()).pages
}

fn pdf_of(document: &Document) -> Vec<u8> {
    let about = About { meta: &document.meta, day: document.day };
    pdf(&pages_of(document), &about, &Art::default()).unwrap()
}

/// What of a file can be read: its streams are packed.
fn readable(pdf: &[u8]) -> String {
    String::from_utf8_lossy(pdf).into_owned()
}

fn text(words: &str) -> Line {
    Line::of(words, Source::Text(fixture::text_key("text.hard")))
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(Paragraph { lead: Lead::None, line: text(words) })
}

fn heading(level: u8, words: &str) -> Block {
    Block::Heading(Heading { level, line: text(words) })
}

#[test]
fn it_says_what_it_is() {
    let pdf = readable(&pdf_of(&sample_may()));
    assert!(pdf.starts_with("%PDF-1.7"));
    for said in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>U</pdfaid:conformance>",
        "<rdf:li>vi-VN</rdf:li>",
        "BÁO CÁO tháng 5/2023",
        "<xmp:CreateDate>2023-05-19",
        "(D:20230519",
        "/Lang(vi-VN)",
        "/OutputIntents",
        "/GTS_PDFA1",
        "/StructTreeRoot",
        "/MarkInfo<</Marked true",
        "/Outlines",
    ] {
        assert!(pdf.contains(said), "{said}");
    }
    for never in ["/Encrypt", "/JavaScript", "/EmbeddedFile", "/SMask", "/Launch"] {
        assert!(!pdf.contains(never), "{never}");
    }
}

#[test]
fn its_fonts_are_inside_and_can_be_read() {
    let pdf = readable(&pdf_of(&sample_may()));
    let num_fonts = pdf.matches("/Subtype/Type0").count();
    assert!((3..=5).contains(&num_fonts), "{num_fonts}");
    assert_eq!(pdf.matches("/ToUnicode").count(), num_fonts);
    assert_eq!(pdf.matches("/FontFile2").count(), num_fonts);
    assert!(pdf.contains("+Tinos"));
}

#[test]
fn without_a_day_of_signing_it_bears_the_last_of_its_period() {
    let pdf = readable(&pdf_of(&document_of(vec![paragraph("một")])));
    let last = fixture::empty_report().header.period.range.last();
    assert!(pdf.contains(&format!("<xmp:CreateDate>{last}")), "{last}");
}

#[test]
fn whatever_is_typed_a_file_can_be_made() {
    let strange = [
        "\u{A0}",
        "e\u{301}e\u{323}\u{302} Vie\u{323}\u{302}t",
        "漢字 🙂 \u{1F1FB}\u{1F1F3} ۳ ॐ",
        "\u{FEFF}\u{FFFE}\u{FFFF}\u{0}\u{1}\u{7}\t\u{B}\u{C}\u{85}\u{2028}",
        "\u{E000}\u{F8FF}\u{10FFFD}",
        "a\u{AD}b\u{200B}c\u{200D}d\u{202E}e",
        "?\u{FFFD}\u{25A1}?",
        "",
    ];
    let long = "dài".repeat(4000);
    let mut body: Vec<Block> = strange.iter().map(|words| paragraph(words)).collect();
    body.extend(strange.iter().map(|words| heading(1, words)));
    body.push(paragraph(&long));
    body.push(paragraph(&strange.concat().repeat(30)));
    let document = document_of(body);
    assert!(pdf_of(&document) == pdf_of(&document));
    assert!(!pdf_of(&document_of(Vec::new())).is_empty());
    let about = About { meta: &document.meta, day: document.day };
    assert!(pdf(&[], &about, &Art::default()).is_ok(), "no page");
}

#[test]
fn fonts_and_pictures_that_make_no_sense_do_not_stop_it() {
    let document = sample_may();
    let broken = FontFile { bytes: Arc::new(b"no font".to_vec()), index: 0 };
    let fonts = BTreeMap::from([(
        FontName::new("Arial"),
        [broken.clone(), broken.clone(), broken.clone(), broken],
    )]);
    let pixels = Pixels { width: 2, height: 2, rgba: &[0; 3] };
    let none = Pixels { width: 0, height: 2, rgba: &[] };
    let art = Art { fonts, pictures: vec![None, Some(pixels), Some(none)] };
    let about = About { meta: &document.meta, day: document.day };
    assert!(pdf(&pages_of(&document), &about, &art).is_ok());
}

/// The structure of a document, as names in brackets.
fn structure(document: &Document) -> String {
    let pages = pages_of(document);
    let settings = SerializeSettings::default();
    let mut file = File::new_with(settings);
    let mut letters = Letters::new(&BTreeMap::new()).unwrap();
    let mut pictures = Pictures::of(&[]);
    let mut tags = Tags::default();
    for (number, page) in pages.iter().enumerate() {
        let mut sheet = file.start_page();
        let mut painter = Painter::new(sheet.surface(), &mut letters, &mut pictures);
        painter.page(page, number, &mut tags);
        painter.finish();
        sheet.finish();
    }
    let (groups, _) = tags.finish();
    groups.iter().map(named).collect::<Vec<_>>().join(" ")
}

fn named(group: &TagGroup) -> String {
    let debug = format!("{:?}", group.tag);
    let name = debug.split('(').next().unwrap();
    let name = match &group.tag {
        TagKind::Hn(tag) => format!("H{} {:?}", tag.level(), tag.title().unwrap()),
        TagKind::TH(_) | TagKind::TD(_) => {
            let spans = [group.tag.row_span(), group.tag.col_span()];
            spans.iter().flatten().fold(name.to_owned(), |name, span| format!("{name}{span}"))
        }
        _ => name.to_owned(),
    };
    let children = group.children.iter().filter_map(|child| match child {
        Node::Group(group) => Some(named(group)),
        Node::Leaf(_) => None,
    });
    let children: Vec<String> = children.collect();
    if children.is_empty() { name } else { format!("{name}[{}]", children.join(" ")) }
}

#[test]
fn headings_lists_and_tables_are_told_apart() {
    let item = |words: &str| Block::Paragraph(Paragraph { lead: Lead::Dash, line: text(words) });
    let annex = Annex {
        heading: text("Phụ lục"),
        title: text("SỐ LIỆU"),
        reference: text("(Kèm theo)"),
        orientation: Orientation::Landscape,
        blocks: vec![heading(1, "trong phụ lục")],
    };
    let mut document = document_of(vec![
        heading(1, "I. TÌNH HÌNH"),
        paragraph("mở đầu"),
        item("một"),
        item("hai"),
        heading(2, "1. Nhỏ hơn"),
        item("ba"),
    ]);
    document.annexes.push(annex);
    let structure = structure(&document);
    let expected = "P P P P P Title P H1 \"I. TÌNH HÌNH\" P L[LI[Lbl LBody] LI[Lbl LBody]] \
                    H2 \"1. Nhỏ hơn\" L[LI[Lbl LBody]] H1 \"Phụ lục\" P P H1 \"trong phụ lục\"";
    assert_eq!(structure, expected);
}

#[test]
fn a_table_has_its_headings_rows_and_cells() {
    let structure = structure(&sample_may());
    let (_, table) = structure.split_once("Table[").unwrap();
    // A group over its columns, the others as tall as both lines; then rows of as many cells as there are columns.
    assert!(table.starts_with("THead[TR[TH2"), "{table}");
    assert_eq!(structure.matches("Table[").count(), 1);
    let (head, body) = table.split_once("TBody[").unwrap();
    assert_eq!((head.matches("TR[").count(), head.matches("TH").count()), (2, 8));
    let rows: Vec<&str> = body.split("]]").next().unwrap().split("TR[").skip(1).collect();
    assert_eq!(rows.len(), 15);
    assert!(rows.iter().all(|row| row.matches("TD").count() == 6), "{rows:?}");
}
