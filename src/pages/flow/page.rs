//! What stands where on the pages.

use std::ops::Range;
use std::sync::Arc;

use super::broken::Broken;
use super::passage::{Passage, PassageKind};
use crate::document::Source;
use crate::pages::chart::Tone;
use crate::pages::fonts::Typeface;
use crate::pages::metrics::Face;

/// The pages of a finished report.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    /// The pages in order: those of the report, then those of each annex.
    pub pages: Vec<Page>,
}

/// One page. Lengths in twips from its upper left corner.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// The number printed on it; none where neither header nor footer shows it.
    pub number: Option<u32>,
    /// What stands on it, in the order of the text.
    pub items: Vec<Item>,
}

/// A piece of a page.
#[derive(Debug, Clone)]
pub enum Item {
    /// Lines of a paragraph.
    Lines(PlacedLines),
    /// A thin black line.
    Rule(Rule),
    /// A filled box of a chart.
    Fill(Fill),
    /// Where a cell of a table is, with or without words.
    Cell(CellArea),
    /// Words of a header or footer.
    Text(BandText),
    /// A picture of a header or footer.
    Picture(PlacedPicture),
}

/// Words of a header or footer, without a space between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandText {
    /// Where they are: as wide as they are, as high as their line.
    pub area: Area,
    /// Where their letters stand, from the upper edge of the page.
    pub baseline: i32,
    /// The words.
    pub text: String,
    /// Their font.
    pub typeface: Typeface,
    /// Their face.
    pub face: Face,
    /// Their size, in half-points.
    pub size: u32,
    /// Their colour, red, green and blue; black without one.
    pub colour: Option<[u8; 3]>,
    /// Where the line under them begins; none where they are not underlined.
    pub underline_from: Option<i32>,
}

/// A picture of a header or footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedPicture {
    /// Where it is.
    pub area: Area,
    /// Which of the skeleton's pictures; none where only a frame is shown.
    pub image: Option<usize>,
    /// What is cut off at its left, top, right and bottom, in thousandths of its size.
    pub crop: [u32; 4],
}

/// Some lines of a paragraph that was broken into lines once and is shared.
#[derive(Debug, Clone)]
pub struct PlacedLines {
    /// The left edge of the paragraph's room.
    pub x: i32,
    /// The top of the first of the lines.
    pub y: i32,
    /// The paragraph.
    pub paragraph: Arc<Broken>,
    /// Which of its lines.
    pub lines: Range<usize>,
    /// Of which part of the document they are.
    pub passage: Passage,
}

/// A thin black line, upright or level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Where it begins.
    pub from: (i32, i32),
    /// Where it ends.
    pub to: (i32, i32),
    /// How thick it is.
    pub thickness: u32,
}

/// A filled box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fill {
    /// Where it is.
    pub area: Area,
    /// How dark it is.
    pub tone: Tone,
}

/// Where a cell of a table is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellArea {
    /// Where it is.
    pub area: Area,
    /// What it shows.
    pub source: Source,
}

/// A box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
}

impl Area {
    /// Whether a point lies in it.
    pub fn contains(&self, (x, y): (i32, i32)) -> bool {
        (self.x..=self.x + self.width).contains(&x) && (self.y..=self.y + self.height).contains(&y)
    }
}

/// Words on a page: as many as stand together in one face, from one source, without a space.
#[derive(Debug, Clone, Copy)]
pub struct PlacedWords<'a> {
    /// Where they are: as wide as they are, as high as their line.
    pub area: Area,
    /// Where their letters stand, from the upper edge of the page.
    pub baseline: i32,
    /// The words.
    pub text: &'a str,
    /// Their face.
    pub face: Face,
    /// Their size, in half-points.
    pub size: u32,
    /// Where they come from.
    pub source: &'a Source,
}

impl BandText {
    fn words(&self) -> PlacedWords<'_> {
        PlacedWords {
            area: self.area,
            baseline: self.baseline,
            text: &self.text,
            face: self.face,
            size: self.size,
            source: &Source::Fixed,
        }
    }
}

impl PlacedLines {
    /// The words of the lines.
    pub fn words(&self) -> impl Iterator<Item = PlacedWords<'_>> {
        let paragraph = &*self.paragraph;
        let first = self.lines.start;
        self.lines.clone().flat_map(move |line| {
            let height = paragraph.line_height();
            let y = self.y + height * i32::try_from(line - first).unwrap_or(0);
            paragraph.pieces(line).map(move |piece| PlacedWords {
                area: Area { x: self.x + piece.x, y, width: piece.width, height },
                baseline: y + paragraph.baseline(),
                text: piece.text,
                face: piece.face,
                size: paragraph.size(),
                source: piece.source,
            })
        })
    }

    /// Their height.
    pub fn height(&self) -> i32 {
        self.paragraph.line_height() * i32::try_from(self.lines.len()).unwrap_or(0)
    }

    /// What the lines come from, where that is one thing: the program's own words do not count.
    pub fn source(&self) -> Option<&Source> {
        self.paragraph.main_source()
    }
}

