//! Annexes: each a section of its own, with page numbers of its own, as the decree has them.

use super::paragraph::Styled;
use super::{LastBlock, Part, blocks, frame, paragraph};
use crate::document::{Annex, Line, Orientation};
use crate::export::ExportError;
use crate::pages::sheet::{Paper, Role};

/// Writes the annexes, and the page set-up of every section: that of the report itself stands at its
/// end, in a paragraph when annexes follow.
/// `trace` stands at the foot of the very last page.
pub(super) fn annexes(
    part: &mut Part<'_>,
    annexes: &[Annex],
    trace: Option<&Line>,
) -> Result<(), ExportError> {
    let skeleton = part.skeleton;
    let Some((last, first)) = annexes.split_last() else {
        end(part, skeleton.sheet().paper, trace)?;
        part.xml.markup(&skeleton.section);
        return Ok(());
    };
    section_end(part, &skeleton.section)?;
    for annex in first {
        self::annex(part, annex)?;
        section_end(part, &section(paper(part, annex.orientation), annex.orientation))?;
    }
    self::annex(part, last)?;
    let paper = paper(part, last.orientation);
    end(part, paper, trace)?;
    part.xml.markup(&section(paper, last.orientation));
    Ok(())
}

/// The end of the text. Word wants a paragraph behind a table; one of its own making could take a
/// page. A frame belongs to the paragraph behind it.
fn end(part: &mut Part<'_>, paper: Paper, trace: Option<&Line>) -> Result<(), ExportError> {
    if let Some(trace) = trace {
        frame::trace(part, trace, paper)?;
    }
    if part.last == LastBlock::Table {
        paragraph::blank(part, Role::SectionEnd)?;
    }
    Ok(())
}

fn annex(part: &mut Part<'_>, annex: &Annex) -> Result<(), ExportError> {
    part.text_width = paper(part, annex.orientation).text_width();
    Styled::new(Role::AnnexHeading, &annex.heading).write(part)?;
    Styled::new(Role::AnnexTitle, &annex.title).write(part)?;
    Styled::new(Role::AnnexReference, &annex.reference).write(part)?;
    blocks::blocks(part, &annex.blocks)
}

fn paper(part: &Part<'_>, orientation: Orientation) -> Paper {
    part.skeleton.sheet().paper.laid(orientation)
}

/// The paragraph that carries the page set-up of the section it ends.
fn section_end(part: &mut Part<'_>, section: &str) -> Result<(), ExportError> {
    part.last = LastBlock::Paragraph;
    let style = part.skeleton.id(Role::SectionEnd);
    part.xml.open("w:p", &[])?;
    part.xml.open("w:pPr", &[])?;
    part.xml.empty("w:pStyle", &[("w:val", style)])?;
    part.xml.markup(section);
    part.xml.close("w:pPr")?;
    part.xml.close("w:p")
}

/// The page set-up of an annex. Headers are those of the section before; a section without a first
/// page of its own kind shows its number from page 1 on.
fn section(paper: Paper, orientation: Orientation) -> String {
    let Paper { width, height, top, right, bottom, left, header } = paper;
    let lies = match orientation {
        Orientation::Portrait => "",
        Orientation::Landscape => " w:orient=\"landscape\"",
    };
    format!(
        "<w:sectPr><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{lies}/>\
         <w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" \
         w:header=\"{header}\" w:footer=\"{header}\" w:gutter=\"0\"/>\
         <w:pgNumType w:start=\"1\"/><w:cols w:space=\"720\"/></w:sectPr>"
    )
}
