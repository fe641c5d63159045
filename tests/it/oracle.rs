//! What a template demands of a report, reckoned anew in plain integers: the oracle of the mutation
//! tests shares no arithmetic with the checks.

use baocao06::report::check::{Relation, Share};
use baocao06::report::content::Report;
use baocao06::report::key::FigureKey;
use baocao06::report::template::{FigureKind, Formula, Template};
use baocao06::report::value::Value;
use rust_decimal::Decimal;

const MILLION: i128 = 1_000_000;

/// A number as written digits and how many of them stand behind the comma.
pub(crate) type Written = (i128, u32);

pub(crate) fn written(value: Option<&Value>) -> Option<Written> {
    match value? {
        Value::Known { number, .. } => {
            let decimal = number.to_decimal();
            Some((decimal.mantissa(), decimal.scale()))
        }
        Value::NotArisen => Some((0, 0)),
        Value::Blank | Value::Unreadable(_) => None,
    }
}

fn millionths((digits, scale): Written) -> i128 {
    digits * 10_i128.pow(6 - scale)
}

/// One report and the months before it, as the oracle reads them: whole millionths only.
pub(crate) struct Oracle<'a> {
    pub(crate) template: &'a Template,
    pub(crate) report: &'a Report,
    pub(crate) past: &'a [Report],
}

