//! What all file formats share: the size limit, the envelope that names format and version, texts
//! written as lines, values of several forms, and maps that refuse a key that stands twice.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::report::text;

/// The largest file that is read, in bytes: many times any real report or template.
pub(super) const FILE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Which format a file is in, read before anything else of it.
#[derive(Debug, Deserialize)]
pub(super) struct Envelope {
    pub(super) format: String,
    pub(super) format_version: u32,
}

/// The text without the byte order mark that some editors put in front.
pub(super) fn without_mark(json: &str) -> &str {
    json.strip_prefix('\u{FEFF}').unwrap_or(json)
}

/// A text, written as one string or as a list of lines; stored clean (NFC, `\n` only).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Lines(pub(super) String);

impl Serialize for Lines {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.contains('\n') {
            serializer.collect_seq(self.0.split('\n'))
        } else {
            serializer.serialize_str(&self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Lines {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LinesVisitor)
    }
}

struct LinesVisitor;

impl<'de> Visitor<'de> for LinesVisitor {
    type Value = Lines;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a list of lines")
    }

    fn visit_str<E>(self, text: &str) -> Result<Lines, E> {
        Ok(Lines(text::clean(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Lines, A::Error> {
        let mut lines: Vec<String> = Vec::new();
        while let Some(line) = seq.next_element()? {
            lines.push(line);
        }
        Ok(Lines(text::clean(&lines.join("\n"))))
    }
}

/// A value that files may write in more than one form.
pub(super) enum Written<F> {
    Count(i128),
    Fraction(f64),
    Text(String),
    Fields(F),
}

impl<F> Written<F> {
    /// The error of a form that is not meant here.
    pub(super) fn refused<E: Error>(&self, expecting: &str) -> E {
        let found = match self {
            Self::Count(_) => Unexpected::Other("integer"),
            Self::Fraction(number) => Unexpected::Float(*number),
            Self::Text(text) => Unexpected::Str(text),
            Self::Fields(_) => Unexpected::Map,
        };
        E::invalid_type(found, &expecting)
    }
}

/// What is read out of one of several forms.
pub(super) trait FromWritten: Sized {
    /// As an object.
    type Fields: DeserializeOwned;
    /// What the error of a wrong type says was expected.
    const EXPECTING: &'static str;

    fn from_written<E: Error>(written: Written<Self::Fields>) -> Result<Self, E>;
}

/// Reads a value in whichever form it is written.
pub(super) fn read_written<'de, D: Deserializer<'de>, T: FromWritten>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(WrittenVisitor(PhantomData))
}

struct WrittenVisitor<T>(PhantomData<T>);

impl<'de, T: FromWritten> Visitor<'de> for WrittenVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTING)
    }

    fn visit_i64<E: Error>(self, count: i64) -> Result<T, E> {
        T::from_written(Written::Count(count.into()))
    }

    fn visit_u64<E: Error>(self, count: u64) -> Result<T, E> {
        T::from_written(Written::Count(count.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        T::from_written(Written::Fraction(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_written(Written::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let fields = T::Fields::deserialize(MapAccessDeserializer::new(map))?;
        T::from_written(Written::Fields(fields))
    }
}

/// A text, or an object in its place.
#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum TextOr<F> {
    Text(String),
    Fields(F),
}

impl<'de, F: DeserializeOwned> Deserialize<'de> for TextOr<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_written(deserializer)
    }
}

impl<F: DeserializeOwned> FromWritten for TextOr<F> {
    type Fields = F;
    const EXPECTING: &'static str = "a text, or an object";

    fn from_written<E: Error>(written: Written<F>) -> Result<Self, E> {
        match written {
            Written::Text(text) => Ok(Self::Text(text)),
            Written::Fields(fields) => Ok(Self::Fields(fields)),
            other => Err(other.refused(Self::EXPECTING)),
        }
    }
}

/// A map that stands inside another one; a key that stands twice is refused in it too.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Unique<V>(pub(super) BTreeMap<String, V>);

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Unique<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        unique_map(deserializer).map(Self)
    }
}

/// Whether a field says what it says when it is left out.
pub(super) fn is_default<T: Default + PartialEq>(field: &T) -> bool {
    *field == T::default()
}

/// Reads an object as a map and refuses a key that stands twice (JSON itself would let the last win).
pub(super) fn unique_map<'de, D, V>(deserializer: D) -> Result<BTreeMap<String, V>, D::Error>
where
    D: Deserializer<'de>,
    V: Deserialize<'de>,
{
    deserializer.deserialize_map(UniqueMap(PhantomData))
}

struct UniqueMap<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for UniqueMap<V> {
    type Value = BTreeMap<String, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some((key, value)) = access.next_entry::<String, V>()? {
            if map.contains_key(&key) {
                return Err(A::Error::custom(format_args!("duplicate key `{key}`")));
            }
            map.insert(key, value);
        }
        Ok(map)
    }
}
