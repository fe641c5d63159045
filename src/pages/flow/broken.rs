//! A paragraph broken into lines: greedily at spaces and behind hyphens, as Word does it, with the
//! exact widths of its font.

use std::ops::Range;

use super::chunks::{breaks_behind, chunks};
use super::lengths::{signed, unsigned};
use crate::document::{Emphasis, Line, Source};
use crate::pages::fonts::Typeface;
use crate::pages::metrics::Face;
use crate::pages::style::{Justify, LineHeight, Style, Weight};

/// What a paragraph says: its front, such as a mark, and its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Content<'a> {
    pub(super) front: &'a str,
    pub(super) line: &'a Line,
    /// How all of it stands out from its style.
    pub(super) emphasis: Emphasis,
}

/// A paragraph broken into lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    text: String,
    /// The sources of the runs, in order; the front's first.
    sources: Vec<Source>,
    pieces: Vec<PieceOf>,
    lines: Vec<BrokenLine>,
    typeface: Typeface,
    colour: Option<[u8; 3]>,
    size: u32,
    line_height: i32,
    /// What of a line must stand on its page.
    least_height: i32,
    baseline: i32,
    room: i32,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct BrokenLine {
    /// Its pieces.
    pieces: Range<usize>,
    /// Whether a space stood where it was broken from the line before.
    is_behind_space: bool,
}

/// Letters of one face and source without a space between them, on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PieceOf {
    text: Range<usize>,
    source: usize,
    face: Face,
    x: i32,
    width: i32,
}

/// Letters of one face and source, as they stand on a line. Lengths in twips.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    /// From the left edge of the paragraph's room.
    pub x: i32,
    /// Their width.
    pub width: i32,
    /// The letters.
    pub text: &'a str,
    /// Their face.
    pub face: Face,
    /// Where they come from.
    pub source: &'a Source,
    /// Whether they are of the front, such as a mark.
    pub is_front: bool,
}

impl Broken {
    /// How many lines it has; an empty paragraph has one.
    pub fn num_lines(&self) -> usize {
        self.lines.len()
    }

    /// The height of each of its lines, in twips.
    pub fn line_height(&self) -> i32 {
        self.line_height
    }

    /// What of the last line of a page must stand on it, in twips: the room that a wider spacing
    /// leaves below its letters may lie in the margin.
    pub(super) fn least_height(&self) -> i32 {
        self.least_height
    }

    /// From the top of a line to where its letters stand, in twips.
    pub fn baseline(&self) -> i32 {
        self.baseline
    }

    /// The font of its letters.
    pub fn typeface(&self) -> &Typeface {
        &self.typeface
    }

    /// The colour of its letters; black without one.
    pub fn colour(&self) -> Option<[u8; 3]> {
        self.colour
    }

    /// The size of its letters, in half-points.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// The width that it was broken for, in twips.
    pub fn room(&self) -> i32 {
        self.room
    }

    /// Its letters, without the spaces between them.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a space stands between a line and the one before it: words are also broken behind dashes.
    pub fn is_behind_space(&self, line: usize) -> bool {
        self.lines.get(line).is_some_and(|line| line.is_behind_space)
    }

    /// Its words as they are read: a space between two.
    pub fn sentence(&self) -> String {
        let mut sentence = String::new();
        for line in 0..self.num_lines() {
            if self.is_behind_space(line) {
                sentence.push(' ');
            }
            let mut end = None;
            for piece in self.pieces(line) {
                if end.is_some_and(|end| piece.x > end) {
                    sentence.push(' ');
                }
                sentence.push_str(piece.text);
                end = Some(piece.x + piece.width);
            }
        }
        sentence
    }

    /// The pieces of a line.
    pub fn pieces(&self, line: usize) -> impl Iterator<Item = Piece<'_>> {
        let range = self.lines.get(line).map(|line| line.pieces.clone()).unwrap_or_default();
        let pieces = self.pieces.get(range).unwrap_or_default();
        pieces.iter().map(|piece| Piece {
            x: piece.x,
            width: piece.width,
            text: self.text.get(piece.text.clone()).unwrap_or_default(),
            face: piece.face,
            source: self.sources.get(piece.source).unwrap_or(&Source::Fixed),
            is_front: piece.source == 0,
        })
    }

    /// What the paragraph comes from: the text its words belong to, else the first that is not the
    /// program.
    pub fn main_source(&self) -> Option<&Source> {
        let own = || self.sources.iter().filter(|source| **source != Source::Fixed);
        let text = own().find(|source| matches!(source, Source::Text(_) | Source::Section(_)));
        text.or_else(|| own().next())
    }

    /// Breaks a paragraph to fit `room` twips.
    pub(super) fn of(content: Content<'_>, style: &Style, typeface: Typeface, room: u32) -> Self {
        let mut words = ParagraphWords::of(content, style, &typeface);
        let lines = Lines::new(style, &typeface, room);
        words.split_long(lines.narrowest(), &typeface);
        let (line_height, baseline) = heights(style, &typeface);
        let least_height = least_height(style, &typeface).min(line_height);
        let mut broken = Self {
            text: words.text,
            sources: words.sources,
            pieces: Vec::with_capacity(words.words.len()),
            lines: Vec::new(),
            typeface: typeface.clone(),
            colour: style.colour,
            size: style.size,
            line_height: signed(line_height),
            least_height: signed(least_height),
            baseline: signed(baseline),
            room: signed(room),
        };
        let mut rest = words.words.as_slice();
        loop {
            let is_first = broken.lines.is_empty();
            let (line, further) = rest.split_at(lines.fitting(rest, is_first.into()));
            let place = LinePlace { is_first, is_last: further.is_empty() };
            let start = broken.pieces.len();
            lines.place(line, place, &mut broken.pieces);
            let pieces = start..broken.pieces.len();
            let is_behind_space = !is_first && line.first().is_some_and(|word| word.num_spaces > 0);
            broken.lines.push(BrokenLine { pieces, is_behind_space });
            rest = further;
            if rest.is_empty() {
                break;
            }
        }
        broken
    }
}

