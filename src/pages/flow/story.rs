//! The document as one stream of lines and rows, each with the space above it and what binds it to
//! the next: what the Word writer says with styles and marks, in the order in which it says it.

use std::sync::Arc;

use super::broken::{Broken, Content};
use super::cache::LineCache;
use super::lengths::{signed, unsigned};
use super::page::PlacedLines;
use super::passage::{Passage, PassageKind};
use super::piece::{Bond, Styled, Typesetter, gap};
use super::row::{self, FlowRow, Stack};
use super::table::{self, TableRow};
use crate::document::{
    Addressees, Annex, Block, Chart, Document, Emphasis, Lead, Letterhead, Line, Signature, Source,
    Title,
};
use crate::pages::chart;
use crate::pages::frame::{
    TRACE_BELOW_TEXT, closing_columns, letterhead_columns, motto_rule, rule_under,
};
use crate::pages::metrics::{self, Face};
use crate::pages::sheet::{Paper, Role, Sheet};
use crate::pages::style::KeepNext;
use crate::report::decree::NATIONAL_TITLE;

/// Lines and rows in order.
pub(super) struct Story<'a> {
    setter: Typesetter<'a>,
    units: Vec<Unit>,
    /// What was written last.
    last: Last,
    /// The number of the block that is being written.
    block: u32,
}

/// What was written last: it decides the space below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing yet.
    Nothing,
    /// A paragraph: its role and the space below it.
    Paragraph(Role, u32),
    /// A table.
    Table,
}

/// A line or a row: what is never cut.
pub(super) struct Unit {
    /// The space above it; falls away at the top of a page.
    pub(super) gap: u32,
    pub(super) height: u32,
    /// What of it must stand on the page where it is the last.
    pub(super) least_height: u32,
    pub(super) bond: Bond,
    pub(super) content: UnitContent,
}

pub(super) enum UnitContent {
    /// A line of a paragraph; the length of the rule under it.
    Line { paragraph: Arc<Broken>, line: usize, rule: Option<(u32, u32)>, passage: Passage },
    /// A row; the header that is repeated above it on another page.
    Row { row: Arc<FlowRow>, header: Option<Arc<FlowRow>> },
}

impl<'a> Story<'a> {
    pub(super) fn new(sheet: &'a Sheet, paper: Paper, cache: &'a mut LineCache) -> Self {
        let room = paper.text_width();
        let setter = Typesetter { sheet, cache, room };
        Self { setter, units: Vec::new(), last: Last::Nothing, block: 0 }
    }

    /// The report proper.
    pub(super) fn report(mut self, document: &Document) -> Vec<Unit> {
        self.letterhead(&document.letterhead);
        self.title(&document.title);
        self.addressees(&document.addressees);
        let num_kept = self.kept_with_signature(&document.body);
        self.blocks(&document.body, num_kept);
        self.closing(&document.recipients, &document.signature);
        self.units
    }

    /// An annex.
    pub(super) fn annex(mut self, annex: &Annex) -> Vec<Unit> {
        self.paragraph(&Styled::new(Role::AnnexHeading, &annex.heading));
        self.paragraph(&Styled::new(Role::AnnexTitle, &annex.title));
        self.paragraph(&Styled::new(Role::AnnexReference, &annex.reference));
        self.blocks(&annex.blocks, 0);
        self.units
    }

    /// A row of a table, or a picture.
    pub(super) fn push_row(&mut self, row: FlowRow, header: Option<&Arc<FlowRow>>, bond: Bond) {
        let gap = match self.last {
            Last::Paragraph(_, after) => after,
            Last::Table | Last::Nothing => 0,
        };
        self.last = Last::Table;
        let row = Arc::new(row.in_block(self.block));
        let (height, header) = (row.height, header.cloned());
        let content = UnitContent::Row { row, header };
        self.units.push(Unit { gap, height, least_height: height, bond, content });
    }

    /// What is written from now on is another block.
    fn begin_block(&mut self) {
        self.block += 1;
    }

