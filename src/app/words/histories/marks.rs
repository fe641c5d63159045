//! What is noted of numbers and texts that come from the period before, in the history.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::LogWords;
use crate::report::change::Change;
use crate::report::field::Field;
use crate::report::key::{FigureKey, Subject, TextKey};
use crate::report::note::{Note, NoteKind};
use crate::report::period::of_kind;

/// That a figure comes from the period before goes without saying where the figure itself is told.
pub(super) fn goes_without_saying(field: &Field, told: &BTreeSet<&Field>) -> bool {
    let Field::Note(NoteKind::Carried, about) = field else { return false };
    let figure = FigureKey::parse(about.as_str()).ok();
    let text = TextKey::parse(about.as_str()).ok();
    figure.is_some_and(|figure| told.contains(&Field::Figure(figure)))
        || text.is_some_and(|text| told.contains(&Field::Text(text)))
}

/// Leaves out marks that go without saying.
pub(super) fn drop_from(changes: &mut Vec<Change>) {
    let told: BTreeSet<&Field> = changes.iter().map(Change::field).collect();
    let says = |change: &Change| !goes_without_saying(change.field(), &told);
    let mut says = changes.iter().map(says).collect::<Vec<bool>>().into_iter();
    changes.retain(|_| says.next().unwrap_or(true));
}

impl LogWords<'_> {
    /// What a number, or a text, taken from the period before is called.
    pub(super) fn carried(&self, about: &Subject) -> Cow<'static, str> {
        let words = match self.text_of(about) {
            Some(_) => "Lời văn lấy từ {kỳ} trước",
            None => "Số lấy từ {kỳ} trước",
        };
        of_kind(words, self.template.period())
    }

    /// The text that a note is about; none when it is about a figure.
    pub(super) fn text_of(&self, about: &Subject) -> Option<TextKey> {
        let figure = FigureKey::parse(about.as_str()).ok();
        let is_figure = figure.is_some_and(|figure| self.template.figure(&figure).is_some());
        let text = TextKey::parse(about.as_str()).ok().filter(|_| !is_figure);
        text.filter(|text| self.template.default_text(text).is_some())
    }
}

/// What a note says.
pub(super) fn note(kind: NoteKind, note: Option<&Note>) -> String {
    let is_there = note.is_some();
    let words = |there: &str, gone: &str| if is_there { there } else { gone }.to_owned();
    match kind {
        NoteKind::Explanation | NoteKind::Comment | NoteKind::Declined => {
            super::begun(note.map_or("", |note| note.words.as_str()))
        }
        NoteKind::FollowUp => words("có", "không"),
        NoteKind::Carried => words("chờ xác nhận", "đã xác nhận"),
        NoteKind::Wording => words("giữ", "như mẫu"),
    }
}
