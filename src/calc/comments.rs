//! Comments ("Ghi chú") and follow-up marks ("Cần theo dõi") of figures: what the office notes for itself.
//! They are texts of the report under keys made of the figure's, so that log, undo and files carry
//! them like any other text. They are never printed, and nothing is reckoned with them.
//!
//! A comment belongs to its month. Where a figure is to be followed up, its mark and its comment go on
//! to the months after, until somebody ticks it off there; the months before keep theirs.

use std::collections::HashMap;

use super::check;
use super::text::encoding::{self, Restored};
use crate::report::change::Edit;
use crate::report::content::Report;
use crate::report::key::{FigureKey, KEY_LENGTH_MAX, TextKey};
use crate::report::template::{Figure, Template};
use crate::report::text::clean;

/// What the keys of comments begin with.
const COMMENT_PREFIX: &str = "comment.";
/// What the keys of follow-up marks begin with.
const FOLLOW_UP_PREFIX: &str = "follow_up.";
/// What the text of a mark says; whatever is not blank counts.
const MARKED: &str = "yes";

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
        // Keys are made only where one may stand.
        if !report.texts.keys().any(is_comment) {
            return comments;
        }
        for figure in in_order(template) {
            let text = |part| report.texts.get(&key(part, &figure.key)?);
            let words = text(Part::Words).map(|words| words.trim()).unwrap_or_default();
            let follow_up = match text(Part::FollowUp) {
                Some(mark) if !mark.trim().is_empty() => FollowUp::Wanted,
                _ => FollowUp::No,
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

/// A part of what is noted, each with a text of its own: each is one step of undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The comment.
    Words,
    /// The mark.
    FollowUp,
}

impl Part {
    fn prefix(self) -> &'static str {
        match self {
            Self::Words => COMMENT_PREFIX,
            Self::FollowUp => FOLLOW_UP_PREFIX,
        }
    }
}

/// Whether a text of a report is a comment or a mark: it is never printed.
pub fn is_comment(key: &TextKey) -> bool {
    split(key).is_some()
}

/// Which part of which figure's comment a text of a report is.
pub fn of_key<'t>(text: &TextKey, template: &'t Template) -> Option<(Part, &'t Figure)> {
    let (part, name) = split(text)?;
    let by_key = FigureKey::parse(name).ok().and_then(|key| template.figure(&key));
    let is_its = |figure: &&Figure| key(part, &figure.key).as_ref() == Some(text);
    let figure = by_key.filter(is_its).or_else(|| template.figures().iter().find(is_its));
    figure.map(|figure| (part, figure))
}

/// Whether a text of a report that is noted goes on to the month after.
pub fn stays(report: &Report, text: &TextKey) -> bool {
    let Some((_, name)) = split(text) else { return false };
    let mark = report.texts.get(format!("{FOLLOW_UP_PREFIX}{name}").as_str());
    mark.is_some_and(|mark| !mark.trim().is_empty())
}

/// The edit that keeps a comment, or takes it away when there are no words. `None` only for a figure
/// whose name gives no key, which none does.
pub fn write(figure: &FigureKey, words: &str) -> Option<Edit> {
    let words = clean(words);
    let words = words.trim();
    let text = (!words.is_empty()).then(|| words.to_owned());
    Some(Edit::Text(key(Part::Words, figure)?, text))
}

/// What the comment of a figure says in Unicode, where it is written in letters of the time before
/// (TCVN3, VNI-Windows) and the office did not leave it so.
pub fn in_old_letters(report: &Report, figure: &FigureKey) -> Option<Restored> {
    let words = report.texts.get(&key(Part::Words, figure)?)?;
    let restored = encoding::offered(words)?;
    let is_left = check::declined(report, &letters_id(figure), &check::short(words));
    (!is_left).then_some(restored)
}

/// The edit that leaves the comment of a figure in the letters it is written in; it is asked about
/// again when it changes. `None` as for [`write()`].
pub fn leave_letters(report: &Report, figure: &FigureKey, reason: &str) -> Option<Edit> {
    let words = report.texts.get(&key(Part::Words, figure)?)?;
    check::answer(&letters_id(figure), &check::short(words), reason)
}

/// Names the answer within its report.
fn letters_id(figure: &FigureKey) -> String {
    format!("comment_letters.{figure}")
}

/// The edit that marks a figure to be followed up, or ticks it off. `None` as for [`write()`].
pub fn mark(figure: &FigureKey, follow_up: FollowUp) -> Option<Edit> {
    let text = (follow_up == FollowUp::Wanted).then(|| MARKED.to_owned());
    Some(Edit::Text(key(Part::FollowUp, figure)?, text))
}

/// Which part a text of a report that is noted is, and what its figure is called in its key.
pub fn split(key: &TextKey) -> Option<(Part, &str)> {
    let part = |part: Part| Some((part, key.as_str().strip_prefix(part.prefix())?));
    part(Part::Words).or_else(|| part(Part::FollowUp))
}

fn key(part: Part, figure: &FigureKey) -> Option<TextKey> {
    TextKey::parse(&format!("{}{}", part.prefix(), name(figure))).ok()
}

/// What a figure is called in both keys. Its own key may be too long to be part of another one: it is
/// then cut, and told apart by a hash.
fn name(figure: &FigureKey) -> String {
    let most = KEY_LENGTH_MAX - COMMENT_PREFIX.len().max(FOLLOW_UP_PREFIX.len());
    let whole = figure.as_str();
    if whole.len() <= most {
        return whole.to_owned();
    }
    let hash = check::short(whole);
    let cut = whole.get(..most - hash.len() - 1).unwrap_or_default();
    format!("{}.{hash}", cut.trim_end_matches('.'))
}

#[cfg(test)]
#[path = "comments_tests.rs"]
mod tests;
