//! What the lists of issued documents and the prose say about documents, held against each other.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;

use super::citations::{Citation, citations};
use super::documents::{self, Code, NoCode};
use super::prose;
use crate::report::content::{DocumentEntry, Report};
use crate::report::key::{EntryId, ItemKey, TextKey};
use crate::report::period::are_of_one_year;
use crate::report::template::{ItemBody, Template};
use crate::report::text::fold;

/// Where a document is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CitedAt {
    /// An entry of a list.
    Entry(ItemKey, EntryId),
    /// The trích yếu of an entry, which cites another document there.
    Subject(ItemKey, EntryId, Span),
    /// A text of the report, as it is stored.
    Text(TextKey, Span),
}

/// Bytes of a text, from the first to behind the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// Behind the last byte.
    pub end: usize,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// What is odd about the documents of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentFinding {
    /// The same document has two days.
    DifferentDays {
        /// Its số, ký hiệu.
        code: Code,
        /// Where it is first named with a day, and that day.
        first: (CitedAt, NaiveDate),
        /// Where it is named with another.
        second: (CitedAt, NaiveDate),
    },
    /// A document of a day that has not come.
    InFuture {
        /// Where it is named.
        place: CitedAt,
        /// Its day.
        day: NaiveDate,
    },
    /// A document older than the one it carries out.
    BeforeBasis {
        /// Where it is named.
        place: CitedAt,
        /// Its day.
        day: NaiveDate,
        /// The document it carries out.
        basis: Code,
        /// The day of that one.
        basis_day: NaiveDate,
    },
    /// The prose cites a document that is in no list.
    NotListed {
        /// Where it is cited.
        place: CitedAt,
        /// Its số, ký hiệu.
        code: Code,
    },
    /// A list names the same document twice.
    Duplicate {
        /// Its số, ký hiệu.
        code: Code,
        /// The earlier entry.
        first: CitedAt,
        /// The later entry.
        second: CitedAt,
    },
    /// The symbol names another type than the entry.
    OtherType {
        /// Where it is named.
        place: CitedAt,
        /// The type that the symbol names, in lower case.
        symbol: &'static str,
    },
    /// What stands as số, ký hiệu is none.
    NoCode {
        /// Where it stands.
        place: CitedAt,
        /// Why it is none.
        why: NoCode,
    },
}

/// One naming of a document.
struct Named {
    place: CitedAt,
    code: Code,
    day: Option<NaiveDate>,
    issuer: String,
}

/// What is odd about the documents of a report on a given day.
pub fn check(report: &Report, template: &Template, today: NaiveDate) -> Vec<DocumentFinding> {
    let cited = prose(report, template).into_iter().map(|(key, text)| (key, citations(text)));
    check_cited(report, template, today, cited)
}

/// The same where the documents that the prose cites are already read, in the order of the prose.
pub fn check_cited<'a>(
    report: &Report,
    template: &Template,
    today: NaiveDate,
    cited: impl IntoIterator<Item = (&'a TextKey, Vec<Citation>)>,
) -> Vec<DocumentFinding> {
    let mut checker =
        Checker { today, listed: Vec::new(), cited: Vec::new(), findings: Vec::new() };
    for (_, item) in template.items() {
        if matches!(item.body, ItemBody::Documents(_)) {
            for entry in report.entries(&item.key) {
                checker.entry(&item.key, entry);
            }
        }
    }
    for (key, citations) in cited {
        for citation in citations {
            let place = CitedAt::Text(key.clone(), citation.range.clone().into());
            checker.citation(place, citation);
        }
    }
    checker.duplicates();
    checker.different_days();
    checker.not_listed();
    checker.findings
}

struct Checker {
    today: NaiveDate,
    listed: Vec<Named>,
    /// Documents that are cited, in subjects first and then in prose.
    cited: Vec<Named>,
    findings: Vec<DocumentFinding>,
}