impl Oracle<'_> {
    fn of(&self, report: &Report, key: &FigureKey) -> Option<i128> {
        match &self.template.figure(key)?.kind {
            FigureKind::Computed(Formula::Sum(parts) | Formula::Total(parts)) => {
                parts.iter().map(|part| self.of(report, part)).sum()
            }
            FigureKind::Computed(Formula::Difference { from, less }) => {
                Some(self.of(report, from)? - self.of(report, less)?)
            }
            FigureKind::Computed(Formula::Rate { .. }) => None,
            _ => written(report.values.get(key)).map(millionths),
        }
    }

    fn now(&self, key: &FigureKey) -> Option<i128> {
        self.of(self.report, key)
    }

    fn is_approximate(&self, key: &FigureKey) -> bool {
        let value = self.report.values.get(key);
        matches!(value, Some(Value::Known { qualifier: Some(_), .. }))
    }

    fn before(&self, key: &FigureKey) -> Option<i128> {
        self.of(self.past.last()?, key)
    }

    /// Part, whole and printed percentage of a rate whose parts are known.
    fn rate(&self, key: &FigureKey) -> Option<(i128, i128, Option<Written>)> {
        let FigureKind::Computed(Formula::Rate { part, whole }) = &self.template.figure(key)?.kind
        else {
            return None;
        };
        let whole = self.now(whole).filter(|whole| *whole > 0)?;
        Some((self.now(part)?, whole, written(self.report.printed.get(key))))
    }

    /// Whether a relation holds, as far as it can be told.
    fn holds(&self, relation: &Relation) -> bool {
        self.try_holds(relation).unwrap_or(true)
    }

    fn try_holds(&self, relation: &Relation) -> Option<bool> {
        Some(match relation {
            Relation::Equal([a, b]) => self.now(a)? == self.now(b)?,
            Relation::AtMost { part, whole } => {
                let (part_now, whole) = (self.now(part)?, self.now(whole)?);
                if self.is_approximate(part) { part_now < whole } else { part_now <= whole }
            }
            Relation::Share { part, whole, rate } => match self.now(whole) {
                Some(whole) => self.now(part)? <= whole,
                None => {
                    let (digits, scale) = written(self.report.printed.get(rate))?;
                    digits <= 100 * 10_i128.pow(scale)
                }
            },
            Relation::Sum { parts, whole } => {
                let parts: Option<i128> = parts.iter().map(|part| self.now(part)).sum();
                parts? == self.now(whole)?
            }
            Relation::Balance { received, done, pending } => {
                self.now(received)? == self.now(done)? + self.now(pending)?
            }
            Relation::Between { figure, least, most } => {
                let (digits, scale) = written(self.report.values.get(figure))?;
                let bound = |bound: &Decimal| bound.mantissa() * 10_i128.pow(scale);
                assert!(least.iter().chain(most).all(|bound| bound.scale() == 0));
                least.as_ref().is_none_or(|least| digits >= bound(least))
                    && most.as_ref().is_none_or(|most| digits <= bound(most))
            }
            Relation::MayNotFall(key) => self.now(key)? >= self.before(key)?,
            Relation::Change { figure, percent, from } => {
                let (now, before) = (self.now(figure)?, self.before(figure)?);
                let is_small = now.max(before) < from.mantissa() * MILLION;
                let is_exact = !self.is_approximate(figure);
                let percent = i128::from(*percent);
                let is_beyond = before > 0 && (now - before).abs() * 100 > before * percent;
                is_small || !is_exact || !is_beyond
            }
            Relation::Slip(key) => self.has_not_slipped(key)?,
            Relation::Cumulative { in_period, total } => {
                self.before(total)? + self.now(in_period)? == self.now(total)?
            }
            Relation::OneRounding(rates) => self.has_one_rounding(rates),
            Relation::SharedWhole(shares) => self.has_common_whole(shares)?,
            Relation::Target { .. } | Relation::Filled(_) => true,
        })
    }

    fn has_not_slipped(&self, key: &FigureKey) -> Option<bool> {
        let now = self.now(key)?;
        let last = self.past.iter().rev().take(6).filter_map(|past| self.of(past, key));
        let past: Vec<i128> = last.filter(|number| *number > 0).collect();
        let (low, high) = (*past.iter().min()?, *past.iter().max()?);
        let is_far = past.iter().all(|past| now >= 5 * past || *past >= 5 * now);
        // A tenth, or a tenfold, would lie between half the lowest and twice the highest.
        let is_like = |times: i128| {
            let as_large = low * times <= 2 * now && now <= 2 * high * times;
            let as_small = low <= 2 * now * times && now * times <= 2 * high;
            (now > high && as_large) || (now < low && as_small)
        };
        let has_slipped =
            is_far && now.max(high) >= 100 * MILLION && [10, 100, 1000].into_iter().any(is_like);
        Some(now == 0 || !has_slipped)
    }

    /// Under one of the three rules every printed percentage of the column is right.
    fn has_one_rounding(&self, rates: &[FigureKey]) -> bool {
        let is_printed = |key: &FigureKey| self.report.printed.contains_key(key);
        let fits = |rule: fn(i128, i128) -> i128, key: &FigureKey| {
            let Some((part, whole, printed)) = self.rate(key) else {
                return true;
            };
            let decimals = self.template.figure(key).unwrap().decimals;
            let scaled = |scale: u32| part * 10_i128.pow(scale + 2);
            let half_up = || (half_up(scaled(decimals), whole), decimals);
            let (digits, scale) = printed.unwrap_or_else(half_up);
            rule(scaled(scale), whole) == digits
        };
        !rates.iter().any(is_printed)
            || RULES.into_iter().any(|rule| rates.iter().all(|key| fits(rule, key)))
    }

    /// Tries the wholes one by one.
    fn has_common_whole(&self, shares: &[Share]) -> Option<bool> {
        let lines: Vec<(i128, Written)> = shares
            .iter()
            .filter(|share| self.rate(&share.percent).is_none())
            .filter_map(|share| {
                let percent = written(self.report.printed.get(&share.percent))?;
                Some((self.now(&share.count)? / MILLION, percent))
            })
            .collect();
        let (count, (digits, scale)) = *lines.first()?;
        let near = (count * 10_i128.pow(scale + 2)).checked_div(digits)?;
        let mut wholes = (near - near / 20 - 100).max(1)..=near + near / 20 + 100;
        Some(wholes.any(|whole| {
            RULES.into_iter().any(|rule| {
                lines.iter().all(|(count, (digits, scale))| {
                    rule(count * 10_i128.pow(scale + 2), whole) == *digits
                })
            })
        }))
    }

    /// Computed figures that are printed otherwise and are in no column with a rule of its own.
    fn odd_overrides(&self) -> usize {
        let in_columns = |key: &FigureKey| {
            let mut relations = self.template.relations();
            relations
                .any(|d| matches!(d.relation, Relation::OneRounding(rates) if rates.contains(key)))
        };
        let overrides = self.report.printed.iter().filter(|(key, _)| !in_columns(key));
        let is_odd = |(key, value): &(&FigureKey, &Value)| {
            let Some((digits, scale)) = written(Some(value)) else {
                return false;
            };
            match (self.rate(key), self.now(key)) {
                (Some((part, whole, _)), _) => {
                    half_up(part * 10_i128.pow(scale + 2), whole) != digits
                }
                (None, Some(number)) => number != millionths((digits, scale)),
                (None, None) => false,
            }
        };
        overrides.filter(is_odd).count()
    }

    /// The relations that do not hold: those of an equality or a sum, and the others.
    pub(crate) fn broken(&self) -> (usize, usize) {
        let (mut exact, mut other) = (self.odd_overrides(), 0);
        for demand in self.template.relations() {
            if !self.holds(demand.relation) {
                match demand.relation {
                    Relation::Equal(_)
                    | Relation::Sum { .. }
                    | Relation::Balance { .. }
                    | Relation::Cumulative { .. } => exact += 1,
                    _ => other += 1,
                }
            }
        }
        (exact, other)
    }
}

const RULES: [fn(i128, i128) -> i128; 3] =
    [half_up, |scaled, whole| scaled / whole, |scaled, whole| (scaled + whole - 1) / whole];

fn half_up(scaled: i128, whole: i128) -> i128 {
    let (quotient, rest) = (scaled / whole, scaled % whole);
    if 2 * rest >= whole { quotient + 1 } else { quotient }
}
