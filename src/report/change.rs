//! What can be changed in a report, and one symmetric record of each change: undo swaps its sides.

use std::collections::BTreeMap;

use super::content::{DocumentEntry, Header};
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
}
