//! What a report is called after, and how periods follow each other.

use std::cmp::Ordering;
use std::fmt;

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::day::{iso_day, read_iso_day};
use super::kind::PeriodKind;
use super::range::{DateRange, day_of_month, days_later, month_after, whole_months};
use super::{PeriodError, YEARS};

/// Names a period across files:
///
/// | Kind | Key |
/// |---|---|
/// | day | `2025-08-14` |
/// | week | `2025-W33` |
/// | month | `2025-08` |
/// | quarter | `2025-Q3` |
/// | half of a year | `2025-H1`, `2025-H2` |
/// | nine months | `2025-9M` |
/// | year | `2025` |
/// | span | `2025-07-01_2025-08-25` |
///
/// Keys are ordered by their first day in the calendar, then by their last, then by their kind.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PeriodKey(Shape);

/// What a key consists of. Kept private, so that no month 13 can be made.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shape {
    Day(NaiveDate),
    /// The year and the week of ISO 8601.
    Week {
        year: i32,
        week: u32,
    },
    /// The `nth` block, from 1, of as many months as the kind has.
    Months {
        kind: PeriodKind,
        year: i32,
        nth: u32,
    },
    Span(DateRange),
}

impl PeriodKey {
    /// The key of a month.
    ///
    /// # Errors
    /// When the month is not 1–12 or the year not 1900–2999.
    pub fn month_of(year: i32, month: u32) -> Result<Self, PeriodError> {
        Self::block(PeriodKind::Month, year, month)
    }

    /// The `nth` quarter, half and so on of a year.
    pub(super) fn block(kind: PeriodKind, year: i32, nth: u32) -> Result<Self, PeriodError> {
        if YEARS.contains(&year) && (1..=blocks_of_year(kind)).contains(&nth) {
            Ok(Self(Shape::Months { kind, year, nth }))
        } else {
            Err(PeriodError::Key)
        }
    }

