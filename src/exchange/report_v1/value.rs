//! Values and days of a report file.
//!
//! | In the file | Value |
//! |---|---|
//! | `1317` | a count |
//! | `"95.62"` | a decimal; its digits after the point are kept |
//! | `"not_arisen"` | "không phát sinh" |
//! | `null`, or nothing at all | blank |
//! | `{"number": 300, "qualifier": "more_than"}` | "hơn 300" |
//! | `{"unreadable": "12a"}` | what was typed and is not a number |
//!
//! A JSON number with a fraction is refused: it would pass through a binary floating point number.
//! Which signs a number may have is for the reader of the report to say, who knows whose it is.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::de::{Deserializer, Error, IgnoredAny, Unexpected};
use serde::{Deserialize, Serialize, Serializer};

use super::NumberReason;
use crate::exchange::by_name::ByName;
use crate::exchange::wire::{FromWritten, Written, read_written};
use crate::report::number::{COUNT_MAX, DECIMALS_MAX, unambiguous};
use crate::report::period::{DateRange, DayValue, iso_day, read_iso_day};
use crate::report::text;
use crate::report::value::{Number, Qualifier, Value};

const NOT_ARISEN: &str = "not_arisen";

/// A number that no figure takes.
#[derive(Debug)]
pub(super) struct Refused {
    /// As it is written in the file.
    pub(super) written: String,
    pub(super) reason: NumberReason,
}

/// Everything that a value can be but blank.
#[derive(Debug)]
pub(super) struct ValueV1(pub(super) Result<Value, Refused>);

/// A value that is more than a number.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ValueFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<NumberV1>,
    #[serde(skip_serializing_if = "Option::is_none")]
    qualifier: Option<ByName<Qualifier>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unreadable: Option<String>,
}

impl ValueV1 {
    /// `None` for a blank value.
    pub(super) fn of(value: &Value) -> Option<Self> {
        (!value.is_blank()).then(|| Self(Ok(value.clone())))
    }
}

impl Serialize for ValueV1 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = match &self.0 {
            // Only reading gives a number that is refused.
            Ok(Value::Blank) | Err(_) => return serializer.serialize_unit(),
            Ok(Value::NotArisen) => return serializer.serialize_str(NOT_ARISEN),
            Ok(Value::Known { number, qualifier: None }) => {
                return NumberV1(Ok(*number)).serialize(serializer);
            }
            Ok(Value::Known { number, qualifier: Some(qualifier) }) => ValueFields {
                number: Some(NumberV1(Ok(*number))),
                qualifier: Some(ByName(*qualifier)),
                unreadable: None,
            },
            Ok(Value::Unreadable(text)) => {
                ValueFields { unreadable: Some(text.clone()), ..ValueFields::default() }
            }
        };
        fields.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ValueV1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_written(deserializer)
    }
}

impl FromWritten for ValueV1 {
    type Fields = ValueFields;
    const EXPECTING: &'static str = "a count, a decimal in quotes, \"not_arisen\", or an object with number and qualifier or with unreadable";

    fn from_written<E: Error>(written: Written<ValueFields>) -> Result<Self, E> {
        let fields = match written {
            Written::Count(count) => return Ok(Self(self::count(count).map(Value::from_number))),
            Written::Fraction(number) => return Ok(Self(Err(fraction(number)))),
            Written::Text(text) if text == NOT_ARISEN => return Ok(Self(Ok(Value::NotArisen))),
            Written::Text(text) => return Ok(Self(decimal(&text).map(Value::from_number))),
            Written::Fields(fields) => fields,
        };
        match (fields.number, fields.qualifier, fields.unreadable) {
            (Some(number), qualifier, None) => {
                let qualifier = qualifier.map(|qualifier| qualifier.0);
                Ok(Self(number.0.map(|number| Value::Known { number, qualifier })))
            }
            (None, None, Some(text)) => Ok(Self(Ok(Value::Unreadable(text::clean(&text))))),
            _ => Err(E::custom("number, perhaps with qualifier, or unreadable")),
        }
    }
}

/// A number, or why it is none.
struct NumberV1(Result<Number, Refused>);

