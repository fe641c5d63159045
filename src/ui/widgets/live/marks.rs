//! What was found in a text, as marks under its words.

use std::ops::Range;

use super::coded::Alignment;
use super::edit::Change;
use crate::app::open_report::OpenReport;
use crate::app::words;
use crate::calc::check::{Finding, Matter, Place};
use crate::report::key::TextKey;

/// What is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// A word that is no word.
    Spelling,
    /// What does not keep house style.
    Style,
    /// A number, or a document, that does not agree with the rest of the report.
    Fact,
}

/// Words with something found in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Which characters of the edited text.
    pub(super) characters: Range<usize>,
    /// What it is.
    pub(super) kind: MarkKind,
    /// The id of the finding.
    pub(super) finding: String,
    /// What was found, in one sentence.
    pub(super) sentence: String,
}

/// The marks of one text, kept until the findings change.
#[derive(Debug, Default)]
pub(super) struct Marks {
    made_of: Option<u64>,
    /// The text, coded, that they were made for.
    text: String,
    marks: Vec<Mark>,
}

impl Marks {
    /// Takes over what was found in a text that stands now as `coded`, stored as `stored`.
    pub(super) fn refresh(&mut self, open: &OpenReport, key: &TextKey, stored: &str, coded: &str) {
        // What was found in a text that changed since stays, moved, until the text is read again.
        if self.made_of == Some(open.revision()) || !open.are_texts_read() {
            return;
        }
        self.made_of = Some(open.revision());
        self.marks.clear();
        let mut alignment = None;
        for finding in open.findings().iter().filter(|finding| finding.stands()) {
            let Some(kind) = kind(finding) else { continue };
            for place in &finding.places {
                let Place::Text { text, characters } = place else { continue };
                if text == key {
                    let alignment =
                        alignment.get_or_insert_with(|| Alignment::of(stored, open.template()));
                    self.marks.push(Mark {
                        characters: alignment.shown(characters),
                        kind,
                        finding: finding.id.clone(),
                        sentence: words::findings::sentence(finding, open.template()),
                    });
                }
            }
        }
        coded.clone_into(&mut self.text);
    }

    /// The marks as they stand in a text that may have changed since; those whose words changed are
    /// left out.
    pub(super) fn in_text(&self, coded: &str) -> Vec<(Range<usize>, &Mark)> {
        let marks = self.marks.iter();
        if self.marks.is_empty() || self.text == coded {
            return marks.map(|mark| (mark.characters.clone(), mark)).collect();
        }
        let change = Change::between(&self.text, coded);
        marks.filter_map(|mark| Some((change.moved(&mark.characters)?, mark))).collect()
    }
}

fn kind(finding: &Finding) -> Option<MarkKind> {
    match &finding.matter {
        Matter::Misspelled { .. } => Some(MarkKind::Spelling),
        Matter::Style { .. } | Matter::OldEncoding { .. } => Some(MarkKind::Style),
        Matter::TextNumber(_)
        | Matter::Document { .. }
        | Matter::SaidBefore(_)
        | Matter::OfficeWord { .. }
        | Matter::Persons { .. } => Some(MarkKind::Fact),
        _ => None,
    }
}
