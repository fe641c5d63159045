//! What stands at the top and at the foot of every page: those parts of the headers and footers of the
//! Word skeleton that can be shown. Lengths in twips.

use std::sync::Arc;

use super::style::{FontName, Justify, Slant, Style, Weight};

/// The headers and footers of a section.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeadersAndFooters {
    /// Whether the first page of the report has its own.
    pub first_page: FirstPage,
    /// Whether pages with even numbers have their own.
    pub even_pages: EvenPages,
    /// The headers.
    pub headers: Bands,
    /// The footers.
    pub footers: Bands,
    /// From the lower edge of the page to the footer.
    pub footer_distance: u32,
    /// The number of the first page.
    pub first_number: u32,
    /// From one tab stop to the next, where a paragraph has none of its own.
    pub tab_distance: u32,
}

/// Whether the first page has header and footer of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FirstPage {
    /// It has those of the others.
    #[default]
    AsOthers,
    /// It has its own, or none.
    Own,
}

/// Whether pages with even numbers have header and footer of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EvenPages {
    /// They have those of the others.
    #[default]
    AsOthers,
    /// They have their own, or none.
    Own,
}

/// The header, or the footer, of each kind of page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bands {
    /// That of the first page.
    pub first: Option<Arc<Band>>,
    /// That of pages with even numbers.
    pub even: Option<Arc<Band>>,
    /// That of all others.
    pub others: Option<Arc<Band>>,
}

/// Which header and footer a page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// Those of the first page.
    First,
    /// Those of pages with even numbers.
    Even,
    /// Those of all others.
    Other,
}

impl Bands {
    /// That of a kind of page.
    pub fn of(&self, kind: PageKind) -> Option<&Arc<Band>> {
        match kind {
            PageKind::First => self.first.as_ref(),
            PageKind::Even => self.even.as_ref(),
            PageKind::Other => self.others.as_ref(),
        }
    }

    /// All that there are.
    pub fn all(&self) -> impl Iterator<Item = &Band> {
        [&self.first, &self.even, &self.others].into_iter().flatten().map(Arc::as_ref)
    }
}

/// One header or footer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Band {
    /// Its paragraphs and tables, from top to bottom.
    pub blocks: Vec<BandBlock>,
}

/// A piece of a header or footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BandBlock {
    /// A paragraph.
    Paragraph(BandParagraph),
    /// A table.
    Table(BandTable),
}

/// A paragraph of a header or footer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BandParagraph {
    /// The id of its style: two of the same may have no space between them.
    pub style_id: String,
    /// How it looks.
    pub style: Style,
    /// The letters of a line without any.
    pub letters: Letters,
    /// Its tab stops, from left to right.
    pub tabs: Vec<TabStop>,
    /// What stands in it, in order.
    pub inlines: Vec<Inline>,
    /// Pictures that stand beside its text, or under it.
    pub anchored: Vec<Anchored>,
    /// Where it stands from left to right, when it is taken out of the text: what follows begins
    /// beside it. Old Word puts page numbers into such frames.
    pub frame: Option<Position>,
    /// A line above it and one below it: how thick each is, and how far from the text; 0 thick for
    /// none.
    pub rules: [BandRule; 2],
}

/// A line along a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BandRule {
    /// How thick it is; 0 for none.
    pub thickness: u32,
    /// How far from the text.
    pub distance: u32,
}

/// How letters look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letters {
    /// Their font.
    pub font: FontName,
    /// Their size, in half-points.
    pub size: u32,
    /// Bold.
    pub weight: Weight,
    /// Leaning.
    pub slant: Slant,
    /// Underlined.
    pub underline: Underline,
    /// Their colour, red, green and blue; black without one.
    pub colour: Option<[u8; 3]>,
}

/// Whether letters are underlined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Underline {
    /// They are not.
    #[default]
    None,
    /// They are.
    Single,
}

/// A tab stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TabStop {
    /// Where it is, from the left edge of the text.
    pub at: i32,
    /// What of the text behind the tab stands there.
    pub align: TabAlign,
}

/// What of the text behind a tab stands at its stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TabAlign {
    /// Its left edge.
    Left,
    /// Its middle.
    Centre,
    /// Its right edge.
    Right,
}

