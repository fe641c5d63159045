//! Vietnamese text: one Unicode form (NFC), names without marks for files, keys for searching.

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// The text in NFC, the form in which everything is stored and exported.
///
/// egui draws decomposed Vietnamese with its marks piled up, so every input goes through here.
pub fn nfc(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// The text as it is stored: NFC, without control characters other than line breaks and tabs,
/// and with `\n` as the only line break.
pub fn clean(text: &str) -> String {
    let text = nfc(text).replace("\r\n", "\n").replace('\r', "\n");
    if text.contains(is_forbidden) { text.replace(is_forbidden, "") } else { text }
}

fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

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
    fn decomposed_text_is_composed() {
        assert_eq!(nfc("Vie\u{323}\u{302}t"), "Việt");
        assert_eq!(clean("a\r\nb\rc\u{7}"), "a\nb\nc");
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