impl Serialize for NumberV1 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Ok(Number::Count(count)) => serializer.serialize_i64(count),
            Ok(Number::Decimal(decimal)) => serializer.collect_str(&decimal),
            // Only reading gives a number that is refused.
            Err(_) => serializer.serialize_unit(),
        }
    }
}

impl<'de> Deserialize<'de> for NumberV1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_written(deserializer)
    }
}

impl FromWritten for NumberV1 {
    type Fields = IgnoredAny;
    const EXPECTING: &'static str = "a count of at most 15 digits, or a decimal such as \"95.62\"";

    fn from_written<E: Error>(written: Written<IgnoredAny>) -> Result<Self, E> {
        match written {
            Written::Count(count) => Ok(Self(self::count(count))),
            Written::Fraction(number) => Ok(Self(Err(fraction(number)))),
            Written::Text(text) => Ok(Self(decimal(&text))),
            Written::Fields(_) => Err(written.refused(Self::EXPECTING)),
        }
    }
}

fn count(count: i128) -> Result<Number, Refused> {
    let known = i64::try_from(count).ok();
    let known = known.filter(|count| (-COUNT_MAX..=COUNT_MAX).contains(count));
    let refused = || Refused { written: count.to_string(), reason: NumberReason::TooLarge };
    known.map(Number::Count).ok_or_else(refused)
}

fn fraction(number: f64) -> Refused {
    Refused { written: number.to_string(), reason: NumberReason::NoQuotes }
}

fn decimal(text: &str) -> Result<Number, Refused> {
    let fits = |text: &str| {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        (1..=15).contains(&whole.len())
            && (1..=DECIMALS_MAX).contains(&fraction.len())
            && digits(whole)
            && digits(fraction)
    };
    let decimal = fits(text.strip_prefix('-').unwrap_or(text));
    let decimal = decimal.then(|| Decimal::from_str_exact(text).ok()).flatten();
    match decimal {
        Some(zero) if zero.is_zero() => Ok(Number::Decimal(zero.abs())),
        Some(decimal) => Ok(Number::Decimal(unambiguous(decimal))),
        None => Err(Refused { written: text.to_owned(), reason: NumberReason::NotADecimal }),
    }
}

/// `"2023-05-12"`, `{"from": "2023-04-12", "to": "2023-05-12"}`, or `{"unreadable": "cuối tháng"}`.
#[derive(Debug)]
pub(super) struct DayV1(pub(super) DayValue);

/// A day that is more than one day, or none.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DayFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    unreadable: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

impl DayV1 {
    pub(super) fn of(day: &DayValue) -> Self {
        Self(day.clone())
    }
}

impl Serialize for DayV1 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = match &self.0 {
            DayValue::Day(day) => return serializer.serialize_str(&iso_day(*day)),
            DayValue::Window(days) => DayFields {
                from: Some(iso_day(days.first())),
                to: Some(iso_day(days.last())),
                unreadable: None,
            },
            DayValue::Unreadable(text) => {
                DayFields { unreadable: Some(text.clone()), ..DayFields::default() }
            }
        };
        fields.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for DayV1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_written(deserializer)
    }
}

impl FromWritten for DayV1 {
    type Fields = DayFields;
    const EXPECTING: &'static str =
        "a text such as \"2023-05-12\", an object with from and to, or one with unreadable";

    fn from_written<E: Error>(written: Written<DayFields>) -> Result<Self, E> {
        let fields = match written {
            Written::Text(text) => return day(&text).map(DayValue::Day).map(Self),
            Written::Fields(fields) => fields,
            other => return Err(other.refused(Self::EXPECTING)),
        };
        match (fields.unreadable, fields.from, fields.to) {
            (Some(text), None, None) => Ok(Self(DayValue::Unreadable(text::clean(&text)))),
            (None, Some(from), Some(to)) => {
                let days = DateRange::new(day(&from)?, day(&to)?);
                let days = days.map_err(|_| E::custom("the days are reversed"))?;
                Ok(Self(DayValue::Window(days)))
            }
            _ => Err(E::invalid_value(Unexpected::Map, &Self::EXPECTING)),
        }
    }
}

fn day<E: Error>(text: &str) -> Result<NaiveDate, E> {
    read_iso_day(text).ok_or_else(|| E::custom(format_args!("`{text}` is not a day")))
}
