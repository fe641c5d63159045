//! The kinds of periods.

use crate::report::names::named_enum;

named_enum! {
    /// A kind of period. A form (template) has one kind, and only periods of one kind are compared.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum PeriodKind {
        /// One day.
        Day = "day",
        /// A week from Monday to Sunday, numbered as ISO 8601 numbers them.
        Week = "week",
        /// A month.
        #[default]
        Month = "month",
        /// Three months.
        Quarter = "quarter",
        /// The first or the last six months of a year.
        HalfYear = "half_year",
        /// The first nine months of a year.
        NineMonths = "nine_months",
        /// A year.
        Year = "year",
        /// From any day to any other: a campaign.
        Span = "span",
    }
}

impl PeriodKind {
    /// How many months a period has; none for kinds that are not made of months.
    pub(super) fn months(self) -> Option<u32> {
        match self {
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::HalfYear => Some(6),
            Self::NineMonths => Some(9),
            Self::Year => Some(12),
            Self::Day | Self::Week | Self::Span => None,
        }
    }

    /// Whether its periods begin and end with months, so that a schedule may name days of months.
    pub fn is_of_months(self) -> bool {
        self.months().is_some()
    }

    /// Whether a year has several of its periods, one after the other, which can be added up from
    /// January. A span follows no calendar, and nine months are followed by none in their year.
    pub fn adds_up_to_a_year(self) -> bool {
        match self {
            Self::Day | Self::Week | Self::Month | Self::Quarter | Self::HalfYear => true,
            Self::NineMonths | Self::Year | Self::Span => false,
        }
    }
}
