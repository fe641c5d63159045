//! Numbers that are ten times what stood there: the commonest slip is a digit too many or too few.

use rust_decimal::Decimal;

use crate::calc::carry;
use crate::calc::history::History;
use crate::report::content::Report;
use crate::report::key::FigureKey;
use crate::report::value::Value;

/// Smaller numbers become ten times as much, or a tenth, for good reasons.
const LEAST: Decimal = Decimal::TEN;

/// That a number is at least ten times what it is held against, or at most a tenth of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leap {
    /// What it is held against.
    pub before: Value,
    /// Where that stands.
    pub from: LeapFrom,
}

/// What a number is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeapFrom {
    /// What is entered already.
    Entered,
    /// What the period before said.
    LastPeriod,
}

impl Leap {
    /// Holds a number against what is entered, and where nothing is, against what the period before said.
    pub(super) fn of(
        key: &FigureKey,
        after: &Value,
        report: &Report,
        history: &History,
    ) -> Option<Self> {
        let past = history.previous(report.header.period.key);
        let (before, from) = match (report.value(key), past) {
            (Value::Blank, Some(past)) => (past.report.value(key), LeapFrom::LastPeriod),
            // Carried over, and nobody said yet that it holds: it is the period before that is told of.
            (carried, _) if carry::is_unconfirmed(report, key) => (carried, LeapFrom::LastPeriod),
            (entered, _) => (entered, LeapFrom::Entered),
        };
        is_leap(before, after).then(|| Self { before: before.clone(), from })
    }
}

fn is_leap(before: &Value, after: &Value) -> bool {
    let number = |value: &Value| match value {
        Value::Known { number, .. } => Some(number.to_decimal()),
        Value::Blank | Value::NotArisen | Value::Unreadable(_) => None,
    };
    let (Some(before), Some(after)) = (number(before), number(after)) else { return false };
    let (less, more) = (before.min(after), before.max(after));
    let is_tenfold = less.checked_mul(Decimal::TEN).is_some_and(|tenfold| tenfold <= more);
    // 3 after 40 says more than 0 after 3: nothing is often the truth.
    less > Decimal::ZERO && more >= LEAST && is_tenfold
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_times_and_a_tenth_are_leaps_and_nothing_less() {
        let leaps = |before: i64, after: i64| is_leap(&Value::count(before), &Value::count(after));
        assert!(leaps(305, 3050) && leaps(3050, 305) && leaps(84, 8497) && leaps(1, 10));
        assert!(!leaps(305, 3049) && !leaps(305, 31) && !leaps(0, 305) && !leaps(305, 0));
        assert!(!leaps(305, 305));
        assert!(!is_leap(&Value::NotArisen, &Value::count(305)));
        let percent = |text: &str| Value::decimal(text.parse().unwrap());
        assert!(is_leap(&percent("9.562"), &percent("95.62")));
        assert!(!is_leap(&percent("0.5"), &percent("5")), "both are small");
    }
}
