//! One number of a clean report's prose is changed at a time, in every way a hand slips: is it found?
//! The prose is the report's own with its figures written out, so that the sentence it was made of
//! tells which figure each number stands for.

use std::collections::BTreeMap;
use std::ops::Range;

use baocao06::calc::check::{self, Finding, Matter, Settings, TextFindings};
use baocao06::calc::history::History;
use baocao06::calc::prose::{Context, Source};
use baocao06::calc::results::Results;
use baocao06::calc::text;
use baocao06::report::change::Edit;
use baocao06::report::content::Report;
use baocao06::report::key::{FigureKey, TextKey};
use baocao06::report::number::format_decimal;
use baocao06::report::template::Template;
use rust_decimal::Decimal;

use super::support::{sample, template};
use super::test_checks::corrected_may;

/// A number written out of a figure.
#[derive(Debug, Clone)]
struct Written {
    text: TextKey,
    range: Range<usize>,
    figure: FigureKey,
    /// Its digits, and how many of them are decimals.
    digits: String,
    decimals: usize,
    is_percent: bool,
}

impl Written {
    /// A run that is nothing but a number, written as such: no day, no "hơn 300", no "09".
    fn of(text: &TextKey, range: Range<usize>, figure: &FigureKey, run: &str) -> Option<Self> {
        let number = run.strip_suffix('%').unwrap_or(run);
        let (whole, decimals) = number.split_once(',').unwrap_or((number, ""));
        let digits = whole.replace('.', "") + decimals;
        let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
        let written = Self {
            text: text.clone(),
            range,
            figure: figure.clone(),
            digits,
            decimals: decimals.len(),
            is_percent: run.ends_with('%'),
        };
        (is_number && written.written(&written.digits, written.decimals) == run).then_some(written)
    }

    /// Other digits as an official writes them.
    fn written(&self, digits: &str, decimals: usize) -> String {
        let digits: i64 = digits.parse().unwrap_or(0);
        let number = Decimal::new(digits, decimals as u32);
        format_decimal(number) + if self.is_percent { "%" } else { "" }
    }

    /// Every slip of the hand.
    fn slips(&self) -> Vec<(&'static str, String)> {
        let mut slips = Vec::new();
        let digits = &self.digits;
        for i in 0..digits.len() {
            let (before, rest) = digits.split_at(i);
            if rest.len() >= 2 {
                let swapped = format!("{before}{}{}{}", &rest[1..2], &rest[..1], &rest[2..]);
                slips.push(("swapped", self.written(&swapped, self.decimals)));
            }
            let dropped = format!("{before}{}", &rest[1..]);
            slips.push(("dropped", self.written(&dropped, self.decimals)));
            let doubled = format!("{before}{}{rest}", &rest[..1]);
            slips.push(("doubled", self.written(&doubled, self.decimals)));
        }
        let moved = if self.decimals > 0 {
            self.written(digits, self.decimals - 1)
        } else {
            self.written(&format!("{digits}0"), 0)
        };
        slips.push(("moved", moved));
        let own = self.written(digits, self.decimals);
        slips.retain(|(_, slip)| *slip != own);
        slips.dedup();
        slips
    }
}

/// A report whose prose has its figures written out, and what was written.
fn written_out(report: &Report, template: &Template) -> (Report, Vec<Written>) {
    let results = Results::of(report, template);
    let context = Context::of(report, template, &results);
    let (mut plain, mut all) = (report.clone(), Vec::new());
    for (key, text) in text::prose(report, template) {
        let mut printed = String::new();
        for run in context.runs(text) {
            let start = printed.len();
            printed.push_str(&run.text);
            if let Source::Figure(figure) = &run.source {
                all.extend(Written::of(key, start..printed.len(), figure, &run.text));
            }
        }
        plain.edit(Edit::text(key.clone(), Some(printed)));
    }
    (plain, all)
}

struct Trial {
    template: std::sync::Arc<Template>,
    clean: Report,
    history: History,
    texts: TextFindings,
    numbers: Vec<Written>,
}

