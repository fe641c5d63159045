//! A live text laid out: words as usual, each reference as a blank of its width into which its chip
//! is painted. The blank is one no-break space in a size that makes it as wide as the chip: egui
//! then breaks lines, places the caret and selects around it as around any other letter.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use egui::text::{CharIndex, LayoutJob, LayoutSection, TextFormat, TextWrapping};
use egui::{FontId, Galley, Rect, Ui, pos2};

use super::coded::{Codes, is_code};
use super::describe::{self, ChipLook};
use crate::app::open_report::OpenReport;
use crate::ui::theme::{self, Tokens};

/// What stands for a chip in the laid out text.
const BLANK: char = '\u{A0}';
/// The size in which the blank is measured; its width grows evenly with the size.
const MEASURED_AT: f32 = 100.0;
/// Between a chip's edge and its words, in points: no more, or it would be read as a space before "," and ")".
pub(super) const CHIP_PADDING: f32 = 1.5;
/// The height of a line of prose, in points: 1.45 times its letters.
const LINE_HEIGHT: f32 = 21.0;
/// The height of a single line, in points: no more than a field has room for.
const ONE_LINE_HEIGHT: f32 = 19.0;

/// What a chip shows.
#[derive(Debug, Clone)]
pub(super) struct Face {
    /// Its words.
    pub(super) words: String,
    /// How it looks.
    pub(super) look: ChipLook,
    /// Its words, ready to be laid out; cut where they do not fit a line.
    pub(super) job: LayoutJob,
    /// Its width in points, padding included.
    pub(super) width: f32,
}

/// Lines of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// One, however long.
    One,
    /// As many as it takes.
    Many,
}

/// What a layout depends on besides the text.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Conditions {
    revision: u64,
    is_dark: bool,
    pixels_per_point: f32,
    wrap_width: f32,
}

/// A text as it was laid out last, and the faces of its chips.
#[derive(Debug, Default)]
pub(super) struct Layout {
    conditions: Option<Conditions>,
    faces: BTreeMap<char, Face>,
    text: String,
    job: LayoutJob,
    /// Where the chips stand, by characters.
    chips: Vec<(usize, char)>,
}

/// What a layout is made from.
pub(super) struct Maker<'a> {
    /// The report whose values the chips show.
    pub(super) open: &'a OpenReport,
    /// What characters stand for.
    pub(super) codes: &'a RefCell<Codes>,
    /// How many lines there are.
    pub(super) lines: Lines,
}

impl Layout {
    /// Lays a text out; what did not change since the last time is taken from there.
    pub(super) fn galley(
        &mut self,
        ui: &Ui,
        maker: &Maker<'_>,
        text: &str,
        wrap: f32,
    ) -> Arc<Galley> {
        let conditions = Conditions {
            revision: maker.open.revision(),
            is_dark: ui.visuals().dark_mode,
            pixels_per_point: ui.pixels_per_point(),
            wrap_width: wrap,
        };
        let before = self.conditions.replace(conditions);
        if before != Some(conditions) {
            // Another value may need another width; the job is made anew only when one does.
            let faces = std::mem::take(&mut self.faces);
            let mut is_same = before.is_some_and(|before| {
                before.is_dark == conditions.is_dark && before.wrap_width == wrap
            });
            for (code, before) in faces {
                let face = face(ui, maker, code, wrap);
                is_same &= face.width == before.width && face.job == before.job;
                self.faces.insert(code, face);
            }
            if !is_same {
                self.text.clear();
                self.job = LayoutJob::default();
            }
        }
        if self.text != text || self.job.sections.is_empty() {
            self.lay_out(ui, maker, text, wrap);
        }
        ui.fonts_mut(|fonts| fonts.layout_job(self.job.clone()))
    }

    /// What the chip of a character shows.
    pub(super) fn face(&self, code: char) -> Option<&Face> {
        self.faces.get(&code)
    }

