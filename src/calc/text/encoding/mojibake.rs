//! UTF-8 that a program read as Windows-1252: "CÃ´ng an phÆ°á»ng" for "Công an phường". Each letter with a mark became
//! two or three signs, which no Vietnamese has side by side. Five codes have no sign in Windows-1252, and
//! programs drop them: then the words tell which letter it was.

use crate::calc::text::spelling::{self, Speller};

/// The signs of Windows-1252 from 0x80 on; a space where it has none.
const SIGNS: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
/// At most so many letters of a word are tried out.
const GUESSES_MAX: usize = 64;

/// A text in Unicode where it was read so; `None` where nothing is certain, or it would be no Vietnamese.
pub(super) fn restored(text: &str) -> Option<String> {
    let has_signs = text.contains(['Ã', 'Ä', 'Æ']) || text.contains("áº") || text.contains("á»");
    if !has_signs {
        return None;
    }
    let speller = spelling::builtin();
    let (mut out, mut has_evidence) = (String::with_capacity(text.len()), false);
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for part in text.split_inclusive([' ', '\n', '\t']) {
        let token = part.trim_end_matches([' ', '\n', '\t']);
        let read = Pieces::of(token);
        has_evidence |= read.is_certain;
        // Most words have nothing of the kind in them.
        let is_plain = !read.is_certain && read.letters.iter().all(|letters| letters.len() == 1);
        if is_plain && read.letters.len() == token.chars().count() {
            out.push_str(part);
            continue;
        }
        match read.word(speller).filter(|word| word != token) {
            Some(word) => {
                right += 1;
                out.push_str(&word);
            }
            None => {
                wrong += usize::from(read.is_certain);
                out.push_str(token);
            }
        }
        out.push_str(part.get(token.len()..).unwrap_or_default());
    }
    (has_evidence && right > 0 && wrong * 4 <= right).then_some(out)
}

/// A text as it looks when it is read so; for tests and trials.
pub(super) fn garbled(text: &str) -> String {
    let sign = |byte: u8| {
        let sign = SIGNS.chars().nth(usize::from(byte.wrapping_sub(0x80)));
        sign.filter(|c| byte >= 0x80 && *c != ' ').unwrap_or(char::from(byte))
    };
    text.bytes().map(sign).collect()
}

/// The byte that stands for a sign of Windows-1252.
fn byte(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ 0x80..=0xFF => u8::try_from(code).ok(),
        _ if c.is_ascii() => None,
        _ => {
            let at = SIGNS.chars().position(|sign| sign == c)?;
            u8::try_from(at + 0x80).ok()
        }
    }
}

/// What a word may say, letter by letter.
struct Pieces {
    letters: Vec<Vec<char>>,
    /// Whether signs stand in it side by side that no Vietnamese has so.
    is_certain: bool,
}

impl Pieces {
    fn of(token: &str) -> Self {
        let mut pieces = Self { letters: Vec::new(), is_certain: false };
        let mut rest = token;
        while let Some(first) = rest.chars().next() {
            let read = whole(rest).or_else(|| cut(rest));
            let (letters, num_signs) = read.unwrap_or((vec![first], 1));
            let second = rest.chars().nth(1).and_then(byte);
            pieces.is_certain |= num_signs > 1
                && second.is_some_and(|second| {
                    // "XÃ”" is a word with a quotation mark behind it.
                    first != 'Â' && (first != 'Ã' || second > 0xA0)
                });
            pieces.letters.push(letters);
            let length: usize = rest.chars().take(num_signs).map(char::len_utf8).sum();
            rest = rest.get(length..).unwrap_or_default();
        }
        pieces
    }

    /// The one thing that it says in Vietnamese.
    fn word(&self, speller: &Speller) -> Option<String> {
        let mut words = vec![String::new()];
        for letters in &self.letters {
            let longer = words
                .iter()
                .flat_map(|word| letters.iter().map(move |letter| format!("{word}{letter}")));
            words = longer.take(GUESSES_MAX).collect();
        }
        words.retain(|word| is_cased_as_written(word) && !word.contains(is_foreign));
        words.retain(|word| is_vietnamese(word, |part| speller.knows(part)));
        if words.len() > 1 {
            words.retain(|word| is_vietnamese(word, |part| speller.is_common(part)));
        }
        match words.as_slice() {
            [word] => Some(word.clone()),
            _ => None,
        }
    }
}

