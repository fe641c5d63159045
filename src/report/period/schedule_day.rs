//! A day as schedules and windows tell it.

use chrono::NaiveDate;

use super::key::PeriodKey;
use super::range::days_later;

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
    pub(super) fn told_from(self, anchor: NaiveDate) -> NaiveDate {
        match self {
            Self::OfMonth { month, day } => {
                PeriodKey::day_of_month_after(anchor, i32::from(month), u32::from(day))
            }
            Self::Days(days) => days_later(anchor, i64::from(days)),
        }
    }
}
