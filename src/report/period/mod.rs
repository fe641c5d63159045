//! Periods of reports: what they are called (tháng 5/2023, quý III/2025, 6 tháng đầu năm 2025), how
//! they follow each other, their first and last day by the schedule of a form, and their words.
//!
//! **Invariant:** no other file knows the arithmetic of days and months or what a kind of period is called.
//!
//! - [`PeriodKey`] names a period across files; it has one of the [`PeriodKind`]s.
//! - [`Schedule`] says on which days the periods of a form begin and end and when reports are due.
//! - [`Period`] is the key with the days of one report, which the office may change.

mod day;
mod key;
mod kind;
mod range;
mod reading;
mod schedule;
mod schedule_day;
mod window;
mod words;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod words_tests;

pub use day::{
    CalendarDay, DayValue, NoSuchDay, are_of_one_month, are_of_one_year, calendar_day,
    day_in_words, format_day, iso_day, month_in_words, months_back, no_such_day, parse_day,
    read_back_day, read_iso_day, read_year_first, weekday_in_words,
};
pub use key::PeriodKey;
pub use kind::PeriodKind;
pub use range::DateRange;
pub use schedule::Schedule;
pub use schedule_day::ScheduleDay;
pub use window::{Window, WindowDay};
pub use words::of_kind;

use chrono::NaiveDate;

pub use range::days_between;

/// Why a text is not a period or a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Not of one of the forms of keys, such as `2023-05`.
    #[error("not a period key")]
    Key,
    /// Not a day of the calendar.
    #[error("not a date")]
    Date,
    /// The last day lies before the first.
    #[error("the range is reversed")]
    Reversed,
}

/// The years in which periods and days may lie: others are slips of the hand.
const YEARS: std::ops::Range<i32> = 1900..3000;

/// What a report is called after, and the days of this one report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// What it is called after.
    pub key: PeriodKey,
    /// Its first and last day.
    pub range: DateRange,
    /// The day by which the report must be sent.
    pub due: Option<NaiveDate>,
}

impl Period {
    /// A day of the month in which its report will probably be signed: the month in which it is due,
    /// otherwise the last month of the period.
    pub fn month_of_issue(&self) -> NaiveDate {
        self.due.unwrap_or_else(|| self.key.calendar().last())
    }

    /// How many days ago its report was due; 0 where it is not overdue.
    pub fn days_overdue(&self, today: NaiveDate) -> i64 {
        self.due.map_or(0, |due| days_between(due, today).max(0))
    }
}
