//! Template files, format version 1 (`assets/templates/README.md`): their form, reading and writing
//! them, and the template that comes with the program.

mod checks;
mod offices;
mod period;
mod read;
mod table;
mod write;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::by_name::ByName;
use super::json_fault;
use super::wire::{Envelope, FILE_BYTES_MAX, Lines, TextOr, is_default, unique_map, without_mark};
use crate::report::fault::{
    FaultPath, FaultReason, FaultStep, FormFault, TemplateFault, TemplatePart,
};
use crate::report::period::{PeriodKind, iso_day};
use crate::report::template::{
    BelowTen, Carry, Emphasis, FigureKind, Formula, Mark, Need, Span, Start, Template,
};
use checks::CheckV1;
use offices::OfficesV1;
use period::{ScheduleV1, WindowV1};
use table::TableV1;

/// What `format` says in a template file.
pub const FORMAT: &str = "baocao06/template";

/// What `since` says for 1 January of the year of the report.
const NEW_YEAR: &str = "year";

/// What `format_version` says in a file of this version.
pub const FORMAT_VERSION: u32 = 1;

/// The template that comes with the program: the monthly Đề án 06 report.
pub const BUILTIN_JSON: &str = include_str!("../../../assets/templates/de-an-06-thang.json");

/// Reads a template file.
///
/// # Errors
/// Every fault that was found, each with its place; one fault alone when the file is not JSON of
/// the documented form, is too large or has another version.
pub fn read_template(json: &str) -> Result<Template, Vec<TemplateFault>> {
    if json.len() > FILE_BYTES_MAX {
        let reason = FaultReason::Form(FormFault::TooLarge(FILE_BYTES_MAX));
        return Err(one_fault(FaultPath::default(), reason));
    }
    let json = without_mark(json);
    let envelope: Envelope = serde_json::from_str(json).map_err(|err| form_fault(&err))?;
    if envelope.format != FORMAT {
        let reason = FaultReason::Form(FormFault::OtherFormat(envelope.format));
        return Err(one_fault(TemplatePart::Format, reason));
    }
    if envelope.format_version != FORMAT_VERSION {
        let reason = FaultReason::Version(envelope.format_version);
        return Err(one_fault(TemplatePart::FormatVersion, reason));
    }
    let file: TemplateV1 = serde_json::from_str(json).map_err(|err| form_fault(&err))?;
    Template::new(read::parts(file)?)
}

/// The file of a template. Reading it gives the same template; equal templates are equal files.
pub fn write_template(template: &Template) -> String {
    let file = write::file(template.parts());
    // Writing texts, numbers and maps with text keys to memory cannot fail.
    let json = serde_json::to_string_pretty(&file);
    let mut json = json.unwrap_or_else(|err| unreachable!("plain data: {err}"));
    json.push('\n');
    json
}

/// The template that comes with the program.
///
/// # Errors
/// Never in a released program: a test reads it.
pub fn builtin_template() -> Result<Template, Vec<TemplateFault>> {
    read_template(BUILTIN_JSON)
}

fn one_fault(path: impl Into<FaultPath>, reason: FaultReason) -> Vec<TemplateFault> {
    let path = path.into();
    vec![TemplateFault { path, reason }]
}

