//! What the readers of prose found, as findings like any other: numbers that are not the figure that
//! their words name, odd documents, house style, spelling.
//!
//! Reading a text costs more than a key may take, so [`TextFindings`] keeps what was read: a line is
//! read again when it changed, held against the figures again when one changed that it may mean.

mod answer;
mod carried;
mod documents;
mod made;
mod offers;
mod older;
mod reading;
mod stretch;

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

pub use answer::{bind, replace, suggestions};
pub(super) use documents::days_of;
pub use offers::{Offer, bind_offers, decline_offer};

use carried::LastMonth;
use older::ShortTexts;
use reading::{Parts, TextReading};

use super::finding::Finding;
use super::settings::Settings;
use crate::calc::prose::Context;
use crate::calc::text::document_checks::{self, DocumentFinding};
use crate::calc::text::lint::Abbreviations;
use crate::calc::text::reconcile::{Changes, Declared};
use crate::calc::text::{cells, prose};
use crate::report::content::{DocumentEntry, Report};
use crate::report::key::{ItemKey, TextKey};
use crate::report::letterhead::LetterheadField;
use crate::report::period::parse_day;
use crate::report::sentence::{Piece, parse_lenient};
use crate::report::template::{Template, TemplateRef};
use crate::report::text::nfc;

/// What was read in the texts of a report.
#[derive(Debug, Default)]
pub struct TextFindings {
    /// The template, with the abbreviations that it knows.
    template: Option<(TemplateRef, Abbreviations)>,
    abbreviations: Abbreviations,
    readings: BTreeMap<TextKey, TextReading>,
    /// Words in cells of tables, of which only letters and spelling are read.
    cells: BTreeMap<TextKey, TextReading>,
    /// The figures that the texts are held against; none until a text has a number.
    declared: Option<Declared>,
    documents: Option<Documents>,
    short: ShortTexts,
}

/// What the lists of documents gave.
#[derive(Debug)]
struct Documents {
    lists: BTreeMap<ItemKey, Vec<DocumentEntry>>,
    today: NaiveDate,
    found: Vec<DocumentFinding>,
}

impl TextFindings {
    /// What is found in the texts of a report, in their order.
    pub fn findings(&mut self, context: Context<'_>, settings: &Settings) -> Vec<Finding> {
        self.read(context, settings);
        let mut findings = Vec::new();
        let mut own = None;
        for (key, text) in prose(context.report, context.template) {
            let Some(reading) = self.readings.get(key) else { continue };
            let maker = made::Maker { context, key, text };
            findings.extend(maker.numbers(reading.matches().map(|(found, _)| found)));
            findings.extend(maker.old_encoding(reading.old_parts()));
            findings.extend(maker.persons(&reading.persons()));
            let last = LastMonth::of(context, key);
            let stale = last.map(|last| reading.stale(&last));
            findings.extend(maker.said_before(&stale.unwrap_or_default()));
            findings.extend(maker.style(&reading.lints()));
            let misspelled = reading.misspelled();
            if !misspelled.is_empty() {
                let own = own.get_or_insert_with(|| own_words(context, settings));
                findings.extend(maker.spelling(&misspelled, own));
            }
        }
        for (key, text) in cells(context.report, context.template) {
            let Some(reading) = self.cells.get(key) else { continue };
            let maker = made::Maker { context, key, text };
            findings.extend(maker.old_encoding(reading.old_parts()));
            findings.extend(maker.persons(&reading.persons()));
            let misspelled = reading.misspelled();
            if !misspelled.is_empty() {
                let own = own.get_or_insert_with(|| own_words(context, settings));
                findings.extend(maker.spelling(&misspelled, own));
            }
        }
        findings.extend(made::of_short(context, self.short.found(context)));
        let found = self.documents.iter().flat_map(|documents| &documents.found);
        findings.extend(documents::findings(context, found));
        findings
    }

    /// Reads what changed since the last time.
    fn read(&mut self, context: Context<'_>, settings: &Settings) {
        let Context { report, template, .. } = context;
        self.learn(report, template, settings);
        let texts = prose(report, template);
        let mut is_cited_anew = false;
        for (key, text) in &texts {
            if self.readings.get(*key).is_none_or(|reading| reading.text != *text) {
                let before = self.readings.remove(*key);
                let cited = before.as_ref().map(|before| before.citations.clone());
                let reading = TextReading::of(text, parts(key, template), template, before);
                is_cited_anew |= cited.unwrap_or_default() != reading.citations;
                self.readings.insert((*key).clone(), reading);
            }
        }
        for (key, text) in cells(report, template) {
            if self.cells.get(key).is_none_or(|reading| reading.text != text) {
                let before = self.cells.remove(key);
                let reading = TextReading::of(text, Parts::Lines, template, before);
                self.cells.insert(key.clone(), reading);
            }
        }
        let abbreviations = &self.abbreviations;
        self.readings.values_mut().for_each(|reading| reading.lint(abbreviations));
        self.reconcile(context);
        self.check_documents(context, &texts, is_cited_anew.into());
    }

