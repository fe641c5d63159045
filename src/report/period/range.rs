//! Stretches of days.

use chrono::{Datelike as _, NaiveDate};

use super::PeriodError;

/// A first and a last day, both inclusive, never reversed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateRange {
    first: NaiveDate,
    last: NaiveDate,
}

impl DateRange {
    /// A range of days.
    ///
    /// # Errors
    /// When `last` lies before `first`.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Result<Self, PeriodError> {
        if last < first { Err(PeriodError::Reversed) } else { Ok(Self { first, last }) }
    }

    /// One day.
    pub fn of_day(day: NaiveDate) -> Self {
        Self { first: day, last: day }
    }

    /// The first day.
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day.
    pub fn last(self) -> NaiveDate {
        self.last
    }

    /// Whether a day lies in it.
    pub fn has(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Whether all of another range lies in it.
    pub fn contains(self, other: Self) -> bool {
        self.has(other.first) && self.has(other.last)
    }

    /// Both days so many months later or (negative) earlier: the last day of a month stays one, and a day that
    /// the month lacks becomes its last.
    #[must_use]
    pub(super) fn months_later(self, months: i32) -> Self {
        Self { first: months_later(self.first, months), last: months_later(self.last, months) }
    }

    /// Both days so many days later; a day that would leave the calendar stays where it is.
    #[must_use]
    pub(super) fn days_later(self, days: i64) -> Self {
        Self { first: days_later(self.first, days), last: days_later(self.last, days) }
    }

    /// How many days it has.
    pub fn length_in_days(self) -> i64 {
        days_between(self.first, self.last) + 1
    }

    /// The days that lie in both.
    pub fn overlap(self, other: Self) -> Option<Self> {
        Self::new(self.first.max(other.first), self.last.min(other.last)).ok()
    }

    /// The days behind it that lie before a later range.
    pub fn gap_before(self, later: Self) -> Option<Self> {
        Self::new(days_later(self.last, 1), days_later(later.first, -1)).ok()
    }

    /// "12/4 – 12/5", the short form of screens.
    pub fn short_label(self) -> String {
        let short = |day: NaiveDate| format!("{}/{}", day.day(), day.month());
        if self.first == self.last {
            return short(self.first);
        }
        format!("{} – {}", short(self.first), short(self.last))
    }
}

/// A day of a month; the last day of the month when it has fewer days.
pub(super) fn day_of_month(year: i32, month: u32, day: u32) -> NaiveDate {
    (1..=day.clamp(1, 31))
        .rev()
        .find_map(|day| NaiveDate::from_ymd_opt(year, month, day))
        .unwrap_or(NaiveDate::MIN)
}

/// The year and the month so many months after (or, negative, before) a month.
pub(super) fn month_after(year: i32, month: u32, months: i32) -> (i32, u32) {
    let count = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
    let year = i32::try_from(count.div_euclid(12)).unwrap_or(year);
    let month = u32::try_from(count.rem_euclid(12)).unwrap_or(0) + 1;
    (year, month)
}

/// A day so many months later; the last day of a month becomes the last day of the other.
pub(super) fn months_later(day: NaiveDate, months: i32) -> NaiveDate {
    let is_last = day_of_month(day.year(), day.month(), 31) == day;
    let (year, month) = month_after(day.year(), day.month(), months);
    day_of_month(year, month, if is_last { 31 } else { day.day() })
}

/// A day so many days later; one that would leave the calendar stays where it is.
pub(super) fn days_later(day: NaiveDate, days: i64) -> NaiveDate {
    chrono::Duration::try_days(days).and_then(|days| day.checked_add_signed(days)).unwrap_or(day)
}

/// How many days one day lies after another, negative where it lies before it.
pub fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// How many months lie between the months of two days.
pub(super) fn months_between(from: NaiveDate, to: NaiveDate) -> i32 {
    let months = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month()).unwrap_or(0);
    months(to) - months(from)
}

/// How many months a range has that begins and ends with a month.
pub(super) fn whole_months(days: DateRange) -> Option<i32> {
    let is_whole = days.first.day() == 1 && days_later(days.last, 1).day() == 1;
    is_whole.then(|| months_between(days.first, days.last) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ranges_share_days_or_leave_some_between_them() {
        let day = |day| NaiveDate::from_ymd_opt(2023, 5, day).unwrap();
        let days = |first, last| DateRange::new(day(first), day(last)).unwrap();
        assert_eq!(days(1, 12).overlap(days(12, 20)), Some(days(12, 12)));
        assert_eq!(days(1, 12).overlap(days(13, 20)), None);
        assert_eq!(days(1, 12).gap_before(days(13, 20)), None);
        assert_eq!(days(1, 12).gap_before(days(15, 20)), Some(days(13, 14)));
        assert_eq!(days(15, 20).gap_before(days(1, 12)), None, "it is not later");
        assert_eq!(days(13, 14).length_in_days(), 2);
    }
}
