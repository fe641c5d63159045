//! The .docx read back part by part.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;
use crate::calc::history::History;
use crate::calc::print::{PrintedIn, figure_text};
use crate::calc::prose::Context;
use crate::calc::results::Results;
use crate::document::{Block, Extras, build, fixture};
use crate::pages::metrics;
use crate::report::content::Report;
use crate::report::letterhead::LetterheadField;
use crate::report::look::Look;
use crate::report::template::Switch;

const DOCUMENT: &str = "word/document.xml";
const CORE_PROPERTIES: &str = "docProps/core.xml";

pub(super) fn document_of(report: &Report) -> Document {
    document_with(report, &Look::default())
}

pub(super) fn document_with(report: &Report, look: &Look) -> Document {
    let template = fixture::template();
    let results = Results::of(report, &template);
    let context = Context::of(report, &template, &results);
    build(context, &Extras { look, history: &History::default(), trace: None })
}

pub(super) fn bytes(document: &Document) -> Vec<u8> {
    docx(document, &Skeleton::builtin(&Look::default()).unwrap()).unwrap()
}

fn parts_of(document: &Document) -> BTreeMap<String, String> {
    unpacked(bytes(document))
}

pub(super) fn unpacked(bytes: Vec<u8>) -> BTreeMap<String, String> {
    let package = Cursor::new(bytes);
    let mut package = zip::ZipArchive::new(package).unwrap();
    let mut parts = BTreeMap::new();
    for i in 0..package.len() {
        let mut part = package.by_index(i).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.insert(part.name().unwrap().into_owned(), text);
    }
    parts
}

fn body_of(document: &Document) -> String {
    parts_of(document).remove(DOCUMENT).unwrap()
}

/// A paragraph as it was read back.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) style: String,
    pub(super) text: String,
    keeps_with_next: bool,
    drawn_length: Option<u32>,
}

/// Reads XML to its end; fails when it is not well-formed or has a character XML forbids.
pub(super) fn paragraphs(xml: &str) -> Vec<Seen> {
    let odd = |c: char| (c < ' ' && !"\n\r\t".contains(c)) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    assert!(!xml.contains(odd));
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut seen, mut depth) = (Vec::<Seen>::new(), 0_i32);
    let mut is_text = false;
    loop {
        let event = reader.read_event().unwrap();
        match event {
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == "w:p" => {
                depth += 1;
                seen.push(Seen::default());
            }
            Event::Start(tag) => {
                depth += 1;
                is_text = tag.name().as_ref() == "w:t";
            }
            Event::End(_) => {
                depth -= 1;
                is_text = false;
            }
            Event::Empty(tag) => {
                let value = |name: &str| {
                    let found = tag.try_get_attribute(name).unwrap();
                    found.map(|found| found.value.to_string())
                };
                let Some(last) = seen.last_mut() else {
                    continue;
                };
                match tag.name().as_ref() {
                    "w:pStyle" => last.style = value("w:val").unwrap(),
                    "w:keepNext" => last.keeps_with_next = true,
                    "wp:extent" => last.drawn_length = value("cx").unwrap().parse().ok(),
                    _ => {}
                }
            }
            Event::Text(text) if is_text => {
                if let Some(last) = seen.last_mut() {
                    last.text.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(reference) if is_text => {
                let c = match reference.as_ref() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("{other}"),
                };
                seen.last_mut().unwrap().text.push(c);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    seen
}

fn one<'a>(seen: &'a [Seen], style: &str) -> &'a Seen {
    let mut found = seen.iter().filter(|p| p.style == style);
    let first = found.next().unwrap_or_else(|| panic!("{style}"));
    assert!(found.next().is_none(), "{style} stands twice");
    first
}

#[test]
fn the_letterhead_is_that_of_the_decree() {
    let seen = paragraphs(&body_of(&document_of(&fixture::report())));
    let text = |style: &str| one(&seen, style).text.as_str();
    assert_eq!(text("NationalTitle"), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    assert_eq!(text("Motto"), "Độc lập - Tự do - Hạnh phúc");
    assert_eq!(text("DocumentNumber"), "Số: 453/BC-TCTĐA06");
    assert_eq!(text("PlaceDate"), "Phan Rang - Tháp Chàm, ngày 19 tháng 5 năm 2023");
    assert_eq!(text("DocumentType"), "BÁO CÁO");
    assert!(text("Issuer").starts_with("TỔ CÔNG TÁC"));
    assert_eq!(text("RecipientsHeading"), "Nơi nhận:");
    assert_eq!(text("SignerFirst"), "CHỦ TỊCH UBND THÀNH PHỐ");
}

#[test]
fn rules_have_the_lengths_of_the_decree() {
    let seen = paragraphs(&body_of(&document_of(&fixture::report())));
    let twips = |style: &str| one(&seen, style).drawn_length.unwrap() / 635;
    let motto = metrics::width("Độc lập - Tự do - Hạnh phúc", metrics::Face::Bold, 26);
    assert_eq!(twips("Motto"), motto);
    for (style, size, room) in [("Issuer", 24, 3700), ("Subject", 28, 9355)] {
        let text = &one(&seen, style).text;
        let longest = metrics::longest_line(text, metrics::Face::Bold, size, room);
        let length = twips(style);
        assert!((longest / 3..=longest / 2).contains(&length), "{style}: {length} of {longest}");
    }
    assert_eq!(seen.iter().filter(|p| p.drawn_length.is_some()).count(), 3);
}

#[test]
fn the_page_is_set_up_by_the_skeleton() {
    let parts = parts_of(&document_of(&fixture::report()));
    let body = &parts[DOCUMENT];
    assert!(body.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));
    assert!(body.contains("w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\""));
    assert!(body.contains("<w:titlePg/>"));
    let header = &parts["word/header1.xml"];
    assert!(header.contains(" PAGE ") && header.contains("w:jc w:val=\"center\""));
    assert!(parts["word/styles.xml"].contains("w:lang w:val=\"vi-VN\""));
    let names: Vec<&str> = parts.keys().map(String::as_str).collect();
    for part in ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"] {
        assert!(names.contains(&part));
    }
    for (name, part) in &parts {
        drop(paragraphs(part));
        assert!(part.starts_with("<?xml"), "{name}");
    }
}

