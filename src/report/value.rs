//! What one figure says in one report. Blank, zero and "không phát sinh" are three different
//! values, from the keyboard to the file, and a text that could not be read is kept as it was typed.

use rust_decimal::Decimal;

use super::names::named_enum;

/// An exact number: counts and money are integers, scores and typed percentages are decimals.
#[derive(Debug, Clone, Copy)]
pub enum Number {
    /// A count of things, or an amount of money in đồng.
    Count(i64),
    /// A decimal; its scale (digits after the comma) is kept as it was typed.
    Decimal(Decimal),
}

/// Equal numbers look equal: 92,4 and 92,40 are two different texts in a report.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Count(a), Self::Count(b)) => a == b,
            (Self::Decimal(a), Self::Decimal(b)) => a == b && a.scale() == b.scale(),
            (Self::Count(_), Self::Decimal(_)) | (Self::Decimal(_), Self::Count(_)) => false,
        }
    }
}

impl Eq for Number {}

impl Number {
    /// The number as a decimal.
    pub fn to_decimal(self) -> Decimal {
        match self {
            Self::Count(count) => Decimal::from(count),
            Self::Decimal(decimal) => decimal,
        }
    }

    /// Whether the number is zero.
    pub fn is_zero(self) -> bool {
        self.to_decimal().is_zero()
    }
}

named_enum! {
    /// A word in front of a number that makes it approximate; such a number is not compared as exact.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Qualifier {
        /// "hơn 300"
        MoreThan = "more_than",
        /// "trên 300"
        Over = "over",
        /// "gần 300"
        Almost = "almost",
        /// "khoảng 300"
        About = "about",
        /// "ít nhất 300"
        AtLeast = "at_least",
    }
}

impl Qualifier {
    /// The Vietnamese word, as it is typed and printed.
    pub fn word(self) -> &'static str {
        match self {
            Self::MoreThan => "hơn",
            Self::Over => "trên",
            Self::Almost => "gần",
            Self::About => "khoảng",
            Self::AtLeast => "ít nhất",
        }
    }
}

/// The value of one figure in one report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value {
    /// Nothing was entered.
    #[default]
    Blank,
    /// "Không phát sinh": the office states that nothing arose. Counts as 0 in sums.
    NotArisen,
    /// A number, perhaps with a word such as "hơn".
    Known {
        /// The exact number.
        number: Number,
        /// The word in front of it.
        qualifier: Option<Qualifier>,
    },
    /// A text that is not a number of this kind, exactly as typed. It is shown with its reason
    /// (read it again to get the reason) and takes part in no calculation.
    Unreadable(String),
}

impl Value {
    /// A count without a qualifier.
    pub fn count(count: i64) -> Self {
        Self::from_number(Number::Count(count))
    }

    /// A decimal without a qualifier.
    pub fn decimal(decimal: Decimal) -> Self {
        Self::from_number(Number::Decimal(decimal))
    }

    /// A number without a qualifier.
    pub fn from_number(number: Number) -> Self {
        Self::Known { number, qualifier: None }
    }

    /// Whether nothing was entered.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// Whether the figure counts as entered: a number or "không phát sinh".
    pub fn is_entered(&self) -> bool {
        matches!(self, Self::NotArisen | Self::Known { .. })
    }

    /// The number that calculations use: "không phát sinh" is 0, blank and unreadable are none.
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Known { number, .. } => Some(*number),
            Self::NotArisen => Some(Number::Count(0)),
            Self::Blank | Self::Unreadable(_) => None,
        }
    }
}
