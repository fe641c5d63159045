//! Tables of headers and footers: mostly a logo beside words.

use super::super::partial::{LENGTH_MAX, bounded, rule};
use super::super::tree::Node;
use super::Reader;
use crate::pages::header::{BandCell, BandRow, BandTable, CellAlign};
use crate::pages::style::Justify;

/// The most cells of a row: Word's own limit.
const CELLS_MAX: usize = 63;
/// Word's own room at the left and the right of a cell's words.
const SIDE_MARGIN: u32 = 108;
/// The sides of a cell, in the order of its margins and borders.
const SIDES: [[&str; 2]; 4] =
    [["w:top", "w:top"], ["w:right", "w:end"], ["w:bottom", "w:bottom"], ["w:left", "w:start"]];

impl Reader<'_> {
    /// A table; `depth` tables lie around what is in it.
    pub(super) fn table(&mut self, node: &Node, depth: usize) -> BandTable {
        let look = TableLook { own: node.child("w:tblPr"), reader_styles: self.styles };
        let grid = node.child("w:tblGrid");
        let columns = grid.into_iter().flat_map(|grid| grid.all("w:gridCol"));
        let columns = columns.map(|column| column.number::<u32>("w:w").unwrap_or(0));
        let mut columns: Vec<u32> = columns.map(|width| width.min(LENGTH_MAX)).collect();
        let rows: Vec<&Node> = node.all("w:tr").take(self.pieces_left).collect();
        if columns.is_empty() {
            columns = rows.first().map(|row| cell_widths(row)).unwrap_or_default();
        }
        let num_rows = rows.len();
        let rows = rows.into_iter().enumerate().map(|(at, row)| {
            let height = row.child("w:trPr").and_then(|own| own.child("w:trHeight"));
            let height: u32 = height.and_then(|height| height.number("w:val")).unwrap_or(0);
            let cells: Vec<&Node> = row.all("w:tc").take(CELLS_MAX).collect();
            let num_cells = cells.len();
            let cells = cells.into_iter().enumerate().map(|(place, cell)| {
                let edges = [at == 0, place + 1 == num_cells, at + 1 == num_rows, place == 0];
                self.cell(cell, &look, edges, depth)
            });
            BandRow { cells: cells.collect(), height: height.min(LENGTH_MAX) }
        });
        BandTable { rows: rows.collect(), indent: look.indent(), justify: look.justify(), columns }
    }

    fn cell(
        &mut self,
        node: &Node,
        look: &TableLook<'_>,
        edges: [bool; 4],
        depth: usize,
    ) -> BandCell {
        let own = node.child("w:tcPr");
        let of = |name| own.and_then(|own| own.child(name));
        let span = of("w:gridSpan").and_then(|span| span.number("w:val")).unwrap_or(1);
        let align = match of("w:vAlign").and_then(Node::value) {
            Some("center" | "both") => CellAlign::Middle,
            Some("bottom") => CellAlign::Bottom,
            _ => CellAlign::Top,
        };
        // A cell that goes on from the row above shows nothing of its own.
        let is_merged = of("w:vMerge").is_some_and(|own| own.value() != Some("restart"));
        let blocks = if is_merged { Vec::new() } else { self.blocks(node, depth) };
        BandCell {
            span: usize::clamp(span, 1, CELLS_MAX),
            margins: look.margins(of("w:tcMar")),
            borders: look.borders(of("w:tcBorders"), edges),
            align,
            blocks,
        }
    }
}

/// The widths of the cells of a row.
fn cell_widths(row: &Node) -> Vec<u32> {
    let cells = row.all("w:tc").map(|cell| {
        let width = cell.child("w:tcPr").and_then(|own| own.child("w:tcW"));
        width.and_then(|width| width.number("w:w")).unwrap_or(0)
    });
    cells.map(|width: u32| width.min(LENGTH_MAX)).collect()
}

/// What a table says of its look, and its style.
struct TableLook<'a> {
    own: Option<&'a Node>,
    reader_styles: &'a super::super::styles::Styles,
}

impl<'a> TableLook<'a> {
    /// What the table itself says, then what its style says.
    fn said(&self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        let own = self.own.and_then(|own| own.child(name));
        let id = self.own.and_then(|own| own.child("w:tblStyle")).and_then(Node::value);
        let of_style = id.and_then(|id| self.reader_styles.of_table(id, name));
        own.into_iter().chain(of_style)
    }

    fn indent(&self) -> i32 {
        let indent = self.said("w:tblInd").next();
        bounded(indent.and_then(|indent| indent.number("w:w")).unwrap_or(0))
    }

    fn justify(&self) -> Justify {
        match self.said("w:jc").next().and_then(Node::value) {
            Some("center") => Justify::Centre,
            Some("right" | "end") => Justify::Right,
            _ => Justify::Left,
        }
    }

    fn margins(&self, of_cell: Option<&Node>) -> [u32; 4] {
        let usual = [0, SIDE_MARGIN, 0, SIDE_MARGIN];
        let said: Vec<&Node> = of_cell.into_iter().chain(self.said("w:tblCellMar")).collect();
        let mut at = 0;
        SIDES.map(|names| {
            let own = said.iter().find_map(|said| names.iter().find_map(|name| said.child(name)));
            let own = own.and_then(|own| own.number("w:w"));
            let margin = own.or_else(|| usual.get(at).copied()).unwrap_or(0);
            at += 1;
            margin.min(LENGTH_MAX)
        })
    }

    /// The borders of a cell; `edges` says at which sides it lies at the edge of the table.
    fn borders(&self, of_cell: Option<&Node>, edges: [bool; 4]) -> [u32; 4] {
        let of_table: Vec<&Node> = self.said("w:tblBorders").collect();
        let inner = ["w:insideH", "w:insideV", "w:insideH", "w:insideV"];
        let mut sides = SIDES.into_iter().zip(inner).zip(edges);
        [(); 4].map(|()| {
            let Some(((names, inner), is_edge)) = sides.next() else {
                return 0;
            };
            let own = of_cell.and_then(|own| names.iter().find_map(|name| own.child(name)));
            let table = || {
                let names: &[&str] = if is_edge { &names } else { &[inner] };
                of_table.iter().find_map(|said| names.iter().find_map(|name| said.child(name)))
            };
            own.or_else(table).map_or(0, |border| rule(border).thickness)
        })
    }
}
