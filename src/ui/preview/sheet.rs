//! Draws one printed page: its paper, what is marked on it, its lines and rules. A line of text is
//! shaped once for a size and kept; a page's shapes are kept until the page, its size or the theme
//! changes.

use std::collections::HashMap;
use std::sync::Arc;

use egui::epaint::TextShape;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::office::OfficeArt;
use crate::document::Source;
use crate::pages::chart::Tone;
use crate::pages::flow::{Area, BandText, Broken, Item, Page, PlacedLines, PlacedPicture, Rule};
use crate::pages::metrics::Face;
use crate::ui::serif;
use crate::ui::theme::Paper;

/// From where letters stand down to the line under them, in ems.
const UNDERLINE_DOWN: f32 = 0.09;
/// The thickness of the line under letters, in ems.
const UNDERLINE_THICK: f32 = 0.05;
/// So many shaped lines may be kept that are on no page near the one that is seen.
const LINES_MAX: usize = 600;

/// Lines that were shaped for one size of the page.
#[derive(Debug, Default)]
pub(super) struct ShapedLines {
    /// Points a twip, and pixels a point, as bits: what the lines were shaped for.
    made_for: Option<(u32, u32)>,
    /// A word that is asked for in every frame: another one comes back when egui has thrown away
    /// its letters, and ours with them.
    witness: Option<Arc<Galley>>,
    /// By paragraph and line. A paragraph is kept with its lines, so that its address stays its own.
    lines: HashMap<LineKey, (Arc<Broken>, Arc<Galley>)>,
}

/// The address of a paragraph, a line of it, and the part of a pixel in front of the line, as bits.
type LineKey = (*const Broken, usize, u32);

impl ShapedLines {
    /// Forgets lines that cannot be used any more; tells whether there were any.
    pub(super) fn refresh(&mut self, ui: &Ui, scale: f32) -> Fresh {
        let made_for = Some((scale.to_bits(), ui.ctx().pixels_per_point().to_bits()));
        let font = serif::font(Face::Regular, 12.0);
        let witness = ui.painter().layout_no_wrap("Đ".to_owned(), font, Color32::BLACK);
        let is_same = self.witness.as_ref().is_some_and(|known| Arc::ptr_eq(known, &witness));
        if is_same && self.made_for == made_for {
            return Fresh::No;
        }
        *self = Self { made_for, witness: Some(witness), ..Self::default() };
        Fresh::Yes
    }

    /// Forgets lines of paragraphs that are on no page any more.
    pub(super) fn forget_unused(&mut self) {
        let mut num_lines: HashMap<*const Broken, usize> = HashMap::new();
        self.lines.keys().for_each(|(paragraph, _, _)| {
            *num_lines.entry(*paragraph).or_default() += 1;
        });
        self.lines.retain(|(at, _, _), (paragraph, _)| {
            Arc::strong_count(paragraph) > num_lines.get(at).copied().unwrap_or(0)
        });
    }

    /// Forgets lines that no page shows, when there are many: letters take room in memory.
    pub(super) fn trim(&mut self) {
        if self.lines.len() > LINES_MAX {
            self.lines.retain(|_, (_, galley)| Arc::strong_count(galley) > 1);
        }
    }

    /// A line of a paragraph, its words where they stand: their places are exact to a fraction of a
    /// pixel, which they would not be as texts of their own. The fraction is that in front of its first letter.
    fn line(
        &mut self,
        painter: &Painter,
        line: LineOf<'_>,
        fraction: f32,
        look: PageLook<'_>,
    ) -> Arc<Galley> {
        let LineOf { paragraph, number } = line;
        let key = (Arc::as_ptr(paragraph), number, fraction.to_bits());
        if let Some((_, galley)) = self.lines.get(&key) {
            return Arc::clone(galley);
        }
        let wrap = TextWrapping::no_max_width();
        let mut job = LayoutJob { wrap, break_on_newline: false, ..LayoutJob::default() };
        // A half-point is 10 twips.
        let size = paragraph.size() as f32 * 10.0 * look.scale;
        let ink = look.ink(paragraph.colour());
        let mut end = -fraction;
        for piece in paragraph.pieces(number) {
            let start = look.points(piece.x);
            let format =
                TextFormat::simple(serif::font_of(paragraph.typeface(), piece.face, size), ink);
            job.append(piece.text, start - end, format);
            end = start + look.points(piece.width);
        }
        let galley = painter.layout_job(job);
        self.lines.insert(key, (Arc::clone(paragraph), Arc::clone(&galley)));
        galley
    }
}

