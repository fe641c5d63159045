//! N11 to N21: letterhead, title, addressees.

use super::anatomy::Anatomy;
use super::facts::Facts;
use super::word::{Paragraph, Table, Word};
use super::{Found, must, regex};
use baocao06::pages::metrics::{Face, longest_line, width};

/// Everything above the body.
pub(super) fn check(word: &Word, facts: &Facts, parts: &Anatomy<'_>, found: &mut Found) {
    let Some(head) = parts.head else {
        return found.add("N11", "first block", "no table".to_owned());
    };
    let columns = head.columns().len();
    must!(found, "N11", "first block", columns == 2, "{columns} columns");
    must!(found, "N11", "first block", head.is_unruled(), "lines");
    let above = parts.above_national_title;
    must!(found, "N11", "right column", above == 0, "{above} paragraphs above the quốc hiệu");
    national_title(parts, head, found);
    motto(parts, found);
    bodies(parts, facts, head, found);
    number_and_date(parts, found);
    title(word, parts, found);
    addressees(parts, facts, found);
}

fn national_title(parts: &Anatomy<'_>, head: &Table, found: &mut Found) {
    let text = words(parts.national_title);
    let is_it = regex("^CỘNG H(ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM$").is_match(text);
    must!(found, "N12", text, is_it, "missing, or other words");
    let Some(p) = parts.national_title else {
        return;
    };
    must!(found, "N12", &p.text, p.is_bold(), "not bold");
    must!(found, "N12", &p.text, p.is_upright(), "leaning");
    must!(found, "N12", &p.text, p.is_of_size(24..=26), "size");
    must!(found, "N12", &p.text, p.is_centred(), "not centred");
    let long = twips(p);
    let margins = ["w:left", "w:right"].map(|side| {
        head.node.number(&format!("w:tblPr/w:tblCellMar/{side}"), "w:w").unwrap_or(108)
    });
    let room = head.columns().get(1).copied().unwrap_or(0) - margins.iter().sum::<i64>();
    must!(found, "N12", &p.text, long <= room, "{long} twips in {room}: more than one line");
}

fn motto(parts: &Anatomy<'_>, found: &mut Found) {
    let text = words(parts.motto);
    let is_it = text == "Độc lập - Tự do - Hạnh phúc";
    must!(found, "N13", text, is_it, "missing, or other words or dashes");
    let Some(p) = parts.motto else {
        return;
    };
    must!(found, "N13", &p.text, p.is_bold(), "not bold");
    must!(found, "N13", &p.text, p.is_upright(), "leaning");
    must!(found, "N13", &p.text, p.is_of_size(26..=28), "size");
    must!(found, "N13", &p.text, p.is_centred(), "not centred");
    let line = (p.look.get("w:spacing@w:line"), p.look.get("w:spacing@w:lineRule"));
    must!(found, "N13", &p.text, line == (Some("240"), Some("auto")), "line spacing {line:?}");
    let long = twips(p);
    rule("N14", p, long * 9 / 10..=long * 11 / 10, found);
}

/// The solid rule under a paragraph, its length in a range of twips.
fn rule(
    row: &'static str,
    p: &Paragraph,
    lengths: std::ops::RangeInclusive<i64>,
    found: &mut Found,
) {
    match &p.rule {
        None => found.add(row, &p.text, "no rule is drawn below".to_owned()),
        Some(rule) => {
            must!(found, row, &p.text, rule.kind == "line", "{rule:?} is not a single line");
            must!(found, row, &p.text, rule.colour == "000000", "{rule:?} is not black");
            let is_long = lengths.contains(&rule.length);
            must!(found, row, &p.text, is_long, "{rule:?}, not in {lengths:?}");
        }
    }
    // A rule of typed underscores is N7's.
    must!(found, row, &p.text, p.every(|look| !look.is_on("w:u")), "underlined");
}

/// The words of a paragraph; none where it is missing.
fn words(paragraph: Option<&Paragraph>) -> &str {
    paragraph.map_or("", |p| p.text.as_str())
}

/// The width of a paragraph on one line.
fn twips(p: &Paragraph) -> i64 {
    let size = p.runs.first().map_or(0, |run| run.look.number("w:sz@w:val"));
    let face = if p.is_bold() { Face::Bold } else { Face::Regular };
    i64::from(width(&p.text, face, u32::try_from(size).unwrap_or(0)))
}

/// 1/3 to 1/2 of the longest line that paragraphs break into.
fn third_to_half(paragraphs: &[&Paragraph], room: i64) -> std::ops::RangeInclusive<i64> {
    let room = u32::try_from(room).unwrap_or(0);
    let lengths = paragraphs.iter().map(|p| {
        let size = p.runs.first().map_or(0, |run| run.look.number("w:sz@w:val"));
        longest_line(&p.text, Face::Bold, u32::try_from(size).unwrap_or(0), room)
    });
    let longest = i64::from(lengths.max().unwrap_or(0));
    longest / 3..=longest / 2
}