impl Trial {
    fn new(report: &Report, past: Vec<Report>) -> Self {
        let template = template();
        let (clean, numbers) = written_out(report, &template);
        let history = History::of_reports(past, &template);
        let mut trial = Self { template, clean, history, texts: TextFindings::default(), numbers };
        let found = trial.findings(&trial.clean.clone());
        assert_eq!(found, [], "a clean report");
        trial
    }

    /// What is found beside the days of the period, which are not touched.
    fn findings(&mut self, report: &Report) -> Vec<Finding> {
        let results = Results::of(report, &self.template);
        let context = Context::of(report, &self.template, &results).after(&self.history);
        let settings = Settings::default();
        let mut found = check::all_findings(context, &self.history, &settings, &mut self.texts);
        found.retain(|finding| !finding.places.contains(&check::Place::Period));
        found
    }

    /// Whether a finding names the figure whose number was changed.
    fn is_found(&mut self, changes: &[(&Written, &str)]) -> (bool, bool) {
        let mut report = self.clean.clone();
        let mut changes: Vec<_> = changes.to_vec();
        changes.sort_by_key(|(number, _)| std::cmp::Reverse(number.range.start));
        for (number, slip) in &changes {
            let mut text = report.text(&self.template, &number.text).to_owned();
            text.replace_range(number.range.clone(), slip);
            report.edit(Edit::text(number.text.clone(), Some(text)));
        }
        let found = self.findings(&report);
        let names = |finding: &Finding| match &finding.matter {
            Matter::TextNumber(typed) => {
                changes.iter().any(|(number, _)| typed.figure.figure == number.figure)
            }
            _ => false,
        };
        (!found.is_empty(), found.iter().any(names))
    }
}

#[derive(Debug, Default)]
struct Tally {
    made: usize,
    found: usize,
    named: usize,
}

impl Tally {
    fn add(&mut self, (is_found, is_named): (bool, bool)) {
        self.made += 1;
        self.found += usize::from(is_found);
        self.named += usize::from(is_named);
    }
}

#[test]
fn one_changed_number_of_the_prose_is_found() {
    let reports = sample();
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    for (at, report) in [(12, corrected_may()), (11, reports[11].clone())] {
        let mut trial = Trial::new(&report, reports[..at].to_vec());
        let numbers = trial.numbers.clone();
        assert!(numbers.len() > 40, "{}", numbers.len());
        for number in &numbers {
            for (kind, slip) in number.slips() {
                let found = trial.is_found(&[(number, &slip)]);
                if !found.0 {
                    println!("{kind} not found: {} {} → {slip}", number.figure, number.digits);
                }
                tallies.entry(kind).or_default().add(found);
            }
        }
        for pair in numbers.windows(2) {
            let [a, b] = pair else { continue };
            let (of_a, of_b) = (a.written(&a.digits, a.decimals), b.written(&b.digits, b.decimals));
            if a.text == b.text && a.is_percent == b.is_percent && of_a != of_b {
                let found = trial.is_found(&[(a, &of_b), (b, &of_a)]);
                if !found.0 {
                    println!("exchanged not found: {} {of_a}, {} {of_b}", a.figure, b.figure);
                }
                tallies.entry("exchanged").or_default().add(found);
            }
        }
    }
    let mut all = Tally::default();
    for (kind, tally) in &tallies {
        println!("{kind}: {tally:?}");
        all.made += tally.made;
        all.found += tally.found;
        all.named += tally.named;
    }
    println!("all: {all:?}, {} % found", 100 * all.found / all.made);
    assert!(all.made > 500, "{}", all.made);
    assert!(all.found * 10 >= all.made * 9, "{} of {}", all.found, all.made);
}

/// The reference report as it was printed: every number of its prose in digits. It contradicts itself
/// in the same places, and nowhere else.
#[test]
fn the_prose_of_the_reference_report_in_digits_adds_no_finding() {
    let reports = sample();
    let (report, _) = written_out(&reports[12], &template());
    let ids = |report: &Report| -> Vec<String> {
        super::test_checks::findings_of(report).into_iter().map(|finding| finding.id).collect()
    };
    assert_eq!(ids(&report), ids(&reports[12]));
    assert_ne!(report.texts, reports[12].texts);
}
