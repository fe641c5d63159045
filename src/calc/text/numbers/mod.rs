//! Every number in a text: its value, how it was written, whether it is a bound, what it counts,
//! and which numbers are no quantities at all (days, codes, names, numberings, addresses).

mod context;
mod numeral;

use std::ops::Range;

use rust_decimal::Decimal;

pub(crate) use self::context::counts_whole_things;
pub use self::numeral::{Form, Numeral};

use self::context::Around;
use super::documents;
use super::lex::{self, Before, Piece};
use crate::report::period::parse_day;

/// What a number in a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// How much or how many there is of something.
    Quantity,
    /// The first side of a ratio: 70.538 of "70.538/168.061".
    Part,
    /// The second side of a ratio.
    Whole,
    /// A day, month, year, hour or a stretch of them.
    Day,
    /// The number and symbol of a document: "1432/UBND-TH".
    Code,
    /// The number of a paragraph: "1.", "(2)".
    Numbering,
    /// Part of a name: "Đề án 06", "mức 2".
    Name,
    /// Part of an address of the web.
    Address,
    /// A telephone or identity number.
    Phone,
}

impl Meaning {
    /// Whether the number can be compared with a figure.
    pub fn is_amount(self) -> bool {
        matches!(self, Self::Quantity | Self::Part | Self::Whole)
    }
}

/// Words in front of a number that make it approximate or a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// "hơn 300", "trên 300"
    Above,
    /// "ít nhất 300", "không dưới 300"
    AtLeast,
    /// "gần 300"
    Almost,
    /// "dưới 300", "chưa đến 300"
    Below,
    /// "không quá 300", "tối đa 300"
    AtMost,
    /// "khoảng 300"
    About,
}

/// How a percent sign stands behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Percent {
    /// None.
    None,
    /// "95%"
    Attached,
    /// "95 %"
    Spaced,
}

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberInText {
    /// Its characters, the percent sign and "triệu" included, bound and unit not.
    pub range: Range<usize>,
    /// What it is.
    pub meaning: Meaning,
    /// Its value; `None` for what is no amount.
    pub numeral: Option<Numeral>,
    /// Whether it is written with a zero in front: "02".
    pub leading_zero: LeadingZero,
    /// Its percent sign.
    pub percent: Percent,
    /// What the words in front make of it.
    pub bound: Option<Bound>,
    /// What it counts.
    pub unit: Option<Range<usize>>,
}

/// Whether a count is written with a zero in front, as prose does below ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadingZero {
    /// "305", "2"
    No,
    /// "02"
    Yes,
}

/// The numbers of a text, in order.
pub fn numbers(text: &str) -> Vec<NumberInText> {
    let pieces = lex::pieces(text);
    let reader = Reader { text, pieces: &pieces };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at = if piece.has_digit() { reader.read(at, &mut found) } else { at + 1 };
    }
    found
}

struct Reader<'t, 'p> {
    text: &'t str,
    pieces: &'p [Piece<'t>],
}

impl Reader<'_, '_> {
    /// Reads the piece at a place; gives the place behind what was read.
    fn read(&self, at: usize, found: &mut Vec<NumberInText>) -> usize {
        let Some(piece) = self.pieces.get(at) else { return at + 1 };
        let digits = piece.text.trim_end_matches('%');
        let has_letter = digits.contains(char::is_alphabetic);
        let around = || Around::of(self.pieces, at, at);
        if piece.is_address() {
            found.push(no_amount(piece, Meaning::Address));
        } else if has_letter {
            self.read_mixed(at, found);
        } else if is_phone(digits) {
            found.push(no_amount(piece, Meaning::Phone));
        } else if digits.contains(':') || is_days(digits) {
            found.push(no_amount(piece, Meaning::Day));
        } else if let Some((part, whole)) = digits.split_once('/') {
            self.read_ratio(part, whole, at, found);
        } else if digits.contains(['-', '–']) {
            found.push(no_amount(piece, Meaning::Name));
        } else if self.is_numbering(piece) {
            found.push(no_amount(piece, Meaning::Numbering));
        } else if self.ends_years(at) {
            found.push(no_amount(piece, Meaning::Day));
        } else if let Some(meaning) = around().meaning(piece.text) {
            found.push(no_amount(piece, meaning));
        } else {
            return self.read_amount(at, found);
        }
        at + 1
    }

