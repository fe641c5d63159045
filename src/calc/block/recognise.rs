//! Where the rows and columns of a form stand in a block that is a whole sheet: titles, headings in several lines,
//! numbers of rows, names, totals. Rows are found by their names, columns by their headings; nothing is guessed, and
//! what is not found is told.

use std::collections::BTreeMap;

use super::headings::{Heading, headings, is_row, speaks_of_other, speaks_of_shares};
use super::known::Known;
use super::names::Found;
use super::reading::{has_letters, looks_like_a_number};
use crate::report::period::Period;

/// A row or a column of a block, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// A row.
    Row(usize),
    /// A column.
    Column(usize),
}

/// Why a row or a column of a block is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyLeft {
    /// The form has none of this name.
    Unknown,
    /// The form has it, but the office does not report it.
    Off,
    /// The block has it twice: which one counts?
    Doubled,
    /// The form has several of this name.
    Several,
    /// It is of another period, or of several.
    OtherPeriod,
}

/// A row or a column of a block that is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Which.
    pub line: Line,
    /// What it is called in the block; empty where it has no name.
    pub name: String,
    /// Why.
    pub why: WhyLeft,
}

/// How the rows of a sheet lie in the block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    /// Its rows are rows.
    Upright,
    /// Its rows are columns: the block was turned before it was read.
    OnItsSide,
}

/// A column of a block that was found in the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenColumn {
    /// What stands above it in the block; empty where nothing does.
    pub heading: String,
    /// What it is called in the form.
    pub label: String,
}

/// What was found of a form in a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// How many rows of the form.
    pub num_rows: usize,
    /// Which columns of the form, in the order of the block.
    pub columns: Vec<TakenColumn>,
    /// What of the block is not taken.
    pub left_out: Vec<LeftOut>,
    /// How the sheet lies.
    pub lie: Lie,
    /// Whether the columns were found by their headings; else they are taken in the order of the form.
    pub has_headings: bool,
    /// A title of the sheet that speaks of another period than the report's.
    pub other_period: Option<String>,
}

/// A row of the block that means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// A row of the form, by its place.
    Row(usize),
    /// The totals.
    Total,
}

/// Where rows and columns of the form stand in a block.
pub(super) struct Layout {
    /// Rows of the block, with what they mean.
    pub(super) rows: Vec<(usize, Meant)>,
    /// Columns of the block, with those of the form.
    pub(super) columns: Vec<(usize, usize)>,
    pub(super) recognised: Recognised,
}

/// Finds a form in the rows of a block; none where the block is no sheet of it.
pub(super) fn recognise(rows: &[Vec<String>], known: &Known, period: &Period) -> Option<Layout> {
    let (name_column, num_names) = name_column(rows, known)?;
    let mut reader = Reader { rows, known, name_column, left_out: Vec::new() };
    let meant = reader.meant();
    let first = meant.iter().map(|(at, _)| *at).min()?;
    let width = meant.iter().filter_map(|(at, _)| rows.get(*at)).map(Vec::len).max()?;
    let headings = headings(rows.get(..first)?, width, name_column);
    let columns = match headings.is_bare {
        true => reader.in_order(&meant, width),
        false => reader.by_heading(&headings.columns, period),
    };
    // One name that happens to be known does not make a sheet.
    if num_names < 2 && columns.is_empty() {
        return None;
    }
    reader.tell_rows(first, &meant, &columns);
    let taken = |(from, to): &(usize, usize)| TakenColumn {
        heading: headings
            .columns
            .get(*from)
            .map(|heading| heading.path.join(" · "))
            .unwrap_or_default(),
        label: known.columns.get(*to).map(|column| column.label.clone()).unwrap_or_default(),
    };
    let recognised = Recognised {
        num_rows: meant.iter().filter(|(_, meant)| matches!(meant, Meant::Row(_))).count(),
        columns: columns.iter().map(taken).collect(),
        left_out: reader.left_out,
        lie: Lie::Upright,
        has_headings: !headings.is_bare,
        other_period: headings.titles.into_iter().find(|title| speaks_of_other(title, period)),
    };
    Some(Layout { rows: meant, columns, recognised })
}