    fn paragraph(&mut self, styled: &Styled<'_>) {
        self.begin_block();
        let piece = self.setter.piece(styled, self.setter.room);
        let gap = match self.last {
            Last::Paragraph(role, after) => gap(&piece.style, piece.role, role, after),
            Last::Table | Last::Nothing => piece.style.before,
        };
        self.last = Last::Paragraph(piece.role, piece.style.after);
        let keeps_next =
            styled.keep == Bond::WithNext || piece.style.keep_next == KeepNext::WithNext;
        let keeps_lines = is_heading(piece.role);
        let num_lines = piece.broken.num_lines();
        for line in 0..num_lines {
            let is_last = line + 1 == num_lines;
            // Two lines at the least stay together at the foot and at the head of a page.
            let is_bound = if is_last {
                keeps_next
            } else {
                keeps_lines || line == 0 || line + 2 == num_lines
            };
            let rule = piece.rule.filter(|_| is_last).map(|length| (length, piece.style.size));
            let paragraph = Arc::clone(&piece.broken);
            let passage = Passage { block: self.block, ..Passage::of(piece.kind.clone()) };
            self.units.push(Unit {
                gap: if line == 0 { gap } else { 0 },
                height: unsigned(piece.broken.line_height()),
                least_height: unsigned(piece.broken.least_height()),
                bond: if is_bound { Bond::WithNext } else { Bond::Free },
                content: UnitContent::Line { paragraph, line, rule, passage },
            });
        }
    }

    fn letterhead(&mut self, letterhead: &Letterhead) {
        let [left, right] = letterhead_columns(letterhead, self.setter.sheet);
        let mut pieces = Vec::new();
        for line in &letterhead.parent_body {
            pieces.push(self.setter.piece(&Styled::new(Role::ParentBody, line), left));
        }
        let size = self.setter.sheet.style(Role::Issuer).size;
        let length = rule_under(&letterhead.issuer, size, left);
        let last = letterhead.issuer.len().saturating_sub(1);
        for (i, line) in letterhead.issuer.iter().enumerate() {
            let mut styled = Styled::new(Role::Issuer, line);
            styled.rule = (i == last).then_some(length);
            pieces.push(self.setter.piece(&styled, left));
        }
        if pieces.is_empty() {
            // A cell holds a paragraph, also without words.
            pieces.push(self.setter.piece(&Styled::new(Role::Issuer, &Line::default()), left));
        }
        let title = Line::of(NATIONAL_TITLE, Source::Fixed);
        let mut motto = Styled::new(Role::Motto, &letterhead.motto);
        motto.rule = Some(motto_rule(&letterhead.motto, self.setter.sheet));
        let titles = Styled::new(Role::NationalTitle, &title);
        let titles = [self.setter.piece(&titles, right), self.setter.piece(&motto, right)];
        let number = Styled::new(Role::DocumentNumber, &letterhead.number);
        let date = Styled::new(Role::PlaceDate, &letterhead.place_date);
        let (number, date) = (self.setter.piece(&number, left), self.setter.piece(&date, right));
        for [first, second] in [[&pieces[..], &titles[..]], [&[number][..], &[date][..]]] {
            let columns = [(left, Stack::of(first)), (right, Stack::of(second))];
            self.begin_block();
            self.push_row(row::side_by_side(&columns), None, Bond::Free);
        }
    }

    fn title(&mut self, title: &Title) {
        self.paragraph(&Styled::new(Role::DocumentType, &title.document_type));
        let size = self.setter.sheet.style(Role::Subject).size;
        let length = rule_under(&title.subject, size, self.setter.room);
        let last = title.subject.len().saturating_sub(1);
        for (i, line) in title.subject.iter().enumerate() {
            let mut styled = Styled::new(Role::Subject, line);
            styled.rule = (i == last).then_some(length);
            self.paragraph(&styled);
        }
        if let Some(remark) = &title.remark {
            self.paragraph(&Styled::new(Role::Remark, remark));
        }
    }

    fn addressees(&mut self, addressees: &Addressees) {
        match addressees {
            Addressees::None => {}
            Addressees::One(only) => {
                self.paragraph(&Styled::new(Role::Addressee, only).with_front("Kính gửi: "));
            }
            Addressees::Several(lines) => {
                let heading = Line::of("Kính gửi:", Source::Fixed);
                self.paragraph(&Styled::new(Role::AddresseeList, &heading));
                for line in lines {
                    self.paragraph(&Styled::new(Role::AddresseeItem, line));
                }
            }
        }
    }

    /// How many blocks of the end stay on the page of the signature: two lines at the least.
    fn kept_with_signature(&self, blocks: &[Block]) -> usize {
        let size = self.setter.sheet.style(Role::BodyText).size;
        let is_long = |text: &str| metrics::width(text, Face::Regular, size) > self.setter.room;
        match blocks.last() {
            Some(Block::Paragraph(last)) if is_long(&last.plain()) => 1,
            _ => 2,
        }
    }

