//! What stands around the body: letterhead and title above, recipients and signature below.

use super::paragraph::{self, Styled};
use super::rule::Rule;
use super::table::{Grid, RowKind};
use super::{LastBlock, Part, blocks};
use crate::document::{Addressees, Letterhead, Line, Signature, Source, Title};
use crate::export::ExportError;
use crate::pages::frame::{
    TRACE_BELOW_TEXT, closing_columns, letterhead_columns, motto_rule, rule_under,
};
use crate::pages::sheet::{Paper, Role};
use crate::report::decree::NATIONAL_TITLE;

/// Writes the two columns at the top.
pub(super) fn letterhead(part: &mut Part<'_>, letterhead: &Letterhead) -> Result<(), ExportError> {
    let columns = letterhead_columns(letterhead, part.skeleton.sheet());
    let [left, right] = columns;
    let grid = Grid::open_unruled(part, &columns)?;
    grid.open_row(part, RowKind::Kept)?;
    grid.open_cell(part, left)?;
    for line in &letterhead.parent_body {
        Styled::new(Role::ParentBody, line).write(part)?;
    }
    match (letterhead.parent_body.is_empty(), letterhead.issuer.is_empty()) {
        // A cell must hold a paragraph.
        (true, true) => paragraph::blank(part, Role::Issuer)?,
        _ => issuer(part, &letterhead.issuer, left)?,
    }
    grid.close_cell(part)?;
    grid.open_cell(part, right)?;
    let fixed = |text: &str| Line::of(text, Source::Fixed);
    Styled::new(Role::NationalTitle, &fixed(NATIONAL_TITLE)).write(part)?;
    let mut styled = Styled::new(Role::Motto, &letterhead.motto);
    let length = motto_rule(&letterhead.motto, part.skeleton.sheet());
    styled.rule = Some(Rule::under(size(part, Role::Motto), length));
    styled.write(part)?;
    grid.close_cell(part)?;
    grid.close_row(part)?;

    grid.open_row(part, RowKind::Kept)?;
    for (role, line, width) in [
        (Role::DocumentNumber, &letterhead.number, left),
        (Role::PlaceDate, &letterhead.place_date, right),
    ] {
        grid.open_cell(part, width)?;
        Styled::new(role, line).write(part)?;
        grid.close_cell(part)?;
    }
    grid.close_row(part)?;
    grid.close(part)
}

fn issuer(part: &mut Part<'_>, lines: &[Line], room: u32) -> Result<(), ExportError> {
    let Some((last, first)) = lines.split_last() else {
        return Ok(());
    };
    for line in first {
        Styled::new(Role::Issuer, line).write(part)?;
    }
    let mut styled = Styled::new(Role::Issuer, last);
    let size = size(part, Role::Issuer);
    styled.rule = Some(Rule::under(size, rule_under(lines, size, room)));
    styled.write(part)
}

/// Writes tên loại, trích yếu and remark.
pub(super) fn title(part: &mut Part<'_>, title: &Title) -> Result<(), ExportError> {
    if !title.document_type.is_empty() {
        Styled::new(Role::DocumentType, &title.document_type).write(part)?;
    }
    if let Some((last, first)) = title.subject.split_last() {
        for line in first {
            Styled::new(Role::Subject, line).write(part)?;
        }
        let mut styled = Styled::new(Role::Subject, last);
        let size = size(part, Role::Subject);
        let length = rule_under(&title.subject, size, part.text_width);
        styled.rule = Some(Rule::under(size, length));
        styled.write(part)?;
    }
    match &title.remark {
        Some(remark) => Styled::new(Role::Remark, remark).write(part),
        None => Ok(()),
    }
}

fn size(part: &Part<'_>, role: Role) -> u32 {
    part.skeleton.sheet().style(role).size
}

/// Writes "Kính gửi:".
pub(super) fn addressees(part: &mut Part<'_>, addressees: &Addressees) -> Result<(), ExportError> {
    let fixed = |text: &str| Line::of(text, Source::Fixed);
    match addressees {
        Addressees::None => Ok(()),
        Addressees::One(only) => {
            let mut styled = Styled::new(Role::Addressee, only);
            styled.front = "Kính gửi: ";
            styled.write(part)
        }
        Addressees::Several(lines) => {
            Styled::new(Role::AddresseeList, &fixed("Kính gửi:")).write(part)?;
            for line in lines {
                Styled::new(Role::AddresseeItem, line).write(part)?;
            }
            Ok(())
        }
    }
}

/// Writes recipients and signature side by side, on one page.
pub(super) fn closing(
    part: &mut Part<'_>,
    recipients: &[Line],
    signature: &Signature,
) -> Result<(), ExportError> {
    let Signature { signing_for, post, other_post, name } = signature;
    let above: Vec<&Line> = signing_for.iter().chain(post).collect();
    let below: Vec<&Line> = other_post.iter().chain(name).collect();
    if recipients.is_empty() && above.is_empty() && below.is_empty() {
        return Ok(());
    }
    blocks::separate(part)?;
    let columns = closing_columns(part.skeleton.sheet());
    let [left, right] = columns;
    let grid = Grid::open_unruled(part, &columns)?;
    grid.open_row(part, RowKind::Kept)?;
    grid.open_cell(part, left)?;
    let heading = Line::of("Nơi nhận:", Source::Fixed);
    if recipients.is_empty() {
        paragraph::blank(part, Role::Recipient)?;
    } else {
        Styled::new(Role::RecipientsHeading, &heading).write(part)?;
    }
    for line in recipients {
        Styled::new(Role::Recipient, line).write(part)?;
    }
    grid.close_cell(part)?;
    grid.open_cell(part, right)?;
    signature_lines(part, &above, [Role::SignaturePostFirst, Role::SignaturePost])?;
    signature_lines(part, &below, [Role::SignerFirst, Role::SignaturePost])?;
    if above.is_empty() && below.is_empty() {
        paragraph::blank(part, Role::SignaturePost)?;
    }
    grid.close_cell(part)?;
    grid.close_row(part)?;
    grid.close(part)
}

/// The first line has a style of its own, with the space above it.
fn signature_lines(
    part: &mut Part<'_>,
    lines: &[&Line],
    [first, others]: [Role; 2],
) -> Result<(), ExportError> {
    for (i, line) in lines.iter().enumerate() {
        let role = if i == 0 { first } else { others };
        Styled::new(role, line).write(part)?;
    }
    Ok(())
}

/// Writes the line by which the data are found again, in the margin at the foot of the last page: a
/// frame that belongs to the paragraph behind it.
pub(super) fn trace(part: &mut Part<'_>, line: &Line, paper: Paper) -> Result<(), ExportError> {
    let width = part.text_width.to_string();
    let down =
        paper.height.saturating_sub(paper.bottom).saturating_add(TRACE_BELOW_TEXT).to_string();
    let style = part.skeleton.id(Role::Trace);
    part.xml.open("w:p", &[])?;
    part.xml.open("w:pPr", &[])?;
    part.xml.empty("w:pStyle", &[("w:val", style)])?;
    let frame = [
        ("w:w", width.as_str()),
        ("w:wrap", "around"),
        ("w:vAnchor", "page"),
        ("w:hAnchor", "margin"),
        ("w:xAlign", "left"),
        ("w:y", &down),
    ];
    part.xml.empty("w:framePr", &frame)?;
    part.xml.close("w:pPr")?;
    paragraph::runs(part, line)?;
    part.xml.close("w:p")?;
    part.last = LastBlock::Table;
    Ok(())
}
