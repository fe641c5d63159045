//! Fields as they are stored: columns of figures and headers, and JSON in the table of all other fields
//! and in the log.
//!
//! The log is kept for ever, so these forms are never changed; a new form gets new fields that old
//! records may lack.

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::error::{Fault, Inner};
use crate::report::collecting::{FormAnswered, FormSent, FormState, FormWay};
use crate::report::content::{DocumentEntry, Header, IssuedDocument, ReportStatus, StatusKind};
use crate::report::field::{Field, FieldValue};
use crate::report::key::{EntryId, ItemKey, OfficeCode, TemplateKey};
use crate::report::note::Note;
use crate::report::office::Office;
use crate::report::period::{DateRange, DayValue, Period, PeriodKey, iso_day, read_back_day};
use crate::report::row::{OwnRow, RowEntry};
use crate::report::template::{Switch, TemplateRef};
use crate::report::value::{Number, Qualifier, Value};

const TIME: &str = "%Y-%m-%dT%H:%M:%S%.f";

pub(super) fn time_text(time: NaiveDateTime) -> String {
    time.format(TIME).to_string()
}

pub(super) fn parse_time(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, TIME).ok()
}

/// A day that may be absent: the outer `None` is a text that is no day.
fn optional_day(text: Option<&str>) -> Option<Option<NaiveDate>> {
    match text {
        None => Some(None),
        Some(text) => read_back_day(text).map(Some),
    }
}

/// The office of a code and a name.
pub(super) fn office(code: &str, name: String) -> Inner<Office> {
    let code = OfficeCode::parse(code).map_err(|_| Fault::record("office", code))?;
    Ok(Office { code, name })
}

/// The template of a key and a version.
pub(super) fn template(key: &str, version: u32) -> Inner<TemplateRef> {
    let key = TemplateKey::parse(key).map_err(|_| Fault::record("template", key))?;
    Ok(TemplateRef { key, version })
}

/// A value of a field as JSON: equal values give equal texts.
pub(super) fn to_json(field: &Field, value: &FieldValue) -> Inner<String> {
    let json = match value {
        FieldValue::Header(header) => serde_json::to_string(&HeaderRecord::of(header)),
        FieldValue::Value(value) => serde_json::to_string(&ValueRecord::of(value)),
        FieldValue::Day(day) => serde_json::to_string(&DayRecord::of(day)),
        FieldValue::Text(text) => serde_json::to_string(text),
        FieldValue::Row(entry) => serde_json::to_string(&RowRecord::of(entry)),
        FieldValue::Document(entry) => serde_json::to_string(&DocumentRecord::of(entry)),
        FieldValue::Note(note) => serde_json::to_string(&NoteRecord::of(note)),
        FieldValue::Form(state) => serde_json::to_string(&FormRecord::of(state)),
    };
    json.map_err(|_| Fault::record("JSON", field))
}

/// The value of a field that JSON tells.
pub(super) fn from_json(field: &Field, json: &str) -> Option<FieldValue> {
    fn read<'j, R: Deserialize<'j>>(json: &'j str) -> Option<R> {
        serde_json::from_str(json).ok()
    }
    Some(match field {
        Field::Header => FieldValue::Header(read::<HeaderRecord>(json)?.header()?),
        Field::Figure(_) | Field::Printed(_) => {
            FieldValue::Value(read::<ValueRecord>(json)?.value()?)
        }
        Field::Day(_) => FieldValue::Day(read::<DayRecord>(json)?.value()?),
        Field::Text(_) => FieldValue::Text(read(json)?),
        Field::Row(_) => FieldValue::Row(read::<RowRecord>(json)?.entry()?),
        Field::Document(_, id) => {
            FieldValue::Document(read::<DocumentRecord>(json)?.entry(id.clone())?)
        }
        Field::Note(..) => FieldValue::Note(read::<NoteRecord>(json)?.note()),
        Field::Form(_) => FieldValue::Form(read::<FormRecord>(json)?.state()?),
    })
}

/// The columns of a value.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ValueRecord {
    pub(super) state: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) count: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) decimal: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) qualifier: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) typed: Option<String>,
}

impl ValueRecord {
    /// The columns; `None` for a blank value, which has no row.
    pub(super) fn of(value: &Value) -> Option<Self> {
        let state = |state: &str| Self { state: state.to_owned(), ..Self::default() };
        let record = match value {
            Value::Blank => return None,
            Value::NotArisen => state("not_arisen"),
            Value::Unreadable(typed) => Self { typed: Some(typed.clone()), ..state("unreadable") },
            Value::Known { number, qualifier } => Self {
                qualifier: qualifier.map(|q| q.name().to_owned()),
                ..match number {
                    Number::Count(count) => Self { count: Some(*count), ..state("count") },
                    Number::Decimal(decimal) => {
                        Self { decimal: Some(decimal.to_string()), ..state("decimal") }
                    }
                }
            },
        };
        Some(record)
    }

    pub(super) fn value(self) -> Option<Value> {
        let number = match self.state.as_str() {
            "not_arisen" => return Some(Value::NotArisen),
            "unreadable" => return self.typed.map(Value::Unreadable),
            "count" => Number::Count(self.count?),
            "decimal" => Number::Decimal(self.decimal?.parse::<Decimal>().ok()?),
            _ => return None,
        };
        let qualifier = match self.qualifier {
            None => None,
            Some(text) => Some(Qualifier::from_name(&text)?),
        };
        Some(Value::Known { number, qualifier })
    }
}

