//! The measures of a table on screen, by how dense a person likes it.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId};

use crate::app::platform::preferences::{Before, Density};
use crate::report::template::TableRow;
use crate::ui::forms::Taste;
use crate::ui::theme;

/// How high what the period before said stands under a field.
pub(super) const BELOW: f32 = 17.0;

/// The measures of rows, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures {
    /// Above and below what stands in a row.
    pub(super) pad: f32,
    /// Between rows.
    pub(super) gap: f32,
    /// What the period before said, under a field.
    pub(super) below: f32,
    /// The titles of columns.
    pub(super) header: f32,
    /// The least that a name's lines are apart.
    line: f32,
    /// The size of a name's letters.
    letters: f32,
    /// The most lines of a name: what is longer is cut, and told whole under the pointer.
    name_lines: usize,
}

impl Measures {
    /// Those of a taste, with so many lines in the titles of columns. What is hidden of the period before takes no
    /// room.
    pub(super) fn of(taste: Taste, title_lines: usize) -> Self {
        match taste.density {
            Density::Compact => Self {
                pad: 1.0,
                gap: 0.0,
                below: 0.0,
                header: if title_lines > 1 { 36.0 } else { 22.0 },
                line: 16.5,
                letters: 13.0,
                name_lines: 2,
            },
            Density::Roomy => Self {
                pad: 6.0,
                gap: 8.0,
                below: if taste.before == Before::Shown { BELOW } else { 0.0 },
                header: 22.0,
                line: 19.0,
                letters: 14.0,
                name_lines: usize::MAX,
            },
        }
    }

    /// The name of a row, to be laid out in a width.
    pub(super) fn job(&self, row: &TableRow, width: f32, color: Color32) -> LayoutJob {
        let font_id = FontId { size: self.letters, ..theme::body() };
        let format =
            TextFormat { font_id, color, line_height: Some(self.line), ..TextFormat::default() };
        let mut job = LayoutJob::single_section(row.label.clone(), format);
        job.wrap.max_width = width;
        job.wrap.max_rows = self.name_lines;
        job
    }

    /// High enough for the name, and for a field with what stands under it.
    pub(super) fn row(&self, name: f32) -> f32 {
        name.max(theme::FIELD_HEIGHT + self.below) + self.pad * 2.0
    }
}
