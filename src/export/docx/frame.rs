//! What stands around the body: letterhead and title above, recipients and signature below.

use super::paragraph::{self, Styled};
use super::rule::Rule;
use super::table::{Grid, RowKind};
use super::{Part, blocks};
use crate::document::{
    Addressees, Letterhead, Line, MOTTO, NATIONAL_TITLE, Signature, Source, Title,
};
use crate::export::ExportError;
use crate::export::metrics::{Face, longest_line, width};

/// Sizes of the skeleton's styles, in half-points.
const SIZE_NATIONAL_TITLE: u32 = 24;
const SIZE_MOTTO: u32 = 26;
const SIZE_ISSUER: u32 = 24;
const SIZE_SUBJECT: u32 = 28;
/// Room on both sides of the quốc hiệu, so that it stays on one line, in twips.
const ROOM_AROUND_NATIONAL_TITLE: u32 = 160;
/// Least length of a rule, in twips: a very short name still has one that is seen.
const RULE_LENGTH_MIN: u32 = 300;
/// Share of the left column of the closing block, in percent.
const RECIPIENTS_PERCENT: u32 = 46;

/// Writes the two columns at the top.
pub(super) fn letterhead(part: &mut Part, letterhead: &Letterhead) -> Result<(), ExportError> {
    let title_width = width(NATIONAL_TITLE, Face::Bold, SIZE_NATIONAL_TITLE);
    let date_width = width(&letterhead.place_date.plain(), Face::Regular, SIZE_MOTTO);
    let half = part.text_width / 2;
    let right = (title_width.max(date_width) + ROOM_AROUND_NATIONAL_TITLE).max(half);
    let right = right.min(part.text_width * 2 / 3);
    let left = part.text_width - right;
    let columns = [left, right];
    let grid = Grid::open_unruled(part, &columns)?;
    grid.open_row(part, RowKind::Kept)?;
    grid.open_cell(part, left)?;
    for line in &letterhead.parent_body {
        Styled::new("ParentBody", line).write(part)?;
    }
    issuer(part, &letterhead.issuer, left)?;
    grid.close_cell(part)?;
    grid.open_cell(part, right)?;
    let fixed = |text: &str| Line::of(text, Source::Fixed);
    Styled::new("NationalTitle", &fixed(NATIONAL_TITLE)).write(part)?;
    let motto = fixed(MOTTO);
    let mut styled = Styled::new("Motto", &motto);
    let length = width(MOTTO, Face::Bold, SIZE_MOTTO);
    styled.rule = Some(Rule::under(SIZE_MOTTO, length));
    styled.write(part)?;
    grid.close_cell(part)?;
    grid.close_row(part)?;

    grid.open_row(part, RowKind::Kept)?;
    for (style, line, width) in
        [("DocumentNumber", &letterhead.number, left), ("PlaceDate", &letterhead.place_date, right)]
    {
        grid.open_cell(part, width)?;
        Styled::new(style, line).write(part)?;
        grid.close_cell(part)?;
    }
    grid.close_row(part)?;
    grid.close(part)
}

fn issuer(part: &mut Part, lines: &[Line], room: u32) -> Result<(), ExportError> {
    let Some((last, first)) = lines.split_last() else {
        return paragraph::blank(part, "Issuer");
    };
    for line in first {
        Styled::new("Issuer", line).write(part)?;
    }
    let mut styled = Styled::new("Issuer", last);
    let room = Room { width: room, size: SIZE_ISSUER };
    styled.rule = Some(rule_under(lines, room));
    styled.write(part)
}

/// Writes tên loại, trích yếu and remark.
pub(super) fn title(part: &mut Part, title: &Title) -> Result<(), ExportError> {
    Styled::new("DocumentType", &title.document_type).write(part)?;
    if let Some((last, first)) = title.subject.split_last() {
        for line in first {
            Styled::new("Subject", line).write(part)?;
        }
        let mut styled = Styled::new("Subject", last);
        let room = Room { width: part.text_width, size: SIZE_SUBJECT };
        styled.rule = Some(rule_under(&title.subject, room));
        styled.write(part)?;
    }
    match &title.remark {
        Some(remark) => Styled::new("Remark", remark).write(part),
        None => Ok(()),
    }
}

/// Where lines of bold text are broken.
struct Room {
    /// In twips.
    width: u32,
    /// In half-points.
    size: u32,
}

/// A rule of two fifths of the longest line: the decree says 1/3 to 1/2.
fn rule_under(lines: &[Line], room: Room) -> Rule {
    let lengths =
        lines.iter().map(|line| longest_line(&line.plain(), Face::Bold, room.size, room.width));
    let longest = lengths.max().unwrap_or(0);
    Rule::under(room.size, (longest * 2 / 5).max(RULE_LENGTH_MIN))
}

/// Writes "Kính gửi:".
pub(super) fn addressees(part: &mut Part, addressees: &Addressees) -> Result<(), ExportError> {
    let fixed = |text: &str| Line::of(text, Source::Fixed);
    match addressees {
        Addressees::None => Ok(()),
        Addressees::One(only) => {
            let mut styled = Styled::new("Addressee", only);
            styled.front = "Kính gửi: ";
            styled.write(part)
        }
        Addressees::Several(lines) => {
            Styled::new("AddresseeList", &fixed("Kính gửi:")).write(part)?;
            for line in lines {
                Styled::new("AddresseeItem", line).write(part)?;
            }
            Ok(())
        }
    }
}

/// Writes recipients and signature side by side, on one page.
pub(super) fn closing(
    part: &mut Part,
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
    let left = part.text_width * RECIPIENTS_PERCENT / 100;
    let columns = [left, part.text_width - left];
    let grid = Grid::open_unruled(part, &columns)?;
    grid.open_row(part, RowKind::Kept)?;
    grid.open_cell(part, left)?;
    let heading = Line::of("Nơi nhận:", Source::Fixed);
    if recipients.is_empty() {
        paragraph::blank(part, "Recipient")?;
    } else {
        Styled::new("RecipientsHeading", &heading).write(part)?;
    }
    for line in recipients {
        Styled::new("Recipient", line).write(part)?;
    }
    grid.close_cell(part)?;
    grid.open_cell(part, part.text_width - left)?;
    signature_lines(part, &above, ["SignaturePostFirst", "SignaturePost"])?;
    signature_lines(part, &below, ["SignerFirst", "SignaturePost"])?;
    if above.is_empty() && below.is_empty() {
        paragraph::blank(part, "SignaturePost")?;
    }
    grid.close_cell(part)?;
    grid.close_row(part)?;
    grid.close(part)
}

/// The first line has a style of its own, with the space above it.
fn signature_lines(
    part: &mut Part,
    lines: &[&Line],
    [first, others]: [&str; 2],
) -> Result<(), ExportError> {
    for (i, line) in lines.iter().enumerate() {
        let style = if i == 0 { first } else { others };
        Styled::new(style, line).write(part)?;
    }
    Ok(())
}