#[test]
fn every_style_is_in_the_skeleton() {
    let mut report = fixture::report();
    report.header.remark = "số liệu minh họa".to_owned();
    let several = "Một\nHai".to_owned();
    report.texts.insert(LetterheadField::Addressees.text_key(), several);
    let parts = parts_of(&document_of(&report));
    for paragraph in paragraphs(&parts[DOCUMENT]) {
        let id = format!("w:styleId=\"{}\"", paragraph.style);
        assert!(parts["word/styles.xml"].contains(&id), "{id}");
    }
}

#[test]
fn core_properties_name_the_issuer_only() {
    let core = parts_of(&document_of(&fixture::report())).remove(CORE_PROPERTIES).unwrap();
    assert!(core.contains("<dc:title>Báo cáo tháng 5/2023</dc:title>"), "{core}");
    assert!(core.contains("<dc:creator>Tổ công tác triển khai Đề án"));
    assert!(!core.contains("lastModifiedBy") && !core.contains("dcterms"));
}

#[test]
fn every_figure_of_the_table_is_printed() {
    let report = fixture::report();
    let template = fixture::template();
    let results = Results::of(&report, &template);
    let seen = paragraphs(&body_of(&document_of(&report)));
    let mut numbers = seen.iter().filter(|p| p.style == "TableNumber").map(|p| p.text.clone());
    let style = &template.parts().style;
    for i in 0..fixture::SERVICES.len() {
        for part in ["direct", "online", "rate"] {
            let key = fixture::figure_key(&format!("services.s{i}.{part}"));
            let figure = template.figure(&key).unwrap();
            let expected = figure_text(figure, &report, &results, style, PrintedIn::Table);
            assert_eq!(numbers.next().unwrap(), expected, "{key}");
        }
    }
    assert_eq!(numbers.collect::<Vec<_>>(), ["1.845", "6.516", "78%"]);
}

#[test]
fn the_data_table_repeats_its_header_and_fits() {
    let document = document_of(&fixture::report());
    let body = body_of(&document);
    let data = body.split("<w:tbl>").nth(2).unwrap();
    let data = data.split("</w:tbl>").next().unwrap();
    let count = |what: &str| data.matches(what).count();
    assert_eq!(count("<w:tr>"), 2 + 15 + 1);
    assert_eq!(count("<w:cantSplit/>"), count("<w:tr>"));
    assert_eq!(count("<w:tblHeader/>"), 2);
    assert_eq!(count("w:vMerge w:val=\"restart\""), 3);
    assert_eq!(count("w:vMerge w:val=\"continue\""), 3);
    assert_eq!(count("<w:gridSpan w:val=\"3\"/>"), 2);
    let widths = data.split("<w:gridCol w:w=\"").skip(1);
    let widths = widths.map(|rest| rest.split('"').next().unwrap().parse::<u32>().unwrap());
    assert_eq!(widths.sum::<u32>(), 9355);
    assert!(data.contains("w:val=\"single\"") && data.contains("w:color=\"000000\""));
}

#[test]
fn no_paragraph_stands_for_space_and_the_end_keeps_together() {
    let document = document_of(&fixture::report());
    let seen = paragraphs(&body_of(&document));
    // The three cells under merged headings must hold a paragraph, and Word wants one behind a table.
    let blank: Vec<&str> =
        seen.iter().filter(|p| p.text.trim().is_empty()).map(|p| p.style.as_str()).collect();
    assert_eq!(blank, ["TableHeading", "TableHeading", "TableHeading", "SectionEnd"]);
    let last = seen.iter().rfind(|p| p.style == "BodyText").unwrap();
    assert!(last.keeps_with_next && last.text.ends_with("./."));
}

