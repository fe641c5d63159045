//! Report files, format version 1 (`assets/templates/README.md`): one report, every field of it,
//! lossless both ways and writable by hand. Equal reports give equal bytes.
//!
//! Reading checks the form, the keys, the days and the size of numbers; whether the figures belong
//! to a template is for the caller, who knows the template.

mod forms;
mod read;
mod status;
mod value;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::by_name::ByName;
use super::json_fault;
use super::wire::{Envelope, FILE_BYTES_MAX, Lines, Unique, unique_map, without_mark};
use crate::report::content::{DocumentEntry, Report};
use crate::report::fault::FormFault;
use crate::report::key::{FigureKey, ItemKey, KeyError, RowKey, Subject};
use crate::report::note::{Note, NoteKind};
use crate::report::number::Sign;
use crate::report::period::iso_day;
use crate::report::row::RowEntry;
use crate::report::template::{FigureKind, Switch, Template, TemplateRef};
use crate::report::value::Number;
use forms::FormStateV1;
use status::StatusV1;
use value::{DayV1, ValueV1};

/// What `format` says in a report file.
pub const FORMAT: &str = "baocao06/report";

/// What `format_version` says in a file of this version.
pub const FORMAT_VERSION: u32 = 1;

/// Why a file is not a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportFileError {
    /// The file is larger than any report.
    #[error("{0} bytes are more than any report has")]
    TooLarge(usize),
    /// The file is not JSON of the documented form.
    #[error("line {line}, column {column}: {fault:?}")]
    Form {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong there.
        fault: FormFault,
    },
    /// A file of another kind: what its `format` says.
    #[error("a file of the format {0:?}")]
    Format(String),
    /// A format version that this program does not know.
    #[error("format version {0} is not known")]
    Version(u32),
    /// A number that a figure does not take.
    #[error("{place} › {figure}: {written} ({reason:?})")]
    Number {
        /// Where: `figures`, `printed`.
        place: &'static str,
        /// The figure.
        figure: FigureKey,
        /// The template that has it.
        template: TemplateRef,
        /// What is written there.
        written: String,
        /// What is wrong with it.
        reason: NumberReason,
    },
    /// A key with characters that keys do not have.
    #[error("{place}: {text:?} is not a key")]
    Key {
        /// Where: `figures`.
        place: String,
        /// The text that should be a key.
        text: String,
        /// What is wrong with it.
        source: KeyError,
    },
    /// A day, a moment or a period that is not in the calendar.
    #[error("{place}: {text:?} is not in the calendar")]
    Day {
        /// Where: `period › from`.
        place: String,
        /// The text that should be a day.
        text: String,
    },
    /// The last day of the period lies before the first.
    #[error("the period ends before it begins")]
    Reversed,
    /// A kind of note that there is not.
    #[error("there are no notes of the kind {0:?}")]
    NoteKind(String),
    /// Two entries of one list have the same id.
    #[error("{place}: the entry {id} stands twice")]
    DuplicateEntry {
        /// Where: `documents › committee.issued`.
        place: String,
        /// The id.
        id: String,
    },
    /// A row of the office's own whose key is not that of its table with an id.
    #[error("rows › {row}: not a row of {table}")]
    OwnRow {
        /// The row.
        row: RowKey,
        /// The table it is said to be of.
        table: ItemKey,
    },
    /// The file says something else than when it was written: changed or damaged on its way.
    #[error("the content has another hash than the file says")]
    OtherContent,
    /// The report was typed in another form than the one at hand.
    #[error("a report of {} version {}", .0.key, .0.version)]
    Template(TemplateRef),
}

impl ReportFileError {
    /// The template by which figures are named, where one is meant.
    pub fn template(&self) -> Option<&TemplateRef> {
        match self {
            Self::Number { template, .. } | Self::Template(template) => Some(template),
            Self::TooLarge(_)
            | Self::Form { .. }
            | Self::Format(_)
            | Self::Version(_)
            | Self::Key { .. }
            | Self::Day { .. }
            | Self::Reversed
            | Self::NoteKind(_)
            | Self::OwnRow { .. }
            | Self::OtherContent
            | Self::DuplicateEntry { .. } => None,
        }
    }
}

/// Why a number in a file is not one that a figure takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberReason {
    /// It is less than nothing, and not what is printed of a computed figure.
    Negative,
    /// It has more digits than any figure has.
    TooLarge,
    /// A number with a fraction that does not stand in quotes.
    NoQuotes,
    /// A text that is not a decimal with a point.
    NotADecimal,
    /// A text with a decimal, of a figure that counts: "1.317" may be meant as either of two numbers.
    NotACount,
}

/// Whether a file says by what its content is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// It does, and the content is the one that was written.
    Whole,
    /// It does not: written by hand, or by an older program. A change on its way is not noticed.
    Missing,
}

