use proptest::prelude::*;

use super::*;

pub(super) fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub(super) fn key(text: &str) -> PeriodKey {
    PeriodKey::parse(text).unwrap_or_else(|_| panic!("{text}"))
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (1950..2900_i32, 1..=366_u32)
        .prop_filter_map("a day", |(year, day)| NaiveDate::from_yo_opt(year, day))
}

fn any_key() -> impl Strategy<Value = PeriodKey> {
    let kind = proptest::sample::select(PeriodKind::ALL.to_vec());
    (kind, any_day(), 0..400_i64).prop_map(|(kind, day, days)| match kind {
        PeriodKind::Span => {
            let last = day + chrono::Duration::days(days);
            PeriodKey::span(DateRange::new(day, last).unwrap())
        }
        kind => PeriodKey::of_day(kind, day),
    })
}

/// One period of each kind.
pub(super) const EACH: [&str; 8] = [
    "2025-08-14",
    "2025-W33",
    "2025-08",
    "2025-Q3",
    "2025-H1",
    "2025-9M",
    "2025",
    "2025-07-01_2025-08-25",
];

#[test]
fn every_kind_has_a_key_of_its_own_form() {
    let kinds = EACH.map(|text| key(text).kind());
    assert_eq!(kinds, PeriodKind::ALL);
    for text in EACH {
        assert_eq!(key(text).to_string(), text);
    }
    let bad = [
        "2023-13",
        "2023-5",
        "23-05",
        "2023-Q5",
        "2023-Q0",
        "2023-H3",
        "2023-W54",
        "2023-W1",
        "2023-9m",
        "",
        "+023-05",
        "2023-02-30",
        "2023-02_2023-03",
        "2023-05-02_2023-05-01",
        "1899",
        "3000-01",
        "2023-Q",
        "2023-",
        "２０２３",
        "2023-05-01_",
        "2023-05-1",
    ];
    for bad in bad {
        assert!(PeriodKey::parse(bad).is_err(), "{bad}");
    }
    // 2020 had a week 53, 2021 had none.
    assert!(PeriodKey::parse("2020-W53").is_ok() && PeriodKey::parse("2021-W53").is_err());
}

#[test]
fn periods_follow_each_other() {
    let next = [
        "2025-08-15",
        "2025-W34",
        "2025-09",
        "2025-Q4",
        "2025-H2",
        "2026-9M",
        "2026",
        "2025-08-26_2025-10-20",
    ];
    for (text, next) in EACH.iter().zip(next) {
        assert_eq!(key(text).next(), key(next));
        assert_eq!(key(next).previous(), key(text));
    }
    for (text, next) in [
        ("2023-12", "2024-01"),
        ("2025-Q4", "2026-Q1"),
        ("2025-H2", "2026-H1"),
        ("2020-W53", "2021-W01"),
        ("2024-12-31", "2025-01-01"),
        ("2025-01-01_2025-02-28", "2025-03-01_2025-04-30"),
    ] {
        assert_eq!(key(text).next(), key(next), "{text}");
    }
}

#[test]
fn the_same_period_of_the_year_before() {
    for (text, before) in [
        ("2025-08-14", "2024-08-14"),
        ("2024-02-29", "2023-02-28"),
        ("2025-02-28", "2024-02-28"),
        ("2020-W53", "2019-W52"),
        ("2025-08", "2024-08"),
        ("2025-Q3", "2024-Q3"),
        ("2025-H1", "2024-H1"),
        ("2025-9M", "2024-9M"),
        ("2025", "2024"),
        ("2025-07-01_2025-08-25", "2024-07-01_2024-08-25"),
    ] {
        assert_eq!(key(text).same_last_year(), key(before), "{text}");
    }
}

#[test]
fn keys_are_ordered_by_first_day_and_then_by_length() {
    let texts = [
        "2024",
        "2025-W01",
        "2025-01-01",
        "2025-01",
        "2025-01-01_2025-02-15",
        "2025-Q1",
        "2025-H1",
        "2025-9M",
        "2025",
        "2025-01-15",
        "2025-Q2",
    ];
    let mut keys = texts.map(key);
    keys.reverse();
    keys.sort();
    assert_eq!(keys.map(|key| key.to_string()), texts);
}

