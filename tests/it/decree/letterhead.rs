//! N11 to N21: letterhead, title, addressees.

use baocao06::pages::metrics::{Face, longest_line, width};
use regex::Regex;

use super::anatomy::Anatomy;
use super::facts::Facts;
use super::word::{Paragraph, Table, Word};
use super::{Found, must};

/// Everything above the body.
pub(super) fn check(word: &Word, facts: &Facts, parts: &Anatomy<'_>, found: &mut Found) {
    let Some(head) = parts.head else {
        return found.add("N11", "first block", "no table".to_owned());
    };
    let columns = head.columns().len();
    must!(
        found,
        "N11",
        "first block",
        columns == 2 && head.is_unruled(),
        "{columns} columns, or lines"
    );
    let is_in_place = parts.national_title.is_some_and(|p| p.text.starts_with("CỘNG"));
    must!(found, "N11", "right column", is_in_place, "does not begin with the quốc hiệu");
    national_title(parts, head, found);
    motto(parts, found);
    bodies(parts, facts, head, found);
    number_and_date(parts, found);
    title(word, parts, found);
    addressees(parts, facts, found);
}

fn national_title(parts: &Anatomy<'_>, head: &Table, found: &mut Found) {
    let Some(p) = parts.national_title else {
        return found.add("N12", "letterhead", "missing".to_owned());
    };
    let is_it = Regex::new("^CỘNG H(ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM$").unwrap();
    must!(found, "N12", &p.text, is_it.is_match(&p.text), "other words");
    must!(found, "N12", &p.text, p.is_bold() && p.is_upright(), "not bold and upright");
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
    let Some(p) = parts.motto else {
        return found.add("N13", "letterhead", "missing".to_owned());
    };
    must!(found, "N13", &p.text, p.text == "Độc lập - Tự do - Hạnh phúc", "other words or dashes");
    must!(found, "N13", &p.text, p.is_bold() && p.is_upright(), "not bold and upright");
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
            let is_solid = rule.kind == "line" && rule.colour == "000000";
            must!(found, row, &p.text, is_solid, "{rule:?} is not a single black line");
            must!(
                found,
                row,
                &p.text,
                lengths.contains(&rule.length),
                "{rule:?}, not in {lengths:?}"
            );
        }
    }
    let is_faked = p.text.contains('_') || !p.every(|look| !look.is_on("w:u"));
    must!(found, row, &p.text, !is_faked, "underlined");
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
    let has_name = parts.issuer.iter().any(|p| !p.is_blank());
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
    let number = Regex::new(r"^Số: +(\d{2,})?\s*/\p{Lu}+(-[\p{Lu}0-9]+)+$").unwrap();
    match parts.number {
        None => found.add("N17", "letterhead", "missing".to_owned()),
        Some(p) => {
            must!(found, "N17", &p.text, number.is_match(&p.text), "not as the decree writes it");
            let after = p.text.trim_start_matches("Số:").trim_start();
            let has_gap = after.contains(' ');
            must!(found, "N17", &p.text, !has_gap, "spaces in the number");
            must!(found, "N17", &p.text, p.is_of_size(26..=26), "size");
            must!(found, "N17", &p.text, p.is_light() && p.is_upright(), "bold or leaning");
            must!(found, "N17", &p.text, p.is_centred(), "not centred");
        }
    }
    let day = r"(0[1-9]|[12]\d|3[01]|…)";
    let month = "(01|02|[3-9]|1[0-2]|…)";
    let date = Regex::new(&format!(r"^.+, ngày {day} tháng {month} năm \d{{4}}$")).unwrap();
    match parts.place_date {
        None => found.add("N18", "letterhead", "not in the row of the number".to_owned()),
        Some(p) => {
            must!(found, "N18", &p.text, date.is_match(&p.text), "not as the decree writes it");
            must!(found, "N18", &p.text, p.is_italic() && p.is_light(), "not leaning, or bold");
            must!(found, "N18", &p.text, p.is_of_size(26..=28), "size");
            must!(found, "N18", &p.text, p.is_centred(), "not centred");
        }
    }
}

fn title(word: &Word, parts: &Anatomy<'_>, found: &mut Found) {
    match parts.document_type {
        None => found.add("N19", "title", "missing".to_owned()),
        Some(p) => {
            must!(found, "N19", &p.text, p.text == "BÁO CÁO", "other words");
            must!(found, "N19", &p.text, p.is_bold() && p.is_of_size(26..=28), "not bold, or size");
            must!(found, "N19", &p.text, p.is_centred(), "not centred, or indented");
        }
    }
    must!(found, "N20", "title", !parts.subject.is_empty(), "no trích yếu");
    for p in &parts.subject {
        must!(found, "N20", &p.text, p.is_bold() && p.is_upright(), "not bold and upright");
        must!(
            found,
            "N20",
            &p.text,
            p.is_of_size(26..=28) && p.is_centred(),
            "size, or not centred"
        );
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
        let is_one = Regex::new(r"^Kính gửi: .+[^.;]$").unwrap();
        must!(found, "N21", &first.text, is_one.is_match(&first.text), "not one on the line");
        return;
    }
    must!(found, "N21", &first.text, first.text.trim() == "Kính gửi:", "more on the line");
    must!(found, "N21", &first.text, lines.len() == facts.addressees, "{} lines", lines.len());
    let item = Regex::new(r"^- .+[;.]$").unwrap();
    for (i, p) in lines.iter().enumerate() {
        must!(found, "N21", &p.text, item.is_match(&p.text), "not an item");
        let is_last = i + 1 == lines.len();
        must!(found, "N21", &p.text, p.text.ends_with('.') == is_last, "end mark");
        let left = |p: &Paragraph| p.look.number("w:ind@w:left");
        must!(found, "N21", &p.text, left(p) == left(lines[0]), "indent");
    }
}