/// The height of a line and where its letters stand in it. What a line is higher than its letters
/// need lies below them.
fn heights(style: &Style, typeface: &Typeface) -> (u32, u32) {
    let face = Face::of_style(style);
    let of_single = |of: u32| typeface.line_height_of(face, style.size, of);
    let height = match style.line {
        LineHeight::Of240(of) => of_single(of),
        LineHeight::Exactly(height) => height,
        LineHeight::AtLeast(least) => least.max(of_single(240)),
    };
    (height, typeface.baseline(face, style.size).min(height))
}

/// The height of a line without what a wider spacing adds to it.
fn least_height(style: &Style, typeface: &Typeface) -> u32 {
    match style.line {
        LineHeight::Of240(_) => typeface.line_height_of(Face::of_style(style), style.size, 240),
        LineHeight::Exactly(_) | LineHeight::AtLeast(_) => u32::MAX,
    }
}

/// Letters between two places where a line may be broken.
#[derive(Debug, Clone)]
struct Word {
    /// How many spaces stand in front.
    num_spaces: u32,
    parts: Vec<Part>,
    /// Width without the spaces, in 1/2048 em.
    units: u32,
}

#[derive(Debug, Clone)]
struct Part {
    text: Range<usize>,
    source: usize,
    face: Face,
    units: u32,
}

/// The words of a paragraph.
struct ParagraphWords {
    text: String,
    sources: Vec<Source>,
    words: Vec<Word>,
}

impl ParagraphWords {
    fn of(content: Content<'_>, style: &Style, typeface: &Typeface) -> Self {
        let mut words = Self { text: String::new(), sources: Vec::new(), words: Vec::new() };
        let is_bold = content.emphasis == Emphasis::Bold;
        let face = |emphasis: Emphasis| {
            let bold = is_bold || emphasis == Emphasis::Bold;
            let weight = if bold { Weight::Bold } else { style.weight };
            Face::of(weight, style.slant)
        };
        let mut num_spaces = 0;
        let mut is_joined = false;
        let front = (content.front, face(Emphasis::Plain), Source::Fixed);
        let runs = content.line.runs.iter();
        let runs = runs.map(|run| (run.text.as_str(), face(run.emphasis), run.source.clone()));
        for (text, face, source) in std::iter::once(front).chain(runs) {
            let source_at = words.sources.len();
            words.sources.push(source);
            for letters in chunks(text) {
                if letters == " " {
                    num_spaces += 1;
                    is_joined = false;
                    continue;
                }
                let from = words.text.len();
                words.text.push_str(letters);
                let units = typeface.units(letters, face);
                let text = from..words.text.len();
                let part = Part { text, source: source_at, face, units };
                match words.words.last_mut().filter(|_| is_joined) {
                    Some(word) => word.push(part),
                    None => {
                        words.words.push(Word { num_spaces, units, parts: vec![part] });
                        num_spaces = 0;
                    }
                }
                is_joined = !breaks_behind(letters);
            }
        }
        words
    }

    /// Breaks words that are wider than a line by their letters.
    fn split_long(&mut self, room: u32, typeface: &Typeface) {
        if self.words.iter().all(|word| word.units <= room) {
            return;
        }
        let mut words = Vec::with_capacity(self.words.len() + 8);
        for word in std::mem::take(&mut self.words) {
            if word.units <= room {
                words.push(word);
            } else {
                self.split(word, room, typeface, &mut words);
            }
        }
        self.words = words;
    }

    fn split(&self, word: Word, room: u32, typeface: &Typeface, words: &mut Vec<Word>) {
        let mut now = Word { num_spaces: word.num_spaces, parts: Vec::new(), units: 0 };
        for part in word.parts {
            let letters = self.text.get(part.text.clone()).unwrap_or_default();
            for (at, letter) in letters.char_indices() {
                let from = part.text.start + at;
                let text = from..from + letter.len_utf8();
                let units = typeface.units(letter.encode_utf8(&mut [0; 4]), part.face);
                if now.units > 0 && now.units + units > room {
                    let next = Word { num_spaces: 0, parts: Vec::new(), units: 0 };
                    words.push(std::mem::replace(&mut now, next));
                }
                now.push(Part { text, units, ..part });
            }
        }
        words.push(now);
    }
}

