//! A figure over the periods of the report's year: period by period, and added up from January.
//!
//! Only what arises in a period can be added. A figure that is cumulative already, or a stock, is
//! its own year-to-date; a percentage is worked out anew from the added parts and wholes, never
//! averaged; what mixes the two kinds has none.

use rust_decimal::Decimal;

use super::history::History;
use super::prose::Context;
use super::rate::Rate;
use super::results::{Basis, Outcome, Results, Why};
use crate::report::content::Report;
use crate::report::key::FigureKey;
use crate::report::period::{PeriodKey, PeriodKind};
use crate::report::template::{Figure, FigureKind, Formula, Template};
use crate::report::value::Number;

/// What a figure does over the periods of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    /// It arises within each period: periods can be added.
    Flow,
    /// It is cumulative, a stock or counted in days that stand or overlap: the last period says it all.
    Standing,
    /// It rests on both kinds.
    Mixed,
}

impl Course {
    fn of(figure: &Figure, template: &Template) -> Self {
        let arises = figure.span.arises_anew(template.period());
        let FigureKind::Computed(formula) = &figure.kind else {
            return if arises { Self::Flow } else { Self::Standing };
        };
        if !arises {
            return Self::Standing;
        }
        let inputs = formula.inputs().into_iter().filter_map(|key| template.figure(key));
        let courses = inputs.map(|input| Self::of(input, template));
        let joined = courses.reduce(|a, b| if a == b { a } else { Self::Mixed });
        joined.unwrap_or(Self::Flow)
    }
}

/// What a figure comes to from January up to the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToDate {
    /// The periods added.
    Sum(Decimal),
    /// The added part of the added whole.
    Rate(Rate),
    /// The added whole is 0: there is no percentage of nothing.
    ZeroWhole,
    /// What it is this period: it is cumulative or a stock.
    Own,
    /// Nothing that would mean anything.
    Nothing,
}

/// The periods of the report's year, January up to the report's own.
#[derive(Debug, Clone)]
pub struct Year<'a> {
    template: &'a Template,
    periods: Vec<YearPeriod<'a>>,
}

/// A period of the year.
#[derive(Debug, Clone, Copy)]
pub struct YearPeriod<'a> {
    /// Which.
    pub period: PeriodKey,
    /// Its report with its form and what follows from it; none when the period has no report.
    pub context: Option<Context<'a>>,
}

impl<'a> Year<'a> {
    /// The year of a report: those of its periods that are at hand.
    pub fn of(context: Context<'a>, history: &'a History) -> Self {
        let now = context.report.header.period.key;
        let periods = now.from_new_year().into_iter().map(|period| {
            let past = history.of(period).map(Context::of_past);
            YearPeriod { period, context: if period == now { Some(context) } else { past } }
        });
        Self { template: context.template, periods: periods.collect() }
    }

    /// The kind of its periods.
    pub fn kind(&self) -> PeriodKind {
        self.template.period()
    }

    /// The periods, January first.
    pub fn periods(&self) -> &[YearPeriod<'a>] {
        &self.periods
    }

    /// The periods without a report.
    pub fn missing(&self) -> impl Iterator<Item = PeriodKey> + '_ {
        self.periods.iter().filter(|entry| entry.context.is_none()).map(|entry| entry.period)
    }

    /// What a figure comes to from January up to the report.
    pub fn to_date(&self, figure: &Figure) -> ToDate {
        match (Course::of(figure, self.template), &figure.kind) {
            (Course::Standing, _) => ToDate::Own,
            (Course::Mixed, _) | (Course::Flow, FigureKind::Percent) => ToDate::Nothing,
            (Course::Flow, FigureKind::Computed(Formula::Rate { part, whole })) => {
                let rate = (!self.has_uneven_rows(&figure.key)).then(|| self.rate(part, whole));
                rate.flatten().unwrap_or(ToDate::Nothing)
            }
            (Course::Flow, _) => self.sum(&figure.key).map_or(ToDate::Nothing, ToDate::Sum),
        }
    }

    fn contexts(&self) -> impl Iterator<Item = Context<'a>> + '_ {
        self.periods.iter().filter_map(|entry| entry.context)
    }

    /// The periods added, those without a number left out; none when no period has one.
    fn sum(&self, key: &FigureKey) -> Option<Decimal> {
        let mut sum = None::<Decimal>;
        for context in self.contexts().filter(|context| !context.is_off(key)) {
            if let Some(number) = context.results.number(context.report, key) {
                sum = Some(sum.unwrap_or_default().checked_add(number.to_decimal())?);
            }
        }
        sum
    }

    /// Whether the totals of some period count different rows: added up they would too.
    fn has_uneven_rows(&self, rate: &FigureKey) -> bool {
        let uneven = Some(Outcome::Undefined(Why::UnevenRows));
        self.contexts().any(|context| context.results.outcome(rate) == uneven)
    }

    /// Added parts of added wholes; none when a period has one without the other, because the two
    /// sums would speak of different periods.
    fn rate(&self, part: &FigureKey, whole: &FigureKey) -> Option<ToDate> {
        let mut sums = None::<[Decimal; 2]>;
        for Context { report, results, .. } in self.contexts() {
            let known = [part, whole].map(|key| complete(key, report, results));
            if let [Some(part), Some(whole)] = known {
                let [parts, wholes] = sums.unwrap_or_default();
                let parts = parts.checked_add(part.to_decimal())?;
                sums = Some([parts, wholes.checked_add(whole.to_decimal())?]);
            } else if [part, whole].iter().any(|key| results.number(report, key).is_some()) {
                return None;
            }
        }
        let [parts, wholes] = sums?;
        let rate = Rate::of(Number::Decimal(parts), Number::Decimal(wholes));
        Some(rate.map_or(ToDate::ZeroWhole, ToDate::Rate))
    }
}

