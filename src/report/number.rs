//! Numbers as Vietnamese officials write them: a dot between thousands, a comma before decimals.
//!
//! [`read`] is total: every text gives a value or the reason why it gives none. Nothing is guessed:
//! `1.317` is 1317 in a count, but where a decimal is expected it could be either of two numbers
//! and is reported as [`ReadError::Ambiguous`].

use rust_decimal::Decimal;

use super::value::{Number, Qualifier, Value};

/// The largest count that is accepted: 15 digits, far above any figure of a province.
pub const COUNT_MAX: i64 = 999_999_999_999_999;

/// The most digits after the comma that are accepted in a typed decimal.
pub const DECIMALS_MAX: usize = 6;

/// What kind of number a figure expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberKind {
    /// An integer.
    Count,
    /// A decimal.
    Decimal,
    /// A decimal that may carry a percent sign.
    Percent,
}

/// Whether a number may be less than nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// It may not: a count of things.
    NonNegative,
    /// It may: a difference.
    Any,
}

/// Which numbers a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    /// Of what kind.
    pub kind: NumberKind,
    /// With which signs.
    pub sign: Sign,
}

impl NumberKind {
    /// Such numbers, none of them negative.
    pub const fn non_negative(self) -> Accepted {
        Accepted { kind: self, sign: Sign::NonNegative }
    }
}

impl From<NumberKind> for Accepted {
    fn from(kind: NumberKind) -> Self {
        kind.non_negative()
    }
}

/// Why a text is not a number of the expected kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It has something that is not a digit or a separator.
    #[error("{0:?} is not part of a number")]
    NotANumber(char),
    /// A count with digits after a comma.
    #[error("a count has no decimals")]
    DecimalInCount,
    /// A dot or space that does not stand in front of exactly three digits.
    #[error("thousands are not grouped by three")]
    Grouping,
    /// One separator followed by exactly three digits where a decimal is expected.
    #[error("either of two numbers")]
    Ambiguous {
        /// The separator read as the decimal sign (1,317).
        as_decimal: Decimal,
        /// The separator read as the thousands sign (1.317).
        as_thousands: Decimal,
    },
    /// A comma between thousands and a dot before decimals, as in English.
    #[error("comma and dot the English way round")]
    EnglishStyle,
    /// A minus sign in front of a number.
    #[error("negative")]
    Negative,
    /// More digits than any figure has.
    #[error("too many digits")]
    TooLarge,
    /// A percent sign where the figure is not a percentage.
    #[error("not a percentage")]
    NotAPercentage,
    /// A qualifier or sign without a number behind it.
    #[error("no digits")]
    NoDigits,
}

/// Reads what an official typed into a field that takes such numbers.
///
/// Blank text gives [`Value::Blank`]; `-`, `–`, "không phát sinh" and "không có" give [`Value::NotArisen`].
///
/// # Errors
/// Tells why the text cannot be read; the caller keeps the text.
pub fn read(text: &str, accepted: impl Into<Accepted>) -> Result<Value, ReadError> {
    let Accepted { kind, sign } = accepted.into();
    let clean = simplify(text);
    if clean.is_empty() {
        return Ok(Value::Blank);
    }
    if is_not_arisen(&clean) {
        return Ok(Value::NotArisen);
    }
    let (qualifier, digits) = split_qualifier(&clean);
    let number = match (without_minus(digits), sign) {
        (None, _) => read_number(digits, kind)?,
        (Some(_), Sign::NonNegative) => return Err(ReadError::Negative),
        (Some(digits), Sign::Any) => negative(read_number(digits, kind))?,
    };
    Ok(Value::Known { number, qualifier })
}

/// Reads like [`read`], keeping a text that is not a number as [`Value::Unreadable`].
pub fn read_or_keep(text: &str, accepted: impl Into<Accepted>) -> Value {
    read(text, accepted).unwrap_or_else(|_| Value::Unreadable(text.to_owned()))
}

