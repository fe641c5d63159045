//! Every computed figure of a report. A calculation cannot fail: what has no value says why.

use std::collections::{BTreeSet, HashMap, HashSet};

use rust_decimal::Decimal;

use super::rate::Rate;
use crate::report::content::Report;
use crate::report::key::{FigureKey, RowKey};
use crate::report::template::{FigureKind, Formula, Template};
use crate::report::value::{Number, Qualifier, Value};

/// What a computed figure comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A number.
    Number {
        /// The number.
        number: Number,
        /// Whether all that it rests on is entered.
        basis: Basis,
    },
    /// A percentage.
    Rate {
        /// Exact until it is shown.
        rate: Rate,
        /// Whether the numbers that it is of are exact; a rate of provisional numbers is not made.
        basis: Basis,
    },
    /// No value.
    Undefined(Why),
}

/// Whether a number rests on everything it should; the weakest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// All inputs are entered.
    Complete,
    /// All inputs are entered, some of them with a word such as "hơn": the number is about so much, never exactly.
    Approximate,
    /// Some input is missing: the number is provisional.
    Partial,
}

/// Why a computed figure has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Something it rests on is not entered, or could not be read.
    Missing,
    /// A rate of two totals, and some row counts in only one of them: it would be the rate of
    /// different things.
    UnevenRows,
    /// The whole is 0: there is no percentage of nothing.
    ZeroWhole,
    /// The numbers are too large to add.
    TooLarge,
}

impl Outcome {
    /// The number, when there is one that is not a rate.
    pub fn number(self) -> Option<Number> {
        match self {
            Self::Number { number, .. } => Some(number),
            Self::Rate { .. } | Self::Undefined(_) => None,
        }
    }

    /// The rate, when it is one.
    pub fn rate(self) -> Option<Rate> {
        match self {
            Self::Rate { rate, .. } => Some(rate),
            Self::Number { .. } | Self::Undefined(_) => None,
        }
    }

    /// The word that is printed in front: a number or rate that rests on numbers with a word such as "hơn" is
    /// about so much.
    pub fn qualifier(self) -> Option<Qualifier> {
        match self {
            Self::Number { basis: Basis::Approximate, .. }
            | Self::Rate { basis: Basis::Approximate, .. } => Some(Qualifier::About),
            Self::Number { .. } | Self::Rate { .. } | Self::Undefined(_) => None,
        }
    }
}

/// All computed figures of one report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    outcomes: HashMap<FigureKey, Outcome>,
    /// Computed figures that rest on something that was typed and could not be read: what they lack is not nothing.
    unread: HashSet<FigureKey>,
}

impl Results {
    /// Computes every figure of the report.
    pub fn of(report: &Report, template: &Template) -> Self {
        let mut results = Self::default();
        for figure in template.computed_in_order() {
            let FigureKind::Computed(formula) = &figure.kind else {
                continue;
            };
            let counted = |key: &FigureKey| {
                template.figure(key).is_some_and(|figure| report.has_on(figure, template))
            };
            let rows = |total: &FigureKey| {
                let parts = total_of_rows(template, total)?;
                let parts = parts.into_iter().filter(|(part, _)| counted(part));
                let entered = parts.filter(|(part, _)| results.input(report, part).is_some());
                Some(entered.map(|(_, row)| row).collect::<BTreeSet<_>>())
            };
            let is_uneven = match formula {
                Formula::Rate { part, whole } => {
                    rows(part).zip(rows(whole)).is_some_and(|(part, whole)| part != whole)
                }
                _ => false,
            };
            let outcome = if is_uneven {
                Outcome::Undefined(Why::UnevenRows)
            } else {
                results.compute(formula, report, counted)
            };
            let is_unread = |key: &FigureKey| counted(key) && results.is_unread(report, key);
            if formula.inputs().into_iter().any(is_unread) {
                results.unread.insert(figure.key.clone());
            }
            results.outcomes.insert(figure.key.clone(), outcome);
        }
        results
    }

