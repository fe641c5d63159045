//! Prose in pieces: runs of characters that belong together ("1432/UBND-TH", "91.9%", "https://…",
//! "hồ"), each with what stands in front of it.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::report::text::nfc;

/// What stands between a piece and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Before {
    /// It begins a line, at most behind a mark such as "- ".
    LineStart,
    /// It begins a sentence: a full stop, a question or exclamation mark, a colon or a quotation
    /// mark is in front.
    SentenceStart,
    /// Other punctuation is in front.
    Mark,
    /// Only a space is in front.
    Space,
}

/// A run of characters that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece<'t> {
    /// Its characters.
    pub(crate) text: &'t str,
    /// Where it begins, in bytes.
    pub(crate) start: usize,
    /// What stands in front of it.
    pub(crate) before: Before,
}

impl Piece<'_> {
    /// Where it lies in the text.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// Where it ends, in bytes.
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it has a digit.
    pub(crate) fn has_digit(&self) -> bool {
        self.text.contains(|c: char| c.is_ascii_digit())
    }

    /// Whether it is an address of the web or of a mailbox.
    pub(crate) fn is_address(&self) -> bool {
        let text = self.text;
        let has_host = || {
            let (host, end) = text.rsplit_once('.').unwrap_or(("", ""));
            host.len() > 1 && matches!(end, "vn" | "com" | "net" | "org" | "gov")
        };
        text.contains("://") || text.starts_with("www.") || text.contains('@') || has_host()
    }
}

/// Whether a character belongs to words: letters of any script with their marks, digits.
pub(crate) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// The text in NFC, without a copy when it already is.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c < '\u{300}' || ('\u{1E00}'..'\u{1F00}').contains(&c)) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(nfc(text))
    }
}

/// The pieces of a text, in order. References between braces are left out.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut cutter = Cutter { text, chars: &chars, pieces: Vec::new(), before: Before::LineStart };
    let mut at = 0;
    while at < chars.len() {
        at = cutter.step(at);
    }
    cutter.pieces
}

struct Cutter<'t, 'c> {
    text: &'t str,
    chars: &'c [(usize, char)],
    pieces: Vec<Piece<'t>>,
    /// What stands in front of the next piece.
    before: Before,
}

impl Cutter<'_, '_> {
    fn char_at(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|(_, c)| *c)
    }

    fn offset(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.text.len(), |(offset, _)| *offset)
    }

    /// Takes a piece, a reference or a character between pieces; gives the place behind it.
    fn step(&mut self, at: usize) -> usize {
        let Some(c) = self.char_at(at) else { return at + 1 };
        if is_word_char(c) {
            return self.piece(at);
        }
        if c == '{'
            && let Some(end) = self.reference_end(at)
        {
            self.before = Before::Mark;
            return end;
        }
        self.before = match (c, self.before) {
            ('\n' | '\r', _) => Before::LineStart,
            ('-' | '–' | '+' | '*' | '•', Before::LineStart) => Before::LineStart,
            (c, before) if c.is_whitespace() => before,
            ('.' | '?' | '!' | ':' | '“' | '"' | '…', _) => Before::SentenceStart,
            (_, Before::SentenceStart) => Before::SentenceStart,
            _ => Before::Mark,
        };
        at + 1
    }

    /// The place behind the brace that closes a reference, on the same line.
    fn reference_end(&self, at: usize) -> Option<usize> {
        let inside = self.chars.get(at + 1..)?;
        let close = inside.iter().position(|(_, c)| matches!(c, '}' | '{' | '\n'))?;
        (self.char_at(at + 1 + close) == Some('}')).then_some(at + 2 + close)
    }

    fn piece(&mut self, from: usize) -> usize {
        let mut at = from;
        while let Some(c) = self.char_at(at) {
            if !(is_word_char(c) || self.joins(at, c)) {
                break;
            }
            at += 1;
        }
        // A percent sign belongs to the number in front of it.
        if self.char_at(at) == Some('%') {
            at += 1;
        }
        let (start, end) = (self.offset(from), self.offset(at));
        if let Some(text) = self.text.get(start..end) {
            self.pieces.push(Piece { text, start, before: self.before });
        }
        self.before = Before::Space;
        at
    }

    /// Whether a sign inside a run holds it together.
    fn joins(&self, at: usize, c: char) -> bool {
        let left = at.checked_sub(1).and_then(|at| self.char_at(at));
        let right = self.char_at(at + 1);
        let digits = [left, right].iter().all(|c| c.is_some_and(|c| c.is_ascii_digit()));
        let words = [left, right].iter().all(|c| c.is_some_and(is_word_char));
        match c {
            ',' => digits,
            ':' => digits || right == Some('/'),
            '.' | '@' | '_' | '-' | '–' | '\'' | '’' => words,
            '/' => words || right == Some('/') || left == Some('/') || left == Some(':'),
            '=' | '?' | '&' | '#' => words && self.is_in_address(at),
            _ => false,
        }
    }

    fn is_in_address(&self, at: usize) -> bool {
        let run = self.chars.get(..at).unwrap_or_default().iter().rev();
        let run: Vec<char> = run.map(|(_, c)| *c).take_while(|c| !c.is_whitespace()).collect();
        run.windows(3).any(|three| three == ['/', '/', ':'])
    }
}

/// The words of a piece that hold letters only, each with its start: "Hành-chính" → two.
pub(crate) fn letter_runs<'t>(piece: &Piece<'t>) -> Vec<(usize, &'t str)> {
    let mut runs = Vec::new();
    let mut start = None;
    let ends = piece.text.char_indices().map(Some).chain([None]);
    for item in ends {
        let is_letter = item.is_some_and(|(_, c)| is_word_char(c));
        let at = item.map_or(piece.text.len(), |(at, _)| at);
        match (start, is_letter) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                if let Some(run) = piece.text.get(from..at) {
                    runs.push((piece.start + from, run));
                }
                start = None;
            }
            _ => {}
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        pieces(text).iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn what_belongs_together_stays_together() {
        assert_eq!(
            texts("đạt 91.9% (40.433/44.013); số 1432/UBND-TH, xem https://a.vn/b?c=1."),
            ["đạt", "91.9%", "40.433/44.013", "số", "1432/UBND-TH", "xem", "https://a.vn/b?c=1"]
        );
        assert_eq!(
            texts("1.614,cộng 2022 - 2025 {a.b1} COVID-19"),
            ["1.614", "cộng", "2022", "2025", "COVID-19"]
        );
    }

    #[test]
    fn what_stands_in_front_is_told() {
        let found = pieces("- Một hai, ba. Bốn\n+ năm");
        let before: Vec<Before> = found.iter().map(|piece| piece.before).collect();
        assert_eq!(
            before,
            [
                Before::LineStart,
                Before::Space,
                Before::Mark,
                Before::SentenceStart,
                Before::LineStart
            ]
        );
    }
}
