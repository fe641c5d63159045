//! What is placed as a whole: rows of tables, the two columns of letterhead and closing block,
//! pictures of charts. Made at its own upper left corner, moved to its place on a page.

use std::sync::Arc;

use super::lengths::{signed, unsigned};
use super::page::{Area, CellArea, Fill, Item, PlacedLines, Rule};
use super::passage::{Passage, PassageKind};
use super::piece::{Piece, one_line};
use crate::document::Source;
use crate::pages::chart::Picture;
use crate::pages::fonts::Typeface;
use crate::pages::style::{Justify, Style};

/// The thickness of the borders of a table: half a point.
pub(super) const BORDER: i32 = 10;

/// What is placed as a whole.
#[derive(Debug, Clone, Default)]
pub(super) struct FlowRow {
    pub(super) height: u32,
    pub(super) items: Vec<Item>,
}

/// The paragraphs of a cell, one below the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Stack {
    pub(super) height: i32,
    pub(super) items: Vec<Item>,
}

impl Stack {
    /// Stacks pieces; the space above the first and below the last belongs to the cell.
    pub(super) fn of(pieces: &[Piece]) -> Self {
        let mut stack = Self::default();
        let mut last: Option<&Piece> = None;
        for (piece, at) in pieces.iter().zip(0..) {
            stack.height += signed(piece.gap_below(last));
            let lines = 0..piece.broken.num_lines();
            let paragraph = Arc::clone(&piece.broken);
            let passage = Passage { paragraph: at, ..Passage::of(piece.kind.clone()) };
            let placed = PlacedLines { x: 0, y: stack.height, paragraph, lines, passage };
            if let Some(length) = piece.rule {
                stack.items.push(rule_under(&placed, length, piece.style.size));
            }
            stack.height += placed.height();
            stack.items.push(Item::Lines(placed));
            last = Some(piece);
        }
        stack.height += last.map_or(0, |last| signed(last.style.after));
        stack
    }

    fn num_paragraphs(&self) -> u32 {
        let lines = self.items.iter().filter(|item| matches!(item, Item::Lines(_)));
        u32::try_from(lines.count()).unwrap_or(u32::MAX)
    }

    /// The pieces, moved.
    pub(super) fn moved(&self, x: i32, y: i32) -> impl Iterator<Item = Item> {
        self.items.iter().map(move |item| item.moved(x, y))
    }
}

/// From the line of text down to a rule, in twips; as the Word file has it.
const RULE_GAP: i32 = 45;

/// The drawn rule under the last line of a paragraph, in the middle of its room.
pub(super) fn rule_under(lines: &PlacedLines, length: u32, size: u32) -> Item {
    let last_line = lines.y + lines.height() - lines.paragraph.line_height();
    let y = last_line + signed(size * 10 * 115 / 100) + RULE_GAP;
    let from = lines.x + (lines.paragraph.room() - signed(length)) / 2;
    Item::Rule(Rule { from: (from, y), to: (from + signed(length), y), thickness: 15 })
}

/// Cells side by side, their words at the top, without lines.
pub(super) fn side_by_side(columns: &[(u32, Stack)]) -> FlowRow {
    let mut row = FlowRow::default();
    let mut x = 0;
    let mut num_before = 0;
    for (width, stack) in columns {
        row.items.extend(stack.moved(x, 0).map(|item| item.counted_on(num_before)));
        num_before += stack.num_paragraphs();
        row.height = row.height.max(unsigned(stack.height));
        x += signed(*width);
    }
    row
}

/// A ruled cell of a table.
pub(super) struct FlowCell {
    pub(super) area: Area,
    pub(super) stack: Stack,
    pub(super) source: Source,
    pub(super) kind: PassageKind,
}

impl FlowCell {
    /// What is drawn of a cell, which of its row is said: its place, its words in its middle, its borders.
    pub(super) fn items(&self, at: u32, margin: u32) -> impl Iterator<Item = Item> {
        let Area { x, y, width, height } = self.area;
        let below_border = y + BORDER;
        let free = (height - BORDER - self.stack.height).max(0);
        let half = BORDER / 2;
        let (left, top) = (x + half, y + half);
        let (right, bottom) = (x + width + half, y + height + half);
        let edge = |from, to| Item::Rule(Rule { from, to, thickness: unsigned(BORDER) });
        let borders = [
            edge((left, top), (right, top)),
            edge((left, bottom), (right, bottom)),
            edge((left, top), (left, bottom)),
            edge((right, top), (right, bottom)),
        ];
        let words = self.stack.moved(x + signed(margin) + half, below_border + free / 2);
        let words = words.map(move |item| item.of_paragraph(at, &self.kind));
        let place = Item::Cell(CellArea { area: self.area, source: self.source.clone() });
        std::iter::once(place).chain(words).chain(borders)
    }
}

