//! The lines of a paragraph of a header or footer: words of several looks, tabs and pictures.
//!
//! Lengths along a line are reckoned in 1/2048 twip, so that nothing is lost by rounding.

use super::clump::{Clump, Fine, Part, clumps, face, fine, heights_of, twips};
use super::{Room, Writer, placed};
use crate::pages::flow::lengths::signed;
use crate::pages::flow::page::{Area, BandText, Item};
use crate::pages::header::{BandParagraph, BandPicture, Letters, TabAlign, TabStop, Underline};
use crate::pages::style::{Justify, LineHeight, Style};

/// A line is never so often moved down to pass pictures.
const PASSES_MAX: usize = 20;
/// Less room beside a picture holds no words, in twips.
const ROOM_MIN: i32 = 1000;

/// The clumps behind one tab, or at the beginning of a line.
struct Segment {
    /// Where the text before it ends.
    start: Fine,
    /// Its stop.
    stop: Fine,
    align: TabAlign,
    width: Fine,
    /// Which clumps of the line.
    clumps: Vec<usize>,
}

impl Segment {
    fn new(start: Fine, stop: Fine, align: TabAlign) -> Self {
        Self { start, stop, align, width: 0, clumps: Vec::new() }
    }

    /// Where it begins, when it is so wide.
    fn begin(&self, width: Fine) -> Fine {
        match self.align {
            TabAlign::Left => self.stop,
            TabAlign::Centre => (self.stop - width / 2).max(self.start),
            TabAlign::Right => (self.stop - width).max(self.start),
        }
    }

    fn end(&self) -> Fine {
        self.begin(self.width) + self.width
    }
}

/// The tab stops of a paragraph.
struct Stops<'a> {
    own: &'a [TabStop],
    /// The left edge of lines that hang: it is a stop too.
    hanging: Option<i32>,
    distance: i32,
    width: i32,
}

impl Stops<'_> {
    /// The first stop beyond a place, from the left edge of the room.
    fn beyond(&self, at: Fine) -> (Fine, TabAlign) {
        let own = self.own.iter().map(|stop| (fine(stop.at), stop.align));
        let hanging = self.hanging.map(|at| (fine(at), TabAlign::Left));
        let first = own.chain(hanging).filter(|(stop, _)| *stop > at).min_by_key(|(stop, _)| *stop);
        first.unwrap_or_else(|| {
            let distance = fine(self.distance.max(1));
            ((at.div_euclid(distance) + 1) * distance, TabAlign::Left)
        })
    }

    /// The place that a tab names itself.
    fn named(&self, align: TabAlign) -> Fine {
        match align {
            TabAlign::Left => 0,
            TabAlign::Centre => fine(self.width) / 2,
            TabAlign::Right => fine(self.width),
        }
    }
}

/// A line: what stands on it, and how many clumps it took.
struct Line {
    segments: Vec<Segment>,
    num_taken: usize,
    has_tabs: bool,
}