#[test]
fn a_period_has_parts_of_shorter_kinds() {
    let parts = |text: &str, kind| -> Vec<String> {
        key(text).parts(kind).iter().map(PeriodKey::to_string).collect()
    };
    assert_eq!(parts("2025-Q3", PeriodKind::Month), ["2025-07", "2025-08", "2025-09"]);
    assert_eq!(parts("2025-9M", PeriodKind::Quarter), ["2025-Q1", "2025-Q2", "2025-Q3"]);
    assert_eq!(parts("2025", PeriodKind::HalfYear), ["2025-H1", "2025-H2"]);
    assert_eq!(parts("2025-W33", PeriodKind::Day).len(), 7);
    assert_eq!(
        parts("2025-08", PeriodKind::Week),
        ["2025-W32", "2025-W33", "2025-W34", "2025-W35"]
    );
    assert_eq!(parts("2025-07-01_2025-08-25", PeriodKind::Month), ["2025-07"]);
    assert!(parts("2025-08", PeriodKind::Quarter).is_empty());
    assert!(parts("2025", PeriodKind::Span).is_empty());
}

#[test]
fn what_is_counted_is_carried_on_only_where_periods_join() {
    for text in EACH {
        let is_nine_months = key(text).kind() == PeriodKind::NineMonths;
        assert_eq!(key(text).joins(key(text).next()), !is_nine_months, "{text}");
    }
    assert!(!key("2025-H1").joins(key("2025-07")), "another kind");
    assert!(key("2025-07-01_2025-08-25").joins(key("2025-08-26_2025-08-31")));
}

#[test]
fn the_year_is_added_up_from_its_first_period() {
    let from = |text: &str| -> Vec<String> {
        key(text).from_new_year().iter().map(PeriodKey::to_string).collect()
    };
    assert_eq!(from("2025-03"), ["2025-01", "2025-02", "2025-03"]);
    assert_eq!(from("2025-Q2"), ["2025-Q1", "2025-Q2"]);
    assert_eq!(from("2025-W02"), ["2025-W01", "2025-W02"]);
    assert_eq!(from("2025"), ["2025"]);
    assert_eq!(from("2025-9M"), ["2025-9M"]);
    assert_eq!(key("2025-W01").new_year(), date(2025, 1, 1));
}

#[test]
fn the_decree_has_one_schedule_for_all_kinds_of_months() {
    let at = |month, day| ScheduleDay::OfMonth { month, day };
    let decree = Schedule { from: at(-1, 15), to: at(0, 14), due: Some(at(0, 25)) };
    let days = |text: &str| {
        let Period { range, due, .. } = decree.usual(key(text));
        (range.to_text(), format_day(due.unwrap()))
    };
    let expect = |text: &str, from_to: &str, due: &str| {
        assert_eq!(days(text), (from_to.to_owned(), due.to_owned()), "{text}");
    };
    expect("2025-08", "15/7/2025 – 14/8/2025", "25/8/2025");
    expect("2025-Q3", "15/6/2025 – 14/9/2025", "25/9/2025");
    expect("2025-H1", "15/12/2024 – 14/6/2025", "25/6/2025");
    expect("2025-H2", "15/6/2025 – 14/12/2025", "25/12/2025");
    expect("2025-9M", "15/12/2024 – 14/9/2025", "25/9/2025");
    expect("2025", "15/12/2024 – 14/12/2025", "25/12/2025");
}

#[test]
fn other_kinds_have_the_days_of_the_calendar() {
    let calendar = Schedule { due: Some(ScheduleDay::Days(2)), ..Schedule::default() };
    let week = calendar.usual(key("2025-W33"));
    assert_eq!(week.range.to_text(), "11/8/2025 – 17/8/2025");
    assert_eq!(week.due, Some(date(2025, 8, 19)));
    assert_eq!(calendar.usual(key("2025-08-14")).range, DateRange::of_day(date(2025, 8, 14)));
}

fn schedule_of_spans() -> Schedule {
    Schedule { due: Some(ScheduleDay::Days(2)), ..Schedule::default() }
}

