//! What would become of a whole sheet: its rows and columns are found by their names, what the form computes is held
//! against it and never written.

use rust_decimal::Decimal;

use super::Block;
use super::known::Known;
use super::plan::{BlockCell, CellFate, Options, Plan, PlannedCell, Shape};
use super::plan::{encodings, is_blank, money_columns, read_letters};
use super::reading::{self, CellReading};
use super::recognise::{self, Layout, Lie, Meant};
use super::targets::{self, Closed, Slot};
use crate::calc::print::{self, PrintedIn};
use crate::calc::rate::Rounding;
use crate::calc::results::{Outcome, Results};
use crate::report::content::Report;
use crate::report::key::{FigureKey, ItemKey};
use crate::report::number::NumberKind;
use crate::report::template::{Figure, Template};

/// The table or list of figures of a report that a sheet is put into.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its form.
    pub template: &'a Template,
    /// Where in it.
    pub item: &'a ItemKey,
}

/// A cell of the sheet where the form computes.
struct Computed {
    row: usize,
    column: usize,
    text: String,
    key: FigureKey,
}

impl Plan {
    /// Plans a block that is a whole sheet: titles, headings, names, numbers, totals. `None` where it is none of this
    /// form, and lies cell by cell over it.
    pub fn of_sheet(block: &Block, form: Form<'_>, options: Options) -> Option<Self> {
        let Form { report, template, item } = form;
        let known = Known::of(item, report, template)?;
        let period = &report.header.period;
        let encodings = encodings(block);
        let upright = read_letters(block, &encodings, options).into_owned();
        let found =
            recognise::recognise(upright.rows(), &known, period).map(|l| (upright.clone(), l));
        let (block, mut layout) = match found {
            Some(found) => found,
            None => {
                let turned = upright.turned();
                let mut layout = recognise::recognise(turned.rows(), &known, period)?;
                layout.recognised.lie = Lie::OnItsSide;
                (turned, layout)
            }
        };
        layout.recognised.left_out.dedup();
        let mut plan = Self::empty(Shape::Fits, encodings);
        let computed = plan.add_rows(&block, &layout, (&known, form), options);
        plan.compare(computed, form);
        plan.recognised = Some(layout.recognised);
        Some(plan)
    }

    /// Adds the cells of the rows and columns that were found; tells those where the form computes.
    fn add_rows(
        &mut self,
        block: &Block,
        layout: &Layout,
        (known, form): (&Known, Form<'_>),
        options: Options,
    ) -> Vec<Computed> {
        let money = money_columns(block);
        let mut computed = Vec::new();
        for (row, meant) in &layout.rows {
            for (column, to) in &layout.columns {
                let slots = match meant {
                    Meant::Row(at) => known.rows.get(*at).map(|row| &row.slots),
                    Meant::Total => Some(&known.totals),
                };
                let Some(slot) = slots.and_then(|slots| slots.get(*to)) else { continue };
                let cells = block.rows().get(*row);
                let text = cells.and_then(|cells| cells.get(*column)).map_or("", String::as_str);
                let (row, column) = (*row, *column);
                match slot {
                    Slot::Fixed if is_blank(text) => {}
                    Slot::Figure(key) if is_computed(form.template, key) => {
                        let (text, key) = (text.to_owned(), key.clone());
                        computed.push(Computed { row, column, text, key });
                    }
                    slot => {
                        let place = targets::place(slot, form.report, form.template);
                        let is_money = money.contains(&column);
                        let cell = BlockCell { row, column, text, is_money };
                        self.add(cell, Some(&place), options);
                    }
                }
            }
        }
        computed
    }

    /// Holds what the sheet says of computed figures against what they come to with its own numbers.
    fn compare(&mut self, computed: Vec<Computed>, form: Form<'_>) {
        let mut after = form.report.clone();
        for edit in &self.edits {
            after.edit(edit.clone());
        }
        let results = Results::of(&after, form.template);
        for Computed { row, column, text, key } in computed {
            let Some(figure) = form.template.figure(&key) else { continue };
            let fate = match results.outcome(&key) {
                _ if is_blank(&text) => CellFate::Blank,
                Some(outcome) if says(&text, outcome, figure) => CellFate::Agrees,
                // Its parts are not all read yet.
                _ if self.question.is_some() => CellFate::Closed(Closed::Computed),
                _ => CellFate::Differs { reckoned: reckoned(figure, &results, form.template) },
            };
            let label = figure.label.clone();
            self.cells.push(PlannedCell { row, column, text, label, field: None, fate });
        }
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
    }
}

fn is_computed(template: &Template, key: &FigureKey) -> bool {
    template.figure(key).is_some_and(|figure| !figure.is_typed())
}

fn reckoned(figure: &Figure, results: &Results, template: &Template) -> String {
    let style = &template.parts().style;
    print::computed_text(figure, results, style, PrintedIn::Table)
}

/// Whether a cell says what a computed figure comes to, with as many decimals as it has.
fn says(text: &str, outcome: Outcome, figure: &Figure) -> bool {
    let kind = if figure.is_percent() { NumberKind::Percent } else { NumberKind::Decimal };
    let values = match reading::read(text, kind.non_negative(), &figure.unit) {
        CellReading::Value(value) => vec![value],
        CellReading::Either { as_thousands, as_decimal } => {
            [as_thousands, as_decimal].into_iter().filter_map(Result::ok).collect()
        }
        // An error of the spreadsheet where nothing can be reckoned says the same.
        CellReading::Error(_) => return matches!(outcome, Outcome::Undefined(_)),
    };
    values.iter().filter_map(|value| value.number()).any(|number| {
        let said = number.to_decimal();
        match outcome {
            Outcome::Number { number, .. } => number.to_decimal() == said,
            Outcome::Undefined(_) => said.is_zero(),
            Outcome::Rate { rate, .. } => {
                let as_part = said.checked_mul(Decimal::ONE_HUNDRED);
                let is_same = |said: Decimal| rate.is_printed_as(said, Rounding::HalfUp);
                is_same(said) || as_part.is_some_and(|said| is_same(said.normalize()))
            }
        }
    })
}