/// A piece of a line of a header or footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String, Letters),
    /// To the next tab stop, or to a place of the line by itself.
    Tab(Option<TabAlign>, Letters),
    /// A new line.
    Break(Letters),
    /// The number of the page.
    PageNumber(Letters),
    /// How many pages there are.
    NumPages(Letters),
    /// A picture between the words.
    Picture(BandPicture),
}

/// A picture of a header or footer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BandPicture {
    /// Its width on the page.
    pub width: u32,
    /// Its height on the page.
    pub height: u32,
    /// Which of the skeleton's pictures it is; none when it is of a kind that is not drawn.
    pub image: Option<usize>,
    /// What is cut off at its left, top, right and bottom, in thousandths of its size.
    pub crop: [u32; 4],
}

/// A picture beside the text, or under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchored {
    /// The picture.
    pub picture: BandPicture,
    /// Where it is from left to right.
    pub across: Position,
    /// Where it is from top to bottom.
    pub down: Position,
    /// What the text does.
    pub wrap: Wrap,
}

/// What the text does where a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrap {
    /// It runs on over the picture, or under it.
    None,
    /// It stands beside the picture, so far from it at the left and at the right.
    Beside([u32; 2]),
    /// It goes on below the picture, so far from it.
    Below(u32),
}

/// Where a picture stands in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// What it is measured from.
    pub from: From,
    /// Where in it.
    pub place: PictureAt,
}

/// What the place of a picture is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The page.
    Page,
    /// The text of the page.
    Margin,
    /// What is left of the text, or above it.
    MarginBefore,
    /// What is right of the text, or below it.
    MarginAfter,
    /// The paragraph, or the line of the picture.
    Paragraph,
}

/// Where in it a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureAt {
    /// So far from its beginning.
    Offset(i32),
    /// At its beginning.
    Start,
    /// In its middle.
    Centre,
    /// At its end.
    End,
}

/// A table of a header or footer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BandTable {
    /// From the left edge of the text to its first column.
    pub indent: i32,
    /// How it stands between the margins.
    pub justify: Justify,
    /// The widths of its columns.
    pub columns: Vec<u32>,
    /// Its rows.
    pub rows: Vec<BandRow>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BandRow {
    /// Its height at the least.
    pub height: u32,
    /// Its cells, from left to right.
    pub cells: Vec<BandCell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BandCell {
    /// How many columns it takes.
    pub span: usize,
    /// Room at its top, right, bottom and left.
    pub margins: [u32; 4],
    /// How thick its borders are: top, right, bottom, left; 0 for none.
    pub borders: [u32; 4],
    /// Where its words stand from top to bottom.
    pub align: CellAlign,
    /// What stands in it.
    pub blocks: Vec<BandBlock>,
}

/// Where the words of a cell stand from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CellAlign {
    /// At its top.
    #[default]
    Top,
    /// In its middle.
    Middle,
    /// At its bottom.
    Bottom,
}

impl Band {
    /// Calls `see` with every paragraph, also those of tables.
    pub fn for_each_paragraph<'a>(&'a self, see: &mut impl FnMut(&'a BandParagraph)) {
        for_each_paragraph(&self.blocks, see);
    }
}

fn for_each_paragraph<'a>(blocks: &'a [BandBlock], see: &mut impl FnMut(&'a BandParagraph)) {
    for block in blocks {
        match block {
            BandBlock::Paragraph(paragraph) => see(paragraph),
            BandBlock::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    for_each_paragraph(&cell.blocks, see);
                }
            }
        }
    }
}

impl BandParagraph {
    /// The fonts of its letters.
    pub fn fonts(&self) -> impl Iterator<Item = &FontName> {
        let of_inlines = self.inlines.iter().filter_map(|inline| match inline {
            Inline::Text(_, letters)
            | Inline::Tab(_, letters)
            | Inline::Break(letters)
            | Inline::PageNumber(letters)
            | Inline::NumPages(letters) => Some(&letters.font),
            Inline::Picture(_) => None,
        });
        std::iter::once(&self.letters.font).chain(of_inlines)
    }

    /// Its pictures.
    pub fn pictures(&self) -> impl Iterator<Item = &BandPicture> {
        let of_inlines = self.inlines.iter().filter_map(|inline| match inline {
            Inline::Picture(picture) => Some(picture),
            _ => None,
        });
        of_inlines.chain(self.anchored.iter().map(|anchored| &anchored.picture))
    }
}
