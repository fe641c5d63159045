//! The days of a template's schedule.

use serde::{Deserialize, Serialize};

use super::read::Reader;
use crate::report::fault::{FaultReason, FormFault, TemplatePart};
use crate::report::period::{PeriodKind, Schedule, ScheduleDay};

/// A schedule that is left out, or a day of it, is that of the calendar.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScheduleV1 {
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<ScheduleDayV1>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<ScheduleDayV1>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<ScheduleDayV1>,
}

/// `{"month": -1, "day": 15}` or `{"days": 3}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScheduleDayV1 {
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<i8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
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
    /// The usual days of the periods of a kind.
    pub(super) fn schedule(&mut self, file: &ScheduleV1, kind: PeriodKind) -> Schedule {
        let usual = Schedule::default();
        let ends = if kind.is_of_months() { Months::Allowed } else { Months::None };
        let mut day = |part, day: Option<ScheduleDayV1>, months| {
            day.map(|day| self.schedule_day(part, day, months))
        };
        Schedule {
            from: day(TemplatePart::ScheduleFrom, file.from, ends).unwrap_or(usual.from),
            to: day(TemplatePart::ScheduleTo, file.to, ends).unwrap_or(usual.to),
            due: day(TemplatePart::ScheduleDue, file.due, Months::Allowed),
        }
    }

    fn schedule_day(
        &mut self,
        part: TemplatePart,
        day: ScheduleDayV1,
        months: Months,
    ) -> ScheduleDay {
        match (day.month, day.day, day.days) {
            (Some(_), Some(_), None) if months == Months::None => {
                self.fault(&part.into(), FaultReason::NotOfMonths);
                ScheduleDay::Days(0)
            }
            (Some(month), Some(day), None) => {
                if !(-1..=1).contains(&month) {
                    self.fault(&part.into(), FaultReason::MonthOffset(month));
                }
                if !(1..=31).contains(&day) {
                    self.fault(&part.into(), FaultReason::Day(day.to_string()));
                }
                ScheduleDay::OfMonth { month, day }
            }
            (None, None, Some(days)) => ScheduleDay::Days(days),
            _ => {
                self.fault(&part.into(), FaultReason::Form(FormFault::ScheduleDay));
                ScheduleDay::Days(0)
            }
        }
    }
}

impl From<&Schedule> for ScheduleV1 {
    fn from(schedule: &Schedule) -> Self {
        let usual = Schedule::default();
        let unusual = |day: ScheduleDay, usual| (day != usual).then(|| day.into());
        Self {
            from: unusual(schedule.from, usual.from),
            to: unusual(schedule.to, usual.to),
            due: schedule.due.map(ScheduleDayV1::from),
        }
    }
}

impl From<ScheduleDay> for ScheduleDayV1 {
    fn from(day: ScheduleDay) -> Self {
        match day {
            ScheduleDay::OfMonth { month, day } => {
                Self { month: Some(month), day: Some(day), days: None }
            }
            ScheduleDay::Days(days) => Self { days: Some(days), ..Self::default() },
        }
    }
}
