//! The state of a report in a file: `"draft"`, `{"final": "2023-05-19T16:30:00"}`, and so on.

use chrono::NaiveDateTime;
use serde::de::{Deserializer, Error};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Serialize, Serializer};

use crate::exchange::wire::{FromWritten, Unique, Written, read_written};
use crate::report::content::{ReportStatus, StatusKind};

const MOMENT: &str = "%Y-%m-%dT%H:%M:%S%.f";

/// A state by its name, with the time since when it holds if it has one.
#[derive(Debug, Default)]
pub(super) struct StatusV1(pub(super) ReportStatus);

impl Serialize for StatusV1 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(at) = self.0.at() else {
            return serializer.serialize_str(self.0.kind().name());
        };
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.0.kind().name(), &moment_text(at))?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for StatusV1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_written(deserializer)
    }
}

impl FromWritten for StatusV1 {
    type Fields = Unique<String>;
    const EXPECTING: &'static str = "a text, or an object with a state and its time";

    fn from_written<E: Error>(written: Written<Unique<String>>) -> Result<Self, E> {
        let mut entries = match written {
            Written::Text(name) => return status(&name, None),
            Written::Fields(Unique(entries)) => entries.into_iter(),
            other => return Err(other.refused(Self::EXPECTING)),
        };
        match (entries.next(), entries.next()) {
            (None, _) => Err(E::missing_field("status")),
            (Some(_), Some((second, _))) => Err(E::unknown_field(&second, &[])),
            (Some((name, at)), None) => match read_moment(&at) {
                Some(at) => status(&name, Some(at)),
                None => Err(E::custom(format_args!("`{at}` is not a moment"))),
            },
        }
    }
}

fn status<E: Error>(name: &str, at: Option<NaiveDateTime>) -> Result<StatusV1, E> {
    let kind = StatusKind::from_name(name);
    let status = kind.and_then(|kind| ReportStatus::of(kind, at));
    // As the derived readers say it, so that a fault is told in one way.
    status.map(StatusV1).ok_or_else(|| match (kind, at) {
        (Some(_), None) => E::custom(format_args!("`{name}` is not a moment")),
        (None, None) => {
            let known = names(&StatusKind::ALL);
            E::custom(format_args!("unknown variant `{name}`, expected one of {known}"))
        }
        (_, Some(_)) => {
            let [_, timed @ ..] = &StatusKind::ALL;
            E::custom(format_args!("unknown field `{name}`, expected one of {}", names(timed)))
        }
    })
}

fn names(kinds: &[StatusKind]) -> String {
    let names: Vec<String> = kinds.iter().map(|kind| format!("`{}`", kind.name())).collect();
    names.join(", ")
}

fn moment_text(moment: NaiveDateTime) -> String {
    moment.format(MOMENT).to_string()
}

fn read_moment(text: &str) -> Option<NaiveDateTime> {
    let moment = NaiveDateTime::parse_from_str(text, MOMENT).ok()?;
    (moment_text(moment) == text).then_some(moment)
}
