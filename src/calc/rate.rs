//! Rates: fractions of integers, rounded once, half-up, where they are shown, so that no rounding is
//! ever rounded again and no binary fraction touches a figure.

use rust_decimal::Decimal;

use crate::report::names::listed_enum;
use crate::report::value::Number;

/// The most digits after the comma of a shown percentage.
pub const PERCENT_DECIMALS_MAX: u32 = 6;

listed_enum! {
    /// A rule by which a percentage is cut to its decimals. All three are met in real reports,
    /// even in one sentence; the program itself rounds half-up.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Rounding {
        /// Halves and more go up: 88,62 → 89.
        HalfUp,
        /// What is behind the last digit falls away: 88,62 → 88.
        Truncate,
        /// Anything behind the last digit counts as one: 88,12 → 89.
        Ceiling,
    }
}

/// A part of a whole (or a result against a target), exact. The whole is never 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    part: i128,
    whole: i128,
}

impl Rate {
    /// The rate of two numbers; `None` when the whole is 0 or negative.
    pub fn of(part: Number, whole: Number) -> Option<Self> {
        let (part, whole) = (part.to_decimal(), whole.to_decimal());
        let scale = part.scale().max(whole.scale());
        let integer = |decimal: Decimal| -> Option<i128> {
            let factor = 10_i128.checked_pow(scale - decimal.scale())?;
            decimal.mantissa().checked_mul(factor)
        };
        let (part, whole) = (integer(part)?, integer(whole)?);
        (whole > 0).then_some(Self { part, whole })
    }

    /// The percentage, rounded half away from zero to `decimals` digits (at most
    /// [`PERCENT_DECIMALS_MAX`]). A share that is not whole never looks whole: 49.999 of 50.000 with two decimals is
    /// 99,998, not 100,00, and 1 of 50.000 is 0,002, not 0,00. `None` only beyond 28 digits, which no figure reaches.
    pub fn percent(self, decimals: u32) -> Option<Decimal> {
        let rounded = self.percent_by(decimals, Rounding::HalfUp)?;
        if !self.looks_whole(rounded) {
            return Some(rounded);
        }
        let mut longer = (decimals + 1..=PERCENT_DECIMALS_MAX)
            .filter_map(|decimals| self.percent_by(decimals, Rounding::HalfUp));
        longer.find(|longer| !self.looks_whole(*longer)).or(Some(rounded))
    }

    /// Whether a rounded percentage says all or nothing of what is neither.
    fn looks_whole(self, rounded: Decimal) -> bool {
        rounded.is_zero() && self.part != 0
            || rounded == Decimal::ONE_HUNDRED && !self.is_exactly_full()
    }

    /// The percentage under a rounding rule, else as [`Rate::percent`].
    pub fn percent_by(self, decimals: u32, rounding: Rounding) -> Option<Decimal> {
        let decimals = decimals.min(PERCENT_DECIMALS_MAX);
        let scaled = self.part.checked_mul(10_i128.pow(decimals + 2))?;
        let (size, whole) = (scaled.unsigned_abs(), self.whole.unsigned_abs());
        let rounded = match rounding {
            Rounding::Truncate => size.checked_div(whole)?,
            // floor((2·x + whole) / (2·whole)) is x / whole rounded half-up, without a fraction in between.
            Rounding::HalfUp => {
                size.checked_mul(2)?.checked_add(whole)?.checked_div(whole.checked_mul(2)?)?
            }
            Rounding::Ceiling => size.div_ceil(whole),
        };
        let rounded = i128::try_from(rounded).ok()?;
        let signed = if scaled < 0 { -rounded } else { rounded };
        Decimal::try_from_i128_with_scale(signed, decimals).ok()
    }

    /// Whether a rule makes this rate the printed percentage, with as many decimals as are printed.
    pub fn is_printed_as(self, printed: Decimal, rounding: Rounding) -> bool {
        self.percent_by(printed.scale(), rounding) == Some(printed)
    }

    /// Whether part and whole are equal: printed as "100%" without decimals.
    pub fn is_exactly_full(self) -> bool {
        self.part == self.whole
    }