    /// The key of a week of ISO 8601.
    pub(super) fn week(year: i32, week: u32) -> Result<Self, PeriodError> {
        let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon);
        if YEARS.contains(&year) && monday.is_some() {
            Ok(Self(Shape::Week { year, week }))
        } else {
            Err(PeriodError::Key)
        }
    }

    /// The key of a span from one day to another.
    pub fn span(days: DateRange) -> Self {
        Self(Shape::Span(days))
    }

    /// The period of a kind in which a day lies. Nine months are those of its year; a span is the day alone.
    pub fn of_day(kind: PeriodKind, day: NaiveDate) -> Self {
        match kind {
            PeriodKind::Day => Self(Shape::Day(day)),
            PeriodKind::Week => {
                let week = day.iso_week();
                Self(Shape::Week { year: week.year(), week: week.week() })
            }
            PeriodKind::Span => Self(Shape::Span(DateRange::of_day(day))),
            kind => {
                let months = kind.months().unwrap_or(1);
                let nth = (day.month0() / months + 1).min(blocks_of_year(kind));
                Self(Shape::Months { kind, year: day.year(), nth })
            }
        }
    }

    /// Reads a key.
    ///
    /// # Errors
    /// When the text has no form of a key, or the period is not in the calendar.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        if let Some((first, last)) = text.split_once('_') {
            let (first, last) = (day_of_years(first)?, day_of_years(last)?);
            return DateRange::new(first, last).map(Self::span);
        }
        let (year, rest) = match text.split_once('-') {
            Some((year, rest)) => (year, Some(rest)),
            None => (text, None),
        };
        let year = i32::try_from(number(year, 4)?).map_err(|_| PeriodError::Key)?;
        match rest {
            None => Self::block(PeriodKind::Year, year, 1),
            Some("9M") => Self::block(PeriodKind::NineMonths, year, 1),
            Some(rest) if rest.len() == 5 => day_of_years(text).map(|day| Self(Shape::Day(day))),
            Some(rest) => match rest.split_at_checked(1) {
                Some(("Q", nth)) => Self::block(PeriodKind::Quarter, year, number(nth, 1)?),
                Some(("H", nth)) => Self::block(PeriodKind::HalfYear, year, number(nth, 1)?),
                Some(("W", week)) => Self::week(year, number(week, 2)?),
                _ => Self::month_of(year, number(rest, 2)?),
            },
        }
    }

    /// Its kind.
    pub fn kind(self) -> PeriodKind {
        match self.0 {
            Shape::Day(_) => PeriodKind::Day,
            Shape::Week { .. } => PeriodKind::Week,
            Shape::Months { kind, .. } => kind,
            Shape::Span(_) => PeriodKind::Span,
        }
    }

    /// The year it belongs to; of a span that in which it ends.
    pub fn year(self) -> i32 {
        match self.0 {
            Shape::Day(day) => day.year(),
            Shape::Week { year, .. } | Shape::Months { year, .. } => year,
            Shape::Span(days) => days.last().year(),
        }
    }

    /// Its number in the year: the month, the quarter, the week; none for days and spans.
    pub(super) fn number(self) -> Option<u32> {
        match self.0 {
            Shape::Week { week, .. } => Some(week),
            Shape::Months { nth, .. } => Some(nth),
            Shape::Day(_) | Shape::Span(_) => None,
        }
    }

    /// Its number when it is a month: 5.
    pub fn month(self) -> Option<u32> {
        self.number().filter(|_| self.kind() == PeriodKind::Month)
    }

    /// Its days in the calendar, whatever days its reports count.
    pub fn calendar(self) -> DateRange {
        match self.0 {
            Shape::Day(day) => DateRange::of_day(day),
            Shape::Week { year, week } => {
                let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon);
                let monday = monday.unwrap_or(NaiveDate::MIN);
                range(monday, days_later(monday, 6))
            }
            Shape::Months { kind, year, nth } => {
                let months = kind.months().unwrap_or(1);
                let first = (nth - 1) * months + 1;
                range(day_of_month(year, first, 1), day_of_month(year, first + months - 1, 31))
            }
            Shape::Span(days) => days,
        }
    }

    /// The period after this one. A span of whole months is followed by as many months, any other by as
    /// many days.
    #[must_use]
    pub fn next(self) -> Self {
        self.steps_later(1)
    }

    /// The period before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        self.steps_later(-1)
    }

    fn steps_later(self, steps: i32) -> Self {
        match self.0 {
            Shape::Day(day) => Self(Shape::Day(days_later(day, i64::from(steps)))),
            Shape::Week { .. } => {
                let monday = days_later(self.calendar().first(), 7 * i64::from(steps));
                Self::of_day(PeriodKind::Week, monday)
            }
            Shape::Months { kind, year, nth } => {
                let blocks = i64::from(blocks_of_year(kind));
                let count = i64::from(year) * blocks + i64::from(nth) - 1 + i64::from(steps);
                let year = i32::try_from(count.div_euclid(blocks)).unwrap_or(year);
                let nth = u32::try_from(count.rem_euclid(blocks)).unwrap_or(0) + 1;
                Self(Shape::Months { kind, year, nth })
            }
            Shape::Span(days) => Self(Shape::Span(match whole_months(days) {
                Some(months) => days.months_later(months * steps),
                None => days.days_later(days.length_in_days() * i64::from(steps)),
            })),
        }
    }

    /// The same period of the year before: the same month, quarter, week, day.
    #[must_use]
    pub fn same_last_year(self) -> Self {
        match self.0 {
            // The last of a February stays on its date where the year before has a 29th.
            Shape::Day(day) => {
                Self(Shape::Day(day_of_month(day.year() - 1, day.month(), day.day())))
            }
            Shape::Week { year, week } => {
                // Not every year has 53 weeks.
                Self::week(year - 1, week).unwrap_or(Self(Shape::Week { year: year - 1, week: 52 }))
            }
            Shape::Months { kind, year, nth } => Self(Shape::Months { kind, year: year - 1, nth }),
            Shape::Span(days) => Self(Shape::Span(days.months_later(-12))),
        }
    }

    /// Whether the calendar days of another period all lie in this one.
    pub fn contains(self, other: Self) -> bool {
        self.calendar().contains(other.calendar())
    }

    /// The periods of another kind that lie wholly in this one, oldest first; none of spans, which may begin
    /// on any day.
    pub fn parts(self, kind: PeriodKind) -> Vec<Self> {
        if kind == PeriodKind::Span {
            return Vec::new();
        }
        let last = self.calendar().last();
        let first = Self::of_day(kind, self.calendar().first());
        let periods = std::iter::successors(Some(first), |period| Some(period.next()));
        let periods = periods.take_while(|period| period.calendar().first() <= last);
        periods.filter(|period| self.contains(*period)).collect()
    }

    /// Whether another period of the kind begins on the day after this one ends, so that what is counted can be
    /// carried on. The nine months of a year do not join on to those of the next.
    pub fn joins(self, next: Self) -> bool {
        let day_after = days_later(self.calendar().last(), 1);
        self.kind() == next.kind() && day_after == next.calendar().first()
    }

    /// The periods of its kind from the beginning of its year up to itself, where they can be added up;
    /// otherwise itself alone.
    pub fn from_new_year(self) -> Vec<Self> {
        if !self.kind().adds_up_to_a_year() {
            return vec![self];
        }
        let earlier = std::iter::successors(Some(self), |period| Some(period.previous()));
        let mut periods: Vec<Self> =
            earlier.take_while(|period| period.year() == self.year()).collect();
        periods.reverse();
        periods
    }

    /// 1 January of its year.
    pub fn new_year(self) -> NaiveDate {
        day_of_month(self.year(), 1, 1)
    }

    /// A day of the month so many months after (or, negative, before) that in which a day lies.
    pub(super) fn day_of_month_after(of: NaiveDate, months: i32, day: u32) -> NaiveDate {
        let (year, month) = month_after(of.year(), of.month(), months);
        day_of_month(year, month, day)
    }
}