/// Fills a line; `edges` are its left and right end, from the left edge of the room.
fn filled(clumps: &[Clump<'_>], edges: (Fine, Fine), stops: &Stops<'_>) -> Line {
    let (left, right) = edges;
    let mut segments = Vec::new();
    let mut now = Segment::new(left, left, TabAlign::Left);
    let mut has_tabs = false;
    let mut num_taken = 0;
    for (at, clump) in clumps.iter().enumerate() {
        match clump {
            Clump::Break { .. } => {
                num_taken = at + 1;
                break;
            }
            Clump::Tab { align: own, .. } => {
                let start = now.end();
                let (stop, align) = match own {
                    Some(align) => (stops.named(*align), *align),
                    None => stops.beyond(start),
                };
                if stop > right && own.is_none() && at > 0 && align == TabAlign::Left {
                    break;
                }
                segments.push(std::mem::replace(&mut now, Segment::new(start, stop, align)));
                has_tabs = true;
            }
            Clump::Word { .. } | Clump::Picture { .. } => {
                let width = now.width + clump.space() + clump.width();
                let end = now.begin(width) + width;
                // Nothing smaller than a twip stands in the way of a word.
                let limit = right.max(now.stop) + fine(1);
                if end > limit && at > 0 {
                    break;
                }
                now.width = width;
                now.clumps.push(at);
            }
        }
        num_taken = at + 1;
    }
    segments.push(now);
    Line { segments, num_taken, has_tabs }
}

impl Writer<'_> {
    /// Places the lines of a paragraph below `top`; their height.
    pub(super) fn lines(&mut self, paragraph: &BandParagraph, room: Room, top: i32) -> i32 {
        let mut clumps = clumps(paragraph, self.ground);
        let style = &paragraph.style;
        let stops = Stops {
            own: &paragraph.tabs,
            hanging: (style.first_line < 0).then_some(style.left),
            distance: signed(self.ground.sheet.margins.tab_distance),
            width: room.width,
        };
        let usual = heights_of(&paragraph.letters, self.ground);
        let mut num_placed = 0;
        let mut y = top;
        let mut is_first = true;
        loop {
            let (free, at) = self.passed(room, (y, usual.0 + usual.1));
            y = at;
            let indent = style.left + if is_first { style.first_line } else { 0 };
            let left = (free.left - room.left).max(indent);
            let right = (free.right() - room.left).min(room.width - style.right).max(left);
            let rest = clumps.get(num_placed..).unwrap_or_default();
            let line = filled(rest, (fine(left), fine(right)), &stops);
            let (taken, further) = rest.split_at_checked(line.num_taken).unwrap_or((rest, &[]));
            let ends_with_break = matches!(taken.last(), Some(Clump::Break { .. }));
            let is_last = further.is_empty();
            let (above, below) = line_heights(taken, usual);
            let (height, baseline) = spaced(style, (above, below));
            let (justify, is_last_of_all) = (style.justify, is_last || ends_with_break);
            let spread = Spread { justify, right: fine(right), is_last: is_last_of_all };
            let at = At { left: room.left, y, height, baseline: y + baseline };
            self.place(taken, &line, spread, at);
            y += height;
            is_first = false;
            num_placed += line.num_taken;
            if is_last && !ends_with_break {
                return y - top;
            }
            // The spaces at which a line ends stand nowhere.
            if let Some(next) = clumps.get_mut(num_placed).filter(|_| !ends_with_break) {
                next.forget_space();
            }
        }
    }

    /// Room for a line at or below `y`: where pictures leave too little, it goes below them.
    fn passed(&self, room: Room, (y, height): (i32, i32)) -> (Room, i32) {
        let mut y = y;
        for _ in 0..PASSES_MAX {
            let free = self.free(room, (y, height));
            if free.width >= ROOM_MIN.min(room.width) {
                return (free, y);
            }
            let below = self.beside.iter().map(|area| area.y + area.height);
            match below.filter(|bottom| *bottom > y).min() {
                Some(bottom) => y = bottom,
                None => return (free, y),
            }
        }
        (room, y)
    }

    /// Places what stands on a line.
    fn place(&mut self, clumps: &[Clump<'_>], line: &Line, spread: Spread, at: At) {
        let free = (spread.right - line.segments.last().map_or(0, Segment::end)).max(0);
        let (shift, stretch) = match spread.justify {
            Justify::Centre => (free / 2, 0),
            Justify::Right => (free, 0),
            Justify::Both if !spread.is_last && !line.has_tabs => (0, free),
            Justify::Left | Justify::Both => (0, 0),
        };
        let all_spaces: Fine = clumps.iter().map(Clump::space).sum();
        for segment in &line.segments {
            let mut x = segment.begin(segment.width) + shift;
            let mut underlined = None;
            for clump in segment.clumps.iter().filter_map(|at| clumps.get(*at)) {
                let space = clump.space();
                x += space + (stretch * space).checked_div(all_spaces).unwrap_or(0);
                match clump {
                    Clump::Word { parts, .. } => self.word(parts, x, at, &mut underlined),
                    Clump::Picture { picture, .. } => self.inline_picture(picture, x, at),
                    Clump::Tab { .. } | Clump::Break { .. } => {}
                }
                x += clump.width();
            }
        }
    }

    /// Places letters; `underlined` are those before.
    fn word<'p>(
        &mut self,
        parts: &[Part<'p>],
        mut x: Fine,
        at: At,
        underlined: &mut Option<Underlined<'p>>,
    ) {
        for part in parts {
            let from = at.left + twips(x);
            x += part.width;
            let width = at.left + twips(x) - from;
            let area = Area { x: from, y: at.y, width, height: at.height };
            // The line under letters goes on under the space between them.
            let before = underlined.take().filter(|before| before.letters == part.letters);
            let text = text_of(part, area, at.baseline, before.map(|before| before.end));
            *underlined = Some(Underlined { letters: part.letters, end: from + width });
            self.items.push(Item::Text(text));
        }
    }

    fn inline_picture(&mut self, picture: &BandPicture, x: Fine, at: At) {
        let (width, height) = (signed(picture.width), signed(picture.height));
        let (x, y) = (at.left + twips(x), at.baseline - height);
        self.items.push(placed(picture, Area { x, y, width, height }));
    }
}

/// Letters under which a line may go on.
struct Underlined<'p> {
    letters: &'p Letters,
    /// Where they end.
    end: i32,
}

