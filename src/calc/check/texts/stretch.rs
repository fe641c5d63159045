//! Stretches of a text: the reader counts bytes, a place of a finding counts characters.

use std::ops::Range;

use super::super::finding::Place;
use crate::report::key::TextKey;

/// A stretch of bytes of a text as a place, which counts characters.
pub(super) fn place(key: &TextKey, text: &str, range: &Range<usize>) -> Place {
    let count = |end: usize| text.get(..end).map_or(0, |text| text.chars().count());
    Place::Text { text: key.clone(), characters: count(range.start)..count(range.end) }
}

/// The stretch of bytes that a number of characters takes.
pub(super) fn bytes(text: &str, characters: &Range<usize>) -> Range<usize> {
    let at = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    at(characters.start)..at(characters.end)
}
