//! The fields of a report and what each kind of them holds. Edits, changes, the log and report files
//! all speak of these, so that a new kind of field is declared here, kept by
//! [`Report::get`](super::content::Report::get) and `put`, and written by the log and the report file.

use std::fmt;

use super::collecting::FormState;
use super::document::DocumentEntry;
use super::header::Header;
use super::key::{AgencyKey, EntryId, FigureKey, ItemKey, RowKey, Subject, TextKey};
use super::names::named_enum;
use super::note::{Note, NoteKind};
use super::period::DayValue;
use super::row::RowEntry;
use super::value::Value;

/// A field of a report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Period, status, remark.
    Header,
    /// A typed figure.
    Figure(FigureKey),
    /// How a computed figure is printed.
    Printed(FigureKey),
    /// The day of a cumulative or stock figure.
    Day(FigureKey),
    /// A text.
    Text(TextKey),
    /// What the office says about a row of a table, or a row of its own.
    Row(RowKey),
    /// An entry of a list of documents.
    Document(ItemKey, EntryId),
    /// What is noted beside the report, about a subject.
    Note(NoteKind, Subject),
    /// What became of the form of an agency.
    Form(AgencyKey),
}

named_enum! {
    /// The kinds of fields, in the order in which a report lists them; the log and files name them so.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Entity {
        /// [`Field::Header`].
        Header = "header",
        /// [`Field::Figure`].
        Figure = "figure",
        /// [`Field::Printed`].
        Printed = "printed",
        /// [`Field::Day`].
        Day = "day",
        /// [`Field::Text`].
        Text = "text",
        /// [`Field::Row`].
        Row = "row",
        /// [`Field::Document`].
        Document = "document",
        /// [`Field::Note`].
        Note = "note",
        /// [`Field::Form`].
        Form = "form",
    }
}

