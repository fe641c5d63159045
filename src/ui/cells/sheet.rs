//! Where the cells of a page stand: pure data, made of the template and of what the office reports.
//!
//! A page is a row of blocks (a table, a group of figures), a block is rows of cells. Rows and
//! columns are counted as the screen shows them, so that the arrow keys go where the eye goes.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use egui::Id;

use super::reasons::{Reason, Reasons};
use crate::app::open_report::{OpenReport, Page};
use crate::report::check::Severity;
use crate::report::content::{DocumentEntry, Report};
use crate::report::key::{ColumnKey, EntryId, FigureKey, ItemKey, RowKey};
use crate::report::letterhead::LetterheadField;
use crate::report::row::RowEntry;
use crate::report::template::{
    Figure, FigureGroup, FigureRow, Item, ItemBody, Span, Switch, Table, TableRow, Template,
};
pub use crate::ui::field_id::CellKind;
use crate::ui::field_id::FieldIds;

/// A cell of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetCell {
    /// The id of its field: the same for as long as it means the same value of the same report.
    pub id: Id,
    /// What it holds.
    pub kind: CellKind,
    /// Its figure.
    pub key: FigureKey,
    /// Its block on the page.
    pub block: usize,
    /// Its row in the block.
    pub row: usize,
    /// Its column in the block.
    pub column: usize,
}

/// A row of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Its key, in a table.
    pub key: Option<RowKey>,
    /// Its cells in the page's list, left to right.
    pub cells: Range<usize>,
}

/// A table or a group of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its item.
    pub item: ItemKey,
    /// Its rows, top to bottom.
    pub rows: Vec<SheetRow>,
}

/// What Tab comes to on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// A cell, by its place in the list.
    Cell(usize),
    /// Any other field, or the button that adds one.
    Words(Id),
}

/// The cells of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The blocks, top to bottom.
    pub blocks: Vec<Block>,
    cells: Vec<SheetCell>,
    stops: Vec<Stop>,
    by_id: HashMap<Id, usize>,
    reasons: Reasons,
}

impl Sheet {
    /// The cells of a page. What is found about them is not there yet ([`Sheet::mark_problems`]).
    pub fn of(open: &OpenReport, page: &Page, ids: FieldIds) -> Self {
        let mut builder = Builder {
            sheet: Self::default(),
            typed: HashSet::new(),
            template: open.template(),
            report: open.report(),
            ids,
        };
        if *page == Page::Letterhead {
            builder.letterhead();
        }
        let mut sections = open.template().sections().iter();
        let section = sections.find(|s| matches!(page, Page::Section(key) if s.key == *key));
        for item in section.map_or(&[][..], |section| &section.items) {
            builder.item(item);
        }
        let mut sheet = builder.sheet;
        for (i, cell) in sheet.cells.iter().enumerate() {
            sheet.by_id.entry(cell.id).or_insert(i);
        }
        sheet
    }

    /// Takes over what is found about the fields now.
    pub fn mark_problems(&mut self, open: &OpenReport, ids: FieldIds) {
        self.reasons = Reasons::of(open, ids);
    }

    /// Every cell, in reading order.
    pub fn cells(&self) -> &[SheetCell] {
        &self.cells
    }

    /// What Tab comes to, in reading order.
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// The place of a cell in the list.
    pub fn index(&self, id: Id) -> Option<usize> {
        self.by_id.get(&id).copied()
    }

    /// A cell by its id.
    pub fn cell(&self, id: Id) -> Option<&SheetCell> {
        self.cells.get(self.index(id)?)
    }

    /// A cell by what it holds.
    pub fn find(&self, kind: CellKind, key: &FigureKey) -> Option<&SheetCell> {
        self.cells.iter().find(|cell| cell.kind == kind && cell.key == *key)
    }

    /// The first cell that can be typed in of a row of a table.
    pub fn find_row(&self, key: &RowKey) -> Option<&SheetCell> {
        self.blocks.iter().enumerate().find_map(|(block, rows)| {
            let row = rows.rows.iter().position(|row| row.key.as_ref() == Some(key))?;
            let cells = self.row(block, row);
            cells.iter().find(|cell| cell.kind.is_typed()).or_else(|| cells.first())
        })
    }

