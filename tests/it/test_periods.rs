//! Reports of every kind of period: what they say, what they are compared with, and that one room alone
//! reckons with days and months.

use baocao06::calc::check::{Matter, Settings, TextFindings, all_findings};
use baocao06::calc::history::History;
use baocao06::calc::next_report;
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::calc::year::{ToDate, Year};
use baocao06::document::{self, Extras};
use baocao06::report::content::Report;
use baocao06::report::look::Look;
use baocao06::report::period::{PeriodKey, PeriodKind};
use baocao06::report::template::Template;
use rust_decimal::Decimal;

use super::forms_of_kinds::{report, template};
use super::rust_sources::sources;

fn key(text: &str) -> PeriodKey {
    PeriodKey::parse(text).unwrap()
}

/// What the sentence of the form prints, after other reports.
fn said(now: &Report, past: Vec<Report>, template: &Template) -> String {
    let history = History::of_reports(past, template);
    let results = Results::of(now, template);
    let context = Context::of(now, template, &results).after(&history);
    let (_, text) = template.texts().find(|(key, _)| key.as_str() == "cards.said").unwrap();
    context.plain(text)
}

#[test]
fn every_kind_says_its_own_words() {
    for (period, before, words) in [
        (
            "2025-08-14",
            "2025-08-13",
            "Trong ngày 14/8/2025 cấp 12 thẻ, tăng 02 thẻ so với ngày trước; từ 01/01/2025 đến \
             14/8/2025 cấp 40 thẻ. ngày 13/8/2025 – ngày 15/8/2025.",
        ),
        (
            "2025-W33",
            "2025-W32",
            "Trong tuần 33 năm 2025 cấp 12 thẻ, tăng 02 thẻ so với tuần trước; từ 01/01/2025 đến \
             17/8/2025 cấp 40 thẻ. tuần 32 năm 2025 – tuần 34 năm 2025.",
        ),
        (
            "2025-08",
            "2025-07",
            "Trong tháng 8 năm 2025 cấp 12 thẻ, tăng 02 thẻ so với tháng trước; từ 01/01/2025 đến \
             31/8/2025 cấp 40 thẻ. tháng 7 năm 2025 – tháng 9 năm 2025.",
        ),
        (
            "2025-Q3",
            "2025-Q2",
            "Trong quý III năm 2025 cấp 12 thẻ, tăng 02 thẻ so với quý trước; từ 01/01/2025 đến \
             30/9/2025 cấp 40 thẻ. quý II năm 2025 – quý IV năm 2025.",
        ),
        (
            "2025-H1",
            "2024-H2",
            "Trong 6 tháng đầu năm 2025 cấp 12 thẻ, tăng 02 thẻ so với kỳ trước; từ 01/01/2025 đến \
             30/6/2025 cấp 40 thẻ. 6 tháng cuối năm 2024 – 6 tháng cuối năm 2025.",
        ),
        (
            "2025-9M",
            "2024-9M",
            "Trong 9 tháng đầu năm 2025 cấp 12 thẻ, tăng 02 thẻ so với kỳ trước; từ 01/01/2025 đến \
             30/9/2025 cấp 40 thẻ. 9 tháng đầu năm 2024 – 9 tháng đầu năm 2026.",
        ),
        (
            "2025",
            "2024",
            "Trong năm 2025 cấp 12 thẻ, tăng 02 thẻ so với năm trước; từ 01/01/2025 đến \
             31/12/2025 cấp 40 thẻ. năm 2024 – năm 2026.",
        ),
        (
            "2025-07-01_2025-08-25",
            "2025-05-20_2025-06-30",
            "Trong từ ngày 01/7/2025 đến ngày 25/8/2025 cấp 12 thẻ, tăng 02 thẻ so với kỳ trước; từ \
             01/01/2025 đến 25/8/2025 cấp 40 thẻ. từ ngày 20/5/2025 đến ngày 30/6/2025 – từ ngày \
             26/8/2025 đến ngày 20/10/2025.",
        ),
    ] {
        let template = template(key(period).kind().name());
        let past = vec![report(before, 10, 28)];
        assert_eq!(said(&report(period, 12, 40), past, &template), words);
    }
}

