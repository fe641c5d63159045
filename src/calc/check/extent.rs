//! What the figures of one report say: an exact number, or only bounds where a word such as "hơn" stands
//! in front of it. Bounds are never taken for equal; they can only contradict.

use rust_decimal::Decimal;

use super::finding::Reading;
use crate::calc::prose::Context;
use crate::calc::results::Outcome;
use crate::report::key::FigureKey;
use crate::report::period::PeriodKey;
use crate::report::template::{Figure, FigureKind, Formula};
use crate::report::value::{Number, Qualifier, Value};

/// A bound of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bound {
    value: Decimal,
    /// Whether the number cannot be the bound itself.
    is_open: bool,
}

impl Bound {
    fn closed(value: Decimal) -> Self {
        Self { value, is_open: false }
    }

    fn open(value: Decimal) -> Self {
        Self { value, is_open: true }
    }

    fn plus(self, other: Self) -> Option<Self> {
        let value = self.value.checked_add(other.value)?;
        Some(Self { value, is_open: self.is_open || other.is_open })
    }

    fn negative(self) -> Self {
        Self { value: -self.value, ..self }
    }
}

/// What is known of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// The number that is written.
    pub(super) number: Decimal,
    /// The word that makes it approximate.
    pub(super) qualifier: Option<Qualifier>,
    least: Option<Bound>,
    most: Option<Bound>,
}

impl Extent {
    pub(super) fn exact(number: Decimal) -> Self {
        let bound = Some(Bound::closed(number));
        Self { number, qualifier: None, least: bound, most: bound }
    }

    fn of(number: Decimal, qualifier: Option<Qualifier>) -> Self {
        let Some(word) = qualifier else {
            return Self::exact(number);
        };
        // No figure is below 0.
        let (least, most) = match word {
            Qualifier::MoreThan | Qualifier::Over => (Some(Bound::open(number)), None),
            Qualifier::AtLeast => (Some(Bound::closed(number)), None),
            Qualifier::Almost => (Some(Bound::closed(Decimal::ZERO)), Some(Bound::open(number))),
            Qualifier::About => (Some(Bound::closed(Decimal::ZERO)), None),
        };
        Self { number, qualifier, least, most }
    }

    /// The number of a typed value; none for what is blank or was not read.
    pub(super) fn of_value(value: &Value) -> Option<Self> {
        match value {
            Value::Known { number, qualifier } => Some(Self::of(number.to_decimal(), *qualifier)),
            Value::NotArisen => Some(Self::exact(Decimal::ZERO)),
            Value::Blank | Value::Unreadable(_) => None,
        }
    }

    /// Whether it is one number.
    pub(super) fn is_exact(&self) -> bool {
        self.qualifier.is_none()
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let number = self.number.checked_add(other.number)?;
        let both = |a: Option<Bound>, b: Option<Bound>| a.zip(b).and_then(|(a, b)| a.plus(b));
        let qualifier = self.qualifier.or(other.qualifier).map(|_| Qualifier::About);
        let (least, most) = (both(self.least, other.least), both(self.most, other.most));
        Some(Self { number, qualifier, least, most })
    }

    pub(super) fn minus(self, other: Self) -> Option<Self> {
        let negative = Self {
            number: -other.number,
            qualifier: other.qualifier,
            least: other.most.map(Bound::negative),
            most: other.least.map(Bound::negative),
        };
        self.plus(negative)
    }

    /// Whether it is certainly larger than another one.
    pub(super) fn is_above(&self, other: &Self) -> bool {
        self.least.zip(other.most).is_some_and(|(least, most)| {
            least.value > most.value
                || (least.value == most.value && (least.is_open || most.is_open))
        })
    }

    /// Whether the two are certainly not the same number.
    pub(super) fn differs_from(&self, other: &Self) -> bool {
        self.is_above(other) || other.is_above(self)
    }
}

/// The figures of one report.
pub(super) struct ReportFigures<'a> {
    /// The report, its form, and what follows from it.
    pub(super) context: Context<'a>,
    /// Which period, for readings; none for the report that is checked.
    period: Option<PeriodKey>,
    /// By the figure's position in the template.
    extents: Vec<Option<Extent>>,
}

impl<'a> ReportFigures<'a> {
    /// The report that is checked.
    pub(super) fn now(context: Context<'a>) -> Self {
        Self::of(context, None)
    }

    /// A period before it, read in its own form: a row that was added or removed since changes no total of it.
    pub(super) fn past(context: Context<'a>) -> Self {
        Self::of(context, Some(context.report.header.period.key))
    }

