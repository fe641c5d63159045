//! How much of a report is entered.

use std::collections::HashSet;

use super::check::{Finding, Matter, Place};
use super::{carry, days};
use crate::report::check::Severity;
use crate::report::content::{DocumentEntry, Report};
use crate::report::key::{FigureKey, ItemKey, TextKey};
use crate::report::letterhead::LetterheadField;
use crate::report::template::{Figure, FigureRow, Item, ItemBody, Need, Table, TableRow, Template};
use crate::report::value::Value;

/// How many of the needed things are entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Entered.
    pub done: usize,
    /// Needed.
    pub total: usize,
}

impl Progress {
    /// Whether everything is entered.
    pub fn is_complete(self) -> bool {
        self.done == self.total
    }

    /// The share that is done, in thousandths.
    pub fn per_mille(self) -> u16 {
        let share = (self.done * 1000).checked_div(self.total).unwrap_or(1000);
        u16::try_from(share).unwrap_or(1000)
    }
}

/// What lists tell of a report: kept with it, so that none need be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// The figures that are needed.
    pub figures: Progress,
    /// Texts and lists that are empty, or of the period before and not looked at.
    pub open_texts: usize,
}

/// How many findings of a report ask for something, as the list of its parts counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asking {
    /// Errors, and cells that could not be read.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

impl Asking {
    /// Those of a report. What the walk counts by itself is not counted a second time.
    pub fn of(findings: &[Finding], tally: Tally) -> Self {
        let untold = |severity| {
            let asks =
                |found: &&Finding| found.stands() && found.severity == severity && !counts(found);
            findings.iter().filter(asks).count()
        };
        let (errors, warnings) = (untold(Severity::Error), untold(Severity::Warning));
        Self { errors: errors + tally.unread, warnings }
    }

    /// All of them.
    pub fn all(self) -> usize {
        self.errors + self.warnings
    }
}

/// How much is entered: figures apart from texts, because a number and a page of prose are not the same work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// The figures that are needed.
    pub figures: Progress,
    /// The texts and lists of documents that are needed.
    pub texts: Progress,
    /// Needed figures that are blank.
    pub blank_figures: usize,
    /// Needed texts and lists that are empty.
    pub blank_texts: usize,
    /// Cells that could not be read, needed or not: figures, what is printed instead of them, their days, words.
    pub unread: usize,
    /// Numbers of the period before that nobody has accepted, needed or not.
    pub unconfirmed: usize,
    /// Texts and lists of the period before that nobody has looked at, needed or not.
    pub not_seen: usize,
}

impl Tally {
    /// Whether everything is entered, read and looked at.
    pub fn is_complete(self) -> bool {
        let waiting = self.unread + self.unconfirmed + self.not_seen;
        self.figures.is_complete() && self.texts.is_complete() && waiting == 0
    }

    /// What lists tell of it.
    pub fn standing(self) -> Standing {
        Standing { figures: self.figures, open_texts: self.blank_texts + self.not_seen }
    }

    /// The share that is done, in thousandths: figures and texts together.
    pub fn per_mille(self) -> u16 {
        let (figures, texts) = (self.figures, self.texts);
        let (done, total) = (figures.done + texts.done, figures.total + texts.total);
        Progress { done, total }.per_mille()
    }

    fn count(&mut self, what: &What, why: Why) {
        let count = match (what, why) {
            (_, Why::Unread) => &mut self.unread,
            (What::Figure(_) | What::Printed(_) | What::Day(_), Why::Blank) => {
                &mut self.blank_figures
            }
            (What::Figure(_) | What::Printed(_) | What::Day(_), Why::NotSeen) => {
                &mut self.unconfirmed
            }
            (What::Text(_) | What::Documents(_), Why::Blank) => &mut self.blank_texts,
            (What::Text(_) | What::Documents(_), Why::NotSeen) => &mut self.not_seen,
        };
        *count += 1;
    }
}

/// How far each part and the whole report are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProgressTable {
    /// The letterhead and signature.
    pub letterhead: Tally,
    /// Each section, in order. A figure that two sections show counts in both.
    pub sections: Vec<Tally>,
    /// The whole report, the letterhead included. Each figure counts once.
    pub report: Tally,
    /// All that is still to be done, in the order of the report.
    pub missing: Vec<Missing>,
}