fn bodies(parts: &Anatomy<'_>, facts: &Facts, head: &Table, found: &mut Found) {
    must!(
        found,
        "N15",
        "letterhead",
        parts.parent.len() == facts.parent_lines,
        "lines are missing"
    );
    for p in &parts.parent {
        must!(found, "N15", &p.text, p.is_capitals(), "not in capitals");
        must!(found, "N15", &p.text, p.is_light(), "bold");
        must!(found, "N15", &p.text, p.is_of_size(24..=26), "size");
        must!(found, "N15", &p.text, p.is_centred(), "not centred");
    }
    let has_name = parts.issuer.iter().any(|p| !p.text.trim().is_empty());
    must!(found, "N16", "letterhead", has_name, "no issuing body");
    for p in &parts.issuer {
        must!(found, "N16", &p.text, p.is_capitals(), "not in capitals");
        must!(found, "N16", &p.text, p.is_bold(), "not bold");
        must!(found, "N16", &p.text, p.is_of_size(24..=26), "size");
        must!(found, "N16", &p.text, p.is_centred(), "not centred");
    }
    if let Some(last) = parts.issuer.last().filter(|_| has_name) {
        let room = head.columns().first().copied().unwrap_or(0);
        rule("N16", last, third_to_half(&parts.issuer, room), found);
    }
}

fn number_and_date(parts: &Anatomy<'_>, found: &mut Found) {
    let number = regex(r"^Số: +(\d{2,})?\s*/\p{Lu}+(-[\p{Lu}0-9]+)+$");
    let text = words(parts.number);
    must!(found, "N17", text, number.is_match(text), "missing, or not as the decree writes it");
    let has_gap = text.trim_start_matches("Số:").trim_start().contains(' ');
    must!(found, "N17", text, !has_gap, "spaces in the number");
    if let Some(p) = parts.number {
        must!(found, "N17", &p.text, p.is_of_size(26..=26), "size");
        must!(found, "N17", &p.text, p.is_light(), "bold");
        must!(found, "N17", &p.text, p.is_upright(), "leaning");
        must!(found, "N17", &p.text, p.is_centred(), "not centred");
    }
    let date = regex(r"^.+, ngày (0[1-9]|[12]\d|3[01]|…) tháng (01|02|[3-9]|1[0-2]|…) năm \d{4}$");
    // It is looked for in the row of the number.
    let text = words(parts.place_date);
    must!(found, "N18", text, date.is_match(text), "missing, or not as the decree writes it");
    if let Some(p) = parts.place_date {
        must!(found, "N18", &p.text, p.is_italic(), "not leaning");
        must!(found, "N18", &p.text, p.is_light(), "bold");
        must!(found, "N18", &p.text, p.is_of_size(26..=28), "size");
        must!(found, "N18", &p.text, p.is_centred(), "not centred");
    }
}

fn title(word: &Word, parts: &Anatomy<'_>, found: &mut Found) {
    let text = words(parts.document_type);
    must!(found, "N19", text, text == "BÁO CÁO", "missing, or other words");
    if let Some(p) = parts.document_type {
        must!(found, "N19", &p.text, p.is_bold(), "not bold");
        must!(found, "N19", &p.text, p.is_of_size(26..=28), "size");
        must!(found, "N19", &p.text, p.is_centred(), "not centred, or indented");
    }
    must!(found, "N20", "title", !parts.subject.is_empty(), "no trích yếu");
    for p in &parts.subject {
        must!(found, "N20", &p.text, p.is_bold(), "not bold");
        must!(found, "N20", &p.text, p.is_upright(), "leaning");
        must!(found, "N20", &p.text, p.is_of_size(26..=28), "size");
        must!(found, "N20", &p.text, p.is_centred(), "not centred");
    }
    let room = word.sections.first().map_or(0, super::word::Section::text_width);
    if let Some(last) = parts.subject.last() {
        rule("N20", last, third_to_half(&parts.subject, room), found);
    }
}

fn addressees(parts: &Anatomy<'_>, facts: &Facts, found: &mut Found) {
    let Some((first, lines)) = parts.addressees.split_first() else {
        return found.add("N21", "above the body", "no Kính gửi".to_owned());
    };
    for p in &parts.addressees {
        must!(found, "N21", &p.text, p.is_of_size(26..=28), "size");
        must!(found, "N21", &p.text, p.is_upright(), "leaning");
    }
    if facts.addressees <= 1 {
        let is_one = regex(r"^Kính gửi: .+[^.;]$");
        must!(found, "N21", &first.text, is_one.is_match(&first.text), "not one on the line");
        return;
    }
    must!(found, "N21", &first.text, first.text.trim() == "Kính gửi:", "more on the line");
    must!(found, "N21", &first.text, lines.len() == facts.addressees, "{} lines", lines.len());
    let item = regex(r"^- .+[;.]$");
    for (i, p) in lines.iter().enumerate() {
        must!(found, "N21", &p.text, item.is_match(&p.text), "not an item");
        let is_last = i + 1 == lines.len();
        must!(found, "N21", &p.text, p.text.ends_with('.') == is_last, "end mark");
        let left = |p: &Paragraph| p.look.number("w:ind@w:left");
        must!(found, "N21", &p.text, left(p) == left(lines[0]), "indent");
    }
}
