//! Cells between tabs, rows on lines: the plain text of Excel, LibreOffice Calc and Word tables.

use super::{BYTES_MAX, BlockError, CELL_BYTES_MAX, CELLS_MAX, COLUMNS_MAX, ROWS_MAX};

/// Reads rows of cells. A cell in quotes may hold line breaks, tabs and doubled quotes; a quote
/// inside a cell, or one that is never closed, is an ordinary character.
pub(super) fn parse(text: &str) -> Result<Vec<Vec<String>>, BlockError> {
    if text.len() > BYTES_MAX {
        return Err(BlockError::TooLong);
    }
    // Windows ends the text of a clipboard with a zero; what follows is left over.
    let text = text.split('\0').next().unwrap_or_default();
    let mut rest = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if rest.is_empty() {
        return Err(BlockError::Empty);
    }
    // Whether a quote that opens a cell can be closed: known once, so that a text of nothing but
    // opening quotes is not searched to its end for each of them.
    let mut may_close = true;
    let mut rows = vec![Vec::new()];
    let mut num_cells = 0;
    loop {
        let (cell, end) = next_cell(rest, &mut may_close);
        let cell = cleaned(&cell);
        num_cells += 1;
        let num_rows = rows.len();
        let Some(row) = rows.last_mut() else { return Err(BlockError::Empty) };
        if cell.len() > CELL_BYTES_MAX {
            return Err(BlockError::TooLong);
        }
        if num_cells > CELLS_MAX || row.len() >= COLUMNS_MAX || num_rows > ROWS_MAX {
            return Err(BlockError::TooManyCells);
        }
        row.push(cell);
        let behind = rest.get(end..).unwrap_or_default();
        if let Some(next) = behind.strip_prefix('\t') {
            rest = next;
        } else if behind.is_empty() {
            return Ok(rows);
        } else {
            let next = behind.strip_prefix("\r\n").unwrap_or_else(|| behind.get(1..).unwrap_or(""));
            // The last line may or may not end.
            if next.is_empty() {
                return Ok(rows);
            }
            rows.push(Vec::new());
            rest = next;
        }
    }
}

/// The first cell of a text, and where it ends.
fn next_cell(text: &str, may_close: &mut bool) -> (String, usize) {
    if let Some(quoted) = text.strip_prefix('"').filter(|_| *may_close) {
        match closed(quoted) {
            Quoted::Cell(cell, length) => return (cell, length + 2),
            Quoted::Never => *may_close = false,
            Quoted::Not => {}
        }
    }
    let end = text.find(['\t', '\r', '\n']).unwrap_or(text.len());
    (text.get(..end).unwrap_or_default().to_owned(), end)
}

/// What stands behind a quote that opens a cell.
enum Quoted {
    /// A cell in quotes, and how long it is between them.
    Cell(String, usize),
    /// An ordinary quote.
    Not,
    /// An ordinary quote, as are all that follow in the text: none closes.
    Never,
}

fn closed(text: &str) -> Quoted {
    let mut cell = String::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('"')) {
        let quote = from + at;
        cell.push_str(text.get(from..quote).unwrap_or_default());
        if cell.len() > CELL_BYTES_MAX {
            return Quoted::Not;
        }
        let behind = text.get(quote + 1..).unwrap_or_default();
        if behind.starts_with('"') {
            cell.push('"');
            from = quote + 2;
        } else if behind.is_empty() || behind.starts_with(['\t', '\r', '\n']) {
            // A cell is put in quotes only when it needs them; else the quotes are its own.
            let inside = text.get(..quote).unwrap_or_default();
            let needs = inside.is_empty() || inside.contains(['\t', '\r', '\n', '"']);
            return if needs { Quoted::Cell(cell, quote) } else { Quoted::Not };
        } else {
            return Quoted::Not;
        }
    }
    Quoted::Never
}

/// A cell with `\n` as its only line break, without spaces and line breaks at its ends and without
/// characters that no field keeps.
fn cleaned(cell: &str) -> String {
    // Word breaks lines inside a cell with a vertical tab, and ends its cells with a bell.
    let cell = cell
        .replace("\r\n", "\n")
        .replace(['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let cell = cell.replace(|c: char| c.is_control() && c != '\n' && c != '\t', "");
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').to_owned()
}

pub(super) fn write(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            if cell.contains(['\t', '\r', '\n']) || cell.starts_with('"') {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(cell);
            }
        }
        text.push_str("\r\n");
    }
    text
}
