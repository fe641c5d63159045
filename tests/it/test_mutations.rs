//! One number of a clean report is changed at a time, in every way a hand slips: is it found? An
//! oracle that shares no arithmetic with the checks says which declared relations the change breaks.

use std::collections::BTreeMap;

use baocao06::calc::check::{self, Settings};
use baocao06::calc::history::History;
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::exchange::template_v1::read_template;
use baocao06::report::change::Edit;
use baocao06::report::check::Severity;
use baocao06::report::content::Report;
use baocao06::report::key::{FigureKey, TemplateKey};
use baocao06::report::template::Template;
use baocao06::report::value::{Number, Value};
use rust_decimal::Decimal;

use super::oracle::{Oracle, written};
use super::support::{key, sample, template};
use super::test_checks::corrected_may;

/// A field of a report: typed, or printed instead of computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field<'a> {
    Typed(&'a FigureKey),
    Printed(&'a FigureKey),
}

impl Field<'_> {
    fn edit(self, value: Value) -> Edit {
        match self {
            Field::Typed(key) => Edit::figure(key.clone(), Some(value)),
            Field::Printed(key) => Edit::printed(key.clone(), Some(value)),
        }
    }
}

/// The same kind of number, with other digits.
fn rewritten(value: &Value, digits: &str, scale: u32) -> Option<Value> {
    let Value::Known { number, qualifier } = value else {
        return None;
    };
    let digits: i64 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
    let number = match number {
        Number::Count(_) if scale == 0 => Number::Count(digits),
        Number::Count(_) => return None,
        Number::Decimal(_) => Number::Decimal(Decimal::new(digits, scale)),
    };
    Some(Value::Known { number, qualifier: *qualifier })
}

/// Every slip of the hand in one number: two neighbouring digits swapped, one dropped, one doubled,
/// the decimal sign (for counts a zero) moved.
fn slips(value: &Value) -> Vec<(&'static str, Value)> {
    let Some((digits, scale)) = written(Some(value)) else {
        return Vec::new();
    };
    let digits = digits.to_string();
    let mut slips = Vec::new();
    let mut slip = |kind, digits: String, scale| {
        slips.extend(rewritten(value, &digits, scale).map(|value| (kind, value)));
    };
    for i in 0..digits.len() {
        let (before, rest) = digits.split_at(i);
        if rest.len() >= 2 {
            slip("swapped", format!("{before}{}{}{}", &rest[1..2], &rest[..1], &rest[2..]), scale);
        }
        slip("dropped", format!("{before}{}", &rest[1..]), scale.min(digits.len() as u32 - 1));
        slip("doubled", format!("{before}{}{rest}", &rest[..1]), scale);
    }
    slip("moved", format!("{digits}0"), scale);
    if scale > 0 {
        slip("moved", digits.clone(), scale - 1);
        slip("moved", digits.clone(), 0);
    }
    if matches!(value, Value::Known { number: Number::Decimal(_), .. }) {
        slip("moved", digits.clone(), scale + 1);
    }
    slips.retain(|(_, slipped)| slipped != value);
    slips
}

#[derive(Default)]
struct Tally {
    made: usize,
    breaking: usize,
    breaking_found: usize,
    exact: usize,
    exact_found: usize,
    /// Found although nothing declared is broken.
    unfounded: usize,
}

struct Trial<'a> {
    template: &'a Template,
    clean: &'a Report,
    past: Vec<Report>,
    history: History,
    tallies: BTreeMap<&'static str, Tally>,
}

impl<'a> Trial<'a> {
    fn new(template: &'a Template, clean: &'a Report, past: Vec<Report>) -> Self {
        let history = History::of_reports(past.clone(), template);
        let trial = Self { template, clean, past, history, tallies: BTreeMap::new() };
        let clean = Oracle { template, report: clean, past: &trial.past };
        assert_eq!(clean.broken(), (0, 0), "the oracle has a clean report");
        trial
    }

    fn findings(&self, report: &Report) -> Vec<check::Finding> {
        let template = self.template;
        let results = Results::of(report, template);
        let context = Context::of(report, template, &results);
        let mut found = check::findings(context, &self.history, &Settings::default());
        // The days of the period are not touched.
        found.retain(|finding| !finding.places.contains(&check::Place::Period));
        found
    }

