//! Tables. A template declares rows and columns ([`TableParts`]); where a row and a column with a
//! figure meet stands one figure ([`Table`], made by `template/spread.rs`), so that a table of 25 services
//! is declared in 25 lines.

use std::collections::BTreeMap;

use super::figure::{FigureKind, Formula, Need, Span};
use super::key::{AgencyKey, ColumnKey, FigureKey, RowId, RowKey, TextKey};
use super::names::named_enum;
use super::period::parse_day;

/// A table as it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableParts {
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows, in order.
    pub rows: Vec<RowParts>,
    /// Whether an office may add rows of its own behind these.
    pub open_rows: OpenRows,
    /// The line of totals, if there is one.
    pub total: Option<TotalParts>,
    /// Where it is printed, unless the office says otherwise.
    pub placement: Placement,
}

/// A row as it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowParts {
    /// Names it within its table.
    pub id: RowId,
    /// Its official name.
    pub label: String,
    /// The name the report prints, where offices use another wording.
    pub printed_label: Option<String>,
    /// A shorter name, the first half of its figures' labels; the label when there is none.
    pub short: Option<String>,
    /// Who runs it.
    pub provider: Option<AgencyKey>,
    /// Whether a new report has it on.
    pub initial: Switch,
}

/// A line of totals as it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalParts {
    /// What stands in front of the totals.
    pub label: String,
    /// Whether the report prints them.
    pub row: TotalRow,
}

/// A table with the figures of its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows, in order: the template's, then the office's own.
    pub rows: Vec<TableRow>,
    /// Whether an office may add rows of its own.
    pub open_rows: OpenRows,
    /// The total of the rows that are on, a figure for each column that has one.
    pub total: BTreeMap<ColumnKey, FigureKey>,
    /// What stands in front of the totals.
    pub total_label: String,
    /// Whether the report prints the total.
    pub total_row: TotalRow,
    /// Where it is printed, unless the office says otherwise.
    pub placement: Placement,
}

named_enum! {
    /// Whether a table takes rows of an office's own.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum OpenRows {
        /// It has the rows of the template.
        #[default]
        No = "no",
        /// An office may add rows.
        Yes = "yes",
    }
}

named_enum! {
    /// Where a table is printed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Placement {
        /// Where it stands among the paragraphs.
        #[default]
        Body = "body",
        /// In an annex of upright pages.
        Annex = "annex",
        /// In an annex of pages that lie on their side, for tables with many columns.
        AnnexLandscape = "annex_landscape",
    }
}

named_enum! {
    /// Where the total of a table stands.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum TotalRow {
        /// On screen only.
        #[default]
        Screen = "screen",
        /// On screen and in the report.
        Printed = "printed",
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its key.
    pub key: ColumnKey,
    /// Its heading in the report.
    pub label: String,
    /// Its heading on screen, shorter.
    pub short: String,
    /// A heading over it and its neighbours of the same group.
    pub group: Option<String>,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Whether the report prints it (a total may be for the screen only).
    pub printed: Printed,
    /// Its share of the printed width, in percent of the table.
    pub width: u8,
}

impl Column {
    /// What it declares of the figures in its cells.
    pub fn figure(&self) -> Option<&ColumnFigure> {
        match &self.kind {
            ColumnKind::Figure(figure) => Some(figure),
            ColumnKind::Position
            | ColumnKind::Label
            | ColumnKind::Provider
            | ColumnKind::Words(_) => None,
        }
    }

    /// What it declares of the words in its cells.
    pub fn words(&self) -> Option<&ColumnWords> {
        match &self.kind {
            ColumnKind::Words(words) => Some(words),
            _ => None,
        }
    }

    /// Whether its cells hold figures.
    pub fn is_figure(&self) -> bool {
        self.figure().is_some()
    }

    /// Whether its cells hold percentages that are computed, and can be printed as typed.
    pub fn is_rate(&self) -> bool {
        let kind = self.figure().map(|figure| &figure.kind);
        matches!(kind, Some(FigureKind::Computed(Formula::Rate { .. })))
    }
}

/// What the cells of a column hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnKind {
    /// The row's number among those that are on.
    Position,
    /// The row's name.
    Label,
    /// The agency that runs the row.
    Provider,
    /// A figure of the row.
    Figure(ColumnFigure),
    /// Words that the office says of the row.
    Words(ColumnWords),
}

/// What a column declares of the words in its cells. They are texts of the report, kept as they were
/// typed, a day that could not be read among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnWords {
    /// Which words.
    pub kind: WordsKind,
    /// Whether a complete report must have them.
    pub need: Need,
}

/// Which words a cell takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordsKind {
    /// Any.
    Text,
    /// A day: "12/5/2023".
    Day,
    /// One of these.
    Choice(Vec<String>),
}

impl WordsKind {
    /// Whether a cell can hold these words: a day must be one, a choice one of the list. Blank ones can stand
    /// in every cell.
    pub fn takes(&self, words: &str) -> bool {
        let words = words.trim();
        words.is_empty()
            || match self {
                Self::Text => true,
                Self::Day => parse_day(words).is_ok(),
                Self::Choice(choices) => choices.iter().any(|choice| choice.trim() == words),
            }
    }
}

/// What a column declares of the figures in its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnFigure {
    /// The second half of the figures' labels: "trực tuyến".
    pub name: String,
    /// What is counted.
    pub unit: String,
    /// Typed, or computed from other columns of the same row.
    pub kind: FigureKind<ColumnKey>,
    /// Digits printed after the comma, 0–6.
    pub decimals: u32,
    /// The days they speak of.
    pub span: Span,
    /// What exactly is counted; may be empty.
    pub definition: String,
    /// Whether a complete report must have them.
    pub need: Need,
}

named_enum! {
    /// Whether something of the form stands in the printed report.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Printed {
        /// It does.
        #[default]
        Yes = "yes",
        /// It is for the screen only.
        No = "no",
    }
}

/// A row of a table, with the figures of its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Its key, unique in the template.
    pub key: RowKey,
    /// Its official name.
    pub label: String,
    /// The name the report prints, where offices use another wording.
    pub printed_label: Option<String>,
    /// Who runs it.
    pub provider: Option<AgencyKey>,
    /// Its figures, by column.
    pub cells: BTreeMap<ColumnKey, FigureKey>,
    /// Its words, by column.
    pub words: BTreeMap<ColumnKey, TextKey>,
    /// Whether a new report has it on.
    pub initial: Switch,
    /// Who declared it.
    pub origin: RowOrigin,
}

/// Who declared a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowOrigin {
    /// The template: it can be switched off, never renamed or removed.
    #[default]
    Template,
    /// The office, for this report and those after it.
    Office,
}

named_enum! {
    /// Whether an office reports a row.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Switch {
        /// It does.
        #[default]
        On = "on",
        /// It does not; the row is kept but neither shown nor counted.
        Off = "off",
    }
}
