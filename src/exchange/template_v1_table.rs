//! Tables of a template file: each row and each column with a figure declare one figure together,
//! and each column its total, so that a table of 25 services is written in 25 lines.

use std::collections::BTreeMap;

use super::template_v1 as file;
use super::template_v1_convert::{Reader, need};
use crate::report::key::{ColumnKey, FigureKey, ItemKey, RowKey};
use crate::report::template::{
    Column, ColumnKind, Figure, FigureKind, Formula, ItemBody, Need, Placement, Printed, Switch,
    Table, TableRow, TotalRow,
};
use crate::report::template_check::FaultReason;

/// Joins the name of a row and the name of a column in a figure's label.
const LABEL_SEPARATOR: &str = " – ";

/// The line of figures that sums the rows: `services.total.online`.
const TOTAL_LINE: &str = "total";

/// The table, after the reader was given its figures.
pub(super) fn table(
    reader: &mut Reader,
    place: &str,
    item: &ItemKey,
    table: file::TableV1,
) -> Option<ItemBody> {
    let shown: Vec<Option<Column>> =
        table.columns.iter().map(|column| self::column(reader, place, column)).collect();
    let columns: Vec<Column> = shown.into_iter().collect::<Option<_>>()?;
    let declared = columns.iter().zip(&table.columns);
    let figures: Vec<FigureColumn<'_>> = declared
        .filter_map(|(column, file)| {
            let figure = file.figure.as_ref()?;
            let key = &column.key;
            Some(FigureColumn { key, figure })
        })
        .collect();
    inputs_are_columns(reader, place, &figures)?;
    let mut maker = Maker { reader, place, item, figures: &figures };
    let rows: Vec<Option<TableRow>> = table.rows.iter().map(|row| maker.row(row)).collect();
    let rows: Vec<TableRow> = rows.into_iter().collect::<Option<_>>()?;
    let (total, total_row) = match &table.total {
        Some(total) => (maker.total(&rows, &total.label.0)?, total.row),
        None => (BTreeMap::new(), file::TotalRowV1::Screen),
    };
    Some(ItemBody::Table(Table {
        columns,
        rows,
        total,
        total_row: match total_row {
            file::TotalRowV1::Screen => TotalRow::Screen,
            file::TotalRowV1::Printed => TotalRow::Printed,
        },
        placement: match table.placement {
            file::PlacementV1::Body => Placement::Body,
            file::PlacementV1::Annex => Placement::Annex,
            file::PlacementV1::AnnexLandscape => Placement::AnnexLandscape,
        },
    }))
}

fn column(reader: &mut Reader, table: &str, column: &file::ColumnV1) -> Option<Column> {
    let place = format!("{table} › columns › {}", column.key);
    let key = reader.key(&place, &column.key, ColumnKey::parse);
    let kind = match (column.shows, &column.figure) {
        (Some(file::ShowsV1::Position), None) => Some(ColumnKind::Position),
        (Some(file::ShowsV1::Label), None) => Some(ColumnKind::Label),
        (Some(file::ShowsV1::Provider), None) => Some(ColumnKind::Provider),
        (None, Some(_)) => Some(ColumnKind::Figure),
        _ => {
            reader.form(&place, "exactly one of shows and figure");
            None
        }
    };
    let short = column.short.as_ref().unwrap_or(&column.label);
    Some(Column {
        key: key?,
        label: column.label.0.clone(),
        short: short.0.clone(),
        group: column.group.as_ref().map(|group| group.0.clone()),
        kind: kind?,
        printed: match column.printed {
            file::PrintedV1::Yes => Printed::Yes,
            file::PrintedV1::No => Printed::No,
        },
        width: column.width,
    })
}

/// Tells a fault once for the column, instead of once for each row of it.
fn inputs_are_columns(
    reader: &mut Reader,
    table: &str,
    figures: &[FigureColumn<'_>],
) -> Option<()> {
    let mut is_sound = true;
    for column in figures {
        let place = format!("{table} › columns › {}", column.key);
        let inputs = inputs(&column.figure.kind);
        if inputs.as_ref().is_some_and(Vec::is_empty) {
            reader.fault(&place, FaultReason::Empty);
            is_sound = false;
        }
        for input in inputs.unwrap_or_default() {
            if !figures.iter().any(|figure| figure.key.as_str() == input) {
                reader.fault(&place, FaultReason::UnknownColumn(input.to_owned()));
                is_sound = false;
            }
        }
    }
    is_sound.then_some(())
}

/// The columns that a computed column rests on; `None` for a typed one.
fn inputs(kind: &file::KindV1) -> Option<Vec<&str>> {
    match kind {
        file::KindV1::Count | file::KindV1::Decimal | file::KindV1::Percent => None,
        file::KindV1::Sum(of) | file::KindV1::Total(of) => {
            Some(of.iter().map(String::as_str).collect())
        }
        file::KindV1::Difference { from, less } => Some(vec![from, less]),
        file::KindV1::Rate { part, whole } => Some(vec![part, whole]),
    }
}

struct FigureColumn<'a> {
    key: &'a ColumnKey,
    figure: &'a file::ColumnFigureV1,
}

