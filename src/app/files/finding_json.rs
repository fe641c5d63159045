//! Findings for other programs: one JSON object, its fields told in `README.md`.

use serde::Serialize;

use crate::app::words;
use crate::calc::check::{self, Explanation, Finding, Matter, Place};
use crate::report::check::Severity;
use crate::report::period::PeriodKey;
use crate::report::report_key::ReportKey;
use crate::report::template::Template;
use crate::report::value::Qualifier;

#[derive(Debug, Serialize)]
struct Findings<'a> {
    office: &'a str,
    template: &'a str,
    period: String,
    errors: usize,
    warnings: usize,
    notes: usize,
    explained: usize,
    findings: Vec<One<'a>>,
}

#[derive(Debug, Serialize)]
struct One<'a> {
    id: &'a str,
    check: &'a str,
    severity: &'static str,
    places: Vec<At<'a>>,
    values: Vec<Number<'a>>,
    /// What stands in a text; null for findings about figures alone.
    written: Option<&'a str>,
    /// What the number in a text says, a decimal with a point.
    written_value: Option<String>,
    /// What may be meant by it, likeliest first.
    suggestions: Vec<String>,
    /// A decimal with a point; null where there is nothing to take away.
    difference: Option<String>,
    sentence: String,
    note: &'a str,
    fingerprint: &'a str,
    /// The reason the office gave for just these values.
    explained: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum At<'a> {
    Figure(&'a str),
    Printed(&'a str),
    Day(&'a str),
    Period(String),
    Document { list: &'a str, entry: &'a str },
    Text { key: &'a str, from: usize, to: usize },
}

#[derive(Debug, Serialize)]
struct Number<'a> {
    figure: &'a str,
    period: String,
    value: String,
    qualifier: Option<&'static str>,
}

/// The findings of a report as JSON, readable by people too.
pub fn json(findings: &[Finding], template: &Template, key: &ReportKey) -> String {
    let period = key.period;
    let standing = |severity| check::num_standing(findings, severity);
    let all = Findings {
        office: key.office.as_str(),
        template: key.template.as_str(),
        period: period.to_string(),
        errors: standing(Severity::Error),
        warnings: standing(Severity::Warning),
        notes: standing(Severity::Note),
        explained: findings.iter().filter(|finding| !finding.stands()).count(),
        findings: findings.iter().map(|finding| one(finding, template, period)).collect(),
    };
    // Only maps with odd keys cannot be written, and there are none.
    serde_json::to_string_pretty(&all).unwrap_or_default()
}

fn one<'a>(finding: &'a Finding, template: &Template, period: PeriodKey) -> One<'a> {
    let values = finding.matter.readings().into_iter().map(|reading| Number {
        figure: reading.figure.as_str(),
        period: reading.period.unwrap_or(period).to_string(),
        value: reading.number.to_string(),
        qualifier: reading.qualifier.map(Qualifier::name),
    });
    One {
        id: &finding.id,
        check: finding.check.key(),
        severity: finding.severity.name(),
        places: finding.places.iter().map(|place| at(place, period)).collect(),
        values: values.collect(),
        written: written(&finding.matter),
        written_value: match &finding.matter {
            Matter::TextNumber(typed) => Some(typed.number.to_string()),
            _ => None,
        },
        suggestions: check::suggestions(finding),
        difference: finding.matter.difference().map(|d| d.normalize().to_string()),
        sentence: words::findings::sentence(finding, template),
        note: &finding.note,
        fingerprint: &finding.fingerprint,
        explained: match &finding.explanation {
            Explanation::Given(words) => Some(words),
            Explanation::None | Explanation::Outdated(_) => None,
        },
    }
}

fn written(matter: &Matter) -> Option<&str> {
    match matter {
        Matter::TextNumber(typed) => Some(&typed.written),
        Matter::Document { name: written, .. }
        | Matter::Style { written, .. }
        | Matter::OfficeWord { written, .. }
        | Matter::OldEncoding { written, .. }
        | Matter::Misspelled { word: written, .. } => Some(written),
        _ => None,
    }
}

fn at(place: &Place, period: PeriodKey) -> At<'_> {
    match place {
        Place::Figure(key) => At::Figure(key.as_str()),
        Place::Printed(key) => At::Printed(key.as_str()),
        Place::Day(key) => At::Day(key.as_str()),
        Place::Period => At::Period(period.to_string()),
        Place::Document(list, entry) => At::Document { list: list.as_str(), entry: entry.as_str() },
        Place::Text { text, characters } => {
            At::Text { key: text.as_str(), from: characters.start, to: characters.end }
        }
    }
}
