//! What can be changed in a report, and one symmetric record of each change: undo swaps its sides.

use super::collecting::FormState;
use super::document::DocumentEntry;
use super::field::{Field, FieldValue};
use super::header::Header;
use super::key::{AgencyKey, EntryId, FigureKey, ItemKey, RowKey, Subject, TextKey};
use super::note::{Note, NoteKind};
use super::period::DayValue;
use super::row::RowEntry;
use super::value::Value;

/// A wish to change one field of a report: what it is to hold, or nothing (blank, or the template's
/// own). A value of another kind than its field's cannot be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    field: Field,
    value: Option<FieldValue>,
}

impl Edit {
    /// Takes out what a field holds.
    pub fn cleared(field: Field) -> Self {
        Self::new(field, None)
    }

    /// Puts a value into a field; nothing where the value says nothing, or is of another kind.
    pub(super) fn new(field: Field, value: Option<FieldValue>) -> Self {
        let value = value.and_then(|value| field.kept(value));
        Self { field, value }
    }

    /// Types a figure.
    pub fn figure(key: FigureKey, value: Option<Value>) -> Self {
        Self::new(Field::Figure(key), value.map(FieldValue::Value))
    }

    /// Types how a computed figure is printed.
    pub fn printed(key: FigureKey, value: Option<Value>) -> Self {
        Self::new(Field::Printed(key), value.map(FieldValue::Value))
    }

    /// Types the day of a cumulative or stock figure.
    pub fn day(key: FigureKey, day: Option<DayValue>) -> Self {
        Self::new(Field::Day(key), day.map(FieldValue::Day))
    }

    /// Types a text.
    pub fn text(key: TextKey, text: Option<String>) -> Self {
        Self::new(Field::Text(key), text.map(FieldValue::Text))
    }

    /// Says something about a row; an empty entry takes away what was said.
    pub fn row(key: RowKey, entry: RowEntry) -> Self {
        Self::new(Field::Row(key), Some(FieldValue::Row(entry)))
    }

    /// Puts an entry into a list of documents, or takes it out.
    pub fn document(list: ItemKey, id: EntryId, entry: Option<DocumentEntry>) -> Self {
        Self::new(Field::Document(list, id), entry.map(FieldValue::Document))
    }

    /// Notes something, or takes a note away.
    pub fn note(kind: NoteKind, subject: Subject, note: Option<Note>) -> Self {
        Self::new(Field::Note(kind, subject), note.map(FieldValue::Note))
    }

    /// Says what became of the form of an agency; a state that says nothing takes away what was said.
    pub fn form(agency: AgencyKey, state: FormState) -> Self {
        Self::new(Field::Form(agency), Some(FieldValue::Form(state)))
    }

    /// Changes period, status or remark.
    pub fn header(header: Header) -> Self {
        Self::new(Field::Header, Some(FieldValue::Header(header)))
    }

    /// Which field.
    pub fn field(&self) -> &Field {
        &self.field
    }

    /// What it is to hold; none for nothing.
    pub fn value(&self) -> Option<&FieldValue> {
        self.value.as_ref()
    }

    /// Field and value.
    pub fn into_parts(self) -> (Field, Option<FieldValue>) {
        (self.field, self.value)
    }
}

/// One field of a report, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    field: Field,
    before: Option<FieldValue>,
    after: Option<FieldValue>,
}

impl Change {
    /// What an edit changes where `before` stands now; its sides may be equal.
    pub fn of(edit: Edit, before: Option<FieldValue>) -> Self {
        Self::between(edit.field, before, edit.value)
    }

    /// A field with what stood and what stands there; a value of another kind counts as nothing.
    pub fn between(field: Field, before: Option<FieldValue>, after: Option<FieldValue>) -> Self {
        let before = before.and_then(|value| field.kept(value));
        let after = after.and_then(|value| field.kept(value));
        Self { field, before, after }
    }

    /// Which field.
    pub fn field(&self) -> &Field {
        &self.field
    }

    /// What stood there; none for nothing.
    pub fn before(&self) -> Option<&FieldValue> {
        self.before.as_ref()
    }

    /// What stands there now; none for nothing.
    pub fn after(&self) -> Option<&FieldValue> {
        self.after.as_ref()
    }

    /// Whether its sides differ.
    pub fn is_change(&self) -> bool {
        self.before != self.after
    }

    /// Whether nothing but where a report stands (draft, finished, sent) differs.
    pub fn is_of_status_alone(&self) -> bool {
        let header = |side: Option<&FieldValue>| side.and_then(FieldValue::as_header).cloned();
        match (header(self.before()), header(self.after())) {
            (Some(before), Some(after)) => {
                before != after && Header { status: after.status.clone(), ..before } == after
            }
            _ => false,
        }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self { field: self.field, before: self.after, after: self.before }
    }

    /// Takes in an older change of the same field: from what stood before that one to what stands now.
    /// One of another field leaves it as it is.
    pub fn begin_with(&mut self, older: Self) {
        if self.field == older.field {
            self.before = older.before;
        }
    }

    /// The edit that makes the change.
    pub fn edit(self) -> Edit {
        Edit { field: self.field, value: self.after }
    }
}