    fn run(&mut self, kind: &'static str, edits: &[Edit]) {
        let mut report = self.clean.clone();
        for edit in edits {
            report.edit(edit.clone());
        }
        let oracle = Oracle { template: self.template, report: &report, past: &self.past };
        let (exact, other) = oracle.broken();
        let is_found = !self.findings(&report).is_empty();
        let tally = self.tallies.entry(kind).or_default();
        tally.made += 1;
        if exact + other > 0 {
            tally.breaking += 1;
            tally.breaking_found += usize::from(is_found);
        }
        if exact > 0 {
            tally.exact += 1;
            tally.exact_found += usize::from(is_found);
        }
        if exact + other == 0 && is_found {
            tally.unfounded += 1;
            println!("found without a reason: {edits:?}");
        }
        if exact + other > 0 && !is_found {
            println!("not found: {edits:?}");
        }
    }

    /// Every slip in every number, and every two neighbouring fields exchanged.
    fn run_all(&mut self) {
        let clean = self.clean;
        let typed = clean.values.iter().map(|(key, value)| (Field::Typed(key), value));
        let printed = clean.printed.iter().map(|(key, value)| (Field::Printed(key), value));
        let fields: Vec<(Field<'_>, &Value)> = typed.chain(printed).collect();
        for (field, value) in &fields {
            for (kind, slipped) in slips(value) {
                self.run(kind, &[field.edit(slipped)]);
            }
        }
        for pair in fields.windows(2).chain(fields.windows(3)) {
            let [(a, of_a), .., (b, of_b)] = pair else {
                continue;
            };
            let is_same_kind = matches!((a, b), (Field::Typed(_), Field::Typed(_)))
                || matches!((a, b), (Field::Printed(_), Field::Printed(_)));
            if is_same_kind && of_a != of_b {
                let edits = [a.edit((*of_b).clone()), b.edit((*of_a).clone())];
                self.run("exchanged", &edits);
            }
        }
    }
}

/// Prints the shares and gives the sums.
fn report_shares(title: &str, trials: &[Trial<'_>]) -> Tally {
    let mut all = Tally::default();
    println!("{title}");
    let kinds = ["swapped", "dropped", "doubled", "moved", "exchanged"];
    for kind in kinds {
        let mut sum = Tally::default();
        for tally in trials.iter().filter_map(|trial| trial.tallies.get(kind)) {
            for sum in [&mut sum, &mut all] {
                sum.made += tally.made;
                sum.breaking += tally.breaking;
                sum.breaking_found += tally.breaking_found;
                sum.exact += tally.exact;
                sum.exact_found += tally.exact_found;
                sum.unfounded += tally.unfounded;
            }
        }
        println!("  {kind}: {}", shares(&sum));
    }
    println!("  all: {}", shares(&all));
    all
}

fn shares(tally: &Tally) -> String {
    let percent = |found: usize, of: usize| (1000 * found).checked_div(of).unwrap_or(1000);
    let share = |found, of| {
        let per_mille = percent(found, of);
        format!("{found}/{of} ({},{} %)", per_mille / 10, per_mille % 10)
    };
    format!(
        "made {}, found {}; break a relation and found {}; an equality or a sum {}; found without reason {}",
        tally.made,
        share(tally.breaking_found + tally.unfounded, tally.made),
        share(tally.breaking_found, tally.breaking),
        share(tally.exact_found, tally.exact),
        tally.unfounded
    )
}

#[test]
fn one_changed_number_of_the_report_is_found() {
    let template = template();
    let may = corrected_may();
    let reports = sample();
    let april = reports[11].clone();
    let mut may_trial = Trial::new(&template, &may, reports[..12].to_vec());
    let mut april_trial = Trial::new(&template, &april, reports[..11].to_vec());
    may_trial.run_all();
    april_trial.run_all();
    let tally = report_shares("May corrected and April of the sample", &[may_trial, april_trial]);
    assert!(tally.made > 1000 && tally.exact > 100, "{} {}", tally.made, tally.exact);
    assert!(tally.breaking_found * 10 >= tally.breaking * 9);
    assert_eq!(tally.exact_found, tally.exact);
    assert_eq!(tally.unfounded, 0);
}

/// A form whose totals are typed: columns that add up and lines that balance.
const LEDGER: &str = r#"{
  "format": "baocao06/template", "format_version": 1, "key": "ledger", "version": 1, "name": "Sổ",
  "schedule": {"from": {"month": 0, "day": 1}, "to": {"month": 0, "day": 31}, "due": {"month": 1, "day": 5}},
  "figures": [{"key": "received", "label": "Tất cả", "kind": "count"}, {"key": "again", "label": "Nhắc lại", "kind": "count"}],
  "sections": [{"key": "s", "level": 1, "label": "S", "items": [
    {"key": "g", "label": "G", "figures": {"rows": ["received", "again"]}},
    {"key": "t", "label": "T", "table": {
      "columns": [
        {"key": "received", "label": "Tiếp nhận", "figure": {"name": "tiếp nhận", "kind": "count"}},
        {"key": "done", "label": "Đã giải quyết", "figure": {"name": "đã giải quyết", "kind": "count"}},
        {"key": "pending", "label": "Đang giải quyết", "figure": {"name": "đang giải quyết", "kind": "count"}}
      ],
      "rows": [ROWS]
    }}
  ]}],
  "checks": [
    {"key": "lines", "severity": "error", "rule": {"balance": {"received": {"column": "t.received"}, "done": {"column": "t.done"}, "pending": {"column": "t.pending"}}}},
    {"key": "columns", "severity": "error", "rule": {"sum": {"parts": [{"column": "t.received"}], "whole": "received"}}},
    {"key": "again", "severity": "error", "rule": {"equal": ["received", "again"]}}
  ]
}"#;

#[test]
fn every_change_that_breaks_a_sum_is_found() {
    let rows: Vec<String> =
        (0..12).map(|i| format!(r#"{{"key": "r{i}", "label": "Dòng {i}"}}"#)).collect();
    let template = read_template(&LEDGER.replace("ROWS", &rows.join(","))).unwrap();
    let mut report = corrected_may();
    report.template.key = TemplateKey::parse("ledger").unwrap();
    report.values.clear();
    report.printed.clear();
    let mut all = 0;
    for i in 0..12_i64 {
        let (done, pending) = (37 + 1009 * i, (i * i * 13) % 97);
        let cells = [("received", done + pending), ("done", done), ("pending", pending)];
        for (column, count) in cells {
            report.values.insert(key(&format!("t.r{i}.{column}")), Value::count(count));
        }
        all += done + pending;
    }
    report.values.insert(key("received"), Value::count(all));
    report.values.insert(key("again"), Value::count(all));
    let mut trial = Trial::new(&template, &report, Vec::new());
    assert_eq!(trial.findings(&report), Vec::new());
    trial.run_all();
    let trials = [trial];
    let tally = report_shares("A ledger of typed sums", &trials);
    let [Trial { tallies: trial_kinds, .. }] = &trials;
    assert!(tally.exact > 250, "{}", tally.exact);
    assert_eq!((tally.exact_found, tally.unfounded), (tally.exact, 0));
    // Done and pending of a line exchanged still balance; every other slip breaks something.
    let slipped = trial_kinds.iter().filter(|(kind, _)| **kind != "exchanged");
    assert!(slipped.into_iter().all(|(_, tally)| tally.breaking == tally.made));
}

#[test]
fn clean_reports_are_left_alone() {
    let template = template();
    let mut clean: Vec<Report> = sample();
    *clean.last_mut().unwrap() = corrected_may();
    let mut most = (0, 0);
    for (i, report) in clean.iter().enumerate() {
        let history = History::of_reports(clean[..i].to_vec(), &template);
        let results = Results::of(report, &template);
        let context = Context::of(report, &template, &results);
        let found = check::findings(context, &history, &Settings::default());
        let count = |severity| found.iter().filter(|f| f.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        println!("{}: {errors} errors, {warnings} warnings", report.header.period.key);
        most = (most.0.max(errors), most.1.max(warnings));
    }
    assert!(most.0 == 0 && most.1 <= 2, "{most:?}");
}