    /// Takes over the abbreviations of the template, of the report's names and of the office's words.
    fn learn(&mut self, report: &Report, template: &Template, settings: &Settings) {
        let known = self.template.take().filter(|(id, _)| id == template.id());
        let (id, of_template) = known.unwrap_or_else(|| {
            *self = Self::default();
            (template.id().clone(), Abbreviations::of_template(template))
        });
        let mut abbreviations = of_template.clone();
        abbreviations.learn_report(report, template);
        settings.words.iter().for_each(|word| abbreviations.learn(word));
        if self.abbreviations != abbreviations {
            self.abbreviations = abbreviations;
            self.readings.values_mut().for_each(TextReading::forget_lints);
        }
        self.template = Some((id, of_template));
    }

    /// Holds the texts with numbers against the figures: new texts wholly, the others where a number
    /// may mean a figure that changed.
    fn reconcile(&mut self, context: Context<'_>) {
        let has_amounts = self.readings.values().any(TextReading::has_amounts);
        if !has_amounts {
            return;
        }
        let (declared, changes) = match &mut self.declared {
            Some(declared) => {
                let changes = declared.update(context);
                (&*declared, changes)
            }
            None => (&*self.declared.insert(Declared::of(context)), Changes::default()),
        };
        for (key, reading) in &mut self.readings {
            if reading.has_amounts() {
                let sentence = sentence(key, context.template);
                reading.hold(declared, &changes, sentence.as_deref().unwrap_or_default());
            }
        }
    }

    fn check_documents(&mut self, context: Context<'_>, texts: &[(&TextKey, &str)], cited: Cited) {
        let Context { report, template, .. } = context;
        let today = day_of(context);
        let is_same = cited == Cited::AsBefore
            && self.documents.as_ref().is_some_and(|documents| {
                documents.today == today && documents.lists == report.documents
            });
        if is_same {
            return;
        }
        let cited = texts.iter().filter_map(|(key, _)| {
            let reading = self.readings.get(*key)?;
            Some((*key, reading.citations.clone()))
        });
        let found = document_checks::check_cited(report, template, today, cited);
        let lists = report.documents.clone();
        self.documents = Some(Documents { lists, today, found });
    }
}

/// Whether the texts cite what they did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cited {
    AsBefore,
    Anew,
}

impl From<bool> for Cited {
    fn from(is_anew: bool) -> Self {
        if is_anew { Self::Anew } else { Self::AsBefore }
    }
}

/// The sentence of the template in whose place a text stands, when it has figures.
fn sentence(key: &TextKey, template: &Template) -> Option<Vec<Piece>> {
    let text = template.default_text(key).filter(|text| text.contains('{'))?;
    let pieces = parse_lenient(text, template);
    let has_figures = pieces.iter().any(|piece| matches!(piece, Piece::Figure(_)));
    has_figures.then_some(pieces)
}

fn parts(key: &TextKey, template: &Template) -> Parts {
    if sentence(key, template).is_some() { Parts::Whole } else { Parts::Lines }
}

/// The day that nothing in a report can be later than: when it is signed, else when it is due.
fn day_of(context: Context<'_>) -> NaiveDate {
    let signed = context.text(&LetterheadField::IssueDate.text_key());
    let period = context.report.header.period;
    let due = period.due.unwrap_or_else(|| period.range.last());
    parse_day(&signed).unwrap_or_else(|_| due.max(period.range.last()))
}

/// The office's own words and those of its and the template's names, in lower case: they are as they
/// are.
fn own_words(context: Context<'_>, settings: &Settings) -> HashSet<String> {
    let Context { report, template, .. } = context;
    let named = |key: &&TextKey| {
        key.as_str().starts_with("letterhead.") || key.as_str().starts_with("name.")
    };
    let own = report.texts.iter().filter(|(key, _)| named(key)).map(|(_, text)| text.as_str());
    let names = template.parts().names.iter().map(|name| name.text.as_str());
    let agencies = template.parts().agencies.iter().map(|agency| agency.name.as_str());
    let entries = report.documents.values().flatten();
    let issuers = entries.map(|entry| entry.document.issuer.as_str());
    let texts = [report.office.name.as_str()].into_iter();
    let texts = texts.chain(own).chain(names).chain(agencies).chain(issuers);
    let texts = texts.chain(settings.words.iter().map(String::as_str));
    let mut words = HashSet::new();
    for text in texts {
        let text = nfc(text).to_lowercase();
        let parts = text.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty());
        words.extend(parts.map(str::to_owned));
    }
    words
}

#[cfg(test)]
mod tests;
