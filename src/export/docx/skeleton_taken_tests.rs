//! Hostile and careless Word files as skeletons: only the look is taken, and what is taken holds together.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use roxmltree::Document as Xml;

use super::package::packed;
use super::skeleton_tests::{Parts, add, change, handed_out, lead, taken_back};
use super::tests::{document_of, unpacked};
use super::*;
use crate::document::fixture;

const OWNER: &str = "word/_rels/document.xml.rels";
const HEADER: &str = "word/header1.xml";
const HEADER_LINKS: &str = "word/_rels/header1.xml.rels";
const SETTINGS: &str = "word/settings.xml";
const TYPES: &str = "[Content_Types].xml";
const MICROSOFT: &str = "http://schemas.microsoft.com/office/2006/relationships";
const NAMESPACES: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" \
    xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"";
const LOGO: &str = "GIF89a a logo";

/// The parts of the report that a skeleton is filled with.
fn report_in(parts: &Parts) -> Parts {
    let skeleton = taken_back(parts).unwrap();
    let report = unpacked(docx(&document_of(&fixture::report()), &skeleton).unwrap());
    hold_together(&report);
    report
}

fn left_out(parts: &Parts) -> Vec<LeftOut> {
    taken_back(parts).unwrap().left_out().collect()
}

/// Every part is XML or a picture, is led to and has a type; everything that is referred to is there.
fn hold_together(parts: &Parts) {
    let types = Xml::parse(&parts[TYPES]).unwrap();
    let typed: BTreeSet<&str> =
        types.descendants().filter_map(|tag| tag.attribute("PartName")).collect();
    let mut led_to = BTreeSet::new();
    for (name, links) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let owner = name.replace("_rels/", "").replace(".rels", "");
        let owner = parts.get(&owner).map(String::as_str).unwrap_or("<none/>");
        let owner = Xml::parse(owner).unwrap();
        let links = Xml::parse(links).unwrap();
        let mut ids = BTreeSet::new();
        for link in links.descendants().filter(|link| link.has_tag_name_of("Relationship")) {
            assert_eq!(link.attribute("TargetMode"), None, "{name}");
            let target = link.attribute("Target").unwrap();
            let target = target.strip_prefix('/').unwrap_or(target);
            assert!(parts.contains_key(target), "{name} leads to {target}");
            led_to.insert(target.to_owned());
            assert!(ids.insert(link.attribute("Id").unwrap()), "{name}: an id twice");
        }
        for id in ids_in(&owner) {
            assert!(ids.contains(id), "{name} lacks {id}");
        }
    }
    for (name, part) in parts {
        if !name.starts_with("word/media/") {
            Xml::parse(part).unwrap_or_else(|err| panic!("{name}: {err}"));
        }
        if !name.ends_with(".rels") && name != TYPES {
            assert!(led_to.contains(name.as_str()), "nothing leads to {name}");
            assert!(typed.contains(format!("/{name}").as_str()), "{name} has no type");
        }
    }
    assert_eq!(typed.len(), led_to.len());
}

fn ids_in<'a>(part: &'a Xml<'a>) -> BTreeSet<&'a str> {
    let attributes = part.descendants().flat_map(|element| element.attributes());
    let ids =
        attributes.filter(|own| own.namespace().is_some_and(|ns| ns.ends_with("/relationships")));
    ids.map(|id| id.value()).collect()
}

trait TagName {
    fn has_tag_name_of(&self, local: &str) -> bool;
}

impl TagName for roxmltree::Node<'_, '_> {
    fn has_tag_name_of(&self, local: &str) -> bool {
        self.tag_name().name() == local
    }
}

/// Puts something into the header, in front of the number of the page.
fn in_header(parts: &mut Parts, content: &str) {
    change(
        parts,
        HEADER,
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
        &format!("{content}<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"),
    );
}

/// One with its namespaces declared.
fn with_namespaces() -> Parts {
    let mut parts = handed_out();
    change(&mut parts, HEADER, "<w:hdr ", &format!("<w:hdr {NAMESPACES} "));
    parts
}

fn field(instruction: &str, result: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>{result}</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    )
}

