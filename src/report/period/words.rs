//! What periods are called in Vietnamese.

use std::borrow::Cow;

use chrono::{Datelike as _, NaiveDate};

use super::day::format_day;
use super::key::PeriodKey;
use super::kind::PeriodKind;

const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];

impl PeriodKind {
    /// What one of its periods is called beside "trước", "này", "sau": "tháng trước", "quý này". Halves of
    /// years, nine months and spans have no such word of their own.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Day => "ngày",
            Self::Week => "tuần",
            Self::Month => "tháng",
            Self::Quarter => "quý",
            Self::Year => "năm",
            Self::HalfYear | Self::NineMonths | Self::Span => "kỳ",
        }
    }

    /// Its name in lists of choices.
    pub fn label(self) -> &'static str {
        match self {
            Self::Day => "Ngày",
            Self::Week => "Tuần",
            Self::Month => "Tháng",
            Self::Quarter => "Quý",
            Self::HalfYear => "6 tháng",
            Self::NineMonths => "9 tháng đầu năm",
            Self::Year => "Năm",
            Self::Span => "Từ ngày đến ngày",
        }
    }
}

/// A sentence in which `{kỳ}` and `{Kỳ}` stand for what a period of a kind is called: "Lấy số {kỳ}
/// trước" is "Lấy số tháng trước" for months. Of several kinds at once it says "kỳ".
pub fn of_kind(sentence: &'static str, kind: impl Into<Option<PeriodKind>>) -> Cow<'static, str> {
    if !sentence.contains("ỳ}") {
        return Cow::Borrowed(sentence);
    }
    let noun = kind.into().map_or("kỳ", PeriodKind::noun);
    Cow::Owned(sentence.replace("{kỳ}", noun).replace("{Kỳ}", &capitalised(noun)))
}

impl PeriodKey {
    /// As texts say it: "tháng 5 năm 2023", "quý III năm 2025", "6 tháng đầu năm 2025", "từ ngày 01/7/2025
    /// đến ngày 25/8/2025".
    pub fn words(self) -> String {
        let (year, days) = (self.year(), self.calendar());
        match self.kind() {
            PeriodKind::Day => format!("ngày {}", format_day(days.first())),
            PeriodKind::Week => format!("tuần {} năm {year}", self.in_year()),
            PeriodKind::Month => format!("tháng {} năm {year}", self.in_year()),
            PeriodKind::Quarter => format!("quý {} năm {year}", self.in_year()),
            PeriodKind::HalfYear | PeriodKind::NineMonths => format!("{} {year}", self.in_year()),
            PeriodKind::Year => format!("năm {year}"),
            PeriodKind::Span => {
                let (first, last) = (format_day(days.first()), format_day(days.last()));
                format!("từ ngày {first} đến ngày {last}")
            }
        }
    }

    /// As screens and headings show it: "Tháng 5/2023", "Quý III/2025".
    pub fn label(self) -> String {
        capitalised(&self.label_in_sentence())
    }

    /// The same within a sentence: "tháng 5/2023", "quý III/2025".
    pub fn label_in_sentence(self) -> String {
        let year = self.year();
        match self.kind() {
            PeriodKind::Week | PeriodKind::Month | PeriodKind::Quarter => {
                format!("{} {}/{year}", self.kind().noun(), self.in_year())
            }
            PeriodKind::Span => self.calendar().to_text(),
            PeriodKind::Day | PeriodKind::HalfYear | PeriodKind::NineMonths | PeriodKind::Year => {
                self.words()
            }
        }
    }

    /// As it is called under a heading that names the year: "Tháng 5", "Quý III", "Cả năm".
    pub fn title_in_year(self) -> String {
        match self.kind() {
            PeriodKind::Day | PeriodKind::Week | PeriodKind::Month | PeriodKind::Quarter => {
                capitalised(&format!("{} {}", self.kind().noun(), self.in_year()))
            }
            PeriodKind::Year => "Cả năm".to_owned(),
            PeriodKind::HalfYear | PeriodKind::NineMonths | PeriodKind::Span => self.in_year(),
        }
    }

    /// What tells it from the others of its kind in the year: "5", "III", "6 tháng đầu năm", "14/8".
    pub fn in_year(self) -> String {
        let short = |day: NaiveDate| format!("{}/{}", day.day(), day.month());
        let (number, days) = (self.number().unwrap_or(1), self.calendar());
        match self.kind() {
            PeriodKind::Week | PeriodKind::Month => number.to_string(),
            PeriodKind::Quarter => roman(number).to_owned(),
            PeriodKind::HalfYear if number == 1 => "6 tháng đầu năm".to_owned(),
            PeriodKind::HalfYear => "6 tháng cuối năm".to_owned(),
            PeriodKind::NineMonths => "9 tháng đầu năm".to_owned(),
            PeriodKind::Year => self.year().to_string(),
            PeriodKind::Day => short(days.first()),
            PeriodKind::Span => days.short_label(),
        }
    }

    /// As short as it can be told, with its year, under a chart: "5/2023", "III/2025", "Tuần 33/2025",
    /// "6T đầu 2025" (an official reads T as the word for months).
    pub fn short_label(self) -> String {
        let (year, days) = (self.year(), self.calendar());
        match self.kind() {
            PeriodKind::Month | PeriodKind::Quarter => format!("{}/{year}", self.in_year()),
            PeriodKind::Week => self.label(),
            PeriodKind::HalfYear if self.number() == Some(1) => format!("6T đầu {year}"),
            PeriodKind::HalfYear => format!("6T cuối {year}"),
            PeriodKind::NineMonths => format!("9T {year}"),
            PeriodKind::Year => year.to_string(),
            PeriodKind::Day | PeriodKind::Span => format_day(days.last()),
        }
    }
}

pub(super) fn roman(number: u32) -> &'static str {
    let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    at.and_then(|at| ROMAN.get(at)).copied().unwrap_or("IV")
}

/// With a capital at the front.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", chars.as_str())
}
