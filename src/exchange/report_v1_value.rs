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

use std::fmt;
use std::marker::PhantomData;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Serialize, Serializer};

use super::report_v1::day_text;
use super::wire::Lines;
use crate::report::number::{COUNT_MAX, DECIMALS_MAX, unambiguous};
use crate::report::period::DayValue;
use crate::report::value::{Number, Qualifier, Value};

const NOT_ARISEN: &str = "not_arisen";

/// Everything that a value can be but blank.
#[derive(Debug)]
pub(super) struct ValueV1(pub(super) Value);

impl ValueV1 {
    /// `None` for a blank value.
    pub(super) fn of(value: &Value) -> Option<Self> {
        (!value.is_blank()).then(|| Self(value.clone()))
    }
}

impl Serialize for ValueV1 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Value::Blank => serializer.serialize_unit(),
            Value::NotArisen => serializer.serialize_str(NOT_ARISEN),
            Value::Known { number, qualifier: None } => NumberV1(*number).serialize(serializer),
            Value::Known { number, qualifier: Some(qualifier) } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("number", &NumberV1(*number))?;
                map.serialize_entry("qualifier", &QualifierV1::of(*qualifier))?;
                map.end()
            }
            Value::Unreadable(text) => {
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
        NumberV1::from_count(count).map(|number| Self(Value::from_number(number.0)))
    }

    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
        if text == NOT_ARISEN {
            return Ok(Self(Value::NotArisen));
        }
        NumberV1::from_text(text).map(|number| Self(Value::from_number(number.0)))
    }

    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        let fields = ValueFields::deserialize(MapAccessDeserializer::new(map))?;
        match (fields.number, fields.qualifier, fields.unreadable) {
            (Some(number), qualifier, None) => Ok(Self(Value::Known {
                number: number.0,
                qualifier: qualifier.map(QualifierV1::qualifier),
            })),
            (None, None, Some(text)) => Ok(Self(Value::Unreadable(text.0))),
            _ => Err(A::Error::custom("number, perhaps with qualifier, or unreadable")),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueFields {
    number: Option<NumberV1>,
    qualifier: Option<QualifierV1>,
    unreadable: Option<Lines>,
}

#[derive(Debug)]
struct NumberV1(Number);

impl Serialize for NumberV1 {
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

impl FromScalar for NumberV1 {
    const EXPECTING: &'static str = "a count of at most 15 digits, or a decimal such as \"95.62\"";

    fn from_count<E: Error>(count: i64) -> Result<Self, E> {
        if (0..=COUNT_MAX).contains(&count) {
            Ok(Self(Number::Count(count)))
        } else {
            Err(E::invalid_value(Unexpected::Signed(count), &Self::EXPECTING))
        }
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
        let decimal = Some(text).filter(|text| fits(text));
        let decimal = decimal.and_then(|text| Decimal::from_str_exact(text).ok());
        let decimal = decimal.map(|decimal| Self(Number::Decimal(unambiguous(decimal))));
        decimal.ok_or_else(|| E::invalid_value(Unexpected::Str(text), &Self::EXPECTING))
    }

    fn from_map<'de, A: MapAccess<'de>>(_map: A) -> Result<Self, A::Error> {
        Err(A::Error::invalid_type(Unexpected::Map, &Self::EXPECTING))
    }
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum QualifierV1 {
    MoreThan,
    Over,
    Almost,
    About,
    AtLeast,
}

impl QualifierV1 {
    fn of(qualifier: Qualifier) -> Self {
        match qualifier {
            Qualifier::MoreThan => Self::MoreThan,
            Qualifier::Over => Self::Over,
            Qualifier::Almost => Self::Almost,
            Qualifier::About => Self::About,
            Qualifier::AtLeast => Self::AtLeast,
        }
    }

    fn qualifier(self) -> Qualifier {
        match self {
            Self::MoreThan => Qualifier::MoreThan,
            Self::Over => Qualifier::Over,
            Self::Almost => Qualifier::Almost,
            Self::About => Qualifier::About,
            Self::AtLeast => Qualifier::AtLeast,
        }
    }
}

/// `"2023-05-12"`, or `{"unreadable": "cuối tháng"}`.
#[derive(Debug)]
pub(super) struct DayV1(pub(super) DayValue);

impl DayV1 {
    pub(super) fn of(day: &DayValue) -> Self {
        Self(day.clone())
    }
}

/// Reads `2023-05-12`, and nothing else.
pub(super) fn parse_day(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    let is_usual = day_text(day) == text && text.len() == "2023-05-12".len();
    is_usual.then_some(day)
}

impl Serialize for DayV1 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            DayValue::Day(day) => serializer.serialize_str(&day_text(*day)),
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
    const EXPECTING: &'static str = "a day such as \"2023-05-12\", or an object with unreadable";

    fn from_count<E: Error>(count: i64) -> Result<Self, E> {
        Err(E::invalid_type(Unexpected::Signed(count), &Self::EXPECTING))
    }

    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
        let day = parse_day(text).map(|day| Self(DayValue::Day(day)));
        day.ok_or_else(|| E::invalid_value(Unexpected::Str(text), &Self::EXPECTING))
    }

    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        let fields = DayFields::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Self(DayValue::Unreadable(fields.unreadable.0)))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DayFields {
    unreadable: Lines,
}
