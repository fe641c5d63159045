//! Computed figures as formulas over cells. The formulas follow `calc::results`: a total of nothing
//! is empty, a rate needs all that it rests on, "không phát sinh" counts as 0.

use std::collections::{BTreeSet, HashMap};

use rust_xlsxwriter::utility::{cell_range, row_col_to_cell};

use super::cell::At;
use crate::calc::print::NO_PERCENTAGE;
use crate::calc::prose::Context;
use crate::calc::results;
use crate::report::key::{FigureKey, RowKey};
use crate::report::template::{Figure, FigureKind, Formula};
use crate::report::value::Value;

/// The most cells and ranges in one sum; Excel's functions take 255 arguments.
const RANGES_MAX: usize = 200;
/// The longest formula, in characters (Excel's limit is 8.192).
const FORMULA_LENGTH_MAX: usize = 8_000;

/// Where the figures of a sheet stand.
pub(super) type Places = HashMap<FigureKey, At>;

/// The formula of a computed figure; `None` when it is typed, when something it rests on stands
/// elsewhere, or when it rests on a text that Excel would read differently.
pub(super) fn of(figure: &Figure, context: &Context<'_>, places: &Places) -> Option<String> {
    let FigureKind::Computed(formula) = &figure.kind else {
        return None;
    };
    let sheet = Sheet { context, places };
    let text = match formula {
        Formula::Sum(parts) => sum(&sheet.cells(parts.iter())?)?,
        Formula::Total(parts) => {
            let counted = parts.iter().filter(|key| !context.is_off(key));
            sum(&sheet.cells(counted)?)?
        }
        Formula::Difference { from, less } => {
            let [a, b] = [sheet.cell(from)?, sheet.cell(less)?];
            let missing = sheet.missing([from, less])?;
            format!("=IF({missing},\"\",N({a})-N({b}))")
        }
        Formula::Rate { part, whole } => {
            let missing = sheet.missing_leaves([part, whole])?;
            let missing = match sheet.uneven_rows(part, whole)? {
                uneven if uneven.is_empty() => missing,
                uneven => format!("OR({missing},{})", uneven.join(",")),
            };
            rate_unless(&missing, figure, sheet.at(part)?, sheet.at(whole)?)
        }
    };
    (text.chars().count() <= FORMULA_LENGTH_MAX).then_some(text)
}

/// The rate of two cells that have no inputs of their own on the sheet.
pub(super) fn rate(figure: &Figure, part: At, whole: At) -> String {
    let [a, b] = [part, whole].map(|(row, column)| row_col_to_cell(row, column));
    rate_unless(&format!("OR(LEN({a})=0,LEN({b})=0)"), figure, part, whole)
}

fn rate_unless(missing: &str, figure: &Figure, part: At, whole: At) -> String {
    let [a, b] = [part, whole].map(|(row, column)| row_col_to_cell(row, column));
    let digits = figure.decimals + 2;
    let rate = format!("ROUND(N({a})/N({b}),{digits})");
    format!("=IF({missing},\"\",IF(N({b})<=0,\"{NO_PERCENTAGE}\",{rate}))")
}

struct Sheet<'a> {
    context: &'a Context<'a>,
    places: &'a Places,
}

