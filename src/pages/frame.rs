//! Measures of what stands around the body: the two columns of letterhead and closing block, and
//! the lengths of the three rules.

use super::metrics::{Face, longest_line, width};
use super::sheet::{Role, Sheet};
use crate::document::{Letterhead, Line};
use crate::report::decree;
use crate::report::decree::NATIONAL_TITLE;

/// Room on both sides of the quốc hiệu, so that it stays on one line, in twips.
const ROOM_AROUND_NATIONAL_TITLE: u32 = 160;
/// Least length of a rule, in twips: a very short name still has one that is seen.
const RULE_LENGTH_MIN: u32 = 300;
/// From the lower edge of the text to the trace line, in twips.
pub const TRACE_BELOW_TEXT: u32 = 280;
/// Share of the left column of the closing block, in percent.
const RECIPIENTS_PERCENT: u32 = 46;

/// The widths of the two columns of the letterhead, in twips.
pub fn letterhead_columns(letterhead: &Letterhead, sheet: &Sheet) -> [u32; 2] {
    let text_width = sheet.paper.text_width();
    let title = width(NATIONAL_TITLE, Face::Bold, sheet.style(Role::NationalTitle).size);
    let date_size = sheet.style(Role::PlaceDate).size;
    let date = width(&letterhead.place_date.plain(), Face::Italic, date_size);
    let right = (title.max(date) + ROOM_AROUND_NATIONAL_TITLE).max(text_width / 2);
    let right = right.min(text_width * 2 / 3);
    [text_width - right, right]
}

/// The widths of the columns of recipients and signature, in twips.
pub fn closing_columns(sheet: &Sheet) -> [u32; 2] {
    let text_width = sheet.paper.text_width();
    let left = text_width * RECIPIENTS_PERCENT / 100;
    [left, text_width - left]
}

/// The length of the rule under the tiêu ngữ: that of the text (ô 1).
pub fn motto_rule(motto: &Line, sheet: &Sheet) -> u32 {
    width(&motto.plain(), Face::Bold, sheet.style(Role::Motto).size)
}

/// The length of the rule under issuer or trích yếu, which stand in a column of `room` twips: the
/// decree's share of the longest line.
pub fn rule_under(lines: &[Line], size: u32, room: u32) -> u32 {
    let lengths = lines.iter().map(|line| longest_line(&line.plain(), Face::Bold, size, room));
    let longest = lengths.max().unwrap_or(0);
    (longest * decree::RULE_PERCENT / 100).max(RULE_LENGTH_MIN)
}
