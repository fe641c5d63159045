//! Reads a whole report as a suspicious superior would: the checks of its template, and those that
//! need no declaration, evaluated over its figures and the periods before it.
//!
//! - A finding is never a correction; where both values may be lawful it is a question.
//! - What is blank or not read gives no finding about its value; what is approximate ("hơn 300")
//!   gives bounds, which can contradict but never equal.
//! - All arithmetic is exact: decimals and fractions of integers.

mod explain;
mod extent;
mod finding;
mod fingerprint;
mod implied;
mod over_time;
mod percentages;
mod settings;
mod texts;
mod within;

use std::collections::{HashMap, HashSet};

pub use explain::explain;
pub use finding::{
    Explanation, Finding, ImpliedLine, Limit, Matter, Origin, Place, Reading, Slip, TypedNumber,
};
pub use implied::Wholes;
pub use settings::{SLIP_PERIODS, Settings, learnable};
pub use texts::{Offer, TextFindings, bind, bind_offers, decline_offer, replace, suggestions};

use over_time::Course;
use within::{Observed, places};

use super::carry;
use super::days;
use super::history::History;
use super::lasting;
use super::office_words::{self, Rewording};
use super::prose::Context;
use crate::report::check::{Builtin, Check, Demand, Relation, Severity};
use crate::report::content::Report;
use crate::report::key::FigureKey;
use crate::report::letterhead::LetterheadField;
use crate::report::period::{DayValue, parse_day};
use crate::report::value::Value;

/// How many findings of a gravity still ask for something.
pub fn num_standing(findings: &[Finding], severity: Severity) -> usize {
    findings.iter().filter(|found| found.stands() && found.severity == severity).count()
}

/// Everything that is found in a report, its figures first of what is equally grave. What its
/// texts gave before is kept in `texts`.
pub fn all_findings(
    context: Context<'_>,
    history: &History,
    settings: &Settings,
    texts: &mut TextFindings,
) -> Vec<Finding> {
    let mut all = findings(context, history, settings);
    let is_asked = |finding: &Finding| settings.asks(finding.check.key(), finding.severity);
    all.extend(texts.findings(context, settings).into_iter().filter(is_asked));
    all.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    all
}

/// What is found in the figures of a report, errors first, else in the order of the template's checks.
pub fn findings(context: Context<'_>, history: &History, settings: &Settings) -> Vec<Finding> {
    let course = Course::new(context, history, settings);
    let mut collector = Collector { context, findings: Vec::new() };
    let is_asked = |check: Builtin| settings.asks(check.name(), check.severity());
    let mut in_columns: HashSet<&FigureKey> = HashSet::new();
    for demand in context.template.relations() {
        if settings.asks(demand.check.key.as_str(), demand.check.severity) {
            if let Relation::OneRounding(rates) = demand.relation {
                in_columns.extend(rates);
            }
            collector.relation(&course, demand);
        }
    }
    if is_asked(Builtin::Printed) {
        for (key, found) in percentages::printed(&course.now, &in_columns) {
            collector.builtin(Builtin::Printed, key.as_str(), found);
        }
    }
    if is_asked(Builtin::Unreadable) {
        collector.unreadable(&course);
    }
    if is_asked(Builtin::Period)
        && let Some(found) = course.period()
    {
        collector.builtin(Builtin::Period, "", found);
    }
    let unconfirmed = carry::unconfirmed(context.report, context.template);
    if is_asked(Builtin::Carried) && !unconfirmed.is_empty() {
        let found = Observed::of(places(&unconfirmed), Matter::Unconfirmed(unconfirmed));
        collector.builtin(Builtin::Carried, "", found);
    }
    if is_asked(Builtin::OfficeWords) {
        collector.office_words();
    }
    let mut findings = one_of_the_same_kind(collector.findings);
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

struct Collector<'a> {
    context: Context<'a>,
    findings: Vec<Finding>,
}

