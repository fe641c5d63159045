//! From a report file of version 1 to a report.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::value::{Refused, ValueV1};
use super::{EntryV1, NoteV1, NumberReason, PeriodV1, ReportFileError, ReportV1, RowV1};
use crate::report::content::{DocumentEntry, Header, IssuedDocument, Report};
use crate::report::key::{
    AgencyKey, EntryId, FigureKey, ItemKey, KeyError, OfficeCode, RowKey, Subject, TemplateKey,
    TextKey,
};
use crate::report::note::{Note, NoteKind};
use crate::report::number::Sign;
use crate::report::office::Office;
use crate::report::period::{DateRange, Period, PeriodKey, read_iso_day};
use crate::report::row::{OwnRow, RowEntry};
use crate::report::template::TemplateRef;
use crate::report::value::{Number, Value};

/// The report that a file describes; its envelope is already checked.
pub(super) fn report(file: ReportV1) -> Result<Report, ReportFileError> {
    // All parts by name, so that the compiler asks here for what a file may hold one day.
    let ReportV1 {
        format: _,
        format_version: _,
        content_sha256: _,
        office,
        template,
        period,
        status,
        remark,
        figures,
        printed,
        days,
        rows,
        texts,
        documents,
        notes,
        forms,
    } = file;
    let office = Office {
        code: key("office › code", &office.code, OfficeCode::parse)?,
        name: office.name.0,
    };
    let template = TemplateRef {
        key: key("template › key", &template.key, TemplateKey::parse)?,
        version: template.version,
    };
    let header = Header { period: self::period(&period)?, status: status.0, remark: remark.0 };
    let mut report = Report::new(office, template, header);
    report.values = values("figures", Sign::NonNegative, &report.template, figures)?;
    // What is printed of a difference may be negative; which figures are one is for the template to say.
    report.printed = values("printed", Sign::Any, &report.template, printed)?;
    report.days = map("days", days, FigureKey::parse, |day| day.0)?;
    report.texts = map("texts", texts, TextKey::parse, |text| text.0)?;
    for (row, said) in rows {
        let row = key("rows", &row, RowKey::parse)?;
        let entry = entry(&row, said)?;
        if !entry.is_empty() {
            report.rows.insert(row, entry);
        }
    }
    for (kind, notes) in notes {
        let of_kind = NoteKind::from_name(&kind).ok_or(ReportFileError::NoteKind(kind))?;
        for (about, NoteV1 { words, given_for }) in notes.0 {
            let about = key("notes", &about, Subject::parse)?;
            let note = Note { words: words.0, given_for: given_for.map(|given_for| given_for.0) };
            report.notes.insert((of_kind, about), note);
        }
    }
    for (agency, state) in forms {
        let agency = key("forms", &agency, AgencyKey::parse)?;
        let state = state.state()?;
        if !state.is_empty() {
            report.forms.insert(agency, state);
        }
    }
    for (list, entries) in documents {
        let place = format!("documents › {list}");
        let list = key("documents", &list, ItemKey::parse)?;
        let entries = self::entries(&place, entries)?;
        if !entries.is_empty() {
            report.documents.insert(list, entries);
        }
    }
    Ok(report)
}

fn entry(row: &RowKey, said: RowV1) -> Result<RowEntry, ReportFileError> {
    let own = said.own.map(|own| {
        let table = key(&format!("rows › {row}"), &own.table, ItemKey::parse)?;
        if !row.is_of(&table) {
            return Err(ReportFileError::OwnRow { row: row.clone(), table });
        }
        Ok(OwnRow { table, label: own.label.0, position: own.position })
    });
    let switch = said.switch.map(|switch| switch.0);
    Ok(RowEntry { switch, provider: said.provider.map(|words| words.0), own: own.transpose()? })
}

fn key<K>(
    place: &str,
    text: &str,
    parse: impl Fn(&str) -> Result<K, KeyError>,
) -> Result<K, ReportFileError> {
    parse(text).map_err(|source| ReportFileError::Key {
        place: place.to_owned(),
        text: text.to_owned(),
        source,
    })
}

fn map<K: Ord, V, T>(
    place: &str,
    entries: BTreeMap<String, V>,
    parse: impl Fn(&str) -> Result<K, KeyError>,
    to: impl Fn(V) -> T,
) -> Result<BTreeMap<K, T>, ReportFileError> {
    let entries = entries.into_iter();
    entries.map(|(text, value)| Ok((key(place, &text, &parse)?, to(value)))).collect()
}

fn values(
    place: &'static str,
    sign: Sign,
    template: &TemplateRef,
    entries: BTreeMap<String, Option<ValueV1>>,
) -> Result<BTreeMap<FigureKey, Value>, ReportFileError> {
    let mut values = BTreeMap::new();
    for (text, value) in entries {
        let figure = key(place, &text, FigureKey::parse)?;
        let value = value.map_or(Ok(Value::Blank), |value| value.0);
        let value = value.and_then(|value| match value.number().map(Number::to_decimal) {
            Some(number) if number < Decimal::ZERO && sign == Sign::NonNegative => {
                let reason = NumberReason::Negative;
                Err(Refused { written: number.to_string(), reason })
            }
            _ => Ok(value),
        });
        let value = value.map_err(|Refused { written, reason }| {
            let (figure, template) = (figure.clone(), template.clone());
            ReportFileError::Number { place, figure, template, written, reason }
        })?;
        if !value.is_blank() {
            values.insert(figure, value);
        }
    }
    Ok(values)
}

pub(super) fn day(place: &str, text: &str) -> Result<NaiveDate, ReportFileError> {
    read_iso_day(text).ok_or_else(|| not_in_calendar(place, text))
}

fn not_in_calendar(place: &str, text: &str) -> ReportFileError {
    ReportFileError::Day { place: place.to_owned(), text: text.to_owned() }
}

fn period(period: &PeriodV1) -> Result<Period, ReportFileError> {
    let key = PeriodKey::parse(&period.key);
    let first = day("period › from", &period.from)?;
    let last = day("period › to", &period.to)?;
    let due = period.due.as_deref().map(|due| day("period › due", due));
    Ok(Period {
        key: key.map_err(|_| not_in_calendar("period › key", &period.key))?,
        range: DateRange::new(first, last).map_err(|_| ReportFileError::Reversed)?,
        due: due.transpose()?,
    })
}

/// The entries of a list by rising position. Entries without id or position get those of their place.
fn entries(place: &str, entries: Vec<EntryV1>) -> Result<Vec<DocumentEntry>, ReportFileError> {
    let mut seen = BTreeSet::new();
    let mut list = Vec::with_capacity(entries.len());
    for (position, entry) in (1_i64..).zip(entries) {
        let id = entry.id.unwrap_or_else(|| format!("e{position}"));
        let id = key(place, &id, EntryId::parse)?;
        if !seen.insert(id.clone()) {
            return Err(ReportFileError::DuplicateEntry {
                place: place.to_owned(),
                id: id.to_string(),
            });
        }
        list.push(DocumentEntry {
            id,
            position: entry.position.unwrap_or(position),
            document: IssuedDocument {
                doc_type: entry.doc_type.0,
                code: entry.code.0,
                day: entry.day.map(|day| day.0),
                issuer: entry.issuer.0,
                subject: entry.subject.0,
            },
        });
    }
    list.sort_by(|a, b| (a.position, &a.id).cmp(&(b.position, &b.id)));
    Ok(list)
}
