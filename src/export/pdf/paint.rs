//! What stands on a page, drawn into the file.

use std::sync::Arc;

use krilla::color::{luma, rgb};
use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::image::{BitsPerComponent, CustomImage, Image, ImageColorspace};
use krilla::paint::{Fill, FillRule, Paint};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};

use super::Pixels;
use super::lengths::{points, signed_points};
use super::letters::{Letters, LineSetter};
use super::tags::{Tags, Told};
use crate::pages::chart::Tone;
use crate::pages::flow::{
    Area, BandText, Item, Page, PassageKind, Piece, PlacedLines, PlacedPicture, Rule,
};

/// How far below its letters the line under them is, and how thick, in ems; as the preview has it.
const UNDERLINE: (f32, f32) = (0.09, 0.05);

fn rect(area: Area) -> Option<Rect> {
    let Area { x, y, width, height } = area;
    let [x, y, width, height] = [x, y, width, height].map(signed_points);
    Rect::from_xywh(x, y, width, height)
}

fn path(rect: Rect) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    path.finish()
}

/// The pictures of headers and footers, as they are put into the file.
pub(super) struct Pictures(Vec<Option<Image>>);

/// A picture: its colours, and how opaque it is where that is not everywhere the same.
#[derive(Clone, Hash)]
struct Picture {
    size: (u32, u32),
    colours: Arc<Vec<u8>>,
    opacity: Option<Arc<Vec<u8>>>,
}

impl CustomImage for Picture {
    fn color_channel(&self) -> &[u8] {
        &self.colours
    }

    fn alpha_channel(&self) -> Option<&[u8]> {
        self.opacity.as_ref().map(|opacity| opacity.as_slice())
    }

    fn bits_per_component(&self) -> BitsPerComponent {
        BitsPerComponent::Eight
    }

    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn icc_profile(&self) -> Option<&[u8]> {
        None
    }

    fn color_space(&self) -> ImageColorspace {
        ImageColorspace::Rgb
    }
}

impl Pictures {
    pub(super) fn of(pictures: &[Option<Pixels<'_>>]) -> Self {
        Self(pictures.iter().map(|pixels| image(pixels.as_ref()?)).collect())
    }

    fn get(&self, image: Option<usize>) -> Option<Image> {
        self.0.get(image?)?.clone()
    }
}

fn image(pixels: &Pixels<'_>) -> Option<Image> {
    let size = (u32::try_from(pixels.width).ok()?, u32::try_from(pixels.height).ok()?);
    let num_pixels = pixels.width.checked_mul(pixels.height)?;
    if num_pixels == 0 || pixels.rgba.len() != num_pixels.checked_mul(4)? {
        return None;
    }
    let (pixels, _) = pixels.rgba.as_chunks::<4>();
    let colours = pixels.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect();
    let opacity: Vec<u8> = pixels.iter().map(|[_, _, _, opacity]| *opacity).collect();
    let is_opaque = opacity.iter().all(|opacity| *opacity == u8::MAX);
    let opacity = (!is_opaque).then(|| Arc::new(opacity));
    Image::from_custom(Picture { size, colours: Arc::new(colours), opacity }, false).ok()
}

/// Which of the pieces of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    All,
    /// The mark in front.
    Front,
    /// What is behind the mark.
    Behind,
}

impl Which {
    fn has(self, piece: &Piece<'_>) -> bool {
        match self {
            Self::All => true,
            Self::Front => piece.is_front,
            Self::Behind => !piece.is_front,
        }
    }
}

/// Draws a page. Whatever is no word of the document is marked as an artifact: it is not read aloud.
pub(super) struct Painter<'a> {
    surface: Surface<'a>,
    letters: &'a mut Letters,
    pictures: &'a mut Pictures,
    artifact: Option<ArtifactType>,
}

impl<'a> Painter<'a> {
    pub(super) fn new(
        surface: Surface<'a>,
        letters: &'a mut Letters,
        pictures: &'a mut Pictures,
    ) -> Self {
        Self { surface, letters, pictures, artifact: None }
    }

    /// Draws all of a page; `number` counts the pages of the file from 0.
    pub(super) fn page(&mut self, page: &Page, number: usize, tags: &mut Tags) {
        for item in &page.items {
            match item {
                Item::Lines(lines) if lines.passage.kind == PassageKind::Repeated => {
                    self.begin_artifact(ArtifactType::PaginationOther);
                    self.lines(lines, Which::All);
                }
                Item::Lines(lines) => self.told_lines(lines, number, tags),
                Item::Rule(rule) => self.rule(rule),
                Item::Fill(fill) => {
                    self.begin_artifact(ArtifactType::Layout);
                    self.filled(rect(fill.area), grey(fill.tone.grey()));
                }
                Item::Text(text) => self.band_text(text),
                Item::Picture(picture) => self.picture(picture),
                Item::Cell(_) => {}
            }
        }
        self.end_artifact();
    }

    pub(super) fn finish(self) {
        self.surface.finish();
    }

    fn begin_artifact(&mut self, kind: ArtifactType) {
        if self.artifact == Some(kind) {
            return;
        }
        self.end_artifact();
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        self.artifact = Some(kind);
    }

    fn end_artifact(&mut self) {
        if self.artifact.take().is_some() {
            self.surface.end_tagged();
        }
    }

