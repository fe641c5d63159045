//! N32, N33 and N37: data tables, and that every figure of the document is the stored one.

use super::anatomy::{Anatomy, data_tables};
use super::facts::{CellFacts, Facts, Form, TableFacts};
use super::word::{Cell, Section, Table, Word};
use super::{Found, must, regex};

/// Everything about tables and figures.
pub(super) fn check(word: &Word, facts: &Facts, parts: &Anatomy<'_>, found: &mut Found) {
    let tables = data_tables(word, parts);
    let (seen, wanted) = (tables.len(), facts.tables.len());
    must!(found, "N32", "tables", seen == wanted, "{seen} of {wanted}");
    for (i, ((section, table), expected)) in tables.into_iter().zip(&facts.tables).enumerate() {
        let place = format!("table {}", i + 1);
        set_up(section, table, &place, found);
        let headers = table.rows.iter().take_while(|row| row.is("w:tblHeader")).count();
        must!(found, "N32", &place, headers == expected.header_rows, "{headers} header rows");
        let rows = table.rows.len().saturating_sub(expected.header_rows);
        must!(found, "N32", &place, rows == expected.rows.len(), "{rows} rows");
        figures(table, expected, found);
    }
    prose(facts, parts, found);
}

fn set_up(section: &Section, table: &Table, place: &str, found: &mut Found) {
    for row in &table.rows {
        must!(found, "N32", place, row.is("w:cantSplit"), "a row may be split");
    }
    let borders = table.borders();
    let is_ruled = borders.len() == 6
        && borders.iter().all(|(kind, colour)| *kind == "single" && *colour == "000000");
    must!(found, "N32", place, is_ruled, "borders {borders:?}");
    let (width, room) = (table.columns().iter().sum::<i64>(), section.text_width());
    must!(found, "N32", place, width <= room, "{width} twips wide, text is {room}");
}

fn figures(table: &Table, expected: &TableFacts, found: &mut Found) {
    for (row, figures) in table.rows.iter().skip(expected.header_rows).zip(&expected.rows) {
        // The figures are the last columns of every row, in front of nothing else.
        let from = row.cells.len().saturating_sub(figures.len());
        for (cell, figure) in row.cells.iter().skip(from).zip(figures) {
            self::figure(cell, figure, found);
        }
    }
}

fn figure(cell: &Cell, figure: &CellFacts, found: &mut Found) {
    let texts: Vec<&str> = cell.paragraphs.iter().map(|p| p.text.as_str()).collect();
    let text = texts.join("\n");
    must!(found, "N37", &text, text == figure.text, "{} is stored", figure.text);
    let form = match figure.form {
        Form::Count => r"^\d{1,3}(\.\d{3})*$",
        Form::Rate => r"^\d{1,3}(\.\d{3})*(,\d+)?%?$",
        Form::Other => "",
    };
    // What is printed here is judged only where it is what is stored: the rest is N37's.
    let is_stored = text == figure.text;
    let is_form = regex(form).is_match(&text);
    must!(found, "N33", &text, is_form || !is_stored, "not {form}");
    for p in &cell.paragraphs {
        let jc = p.look.get("w:jc@w:val");
        let is_aligned = matches!(jc, Some("right" | "end" | "center"));
        must!(found, "N33", &text, is_aligned, "stands {jc:?}");
    }
}

fn prose(facts: &Facts, parts: &Anatomy<'_>, found: &mut Found) {
    let texts = parts.texts();
    let on_one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = texts.iter().map(|p| on_one_line(&p.text)).collect();
    for sentence in &facts.sentences {
        // A colon in front of a table is none when the table stands in an annex.
        let words = sentence.trim_end_matches(['.', ':']);
        let is_there = lines.iter().any(|text| text.contains(words));
        must!(found, "N37", sentence, is_there, "not in the document");
    }
    for run in texts.iter().flat_map(|p| &p.runs).filter(|run| run.look.is_on("w:b")) {
        let text = on_one_line(&run.text);
        // The number in front of a khoản is no figure; whether it may be bold is N25's.
        if text.ends_with(['.', ')']) || !text.contains(char::is_numeric) {
            continue;
        }
        must!(
            found,
            "N37",
            &text,
            facts.printed.contains(&text),
            "a bold number that is no figure"
        );
    }
}