/// Writes a count with a dot between thousands: 1317 → "1.317".
pub fn format_count(count: i64) -> String {
    let digits = count.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if count < 0 {
        out.push('-');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// Writes a decimal with all its digits: a comma before decimals, a dot between thousands.
pub fn format_decimal(decimal: Decimal) -> String {
    let text = decimal.to_string();
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole = whole.parse::<i64>().map_or_else(|_| whole.to_owned(), format_count);
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole},{fraction}") }
}

/// Writes a number the way it is typed and printed.
pub fn format_number(number: Number) -> String {
    match number {
        Number::Count(count) => format_count(count),
        Number::Decimal(decimal) => format_decimal(decimal),
    }
}

/// Writes a value as an official would type it, so that reading it back gives the same value.
pub fn format_value(value: &Value) -> String {
    match value {
        Value::Blank => String::new(),
        Value::NotArisen => "-".to_owned(),
        Value::Known { number, qualifier } => {
            let number = match number {
                // "1.000" would be read as either of two numbers where a decimal is expected.
                Number::Decimal(decimal)
                    if decimal.scale() == 0 && looks_like_decimals(*decimal) =>
                {
                    decimal.to_string()
                }
                other => format_number(*other),
            };
            match qualifier {
                Some(qualifier) => format!("{} {number}", qualifier.word()),
                None => number,
            }
        }
        Value::Unreadable(text) => text.clone(),
    }
}

/// Whether the thousands dot would stand where a decimal sign could.
fn looks_like_decimals(decimal: Decimal) -> bool {
    (Decimal::ONE_THOUSAND..Decimal::from(1_000_000)).contains(&decimal.abs())
}

/// The decimal in a form that reads back as itself: 1,317 has no such form and becomes 1,3170.
pub fn unambiguous(mut decimal: Decimal) -> Decimal {
    let whole = decimal.trunc().abs();
    if decimal.scale() == 3 && whole >= Decimal::ONE && whole < Decimal::ONE_THOUSAND {
        decimal.rescale(4);
    }
    decimal
}

/// Full-width digits to plain ones, every kind of space to one space, trimmed, lower case.
fn simplify(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in super::text::nfc(text).chars() {
        match c {
            '０'..='９' => {
                let offset = u32::from(c) - u32::from('０');
                out.extend(char::from_digit(offset, 10));
            }
            '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => {}
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out.trim().to_owned()
}

fn is_not_arisen(clean: &str) -> bool {
    // As agencies write it into a form, with or without a stop behind it.
    let words = clean.trim_end_matches(['.', ';']).trim_end();
    matches!(clean, "-" | "–" | "—" | "−")
        || matches!(super::text::fold(words).as_str(), "khong phat sinh" | "khong co" | "khong")
}

fn split_qualifier(clean: &str) -> (Option<Qualifier>, &str) {
    for qualifier in Qualifier::ALL {
        let Some(rest) = clean.strip_prefix(qualifier.word()) else {
            continue;
        };
        if let Some(digits) = rest.strip_prefix(' ') {
            return (Some(qualifier), digits);
        }
    }
    (None, clean)
}

/// What stands behind a minus sign in front of a number, or in the brackets that mean one in accounts: "(12)".
fn without_minus(text: &str) -> Option<&str> {
    let in_brackets = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).map(str::trim);
    if let Some(number) = in_brackets.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Some(number);
    }
    let rest = text.strip_prefix(['-', '−', '–'])?.trim_start();
    rest.starts_with(|c: char| c.is_ascii_digit()).then_some(rest)
}

/// The same with a minus sign; nothing has none.
fn negative(read: Result<Number, ReadError>) -> Result<Number, ReadError> {
    let less = |decimal: Decimal| if decimal.is_zero() { decimal } else { -decimal };
    match read {
        Ok(Number::Count(count)) => Ok(Number::Count(-count)),
        Ok(Number::Decimal(decimal)) => Ok(Number::Decimal(less(decimal))),
        Err(ReadError::Ambiguous { as_decimal, as_thousands }) => Err(ReadError::Ambiguous {
            as_decimal: less(as_decimal),
            as_thousands: less(as_thousands),
        }),
        Err(err) => Err(err),
    }
}

fn read_number(text: &str, kind: NumberKind) -> Result<Number, ReadError> {
    let text = match (text.strip_suffix('%'), kind) {
        (Some(rest), NumberKind::Percent) => rest.trim_end(),
        (Some(_), _) => return Err(ReadError::NotAPercentage),
        (None, _) => text,
    };
    if text.is_empty() {
        return Err(ReadError::NoDigits);
    }
    let odd = |c: &char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
    if let Some(c) = text.chars().find(odd) {
        return Err(ReadError::NotANumber(c));
    }
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(ReadError::NoDigits);
    }
    match kind {
        NumberKind::Count => read_count(text).map(Number::Count),
        NumberKind::Decimal | NumberKind::Percent => read_decimal(text).map(Number::Decimal),
    }
}

