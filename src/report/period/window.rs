//! Days of its own that one figure counts, where they are not those of the report's period.

use chrono::NaiveDate;

use super::key::PeriodKey;
use super::kind::PeriodKind;
use super::range::{DateRange, day_of_month, days_later};
use super::schedule_day::ScheduleDay;

/// The first or the last day of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowDay {
    /// One day, whatever the period: of a campaign.
    Day(NaiveDate),
    /// Told from the beginning or the end of the period, so that it moves on with it.
    Told(ScheduleDay),
}

/// From which day up to which a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub from: WindowDay,
    /// The last day.
    pub to: WindowDay,
}

impl Window {
    /// The days of a period.
    pub fn days(self, key: PeriodKey) -> DateRange {
        let (first, last) = self.ends(key);
        // Before a campaign begins there is none of it; one day is still a window.
        DateRange::new(first, last).unwrap_or_else(|_| DateRange::of_day(last))
    }

    fn ends(self, key: PeriodKey) -> (NaiveDate, NaiveDate) {
        let calendar = key.calendar();
        let day = |day: WindowDay, anchor: NaiveDate| match day {
            WindowDay::Day(day) => day,
            WindowDay::Told(day) => day.told_from(anchor),
        };
        (day(self.from, calendar.first()), day(self.to, calendar.last()))
    }

    /// Whether its days are the same in all periods, as those of a campaign.
    pub fn is_fixed(self) -> bool {
        matches!((self.from, self.to), (WindowDay::Day(_), WindowDay::Day(_)))
    }

    /// Whether the windows of periods of a kind join on to each other without gap and overlap, so that what
    /// they count can be added up over periods. Days of a month that not every month has may keep them from it.
    pub fn joins_on(self, kind: PeriodKind) -> bool {
        examples(kind).all(|key| {
            let next = self.days(key.next()).first();
            days_later(self.days(key).last(), 1) == next
        })
    }

    /// Whether its last day lies before its first in some period of a kind. A campaign up to the end of the
    /// period may do so before it has begun: that is nobody's fault.
    pub fn is_reversed(self, kind: PeriodKind) -> bool {
        let is_of_one_sort = matches!(
            (self.from, self.to),
            (WindowDay::Day(_), WindowDay::Day(_)) | (WindowDay::Told(_), WindowDay::Told(_))
        );
        let is_reversed = |key| {
            let (first, last) = self.ends(key);
            last < first
        };
        is_of_one_sort && examples(kind).any(is_reversed)
    }
}

/// Periods of a kind on which rules of a form are tried out: two years of them with a leap day, if they
/// are made of months; of spans, which are of any length, one of a year.
fn examples(kind: PeriodKind) -> impl Iterator<Item = PeriodKey> {
    let (first, last) = (day_of_month(2023, 1, 1), day_of_month(2023, 12, 31));
    let first = match (kind, DateRange::new(first, last)) {
        (PeriodKind::Span, Ok(year)) => PeriodKey::span(year),
        _ => PeriodKey::of_day(kind, first),
    };
    let count = if kind == PeriodKind::Span { 1 } else { 24 };
    std::iter::successors(Some(first), |key| Some(key.next())).take(count)
}