    /// The cells of a row, left to right.
    pub fn row(&self, block: usize, row: usize) -> &[SheetCell] {
        let row = self.blocks.get(block).and_then(|block| block.rows.get(row));
        row.and_then(|row| self.cells.get(row.cells.clone())).unwrap_or_default()
    }

    /// The gravest finding about a cell that still asks for something.
    pub fn problem(&self, kind: CellKind, key: &FigureKey) -> Option<Severity> {
        self.reasons.of_cell(kind, key).map(|reason| reason.severity)
    }

    /// Why a field asks for something; none when it does not.
    pub fn reason(&self, id: Id) -> Option<&Reason> {
        let reason = match self.cell(id) {
            Some(cell) => self.reasons.of_cell(cell.kind, &cell.key),
            None => self.reasons.of_field(id),
        };
        reason.filter(|reason| !reason.words.is_empty())
    }
}

/// What decides which cells a page has: as long as it stays, only what is found about them changes. What rows
/// are called and who carries them out has no part in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Structure {
    rows: Vec<RowPlace>,
    /// Figures with something printed of their own.
    printed: Vec<FigureKey>,
    documents: Vec<(ItemKey, Vec<EntryId>)>,
}

/// Whether a row is on, and where one that the office added stands among those.
#[derive(Debug, PartialEq, Eq)]
struct RowPlace {
    key: RowKey,
    switch: Option<Switch>,
    position: Option<i64>,
}

impl RowPlace {
    fn of(key: &RowKey, entry: &RowEntry) -> Self {
        let position = entry.own.as_ref().map(|own| own.position);
        Self { key: key.clone(), switch: entry.switch, position }
    }
}

impl Structure {
    /// That of a report.
    pub fn of(report: &Report) -> Self {
        let entries = report.documents.iter();
        let ids = |list: &Vec<DocumentEntry>| list.iter().map(|entry| entry.id.clone()).collect();
        Self {
            rows: report.rows.iter().map(|(key, entry)| RowPlace::of(key, entry)).collect(),
            printed: report.printed.keys().cloned().collect(),
            documents: entries.map(|(item, list)| (item.clone(), ids(list))).collect(),
        }
    }
}

struct Builder<'a> {
    sheet: Sheet,
    /// The figures that have a field already: typed once, shown elsewhere.
    typed: HashSet<FigureKey>,
    template: &'a Template,
    report: &'a Report,
    ids: FieldIds,
}