    /// Blocks; the last `num_kept` stay with what follows.
    fn blocks(&mut self, blocks: &[Block], num_kept: usize) {
        for (i, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading(heading) => {
                    self.paragraph(&Styled::new(Role::of_heading(heading.level), &heading.line));
                }
                Block::Paragraph(paragraph) => {
                    let is_above_table = matches!(blocks.get(i + 1), Some(Block::Table(_)));
                    let role = match (paragraph.lead, is_above_table) {
                        (Lead::Number(_), false) => Role::NumberedText,
                        (_, true) => Role::BodyTextAboveTable,
                        (_, false) => Role::BodyText,
                    };
                    let front = paragraph.lead.text();
                    let mut styled = Styled::new(role, &paragraph.line).with_front(&front);
                    let is_near_end = i + num_kept >= blocks.len();
                    let is_kept = is_near_end || paragraph.leads_on();
                    styled.keep = if is_kept { Bond::WithNext } else { Bond::Free };
                    if paragraph.lead != Lead::None {
                        styled.kind = PassageKind::ListItem;
                    }
                    self.paragraph(&styled);
                }
                Block::Table(table) => {
                    self.separate();
                    self.begin_block();
                    for TableRow { row, header, bond } in table::rows(&mut self.setter, table) {
                        self.push_row(row, header.as_ref(), bond);
                    }
                }
                Block::Chart(chart) => self.chart(chart),
            }
        }
    }

    /// Keeps two tables apart.
    fn separate(&mut self) {
        if self.last == Last::Table {
            self.paragraph(&Styled::new(Role::TableSeparator, &Line::default()));
        }
    }

    fn chart(&mut self, chart: &Chart) {
        self.paragraph(&Styled::new(Role::Caption, &chart.title));
        let source = Source::Figure(chart.figure.clone());
        let Typesetter { sheet, room, .. } = self.setter;
        let style = sheet.style(Role::Picture);
        let (drawn, in_words) = (chart::picture(chart, room), chart::in_words(chart));
        let row = row::picture(&drawn, &in_words, &source, &sheet.typeface(&style.font));
        self.begin_block();
        self.push_row(row, None, Bond::Free);
        self.last = Last::Paragraph(Role::Picture, style.after);
    }

    fn closing(&mut self, recipients: &[Line], signature: &Signature) {
        let Signature { signing_for, post, other_post, name } = signature;
        let above: Vec<&Line> = signing_for.iter().chain(post).collect();
        let below: Vec<&Line> = other_post.iter().chain(name).collect();
        if recipients.is_empty() && above.is_empty() && below.is_empty() {
            return;
        }
        self.separate();
        let [left, right] = closing_columns(self.setter.sheet);
        let heading = Line::of("Nơi nhận:", Source::Fixed);
        let mut first = Vec::new();
        if !recipients.is_empty() {
            first.push(self.setter.piece(&Styled::new(Role::RecipientsHeading, &heading), left));
        }
        for line in recipients {
            first.push(self.setter.piece(&Styled::new(Role::Recipient, line), left));
        }
        let mut second = Vec::new();
        for (lines, role_of_first) in
            [(above, Role::SignaturePostFirst), (below, Role::SignerFirst)]
        {
            for (i, line) in lines.into_iter().enumerate() {
                let role = if i == 0 { role_of_first } else { Role::SignaturePost };
                second.push(self.setter.piece(&Styled::new(role, line), right));
            }
        }
        let columns = [(left, Stack::of(&first)), (right, Stack::of(&second))];
        self.begin_block();
        self.push_row(row::side_by_side(&columns), None, Bond::Free);
    }
}

fn is_heading(role: Role) -> bool {
    use Role::{Heading1, Heading2, Heading3, Heading4, Heading5};
    matches!(role, Heading1 | Heading2 | Heading3 | Heading4 | Heading5)
}

/// The small line at the foot of the last page, in the bottom margin.
pub(super) fn trace(
    line: &Line,
    sheet: &Sheet,
    paper: Paper,
    cache: &mut LineCache,
) -> PlacedLines {
    let content = Content { front: "", line, emphasis: Emphasis::Plain };
    let paragraph = cache.broken(sheet, Role::Trace, content, paper.text_width());
    let lines = 0..paragraph.num_lines();
    let y = paper.height.saturating_sub(paper.bottom).saturating_add(TRACE_BELOW_TEXT);
    let passage = Passage { block: u32::MAX, ..Passage::of(PassageKind::Text(Role::Trace)) };
    PlacedLines { x: signed(paper.left), y: signed(y), paragraph, lines, passage }
}
