//! Spreads the tables of a template: each row and each column with a figure declare one figure
//! together, and each such column its total.

use std::collections::BTreeMap;

use super::TemplateParts;
use crate::report::fault::{FaultPath, FaultReason, FaultStep, TemplateFault};
use crate::report::figure::{Figure, FigureKind, Formula, Need};
use crate::report::key::{ColumnKey, FigureKey, ItemKey, KeyError, RowId, RowKey};
use crate::report::section::{Item, ItemBody, Section};
use crate::report::table::{
    ColumnFigure, RowParts, Table, TableParts, TableRow, TotalParts, TotalRow,
};

/// Joins the name of a row and the name of a column in a figure's label.
const LABEL_SEPARATOR: &str = " – ";

/// The line of figures that sums the rows: `services.total.online`.
const TOTAL_LINE: &str = "total";

/// The sections with spread tables, and every figure: those that stand in no table, then those of
/// the tables, row by row.
pub(super) struct Spread {
    pub(super) sections: Vec<Section>,
    pub(super) figures: Vec<Figure>,
}

/// Spreads every table; keys that cannot be joined are added to the faults.
pub(super) fn spread(parts: &TemplateParts, faults: &mut Vec<TemplateFault>) -> Spread {
    let mut spreader = Spreader { figures: parts.figures.clone(), faults };
    let sections = parts.sections.iter().map(|section| spreader.section(section)).collect();
    Spread { sections, figures: spreader.figures }
}

struct Spreader<'a> {
    figures: Vec<Figure>,
    faults: &'a mut Vec<TemplateFault>,
}

impl Spreader<'_> {
    fn section(&mut self, section: &Section<TableParts>) -> Section {
        let path = FaultPath::of(FaultStep::Section(section.key.to_string()));
        Section {
            key: section.key.clone(),
            level: section.level,
            outline: section.outline.clone(),
            label: section.label.clone(),
            heading: section.heading.clone(),
            items: section.items.iter().map(|item| self.item(&path, item)).collect(),
        }
    }

    fn item(&mut self, section: &FaultPath, item: &Item<TableParts>) -> Item {
        let body = match &item.body {
            ItemBody::Narrative(narrative) => ItemBody::Narrative(narrative.clone()),
            ItemBody::Documents(list) => ItemBody::Documents(list.clone()),
            ItemBody::Figures(group) => ItemBody::Figures(group.clone()),
            ItemBody::Table(table) => {
                let path = section.then(FaultStep::Item(item.key.to_string()));
                ItemBody::Table(self.table(&path, &item.key, table))
            }
        };
        Item { key: item.key.clone(), label: item.label.clone(), body }
    }

    fn table(&mut self, path: &FaultPath, item: &ItemKey, table: &TableParts) -> Table {
        let rows = table.rows.iter().filter_map(|row| {
            let spread = self.row(item, row, table);
            self.told(&path.then(FaultStep::Row(row.id.to_string())), spread)
        });
        let rows: Vec<TableRow> = rows.collect();
        let total = table.total.as_ref().and_then(|total| {
            let spread = self.total(item, total, table, &rows);
            self.told(&path.then(FaultStep::Total), spread)
        });
        let label = table.total.as_ref().map(|total| total.label.clone());
        Table {
            columns: table.columns.clone(),
            rows,
            total: total.unwrap_or_default(),
            total_label: label.unwrap_or_default(),
            total_row: table.total.as_ref().map_or(TotalRow::Screen, |total| total.row),
            placement: table.placement,
        }
    }

    fn told<T>(&mut self, path: &FaultPath, spread: Result<T, TooLong>) -> Option<T> {
        spread
            .map_err(|TooLong(key)| {
                let reason = FaultReason::Key(key);
                self.faults.push(TemplateFault { path: path.clone(), reason });
            })
            .ok()
    }

    fn row(
        &mut self,
        item: &ItemKey,
        row: &RowParts,
        table: &TableParts,
    ) -> Result<TableRow, TooLong> {
        let line = line_key(item, &row.id)?;
        let name = row.short.as_ref().unwrap_or(&row.label);
        let mut cells = BTreeMap::new();
        for (column, declared) in figure_columns(table) {
            let key = cell_key(&line, column)?;
            cells.insert(column.clone(), key.clone());
            self.figures.push(Figure {
                kind: declared.kind.over(|input| cell_key(&line, input))?,
                provider: row.provider.clone(),
                row: Some(line.clone()),
                ..figure(key, name, declared)
            });
        }
        Ok(TableRow {
            key: line,
            label: row.label.clone(),
            printed_label: row.printed_label.clone(),
            provider: row.provider.clone(),
            cells,
            initial: row.initial,
        })
    }

    /// Rates are computed from the totals; typed percentages have no total; all else is added up.
    fn total(
        &mut self,
        item: &ItemKey,
        total: &TotalParts,
        table: &TableParts,
        rows: &[TableRow],
    ) -> Result<BTreeMap<ColumnKey, FigureKey>, TooLong> {
        let too_long = |_| TooLong(format!("{item}.{TOTAL_LINE}"));
        let line = RowKey::parse(&format!("{item}.{TOTAL_LINE}")).map_err(too_long)?;
        let mut totals = BTreeMap::new();
        for (column, declared) in figure_columns(table) {
            let kind = match &declared.kind {
                FigureKind::Percent => continue,
                FigureKind::Computed(rate @ Formula::Rate { .. }) => {
                    FigureKind::Computed(rate.over(|input| cell_key(&line, input))?)
                }
                _ => {
                    let cells = rows.iter().filter_map(|row| row.cells.get(column));
                    FigureKind::Computed(Formula::Total(cells.cloned().collect()))
                }
            };
            let key = cell_key(&line, column)?;
            totals.insert(column.clone(), key.clone());
            let figure = figure(key, &total.label, declared);
            self.figures.push(Figure { kind, need: Need::Optional, ..figure });
        }
        Ok(totals)
    }
}

/// A key that would be longer than keys may be.
struct TooLong(String);

fn line_key(item: &ItemKey, row: &RowId) -> Result<RowKey, TooLong> {
    RowKey::of(item, row).map_err(|_: KeyError| TooLong(format!("{item}.{row}")))
}

fn cell_key(line: &RowKey, column: &ColumnKey) -> Result<FigureKey, TooLong> {
    FigureKey::of_cell(line, column).map_err(|_: KeyError| TooLong(format!("{line}.{column}")))
}

fn figure_columns(table: &TableParts) -> impl Iterator<Item = (&ColumnKey, &ColumnFigure)> {
    table.columns.iter().filter_map(|column| Some((&column.key, column.figure()?)))
}

/// The figure of a line and a column, typed unless its line says otherwise.
fn figure(key: FigureKey, line: &str, declared: &ColumnFigure) -> Figure {
    Figure {
        key,
        label: format!("{line}{LABEL_SEPARATOR}{}", declared.name),
        unit: declared.unit.clone(),
        kind: FigureKind::Count,
        decimals: declared.decimals,
        span: declared.span,
        provider: None,
        definition: declared.definition.clone(),
        need: declared.need,
        row: None,
    }
}
