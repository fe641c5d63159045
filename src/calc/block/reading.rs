//! What a pasted cell says to a field of figures.
//!
//! Cells come from programs that may be set to English: there "1,317" is a count and "1,234.5" a
//! decimal. Typed numbers are never read so ([`number::read`]); pasted ones are asked about.

use chrono::NaiveDate;

use crate::report::number::{self, Accepted, ReadError};
use crate::report::period::{DayValue, parse_day, read_year_first};
use crate::report::text;
use crate::report::value::Value;

/// What one dot or comma in front of exactly three digits means, where it can be either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// It groups thousands: 1.317 and 1,317 are one thousand three hundred and seventeen.
    Thousands,
    /// It stands before decimals: 1,317 is a little more than one.
    Decimal,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CellReading {
    /// One thing.
    Value(Value),
    /// One of two things; a reading that the field cannot hold is an error.
    Either { as_thousands: Result<Value, ReadError>, as_decimal: Result<Value, ReadError> },
    /// Nothing that the field can hold.
    Error(ReadError),
}

impl CellReading {
    /// The reading once the separator is known.
    pub(super) fn answered(self, separator: Option<Separator>) -> Self {
        match (self, separator) {
            (Self::Either { as_thousands, .. }, Some(Separator::Thousands)) => as_thousands.into(),
            (Self::Either { as_decimal, .. }, Some(Separator::Decimal)) => as_decimal.into(),
            (reading, _) => reading,
        }
    }
}

impl From<Result<Value, ReadError>> for CellReading {
    fn from(result: Result<Value, ReadError>) -> Self {
        result.map_or_else(Self::Error, Self::Value)
    }
}

pub(super) fn read(text: &str, accepted: Accepted, unit: &str) -> CellReading {
    let text = without_unit(text, unit);
    let read = number::read(text, accepted);
    match &read {
        Err(ReadError::Ambiguous { as_decimal, as_thousands }) => CellReading::Either {
            as_thousands: Ok(Value::decimal(*as_thousands)),
            as_decimal: Ok(Value::decimal(*as_decimal)),
        },
        Err(ReadError::DecimalInCount | ReadError::EnglishStyle) => {
            match number::read(&swapped(text), accepted) {
                // Both signs changed places, and it can still be read: the English way.
                Ok(value) if has_groups(text, ',') => {
                    CellReading::Either { as_thousands: Ok(value), as_decimal: read }
                }
                _ => read.into(),
            }
        }
        _ => read.into(),
    }
}

/// The days that a cell says, of the same shape as the usual ones.
pub(super) fn days(text: &str, usual: &DayValue) -> Option<DayValue> {
    let read = match usual {
        DayValue::Window(_) => usual.read_like(text),
        DayValue::Day(_) | DayValue::Unreadable(_) => day(text).map(DayValue::Day),
    };
    read.filter(|read| read.is_like(usual))
}

/// The day that a cell says: as officials write it, or as computers do (2023-05-12).
fn day(text: &str) -> Option<NaiveDate> {
    let text = text::clean(text);
    parse_day(&text).ok().or_else(|| read_year_first(text.trim()))
}

/// Whether a cell says a day only when its month is read first: 5/25/2023.
pub(super) fn is_month_first(text: &str) -> bool {
    let mut parts: Vec<&str> = text.trim().split('/').collect();
    let is_day = |parts: &[&str]| parse_day(&parts.join("/")).is_ok();
    if parts.len() != 3 || is_day(&parts) {
        return false;
    }
    parts.swap(0, 1);
    is_day(&parts)
}

/// Whether a cell holds words.
pub(super) fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Whether a cell may be meant as a number: digits without words, or a dash.
pub(super) fn looks_like_a_number(text: &str) -> bool {
    let has_digits = text.contains(|c: char| c.is_ascii_digit());
    let is_dash = matches!(text.trim(), "-" | "–" | "—");
    is_dash || has_digits && text.chars().filter(|c| c.is_alphabetic()).count() <= 12
}

/// A number without the unit of its figure behind it: "1 317 hồ sơ".
fn without_unit<'t>(text: &'t str, unit: &str) -> &'t str {
    let trimmed = text.trim_end();
    let at = trimmed.char_indices().rev().nth(unit.chars().count().saturating_sub(1));
    let Some((number, behind)) = at.and_then(|(at, _)| trimmed.split_at_checked(at)) else {
        return text;
    };
    let is_unit = !unit.is_empty() && text::fold(behind) == text::fold(unit);
    let is_number = number.trim_end().ends_with(|c: char| c.is_ascii_digit());
    if is_unit && is_number { number } else { text }
}

/// Whether a column shows its numbers in a format of money with decimals ("1.234,00"): such a format shows 0 as a dash.
pub(super) fn is_money<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let mut num = 0;
    for cell in cells.map(str::trim).filter(|cell| !cell.is_empty() && !has_letters(cell)) {
        let is_dash = matches!(cell, "-" | "–");
        match cell.rsplit_once([',', '.']) {
            Some((whole, "00")) if !whole.is_empty() => num += 1,
            _ if is_dash => {}
            _ => return false,
        }
    }
    num > 0
}

/// A number written the English way, in the Vietnamese way, and the other way round.
fn swapped(text: &str) -> String {
    let swap = |c| match c {
        ',' => '.',
        '.' => ',',
        c => c,
    };
    text.chars().map(swap).collect()
}

/// Whether each such sign stands in front of a group of three digits.
fn has_groups(text: &str, sign: char) -> bool {
    text.contains(sign)
        && !text.trim_start().starts_with(['0', '０'])
        && text.split(sign).skip(1).all(|rest| {
            let num_digits = rest.chars().take_while(|c| c.is_ascii_digit()).count();
            let is_wide = rest.chars().take_while(|c| ('０'..='９').contains(c)).count();
            num_digits.max(is_wide) == 3
        })
}
