//! Periods as officials type them into a field, and days that texts say they lie in.

use chrono::{Datelike as _, NaiveDate};

use super::day::{parse_day, parse_window};
use super::key::PeriodKey;
use super::kind::PeriodKind;
use super::words::roman;
use super::{Period, PeriodError};

impl PeriodKind {
    /// How a period of the kind is typed, to be shown beside a field.
    pub fn example(self) -> &'static str {
        match self {
            Self::Day => "14/8/2026",
            Self::Week => "33/2026",
            Self::Month => "5/2026",
            Self::Quarter => "II/2026",
            Self::HalfYear => "1/2026 hoặc 2/2026",
            Self::NineMonths | Self::Year => "2026",
            Self::Span => "01/7/2026 – 25/8/2026",
        }
    }
}

impl PeriodKey {
    /// Reads a period of a kind as officials write it ("5/2026", "quý II/2026", "2026"), or by its key.
    ///
    /// # Errors
    /// When it is written in another way, or is a period of another kind.
    pub fn read(kind: PeriodKind, text: &str) -> Result<Self, PeriodError> {
        let text = text.trim();
        if let Ok(key) = Self::parse(text)
            && key.kind() == kind
        {
            return Ok(key);
        }
        let lower = text.to_lowercase();
        let words = lower.strip_prefix(&kind.label().to_lowercase());
        let words = words.or_else(|| lower.strip_prefix(kind.noun())).unwrap_or(&lower).trim();
        match kind {
            PeriodKind::Day => parse_day(words).map(|day| Self::of_day(kind, day)),
            PeriodKind::Span => parse_window(&lower).map(Self::span),
            PeriodKind::NineMonths | PeriodKind::Year => {
                let year = words.strip_prefix("năm").unwrap_or(words).trim();
                Self::block(kind, read_year(year)?, 1)
            }
            PeriodKind::Week | PeriodKind::Month | PeriodKind::Quarter | PeriodKind::HalfYear => {
                let parts = words.split_once('/').or_else(|| words.split_once("năm"));
                let (number, year) = parts.ok_or(PeriodError::Key)?;
                let (number, year) = (read_number(kind, number.trim())?, read_year(year.trim())?);
                match kind {
                    PeriodKind::Week => Self::week(year, number),
                    _ => Self::block(kind, year, number),
                }
            }
        }
    }

    /// The text of a field for it: what [`PeriodKey::read`] reads.
    pub fn to_text(self) -> String {
        match self.kind() {
            PeriodKind::HalfYear => format!("{}/{}", self.number().unwrap_or(1), self.year()),
            PeriodKind::NineMonths => self.year().to_string(),
            PeriodKind::Week => format!("{}/{}", self.in_year(), self.year()),
            PeriodKind::Span => self.calendar().to_text(),
            PeriodKind::Day | PeriodKind::Month | PeriodKind::Quarter | PeriodKind::Year => {
                self.short_label()
            }
        }
    }
}

fn read_year(text: &str) -> Result<i32, PeriodError> {
    let is_year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let year = is_year.then(|| text.parse().ok()).flatten();
    year.ok_or(PeriodError::Key)
}

fn read_number(kind: PeriodKind, text: &str) -> Result<u32, PeriodError> {
    let as_roman = (1..=4).find(|number| text.eq_ignore_ascii_case(roman(*number)));
    let word = match (kind, text) {
        (PeriodKind::HalfYear, "đầu") => Some(1),
        (PeriodKind::HalfYear, "cuối") => Some(2),
        (PeriodKind::Quarter, _) => as_roman,
        _ => None,
    };
    let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let number = word.or_else(|| is_number.then(|| text.parse().ok()).flatten());
    number.ok_or(PeriodError::Key)
}

impl Period {
    /// Whether a day, as a text writes it, lies in the period or up to the day when the report is due: "12/5/2023",
    /// "12/5", "5/2023". Such a day may be left from the text of this period in the text of the next.
    pub fn has_written_day(&self, written: &str) -> bool {
        let last = self.due.map_or(self.range.last(), |due| due.max(self.range.last()));
        let is_in = |day: NaiveDate| (self.range.first()..=last).contains(&day);
        match written.split('/').collect::<Vec<_>>().as_slice() {
            [_, _, _] => parse_day(written).is_ok_and(is_in),
            [month, year] if year.len() == 4 => {
                let month = month.parse().ok().zip(year.parse().ok());
                let month = month.and_then(|(month, year)| PeriodKey::month_of(year, month).ok());
                month.is_some_and(|month| self.key.contains(month))
            }
            [_, _] => {
                let mut years = self.range.first().year()..=last.year();
                years.any(|year| parse_day(&format!("{written}/{year}")).is_ok_and(is_in))
            }
            _ => false,
        }
    }

    /// Whether the number behind the word "tháng" names a month of the period.
    pub fn has_written_month(&self, written: &str) -> bool {
        let Ok(month) = written.parse() else {
            return false;
        };
        let calendar = self.key.calendar();
        let mut years = calendar.first().year()..=calendar.last().year();
        years.any(|year| {
            let month = PeriodKey::month_of(year, month).ok();
            month.is_some_and(|month| self.key.contains(month))
        })
    }
}
