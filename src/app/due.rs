//! What is due: reports that are not finished, those that nobody began yet, and forms of agencies that did not come back.
//! Of the sample nothing ever is.
//!
//! Days are those of the calendar: which of them are holidays the program does not know, so it counts none out and says
//! what day of the week it is.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::app::summaries::{FileContent, FileSummary, ListedReport};
use crate::report::key::TemplateKey;
use crate::report::office::Office;
use crate::report::period::{
    PeriodKey, are_of_one_month, days_between, format_day, weekday_in_words,
};
use crate::store::ReportId;

/// So many days ahead something is told also when it is due next month.
const AHEAD: i64 = 10;

/// A report that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueReport {
    /// The report; none where nobody began it.
    pub report: Option<ReportId>,
    /// Whose it is.
    pub office: Office,
    /// In which form.
    pub form: TemplateKey,
    /// For which period.
    pub period: PeriodKey,
    /// Whose it is and in which form, where the file has several; else empty.
    pub series: String,
    /// On which day.
    pub day: NaiveDate,
    /// In how many days; less than 0 where it is overdue.
    pub days_left: i64,
    /// How many agencies have not given their form back.
    pub awaited: usize,
}

impl DueReport {
    /// In one line: "Báo cáo tháng 5/2023: hạn thứ Bảy 20/5/2023, còn 2 ngày · 3 đơn vị chưa gửi lại phiếu".
    pub fn words(&self) -> String {
        let period = self.period.label_in_sentence();
        let series =
            if self.series.is_empty() { String::new() } else { format!(" ({})", self.series) };
        let begun = if self.report.is_some() { "" } else { " chưa lập" };
        let due = self.due_words();
        let awaited = match self.awaited {
            0 => String::new(),
            count => format!(" · {count} đơn vị chưa gửi lại phiếu"),
        };
        format!("Báo cáo {period}{series}{begun}: {due}{awaited}")
    }

    /// When it is due: "hạn thứ Bảy 20/5/2023, còn 2 ngày".
    pub fn due_words(&self) -> String {
        due_words(self.day, self.days_left)
    }
}

/// When something is due, with the days that are left: "hạn thứ Bảy 20/5/2023, còn 2 ngày".
pub fn due_words(day: NaiveDate, days_left: i64) -> String {
    let on = format!("hạn {} {}", weekday_in_words(day), format_day(day));
    match days_left {
        0 => format!("{on}, là hôm nay"),
        1.. => format!("{on}, còn {days_left} ngày"),
        _ => format!("{on}, quá {} ngày", -days_left),
    }
}

impl FileSummary {
    /// What is due this month, or within some days, and what is overdue: the overdue first, each by its day, of an
    /// office's own reports in a form the latest that is overdue.
    pub fn due_reports(&self) -> Vec<DueReport> {
        if self.content == FileContent::Sample {
            return Vec::new();
        }
        let open = self.reports.iter().filter(|report| !report.status.is_closed());
        let begun = open.filter_map(|report| self.due(report, Some(report.id), report.period.due?));
        let mut due: Vec<DueReport> = begun.chain(self.not_begun()).collect();
        due.retain(|due| self.is_soon(due));
        // A draft of years ago is not what somebody waits for: the latest tells of it.
        let mut seen = BTreeSet::new();
        due.sort_by_key(|due| std::cmp::Reverse(due.day));
        due.retain(|due| {
            due.days_left >= 0 || seen.insert((due.office.code.clone(), due.form.clone()))
        });
        due.sort_by(|a, b| (a.day, &a.office.code, &a.form).cmp(&(b.day, &b.office.code, &b.form)));
        due
    }

    fn is_soon(&self, due: &DueReport) -> bool {
        due.days_left <= AHEAD || are_of_one_month(due.day, self.today)
    }