fn drawing(blip: &str) -> String {
    format!(
        "<w:r><w:drawing><wp:inline><wp:extent cx=\"9\" cy=\"9\"/><wp:docPr id=\"1\" name=\"C:\\Users\\An\\a.gif\" \
         descr=\"file://may-an/a.gif\"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>{blip}</pic:blipFill></pic:pic>\
         </a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}

/// A file with everything in it that does not belong into a report.
fn hostile() -> Parts {
    let mut parts = with_namespaces();
    let macros = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml";
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    change(&mut parts, TYPES, main, macros);
    let kind = format!("{MICROSOFT}/vbaProject");
    add(&mut parts, OWNER, "word/vbaProject.bin", "macro-x", &kind);
    let vba = "word/_rels/vbaProject.bin.rels";
    add(&mut parts, vba, "word/vbaData.xml", "macro-y", &format!("{MICROSOFT}/wordVbaData"));
    add(&mut parts, OWNER, "word/comments.xml", "Bà Nhận Xét", "comments");
    add(&mut parts, OWNER, "customXml/item1.xml", "<mat-x/>", "customXml");
    add(&mut parts, "_rels/.rels", "docProps/custom.xml", "Ông Tùy Biến", "custom-properties");
    change(&mut parts, "docProps/app.xml", "</Properties>", "<Company>Sở X</Company></Properties>");
    parts.insert("word/la.exe".to_owned(), "MZ-x".to_owned());
    let external = "TargetMode=\"External\" Target=\"http://xau.example/x\"";
    let id = lead(&mut parts, "word/_rels/settings.xml.rels", "attachedTemplate", external);
    let settings = format!(
        "<w:attachedTemplate xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"{id}\"/>\
         <w:documentProtection w:hash=\"mat-x\"/><w:zoom"
    );
    change(&mut parts, SETTINGS, "<w:zoom", &settings);
    let font =
        lead(&mut parts, "word/_rels/fontTable.xml.rels", "font", "Target=\"fonts/f.odttf\"");
    parts.insert("word/fonts/f.odttf".to_owned(), "phong-x".to_owned());
    let embedded = format!(
        "<w:embedRegular xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"{font}\"/></w:font>"
    );
    change(&mut parts, "word/fontTable.xml", "</w:font>", &embedded);
    hostile_header(&mut parts, external);
    parts
}

fn hostile_header(parts: &mut Parts, external: &str) {
    let link = lead(parts, HEADER_LINKS, "hyperlink", external);
    let far = lead(parts, HEADER_LINKS, "image", external);
    let ole = add(parts, HEADER_LINKS, "word/embeddings/oleObject1.bin", "ole-x", "oleObject");
    let control = add(parts, HEADER_LINKS, "word/activeX/activeX1.xml", "<x-x/>", "control");
    let svg = add(parts, HEADER_LINKS, "word/media/a.svg", "<svg onload=\"mat-x\"/>", "image");
    let logo = add(parts, HEADER_LINKS, "word/media/hình.gif", LOGO, "image");
    let extension =
        format!("<a:extLst><a:ext uri=\"x\"><asvg:svgBlip r:embed=\"{svg}\"/></a:ext></a:extLst>");
    let content = [
        format!("<w:hyperlink r:id=\"{link}\"><w:r><w:t>CHỮ CÓ LIÊN KẾT</w:t></w:r></w:hyperlink>"),
        drawing(&format!("<a:blip r:link=\"{far}\"/>")),
        drawing(&format!("<a:blip r:embed=\"{logo}\" r:link=\"{far}\">{extension}</a:blip>")),
        format!(
            "<w:r><w:object w:dxaOrig=\"1\"><v:shape href=\"http://xau.example/y\" o:ole=\"\"><v:imagedata r:id=\"{logo}\" \
             o:title=\"D:\\An\\x\" src=\"http://xau.example/z\"/></v:shape><o:OLEObject r:id=\"{ole}\"/></w:object></w:r>"
        ),
        format!("<w:r><w:object><w:control r:id=\"{control}\" w:name=\"nut-x\"/></w:object></w:r>"),
        "<w:ins w:author=\"Cô Sửa\"><w:r><w:t>CHỮ THÊM</w:t></w:r></w:ins>".to_owned(),
        "<w:del w:author=\"Cô Sửa\"><w:r><w:delText>CHỮ XÓA</w:delText></w:r></w:del>".to_owned(),
        field("INCLUDEPICTURE \"http://xau.example/a.png\" \\d", "ẢNH CŨ"),
        field(&format!("MACROBUTTON {}", "chay-x"), "BẤM"),
        "<w:fldSimple w:instr=\"DDEAUTO c:\\\\cmd.exe /k-x\"><w:r><w:t>DDE CŨ</w:t></w:r></w:fldSimple>".to_owned(),
        field("FORMTEXT", "NHẬP"),
        "<!-- Ông Ghi Chú -->".to_owned(),
    ];
    in_header(parts, &content.concat());
}

#[test]
fn only_the_look_of_a_hostile_file_is_taken() {
    let parts = hostile();
    let report = report_in(&parts);
    for (name, part) in &report {
        let foreign = [
            "xau.example",
            "file:",
            "macro",
            "Macro",
            "vba",
            "oleObject",
            "activeX",
            "cmd.exe",
            "Users",
            "D:\\",
            "Nhận Xét",
            "Tùy Biến",
            "Cô Sửa",
            "Ghi Chú",
            "CHỮ XÓA",
            "Sở X",
            "-x",
            "svgBlip",
            "a.svg",
            "DDEAUTO",
            "INCLUDEPICTURE",
            "attachedTemplate",
            "embedRegular",
            "MZ",
            "documentProtection",
        ];
        for word in foreign {
            assert!(!part.contains(word) && !name.contains(word), "{name} has {word}:\n{part}");
        }
    }
    let header = &report[HEADER];
    for kept in ["CHỮ CÓ LIÊN KẾT", "CHỮ THÊM", "ẢNH CŨ", "BẤM", "DDE CŨ", "NHẬP", " PAGE "]
    {
        assert!(header.contains(kept), "{kept}:\n{header}");
    }
    assert_eq!(header.matches("<w:drawing>").count(), 1, "the linked picture is gone:\n{header}");
    assert!(header.contains("<w:pict><v:shape") && header.contains("</v:shape></w:pict>"));
    assert_eq!(report["word/media/image1.gif"], LOGO);
    assert_eq!(report.keys().filter(|name| name.starts_with("word/media/")).count(), 1);
    assert!(report[TYPES].contains("wordprocessingml.document.main+xml"));
    use LeftOut::*;
    let all = [
        Macros, Links, Objects, CustomXml, Comments, Names, Protection, Fields, Fonts, Pictures,
        Strays,
    ];
    assert_eq!(left_out(&parts), all);
}

#[test]
fn what_was_taken_is_taken_again_as_it_is() {
    for parts in [hostile(), handed_out(), with_namespaces()] {
        let once = taken_back(&parts).unwrap();
        let again = Skeleton::from_office(once.package()).unwrap();
        assert!(again.package() == once.package());
        assert_eq!(again.left_out().collect::<Vec<_>>(), []);
        hold_together(&unpacked(once.package().to_vec()));
    }
}

#[test]
fn the_text_of_a_skeleton_is_not_kept() {
    let mut parts = handed_out();
    assert_eq!(left_out(&parts), []);
    change(&mut parts, "word/document.xml", "Tiêu ngữ", "Số điện thoại của ông An");
    let kept = unpacked(taken_back(&parts).unwrap().package().to_vec());
    assert!(!kept["word/document.xml"].contains("ông An"));
}

#[test]
fn every_kind_of_word_file_becomes_a_document() {
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    for (kind, expected) in [
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
            vec![],
        ),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", vec![LeftOut::Macros]),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", vec![LeftOut::Macros]),
    ] {
        let mut parts = handed_out();
        change(&mut parts, TYPES, main, kind);
        assert_eq!(left_out(&parts), expected);
        assert!(report_in(&parts)[TYPES].contains(main), "{kind}");
    }
}

