//! Every shape of check on a small template: what breaks it, what does not, and what is left alone.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::*;
use crate::calc::rate::Rounding;
use crate::calc::results::Results;
use crate::exchange::template_v1::read_template;
use crate::report::change::Edit;
use crate::report::content::{Header, Report, ReportStatus};
use crate::report::key::{OfficeCode, RowKey};
use crate::report::letterhead::LetterheadField;
use crate::report::number::read_or_keep;
use crate::report::office::Office;
use crate::report::period::{DateRange, DayValue, Period, PeriodKey, parse_day};
use crate::report::template::{Switch, Template};

const FORM: &str = r#"{
  "format": "baocao06/template", "format_version": 1, "key": "t", "version": 1, "name": "T",
  "schedule": {"from": {"month": 0, "day": 1}, "to": {"month": 0, "day": 31}, "due": {"month": 1, "day": 5}},
  "figures": [
    {"key": "a", "label": "A", "unit": "hồ sơ", "kind": "count"},
    {"key": "b", "label": "B", "unit": "hồ sơ", "kind": "count"},
    {"key": "c", "label": "C", "kind": "count", "need": "optional"},
    {"key": "stock", "label": "Tồn", "kind": "count", "span": "as_of", "need": "optional"},
    {"key": "since", "label": "Cộng dồn", "kind": "count", "span": {"since": "2022-08-01"}, "need": "optional"},
    {"key": "p", "label": "Tỷ lệ nhập", "unit": "%", "kind": "percent", "need": "optional"},
    {"key": "q", "label": "Tỷ lệ nhập 2", "unit": "%", "kind": "percent", "need": "optional"},
    {"key": "ab", "label": "A và B", "kind": {"sum": ["a", "b"]}},
    {"key": "rate", "label": "Tỷ lệ", "unit": "%", "kind": {"rate": {"part": "a", "whole": "b"}}}
  ],
  "sections": [{"key": "s", "level": 1, "label": "S", "items": [
    {"key": "g", "label": "G", "figures": {"rows": ["a", "b", "c", "stock", "since", "p", "q", "ab", "rate"]}},
    {"key": "t", "label": "T", "table": {
      "columns": [
        {"key": "x", "label": "X", "figure": {"name": "x", "kind": "count", "need": "optional"}},
        {"key": "y", "label": "Y", "figure": {"name": "y", "kind": "count", "need": "optional"}},
        {"key": "rate", "label": "R", "figure": {"name": "r", "unit": "%", "kind": {"rate": {"part": "x", "whole": "y"}}}}
      ],
      "rows": [{"key": "r1", "label": "Dòng 1"}, {"key": "r2", "label": "Dòng 2"}, {"key": "r3", "label": "Dòng 3"}],
      "total": {"label": "Tổng"}
    }}
  ]}],
  "checks": [CHECKS]
}"#;

struct Case {
    template: Template,
    report: Report,
    past: Vec<Report>,
}

fn key(text: &str) -> FigureKey {
    FigureKey::parse(text).unwrap()
}

fn report_of(template: &Template, month: &str, values: &[(&str, &str)]) -> Report {
    let month = PeriodKey::parse(month).unwrap();
    let period = Period { key: month, range: month.calendar(), due: None };
    let office = Office { code: OfficeCode::parse("x").unwrap(), name: "X".to_owned() };
    let header = Header { period, status: ReportStatus::Draft, remark: String::new() };
    let mut report = Report::new(office, template.id().clone(), header);
    for (name, text) in values {
        let name = key(name);
        let figure = template.figure(&name).unwrap();
        let value = Some(read_or_keep(text, template.number_kind(figure)));
        let typed = figure.is_typed();
        report.edit(if typed { Edit::figure(name, value) } else { Edit::printed(name, value) });
    }
    report
}

