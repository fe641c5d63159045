//! Fields as they are stored: the columns of the tables, and the JSON of the log.
//!
//! The log is kept for ever, so these forms are never changed; a new form gets new fields that old
//! records may lack.

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::report::content::{DocumentEntry, Header, IssuedDocument, ReportStatus};
use crate::report::key::EntryId;
use crate::report::period::{DateRange, DayValue, Period, PeriodKey};
use crate::report::template::Switch;
use crate::report::value::{Number, Qualifier, Value};

const DAY: &str = "%Y-%m-%d";
const TIME: &str = "%Y-%m-%dT%H:%M:%S%.f";

pub(super) fn day_text(day: NaiveDate) -> String {
    day.format(DAY).to_string()
}

pub(super) fn parse_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, DAY).ok()
}

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
        Some(text) => parse_day(text).map(Some),
    }
}

pub(super) fn switch_text(switch: Switch) -> &'static str {
    match switch {
        Switch::On => "on",
        Switch::Off => "off",
    }
}

pub(super) fn parse_switch(text: &str) -> Option<Switch> {
    match text {
        "on" => Some(Switch::On),
        "off" => Some(Switch::Off),
        _ => None,
    }
}

fn qualifier_text(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::MoreThan => "more_than",
        Qualifier::Over => "over",
        Qualifier::Almost => "almost",
        Qualifier::About => "about",
        Qualifier::AtLeast => "at_least",
    }
}

fn parse_qualifier(text: &str) -> Option<Qualifier> {
    let mut all = Qualifier::ALL.into_iter();
    all.find(|qualifier| qualifier_text(*qualifier) == text)
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
                qualifier: qualifier.map(|q| qualifier_text(q).to_owned()),
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
            Some(text) => Some(parse_qualifier(&text)?),
        };
        Some(Value::Known { number, qualifier })
    }
}

/// The columns of a day.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DayRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) day: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) typed: Option<String>,
}

impl DayRecord {
    pub(super) fn of(value: &DayValue) -> Self {
        match value {
            DayValue::Day(day) => Self { day: Some(day_text(*day)), typed: None },
            DayValue::Unreadable(typed) => Self { day: None, typed: Some(typed.clone()) },
        }
    }

    pub(super) fn value(self) -> Option<DayValue> {
        match (self.day, self.typed) {
            (Some(day), None) => parse_day(&day).map(DayValue::Day),
            (None, Some(typed)) => Some(DayValue::Unreadable(typed)),
            (None, None) | (Some(_), Some(_)) => None,
        }
    }
}

/// The columns of an entry of a list of documents.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentRecord {
    pub(super) position: i64,
    pub(super) doc_type: String,
    pub(super) code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) day: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) day_typed: Option<String>,
    pub(super) issuer: String,
    pub(super) subject: String,
}

impl DocumentRecord {
    pub(super) fn of(entry: &DocumentEntry) -> Self {
        let document = entry.document.clone();
        let day = document.day.as_ref().map(DayRecord::of).unwrap_or_default();
        Self {
            position: entry.position,
            doc_type: document.doc_type,
            code: document.code,
            day: day.day,
            day_typed: day.typed,
            issuer: document.issuer,
            subject: document.subject,
        }
    }

    pub(super) fn entry(self, id: EntryId) -> Option<DocumentEntry> {
        let day = match (self.day, self.day_typed) {
            (None, None) => None,
            (day, typed) => Some(DayRecord { day, typed }.value()?),
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
        let (status, status_at) = match &header.status {
            ReportStatus::Draft => ("draft", None),
            ReportStatus::Final { at } => ("final", Some(time_text(*at))),
            ReportStatus::Reopened { at } => ("reopened", Some(time_text(*at))),
        };
        Self {
            period: header.period.key.to_string(),
            first: day_text(header.period.range.first()),
            last: day_text(header.period.range.last()),
            due: header.period.due.map(day_text),
            status: status.to_owned(),
            status_at,
            remark: header.remark.clone(),
        }
    }

    pub(super) fn header(self) -> Option<Header> {
        let at = self.status_at.as_deref().and_then(parse_time);
        let status = match self.status.as_str() {
            "draft" => ReportStatus::Draft,
            "final" => ReportStatus::Final { at: at? },
            "reopened" => ReportStatus::Reopened { at: at? },
            _ => return None,
        };
        let range = DateRange::new(parse_day(&self.first)?, parse_day(&self.last)?).ok()?;
        let period = Period {
            key: PeriodKey::parse(&self.period).ok()?,
            range,
            due: optional_day(self.due.as_deref())?,
        };
        Some(Header { period, status, remark: self.remark })
    }
}
