//! A skeleton is handed out, changed as Word changes files, and taken back.

use std::collections::BTreeMap;

use super::package::packed;
use super::tests::{bytes, document_of, document_with, paragraphs, unpacked};
use super::*;
use crate::document::fixture;
use crate::pages::sheet::Role;
use crate::report::decree::SizeOf;
use crate::report::look::{Look, Profile};

pub(super) type Parts = BTreeMap<String, String>;

pub(super) fn handed_out() -> Parts {
    unpacked(specimen(&Skeleton::builtin(&Look::default()).unwrap()).unwrap())
}

pub(super) fn taken_back(parts: &Parts) -> Result<Skeleton, SkeletonFault> {
    let parts: Vec<(&String, &String)> = parts.iter().collect();
    Skeleton::from_office(&packed(&parts).unwrap())
}

pub(super) fn change(parts: &mut Parts, part: &str, from: &str, to: &str) {
    let text = parts.get_mut(part).unwrap();
    assert!(text.contains(from), "{part}: {from}");
    *text = text.replace(from, to);
}

/// Adds a part as Word does.
pub(super) fn add(parts: &mut Parts, owner: &str, part: &str, content: &str, kind: &str) -> String {
    parts.insert(part.to_owned(), content.to_owned());
    let entry = format!("<Override PartName=\"/{part}\" ContentType=\"application/xml\"/>");
    change(parts, "[Content_Types].xml", "</Types>", &format!("{entry}</Types>"));
    let target = format!("Target=\"/{part}\"");
    lead(parts, owner, kind, &target)
}

