//! Headings, paragraphs and tables of the body.

use std::collections::HashSet;

use crate::report::content::{DocumentEntry, IssuedDocument};
use crate::report::look::{Citations, Presence};
use crate::report::template::{DocumentList, Item, ItemBody, Mark, Section};

use super::annex::{Content, Planned};
use super::line::{Words, capitals, one_line, push_fixed, raw_lines, trim_end};
use super::model::{Block, Heading, Lead, Line, Paragraph, Source};
use super::table;

/// What ends a named document (Phụ lục III, Mẫu 1.4).
const END_MARK: &str = "./.";

/// The body in order, its last paragraph with the end mark. What stands in an annex is referred to.
pub(super) fn blocks(words: &Words<'_>, annexes: &[Planned<'_>]) -> Vec<Block> {
    let mut maker = Maker { words, annexes, cited: HashSet::new() };
    let mut blocks = Vec::new();
    for section in words.context.template.sections() {
        blocks.extend(heading(words, section));
        for item in &section.items {
            maker.push_item(item, &mut blocks);
        }
    }
    mention_charts(annexes, &mut blocks);
    if words.habits().end_mark == Presence::Printed {
        end_body(&mut blocks);
    }
    blocks
}

/// What has been made so far that what follows depends on.
struct Maker<'a> {
    words: &'a Words<'a>,
    annexes: &'a [Planned<'a>],
    /// Documents that were cited in full: type and code, in lower case.
    cited: HashSet<String>,
}

/// Charts stand in no place of the form: they are referred to in front of the closing sentence.
fn mention_charts(annexes: &[Planned<'_>], blocks: &mut Vec<Block>) {
    for annex in annexes {
        if matches!(annex.content, Content::Charts(_)) {
            let mention = annex.mention(Source::Fixed);
            // Behind a table there is no closing sentence.
            let closing = usize::from(!matches!(blocks.last(), Some(Block::Table(_))));
            blocks.insert(blocks.len().saturating_sub(closing), mention);
        }
    }
}

fn heading(words: &Words<'_>, section: &Section) -> Option<Block> {
    let source = Source::Section(section.key.clone());
    let line = words.line(section.heading.as_deref()?, &source);
    let line = match section.level {
        1 => capitals(line),
        _ => line,
    };
    let level = section.level;
    (!line.is_empty()).then_some(Block::Heading(Heading { level, line }))
}

impl Maker<'_> {
    fn push_item(&mut self, item: &Item, blocks: &mut Vec<Block>) {
        let words = self.words;
        match &item.body {
            ItemBody::Narrative(narrative) => {
                let source = Source::Text(narrative.text.clone());
                let mut numbers = Numbers::default();
                for raw in raw_lines(words.raw(&narrative.text)) {
                    let paragraph = paragraph(words, (raw, narrative.mark), &source, &mut numbers);
                    blocks.extend(paragraph);
                }
            }
            ItemBody::Documents(list) => blocks.extend(self.documents(item, list)),
            ItemBody::Table(table) => {
                let annex = self.annexes.iter().find(|annex| annex.is_of(&item.key));
                match annex {
                    Some(annex) => blocks.push(annex.mention(Source::Item(item.key.clone()))),
                    None => blocks.extend(table::build(words, &item.key, table).map(Block::Table)),
                }
            }
            ItemBody::Figures(group) => {
                let mut numbers = Numbers::default();
                for sentence in &group.sentences {
                    let source = Source::Text(sentence.text.clone());
                    for raw in raw_lines(words.raw(&sentence.text)) {
                        let paragraph =
                            paragraph(words, (raw, sentence.mark), &source, &mut numbers);
                        blocks.extend(paragraph);
                    }
                }
            }
        }
    }
}

/// Counts the numbered paragraphs of an item.
#[derive(Default)]
struct Numbers {
    last: u32,
}

/// One line of a text; `None` when nothing of it is printed.
fn paragraph(
    words: &Words<'_>,
    (raw, mark): (&str, Mark),
    source: &Source,
    numbers: &mut Numbers,
) -> Option<Block> {
    let (lead, raw) = lead(raw, mark, numbers);
    let line = words.line(raw, source);
    (!line.is_empty()).then_some(Block::Paragraph(Paragraph { lead, line }))
}

/// What stands in front of a line: its own mark, else the mark of its item. A typed number is
/// kept, and the next ones count on from it.
fn lead<'t>(raw: &'t str, mark: Mark, numbers: &mut Numbers) -> (Lead, &'t str) {
    let (own, rest) = split_mark(raw);
    match (own, mark) {
        (Some(lead), _) => (lead, rest),
        (None, Mark::None) => (Lead::None, raw),
        (None, Mark::Dash) => (Lead::Dash, raw),
        (None, Mark::Plus) => (Lead::Plus, raw),
        (None, Mark::Star) => (Lead::Star, raw),
        (None, Mark::Number) => {
            let next = numbers.last.saturating_add(1);
            let (number, rest) = split_number(raw).unwrap_or((next, raw));
            numbers.last = number;
            (Lead::Number(number), rest)
        }
        (None, Mark::Letter) => {
            numbers.last = numbers.last.saturating_add(1);
            (Lead::Letter(numbers.last), split_letter(raw))
        }
    }
}