impl Page {
    /// The words of the page.
    pub fn words(&self) -> impl Iterator<Item = PlacedWords<'_>> {
        self.items.iter().flat_map(|item| {
            let lines = match item {
                Item::Lines(lines) => Some(lines.words()),
                _ => None,
            };
            let band = match item {
                Item::Text(text) => Some(text.words()),
                _ => None,
            };
            band.into_iter().chain(lines.into_iter().flatten())
        })
    }

    /// The lines of the page.
    pub fn lines(&self) -> impl Iterator<Item = &PlacedLines> {
        self.items.iter().filter_map(|item| match item {
            Item::Lines(lines) => Some(lines),
            _ => None,
        })
    }

    /// The text of the page, a line of it a line.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut last: Option<Area> = None;
        for words in self.words() {
            match last {
                None => {}
                Some(last) if last.y != words.area.y => text.push('\n'),
                Some(last) if words.area.x > last.x + last.width => text.push(' '),
                Some(_) => {}
            }
            text.push_str(words.text);
            last = Some(words.area);
        }
        text
    }

    /// What is at a point: the words there, else the cell, else the paragraph whose line it is.
    pub fn source_at(&self, point: (i32, i32)) -> Option<&Source> {
        let is_own = |source: &&Source| **source != Source::Fixed;
        let words = self.words().find(|words| words.area.contains(point)).map(|words| words.source);
        let cell = self.items.iter().find_map(|item| match item {
            Item::Cell(cell) if cell.area.contains(point) => Some(&cell.source),
            _ => None,
        });
        let lines = || {
            let mut lines = self.lines();
            let is_hit = |lines: &&PlacedLines| lines.area().contains(point);
            lines.find(is_hit).and_then(PlacedLines::source)
        };
        words.filter(is_own).or(cell).filter(is_own).or_else(lines)
    }

    /// Whether another page shows the same: what was made to draw it can be kept.
    pub fn is_same(&self, other: &Self) -> bool {
        let is_same = |(a, b): (&Item, &Item)| match (a, b) {
            (Item::Lines(a), Item::Lines(b)) => {
                // The numbers of pages and the words of charts are made anew each time.
                (a.x, a.y, &a.lines) == (b.x, b.y, &b.lines)
                    && (Arc::ptr_eq(&a.paragraph, &b.paragraph) || a.paragraph == b.paragraph)
            }
            (Item::Rule(a), Item::Rule(b)) => a == b,
            (Item::Fill(a), Item::Fill(b)) => a == b,
            (Item::Cell(a), Item::Cell(b)) => a == b,
            (Item::Text(a), Item::Text(b)) => a == b,
            (Item::Picture(a), Item::Picture(b)) => a == b,
            _ => false,
        };
        let own = |page: &Self| (page.width, page.height, page.number, page.items.len());
        own(self) == own(other) && self.items.iter().zip(&other.items).all(is_same)
    }
}

impl PlacedLines {
    /// The box of the lines, from edge to edge of their room.
    pub fn area(&self) -> Area {
        let width = self.paragraph.room();
        Area { x: self.x, y: self.y, width, height: self.height() }
    }
}

impl Item {
    /// The same of a block of a number.
    pub(super) fn in_block(mut self, block: u32) -> Self {
        if let Self::Lines(lines) = &mut self {
            lines.passage.block = block;
        }
        self
    }

    /// The same in a row of its table.
    pub(super) fn in_row(mut self, row: u32) -> Self {
        if let Self::Lines(lines) = &mut self {
            lines.passage.kind = lines.passage.kind.in_rows(row, 1);
        }
        self
    }

    /// The same, so many paragraphs of the block before it.
    pub(super) fn counted_on(mut self, num_before: u32) -> Self {
        if let Self::Lines(lines) = &mut self {
            lines.passage.paragraph += num_before;
        }
        self
    }

    /// The same as one paragraph of its block.
    pub(super) fn of_paragraph(mut self, paragraph: u32, kind: &PassageKind) -> Self {
        if let Self::Lines(lines) = &mut self {
            lines.passage = Passage { paragraph, kind: kind.clone(), ..lines.passage };
        }
        self
    }

    /// The piece, moved.
    #[must_use]
    pub(super) fn moved(&self, dx: i32, dy: i32) -> Self {
        let moved = |(x, y): (i32, i32)| (x + dx, y + dy);
        let area = |area: Area| Area { x: area.x + dx, y: area.y + dy, ..area };
        match self.clone() {
            Self::Lines(lines) => {
                Self::Lines(PlacedLines { x: lines.x + dx, y: lines.y + dy, ..lines })
            }
            Self::Rule(rule) => {
                Self::Rule(Rule { from: moved(rule.from), to: moved(rule.to), ..rule })
            }
            Self::Fill(fill) => Self::Fill(Fill { area: area(fill.area), ..fill }),
            Self::Cell(cell) => Self::Cell(CellArea { area: area(cell.area), ..cell }),
            Self::Text(text) => Self::Text(BandText {
                area: area(text.area),
                baseline: text.baseline + dy,
                underline_from: text.underline_from.map(|x| x + dx),
                ..text
            }),
            Self::Picture(picture) => {
                Self::Picture(PlacedPicture { area: area(picture.area), ..picture })
            }
        }
    }
}
