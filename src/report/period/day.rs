//! Days as officials write them.

use chrono::{Datelike as _, Months, NaiveDate, Weekday};

use super::range::DateRange;
use super::{PeriodError, YEARS};
use crate::report::text::clean;

const ISO: &str = "%Y-%m-%d";

/// Reads a day as officials write it: `19/5/2023`, `19/05/2023`, `19-5-2023`, `19.5.2023`.
///
/// # Errors
/// When the text is not such a day, or the day is not in the calendar.
pub fn parse_day(text: &str) -> Result<NaiveDate, PeriodError> {
    let Written { year, month, day } = Written::read(text)?;
    let date = NaiveDate::from_ymd_opt(year, month, day);
    date.filter(|date| YEARS.contains(&date.year())).ok_or(PeriodError::Date)
}

/// A day as it is written, whether there is such a day or not.
struct Written {
    year: i32,
    month: u32,
    day: u32,
}

impl Written {
    fn read(text: &str) -> Result<Self, PeriodError> {
        let parts: Vec<&str> = text.trim().split(['/', '-', '.']).map(str::trim).collect();
        let [day, month, year] = parts.as_slice() else {
            return Err(PeriodError::Date);
        };
        let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        if year.len() != 4 || ![day, month, year].iter().all(|t| digits(t)) {
            return Err(PeriodError::Date);
        }
        let number = |t: &str| t.parse::<u32>().map_err(|_| PeriodError::Date);
        let year = year.parse().map_err(|_| PeriodError::Date)?;
        Ok(Self { year, month: number(month)?, day: number(day)? })
    }
}

/// Why what is written like a day is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSuchDay {
    /// "31/9/2026": the month has fewer days.
    Day {
        /// The month, with its year.
        month: u32,
        /// Its year.
        year: i32,
        /// How many days it has.
        num_days: u32,
    },
    /// "12/13/2026": a year has twelve months.
    Month,
}

/// Why what is written like a day is none; `None` for a day, and for what is written in another way.
pub fn no_such_day(text: &str) -> Option<NoSuchDay> {
    let Written { year, month, day } = Written::read(text).ok()?;
    if !YEARS.contains(&year) {
        return None;
    }
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else {
        return Some(NoSuchDay::Month);
    };
    let num_days = u32::from(first.num_days_in_month());
    let is_there = (1..=num_days).contains(&day);
    (!is_there).then_some(NoSuchDay::Day { month, year, num_days })
}

/// Reads back a day that [`iso_day`] wrote, whatever its year: the report of January 1900 may begin in 1899.
pub fn read_back_day(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, ISO).ok()?;
    (iso_day(day) == text).then_some(day)
}

/// Reads a day of a file that others may have written, and nothing else: `2023-05-12`. Its year is one that a
/// report can be about, as where it is typed.
pub fn read_iso_day(text: &str) -> Option<NaiveDate> {
    read_year_first(text).filter(|day| iso_day(*day) == text)
}

/// Reads a day as spreadsheets show it, the year first, with zeros or without: `2023-05-12`, `2023-5-12`.
pub fn read_year_first(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, ISO).ok()?;
    let is_as_told = text.starts_with(|c: char| c.is_ascii_digit());
    (is_as_told && YEARS.contains(&day.year())).then_some(day)
}

/// Writes a day as files and computers do: `2023-05-12`.
pub fn iso_day(day: NaiveDate) -> String {
    day.format(ISO).to_string()
}

/// Writes a day in the style of administrative text: a zero before days below 10 and before the
/// months 1 and 2 only ("01/8/2022", "12/4/2023", "05/02/2023").
pub fn format_day(day: NaiveDate) -> String {
    format!("{:02}/{}/{}", day.day(), padded_month(day), day.year())
}

/// A day as files keep it that have its parts apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarDay {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
}

/// The parts of a day.
pub fn calendar_day(day: NaiveDate) -> CalendarDay {
    CalendarDay { year: day.year(), month: day.month(), day: day.day() }
}

/// "ngày 19 tháng 5 năm 2023", with the zeros of the decree.
pub fn day_in_words(day: NaiveDate) -> String {
    format!("ngày {:02} {}", day.day(), month_in_words(day))
}

/// "tháng 02 năm 2023": the month in which a day lies, with the zeros of the decree.
pub fn month_in_words(day: NaiveDate) -> String {
    format!("tháng {} năm {}", padded_month(day), day.year())
}

/// What the day of the week is called: "thứ Bảy", "Chủ nhật".
pub fn weekday_in_words(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => "thứ Hai",
        Weekday::Tue => "thứ Ba",
        Weekday::Wed => "thứ Tư",
        Weekday::Thu => "thứ Năm",
        Weekday::Fri => "thứ Sáu",
        Weekday::Sat => "thứ Bảy",
        Weekday::Sun => "Chủ nhật",
    }
}

