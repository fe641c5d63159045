//! The column of a table with what the period before said: of the column in which the keyboard is, so that
//! one narrow column tells of them all.

use egui::{Align, Layout, Ui};

use crate::app::platform::preferences::{Before, Density};
use crate::report::key::{ColumnKey, FigureKey};
use crate::report::template::{Column, Item, Table, TableRow};
use crate::ui::cells::sheet::figure_columns;
use crate::ui::figure_text;
use crate::ui::forms::{Form, small};

/// What the column shows.
pub(super) struct BeforeColumn<'t> {
    /// The column that it tells of; none where it is not shown.
    pub(super) of: Option<&'t Column>,
    /// Its title: two lines.
    pub(super) title: String,
}

impl<'t> BeforeColumn<'t> {
    /// That of a table in this frame.
    pub(super) fn of(form: &Form<'_>, item: &Item, table: &'t Table) -> Self {
        let taste = form.view.taste;
        let is_shown = taste.before == Before::Shown && taste.density == Density::Compact;
        if !is_shown || form.open.previous().is_none() {
            return Self { of: None, title: String::new() };
        }
        let by_key = |key: &ColumnKey| table.columns.iter().find(|column| column.key == *key);
        let current = column_with_keyboard(form, item, table);
        let of = current.as_ref().and_then(by_key).or_else(|| usual(table));
        let period = form.open.said("{Kỳ} trước");
        let title = of.map(|column| format!("{period}\n{}", column.short)).unwrap_or_default();
        Self { of, title }
    }

    /// What the period before said of a row, and how it moved since.
    pub(super) fn show(&self, ui: &mut Ui, form: &Form<'_>, row: &TableRow) {
        let key = self.of.and_then(|column| row.cells.get(&column.key));
        self.figure(ui, form, key);
    }

    /// The same of the row of totals.
    pub(super) fn show_total(&self, ui: &mut Ui, form: &Form<'_>, table: &Table) {
        let key = self.of.and_then(|column| table.total.get(&column.key));
        self.figure(ui, form, key);
    }

    fn figure(&self, ui: &mut Ui, form: &Form<'_>, key: Option<&FigureKey>) {
        let Some(figure) = key.and_then(|key| form.open.template().figure(key)) else {
            return;
        };
        let text = small(ui, figure_text::before(form.open, figure));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let hint = form.open.said("{Kỳ} trước (thay đổi)");
            ui.add(egui::Label::new(text).truncate()).on_hover_text(hint);
        });
    }
}

/// The column of the table that has the keyboard.
fn column_with_keyboard(form: &Form<'_>, item: &Item, table: &Table) -> Option<ColumnKey> {
    let cells = &form.view.cells;
    let active = cells.active()?;
    let block = cells.sheet().blocks.get(active.block)?;
    if block.item != item.key {
        return None;
    }
    figure_columns(table).into_iter().nth(active.column).map(|(column, _)| column)
}

/// The column that sums a row up: its rate, or else its last figure.
fn usual(table: &Table) -> Option<&Column> {
    let mut figures = table.columns.iter().filter(|column| column.is_figure());
    figures.clone().find(|column| column.is_rate()).or_else(|| figures.next_back())
}
