//! The fonts that stand on a page. A font that is on the machine is measured by its own file, which
//! somebody else reads; every other one is taken for Times New Roman.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::metrics::{self, Face};
use super::style::FontName;

/// The units of an em in which letters are measured.
pub const UNITS_PER_EM: u32 = 2048;
/// Characters from here on have no width of their own in [`FaceMetrics`]: no letter or sign of a
/// Vietnamese document lies beyond.
pub const CODES: u32 = 0x2600;
/// No letter, and no line of any font, is so many ems high.
const EMS_MAX: u32 = 8;
/// In place of the width of a character that a font lacks.
const LACKING: u16 = u16::MAX;

/// How wide and how high the letters of one face are, in 1/2048 em.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaceMetrics {
    ascent: u32,
    descent: u32,
    gap: u32,
    advances: Box<[u16]>,
}

/// What the letters of a face take above and below the line they stand on, and the gap between two
/// lines, in the units of the font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heights {
    /// Above the line.
    pub ascent: u32,
    /// Below the line.
    pub descent: u32,
    /// Between two lines.
    pub gap: u32,
}

impl FaceMetrics {
    /// The measures of a face whose em has so many units; `None` when they make no sense: an em of
    /// nothing, letters without height or some ems high, no width for a space.
    pub fn new(
        units_per_em: u32,
        heights: Heights,
        advance: impl Fn(char) -> Option<u32>,
    ) -> Option<Self> {
        let scaled = |units: u32| {
            let units = u64::from(units) * u64::from(UNITS_PER_EM) + u64::from(units_per_em / 2);
            let scaled = units.checked_div(u64::from(units_per_em))?;
            u32::try_from(scaled).ok().filter(|units| *units <= EMS_MAX * UNITS_PER_EM)
        };
        let (ascent, descent) = (scaled(heights.ascent)?, scaled(heights.descent)?);
        let gap = scaled(heights.gap)?;
        let advances = (0..CODES).map(|code| {
            let units = char::from_u32(code).and_then(&advance).and_then(scaled);
            units.and_then(|units| u16::try_from(units).ok()).unwrap_or(LACKING)
        });
        let face = Self { ascent, descent, gap, advances: advances.collect() };
        let makes_sense = face.ascent + face.descent > 0 && face.own_advance(' ').is_some();
        makes_sense.then_some(face)
    }

    fn own_advance(&self, c: char) -> Option<u32> {
        let at = usize::try_from(u32::from(c)).ok()?;
        let advance = self.advances.get(at).copied().filter(|advance| *advance != LACKING);
        advance.map(u32::from)
    }
}

/// The four faces of a font on the machine.
#[derive(Debug, PartialEq, Eq)]
struct OwnFaces {
    name: FontName,
    /// Regular, bold, italic, bold italic.
    faces: [FaceMetrics; 4],
}

/// A font as pages are measured with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typeface {
    /// None for Times New Roman.
    own: Option<Arc<OwnFaces>>,
}

impl Typeface {
    /// A font on the machine; its faces are regular, bold, italic, bold italic.
    pub fn of(name: FontName, faces: [FaceMetrics; 4]) -> Self {
        Self { own: Some(Arc::new(OwnFaces { name, faces })) }
    }

    /// Its name; none for the built-in one.
    pub fn name(&self) -> Option<&FontName> {
        self.own.as_ref().map(|own| &own.name)
    }

    fn face(&self, face: Face) -> Option<&FaceMetrics> {
        let [regular, bold, italic, bold_italic] = &self.own.as_ref()?.faces;
        Some(match face {
            Face::Regular => regular,
            Face::Bold => bold,
            Face::Italic => italic,
            Face::BoldItalic => bold_italic,
        })
    }

    /// The width of a text on one line, in 1/2048 em.
    pub fn units(&self, text: &str, face: Face) -> u32 {
        let Some(own) = self.face(face) else {
            return metrics::units(text, face);
        };
        // What the font lacks is taken from another one.
        let other = |c: char| metrics::units(c.encode_utf8(&mut [0; 4]), face);
        let widths = text.chars().map(|c| own.own_advance(c).unwrap_or_else(|| other(c)));
        widths.fold(0, u32::saturating_add)
    }

