//! What a line of a header is made of: words of several looks, pictures, tabs.

use super::Ground;
use crate::pages::flow::chunks::{breaks_behind, chunks};
use crate::pages::flow::lengths::signed;
use crate::pages::fonts::{Typeface, UNITS_PER_EM};
use crate::pages::header::{BandParagraph, BandPicture, Inline, Letters, TabAlign};
use crate::pages::metrics::Face;

/// A length along a line, in 1/2048 twip.
pub(super) type Fine = i64;

pub(super) fn fine(twips: i32) -> Fine {
    Fine::from(twips) * Fine::from(UNITS_PER_EM)
}

pub(super) fn twips(length: Fine) -> i32 {
    let units = Fine::from(UNITS_PER_EM);
    i32::try_from((length + units / 2).div_euclid(units)).unwrap_or(i32::MAX / 4)
}

/// Letters of one look.
#[derive(Clone)]
pub(super) struct Part<'a> {
    pub(super) text: String,
    pub(super) letters: &'a Letters,
    pub(super) typeface: Typeface,
    pub(super) width: Fine,
}

impl<'a> Part<'a> {
    fn of(text: &str, letters: &'a Letters, ground: Ground<'_>) -> Self {
        let typeface = ground.sheet.typeface(&letters.font);
        // A half-point is 10 twips.
        let units = Fine::from(typeface.units(text, face(letters)));
        let width = units * Fine::from(letters.size) * 10;
        Self { text: text.to_owned(), letters, typeface, width }
    }

    /// From the top of its line to its letters' line, and from there down.
    pub(super) fn heights(&self) -> (i32, i32) {
        heights(self.letters, &self.typeface)
    }
}

fn heights(letters: &Letters, typeface: &Typeface) -> (i32, i32) {
    let own = signed(typeface.line_height_of(face(letters), letters.size, 240));
    let above = signed(typeface.baseline(face(letters), letters.size));
    (above, own - above)
}

pub(super) fn heights_of(letters: &Letters, ground: Ground<'_>) -> (i32, i32) {
    heights(letters, &ground.sheet.typeface(&letters.font))
}

pub(super) fn face(letters: &Letters) -> Face {
    Face::of(letters.weight, letters.slant)
}

/// What is never divided by the end of a line.
pub(super) enum Clump<'a> {
    /// Letters; so much space stands in front of them.
    Word {
        parts: Vec<Part<'a>>,
        space: Fine,
    },
    Picture {
        picture: &'a BandPicture,
        space: Fine,
    },
    Tab {
        align: Option<TabAlign>,
        heights: (i32, i32),
    },
    Break {
        heights: (i32, i32),
    },
}

impl Clump<'_> {
    pub(super) fn space(&self) -> Fine {
        match self {
            Self::Word { space, .. } | Self::Picture { space, .. } => *space,
            Self::Tab { .. } | Self::Break { .. } => 0,
        }
    }

    pub(super) fn forget_space(&mut self) {
        if let Self::Word { space, .. } | Self::Picture { space, .. } = self {
            *space = 0;
        }
    }

    pub(super) fn width(&self) -> Fine {
        match self {
            Self::Word { parts, .. } => parts.iter().map(|part| part.width).sum(),
            Self::Picture { picture, .. } => fine(signed(picture.width)),
            Self::Tab { .. } | Self::Break { .. } => 0,
        }
    }
}

/// The pieces of a paragraph, their fields filled in.
pub(super) fn clumps<'a>(paragraph: &'a BandParagraph, ground: Ground<'_>) -> Vec<Clump<'a>> {
    let mut clumps: Vec<Clump<'a>> = Vec::new();
    let mut space = 0;
    let mut is_joined = false;
    for inline in &paragraph.inlines {
        let (text, letters) = match inline {
            Inline::Text(text, letters) => (text.clone(), letters),
            Inline::PageNumber(letters) => (ground.number.to_string(), letters),
            Inline::NumPages(letters) => (ground.num_pages.to_string(), letters),
            Inline::Picture(picture) => {
                clumps.push(Clump::Picture { picture, space });
                (space, is_joined) = (0, false);
                continue;
            }
            Inline::Tab(align, letters) => {
                let heights = heights_of(letters, ground);
                clumps.push(Clump::Tab { align: *align, heights });
                (space, is_joined) = (0, false);
                continue;
            }
            Inline::Break(letters) => {
                clumps.push(Clump::Break { heights: heights_of(letters, ground) });
                (space, is_joined) = (0, false);
                continue;
            }
        };
        for chunk in chunks(&text) {
            let part = Part::of(chunk, letters, ground);
            if chunk == " " {
                space += part.width;
                is_joined = false;
                continue;
            }
            match clumps.last_mut() {
                Some(Clump::Word { parts, .. }) if is_joined => parts.push(part),
                _ => clumps.push(Clump::Word { parts: vec![part], space }),
            }
            space = 0;
            is_joined = !breaks_behind(chunk);
        }
    }
    clumps
}

/// The width that a paragraph takes on one line.
pub(super) fn natural_width(paragraph: &BandParagraph, ground: Ground<'_>) -> i32 {
    let widths = clumps(paragraph, ground);
    twips(widths.iter().map(|clump| clump.space() + clump.width()).sum())
}
