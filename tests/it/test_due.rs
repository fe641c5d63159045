//! What is due stands above the list of reports, and never of the sample.

use baocao06::app::message::{Event, FileContent, FileSummary, Request};
use baocao06::app::platform::preferences::Theme;
use chrono::NaiveDate;
use egui_kittest::kittest::Queryable as _;

use super::support::*;

fn list_of(file: FileSummary) -> TestHarness {
    let mut harness = window([1366.0, 768.0], Theme::Light);
    tell(&mut harness, Event::Opened { file, resume: None });
    asked(&mut harness);
    harness
}

fn in_june() -> FileSummary {
    let mut file = summary();
    file.today = NaiveDate::from_ymd_opt(2023, 6, 5).unwrap();
    let may = file.reports.last().unwrap().id;
    file.awaited.insert(may, 2);
    file
}

#[test]
fn what_is_overdue_is_told_with_its_day_and_who_has_not_answered_and_is_opened_from_there() {
    let mut harness = list_of(in_june());
    let words =
        "Báo cáo tháng 5/2023: hạn thứ Bảy 20/5/2023, quá 16 ngày · 2 đơn vị chưa gửi lại phiếu";
    harness.get_by_label(words);
    harness.get_by_label("Báo cáo tháng 6/2023 chưa lập: hạn thứ Ba 20/6/2023, còn 15 ngày");
    harness.get_by_label("Mở báo cáo tháng 5/2023").click();
    harness.run();
    assert!(asked(&mut harness).iter().any(|request| matches!(request, Request::Load(_))));
}

#[test]
fn of_the_sample_nothing_is_due() {
    let harness = list_of(FileSummary { content: FileContent::Sample, ..in_june() });
    assert!(harness.query_by_label_contains("20/5/2023, quá").is_none());
    assert!(harness.query_by_label_contains("chưa lập").is_none());
}