macro_rules! field_values {
    ($($(#[$doc:meta])* $kind:ident($type:ty) = $by_reference:ident, $by_value:ident;)*) => {
        /// What a field holds.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum FieldValue {
            $($(#[$doc])* $kind($type),)*
        }

        impl FieldValue {
            $(
                #[doc = concat!("The content of a `", stringify!($kind), "`; none of any other kind.")]
                pub fn $by_reference(&self) -> Option<&$type> {
                    match self {
                        Self::$kind(content) => Some(content),
                        _ => None,
                    }
                }

                #[doc = concat!("The content of a `", stringify!($kind), "`; none of any other kind.")]
                pub fn $by_value(self) -> Option<$type> {
                    match self {
                        Self::$kind(content) => Some(content),
                        _ => None,
                    }
                }
            )*
        }
    };
}

field_values! {
    /// Of the header.
    Header(Header) = as_header, into_header;
    /// Of a typed figure, or of how a computed one is printed; never blank.
    Value(Value) = as_value, into_value;
    /// Of the day of a figure.
    Day(DayValue) = as_day, into_day;
    /// Of a text.
    Text(String) = as_text, into_text;
    /// Of a row; never empty.
    Row(RowEntry) = as_row, into_row;
    /// Of an entry of a list of documents.
    Document(DocumentEntry) = as_document, into_document;
    /// Of a note.
    Note(Note) = as_note, into_note;
    /// Of the form of an agency; never empty.
    Form(FormState) = as_form, into_form;
}

impl Field {
    /// The kind of the field.
    pub fn entity(&self) -> Entity {
        match self {
            Self::Header => Entity::Header,
            Self::Figure(_) => Entity::Figure,
            Self::Printed(_) => Entity::Printed,
            Self::Day(_) => Entity::Day,
            Self::Text(_) => Entity::Text,
            Self::Row(_) => Entity::Row,
            Self::Document(..) => Entity::Document,
            Self::Note(..) => Entity::Note,
            Self::Form(_) => Entity::Form,
        }
    }

    /// What names the field among those of its kind; empty for the header.
    pub fn key(&self) -> String {
        match self {
            Self::Header => String::new(),
            Self::Figure(key) | Self::Printed(key) | Self::Day(key) => key.to_string(),
            Self::Text(key) => key.to_string(),
            Self::Row(key) => key.to_string(),
            Self::Document(list, id) => format!("{list}/{id}"),
            Self::Note(kind, subject) => format!("{}/{subject}", kind.name()),
            Self::Form(agency) => agency.to_string(),
        }
    }

    /// The field of a kind and key as [`Entity::name`] and [`Field::key`] write them.
    pub fn parse(entity: &str, key: &str) -> Option<Self> {
        let figure = || FigureKey::parse(key).ok();
        Some(match Entity::from_name(entity)? {
            Entity::Header => key.is_empty().then_some(Self::Header)?,
            Entity::Figure => Self::Figure(figure()?),
            Entity::Printed => Self::Printed(figure()?),
            Entity::Day => Self::Day(figure()?),
            Entity::Text => Self::Text(TextKey::parse(key).ok()?),
            Entity::Row => Self::Row(RowKey::parse(key).ok()?),
            Entity::Document => {
                let (list, id) = key.split_once('/')?;
                Self::Document(ItemKey::parse(list).ok()?, EntryId::parse(id).ok()?)
            }
            Entity::Note => {
                let (kind, subject) = key.split_once('/')?;
                Self::Note(NoteKind::from_name(kind)?, Subject::parse(subject).ok()?)
            }
            Entity::Form => Self::Form(AgencyKey::parse(key).ok()?),
        })
    }

    /// Whether the field stands in a row, or is the row's own.
    pub fn is_of_row(&self, row: &RowKey) -> bool {
        let stands_in = |key: &str| {
            key.strip_prefix(row.as_str()).is_some_and(|column| column.starts_with('.'))
        };
        match self {
            Self::Row(other) => other == row,
            Self::Figure(cell) | Self::Printed(cell) | Self::Day(cell) => stands_in(cell.as_str()),
            Self::Text(cell) => stands_in(cell.as_str()),
            Self::Note(_, about) => stands_in(about.as_str()),
            Self::Header | Self::Document(..) | Self::Form(_) => false,
        }
    }

    /// What is kept of a value in this field: nothing of one that says nothing, or that is of
    /// another kind.
    pub(super) fn kept(&self, value: FieldValue) -> Option<FieldValue> {
        match (self, value) {
            (Self::Figure(_) | Self::Printed(_), FieldValue::Value(value)) => {
                (!value.is_blank()).then_some(FieldValue::Value(value))
            }
            (Self::Row(_), FieldValue::Row(entry)) => {
                (!entry.is_empty()).then_some(FieldValue::Row(entry))
            }
            (Self::Form(_), FieldValue::Form(state)) => {
                (!state.is_empty()).then_some(FieldValue::Form(state))
            }
            (Self::Document(_, id), FieldValue::Document(entry)) => {
                Some(FieldValue::Document(DocumentEntry { id: id.clone(), ..entry }))
            }
            (Self::Header, value @ FieldValue::Header(_))
            | (Self::Day(_), value @ FieldValue::Day(_))
            | (Self::Text(_), value @ FieldValue::Text(_))
            | (Self::Note(..), value @ FieldValue::Note(_)) => Some(value),
            _ => None,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.entity().name(), self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_named_and_found_by_their_names() {
        for (entity, key) in [
            ("header", ""),
            ("figure", "services.id_card.online"),
            ("printed", "services.id_card.rate"),
            ("day", "dc01.vehicles"),
            ("text", "police.narrative"),
            ("row", "services.own1"),
            ("document", "committee.issued/d1"),
            ("note", "comment/services.id_card.online"),
            ("form", "police"),
        ] {
            let field = Field::parse(entity, key).unwrap();
            assert_eq!((field.entity().name(), field.key().as_str()), (entity, key));
        }
        let wrong =
            [("header", "x"), ("figure", ""), ("note", "joke/a"), ("document", "a"), ("", "")];
        assert!(wrong.into_iter().all(|(entity, key)| Field::parse(entity, key).is_none()));
    }
}