/// Whether two days lie in one month of the calendar.
pub fn are_of_one_month(a: NaiveDate, b: NaiveDate) -> bool {
    are_of_one_year(a, b) && a.month() == b.month()
}

/// Whether two days lie in one year of the calendar.
pub fn are_of_one_year(a: NaiveDate, b: NaiveDate) -> bool {
    a.year() == b.year()
}

/// The same day so many months earlier; the last of the month when it has fewer days.
pub fn months_back(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    day.checked_sub_months(Months::new(u32::try_from(months).ok()?))
}

/// The month as the decree writes it: 01 and 02 with a zero, the others without.
fn padded_month(day: NaiveDate) -> String {
    let month = day.month();
    if month <= 2 { format!("{month:02}") } else { month.to_string() }
}

/// A day, or the two days of a window, as they stand in a field: read, or kept as they were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayValue {
    /// A day of the calendar.
    Day(NaiveDate),
    /// The first and the last day of a window.
    Window(DateRange),
    /// A text that is neither, as typed.
    Unreadable(String),
}

impl DayValue {
    /// Reads a typed day; `None` when nothing was typed. What is no day is kept like any other text.
    pub fn read(text: &str) -> Option<Self> {
        let text = clean(text);
        if text.trim().is_empty() {
            return None;
        }
        Some(parse_day(&text).map_or_else(|_| Self::Unreadable(text), Self::Day))
    }

    /// Reads the two days of a window: "12/4/2023 – 12/5/2023".
    pub fn read_window(text: &str) -> Option<Self> {
        let text = clean(text);
        if text.trim().is_empty() {
            return None;
        }
        Some(parse_window(&text).map_or_else(|_| Self::Unreadable(text), Self::Window))
    }

    /// Reads a typed text as a value of the same shape: one day, or the two days of a window.
    pub fn read_like(&self, text: &str) -> Option<Self> {
        match self {
            Self::Window(_) => Self::read_window(text),
            Self::Day(_) | Self::Unreadable(_) => Self::read(text),
        }
    }

    /// Whether both are one day, or both are the two days of a window.
    pub fn is_like(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Day(_), Self::Day(_)) | (Self::Window(_), Self::Window(_)))
    }

    /// The two days of a window, when they could be read.
    pub fn window(&self) -> Option<DateRange> {
        match self {
            Self::Window(window) => Some(*window),
            Self::Day(_) | Self::Unreadable(_) => None,
        }
    }

    /// The day, when one could be read.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Window(_) | Self::Unreadable(_) => None,
        }
    }

    /// The text of the field.
    pub fn to_text(&self) -> String {
        match self {
            Self::Day(day) => format_day(*day),
            Self::Window(window) => window.to_text(),
            Self::Unreadable(text) => text.clone(),
        }
    }
}

impl DateRange {
    /// "12/4/2023 – 12/5/2023", as fields and lists show it.
    pub fn to_text(self) -> String {
        format!("{} – {}", format_day(self.first()), format_day(self.last()))
    }
}

/// Reads two days with a dash, "-" or "đến" between them.
pub(super) fn parse_window(text: &str) -> Result<DateRange, PeriodError> {
    let lower = text.trim().to_lowercase();
    let lower = lower.trim_start_matches("từ ngày ").trim_start_matches("từ ");
    let days = lower.split_once('–').or_else(|| lower.split_once("đến ngày"));
    let days = days.or_else(|| lower.split_once("đến")).or_else(|| lower.split_once(" - "));
    let days = days.or_else(|| {
        let middle = lower.match_indices('-').nth(lower.matches('-').count() / 2)?.0;
        Some((lower.get(..middle)?, lower.get(middle + 1..)?))
    });
    let (first, last) = days.ok_or(PeriodError::Date)?;
    DateRange::new(parse_day(first)?, parse_day(last)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_a_file_is_of_a_year_that_a_report_can_be_about() {
        assert!(read_iso_day("1900-01-01").is_some() && read_iso_day("2999-12-31").is_some());
        for text in ["0023-05-12", "1899-12-31", "3000-01-01", "2023-5-12", "2023-02-30"] {
            assert_eq!(read_iso_day(text), None, "{text}");
        }
        for text in ["1899-12-12", "3000-01-14", "+10000-01-01"] {
            assert_eq!(read_back_day(text).map(iso_day).as_deref(), Some(text));
        }
        for text in ["2023-5-12", "+2023-05-12", "2023-02-30", ""] {
            assert_eq!(read_back_day(text), None, "{text}");
        }
        let day = NaiveDate::from_ymd_opt(2023, 5, 12).unwrap();
        for text in ["2023-05-12", "2023-5-12"] {
            assert_eq!(read_year_first(text), Some(day), "{text}");
        }
        for text in ["23-5-12", "+2023-5-12", " 2023-5-12", "2023-13-12", "5-12-2023"] {
            assert_eq!(read_year_first(text), None, "{text}");
        }
    }
}
