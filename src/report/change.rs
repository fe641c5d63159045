//! What can be changed in a report, and one symmetric record of each change: undo swaps its sides.

use std::collections::BTreeMap;

use super::content::{DocumentEntry, Header, Report};
use super::key::{EntryId, FigureKey, ItemKey, RowKey, TextKey};
use super::period::DayValue;
use super::template::Switch;
use super::value::Value;

/// A wish to change one field of a report. `None` takes the field away (blank, or the template's own).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// A typed figure.
    Figure(FigureKey, Option<Value>),
    /// How a computed figure is printed.
    Printed(FigureKey, Option<Value>),
    /// The day of a cumulative or stock figure.
    Day(FigureKey, Option<DayValue>),
    /// A text.
    Text(TextKey, Option<String>),
    /// Whether a row is reported.
    Switch(RowKey, Option<Switch>),
    /// An entry of a list of documents.
    Document(ItemKey, EntryId, Option<DocumentEntry>),
    /// Period, status, remark.
    Header(Header),
}

impl Edit {
    /// Whether both edits are about the same field; of two such edits the later one counts.
    pub fn same_field(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Figure(a, _), Self::Figure(b, _))
            | (Self::Printed(a, _), Self::Printed(b, _))
            | (Self::Day(a, _), Self::Day(b, _)) => a == b,
            (Self::Text(a, _), Self::Text(b, _)) => a == b,
            (Self::Switch(a, _), Self::Switch(b, _)) => a == b,
            (Self::Document(list, a, _), Self::Document(other, b, _)) => list == other && a == b,
            (Self::Header(_), Self::Header(_)) => true,
            _ => false,
        }
    }
}

/// One field before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot<K, V> {
    /// Which field.
    pub key: K,
    /// What stood there; `None` for nothing.
    pub before: Option<V>,
    /// What stands there now; `None` for nothing.
    pub after: Option<V>,
}

impl<K: Ord + Clone, V: Clone> Slot<K, V> {
    pub(super) fn new(map: &BTreeMap<K, V>, key: K, after: Option<V>) -> Self {
        let before = map.get(&key).cloned();
        Self { key, before, after }
    }

    pub(super) fn put(&self, map: &mut BTreeMap<K, V>) {
        match &self.after {
            Some(after) => map.insert(self.key.clone(), after.clone()),
            None => map.remove(&self.key),
        };
    }
}

impl<K: PartialEq, V: Clone> Slot<K, V> {
    fn after(self, older: &Self) -> Option<Self> {
        (self.key == older.key).then(|| Self { before: older.before.clone(), ..self })
    }
}

impl<K, V> Slot<K, V> {
    fn inverse(self) -> Self {
        Self { key: self.key, before: self.after, after: self.before }
    }
}

/// One field of a report, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A typed figure.
    Figure(Slot<FigureKey, Value>),
    /// How a computed figure is printed.
    Printed(Slot<FigureKey, Value>),
    /// The day of a cumulative or stock figure.
    Day(Slot<FigureKey, DayValue>),
    /// A text.
    Text(Slot<TextKey, String>),
    /// Whether a row is reported.
    Switch(Slot<RowKey, Switch>),
    /// An entry of a list of documents.
    Document(Slot<(ItemKey, EntryId), DocumentEntry>),
    /// Period, status, remark.
    Header(Slot<(), Header>),
}

