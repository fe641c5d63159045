//! A figure: one quantity of the report, declared once; and how computed ones follow from others.

use chrono::NaiveDate;

use super::key::{AgencyKey, FigureKey, RowKey};
use super::names::named_enum;
use super::period::{PeriodKey, PeriodKind, Window};

/// One quantity of the report, declared once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its key.
    pub key: FigureKey,
    /// What it is, in words; unique in the template, so that sentences can be edited by label.
    pub label: String,
    /// What it counts: "hồ sơ", "lượt", "đồng"; "%" for percentages; may be empty.
    pub unit: String,
    /// Typed or computed.
    pub kind: FigureKind,
    /// Digits printed after the comma, 0–6.
    pub decimals: u32,
    /// The days it speaks of.
    pub span: Span,
    /// Who provides it.
    pub provider: Option<AgencyKey>,
    /// What exactly is counted, and where it comes from; may be empty.
    pub definition: String,
    /// Whether a complete report must have it.
    pub need: Need,
    /// The table row it belongs to; it counts only while that row is on.
    pub row: Option<RowKey>,
}

impl Figure {
    /// Whether officials type it.
    pub fn is_typed(&self) -> bool {
        !matches!(self.kind, FigureKind::Computed(_))
    }

    /// Whether it is printed with a percent sign.
    pub fn is_percent(&self) -> bool {
        matches!(self.kind, FigureKind::Percent | FigureKind::Computed(Formula::Rate { .. }))
    }
}

/// Where a figure's number comes from. Columns of a table declare it with keys of columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureKind<K = FigureKey> {
    /// A typed integer: a count, or money in đồng.
    Count,
    /// A typed decimal, such as a score.
    Decimal,
    /// A typed percentage.
    Percent,
    /// Follows from other figures.
    Computed(Formula<K>),
}

/// How a figure follows from others: a shape, not an expression, so that there is nothing to parse
/// and a form can edit it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula<K = FigureKey> {
    /// The sum of parts that belong together: while one of them is missing it is only provisional.
    Sum(Vec<K>),
    /// The total of many lines: those that are entered, in rows that are on.
    Total(Vec<K>),
    /// One figure less another.
    Difference {
        /// The larger.
        from: K,
        /// What is taken away.
        less: K,
    },
    /// A percentage: part of whole, or result against target. May exceed 100.
    Rate {
        /// The numerator.
        part: K,
        /// The denominator.
        whole: K,
    },
}

impl<K> FigureKind<K> {
    /// The same kind over other keys.
    ///
    /// # Errors
    /// The first key that has no other.
    pub fn over<L, E>(&self, key: impl FnMut(&K) -> Result<L, E>) -> Result<FigureKind<L>, E> {
        Ok(match self {
            Self::Count => FigureKind::Count,
            Self::Decimal => FigureKind::Decimal,
            Self::Percent => FigureKind::Percent,
            Self::Computed(formula) => FigureKind::Computed(formula.over(key)?),
        })
    }
}

impl<K> Formula<K> {
    /// The same formula over other keys.
    ///
    /// # Errors
    /// The first key that has no other.
    pub fn over<L, E>(&self, mut key: impl FnMut(&K) -> Result<L, E>) -> Result<Formula<L>, E> {
        Ok(match self {
            Self::Sum(parts) => Formula::Sum(parts.iter().map(key).collect::<Result<_, E>>()?),
            Self::Total(parts) => Formula::Total(parts.iter().map(key).collect::<Result<_, E>>()?),
            Self::Difference { from, less } => {
                Formula::Difference { from: key(from)?, less: key(less)? }
            }
            Self::Rate { part, whole } => Formula::Rate { part: key(part)?, whole: key(whole)? },
        })
    }

    /// What it rests on.
    pub fn inputs(&self) -> Vec<&K> {
        match self {
            Self::Sum(parts) | Self::Total(parts) => parts.iter().collect(),
            Self::Difference { from, less } => vec![from, less],
            Self::Rate { part, whole } => vec![part, whole],
        }
    }
}

/// The days a figure speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Within the report's period.
    InPeriod,
    /// Cumulative since a day; the day may be changed in a report.
    Since(Start),
    /// A stock as of a day: the last day of the period unless a report says another.
    AsOf,
    /// Within days of its own, which may be changed in a report.
    Window(Window),
}

impl Span {
    /// Whether a figure arises anew in each period of a kind, so that periods can be added up.
    pub fn arises_anew(self, kind: PeriodKind) -> bool {
        match self {
            Self::InPeriod => true,
            Self::Window(window) => window.joins_on(kind),
            Self::Since(_) | Self::AsOf => false,
        }
    }
}

/// From when a cumulative figure is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// From one day on, whatever the period.
    Day(NaiveDate),
    /// From 1 January of the year of the period.
    NewYear,
}

impl Start {
    /// The day from which it is counted in a report of a period.
    pub fn day(self, period: PeriodKey) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::NewYear => period.new_year(),
        }
    }
}

named_enum! {
    /// The kinds of figures, without what the computed ones rest on.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum KindName {
        /// [`FigureKind::Count`].
        Count = "count",
        /// [`FigureKind::Decimal`].
        Decimal = "decimal",
        /// [`FigureKind::Percent`].
        Percent = "percent",
        /// [`Formula::Sum`].
        Sum = "sum",
        /// [`Formula::Total`].
        Total = "total",
        /// [`Formula::Difference`].
        Difference = "difference",
        /// [`Formula::Rate`].
        Rate = "rate",
    }
}

named_enum! {
    /// Whether a complete report must have a figure or a text.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Need {
        /// It counts towards completeness.
        #[default]
        Required = "required",
        /// It may stay empty.
        Optional = "optional",
    }
}
