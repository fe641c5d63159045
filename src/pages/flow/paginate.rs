//! Lines and rows put on pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::lengths::signed;
use super::margins::{Frame, TextArea};
use super::page::{Item, Page, PlacedLines};
use super::piece::Bond;
use super::row::{self, FlowRow};
use super::story::{Unit, UnitContent};
use crate::pages::header::PageKind;

/// Pages in the making.
pub(super) struct Paginator<'a> {
    frame: Frame<'a>,
    pages: Vec<Page>,
    now: Page,
    /// Where the text of the page stands.
    text: TextArea,
    /// Those of the kinds of pages so far.
    texts: BTreeMap<PageKind, TextArea>,
    /// How much of the page is filled, from the top of its text.
    filled: u32,
    number: u32,
}

impl<'a> Paginator<'a> {
    pub(super) fn new(frame: Frame<'a>) -> Self {
        let paper = frame.paper;
        let now = Page { width: paper.width, height: paper.height, ..Page::default() };
        let number = frame.first_number();
        let text = frame.text_area(number);
        let texts = BTreeMap::from([(frame.kind(number), text)]);
        Self { text, texts, frame, pages: Vec::new(), now, filled: 0, number }
    }

    /// Puts everything on pages, one at the least.
    pub(super) fn pages(mut self, units: &[Unit]) -> Vec<Page> {
        let mut rest = units;
        while !rest.is_empty() {
            let bound = rest.iter().take_while(|unit| unit.bond == Bond::WithNext).count();
            let (chunk, further) = rest.split_at((bound + 1).min(rest.len()));
            rest = further;
            self.place_together(chunk);
        }
        self.pages.push(self.now);
        self.pages
    }

    /// Places what stays on one page; what is higher than a page is cut where it must be.
    fn place_together(&mut self, chunk: &[Unit]) {
        if !self.fits(chunk) && !self.is_page_empty() {
            self.turn();
        }
        if self.fits(chunk) {
            for unit in chunk {
                self.place(unit);
            }
            return;
        }
        for unit in chunk {
            if !self.fits(std::slice::from_ref(unit)) && !self.is_page_empty() {
                self.turn();
            }
            match &unit.content {
                UnitContent::Row { row, header } if row.height > self.room_for(header.as_ref()) => {
                    self.place_cut(row, header.as_ref());
                }
                _ => self.place(unit),
            }
        }
    }

    fn is_page_empty(&self) -> bool {
        self.filled == 0
    }

    fn is_section_top(&self) -> bool {
        self.is_page_empty() && self.pages.is_empty()
    }

    /// The space above a unit; at the top of a page only a section's first has one.
    fn gap(&self, unit: &Unit) -> u32 {
        if self.is_page_empty() && !self.is_section_top() { 0 } else { unit.gap }
    }

    /// The height of the header that is repeated above a unit at the top of a page.
    fn repeated(&self, unit: &Unit) -> Option<Arc<FlowRow>> {
        match &unit.content {
            UnitContent::Row { header, .. } if self.is_page_empty() => header.clone(),
            UnitContent::Row { .. } | UnitContent::Line { .. } => None,
        }
    }

    fn fits(&self, chunk: &[Unit]) -> bool {
        let Some((first, others)) = chunk.split_first() else {
            return true;
        };
        let header = self.repeated(first).map_or(0, |header| header.height);
        let others: u32 = others.iter().map(|unit| unit.gap + unit.height).sum();
        let spared = chunk.last().map_or(0, |last| last.height.saturating_sub(last.least_height));
        let needed = (header + self.gap(first) + first.height + others).saturating_sub(spared);
        self.filled.saturating_add(needed) <= self.text.height
    }

    /// The room of an empty page below a repeated header.
    fn room_for(&self, header: Option<&Arc<FlowRow>>) -> u32 {
        let header = header.map_or(0, |header| header.height);
        self.text.height.saturating_sub(header)
    }

    fn place(&mut self, unit: &Unit) {
        if let Some(header) = self.repeated(unit) {
            self.place_row(&header);
        }
        self.filled += self.gap(unit);
        match &unit.content {
            UnitContent::Line { paragraph, line, rule, passage } => {
                let (x, y) = self.at();
                let (lines, paragraph) = (*line..*line + 1, Arc::clone(paragraph));
                let passage = passage.clone();
                let placed = PlacedLines { x, y, paragraph, lines, passage };
                if let Some((length, size)) = rule {
                    self.now.items.push(row::rule_under(&placed, *length, *size));
                }
                self.push_lines(placed);
                self.filled += unit.height;
            }
            UnitContent::Row { row, .. } => self.place_row(row),
        }
    }

    /// Lines of one paragraph below each other are one piece.
    fn push_lines(&mut self, placed: PlacedLines) {
        if let Some(Item::Lines(last)) = self.now.items.last_mut()
            && Arc::ptr_eq(&last.paragraph, &placed.paragraph)
            && last.lines.end == placed.lines.start
            && last.y + last.height() == placed.y
        {
            last.lines.end = placed.lines.end;
            return;
        }
        self.now.items.push(Item::Lines(placed));
    }

    fn place_row(&mut self, row: &FlowRow) {
        let (x, y) = self.at();
        self.now.items.extend(row.items.iter().map(|item| item.moved(x, y)));
        self.filled += row.height;
    }

    /// Places a row that is higher than a page, a page of it at a time.
    fn place_cut(&mut self, row: &FlowRow, header: Option<&Arc<FlowRow>>) {
        let mut rest = row.clone();
        loop {
            // A header that leaves no room for anything is not repeated.
            if let Some(header) = header
                && self.is_page_empty()
                && header.height * 2 < self.text.height
            {
                self.place_row(header);
            }
            let room = self.text.height.saturating_sub(self.filled);
            let (head, tail) = rest.cut(room);
            self.place_row(&head);
            if tail.items.is_empty() || tail.height >= rest.height {
                return;
            }
            self.turn();
            if tail.height <= self.room_for(header) {
                if let Some(header) = header {
                    self.place_row(header);
                }
                self.place_row(&tail);
                return;
            }
            rest = tail;
        }
    }

    fn at(&self) -> (i32, i32) {
        (signed(self.frame.paper.left), signed(self.text.top + self.filled))
    }

    /// A new page.
    fn turn(&mut self) {
        self.number += 1;
        self.filled = 0;
        let (frame, number) = (self.frame, self.number);
        let text = self.texts.entry(frame.kind(number));
        self.text = *text.or_insert_with(|| frame.text_area(number));
        let (width, height) = (self.now.width, self.now.height);
        let page = Page { width, height, ..Page::default() };
        self.pages.push(std::mem::replace(&mut self.now, page));
    }
}
