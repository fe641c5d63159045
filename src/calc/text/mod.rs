//! Reading the office's own prose: its numbers, the documents it cites, its house style and its
//! spelling.
//!
//! **Invariants:** every range counts bytes of the text that was given, lies at character
//! boundaries and the ranges of one answer rise; nothing here fails on any text, composed (NFC) or
//! decomposed (NFD). References to figures (`{key}`) are no prose: they are stepped over.

pub mod citations;
pub mod document_checks;
pub mod documents;
pub mod encoding;
pub(in crate::calc) mod expansions;
pub(crate) mod lex;
pub mod lint;
pub mod numbers;
pub mod reconcile;
pub mod spelling;

use crate::report::content::Report;
use crate::report::key::TextKey;
use crate::report::template::{Column, ItemBody, Template, WordsKind};

/// The prose of a report as it is stored, in the order in which it is printed: narratives, sentences
/// and introductions of lists, the office's own wording or the template's.
pub fn prose<'a>(report: &'a Report, template: &'a Template) -> Vec<(&'a TextKey, &'a str)> {
    let mut texts = Vec::new();
    for (_, item) in template.items() {
        let mut add = |key: &'a TextKey| texts.push((key, report.text(template, key)));
        match &item.body {
            ItemBody::Narrative(narrative) => add(&narrative.text),
            ItemBody::Documents(list) => add(&list.intro),
            ItemBody::Figures(group) => group.sentences.iter().for_each(|s| add(&s.text)),
            ItemBody::Table(_) => {}
        }
    }
    texts
}

/// The words in cells of tables, of the rows that the office reports. They are short and print no references:
/// only their letters and their spelling are read. Days and words of a list are looked at as such.
pub fn cells<'a>(report: &'a Report, template: &'a Template) -> Vec<(&'a TextKey, &'a str)> {
    let rows = template.tables().flat_map(|table| {
        let rows = table.rows.iter().filter(|row| report.is_on(row));
        rows.map(move |row| (&table.columns, row))
    });
    let cells = rows.flat_map(|(columns, row)| {
        let is_text =
            |column: &&Column| column.words().is_some_and(|words| words.kind == WordsKind::Text);
        columns.iter().filter(is_text).filter_map(|column| row.words.get(&column.key))
    });
    cells.map(|key| (key, report.text(template, key))).collect()
}

#[cfg(test)]
mod any_text_tests;
#[cfg(test)]
#[path = "may_for_tests.rs"]
pub(crate) mod samples;