    /// Lines of the document: they are told to the structure of the file.
    fn told_lines(&mut self, lines: &PlacedLines, page: usize, tags: &mut Tags) {
        self.end_artifact();
        let is_item = lines.passage.kind == PassageKind::ListItem && lines.lines.start == 0;
        let has_mark = is_item && lines.paragraph.pieces(0).any(|piece| piece.is_front);
        let (mark, words) = if has_mark {
            (Some(self.told(lines, Which::Front)), self.told(lines, Which::Behind))
        } else {
            (None, self.told(lines, Which::All))
        };
        tags.add(&Told { lines, page, mark, words });
    }

    fn told(&mut self, lines: &PlacedLines, which: Which) -> Identifier {
        let id = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        self.lines(lines, which);
        self.surface.end_tagged();
        id
    }

    fn lines(&mut self, lines: &PlacedLines, which: Which) {
        let paragraph = &*lines.paragraph;
        self.set_colour(colour(paragraph.colour()));
        let size = paragraph.size() as f32 / 2.0;
        for (line, down) in lines.lines.clone().zip(0..) {
            let baseline = lines.y + paragraph.line_height() * down + paragraph.baseline();
            let mut setter = LineSetter::new(self.letters, paragraph.typeface(), size);
            let mut last = None;
            for piece in paragraph.pieces(line).filter(|piece| which.has(piece)) {
                setter.word(piece.text, piece.face, signed_points(lines.x + piece.x));
                last = Some(piece.face);
            }
            // A reader must not join the last word of a line to the first of the next.
            let is_divided = which == Which::Front || paragraph.is_behind_space(line + 1);
            if let Some(face) = last.filter(|_| is_divided) {
                setter.space(face);
            }
            draw(&mut self.surface, setter, signed_points(baseline));
        }
    }

    fn rule(&mut self, rule: &Rule) {
        self.begin_artifact(ArtifactType::Layout);
        let half = points(rule.thickness) / 2.0;
        let [left, top] = [rule.from.0, rule.from.1].map(|from| signed_points(from) - half);
        let [right, bottom] = [rule.to.0, rule.to.1].map(|to| signed_points(to) + half);
        self.filled(Rect::from_ltrb(left, top, right, bottom), grey(0));
    }

    fn band_text(&mut self, text: &BandText) {
        self.begin_artifact(ArtifactType::PaginationOther);
        self.set_colour(colour(text.colour));
        let size = text.size as f32 / 2.0;
        let baseline = signed_points(text.baseline);
        let mut setter = LineSetter::new(self.letters, &text.typeface, size);
        setter.word(&text.text, text.face, signed_points(text.area.x));
        draw(&mut self.surface, setter, baseline);
        if let Some(from) = text.underline_from {
            let (down, thick) = UNDERLINE;
            let top = baseline + size * down;
            let right = signed_points(text.area.x + text.area.width);
            let line = Rect::from_ltrb(signed_points(from), top, right, top + size * thick);
            self.filled(line, colour(text.colour));
        }
    }

    /// A picture of a header or footer; an empty frame where it could not be read.
    fn picture(&mut self, picture: &PlacedPicture) {
        self.begin_artifact(ArtifactType::PaginationOther);
        let Some(seen) = rect(picture.area) else {
            return;
        };
        let Some(image) = self.pictures.get(picture.image) else {
            self.frame(picture.area);
            return;
        };
        let [left, top, right, bottom] =
            picture.crop.map(|thousandths| thousandths as f32 / 1000.0);
        let (across, down) = (1.0 - left - right, 1.0 - top - bottom);
        if across <= 0.0 || down <= 0.0 {
            return;
        }
        let (width, height) = (seen.width() / across, seen.height() / down);
        let (Some(size), Some(clip)) = (Size::from_wh(width, height), path(seen)) else {
            return;
        };
        let corner =
            Transform::from_translate(seen.left() - width * left, seen.top() - height * top);
        self.surface.push_clip_path(&clip, &FillRule::default());
        self.surface.push_transform(&corner);
        self.surface.draw_image(image, size);
        self.surface.pop();
        self.surface.pop();
    }

    fn frame(&mut self, area: Area) {
        let (right, bottom) = (area.x + area.width, area.y + area.height);
        let thin = |x: i32, y: i32, width: i32, height: i32| Area { x, y, width, height };
        for side in [
            thin(area.x, area.y, area.width, 10),
            thin(area.x, bottom - 10, area.width, 10),
            thin(area.x, area.y, 10, area.height),
            thin(right - 10, area.y, 10, area.height),
        ] {
            self.filled(rect(side), grey(Tone::Light.grey()));
        }
    }

    fn filled(&mut self, rect: Option<Rect>, colour: Paint) {
        if let Some(path) = rect.and_then(path) {
            self.set_colour(colour);
            self.surface.draw_path(&path);
        }
    }

    fn set_colour(&mut self, paint: Paint) {
        self.surface.set_fill(Some(Fill { paint, ..Fill::default() }));
    }
}

fn grey(lightness: u8) -> Paint {
    luma::Color::new(lightness).into()
}

/// The colour of letters.
fn colour(colour: Option<[u8; 3]>) -> Paint {
    match colour {
        None => grey(0),
        Some([red, green, blue]) => rgb::Color::new(red, green, blue).into(),
    }
}

fn draw(surface: &mut Surface<'_>, setter: LineSetter<'_>, baseline: f32) {
    let size = setter.size();
    for (font, run) in setter.finish() {
        let start = Point::from_xy(run.x, baseline);
        surface.draw_glyphs(start, &run.glyphs, font, &run.text, size, false);
    }
}
