//! The wholes that a count and its printed percentage leave possible, exactly.

use rust_decimal::Decimal;

use crate::calc::rate::Rounding;

/// The largest count and percentage, in units of their last digit, for which the products below
/// stay far within their integers.
const INTEGER_MAX: i128 = 1_000_000_000_000_000_000;

/// Every whole number from the least to the most, both possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wholes {
    /// The least.
    pub least: i128,
    /// The most; none when any larger whole is possible too (0 % of how many?).
    pub most: Option<i128>,
}

impl Wholes {
    /// The wholes of which `count` is printed as `percent` under a rule; `None` when there is none.
    /// The percentage counts with the decimals it is printed with: 92,4 leaves more than 92,40.
    pub fn of(count: Decimal, percent: Decimal, rounding: Rounding) -> Option<Self> {
        let count = integer(count)?;
        let printed = percent.mantissa();
        if !(0..INTEGER_MAX).contains(&printed) {
            return None;
        }
        // count / whole is `scaled / whole` in units of the last printed digit.
        let scaled = count.checked_mul(10_i128.checked_pow(percent.scale() + 2)?)?;
        let (least, most) = match rounding {
            // printed − ½ ≤ scaled / whole < printed + ½
            Rounding::HalfUp => {
                let (low, high) = (2 * printed - 1, 2 * printed + 1);
                let double = scaled.checked_mul(2)?;
                (double / high + 1, floor_or_open(double, low))
            }
            // printed ≤ scaled / whole < printed + 1
            Rounding::Truncate => (scaled / (printed + 1) + 1, floor_or_open(scaled, printed)),
            // printed − 1 < scaled / whole ≤ printed
            Rounding::Ceiling => match printed {
                0 if scaled == 0 => (1, None),
                0 => return None,
                _ => (div_ceil(scaled, printed), below_or_open(scaled, printed - 1)),
            },
        };
        Self { least: least.max(1), most }.checked()
    }

    /// The wholes that both leave possible.
    pub fn and(self, other: Self) -> Option<Self> {
        let most = match (self.most, other.most) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self { least: self.least.max(other.least), most }.checked()
    }

    fn checked(self) -> Option<Self> {
        self.most.is_none_or(|most| self.least <= most).then_some(self)
    }
}

fn integer(decimal: Decimal) -> Option<i128> {
    let decimal = decimal.normalize();
    (decimal.scale() == 0 && (0..INTEGER_MAX).contains(&decimal.mantissa()))
        .then(|| decimal.mantissa())
}

/// The largest w with `by`·w ≤ `of`; open when `by` is not above 0.
fn floor_or_open(of: i128, by: i128) -> Option<i128> {
    (by > 0).then(|| of / by)
}

/// The largest w with `by`·w < `of`; open when `by` is 0 (and `of` is not).
fn below_or_open(of: i128, by: i128) -> Option<i128> {
    if by > 0 {
        Some(div_ceil(of, by) - 1)
    } else if of > 0 {
        None
    } else {
        Some(0)
    }
}

fn div_ceil(of: i128, by: i128) -> i128 {
    of / by + i128::from(of % by != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::rate::Rate;
    use crate::report::value::Number;

    fn wholes(count: i64, digits: i64, scale: u32, rounding: Rounding) -> Option<(i128, i128)> {
        let wholes = Wholes::of(Decimal::from(count), Decimal::new(digits, scale), rounding)?;
        Some((wholes.least, wholes.most.unwrap()))
    }

    #[test]
    fn the_reference_report_implies_these_wholes() {
        use Rounding::{HalfUp, Truncate};
        assert_eq!(wholes(7939, 9562, 2, HalfUp), Some((8303, 8303)));
        assert_eq!(wholes(7939, 9562, 2, Truncate), Some((8302, 8302)));
        assert_eq!(wholes(7743, 924, 1, HalfUp), Some((8376, 8384)));
        assert_eq!(wholes(7743, 924, 1, Truncate), Some((8371, 8379)));
        assert_eq!(wholes(7743, 9240, 2, HalfUp), Some((8380, 8380)));
        let both = |a, b| {
            let of = |(count, digits)| {
                Wholes::of(Decimal::from(count), Decimal::new(digits, 2), HalfUp).unwrap()
            };
            of(a).and(of(b))
        };
        let one = |whole| Some(Wholes { least: whole, most: Some(whole) });
        assert_eq!(both((17167_i64, 9339), (17001_i64, 9249)), one(18_382));
        assert_eq!(both((10289, 9988), (10223, 9924)), one(10_301));
        assert_eq!(both((7939, 9562), (7743, 9240)), None);
    }

    /// Compares the interval with the wholes that really print so.
    fn try_wholes(count: i64, printed: Decimal, rounding: Rounding) {
        let found = Wholes::of(Decimal::from(count), printed, rounding);
        for whole in (1..=130).chain([999, 1000, 5000, 20_000]) {
            let rate = Rate::of(Number::Count(count), Number::Count(whole)).unwrap();
            let is_in = found.is_some_and(|found| {
                found.and(Wholes { least: whole.into(), most: Some(whole.into()) }).is_some()
            });
            let said = format!("{count} of {whole} as {printed}, {rounding:?}");
            assert_eq!(is_in, rate.is_printed_as(printed, rounding), "{said}");
        }
    }

    #[test]
    fn the_interval_is_exactly_the_wholes_that_print_so() {
        for count in [0, 1, 2, 7, 59, 100] {
            for digits in 0..=2400 {
                let printed = Decimal::new(digits / 2, u32::from(digits % 2 == 0));
                for rounding in Rounding::ALL {
                    try_wholes(count, printed, rounding);
                }
            }
        }
    }
}
