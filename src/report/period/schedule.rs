//! On which days the periods of a form begin and end, and when its reports are due.

use chrono::NaiveDate;

use super::Period;
use super::key::PeriodKey;
use super::kind::PeriodKind;
use super::range::{
    DateRange, days_between, days_later, months_between, months_later, whole_months,
};
use super::schedule_day::ScheduleDay;
use super::window::{Window, WindowDay};

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

impl Default for Schedule {
    /// The days of the calendar, due on no certain day.
    fn default() -> Self {
        Self { from: ScheduleDay::Days(0), to: ScheduleDay::Days(0), due: None }
    }
}

impl Schedule {
    /// The usual days of a period.
    pub fn usual(&self, key: PeriodKey) -> Period {
        Period {
            key,
            range: self.window().days(key),
            due: self.due.map(|due| due.told_from(key.calendar().last())),
        }
    }

    /// Whether its last day lies before its first in some period of a kind.
    pub fn is_reversed(&self, kind: PeriodKind) -> bool {
        self.window().is_reversed(kind)
    }

    fn window(&self) -> Window {
        Window { from: WindowDay::Told(self.from), to: WindowDay::Told(self.to) }
    }

    /// The days of the period after another: where those were not the usual ones, they move on with the
    /// period.
    pub fn after(&self, last: Period, key: PeriodKey) -> Period {
        let (usual, mut next) = (self.usual(last.key), self.usual(key));
        // A span is followed by whichever begins on the day after it.
        if key == last.key.next() || last.key.joins(key) {
            if usual.range != last.range {
                next.range = moved_on(last.range, last.key, key);
            }
            if usual.due != last.due {
                let moved = last.due.map(|due| moved_on(DateRange::of_day(due), last.key, key));
                next.due = moved.map(DateRange::last);
            }
        }
        next
    }
}

/// Days of the period `last`, moved on to the period `next`: by months where both are made of whole ones.
fn moved_on(days: DateRange, last: PeriodKey, next: PeriodKey) -> DateRange {
    let (from, to) = (last.calendar(), next.calendar());
    let is_of_months = [from, to].iter().all(|days| whole_months(*days).is_some());
    let moved = |day: NaiveDate, from: NaiveDate, to: NaiveDate| match is_of_months {
        true => months_later(day, months_between(from, to)),
        false => days_later(day, days_between(from, to)),
    };
    // A period can be much shorter than the one before it.
    let first = moved(days.first(), from.first(), to.first());
    let last = moved(days.last(), from.last(), to.last());
    DateRange::new(first, last).unwrap_or_else(|_| DateRange::of_day(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_moves_by_months() {
        let day = |month, day| NaiveDate::from_ymd_opt(2024, month, day).unwrap();
        assert_eq!(months_later(day(1, 30), 1), day(2, 29));
        assert_eq!(months_later(day(4, 30), -1), day(3, 31));
    }

    #[test]
    fn a_report_is_overdue_from_the_day_after_it_was_due() {
        let day = |day| NaiveDate::from_ymd_opt(2023, 5, day).unwrap();
        let key = PeriodKey::month_of(2023, 5).unwrap();
        let period = |due| Period { key, range: key.calendar(), due };
        let overdue = |today| period(Some(day(20))).days_overdue(day(today));
        assert_eq!([19, 20, 21, 31].map(overdue), [0, 0, 1, 11]);
        assert_eq!(period(None).days_overdue(day(31)), 0);
    }
}
