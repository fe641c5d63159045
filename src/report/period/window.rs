//! Days of its own that one figure counts, where they are not those of the report's period.

use chrono::NaiveDate;

use super::key::PeriodKey;
use super::range::DateRange;
use super::schedule::{Schedule, ScheduleDay};

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
        let told = |day: WindowDay| match day {
            WindowDay::Told(day) => day,
            WindowDay::Day(_) => ScheduleDay::Days(0),
        };
        let days = Schedule::window(told(self.from), told(self.to), key);
        let fixed = |day: WindowDay, told: NaiveDate| match day {
            WindowDay::Day(day) => day,
            WindowDay::Told(_) => told,
        };
        let (first, last) = (fixed(self.from, days.first()), fixed(self.to, days.last()));
        // A form whose days are reversed is at fault; one day is still a window.
        DateRange::new(first, last).unwrap_or_else(|_| DateRange::of_day(last))
    }

    /// Whether it moves on with the period, so that what it counts can be added up over periods.
    pub fn moves(self) -> bool {
        matches!((self.from, self.to), (WindowDay::Told(_), WindowDay::Told(_)))
    }
}
