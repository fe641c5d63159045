//! N28 to N30: recipients and signature.

use super::anatomy::Anatomy;
use super::facts::Facts;
use super::word::{Paragraph, Section, Word};
use super::{Found, must, regex};
use baocao06::pages::metrics::{Face, width};

/// Everything in the closing block.
pub(super) fn check(word: &Word, facts: &Facts, parts: &Anatomy<'_>, found: &mut Found) {
    let Some(row) = parts.closing_row() else {
        return found.add("N28", "end", "no closing block".to_owned());
    };
    let inner = |i: usize| row.cells.get(i).map_or(&[][..], |cell| cell.paragraphs.as_slice());
    recipients(inner(0), parts, facts, found);
    must!(found, "N29", "end", row.cells.len() == 2, "the signature is not beside Nơi nhận");
    signature(inner(1), facts, found);
    must!(found, "N30", "end", row.is("w:cantSplit"), "the row may be split");
    kept(word, parts, found);
}

fn recipients(cell: &[Paragraph], parts: &Anatomy<'_>, facts: &Facts, found: &mut Found) {
    let (heading, items) = cell.split_at(cell.len().min(1));
    let text = heading.first().map_or("", |p| p.text.as_str());
    must!(found, "N28", text, text == "Nơi nhận:", "not Nơi nhận:");
    for p in heading {
        must!(found, "N28", &p.text, p.is_bold(), "not bold");
        must!(found, "N28", &p.text, p.is_italic(), "not leaning");
        must!(found, "N28", &p.text, p.is_of_size(24..=24), "not of 12 points");
    }
    // Whoever is addressed above is the first recipient.
    let first_is_above = items.first().is_some_and(|p| p.text == "- Như trên;");
    let is_addressed = !parts.addressees.is_empty();
    must!(found, "N28", "Nơi nhận", first_is_above == is_addressed, "Như trên: {first_is_above}");
    let listed = items.iter().filter(|p| !p.text.starts_with("- Như trên")).count();
    must!(found, "N28", "Nơi nhận", listed > 0, "no recipient");
    let typed = facts.recipients;
    must!(found, "N28", "Nơi nhận", listed == typed, "{listed} recipients of {typed}");
    let (item, last) = (regex("^- .+;$"), regex(r"^- Lưu: VT, .+\.$"));
    for (i, p) in items.iter().enumerate() {
        let is_right = if i + 1 == items.len() { last } else { item };
        must!(found, "N28", &p.text, is_right.is_match(&p.text), "not {is_right}");
        must!(found, "N28", &p.text, p.is_light(), "bold");
        must!(found, "N28", &p.text, p.is_upright(), "leaning");
        must!(found, "N28", &p.text, p.is_of_size(22..=22), "not of 11 points");
    }
}

fn signature(cell: &[Paragraph], facts: &Facts, found: &mut Found) {
    for p in cell {
        must!(found, "N29", &p.text, p.is_centred(), "not centred");
        must!(found, "N29", &p.text, p.is_bold(), "not bold");
        must!(found, "N29", &p.text, p.is_upright(), "leaning");
        must!(found, "N29", &p.text, p.is_of_size(26..=28), "size");
    }
    let authority = regex(r"^(TM|Q|KT|TL|TUQ)\. ");
    if let Some(right) = &facts.authority {
        let has_own = matches!(right.as_str(), "tm" | "tm_kt" | "q" | "kt" | "tl" | "tuq");
        let has = cell.iter().any(|p| authority.is_match(&p.text));
        must!(
            found,
            "N29",
            "signature",
            has == has_own,
            "the right to sign is not as set: {right}"
        );
    }
    let (posts, name) = match (cell.split_last(), &facts.signer) {
        (Some((name, posts)), Some(_)) => (posts, Some(name)),
        _ => (cell, None),
    };
    let has_name = name.is_some_and(|name| !name.is_blank());
    must!(found, "N29", "signature", has_name, "no name");
    for p in posts {
        must!(found, "N29", &p.text, p.is_capitals(), "a post that is not in capitals");
    }
    let titles = regex(r"\b(TS|ThS|PGS|GS|TSKH|BS|KS|CN|LS|NGND|NGƯT|AHLĐ)\.");
    if let Some(p) = name {
        must!(found, "N29", &p.text, !p.is_capitals(), "a name in capitals");
        must!(found, "N29", &p.text, !titles.is_match(&p.text), "a title before the name");
    }
}

/// At the least two lines of the body stand on the page of the signature.
fn kept(word: &Word, parts: &Anatomy<'_>, found: &mut Found) {
    let paragraphs = parts.body_paragraphs();
    let room = word.sections.first().map_or(0, Section::text_width);
    let mut lines = 0;
    for p in paragraphs.iter().rev() {
        must!(found, "N30", &p.text, p.look.is_on("w:keepNext"), "the signature may stand alone");
        let size = u32::try_from(p.look.number("w:sz@w:val")).unwrap_or(0);
        let long = i64::from(width(&p.text, Face::Regular, size));
        lines += if long + p.look.number("w:ind@w:firstLine") > room { 2 } else { 1 };
        if lines >= 2 {
            break;
        }
    }
}