    fn lay_out(&mut self, ui: &Ui, maker: &Maker<'_>, text: &str, wrap: f32) {
        text.clone_into(&mut self.text);
        self.chips.clear();
        let words = TextFormat {
            font_id: theme::body(),
            color: Tokens::of(ui).text,
            line_height: Some(match maker.lines {
                Lines::One => ONE_LINE_HEIGHT,
                Lines::Many => LINE_HEIGHT,
            }),
            ..TextFormat::default()
        };
        let max_width = if maker.lines == Lines::Many { wrap } else { f32::INFINITY };
        let mut job = LayoutJob {
            keep_trailing_whitespace: true,
            break_on_newline: maker.lines == Lines::Many,
            wrap: TextWrapping { max_width, ..TextWrapping::default() },
            ..LayoutJob::default()
        };
        job.text.reserve(text.len());
        let mut from = 0;
        for (index, c) in text.chars().enumerate() {
            if !is_code(c) {
                job.text.push(c);
                continue;
            }
            section(&mut job, from, words.clone());
            let blank_from = job.text.len();
            job.text.push(BLANK);
            let face = self.faces.entry(c).or_insert_with(|| face(ui, maker, c, wrap));
            let font_id = blank_font(ui, face.width);
            section(&mut job, blank_from, TextFormat { font_id, ..words.clone() });
            from = job.text.len();
            self.chips.push((index, c));
        }
        // An empty text has a section too: it gives the line its height.
        if from < job.text.len() || job.sections.is_empty() {
            let byte_range = from.into()..job.text.len().into();
            job.sections.push(LayoutSection { leading_space: 0.0, byte_range, format: words });
        }
        self.job = job;
    }

    /// Where the chips are, relative to the laid out text, from the first row that ends below `top` to the last that begins above
    /// `bottom`.
    pub(super) fn placed(&self, galley: &Galley, top: f32, bottom: f32) -> Vec<(char, Rect)> {
        let mut chips = self.chips.iter().peekable();
        let mut placed = Vec::new();
        let mut first = 0;
        for row in &galley.rows {
            let count = row.char_count_including_newline().0;
            while let Some((index, code)) = chips.next_if(|(index, _)| *index < first + count) {
                let glyph = row.glyphs.get(index - first);
                let is_seen = row.max_y() >= top && row.min_y() <= bottom;
                if let Some(glyph) = glyph.filter(|_| is_seen) {
                    let left = row.pos.x + glyph.pos.x;
                    let right = left + glyph.advance_width;
                    let rect =
                        Rect::from_min_max(pos2(left, row.min_y()), pos2(right, row.max_y()));
                    placed.push((*code, rect));
                }
            }
            first += count;
        }
        placed
    }

    /// The chips of the text, by characters.
    pub(super) fn chips(&self) -> &[(usize, char)] {
        &self.chips
    }
}

/// Adds a section from a byte to the end, when there is anything.
fn section(job: &mut LayoutJob, from: usize, format: TextFormat) {
    if from < job.text.len() {
        let byte_range = from.into()..job.text.len().into();
        job.sections.push(LayoutSection { leading_space: 0.0, byte_range, format });
    }
}

fn face(ui: &Ui, maker: &Maker<'_>, code: char, wrap: f32) -> Face {
    let tokens = Tokens::of(ui);
    let (words, look) = match maker.codes.borrow().reference(code) {
        Some(reference) => describe::shown(reference, maker.open),
        None => ("¤".to_owned(), ChipLook::Empty),
    };
    let color = match look {
        ChipLook::Figure => tokens.accent,
        ChipLook::Calm => tokens.text,
        ChipLook::Empty => tokens.text_second,
    };
    let mut job = LayoutJob::simple_singleline(words.clone(), theme::body(), color);
    let room = (wrap - 2.0 * CHIP_PADDING - 1.0).max(24.0);
    job.wrap = TextWrapping::truncate_at_width(room);
    let width = ui.fonts_mut(|fonts| fonts.layout_job(job.clone())).size().x;
    Face { words, look, job, width: width + 2.0 * CHIP_PADDING }
}

/// The font in which the blank is as wide as a chip.
fn blank_font(ui: &Ui, width: f32) -> FontId {
    let measured = FontId { size: MEASURED_AT, ..theme::body() };
    let of_blank = ui.fonts_mut(|fonts| fonts.glyph_width(&measured, BLANK));
    let size = if of_blank > 0.0 { MEASURED_AT * width / of_blank } else { MEASURED_AT };
    FontId { size, ..theme::body() }
}

/// The rectangles that characters of a text take, one a row.
pub(super) fn rects(galley: &Galley, characters: &std::ops::Range<usize>) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut first = 0;
    for row in &galley.rows {
        let in_row = row.glyphs.len();
        let start = characters.start.max(first);
        let end = characters.end.min(first + in_row);
        if start < end {
            let left = row.pos.x + row.x_offset(CharIndex(start - first));
            let right = row.pos.x + row.x_offset(CharIndex(end - first));
            rects.push(Rect::from_min_max(pos2(left, row.min_y()), pos2(right, row.max_y())));
        }
        first += row.char_count_including_newline().0;
        if first >= characters.end {
            break;
        }
    }
    rects
}