/// Adds a relationship of a kind; its id.
pub(super) fn lead(parts: &mut Parts, owner: &str, kind: &str, target: &str) -> String {
    let all = parts.entry(owner.to_owned()).or_insert_with(|| NO_RELATIONSHIPS.to_owned());
    let id = format!("x{}", all.matches("<Relationship ").count());
    let kind = if kind.contains(':') { kind.to_owned() } else { format!("{OFFICE}/{kind}") };
    let entry = format!("<Relationship Id=\"{id}\" Type=\"{kind}\" {target}/></Relationships>");
    *all = all.replace("</Relationships>", &entry);
    id
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NO_RELATIONSHIPS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

#[test]
fn the_specimen_shows_every_style_and_comes_back() {
    let parts = handed_out();
    let seen = paragraphs(&parts["word/document.xml"]);
    assert!(seen.iter().any(|p| p.style == "Motto" && p.text == "Tiêu ngữ"));
    let skeleton = taken_back(&parts).unwrap();
    let builtin = Skeleton::builtin(&Look::default()).unwrap();
    assert_eq!(skeleton.sheet(), builtin.sheet());
    let document = document_of(&fixture::report());
    let own = unpacked(docx(&document, &skeleton).unwrap());
    // Its lists stand behind the one that the specimen shows.
    let own = own["word/document.xml"].replace("w:numId w:val=\"2\"", "w:numId w:val=\"1\"");
    assert!(own == unpacked(bytes(&document))["word/document.xml"]);
}

/// Word gives styles other ids, and names of its own to the built-in ones.
#[test]
fn styles_are_found_by_name() {
    let mut parts = handed_out();
    for (from, to) in [("BodyText", "ThnVnbn"), ("Motto", "Tiung"), ("Normal", "Binhthng")] {
        change(&mut parts, "word/styles.xml", &format!("\"{from}\""), &format!("\"{to}\""));
    }
    change(&mut parts, "word/styles.xml", "\"heading 1\"", "\"Heading 1\"");
    let skeleton = taken_back(&parts).unwrap();
    assert_eq!(skeleton.id(Role::BodyText), "ThnVnbn");
    assert_eq!(skeleton.sheet().style(Role::NumberedText).first_line, 720);
    let own = unpacked(docx(&document_of(&fixture::report()), &skeleton).unwrap());
    let seen = paragraphs(&own["word/document.xml"]);
    assert!(seen.iter().any(|p| p.style == "Tiung") && !seen.iter().any(|p| p.style == "Motto"));
}

#[test]
fn what_the_office_changed_holds() {
    let mut parts = handed_out();
    change(&mut parts, "word/document.xml", "w:left=\"1701\"", "w:left=\"1985\"");
    change(&mut parts, "word/styles.xml", "Times New Roman", "Cambria");
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let header = format!("<w:hdr xmlns:w=\"{main}\"><w:p/></w:hdr>");
    let owner = "word/_rels/document.xml.rels";
    let id = add(&mut parts, owner, "word/dau-trang.xml", &header, "header");
    add(&mut parts, owner, "word/header3.xml", &header, "header");
    let reference = format!("<w:headerReference w:type=\"first\" r:id=\"{id}\"/><w:pgSz");
    change(&mut parts, "word/document.xml", "<w:pgSz", &reference);
    let skeleton = taken_back(&parts).unwrap();
    assert_eq!(skeleton.sheet().paper.left, 1985);
    let own = unpacked(docx(&document_of(&fixture::report()), &skeleton).unwrap());
    assert!(own["word/document.xml"].contains("w:left=\"1985\""));
    assert!(own["word/styles.xml"].contains("Cambria"));
    assert!(own["word/header2.xml"].ends_with("<w:p/></w:hdr>"));
    assert!(!own.contains_key("word/header3.xml"), "no page names it");
}

#[test]
fn what_is_not_look_is_let_go() {
    let mut parts = handed_out();
    let owner = "word/_rels/document.xml.rels";
    add(&mut parts, owner, "word/comments.xml", "<w:comments/>", "comments");
    add(&mut parts, owner, "word/people.xml", "Nguyễn Văn A", "people");
    let template = "<w:attachedTemplate xmlns:r=\"urn:r\" r:id=\"rId1\"/>";
    change(&mut parts, "word/settings.xml", "<w:zoom", &format!("{template}<w:zoom"));
    change(&mut parts, "docProps/app.xml", "</Properties>", "<Company>X</Company></Properties>");
    let own =
        unpacked(docx(&document_of(&fixture::report()), &taken_back(&parts).unwrap()).unwrap());
    for (name, part) in &own {
        for word in ["omments", "eople", "Nguyễn Văn A", "attachedTemplate", "Company"] {
            assert!(!part.contains(word) && !name.contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn a_missing_style_is_named() {
    let mut parts = handed_out();
    change(&mut parts, "word/styles.xml", "\"Tiêu ngữ\"", "\"Khác\"");
    change(&mut parts, "word/styles.xml", "\"Trích yếu\"", "\"Khác 2\"");
    let fault = taken_back(&parts).unwrap_err();
    assert_eq!(fault, SkeletonFault::Missing(vec!["Tiêu ngữ", "Trích yếu"]));
}

#[test]
fn what_is_no_word_file_is_refused() {
    let refused = |bytes: &[u8]| Skeleton::from_office(bytes).unwrap_err();
    assert_eq!(refused(b""), SkeletonFault::NotWord);
    assert_eq!(refused(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), SkeletonFault::NotWord);
    assert_eq!(refused(&packed(&[("a.txt", "x")]).unwrap()), SkeletonFault::NotWord);
    assert_eq!(refused(&packed(&[("../a", "x")]).unwrap()), SkeletonFault::NotWord);
    let many: Vec<(String, &str)> = (0..600).map(|i| (i.to_string(), "x")).collect();
    assert_eq!(refused(&packed(&many).unwrap()), SkeletonFault::TooLarge);
    let bomb = "0".repeat(40 * 1024 * 1024);
    assert_eq!(refused(&packed(&[("word/a.xml", bomb)]).unwrap()), SkeletonFault::TooLarge);

    let mut parts = handed_out();
    let main = "wordprocessingml.document.main+xml";
    change(&mut parts, "[Content_Types].xml", main, "spreadsheetml.sheet.main+xml");
    assert_eq!(taken_back(&parts).unwrap_err(), SkeletonFault::NotWord);
    let mut parts = handed_out();
    change(&mut parts, "word/document.xml", "<w:sectPr>", "<w:x>");
    change(&mut parts, "word/document.xml", "</w:sectPr>", "</w:x>");
    assert_eq!(taken_back(&parts).unwrap_err(), SkeletonFault::NoPage);
    let mut parts = handed_out();
    change(&mut parts, "word/styles.xml", "</w:styles>", "");
    assert_eq!(taken_back(&parts).unwrap_err(), SkeletonFault::NotWord);
}

/// Any damage gives a fault or a skeleton, never a panic.
#[test]
fn damaged_files_do_not_break_anything() {
    let whole = specimen(&Skeleton::builtin(&Look::default()).unwrap()).unwrap();
    for at in (0..whole.len()).step_by(97) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        drop(Skeleton::from_office(&bytes));
        drop(Skeleton::from_office(&whole[..at]));
    }
}

#[test]
fn sizes_and_spacings_follow_the_look() {
    let mut look = Look { profile: Profile::Habitual, ..Look::default() };
    look.set_size(SizeOf::Body, 26);
    look.set_size(SizeOf::Head, 22);
    look.first_line = crate::report::look::FirstLine::Cm1;
    look.line_spacing = crate::report::look::LineSpacing::of_percent(150);
    let skeleton = Skeleton::builtin(&look).unwrap();
    let sheet = skeleton.sheet();
    assert_eq!(sheet.style(Role::NumberedText).size, 26);
    assert_eq!(sheet.style(Role::Heading1).size, 26);
    assert_eq!(sheet.style(Role::Issuer).size, 22);
    assert_eq!(sheet.style(Role::BodyText).first_line, 567);
    assert_eq!(sheet.style(Role::BodyText).line, crate::pages::style::LineHeight::Of240(360));
    assert_eq!(sheet.style(Role::Recipient).size, 22);
    let document = document_with(&fixture::report(), &look);
    let parts = unpacked(docx(&document, &skeleton).unwrap());
    assert!(parts["word/numbering.xml"].contains("w:firstLine=\"567\""));
}

#[test]
fn numbered_paragraphs_are_lists_of_word() {
    let parts = unpacked(bytes(&document_of(&fixture::report())));
    let body = &parts["word/document.xml"];
    let numbered: Vec<_> =
        paragraphs(body).into_iter().filter(|p| p.style == "NumberedText").collect();
    assert!(numbered.len() > 1 && numbered.iter().all(|p| !p.text.starts_with(char::is_numeric)));
    assert_eq!(body.matches("<w:numId ").count(), numbered.len());
    let lists = parts["word/numbering.xml"].matches("<w:num ").count();
    assert!(lists >= 1 && lists <= numbered.len());
}

#[test]
fn a_section_says_which_headers_it_has() {
    const DOCUMENT: &str = "word/document.xml";
    let numbers = |changes: &[(&str, &str)]| {
        let mut parts = handed_out();
        for (from, to) in changes {
            change(&mut parts, DOCUMENT, from, to);
        }
        let numbers = taken_back(&parts).unwrap().page_numbers();
        (numbers.first, numbers.others)
    };
    let (missing, centred) = (NumberPlace::Missing, NumberPlace::Centred);
    assert_eq!(
        numbers(&[]),
        (missing, centred),
        "the first page has a header of its own, and none"
    );
    assert_eq!(numbers(&[("<w:titlePg/>", "")]), (centred, centred));
    assert_eq!(numbers(&[("<w:titlePg/>", "<w:titlePg w:val=\"0\"/>")]), (centred, centred));
    let of_kind = |kind: &str| format!("<w:headerReference w:type=\"{kind}\"");
    let (others, first) = (of_kind("default"), of_kind("first"));
    assert_eq!(numbers(&[(&others, &first)]), (centred, missing));
    assert_eq!(numbers(&[(&others, &of_kind("even"))]), (missing, missing));
}
