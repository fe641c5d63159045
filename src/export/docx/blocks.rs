//! The body: headings, paragraphs and tables.

use super::paragraph::{self, Keep, Styled};
use super::{LastBlock, Part, picture, table};
use crate::document::{Block, Heading, Lead, Paragraph};
use crate::export::ExportError;
use crate::pages::metrics::{Face, width};
use crate::pages::sheet::Role;

/// Writes the body of the report, its end on the page of the signature.
pub(super) fn body(part: &mut Part<'_>, blocks: &[Block]) -> Result<(), ExportError> {
    let num_kept = kept_with_signature(part, blocks);
    write(part, blocks, num_kept)
}

/// Writes the blocks of an annex.
pub(super) fn blocks(part: &mut Part<'_>, blocks: &[Block]) -> Result<(), ExportError> {
    write(part, blocks, 0)
}

fn write(part: &mut Part<'_>, blocks: &[Block], num_kept: usize) -> Result<(), ExportError> {
    let mut last_number = None;
    for (i, block) in blocks.iter().enumerate() {
        let is_above_table = matches!(blocks.get(i + 1), Some(Block::Table(_)));
        let is_near_end = i + num_kept >= blocks.len();
        match block {
            Block::Heading(heading) => self::heading(part, heading)?,
            Block::Chart(chart) => picture::chart(part, chart)?,
            Block::Table(table) => {
                separate(part)?;
                table::write(part, table)?;
            }
            Block::Paragraph(paragraph) => {
                let role = match (paragraph.lead, is_above_table) {
                    (Lead::Number(_), false) => Role::NumberedText,
                    (_, true) => Role::BodyTextAboveTable,
                    (_, false) => Role::BodyText,
                };
                let is_kept = is_near_end || paragraph.leads_on();
                let keep = if is_kept { Keep::WithNext } else { Keep::ByStyle };
                begin_list(part, paragraph.lead, &mut last_number);
                self::paragraph(part, paragraph, role, keep)?;
            }
        }
    }
    Ok(())
}

/// A number that does not follow the one before begins a list of its own.
fn begin_list(part: &mut Part<'_>, lead: Lead, last: &mut Option<u32>) {
    let Lead::Number(number) = lead else {
        return;
    };
    if number == 1 || *last != number.checked_sub(1) {
        part.lists.push(number);
    }
    *last = Some(number);
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
    role: Role,
    keep: Keep,
) -> Result<(), ExportError> {
    let front = paragraph.lead.text();
    let mut styled = Styled::new(role, &paragraph.line);
    match paragraph.lead {
        Lead::Number(number) => styled.number = Some(number),
        _ => styled.front = &front,
    }
    styled.keep = keep;
    styled.write(part)
}