/// The mark that a typed line begins with.
fn split_mark(raw: &str) -> (Option<Lead>, &str) {
    let marks = [("- ", Lead::Dash), ("– ", Lead::Dash), ("+ ", Lead::Plus), ("* ", Lead::Star)];
    for (mark, lead) in marks {
        if let Some(rest) = raw.strip_prefix(mark) {
            return (Some(lead), rest);
        }
    }
    (None, raw)
}

/// The number that a typed line begins with: "3. Huy động …".
fn split_number(raw: &str) -> Option<(u32, &str)> {
    let (number, rest) = raw.split_once(". ")?;
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some((number.parse().ok()?, rest))
}

/// The line without the letter that it was typed with: "a) Công an …".
fn split_letter(raw: &str) -> &str {
    let mut chars = raw.chars();
    let is_letter = chars.next().is_some_and(char::is_alphabetic) && chars.next() == Some(')');
    if is_letter { chars.as_str().trim_start() } else { raw }
}

impl Maker<'_> {
    /// A list of documents as one paragraph: the introduction, then the documents. Without documents
    /// only an introduction that is a sentence of its own is printed.
    fn documents(&mut self, item: &Item, list: &DocumentList) -> Option<Block> {
        let words = self.words;
        let entries = words.context.report.entries(&item.key).iter();
        let entries: Vec<_> = entries
            .map(|entry| (entry, self.citation(&entry.document)))
            .filter(|(_, citation)| !citation.is_empty())
            .collect();
        let raw: Vec<&str> = raw_lines(words.raw(&list.intro)).collect();
        let raw = raw.join(" ");
        if entries.is_empty() && !raw.ends_with('.') {
            return None;
        }
        let (lead, raw) = lead(&raw, list.mark, &mut Numbers::default());
        let mut line = words.line(raw, &Source::Text(list.intro.clone()));
        cite(&mut line, item, &entries);
        (!line.is_empty()).then_some(Block::Paragraph(Paragraph { lead, line }))
    }

    /// A document as it is cited: in full the first time, by type, number and symbol later on.
    fn citation(&mut self, document: &IssuedDocument) -> String {
        let may_be_short = self.words.habits().citations == Citations::Short;
        let name = format!("{} {}", document.doc_type.trim(), document.code.trim()).to_lowercase();
        let has_code = !document.code.trim().is_empty();
        let is_known = has_code && !self.cited.insert(name);
        if is_known && may_be_short {
            let IssuedDocument { doc_type, code, .. } = document.clone();
            return citation(&IssuedDocument { doc_type, code, ..IssuedDocument::default() });
        }
        citation(document)
    }
}

fn cite(line: &mut Line, item: &Item, entries: &[(&DocumentEntry, String)]) {
    for (i, (entry, citation)) in entries.iter().enumerate() {
        match (i, line.is_empty()) {
            (0, true) => {}
            (0, false) => push_fixed(line, " "),
            (_, _) => push_fixed(line, "; "),
        }
        let source = Source::Entry(item.key.clone(), entry.id.clone());
        line.runs.extend(Line::of(citation, source).runs);
    }
    if !entries.is_empty() {
        push_fixed(line, ".");
    }
}

/// "Công văn số 1432/UBND-TH ngày 12/4/2023 của UBND thành phố về …", without what is missing.
fn citation(document: &IssuedDocument) -> String {
    let IssuedDocument { doc_type, code, day, issuer, subject } = document;
    let tidy = |text: &str| {
        let text = one_line(text);
        text.trim().trim_end_matches([';', '.', ' ']).trim_start().to_owned()
    };
    let (doc_type, code, issuer, subject) =
        (tidy(doc_type), tidy(code), tidy(issuer), tidy(subject));
    let mut parts = Vec::new();
    let code = code.strip_prefix("số ").unwrap_or(&code);
    if doc_type.is_empty() && !code.is_empty() {
        parts.push("Văn bản".to_owned());
    } else {
        parts.push(doc_type);
    }
    parts.push(joined("số", code));
    let day = day.as_ref().map(|day| tidy(&day.to_text()));
    parts.push(joined("ngày", day.as_deref().unwrap_or("")));
    parts.push(joined("của", &issuer));
    let has_about = ["về ", "v/v "].iter().any(|about| {
        let lower = subject.to_lowercase();
        lower.starts_with(about)
    });
    parts.push(if has_about { subject } else { joined("về", &subject) });
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn joined(word: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{word} {text}") }
}

/// Puts the end mark where the text ends. Behind a table it stands on a line of its own, as clerks
/// write it: at the paragraph above, it would say that the text ends before the table. A heading
/// with nothing below gets none: such a text has not been finished.
pub(super) fn end_body(blocks: &mut Vec<Block>) {
    match blocks.last_mut() {
        Some(Block::Paragraph(last)) => end(&mut last.line),
        Some(Block::Table(_)) => {
            let line = Line::of(END_MARK, Source::Fixed);
            blocks.push(Block::Paragraph(Paragraph { lead: Lead::None, line }));
        }
        Some(Block::Heading(_) | Block::Chart(_)) | None => {}
    }
}

/// Puts the end mark in place of a full stop; dots that stand for "and so on" stay.
fn end(line: &mut Line) {
    let text = line.plain();
    let text = text.trim_end();
    if text.ends_with(END_MARK) {
        return;
    }
    if text.ends_with("...") {
        push_fixed(line, END_MARK);
        return;
    }
    trim_end(line, &['.', ';', ',']);
    push_fixed(line, END_MARK);
}