    /// How much of a bar is filled, in thousandths, 0 to 1000.
    pub fn per_mille_clamped(self) -> u16 {
        let per_mille = self.part.checked_mul(1000).map_or(1000, |scaled| scaled / self.whole);
        u16::try_from(per_mille.clamp(0, 1000)).unwrap_or(1000)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn percent(part: i64, whole: i64, decimals: u32) -> Option<String> {
        let rate = Rate::of(Number::Count(part), Number::Count(whole))?;
        rate.percent(decimals).map(|p| p.to_string())
    }

    #[test]
    fn what_is_not_whole_does_not_look_whole() {
        for (part, whole, decimals, expected) in [
            (49_999, 50_000, 2, "99.998"),
            (50_001, 50_000, 2, "100.002"),
            (1, 50_000, 2, "0.002"),
            (999, 1_000, 0, "99.9"),
            (50_000, 50_000, 2, "100.00"),
            (0, 50_000, 2, "0.00"),
            (99_994, 100_000, 2, "99.99"),
            (1, 999_999_999_999_999, 2, "0.00"),
        ] {
            assert_eq!(percent(part, whole, decimals).unwrap(), expected, "{part}/{whole}");
        }
    }

    #[test]
    fn the_reference_report_rounds_half_up() {
        for (part, whole, decimals, expected) in [
            (305, 1_622, 0, "19"),
            (880, 993, 0, "89"),
            (72, 84, 0, "86"),
            (112, 132, 0, "85"),
            (91, 112, 0, "81"),
            (168_061, 169_641, 2, "99.07"),
            (620, 168_061, 2, "0.37"),
            (40_433, 44_013, 1, "91.9"),
            (138_940, 138_940, 2, "100.00"),
        ] {
            assert_eq!(percent(part, whole, decimals).as_deref(), Some(expected));
        }
    }

    #[test]
    fn ties_go_up_and_targets_may_be_exceeded() {
        assert_eq!(percent(1, 8, 0).as_deref(), Some("13")); // 12,5
        assert_eq!(percent(1, 200, 0).as_deref(), Some("1")); // 0,5
        assert_eq!(percent(1, 201, 0).as_deref(), Some("0.5"), "not nothing");
        assert_eq!(percent(300, 200, 0).as_deref(), Some("150"));
        assert_eq!(percent(1, 0, 0), None);
        assert_eq!(
            Rate::of(Number::Count(300), Number::Count(200)).map(Rate::per_mille_clamped),
            Some(1000)
        );
    }

    proptest! {
        /// The rounded percentage p fulfils p − ½ ≤ exact < p + ½ in units of its last digit.
        #[test]
        fn rounding_is_exact(part in 0i64..=10_000_000_000, whole in 1i64..=10_000_000_000, decimals in 0u32..=2) {
            let rate = Rate::of(Number::Count(part), Number::Count(whole)).unwrap();
            let rounded = rate.percent_by(decimals, Rounding::HalfUp).unwrap().mantissa();
            let exact = i128::from(part) * 10_i128.pow(decimals + 2);
            let whole = i128::from(whole);
            prop_assert!((2 * rounded - 1) * whole <= 2 * exact);
            prop_assert!(2 * exact < (2 * rounded + 1) * whole);
        }
    }

    /// A decimal digit after the other, as on paper: shares no arithmetic with the engine.
    fn long_division(part: u64, whole: u64, decimals: u32, rounding: Rounding) -> u128 {
        let digits: Vec<u128> = format!("{part}{}", "0".repeat(decimals as usize + 2))
            .bytes()
            .map(|digit| u128::from(digit - b'0'))
            .collect();
        let (mut quotient, mut rest) = (0_u128, 0_u128);
        for digit in digits {
            rest = rest * 10 + digit;
            let mut times = 0;
            while rest >= u128::from(whole) {
                rest -= u128::from(whole);
                times += 1;
            }
            quotient = quotient * 10 + times;
        }
        let goes_up = match rounding {
            Rounding::Truncate => false,
            Rounding::HalfUp => rest >= u128::from(whole) - rest,
            Rounding::Ceiling => rest > 0,
        };
        quotient + u128::from(goes_up)
    }

    #[test]
    fn a_million_random_rates_agree_with_long_division() {
        // A small generator (xorshift) with a fixed seed: the same pairs every time.
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        let (mut differences, mut ties) = (0, 0);
        for i in 0..1_000_000_u64 {
            let decimals = u32::try_from(next() % 3).unwrap();
            let (part, whole) = if i % 4 == 0 {
                // A tie: part / whole is an odd number of halves of the last digit.
                let halves = 2 * (next() % 20_000) + 1;
                let unit = 2 * 10_u64.pow(decimals + 2);
                let times = 1 + next() % 500;
                (halves * times, unit * times)
            } else {
                (next() % 10_000_000, 1 + next() % 10_000_000)
            };
            let as_count = |n: u64| Number::Count(i64::try_from(n).unwrap());
            let rate = Rate::of(as_count(part), as_count(whole)).unwrap();
            for rounding in Rounding::ALL {
                let expected = long_division(part, whole, decimals, rounding);
                let found = rate.percent_by(decimals, rounding).unwrap();
                assert_eq!(found.scale(), decimals);
                if found.mantissa().unsigned_abs() != expected {
                    differences += 1;
                }
            }
            ties += u32::from(
                (u128::from(part) * 10_u128.pow(decimals + 2) * 2)
                    .is_multiple_of(u128::from(whole))
                    && !(u128::from(part) * 10_u128.pow(decimals + 2))
                        .is_multiple_of(u128::from(whole)),
            );
        }
        println!("1.000.000 rates under three rules, {ties} ties, {differences} differences");
        assert!(ties >= 250_000, "{ties}");
        assert_eq!(differences, 0);
    }

    #[test]
    fn the_slips_of_the_reference_report_are_truncated() {
        let rate = |part, whole| Rate::of(Number::Count(part), Number::Count(whole)).unwrap();
        let fitting = |rate: Rate, printed: i64| {
            let fits = |rule: &Rounding| rate.is_printed_as(Decimal::from(printed), *rule);
            Rounding::ALL.into_iter().filter(fits).collect::<Vec<_>>()
        };
        assert_eq!(fitting(rate(880, 993), 88), [Rounding::Truncate]);
        assert_eq!(fitting(rate(112, 132), 84), [Rounding::Truncate]);
        assert_eq!(fitting(rate(305, 1622), 19), [Rounding::HalfUp, Rounding::Ceiling]);
        assert_eq!(fitting(rate(91, 112), 81), [Rounding::HalfUp, Rounding::Truncate]);
        assert_eq!(fitting(rate(3, 3), 100), Rounding::ALL);
    }
}
