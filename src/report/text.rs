//! Vietnamese text: one Unicode form (NFC), names without marks for files, keys for searching.

use std::ops::RangeInclusive;

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// The text in NFC, the form in which everything is stored and exported.
///
/// egui draws decomposed Vietnamese with its marks piled up, so every input goes through here.
pub fn nfc(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// The text as it is stored: NFC, without control characters other than line breaks and tabs,
/// and with `\n` as the only line break: Word, mail and web pages have softer ones.
pub fn clean(text: &str) -> String {
    let mut text = nfc(text);
    if text.contains(is_line_end) {
        text = text.replace("\r\n", "\n").replace(is_line_end, "\n");
    }
    if text.contains(is_forbidden) { text.replace(is_forbidden, "") } else { text }
}

fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// What ends lines, paragraphs and pages in some programs.
fn is_line_end(c: char) -> bool {
    matches!(c, '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What of a text can be printed: the finished report has no emoji, no characters for private use,
/// none that are invisible or turn the direction of writing, and none that stand for what could not
/// be read. The stored text keeps them.
pub fn printable(text: &str) -> String {
    if text.chars().all(is_plain) {
        return text.to_owned();
    }
    let text = clean(text);
    // Without them a letter and its mark may come together.
    if text.contains(is_unprintable) { nfc(&text.replace(is_unprintable, "")) } else { text }
}

/// Letters of Vietnamese with their marks in one piece, and the signs that stand between them in nearly every
/// text: they are printed as they are, and never come together with each other.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\u{C0}'..='\u{2FF}' | '\u{1E00}'..='\u{1EFF}' | '–' | '“' | '”' | '…')
}

/// Characters that leave no mark on paper or stand for none (Unicode classes Cf, Co and the
/// replacement character), and those drawn as pictures (Emoji_Presentation, and what varies them).
fn is_unprintable(c: char) -> bool {
    let point = u32::from(c);
    if point < 0xAD || is_plain(c) {
        return false;
    }
    let is_not_a_character = point & 0xFFFE == 0xFFFE;
    is_not_a_character
        || UNPRINTABLE
            .binary_search_by(|range| {
                if point < *range.start() {
                    std::cmp::Ordering::Greater
                } else if point > *range.end() {
                    std::cmp::Ordering::Less
                } else {
                    std::cmp::Ordering::Equal
                }
            })
            .is_ok()
}

/// In order.
const UNPRINTABLE: [RangeInclusive<u32>; 59] = [
    0xAD..=0xAD,
    0x600..=0x605,
    0x61C..=0x61C,
    0x6DD..=0x6DD,
    0x70F..=0x70F,
    0x890..=0x891,
    0x8E2..=0x8E2,
    0x180E..=0x180E,
    0x200B..=0x200F,
    0x202A..=0x202E,
    0x2060..=0x206F,
    0x20E3..=0x20E3,
    0x231A..=0x231B,
    0x23E9..=0x23EC,
    0x23F0..=0x23F0,
    0x23F3..=0x23F3,
    0x25FD..=0x25FE,
    0x2614..=0x2615,
    0x2648..=0x2653,
    0x267F..=0x267F,
    0x2693..=0x2693,
    0x26A1..=0x26A1,
    0x26AA..=0x26AB,
    0x26BD..=0x26BE,
    0x26C4..=0x26C5,
    0x26CE..=0x26CE,
    0x26D4..=0x26D4,
    0x26EA..=0x26EA,
    0x26F2..=0x26F3,
    0x26F5..=0x26F5,
    0x26FA..=0x26FA,
    0x26FD..=0x26FD,
    0x2705..=0x2705,
    0x270A..=0x270B,
    0x2728..=0x2728,
    0x274C..=0x274C,
    0x274E..=0x274E,
    0x2753..=0x2755,
    0x2757..=0x2757,
    0x2795..=0x2797,
    0x27B0..=0x27B0,
    0x27BF..=0x27BF,
    0x2B1B..=0x2B1C,
    0x2B50..=0x2B50,
    0x2B55..=0x2B55,
    0xE000..=0xF8FF,
    0xFDD0..=0xFDEF,
    0xFE00..=0xFE0F,
    0xFEFF..=0xFEFF,
    0xFFF0..=0xFFFB,
    0xFFFD..=0xFFFD,
    0x110BD..=0x110BD,
    0x110CD..=0x110CD,
    0x13430..=0x1343F,
    0x1BCA0..=0x1BCA3,
    0x1D173..=0x1D17A,
    0x1F000..=0x1FAFF,
    0xE0000..=0xE0FFF,
    0xF0000..=0x10FFFF,
];

/// Lower case without tone and vowel marks, đ as d: "Đăng ký" → "dang ky". For searching.
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

/// A name for files and codes: folded, ASCII letters and digits joined by single hyphens.
///
/// "Phan Rang - Tháp Chàm" → "phan-rang-thap-cham". Empty when nothing is left.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_printed_as_it_is() {
        for point in 0..0x3000 {
            let Some(c) = char::from_u32(point).filter(|c| is_plain(*c)) else { continue };
            assert!(!UNPRINTABLE.iter().any(|range| range.contains(&point)), "{point:x}");
            assert!(is_nfc(&format!("e{c}e")) && !is_forbidden(c), "{point:x}");
        }
    }

    #[test]
    fn decomposed_text_is_composed() {
        assert_eq!(nfc("Vie\u{323}\u{302}t"), "Việt");
        assert_eq!(clean("a\r\nb\rc\u{7}"), "a\nb\nc");
        assert_eq!(clean("a\u{B}b\u{C}c\u{85}d\u{2028}e\u{2029}f"), "a\nb\nc\nd\ne\nf");
    }

    #[test]
    fn only_what_can_be_printed_is_left() {
        assert_eq!(printable("Đ\u{200B}ạt\u{FFFD} \u{202E}5\u{E000}😀 %"), "Đạt 5 %");
        assert_eq!(printable("e\u{200D}\u{301}"), "é");
        assert_eq!(printable("m² ≥ 5 °C – “đúng” … ₫ ½ ✓"), "m² ≥ 5 °C – “đúng” … ₫ ½ ✓");
        assert_eq!(printable("a\u{2028}b"), "a\nb");
        let in_order = UNPRINTABLE.iter().zip(&UNPRINTABLE[1..]);
        assert!(in_order.into_iter().all(|(a, b)| a.end() < b.start()));
    }

    #[test]
    fn search_is_blind_to_marks() {
        assert_eq!(fold("Đăng ký thường trú"), "dang ky thuong tru");
        assert_eq!(fold("hoà"), fold("hòa"));
    }

    #[test]
    fn slugs_have_no_marks() {
        assert_eq!(slug("Phan Rang - Tháp Chàm"), "phan-rang-thap-cham");
        assert_eq!(slug("UBND phường Đông Hải"), "ubnd-phuong-dong-hai");
        assert_eq!(slug("–"), "");
    }
}
