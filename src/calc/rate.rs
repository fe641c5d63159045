//! Rates: fractions of integers, rounded once, half-up, where they are shown (decision 1).

use rust_decimal::Decimal;

use crate::report::value::Number;

/// The most digits after the comma of a shown percentage.
pub const PERCENT_DECIMALS_MAX: u32 = 6;

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
    /// [`PERCENT_DECIMALS_MAX`]). `None` only beyond 28 digits, which no figure reaches.
    pub fn percent(self, decimals: u32) -> Option<Decimal> {
        let decimals = decimals.min(PERCENT_DECIMALS_MAX);
        let scaled = self.part.checked_mul(10_i128.pow(decimals + 2))?;
        let double = scaled.unsigned_abs().checked_mul(2)?;
        let whole = self.whole.unsigned_abs();
        // floor((2·x + whole) / (2·whole)) is x / whole rounded half-up, without a fraction in between.
        let rounded = double.checked_add(whole)?.checked_div(whole.checked_mul(2)?)?;
        let rounded = i128::try_from(rounded).ok()?;
        let signed = if scaled < 0 { -rounded } else { rounded };
        Decimal::try_from_i128_with_scale(signed, decimals).ok()
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
        assert_eq!(percent(1, 201, 0).as_deref(), Some("0"));
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
            let rounded = rate.percent(decimals).unwrap().mantissa();
            let exact = i128::from(part) * 10_i128.pow(decimals + 2);
            let whole = i128::from(whole);
            prop_assert!((2 * rounded - 1) * whole <= 2 * exact);
            prop_assert!(2 * exact < (2 * rounded + 1) * whole);
        }
    }
}
