//! Where every line of the finished report stands on its pages, as Word would print it: the preview
//! on screen draws these pages, every word with its [`Source`](crate::document::Source), so that a click leads to its field.
//!
//! A document becomes a stream of lines and rows (`story`), which are put on pages (`paginate`).
//! Paragraphs that did not change since the last layout are not broken into lines again
//! ([`LineCache`]), so that the pages can follow every key.

mod band;
mod broken;
mod cache;
mod chunks;
mod lengths;
mod margins;
mod page;
mod paginate;
mod passage;
mod piece;
mod row;
mod story;
mod table;

#[cfg(test)]
pub(crate) mod tests;

pub use broken::{Broken, Piece};
pub use cache::LineCache;
pub use page::{
    Area, BandText, CellArea, Fill, Item, Page, Pages, PlacedLines, PlacedPicture, PlacedWords,
    Rule,
};
pub use passage::{CellPlace, Passage, PassageKind};

use super::sheet::Sheet;
use crate::document::{Document, Orientation};
use margins::{Frame, SectionOf};
use paginate::Paginator;
use story::Story;

/// Lays a document out on a sheet, with the headers and footers of the sheet. The pages of each annex
/// count from 1 again.
pub fn lay_out(document: &Document, sheet: &Sheet, cache: &mut LineCache) -> Pages {
    cache.begin(sheet);
    let paper = sheet.paper.laid(Orientation::Portrait);
    let units = Story::new(sheet, paper, cache).report(document);
    let frame = Frame { sheet, paper, of: SectionOf::Report };
    let mut sections = vec![(frame, Paginator::new(frame).pages(&units))];
    for annex in &document.annexes {
        let paper = sheet.paper.laid(annex.orientation);
        let units = Story::new(sheet, paper, cache).annex(annex);
        let frame = Frame { sheet, paper, of: SectionOf::Annex };
        sections.push((frame, Paginator::new(frame).pages(&units)));
    }
    let num_pages: usize = sections.iter().map(|(_, pages)| pages.len()).sum();
    let num_pages = u32::try_from(num_pages).unwrap_or(u32::MAX);
    let mut pages = Vec::new();
    let mut last_paper = paper;
    for (frame, own) in sections {
        last_paper = frame.paper;
        for (mut page, number) in own.into_iter().zip(frame.first_number()..) {
            frame.complete(&mut page, number, num_pages);
            pages.push(page);
        }
    }
    if let (Some(line), Some(page)) = (&document.trace, pages.last_mut()) {
        page.items.push(Item::Lines(story::trace(line, sheet, last_paper, cache)));
    }
    cache.end();
    Pages { pages }
}
