//! How wide text is in Times New Roman: for the lengths of rules, the widths of columns and where
//! lines break.
//!
//! Advance widths of Liberation Serif, which has the metrics of Times New Roman, in 1/2048 em.
//! Vietnamese letters are exactly as wide as their base letters, but for ơ and ư.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::style::{Slant, Style, Weight};

/// The units of an em.
const UNITS_PER_EM: u32 = 2048;
/// The height of a line of single spacing, in the units of the font: ascent, descent and gap.
const LINE_UNITS: u32 = ASCENT_UNITS + 443 + GAP_UNITS;
/// The height of letters above the line they stand on.
const ASCENT_UNITS: u32 = 1825;
/// The gap between two lines.
const GAP_UNITS: u32 = 87;

/// Characters beyond ASCII with a width of their own; those of a letter with marks are its base's.
const OTHERS: [char; 20] = [
    'đ', 'Đ', 'ơ', 'Ơ', 'ư', 'Ư', '–', '—', '…', '“', '”', '‘', '’', '•', '×', '≥', '≤', '₫',
    '\u{A0}', '°',
];

/// Widths in 1/2048 em: of U+0020 to U+007E, and of [`OTHERS`].
struct Table {
    ascii: [u16; 95],
    others: [u16; 20],
}

#[rustfmt::skip]
const REGULAR: Table = Table {
    ascii: [
        512, 682, 836, 1024, 1024, 1706, 1593, 369, 682, 682, 1024, 1155, 512, 682, 512, 569,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 569, 569, 1155, 1155, 1155, 909,
        1886, 1479, 1366, 1366, 1479, 1251, 1139, 1479, 1479, 682, 797, 1479, 1251, 1821, 1479, 1479,
        1139, 1479, 1366, 1139, 1251, 1479, 1479, 1933, 1479, 1479, 1251, 682, 569, 682, 961, 1024,
        682, 909, 1024, 909, 1024, 909, 682, 1024, 1024, 569, 569, 1024, 569, 1593, 1024, 1024,
        1024, 1024, 682, 797, 569, 1024, 1024, 1479, 1024, 1024, 909, 983, 410, 983, 1108,
    ],
    others: [1024, 1479, 1083, 1479, 1110, 1589, 1024, 2048, 2048, 909, 909, 682, 682, 717, 1155, 1124, 1124, 1050, 512, 819],
};

#[rustfmt::skip]
const BOLD: Table = Table {
    ascii: [
        512, 682, 1137, 1024, 1024, 2048, 1706, 569, 682, 682, 1024, 1167, 512, 682, 512, 569,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024,
        1905, 1479, 1366, 1479, 1479, 1366, 1251, 1593, 1593, 797, 1024, 1593, 1366, 1933, 1479, 1593,
        1251, 1593, 1479, 1139, 1366, 1479, 1479, 2048, 1479, 1479, 1366, 682, 569, 682, 1190, 1024,
        682, 1024, 1139, 909, 1139, 909, 682, 1024, 1139, 569, 682, 1139, 569, 1706, 1139, 1024,
        1139, 1139, 909, 797, 682, 1139, 1024, 1479, 1024, 1024, 909, 807, 451, 807, 1065,
    ],
    others: [1139, 1479, 1134, 1593, 1229, 1630, 1024, 2048, 2048, 1024, 1024, 682, 682, 717, 1167, 1124, 1124, 1050, 512, 819],
};

#[rustfmt::skip]
const ITALIC: Table = Table {
    ascii: [
        512, 682, 860, 1024, 1024, 1706, 1593, 438, 682, 682, 1024, 1382, 512, 682, 512, 569,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1382, 1382, 1382, 1024,
        1884, 1251, 1251, 1366, 1479, 1251, 1251, 1479, 1479, 682, 909, 1366, 1139, 1706, 1366, 1479,
        1251, 1479, 1251, 1024, 1139, 1479, 1251, 1706, 1251, 1139, 1139, 797, 569, 797, 864, 1024,
        682, 1024, 1024, 909, 1024, 909, 569, 1024, 1024, 569, 569, 909, 569, 1479, 1024, 1024,
        1024, 1024, 797, 797, 569, 1024, 909, 1366, 909, 909, 797, 819, 563, 819, 1108,
    ],
    others: [1024, 1479, 1093, 1479, 1117, 1544, 1024, 1821, 1821, 1139, 1139, 682, 682, 717, 1382, 1124, 1124, 1050, 512, 819],
};

#[rustfmt::skip]
const BOLD_ITALIC: Table = Table {
    ascii: [
        512, 797, 1137, 1024, 1024, 1706, 1593, 569, 682, 682, 1024, 1167, 512, 682, 512, 569,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024,
        1704, 1366, 1366, 1366, 1479, 1366, 1366, 1479, 1593, 797, 1024, 1366, 1251, 1821, 1479, 1479,
        1251, 1479, 1366, 1139, 1251, 1479, 1366, 1821, 1366, 1251, 1251, 682, 569, 682, 1167, 1024,
        682, 1024, 1024, 909, 1024, 909, 682, 1024, 1139, 569, 569, 1024, 569, 1593, 1139, 1024,
        1024, 1024, 797, 797, 569, 1139, 909, 1366, 1024, 909, 797, 713, 451, 713, 1167,
    ],
    others: [1024, 1479, 1099, 1479, 1227, 1587, 1024, 2048, 2048, 1024, 1024, 682, 682, 717, 1167, 1124, 1124, 1050, 512, 819],
};

/// A face of Times New Roman.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// Upright.
    Regular,
    /// Upright, bold.
    Bold,
    /// Leaning.
    Italic,
    /// Leaning, bold.
    BoldItalic,
}