/// A day.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    typed: Option<String>,
}

impl DayRecord {
    fn of(value: &DayValue) -> Self {
        match value {
            DayValue::Day(day) => Self { day: Some(iso_day(*day)), ..Self::default() },
            DayValue::Window(days) => Self {
                day: Some(iso_day(days.first())),
                last: Some(iso_day(days.last())),
                typed: None,
            },
            DayValue::Unreadable(typed) => Self { typed: Some(typed.clone()), ..Self::default() },
        }
    }

    fn value(self) -> Option<DayValue> {
        match (self.day, self.last, self.typed) {
            (Some(day), None, None) => read_back_day(&day).map(DayValue::Day),
            (Some(day), Some(last), None) => {
                let days = DateRange::new(read_back_day(&day)?, read_back_day(&last)?);
                days.ok().map(DayValue::Window)
            }
            (None, None, Some(typed)) => Some(DayValue::Unreadable(typed)),
            _ => None,
        }
    }
}

/// An entry of a list of documents.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentRecord {
    position: i64,
    doc_type: String,
    code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<DayRecord>,
    issuer: String,
    subject: String,
}

impl DocumentRecord {
    fn of(entry: &DocumentEntry) -> Self {
        let document = entry.document.clone();
        Self {
            position: entry.position,
            doc_type: document.doc_type,
            code: document.code,
            day: document.day.as_ref().map(DayRecord::of),
            issuer: document.issuer,
            subject: document.subject,
        }
    }

    fn entry(self, id: EntryId) -> Option<DocumentEntry> {
        let day = match self.day {
            None => None,
            Some(day) => Some(day.value()?),
        };
        Some(DocumentEntry {
            id,
            position: self.position,
            document: IssuedDocument {
                doc_type: self.doc_type,
                code: self.code,
                day,
                issuer: self.issuer,
                subject: self.subject,
            },
        })
    }
}

/// What the office says about a row.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RowRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    switch: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    own: Option<OwnRowRecord>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnRowRecord {
    table: String,
    label: String,
    position: i64,
}

impl RowRecord {
    fn of(entry: &RowEntry) -> Self {
        let own = entry.own.as_ref().map(|own| OwnRowRecord {
            table: own.table.to_string(),
            label: own.label.clone(),
            position: own.position,
        });
        let switch = entry.switch.map(|switch| switch.name().to_owned());
        Self { switch, provider: entry.provider.clone(), own }
    }

    fn entry(self) -> Option<RowEntry> {
        let switch = match self.switch {
            None => None,
            Some(text) => Some(Switch::from_name(&text)?),
        };
        let own = match self.own {
            None => None,
            Some(OwnRowRecord { table, label, position }) => {
                let table = ItemKey::parse(&table).ok()?;
                Some(OwnRow { table, label, position })
            }
        };
        Some(RowEntry { switch, provider: self.provider, own })
    }
}

/// A note.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NoteRecord {
    words: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    given_for: Option<String>,
}

impl NoteRecord {
    fn of(note: &Note) -> Self {
        Self { words: note.words.clone(), given_for: note.given_for.clone() }
    }

    fn note(self) -> Note {
        Note { words: self.words, given_for: self.given_for }
    }
}

/// What became of the form of an agency.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sent: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    way: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answered: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
}

impl FormRecord {
    fn of(state: &FormState) -> Self {
        Self {
            sent: state.sent.map(|sent| iso_day(sent.day)),
            way: state.sent.map(|sent| sent.way.name().to_owned()),
            answered: state.answered.as_ref().map(|answered| iso_day(answered.day)),
            file: state.answered.as_ref().map(|answered| answered.file.clone()),
        }
    }

    fn state(self) -> Option<FormState> {
        let sent = match (self.sent, self.way) {
            (None, None) => None,
            (Some(day), Some(way)) => {
                Some(FormSent { day: read_back_day(&day)?, way: FormWay::from_name(&way)? })
            }
            _ => return None,
        };
        let answered = match (self.answered, self.file) {
            (None, None) => None,
            (Some(day), Some(file)) => Some(FormAnswered { day: read_back_day(&day)?, file }),
            _ => return None,
        };
        Some(FormState { sent, answered })
    }
}

/// The columns of a header.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeaderRecord {
    pub(super) period: String,
    pub(super) first: String,
    pub(super) last: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) due: Option<String>,
    pub(super) status: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) status_at: Option<String>,
    pub(super) remark: String,
}

impl HeaderRecord {
    pub(super) fn of(header: &Header) -> Self {
        Self {
            period: header.period.key.to_string(),
            first: iso_day(header.period.range.first()),
            last: iso_day(header.period.range.last()),
            due: header.period.due.map(iso_day),
            status: header.status.kind().name().to_owned(),
            status_at: header.status.at().map(time_text),
            remark: header.remark.clone(),
        }
    }

    pub(super) fn header(self) -> Option<Header> {
        let at = match self.status_at {
            None => None,
            Some(at) => Some(parse_time(&at)?),
        };
        let status = ReportStatus::of(StatusKind::from_name(&self.status)?, at)?;
        let range = DateRange::new(read_back_day(&self.first)?, read_back_day(&self.last)?).ok()?;
        let period = Period {
            key: PeriodKey::parse(&self.period).ok()?,
            range,
            due: optional_day(self.due.as_deref())?,
        };
        Some(Header { period, status, remark: self.remark })
    }
}
