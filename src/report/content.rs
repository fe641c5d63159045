//! One office's report for one period: every value, text and document in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::change::{Change, Edit};
use super::collecting::FormState;
pub use super::document::{DocumentEntry, IssuedDocument};
use super::field::{Entity, Field, FieldValue};
pub use super::header::{Header, ReportStatus, StatusKind};
use super::key::{AgencyKey, EntryId, FigureKey, ItemKey, RowKey, Subject, TextKey};
use super::note::{Note, NoteKind};
use super::office::Office;
use super::period::DayValue;
use super::row::{OwnRow, RowEntry};
use super::template::{Figure, Switch, TableRow, Template, TemplateRef};
use super::value::Value;

/// One office's values for one period under one template version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Who reports.
    pub office: Office,
    /// The exact form it was typed in.
    pub template: TemplateRef,
    /// Period, status, remark.
    pub header: Header,
    /// Typed figures; blank ones are absent.
    pub values: BTreeMap<FigureKey, Value>,
    /// Computed figures that are printed as typed: an old report is kept as it was signed, and a finding
    /// shows both numbers.
    pub printed: BTreeMap<FigureKey, Value>,
    /// Days of cumulative and stock figures, where they differ from the template's.
    pub days: BTreeMap<FigureKey, DayValue>,
    /// Texts in the office's own words; absent ones are the template's.
    pub texts: BTreeMap<TextKey, String>,
    /// Lists of documents, each in order of position.
    pub documents: BTreeMap<ItemKey, Vec<DocumentEntry>>,
    /// What the office says about rows of tables, its own rows included.
    pub rows: BTreeMap<RowKey, RowEntry>,
    /// What is noted beside the report.
    pub notes: BTreeMap<(NoteKind, Subject), Note>,
    /// What became of the forms of agencies.
    pub forms: BTreeMap<AgencyKey, FormState>,
}

impl Report {
    /// An empty report.
    pub fn new(office: Office, template: TemplateRef, header: Header) -> Self {
        Self {
            office,
            template,
            header,
            values: BTreeMap::new(),
            printed: BTreeMap::new(),
            days: BTreeMap::new(),
            texts: BTreeMap::new(),
            documents: BTreeMap::new(),
            rows: BTreeMap::new(),
            notes: BTreeMap::new(),
            forms: BTreeMap::new(),
        }
    }

    /// The value of a typed figure.
    pub fn value(&self, key: &FigureKey) -> &Value {
        self.values.get(key).unwrap_or(&Value::Blank)
    }

    /// A text: the office's own, else the template's, else empty.
    pub fn text<'a>(&'a self, template: &'a Template, key: &TextKey) -> &'a str {
        let own = self.texts.get(key).map(String::as_str);
        own.or_else(|| template.default_text(key)).unwrap_or("")
    }

    /// Whether the office reports a row.
    pub fn is_on(&self, row: &TableRow) -> bool {
        let switch = self.rows.get(&row.key).and_then(|entry| entry.switch);
        switch.unwrap_or(row.initial) == Switch::On
    }

    /// The rows that the office added, by key.
    pub fn every_own_row(&self) -> impl Iterator<Item = (&RowKey, &OwnRow)> {
        self.rows.iter().filter_map(|(key, entry)| Some((key, entry.own.as_ref()?)))
    }

    /// The same, to be held against those of another time.
    pub fn own_rows_by_key(&self) -> BTreeMap<RowKey, OwnRow> {
        self.every_own_row().map(|(key, row)| (key.clone(), row.clone())).collect()
    }

    /// Whether a figure stands in no row that the office does not report.
    pub fn has_on(&self, figure: &Figure, form: &Template) -> bool {
        let row = figure.row.as_ref().and_then(|row| form.row(row));
        row.is_none_or(|row| self.is_on(row))
    }

    /// The rows that the office added to a table, in order.
    pub fn own_rows(&self, table: &ItemKey) -> Vec<(&RowKey, &OwnRow)> {
        let mut rows: Vec<_> =
            self.every_own_row().filter(|(_, row)| row.table == *table).collect();
        rows.sort_by_key(|(key, row)| (row.position, *key));
        rows
    }

    /// The form of the report: its template with the rows that the office added.
    pub fn form(&self, template: &Arc<Template>) -> Arc<Template> {
        let mut own = self.every_own_row().peekable();
        match own.peek() {
            None => Arc::clone(template),
            Some(_) => Arc::new(template.with_own_rows(own)),
        }
    }

    /// Who carries out a row: in the office's own words, else the agency of the template.
    pub fn provider<'a>(&'a self, template: &'a Template, row: &TableRow) -> &'a str {
        let own = self.rows.get(&row.key).and_then(|entry| entry.provider.as_deref());
        let agency = || template.agency(row.provider.as_ref()?).map(|agency| agency.name.as_str());
        own.or_else(agency).unwrap_or_default()
    }

    /// The entries of a list of documents.
    pub fn entries(&self, list: &ItemKey) -> &[DocumentEntry] {
        self.documents.get(list).map_or(&[], Vec::as_slice)
    }

    /// What is noted about a subject.
    pub fn note(&self, kind: NoteKind, subject: &Subject) -> Option<&Note> {
        self.notes.get(&(kind, subject.clone()))
    }

    /// Every note of a kind, with its subject.
    pub fn notes_of(&self, kind: NoteKind) -> impl Iterator<Item = (&Subject, &Note)> {
        let notes = self.notes.iter().filter(move |((other, _), _)| *other == kind);
        notes.map(|((_, subject), note)| (subject, note))
    }

    /// Every field that holds something, the header first.
    pub fn fields(&self) -> impl Iterator<Item = Field> {
        Entity::ALL.into_iter().flat_map(|kind| self.fields_of(kind))
    }