/// A line of a paragraph.
#[derive(Clone, Copy)]
struct LineOf<'a> {
    paragraph: &'a Arc<Broken>,
    number: usize,
}

/// Whether everything has to be drawn anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fresh {
    /// It has.
    Yes,
    /// What was drawn can be used.
    No,
}

/// The shapes of a page, with its upper left corner at 0.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    shapes: Vec<Shape>,
}

/// Points a twip, and the colours.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageLook<'a> {
    /// Points a twip.
    pub(super) scale: f32,
    /// The colours of paper and ink.
    pub(super) paper: &'a Paper,
    /// The pictures of the skeleton.
    pub(super) art: &'a OfficeArt,
}

impl PageLook<'_> {
    /// The colour of letters.
    fn ink(&self, colour: Option<[u8; 3]>) -> Color32 {
        colour.map_or(self.paper.ink, |[red, green, blue]| Color32::from_rgb(red, green, blue))
    }

    /// A length on the page, in points.
    pub(super) fn points(&self, twips: i32) -> f32 {
        twips as f32 * self.scale
    }

    /// A box of a page whose corner is at `origin`.
    pub(super) fn rect(&self, origin: Pos2, area: Area) -> Rect {
        let min = origin + vec2(self.points(area.x), self.points(area.y));
        Rect::from_min_size(min, vec2(self.points(area.width), self.points(area.height)))
    }

    /// The point of a page, in twips.
    pub(super) fn twips(&self, origin: Pos2, point: Pos2) -> (i32, i32) {
        let at = (point - origin) / self.scale.max(f32::EPSILON);
        #[expect(clippy::cast_possible_truncation, reason = "a point on the screen")]
        let twips = (at.x.round() as i32, at.y.round() as i32);
        twips
    }
}

impl Drawn {
    /// The shapes of a page.
    pub(super) fn of(
        page: &Page,
        painter: &Painter,
        look: PageLook<'_>,
        shaped: &mut ShapedLines,
    ) -> Self {
        let mut shapes = Vec::new();
        for item in &page.items {
            match item {
                Item::Lines(lines) => push_lines(&mut shapes, lines, painter, shaped, look),
                Item::Rule(rule) => {
                    let rect = rule_rect(rule, look, painter.pixels_per_point());
                    shapes.push(Shape::rect_filled(rect, 0.0, look.paper.ink));
                }
                Item::Fill(fill) => {
                    let color = match fill.tone {
                        Tone::Light => look.paper.light_tone,
                        Tone::Dark => look.paper.dark_tone,
                    };
                    shapes.push(Shape::rect_filled(look.rect(Pos2::ZERO, fill.area), 0.0, color));
                }
                Item::Text(text) => push_text(&mut shapes, text, painter, look),
                Item::Picture(picture) => push_picture(&mut shapes, picture, look),
                Item::Cell(_) => {}
            }
        }
        Self { shapes }
    }

    /// Draws the page with its corner at `origin`.
    pub(super) fn paint(&self, painter: &Painter, origin: Pos2) {
        let shapes = self.shapes.iter().map(|shape| {
            let mut shape = shape.clone();
            shape.translate(origin.to_vec2());
            shape
        });
        painter.extend(shapes);
    }
}

/// A rule as a box of whole pixels, one at the least, so that rules that meet leave no gap.
fn rule_rect(rule: &Rule, look: PageLook<'_>, pixels_per_point: f32) -> Rect {
    let pixels = |twips: i32| look.points(twips) * pixels_per_point;
    let thickness = (rule.thickness as f32 * look.scale * pixels_per_point).round().max(1.0);
    let edge = |twips: i32| (pixels(twips) - thickness / 2.0).round();
    let min = pos2(edge(rule.from.0), edge(rule.from.1));
    let max = pos2(edge(rule.to.0) + thickness, edge(rule.to.1) + thickness);
    Rect::from_min_max(min / pixels_per_point, max / pixels_per_point)
}