/// A report as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedReport {
    /// The report.
    pub report: Report,
    /// Whether its content is known to be the one that was written.
    pub seal: Seal,
}

/// Writes a report as a file: indented, every map in order of keys, a line break at the end.
pub fn write_report(report: &Report) -> String {
    let mut file = ReportV1::of(report);
    file.content_sha256 = Some(content_hash(report));
    json_of(&file)
}

/// The SHA-256 of the file of a report as it is without the line that says it, in hexadecimal digits.
pub fn content_hash(report: &Report) -> String {
    use sha2::{Digest as _, Sha256};
    let hash = Sha256::digest(json_of(&ReportV1::of(report)).as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn json_of(file: &ReportV1) -> String {
    // Writing strings, numbers and maps with text keys to memory cannot fail.
    let json = serde_json::to_string_pretty(file);
    let mut json = json.unwrap_or_else(|err| unreachable!("plain data: {err}"));
    json.push('\n');
    json
}

/// Reads the report of a file. Texts come out clean (NFC, `\n` as the only line break).
///
/// # Errors
/// At the first thing that is not of the documented form, with its place; when the file says something else
/// than when it was written.
pub fn read_report(json: &str) -> Result<Report, ReportFileError> {
    read_sealed(json).map(|sealed| sealed.report)
}

/// Reads a report file and tells whether it says by what its content is known.
///
/// # Errors
/// As for [`read_report`].
pub fn read_sealed(json: &str) -> Result<SealedReport, ReportFileError> {
    if json.len() > FILE_BYTES_MAX {
        return Err(ReportFileError::TooLarge(json.len()));
    }
    let json = without_mark(json);
    let envelope: Envelope = serde_json::from_str(json).map_err(form_error)?;
    if envelope.format != FORMAT {
        return Err(ReportFileError::Format(envelope.format));
    }
    if envelope.format_version != FORMAT_VERSION {
        return Err(ReportFileError::Version(envelope.format_version));
    }
    let mut file: ReportV1 = serde_json::from_str(json).map_err(form_error)?;
    let said = file.content_sha256.take();
    let report = read::report(file)?;
    // What the report says is hashed, not how the file writes it: other line ends change no figure.
    match said {
        None => Ok(SealedReport { report, seal: Seal::Missing }),
        Some(said) if said == content_hash(&report) => {
            Ok(SealedReport { report, seal: Seal::Whole })
        }
        Some(_) => Err(ReportFileError::OtherContent),
    }
}

/// Refuses what a report says where its form takes no such number: a count has no decimals, and what is printed may be
/// less than nothing only of a difference. A figure that the form does not have says nothing.
///
/// # Errors
/// At the first such figure.
pub fn check_numbers(report: &Report, form: &Template) -> Result<(), ReportFileError> {
    for (figure, value) in &report.values {
        let is_count = form.figure(figure).is_some_and(|figure| figure.kind == FigureKind::Count);
        if let (true, Some(Number::Decimal(number))) = (is_count, value.number()) {
            return Err(ReportFileError::Number {
                place: "figures",
                figure: figure.clone(),
                template: report.template.clone(),
                written: number.normalize().to_string(),
                reason: NumberReason::NotACount,
            });
        }
    }
    for (figure, value) in &report.printed {
        let number = value.number().map(Number::to_decimal).filter(|n| *n < Decimal::ZERO);
        let accepted = form.figure(figure).map(|figure| form.accepted(figure).sign);
        if let (Some(number), Some(Sign::NonNegative)) = (number, accepted) {
            return Err(ReportFileError::Number {
                place: "printed",
                figure: figure.clone(),
                template: report.template.clone(),
                written: number.to_string(),
                reason: NumberReason::Negative,
            });
        }
    }
    Ok(())
}

fn form_error(err: serde_json::Error) -> ReportFileError {
    let fault = json_fault::of(&err);
    ReportFileError::Form { line: err.line(), column: err.column(), fault }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportV1 {
    format: String,
    format_version: u32,
    /// By what the content is known; see [`content_hash`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    content_sha256: Option<String>,
    office: OfficeV1,
    template: TemplateRefV1,
    period: PeriodV1,
    #[serde(default)]
    status: StatusV1,
    #[serde(default)]
    remark: Lines,
    #[serde(default, deserialize_with = "unique_map")]
    figures: BTreeMap<String, Option<ValueV1>>,
    #[serde(default, deserialize_with = "unique_map")]
    printed: BTreeMap<String, Option<ValueV1>>,
    #[serde(default, deserialize_with = "unique_map")]
    days: BTreeMap<String, DayV1>,
    #[serde(default, deserialize_with = "unique_map")]
    rows: BTreeMap<String, RowV1>,
    #[serde(default, deserialize_with = "unique_map")]
    texts: BTreeMap<String, Lines>,
    #[serde(default, deserialize_with = "unique_map")]
    documents: BTreeMap<String, Vec<EntryV1>>,
    /// By kind, then by what they are about.
    #[serde(default, deserialize_with = "unique_map")]
    notes: BTreeMap<String, Unique<NoteV1>>,
    /// What became of the forms of agencies; files of before say nothing of it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "unique_map")]
    forms: BTreeMap<String, FormStateV1>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeV1 {
    code: String,
    name: Lines,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateRefV1 {
    key: String,
    version: u32,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodV1 {
    key: String,
    from: String,
    to: String,
    due: Option<String>,
}

/// What the office says about a row, or a row of its own.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RowV1 {
    #[serde(skip_serializing_if = "Option::is_none")]
    switch: Option<ByName<Switch>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<Lines>,
    #[serde(skip_serializing_if = "Option::is_none")]
    own: Option<OwnRowV1>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnRowV1 {
    table: String,
    label: Lines,
    position: i64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NoteV1 {
    #[serde(default)]
    words: Lines,
    #[serde(skip_serializing_if = "Option::is_none")]
    given_for: Option<Lines>,
}

/// An entry of a list of documents. Written by hand, `id` and `position` may be left out: entries
/// then follow each other as they stand.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryV1 {
    id: Option<String>,
    position: Option<i64>,
    #[serde(default)]
    doc_type: Lines,
    #[serde(default)]
    code: Lines,
    #[serde(default)]
    day: Option<DayV1>,
    #[serde(default)]
    issuer: Lines,
    #[serde(default)]
    subject: Lines,
}

impl ReportV1 {
    fn of(report: &Report) -> Self {
        // All of them by name, so that the compiler asks here for what a report may hold one day.
        let Report {
            office,
            template,
            header,
            values,
            printed,
            days,
            texts,
            rows,
            documents,
            notes,
            forms,
        } = report;
        let period = header.period;
        Self {
            format: FORMAT.to_owned(),
            format_version: FORMAT_VERSION,
            content_sha256: None,
            office: OfficeV1 { code: office.code.to_string(), name: Lines(office.name.clone()) },
            template: TemplateRefV1 { key: template.key.to_string(), version: template.version },
            period: PeriodV1 {
                key: period.key.to_string(),
                from: iso_day(period.range.first()),
                to: iso_day(period.range.last()),
                due: period.due.map(iso_day),
            },
            status: StatusV1(header.status.clone()),
            remark: Lines(header.remark.clone()),
            figures: map(values, ValueV1::of),
            printed: map(printed, ValueV1::of),
            days: map(days, DayV1::of),
            rows: map(rows, RowV1::of),
            texts: map(texts, |text| Lines(text.clone())),
            documents: map(documents, |entries| entries.iter().map(EntryV1::of).collect()),
            notes: by_kind(notes),
            forms: map(forms, FormStateV1::of),
        }
    }
}

fn by_kind(notes: &BTreeMap<(NoteKind, Subject), Note>) -> BTreeMap<String, Unique<NoteV1>> {
    let mut kinds: BTreeMap<String, Unique<NoteV1>> = BTreeMap::new();
    for ((kind, about), note) in notes {
        let of_kind = kinds.entry(kind.name().to_owned());
        let of_kind = of_kind.or_insert_with(|| Unique(BTreeMap::new()));
        of_kind.0.insert(about.to_string(), NoteV1::of(note));
    }
    kinds
}

impl NoteV1 {
    fn of(note: &Note) -> Self {
        Self { words: Lines(note.words.clone()), given_for: note.given_for.clone().map(Lines) }
    }
}

impl RowV1 {
    fn of(entry: &RowEntry) -> Self {
        let own = entry.own.as_ref().map(|own| OwnRowV1 {
            table: own.table.to_string(),
            label: Lines(own.label.clone()),
            position: own.position,
        });
        let switch = entry.switch.map(ByName);
        Self { switch, provider: entry.provider.clone().map(Lines), own }
    }
}

fn map<K: ToString, V, T>(map: &BTreeMap<K, V>, to: impl Fn(&V) -> T) -> BTreeMap<String, T> {
    let entries = map.iter();
    entries.map(|(key, value)| (key.to_string(), to(value))).collect()
}

impl EntryV1 {
    fn of(entry: &DocumentEntry) -> Self {
        let document = &entry.document;
        Self {
            id: Some(entry.id.to_string()),
            position: Some(entry.position),
            doc_type: Lines(document.doc_type.clone()),
            code: Lines(document.code.clone()),
            day: document.day.as_ref().map(DayV1::of),
            issuer: Lines(document.issuer.clone()),
            subject: Lines(document.subject.clone()),
        }
    }
}

#[cfg(test)]
mod tests;
