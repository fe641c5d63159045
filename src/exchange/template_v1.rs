//! Template files, format version 1 (`assets/templates/README.md`): their form, and the template
//! that comes with the program.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::template_v1_checks::CheckV1;
use super::template_v1_convert;
use super::template_v1_period::ScheduleV1;
use super::wire::{Envelope, FILE_BYTES_MAX, Lines, unique_map, without_mark};
use crate::report::template::Template;
use crate::report::template_check::{FaultReason, TemplateFault};

/// What `format` says in a template file.
pub const FORMAT: &str = "baocao06/template";

/// What `format_version` says in a file of this version.
pub const FORMAT_VERSION: u32 = 1;

/// The template that comes with the program: the monthly Đề án 06 report.
pub const BUILTIN_JSON: &str = include_str!("../../assets/templates/de-an-06-thang.json");

/// Reads a template file.
///
/// # Errors
/// Every fault that was found, each with its place; one fault alone when the file is not JSON of
/// the documented form, is too large or has another version.
pub fn read_template(json: &str) -> Result<Template, Vec<TemplateFault>> {
    if json.len() > FILE_BYTES_MAX {
        let reason = format!("larger than {FILE_BYTES_MAX} bytes");
        return Err(one_fault("", FaultReason::Form(reason)));
    }
    let json = without_mark(json);
    let envelope: Envelope = serde_json::from_str(json).map_err(form_fault)?;
    if envelope.format != FORMAT {
        let reason = format!("`{}` where `{FORMAT}` is needed", envelope.format);
        return Err(one_fault("format", FaultReason::Form(reason)));
    }
    if envelope.format_version != FORMAT_VERSION {
        let reason = FaultReason::Version(envelope.format_version);
        return Err(one_fault("format_version", reason));
    }
    let file: TemplateV1 = serde_json::from_str(json).map_err(form_fault)?;
    Template::new(template_v1_convert::parts(file)?)
}

/// The template that comes with the program.
///
/// # Errors
/// Never in a released program: a test reads it.
pub fn builtin_template() -> Result<Template, Vec<TemplateFault>> {
    read_template(BUILTIN_JSON)
}

fn one_fault(place: &str, reason: FaultReason) -> Vec<TemplateFault> {
    let place = place.to_owned();
    vec![TemplateFault { place, reason }]
}

