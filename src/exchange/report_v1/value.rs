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

use std::fmt;
use std::marker::PhantomData;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Serialize, Serializer};

use super::NumberReason;
use crate::exchange::by_name::ByName;
use crate::exchange::wire::Lines;
use crate::report::number::{COUNT_MAX, DECIMALS_MAX, unambiguous};
use crate::report::period::{DateRange, DayValue, iso_day, read_iso_day};
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

impl ValueV1 {
    /// `None` for a blank value.
    pub(super) fn of(value: &Value) -> Option<Self> {
        (!value.is_blank()).then(|| Self(Ok(value.clone())))
    }
}

impl Serialize for ValueV1 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            // Only reading gives a number that is refused.
            Ok(Value::Blank) | Err(_) => serializer.serialize_unit(),
            Ok(Value::NotArisen) => serializer.serialize_str(NOT_ARISEN),
            Ok(Value::Known { number, qualifier: None }) => {
                WrittenNumber(*number).serialize(serializer)
            }
            Ok(Value::Known { number, qualifier: Some(qualifier) }) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("number", &WrittenNumber(*number))?;
                map.serialize_entry("qualifier", &ByName(*qualifier))?;
                map.end()
            }
            Ok(Value::Unreadable(text)) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("unreadable", text)?;
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for ValueV1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Scalar::<Self>(PhantomData))
    }
}

/// What a value, a number or a day may be in JSON.
trait FromScalar: Sized {
    const EXPECTING: &'static str;

    fn from_count<E: Error>(count: i64) -> Result<Self, E>;

    fn from_text<E: Error>(text: &str) -> Result<Self, E>;

    fn from_fraction<E: Error>(number: f64) -> Result<Self, E> {
        Err(E::invalid_type(Unexpected::Float(number), &Self::EXPECTING))
    }

    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;
}

struct Scalar<T>(PhantomData<T>);

impl<'de, T: FromScalar> Visitor<'de> for Scalar<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTING)
    }

    fn visit_i64<E: Error>(self, count: i64) -> Result<T, E> {
        T::from_count(count)
    }

    fn visit_u64<E: Error>(self, count: u64) -> Result<T, E> {
        // What does not fit is far above the largest count and is refused as such.
        T::from_count(i64::try_from(count).unwrap_or(i64::MAX))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        T::from_fraction(number)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::from_map(map)
    }
}

impl FromScalar for ValueV1 {
    const EXPECTING: &'static str = "a count, a decimal in quotes, \"not_arisen\", or an object with number and qualifier or with unreadable";

    fn from_count<E: Error>(count: i64) -> Result<Self, E> {
        NumberV1::from_count(count).map(Self::from)
    }

    fn from_fraction<E: Error>(number: f64) -> Result<Self, E> {
        NumberV1::from_fraction(number).map(Self::from)
    }

    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
        match text {
            NOT_ARISEN => Ok(Self(Ok(Value::NotArisen))),
            text => NumberV1::from_text(text).map(Self::from),
        }
    }

    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        let fields = ValueFields::deserialize(MapAccessDeserializer::new(map))?;
        match (fields.number, fields.qualifier, fields.unreadable) {
            (Some(number), qualifier, None) => {
                let qualifier = qualifier.map(|qualifier| qualifier.0);
                Ok(Self(number.0.map(|number| Value::Known { number, qualifier })))
            }
            (None, None, Some(text)) => Ok(Self(Ok(Value::Unreadable(text.0)))),
            _ => Err(A::Error::custom("number, perhaps with qualifier, or unreadable")),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueFields {
    number: Option<NumberV1>,
    qualifier: Option<ByName<Qualifier>>,
    unreadable: Option<Lines>,
}

/// A number, or why it is none.
#[derive(Debug)]
struct NumberV1(Result<Number, Refused>);

impl From<NumberV1> for ValueV1 {
    fn from(number: NumberV1) -> Self {
        Self(number.0.map(Value::from_number))
    }
}

/// A number as it is written.
struct WrittenNumber(Number);

impl Serialize for WrittenNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Number::Count(count) => serializer.serialize_i64(count),
            Number::Decimal(decimal) => serializer.collect_str(&decimal),
        }
    }
}

impl<'de> Deserialize<'de> for NumberV1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Scalar::<Self>(PhantomData))
    }
}

impl NumberV1 {
    fn refused(written: impl ToString, reason: NumberReason) -> Self {
        Self(Err(Refused { written: written.to_string(), reason }))
    }
}

impl FromScalar for NumberV1 {
    const EXPECTING: &'static str = "a count of at most 15 digits, or a decimal such as \"95.62\"";

    fn from_count<E: Error>(count: i64) -> Result<Self, E> {
        Ok(match (-COUNT_MAX..=COUNT_MAX).contains(&count) {
            true => Self(Ok(Number::Count(count))),
            false => Self::refused(count, NumberReason::TooLarge),
        })
    }

    fn from_fraction<E: Error>(number: f64) -> Result<Self, E> {
        Ok(Self::refused(number, NumberReason::NoQuotes))
    }

    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
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
        Ok(match decimal {
            Some(zero) if zero.is_zero() => Self(Ok(Number::Decimal(zero.abs()))),
            Some(decimal) => Self(Ok(Number::Decimal(unambiguous(decimal)))),
            None => Self::refused(text, NumberReason::NotADecimal),
        })
    }

    fn from_map<'de, A: MapAccess<'de>>(_map: A) -> Result<Self, A::Error> {
        Err(A::Error::invalid_type(Unexpected::Map, &Self::EXPECTING))
    }
}

/// `"2023-05-12"`, `{"from": "2023-04-12", "to": "2023-05-12"}`, or `{"unreadable": "cuối tháng"}`.
#[derive(Debug)]
pub(super) struct DayV1(pub(super) DayValue);

impl DayV1 {
    pub(super) fn of(day: &DayValue) -> Self {
        Self(day.clone())
    }
}

fn day<E: Error>(text: &str) -> Result<NaiveDate, E> {
    read_iso_day(text).ok_or_else(|| E::custom(format_args!("`{text}` is not a day")))
}

impl Serialize for DayV1 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            DayValue::Day(day) => serializer.serialize_str(&iso_day(*day)),
            DayValue::Window(days) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("from", &iso_day(days.first()))?;
                map.serialize_entry("to", &iso_day(days.last()))?;
                map.end()
            }
            DayValue::Unreadable(text) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("unreadable", text)?;
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for DayV1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Scalar::<Self>(PhantomData))
    }
}

impl FromScalar for DayV1 {
    const EXPECTING: &'static str =
        "a text such as \"2023-05-12\", an object with from and to, or one with unreadable";

    fn from_count<E: Error>(count: i64) -> Result<Self, E> {
        Err(E::invalid_type(Unexpected::Signed(count), &Self::EXPECTING))
    }

    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
        day(text).map(|day| Self(DayValue::Day(day)))
    }

    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        let fields = DayFields::deserialize(MapAccessDeserializer::new(map))?;
        match fields {
            DayFields { unreadable: Some(text), from: None, to: None } => {
                Ok(Self(DayValue::Unreadable(text.0)))
            }
            DayFields { unreadable: None, from: Some(from), to: Some(to) } => {
                let days = DateRange::new(day(&from)?, day(&to)?);
                let days = days.map_err(|_| A::Error::custom("the days are reversed"))?;
                Ok(Self(DayValue::Window(days)))
            }
            _ => Err(A::Error::invalid_value(Unexpected::Map, &Self::EXPECTING)),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DayFields {
    unreadable: Option<Lines>,
    from: Option<String>,
    to: Option<String>,
}