#[test]
fn days_in_the_wrong_order_are_told() {
    let at = |month, day| ScheduleDay::OfMonth { month, day };
    let schedule = |from, to| Schedule { from, to, due: None };
    assert!(schedule(at(0, 15), at(0, 14)).is_reversed(PeriodKind::Month));
    assert!(!schedule(at(0, 15), at(0, 14)).is_reversed(PeriodKind::Quarter));
    assert!(!schedule(at(-1, 15), at(0, 14)).is_reversed(PeriodKind::Month));
    let days = |from, to| schedule(ScheduleDay::Days(from), ScheduleDay::Days(to));
    assert!(days(1, 0).is_reversed(PeriodKind::Day) && !days(1, 0).is_reversed(PeriodKind::Week));
    assert!(!days(1, 0).is_reversed(PeriodKind::Span));
    let day = |day| WindowDay::Day(date(2025, 7, day));
    let (told, kind) = (WindowDay::Told(at(0, 31)), PeriodKind::Month);
    assert!(Window { from: day(2), to: day(1) }.is_reversed(kind));
    // A campaign up to the end of the period: before it begins there is none of it.
    assert!(!Window { from: day(2), to: told }.is_reversed(kind));
}

#[test]
fn days_that_were_changed_move_on_with_the_period() {
    let at = |month, day| ScheduleDay::OfMonth { month, day };
    let schedule = Schedule { from: at(-1, 15), to: at(0, 14), due: Some(at(0, 20)) };
    let after = |text: &str, first: NaiveDate, last: NaiveDate, due| {
        let range = DateRange::new(first, last).unwrap();
        let last = Period { key: key(text), range, due };
        schedule.after(last, key(text).next())
    };
    let june = after("2023-05", date(2023, 4, 12), date(2023, 5, 12), Some(date(2023, 5, 31)));
    assert_eq!(june.range.short_label(), "12/5 – 12/6");
    assert_eq!(june.due, Some(date(2023, 6, 30)));
    let march = after("2023-02", date(2023, 2, 1), date(2023, 2, 28), None);
    assert_eq!((march.range.short_label().as_str(), march.due), ("1/3 – 31/3", None));
    let quarter = after("2025-Q1", date(2025, 1, 1), date(2025, 3, 31), None);
    assert_eq!(quarter.range.to_text(), "01/4/2025 – 30/6/2025");
    let week = after("2025-W33", date(2025, 8, 8), date(2025, 8, 14), None);
    assert_eq!(week.range.to_text(), "15/8/2025 – 21/8/2025");
    // Spans of whole months move by months, others by the days between them; a span has the length it has.
    let spring = after("2025-01-01_2025-02-28", date(2024, 12, 25), date(2025, 2, 24), None);
    assert_eq!(spring.range.to_text(), "25/02/2025 – 24/4/2025");
    let campaign = Period {
        key: key("2025-07-01_2025-08-25"),
        range: DateRange::new(date(2025, 7, 2), date(2025, 8, 26)).unwrap(),
        due: Some(date(2025, 8, 30)),
    };
    let autumn = schedule_of_spans().after(campaign, key("2025-08-26_2025-09-30"));
    assert_eq!(autumn.range.to_text(), "27/8/2025 – 01/10/2025");
    assert_eq!(autumn.due, Some(date(2025, 10, 5)));
    // Not the period right after: the usual days.
    let range = DateRange::new(date(2023, 4, 12), date(2023, 5, 12)).unwrap();
    let may = Period { key: key("2023-05"), range, due: None };
    assert_eq!(schedule.after(may, key("2023-07")), schedule.usual(key("2023-07")));
}

#[test]
fn a_window_moves_on_with_its_period_or_stands_fast() {
    let told = |month, day| WindowDay::Told(ScheduleDay::OfMonth { month, day });
    let moving = Window { from: told(-1, 12), to: told(0, 12) };
    assert_eq!(moving.days(key("2023-05")).to_text(), "12/4/2023 – 12/5/2023");
    assert_eq!(moving.days(key("2023-06")).to_text(), "12/5/2023 – 12/6/2023");
    let campaign =
        Window { from: WindowDay::Day(date(2025, 7, 1)), to: WindowDay::Day(date(2025, 8, 25)) };
    assert_eq!(campaign.days(key("2025-Q3")).to_text(), "01/7/2025 – 25/8/2025");
    assert!(!moving.joins_on(PeriodKind::Month), "12/5 is counted twice");
    assert!(Window { to: told(0, 11), ..moving }.joins_on(PeriodKind::Month));
    assert!(!Window { from: told(-1, 30), to: told(0, 29) }.joins_on(PeriodKind::Month));
    assert!(!campaign.joins_on(PeriodKind::Month));
    assert!(campaign.is_fixed() && !moving.is_fixed());
    assert!(!Window { from: WindowDay::Day(date(2025, 7, 1)), ..moving }.is_fixed());
    let typed = DayValue::read_window("12/4/2023 - 12/5/2023").unwrap();
    assert_eq!(typed.window(), Some(moving.days(key("2023-05"))));
    assert_eq!(typed.to_text(), "12/4/2023 – 12/5/2023");
    assert_eq!(DayValue::read_window("12/5/2023").unwrap().window(), None);
}

