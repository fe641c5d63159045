//! The body: headings, paragraphs and tables.

use super::paragraph::{self, Keep, Styled};
use super::{LastBlock, Part, table};
use crate::document::{Block, Heading, Paragraph};
use crate::export::ExportError;
use crate::export::metrics::{Face, width};

/// Size of the body, in half-points.
const SIZE: u32 = 28;

/// Writes the body.
pub(super) fn body(part: &mut Part, blocks: &[Block]) -> Result<(), ExportError> {
    let num_kept = kept_with_signature(part, blocks);
    for (i, block) in blocks.iter().enumerate() {
        let is_above_table = matches!(blocks.get(i + 1), Some(Block::Table(_)));
        let is_near_end = i + num_kept >= blocks.len();
        match block {
            Block::Heading(heading) => self::heading(part, heading)?,
            Block::Table(table) => {
                separate(part)?;
                table::write(part, table)?;
            }
            Block::Paragraph(paragraph) => {
                let style = if is_above_table { "BodyTextAboveTable" } else { "BodyText" };
                let keep = if is_near_end { Keep::WithNext } else { Keep::ByStyle };
                self::paragraph(part, paragraph, (style, keep))?;
            }
        }
    }
    Ok(())
}

/// How many blocks of the end stay on the page of the signature: two lines at the least.
fn kept_with_signature(part: &Part, blocks: &[Block]) -> usize {
    match blocks.last() {
        Some(Block::Paragraph(last))
            if width(&last.plain(), Face::Regular, SIZE) > part.text_width =>
        {
            1
        }
        _ => 2,
    }
}

/// Keeps two tables apart, which Word would join.
pub(super) fn separate(part: &mut Part) -> Result<(), ExportError> {
    match part.last {
        LastBlock::Table => paragraph::blank(part, "TableSeparator"),
        LastBlock::Paragraph => Ok(()),
    }
}

fn heading(part: &mut Part, heading: &Heading) -> Result<(), ExportError> {
    let style = match heading.level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        4 => "Heading4",
        _ => "Heading5",
    };
    Styled::new(style, &heading.line).write(part)
}

fn paragraph(
    part: &mut Part,
    paragraph: &Paragraph,
    (style, keep): (&str, Keep),
) -> Result<(), ExportError> {
    let front = paragraph.lead.text();
    let mut styled = Styled::new(style, &paragraph.line);
    styled.front = &front;
    styled.keep = keep;
    styled.write(part)
}
