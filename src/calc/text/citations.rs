//! Documents cited in prose: "Công văn số 1432/UBND-TH ngày 12/4/2023 của UBND thành phố về …".

use std::ops::Range;

use chrono::NaiveDate;

use super::documents::{self, Code};
use super::lex::{self, Before, Piece, composed};
use crate::report::period::parse_day;

/// The types of documents as prose names them, in lower case; longer ones first.
const TYPES: [&str; 24] = [
    "chương trình hành động",
    "thông tư liên tịch",
    "giấy giới thiệu",
    "chương trình",
    "nghị quyết",
    "nghị định",
    "quyết định",
    "hướng dẫn",
    "phương án",
    "thông báo",
    "thông tư",
    "kế hoạch",
    "kết luận",
    "công điện",
    "công văn",
    "báo cáo",
    "biên bản",
    "quy chế",
    "quy định",
    "tờ trình",
    "văn bản",
    "chỉ thị",
    "dự án",
    "đề án",
];

/// The most words an issuer's name has.
const ISSUER_WORDS_MAX: usize = 12;

/// A document cited in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// From its type or number to its day.
    pub range: Range<usize>,
    /// Where its số, ký hiệu stands.
    pub code_range: Range<usize>,
    /// Its type as the text names it, in lower case.
    pub doc_type: Option<&'static str>,
    /// Its số, ký hiệu.
    pub code: Code,
    /// Its day.
    pub day: Option<NaiveDate>,
    /// Who issued it.
    pub issuer: Option<String>,
}

/// The documents that a text cites, in order.
pub fn citations(text: &str) -> Vec<Citation> {
    let pieces = lex::pieces(text);
    let reader = Reader { text, pieces: &pieces };
    (0..pieces.len()).filter_map(|at| reader.citation(at)).collect()
}

struct Reader<'t, 'p> {
    text: &'t str,
    pieces: &'p [Piece<'t>],
}

impl Reader<'_, '_> {
    fn citation(&self, at: usize) -> Option<Citation> {
        let piece = self.pieces.get(at).filter(|piece| piece.has_digit() && !piece.is_address())?;
        let code = documents::parse(piece.text).ok()?;
        let has_number_word = self.front_is(at, "số");
        let names_end = if has_number_word { at.checked_sub(1)? } else { at };
        let doc_type = TYPES.iter().copied().find(|name| self.front_is(names_end, name));
        // "Đề án 06/CP" is a name of its own.
        let is_certain =
            has_number_word || code.kind.is_some() || doc_type.is_some_and(|t| t != "đề án");
        if !is_certain {
            return None;
        }
        let words = doc_type.map_or(0, |name| name.split(' ').count());
        let first = names_end.checked_sub(words)?;
        let start = self.pieces.get(first)?.start;
        let (day, behind) = self.day(at + 1).map_or((None, at + 1), |(day, at)| (Some(day), at));
        let end = self.pieces.get(behind.checked_sub(1)?)?.end();
        let issuer = self.issuer(behind);
        Some(Citation { range: start..end, code_range: piece.range(), doc_type, code, day, issuer })
    }

    fn word(&self, at: usize) -> Option<String> {
        self.pieces.get(at).map(|piece| composed(piece.text).to_lowercase())
    }

    /// Whether the words in front of a place, on the same line, are these.
    fn front_is(&self, at: usize, words: &str) -> bool {
        let words: Vec<&str> = words.split(' ').collect();
        let Some(first) = at.checked_sub(words.len()) else { return false };
        let matches =
            words.iter().zip(first..).all(|(word, at)| self.word(at).as_deref() == Some(*word));
        matches && (first + 1..=at).all(|at| self.follows_space(at))
    }

    fn follows_space(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.before == Before::Space)
    }

    /// "ngày 12/4/2023" or "ngày 12 tháng 4 năm 2023", with the place behind.
    fn day(&self, at: usize) -> Option<(NaiveDate, usize)> {
        let starts = self.word(at)?;
        if starts != "ngày" {
            return None;
        }
        let first = self.pieces.get(at + 1)?;
        if let Ok(day) = parse_day(first.text) {
            return Some((day, at + 2));
        }
        let is_long = self.word(at + 2)? == "tháng" && self.word(at + 4)? == "năm";
        let (month, year) = (self.pieces.get(at + 3)?, self.pieces.get(at + 5)?);
        let day = format!("{}/{}/{}", first.text, month.text, year.text);
        let day = is_long.then(|| parse_day(&day).ok())??;
        Some((day, at + 6))
    }

    /// What stands between "của" and "về" or the next punctuation.
    fn issuer(&self, at: usize) -> Option<String> {
        if self.word(at)? != "của" || !self.follows_space(at) {
            return None;
        }
        let first = self.pieces.get(at + 1).filter(|piece| piece.before == Before::Space)?;
        let mut end = first.end();
        for at in at + 2..at + 2 + ISSUER_WORDS_MAX {
            let is_over = !self.follows_space(at)
                || self.word(at).is_none_or(|word| matches!(word.as_str(), "về" | "v/v" | "và"));
            if is_over {
                break;
            }
            end = self.pieces.get(at)?.end();
        }
        self.text.get(first.start..end).map(|text| composed(text).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[test]
    fn citations_are_taken_apart() {
        let text = "theo Công văn số 1345/UBND-TH ngày 06/4/2023 của UBND thành phố về triển khai \
                    Chỉ thị 40-CT/TU ngày 05 tháng 12 năm 2022 của Tỉnh ủy; Đề án 06/CP, xem 57-NQ/TW.";
        let found = citations(text);
        let short: Vec<_> = found.iter().map(|c| (c.doc_type, c.code.to_string(), c.day)).collect();
        assert_eq!(
            short,
            [
                (Some("công văn"), "1345/UBND-TH".to_owned(), day(2023, 4, 6)),
                (Some("chỉ thị"), "40-CT/TU".to_owned(), day(2022, 12, 5)),
                (None, "57-NQ/TW".to_owned(), None),
            ]
        );
        assert_eq!(found[0].issuer.as_deref(), Some("UBND thành phố"));
        assert_eq!(found[1].issuer.as_deref(), Some("Tỉnh ủy"));
        assert_eq!(
            text.get(found[0].range.clone()).unwrap(),
            "Công văn số 1345/UBND-TH ngày 06/4/2023"
        );
    }
}
