//! Tables of a template file: rows and columns as they are declared.

use serde::{Deserialize, Serialize};

use super::read::{Reader, all};
use super::{KindV1, SpanV1};
use crate::exchange::by_name::ByName;
use crate::exchange::wire::{Lines, is_default};
use crate::report::fault::{FaultPath, FaultReason, FaultStep, FormFault};
use crate::report::key::{AgencyKey, ColumnKey, RowId};
use crate::report::template::{
    Column, ColumnFigure, ColumnKind, ColumnWords, Need, OpenRows, Placement, Printed, RowParts,
    Switch, TableParts, TotalParts, TotalRow, WordsKind,
};

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableV1 {
    columns: Vec<ColumnV1>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rows: Vec<RowV1>,
    #[serde(default, skip_serializing_if = "is_default")]
    open_rows: ByName<OpenRows>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<TotalV1>,
    #[serde(default, skip_serializing_if = "is_default")]
    placement: ByName<Placement>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TotalV1 {
    label: Lines,
    #[serde(default, skip_serializing_if = "is_default")]
    row: ByName<TotalRow>,
}

/// Has exactly one of `shows`, `figure` and `words`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnV1 {
    key: String,
    label: Lines,
    #[serde(skip_serializing_if = "Option::is_none")]
    short: Option<Lines>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<Lines>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shows: Option<ShowsV1>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<ColumnFigureV1>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<ColumnWordsV1>,
    #[serde(default, skip_serializing_if = "is_default")]
    printed: ByName<Printed>,
    #[serde(default, skip_serializing_if = "is_default")]
    width: u8,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnFigureV1 {
    /// The second half of the figures' labels: "trực tuyến".
    name: Lines,
    #[serde(default, skip_serializing_if = "is_default")]
    unit: Lines,
    kind: KindV1,
    #[serde(default, skip_serializing_if = "is_default")]
    decimals: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    span: SpanV1,
    #[serde(default, skip_serializing_if = "is_default")]
    definition: Lines,
    #[serde(default, skip_serializing_if = "is_default")]
    need: ByName<Need>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowV1 {
    key: String,
    label: Lines,
    #[serde(skip_serializing_if = "Option::is_none")]
    printed_label: Option<Lines>,
    /// The first half of the figures' labels; the label when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    short: Option<Lines>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    initial: ByName<Switch>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnWordsV1 {
    kind: WordsKindV1,
    #[serde(default, skip_serializing_if = "is_default")]
    need: ByName<Need>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WordsKindV1 {
    Text,
    Day,
    Choice(Vec<Lines>),
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ShowsV1 {
    Position,
    Label,
    Provider,
}

impl Reader {
    pub(super) fn table(&mut self, path: &FaultPath, table: TableV1) -> Option<TableParts> {
        // Every fault is told, not only the first.
        let columns = table.columns.into_iter().map(|column| self.column(path, column));
        let columns = columns.collect();
        let rows = table.rows.into_iter().map(|row| self.row(path, row));
        let rows = rows.collect();
        Some(TableParts {
            columns: all(columns)?,
            rows: all(rows)?,
            open_rows: table.open_rows.0,
            total: table.total.map(|total| TotalParts { label: total.label.0, row: total.row.0 }),
            placement: table.placement.0,
        })
    }

    fn column(&mut self, table: &FaultPath, column: ColumnV1) -> Option<Column> {
        let path = table.then(FaultStep::Column(column.key.clone()));
        let key = self.key(&path, &column.key, ColumnKey::parse);
        let kind = match (column.shows, column.figure, column.words) {
            (Some(ShowsV1::Position), None, None) => Some(ColumnKind::Position),
            (Some(ShowsV1::Label), None, None) => Some(ColumnKind::Label),
            (Some(ShowsV1::Provider), None, None) => Some(ColumnKind::Provider),
            (None, Some(figure), None) => self.column_figure(&path, figure).map(ColumnKind::Figure),
            (None, None, Some(words)) => Some(ColumnKind::Words(words.into())),
            _ => {
                self.fault(&path, FaultReason::Form(FormFault::ColumnContent));
                None
            }
        };
        let short = column.short.unwrap_or_else(|| column.label.clone());
        Some(Column {
            key: key?,
            label: column.label.0,
            short: short.0,
            group: column.group.map(|group| group.0),
            kind: kind?,
            printed: column.printed.0,
            width: column.width,
        })
    }

    fn column_figure(&mut self, path: &FaultPath, figure: ColumnFigureV1) -> Option<ColumnFigure> {
        let kind = self.kind(path, &figure.kind, ColumnKey::parse);
        let span = self.span(path, &figure.span);
        Some(ColumnFigure {
            name: figure.name.0,
            unit: figure.unit.0,
            kind: kind?,
            decimals: figure.decimals,
            span: span?,
            definition: figure.definition.0,
            need: figure.need.0,
        })
    }

    fn row(&mut self, table: &FaultPath, row: RowV1) -> Option<RowParts> {
        let path = table.then(FaultStep::Row(row.key.clone()));
        let id = self.key(&path, &row.key, RowId::parse);
        let provider = row.provider.map(|text| self.key(&path, &text, AgencyKey::parse));
        Some(RowParts {
            id: id?,
            label: row.label.0,
            printed_label: row.printed_label.map(|label| label.0),
            short: row.short.map(|short| short.0),
            provider: provider.flatten(),
            initial: row.initial.0,
        })
    }
}

impl From<&TableParts> for TableV1 {
    fn from(table: &TableParts) -> Self {
        let total = table.total.as_ref();
        Self {
            columns: table.columns.iter().map(ColumnV1::from).collect(),
            rows: table.rows.iter().map(RowV1::from).collect(),
            open_rows: ByName(table.open_rows),
            total: total.map(|TotalParts { label, row }| TotalV1 {
                label: Lines(label.clone()),
                row: ByName(*row),
            }),
            placement: ByName(table.placement),
        }
    }
}

impl From<&Column> for ColumnV1 {
    fn from(column: &Column) -> Self {
        let shows = match column.kind {
            ColumnKind::Position => Some(ShowsV1::Position),
            ColumnKind::Label => Some(ShowsV1::Label),
            ColumnKind::Provider => Some(ShowsV1::Provider),
            ColumnKind::Figure(_) | ColumnKind::Words(_) => None,
        };
        let short = (column.short != column.label).then(|| Lines(column.short.clone()));
        Self {
            key: column.key.to_string(),
            label: Lines(column.label.clone()),
            short,
            group: column.group.clone().map(Lines),
            shows,
            figure: column.figure().map(ColumnFigureV1::from),
            words: column.words().map(ColumnWordsV1::from),
            printed: ByName(column.printed),
            width: column.width,
        }
    }
}

impl From<ColumnWordsV1> for ColumnWords {
    fn from(words: ColumnWordsV1) -> Self {
        let kind = match words.kind {
            WordsKindV1::Text => WordsKind::Text,
            WordsKindV1::Day => WordsKind::Day,
            WordsKindV1::Choice(of) => {
                WordsKind::Choice(of.into_iter().map(|choice| choice.0).collect())
            }
        };
        Self { kind, need: words.need.0 }
    }
}

impl From<&ColumnWords> for ColumnWordsV1 {
    fn from(words: &ColumnWords) -> Self {
        let kind = match &words.kind {
            WordsKind::Text => WordsKindV1::Text,
            WordsKind::Day => WordsKindV1::Day,
            WordsKind::Choice(of) => WordsKindV1::Choice(of.iter().cloned().map(Lines).collect()),
        };
        Self { kind, need: ByName(words.need) }
    }
}

impl From<&ColumnFigure> for ColumnFigureV1 {
    fn from(figure: &ColumnFigure) -> Self {
        Self {
            name: Lines(figure.name.clone()),
            unit: Lines(figure.unit.clone()),
            kind: (&figure.kind).into(),
            decimals: figure.decimals,
            span: figure.span.into(),
            definition: Lines(figure.definition.clone()),
            need: ByName(figure.need),
        }
    }
}

impl From<&RowParts> for RowV1 {
    fn from(row: &RowParts) -> Self {
        Self {
            key: row.id.to_string(),
            label: Lines(row.label.clone()),
            printed_label: row.printed_label.clone().map(Lines),
            short: row.short.clone().map(Lines),
            provider: row.provider.as_ref().map(AgencyKey::to_string),
            initial: ByName(row.initial),
        }
    }
}
