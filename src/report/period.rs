//! Reporting periods: a label (tháng 5/2023) and its own first and last day (12/4–12/5).

use std::fmt;

use chrono::{Datelike as _, NaiveDate};

use super::text::clean;

/// Why a text is not a period or a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Not of the form `2023-05`.
    #[error("not a period key")]
    Key,
    /// Not a day of the calendar.
    #[error("not a date")]
    Date,
    /// The last day lies before the first.
    #[error("the range is reversed")]
    Reversed,
}

/// Names a period across files. Today a month (`2023-05`); the text form leaves room for
/// quarters (`2023-Q2`) and years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeriodKey {
    year: i32,
    month: u32,
}

impl PeriodKey {
    /// The key of a month.
    ///
    /// # Errors
    /// When the month is not 1–12 or the year not 1900–2999.
    pub fn month_of(year: i32, month: u32) -> Result<Self, PeriodError> {
        if (1900..3000).contains(&year) && (1..=12).contains(&month) {
            Ok(Self { year, month })
        } else {
            Err(PeriodError::Key)
        }
    }

    /// Reads `2023-05`.
    ///
    /// # Errors
    /// When the text has another form.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let (year, month) = text.split_once('-').ok_or(PeriodError::Key)?;
        if year.len() != 4 || month.len() != 2 {
            return Err(PeriodError::Key);
        }
        let all_digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(year) || !all_digits(month) {
            return Err(PeriodError::Key);
        }
        let year = year.parse().map_err(|_| PeriodError::Key)?;
        let month = month.parse().map_err(|_| PeriodError::Key)?;
        Self::month_of(year, month)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1–12.
    pub fn month(self) -> u32 {
        self.month
    }

    /// The month after this one.
    #[must_use]
    pub fn next(self) -> Self {
        if self.month == 12 {
            Self { year: self.year + 1, month: 1 }
        } else {
            Self { year: self.year, month: self.month + 1 }
        }
    }

    /// The month before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        if self.month == 1 {
            Self { year: self.year - 1, month: 12 }
        } else {
            Self { year: self.year, month: self.month - 1 }
        }
    }

    /// A day of this month; the last day of the month when it has fewer days.
    pub fn day(self, day: u32) -> NaiveDate {
        (1..=day.clamp(1, 31))
            .rev()
            .find_map(|day| NaiveDate::from_ymd_opt(self.year, self.month, day))
            .unwrap_or(NaiveDate::MIN)
    }

    /// "Tháng 5/2023", as screens show it.
    pub fn label(self) -> String {
        format!("Tháng {}/{}", self.month, self.year)
    }
}

impl fmt::Display for PeriodKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// A first and a last day, both inclusive, never reversed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

    /// The first day.
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day.
    pub fn last(self) -> NaiveDate {
        self.last
    }

    /// Both days one month later: the last day of a month stays one, and a day that the month
    /// lacks becomes its last.
    #[must_use]
    pub fn next_month(self) -> Self {
        Self { first: month_later(self.first), last: month_later(self.last) }
    }

    /// "12/4 – 12/5", the short form of screens.
    pub fn short_label(self) -> String {
        let short = |day: NaiveDate| format!("{}/{}", day.day(), day.month());
        format!("{} – {}", short(self.first), short(self.last))
    }
}

/// A day one month later; the last day of a month becomes the last day of the next.
pub fn month_later(day: NaiveDate) -> NaiveDate {
    let Ok(month) = PeriodKey::month_of(day.year(), day.month()) else {
        return day;
    };
    let is_last = month.day(31) == day;
    month.next().day(if is_last { 31 } else { day.day() })
}

/// Reads a day as officials write it: `19/5/2023`, `19/05/2023`, `19-5-2023`, `19.5.2023`.
///
/// # Errors
/// When the text is not such a day, or the day is not in the calendar.
pub fn parse_day(text: &str) -> Result<NaiveDate, PeriodError> {
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
    let date = NaiveDate::from_ymd_opt(year, number(month)?, number(day)?);
    date.filter(|date| (1900..3000).contains(&date.year())).ok_or(PeriodError::Date)
}

/// Writes a day in the style of administrative text: a zero before days below 10 and before the
/// months 1 and 2 only ("01/8/2022", "12/4/2023", "05/02/2023").
pub fn format_day(day: NaiveDate) -> String {
    format!("{:02}/{}/{}", day.day(), padded_month(day.month()), day.year())
}

/// The month as the decree writes it: 01 and 02 with a zero, the others without.
pub fn padded_month(month: u32) -> String {
    if month <= 2 { format!("{month:02}") } else { month.to_string() }
}

/// A day as it stands in a field: read, or kept as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayValue {
    /// A day of the calendar.
    Day(NaiveDate),
    /// A text that is not a day, as typed.
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

    /// The day, when it could be read.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Unreadable(_) => None,
        }
    }

    /// The text of the field.
    pub fn to_text(&self) -> String {
        match self {
            Self::Day(day) => format_day(*day),
            Self::Unreadable(text) => text.clone(),
        }
    }
}

/// The label and the days of one report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The month it is called after.
    pub key: PeriodKey,
    /// Its first and last day.
    pub range: DateRange,
    /// The day by which the report must be sent.
    pub due: Option<NaiveDate>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn keys_round_trip_and_follow_each_other() {
        let key = PeriodKey::parse("2023-12").unwrap();
        assert_eq!(key.to_string(), "2023-12");
        assert_eq!(key.next().to_string(), "2024-01");
        assert_eq!(key.next().previous(), key);
        for bad in ["2023-13", "2023-5", "23-05", "2023-Q2", "", "+023-05"] {
            assert_eq!(PeriodKey::parse(bad), Err(PeriodError::Key), "{bad}");
        }
        assert_eq!(PeriodKey::parse("2023-02").unwrap().day(31), date(2023, 2, 28));
    }

    #[test]
    fn days_are_written_as_the_decree_does() {
        assert_eq!(format_day(date(2022, 8, 1)), "01/8/2022");
        assert_eq!(format_day(date(2023, 4, 12)), "12/4/2023");
        assert_eq!(format_day(date(2023, 2, 14)), "14/02/2023");
        assert_eq!(parse_day(" 14/02/2023 "), Ok(date(2023, 2, 14)));
        assert_eq!(parse_day("1-8-2022"), Ok(date(2022, 8, 1)));
        for bad in ["30/2/2023", "2023/5/1", "12/4", "1/1/23", "a/b/c", "+1/2/2023"] {
            assert_eq!(parse_day(bad), Err(PeriodError::Date), "{bad}");
        }
    }

    #[test]
    fn the_next_range_keeps_its_days() {
        let range = DateRange::new(date(2023, 4, 12), date(2023, 5, 12)).unwrap();
        assert_eq!(range.next_month().short_label(), "12/5 – 12/6");
        let february = DateRange::new(date(2023, 2, 1), date(2023, 2, 28)).unwrap();
        assert_eq!(february.next_month().short_label(), "1/3 – 31/3");
        assert_eq!(february.next_month().next_month().short_label(), "1/4 – 30/4");
        assert_eq!(month_later(date(2024, 1, 30)), date(2024, 2, 29));
        assert_eq!(
            DateRange::new(date(2023, 5, 12), date(2023, 4, 12)),
            Err(PeriodError::Reversed)
        );
    }

    #[test]
    fn an_unreadable_day_is_kept() {
        let day = DayValue::read("cuối tháng").unwrap();
        assert_eq!((day.day(), day.to_text()), (None, "cuối tháng".to_owned()));
        assert_eq!(DayValue::read(" "), None);
    }
}