/// The column with the most names of rows, and how many rows those are.
fn name_column(rows: &[Vec<String>], known: &Known) -> Option<(usize, usize)> {
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for cells in rows {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| has_letters(cell)) {
            if let Found::One(row) = known.row_names.find(&known.names.read(cell)) {
                found.entry(column).or_default().push(row);
            }
        }
    }
    let counts = found.into_iter().map(|(column, mut rows)| {
        rows.sort_unstable();
        rows.dedup();
        (column, rows.len())
    });
    counts.max_by_key(|(column, count)| (*count, std::cmp::Reverse(*column)))
}

struct Reader<'a> {
    rows: &'a [Vec<String>],
    known: &'a Known,
    name_column: usize,
    left_out: Vec<LeftOut>,
}

impl Reader<'_> {
    fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|cells| cells.get(column)).map_or("", |cell| cell.trim())
    }

    /// The name of a row: a line of totals has it left of the names where cells are merged.
    fn name(&self, row: usize) -> &str {
        let columns = (0..=self.name_column).rev();
        columns.map(|column| self.cell(row, column)).find(|cell| has_letters(cell)).unwrap_or("")
    }

    /// What each row means that is not left out.
    fn meant(&mut self) -> Vec<(usize, Meant)> {
        let mut meant: Vec<(usize, Meant)> = Vec::new();
        let mut by_row: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for row in 0..self.rows.len() {
            let words = self.known.names.read(self.name(row));
            match self.known.row_names.find(&words) {
                Found::One(at) => by_row.entry(at).or_default().push(row),
                Found::Several => {
                    self.leave(Line::Row(row), self.name(row).to_owned(), WhyLeft::Several)
                }
                Found::Nothing if self.known.is_total(&words) && self.has_numbers(row) => {
                    meant.push((row, Meant::Total));
                }
                Found::Nothing => {}
            }
        }
        for (at, rows) in by_row {
            let is_on = self.known.rows.get(at).is_some_and(|row| row.is_on);
            match rows.as_slice() {
                [row] if is_on => meant.push((*row, Meant::Row(at))),
                rows => {
                    let why = if is_on { WhyLeft::Doubled } else { WhyLeft::Off };
                    for row in rows {
                        self.leave(Line::Row(*row), self.name(*row).to_owned(), why);
                    }
                }
            }
        }
        meant.sort_unstable_by_key(|(row, _)| *row);
        meant
    }

    fn leave(&mut self, line: Line, name: String, why: WhyLeft) {
        self.left_out.push(LeftOut { line, name, why });
    }

    fn has_numbers(&self, row: usize) -> bool {
        let cells = self.rows.get(row).map(Vec::as_slice).unwrap_or_default();
        cells.iter().skip(self.name_column + 1).any(|cell| looks_like_a_number(cell))
    }

    /// The columns by what stands above them.
    fn by_heading(&mut self, headings: &[Heading], period: &Period) -> Vec<(usize, usize)> {
        let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (column, heading) in headings.iter().enumerate() {
            if column == self.name_column || self.is_silent(column, heading) {
                continue;
            }
            match self.column_of(heading, period) {
                Ok(to) => found.entry(to).or_default().push(column),
                Err(why) => self.leave(Line::Column(column), heading.path.join(" · "), why),
            }
        }
        let mut columns = Vec::new();
        for (to, from) in found {
            match from.as_slice() {
                [column] => columns.push((*column, to)),
                several => {
                    for column in several {
                        let name = headings.get(*column).map(|heading| heading.path.join(" · "));
                        self.leave(
                            Line::Column(*column),
                            name.unwrap_or_default(),
                            WhyLeft::Doubled,
                        );
                    }
                }
            }
        }
        columns.sort_unstable();
        columns
    }

    /// Whether a column is empty, or says nothing but numbers of rows, names, units and agencies.
    fn is_silent(&self, column: usize, heading: &Heading) -> bool {
        let last = heading.path.last().map(String::as_str).unwrap_or_default();
        let is_empty = (0..self.rows.len()).all(|row| self.cell(row, column).is_empty());
        is_empty
            || self.known.is_silent(&self.known.names.read(last))
            || column < self.name_column && last.is_empty()
    }

    fn column_of(&self, heading: &Heading, period: &Period) -> Result<usize, WhyLeft> {
        let names = &self.known.names;
        let whole = heading.path.join(" ");
        let last = heading.path.last().map(String::as_str).unwrap_or_default();
        let is_named = heading.path.iter().any(|words| is_of_period(words, period));
        if self.known.is_list && is_named && !speaks_of_other(&whole, period) {
            return Ok(0);
        }
        let mut tried = Vec::new();
        for words in [last, &whole].map(|words| names.read(words)) {
            let units = self.known.columns.iter().map(|column| words.without(&column.unit));
            tried.extend(std::iter::once(words.clone()).chain(units));
        }
        let mut several = false;
        for words in &tried {
            match self.known.column_names.find(words) {
                Found::One(to) if self.is_of_other(to, &whole, period) => {
                    return Err(WhyLeft::OtherPeriod);
                }
                // "Trực tuyến (%)" is no count of what is done online.
                Found::One(to) if speaks_of_shares(&whole) && !self.holds_percentages(to) => {}
                Found::One(to) => return Ok(to),
                Found::Several => several = true,
                Found::Nothing => {}
            }
        }
        let is_other = speaks_of_other(&whole, period);
        Err(match (is_other, several) {
            (true, _) => WhyLeft::OtherPeriod,
            (false, true) => WhyLeft::Several,
            (false, false) => WhyLeft::Unknown,
        })
    }

    fn holds_percentages(&self, to: usize) -> bool {
        self.known.columns.get(to).is_some_and(|column| column.is_percent)
    }

    /// Whether headings speak of another period, and the form's column does not say so, too.
    fn is_of_other(&self, to: usize, whole: &str, period: &Period) -> bool {
        let own = self.known.columns.get(to);
        let is_own = own.is_some_and(|column| column.words.has(&self.known.names.read(whole)));
        !is_own && speaks_of_other(whole, period)
    }

    /// The columns of a block without headings: those of the form in their order, where there are as many. A blank
    /// one between them has its place, too: without it the columns behind it would be taken for others.
    fn in_order(&mut self, meant: &[(usize, Meant)], width: usize) -> Vec<(usize, usize)> {
        let has_numbers = |column: &usize| {
            meant.iter().any(|(row, _)| looks_like_a_number(self.cell(*row, *column)))
        };
        let is_blank =
            |column: &usize| meant.iter().all(|(row, _)| self.cell(*row, *column).is_empty());
        let last = (self.name_column + 1..width).rfind(has_numbers).unwrap_or_default();
        let stand = |column: &usize| has_numbers(column) || is_blank(column);
        let from: Vec<usize> = (self.name_column + 1..=last).filter(stand).collect();
        let typed = |(_, column): &(usize, &super::known::KnownColumn)| column.is_typed;
        let all = || self.known.columns.iter().enumerate();
        let typed: Vec<usize> = all().filter(typed).map(|(at, _)| at).collect();
        let to: Vec<usize> =
            if from.len() == typed.len() { typed } else { all().map(|(at, _)| at).collect() };
        if from.len() == to.len() {
            return from.into_iter().zip(to).collect();
        }
        for column in from.into_iter().filter(|column| !is_blank_in(self.rows, *column)) {
            self.leave(Line::Column(column), String::new(), WhyLeft::Unknown);
        }
        Vec::new()
    }

    /// Tells the rows with numbers that mean nothing in the form.
    fn tell_rows(&mut self, first: usize, meant: &[(usize, Meant)], columns: &[(usize, usize)]) {
        let told: Vec<Line> = self.left_out.iter().map(|left| left.line).collect();
        for row in 0..self.rows.len() {
            let is_known = meant.iter().any(|(at, _)| *at == row) || told.contains(&Line::Row(row));
            // Above the first row stand headings, which may have numbers in them.
            let cells = self.rows.get(row).map(Vec::as_slice).unwrap_or_default();
            let is_heading = row < first && !is_row(cells, self.name_column);
            let has_numbers =
                columns.iter().any(|(from, _)| looks_like_a_number(self.cell(row, *from)));
            if !is_known && !is_heading && has_numbers {
                self.leave(Line::Row(row), self.name(row).to_owned(), WhyLeft::Unknown);
            }
        }
        self.left_out.sort_by_key(|left| left.line);
    }
}

fn is_blank_in(rows: &[Vec<String>], column: usize) -> bool {
    rows.iter().all(|cells| cells.get(column).is_none_or(|cell| cell.trim().is_empty()))
}

/// Whether a heading is the name of the report's own period, and of nothing else.
fn is_of_period(words: &str, period: &Period) -> bool {
    let words = words.to_lowercase();
    let words = words.trim().trim_start_matches("số liệu").trim();
    let (label, short) =
        (period.key.label().to_lowercase(), period.key.short_label().to_lowercase());
    words == label || words == short || words == format!("{} {short}", period.key.kind().noun())
}
