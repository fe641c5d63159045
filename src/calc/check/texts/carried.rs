//! Numbers and days in lines that stand in a text as they stood in the period before: they may still be
//! those of that period.

use std::collections::HashSet;
use std::ops::Range;

use crate::calc::prose::Context;
use crate::calc::text::citations::Citation;
use crate::calc::text::numbers::{Bound, Meaning, NumberInText};
use crate::report::key::TextKey;
use crate::report::period::Period;

/// Units of ages and of times.
const TIMES: [&str; 6] = ["tuổi", "ngày", "giờ", "phút", "tháng", "năm"];

/// The lines of a text of the period before, to be looked for in the text of this period.
pub(super) struct LastMonth<'a> {
    lines: HashSet<&'a str>,
    period: Period,
}

impl<'a> LastMonth<'a> {
    /// What the period before said in the same text, in words of its own; `None` when there is nothing
    /// to compare. The template's own sentences follow the period by themselves.
    pub(super) fn of(context: Context<'a>, key: &TextKey) -> Option<Self> {
        let before = &context.previous?.report;
        context.report.texts.get(key)?;
        let lines = before.texts.get(key)?.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty()).collect();
        Some(Self { lines, period: before.header.period })
    }

    /// Whether it said a line.
    pub(super) fn says(&self, line: &str) -> bool {
        self.lines.contains(line.trim())
    }

    /// The numbers and days of a line that may still be its own: amounts that no figure is known for
    /// (`is_settled`), and days of its period. What belongs to a cited document stays as it is.
    pub(super) fn stale(
        &self,
        line: &str,
        numbers: &[NumberInText],
        citations: &[Citation],
        is_settled: impl Fn(&Range<usize>) -> bool,
    ) -> Vec<Range<usize>> {
        let is_cited = |range: &Range<usize>| {
            citations.iter().any(|c| c.range.start <= range.start && range.end <= c.range.end)
        };
        let stale = numbers.iter().filter(|number| {
            let range = &number.range;
            let may_be_old = match number.meaning {
                Meaning::Quantity | Meaning::Part | Meaning::Whole => {
                    !is_settled(range) && !is_rule(line, number)
                }
                Meaning::Day => self.has_day(line, range),
                _ => false,
            };
            may_be_old && !is_cited(range)
        });
        stale.map(|number| number.range.clone()).collect()
    }

    /// Whether a day, a month or a stretch of days lies in its period.
    fn has_day(&self, line: &str, range: &Range<usize>) -> bool {
        let Some(written) = line.get(range.clone()) else { return false };
        let front = line.get(..range.start).unwrap_or_default().trim_end();
        let is_month = front.to_lowercase().ends_with("tháng");
        let period = self.period;
        let is_old = |end| period.has_written_day(end) || is_month && period.has_written_month(end);
        written.split(['-', '–']).any(is_old)
    }
}

/// Whether a number belongs to a rule rather than to a period: a limit ("dưới 6 tuổi", "không quá 03
/// ngày"), an age or a time.
fn is_rule(line: &str, number: &NumberInText) -> bool {
    let is_limit = matches!(number.bound, Some(Bound::Below | Bound::AtMost | Bound::AtLeast));
    let unit = number.unit.clone().and_then(|unit| line.get(unit)).unwrap_or_default();
    let is_time = unit.split_whitespace().next().is_some_and(|word| TIMES.contains(&word));
    is_limit || is_time
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Case, text_key};
    use crate::calc::check::finding::Finding;
    use crate::calc::check::{Matter, Place, explain};

    fn said(findings: &[Finding]) -> Vec<String> {
        let is_here =
            |place: &Place| matches!(place, Place::Text { text, .. } if *text == text_key());
        let found = findings.iter().filter(|finding| finding.places.iter().all(is_here));
        let said = found.filter_map(|finding| match &finding.matter {
            Matter::SaidBefore(said) => Some(said.clone()),
            _ => None,
        });
        said.flatten().collect()
    }

    #[test]
    fn numbers_and_days_of_the_month_before_are_marked_in_what_was_taken_over() {
        let text = "Đã mở 23 lớp cho 1.204 lượt người, ngày 05/5/2023 sơ kết tháng 5/2023.\n\
                    Từ ngày 01/8/2022 đến nay đã lắp 14 điểm.\n\
                    Thực hiện Kế hoạch số 97/KH-UBND ngày 20/4/2023 của UBND xã.";
        let mut case = Case::june_after(text);
        assert_eq!(said(&case.findings()), ["23", "1.204", "05/5/2023", "5/2023", "14"]);

        // A line in new words is the official's own.
        case.write(&text.replace("1.204", "1.310"));
        assert_eq!(said(&case.findings()), ["14"]);
        let found = case.findings();
        let is_it = |f: &&Finding| f.id == "text_carried.police.narrative";
        let finding = found.iter().find(is_it).unwrap();
        assert!(finding.stands());
        case.answer(|_| explain(finding, "Chưa có điểm mới"));
        assert!(!case.findings().iter().find(is_it).unwrap().stands());
    }

    #[test]
    fn months_in_words_and_stretches_of_days_are_days_too() {
        let text = "Từ 12/4 đến 12/5/2023, trong tháng 5 năm 2023 đã họp; năm 2023 giữ chỉ tiêu, \
                    tháng 6 sẽ họp tiếp.";
        let mut case = Case::june_after(text);
        assert_eq!(said(&case.findings()), ["12/4", "12/5/2023", "5"]);
    }

    #[test]
    fn rules_belong_to_no_month() {
        let text =
            "Trẻ em dưới 6 tuổi, trả kết quả trong 03 ngày làm việc, không quá 5 lần, tại 4 điểm.";
        let mut case = Case::june_after(text);
        assert_eq!(said(&case.findings()), ["4"]);
    }

    #[test]
    fn a_first_month_and_a_text_of_its_own_have_nothing_to_compare() {
        assert_eq!(said(&Case::with("Đã mở 23 lớp.").findings()), Vec::<String>::new());
        let mut case = Case::june_after("Đã mở 23 lớp.");
        case.write("Đã mở 25 lớp.");
        assert_eq!(said(&case.findings()), Vec::<String>::new());
    }
}
