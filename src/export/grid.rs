//! Cells with real numbers: what the workbook, the CSV file and the clipboard are written from.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::calc::compare::Movement;
use crate::calc::print::{
    self, NO_PERCENTAGE, NOT_ARISEN_IN_PROSE, NOT_ARISEN_IN_TABLE, PrintedIn,
};
use crate::calc::prose::Context;
use crate::calc::results::{Outcome, Why};
use crate::report::number::format_decimal;
use crate::report::template::Figure;
use crate::report::value::{Number, Qualifier, Value};

/// How the number of a cell is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "1.317"
    Plain,
    /// "95,62%"; the number itself is in percent.
    Percent,
    /// "+68": more or less than before.
    Change,
    /// "+1,25 điểm %": a percentage against another, in points.
    Points,
}

/// A real number in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeric {
    /// The number; percentages in percent.
    pub(super) decimal: Decimal,
    /// Digits shown after the comma.
    pub(super) decimals: u32,
    /// How it is shown.
    pub(super) form: Form,
    /// The word in front of it, which is not part of the number.
    pub(super) qualifier: Option<Qualifier>,
}

impl Numeric {
    /// A whole number that is no figure, such as that of a row.
    pub(super) fn whole(number: u32) -> Self {
        Self { decimal: Decimal::from(number), decimals: 0, form: Form::Plain, qualifier: None }
    }

    /// Excel knows percentages as fractions of one.
    pub(super) fn for_excel(&self) -> Decimal {
        let hundredth = Decimal::new(1, 2);
        match self.form {
            Form::Percent => self.decimal.checked_mul(hundredth).unwrap_or(self.decimal),
            Form::Plain | Form::Change | Form::Points => self.decimal,
        }
    }

    /// The format of Excel, in its own (English) writing; it shows it as the machine's country does.
    pub(super) fn excel_format(&self) -> String {
        let fraction = match usize::try_from(self.decimals).unwrap_or(0) {
            0 => String::new(),
            digits => format!(".{}", "0".repeat(digits)),
        };
        let code = match self.form {
            Form::Plain => format!("#,##0{fraction}"),
            Form::Percent => format!("0{fraction}%"),
            Form::Change => format!("+#,##0{fraction};-#,##0{fraction};0"),
            Form::Points => {
                format!("+0{fraction}\" điểm %\";-0{fraction}\" điểm %\";0\" điểm %\"")
            }
        };
        match self.qualifier {
            Some(qualifier) => format!("\"{} \"{code}", qualifier.word()),
            None => code,
        }
    }

    /// As it is shown, to know how much room it needs.
    pub(super) fn shown(&self) -> String {
        let half_up = RoundingStrategy::MidpointAwayFromZero;
        let mut rounded = self.decimal.round_dp_with_strategy(self.decimals, half_up);
        rounded.rescale(self.decimals);
        let digits = format_decimal(rounded);
        let words = self.qualifier.map(|qualifier| format!("{} ", qualifier.word()));
        let words = words.unwrap_or_default();
        match self.form {
            Form::Plain => format!("{words}{digits}"),
            Form::Percent => format!("{words}{digits}%"),
            Form::Change => format!("+{digits}"),
            Form::Points => format!("+{digits} điểm %"),
        }
    }

    /// As a program in Vietnam reads it from a text: "1317", "95,62", "95,62%".
    pub(super) fn for_text(&self) -> String {
        let digits = self.decimal.to_string().replace('.', ",");
        match self.form {
            Form::Percent => format!("{digits}%"),
            Form::Plain | Form::Change | Form::Points => digits,
        }
    }
}

/// How the words of a cell stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// Names.
    Left,
    /// Headings, agencies, "không phát sinh".
    Centre,
    /// Figures.
    Right,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GridCell {
    /// What is read in it.
    pub(super) text: String,
    /// The number, when it is one.
    pub(super) number: Option<Numeric>,
    /// How it stands.
    pub(super) stand: Stand,
    /// How many rows it covers, from 1.
    pub(super) rows: usize,
    /// How many columns it covers, from 1.
    pub(super) columns: usize,
}

impl GridCell {
    /// A cell of words.
    pub(super) fn words(text: impl Into<String>, stand: Stand) -> Self {
        Self { text: text.into(), number: None, stand, rows: 1, columns: 1 }
    }

    /// A cell with nothing in it.
    pub(super) fn blank() -> Self {
        Self::words("", Stand::Left)
    }

    /// A cell of a number, and how it is read.
    pub(super) fn number(numeric: Numeric, text: impl Into<String>) -> Self {
        Self { number: Some(numeric), ..Self::words(text, Stand::Right) }
    }

