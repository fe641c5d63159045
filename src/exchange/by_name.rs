//! Enums that files spell by the names of their variants ([`Named`]).

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::report::names::Named;

/// A variant, written as its name. A name that no variant has is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ByName<T>(pub(super) T);

impl<T: Named> Serialize for ByName<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.name())
    }
}

impl<'de, T: Named> Deserialize<'de> for ByName<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor(PhantomData))
    }
}

/// Writes the name of a variant, where a field is the enum itself: `#[serde(with = "by_name")]`.
pub(crate) fn serialize<T: Named, S: Serializer>(
    variant: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    ByName(*variant).serialize(serializer)
}

/// Reads the name of a variant, where a field is the enum itself.
pub(crate) fn deserialize<'de, T: Named, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    ByName::deserialize(deserializer).map(|ByName(variant)| variant)
}

struct NameVisitor<T>(PhantomData<T>);

impl<T: Named> fmt::Display for NameVisitor<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, one of")?;
        T::VARIANTS.iter().try_for_each(|variant| write!(f, " `{}`", variant.name()))
    }
}

impl<T: Named> Visitor<'_> for NameVisitor<T> {
    type Value = ByName<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<ByName<T>, E> {
        // As the derived readers say it of their variants, so that a fault is told in one way.
        let unknown = || E::custom(format_args!("unknown variant `{name}`, expected {self}"));
        T::from_name(name).map(ByName).ok_or_else(unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::template::Switch;

    #[test]
    fn a_variant_is_read_as_it_was_written() {
        let json = serde_json::to_string(&[ByName(Switch::On), ByName(Switch::Off)]).unwrap();
        assert_eq!(json, r#"["on","off"]"#);
        let read: Vec<ByName<Switch>> = serde_json::from_str(&json).unwrap();
        assert_eq!(read, [ByName(Switch::On), ByName(Switch::Off)]);
    }

    #[test]
    fn an_unknown_name_is_refused_with_those_that_are_known() {
        let refused = serde_json::from_str::<ByName<Switch>>("\"maybe\"").unwrap_err();
        assert!(
            refused.to_string().contains("`maybe`, expected a text, one of `on` `off`"),
            "{refused}"
        );
        assert!(serde_json::from_str::<ByName<Switch>>("1").is_err());
    }
}
