//! Periods and days in words, as officials write and read them.

use super::tests::{EACH, date, key};
use super::*;

#[test]
fn periods_have_their_words() {
    let words = EACH.map(|text| key(text).words());
    assert_eq!(
        words,
        [
            "ngày 14/8/2025",
            "tuần 33 năm 2025",
            "tháng 8 năm 2025",
            "quý III năm 2025",
            "6 tháng đầu năm 2025",
            "9 tháng đầu năm 2025",
            "năm 2025",
            "từ ngày 01/7/2025 đến ngày 25/8/2025",
        ]
    );
    let labels = EACH.map(|text| key(text).label());
    assert_eq!(
        labels,
        [
            "Ngày 14/8/2025",
            "Tuần 33/2025",
            "Tháng 8/2025",
            "Quý III/2025",
            "6 tháng đầu năm 2025",
            "9 tháng đầu năm 2025",
            "Năm 2025",
            "01/7/2025 – 25/8/2025",
        ]
    );
    let short = EACH.map(|text| key(text).short_label());
    assert_eq!(
        short,
        [
            "14/8/2025",
            "Tuần 33/2025",
            "8/2025",
            "III/2025",
            "6T đầu 2025",
            "9T 2025",
            "2025",
            "25/8/2025",
        ]
    );
    let titles = EACH.map(|text| key(text).title_in_year());
    assert_eq!(
        titles,
        [
            "Ngày 14/8",
            "Tuần 33",
            "Tháng 8",
            "Quý III",
            "6 tháng đầu năm",
            "9 tháng đầu năm",
            "Cả năm",
            "1/7 – 25/8",
        ]
    );
    assert_eq!(key("2025-H2").words(), "6 tháng cuối năm 2025");
}

#[test]
fn sentences_take_the_word_of_the_kind() {
    let sentence = "{Kỳ} này so với {kỳ} trước";
    assert_eq!(of_kind(sentence, PeriodKind::Month), "Tháng này so với tháng trước");
    assert_eq!(of_kind(sentence, PeriodKind::Quarter), "Quý này so với quý trước");
    assert_eq!(of_kind(sentence, PeriodKind::HalfYear), "Kỳ này so với kỳ trước");
    assert_eq!(of_kind("Tháng {x}", PeriodKind::Year), "Tháng {x}");
}

#[test]
fn periods_are_read_as_officials_write_them() {
    for (kind, text, wanted) in [
        (PeriodKind::Month, " 05/2026 ", "2026-05"),
        (PeriodKind::Month, "tháng 5 năm 2026", "2026-05"),
        (PeriodKind::Quarter, "Quý II/2026", "2026-Q2"),
        (PeriodKind::Quarter, "iv/2026", "2026-Q4"),
        (PeriodKind::Quarter, "2/2026", "2026-Q2"),
        (PeriodKind::HalfYear, "2/2026", "2026-H2"),
        (PeriodKind::HalfYear, "6 tháng đầu năm 2026", "2026-H1"),
        (PeriodKind::NineMonths, "9 tháng đầu năm 2026", "2026-9M"),
        (PeriodKind::NineMonths, "2026", "2026-9M"),
        (PeriodKind::Year, "năm 2026", "2026"),
        (PeriodKind::Week, "tuần 33/2026", "2026-W33"),
        (PeriodKind::Day, "14/8/2026", "2026-08-14"),
        (PeriodKind::Span, "01/7/2026 – 25/8/2026", "2026-07-01_2026-08-25"),
        (PeriodKind::Span, "1-7-2026 - 25-8-2026", "2026-07-01_2026-08-25"),
        (PeriodKind::Span, "từ ngày 01/7/2026 đến ngày 25/8/2026", "2026-07-01_2026-08-25"),
        (PeriodKind::Quarter, "2026-Q2", "2026-Q2"),
    ] {
        assert_eq!(PeriodKey::read(kind, text), Ok(key(wanted)), "{text}");
    }
    for (kind, text) in [
        (PeriodKind::Month, "13/2026"),
        (PeriodKind::Month, "2026"),
        (PeriodKind::Month, "5/26"),
        (PeriodKind::Month, "/2026"),
        (PeriodKind::Month, "+5/2026"),
        (PeriodKind::Month, "2026-Q2"),
        (PeriodKind::Quarter, "V/2026"),
        (PeriodKind::Span, "25/8/2026 – 01/7/2026"),
    ] {
        assert!(PeriodKey::read(kind, text).is_err(), "{text}");
    }
}

#[test]
fn a_day_in_a_text_lies_in_its_period() {
    let range = DateRange::new(date(2023, 4, 12), date(2023, 5, 12)).unwrap();
    let may = Period { key: key("2023-05"), range, due: Some(date(2023, 5, 20)) };
    for written in ["12/4/2023", "19/5/2023", "5/2023", "30/4"] {
        assert!(may.has_written_day(written), "{written}");
    }
    for written in ["11/4/2023", "21/5", "4/2023", "5", "x/y"] {
        assert!(!may.has_written_day(written), "{written}");
    }
    assert!(may.has_written_month("5") && !may.has_written_month("4"));
    let quarter = Period { key: key("2023-Q2"), range, due: None };
    assert!(quarter.has_written_month("4") && !quarter.has_written_month("7"));
}

#[test]
fn days_are_written_as_the_decree_does() {
    assert_eq!(format_day(date(2022, 8, 1)), "01/8/2022");
    assert_eq!(format_day(date(2023, 4, 12)), "12/4/2023");
    assert_eq!(format_day(date(2023, 2, 14)), "14/02/2023");
    assert_eq!(day_in_words(date(2023, 2, 4)), "ngày 04 tháng 02 năm 2023");
    assert_eq!(parse_day(" 14/02/2023 "), Ok(date(2023, 2, 14)));
    assert_eq!(parse_day("1-8-2022"), Ok(date(2022, 8, 1)));
    for bad in ["30/2/2023", "2023/5/1", "12/4", "1/1/23", "a/b/c", "+1/2/2023"] {
        assert_eq!(parse_day(bad), Err(PeriodError::Date), "{bad}");
    }
}