    fn due(
        &self,
        of: &ListedReport,
        report: Option<ReportId>,
        day: NaiveDate,
    ) -> Option<DueReport> {
        let awaited = report.and_then(|id| self.awaited.get(&id)).copied().unwrap_or(0);
        Some(DueReport {
            report,
            office: of.office.clone(),
            form: of.template.key.clone(),
            period: of.period.key,
            series: self.series_of(of),
            day,
            days_left: days_between(self.today, day),
            awaited,
        })
    }

    /// The reports after the last of each office in each form, as far as somebody may report on their days.
    fn not_begun(&self) -> Vec<DueReport> {
        let last = self.reports.iter().filter(|report| {
            let mut others = self.reports.iter();
            !others
                .any(|other| other.is_in_series_of(report) && other.period.key > report.period.key)
        });
        let next = last.filter_map(|report| {
            let form = self.forms.iter().find(|form| form.id.key == report.template.key)?;
            let next = form.schedule?.after(report.period, report.period.key.next());
            let listed =
                self.offices.iter().find(|listed| listed.office.code == report.office.code)?;
            if listed.closed.is_some_and(|closed| closed < next.range.first()) {
                return None;
            }
            let due = self.due(report, None, next.due?)?;
            Some(DueReport { period: next.key, ..due })
        });
        next.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::session::session_tests::sample_with_may;
    use crate::report::content::ReportStatus;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2023, month, day).unwrap()
    }

    /// The sample as an own file on a day; all but May are finished.
    fn file(today: NaiveDate) -> FileSummary {
        let (_folder, mut session, may) = sample_with_may();
        let mut file = session.summary().unwrap();
        (file.today, file.content) = (today, FileContent::Own);
        for report in &mut file.reports {
            let at = report.period.range.last().and_hms_opt(8, 0, 0).unwrap();
            report.status =
                if report.id == may { ReportStatus::Draft } else { ReportStatus::Final { at } };
        }
        file
    }

    fn words(file: &FileSummary) -> Vec<String> {
        file.due_reports().iter().map(DueReport::words).collect()
    }

    #[test]
    fn what_is_due_is_told_with_its_day_and_how_long_it_is() {
        let mut early = file(day(5, 2));
        let may = early.reports.last().unwrap().id;
        early.awaited.insert(may, 3);
        let told = "Báo cáo tháng 5/2023: hạn thứ Bảy 20/5/2023, còn 18 ngày · 3 đơn vị chưa gửi lại phiếu";
        assert_eq!(words(&early), [told]);
        let on_it = words(&file(day(5, 20)));
        assert_eq!(on_it, ["Báo cáo tháng 5/2023: hạn thứ Bảy 20/5/2023, là hôm nay"]);
    }

    #[test]
    fn the_report_that_nobody_began_is_told_when_its_month_comes() {
        let late = words(&file(day(6, 5)));
        let may = "Báo cáo tháng 5/2023: hạn thứ Bảy 20/5/2023, quá 16 ngày";
        let june = "Báo cáo tháng 6/2023 chưa lập: hạn thứ Ba 20/6/2023, còn 15 ngày";
        assert_eq!(late, [may, june]);
        // In May nobody wants to hear of it.
        assert_eq!(words(&file(day(5, 22))).len(), 1);
    }

    #[test]
    fn of_drafts_of_years_ago_one_is_told_and_of_the_sample_none() {
        let mut file = file(day(5, 22));
        for report in &mut file.reports {
            report.status = ReportStatus::Draft;
        }
        assert_eq!(words(&file), ["Báo cáo tháng 5/2023: hạn thứ Bảy 20/5/2023, quá 2 ngày"]);
        file.content = FileContent::Sample;
        assert!(file.due_reports().is_empty());
    }

    #[test]
    fn an_office_that_is_closed_owes_no_next_report() {
        let mut file = file(day(6, 5));
        file.offices[0].closed = Some(day(5, 31));
        assert_eq!(words(&file).len(), 2, "the days of June begin in May");
        file.offices[0].closed = Some(day(5, 1));
        assert_eq!(words(&file).len(), 1);
    }
}