    /// The fields of a kind that hold something.
    fn fields_of(&self, kind: Entity) -> Box<dyn Iterator<Item = Field> + '_> {
        match kind {
            Entity::Header => Box::new(std::iter::once(Field::Header)),
            Entity::Figure => Box::new(self.values.keys().cloned().map(Field::Figure)),
            Entity::Printed => Box::new(self.printed.keys().cloned().map(Field::Printed)),
            Entity::Day => Box::new(self.days.keys().cloned().map(Field::Day)),
            Entity::Text => Box::new(self.texts.keys().cloned().map(Field::Text)),
            Entity::Row => Box::new(self.rows.keys().cloned().map(Field::Row)),
            Entity::Document => Box::new(self.documents.iter().flat_map(|(list, entries)| {
                entries.iter().map(move |entry| Field::Document(list.clone(), entry.id.clone()))
            })),
            Entity::Note => {
                let note = |(kind, subject): &(_, Subject)| Field::Note(*kind, subject.clone());
                Box::new(self.notes.keys().map(note))
            }
            Entity::Form => Box::new(self.forms.keys().cloned().map(Field::Form)),
        }
    }

    /// The changes that make the report out of nothing, its header first.
    pub fn making(&self) -> impl Iterator<Item = Change> {
        self.fields().map(|field| Change::of(self.edit_of(&field), None))
    }

    /// What a field holds; none for nothing.
    pub fn get(&self, field: &Field) -> Option<FieldValue> {
        let value = match field {
            Field::Header => Some(FieldValue::Header(self.header.clone())),
            Field::Figure(key) => self.values.get(key).cloned().map(FieldValue::Value),
            Field::Printed(key) => self.printed.get(key).cloned().map(FieldValue::Value),
            Field::Day(key) => self.days.get(key).cloned().map(FieldValue::Day),
            Field::Text(key) => self.texts.get(key).cloned().map(FieldValue::Text),
            Field::Row(key) => self.rows.get(key).cloned().map(FieldValue::Row),
            Field::Document(list, id) => {
                let entry = self.entries(list).iter().find(|entry| entry.id == *id);
                entry.cloned().map(FieldValue::Document)
            }
            Field::Note(kind, subject) => self.note(*kind, subject).cloned().map(FieldValue::Note),
            Field::Form(agency) => self.forms.get(agency).cloned().map(FieldValue::Form),
        };
        value.and_then(|value| field.kept(value))
    }

    /// Puts something into a field, or takes it out. What is of another kind than the field counts
    /// as nothing; the header stays where nothing would be in its place.
    pub fn put(&mut self, field: &Field, value: Option<FieldValue>) {
        let value = value.and_then(|value| field.kept(value));
        match field.clone() {
            Field::Header => {
                if let Some(header) = value.and_then(FieldValue::into_header) {
                    self.header = header;
                }
            }
            Field::Figure(key) => set(&mut self.values, key, value, FieldValue::into_value),
            Field::Printed(key) => set(&mut self.printed, key, value, FieldValue::into_value),
            Field::Day(key) => set(&mut self.days, key, value, FieldValue::into_day),
            Field::Text(key) => set(&mut self.texts, key, value, FieldValue::into_text),
            Field::Row(key) => set(&mut self.rows, key, value, FieldValue::into_row),
            Field::Document(list, id) => {
                self.put_entry(list, &id, value.and_then(FieldValue::into_document));
            }
            Field::Note(kind, subject) => {
                set(&mut self.notes, (kind, subject), value, FieldValue::into_note);
            }
            Field::Form(agency) => set(&mut self.forms, agency, value, FieldValue::into_form),
        }
    }

    fn put_entry(&mut self, list: ItemKey, id: &EntryId, entry: Option<DocumentEntry>) {
        let entries = self.documents.entry(list.clone()).or_default();
        entries.retain(|other| other.id != *id);
        entries.extend(entry);
        entries.sort_by(|a, b| (a.position, &a.id).cmp(&(b.position, &b.id)));
        if entries.is_empty() {
            self.documents.remove(&list);
        }
    }

    /// What a field holds, as the edit that puts it there.
    pub fn edit_of(&self, field: &Field) -> Edit {
        Edit::new(field.clone(), self.get(field))
    }

    /// Carries out an edit and tells what changed; `None` when it changes nothing.
    pub fn edit(&mut self, edit: Edit) -> Option<Change> {
        let change = self.change_for(edit)?;
        self.apply(&change);
        Some(change)
    }

    /// The change that an edit would make; `None` when it changes nothing.
    pub fn change_for(&self, edit: Edit) -> Option<Change> {
        let before = self.get(edit.field());
        let change = Change::of(edit, before);
        change.is_change().then_some(change)
    }

    /// Puts the `after` side of a change in place, whatever stood there before.
    pub fn apply(&mut self, change: &Change) {
        self.put(change.field(), change.after().cloned());
    }
}

fn set<K: Ord, V>(
    map: &mut BTreeMap<K, V>,
    key: K,
    value: Option<FieldValue>,
    into: impl Fn(FieldValue) -> Option<V>,
) {
    match value.and_then(into) {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    };
}

/// The edits that make one report say what another one says, each of them a real change. Office
/// and template stay as they are.
pub fn edits_between(from: &Report, to: &Report) -> Vec<Edit> {
    let fields: BTreeSet<Field> = from.fields().chain(to.fields()).collect();
    let edits = fields.into_iter().filter_map(|field| {
        let edit = to.edit_of(&field);
        (from.get(&field).as_ref() != edit.value()).then_some(edit)
    });
    edits.collect()
}