#[test]
fn an_unreadable_day_is_kept() {
    let day = DayValue::read("cuối tháng").unwrap();
    assert_eq!((day.day(), day.to_text()), (None, "cuối tháng".to_owned()));
    assert_eq!(DayValue::read(" "), None);
}

proptest! {
    #[test]
    fn keys_travel_as_text(key in any_key()) {
        prop_assert_eq!(PeriodKey::parse(&key.to_string()), Ok(key));
        prop_assert_eq!(PeriodKey::read(key.kind(), &key.to_text()), Ok(key));
        prop_assert_eq!(PeriodKey::read(key.kind(), &key.label()), Ok(key));
        prop_assert_eq!(PeriodKey::read(key.kind(), &key.words()), Ok(key));
    }

    #[test]
    fn steps_forth_and_back_lead_home(key in any_key()) {
        // A span that steps by days can come to one of whole months, which steps by months.
        let is_of_months = |key: PeriodKey| range::whole_months(key.calendar()).is_some();
        let steps_alike = |other: PeriodKey| is_of_months(other) == is_of_months(key);
        if steps_alike(key.next()) {
            prop_assert_eq!(key.next().previous(), key);
        }
        if steps_alike(key.previous()) {
            prop_assert_eq!(key.previous().next(), key);
        }
        prop_assert!(key.previous() < key && key < key.next());
        prop_assert_eq!(key.next().kind(), key.kind());
        if key.kind() != PeriodKind::NineMonths {
            prop_assert!(key.joins(key.next()));
        }
    }

    #[test]
    fn a_period_has_the_days_it_was_made_of(key in any_key(), day in any_day()) {
        prop_assert!(key.contains(key));
        if key.kind() != PeriodKind::Span {
            prop_assert_eq!(PeriodKey::of_day(key.kind(), key.calendar().last()), key);
            let of_day = PeriodKey::of_day(key.kind(), day);
            prop_assert!(of_day.calendar().has(day) || key.kind() == PeriodKind::NineMonths);
        }
    }

    #[test]
    fn order_agrees_with_equality(a in any_key(), b in any_key()) {
        prop_assert_eq!(a == b, a.cmp(&b).is_eq());
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
    }

    #[test]
    fn parts_fill_what_is_made_of_months(day in any_day()) {
        for kind in PeriodKind::ALL.into_iter().filter(|kind| kind.is_of_months()) {
            let whole = PeriodKey::of_day(kind, day);
            let months = whole.parts(PeriodKind::Month);
            let ends = months.first().zip(months.last()).unwrap();
            prop_assert_eq!(ends.0.calendar().first(), whole.calendar().first());
            prop_assert_eq!(ends.1.calendar().last(), whole.calendar().last());
            prop_assert!(months.windows(2).all(|pair| pair[0].joins(pair[1])));
        }
    }
}

#[test]
fn days_without_a_year_are_read_on_both_sides_of_new_year() {
    let range = DateRange::new(date(2025, 12, 26), date(2026, 1, 3)).unwrap();
    let period = Period { key: PeriodKey::span(range), range, due: None };
    for written in ["28/12", "3/1", "28/12/2025", "3/1/2026"] {
        assert!(period.has_written_day(written), "{written}");
    }
    for written in ["25/12", "4/1", "28/12/2026", "3/1/2025"] {
        assert!(!period.has_written_day(written), "{written}");
    }
    let months = DateRange::new(date(2025, 12, 1), date(2026, 1, 31)).unwrap();
    let period = Period { key: PeriodKey::span(months), range: months, due: None };
    assert!(period.has_written_month("12") && period.has_written_month("1"));
    assert!(!period.has_written_month("2"));
}