    /// A run of digits and letters: a code, a measure ("5km") or a name ("DC01").
    fn read_mixed(&self, at: usize, found: &mut Vec<NumberInText>) {
        let Some(piece) = self.pieces.get(at) else { return };
        if documents::parse(piece.text).is_ok() {
            found.push(no_amount(piece, Meaning::Code));
            return;
        }
        let letters_at = piece.text.find(char::is_alphabetic).unwrap_or(0);
        let (digits, unit) = piece.text.split_at(letters_at);
        let is_measure = matches!(unit, "km" | "m" | "m2" | "kg" | "ha" | "tr" | "đ" | "GB" | "MB");
        match numeral::read(digits) {
            Some(numeral) if is_measure => {
                let end = piece.start + digits.len();
                let around = Around::of(self.pieces, at, at);
                let number = amount(piece.start..end, numeral, digits, &around);
                found.push(NumberInText { unit: Some(end..piece.end()), ..number });
            }
            _ => found.push(no_amount(piece, Meaning::Name)),
        }
    }

    fn read_ratio(&self, part: &str, whole: &str, at: usize, found: &mut Vec<NumberInText>) {
        let Some(piece) = self.pieces.get(at) else { return };
        let around = Around::of(self.pieces, at, at);
        let (Some(first), Some(second)) = (numeral::read(part), numeral::read(whole)) else {
            found.push(no_amount(piece, Meaning::Name));
            return;
        };
        let has_unit = around.next().is_some_and(|(word, _)| word != "và" && word != "đến");
        let is_day = is_day_and_month(part, whole) && (around.leads_to_day() || !has_unit);
        if is_day {
            found.push(no_amount(piece, Meaning::Day));
            return;
        }
        let middle = piece.start + part.len();
        let unit = around.unit(piece.end(), self.text);
        let number = amount(piece.start..middle, first, part, &around);
        found.push(NumberInText { meaning: Meaning::Part, unit: unit.clone(), ..number });
        let number = amount(middle + 1..piece.end(), second, whole, &around);
        found.push(NumberInText { meaning: Meaning::Whole, unit, bound: None, ..number });
    }

    /// A plain number with what belongs to it; gives the place behind.
    fn read_amount(&self, at: usize, found: &mut Vec<NumberInText>) -> usize {
        let Some(piece) = self.pieces.get(at) else { return at + 1 };
        let digits = piece.text.trim_end_matches('%');
        let (last, spaced) = self.spaced_groups(at);
        let numeral = spaced.or_else(|| numeral::read(digits));
        let Some(numeral) = numeral else {
            let meaning =
                if piece.before == Before::LineStart { Meaning::Numbering } else { Meaning::Name };
            found.push(no_amount(piece, meaning));
            return at + 1;
        };
        let end = self.pieces.get(last).map_or(piece.end(), Piece::end);
        let around = Around::of(self.pieces, at, last);
        let mut number = amount(piece.start..end, numeral, digits, &around);
        if piece.text.ends_with('%') {
            number.percent = Percent::Attached;
        } else if let Some(sign) = self.spaced_percent(end) {
            number.percent = Percent::Spaced;
            number.range.end = sign;
        } else if let Some((times, end)) =
            around.next().and_then(|(word, end)| Some((multiplier(word)?, end)))
        {
            number.range.end = end;
            number.numeral = Some(scaled(numeral, times));
            number.unit = around.past_next().unit(end, self.text);
            found.push(number);
            return last + 2;
        } else {
            number.unit = around.unit(end, self.text);
        }
        found.push(number);
        last + 1
    }

    /// "1 614 000": the place of the last group and the number.
    fn spaced_groups(&self, at: usize) -> (usize, Option<Numeral>) {
        let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let Some(first) = self.pieces.get(at) else { return (at, None) };
        let fits = first.text.len() <= 3 && !first.text.starts_with('0') && is_digits(first.text);
        let mut groups = vec![first.text];
        let mut end = first.end();
        let rest = self.pieces.get(at + 1..).unwrap_or_default();
        for piece in rest.iter().take_while(|piece| fits && piece.before == Before::Space) {
            let gap = self.text.get(end..piece.start).unwrap_or("");
            if piece.text.len() != 3
                || !is_digits(piece.text)
                || !matches!(gap, " " | "\u{A0}" | "\u{202F}")
            {
                break;
            }
            groups.push(piece.text);
            end = piece.end();
        }
        match groups.len() {
            1 => (at, None),
            count => (at + count - 1, numeral::read_spaced(&groups)),
        }
    }

