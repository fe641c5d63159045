//! Paragraphs and runs.

use super::rule::{self, Rule};
use super::{LastBlock, Part};
use crate::document::{Emphasis, Line};
use crate::export::ExportError;
use crate::pages::sheet::Role;

/// A paragraph of a style of the skeleton.
pub(super) struct Styled<'a> {
    /// What it is.
    pub(super) role: Role,
    /// Words in front, such as a mark.
    pub(super) front: &'a str,
    /// Its words.
    pub(super) line: &'a Line,
    /// Whether it stays on the page of the next.
    pub(super) keep: Keep,
    /// Its number in the list that was begun last, where Word numbers it; 1 and numbers that do not
    /// follow begin a list.
    pub(super) number: Option<u32>,
    /// The rule under its last line.
    pub(super) rule: Option<Rule>,
    /// How all of it stands out from its style.
    pub(super) emphasis: Emphasis,
}

/// Whether a paragraph stays on the page of the next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// As its style says.
    ByStyle,
    /// It does.
    WithNext,
}

impl<'a> Styled<'a> {
    /// A plain paragraph.
    pub(super) fn new(role: Role, line: &'a Line) -> Self {
        Self {
            role,
            front: "",
            line,
            keep: Keep::ByStyle,
            number: None,
            rule: None,
            emphasis: Emphasis::Plain,
        }
    }

    /// Writes the paragraph.
    pub(super) fn write(&self, part: &mut Part<'_>) -> Result<(), ExportError> {
        part.last = LastBlock::Paragraph;
        part.xml.open("w:p", &[])?;
        part.xml.open("w:pPr", &[])?;
        let style = part.skeleton.id(self.role);
        part.xml.empty("w:pStyle", &[("w:val", style)])?;
        if self.keep == Keep::WithNext {
            part.xml.empty("w:keepNext", &[])?;
        }
        if self.number.is_some() {
            let list = part.lists.len().saturating_sub(1);
            let list = part.skeleton.numbering.list(list).to_string();
            part.xml.open("w:numPr", &[])?;
            part.xml.empty("w:ilvl", &[("w:val", "0")])?;
            part.xml.empty("w:numId", &[("w:val", &list)])?;
            part.xml.close("w:numPr")?;
        }
        part.xml.close("w:pPr")?;
        if !self.front.is_empty() {
            run(part, self.front, self.emphasis)?;
        }
        for piece in &self.line.runs {
            let emphasis = match self.emphasis {
                Emphasis::Bold => Emphasis::Bold,
                Emphasis::Plain => piece.emphasis,
            };
            run(part, &piece.text, emphasis)?;
        }
        if let Some(rule) = self.rule {
            rule::run(part, rule)?;
        }
        part.xml.close("w:p")
    }
}

/// Writes a paragraph that has no words: Word wants one in every cell.
pub(super) fn blank(part: &mut Part<'_>, role: Role) -> Result<(), ExportError> {
    Styled::new(role, &Line::default()).write(part)
}

/// Writes the runs of a line as they are.
pub(super) fn runs(part: &mut Part<'_>, line: &Line) -> Result<(), ExportError> {
    for piece in &line.runs {
        run(part, &piece.text, piece.emphasis)?;
    }
    Ok(())
}

fn run(part: &mut Part<'_>, text: &str, emphasis: Emphasis) -> Result<(), ExportError> {
    part.xml.open("w:r", &[])?;
    if emphasis == Emphasis::Bold {
        part.xml.open("w:rPr", &[])?;
        part.xml.empty("w:b", &[])?;
        part.xml.empty("w:bCs", &[])?;
        part.xml.close("w:rPr")?;
    }
    part.xml.text("w:t", &[("xml:space", "preserve")], text)?;
    part.xml.close("w:r")
}