#[test]
fn what_is_referred_to_and_not_there_goes_with_its_element() {
    const DOCUMENT: &str = "word/document.xml";
    // A header that is not there, one of another kind, and one that is no XML.
    let mut parts = handed_out();
    change(&mut parts, DOCUMENT, "r:id=\"rId4\"", "r:id=\"rId77\"");
    assert!(!report_in(&parts)[DOCUMENT].contains("headerReference"));
    assert_eq!(left_out(&parts), [LeftOut::Missing]);
    let mut parts = handed_out();
    change(&mut parts, DOCUMENT, "r:id=\"rId4\"", "r:id=\"rId1\"");
    assert!(!report_in(&parts)[DOCUMENT].contains("headerReference"), "that are the styles");
    let mut parts = handed_out();
    change(&mut parts, HEADER, "</w:hdr>", "");
    assert!(!report_in(&parts)[DOCUMENT].contains("headerReference"));
    // Pictures in a header without any relationships, of the new and of the old kind, and in a filling.
    let mut parts = with_namespaces();
    let old = "<w:r><w:pict><v:shape><v:imagedata r:id=\"rId9\"/><v:fill r:id=\"rId9\"/></v:shape></w:pict></w:r>";
    let filling = "<w:r><w:drawing><wp:inline><a:blipFill><a:blip r:embed=\"rId9\"/></a:blipFill></wp:inline></w:drawing></w:r>";
    in_header(
        &mut parts,
        &[drawing("<a:blip r:embed=\"rId9\"/>"), old.to_owned(), filling.to_owned()].concat(),
    );
    let header = &report_in(&parts)[HEADER];
    assert!(header.contains("<w:pict><v:shape></v:shape></w:pict>"), "{header}");
    assert!(header.contains("<a:noFill/>") && !header.contains("pic:pic"), "{header}");
    assert_eq!(left_out(&parts), [LeftOut::Missing]);
    // A chart is nothing without its part.
    let mut parts = with_namespaces();
    in_header(
        &mut parts,
        "<w:r><w:drawing><c:chart xmlns:c=\"urn:c\" r:id=\"rId9\"/></w:drawing></w:r>",
    );
    assert!(!report_in(&parts)[HEADER].contains("drawing>"));
}