impl Builder<'_> {
    fn item(&mut self, item: &Item) {
        match &item.body {
            ItemBody::Narrative(narrative) => {
                let id = self.ids.text(&narrative.text);
                self.sheet.stops.push(Stop::Words(id));
            }
            ItemBody::Documents(list) => {
                let id = self.ids.text(&list.intro);
                self.sheet.stops.push(Stop::Words(id));
                for entry in self.report.entries(&item.key) {
                    let ids = self.ids.documents(&item.key, &entry.id);
                    self.sheet.stops.extend(ids.map(Stop::Words));
                }
                self.sheet.stops.push(Stop::Words(self.ids.add_document(&item.key)));
            }
            ItemBody::Table(table) => {
                self.block(item);
                self.table(item, table);
            }
            ItemBody::Figures(group) => {
                self.block(item);
                self.group(item, group);
            }
        }
    }

    /// The fields of the letterhead, in the order of its form.
    fn letterhead(&mut self) {
        let names = self.template.parts().names.iter().map(|name| self.ids.text(&name.key));
        let texts = LetterheadField::ALL.into_iter().map(|field| self.ids.text(&field.text_key()));
        let first = std::iter::once(self.ids.office(&self.report.office.code));
        let days = self.ids.period_days();
        let fields = first.chain(days).chain(texts).chain(names).map(Stop::Words);
        self.sheet.stops.extend(fields);
    }

    fn block(&mut self, item: &Item) {
        self.sheet.blocks.push(Block { item: item.key.clone(), rows: Vec::new() });
    }

    fn begin_row(&mut self, key: Option<RowKey>) {
        let at = self.sheet.cells.len();
        if let Some(block) = self.sheet.blocks.last_mut() {
            block.rows.push(SheetRow { key, cells: at..at });
        }
    }

    fn cell(&mut self, item: &Item, kind: CellKind, key: &FigureKey, column: usize) {
        let block = self.sheet.blocks.len().saturating_sub(1);
        let Some(last) = self.sheet.blocks.last_mut() else {
            return;
        };
        let row = last.rows.len().saturating_sub(1);
        let id = match kind {
            CellKind::Shown => self.ids.shown(&item.key, row, column),
            _ => self.ids.cell(kind, key),
        };
        if let Some(row) = last.rows.last_mut() {
            row.cells.end += 1;
        }
        if matches!(kind, CellKind::Figure | CellKind::Day) {
            self.sheet.stops.push(Stop::Cell(self.sheet.cells.len()));
        }
        self.sheet.cells.push(SheetCell { id, kind, key: key.clone(), block, row, column });
    }

    /// A figure: typed where it stands first, shown where it stands again.
    fn figure(&mut self, item: &Item, figure: &Figure, column: usize) {
        let is_typed = figure.is_typed() && self.typed.insert(figure.key.clone());
        let kind = if is_typed { CellKind::Figure } else { CellKind::Shown };
        self.cell(item, kind, &figure.key, column);
    }

    fn table(&mut self, item: &Item, table: &Table) {
        let columns = figure_columns(table);
        let report = self.report;
        for row in table.rows.iter().filter(|row| report.is_on(row)) {
            self.begin_row(Some(row.key.clone()));
            self.row(item, table, row);
        }
        self.begin_row(None);
        for (at, (column, kind)) in columns.iter().enumerate() {
            let total = table.total.get(column).filter(|_| *kind != CellKind::Printed);
            if let Some(key) = total {
                self.cell(item, CellKind::Shown, key, at);
            }
        }
    }

    /// The cells of a row, and its words where they stand among them.
    fn row(&mut self, item: &Item, table: &Table, row: &TableRow) {
        let mut at = 0;
        for column in &table.columns {
            if let Some(key) = row.words.get(&column.key) {
                self.sheet.stops.push(Stop::Words(self.ids.text(key)));
            }
            if !column.is_figure() {
                continue;
            }
            let figure = row.cells.get(&column.key).and_then(|key| self.template.figure(key));
            if let Some(figure) = figure {
                self.figure(item, figure, at);
            }
            at += 1;
            if column.is_rate() {
                if let Some(figure) = figure {
                    self.cell(item, CellKind::Printed, &figure.key, at);
                }
                at += 1;
            }
        }
    }

    fn group(&mut self, item: &Item, group: &FigureGroup) {
        for row in &group.rows {
            self.begin_row(None);
            for (at, key) in row.figures().into_iter().enumerate() {
                if let Some(figure) = self.template.figure(key) {
                    self.figure(item, figure, at);
                }
            }
            self.beside(item, row);
        }
    }

    /// What stands at the right of the figures of a row: a day, or what is printed of a rate.
    fn beside(&mut self, item: &Item, row: &FigureRow) {
        let is_shown = self.sheet.cells.last().is_some_and(|cell| cell.kind == CellKind::Shown);
        let has_day = |key: &FigureKey| {
            self.template.figure(key).is_some_and(|figure| figure.span != Span::InPeriod)
        };
        let beside = match row {
            FigureRow::Ratio { rate, .. } => Some((CellKind::Printed, rate, PRINTED_COLUMN)),
            FigureRow::Single(key) if is_shown => {
                let is_printed = self.report.printed.contains_key(key);
                is_printed.then_some((CellKind::Printed, key, PRINTED_COLUMN))
            }
            FigureRow::Single(key) | FigureRow::Cumulative { total: key, .. } => {
                has_day(key).then_some((CellKind::Day, key, DAY_COLUMN))
            }
        };
        if let Some((kind, key, column)) = beside {
            self.cell(item, kind, key, column);
        }
    }
}

/// The column of a group of figures with what is printed of a rate.
pub const PRINTED_COLUMN: usize = 3;
/// The column of a group of figures with the days.
pub const DAY_COLUMN: usize = 2;

/// The columns of a table that hold cells, left to right: its figures, and behind a rate what is
/// printed of it.
pub fn figure_columns(table: &Table) -> Vec<(ColumnKey, CellKind)> {
    let mut columns = Vec::new();
    for column in table.columns.iter().filter(|column| column.is_figure()) {
        columns.push((column.key.clone(), CellKind::Shown));
        if column.is_rate() {
            columns.push((column.key.clone(), CellKind::Printed));
        }
    }
    columns
}