fn form_fault(err: serde_json::Error) -> Vec<TemplateFault> {
    let place = format!("dòng {}, cột {}", err.line(), err.column());
    one_fault(&place, FaultReason::Form(err.to_string()))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TemplateV1 {
    #[serde(rename = "format")]
    pub(super) _format: String,
    #[serde(rename = "format_version")]
    pub(super) _format_version: u32,
    pub(super) key: String,
    pub(super) version: u32,
    pub(super) name: Lines,
    #[serde(default)]
    pub(super) file_prefix: String,
    /// A kind of period by its name; a month when it is left out.
    pub(super) period: Option<String>,
    #[serde(default)]
    pub(super) schedule: ScheduleV1,
    #[serde(default)]
    pub(super) style: StyleV1,
    #[serde(default)]
    pub(super) agencies: Vec<AgencyV1>,
    #[serde(default, deserialize_with = "unique_map")]
    pub(super) letterhead: BTreeMap<String, Lines>,
    #[serde(default)]
    pub(super) names: Vec<NameV1>,
    #[serde(default)]
    pub(super) figures: Vec<FigureV1>,
    pub(super) sections: Vec<SectionV1>,
    #[serde(default)]
    pub(super) checks: Vec<CheckV1>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct StyleV1 {
    pub(super) below_ten: BelowTenV1,
    pub(super) emphasis: EmphasisV1,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum BelowTenV1 {
    #[default]
    Padded,
    Plain,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum EmphasisV1 {
    #[default]
    None,
    Bold,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgencyV1 {
    pub(super) key: String,
    pub(super) name: Lines,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameV1 {
    pub(super) key: String,
    pub(super) label: Lines,
    #[serde(default)]
    pub(super) text: Lines,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureV1 {
    pub(super) key: String,
    pub(super) label: Lines,
    #[serde(default)]
    pub(super) unit: Lines,
    pub(super) kind: KindV1,
    #[serde(default)]
    pub(super) decimals: u32,
    #[serde(default)]
    pub(super) span: SpanV1,
    pub(super) provider: Option<String>,
    #[serde(default)]
    pub(super) definition: Lines,
    #[serde(default)]
    pub(super) need: NeedV1,
}

/// `"count"`, or `{"rate": {"part": …, "whole": …}}`. In a table the inputs are columns.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum KindV1 {
    Count,
    Decimal,
    Percent,
    Sum(Vec<String>),
    Total(Vec<String>),
    Difference { from: String, less: String },
    Rate { part: String, whole: String },
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum SpanV1 {
    #[default]
    InPeriod,
    AsOf,
    Since(String),
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum NeedV1 {
    #[default]
    Required,
    Optional,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionV1 {
    pub(super) key: String,
    pub(super) level: u8,
    #[serde(default)]
    pub(super) outline: String,
    pub(super) label: Lines,
    pub(super) heading: Option<Lines>,
    #[serde(default)]
    pub(super) items: Vec<ItemV1>,
}

/// Exactly one of the four bodies is there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemV1 {
    pub(super) key: String,
    pub(super) label: Lines,
    pub(super) narrative: Option<NarrativeV1>,
    pub(super) documents: Option<DocumentsV1>,
    pub(super) table: Option<TableV1>,
    pub(super) figures: Option<GroupV1>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum MarkV1 {
    None,
    #[default]
    Dash,
    Plus,
    Star,
    Number,
    Letter,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NarrativeV1 {
    #[serde(default)]
    pub(super) text: Lines,
    #[serde(default)]
    pub(super) hint: Lines,
    #[serde(default)]
    pub(super) mark: MarkV1,
    #[serde(default)]
    pub(super) need: NeedV1,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentsV1 {
    #[serde(default)]
    pub(super) intro: Lines,
    #[serde(default)]
    pub(super) mark: MarkV1,
    #[serde(default)]
    pub(super) carry: CarryV1,
    #[serde(default)]
    pub(super) need: NeedV1,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum CarryV1 {
    #[default]
    StartEmpty,
    Keep,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupV1 {
    #[serde(default)]
    pub(super) rows: Vec<GroupRowV1>,
    #[serde(default)]
    pub(super) sentences: Vec<SentenceV1>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SentenceV1 {
    pub(super) key: String,
    pub(super) text: Lines,
    #[serde(default)]
    pub(super) mark: MarkV1,
}

/// A figure's key, or an object with `part`, `whole`, `rate` or with `in_period`, `total`.
#[derive(Debug)]
pub(super) enum GroupRowV1 {
    Single(String),
    Several(SeveralV1),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeveralV1 {
    pub(super) part: Option<String>,
    pub(super) whole: Option<String>,
    pub(super) rate: Option<String>,
    pub(super) in_period: Option<String>,
    pub(super) total: Option<String>,
}

impl<'de> Deserialize<'de> for GroupRowV1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(GroupRowVisitor)
    }
}

struct GroupRowVisitor;

impl<'de> Visitor<'de> for GroupRowVisitor {
    type Value = GroupRowV1;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the key of a figure, or an object with part, whole and rate, or with in_period and total")
    }

    fn visit_str<E>(self, key: &str) -> Result<GroupRowV1, E> {
        Ok(GroupRowV1::Single(key.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<GroupRowV1, A::Error> {
        SeveralV1::deserialize(MapAccessDeserializer::new(map)).map(GroupRowV1::Several)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableV1 {
    pub(super) columns: Vec<ColumnV1>,
    pub(super) rows: Vec<RowV1>,
    pub(super) total: Option<TotalV1>,
    #[serde(default)]
    pub(super) placement: PlacementV1,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PlacementV1 {
    #[default]
    Body,
    Annex,
    AnnexLandscape,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TotalV1 {
    pub(super) label: Lines,
    #[serde(default)]
    pub(super) row: TotalRowV1,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum TotalRowV1 {
    #[default]
    Screen,
    Printed,
}

/// Has either `shows` or `figure`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnV1 {
    pub(super) key: String,
    pub(super) label: Lines,
    pub(super) short: Option<Lines>,
    pub(super) group: Option<Lines>,
    pub(super) shows: Option<ShowsV1>,
    pub(super) figure: Option<ColumnFigureV1>,
    #[serde(default)]
    pub(super) printed: PrintedV1,
    #[serde(default)]
    pub(super) width: u8,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ShowsV1 {
    Position,
    Label,
    Provider,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PrintedV1 {
    #[default]
    Yes,
    No,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnFigureV1 {
    /// The second half of the figures' labels: "trực tuyến".
    pub(super) name: Lines,
    #[serde(default)]
    pub(super) unit: Lines,
    pub(super) kind: KindV1,
    #[serde(default)]
    pub(super) decimals: u32,
    #[serde(default)]
    pub(super) span: SpanV1,
    #[serde(default)]
    pub(super) definition: Lines,
    #[serde(default)]
    pub(super) need: NeedV1,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowV1 {
    pub(super) key: String,
    pub(super) label: Lines,
    pub(super) printed_label: Option<Lines>,
    /// The first half of the figures' labels; the label when absent.
    pub(super) short: Option<Lines>,
    pub(super) provider: Option<String>,
    #[serde(default)]
    pub(super) initial: SwitchV1,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum SwitchV1 {
    #[default]
    On,
    Off,
}

#[cfg(test)]
#[path = "template_v1_tests.rs"]
mod tests;