    /// The outcome of a computed figure; `None` for figures that are typed.
    pub fn outcome(&self, key: &FigureKey) -> Option<Outcome> {
        self.outcomes.get(key).copied()
    }

    /// The number of any figure, typed or computed, when it has one.
    pub fn number(&self, report: &Report, key: &FigureKey) -> Option<Number> {
        match self.outcome(key) {
            Some(outcome) => outcome.number(),
            None => report.value(key).number(),
        }
    }

    /// Whether something was typed there, or where it rests on, that could not be read.
    fn is_unread(&self, report: &Report, key: &FigureKey) -> bool {
        matches!(report.value(key), Value::Unreadable(_)) || self.unread.contains(key)
    }

    fn input(&self, report: &Report, key: &FigureKey) -> Option<(Number, Basis)> {
        match self.outcome(key) {
            Some(Outcome::Number { number, basis }) => Some((number, basis)),
            Some(Outcome::Rate { .. } | Outcome::Undefined(_)) => None,
            None => match report.value(key) {
                Value::Known { number, qualifier: Some(_) } => Some((*number, Basis::Approximate)),
                value => value.number().map(|number| (number, Basis::Complete)),
            },
        }
    }

    fn compute(
        &self,
        formula: &Formula,
        report: &Report,
        counted: impl Fn(&FigureKey) -> bool,
    ) -> Outcome {
        match formula {
            Formula::Sum(parts) => self.sum(report, parts.iter().collect(), Strictness::AllParts),
            Formula::Total(parts) => {
                let parts = parts.iter().filter(|key| counted(key)).collect();
                self.sum(report, parts, Strictness::WhatIsEntered)
            }
            Formula::Difference { from, less } => {
                match (self.input(report, from), self.input(report, less)) {
                    (Some((from, a)), Some((less, b))) => {
                        let difference = from.to_decimal().checked_sub(less.to_decimal());
                        number_of(difference, weaker(a, b))
                    }
                    _ => Outcome::Undefined(Why::Missing),
                }
            }
            Formula::Rate { part, whole } => {
                match (self.input(report, part), self.input(report, whole)) {
                    (
                        Some((part, a @ (Basis::Complete | Basis::Approximate))),
                        Some((whole, b @ (Basis::Complete | Basis::Approximate))),
                    ) => match Rate::of(part, whole) {
                        Some(rate) => Outcome::Rate { rate, basis: weaker(a, b) },
                        None => Outcome::Undefined(Why::ZeroWhole),
                    },
                    _ => Outcome::Undefined(Why::Missing),
                }
            }
        }
    }

    fn sum(&self, report: &Report, parts: Vec<&FigureKey>, strictness: Strictness) -> Outcome {
        let mut sum = Decimal::ZERO;
        let mut num_known = 0;
        let mut basis = Basis::Complete;
        for part in &parts {
            let Some((number, part_basis)) = self.input(report, part) else {
                match (self.is_unread(report, part), strictness) {
                    // What was typed but not read is not nothing: no sum, rather than a wrong one.
                    (true, Strictness::AllParts) => return Outcome::Undefined(Why::Missing),
                    (true, Strictness::WhatIsEntered) => basis = weaker(basis, Basis::Partial),
                    (false, _) => {}
                }
                continue;
            };
            let Some(larger) = sum.checked_add(number.to_decimal()) else {
                return Outcome::Undefined(Why::TooLarge);
            };
            sum = larger;
            num_known += 1;
            basis = weaker(basis, part_basis);
        }
        match (num_known, strictness) {
            (0, _) => Outcome::Undefined(Why::Missing),
            (_, Strictness::WhatIsEntered) => number_of(Some(sum), basis),
            (known, Strictness::AllParts) if known < parts.len() => {
                number_of(Some(sum), Basis::Partial)
            }
            (_, Strictness::AllParts) => number_of(Some(sum), basis),
        }
    }
}