impl Word {
    fn push(&mut self, part: Part) {
        self.units = self.units.saturating_add(part.units);
        match self.parts.last_mut() {
            Some(last)
                if last.source == part.source
                    && last.face == part.face
                    && last.text.end == part.text.start =>
            {
                last.text.end = part.text.end;
                last.units += part.units;
            }
            _ => self.parts.push(part),
        }
    }
}

/// Where a line stands in its paragraph.
#[derive(Clone, Copy)]
struct LinePlace {
    is_first: bool,
    is_last: bool,
}

/// Whether a line is the first of its paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    First,
    Further,
}

impl From<bool> for Which {
    fn from(is_first: bool) -> Self {
        if is_first { Self::First } else { Self::Further }
    }
}

/// How lines are filled and placed.
struct Lines<'a> {
    style: &'a Style,
    room: i32,
    /// The width of a space, in 1/2048 em.
    space: u32,
}

impl<'a> Lines<'a> {
    fn new(style: &'a Style, typeface: &Typeface, room: u32) -> Self {
        let space = typeface.space(Face::of_style(style));
        Self { style, room: signed(room), space }
    }

    /// The left edge and the width of a line, in twips.
    fn extent(&self, which: Which) -> (i32, i32) {
        let left = match which {
            Which::First => self.style.left.saturating_add(self.style.first_line),
            Which::Further => self.style.left,
        };
        (left, self.room.saturating_sub(left).saturating_sub(self.style.right).max(0))
    }

    /// The width of a line, in 1/2048 em.
    fn units(&self, which: Which) -> u32 {
        let (_, width) = self.extent(which);
        self.units_of(unsigned(width))
    }

    fn units_of(&self, twips: u32) -> u32 {
        twips.saturating_mul(2048) / (self.style.size * 10).max(1)
    }

    fn narrowest(&self) -> u32 {
        self.units(Which::First).min(self.units(Which::Further))
    }

    /// How many words fit a line; one at least, so that every paragraph comes to its end.
    fn fitting(&self, words: &[Word], which: Which) -> usize {
        // Nothing smaller than a twip stands in the way of a word.
        let room = self.units(which).saturating_add(self.units_of(1));
        let mut filled = 0_u32;
        for (at, word) in words.iter().enumerate() {
            let spaces = if at == 0 && which == Which::Further { 0 } else { word.num_spaces };
            filled = filled.saturating_add(spaces * self.space).saturating_add(word.units);
            if filled > room && at > 0 {
                return at;
            }
        }
        words.len()
    }

    /// Places the words of a line.
    fn place(&self, words: &[Word], place: LinePlace, pieces: &mut Vec<PieceOf>) {
        let which = Which::from(place.is_first);
        let (left, room_twips) = self.extent(which);
        let start = pieces.len();
        let spaces = |at: usize, word: &Word| match (at, place.is_first) {
            (0, false) => 0,
            _ => word.num_spaces,
        };
        let num_spaces: u32 = words.iter().enumerate().map(|(at, word)| spaces(at, word)).sum();
        let letters: u32 = words.iter().map(|word| word.units).sum();
        let room = u64::from(self.units(which));
        let free = room.saturating_sub(u64::from(letters) + u64::from(num_spaces * self.space));
        let (shift, stretch) = match self.style.justify {
            Justify::Left => (0, 0),
            Justify::Centre => (free / 2, 0),
            Justify::Right => (free, 0),
            Justify::Both if place.is_last => (0, 0),
            Justify::Both => (0, free),
        };
        let (mut at_units, mut num_passed) = (shift, 0_u64);
        let of_all = u64::from(num_spaces.max(1));
        for (at, word) in words.iter().enumerate() {
            let before = spaces(at, word);
            num_passed += u64::from(before);
            at_units += u64::from(before * self.space);
            let mut x = at_units + stretch * num_passed / of_all;
            for part in &word.parts {
                let from = self.twips(x);
                x += u64::from(part.units);
                let width = self.twips(x) - from;
                // What only a hyphen divides is one piece where it stands on one line.
                if let Some(last) = pieces.get_mut(start..).and_then(<[PieceOf]>::last_mut)
                    && last.text.end == part.text.start
                    && (before, last.source, last.face) == (0, part.source, part.face)
                {
                    last.text.end = part.text.end;
                    last.width += width;
                    continue;
                }
                let (text, source, face) = (part.text.clone(), part.source, part.face);
                let x = left.saturating_add(from.min(room_twips));
                pieces.push(PieceOf { text, source, face, x, width });
            }
            at_units += u64::from(word.units);
        }
    }

    fn twips(&self, units: u64) -> i32 {
        let twips = (units * u64::from(self.style.size) * 10 + 1024) / 2048;
        i32::try_from(twips).unwrap_or(i32::MAX / 4)
    }
}
