//! Headers and footers put on a page: their paragraphs and tables from top to bottom, as Word and
//! LibreOffice lay them out.

mod clump;
mod line;
mod table;

use super::lengths::signed;
use super::page::{Area, Item, PlacedPicture, Rule};
use crate::pages::header::{
    Anchored, Band, BandBlock, BandParagraph, BandPicture, From, PictureAt, Position, Wrap,
};
use crate::pages::sheet::{Paper, Sheet};
use crate::pages::style::Contextual;

/// What a header or footer stands on.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) paper: Paper,
    /// The number of the page.
    pub(super) number: u32,
    /// How many pages there are.
    pub(super) num_pages: u32,
}

/// A header or footer on its page.
pub(super) struct Laid {
    /// Its height.
    pub(super) height: i32,
    /// What is drawn of it; places are those of the page.
    pub(super) items: Vec<Item>,
}

/// Lays a header or footer out whose upper edge is at `top`.
pub(super) fn lay_out(band: &Band, ground: Ground<'_>, top: i32) -> Laid {
    let mut writer = Writer { ground, items: Vec::new(), beside: Vec::new() };
    let room = Room { left: signed(ground.paper.left), width: signed(ground.paper.text_width()) };
    let height = writer.stack(&band.blocks, room, top);
    Laid { height, items: writer.items }
}

/// From where to where text may stand.
#[derive(Clone, Copy)]
struct Room {
    left: i32,
    width: i32,
}

impl Room {
    fn right(self) -> i32 {
        self.left + self.width
    }
}

struct Writer<'a> {
    ground: Ground<'a>,
    items: Vec<Item>,
    /// What text stands beside of: the boxes of pictures with the space around them.
    beside: Vec<Area>,
}

impl Writer<'_> {
    /// Stacks blocks below `top`; their height, with the space below the last.
    fn stack(&mut self, blocks: &[BandBlock], room: Room, top: i32) -> i32 {
        let mut y = top;
        let mut above: Option<&BandParagraph> = None;
        for block in blocks {
            match block {
                BandBlock::Paragraph(paragraph) => {
                    if paragraph.frame.is_some() {
                        self.framed(paragraph, room, y);
                        continue;
                    }
                    y += gap(above, paragraph);
                    y += self.paragraph(paragraph, room, y);
                    above = Some(paragraph);
                }
                BandBlock::Table(table) => {
                    y += above.map_or(0, |above| signed(above.style.after));
                    y += self.table(table, room, y);
                    above = None;
                }
            }
        }
        y + above.map_or(0, |above| signed(above.style.after)) - top
    }

    /// A paragraph that is taken out of the text.
    fn framed(&mut self, paragraph: &BandParagraph, room: Room, y: i32) {
        let Some(frame) = paragraph.frame else {
            return;
        };
        let width = clump::natural_width(paragraph, self.ground).min(room.width);
        let x = self.across(frame, width, room);
        let _height = self.lines(paragraph, Room { left: x, width }, y);
    }

    fn paragraph(&mut self, paragraph: &BandParagraph, room: Room, y: i32) -> i32 {
        let mut top = y;
        for anchored in &paragraph.anchored {
            top = top.max(self.anchored(anchored, room, y));
        }
        let [above, below] = paragraph.rules;
        let style = &paragraph.style;
        let (left, right) = (room.left + style.left, room.right() - style.right);
        let level = |at: i32, thickness: u32| {
            Item::Rule(Rule { from: (left, at), to: (right, at), thickness })
        };
        if above.thickness > 0 {
            self.items.push(level(top + signed(above.thickness / 2), above.thickness));
            top += signed(above.thickness + above.distance);
        }
        top += self.lines(paragraph, room, top);
        if below.thickness > 0 {
            top += signed(below.distance);
            self.items.push(level(top + signed(below.thickness / 2), below.thickness));
            top += signed(below.thickness);
        }
        top - y
    }

    /// Places a picture of a paragraph at `y`; where the text of the paragraph begins.
    fn anchored(&mut self, anchored: &Anchored, room: Room, y: i32) -> i32 {
        let Anchored { picture, across, down, wrap } = anchored;
        let (width, height) = (signed(picture.width), signed(picture.height));
        let area = Area {
            x: self.across(*across, width, room),
            y: self.down(*down, height, y),
            width,
            height,
        };
        self.items.push(placed(picture, area));
        match *wrap {
            Wrap::None => y,
            Wrap::Below(distance) => area.y + height + signed(distance),
            Wrap::Beside([left, right]) => {
                let width = width + signed(left) + signed(right);
                self.beside.push(Area { x: area.x - signed(left), width, ..area });
                y
            }
        }
    }

    /// The left edge of something so wide.
    fn across(&self, position: Position, width: i32, room: Room) -> i32 {
        let paper = self.ground.paper;
        let (page, left, right) = (signed(paper.width), signed(paper.left), signed(paper.right));
        let span = match position.from {
            From::Page => (0, page),
            From::Margin => (left, page - left - right),
            From::MarginBefore => (0, left),
            From::MarginAfter => (page - right, right),
            From::Paragraph => (room.left, room.width),
        };
        at(position.place, span, width)
    }

    /// The upper edge of something so high, of a paragraph at `y`.
    fn down(&self, position: Position, height: i32, y: i32) -> i32 {
        let paper = self.ground.paper;
        let (page, top, bottom) = (signed(paper.height), signed(paper.top), signed(paper.bottom));
        let span = match position.from {
            From::Page => (0, page),
            From::Margin => (top, page - top - bottom),
            From::MarginBefore => (0, top),
            From::MarginAfter => (page - bottom, bottom),
            From::Paragraph => (y, 0),
        };
        at(position.place, span, height)
    }

    /// From where to where a line at `y` may stand, where pictures leave it room.
    fn free(&self, room: Room, (y, height): (i32, i32)) -> Room {
        let mut free = room;
        for area in &self.beside {
            if area.y + area.height <= y || y + height <= area.y {
                continue;
            }
            let right = free.right();
            if area.x + area.width / 2 < room.left + room.width / 2 {
                let left = free.left.max(area.x + area.width).min(right);
                free = Room { left, width: right - left };
            } else {
                let right = right.min(area.x).max(free.left);
                free = Room { width: right - free.left, ..free };
            }
        }
        free
    }
}

/// The beginning of something so long in a span, which is where it begins and its length.
fn at(place: PictureAt, (start, length): (i32, i32), own: i32) -> i32 {
    match place {
        PictureAt::Offset(offset) => start + offset,
        PictureAt::Start => start,
        PictureAt::Centre => start + (length - own) / 2,
        PictureAt::End => start + length - own,
    }
}

fn placed(picture: &BandPicture, area: Area) -> Item {
    Item::Picture(PlacedPicture { area, image: picture.image, crop: picture.crop })
}

/// The space above a paragraph: the larger of the two that meet; none between two of a style that
/// says so.
fn gap(above: Option<&BandParagraph>, paragraph: &BandParagraph) -> i32 {
    let before = paragraph.style.before;
    let gap = match above {
        None => before,
        Some(above)
            if above.style_id == paragraph.style_id
                && paragraph.style.contextual == Contextual::Dropped =>
        {
            0
        }
        Some(above) => before.max(above.style.after),
    };
    signed(gap)
}