impl ProgressTable {
    /// That of a report.
    pub fn of(report: &Report, template: &Template) -> Self {
        let (whole, part) = (Counted::default(), Counted::default());
        let mut walk = Walk { report, template, whole, part, missing: Vec::new() };
        walk.letterhead();
        let letterhead = walk.end_part();
        let mut sections = Vec::new();
        for section in template.sections() {
            section.items.iter().for_each(|item| walk.item(item));
            sections.push(walk.end_part());
        }
        Self { letterhead, sections, report: walk.whole.tally, missing: walk.missing }
    }
}

/// Something that is still to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What.
    pub what: What,
    /// Why it counts.
    pub why: Why,
}

/// What is to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A figure.
    Figure(FigureKey),
    /// What is printed instead of a figure.
    Printed(FigureKey),
    /// The days of a figure.
    Day(FigureKey),
    /// A text.
    Text(TextKey),
    /// A list of documents.
    Documents(ItemKey),
}

/// Why something is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nothing is entered.
    Blank,
    /// What is entered could not be read.
    Unread,
    /// What stands there is the period before's, and nobody has touched or accepted it.
    NotSeen,
}

/// The fields of the letterhead that a report cannot go without.
pub const LETTERHEAD_NEEDED: [LetterheadField; 8] = [
    LetterheadField::Issuer,
    LetterheadField::Symbol,
    LetterheadField::Place,
    LetterheadField::DocumentType,
    LetterheadField::Subject,
    LetterheadField::Recipients,
    LetterheadField::SigningPost,
    LetterheadField::SignerName,
];

/// How much of the whole report is entered, the letterhead included. Each figure counts once.
pub fn report(report: &Report, template: &Template) -> Tally {
    ProgressTable::of(report, template).report
}

/// All that is still to be done, in the order of the report.
pub fn missing(report: &Report, template: &Template) -> Vec<Missing> {
    ProgressTable::of(report, template).missing
}

/// Whether a finding says what the walk counts by itself, so that it is not told a second time beside it.
pub fn counts(finding: &Finding) -> bool {
    let issue_day = LetterheadField::IssueDate.text_key();
    let is_walked = |place: &Place| match place {
        Place::Figure(_) | Place::Printed(_) | Place::Day(_) => true,
        Place::Text { text, .. } => *text != issue_day,
        Place::Period | Place::Document(..) => false,
    };
    match finding.matter {
        Matter::Blank(_) | Matter::Unconfirmed(_) => true,
        Matter::Unreadable(_) => finding.places.iter().all(is_walked),
        _ => false,
    }
}

/// One walk over what is needed: what is counted and what is listed cannot differ.
struct Walk<'t> {
    report: &'t Report,
    template: &'t Template,
    whole: Counted<'t>,
    /// The part that is walked through now.
    part: Counted<'t>,
    missing: Vec<Missing>,
}

/// What is counted of the report or of a part of it.
#[derive(Default)]
struct Counted<'t> {
    seen: HashSet<&'t FigureKey>,
    tally: Tally,
}

/// How a thing that is needed stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Entered,
    Missing(Why),
}

impl Stands {
    fn of_text(text: &str) -> Self {
        if text.trim().is_empty() { Self::Missing(Why::Blank) } else { Self::Entered }
    }
}

impl<'t> Walk<'t> {
    /// What was counted of the part, which is walked through.
    fn end_part(&mut self) -> Tally {
        std::mem::take(&mut self.part).tally
    }

    fn letterhead(&mut self) {
        for field in LETTERHEAD_NEEDED {
            let key = field.text_key();
            let stands = Stands::of_text(self.report.text(self.template, &key));
            self.text(What::Text(key), Need::Required, stands);
        }
    }

