//! Paragraphs that are broken into lines and wait for their place: alone in the text, or in the cells
//! of a row.

use std::sync::Arc;

use super::broken::{Broken, Content};
use super::cache::LineCache;
use super::passage::PassageKind;
use crate::document::{Emphasis, Line, Source, Table};
use crate::pages::fonts::Typeface;
use crate::pages::sheet::{Role, Sheet};
use crate::pages::style::{Contextual, Style};

/// Whether a line or a row stays on the page of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bond {
    Free,
    WithNext,
}

/// A paragraph to be placed.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) role: Role,
    pub(super) kind: PassageKind,
    pub(super) style: Style,
    pub(super) broken: Arc<Broken>,
    /// The length of the rule under it.
    pub(super) rule: Option<u32>,
}

impl Piece {
    /// The space between the paragraph above and this one: the larger of the two, as Word has it;
    /// none between two of a style that says so.
    pub(super) fn gap_below(&self, above: Option<&Self>) -> u32 {
        match above {
            None => self.style.before,
            Some(above) => gap(&self.style, self.role, above.role, above.style.after),
        }
    }
}

/// The space between a paragraph and the one above it, of which the role and the space below it are known.
pub(super) fn gap(style: &Style, role: Role, above: Role, after: u32) -> u32 {
    if above == role && style.contextual == Contextual::Dropped {
        0
    } else {
        style.before.max(after)
    }
}

/// A paragraph before it is broken.
pub(super) struct Styled<'l> {
    pub(super) role: Role,
    pub(super) kind: PassageKind,
    pub(super) content: Content<'l>,
    pub(super) keep: Bond,
    pub(super) rule: Option<u32>,
}

impl<'l> Styled<'l> {
    pub(super) fn new(role: Role, line: &'l Line) -> Self {
        let content = Content { front: "", line, emphasis: Emphasis::Plain };
        let kind = PassageKind::of_role(role);
        Self { role, kind, content, keep: Bond::Free, rule: None }
    }

    pub(super) fn with_front(mut self, front: &'l str) -> Self {
        self.content.front = front;
        self
    }
}

/// Breaks paragraphs by the styles of a sheet.
pub(super) struct Typesetter<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) cache: &'a mut LineCache,
    /// The width of the text, in twips.
    pub(super) room: u32,
}

impl Typesetter<'_> {
    /// A paragraph, broken to fit `room` twips.
    pub(super) fn piece(&mut self, styled: &Styled<'_>, room: u32) -> Piece {
        let Styled { role, content, rule, .. } = *styled;
        let kind = styled.kind.clone();
        let broken = self.cache.broken(self.sheet, role, content, room);
        Piece { role, kind, style: self.sheet.style(role).clone(), broken, rule }
    }

    /// The widths of the columns of a table.
    pub(super) fn widths(&mut self, table: &Table) -> Vec<u32> {
        self.cache.widths(table, self.sheet, self.room)
    }
}

/// Words on one line that belong to no style.
pub(super) fn one_line(
    text: &str,
    source: &Source,
    style: &Style,
    typeface: &Typeface,
    room: u32,
) -> Broken {
    let line = Line::of(text, source.clone());
    let content = Content { front: "", line: &line, emphasis: Emphasis::Plain };
    Broken::of(content, style, typeface.clone(), room)
}
