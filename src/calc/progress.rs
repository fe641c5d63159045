//! How much of a report is entered.

use std::collections::HashSet;

use super::carry;
use crate::report::content::{DocumentEntry, Report};
use crate::report::key::FigureKey;
use crate::report::letterhead::LetterheadField;
use crate::report::template::{FigureRow, Item, ItemBody, Need, Section, Template};

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

    fn add(&mut self, is_done: Entered) {
        self.total += 1;
        if is_done == Entered::Yes {
            self.done += 1;
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Entered {
    Yes,
    No,
}

impl From<bool> for Entered {
    fn from(is_entered: bool) -> Self {
        if is_entered { Self::Yes } else { Self::No }
    }
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
pub fn letterhead(report: &Report, template: &Template) -> Progress {
    let mut progress = Progress::default();
    for field in LETTERHEAD_NEEDED {
        let text = report.text(template, &field.text_key());
        progress.add(Entered::from(!text.trim().is_empty()));
    }
    progress
}

/// How much of a section is entered. A figure that two sections show counts in both.
pub fn section(report: &Report, template: &Template, section: &Section) -> Progress {
    let mut progress = Progress::default();
    let mut seen = HashSet::new();
    for item in &section.items {
        add_item(&mut progress, &mut seen, report, template, item);
    }
    progress
}

/// How much of the whole report is entered, the letterhead included. Each figure counts once.
pub fn report(report: &Report, template: &Template) -> Progress {
    let mut progress = letterhead(report, template);
    let mut seen = HashSet::new();
    for (_, item) in template.items() {
        add_item(&mut progress, &mut seen, report, template, item);
    }
    progress
}

fn add_item<'t>(
    progress: &mut Progress,
    seen: &mut HashSet<&'t FigureKey>,
    report: &Report,
    template: &'t Template,
    item: &'t Item,
) {
    match &item.body {
        ItemBody::Narrative(narrative) if narrative.need == Need::Required => {
            let text = report.text(template, &narrative.text);
            progress.add(Entered::from(!text.trim().is_empty()));
        }
        ItemBody::Documents(list) if list.need == Need::Required => {
            let says_something = |entry: &DocumentEntry| {
                let document = &entry.document;
                !document.code.trim().is_empty() || !document.subject.trim().is_empty()
            };
            let entries = report.entries(&item.key);
            progress.add(Entered::from(entries.iter().any(says_something)));
        }
        ItemBody::Narrative(_) | ItemBody::Documents(_) => {}
        ItemBody::Figures(group) => {
            for key in group.rows.iter().flat_map(FigureRow::figures) {
                add_figure(progress, seen, report, template, key);
            }
        }
        ItemBody::Table(table) => {
            for row in table.rows.iter().filter(|row| report.is_on(row)) {
                for key in row.cells.values() {
                    add_figure(progress, seen, report, template, key);
                }
                let columns = table.columns.iter().filter_map(|c| Some((&c.key, c.words()?)));
                for (column, words) in columns.filter(|(_, words)| words.need == Need::Required) {
                    let text = row.words.get(column).map(|key| report.text(template, key));
                    let is_entered = |text: &str| !text.trim().is_empty() && words.kind.takes(text);
                    progress.add(Entered::from(text.is_some_and(is_entered)));
                }
            }
        }
    }
}

fn add_figure<'t>(
    progress: &mut Progress,
    seen: &mut HashSet<&'t FigureKey>,
    report: &Report,
    template: &'t Template,
    key: &'t FigureKey,
) {
    let needed = template.figure(key).is_some_and(|f| f.is_typed() && f.need == Need::Required);
    if needed && seen.insert(key) {
        progress.add(Entered::from(is_entered(report, key)));
    }
}

/// Whether a figure counts as entered: a number that was carried over does only once it is accepted.
pub fn is_entered(report: &Report, figure: &FigureKey) -> bool {
    report.value(figure).is_entered() && !carry::is_unconfirmed(report, figure)
}