/// Signs of Latin-1 that no Vietnamese text has: what is left of letters that did not come back.
fn is_foreign(c: char) -> bool {
    matches!(c, '\u{A1}'..='\u{BF}') && !matches!(c, '«' | '»' | '°' | '²' | '³')
}

/// Whether a word is in small letters, in capitals, or begins with one: nobody writes "TọT".
fn is_cased_as_written(word: &str) -> bool {
    let mut parts = word.split(|c: char| !c.is_alphabetic());
    parts.all(|part| {
        let mut rest = part.chars().skip(1).peekable();
        match rest.peek().is_some_and(|second| second.is_uppercase()) {
            true => part.chars().all(char::is_uppercase),
            false => rest.all(char::is_lowercase),
        }
    })
}

fn is_vietnamese(word: &str, knows: impl Fn(&str) -> bool) -> bool {
    let parts = word.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty());
    // A word without marks may be a name or an abbreviation.
    parts.into_iter().all(|part| part.is_ascii() || knows(&part.to_lowercase()))
}

/// The letter that the signs at the head of a text are, and how many they are.
fn whole(text: &str) -> Option<(Vec<char>, usize)> {
    let lead = byte(text.chars().next()?)?;
    let num_signs = match lead {
        0xC2..=0xC6 => 2,
        0xE1 | 0xE2 => 3,
        _ => return None,
    };
    let bytes: Vec<u8> = text.chars().take(num_signs).map_while(byte).collect();
    let letter = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    let is_one = bytes.len() == num_signs;
    let is_ours =
        matches!(letter, '\u{A0}'..='\u{FF}' | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ')
            || matches!(letter, 'Ơ' | 'ơ' | 'Ư' | 'ư' | 'Ạ'..='ỹ' | '\u{2010}'..='\u{2026}' | '₫');
    (is_one && is_ours).then_some((vec![letter], num_signs))
}

/// The letters that signs at the head of a text may be whose last one was dropped, and how many signs are left.
fn cut(text: &str) -> Option<(Vec<char>, usize)> {
    if text.starts_with("á»") {
        return Some((vec!['ề', 'ờ', 'ỏ', 'ọ', 'Ố'], 2));
    }
    if text.starts_with("â€") {
        return Some((vec!['”'], 2));
    }
    match text.chars().next()? {
        'Ã' => Some((vec!['Ã', 'Á', 'Í', 'Ý', 'à'], 1)),
        'Ä' => Some((vec!['Đ'], 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As programs leave it that drop what has no sign.
    fn dropped(text: &str) -> String {
        garbled(text).replace(|c: char| ('\u{80}'..'\u{A0}').contains(&c), "")
    }

    #[test]
    fn words_come_back_whether_signs_were_dropped_or_not() {
        for text in [
            "Công an phường đã cấp 305 hồ sơ căn cước.",
            "Đề án 06 được triển khai tại các thôn; UBND phường chỉ đạo “quyết liệt”.",
            "BẢNG SỐ LIỆU: ĐẠT KẾT QUẢ TỐT, TỐT ĐẸP; Cơ sở dữ liệu QUỐC GIA, UBND TP. Hồ Chí Minh",
            "là một trong những đơn vị đứng đầu về tỷ lệ hồ sơ trực tuyến",
        ] {
            assert_eq!(restored(&garbled(text)).as_deref(), Some(text));
            assert_eq!(restored(&dropped(text)).as_deref(), Some(text));
            assert_eq!(restored(text), None, "right as it stands");
        }
        let mixed = format!("Công an phường đã cấp 305 {}.", garbled("hồ sơ"));
        assert_eq!(restored(&mixed).as_deref(), Some("Công an phường đã cấp 305 hồ sơ."));
    }

    #[test]
    fn nothing_is_made_that_is_no_vietnamese() {
        for text in ["TẠI “XÃ” LÀ", "XÃ…", "§á» qxz", "Müller ÄÖÜ", "café à la carte", "áº áº"]
        {
            assert_eq!(restored(text), None, "{text}");
        }
    }
}