/// The number of a figure, unless it is provisional.
fn complete(key: &FigureKey, report: &Report, results: &Results) -> Option<Number> {
    match results.outcome(key) {
        Some(Outcome::Number { number, basis: Basis::Complete | Basis::Approximate }) => {
            Some(number)
        }
        Some(_) => None,
        None => report.value(key).number(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::fixture::{self, figure_key, row_key};
    use crate::report::period::{ScheduleDay, Window, WindowDay};
    use crate::report::template::{Span, Switch};
    use crate::report::value::Value;

    fn month(month: u32, edit: impl FnOnce(&mut Report)) -> Report {
        let mut report = fixture::report();
        report.header.period.key = PeriodKey::month_of(2023, month).unwrap();
        edit(&mut report);
        report
    }

    fn count(report: &mut Report, key: &str, value: i64) {
        report.values.insert(figure_key(key), Value::count(value));
    }

    fn to_date(past: Vec<Report>, key: &str) -> ToDate {
        let (template, report) = (fixture::template(), fixture::report());
        let results = Results::of(&report, &template);
        let history = History::of_reports(past, &template);
        let context = Context::of(&report, &template, &results);
        let figure = template.figure(&figure_key(key)).unwrap();
        Year::of(context, &history).to_date(figure)
    }

    #[test]
    fn counts_of_the_period_are_added_and_cumulative_ones_stand() {
        let past = || {
            let mut december = month(12, |_| {});
            december.header.period.key = PeriodKey::month_of(2022, 12).unwrap();
            vec![december, month(2, |r| count(r, "lodging", 26)), month(4, |_| {})]
        };
        assert_eq!(to_date(past(), "lodging"), ToDate::Sum(Decimal::from(174 + 26 + 174)));
        assert_eq!(to_date(past(), "qr.total"), ToDate::Own);
        assert_eq!(to_date(Vec::new(), "lodging"), ToDate::Sum(Decimal::from(174)));
    }

    #[test]
    fn a_rate_is_made_of_added_parts_not_averaged() {
        let april = month(4, |report| {
            count(report, "records.done", 1);
            count(report, "records.all", 1_000_000);
        });
        let ToDate::Rate(rate) = to_date(vec![april], "records.rate") else {
            panic!("no rate");
        };
        // (168.061 + 1) / (169.641 + 1.000.000); the average would be 49,53 %.
        assert_eq!(rate.percent(2).unwrap().to_string(), "14.37");
    }

    #[test]
    fn a_rate_needs_both_of_its_parts_in_every_month() {
        let half = month(4, |report| {
            report.values.remove(&figure_key("records.all"));
        });
        assert_eq!(to_date(vec![half], "records.rate"), ToDate::Nothing);
        let none = month(4, |report| {
            report.values.remove(&figure_key("records.all"));
            report.values.remove(&figure_key("records.done"));
        });
        assert!(matches!(to_date(vec![none], "records.rate"), ToDate::Rate(_)));
    }

    #[test]
    fn only_windows_that_join_on_are_added() {
        let template = fixture::template();
        let told = |month, day| WindowDay::Told(ScheduleDay::OfMonth { month, day });
        let fixed = |month| WindowDay::Day(fixture::day(2023, month, 1));
        for (from, to, course) in [
            (told(-1, 15), told(0, 14), Course::Flow),
            (told(-1, 12), told(0, 12), Course::Standing),
            (told(0, 1), told(0, 15), Course::Standing),
            (fixed(3), fixed(9), Course::Standing),
            (fixed(3), told(0, 31), Course::Standing),
        ] {
            let mut figure = template.figure(&figure_key("lodging")).unwrap().clone();
            figure.span = Span::Window(Window { from, to });
            assert_eq!(Course::of(&figure, &template), course, "{from:?} – {to:?}");
        }
    }

    #[test]
    fn rows_that_were_off_do_not_count() {
        let off = month(4, |report| {
            report.rows.insert(row_key("services.s1"), Switch::Off.into());
        });
        let expected = ToDate::Sum(Decimal::from(1317));
        assert_eq!(to_date(vec![off], "services.s1.direct"), expected);
    }

    #[test]
    fn the_year_says_which_months_are_missing() {
        let (template, report) = (fixture::template(), fixture::report());
        let results = Results::of(&report, &template);
        let history = History::of_reports(vec![month(2, |_| {}), month(4, |_| {})], &template);
        let context = Context::of(&report, &template, &results);
        let year = Year::of(context, &history);
        let missing: Vec<u32> = year.missing().filter_map(PeriodKey::month).collect();
        assert_eq!((year.periods().len(), missing), (5, vec![1, 3]));
    }
}
