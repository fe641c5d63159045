//! Comments ("Ghi chú") and follow-up marks ("Cần theo dõi") of figures: what the office notes for itself.
//! They are notes of the report: logged, undone and carried like every other field, never printed, and
//! nothing is reckoned with them.
//!
//! A comment belongs to its period. Where a figure is to be followed up, its mark and its comment go on
//! to the periods after, until somebody ticks it off there; the periods before keep theirs.

use std::collections::HashMap;

use super::declined;
use super::text::encoding::{self, Restored};
use crate::report::change::Edit;
use crate::report::content::Report;
use crate::report::key::{FigureKey, Subject};
use crate::report::note::{Note, NoteKind};
use crate::report::template::{Figure, Template};
use crate::report::text::clean;

/// Whether somebody still has to look after a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FollowUp {
    /// Nobody has.
    #[default]
    No,
    /// Cần theo dõi.
    Wanted,
}

/// What the office notes about a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The figure.
    pub figure: FigureKey,
    /// The comment; empty where there is only a mark.
    pub words: String,
    /// Whether it is to be followed up.
    pub follow_up: FollowUp,
}

/// All that an office notes in a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comments {
    list: Vec<Comment>,
    by_figure: HashMap<FigureKey, usize>,
}

impl Comments {
    /// The comments of a report, in the order of the form.
    pub fn of(report: &Report, template: &Template) -> Self {
        let mut comments = Self::default();
        let mut notes = report.notes.keys();
        if !notes.any(|(kind, _)| matches!(kind, NoteKind::Comment | NoteKind::FollowUp)) {
            return comments;
        }
        for figure in in_order(template) {
            let subject = Subject::from(&figure.key);
            let words = report.note(NoteKind::Comment, &subject);
            let words = words.map(|note| note.words.trim()).unwrap_or_default();
            let follow_up = match report.note(NoteKind::FollowUp, &subject) {
                Some(_) => FollowUp::Wanted,
                None => FollowUp::No,
            };
            let is_empty = words.is_empty() && follow_up == FollowUp::No;
            if is_empty || comments.by_figure.contains_key(&figure.key) {
                continue;
            }
            comments.by_figure.insert(figure.key.clone(), comments.list.len());
            let (figure, words) = (figure.key.clone(), words.to_owned());
            comments.list.push(Comment { figure, words, follow_up });
        }
        comments
    }

    /// Every one, in the order of the form.
    pub fn list(&self) -> &[Comment] {
        &self.list
    }

    /// What is noted about a figure; none when nothing is.
    pub fn get(&self, figure: &FigureKey) -> Option<&Comment> {
        self.list.get(*self.by_figure.get(figure)?)
    }

    /// Those that are to be followed up.
    pub fn to_follow_up(&self) -> impl Iterator<Item = &Comment> {
        self.list.iter().filter(|comment| comment.follow_up == FollowUp::Wanted)
    }
}

/// Every figure where it stands first on the form, some twice; then those that stand nowhere.
fn in_order(template: &Template) -> impl Iterator<Item = &Figure> {
    let shown = template.items().flat_map(|(_, item)| item.figures());
    shown.filter_map(|key| template.figure(key)).chain(template.figures())
}

/// The edit that keeps a comment, or takes it away when there are no words.
pub fn write(figure: &FigureKey, words: &str) -> Edit {
    let words = clean(words);
    let words = words.trim();
    let note = Note { words: words.to_owned(), given_for: None };
    Edit::note(NoteKind::Comment, figure.into(), (!words.is_empty()).then_some(note))
}

/// What the comment of a figure says in Unicode, where it is written in letters of the time before
/// (TCVN3, VNI-Windows) and the office did not leave it so.
pub fn in_old_letters(report: &Report, figure: &FigureKey) -> Option<Restored> {
    let words = &report.note(NoteKind::Comment, &figure.into())?.words;
    let restored = encoding::offered(words)?;
    let is_left = declined::is_declined(report, &letters_id(figure), &declined::short(words));
    (!is_left).then_some(restored)
}

/// The edit that leaves the comment of a figure in the letters it is written in; it is asked about
/// again when it changes. `None` where there is no comment.
pub fn leave_letters(report: &Report, figure: &FigureKey, reason: &str) -> Option<Edit> {
    let words = &report.note(NoteKind::Comment, &figure.into())?.words;
    declined::decline(&letters_id(figure), &declined::short(words), reason)
}

/// Names the offer to restore letters within its report.
fn letters_id(figure: &FigureKey) -> String {
    format!("comment_letters.{figure}")
}

/// The edit that marks a figure to be followed up, or ticks it off.
pub fn mark(figure: &FigureKey, follow_up: FollowUp) -> Edit {
    let mark = (follow_up == FollowUp::Wanted).then(Note::default);
    Edit::note(NoteKind::FollowUp, figure.into(), mark)
}

#[cfg(test)]
#[path = "comments_tests.rs"]
mod tests;
