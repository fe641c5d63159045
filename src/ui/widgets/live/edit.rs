//! Changes to a live text that are not keys: a reference that is put in, a word that is replaced.
//! Each is one step of the field's own undo.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::{Context, Id, TextBuffer as _, TextEdit};

use crate::ui::widgets::field::Remembered;

/// Puts something in place of characters of a field's text and the caret behind it.
pub(super) fn replace(
    ctx: &Context,
    id: Id,
    text: &mut String,
    characters: Range<usize>,
    with: &str,
) {
    let before = text.clone();
    text.delete_char_range(CharIndex(characters.start)..CharIndex(characters.end));
    text.insert_text(with, CharIndex(characters.start));
    let caret = characters.start + with.chars().count();
    remember(ctx, id, &before, text, Some(caret));
}

/// Makes a change of a field's text one step of its undo. Without a caret the old one stays, moved
/// by as much as the text in front of it grew.
pub(super) fn remember(ctx: &Context, id: Id, before: &str, after: &str, caret: Option<usize>) {
    let mut state = TextEdit::load_state(ctx, id).unwrap_or_default();
    let old = state.cursor.char_range().unwrap_or_default();
    let caret = caret.unwrap_or_else(|| moved(old.primary.index.0, before, after));
    let new = CCursorRange::one(CCursor::new(caret));
    let mut undoer = state.undoer();
    undoer.add_undo(&(old, before.to_owned()));
    undoer.add_undo(&(new, after.to_owned()));
    state.set_undoer(undoer);
    state.cursor.set_char_range(Some(new));
    TextEdit::store_state(ctx, id, state);
    ctx.data_mut(|data| data.insert_temp(id, Remembered));
}

/// Where a place in a text is after a change.
fn moved(at: usize, before: &str, after: &str) -> usize {
    let change = Change::between(before, after);
    let at = change.moved(&(at..at)).map(|range| range.start);
    at.unwrap_or(change.new_end)
}

/// How one text became another, in characters: all in front and all behind stayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Change {
    /// The first character that changed.
    pub(super) start: usize,
    /// Behind the last old one.
    pub(super) old_end: usize,
    /// Behind the last new one.
    pub(super) new_end: usize,
}

impl Change {
    /// The smallest change from one text to another.
    pub(super) fn between(before: &str, after: &str) -> Self {
        let same = before.chars().zip(after.chars()).take_while(|(a, b)| a == b);
        let (start, bytes) = same.fold((0, 0), |(n, bytes), (c, _)| (n + 1, bytes + c.len_utf8()));
        let rests = (before.get(bytes..).unwrap_or(""), after.get(bytes..).unwrap_or(""));
        let behind = rests.0.chars().rev().zip(rests.1.chars().rev());
        let behind = behind.take_while(|(a, b)| a == b).count();
        Self {
            start,
            old_end: start + rests.0.chars().count() - behind,
            new_end: start + rests.1.chars().count() - behind,
        }
    }

    /// Where characters of the old text stand in the new one; none when they were changed.
    pub(super) fn moved(&self, old: &Range<usize>) -> Option<Range<usize>> {
        if old.end <= self.start {
            return Some(old.clone());
        }
        let moved = |at: usize| at - self.old_end + self.new_end;
        (old.start >= self.old_end).then(|| moved(old.start)..moved(old.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_changed_is_found_again() {
        let change = Change::between("một hai ba", "một bốn hai ba");
        assert_eq!(change, Change { start: 4, old_end: 4, new_end: 8 });
        assert_eq!(change.moved(&(0..3)), Some(0..3));
        assert_eq!(change.moved(&(4..7)), Some(8..11));
        let change = Change::between("biên phap mới", "biên pháp mới");
        assert_eq!(change.moved(&(5..9)), None);
        assert_eq!(change.moved(&(10..13)), Some(10..13));
        assert_eq!(Change::between("aa", "a"), Change { start: 1, old_end: 2, new_end: 1 });
    }
}