#[test]
fn a_letterhead_without_issuer_has_no_blank_line() {
    let mut report = fixture::report();
    report.texts.insert(LetterheadField::Issuer.text_key(), String::new());
    let seen = paragraphs(&body_of(&document_of(&report)));
    assert!(!seen.iter().any(|p| p.style == "Issuer"));
    report.texts.insert(LetterheadField::ParentBody.text_key(), String::new());
    let seen = paragraphs(&body_of(&document_of(&report)));
    assert_eq!(one(&seen, "Issuer").text, "");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = document_of(&fixture::report());
    assert_eq!(bytes(&document), bytes(&document));
}

#[test]
fn an_empty_report_is_a_valid_file() {
    let mut report = fixture::empty_report();
    let seen = paragraphs(&body_of(&document_of(&report)));
    assert_eq!(one(&seen, "DocumentType").text, "BÁO CÁO");
    for i in 0..fixture::SERVICES.len() {
        let row = fixture::row_key(&format!("services.s{i}"));
        report.rows.insert(row, Switch::Off.into());
    }
    for field in LetterheadField::ALL {
        report.texts.insert(field.text_key(), String::new());
    }
    let document = document_of(&report);
    assert!(!document.body.iter().any(|block| matches!(block, Block::Table(_))));
    assert!(!paragraphs(&body_of(&document)).is_empty());
}

#[test]
fn hostile_text_gives_a_valid_file() {
    let hostile =
        "a\u{0}\u{1}\u{2}\u{1F} ]]> & < > \" ' 😀 \u{FFFE}\u{FFFF} {không}\u{B}e\u{301}\t\u{202E}";
    let mut report = fixture::report();
    let template = fixture::template();
    for (key, _) in template.texts() {
        report.texts.insert(key.clone(), hostile.to_owned());
    }
    for field in LetterheadField::ALL {
        report.texts.insert(field.text_key(), hostile.to_owned());
    }
    report.header.remark = hostile.to_owned();
    let unreadable = crate::report::value::Value::Unreadable(hostile.to_owned());
    for figure in template.figures() {
        report.values.insert(figure.key.clone(), unreadable.clone());
        report.printed.insert(figure.key.clone(), unreadable.clone());
    }
    for entry in report.documents.values_mut().flatten() {
        entry.document.subject = hostile.to_owned();
    }
    let document = document_of(&report);
    for part in parts_of(&document).values() {
        drop(paragraphs(part));
    }
    let seen = paragraphs(&body_of(&document));
    assert!(seen.iter().any(|p| p.text.contains("a ]]> & < > \" '")));
}

#[test]
fn columns_are_never_narrower_than_their_words() {
    let mut document = document_of(&fixture::report());
    let table = document.body.iter_mut().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = table.unwrap();
    for (column, share) in table.columns.iter_mut().zip([1, 200, 1, 1, 1, 1]) {
        column.share = share;
    }
    let body = body_of(&document);
    let data = body.split("<w:tbl>").nth(2).unwrap();
    let widths: Vec<u32> = data
        .split("<w:gridCol w:w=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect();
    assert_eq!(widths.iter().sum::<u32>(), 9355);
    assert!(widths[0] >= metrics::width("STT", metrics::Face::Bold, 26) + 170, "{widths:?}");
}

/// Writes what the other tests read, for looking at it in a word processor.
#[test]
fn write_samples() {
    let Some(folder) = std::env::var_os("BAOCAO06_SAMPLES") else {
        return;
    };
    let folder = std::path::Path::new(&folder);
    let mut report = fixture::report();
    std::fs::write(folder.join("report.docx"), bytes(&document_of(&report))).unwrap();
    for (field, text) in [
        (LetterheadField::ParentBody, "UBND tỉnh Khánh Hòa"),
        (LetterheadField::Issuer, "UBND phường Đông Hải"),
        (LetterheadField::Number, ""),
        (LetterheadField::IssueDate, ""),
        (LetterheadField::Place, "Đông Hải"),
        (LetterheadField::Symbol, "BC-UBND"),
        (LetterheadField::Subject, "Kết quả thực hiện Đề án 06 tháng {@month} năm {@year}"),
        (
            LetterheadField::Addressees,
            "Ủy ban nhân dân tỉnh Khánh Hòa\nCông an tỉnh Khánh Hòa (qua Phòng Cảnh sát quản lý hành chính về trật tự xã hội)",
        ),
        (LetterheadField::SigningFor, "TM. Ủy ban nhân dân"),
        (LetterheadField::SigningPost, "Chủ tịch"),
        (LetterheadField::OtherPost, ""),
    ] {
        report.texts.insert(field.text_key(), text.to_owned());
    }
    report.header.remark = "số liệu minh họa".to_owned();
    std::fs::write(folder.join("ward.docx"), bytes(&document_of(&report))).unwrap();
    let empty = document_of(&fixture::empty_report());
    std::fs::write(folder.join("empty.docx"), bytes(&empty)).unwrap();
}