/// One rule under the key `k`, and a report of May with these values.
fn case(rule: &str, values: &[(&str, &str)]) -> Case {
    let check = format!(r#"{{"key": "k", "severity": "error", "rule": {rule}}}"#);
    let template = read_template(&FORM.replace("CHECKS", &check)).unwrap();
    let report = report_of(&template, "2023-05", values);
    Case { template, report, past: Vec::new() }
}

impl Case {
    /// With the period before.
    fn after(self, month: &str, values: &[(&str, &str)]) -> Self {
        let past = report_of(&self.template, month, values);
        Self { past: [self.past, vec![past]].concat(), ..self }
    }

    fn findings_with(&self, settings: &Settings) -> Vec<Finding> {
        let (report, template) = (&self.report, &self.template);
        let results = Results::of(report, template);
        let history = History::of_reports(self.past.clone(), template);
        findings(Context::of(report, template, &results), &history, settings)
    }

    fn findings(&self) -> Vec<Finding> {
        self.findings_with(&Settings::default())
    }

    #[track_caller]
    fn one(&self) -> Finding {
        let findings = self.findings();
        assert_eq!(findings.len(), 1, "{findings:#?}");
        findings.into_iter().next().unwrap()
    }

    /// The difference of the only finding.
    #[track_caller]
    fn differs_by(&self, difference: i64) {
        assert_eq!(self.one().matter.difference(), Some(Decimal::from(difference)));
    }

    #[track_caller]
    fn is_quiet(&self) {
        assert_eq!(self.findings(), Vec::new());
    }
}

#[test]
fn two_places_of_one_quantity() {
    let of = |values: &[_]| case(r#"{"equal": ["a", "b"]}"#, values);
    of(&[("a", "3.798"), ("b", "3.781")]).differs_by(17);
    of(&[("a", "3.798"), ("b", "3798")]).is_quiet();
    of(&[("a", "-"), ("b", "0")]).is_quiet();
    of(&[("a", "-"), ("b", "5")]).differs_by(5);
    of(&[("a", "3.798")]).is_quiet();
    of(&[("a", "hơn 300"), ("b", "305")]).is_quiet();
    of(&[("a", "hơn 300"), ("b", "300")]).differs_by(0);
    of(&[("a", "hơn 300"), ("b", "288")]).differs_by(12);
    of(&[("a", "gần 300"), ("b", "301")]).differs_by(1);
    of(&[("a", "khoảng 300"), ("b", "9")]).is_quiet();
    let sum = case(r#"{"equal": ["ab", "c"]}"#, &[("a", "hơn 3"), ("b", "4"), ("c", "7")]);
    sum.differs_by(0);
    case(r#"{"equal": ["ab", "c"]}"#, &[("a", "3"), ("c", "7")]).is_quiet();
}

#[test]
fn parts_and_wholes() {
    let of = |values: &[_]| case(r#"{"at_most": {"part": "a", "whole": "b"}}"#, values);
    of(&[("a", "9"), ("b", "7")]).differs_by(2);
    of(&[("a", "7"), ("b", "7")]).is_quiet();
    of(&[("a", "9")]).is_quiet();
    of(&[("a", "hơn 7"), ("b", "7")]).differs_by(0);
    // A result against a target may be above it: nobody declares that it may not.
    case(r#"{"slip": ["c"]}"#, &[("a", "9"), ("b", "7")]).is_quiet();
    let share = |values: &[_]| case(r#"{"shares": ["rate"]}"#, values);
    share(&[("a", "9"), ("b", "7")]).differs_by(2);
    share(&[("a", "9"), ("rate", "120")]).differs_by(20);
    share(&[("a", "9"), ("rate", "100")]).is_quiet();
    let rows =
        [("t.r1.x", "3"), ("t.r1.y", "2"), ("t.r2.x", "2"), ("t.r2.y", "2"), ("t.r3.x", "9")];
    let columns = r#"{"at_most": {"part": {"column": "t.x"}, "whole": {"column": "t.y"}}}"#;
    assert_eq!(case(columns, &rows).one().id, "k.t.r1.x");
    let fixed = r#"{"at_most": {"part": {"column": "t.x"}, "whole": "a"}}"#;
    let found = case(fixed, &[rows.as_slice(), &[("a", "2")]].concat()).findings();
    let ids: Vec<&str> = found.iter().map(|finding| finding.id.as_str()).collect();
    assert_eq!(ids, ["k.t.r1.x", "k.t.r3.x"]);
}

#[test]
fn sums() {
    let of = |values: &[_]| case(r#"{"sum": {"parts": ["a", "b"], "whole": "c"}}"#, values);
    of(&[("a", "40.433"), ("b", "3.580"), ("c", "44.013")]).is_quiet();
    of(&[("a", "40.433"), ("b", "3.581"), ("c", "44.013")]).differs_by(1);
    of(&[("a", "40.433"), ("c", "44.013")]).is_quiet();
    of(&[("a", "1"), ("b", "ít nhất 2"), ("c", "2")]).differs_by(1);
    let rows = [("t.r1.x", "1"), ("t.r2.x", "2"), ("t.r3.x", "4"), ("a", "7")];
    let column = r#"{"sum": {"parts": [{"column": "t.x"}], "whole": "a"}}"#;
    case(column, &rows).is_quiet();
    case(column, &rows[1..]).is_quiet();
    let mut off = case(column, &rows);
    off.report.rows.insert(RowKey::parse("t.r3").unwrap(), Switch::Off.into());
    off.differs_by(4);
    let total = r#"{"equal": ["t.total.x", "a"]}"#;
    case(total, &rows).is_quiet();
    case(total, &[("t.r1.x", "1"), ("t.r2.x", "2"), ("t.r3.x", "5"), ("a", "7")]).differs_by(1);
    // The total on screen is of what is entered so far; it says nothing yet.
    case(total, &[("t.r1.x", "1"), ("a", "7")]).is_quiet();
    let balance = r#"{"balance": {"received": "a", "done": "b", "pending": "c"}}"#;
    case(balance, &[("a", "10"), ("b", "7"), ("c", "3")]).is_quiet();
    case(balance, &[("a", "10"), ("b", "7"), ("c", "5")]).differs_by(2);
}

#[test]
fn bounds_targets_and_blanks() {
    let of = |values: &[_]| {
        case(r#"{"between": {"figures": ["p"], "least": "0.5", "most": 100}}"#, values)
    };
    assert_eq!(of(&[("p", "956,2")]).one().matter.difference(), Some(Decimal::new(8562, 1)));
    assert_eq!(of(&[("p", "0,4")]).one().matter.difference(), Some(Decimal::new(1, 1)));
    of(&[("p", "100")]).is_quiet();
    of(&[]).is_quiet();
    let target = |better: &str| {
        let rule = r#"{"target": {"result": "a", "target": {"figure": "b"}, "better": "BETTER"}}"#;
        rule.replace("BETTER", better)
    };
    case(&target("higher"), &[("a", "8"), ("b", "10")]).differs_by(2);
    case(&target("higher"), &[("a", "12"), ("b", "10")]).is_quiet();
    case(&target("lower"), &[("a", "12"), ("b", "10")]).differs_by(2);
    case(r#"{"target": {"result": "a", "target": {"number": 95}}}"#, &[("a", "94")]).differs_by(1);
    let blank = case(r#"{"filled": [{"need": "required"}]}"#, &[("a", "không rõ")]);
    let found = blank.findings();
    assert_eq!(found[0].matter, Matter::Blank(vec![key("b")]));
    assert_eq!(found[1].matter, Matter::Unreadable("không rõ".to_owned()));
}

#[test]
fn falls_and_changes() {
    let of = |rule: &str, before: &str, now: &str| {
        case(rule, &[("stock", now), ("since", now), ("a", now)])
            .after("2023-04", &[("stock", before), ("since", before), ("a", before)])
    };
    let fall = r#"{"may_not_fall": ["stock"]}"#;
    of(fall, "10", "9").differs_by(1);
    of(fall, "10", "10").is_quiet();
    of(fall, "10", "").is_quiet();
    of(fall, "hơn 10", "10").differs_by(0);
    case(fall, &[("stock", "9")])
        .after("2023-03", &[("stock", "10")])
        .findings()
        .iter()
        .for_each(|finding| assert!(!matches!(finding.matter, Matter::Fell { .. }), "{finding:?}"));
    let mut anew = of(r#"{"may_not_fall": ["since"]}"#, "10", "9");
    anew.differs_by(1);
    let day = DayValue::Day(parse_day("01/5/2023").unwrap());
    anew.report.days.insert(key("since"), day);
    anew.is_quiet();
    let change = r#"{"change": {"figures": ["a"], "percent": 50, "from": 100}}"#;
    of(change, "100", "150").is_quiet();
    of(change, "100", "151").differs_by(51);
    of(change, "100", "49").differs_by(51);
    of(change, "40", "99").is_quiet();
    of(change, "0", "500").is_quiet();
    of(change, "100", "hơn 500").is_quiet();
}

#[test]
fn slips() {
    let of = |now: &str, past: &[&str]| {
        let mut case = case(r#"{"slip": ["a"]}"#, &[("a", now)]);
        for (month, value) in ["2023-04", "2023-03", "2023-02"].iter().zip(past) {
            case = case.after(month, &[("a", value)]);
        }
        case
    };
    let slip = |case: Case| match case.one().matter {
        Matter::Slipped { slip, .. } => slip,
        other => panic!("{other:?}"),
    };
    assert_eq!(slip(of("37.810", &["3.500"])), Slip::Times(10));
    assert_eq!(slip(of("33.781", &["3.500", "3.900"])), Slip::Times(10));
    assert_eq!(slip(of("378", &["3.500", "3.900"])), Slip::Part(10));
    assert_eq!(slip(of("3.500.000", &["3.400", "3.900"])), Slip::Times(1000));
    assert_eq!(slip(of("4", &["3.400", "3.900"])), Slip::Part(1000));
    assert_eq!(slip(of("350.000", &["3.400"])), Slip::Times(100));
    of("9.000", &["3.500"]).is_quiet();
    of("90", &["9", "8"]).is_quiet();
    of("3.500", &[]).is_quiet();
    of("3.500", &["0", "0"]).is_quiet();
    of("0", &["3.500"]).is_quiet();
    // A figure that varies so much cannot slip noticeably.
    of("3.500", &["350", "3.400"]).is_quiet();
    // Neither a tenfold nor a hundredfold of anything usual.
    of("100.000", &["3.500"]).is_quiet();
    let both = r#"{"slip": ["stock"]}}, {"key": "l", "rule": {"may_not_fall": ["stock"]}"#;
    let found = case(both, &[("stock", "378")]).after("2023-04", &[("stock", "3.500")]).one();
    assert!(matches!(found.matter, Matter::Slipped { .. }), "one finding says it");
}

#[test]
fn cumulative_figures() {
    let rule = r#"{"cumulative": {"in_period": "a", "total": "since"}}"#;
    let now = |a: &str, since: &str| case(rule, &[("a", a), ("since", since)]);
    now("9", "13").after("2023-04", &[("since", "4")]).is_quiet();
    now("9", "14").after("2023-04", &[("since", "4")]).differs_by(1);
    now("9", "13").is_quiet();
    now("", "13").after("2023-04", &[("since", "4")]).is_quiet();
    // April has its own figure but no total: March is the opening.
    let over_april =
        now("9", "15").after("2023-03", &[("since", "4")]).after("2023-04", &[("a", "2")]);
    over_april.is_quiet();
    let wrong = now("9", "13").after("2023-03", &[("since", "4")]).after("2023-04", &[("a", "2")]);
    wrong.differs_by(2);
    let nothing_known = now("9", "99").after("2023-03", &[("since", "4")]).after("2023-04", &[]);
    nothing_known.is_quiet();
}

#[test]
fn one_rounding_rule_a_column() {
    let rule = r#"{"one_rounding": [{"column": "t.rate"}]}"#;
    let counts = [
        ("t.r1.x", "880"),
        ("t.r1.y", "993"), // 88,62
        ("t.r2.x", "112"),
        ("t.r2.y", "132"), // 84,85
        ("t.r3.x", "91"),
        ("t.r3.y", "112"), // 81,25
    ];
    let of = |printed: &[_]| case(rule, &[counts.as_slice(), printed].concat());
    of(&[]).is_quiet();
    // Two of three are cut off, and the third fits: that is the rule of the column.
    of(&[("t.r1.rate", "88"), ("t.r2.rate", "84")]).is_quiet();
    let odd = of(&[("t.r1.rate", "88")]).one();
    assert_eq!(odd.id, "k.t.r1.rate");
    let Matter::RoundedOtherwise { rule, expected, fits, .. } = odd.matter else {
        panic!("{odd:?}");
    };
    assert_eq!((rule, expected), (Rounding::HalfUp, Decimal::from(89)));
    assert_eq!(fits, [Rounding::Truncate]);
    // 88,6 is the same rate with one more decimal.
    of(&[("t.r1.rate", "88,6")]).is_quiet();
    of(&[("t.r1.rate", "77")]).differs_by(12);
    of(&[("t.r1.rate", "hơn 88")]).is_quiet();
}

#[test]
fn printed_instead_of_computed() {
    let of = |values: &[_]| case(r#"{"slip": ["c"]}"#, values);
    let counts = [("a", "880"), ("b", "993")];
    let rate = |printed: &'static str| of(&[counts.as_slice(), &[("rate", printed)]].concat());
    let found = rate("88").one();
    assert_eq!((found.check.key(), found.severity), ("printed", Severity::Warning));
    rate("88").differs_by(1);
    rate("89").is_quiet();
    rate("88,62").is_quiet();
    rate("hơn 88").is_quiet();
    rate("hơn 89").one();
    of(&[("a", "880"), ("rate", "88")]).is_quiet();
    of(&[("a", "1"), ("b", "2"), ("ab", "3")]).is_quiet();
    of(&[("a", "1"), ("b", "2"), ("ab", "4")]).differs_by(1);
    of(&[("a", "1"), ("ab", "4")]).is_quiet();
}

#[test]
fn shared_wholes() {
    let rule =
        r#"{"shared_whole": [{"count": "a", "percent": "p"}, {"count": "b", "percent": "q"}]}"#;
    let of = |values: [&'static str; 4]| {
        let [a, p, b, q] = values;
        case(rule, &[("a", a), ("p", p), ("b", b), ("q", q)])
    };
    of(["7.939", "95,62", "7.743", "92,4"]).differs_by(73);
    of(["17.167", "93,39", "17.001", "92,49"]).is_quiet();
    of(["10.289", "99,88", "10.223", "99,24"]).is_quiet();
    // One of the two is cut off and not rounded: no one rule fits both.
    of(["17.167", "93,39", "17.001", "92,50"]).one();
    of(["7.939", "95,62", "7.743", ""]).is_quiet();
    of(["7.939", "95,62", "hơn 7.743", "92,4"]).is_quiet();
    of(["0", "0", "7.743", "92,4"]).is_quiet();
    of(["100", "33,36", "", ""]).one();
}

#[test]
fn what_was_not_read_is_told_wherever_it_stands() {
    let mut case = case(
        r#"{"equal": ["a", "b"]}"#,
        &[("a", "12a"), ("b", "3"), ("rate", "x"), ("t.r3.x", "y")],
    );
    case.report.days.insert(key("since"), DayValue::Unreadable("cuối năm".to_owned()));
    case.report.rows.insert(RowKey::parse("t.r3").unwrap(), Switch::Off.into());
    let found = case.findings();
    let ids: Vec<&str> = found.iter().map(|finding| finding.id.as_str()).collect();
    assert_eq!(ids, ["unreadable.a", "unreadable.rate.printed", "unreadable.since.day"]);
    assert!(found.iter().all(|finding| finding.severity == Severity::Error));
}

#[test]
fn a_day_of_signing_that_is_none_is_told() {
    let signed = |day: &str| {
        let mut case = case(r#"{"equal": ["a", "b"]}"#, &[("a", "3"), ("b", "3")]);
        let key = LetterheadField::IssueDate.text_key();
        case.report.texts.insert(key, day.to_owned());
        case.findings().into_iter().map(|finding| finding.id).collect::<Vec<_>>()
    };
    for day in ["31/6/2023", "30.2.2023", "45"] {
        assert_eq!(signed(day), ["unreadable.letterhead.issue_date"], "{day}");
    }
    for day in ["", "30/6/2023", "… tháng 6 năm 2023", "tháng 6 năm 2023"] {
        assert_eq!(signed(day), [""; 0], "{day}");
    }
}

#[test]
fn periods_join_on() {
    let of = |first: &str, last: &str| {
        let mut case = case(r#"{"slip": ["c"]}"#, &[]).after("2023-04", &[]);
        let day = |text: &str| parse_day(text).unwrap();
        case.report.header.period.range = DateRange::new(day(first), day(last)).unwrap();
        case
    };
    of("1/5/2023", "31/5/2023").is_quiet();
    of("30/4/2023", "31/5/2023").differs_by(1);
    of("25/4/2023", "28/4/2023").differs_by(4);
    of("4/5/2023", "31/5/2023").differs_by(3);
    let found = of("4/5/2023", "31/5/2023").one();
    assert_eq!((found.id.as_str(), found.places), ("period", vec![Place::Period]));
}

#[test]
fn an_explained_finding_is_silent_until_a_value_changes() {
    let mut case = case(r#"{"equal": ["a", "b"]}"#, &[("a", "1.614"), ("b", "1.622")]);
    let found = case.one();
    assert!(found.is_standing_error());
    let edit = explain(&found, " Hai số khác nhau:\nthu nhận, tiếp nhận. ").unwrap();
    case.report.edit(edit);
    let explained = case.one();
    assert!(!explained.stands() && !explained.is_standing_error());
    let words = "Hai số khác nhau:\nthu nhận, tiếp nhận.".to_owned();
    assert_eq!(explained.explanation, Explanation::Given(words.clone()));
    assert_eq!(
        (explained.id, explained.fingerprint),
        (found.id.clone(), found.fingerprint.clone())
    );
    case.report.edit(Edit::figure(key("c"), Some(Value::count(5))));
    assert!(!case.one().stands(), "it does not rest on this figure");
    case.report.edit(Edit::figure(key("a"), Some(Value::count(1615))));
    let changed = case.one();
    assert!(changed.is_standing_error());
    assert_eq!(changed.explanation, Explanation::Outdated(words));
    assert_ne!(changed.fingerprint, found.fingerprint);
    case.report.edit(Edit::figure(key("a"), Some(Value::count(1614))));
    assert!(!case.one().stands(), "the values are those it was given for");
    case.report.edit(explain(&found, "").unwrap());
    assert_eq!(case.one().explanation, Explanation::None);
}

#[test]
fn a_reason_for_what_is_printed_ends_with_what_is_computed() {
    let rates = r#"{"between": {"figures": ["a"], "least": 0}}"#;
    let mut case = case(rates, &[("a", "9"), ("b", "10")]);
    case.report.edit(Edit::printed(key("rate"), Some(Value::count(91))));
    let found = case.one();
    case.report.edit(explain(&found, "làm tròn").unwrap());
    assert!(!case.one().stands());
    case.report.edit(Edit::figure(key("a"), Some(Value::count(5))));
    assert!(case.one().stands(), "the percentage is computed from other counts now");
}

#[test]
fn the_answer_about_days_is_remembered_in_the_next_month_only() {
    let mut case =
        case(r#"{"equal": ["a", "b"]}"#, &[("a", "1"), ("b", "2")]).after("2023-04", &[]);
    let overlapping = |report: &mut Report| {
        let range = report.header.period.range;
        let first = range.first().pred_opt().unwrap();
        report.header.period.range = DateRange::new(first, range.last()).unwrap();
    };
    overlapping(&mut case.report);
    for finding in case.findings() {
        case.report.edit(explain(&finding, "đúng").unwrap());
    }
    assert!(case.findings().iter().all(|finding| !finding.stands()));
    let june = case.report.header.period.key.next();
    let mut next = crate::calc::next_report::start(&case.report, &case.template, june);
    assert_eq!(next.notes.len(), 1, "{:?}", next.notes);
    next.header.period.range = june.calendar();
    overlapping(&mut next);
    next.values = case.report.values.clone();
    let later = Case { past: vec![case.report], report: next, ..case };
    let [equal, period] = later.findings().try_into().unwrap();
    assert!(equal.stands() && !period.stands());
}

#[test]
fn errors_come_first_and_muted_checks_are_not_asked() {
    let rules = r#"{"at_most": {"part": "b", "whole": "a"}}}, {"key": "l", "severity": "note", "rule": {"equal": ["a", "b"]}}, {"key": "m", "severity": "warning", "rule": {"equal": ["b", "a"]}"#;
    let case = case(rules, &[("a", "1"), ("b", "2")]);
    let keys = |settings: &Settings| {
        let findings = case.findings_with(settings);
        findings.iter().map(|f| f.check.key().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(keys(&Settings::default()), ["k", "m", "l"]);
    // What cannot be right is asked all the same.
    let muted = BTreeSet::from(["k".to_owned(), "m".to_owned()]);
    assert_eq!(keys(&Settings { muted, ..Settings::default() }), ["k", "l"]);
}

#[test]
fn rows_beside_one_figure_have_ids_of_their_own() {
    let rule = r#"{"equal": ["a", {"column": "t.x"}]}"#;
    let found = case(rule, &[("a", "1"), ("t.r1.x", "2"), ("t.r2.x", "1"), ("t.r3.x", "3")]);
    let ids: Vec<String> = found.findings().into_iter().map(|finding| finding.id).collect();
    assert_eq!(ids, ["k.t.r1.x", "k.t.r3.x"]);
}

#[test]
fn ids_name_subjects_however_long() {
    let long = "a".repeat(110);
    for (check, subject) in [("k", ""), ("k", "a.b"), (long.as_str(), "b"), (&long, &long)] {
        let id = explain::id(check, subject);
        assert!(crate::report::key::Subject::parse(&id).is_ok(), "{id}");
    }
}
