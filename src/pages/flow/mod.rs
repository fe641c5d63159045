//! Where every line of the finished report stands on its pages, as Word would print it: the preview
//! on screen draws these pages, every word with its [`Source`](crate::document::Source), so that a click leads to its field.
//!
//! A document becomes a stream of lines and rows (`story`), which are put on pages (`paginate`).
//! Paragraphs that did not change since the last layout are not broken into lines again
//! ([`LineCache`]), so that the pages can follow every key.

mod broken;
mod cache;
mod page;
mod paginate;
mod row;
mod story;
mod table;

#[cfg(test)]
mod tests;

pub use broken::{Broken, Piece};
pub use cache::LineCache;
pub use page::{Area, CellArea, Fill, Item, Page, Pages, PlacedLines, Rule, Words};

use super::sheet::Sheet;
use crate::document::{Document, Orientation};
use paginate::{FirstNumber, Paginator};
use story::Story;

/// Lays a document out on a sheet. The first page of the report shows no number; the pages of each
/// annex count from 1 again, and all show theirs.
pub fn lay_out(document: &Document, sheet: &Sheet, cache: &mut LineCache) -> Pages {
    cache.begin(sheet);
    let paper = sheet.paper.laid(Orientation::Portrait);
    let units = Story::new(sheet, paper, cache).report(document);
    let mut pages = Paginator::new(sheet, paper, FirstNumber::Hidden).pages(&units);
    for annex in &document.annexes {
        let paper = sheet.paper.laid(annex.orientation);
        let units = Story::new(sheet, paper, cache).annex(annex);
        pages.extend(Paginator::new(sheet, paper, FirstNumber::Shown).pages(&units));
    }
    let last = document.annexes.last().map_or(Orientation::Portrait, |annex| annex.orientation);
    if let (Some(line), Some(page)) = (&document.trace, pages.last_mut()) {
        let paper = sheet.paper.laid(last);
        page.items.push(Item::Lines(story::trace(line, (sheet, paper), cache)));
    }
    cache.end();
    Pages { pages }
}
