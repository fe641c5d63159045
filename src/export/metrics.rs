//! How wide text is in Times New Roman, for the lengths of rules and the widths of columns.
//!
//! Advance widths of Liberation Serif, which has the metrics of Times New Roman, in 1/2048 em for
//! the characters U+0020 to U+007E. Vietnamese letters are as wide as their base letters (ơ and ư
//! nearly so), so marks are taken off first.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    512, 682, 836, 1024, 1024, 1706, 1593, 369, 682, 682, 1024, 1155, 512, 682, 512, 569,
    1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 569, 569, 1155, 1155, 1155, 909,
    1886, 1479, 1366, 1366, 1479, 1251, 1139, 1479, 1479, 682, 797, 1479, 1251, 1821, 1479, 1479,
    1139, 1479, 1366, 1139, 1251, 1479, 1479, 1933, 1479, 1479, 1251, 682, 569, 682, 961, 1024,
    682, 909, 1024, 909, 1024, 909, 682, 1024, 1024, 569, 569, 1024, 569, 1593, 1024, 1024,
    1024, 1024, 682, 797, 569, 1024, 1024, 1479, 1024, 1024, 909, 983, 410, 983, 1108,
];

#[rustfmt::skip]
const BOLD: [u16; 95] = [
    512, 682, 1137, 1024, 1024, 2048, 1706, 569, 682, 682, 1024, 1167, 512, 682, 512, 569,
    1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024,
    1905, 1479, 1366, 1479, 1479, 1366, 1251, 1593, 1593, 797, 1024, 1593, 1366, 1933, 1479, 1593,
    1251, 1593, 1479, 1139, 1366, 1479, 1479, 2048, 1479, 1479, 1366, 682, 569, 682, 1190, 1024,
    682, 1024, 1139, 909, 1139, 909, 682, 1024, 1139, 569, 682, 1139, 569, 1706, 1139, 1024,
    1139, 1139, 909, 797, 682, 1139, 1024, 1479, 1024, 1024, 909, 807, 451, 807, 1065,
];

/// A face of Times New Roman.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Upright.
    Regular,
    /// Upright, bold.
    Bold,
}

/// The width of a text on one line, in twips; `size` in half-points.
pub(super) fn width(text: &str, face: Face, size: u32) -> u32 {
    let units: u32 = text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| u32::from(advance(c, face)))
        .fold(0, u32::saturating_add);
    // A half-point is 10 twips.
    units.saturating_mul(size).saturating_mul(10) / 2048
}

/// The width of the longest line when the text is broken at spaces to fit `room` twips.
pub(super) fn longest_line(text: &str, face: Face, size: u32, room: u32) -> u32 {
    let lines = lines(text, face, size, room);
    lines.into_iter().max().unwrap_or(0)
}

/// The widths of the lines when the text is broken at spaces to fit `room` twips. A word that is
/// wider than that has a line of its own.
pub(super) fn lines(text: &str, face: Face, size: u32, room: u32) -> Vec<u32> {
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
pub(super) fn longest_word(text: &str, face: Face, size: u32) -> u32 {
    let words = text.split_whitespace().map(|word| width(word, face, size));
    words.max().unwrap_or(0)
}

fn advance(c: char, face: Face) -> u16 {
    let table = match face {
        Face::Regular => &REGULAR,
        Face::Bold => &BOLD,
    };
    let c = match c {
        'đ' => 'd',
        'Đ' => 'D',
        '–' => 'n',
        '“' | '”' => 'c',
        '‘' | '’' => '(',
        c => c,
    };
    let index = u32::from(c).checked_sub(u32::from(' '));
    let index = index.and_then(|index| usize::try_from(index).ok());
    let known = index.and_then(|index| table.get(index)).copied();
    // Others ("…", "—") are mostly an em wide.
    known.unwrap_or(2048)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        // C O N G at 12 pt: (1366 + 1479 + 1479 + 1479) / 2048 em of 240 twips.
        assert_eq!(width("CỘNG", Face::Regular, 24), 680);
        assert_eq!(width("Đ", Face::Bold, 24), width("D", Face::Bold, 24));
        assert!(width("A", Face::Bold, 28) > width("A", Face::Bold, 24));
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
