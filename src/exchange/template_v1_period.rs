//! The kind of period of a template file of version 1, and the days of its schedule.

use serde::Deserialize;

use super::template_v1_convert::Reader;
use crate::report::period::{PeriodKind, Schedule, ScheduleDay};
use crate::report::template_check::FaultReason;

/// A schedule that is left out, or a day of it, is that of the calendar.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScheduleV1 {
    from: Option<ScheduleDayV1>,
    to: Option<ScheduleDayV1>,
    due: Option<ScheduleDayV1>,
}

/// `{"month": -1, "day": 15}` or `{"days": 3}`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScheduleDayV1 {
    month: Option<i8>,
    day: Option<u8>,
    days: Option<i16>,
}

/// Whether a schedule day may name a day of a month.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Months {
    Allowed,
    /// The period does not begin or end with a month.
    None,
}

impl Reader {
    /// The kind of period; months where none is named.
    pub(super) fn period_kind(&mut self, name: Option<&str>) -> PeriodKind {
        let Some(name) = name else { return PeriodKind::default() };
        let kind = PeriodKind::from_name(name);
        if kind.is_none() {
            self.fault("period", FaultReason::UnknownPeriod(name.to_owned()));
        }
        kind.unwrap_or_default()
    }

    /// The usual days of the periods of a kind.
    pub(super) fn schedule(&mut self, file: &ScheduleV1, kind: PeriodKind) -> Schedule {
        let usual = Schedule::default();
        let ends = if kind.is_of_months() { Months::Allowed } else { Months::None };
        let mut day = |place: &str, day: Option<ScheduleDayV1>, months| {
            day.map(|day| self.schedule_day(place, day, months))
        };
        Schedule {
            from: day("schedule › from", file.from, ends).unwrap_or(usual.from),
            to: day("schedule › to", file.to, ends).unwrap_or(usual.to),
            due: day("schedule › due", file.due, Months::Allowed),
        }
    }

    fn schedule_day(&mut self, place: &str, day: ScheduleDayV1, months: Months) -> ScheduleDay {
        match (day.month, day.day, day.days) {
            (Some(_), Some(_), None) if months == Months::None => {
                self.fault(place, FaultReason::NotOfMonths);
                ScheduleDay::Days(0)
            }
            (Some(month), Some(day), None) => {
                if !(-1..=1).contains(&month) {
                    self.fault(place, FaultReason::Day(format!("month {month}")));
                }
                if !(1..=31).contains(&day) {
                    self.fault(place, FaultReason::Day(format!("day {day}")));
                }
                ScheduleDay::OfMonth { month, day }
            }
            (None, None, Some(days)) => ScheduleDay::Days(days),
            _ => {
                self.form(place, "a day has month and day, or days");
                ScheduleDay::Days(0)
            }
        }
    }
}