struct Maker<'a> {
    reader: &'a mut Reader,
    place: &'a str,
    item: &'a ItemKey,
    figures: &'a [FigureColumn<'a>],
}

impl Maker<'_> {
    fn row(&mut self, row: &file::RowV1) -> Option<TableRow> {
        let place = format!("{} › rows › {}", self.place, row.key);
        let key = format!("{}.{}", self.item, row.key);
        let key = self.reader.key(&place, &key, RowKey::parse)?;
        let provider = self.reader.provider(&place, row.provider.as_ref());
        let mut cells = BTreeMap::new();
        let name = row.short.as_ref().unwrap_or(&row.label);
        for column in self.figures {
            let kind = self.kind(&place, &column.figure.kind, &row.key);
            let mut figure = self.figure(&place, column, &row.key)?;
            figure.label = format!("{}{LABEL_SEPARATOR}{}", name.0, column.figure.name.0);
            figure.kind = kind?;
            figure.provider.clone_from(&provider);
            figure.row = Some(key.clone());
            cells.insert(column.key.clone(), figure.key.clone());
            self.reader.figures.push(figure);
        }
        Some(TableRow {
            key,
            label: row.label.0.clone(),
            printed_label: row.printed_label.as_ref().map(|label| label.0.clone()),
            provider,
            cells,
            initial: match row.initial {
                file::SwitchV1::On => Switch::On,
                file::SwitchV1::Off => Switch::Off,
            },
        })
    }

    /// Rates are computed from the totals; typed percentages have no total; all else is added up.
    fn total(&mut self, rows: &[TableRow], label: &str) -> Option<BTreeMap<ColumnKey, FigureKey>> {
        let place = format!("{} › {TOTAL_LINE}", self.place);
        let mut total = BTreeMap::new();
        for column in self.figures {
            let kind = match &column.figure.kind {
                file::KindV1::Percent => continue,
                rate @ file::KindV1::Rate { .. } => self.kind(&place, rate, TOTAL_LINE)?,
                _ => {
                    let cells = rows.iter().filter_map(|row| row.cells.get(column.key));
                    FigureKind::Computed(Formula::Total(cells.cloned().collect()))
                }
            };
            let mut figure = self.figure(&place, column, TOTAL_LINE)?;
            figure.label = format!("{label}{LABEL_SEPARATOR}{}", column.figure.name.0);
            figure.kind = kind;
            figure.need = Need::Optional;
            total.insert(column.key.clone(), figure.key.clone());
            self.reader.figures.push(figure);
        }
        Some(total)
    }

    /// The figure of a line and a column, still without label and kind of its own.
    fn figure(&mut self, place: &str, column: &FigureColumn<'_>, line: &str) -> Option<Figure> {
        let key = self.figure_key(place, line, column.key.as_str());
        let span = self.reader.span(place, &column.figure.span);
        Some(Figure {
            key: key?,
            label: String::new(),
            unit: column.figure.unit.0.clone(),
            kind: FigureKind::Count,
            decimals: column.figure.decimals,
            span: span?,
            provider: None,
            definition: column.figure.definition.0.clone(),
            need: need(column.figure.need),
            row: None,
        })
    }

    /// The kind of a cell; its inputs are columns of the same line.
    fn kind(&mut self, place: &str, kind: &file::KindV1, line: &str) -> Option<FigureKind> {
        let formula = match kind {
            file::KindV1::Count => return Some(FigureKind::Count),
            file::KindV1::Decimal => return Some(FigureKind::Decimal),
            file::KindV1::Percent => return Some(FigureKind::Percent),
            file::KindV1::Sum(of) => Formula::Sum(self.figure_keys(place, line, of)?),
            file::KindV1::Total(of) => Formula::Total(self.figure_keys(place, line, of)?),
            file::KindV1::Difference { from, less } => Formula::Difference {
                from: self.figure_key(place, line, from)?,
                less: self.figure_key(place, line, less)?,
            },
            file::KindV1::Rate { part, whole } => Formula::Rate {
                part: self.figure_key(place, line, part)?,
                whole: self.figure_key(place, line, whole)?,
            },
        };
        Some(FigureKind::Computed(formula))
    }

    fn figure_keys(
        &mut self,
        place: &str,
        line: &str,
        columns: &[String],
    ) -> Option<Vec<FigureKey>> {
        let columns = columns.iter();
        columns.map(|column| self.figure_key(place, line, column)).collect()
    }

    fn figure_key(&mut self, place: &str, line: &str, column: &str) -> Option<FigureKey> {
        let key = format!("{}.{line}.{column}", self.item);
        self.reader.key(place, &key, FigureKey::parse)
    }
}