fn read_count(text: &str) -> Result<i64, ReadError> {
    let text = without_empty_decimals(text);
    if text.contains(',') {
        return Err(ReadError::DecimalInCount);
    }
    let digits = ungroup(text)?;
    match digits.trim_start_matches('0') {
        "" => Ok(0),
        digits if digits.len() > 15 => Err(ReadError::TooLarge),
        digits => digits.parse().map_err(|_| ReadError::TooLarge),
    }
}

/// A count as spreadsheets show one in their formats of money, "1.234,00": the one or two zeros behind the comma say
/// nothing. Three could be thousands of an English number, and a dot in their place could be a thousand cut short.
fn without_empty_decimals(text: &str) -> &str {
    match text.rsplit_once(',') {
        Some((whole, "0" | "00")) if !whole.is_empty() => whole,
        _ => text,
    }
}

fn read_decimal(text: &str) -> Result<Decimal, ReadError> {
    let separators: Vec<char> = text.chars().filter(|c| matches!(c, '.' | ',')).collect();
    match separators.as_slice() {
        [] => decimal_of(&ungroup(text)?, ""),
        [separator] => {
            let (whole, fraction) = text.split_once(*separator).unwrap_or((text, ""));
            let whole = ungroup(whole)?;
            let like_thousands = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
            if fraction.len() == 3 && like_thousands && !text.contains(' ') {
                return Err(ReadError::Ambiguous {
                    as_decimal: decimal_of(&whole, fraction)?,
                    as_thousands: decimal_of(&format!("{whole}{fraction}"), "")?,
                });
            }
            decimal_of(&whole, fraction)
        }
        [dots @ .., last] => {
            let all_dots = dots.iter().all(|c| *c == '.');
            match (all_dots, *last) {
                (true, '.') => decimal_of(&ungroup(text)?, ""),
                (true, _) => {
                    let (whole, fraction) = text.rsplit_once(',').unwrap_or((text, ""));
                    decimal_of(&ungroup(whole)?, fraction)
                }
                (false, _) => Err(ReadError::EnglishStyle),
            }
        }
    }
}

/// Removes thousands separators (a dot or a space, one kind only) after checking their places.
fn ungroup(text: &str) -> Result<String, ReadError> {
    let separator = match (text.contains('.'), text.contains(' ')) {
        (false, false) => {
            return if text.is_empty() { Err(ReadError::NoDigits) } else { Ok(text.to_owned()) };
        }
        (true, true) => return Err(ReadError::Grouping),
        (true, false) => '.',
        (false, true) => ' ',
    };
    let mut groups = text.split(separator);
    let first_fits = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    if first_fits && groups.all(|group| group.len() == 3) {
        Ok(text.replace(separator, ""))
    } else {
        Err(ReadError::Grouping)
    }
}

fn decimal_of(whole: &str, fraction: &str) -> Result<Decimal, ReadError> {
    if whole.trim_start_matches('0').len() > 15 || fraction.len() > DECIMALS_MAX {
        return Err(ReadError::TooLarge);
    }
    if fraction.contains(' ') {
        return Err(ReadError::Grouping);
    }
    let scale = u32::try_from(fraction.len()).map_err(|_| ReadError::TooLarge)?;
    let digits: i128 = format!("{whole}{fraction}").parse().map_err(|_| ReadError::TooLarge)?;
    let decimal = Decimal::try_from_i128_with_scale(digits, scale);
    decimal.map(unambiguous).map_err(|_| ReadError::TooLarge)
}

#[cfg(test)]
#[path = "number_tests.rs"]
mod tests;
