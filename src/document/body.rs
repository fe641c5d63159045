//! Headings, paragraphs and tables of the body.

use crate::report::content::{DocumentEntry, IssuedDocument};
use crate::report::key::FigureKey;
use crate::report::look::{Citations, Presence};
use crate::report::period::DayValue;
use crate::report::template::{DocumentList, Figure, FigureRow, Item, ItemBody, Mark, Section};

use super::annex::{Content, Planned};
use super::line::{DocumentWords, capitals, one_line, push_fixed, raw_lines, trim_end};
use super::model::{Block, Heading, Lead, Line, Paragraph, Source};
use super::table;

/// A space at which no line is broken.
const NO_BREAK_SPACE: &str = "\u{A0}";
/// What ends a named document (Phụ lục III, Mẫu 1.4).
const END_MARK: &str = "./.";

/// The body in order, its last paragraph with the end mark. What stands in an annex is referred to.
pub(super) fn blocks(words: &DocumentWords<'_>, annexes: &[Planned<'_>]) -> Vec<Block> {
    let mut maker = Maker { words, annexes, cited: Vec::new(), has_charts: HasCharts::Unmentioned };
    let mut blocks = Vec::new();
    for section in words.context.template.sections() {
        blocks.extend(heading(words, section));
        for item in &section.items {
            maker.push_item(item, &mut blocks);
        }
    }
    maker.mention_charts_at_last(&mut blocks);
    match words.habits().end_mark {
        Presence::Printed => end_body(&mut blocks),
        Presence::LeftOut => unmark_body(&mut blocks),
    }
    blocks
}

/// What has been made so far that what follows depends on.
struct Maker<'a> {
    words: &'a DocumentWords<'a>,
    annexes: &'a [Planned<'a>],
    /// Documents that were cited in full.
    cited: Vec<&'a IssuedDocument>,
    has_charts: HasCharts,
}

/// Whether the body refers to the annex of charts already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HasCharts {
    Mentioned,
    Unmentioned,
}

/// Whether a form shows one of the figures.
fn shows_any(item: &Item, figures: &[&Figure]) -> bool {
    let is_one = |key: &FigureKey| figures.iter().any(|figure| figure.key == *key);
    match &item.body {
        ItemBody::Figures(group) => group.rows.iter().flat_map(FigureRow::figures).any(is_one),
        ItemBody::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| row.cells.values());
            cells.chain(table.total.values()).any(is_one)
        }
        ItemBody::Narrative(_) | ItemBody::Documents(_) => false,
    }
}

fn heading(words: &DocumentWords<'_>, section: &Section) -> Option<Block> {
    let source = Source::Section(section.key.clone());
    let line = words.line(section.heading.as_deref()?, &source);
    let mut line = match section.level {
        1 => capitals(line),
        _ => line,
    };
    bind_last_number(&mut line);
    let level = section.level;
    (!line.is_empty()).then_some(Block::Heading(Heading { level, line }))
}

/// A short number at the end of a heading never stands on a line of its own.
fn bind_last_number(line: &mut Line) {
    let Some(run) = line.runs.last_mut() else {
        return;
    };
    if let Some((words, number)) = run.text.rsplit_once(' ')
        && number.len() <= 2
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        run.text = format!("{words}{NO_BREAK_SPACE}{number}");
    }
}