fn form_fault(err: &serde_json::Error) -> Vec<TemplateFault> {
    let place = FaultStep::Place { line: err.line(), column: err.column() };
    one_fault(place, FaultReason::Form(json_fault::of(err)))
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateV1 {
    format: String,
    format_version: u32,
    key: String,
    version: u32,
    name: Lines,
    #[serde(default, skip_serializing_if = "is_default")]
    file_prefix: String,
    #[serde(default, skip_serializing_if = "is_default")]
    period: ByName<PeriodKind>,
    #[serde(default, skip_serializing_if = "is_default")]
    schedule: ScheduleV1,
    #[serde(default, skip_serializing_if = "is_default")]
    style: StyleV1,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    agencies: Vec<AgencyV1>,
    #[serde(default, deserialize_with = "unique_map", skip_serializing_if = "BTreeMap::is_empty")]
    letterhead: BTreeMap<String, Lines>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    names: Vec<NameV1>,
    #[serde(default, skip_serializing_if = "is_default")]
    offices: OfficesV1,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    figures: Vec<FigureV1>,
    sections: Vec<SectionV1>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    checks: Vec<CheckV1>,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct StyleV1 {
    #[serde(skip_serializing_if = "is_default")]
    below_ten: ByName<BelowTen>,
    #[serde(skip_serializing_if = "is_default")]
    emphasis: ByName<Emphasis>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgencyV1 {
    key: String,
    name: Lines,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NameV1 {
    key: String,
    label: Lines,
    #[serde(default, skip_serializing_if = "is_default")]
    text: Lines,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureV1 {
    key: String,
    label: Lines,
    #[serde(default, skip_serializing_if = "is_default")]
    unit: Lines,
    kind: KindV1,
    #[serde(default, skip_serializing_if = "is_default")]
    decimals: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    span: SpanV1,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    definition: Lines,
    #[serde(default, skip_serializing_if = "is_default")]
    need: ByName<Need>,
}

/// `"count"`, or `{"rate": {"part": …, "whole": …}}`. In a table the inputs are columns.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum KindV1 {
    Count,
    Decimal,
    Percent,
    Sum(Vec<String>),
    Total(Vec<String>),
    Difference { from: String, less: String },
    Rate { part: String, whole: String },
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SpanV1 {
    #[default]
    InPeriod,
    AsOf,
    Since(String),
    Window(WindowV1),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionV1 {
    key: String,
    level: u8,
    #[serde(default, skip_serializing_if = "is_default")]
    outline: String,
    label: Lines,
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<Lines>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    items: Vec<ItemV1>,
}

/// Exactly one of the four bodies is there.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemV1 {
    key: String,
    label: Lines,
    #[serde(skip_serializing_if = "Option::is_none")]
    narrative: Option<NarrativeV1>,
    #[serde(skip_serializing_if = "Option::is_none")]
    documents: Option<DocumentsV1>,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<TableV1>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figures: Option<GroupV1>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NarrativeV1 {
    #[serde(default, skip_serializing_if = "is_default")]
    text: Lines,
    #[serde(default, skip_serializing_if = "is_default")]
    hint: Lines,
    #[serde(default, skip_serializing_if = "is_default")]
    mark: ByName<Mark>,
    #[serde(default, skip_serializing_if = "is_default")]
    need: ByName<Need>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentsV1 {
    #[serde(default, skip_serializing_if = "is_default")]
    intro: Lines,
    #[serde(default, skip_serializing_if = "is_default")]
    mark: ByName<Mark>,
    #[serde(default, skip_serializing_if = "is_default")]
    carry: ByName<Carry>,
    #[serde(default, skip_serializing_if = "is_default")]
    need: ByName<Need>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupV1 {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rows: Vec<GroupRowV1>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sentences: Vec<SentenceV1>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SentenceV1 {
    key: String,
    text: Lines,
    #[serde(default, skip_serializing_if = "is_default")]
    mark: ByName<Mark>,
}

impl<K: fmt::Display> From<&FigureKind<K>> for KindV1 {
    fn from(kind: &FigureKind<K>) -> Self {
        let keys = |keys: &[K]| keys.iter().map(K::to_string).collect();
        match kind {
            FigureKind::Count => Self::Count,
            FigureKind::Decimal => Self::Decimal,
            FigureKind::Percent => Self::Percent,
            FigureKind::Computed(Formula::Sum(of)) => Self::Sum(keys(of)),
            FigureKind::Computed(Formula::Total(of)) => Self::Total(keys(of)),
            FigureKind::Computed(Formula::Difference { from, less }) => {
                Self::Difference { from: from.to_string(), less: less.to_string() }
            }
            FigureKind::Computed(Formula::Rate { part, whole }) => {
                Self::Rate { part: part.to_string(), whole: whole.to_string() }
            }
        }
    }
}

impl From<Span> for SpanV1 {
    fn from(span: Span) -> Self {
        match span {
            Span::InPeriod => Self::InPeriod,
            Span::AsOf => Self::AsOf,
            Span::Since(Start::NewYear) => Self::Since(NEW_YEAR.to_owned()),
            Span::Since(Start::Day(day)) => Self::Since(iso_day(day)),
            Span::Window(window) => Self::Window(window.into()),
        }
    }
}

/// A figure's key, or an object with `part`, `whole`, `rate` or with `in_period`, `total`.
type GroupRowV1 = TextOr<SeveralV1>;

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeveralV1 {
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    whole: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_period: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<String>,
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod round_trip_tests;
