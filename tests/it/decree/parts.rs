//! N35 and N36, and S1 to S6: that the package is whole and nothing is left over.

use std::collections::BTreeSet;

use super::facts::Facts;
use super::numbering::Numbering;
use super::package::{DOCUMENT, Package};
use super::word::{Block, Paragraph, Table, Word};
use super::xml::Node;
use super::{Found, must, regex};

/// The beginning of the calendar of zip files.
const DATE: (u16, u16) = (0x21, 0);

/// Everything about the package.
pub(super) fn check(package: &Package, word: &Word, facts: &Facts, found: &mut Found) {
    for part in package.parts.iter().filter(|part| part.is_xml()) {
        let parsed = part.tree();
        must!(found, "S1", &part.name, parsed.is_ok(), "{:?}", parsed.err());
    }
    zip(package, facts, found);
    content_types(package, found);
    relationships(package, found);
    leftovers(package, found);
    for (i, section) in word.sections.iter().enumerate() {
        let place = format!("section {}", i + 1);
        blanks(&section.blocks, &place, found);
    }
    styles(package, word, found);
    outline(word, found);
    let document = package.tree(DOCUMENT);
    let mut ids = BTreeSet::new();
    for drawing in document.below("wp:docPr") {
        let id = drawing.attribute("id").unwrap_or("");
        must!(found, "S6", "drawing", ids.insert(id), "{id} twice");
    }
}

fn zip(package: &Package, facts: &Facts, found: &mut Found) {
    for part in &package.parts {
        must!(found, "N36", &part.name, part.date == DATE, "the entry has a date");
    }
    let first = package.parts.first().map(|part| part.name.as_str());
    must!(found, "N36", "package", first == Some("[Content_Types].xml"), "begins with {first:?}");
    let core = package.tree("docProps/core.xml");
    let issuer = facts.issuer.join(" ");
    for node in core.nodes() {
        let text = node.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let is_allowed = match node.name.as_str() {
            "dc:creator" | "cp:lastModifiedBy" => text == issuer,
            "dcterms:created" | "dcterms:modified" | "cp:lastPrinted" | "cp:revision" => false,
            _ => true,
        };
        must!(found, "N36", "core.xml", is_allowed, "{} is {text}", node.name);
    }
}

fn content_types(package: &Package, found: &mut Found) {
    let types = package.tree("[Content_Types].xml");
    let own = |name: &str| {
        types.named("Override").any(|node| node.attribute("PartName") == Some(&format!("/{name}")))
    };
    let by_extension = |name: &str| {
        let extension = name.rsplit('.').next().unwrap_or("");
        types.named("Default").any(|node| node.attribute("Extension") == Some(extension))
    };
    for part in &package.parts {
        let name = part.name.as_str();
        let is_word = name.starts_with("word/") && name.ends_with(".xml");
        let has = own(name) || (by_extension(name) && !is_word) || name == "[Content_Types].xml";
        must!(found, "S2", name, has, "no content type");
    }
    for node in types.named("Override") {
        let name = node.attribute("PartName").unwrap_or("").trim_start_matches('/');
        must!(found, "S2", name, package.part(name).is_some(), "a type of a part that is missing");
    }
}

fn relationships(package: &Package, found: &mut Found) {
    let main = package.relationships("").into_iter().find(|(_, kind, _)| kind == "officeDocument");
    let main = main.and_then(|(_, _, target)| target);
    must!(found, "S3", "package", main.as_deref() == Some(DOCUMENT), "leads to {main:?}");
    for part in package.parts.iter().filter(|part| part.name.starts_with("word/")) {
        let relationships = package.relationships(&part.name);
        for (id, _, target) in &relationships {
            let is_there = target.as_ref().is_none_or(|target| package.part(target).is_some());
            must!(found, "S3", &part.name, is_there, "{id} leads to {target:?}");
        }
        if !part.is_xml() {
            continue;
        }
        let used = ["r:id", "r:embed", "r:link", "r:pict"];
        for node in package.tree(&part.name).all() {
            for (name, id) in node.attributes().filter(|(name, _)| used.contains(name)) {
                let has = relationships.iter().any(|(own, _, _)| own == id);
                must!(found, "S3", &part.name, has, "{name}={id} leads nowhere");
            }
        }
    }
}

