//! How cells look.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::export::grid::Numeric;

/// Size of all text, in points.
pub(super) const SIZE_POINTS: u32 = 12;

/// How a cell stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// A row of the table.
    Row,
    /// The totals.
    Total,
}

fn plain() -> Format {
    Format::new()
        .set_font_name("Times New Roman")
        .set_font_size(SIZE_POINTS)
        .set_align(FormatAlign::VerticalCenter)
}

/// The title of a sheet.
pub(super) fn title() -> Format {
    plain().set_bold()
}

/// The line under the title.
pub(super) fn note() -> Format {
    plain().set_italic()
}

/// A heading of a column.
pub(super) fn heading() -> Format {
    plain()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_border(FormatBorder::Thin)
        .set_background_color(0x00E8_EEF4)
}

/// A cell of words.
pub(super) fn words(weight: Weight) -> Format {
    weighted(plain(), weight)
        .set_text_wrap()
        .set_align(FormatAlign::Left)
        .set_indent(1)
        .set_border(FormatBorder::Thin)
}

/// A cell of words in the middle of a narrow column.
pub(super) fn centred(weight: Weight) -> Format {
    words(weight).set_indent(0).set_align(FormatAlign::Center)
}

/// A cell with the printed form of a figure.
pub(super) fn right(weight: Weight) -> Format {
    words(weight).set_indent(0).set_align(FormatAlign::Right)
}

/// A cell of a number. Without an indent: LibreOffice loses it between cells that differ in their
/// number format only, and the figures of a column would stand unevenly.
pub(super) fn number(number: &Numeric, weight: Weight) -> Format {
    weighted(plain(), weight)
        .set_num_format(number.excel_format())
        .set_align(FormatAlign::Right)
        .set_border(FormatBorder::Thin)
}

/// A cell that is filled in, and kept as it is typed: the only ones that can be changed.
pub(super) fn input() -> Format {
    plain()
        .set_num_format("@")
        .set_align(FormatAlign::Right)
        .set_border(FormatBorder::Thin)
        .set_background_color(0x00FF_F8DC)
        .set_unlocked()
}

/// A sentence over several columns.
pub(super) fn wrapped() -> Format {
    plain().set_text_wrap().set_align(FormatAlign::Left)
}

fn weighted(format: Format, weight: Weight) -> Format {
    match weight {
        Weight::Row => format,
        Weight::Total => format.set_bold(),
    }
}