    fn item(&mut self, item: &'t Item) {
        match &item.body {
            ItemBody::Narrative(narrative) => {
                let key = &narrative.text;
                let stands = match carry::is_text_unconfirmed(self.report, key) {
                    true => Stands::Missing(Why::NotSeen),
                    false => Stands::of_text(self.report.text(self.template, key)),
                };
                self.text(What::Text(key.clone()), narrative.need, stands);
            }
            ItemBody::Documents(list) => {
                let says_something = |entry: &DocumentEntry| {
                    let document = &entry.document;
                    !document.code.trim().is_empty() || !document.subject.trim().is_empty()
                };
                let is_said = self.report.entries(&item.key).iter().any(says_something);
                let is_seen = !carry::is_list_unconfirmed(self.report, &item.key, list);
                let stands = match (is_said, is_seen) {
                    (true, true) => Stands::Entered,
                    (true, false) => Stands::Missing(Why::NotSeen),
                    (false, _) => Stands::Missing(Why::Blank),
                };
                self.text(What::Documents(item.key.clone()), list.need, stands);
            }
            ItemBody::Figures(group) => {
                group.rows.iter().flat_map(FigureRow::figures).for_each(|key| self.figure(key));
            }
            ItemBody::Table(table) => {
                let report = self.report;
                for row in table.rows.iter().filter(|row| report.is_on(row)) {
                    row.cells.values().for_each(|key| self.figure(key));
                    self.words(table, row);
                }
            }
        }
    }

    fn words(&mut self, table: &'t Table, row: &'t TableRow) {
        let columns = table.columns.iter().filter_map(|c| Some((&c.key, c.words()?)));
        for (column, words) in columns {
            let Some(key) = row.words.get(column) else {
                continue;
            };
            let text = self.report.text(self.template, key);
            let stands = match words.kind.takes(text) {
                true => Stands::of_text(text),
                false => Stands::Missing(Why::Unread),
            };
            self.text(What::Text(key.clone()), words.need, stands);
        }
    }

    fn figure(&mut self, key: &'t FigureKey) {
        let Some(figure) = self.template.figure(key) else {
            return;
        };
        let is_needed = figure.is_typed() && figure.need == Need::Required;
        let is_done = is_entered(self.report, key);
        let missing = self.missing_of(figure);
        let is_new = self.whole.seen.insert(key);
        let is_new_here = self.part.seen.insert(key);
        let counted = [is_new.then_some(&mut self.whole), is_new_here.then_some(&mut self.part)];
        for Counted { tally, .. } in counted.into_iter().flatten() {
            tally.figures.total += usize::from(is_needed);
            tally.figures.done += usize::from(is_needed && is_done);
            missing.iter().for_each(|missing| tally.count(&missing.what, missing.why));
        }
        if is_new {
            self.missing.extend(missing);
        }
    }

    /// What is still to be done about a figure. One that is not needed, or is computed, may be blank; what stands
    /// there must be read, and a number of the period before accepted, all the same.
    fn missing_of(&self, figure: &Figure) -> Vec<Missing> {
        let (report, key) = (self.report, &figure.key);
        let is_needed = figure.is_typed() && figure.need == Need::Required;
        let is_unread = |value: &Value| matches!(value, Value::Unreadable(_));
        let value = report.value(key);
        let why = match value {
            value if is_unread(value) => Some(Why::Unread),
            Value::Blank => is_needed.then_some(Why::Blank),
            _ => carry::is_unconfirmed(report, key).then_some(Why::NotSeen),
        };
        let of_value = why.map(|why| (What::Figure(key.clone()), why));
        let is_printed_unread = report.printed.get(key).is_some_and(is_unread);
        let of_printed = is_printed_unread.then(|| (What::Printed(key.clone()), Why::Unread));
        let of_day = days::is_wrong(figure, report).then(|| (What::Day(key.clone()), Why::Unread));
        let all = [of_value, of_printed, of_day].into_iter().flatten();
        all.map(|(what, why)| Missing { what, why }).collect()
    }

    /// A text or a list. One that was not read, or is of the period before, counts whether it is needed or not; one
    /// that may stay empty counts in no other way.
    fn text(&mut self, what: What, need: Need, stands: Stands) {
        let is_needed = need == Need::Required;
        let missing = match stands {
            Stands::Missing(Why::Blank) if !is_needed => None,
            Stands::Missing(why) => Some(Missing { what, why }),
            Stands::Entered => None,
        };
        for tally in [&mut self.whole.tally, &mut self.part.tally] {
            tally.texts.total += usize::from(is_needed);
            tally.texts.done += usize::from(is_needed && stands == Stands::Entered);
            missing.iter().for_each(|missing| tally.count(&missing.what, missing.why));
        }
        self.missing.extend(missing);
    }
}

/// Whether a figure counts as entered: a number that was carried over does only once it is accepted.
pub fn is_entered(report: &Report, figure: &FigureKey) -> bool {
    report.value(figure).is_entered() && !carry::is_unconfirmed(report, figure)
}