impl Change {
    /// Whether its sides differ.
    pub fn is_change(&self) -> bool {
        match self {
            Self::Figure(slot) | Self::Printed(slot) => slot.before != slot.after,
            Self::Day(slot) => slot.before != slot.after,
            Self::Text(slot) => slot.before != slot.after,
            Self::Switch(slot) => slot.before != slot.after,
            Self::Document(slot) => slot.before != slot.after,
            Self::Header(slot) => slot.before != slot.after,
        }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Figure(slot) => Self::Figure(slot.inverse()),
            Self::Printed(slot) => Self::Printed(slot.inverse()),
            Self::Day(slot) => Self::Day(slot.inverse()),
            Self::Text(slot) => Self::Text(slot.inverse()),
            Self::Switch(slot) => Self::Switch(slot.inverse()),
            Self::Document(slot) => Self::Document(slot.inverse()),
            Self::Header(slot) => Self::Header(slot.inverse()),
        }
    }

    /// This change and an older one of the same field as one: from what stood before the older to
    /// what stands now. `None` for another field.
    #[must_use]
    pub fn after(self, older: &Self) -> Option<Self> {
        Some(match (self, older) {
            (Self::Figure(new), Self::Figure(old)) => Self::Figure(new.after(old)?),
            (Self::Printed(new), Self::Printed(old)) => Self::Printed(new.after(old)?),
            (Self::Day(new), Self::Day(old)) => Self::Day(new.after(old)?),
            (Self::Text(new), Self::Text(old)) => Self::Text(new.after(old)?),
            (Self::Switch(new), Self::Switch(old)) => Self::Switch(new.after(old)?),
            (Self::Document(new), Self::Document(old)) => Self::Document(new.after(old)?),
            (Self::Header(new), Self::Header(old)) => Self::Header(new.after(old)?),
            _ => return None,
        })
    }

    /// The edit that makes the change; `None` for a header that is taken away, which no edit does.
    pub fn edit(self) -> Option<Edit> {
        Some(match self {
            Self::Figure(slot) => Edit::Figure(slot.key, slot.after),
            Self::Printed(slot) => Edit::Printed(slot.key, slot.after),
            Self::Day(slot) => Edit::Day(slot.key, slot.after),
            Self::Text(slot) => Edit::Text(slot.key, slot.after),
            Self::Switch(slot) => Edit::Switch(slot.key, slot.after),
            Self::Document(slot) => {
                let (list, id) = slot.key;
                Edit::Document(list, id, slot.after)
            }
            Self::Header(slot) => Edit::Header(slot.after?),
        })
    }
}

/// The edits that make one report say what another one says, each of them a real change. Office
/// and template stay as they are.
pub fn edits_between(from: &Report, to: &Report) -> Vec<Edit> {
    let mut edits = Vec::new();
    if from.header != to.header {
        edits.push(Edit::Header(to.header.clone()));
    }
    each_difference(&from.values, &to.values, |key, value| {
        edits.push(Edit::Figure(key, value));
    });
    each_difference(&from.printed, &to.printed, |key, value| {
        edits.push(Edit::Printed(key, value));
    });
    each_difference(&from.days, &to.days, |key, day| {
        edits.push(Edit::Day(key, day));
    });
    each_difference(&from.texts, &to.texts, |key, text| {
        edits.push(Edit::Text(key, text));
    });
    each_difference(&from.switches, &to.switches, |key, switch| {
        edits.push(Edit::Switch(key, switch));
    });
    let (before, after) = (entries_by_key(from), entries_by_key(to));
    each_difference(&before, &after, |(list, id), entry| {
        edits.push(Edit::Document(list, id, entry));
    });
    edits.retain(|edit| from.change_for(edit.clone()).is_some());
    edits
}

fn entries_by_key(report: &Report) -> BTreeMap<(ItemKey, EntryId), DocumentEntry> {
    let lists = report.documents.iter();
    lists
        .flat_map(|(list, entries)| entries.iter().map(move |entry| (list, entry)))
        .map(|(list, entry)| ((list.clone(), entry.id.clone()), entry.clone()))
        .collect()
}

/// Calls `tell` with each key whose values differ, and what stands there in `to`.
fn each_difference<K: Ord + Clone, V: PartialEq + Clone>(
    from: &BTreeMap<K, V>,
    to: &BTreeMap<K, V>,
    mut tell: impl FnMut(K, Option<V>),
) {
    for key in from.keys().filter(|key| !to.contains_key(key)) {
        tell(key.clone(), None);
    }
    for (key, value) in to {
        if from.get(key) != Some(value) {
            tell(key.clone(), Some(value.clone()));
        }
    }
}