impl<'a> Maker<'a> {
    fn charts(&self) -> Option<(&'a Planned<'a>, &'a [&'a Figure])> {
        self.annexes.iter().find_map(|annex| match &annex.content {
            Content::Charts(figures) => Some((annex, figures.as_slice())),
            Content::Table { .. } => None,
        })
    }

    /// Charts are referred to where the first of their figures is told.
    fn mention_charts(&mut self, item: &Item, blocks: &mut Vec<Block>) {
        if self.has_charts == HasCharts::Mentioned {
            return;
        }
        if let Some((annex, figures)) = self.charts()
            && shows_any(item, figures)
        {
            blocks.push(annex.mention(Source::Fixed));
            self.has_charts = HasCharts::Mentioned;
        }
    }

    /// Figures that no part of the report tells: in front of the closing sentence, or, where the text
    /// does not end in one, at its end.
    fn mention_charts_at_last(&self, blocks: &mut Vec<Block>) {
        let Some((annex, _)) = self.charts().filter(|_| self.has_charts == HasCharts::Unmentioned)
        else {
            return;
        };
        let has_closing =
            matches!(blocks.last(), Some(Block::Paragraph(Paragraph { lead: Lead::None, .. })));
        let at = blocks.len().saturating_sub(usize::from(has_closing));
        blocks.insert(at, annex.mention(Source::Fixed));
    }

    fn push_item(&mut self, item: &'a Item, blocks: &mut Vec<Block>) {
        self.push_contents(item, blocks);
        self.mention_charts(item, blocks);
    }

    fn push_contents(&mut self, item: &'a Item, blocks: &mut Vec<Block>) {
        let words = self.words;
        match &item.body {
            ItemBody::Narrative(narrative) => {
                let source = Source::Text(narrative.text.clone());
                let mut numbers = Numbers::default();
                for raw in raw_lines(words.raw(&narrative.text)) {
                    let paragraph = paragraph(words, raw, narrative.mark, &source, &mut numbers);
                    blocks.extend(paragraph);
                }
            }
            ItemBody::Documents(list) => blocks.extend(self.documents(item, list)),
            ItemBody::Table(table) => {
                let annex = self.annexes.iter().find(|annex| annex.is_of(&item.key));
                match annex {
                    Some(annex) => refer(annex, item, blocks),
                    None => blocks.extend(table::build(words, &item.key, table).map(Block::Table)),
                }
            }
            ItemBody::Figures(group) => {
                let mut numbers = Numbers::default();
                for sentence in &group.sentences {
                    let source = Source::Text(sentence.text.clone());
                    for raw in raw_lines(words.raw(&sentence.text)) {
                        let paragraph = paragraph(words, raw, sentence.mark, &source, &mut numbers);
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
    words: &DocumentWords<'_>,
    raw: &str,
    mark: Mark,
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

/// Refers to the annex of a table: at the end of the sentence that led to the table, in place of its
/// colon, else in a sentence of its own.
fn refer(annex: &Planned<'_>, item: &Item, blocks: &mut Vec<Block>) {
    let source = Source::Item(item.key.clone());
    if let Some(Block::Paragraph(Paragraph { line, .. })) = blocks.last_mut()
        && line.plain().trim_end().ends_with(':')
    {
        trim_end(line, &[':']);
        let words = format!(" {}.", annex.reference_words());
        line.runs.extend(Line::of(words, source).runs);
        return;
    }
    blocks.push(annex.mention(source));
}

impl<'a> Maker<'a> {
    /// A list of documents as one paragraph: the introduction, then the documents. Without documents
    /// only an introduction that is a sentence of its own is printed.
    fn documents(&mut self, item: &'a Item, list: &'a DocumentList) -> Option<Block> {
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
    fn citation(&mut self, document: &'a IssuedDocument) -> String {
        let may_be_short = self.words.habits().citations == Citations::Short;
        let is_known = self.cited.iter().any(|cited| is_same(cited, document));
        if is_known && may_be_short {
            let IssuedDocument { doc_type, code, .. } = document.clone();
            return citation(&IssuedDocument { doc_type, code, ..IssuedDocument::default() });
        }
        self.cited.push(document);
        citation(document)
    }
}

/// Whether two entries speak of one document. Every level has its own 12/KH-UBND: day and issuer must
/// not speak against it.
fn is_same(one: &IssuedDocument, other: &IssuedDocument) -> bool {
    let fold = |text: &str| text.trim().to_lowercase();
    let agree = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
    let day = |document: &IssuedDocument| {
        document.day.as_ref().map(DayValue::to_text).unwrap_or_default()
    };
    !one.code.trim().is_empty()
        && fold(&one.code) == fold(&other.code)
        && fold(&one.doc_type) == fold(&other.doc_type)
        && agree(&day(one), &day(other))
        && agree(&fold(&one.issuer), &fold(&other.issuer))
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

/// Takes away an end mark that was typed, where the office does not use it.
fn unmark_body(blocks: &mut [Block]) {
    if let Some(Block::Paragraph(last)) = blocks.last_mut()
        && last.line.plain().trim_end().ends_with(END_MARK)
    {
        trim_end(&mut last.line, &['.', '/']);
        push_fixed(&mut last.line, ".");
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