impl Checker {
    fn entry(&mut self, list: &ItemKey, entry: &DocumentEntry) {
        let document = &entry.document;
        let place = CitedAt::Entry(list.clone(), entry.id.clone());
        let day = document.day.as_ref().and_then(|day| day.day());
        for citation in citations(&document.subject) {
            let span = citation.range.clone().into();
            if let (Some(day), Some(basis_day)) = (day, citation.day)
                && day < basis_day
            {
                let (place, basis) = (place.clone(), citation.code.clone());
                self.findings.push(DocumentFinding::BeforeBasis { place, day, basis, basis_day });
            }
            self.citation(CitedAt::Subject(list.clone(), entry.id.clone(), span), citation);
        }
        if let Some(day) = day.filter(|day| *day > self.today) {
            self.findings.push(DocumentFinding::InFuture { place: place.clone(), day });
        }
        match documents::parse(&document.code) {
            Ok(code) => {
                self.type_of(&place, &code, &document.doc_type);
                let issuer = fold(document.issuer.trim());
                self.listed.push(Named { place, code, day, issuer });
            }
            Err(NoCode::Empty) => {}
            Err(why) => self.findings.push(DocumentFinding::NoCode { place, why }),
        }
    }

    fn type_of(&mut self, place: &CitedAt, code: &Code, doc_type: &str) {
        let doc_type = fold(doc_type.trim());
        if let Some(symbol) = code.kind_words()
            && !doc_type.is_empty()
            && doc_type != "van ban"
            && !doc_type.starts_with(&fold(symbol))
        {
            self.findings.push(DocumentFinding::OtherType { place: place.clone(), symbol });
        }
    }

    fn citation(&mut self, place: CitedAt, citation: Citation) {
        if let Some(day) = citation.day.filter(|day| *day > self.today) {
            self.findings.push(DocumentFinding::InFuture { place: place.clone(), day });
        }
        let issuer = fold(citation.issuer.as_deref().unwrap_or(""));
        self.cited.push(Named { place, code: citation.code, day: citation.day, issuer });
    }

    fn duplicates(&mut self) {
        let mut first_in_list: BTreeMap<(&ItemKey, String), &Named> = BTreeMap::new();
        for named in &self.listed {
            let CitedAt::Entry(list, _) = &named.place else { continue };
            let key = (list, named.code.identity());
            match first_in_list.get(&key) {
                Some(first) if may_be_same(first, named) => {
                    self.findings.push(DocumentFinding::Duplicate {
                        code: named.code.clone(),
                        first: first.place.clone(),
                        second: named.place.clone(),
                    });
                }
                Some(_) => {}
                None => {
                    first_in_list.insert(key, named);
                }
            }
        }
    }

    /// Numbers begin anew every year and every office has its own, so that two days make one
    /// document doubtful only within a year and when the issuers may be the same.
    fn different_days(&mut self) {
        let mut seen: BTreeMap<String, Vec<(&Named, NaiveDate)>> = BTreeMap::new();
        for named in self.listed.iter().chain(&self.cited) {
            let Some(day) = named.day else { continue };
            let before = seen.entry(named.code.identity()).or_default();
            let other = before.iter().find(|(first, first_day)| {
                *first_day != day && are_of_one_year(*first_day, day) && may_be_same(first, named)
            });
            if let Some((first, first_day)) = other {
                self.findings.push(DocumentFinding::DifferentDays {
                    code: named.code.clone(),
                    first: (first.place.clone(), *first_day),
                    second: (named.place.clone(), day),
                });
            } else {
                before.push((named, day));
            }
        }
    }

    fn not_listed(&mut self) {
        let in_subject = |named: &&Named| matches!(named.place, CitedAt::Subject(..));
        let known = self.listed.iter().chain(self.cited.iter().filter(in_subject));
        let known: Vec<String> = known.map(|named| named.code.identity()).collect();
        for named in self.cited.iter().filter(|named| !in_subject(named)) {
            if !known.contains(&named.code.identity()) {
                let (place, code) = (named.place.clone(), named.code.clone());
                self.findings.push(DocumentFinding::NotListed { place, code });
            }
        }
    }
}

/// Whether nothing says that two namings are of two issuers. "UBND thành phố" may be short for
/// "UBND thành phố Phan Rang".
fn may_be_same(a: &Named, b: &Named) -> bool {
    a.issuer.is_empty()
        || b.issuer.is_empty()
        || a.issuer.starts_with(&b.issuer)
        || b.issuer.starts_with(&a.issuer)
}

#[cfg(test)]
#[path = "document_checks_tests.rs"]
mod tests;
