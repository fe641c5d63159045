//! What a report declares: the value of each figure that has one, and which of them changed.

use rust_decimal::Decimal;

use super::labels::Labels;
use crate::calc::prose::Context;
use crate::calc::rate::Rate;
use crate::calc::results::Outcome;
use crate::report::template::Figure;
use crate::report::value::{Qualifier, Value};

/// The value of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Known {
    /// What is printed for it.
    pub(super) value: Decimal,
    /// The exact rate, of which a text may print more or fewer digits.
    rate: Option<Rate>,
    pub(super) qualifier: Option<Qualifier>,
}

impl Known {
    /// What is printed for it, with so many decimals when it is a rate.
    pub(super) fn value_with(&self, decimals: u32) -> Decimal {
        self.rate.and_then(|rate| rate.percent(decimals)).unwrap_or(self.value)
    }
}

/// A figure whose value is another than before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Changed {
    /// Its place in the template.
    pub(super) figure: usize,
    pub(super) before: Option<Known>,
    pub(super) now: Option<Known>,
}

/// The figures that changed.
#[derive(Debug, Default)]
pub struct Changes(pub(super) Vec<Changed>);

/// The figures of a report that have a value, under the labels of its template.
#[derive(Debug, Clone, Default)]
pub struct Declared {
    labels: Labels,
    /// By the figures' places in the template; those of rows that are off have none.
    values: Vec<Option<Known>>,
}

impl Declared {
    /// The figures of a report.
    pub fn of(context: Context<'_>) -> Self {
        let values =
            context.template.figures().iter().map(|figure| known(figure, context)).collect();
        Self { labels: Labels::of(context.template), values }
    }

    /// Takes over the values of a report under the same template; tells what changed.
    pub fn update(&mut self, context: Context<'_>) -> Changes {
        let mut changes = Vec::new();
        for (figure, (before, declared)) in
            self.values.iter_mut().zip(context.template.figures()).enumerate()
        {
            let now = known(declared, context);
            if *before != now {
                changes.push(Changed { figure, before: *before, now });
                *before = now;
            }
        }
        Changes(changes)
    }

    /// How the figures are named.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// The value of a figure, by its place in the template.
    pub(super) fn value(&self, figure: usize) -> Option<&Known> {
        self.values.get(figure)?.as_ref()
    }

    /// Every figure that has a value, by its place.
    pub(super) fn values(&self) -> impl Iterator<Item = (usize, &Known)> {
        let values = self.values.iter().enumerate();
        values.filter_map(|(figure, value)| Some((figure, value.as_ref()?)))
    }
}

fn known(figure: &Figure, context: Context<'_>) -> Option<Known> {
    if !context.report.has_on(figure, context.template) {
        return None;
    }
    let outcome = context.results.outcome(&figure.key);
    let typed = match outcome {
        None => Some(context.report.value(&figure.key)),
        Some(_) => context.report.printed.get(&figure.key),
    };
    let rate = outcome.and_then(Outcome::rate);
    let (value, qualifier) = match (typed, outcome) {
        (Some(Value::Known { number, qualifier }), _) => (number.to_decimal(), *qualifier),
        (None, Some(outcome @ Outcome::Number { number, .. })) => {
            (number.to_decimal(), outcome.qualifier())
        }
        (None, Some(outcome @ Outcome::Rate { rate, .. })) => {
            (rate.percent(figure.decimals)?, outcome.qualifier())
        }
        _ => return None,
    };
    Some(Known { value, rate, qualifier })
}
