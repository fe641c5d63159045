//! How high the rows of a table are, and which of them are laid out.

use std::collections::HashMap;

use egui::{Color32, Ui};
use egui_extras::TableBody;

use super::columns::{ShownColumn, label_width};
use super::measures::Measures;
use crate::report::key::{ItemKey, RowKey};
use crate::report::template::TableRow;
use crate::ui::field_id::FieldIds;
use crate::ui::forms::{Form, Taste};
use crate::ui::spot::Goal;

/// The heights of the rows of a table. A name is laid out anew only when it is another one or has another
/// width. What is wrong in a row makes none of them higher: nothing moves while it is typed.
#[derive(Debug, Clone, Default)]
pub struct RowHeights {
    /// What the heights were made of: the report with its state, the width of names, and how dense rows are.
    made_of: Option<(FieldIds, u64, NameLayout)>,
    layout: NameLayout,
    names: HashMap<RowKey, NameHeight>,
    heights: Vec<f32>,
}

/// What decides how high a name is, besides the name.
type NameLayout = (u32, Taste);

/// The columns that the names stand among, and the measures of their rows.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) shown: &'a [ShownColumn<'a>],
    pub(super) measures: &'a Measures,
}

/// How high a name is.
#[derive(Debug, Clone)]
struct NameHeight {
    name: String,
    height: f32,
}

impl RowHeights {
    /// The height of each row, in order.
    pub(super) fn iter(&self) -> std::slice::Iter<'_, f32> {
        self.heights.iter()
    }

    fn name(&mut self, ui: &Ui, row: &TableRow, measures: &Measures, width: f32) -> f32 {
        match self.names.get(&row.key).filter(|kept| kept.name == row.label) {
            Some(kept) => kept.height,
            None => {
                let job = measures.job(row, width, Color32::PLACEHOLDER);
                let height = ui.fonts_mut(|fonts| fonts.layout_job(job)).size().y;
                self.names.insert(row.key.clone(), NameHeight { name: row.label.clone(), height });
                height
            }
        }
    }
}

/// The heights of the rows that are on.
pub(super) fn heights(
    body: &mut TableBody<'_>,
    form: &Form<'_>,
    mut kept: RowHeights,
    rows: &[&TableRow],
    looks: Names<'_>,
) -> RowHeights {
    let width = label_width(body.widths(), looks.shown);
    let layout = (width.to_bits(), form.view.taste);
    if kept.layout != layout {
        kept.names.clear();
        kept.layout = layout;
    }
    let made_of = Some((form.view.ids, form.open.revision(), layout));
    if kept.made_of != made_of {
        let ui = &*body.ui_mut();
        let measures = looks.measures;
        let height = |row: &&TableRow| measures.row(kept.name(ui, row, measures, width));
        kept.heights = rows.iter().map(height).collect();
        kept.made_of = made_of;
    }
    kept
}

/// The rows that must be laid out wherever they are.
pub(super) fn needed_rows(form: &Form<'_>, item: &ItemKey, rows: &[&TableRow]) -> Vec<usize> {
    let cells = &form.view.cells;
    let goal = match &form.view.goal {
        Some(Goal::Field(id)) => Some(*id),
        _ => None,
    };
    let sheet = cells.sheet();
    let ids = [form.focused, form.drafts.draft(), form.drafts.next, cells.scroll_to, goal];
    let row_of = |id: egui::Id| {
        let cell = sheet.cell(id)?;
        let block = sheet.blocks.get(cell.block)?;
        (block.item == *item).then_some(cell.row)
    };
    let with_words = |id: egui::Id| {
        rows.iter().position(|row| row.words.values().any(|key| form.view.ids.text(key) == id))
    };
    let row_of = |id| row_of(id).or_else(|| with_words(id));
    let mut needed: Vec<usize> = ids.into_iter().flatten().filter_map(row_of).collect();
    let is_goal = |row: &&TableRow| match &form.view.goal {
        Some(Goal::Row(key)) => row.key == *key,
        Some(Goal::Figure(key)) => row.cells.values().any(|own| own == key),
        _ => false,
    };
    needed.extend(rows.iter().position(is_goal));
    needed
}
