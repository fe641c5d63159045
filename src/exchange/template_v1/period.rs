//! The days of a template's schedule.

use serde::{Deserialize, Serialize};

use super::read::Reader;
use crate::exchange::wire::TextOr;
use crate::report::fault::{FaultPath, FaultReason, FormFault, TemplatePart};
use crate::report::period::{Schedule, ScheduleDay, Window, WindowDay, iso_day, read_iso_day};

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
    /// How the first and the last day of a period can be told.
    fn ends(&self) -> Months {
        if self.period.is_of_months() { Months::Allowed } else { Months::None }
    }

    /// The usual days of the form's periods.
    pub(super) fn schedule(&mut self, file: &ScheduleV1) -> Schedule {
        let (usual, ends) = (Schedule::default(), self.ends());
        // A schedule with faults is never used: the form is refused.
        let mut day = |part: TemplatePart, day: Option<ScheduleDayV1>, months| {
            day.and_then(|day| self.told_day(&part.into(), day, months))
        };
        Schedule {
            from: day(TemplatePart::ScheduleFrom, file.from, ends).unwrap_or(usual.from),
            to: day(TemplatePart::ScheduleTo, file.to, ends).unwrap_or(usual.to),
            due: day(TemplatePart::ScheduleDue, file.due, Months::Allowed),
        }
    }

    /// A day told from the beginning or the end of a period; faults stand under the path.
    fn told_day(
        &mut self,
        path: &FaultPath,
        day: ScheduleDayV1,
        months: Months,
    ) -> Option<ScheduleDay> {
        let faults = match (day.month, day.day, day.days) {
            (None, None, Some(days)) => return Some(ScheduleDay::Days(days)),
            (Some(_), Some(_), None) if months == Months::None => vec![FaultReason::NotOfMonths],
            (Some(month), Some(day), None) => {
                let is_near = (-1..=1).contains(&month);
                let is_day = (1..=31).contains(&day);
                if is_near && is_day {
                    return Some(ScheduleDay::OfMonth { month, day });
                }
                let month = (!is_near).then_some(FaultReason::MonthOffset(month));
                let day = (!is_day).then(|| FaultReason::Day(day.to_string()));
                month.into_iter().chain(day).collect()
            }
            _ => vec![FaultReason::Form(FormFault::ScheduleDay)],
        };
        faults.into_iter().for_each(|fault| self.fault(path, fault));
        None
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
type WindowDayV1 = TextOr<ScheduleDayV1>;

impl Reader {
    /// The window of a figure.
    pub(super) fn window(&mut self, path: &FaultPath, window: &WindowV1) -> Option<Window> {
        let from = self.window_day(path, &window.from);
        let to = self.window_day(path, &window.to);
        Some(Window { from: from?, to: to? })
    }

    fn window_day(&mut self, path: &FaultPath, day: &WindowDayV1) -> Option<WindowDay> {
        match day {
            TextOr::Text(text) => {
                let day = read_iso_day(text);
                if day.is_none() {
                    self.fault(path, FaultReason::Day(text.clone()));
                }
                day.map(WindowDay::Day)
            }
            TextOr::Fields(day) => self.told_day(path, *day, self.ends()).map(WindowDay::Told),
        }
    }
}

impl From<Window> for WindowV1 {
    fn from(window: Window) -> Self {
        let day = |day: WindowDay| match day {
            WindowDay::Day(day) => TextOr::Text(iso_day(day)),
            WindowDay::Told(day) => TextOr::Fields(day.into()),
        };
        Self { from: day(window.from), to: day(window.to) }
    }
}
