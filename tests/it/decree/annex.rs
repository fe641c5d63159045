//! N2 and N31: annexes.

use baocao06::report::template::Placement;
use regex::Regex;

use super::anatomy::Anatomy;
use super::body::ROMAN;
use super::facts::Facts;
use super::word::{Block, Paragraph, Section, Word};
use super::{Found, must, regex};

/// Everything after the first section.
pub(super) fn check(word: &Word, facts: &Facts, parts: &Anatomy<'_>, found: &mut Found) {
    let annexes = word.sections.get(1..).unwrap_or(&[]);
    let wanted = facts.annexes.len();
    must!(found, "N31", "annexes", annexes.len() == wanted, "{} of {wanted}", annexes.len());
    let body: Vec<&str> = parts.texts().into_iter().map(|p| p.text.as_str()).collect();
    for (i, (section, placement)) in annexes.iter().zip(&facts.annexes).enumerate() {
        let place = format!("annex {}", i + 1);
        let is_on_its_side = *placement == Placement::AnnexLandscape;
        must!(found, "N2", &place, section.is_landscape() == is_on_its_side, "not as chosen");
        let start = section.page.number("w:pgNumType", "w:start");
        must!(found, "N31", &place, start == Some(1), "page numbers begin at {start:?}");
        let heading = head(section, &place, found);
        let number = (wanted > 1).then(|| ROMAN[i]);
        let expected =
            number.map_or("Phụ lục".to_owned(), |number| format!("Phụ lục {number}"));
        must!(found, "N31", &place, heading == expected, "{heading} instead of {expected}");
        let mention = Regex::new(&format!(r"{}\b", regex::escape(&expected))).unwrap();
        let is_mentioned = body.iter().any(|text| mention.is_match(text));
        must!(found, "N31", &place, is_mentioned, "the body does not mention it");
    }
}

/// Checks heading, title and reference; returns the heading.
fn head(section: &Section, place: &str, found: &mut Found) -> String {
    let paragraphs: Vec<&Paragraph> = section.blocks.iter().take(3).filter_map(paragraph).collect();
    let [heading, title, reference] = paragraphs.as_slice() else {
        found.add("N31", place, "no heading, title and reference".to_owned());
        return String::new();
    };
    must!(found, "N31", &heading.text, heading.is_bold(), "a heading that is not bold");
    must!(found, "N31", &heading.text, heading.is_centred(), "a heading that is not centred");
    must!(found, "N31", &heading.text, heading.is_of_size(28..=28), "size of the heading");
    must!(found, "N31", &title.text, title.is_capitals(), "a title that is not in capitals");
    must!(found, "N31", &title.text, title.is_bold(), "a title that is not bold");
    must!(found, "N31", &title.text, title.is_of_size(26..=28), "size of the title");
    let is_reference = regex(r"^\(Kèm theo .+\)$").is_match(&reference.text);
    must!(found, "N31", &reference.text, is_reference, "not a reference");
    must!(found, "N31", &reference.text, reference.is_italic(), "a reference that is upright");
    must!(found, "N31", &reference.text, reference.is_of_size(26..=28), "size of the reference");
    heading.text.clone()
}

fn paragraph(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    }
}