impl Collector<'_> {
    fn relation(&mut self, course: &Course<'_>, demand: Demand<'_>) {
        let (check, now) = (demand.check, &course.now);
        let found = match demand.relation {
            Relation::Equal(keys) => within::equal(now, keys),
            Relation::AtMost { part, whole } => within::at_most(now, part, whole),
            Relation::Share { part, whole, rate } => within::share(now, [part, whole, rate]),
            Relation::Sum { parts, whole } => within::sum(now, parts, whole),
            Relation::Balance { received, done, pending } => {
                within::balance(now, [received, done, pending])
            }
            Relation::Between { figure, least, most } => {
                within::between(now, figure, *least, *most)
            }
            Relation::Target { result, target, better } => {
                within::target(now, result, target, *better)
            }
            Relation::MayNotFall(figure) => course.fell(figure),
            Relation::Change { figure, percent, from } => course.changed(figure, *percent, *from),
            Relation::Slip(figure) => course.slipped(figure),
            Relation::Cumulative { in_period, total } => course.cumulative(in_period, total),
            Relation::SharedWhole(shares) => percentages::shared_whole(now, shares),
            Relation::Filled(figures) => {
                // All that is blank is one finding, whichever figure is the first.
                if let Some(found) = within::filled(now, figures) {
                    self.declared(check, "", found);
                }
                None
            }
            Relation::OneRounding(rates) => {
                for (key, found) in percentages::one_rounding(now, rates) {
                    self.declared(check, key.as_str(), found);
                }
                None
            }
        };
        if let Some(found) = found {
            self.declared(check, demand.subject.as_str(), found);
        }
    }

    fn declared(&mut self, check: &Check, subject: &str, found: Observed) {
        let origin = Origin::Declared(check.key.clone());
        self.add(
            Finding {
                severity: check.severity,
                note: check.note.clone(),
                ..blank(origin, found.places, found.matter)
            },
            subject,
        );
    }

    fn builtin(&mut self, check: Builtin, subject: &str, found: Observed) {
        let severity = check.severity();
        let origin = Origin::Builtin(check);
        self.add(Finding { severity, ..blank(origin, found.places, found.matter) }, subject);
    }

    fn add(&mut self, finding: Finding, subject: &str) {
        self.findings.push(named(self.context.report, finding, subject));
    }

    /// Fields and cells of rows that are on and hold what could not be read, and a day of signing that is
    /// none.
    fn unreadable(&mut self, course: &Course<'_>) {
        let report = self.context.report;
        let is_known = |key: &FigureKey| {
            self.context.template.figure(key).is_some() && !course.now.is_off(key)
        };
        let text = |value: &Value| match value {
            Value::Unreadable(text) => Some(text.clone()),
            _ => None,
        };
        let mut found = Vec::new();
        for (key, value) in report.values.iter().filter(|(key, _)| is_known(key)) {
            found.extend(text(value).map(|text| (key.to_string(), places([key]), text)));
        }
        for (key, value) in report.printed.iter().filter(|(key, _)| is_known(key)) {
            let place = vec![Place::Printed(key.clone())];
            found.extend(text(value).map(|text| (format!("{key}.printed"), place, text)));
        }
        for (key, day) in report.days.iter().filter(|(key, _)| is_known(key)) {
            let figure = self.context.template.figure(key);
            if figure.is_some_and(|figure| days::is_wrong(figure, report)) {
                found.push((format!("{key}.day"), vec![Place::Day(key.clone())], day.to_text()));
            }
        }
        found.extend(self.strange_days());
        found.extend(self.strange_words());
        found.extend(self.impossible_issue_day());
        for (subject, places, text) in found {
            self.builtin(
                Builtin::Unreadable,
                &subject,
                Observed::of(places, Matter::Unreadable(text)),
            );
        }
    }

    /// Texts that speak of the office as of one of another kind.
    fn office_words(&mut self) {
        let Context { report, template, .. } = self.context;
        for Rewording { text, written, meant } in office_words::wrong(report, template) {
            let characters = 0..written.chars().count();
            let place = Place::Text { text: text.clone(), characters };
            let office = report.office.name.clone();
            let matter = Matter::OfficeWord { office, written, meant };
            self.builtin(Builtin::OfficeWords, text.as_str(), Observed::of(vec![place], matter));
        }
    }

    /// Days of documents and of the period that are none: kept as they were typed, they would be printed.
    fn strange_days(&self) -> Vec<(String, Vec<Place>, String)> {
        let report = self.context.report;
        let documents = report.documents.iter();
        let entries = documents.flat_map(|(list, entries)| entries.iter().map(move |e| (list, e)));
        let of_entries = entries.filter_map(|(list, entry)| match &entry.document.day {
            Some(DayValue::Unreadable(text)) => {
                let place = Place::Document(list.clone(), entry.id.clone());
                Some((format!("{list}.{}.day", entry.id), vec![place], text.clone()))
            }
            _ => None,
        });
        let of_period = report.texts.iter().filter(|(key, _)| lasting::is_day_of_period(key));
        let of_period =
            of_period.map(|(key, text)| (key.to_string(), vec![Place::Period], text.clone()));
        of_entries.chain(of_period).collect()
    }

    /// Cells of rows that are on whose words are no day, or none of those that can be chosen.
    fn strange_words(&self) -> Vec<(String, Vec<Place>, String)> {
        let Context { report, template, .. } = self.context;
        let lines =
            template.tables().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
        let lines = lines.filter(|(_, row)| report.is_on(row));
        let cells = lines.flat_map(|(table, row)| {
            let columns = table.columns.iter();
            columns.filter_map(|column| Some((row.words.get(&column.key)?, column.words()?)))
        });
        let strange = cells.filter_map(|(key, words)| {
            let text = report.text(template, key);
            let place = Place::Text { text: key.clone(), characters: 0..text.chars().count() };
            let found = (key.to_string(), vec![place], text.to_owned());
            (!words.kind.takes(text)).then_some(found)
        });
        strange.collect()
    }

    /// The day of signing when it is written in digits and no such day is: "31/6/2023" would stand
    /// at the head of the report. Words in its place ("tháng 6 năm 2023") are printed as they are.
    fn impossible_issue_day(&self) -> Option<(String, Vec<Place>, String)> {
        let key = LetterheadField::IssueDate.text_key();
        let text = self.context.text(&key);
        let typed = text.trim();
        let in_digits = |c: char| c.is_ascii_digit() || matches!(c, '/' | '.' | '-' | ' ');
        let is_day = typed.is_empty() || !typed.chars().all(in_digits) || parse_day(typed).is_ok();
        let characters = 0..text.chars().count();
        let place = Place::Text { text: key.clone(), characters };
        (!is_day).then(|| (key.to_string(), vec![place], typed.to_owned()))
    }
}