fn range(first: NaiveDate, last: NaiveDate) -> DateRange {
    DateRange::new(first, last).unwrap_or_else(|_| DateRange::of_day(last))
}

/// How many periods of a kind that is made of months a year has.
fn blocks_of_year(kind: PeriodKind) -> u32 {
    kind.months().map_or(0, |months| 12 / months)
}

/// A number of exactly so many digits.
fn number(text: &str, digits: usize) -> Result<u32, PeriodError> {
    let is_number = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    let number = is_number.then(|| text.parse().ok()).flatten();
    number.ok_or(PeriodError::Key)
}

/// A day written as `2025-08-14`.
fn day_of_years(text: &str) -> Result<NaiveDate, PeriodError> {
    read_iso_day(text).ok_or(PeriodError::Key)
}

impl Ord for PeriodKey {
    fn cmp(&self, other: &Self) -> Ordering {
        let place = |key: &Self| {
            let days = key.calendar();
            (days.first(), days.last(), key.kind())
        };
        place(self).cmp(&place(other))
    }
}

impl PartialOrd for PeriodKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for PeriodKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Shape::Day(day) => f.write_str(&iso_day(day)),
            Shape::Week { year, week } => write!(f, "{year:04}-W{week:02}"),
            Shape::Months { kind, year, nth } => match kind {
                PeriodKind::Quarter => write!(f, "{year:04}-Q{nth}"),
                PeriodKind::HalfYear => write!(f, "{year:04}-H{nth}"),
                PeriodKind::NineMonths => write!(f, "{year:04}-9M"),
                PeriodKind::Year => write!(f, "{year:04}"),
                _ => write!(f, "{year:04}-{nth:02}"),
            },
            Shape::Span(days) => {
                write!(f, "{}_{}", iso_day(days.first()), iso_day(days.last()))
            }
        }
    }
}

impl fmt::Debug for PeriodKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PeriodKey({self})")
    }
}