/// The picture of a chart.
pub(super) fn picture(
    picture: &Picture,
    in_words: &str,
    source: &Source,
    typeface: &Typeface,
) -> FlowRow {
    let in_words = Arc::from(in_words);
    let area = |x: u32, y: u32, width: u32, height: u32| Area {
        x: signed(x),
        y: signed(y),
        width: signed(width),
        height: signed(height),
    };
    let mut items = vec![Item::Cell(CellArea {
        area: area(0, 0, picture.width, picture.height),
        source: source.clone(),
    })];
    items.extend(picture.boxes.iter().map(|own| {
        Item::Fill(Fill { area: area(own.x, own.y, own.width, own.height), tone: own.tone })
    }));
    items.extend(picture.lines.iter().map(|line| {
        let point = |(x, y): (u32, u32)| (signed(x), signed(y));
        Item::Rule(Rule { from: point(line.from), to: point(line.to), thickness: 15 })
    }));
    for words in &picture.words {
        let style = Style { size: words.size, justify: Justify::Centre, ..Style::default() };
        let paragraph = Arc::new(one_line(&words.text, source, &style, typeface, words.width));
        let y = signed(words.y) + (signed(words.height) - paragraph.line_height()) / 2;
        let passage = Passage::of(PassageKind::Picture(Arc::clone(&in_words)));
        let x = signed(words.x);
        items.push(Item::Lines(PlacedLines { x, y, paragraph, lines: 0..1, passage }));
    }
    FlowRow { height: picture.height, items }
}

impl FlowRow {
    /// The same of a block of a number.
    pub(super) fn in_block(self, block: u32) -> Self {
        let items = self.items.into_iter().map(|item| item.in_block(block));
        Self { items: items.collect(), ..self }
    }

    /// The same as a row of its table.
    pub(super) fn numbered(self, row: u32) -> Self {
        let items = self.items.into_iter().map(|item| item.in_row(row));
        Self { items: items.collect(), ..self }
    }

    /// The same as it is said again on a further page.
    pub(super) fn repeated(&self) -> Self {
        let items = self.items.iter().cloned();
        let items = items.map(|item| item.of_paragraph(0, &PassageKind::Repeated));
        Self { items: items.collect(), ..*self }
    }

    /// Cuts a row that is higher than a page: what fits `room`, and the rest. Lines are never cut.
    pub(super) fn cut(&self, room: u32) -> (Self, Self) {
        let room = signed(room);
        let height = signed(self.height);
        let top_of_rest = self.items.iter().filter_map(|item| first_beyond(item, room)).min();
        // Where nothing fits or all does, there is nothing to cut.
        let Some(moved_up) = top_of_rest.filter(|top| *top > 0) else {
            return (self.clone(), Self::default());
        };
        let is_ruled = self.items.iter().any(|item| matches!(item, Item::Cell(_)));
        let border = if is_ruled { BORDER } else { 0 };
        let shift = (moved_up - border).min(room);
        let rest_height = height - shift;
        let mut parts = (
            Self { height: unsigned(room), items: Vec::new() },
            Self { height: unsigned(rest_height), items: Vec::new() },
        );
        for item in &self.items {
            let (head, tail) = cut_item(item, room, shift, rest_height);
            parts.0.items.extend(head);
            parts.1.items.extend(tail.map(|item| item.moved(0, -shift)));
        }
        parts
    }
}

/// How many of the lines end above `room`.
fn num_fitting(lines: &PlacedLines, room: i32) -> usize {
    let height = lines.paragraph.line_height().max(1);
    usize::try_from((room - lines.y) / height).unwrap_or(0).min(lines.lines.len())
}

/// The top of the first line that does not fit.
fn first_beyond(item: &Item, room: i32) -> Option<i32> {
    let Item::Lines(lines) = item else {
        return None;
    };
    let fitting = num_fitting(lines, room);
    let top = lines.y + lines.paragraph.line_height() * i32::try_from(fitting).unwrap_or(0);
    (fitting < lines.lines.len()).then_some(top)
}

/// The part of a piece above `room`, and the part below, not yet moved up by `shift`.
fn cut_item(item: &Item, room: i32, shift: i32, rest: i32) -> (Option<Item>, Option<Item>) {
    match item {
        Item::Lines(lines) => {
            let at = lines.lines.start + num_fitting(lines, room);
            let head = PlacedLines { lines: lines.lines.start..at, ..lines.clone() };
            let y = lines.y + head.height();
            let tail = PlacedLines { y, lines: at..lines.lines.end, ..lines.clone() };
            let own = |lines: PlacedLines| (!lines.lines.is_empty()).then_some(Item::Lines(lines));
            (own(head), own(tail))
        }
        Item::Rule(rule) if rule.from.1 == rule.to.1 => {
            // A level border at the top or the bottom of the row closes both parts.
            let at = |y: i32| {
                let (from, to) = ((rule.from.0, y), (rule.to.0, y));
                Some(Item::Rule(Rule { from, to, ..rule.clone() }))
            };
            let half = BORDER / 2;
            if rule.from.1 <= half {
                (at(half), at(shift + half))
            } else {
                (at(room), at(shift + rest + half))
            }
        }
        Item::Rule(rule) => {
            let (top, bottom) = (rule.from.1, rule.to.1);
            let part = |from: i32, to: i32| {
                let (from, to) = ((rule.from.0, from), (rule.to.0, to));
                (from.1 < to.1).then(|| Item::Rule(Rule { from, to, ..rule.clone() }))
            };
            (part(top, bottom.min(room)), part(top.max(shift), bottom))
        }
        Item::Cell(cell) => {
            let part = |y: i32, height: i32| {
                Some(Item::Cell(CellArea { area: Area { y, height, ..cell.area }, ..cell.clone() }))
            };
            (part(cell.area.y, room), part(shift, rest))
        }
        Item::Fill(_) | Item::Text(_) | Item::Picture(_) => (Some(item.clone()), None),
    }
}
