//! N1 to N10: paper, margins, letters, page numbers.

use regex::Regex;
use unicode_normalization::is_nfc;

use super::package::Package;
use super::styles::Styles;
use super::word::{Section, Word};
use super::xml::Node;
use super::{Found, must, regex};

const FONT: &str = "Times New Roman";

/// Everything about pages and letters.
pub(super) fn check(package: &Package, word: &Word, found: &mut Found) {
    for (i, section) in word.sections.iter().enumerate() {
        paper(section, &format!("section {}", i + 1), found);
    }
    let styles = package.tree("word/styles.xml");
    let language = styles.value("w:docDefaults/w:rPrDefault/w:rPr/w:lang", "w:val");
    must!(found, "N6", "docDefaults", language == Some("vi-VN"), "language {language:?}");
    for (name, story) in package.stories() {
        letters(name, story, word, found);
    }
    page_number(package, word, found);
}

fn paper(section: &Section, place: &str, found: &mut Found) {
    let page = |path: &str, name: &str| section.page.number(path, name).unwrap_or(-1);
    let size = (page("w:pgSz", "w:w"), page("w:pgSz", "w:h"));
    if section.is_landscape() {
        must!(found, "N2", place, size == (16838, 11906), "size {size:?}");
        must!(found, "N2", place, section.tables().next().is_some(), "no table lies on its side");
        return;
    }
    must!(found, "N1", place, size == (11906, 16838), "size {size:?}");
    let margins = ["w:top", "w:bottom", "w:left", "w:right"];
    let ranges = [1134..=1417, 1134..=1417, 1701..=1984, 850..=1134];
    for (side, range) in margins.into_iter().zip(ranges) {
        let margin = page("w:pgMar", side);
        must!(found, "N3", place, range.contains(&margin), "{side} is {margin}");
    }
}

fn letters(name: &str, story: &Node, word: &Word, found: &mut Found) {
    for paragraph in story.below("w:p") {
        let look = word.styles.of_paragraph(paragraph);
        for run in paragraph.named("w:r") {
            let text: String = run.named("w:t").map(Node::text).collect();
            if text.is_empty() {
                continue;
            }
            let place = format!("{name}: {text}");
            let look = word.styles.of_run(&look, run);
            for face in ["w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"] {
                let font = look.get(&format!("w:rFonts@{face}"));
                must!(found, "N4", &place, font == Some(FONT), "{face} is {font:?}");
            }
            let colour = look.get("w:color@w:val").unwrap_or("auto");
            must!(found, "N5", &place, matches!(colour, "auto" | "000000"), "colour {colour}");
            let marked = look.get("w:highlight@w:val").filter(|value| *value != "none");
            let shaded = look.get("w:shd@w:fill").filter(|fill| *fill != "auto");
            must!(found, "N5", &place, marked.is_none(), "highlighted");
            must!(found, "N5", &place, shaded.is_none(), "shaded");
            characters(&place, &text, found);
        }
    }
}

/// What no letter of a document may be, by Unicode's own classes.
pub(super) fn odd_characters() -> &'static Regex {
    regex(
        r"(?x) [\p{Cc}\p{Cf}\p{Co}\p{Emoji_Presentation}\p{Emoji_Modifier}\x{FFFD}]
          | [\x{FE00}-\x{FE0F}] | _{2,} | \.{5,}",
    )
}

fn characters(place: &str, text: &str, found: &mut Found) {
    must!(found, "N7", place, is_nfc(text), "not in NFC");
    let odd = odd_characters().find(text).map(|odd| odd.as_str().to_owned());
    must!(found, "N7", place, odd.is_none(), "{odd:?}");
}

/// How many fields of a name a story has.
fn fields(story: &Node, name: &str) -> usize {
    let typed = story.below("w:instrText").into_iter().map(Node::text);
    let simple = story.below("w:fldSimple").into_iter();
    let simple = simple.map(|field| field.attribute("w:instr").unwrap_or("").to_owned());
    let is_it = |text: &String| text.split_whitespace().next() == Some(name);
    typed.chain(simple).filter(is_it).count()
}

fn header<'a>(package: &'a Package, section: &Section, kind: &str) -> Option<&'a Node> {
    let mut references = section.page.named("w:headerReference");
    let reference = references.find(|reference| reference.attribute("w:type") == Some(kind))?;
    let part = package.target(reference.attribute("r:id")?)?;
    Some(package.tree(&part.name))
}

fn page_number(package: &Package, word: &Word, found: &mut Found) {
    let first = word.sections.first();
    let on = |kind| first.and_then(|section| header(package, section, kind));
    let default = on("default");
    let count = default.map_or(0, |header| fields(header, "PAGE"));
    must!(found, "N8", "header", count == 1, "{count} fields PAGE");
    let mut size = 0;
    let has_number = |paragraph: &&Node| fields(paragraph, "PAGE") > 0;
    let mut paragraphs = default.into_iter().flat_map(|header| header.below("w:p"));
    if let Some(paragraph) = paragraphs.find(has_number) {
        size = number_look(&word.styles, paragraph, found);
    }
    let has_title_page = first.is_some_and(|section| section.page.at("w:titlePg").is_some());
    must!(found, "N9", "section 1", has_title_page, "the first page is like the others");
    let on_first = on("first").map_or(0, |header| fields(header, "PAGE"));
    must!(found, "N9", "first header", on_first == 0, "page 1 has a number");
    for section in &word.sections {
        let margin = |name| section.page.number("w:pgMar", name).unwrap_or(0);
        // A line of Times New Roman is 1,15 em high; a half-point is 10 twips.
        let end = margin("w:header") + size * 10 * 115 / 100;
        let top = margin("w:top");
        must!(
            found,
            "N10",
            "header",
            end <= top,
            "the number ends {end} below the edge, {top} is text"
        );
    }
    for (name, story) in package.stories() {
        let in_footer = if name.contains("footer") { fields(story, "PAGE") } else { 0 };
        must!(found, "N10", name, in_footer == 0, "a page number at the foot");
    }
}

/// Returns the size of the number, in half-points.
fn number_look(styles: &Styles, paragraph: &Node, found: &mut Found) -> i64 {
    let look = styles.of_paragraph(paragraph);
    let jc = look.get("w:jc@w:val");
    must!(found, "N8", "header", jc == Some("center"), "stands {jc:?}");
    let mut size = look.number("w:sz@w:val");
    for run in paragraph.named("w:r") {
        let look = styles.of_run(&look, run);
        size = look.number("w:sz@w:val");
        must!(found, "N8", "header", matches!(size, 26 | 28), "size {size}");
        must!(found, "N8", "header", !look.is_on("w:b"), "bold");
        must!(found, "N8", "header", !look.is_on("w:i"), "leaning");
    }
    size
}
