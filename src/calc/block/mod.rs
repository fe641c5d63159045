//! Blocks of cells on their way over the clipboard: read as Excel, LibreOffice Calc and Word write
//! them, planned over the cells of a form, and written for them.
//!
//! A block is never put into a form at once: [`Plan::new`] tells for each of its cells what would become
//! of it, and the plan's edits are one operation, so one step of undo. Nothing is guessed (numbers
//! that can be read in two ways are asked about once), blank cells do not erase unless that is
//! chosen, what cannot be read is kept as it was typed, and nothing is lost without being counted.
//!
//! A block lies cell by cell over the form from the active cell on ([`Plan::new`]), unless it is a whole sheet with the
//! names of the form's rows in it: then its rows are found by name and its columns by heading ([`Plan::of_sheet`]).

mod headings;
mod known;
mod names;
mod plan;
mod reading;
mod recognise;
mod sheet_plan;
mod targets;
mod tsv;

pub use self::plan::{
    Blanks, CellFate, CellFault, Counts, Letters, Options, Plan, PlannedCell, Question, Shape,
};
pub use self::reading::Separator;
pub use self::recognise::{LeftOut, Lie, Line, Recognised, TakenColumn, WhyLeft};
pub use self::sheet_plan::Form;
pub use self::targets::{Closed, Content, FormCell, Slot, Target, TargetKind, Targets};

use super::personal::{self, PersonalColumn};
use super::prose::Context;

/// The longest text that is read as a block, in bytes.
pub const BYTES_MAX: usize = 8 * 1024 * 1024;
/// The most rows of a block.
pub const ROWS_MAX: usize = 10_000;
/// The most columns of a block.
pub const COLUMNS_MAX: usize = 512;
/// The most cells of a block.
pub const CELLS_MAX: usize = 200_000;
/// The longest cell, in bytes: somewhat above what Excel can hold.
pub const CELL_BYTES_MAX: usize = 128 * 1024;

/// Why a text is no block, or none that is put into a form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BlockError {
    /// There is no cell in it.
    #[error("the block is empty")]
    Empty,
    /// It is longer than [`BYTES_MAX`], or a cell longer than [`CELL_BYTES_MAX`].
    #[error("the text is too long")]
    TooLong,
    /// It has more rows, columns or cells than are accepted.
    #[error("the block has too many cells")]
    TooManyCells,
    /// One of its columns holds numbers that name persons.
    #[error("the block has a column of persons")]
    Personal(PersonalColumn),
}

/// A block of cells. Rows may be of different lengths: what a row lacks is no blank cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    rows: Vec<Vec<String>>,
}

impl Block {
    /// Reads the text that a spreadsheet or a table of Word leaves on the clipboard.
    ///
    /// # Errors
    /// When it is empty or larger than any form.
    pub fn parse(text: &str) -> Result<Self, BlockError> {
        tsv::parse(text).map(|rows| Self { rows })
    }

    /// Refuses a block in which persons are named: nothing of it may get into a report, not even its other
    /// columns, which are then no counts either.
    ///
    /// # Errors
    /// Which column.
    pub fn without_persons(self) -> Result<Self, BlockError> {
        match personal::in_rows(&self.rows) {
            Some(column) => Err(BlockError::Personal(column)),
            None => Ok(self),
        }
    }

    /// A block of given cells. Cells hold `\n` as their only line break.
    ///
    /// # Errors
    /// As [`Block::parse`].
    pub fn from_rows(rows: Vec<Vec<String>>) -> Result<Self, BlockError> {
        let num_cells: usize = rows.iter().map(Vec::len).sum();
        let is_wide = rows.iter().any(|row| row.len() > COLUMNS_MAX);
        if num_cells == 0 {
            Err(BlockError::Empty)
        } else if rows.len() > ROWS_MAX || is_wide || num_cells > CELLS_MAX {
            Err(BlockError::TooManyCells)
        } else {
            Ok(Self { rows })
        }
    }

    /// Cells of a form as they stand on the screen, for the clipboard: parts of the form are left
    /// blank, words are [`harmless`].
    ///
    /// # Errors
    /// As [`Block::parse`].
    pub fn of_slots(slots: &[Vec<Slot>], context: Context<'_>) -> Result<Self, BlockError> {
        let row = |row: &Vec<Slot>| row.iter().map(|slot| targets::shown(slot, context)).collect();
        Self::from_rows(slots.iter().map(row).collect())
    }

    /// The block as a spreadsheet reads it: cells between tabs, rows on lines, cells with line
    /// breaks, tabs or a quote at their head in quotes.
    pub fn to_text(&self) -> String {
        tsv::write(&self.rows)
    }

    /// Whether a text has more than one cell, and so is a block and not a word to be typed.
    pub fn is_in(text: &str) -> bool {
        let text = text.trim_end_matches(['\r', '\n', '\0']);
        text.contains(['\t', '\n', '\r'])
    }

    /// How many rows it has.
    pub fn num_rows(&self) -> usize {
        self.rows.len()
    }

    /// How many cells its longest row has.
    pub fn num_columns(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Its rows.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// The block with its rows as columns.
    fn turned(&self) -> Self {
        let cell = |row: &Vec<String>, at| row.get(at).cloned().unwrap_or_default();
        let column = |at| self.rows.iter().map(|row| cell(row, at)).collect();
        Self { rows: (0..self.num_columns()).map(column).collect() }
    }

    /// Whether its rows are of different lengths: a cell of Word with several paragraphs falls
    /// apart into rows like this.
    pub fn is_ragged(&self) -> bool {
        let width = self.num_columns();
        self.rows.iter().any(|row| row.len() != width)
    }

    /// The cells of a column, from above; rows without it give none.
    pub fn column(&self, at: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| row.get(at)).map(String::as_str)
    }
}

/// A text of a program's own as a cell that no spreadsheet takes for a formula: an apostrophe goes
/// in front. A lone hyphen is no formula; it says that nothing arose.
pub fn harmless(words: &str) -> String {
    let is_risky = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let is_not_arisen = words == super::print::NOT_ARISEN_IN_TABLE;
    if is_risky && !is_not_arisen { format!("'{words}") } else { words.to_owned() }
}

#[cfg(test)]
mod clipboards_tests;
#[cfg(test)]
mod tests;
