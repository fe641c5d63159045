//! How much of a report is entered.

use std::collections::HashSet;

use super::carry;
use crate::report::content::{DocumentEntry, Report};
use crate::report::key::{FigureKey, ItemKey, TextKey};
use crate::report::letterhead::LetterheadField;
use crate::report::template::{
    FigureRow, Item, ItemBody, Need, Section, Table, TableRow, Template,
};

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

/// How much is entered: figures apart from texts, because a number and a page of prose are not the same work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// The figures that are needed.
    pub figures: Progress,
    /// The texts and lists of documents that are needed.
    pub texts: Progress,
    /// Needed texts and lists that are empty.
    pub blank_texts: usize,
    /// Texts and lists of the period before that nobody has looked at, needed or not.
    pub not_seen: usize,
}

impl Tally {
    /// Whether everything is entered and looked at.
    pub fn is_complete(self) -> bool {
        self.figures.is_complete() && self.texts.is_complete() && self.not_seen == 0
    }

    /// The share that is done, in thousandths: figures and texts together.
    pub fn per_mille(self) -> u16 {
        let (figures, texts) = (self.figures, self.texts);
        let (done, total) = (figures.done + texts.done, figures.total + texts.total);
        Progress { done, total }.per_mille()
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

/// How much of the letterhead and signature is entered.
pub fn letterhead(report: &Report, template: &Template) -> Tally {
    let mut walk = Walk::of(report, template);
    walk.letterhead();
    walk.tally
}

/// How much of a section is entered. A figure that two sections show counts in both.
pub fn section(report: &Report, template: &Template, section: &Section) -> Tally {
    let mut walk = Walk::of(report, template);
    section.items.iter().for_each(|item| walk.item(item));
    walk.tally
}

/// How much of the whole report is entered, the letterhead included. Each figure counts once.
pub fn report(report: &Report, template: &Template) -> Tally {
    Walk::through(report, template).tally
}

/// All that is still to be done, in the order of the report.
pub fn missing(report: &Report, template: &Template) -> Vec<Missing> {
    Walk::through(report, template).missing
}

/// One walk over what is needed: what is counted and what is listed cannot differ.
struct Walk<'t> {
    report: &'t Report,
    template: &'t Template,
    seen: HashSet<&'t FigureKey>,
    tally: Tally,
    missing: Vec<Missing>,
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
    fn of(report: &'t Report, template: &'t Template) -> Self {
        let (seen, tally) = (HashSet::new(), Tally::default());
        Self { report, template, seen, tally, missing: Vec::new() }
    }

    fn through(report: &'t Report, template: &'t Template) -> Self {
        let mut walk = Self::of(report, template);
        walk.letterhead();
        for (_, item) in template.items() {
            walk.item(item);
        }
        walk
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
            let is_entered = !text.trim().is_empty() && words.kind.takes(text);
            let stands = if is_entered { Stands::Entered } else { Stands::Missing(Why::Blank) };
            self.text(What::Text(key.clone()), words.need, stands);
        }
    }

    fn figure(&mut self, key: &'t FigureKey) {
        let figure = self.template.figure(key);
        let is_needed = figure.is_some_and(|f| f.is_typed() && f.need == Need::Required);
        if !is_needed || !self.seen.insert(key) {
            return;
        }
        self.tally.figures.total += 1;
        if is_entered(self.report, key) {
            self.tally.figures.done += 1;
        } else {
            let is_carried = carry::is_unconfirmed(self.report, key);
            let why = if is_carried { Why::NotSeen } else { Why::Blank };
            self.missing.push(Missing { what: What::Figure(key.clone()), why });
        }
    }

    /// A text or a list. One of the period before counts as not seen whether it is needed or not; one that may
    /// stay empty counts in no other way.
    fn text(&mut self, what: What, need: Need, stands: Stands) {
        let is_needed = need == Need::Required;
        self.tally.texts.total += usize::from(is_needed);
        match stands {
            Stands::Entered => self.tally.texts.done += usize::from(is_needed),
            Stands::Missing(Why::Blank) if !is_needed => {}
            Stands::Missing(why) => {
                match why {
                    Why::NotSeen => self.tally.not_seen += 1,
                    Why::Blank => self.tally.blank_texts += 1,
                }
                self.missing.push(Missing { what, why });
            }
        }
    }
}

/// Whether a figure counts as entered: a number that was carried over does only once it is accepted.
pub fn is_entered(report: &Report, figure: &FigureKey) -> bool {
    report.value(figure).is_entered() && !carry::is_unconfirmed(report, figure)
}
