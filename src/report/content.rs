//! One office's report for one period: every value, text and document in it.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::change::{Change, Edit, Slot};
use super::key::{EntryId, FigureKey, ItemKey, RowKey, TextKey};
use super::office::Office;
use super::period::{DayValue, Period};
use super::template::{Switch, TableRow, Template, TemplateRef};
use super::value::Value;

/// Where a report stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ReportStatus {
    /// Being written.
    #[default]
    Draft,
    /// Declared finished; the program asks before it is changed.
    Final {
        /// When, local time.
        at: NaiveDateTime,
    },
    /// Finished once, opened again for a change.
    Reopened {
        /// When, local time.
        at: NaiveDateTime,
    },
}

/// What a report says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Label, days and due date.
    pub period: Period,
    /// Draft, final or reopened.
    pub status: ReportStatus,
    /// A remark shown wherever the report is listed ("số liệu minh họa"); usually empty.
    pub remark: String,
}

/// A document that was issued or is being carried out, as part I lists them. All fields are as
/// typed; the printed form joins them ("Công văn số 1432/UBND-TH ngày 12/4/2023 của … về …").
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IssuedDocument {
    /// Tên loại: "Công văn", "Kế hoạch".
    pub doc_type: String,
    /// Số, ký hiệu as one text: `1432/UBND-TH`, `193-KH/TU`.
    pub code: String,
    /// Ngày ban hành.
    pub day: Option<DayValue>,
    /// Cơ quan ban hành; empty when the introduction names it.
    pub issuer: String,
    /// Trích yếu, without "về".
    pub subject: String,
}

/// An entry of a list of documents, with its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentEntry {
    /// Names the entry within its list.
    pub id: EntryId,
    /// Entries are shown by rising position; gaps are allowed.
    pub position: i64,
    /// The document.
    pub document: IssuedDocument,
}

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
    /// Computed figures that are printed as typed (decision 4).
    pub printed: BTreeMap<FigureKey, Value>,
    /// Days of cumulative and stock figures, where they differ from the template's.
    pub days: BTreeMap<FigureKey, DayValue>,
    /// Texts in the office's own words; absent ones are the template's.
    pub texts: BTreeMap<TextKey, String>,
    /// Lists of documents, each in order of position.
    pub documents: BTreeMap<ItemKey, Vec<DocumentEntry>>,
    /// Rows switched on or off, where they differ from the template.
    pub switches: BTreeMap<RowKey, Switch>,
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
            switches: BTreeMap::new(),
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
        let switch = self.switches.get(&row.key).copied();
        switch.unwrap_or(row.initial) == Switch::On
    }

    /// The entries of a list of documents.
    pub fn entries(&self, list: &ItemKey) -> &[DocumentEntry] {
        self.documents.get(list).map_or(&[], Vec::as_slice)
    }

    /// Carries out an edit and tells what changed; `None` when it changes nothing.
    pub fn edit(&mut self, edit: Edit) -> Option<Change> {
        let change = self.change_for(edit)?;
        self.apply(&change);
        Some(change)
    }

    /// The change that an edit would make; `None` when it changes nothing.
    pub fn change_for(&self, edit: Edit) -> Option<Change> {
        let change = match edit {
            Edit::Figure(key, after) => {
                let after = after.filter(|value| !value.is_blank());
                Change::Figure(Slot::new(&self.values, key, after))
            }
            Edit::Printed(key, after) => {
                let after = after.filter(|value| !value.is_blank());
                Change::Printed(Slot::new(&self.printed, key, after))
            }
            Edit::Day(key, after) => Change::Day(Slot::new(&self.days, key, after)),
            Edit::Text(key, after) => Change::Text(Slot::new(&self.texts, key, after)),
            Edit::Switch(key, after) => Change::Switch(Slot::new(&self.switches, key, after)),
            Edit::Document(list, id, after) => {
                let before = self.entries(&list).iter().find(|entry| entry.id == id).cloned();
                let key = (list, id);
                Change::Document(Slot { key, before, after })
            }
            Edit::Header(after) => Change::Header(Slot {
                key: (),
                before: Some(self.header.clone()),
                after: Some(after),
            }),
        };
        change.is_change().then_some(change)
    }

    /// Puts the `after` side of a change in place, whatever stood there before.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Figure(slot) => slot.put(&mut self.values),
            Change::Printed(slot) => slot.put(&mut self.printed),
            Change::Day(slot) => slot.put(&mut self.days),
            Change::Text(slot) => slot.put(&mut self.texts),
            Change::Switch(slot) => slot.put(&mut self.switches),
            Change::Document(slot) => {
                let (list, id) = &slot.key;
                let entries = self.documents.entry(list.clone()).or_default();
                entries.retain(|entry| entry.id != *id);
                entries.extend(slot.after.clone());
                entries.sort_by(|a, b| (a.position, &a.id).cmp(&(b.position, &b.id)));
                if entries.is_empty() {
                    self.documents.remove(list);
                }
            }
            Change::Header(slot) => {
                if let Some(header) = &slot.after {
                    self.header = header.clone();
                }
            }
        }
    }
}