    /// What stands in a file of plain text: a number as number, words so that no program takes
    /// them for a formula.
    pub(super) fn plain(&self) -> String {
        match self.number {
            Some(number) => number.for_text(),
            None => harmless(&self.text),
        }
    }
}

/// Words that a spreadsheet would take for a formula get an apostrophe in front. A lone hyphen is
/// no formula; it says that nothing arose.
fn harmless(words: &str) -> String {
    let is_risky = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_risky && words != NOT_ARISEN_IN_TABLE { format!("'{words}") } else { words.to_owned() }
}

/// Rows of cells under a header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Grid {
    /// How wide the columns are beside each other; none when nobody looks at them.
    pub(super) shares: Vec<u32>,
    /// The lines of the header; a cell that covers rows or columns stands once, at its first place.
    pub(super) header: Vec<Vec<GridCell>>,
    /// The rows.
    pub(super) rows: Vec<Vec<GridCell>>,
    /// The totals, when there are any.
    pub(super) total: Option<Vec<GridCell>>,
}

/// The number of a figure as it was typed or computed, whatever is printed instead; else the words
/// that stand for it.
pub(super) fn value(figure: &Figure, context: &Context<'_>) -> GridCell {
    let Some(outcome) = context.results.outcome(&figure.key) else {
        return typed(figure, context.report.value(&figure.key), NOT_ARISEN_IN_PROSE);
    };
    match (computed(figure, outcome), outcome) {
        (Some(number), _) => {
            let style = &context.template.parts().style;
            let text = print::computed_text(figure, context.results, style, PrintedIn::Table);
            GridCell::number(number, text)
        }
        (None, Outcome::Undefined(Why::ZeroWhole)) => GridCell::words(NO_PERCENTAGE, Stand::Centre),
        (None, _) => GridCell::blank(),
    }
}

/// A figure as the report prints it in a table.
pub(super) fn printed(figure: &Figure, context: &Context<'_>) -> GridCell {
    let style = &context.template.parts().style;
    let text = print::figure_text(figure, context.report, context.results, style, PrintedIn::Table);
    let number = match context.results.outcome(&figure.key) {
        None => known(figure, context.report.value(&figure.key)),
        Some(outcome) => match context.report.printed.get(&figure.key) {
            Some(value) => known(figure, value),
            None => computed(figure, outcome),
        },
    };
    match number {
        Some(number) => GridCell::number(number, text),
        None => GridCell::words(text, Stand::Right),
    }
}

/// How much a figure moved.
pub(super) fn change(figure: &Figure, movement: Movement, decimals: u32) -> GridCell {
    let Movement::By(decimal) = movement else {
        return GridCell::blank();
    };
    let form = if figure.is_percent() { Form::Points } else { Form::Change };
    GridCell::number(Numeric { decimal, decimals, form, qualifier: None }, movement.text())
}

/// A number of a figure without a word in front of it.
pub(super) fn numeric(figure: &Figure, decimal: Decimal, decimals: u32) -> Numeric {
    let form = if figure.is_percent() { Form::Percent } else { Form::Plain };
    Numeric { decimal, decimals, form, qualifier: None }
}

fn typed(figure: &Figure, value: &Value, not_arisen: &str) -> GridCell {
    match (value, known(figure, value)) {
        (_, Some(number)) => GridCell::number(number, number.for_text()),
        (Value::NotArisen, _) => GridCell::words(not_arisen, Stand::Centre),
        (Value::Unreadable(text), _) => GridCell::words(text.trim(), Stand::Centre),
        (Value::Blank | Value::Known { .. }, _) => GridCell::blank(),
    }
}

fn known(figure: &Figure, value: &Value) -> Option<Numeric> {
    let Value::Known { number, qualifier } = value else {
        return None;
    };
    let decimals = match number {
        Number::Count(_) => 0,
        Number::Decimal(decimal) => decimal.scale(),
    };
    let numeric = numeric(figure, number.to_decimal(), decimals);
    Some(Numeric { qualifier: *qualifier, ..numeric })
}

fn computed(figure: &Figure, outcome: Outcome) -> Option<Numeric> {
    let decimal = match outcome {
        Outcome::Number { number, .. } => number.to_decimal(),
        Outcome::Rate { rate, .. } => rate.percent(figure.decimals)?,
        Outcome::Undefined(_) => return None,
    };
    let numeric = numeric(figure, decimal, figure.decimals.max(decimal.scale()));
    Some(Numeric { qualifier: outcome.qualifier(), ..numeric })
}
