//! Spreads the tables of a template: each row and each column with a figure declare one figure
//! together, and each such column its total.

use std::collections::{BTreeMap, HashSet};

use super::TemplateParts;
use crate::report::fault::{FaultPath, FaultReason, FaultStep, TemplateFault};
use crate::report::figure::{Figure, FigureKind, Formula, Need};
use crate::report::key::{
    AgencyKey, ColumnKey, FigureKey, ItemKey, KeyError, RowId, RowKey, TextKey,
};
use crate::report::row::OwnRow;
use crate::report::section::{Item, ItemBody, Section};
use crate::report::table::{
    Column, ColumnFigure, OpenRows, RowOrigin, RowParts, Switch, Table, TableParts, TableRow,
    TotalParts, TotalRow,
};

/// Joins the name of a row and the name of a column in a figure's label.
const LABEL_SEPARATOR: &str = " – ";

/// What the figures of a row are called whose name is not typed yet.
const UNNAMED_ROW: &str = "Dòng chưa có tên";

/// The line of figures that sums the rows: `services.total.online`.
const TOTAL_LINE: &str = "total";

/// The sections with spread tables, and every figure: those that stand in no table, then those of
/// the tables, row by row.
pub(super) struct Spread {
    pub(super) sections: Vec<Section>,
    pub(super) figures: Vec<Figure>,
}

/// A row that an office added, to be spread behind those of its table.
#[derive(Debug, Clone, Copy)]
pub(super) struct OwnLine<'r> {
    pub(super) key: &'r RowKey,
    pub(super) row: &'r OwnRow,
}

/// Spreads every table; keys that cannot be joined are added to the faults.
pub(super) fn spread(
    parts: &TemplateParts,
    own: &[OwnLine<'_>],
    faults: &mut Vec<TemplateFault>,
) -> Spread {
    let mut spreader = Spreader { figures: parts.figures.clone(), own, faults };
    let sections = parts.sections.iter().map(|section| spreader.section(section)).collect();
    let mut figures = spreader.figures;
    if !own.is_empty() {
        tell_apart(&mut figures, own);
    }
    Spread { sections, figures }
}

/// Sentences are edited with labels, so a row that an office names like another one gets a number.
fn tell_apart(figures: &mut [Figure], own: &[OwnLine<'_>]) {
    let rows: HashSet<&RowKey> = own.iter().map(|line| line.key).collect();
    let is_own = |figure: &Figure| figure.row.as_ref().is_some_and(|row| rows.contains(row));
    let declared = figures.iter().filter(|figure| !is_own(figure));
    let mut taken: HashSet<String> = declared.map(|figure| figure.label.clone()).collect();
    for figure in figures {
        if !is_own(figure) {
            continue;
        }
        let numbers = (2..).map(|number| format!("{} ({number})", figure.label));
        let mut labels = std::iter::once(figure.label.clone()).chain(numbers);
        if let Some(label) = labels.find(|label| !taken.contains(label)) {
            taken.insert(label.clone());
            figure.label = label;
        }
    }
}

struct Spreader<'a> {
    figures: Vec<Figure>,
    own: &'a [OwnLine<'a>],
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
        let mut rows: Vec<TableRow> = rows.collect();
        if table.open_rows == OpenRows::Yes {
            let own = self.own.iter().filter(|line| line.row.table == *item);
            let own: Vec<OwnLine<'_>> = own.copied().collect();
            rows.extend(own.into_iter().filter_map(|line| self.own_row(line, table).ok()));
        }
        let total = table.total.as_ref().and_then(|total| {
            let spread = self.total(item, total, table, &rows);
            self.told(&path.then(FaultStep::Total), spread)
        });
        let label = table.total.as_ref().map(|total| total.label.clone());
        Table {
            columns: table.columns.clone(),
            rows,
            open_rows: table.open_rows,
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
        let words = words(&line, table)?;
        let cells = self.cells(&line, name, row.provider.as_ref(), table)?;
        Ok(TableRow {
            words,
            key: line,
            label: row.label.clone(),
            printed_label: row.printed_label.clone(),
            provider: row.provider.clone(),
            cells,
            initial: row.initial,
            origin: RowOrigin::Template,
        })
    }

    fn own_row(&mut self, line: OwnLine<'_>, table: &TableParts) -> Result<TableRow, TooLong> {
        let label = match line.row.label.trim() {
            "" => UNNAMED_ROW,
            label => label,
        };
        let words = words(line.key, table)?;
        let cells = self.cells(line.key, label, None, table)?;
        Ok(TableRow {
            key: line.key.clone(),
            label: line.row.label.clone(),
            printed_label: None,
            provider: None,
            cells,
            words,
            initial: Switch::On,
            origin: RowOrigin::Office,
        })
    }

    /// Declares the figures of a row and tells their keys by column.
    fn cells(
        &mut self,
        line: &RowKey,
        name: &str,
        provider: Option<&AgencyKey>,
        table: &TableParts,
    ) -> Result<BTreeMap<ColumnKey, FigureKey>, TooLong> {
        let declared = figure_columns(table).map(|(column, declared)| {
            Ok(Figure {
                kind: declared.kind.over(|input| cell_key(line, input))?,
                provider: provider.cloned(),
                row: Some(line.clone()),
                ..figure(cell_key(line, column)?, name, declared)
            })
        });
        // All of a row or nothing of it: a figure without its neighbours would stand nowhere.
        let declared = declared.collect::<Result<Vec<Figure>, TooLong>>()?;
        let columns = figure_columns(table).map(|(column, _)| column.clone());
        let keys = declared.iter().map(|figure| figure.key.clone());
        let cells = columns.zip(keys).collect();
        self.figures.extend(declared);
        Ok(cells)
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

/// The keys of the words of a row.
fn words(line: &RowKey, table: &TableParts) -> Result<BTreeMap<ColumnKey, TextKey>, TooLong> {
    let columns = table.columns.iter().filter(|column| column.words().is_some());
    let keys = columns.map(|Column { key: column, .. }| {
        let key = format!("{line}.{column}");
        let text = TextKey::parse(&key).map_err(|_: KeyError| TooLong(key))?;
        Ok((column.clone(), text))
    });
    keys.collect()
}

/// The keys of all cells of a row of the office's own, of figures and of words; `None` where one is too long.
pub(super) fn own_cells(line: &RowKey, columns: &[Column]) -> Option<Vec<FigureKey>> {
    let columns = columns.iter().filter(|column| column.is_figure() || column.words().is_some());
    columns.map(|column| FigureKey::of_cell(line, &column.key).ok()).collect()
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
