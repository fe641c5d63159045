//! Tables: the data tables, and the unruled grids of letterhead and signature.

use super::paragraph::{self, Keep, Styled};
use super::{LastBlock, Part};
use crate::document::{Align, Cell, Emphasis, HeaderCell, Line, Row, Source, Table};
use crate::export::ExportError;
use crate::pages::columns::{self, CELL_MARGIN};
use crate::pages::sheet::Role;

/// Whether a row is repeated on every page. All rows stay on one page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// Of the header: repeated.
    Header,
    /// Not repeated.
    Kept,
}

/// A table that has been opened.
pub(super) struct Grid;

impl Grid {
    /// Opens a table without lines; widths in twips.
    pub(super) fn open_unruled(part: &mut Part<'_>, columns: &[u32]) -> Result<Self, ExportError> {
        Self::open(part, columns, "none", 0)
    }

    fn open_ruled(part: &mut Part<'_>, columns: &[u32]) -> Result<Self, ExportError> {
        Self::open(part, columns, "single", CELL_MARGIN)
    }

    fn open(
        part: &mut Part<'_>,
        columns: &[u32],
        border: &str,
        margin: u32,
    ) -> Result<Self, ExportError> {
        let xml = &mut part.xml;
        let total = columns.iter().sum::<u32>().to_string();
        let margin = margin.to_string();
        xml.open("w:tbl", &[])?;
        xml.open("w:tblPr", &[])?;
        xml.empty("w:tblW", &[("w:w", &total), ("w:type", "dxa")])?;
        xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")])?;
        xml.open("w:tblBorders", &[])?;
        let size = if border == "none" { "0" } else { "4" };
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            let attributes = [
                ("w:val", border),
                ("w:sz", size),
                ("w:space", "0"),
                ("w:color", if border == "none" { "auto" } else { "000000" }),
            ];
            xml.empty(&format!("w:{side}"), &attributes)?;
        }
        xml.close("w:tblBorders")?;
        xml.empty("w:tblLayout", &[("w:type", "fixed")])?;
        xml.open("w:tblCellMar", &[])?;
        for side in ["w:left", "w:right"] {
            xml.empty(side, &[("w:w", &margin), ("w:type", "dxa")])?;
        }
        xml.close("w:tblCellMar")?;
        xml.close("w:tblPr")?;
        xml.open("w:tblGrid", &[])?;
        for column in columns {
            xml.empty("w:gridCol", &[("w:w", &column.to_string())])?;
        }
        xml.close("w:tblGrid")?;
        Ok(Self)
    }

    /// Opens a row.
    pub(super) fn open_row(&self, part: &mut Part<'_>, kind: RowKind) -> Result<(), ExportError> {
        part.xml.open("w:tr", &[])?;
        part.xml.open("w:trPr", &[])?;
        part.xml.empty("w:cantSplit", &[])?;
        if kind == RowKind::Header {
            part.xml.empty("w:tblHeader", &[])?;
        }
        part.xml.close("w:trPr")
    }

    /// Opens a cell of one column; width in twips.
    pub(super) fn open_cell(&self, part: &mut Part<'_>, width: u32) -> Result<(), ExportError> {
        self.open_merged(part, Merge::none(width))
    }

    fn open_merged(&self, part: &mut Part<'_>, merge: Merge) -> Result<(), ExportError> {
        let xml = &mut part.xml;
        xml.open("w:tc", &[])?;
        xml.open("w:tcPr", &[])?;
        let width = merge.width.to_string();
        xml.empty("w:tcW", &[("w:w", &width), ("w:type", "dxa")])?;
        if merge.columns > 1 {
            xml.empty("w:gridSpan", &[("w:val", &merge.columns.to_string())])?;
        }
        match merge.rows {
            Rows::One => {}
            Rows::First => xml.empty("w:vMerge", &[("w:val", "restart")])?,
            Rows::Further => xml.empty("w:vMerge", &[("w:val", "continue")])?,
        }
        if merge.place == VerticalPlace::Middle {
            xml.empty("w:vAlign", &[("w:val", "center")])?;
        }
        xml.close("w:tcPr")
    }

    /// Closes a cell.
    pub(super) fn close_cell(&self, part: &mut Part<'_>) -> Result<(), ExportError> {
        part.xml.close("w:tc")
    }

    /// Closes a row.
    pub(super) fn close_row(&self, part: &mut Part<'_>) -> Result<(), ExportError> {
        part.xml.close("w:tr")
    }

    /// Closes the table.
    pub(super) fn close(self, part: &mut Part<'_>) -> Result<(), ExportError> {
        part.last = LastBlock::Table;
        part.xml.close("w:tbl")
    }
}

/// What a cell covers.
struct Merge {
    width: u32,
    columns: usize,
    rows: Rows,
    place: VerticalPlace,
}

/// Where the words of a cell stand.
#[derive(PartialEq, Eq)]
enum VerticalPlace {
    Top,
    Middle,
}