/// What a total adds up, each with its row; `None` for other figures and where a part has no row.
pub fn total_of_rows<'t>(
    template: &'t Template,
    key: &FigureKey,
) -> Option<Vec<(&'t FigureKey, &'t RowKey)>> {
    let FigureKind::Computed(Formula::Total(parts)) = &template.figure(key)?.kind else {
        return None;
    };
    let row = |part: &'t FigureKey| Some((part, template.figure(part)?.row.as_ref()?));
    parts.iter().map(row).collect()
}

#[derive(Clone, Copy)]
enum Strictness {
    AllParts,
    WhatIsEntered,
}

fn weaker(a: Basis, b: Basis) -> Basis {
    a.max(b)
}

/// Whole numbers stay counts, so that they print and compare as such.
fn number_of(decimal: Option<Decimal>, basis: Basis) -> Outcome {
    let Some(decimal) = decimal else {
        return Outcome::Undefined(Why::TooLarge);
    };
    let count = (decimal.scale() == 0).then(|| i64::try_from(decimal.mantissa()).ok()).flatten();
    let number = count.map_or(Number::Decimal(decimal), Number::Count);
    Outcome::Number { number, basis }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::print::{PrintedIn, computed_text};
    use crate::exchange::{sample, template_v1};
    use crate::report::change::Edit;
    use crate::report::number::{NumberKind, read};

    #[test]
    fn what_rests_on_an_approximate_number_is_approximate() {
        let template = template_v1::builtin_template().unwrap();
        let mut report = sample::sample_reports(&template).unwrap().pop().unwrap();
        let key = |name: &str| FigureKey::parse(name).unwrap();
        let count = |text: &str| Some(read(text, NumberKind::Count).unwrap());
        let parts = ["dc01.vehicles", "dc01.veterans", "dc01.farmers", "dc01.elderly"];
        for (part, text) in parts.into_iter().zip(["hơn 300", "100", "0", "-"]) {
            report.edit(Edit::figure(key(part), count(text)));
        }
        let total = template.figure(&key("dc01.total")).unwrap();
        let printed = |report: &Report| {
            let results = Results::of(report, &template);
            let style = &template.parts().style;
            let text = computed_text(total, &results, style, PrintedIn::Table);
            (results.outcome(&total.key), text)
        };
        let number = Number::Count(400);
        let approximate = Outcome::Number { number, basis: Basis::Approximate };
        assert_eq!(printed(&report), (Some(approximate), "khoảng 400".to_owned()));
        report.edit(Edit::figure(key("dc01.vehicles"), count("300")));
        let exact = Outcome::Number { number, basis: Basis::Complete };
        assert_eq!(printed(&report), (Some(exact), "400".to_owned()));
    }

    #[test]
    fn a_rate_of_approximate_numbers_is_printed_as_one() {
        let template = template_v1::builtin_template().unwrap();
        let mut report = sample::sample_reports(&template).unwrap().pop().unwrap();
        let key = |name: &str| FigureKey::parse(name).unwrap();
        let style = &template.parts().style;
        let rate = template.figure(&key("education.preschool.verified_rate")).unwrap();
        for (part, whole, expected) in [
            ("150", "200", "75,00%"),
            ("hơn 150", "200", "khoảng 75,00%"),
            ("150", "gần 200", "khoảng 75,00%"),
            ("trên 200", "200", "khoảng 100%"),
        ] {
            for (name, text) in [("verified", part), ("pupils", whole)] {
                let value = read(text, NumberKind::Count).unwrap();
                report.edit(Edit::figure(key(&format!("education.preschool.{name}")), Some(value)));
            }
            let results = Results::of(&report, &template);
            for place in [PrintedIn::Table, PrintedIn::Prose] {
                assert_eq!(computed_text(rate, &results, style, place), expected, "{part}/{whole}");
            }
        }
    }
}