impl Face {
    /// The face of letters.
    pub fn of(weight: Weight, slant: Slant) -> Self {
        match (weight, slant) {
            (Weight::Regular, Slant::Upright) => Self::Regular,
            (Weight::Bold, Slant::Upright) => Self::Bold,
            (Weight::Regular, Slant::Italic) => Self::Italic,
            (Weight::Bold, Slant::Italic) => Self::BoldItalic,
        }
    }

    /// The face of a style.
    pub fn of_style(style: &Style) -> Self {
        Self::of(style.weight, style.slant)
    }

    fn table(self) -> &'static Table {
        match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
            Self::Italic => &ITALIC,
            Self::BoldItalic => &BOLD_ITALIC,
        }
    }
}

/// The width of a text on one line, in twips; `size` in half-points.
pub fn width(text: &str, face: Face, size: u32) -> u32 {
    // A half-point is 10 twips.
    units(text, face).saturating_mul(size).saturating_mul(10) / UNITS_PER_EM
}

/// The width of a text on one line, in 1/2048 em.
pub fn units(text: &str, face: Face) -> u32 {
    let table = face.table();
    text.chars().map(|c| u32::from(advance(c, table))).fold(0, u32::saturating_add)
}

/// The height of a line of single spacing, in twips; `size` in half-points.
pub fn line_height(size: u32) -> u32 {
    line_height_of(size, 240)
}

/// The height of a line of `of` 240ths of single spacing, in twips; `size` in half-points. Rounded
/// once: a page has 40 lines, and what each loses adds up.
pub fn line_height_of(size: u32, of: u32) -> u32 {
    rounded(size.saturating_mul(LINE_UNITS).saturating_mul(of) / 240)
}

/// The height of the letters above the line they stand on, in twips; `size` in half-points.
pub fn ascent(size: u32) -> u32 {
    rounded(size.saturating_mul(ASCENT_UNITS))
}

/// The gap that the font leaves above its letters, in twips; `size` in half-points.
pub fn gap(size: u32) -> u32 {
    rounded(size.saturating_mul(GAP_UNITS))
}

/// Half-points times units of the font as twips: a half-point is 10 twips.
fn rounded(half_point_units: u32) -> u32 {
    half_point_units.saturating_mul(10).saturating_add(UNITS_PER_EM / 2) / UNITS_PER_EM
}

/// The width of the longest line when the text is broken at spaces to fit `room` twips.
pub fn longest_line(text: &str, face: Face, size: u32, room: u32) -> u32 {
    let lines = lines(text, face, size, room);
    lines.into_iter().max().unwrap_or(0)
}

/// The widths of the lines when the text is broken at spaces to fit `room` twips. A word that is
/// wider than that has a line of its own.
pub fn lines(text: &str, face: Face, size: u32, room: u32) -> Vec<u32> {
    let space = width(" ", face, size);
    let mut lines: Vec<u32> = Vec::new();
    for word in text.split_whitespace() {
        let word = width(word, face, size);
        match lines.last_mut() {
            Some(line) if line.saturating_add(space).saturating_add(word) <= room => {
                *line += space + word;
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// The width of the longest word, in twips.
pub fn longest_word(text: &str, face: Face, size: u32) -> u32 {
    let words = text.split_whitespace().map(|word| width(word, face, size));
    words.max().unwrap_or(0)
}

fn advance(c: char, table: &Table) -> u16 {
    if let Some(width) = own_advance(c, table) {
        return width;
    }
    if is_combining_mark(c) {
        return 0;
    }
    // The letter below the marks; that of ơ and ư keeps its horn.
    let (mut base, mut has_horn) = (c, false);
    let mut is_first = true;
    decompose_canonical(c, |part| {
        if is_first {
            base = part;
            is_first = false;
        }
        has_horn |= part == '\u{31B}';
    });
    let base = match (base, has_horn) {
        ('o', true) => 'ơ',
        ('O', true) => 'Ơ',
        ('u', true) => 'ư',
        ('U', true) => 'Ư',
        (base, _) => base,
    };
    // What no administrative document has is mostly an em wide.
    own_advance(base, table).unwrap_or(2048)
}

fn own_advance(c: char, table: &Table) -> Option<u16> {
    let index = u32::from(c).checked_sub(u32::from(' '))?;
    let known = usize::try_from(index).ok().and_then(|index| table.ascii.get(index));
    known.copied().or_else(|| {
        let at = OTHERS.iter().position(|other| *other == c)?;
        table.others.get(at).copied()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        // C O N G at 12 pt: (1366 + 1479 + 1479 + 1479) / 2048 em of 240 twips.
        assert_eq!(width("CỘNG", Face::Regular, 24), 680);
        assert_eq!(width("Đ", Face::Bold, 24), width("D", Face::Bold, 24));
        assert_eq!(units("ợ", Face::Regular), 1083);
        assert_eq!(units("Việt", Face::Italic), units("Viet", Face::Italic));
        assert_eq!(units("e\u{301}", Face::Bold), units("é", Face::Bold));
        assert!(width("A", Face::Bold, 28) > width("A", Face::Bold, 24));
        assert_eq!((line_height(28), line_height_of(28, 264)), (322, 354));
    }

    #[test]
    fn lines_break_at_spaces() {
        let word = width("dài", Face::Regular, 28);
        let line = longest_line("dài dài dài", Face::Regular, 28, word * 2 + 100);
        assert_eq!(line, width("dài dài", Face::Regular, 28));
        assert_eq!(longest_line("", Face::Regular, 28, 100), 0);
        assert_eq!(longest_line("dài dài", Face::Regular, 28, 1), word);
    }
}