    fn of(context: Context<'a>, period: Option<PeriodKey>) -> Self {
        let template = context.template;
        let extents = vec![None; template.figures().len()];
        let mut filled = Self { context, period, extents };
        for (i, figure) in template.figures().iter().enumerate() {
            if figure.is_typed() && context.report.has_on(figure, template) {
                filled.put(i, Extent::of_value(context.report.value(&figure.key)));
            }
        }
        for figure in template.computed_in_order() {
            if let Some(i) = template.position(&figure.key)
                && context.report.has_on(figure, template)
            {
                let extent = filled.computed(figure);
                filled.put(i, extent);
            }
        }
        filled
    }

    /// Whether a figure belongs to a row that the office does not report.
    pub(super) fn is_off(&self, key: &FigureKey) -> bool {
        self.context.is_off(key)
    }

    fn put(&mut self, i: usize, extent: Option<Extent>) {
        if let Some(place) = self.extents.get_mut(i) {
            *place = extent;
        }
    }

    /// A computed figure: its exact number when all that it rests on is exact, else its bounds; what
    /// is printed for it when it cannot be computed.
    fn computed(&self, figure: &Figure) -> Option<Extent> {
        let printed = self.context.report.printed.get(&figure.key).and_then(Extent::of_value);
        let FigureKind::Computed(formula) = &figure.kind else {
            return None;
        };
        let computed = match formula {
            Formula::Sum(parts) => self.sum(parts.iter()),
            // Unlike the total on screen, which is of what is entered so far.
            Formula::Total(parts) => self.sum(parts.iter().filter(|key| !self.is_off(key))),
            Formula::Difference { from, less } => {
                self.extent(from).zip(self.extent(less)).and_then(|(from, less)| from.minus(less))
            }
            // Readers see the printed percentage, not the exact one.
            Formula::Rate { part, whole } => {
                return printed.or_else(|| {
                    let is_exact = [part, whole]
                        .iter()
                        .all(|key| self.extent(key).is_some_and(|extent| extent.is_exact()));
                    let Some(Outcome::Rate { rate, .. }) =
                        self.context.results.outcome(&figure.key)
                    else {
                        return None;
                    };
                    let word = (!is_exact).then_some(Qualifier::About);
                    Some(Extent::of(rate.percent(figure.decimals)?, word))
                });
            }
        };
        computed.or(printed)
    }

    fn sum<'k>(&self, mut parts: impl Iterator<Item = &'k FigureKey>) -> Option<Extent> {
        let first = self.extent(parts.next()?)?;
        parts.try_fold(first, |sum, key| sum.plus(self.extent(key)?))
    }

    /// What is known of a figure; none when it is blank, not read, or of a row that is off.
    pub(super) fn extent(&self, key: &FigureKey) -> Option<Extent> {
        let i = self.context.template.position(key)?;
        self.extents.get(i).copied().flatten()
    }

    /// The number of a figure for a finding, with what is known of it.
    pub(super) fn read(&self, key: &FigureKey) -> Option<(Reading, Extent)> {
        let extent = self.extent(key)?;
        Some((self.reading(key, &extent), extent))
    }

    /// A number of this period for a finding.
    pub(super) fn reading(&self, key: &FigureKey, extent: &Extent) -> Reading {
        Reading {
            figure: key.clone(),
            period: self.period,
            number: extent.number,
            qualifier: extent.qualifier,
        }
    }

    /// The exact count of a figure.
    pub(super) fn exact(&self, key: &FigureKey) -> Option<Number> {
        let extent = self.extent(key).filter(Extent::is_exact)?;
        Some(Number::Decimal(extent.number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(number: i64, qualifier: Option<Qualifier>) -> Extent {
        Extent::of(Decimal::from(number), qualifier)
    }

    #[test]
    fn approximate_numbers_are_bounds() {
        let exact = |number| extent(number, None);
        let more = extent(300, Some(Qualifier::MoreThan));
        assert!(more.differs_from(&exact(300)));
        assert!(more.is_above(&exact(299)));
        assert!(!more.differs_from(&exact(301)));
        let at_least = extent(300, Some(Qualifier::AtLeast));
        assert!(!at_least.differs_from(&exact(300)));
        assert!(at_least.differs_from(&exact(299)));
        let almost = extent(300, Some(Qualifier::Almost));
        assert!(exact(300).is_above(&almost) && !exact(299).differs_from(&almost));
        assert!(!extent(300, Some(Qualifier::About)).differs_from(&exact(1)));
        assert!(more.is_above(&almost) && !more.differs_from(&more));
    }

    #[test]
    fn bounds_are_added_and_taken_away() {
        let more = extent(300, Some(Qualifier::MoreThan));
        let sum = more.plus(extent(20, None)).unwrap();
        assert!(sum.is_above(&extent(320, None)) && !sum.is_exact());
        assert!(!sum.differs_from(&extent(400, None)));
        let rest = extent(320, None).minus(more).unwrap();
        assert!(extent(20, None).is_above(&rest) && !rest.differs_from(&extent(19, None)));
        assert_eq!(extent(44_013, None).minus(extent(40_433, None)).unwrap(), extent(3_580, None));
    }
}