fn push_lines(
    shapes: &mut Vec<Shape>,
    lines: &PlacedLines,
    painter: &Painter,
    shaped: &mut ShapedLines,
    look: PageLook<'_>,
) {
    // egui puts a text on whole pixels; what is left of a pixel goes in front of its first letter.
    let left = look.points(lines.x);
    let x = left.floor();
    for (number, down) in lines.lines.clone().zip(0_u16..) {
        let line = LineOf { paragraph: &lines.paragraph, number };
        let galley = shaped.line(painter, line, left - x, look);
        let baseline = baseline(&galley);
        let top = lines.y + lines.paragraph.line_height() * i32::from(down);
        let y = look.points(top + lines.paragraph.baseline()) - baseline;
        shapes.push(TextShape::new(pos2(x, y), galley, look.paper.ink).into());
    }
}

/// The letters of a row stand on its baseline, which lies so far below the corner of the text.
fn baseline(galley: &Galley) -> f32 {
    let row = galley.rows.first();
    row.map_or(0.0, |row| row.pos.y + row.row.glyphs.first().map_or(0.0, |glyph| glyph.pos.y))
}

/// Words of a header or footer, and the line under them.
fn push_text(shapes: &mut Vec<Shape>, text: &BandText, painter: &Painter, look: PageLook<'_>) {
    let ink = look.ink(text.colour);
    let size = text.size as f32 * 10.0 * look.scale;
    let left = look.points(text.area.x);
    let x = left.floor();
    let wrap = TextWrapping::no_max_width();
    let mut job = LayoutJob { wrap, break_on_newline: false, ..LayoutJob::default() };
    let format = TextFormat::simple(serif::font_of(&text.typeface, text.face, size), ink);
    job.append(&text.text, left - x, format);
    let galley = painter.layout_job(job);
    let y = look.points(text.baseline) - baseline(&galley);
    shapes.push(TextShape::new(pos2(x, y), galley, ink).into());
    if let Some(from) = text.underline_from {
        let right = look.points(text.area.x + text.area.width);
        let top = look.points(text.baseline) + size * UNDERLINE_DOWN;
        let thickness = (size * UNDERLINE_THICK).max(1.0 / painter.pixels_per_point());
        let line = Rect::from_min_max(pos2(look.points(from), top), pos2(right, top + thickness));
        shapes.push(Shape::rect_filled(line, 0.0, ink));
    }
}

/// A picture of a header or footer; a frame where it cannot be drawn.
fn push_picture(shapes: &mut Vec<Shape>, picture: &PlacedPicture, look: PageLook<'_>) {
    let rect = look.rect(Pos2::ZERO, picture.area);
    let Some(texture) = look.art.picture(picture.image) else {
        let stroke = Stroke::new(1.0, look.paper.light_tone);
        shapes.push(Shape::rect_stroke(rect, 0.0, stroke, StrokeKind::Inside));
        shapes.push(Shape::line_segment([rect.left_top(), rect.right_bottom()], stroke));
        shapes.push(Shape::line_segment([rect.right_top(), rect.left_bottom()], stroke));
        return;
    };
    let [left, top, right, bottom] = picture.crop.map(|thousandths| thousandths as f32 / 1000.0);
    let seen = Rect::from_min_max(pos2(left, top), pos2(1.0 - right, 1.0 - bottom));
    shapes.push(Shape::image(texture, rect, seen, Color32::WHITE));
}

/// The paper under a page.
pub(super) fn paint_paper(painter: &Painter, rect: Rect, paper: &Paper) {
    painter.rect(rect, 0.0, paper.ground, Stroke::new(1.0, paper.edge), StrokeKind::Outside);
}

/// Where a source stands on a page: its words, line by line, and its cells.
pub(super) fn areas(page: &Page, source: &Source) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    for item in &page.items {
        match item {
            Item::Cell(cell) if cell.source == *source => areas.push(cell.area),
            Item::Lines(lines) => {
                for words in lines.words().filter(|words| words.source == source) {
                    match areas.last_mut() {
                        // Words beside each other are one box, the spaces between them with it.
                        Some(last)
                            if last.y == words.area.y
                                && last.height == words.area.height
                                && last.x <= words.area.x =>
                        {
                            last.width = words.area.x + words.area.width - last.x;
                        }
                        _ => areas.push(words.area),
                    }
                }
            }
            _ => {}
        }
    }
    areas
}