fn leftovers(package: &Package, found: &mut Found) {
    const CHANGES: [&str; 12] = [
        "w:ins",
        "w:del",
        "w:moveFrom",
        "w:moveTo",
        "w:rPrChange",
        "w:pPrChange",
        "w:sectPrChange",
        "w:tblPrChange",
        "w:commentReference",
        "w:commentRangeStart",
        "w:proofErr",
        "w:sdt",
    ];
    let placeholder = regex(r"\{@?[a-z_][a-z0-9_.@]*\}");
    for (name, story) in package.stories() {
        for node in story.all() {
            let is_left = CHANGES.contains(&node.name.as_str());
            must!(found, "N35", name, !is_left, "{}", node.name);
        }
        for text in story.below("w:p").into_iter().map(words) {
            must!(found, "N35", &text, !placeholder.is_match(&text), "a placeholder");
        }
        let fields = story.below("w:instrText").len() + story.below("w:fldSimple").len();
        must!(found, "N35", name, fields == 0 || name != DOCUMENT, "{fields} fields");
    }
    let has_comments = package.parts.iter().any(|part| part.name.contains("comments"));
    must!(found, "N35", "package", !has_comments, "comments");
}

fn words(paragraph: &Node) -> String {
    paragraph.below("w:t").into_iter().map(Node::text).collect()
}

/// A paragraph without words is there only to end a section or the document behind a table, to keep
/// two tables apart, or because a cell must hold one.
fn blanks(blocks: &[Block], place: &str, found: &mut Found) {
    for (i, block) in blocks.iter().enumerate() {
        match block {
            Block::Paragraph(p) if p.is_blank() => {
                let is_table = |i: usize| matches!(blocks.get(i), Some(Block::Table(_)));
                let is_between = i > 0 && is_table(i - 1) && is_table(i + 1);
                // Word wants a paragraph at the end behind a table, and one that a frame belongs to;
                // this one takes no room.
                let is_frame = |i: usize| match blocks.get(i) {
                    Some(Block::Paragraph(p)) => p.node.at("w:pPr/w:framePr").is_some(),
                    _ => false,
                };
                let is_flat = p.look.number("w:spacing@w:line") <= 20
                    && p.look.get("w:spacing@w:lineRule") == Some("exact");
                let is_behind = i > 0 && (is_table(i - 1) || is_frame(i - 1));
                let is_last = is_behind && i + 1 == blocks.len() && is_flat;
                let ends = is_last || p.node.at("w:pPr/w:sectPr").is_some();
                must!(found, "N35", place, is_between || ends, "an empty paragraph: block {i}");
            }
            Block::Paragraph(_) => {}
            Block::Table(table) => blank_cells(table, place, found),
        }
    }
}

fn blank_cells(table: &Table, place: &str, found: &mut Found) {
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        must!(found, "N35", place, !cell.paragraphs.is_empty(), "a cell without a paragraph");
        let blank = cell.paragraphs.iter().filter(|p| p.is_blank()).count();
        let is_needed = cell.paragraphs.len() == 1;
        must!(found, "N35", place, blank == 0 || is_needed, "an empty paragraph in a cell");
        let is_merged = cell.merge.as_deref() == Some("continue");
        must!(found, "N35", place, !is_merged || blank == 1, "words in a merged cell");
    }
}

fn styles(package: &Package, word: &Word, found: &mut Found) {
    for (name, story) in package.stories() {
        for element in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
            for node in story.below(element) {
                let id = node.attribute("w:val").unwrap_or("");
                must!(found, "S4", name, word.styles.has(id), "no style {id}");
            }
        }
    }
    let numbering = Numbering::read(package.tree("word/numbering.xml"));
    for p in word.paragraphs() {
        must!(found, "S4", &p.text, !numbering.lacks(&p.look), "no such list");
    }
}

fn outline(word: &Word, found: &mut Found) {
    let mut above = -1;
    let levels = word.paragraphs().into_iter().filter_map(|p| p.outline().map(|level| (p, level)));
    let levels: Vec<(&Paragraph, i64)> = levels.collect();
    // That there is a heading at all is N24's.
    for (p, level) in levels {
        must!(found, "S5", &p.text, level <= above + 1, "level {level} under level {above}");
        above = level;
    }
}
