//! Computed figures as formulas over cells. The formulas follow `calc::results`: a total of nothing
//! is empty, a rate needs all that it rests on, "không phát sinh" counts as 0.

use std::collections::{BTreeSet, HashMap};

use rust_xlsxwriter::utility::{cell_range, row_col_to_cell};

use super::cell::At;
use crate::calc::print::NO_PERCENTAGE;
use crate::calc::prose::Context;
use crate::calc::year;
use crate::report::key::FigureKey;
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
            let counted = parts.iter().filter(|key| !year::is_off(context, key));
            sum(&sheet.cells(counted)?)?
        }
        Formula::Difference { from, less } => {
            let [a, b] = [sheet.cell(from)?, sheet.cell(less)?];
            let missing = sheet.missing([from, less])?;
            format!("=IF({missing},\"\",N({a})-N({b}))")
        }
        Formula::Rate { part, whole } => {
            let missing = sheet.missing_leaves([part, whole])?;
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

/// The sum of cells, neighbours in a column as one range; empty when all are empty.
fn sum(cells: &BTreeSet<(u16, u32)>) -> Option<String> {
    let mut runs: Vec<(u16, u32, u32)> = Vec::new();
    for (column, row) in cells {
        match runs.last_mut() {
            Some((same, _, last)) if same == column && *last + 1 == *row => *last = *row,
            _ => runs.push((*column, *row, *row)),
        }
    }
    if runs.is_empty() || runs.len() > RANGES_MAX {
        return None;
    }
    let ranges = runs.iter().map(|(column, first, last)| {
        if first == last {
            row_col_to_cell(*first, *column)
        } else {
            cell_range(*first, *column, *last, *column)
        }
    });
    let ranges: Vec<String> = ranges.collect();
    let lengths: Vec<String> = ranges.iter().map(|r| format!("SUMPRODUCT(LEN({r}))")).collect();
    let (lengths, ranges) = (lengths.join("+"), ranges.join(","));
    Some(format!("=IF({lengths}=0,\"\",SUM({ranges}))"))
}
