//! What is odd about documents, as findings.

use super::super::finding::{Finding, Matter, Origin, Place};
use super::super::{blank, named};
use super::stretch::place;
use crate::calc::declined::short;
use crate::calc::prose::Context;
use crate::calc::text::citations::citations;
use crate::calc::text::document_checks::{CitedAt, DocumentFinding, Span};
use crate::report::check::{Builtin, Severity};
use crate::report::content::{IssuedDocument, Report};
use crate::report::key::{EntryId, ItemKey};

/// The findings about documents.
pub(super) fn findings<'a>(
    context: Context<'_>,
    found: impl Iterator<Item = &'a DocumentFinding>,
) -> Vec<Finding> {
    found.map(|found| finding(context, found)).collect()
}

fn finding(context: Context<'_>, found: &DocumentFinding) -> Finding {
    let (severity, kind) = match found {
        DocumentFinding::DifferentDays { .. } => (Severity::Error, "days"),
        DocumentFinding::InFuture { .. } => (Severity::Warning, "future"),
        DocumentFinding::BeforeBasis { .. } => (Severity::Warning, "basis"),
        DocumentFinding::Duplicate { .. } => (Severity::Warning, "twice"),
        DocumentFinding::NotListed { .. } => (Severity::Note, "unlisted"),
        DocumentFinding::OtherType { .. } => (Severity::Note, "type"),
        DocumentFinding::NoCode { .. } => (Severity::Note, "code"),
    };
    let named_at = places(found);
    let first = named_at.first().copied();
    let name = match found {
        DocumentFinding::DifferentDays { code, .. }
        | DocumentFinding::NotListed { code, .. }
        | DocumentFinding::Duplicate { code, .. } => code.to_string(),
        _ => first.map(|at| name(context, at)).unwrap_or_default(),
    };
    // An entry keeps its id while its code is corrected; a citation is what it cites.
    let whose = match first {
        Some(CitedAt::Entry(list, entry)) => format!("{list}.{entry}"),
        Some(CitedAt::Subject(list, entry, _)) => format!("{list}.{entry}.{}", short(&name)),
        Some(CitedAt::Text(text, _)) => format!("{text}.{}", short(&name)),
        None => short(&name),
    };
    let subject = match found {
        DocumentFinding::DifferentDays { code, .. } => {
            format!("{kind}.{}.{}", short(&code.identity()), last_of(&named_at))
        }
        DocumentFinding::Duplicate { .. } => format!("{kind}.{}", last_of(&named_at)),
        DocumentFinding::BeforeBasis { basis, .. } => {
            format!("{kind}.{whose}.{}", short(&basis.identity()))
        }
        _ => format!("{kind}.{whose}"),
    };
    let places = named_at.iter().map(|at| place_of(context, at)).collect();
    let matter = Matter::Document { name, found: found.clone() };
    let finding = blank(Origin::Builtin(Builtin::TextDocuments), places, matter);
    named(context.report, Finding { severity, ..finding }, &subject)
}

/// Where a finding is, what it is about last.
fn places(found: &DocumentFinding) -> Vec<&CitedAt> {
    match found {
        DocumentFinding::DifferentDays { first, second, .. } => vec![&first.0, &second.0],
        DocumentFinding::Duplicate { first, second, .. } => vec![first, second],
        DocumentFinding::InFuture { place, .. }
        | DocumentFinding::BeforeBasis { place, .. }
        | DocumentFinding::NotListed { place, .. }
        | DocumentFinding::OtherType { place, .. }
        | DocumentFinding::NoCode { place, .. } => vec![place],
    }
}

/// Names the later of two places, whatever stands around it.
fn last_of(places: &[&CitedAt]) -> String {
    match places.last() {
        Some(CitedAt::Entry(list, entry) | CitedAt::Subject(list, entry, _)) => {
            format!("{list}.{entry}")
        }
        Some(CitedAt::Text(text, _)) => text.to_string(),
        None => String::new(),
    }
}

fn place_of(context: Context<'_>, at: &CitedAt) -> Place {
    match at {
        CitedAt::Entry(list, entry) | CitedAt::Subject(list, entry, _) => {
            Place::Document(list.clone(), entry.clone())
        }
        CitedAt::Text(key, span) => {
            let text = context.report.text(context.template, key);
            place(key, text, &(span.start..span.end))
        }
    }
}

/// How a document is written where it was found: its số, ký hiệu, or all that stands there.
fn name(context: Context<'_>, at: &CitedAt) -> String {
    let report = context.report;
    match at {
        CitedAt::Entry(list, entry) => {
            let document = document(report, list, entry);
            document.map(|document| document.code.trim().to_owned()).unwrap_or_default()
        }
        CitedAt::Subject(list, entry, span) => {
            document(report, list, entry).map(|d| cited(&d.subject, *span)).unwrap_or_default()
        }
        CitedAt::Text(key, span) => cited(report.text(context.template, key), *span),
    }
}

fn document<'r>(report: &'r Report, list: &ItemKey, id: &EntryId) -> Option<&'r IssuedDocument> {
    let entry = report.entries(list).iter().find(|entry| entry.id == *id);
    entry.map(|entry| &entry.document)
}

fn cited(text: &str, span: Span) -> String {
    let written = text.get(span.start..span.end).unwrap_or_default();
    let first = citations(written).into_iter().next();
    first.map_or_else(|| written.to_owned(), |citation| citation.code.to_string())
}

/// What a finding about a document rests on: the document and its days.
pub(in super::super) fn days_of(name: &str, found: &DocumentFinding) -> String {
    match found {
        DocumentFinding::DifferentDays { first, second, .. } => {
            format!("{name} {} {}", first.1, second.1)
        }
        DocumentFinding::InFuture { day, .. } => format!("{name} {day}"),
        DocumentFinding::BeforeBasis { day, basis, basis_day, .. } => {
            format!("{name} {day} {basis} {basis_day}")
        }
        DocumentFinding::OtherType { symbol, .. } => format!("{name} {symbol}"),
        DocumentFinding::NotListed { .. }
        | DocumentFinding::Duplicate { .. }
        | DocumentFinding::NoCode { .. } => name.to_owned(),
    }
}