enum Rows {
    One,
    First,
    Further,
}

impl Merge {
    fn none(width: u32) -> Self {
        Self { width, columns: 1, rows: Rows::One, place: VerticalPlace::Top }
    }

    fn data(width: u32, columns: usize, rows: Rows) -> Self {
        Self { width, columns, rows, place: VerticalPlace::Middle }
    }
}

/// Writes a data table over the whole width of the text.
pub(super) fn write(part: &mut Part<'_>, table: &Table) -> Result<(), ExportError> {
    let widths = columns::widths(table, part.skeleton.sheet(), part.text_width);
    let grid = Grid::open_ruled(part, &widths)?;
    let ruled = Ruled { grid, table, widths };
    ruled.header(part)?;
    let last = table.rows.len().saturating_sub(1);
    for (i, row) in table.rows.iter().enumerate() {
        // The totals never stand alone on a page.
        let keep = match &table.total {
            Some(_) if i == last => Keep::WithNext,
            _ => Keep::ByStyle,
        };
        ruled.row(part, row, keep)?;
    }
    if let Some(total) = &table.total {
        ruled.total(part, total)?;
    }
    ruled.grid.close(part)
}

/// A data table that is being written.
struct Ruled<'a> {
    grid: Grid,
    table: &'a Table,
    /// Of its columns, in twips.
    widths: Vec<u32>,
}

impl Ruled<'_> {
    fn header(&self, part: &mut Part<'_>) -> Result<(), ExportError> {
        let cells = self.table.header();
        let label = |i: usize| self.table.columns.get(i).map_or("", |column| &column.label);
        let is_group = |cell: &HeaderCell| matches!(cell, HeaderCell::Group { .. });
        let has_groups = cells.iter().any(is_group);
        self.grid.open_row(part, RowKind::Header)?;
        for cell in &cells {
            let (columns, rows, text) = match cell {
                HeaderCell::Column(i) if has_groups => (*i..i + 1, Rows::First, label(*i)),
                HeaderCell::Column(i) => (*i..i + 1, Rows::One, label(*i)),
                HeaderCell::Group { label, columns } => {
                    (columns.clone(), Rows::One, label.as_str())
                }
            };
            let width = self.widths.get(columns.clone()).unwrap_or(&[]).iter().sum();
            self.header_cell(part, Merge::data(width, columns.len(), rows), text)?;
        }
        self.grid.close_row(part)?;
        if !has_groups {
            return Ok(());
        }
        self.grid.open_row(part, RowKind::Header)?;
        for (i, (column, width)) in self.table.columns.iter().zip(&self.widths).enumerate() {
            let (rows, text) = match column.group {
                Some(_) => (Rows::One, label(i)),
                None => (Rows::Further, ""),
            };
            self.header_cell(part, Merge::data(*width, 1, rows), text)?;
        }
        self.grid.close_row(part)
    }

    fn header_cell(
        &self,
        part: &mut Part<'_>,
        merge: Merge,
        text: &str,
    ) -> Result<(), ExportError> {
        self.grid.open_merged(part, merge)?;
        Styled::new(Role::TableHeading, &Line::of(text, Source::Fixed)).write(part)?;
        self.grid.close_cell(part)
    }

    fn row(&self, part: &mut Part<'_>, row: &Row, keep: Keep) -> Result<(), ExportError> {
        self.grid.open_row(part, RowKind::Kept)?;
        let columns = self.table.columns.iter().zip(&self.widths);
        for (cell, (column, width)) in row.cells.iter().zip(columns) {
            let role = match column.align {
                Align::Left => Role::TableText,
                Align::Centre => Role::TableCentre,
                Align::Right => Role::TableNumber,
            };
            self.grid.open_merged(part, Merge::data(*width, 1, Rows::One))?;
            let mut styled = Styled::new(role, &cell.line);
            styled.keep = keep;
            styled.write(part)?;
            self.grid.close_cell(part)?;
        }
        self.grid.close_row(part)
    }

    /// The totals: bold, the label centred over the columns in front of the figures.
    fn total(&self, part: &mut Part<'_>, row: &Row) -> Result<(), ExportError> {
        self.grid.open_row(part, RowKind::Kept)?;
        let mut rest = self.widths.as_slice();
        for Cell { line, span, .. } in &row.cells {
            let (own, further) = rest.split_at_checked(*span).unwrap_or((rest, &[]));
            rest = further;
            let is_label = line.runs.iter().all(|run| run.source == Source::Fixed);
            let role = if is_label { Role::TableCentre } else { Role::TableNumber };
            self.grid.open_merged(part, Merge::data(own.iter().sum(), *span, Rows::One))?;
            if line.is_empty() {
                paragraph::blank(part, role)?;
            } else {
                let mut styled = Styled::new(role, line);
                styled.emphasis = Emphasis::Bold;
                styled.write(part)?;
            }
            self.grid.close_cell(part)?;
        }
        self.grid.close_row(part)
    }
}