impl Sheet<'_> {
    fn at(&self, key: &FigureKey) -> Option<At> {
        let is_unreadable = matches!(self.context.report.value(key), Value::Unreadable(_));
        self.places.get(key).copied().filter(|_| !is_unreadable)
    }

    fn cell(&self, key: &FigureKey) -> Option<String> {
        self.at(key).map(|(row, column)| row_col_to_cell(row, column))
    }

    fn cells<'k>(&self, keys: impl Iterator<Item = &'k FigureKey>) -> Option<BTreeSet<(u16, u32)>> {
        keys.map(|key| self.at(key).map(|(row, column)| (column, row))).collect()
    }

    /// Whether one of the cells is empty.
    fn missing<'k>(&self, keys: impl IntoIterator<Item = &'k FigureKey>) -> Option<String> {
        let cells: Option<Vec<_>> = keys.into_iter().map(|key| self.cell(key)).collect();
        let tests: Vec<String> = cells?.iter().map(|c| format!("LEN({c})=0")).collect();
        Some(format!("OR({})", tests.join(",")))
    }

    /// Whether something is empty that the figures rest on: a provisional sum has no rate.
    fn missing_leaves(&self, keys: [&FigureKey; 2]) -> Option<String> {
        let mut leaves = BTreeSet::new();
        for key in keys {
            self.collect_leaves(key, &mut leaves);
        }
        self.missing(&leaves).filter(|_| leaves.len() <= RANGES_MAX)
    }

    /// Tests of whether a row counts in only one of two totals, whose rate is then no rate; none when
    /// they are not totals of rows.
    fn uneven_rows(&self, part: &FigureKey, whole: &FigureKey) -> Option<Vec<String>> {
        let of = |key| results::total_of_rows(self.context.template, key);
        let (Some(parts), Some(wholes)) = (of(part), of(whole)) else {
            return Some(Vec::new());
        };
        let counted = |rows: Vec<(&FigureKey, &RowKey)>| {
            let rows = rows.into_iter().filter(|(key, _)| !self.context.is_off(key));
            let cells = rows.map(|(key, row)| Some((row.clone(), self.at(key)?)));
            cells.collect::<Option<Vec<_>>>()
        };
        let (parts, wholes) = (counted(parts)?, counted(wholes)?);
        let is_paired = parts.iter().map(|(row, _)| row).eq(wholes.iter().map(|(row, _)| row));
        let cells = parts.iter().zip(&wholes).map(|((_, part), (_, whole))| (*part, *whole));
        let tests: Vec<String> = side_by_side(cells).iter().map(one_is_empty).collect();
        (is_paired && tests.len() <= RANGES_MAX).then_some(tests)
    }

    fn collect_leaves(&self, key: &FigureKey, leaves: &mut BTreeSet<FigureKey>) {
        let figure = self.context.template.figure(key);
        match figure.map(|figure| &figure.kind) {
            Some(FigureKind::Computed(
                formula @ (Formula::Sum(_) | Formula::Difference { .. }),
            )) => {
                for input in formula.inputs() {
                    self.collect_leaves(input, leaves);
                }
            }
            _ => {
                leaves.insert(key.clone());
            }
        }
    }
}

/// Neighbours in a column.
struct Run {
    column: u16,
    first: u32,
    last: u32,
}

impl Run {
    fn of((row, column): At) -> Self {
        Self { column, first: row, last: row }
    }

    fn is_followed_by(&self, (row, column): At) -> bool {
        self.column == column && self.last + 1 == row
    }

    fn range(&self) -> String {
        if self.first == self.last {
            row_col_to_cell(self.first, self.column)
        } else {
            cell_range(self.first, self.column, self.last, self.column)
        }
    }
}

fn runs(cells: &BTreeSet<(u16, u32)>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (column, row) in cells {
        match runs.last_mut() {
            Some(run) if run.is_followed_by((*row, *column)) => run.last = *row,
            _ => runs.push(Run::of((*row, *column))),
        }
    }
    runs
}

/// Two columns of cells that belong together row by row, cut where a row is left out.
fn side_by_side(cells: impl Iterator<Item = (At, At)>) -> Vec<[Run; 2]> {
    let mut pairs: Vec<[Run; 2]> = Vec::new();
    for (one, other) in cells {
        if let Some([a, b]) = pairs.last_mut()
            && a.is_followed_by(one)
            && b.is_followed_by(other)
        {
            (a.last, b.last) = (one.0, other.0);
        } else {
            pairs.push([Run::of(one), Run::of(other)]);
        }
    }
    pairs
}

/// Whether only one of two cells that belong together is empty.
fn one_is_empty([a, b]: &[Run; 2]) -> String {
    let differ = format!("(LEN({})=0)<>(LEN({})=0)", a.range(), b.range());
    if a.first == a.last { differ } else { format!("SUMPRODUCT(--({differ}))>0") }
}

/// The sum of cells, neighbours in a column as one range; empty when all are empty.
fn sum(cells: &BTreeSet<(u16, u32)>) -> Option<String> {
    let runs = runs(cells);
    if runs.is_empty() || runs.len() > RANGES_MAX {
        return None;
    }
    let ranges: Vec<String> = runs.iter().map(Run::range).collect();
    let lengths: Vec<String> = ranges.iter().map(|r| format!("SUMPRODUCT(LEN({r}))")).collect();
    let (lengths, ranges) = (lengths.join("+"), ranges.join(","));
    Some(format!("=IF({lengths}=0,\"\",SUM({ranges}))"))
}