#[test]
fn a_field_in_the_instruction_of_another_goes_with_it() {
    let mut parts = handed_out();
    let inner = field("PAGE", "TRONG");
    let outer =
        field(&format!("INCLUDETEXT \"</w:instrText></w:r>{inner}<w:r><w:instrText>\""), "NGOÀI");
    in_header(&mut parts, &outer);
    let header = &report_in(&parts)[HEADER];
    assert!(header.contains("NGOÀI") && !header.contains("TRONG"), "{header}");
    assert_eq!(header.matches("PAGE").count(), 1, "only the number of the page itself:\n{header}");
}

/// Parts whose names differ only in capital letters, or not at all, or lead out of the package.
#[test]
fn names_that_mislead_are_refused_or_harmless() {
    let whole = handed_out();
    for name in ["Word/Styles.xml", "../word/x.xml", "/word/x.xml", "word\\x.xml"] {
        let mut parts = whole.clone();
        parts.insert(name.to_owned(), "<x/>".to_owned());
        assert_eq!(taken_back(&parts).unwrap_err(), SkeletonFault::NotWord, "{name}");
    }
    let mut parts: Vec<(&str, &str)> =
        whole.iter().map(|(name, part)| (name.as_str(), part.as_str())).collect();
    parts.push(("word/stylez.xml", "<w:macro-x/>"));
    let mut bytes = packed(&parts).unwrap();
    // The same name twice, as no program writes it.
    while let Some(at) = bytes.windows(15).position(|name| name == b"word/stylez.xml") {
        bytes[at + 10] = b's';
    }
    if let Ok(skeleton) = Skeleton::from_office(&bytes) {
        hold_together(&unpacked(skeleton.package().to_vec()));
    }
}

#[test]
fn bombs_are_not_unpacked() {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..40 {
        package
            .start_file(format!("word/{i}.xml"), zip::write::SimpleFileOptions::default())
            .unwrap();
        package.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    let bytes = package.finish().unwrap().into_inner();
    assert!(bytes.len() < 100_000);
    assert_eq!(Skeleton::from_office(&bytes).unwrap_err(), SkeletonFault::TooLarge);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// However a header is cut up and put together again: a refusal, or a report that holds together.
    #[test]
    fn whatever_stands_in_a_header_the_report_holds_together(
        pieces in proptest::collection::vec(0_usize..14, 0..12),
    ) {
        let mut parts = with_namespaces();
        let external = "TargetMode=\"External\" Target=\"http://xau.example/x\"";
        let far = lead(&mut parts, HEADER_LINKS, "image", external);
        let logo = add(&mut parts, HEADER_LINKS, "word/media/a.gif", LOGO, "image");
        let all = [
            format!("<w:hyperlink r:id=\"{far}\"><w:r><w:t>A</w:t></w:r>"), "</w:hyperlink>".to_owned(),
            "<w:r>".to_owned(), "</w:r>".to_owned(), "<w:ins>".to_owned(), "</w:ins>".to_owned(),
            "<w:fldChar w:fldCharType=\"begin\"/>".to_owned(), "<w:fldChar w:fldCharType=\"end\"/>".to_owned(),
            "<w:instrText>DDE x</w:instrText>".to_owned(), "<w:fldChar w:fldCharType=\"separate\"/>".to_owned(),
            drawing(&format!("<a:blip r:embed=\"{logo}\"/>")), drawing(&format!("<a:blip r:embed=\"{far}\"/>")),
            "<w:object><![CDATA[x]]><v:shape/>".to_owned(), "</w:object>".to_owned(),
        ];
        let content: String = pieces.iter().map(|piece| all[*piece].as_str()).collect();
        in_header(&mut parts, &content);
        let report = report_in(&parts);
        prop_assert!(!report.values().any(|part| part.contains("xau.example")));
    }
}