/// Where a line stands.
#[derive(Clone, Copy)]
struct At {
    /// The left edge of its room.
    left: i32,
    y: i32,
    height: i32,
    baseline: i32,
}

/// How far the words of a line may be spread.
#[derive(Clone, Copy)]
struct Spread {
    justify: Justify,
    right: Fine,
    is_last: bool,
}

/// Letters at their place; `underlined` is where underlined letters of the same look end before.
fn text_of(part: &Part<'_>, area: Area, baseline: i32, underlined: Option<i32>) -> BandText {
    let underline_from = match part.letters.underline {
        Underline::None => None,
        Underline::Single => Some(underlined.unwrap_or(area.x)),
    };
    BandText {
        area,
        baseline,
        text: part.text.clone(),
        typeface: part.typeface.clone(),
        face: face(part.letters),
        size: part.letters.size,
        colour: part.letters.colour,
        underline_from,
    }
}

/// The height of a line above and below where its letters stand; that of a line without any is usual.
fn line_heights(clumps: &[Clump<'_>], usual: (i32, i32)) -> (i32, i32) {
    let mut highest: Option<(i32, i32)> = None;
    let mut take = |(above, below): (i32, i32)| {
        let (known_above, known_below) = highest.unwrap_or_default();
        highest = Some((known_above.max(above), known_below.max(below)));
    };
    for clump in clumps {
        match clump {
            Clump::Word { parts, .. } => parts.iter().for_each(|part| take(part.heights())),
            Clump::Picture { picture, .. } => take((signed(picture.height), 0)),
            Clump::Tab { heights, .. } | Clump::Break { heights } => take(*heights),
        }
    }
    highest.unwrap_or(usual)
}

/// The height of a line with its spacing, and where its letters stand in it.
fn spaced(style: &Style, (above, below): (i32, i32)) -> (i32, i32) {
    let own = above + below;
    match style.line {
        LineHeight::Of240(of) => {
            let spaced = i64::from(own) * i64::from(of) / 240;
            let height = i32::try_from(spaced).unwrap_or(own);
            (height, above.min(height))
        }
        LineHeight::Exactly(height) => (signed(height), above.min(signed(height))),
        LineHeight::AtLeast(least) => (own.max(signed(least)), above),
    }
}