    /// Where a percent sign behind spaces ends.
    fn spaced_percent(&self, end: usize) -> Option<usize> {
        let rest = self.text.get(end..)?;
        let sign = rest.trim_start_matches([' ', '\u{A0}']);
        sign.starts_with('%').then(|| end + rest.len() - sign.len() + 1)
    }

    /// Whether it is the later of two years: "2021 - 2025", whatever word follows.
    fn ends_years(&self, at: usize) -> bool {
        let pair =
            at.checked_sub(1).and_then(|from| self.pieces.get(from)).zip(self.pieces.get(at));
        pair.is_some_and(|(from, to)| {
            let between = self.text.get(from.end()..to.start).unwrap_or("").trim();
            matches!(between, "-" | "–") && is_year(from.text) && is_year(to.text)
        })
    }

    /// "1." and "2.3." at the start of a line, "(1)" and "1)" anywhere.
    fn is_numbering(&self, piece: &Piece<'_>) -> bool {
        let mut parts = piece.text.split('.');
        let is_short = parts.all(|part| (1..=2).contains(&part.len()));
        let mut behind = self.text.get(piece.end()..).unwrap_or("").chars();
        let front = self.text.get(..piece.start).and_then(|front| front.chars().next_back());
        match behind.next() {
            Some(')') => is_short && (front == Some('(') || piece.before == Before::LineStart),
            Some('.') => {
                let ends = behind.next().is_none_or(char::is_whitespace);
                is_short && ends && piece.before == Before::LineStart
            }
            _ => false,
        }
    }
}

fn no_amount(piece: &Piece<'_>, meaning: Meaning) -> NumberInText {
    NumberInText {
        range: piece.range(),
        meaning,
        numeral: None,
        leading_zero: LeadingZero::No,
        percent: Percent::None,
        bound: None,
        unit: None,
    }
}

fn amount(range: Range<usize>, numeral: Numeral, digits: &str, around: &Around) -> NumberInText {
    let has_zero = digits.len() > 1 && digits.starts_with('0') && numeral.decimals == 0;
    NumberInText {
        range,
        meaning: Meaning::Quantity,
        numeral: Some(numeral),
        leading_zero: if has_zero { LeadingZero::Yes } else { LeadingZero::No },
        percent: Percent::None,
        bound: around.bound(),
        unit: None,
    }
}

/// What "nghìn", "triệu" and "tỷ" multiply by.
fn multiplier(word: &str) -> Option<i64> {
    match word {
        "nghìn" | "ngàn" => Some(1_000),
        "triệu" => Some(1_000_000),
        "tỷ" | "tỉ" => Some(1_000_000_000),
        _ => None,
    }
}

fn scaled(numeral: Numeral, times: i64) -> Numeral {
    let times = Decimal::from(times);
    let value = |value: Decimal| value.checked_mul(times).unwrap_or(value).normalize();
    Numeral { value: value(numeral.value), other: numeral.other.map(value), ..numeral }
}

/// Whether digits are a day, a month with its year, or a stretch of such.
fn is_days(text: &str) -> bool {
    if parse_day(text).is_ok() {
        return true;
    }
    match text.split(['-', '–']).collect::<Vec<_>>().as_slice() {
        [one] => one.split_once('/').is_some_and(|(month, year)| {
            is_year(year) && month.parse::<u32>().is_ok_and(|month| (1..=12).contains(&month))
        }),
        [from, to] => {
            let is_end = |part: &str| {
                let pair = part.split_once('/');
                is_days(part) || pair.is_some_and(|(day, month)| is_day_and_month(day, month))
            };
            (is_year(from) && is_year(to)) || (is_end(from) && is_end(to))
        }
        _ => false,
    }
}

fn is_year(text: &str) -> bool {
    let is_plain = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    is_plain && (text.starts_with("19") || text.starts_with("20"))
}

fn is_day_and_month(day: &str, month: &str) -> bool {
    let within = |text: &str, last: u32| {
        text.len() <= 2 && text.parse::<u32>().is_ok_and(|number| (1..=last).contains(&number))
    };
    within(day, 31) && within(month, 12)
}

/// Telephone numbers (a zero and eight to ten more digits, dots between) and identity numbers.
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_plain = digits == text.len();
    let has_signs_only = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    let is_call = text.starts_with('0') && (9..=11).contains(&digits) && has_signs_only;
    is_call || (is_plain && digits >= 10)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