    /// The width of a space, in 1/2048 em.
    pub fn space(&self, face: Face) -> u32 {
        self.units(" ", face)
    }

    /// The height of a line of `of` 240ths of single spacing, in twips; `size` in half-points.
    pub fn line_height_of(&self, face: Face, size: u32, of: u32) -> u32 {
        match self.face(face) {
            None => metrics::line_height_of(size, of),
            Some(own) => {
                let units = own.ascent + own.descent + own.gap;
                rounded(size.saturating_mul(units).saturating_mul(of) / 240)
            }
        }
    }

    /// From the top of a line to where its letters stand, in twips: the gap and their height.
    pub fn baseline(&self, face: Face, size: u32) -> u32 {
        match self.face(face) {
            None => metrics::ascent(size) + metrics::gap(size),
            Some(own) => {
                let above = rounded(size.saturating_mul(own.ascent));
                above.saturating_add(rounded(size.saturating_mul(own.gap)))
            }
        }
    }
}

/// Half-points times units of the font as twips: a half-point is 10 twips.
fn rounded(half_point_units: u32) -> u32 {
    half_point_units.saturating_mul(10).saturating_add(UNITS_PER_EM / 2) / UNITS_PER_EM
}

/// The fonts of the machine that a document asks for, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fonts(Arc<BTreeMap<FontName, Typeface>>);

impl Fonts {
    /// These fonts.
    pub fn new(fonts: BTreeMap<FontName, Typeface>) -> Self {
        Self(Arc::new(fonts))
    }

    /// The font of a name, else Times New Roman.
    pub fn typeface(&self, name: &FontName) -> Typeface {
        self.0.get(name).cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(units_per_em: u32, width: u32) -> Option<FaceMetrics> {
        let heights = Heights { ascent: 800, descent: 200, gap: 100 };
        FaceMetrics::new(units_per_em, heights, |c| (c != 'ơ').then_some(width))
    }

    fn typeface() -> Typeface {
        let faces = [500, 600, 700, 800].map(|width| face(1000, width).unwrap());
        Typeface::of(FontName::new("Cambria"), faces)
    }

    #[test]
    fn an_own_font_is_measured_by_its_own_letters() {
        let own = typeface();
        assert_eq!(own.units("ab", Face::Regular), 2048);
        assert_eq!(own.units("a", Face::BoldItalic), 1638);
        // 14 points: 1,1 em of 280 twips.
        assert_eq!(own.line_height_of(Face::Regular, 28, 240), 308);
        assert_eq!(own.baseline(Face::Regular, 28), 252);
        assert_eq!(own.units("ơ", Face::Regular), metrics::units("ơ", Face::Regular));
    }

    #[test]
    fn without_a_font_it_is_times_new_roman() {
        let fonts = Fonts::default();
        let times = fonts.typeface(&FontName::new("Cambria"));
        assert_eq!(times.name(), None);
        assert_eq!(times.units("Việt", Face::Bold), metrics::units("Việt", Face::Bold));
        assert_eq!(times.line_height_of(Face::Bold, 28, 264), 354);
    }

    #[test]
    fn fonts_that_make_no_sense_are_none() {
        assert!(face(0, 500).is_none());
        assert!(face(10, 500).is_none(), "80 ems high");
        let heights = Heights { ascent: 0, descent: 0, gap: 0 };
        assert!(FaceMetrics::new(1000, heights, |_| Some(1)).is_none());
        let heights = Heights { ascent: u32::MAX, descent: 1, gap: 0 };
        assert!(FaceMetrics::new(1, heights, |_| Some(1)).is_none());
        let heights = Heights { ascent: 900, ..heights };
        assert!(FaceMetrics::new(1000, heights, |_| None).is_none(), "no space");
    }
}
