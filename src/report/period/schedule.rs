//! On which days the periods of a form begin and end, and when its reports are due.

use chrono::NaiveDate;

use super::Period;
use super::key::PeriodKey;
use super::kind::PeriodKind;
use super::range::{DateRange, days_later};

/// Usual days of a form's periods; each report can change its own.
///
/// The days of `from` are told from the beginning of the period in the calendar, those of `to` and `due`
/// from its end. So one schedule serves all kinds that are made of months: from day 15 of the month
/// before (`from` -1, 15) up to day 14 of the month (`to` 0, 14) is, for a quarter, from the 15th of the month
/// before it up to the 14th of its last month, as Nghị định 09/2019/NĐ-CP, Điều 12 has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    /// First day of the period.
    pub from: ScheduleDay,
    /// Last day of the period.
    pub to: ScheduleDay,
    /// Day by which the report must be sent.
    pub due: Option<ScheduleDay>,
}

/// A day told from the beginning or the end of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScheduleDay {
    /// A day of a month.
    OfMonth {
        /// Months after (or, negative, before) the first or the last month of the period: -1, 0 or 1.
        month: i8,
        /// Day of that month, 1–31; 31 means its last day.
        day: u8,
    },
    /// So many days after (or, negative, before) the first or the last day of the period.
    Days(i16),
}

impl ScheduleDay {
    /// The day, told from a day of the calendar.
    fn from_day(self, anchor: NaiveDate) -> NaiveDate {
        match self {
            Self::OfMonth { month, day } => {
                PeriodKey::day_of_month_after(anchor, i32::from(month), u32::from(day))
            }
            Self::Days(days) => days_later(anchor, i64::from(days)),
        }
    }
}

impl Default for Schedule {
    /// The days of the calendar, due on no certain day.
    fn default() -> Self {
        Self { from: ScheduleDay::Days(0), to: ScheduleDay::Days(0), due: None }
    }
}

impl Schedule {
    /// The days of a window of a period, told from its beginning and its end.
    pub fn window(from: ScheduleDay, to: ScheduleDay, key: PeriodKey) -> DateRange {
        let calendar = key.calendar();
        let (first, last) = (from.from_day(calendar.first()), to.from_day(calendar.last()));
        // A schedule whose days are reversed is a form's fault; one day is still a period.
        DateRange::new(first, last).unwrap_or_else(|_| DateRange::of_day(last))
    }

    /// The usual days of a period.
    pub fn usual(&self, key: PeriodKey) -> Period {
        Period {
            key,
            range: Self::window(self.from, self.to, key),
            due: self.due.map(|due| due.from_day(key.calendar().last())),
        }
    }

    /// The days of the period after another: where those were not the usual ones, they move on with the
    /// period.
    pub fn after(&self, last: Period, key: PeriodKey) -> Period {
        let (usual, mut next) = (self.usual(last.key), self.usual(key));
        if key == last.key.next() {
            if usual.range != last.range {
                next.range = moved_on(last.range, key);
            }
            if usual.due != last.due {
                let moved = last.due.map(|due| moved_on(DateRange::of_day(due), key));
                next.due = moved.map(DateRange::first);
            }
        }
        next
    }
}

/// Days of a period, moved on by one period, which is `next`.
fn moved_on(days: DateRange, next: PeriodKey) -> DateRange {
    match next.kind() {
        PeriodKind::Month => days.months_later(1),
        PeriodKind::Quarter => days.months_later(3),
        PeriodKind::HalfYear => days.months_later(6),
        // From the nine months of a year to those of the next it is a year.
        PeriodKind::NineMonths | PeriodKind::Year => days.months_later(12),
        PeriodKind::Day | PeriodKind::Week | PeriodKind::Span => {
            let (from, to) = (next.previous().calendar().first(), next.calendar().first());
            days.days_later(to.signed_duration_since(from).num_days())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::range::months_later;
    use super::*;

    #[test]
    fn a_day_moves_by_months() {
        let day = |month, day| NaiveDate::from_ymd_opt(2024, month, day).unwrap();
        assert_eq!(months_later(day(1, 30), 1), day(2, 29));
        assert_eq!(months_later(day(4, 30), -1), day(3, 31));
    }
}
