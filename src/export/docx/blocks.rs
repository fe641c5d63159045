//! The body: headings, paragraphs and tables.

use super::paragraph::{self, Keep, Styled};
use super::{LastBlock, Part, table};
use crate::document::{Block, Heading, Paragraph};
use crate::export::ExportError;
use crate::pages::metrics::{Face, width};
use crate::pages::sheet::Role;

/// Writes the body.
pub(super) fn body(part: &mut Part<'_>, blocks: &[Block]) -> Result<(), ExportError> {
    let num_kept = kept_with_signature(part, blocks);
    for (i, block) in blocks.iter().enumerate() {
        let is_above_table = matches!(blocks.get(i + 1), Some(Block::Table(_)));
        let is_near_end = i + num_kept >= blocks.len();
        match block {
            Block::Heading(heading) => self::heading(part, heading)?,
            Block::Chart(_) => {}
            Block::Table(table) => {
                separate(part)?;
                table::write(part, table)?;
            }
            Block::Paragraph(paragraph) => {
                let role = if is_above_table { Role::BodyTextAboveTable } else { Role::BodyText };
                let keep = if is_near_end { Keep::WithNext } else { Keep::ByStyle };
                self::paragraph(part, paragraph, (role, keep))?;
            }
        }
    }
    Ok(())
}

/// How many blocks of the end stay on the page of the signature: two lines at the least.
fn kept_with_signature(part: &Part<'_>, blocks: &[Block]) -> usize {
    match blocks.last() {
        Some(Block::Paragraph(last))
            if width(
                &last.plain(),
                Face::Regular,
                part.skeleton.sheet().style(Role::BodyText).size,
            ) > part.text_width =>
        {
            1
        }
        _ => 2,
    }
}

/// Keeps two tables apart, which Word would join.
pub(super) fn separate(part: &mut Part<'_>) -> Result<(), ExportError> {
    match part.last {
        LastBlock::Table => paragraph::blank(part, Role::TableSeparator),
        LastBlock::Paragraph => Ok(()),
    }
}

fn heading(part: &mut Part<'_>, heading: &Heading) -> Result<(), ExportError> {
    Styled::new(Role::of_heading(heading.level), &heading.line).write(part)
}

fn paragraph(
    part: &mut Part<'_>,
    paragraph: &Paragraph,
    (role, keep): (Role, Keep),
) -> Result<(), ExportError> {
    let front = paragraph.lead.text();
    let mut styled = Styled::new(role, &paragraph.line);
    styled.front = &front;
    styled.keep = keep;
    styled.write(part)
}