/// A finding with its id, its fingerprint and the reason that the report holds for it.
fn named(report: &Report, finding: Finding, subject: &str) -> Finding {
    let id = explain::id(finding.check.key(), subject);
    let fingerprint = fingerprint::fingerprint(&finding.matter);
    let explanation = explain::explanation(report, &id, &fingerprint);
    Finding { id, fingerprint, explanation, ..finding }
}

/// A finding whose id and severity are still to be told.
fn blank(check: Origin, places: Vec<Place>, matter: Matter) -> Finding {
    Finding {
        check,
        severity: Severity::Note,
        note: String::new(),
        places,
        matter,
        id: String::new(),
        fingerprint: String::new(),
        explanation: Explanation::None,
    }
}

/// A figure that slipped by a digit has changed by a lot, and perhaps fallen: the gravest of these
/// findings says it, of equally grave ones the one that says most.
fn one_of_the_same_kind(findings: Vec<Finding>) -> Vec<Finding> {
    let rank = |finding: &Finding| {
        match &finding.matter {
            Matter::Slipped { now, .. } => Some((&now.figure, (finding.severity, 3))),
            Matter::Fell { now, .. } => Some((&now.figure, (finding.severity, 2))),
            Matter::Changed { now, .. } => Some((&now.figure, (finding.severity, 1))),
            _ => None,
        }
        .map(|(figure, rank)| (figure.clone(), rank))
    };
    let mut best: HashMap<FigureKey, (Severity, i32)> = HashMap::new();
    for (figure, rank) in findings.iter().filter_map(rank) {
        let best = best.entry(figure).or_insert(rank);
        *best = rank.max(*best);
    }
    let is_best = |finding: &Finding| {
        rank(finding).is_none_or(|(figure, rank)| best.get(&figure) == Some(&rank))
    };
    findings.into_iter().filter(|finding| is_best(finding)).collect()
}

#[cfg(test)]
mod explain_tests;
#[cfg(test)]
mod tests;
