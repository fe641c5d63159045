//! N22 to N27 and N34: headings and paragraphs of the body.

use super::anatomy::Anatomy;
use super::facts::Facts;
use super::word::{Block, Paragraph};
use super::{Found, must, regex};

/// Roman numbers as headings are counted.
pub(super) const ROMAN: [&str; 12] =
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// The letters of points in the order of the Vietnamese alphabet.
const LETTERS: [char; 23] = [
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't',
    'u', 'v', 'x', 'y',
];

/// Everything between the title and the closing block.
pub(super) fn check(facts: &Facts, parts: &Anatomy<'_>, found: &mut Found) {
    let texts = parts.texts();
    set_up(&texts, found);
    spacing(parts, found);
    headings(parts, facts, found);
    clauses(&texts, found);
    points(parts, found);
    end(&texts, found);
    let gap = regex(r"\d\s+%");
    let dot = regex(r"\d\.\d+%");
    for p in &texts {
        must!(found, "N34", &p.text, !gap.is_match(&p.text), "a space in front of %");
        must!(found, "N34", &p.text, !dot.is_match(&p.text), "a dot as the decimal sign");
    }
}

fn set_up(texts: &[&Paragraph], found: &mut Found) {
    let indent = |p: &Paragraph| p.look.number("w:ind@w:firstLine");
    let size = |p: &Paragraph| p.runs.first().map(|run| run.look.number("w:sz@w:val"));
    for p in texts {
        let jc = p.look.get("w:jc@w:val");
        must!(found, "N22", &p.text, jc == Some("both"), "stands {jc:?}");
        must!(found, "N22", &p.text, matches!(indent(p), 567 | 720), "first line {}", indent(p));
        must!(found, "N22", &p.text, indent(p) == indent(texts[0]), "another indent");
        must!(found, "N22", &p.text, p.is_of_size(26..=28), "size");
        must!(found, "N22", &p.text, size(p) == size(texts[0]), "another size");
        let (line, rule) = (p.look.number("w:spacing@w:line"), p.look.get("w:spacing@w:lineRule"));
        let is_allowed = (240..=360).contains(&line) && matches!(rule, None | Some("auto"));
        must!(found, "N23", &p.text, is_allowed, "line {line} {rule:?}");
    }
}

fn spacing(parts: &Anatomy<'_>, found: &mut Found) {
    for pair in parts.body.windows(2) {
        let [Block::Paragraph(above), Block::Paragraph(below)] = pair else {
            continue;
        };
        if above.is_blank() || below.is_blank() {
            continue;
        }
        let style = |p: &Paragraph| p.look.get("w:pStyle@w:val").map(str::to_owned);
        let falls_away =
            |p: &Paragraph| p.look.is_on("w:contextualSpacing") && style(above) == style(below);
        let after = if falls_away(above) { 0 } else { above.look.number("w:spacing@w:after") };
        let before = if falls_away(below) { 0 } else { below.look.number("w:spacing@w:before") };
        let between = after + before;
        must!(found, "N23", &below.text, between >= 120, "{between} twips above");
    }
}

fn headings(parts: &Anatomy<'_>, facts: &Facts, found: &mut Found) {
    let section = regex(r"^([IVXLC]+)\. ");
    let clause = regex(r"^\d+\. ");
    let mut numbers = Vec::new();
    for p in parts.body_paragraphs() {
        let keeps = p.look.is_on("w:keepNext");
        match p.outline() {
            Some(0) => {
                let number = section.captures(&p.text).map(|found| found[1].to_owned());
                must!(found, "N24", &p.text, number.is_some(), "no Roman number");
                numbers.extend(number);
                must!(found, "N24", &p.text, p.is_capitals(), "not in capitals");
                must!(found, "N24", &p.text, p.is_bold(), "not bold");
                must!(found, "N24", &p.text, p.is_upright(), "leaning");
                must!(found, "N24", &p.text, keeps, "may stand alone at the foot of a page");
            }
            Some(1) => {
                must!(found, "N25", &p.text, clause.is_match(&p.text), "no number");
                must!(found, "N25", &p.text, !p.is_capitals(), "in capitals");
                must!(found, "N25", &p.text, p.is_bold(), "not bold");
                must!(found, "N25", &p.text, p.is_upright(), "leaning");
                must!(found, "N25", &p.text, keeps, "may stand alone at the foot of a page");
            }
            None => {
                let is_section = section.is_match(&p.text) && p.is_capitals();
                must!(found, "N24", &p.text, !is_section, "a mục that is not a heading");
            }
            Some(_) => {}
        }
    }
    must!(found, "N24", "body", !numbers.is_empty(), "no mục");
    let is_in_order = numbers.iter().zip(ROMAN).all(|(number, expected)| number == expected);
    must!(found, "N24", "body", is_in_order || !facts.is_counted, "numbered {numbers:?}");
}

/// A khoản without a title: its number is not bold, nor is all of it.
fn clauses(texts: &[&Paragraph], found: &mut Found) {
    let clause = regex(r"^\d+\. ");
    for p in texts.iter().filter(|p| clause.is_match(&p.text)) {
        let first = p.runs.iter().find(|run| !run.text.trim().is_empty());
        let is_light = first.is_some_and(|run| !run.look.is_on("w:b"));
        must!(found, "N25", &p.text, is_light, "a khoản without a title is bold");
    }
}

fn points(parts: &Anatomy<'_>, found: &mut Found) {
    let any = regex(r"^(\p{L}+)\) ");
    let mut count = 0;
    for p in parts.body_paragraphs() {
        let Some(letter) = any.captures(&p.text).map(|found| found[1].to_owned()) else {
            if p.outline().is_some() {
                count = 0;
            }
            continue;
        };
        // Numbers inside may be bold; the letter and the words are not.
        let first = p.runs.iter().find(|run| !run.text.trim().is_empty());
        let is_light = first.is_some_and(|run| !run.look.is_on("w:b"));
        must!(found, "N26", &p.text, is_light, "bold");
        count = if letter == "a" { 0 } else { count };
        let expected = LETTERS.get(count % LETTERS.len()).map(char::to_string).unwrap();
        let expected = expected.repeat(1 + count / LETTERS.len());
        must!(found, "N26", &p.text, letter == expected, "{expected}) comes next");
        count += 1;
    }
}

fn end(texts: &[&Paragraph], found: &mut Found) {
    let last = texts.last().map_or("", |p| p.text.as_str());
    must!(found, "N27", last, last.ends_with("./."), "no paragraph, or no end mark");
    for p in texts.iter().rev().skip(1) {
        must!(found, "N27", &p.text, !p.text.ends_with("./."), "the end mark in the middle");
    }
}