#[test]
fn what_is_before_a_report_is_never_of_another_kind() {
    for kind in PeriodKind::ALL {
        let template = template(kind.name());
        let now = PeriodKey::of_day(kind, key("2025-07-01").calendar().first());
        let others = PeriodKind::ALL.into_iter().filter(|other| *other != kind);
        let others = others.map(|other| {
            let before = PeriodKey::of_day(other, now.previous().calendar().last());
            report(&before.to_string(), 700, 700)
        });
        let now = report(&now.to_string(), 10, 10);
        let past: Vec<Report> = others.collect();
        let history = History::of_reports(past, &template);
        assert!(history.previous(now.header.period.key).is_none(), "{kind:?}");
        let results = Results::of(&now, &template);
        let context = Context::of(&now, &template, &results).after(&history);
        assert!(context.previous.is_none());
        let figure = template.figures().first().unwrap();
        let trend = history.trend(figure, context.reckoned(), 12);
        assert_eq!(trend.iter().filter(|(_, number)| number.is_some()).count(), 1, "{kind:?}");
        let year = Year::of(context, &history);
        assert_eq!(year.to_date(figure), ToDate::Sum(Decimal::from(10)), "{kind:?}");
    }
}

/// Whether the check of the cumulative is at odds with the figures.
fn differs(now: &Report, past: Vec<Report>, template: &Template) -> bool {
    let history = History::of_reports(past, template);
    let results = Results::of(now, template);
    let context = Context::of(now, template, &results).after(&history);
    let mut texts = TextFindings::default();
    let findings = all_findings(context, &history, &Settings::default(), &mut texts);
    findings.iter().any(|finding| matches!(finding.matter, Matter::CumulativeDiffers { .. }))
}

#[test]
fn a_cumulative_goes_on_from_the_period_that_it_joins_on_to() {
    let quarter = template("quarter");
    let past = || vec![report("2025-Q1", 10, 10)];
    assert!(!differs(&report("2025-Q2", 5, 15), past(), &quarter));
    assert!(differs(&report("2025-Q2", 5, 16), past(), &quarter));
    // In a new year the counting begins anew.
    assert!(!differs(&report("2026-Q1", 5, 5), vec![report("2025-Q4", 10, 90)], &quarter));
    // Three months lie between the nine months of two years.
    let nine = template("nine_months");
    assert!(!differs(&report("2025-9M", 5, 400), vec![report("2024-9M", 10, 90)], &nine));
    let span = template("span");
    let first = || vec![report("2025-07-01_2025-07-20", 10, 10)];
    assert!(differs(&report("2025-07-21_2025-08-25", 5, 16), first(), &span));
    assert!(!differs(&report("2025-07-22_2025-08-25", 5, 16), first(), &span), "a day between");
}

#[test]
fn the_report_after_another_has_the_days_and_words_of_its_kind() {
    let template = template("quarter");
    let first = report("2025-Q3", 1, 1);
    let next = next_report::start(&first, &template, first.header.period.key.next());
    assert_eq!(next.header.period.key, key("2025-Q4"));
    assert_eq!(next.header.period.range.to_text(), "01/10/2025 – 31/12/2025");
    let results = Results::of(&next, &template);
    let history = History::of_reports(vec![first], &template);
    let context = Context::of(&next, &template, &results).after(&history);
    let extras = Extras { look: &Look::default(), history: &history, trace: None };
    let document = document::build(context, &extras);
    assert_eq!(document.meta.title, "BÁO CÁO quý IV/2025");
    assert_eq!(document.meta.subject, "Kết quả quý IV năm 2025");
}

#[test]
fn a_template_of_quarters_has_no_reference_to_a_month() {
    let json = super::forms_of_kinds::template_json("quarter", "{}").replace("{@year}", "{@month}");
    let faults = baocao06::exchange::template_v1::read_template(&json).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
}

/// The room alone knows how days and months follow each other: nothing else asks a day for its month, adds
/// days to one, or counts those between two.
#[test]
fn one_room_reckons_with_days_and_months() {
    // Without the trait of these names chrono tells no part of a day.
    let signs = [
        "Datelike",
        "sub_months(",
        "add_months(",
        "num_days(",
        "num_weeks(",
        "signed_duration_since",
        "Duration::days(",
        "TimeDelta::days(",
        "try_days(",
        "Days::new(",
        "iter_days(",
        "iter_weeks(",
        "succ_opt(",
        "pred_opt(",
    ];
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !source.module.starts_with(&room())) {
        for line in source.code().lines() {
            if signs.iter().any(|sign| line.contains(sign)) {
                found.push(format!("{}: {}", source.path.display(), line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// The room of the calendar.
fn room() -> [String; 2] {
    ["report", "period"].map(str::to_owned)
}
