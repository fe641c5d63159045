//! Which paragraph is what, found by its place on the page: letterhead, title, addressees, body,
//! closing block.

use super::facts::Facts;
use super::word::{Block, Cell, Paragraph, Row, Section, Table, Word};

/// The parts of the first section.
#[derive(Default)]
pub(super) struct Anatomy<'a> {
    pub(super) head: Option<&'a Table>,
    pub(super) parent: Vec<&'a Paragraph>,
    pub(super) issuer: Vec<&'a Paragraph>,
    /// How many paragraphs of the right column stand above the quốc hiệu.
    pub(super) above_national_title: usize,
    pub(super) national_title: Option<&'a Paragraph>,
    pub(super) motto: Option<&'a Paragraph>,
    pub(super) number: Option<&'a Paragraph>,
    pub(super) place_date: Option<&'a Paragraph>,
    pub(super) document_type: Option<&'a Paragraph>,
    pub(super) subject: Vec<&'a Paragraph>,
    pub(super) addressees: Vec<&'a Paragraph>,
    pub(super) body: Vec<&'a Block>,
    pub(super) closing: Option<&'a Table>,
}

impl<'a> Anatomy<'a> {
    /// Finds the parts.
    pub(super) fn of(word: &'a Word, facts: &Facts) -> Self {
        let mut found = Self::default();
        let blocks = word.sections.first().map_or(&[][..], |section| section.blocks.as_slice());
        let mut rest = blocks;
        if let Some((Block::Table(head), after)) = blocks.split_first() {
            found.take_head(head, facts);
            rest = after;
        }
        let closing = rest.iter().rposition(|b| matches!(b, Block::Table(t) if is_closing(t)));
        if let Some(at) = closing
            && let Block::Table(table) = &rest[at]
        {
            found.closing = Some(table);
            rest = &rest[..at];
        }
        found.take_title(&mut rest, facts);
        found.body = rest.iter().collect();
        found
    }

    fn take_head(&mut self, head: &'a Table, facts: &Facts) {
        self.head = Some(head);
        let cell = |row: usize, cell: usize| head.rows.get(row).and_then(|row| row.cells.get(cell));
        let inner = |cell: Option<&'a Cell>| {
            cell.map_or(&[][..], |cell| cell.paragraphs.as_slice()).iter().collect::<Vec<_>>()
        };
        self.parent = inner(cell(0, 0));
        let all = self.parent.len();
        // The issuing body is what stands last, so that a line that is missing above it is missed.
        let above = match facts.issuer.len() {
            0 => facts.parent_lines.min(all),
            lines => all.saturating_sub(lines),
        };
        self.issuer = self.parent.split_off(above);
        let right = inner(cell(0, 1));
        let title = right.iter().position(|p| p.text.starts_with("CỘNG")).unwrap_or(0);
        self.above_national_title = title;
        self.national_title = right.get(title).copied();
        self.motto = right.get(title + 1).copied();
        self.number = inner(cell(1, 0)).first().copied();
        self.place_date = inner(cell(1, 1)).first().copied();
    }

    fn take_title(&mut self, rest: &mut &'a [Block], facts: &Facts) {
        let mut take = |is: &dyn Fn(&Paragraph) -> bool| {
            let (first, after) = rest.split_first()?;
            let Block::Paragraph(paragraph) = first else {
                return None;
            };
            is(paragraph).then(|| {
                *rest = after;
                paragraph
            })
        };
        self.document_type = take(&|_| true);
        for _ in 0..facts.subject_lines {
            self.subject.extend(take(&|_| true));
        }
        // The remark of a month that was made up.
        take(&|p| p.is_italic() && p.text.starts_with('(') && p.text.ends_with(')'));
        self.addressees.extend(take(&|p| p.text.starts_with("Kính gửi:")));
        for _ in 1..facts.addressees {
            // Several stand on lines of their own below "Kính gửi:", one more than there are.
            self.addressees.extend(take(&|p| p.outline().is_none()));
        }
        if facts.addressees > 1 {
            self.addressees.extend(take(&|p| p.outline().is_none()));
        }
    }

    /// The paragraphs of the body, headings too.
    pub(super) fn body_paragraphs(&self) -> Vec<&'a Paragraph> {
        let paragraphs = self.body.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(_) => None,
        });
        paragraphs.collect()
    }

    /// The paragraphs of the body without its headings.
    pub(super) fn texts(&self) -> Vec<&'a Paragraph> {
        self.body_paragraphs()
            .into_iter()
            .filter(|p| p.outline().is_none() && !p.is_blank())
            .collect()
    }

    /// The row of recipients and signature.
    pub(super) fn closing_row(&self) -> Option<&'a Row> {
        self.closing?.rows.first()
    }
}

fn is_closing(table: &Table) -> bool {
    let cells = table.rows.first().map_or(&[][..], |row| row.cells.as_slice());
    let words = cells.first().and_then(|cell| cell.paragraphs.first());
    table.is_unruled() || words.is_some_and(|p| p.text.starts_with("Nơi nhận"))
}

/// The data tables of a document in order, each with its section: those with lines.
pub(super) fn data_tables<'a>(
    word: &'a Word,
    parts: &Anatomy<'_>,
) -> Vec<(&'a Section, &'a Table)> {
    let frame = [parts.head, parts.closing];
    let is_frame = |table: &Table| frame.iter().flatten().any(|other| std::ptr::eq(*other, table));
    let tables = word.sections.iter().flat_map(|s| s.tables().map(move |table| (s, table)));
    tables.filter(|(_, table)| !is_frame(table)).collect()
}
