//! The days of a template's schedule.

use serde::{Deserialize, Serialize};

use super::read::Reader;
use chrono::NaiveDate;

use crate::report::fault::{FaultPath, FaultReason, FormFault, TemplatePart};
use crate::report::period::{PeriodKind, Schedule, ScheduleDay, Window, WindowDay};

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

/// `{"from": "2025-07-01", "to": {"month": 0, "day": 14}}`.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WindowV1 {
    from: WindowDayV1,
    to: WindowDayV1,
}

/// A day of the calendar, or one told from the period.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum WindowDayV1 {
    Day(String),
    Told(ScheduleDayV1),
}

impl Reader {
    /// The window of a figure.
    pub(super) fn window(&mut self, path: &FaultPath, window: &WindowV1) -> Option<Window> {
        let from = self.window_day(path, &window.from);
        let to = self.window_day(path, &window.to);
        Some(Window { from: from?, to: to? })
    }

    fn window_day(&mut self, path: &FaultPath, day: &WindowDayV1) -> Option<WindowDay> {
        match day {
            WindowDayV1::Day(text) => {
                let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
                if day.is_none() {
                    self.fault(path, FaultReason::Day(text.clone()));
                }
                day.map(WindowDay::Day)
            }
            WindowDayV1::Told(day) => {
                let told = match (day.month, day.day, day.days) {
                    (Some(month @ -1..=1), Some(day @ 1..=31), None) => {
                        Some(ScheduleDay::OfMonth { month, day })
                    }
                    (None, None, Some(days)) => Some(ScheduleDay::Days(days)),
                    _ => None,
                };
                if told.is_none() {
                    self.fault(path, FaultReason::Form(FormFault::ScheduleDay));
                }
                told.map(WindowDay::Told)
            }
        }
    }
}

impl From<Window> for WindowV1 {
    fn from(window: Window) -> Self {
        let day = |day: WindowDay| match day {
            WindowDay::Day(day) => WindowDayV1::Day(day.format("%Y-%m-%d").to_string()),
            WindowDay::Told(day) => WindowDayV1::Told(day.into()),
        };
        Self { from: day(window.from), to: day(window.to) }
    }
}
