//! What stands in the margins of the pages of a section, and what room that leaves for the text.

use super::band::{self, Ground, Laid};
use super::lengths::{signed, unsigned};
use super::page::Page;
use crate::pages::header::{Band, EvenPages, FirstPage, Inline, PageKind};
use crate::pages::sheet::{Paper, Sheet};

/// A header or footer that leaves less is cut short: a page must hold lines, in twips.
const TEXT_MIN: u32 = 1440;
/// Stands for the number of all pages while it is not known yet.
const SOME_PAGES: u32 = 10;

/// What a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SectionOf {
    /// The report proper: its first page may have a header of its own.
    Report,
    /// An annex.
    Annex,
}

/// The pages of a section without their text.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) paper: Paper,
    pub(super) of: SectionOf,
}

/// Where the text of a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextArea {
    pub(super) top: u32,
    pub(super) height: u32,
}

impl<'a> Frame<'a> {
    /// The number of the first page.
    pub(super) fn first_number(&self) -> u32 {
        match self.of {
            SectionOf::Report => self.sheet.margins.first_number,
            SectionOf::Annex => 1,
        }
    }

    /// Which header and footer a page of a number has.
    pub(super) fn kind(&self, number: u32) -> PageKind {
        let margins = &self.sheet.margins;
        // Only the report's own first page can be one of its kind, not that of an annex.
        let is_first = self.of == SectionOf::Report && number == self.first_number();
        if is_first && margins.first_page == FirstPage::Own {
            PageKind::First
        } else if number.is_multiple_of(2) && margins.even_pages == EvenPages::Own {
            PageKind::Even
        } else {
            PageKind::Other
        }
    }

    fn header(&self, number: u32) -> Option<&'a Band> {
        self.sheet.margins.headers.of(self.kind(number)).map(AsRef::as_ref)
    }

    fn footer(&self, number: u32) -> Option<&'a Band> {
        self.sheet.margins.footers.of(self.kind(number)).map(AsRef::as_ref)
    }

    fn ground(&self, number: u32, num_pages: u32) -> Ground<'a> {
        Ground { sheet: self.sheet, paper: self.paper, number, num_pages }
    }

    fn laid_header(&self, ground: Ground<'_>) -> Option<Laid> {
        let band = self.header(ground.number)?;
        Some(band::lay_out(band, ground, signed(self.paper.header)))
    }

    /// From the lower edge of the page to the footer; the page set-up that is written for annexes
    /// takes that of the header.
    fn footer_distance(&self) -> u32 {
        match self.of {
            SectionOf::Report => self.sheet.margins.footer_distance,
            SectionOf::Annex => self.paper.header,
        }
    }

    /// Where the text of a page of a number stands: a header that is higher than the margin pushes
    /// it down, and a footer pushes it up.
    pub(super) fn text_area(&self, number: u32) -> TextArea {
        let Paper { height, top, bottom, header, .. } = self.paper;
        let ground = self.ground(number, SOME_PAGES);
        let above = self.laid_header(ground).map_or(0, |laid| header + unsigned(laid.height));
        let below = self.footer(number).map(|band| band::lay_out(band, ground, 0));
        let below = below.map_or(0, |laid| self.footer_distance() + unsigned(laid.height));
        let (top, bottom) = (top.max(above), bottom.max(below));
        // Margins alone are the office's own; no header takes the whole page.
        let least = TEXT_MIN.min(self.paper.text_height());
        let top = top.min(height.saturating_sub(self.paper.bottom).saturating_sub(least));
        let room = height.saturating_sub(top).saturating_sub(bottom);
        TextArea { top, height: room.max(least) }
    }

    /// Puts header and footer on a page of a number.
    pub(super) fn complete(&self, page: &mut Page, number: u32, num_pages: u32) {
        let ground = self.ground(number, num_pages);
        let mut items = self.laid_header(ground).map_or_else(Vec::new, |laid| laid.items);
        items.append(&mut page.items);
        if let Some(band) = self.footer(number) {
            let height = band::lay_out(band, ground, 0).height;
            let top = signed(self.paper.height) - signed(self.footer_distance()) - height;
            items.extend(band::lay_out(band, ground, top).items);
        }
        page.items = items;
        let bands = [self.header(number), self.footer(number)];
        page.number = bands.into_iter().flatten().any(shows_number).then_some(number);
    }
}

fn shows_number(band: &Band) -> bool {
    let mut shows = false;
    band.for_each_paragraph(&mut |paragraph| {
        let is_number = |inline: &Inline| matches!(inline, Inline::PageNumber(_));
        shows |= paragraph.inlines.iter().any(is_number);
    });
    shows
}
