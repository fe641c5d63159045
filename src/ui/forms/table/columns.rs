//! The columns of a table on screen: which there are, how wide they are, what stands above them.

use egui::{Align, Layout, Rect, RichText, Ui, pos2, vec2};

use super::before::BeforeColumn;
use super::measures::Measures;
use crate::report::template::{Column, ColumnKind, Table};
use crate::ui::forms::figures::{PRINTED_HELP, PRINTED_TITLE};
use crate::ui::theme::{self, Tokens};

/// Widths of the columns, in points.
#[derive(Clone, Copy)]
pub(super) struct Widths {
    pub(super) position: f32,
    pub(super) label_min: f32,
    /// None where there is no room: the line at the bottom still names the agency of a figure.
    pub(super) provider: Option<f32>,
    pub(super) words: f32,
    pub(super) figure: f32,
    pub(super) rate: f32,
    pub(super) printed: f32,
    /// None where there is no room: the line at the bottom says it of the cell with the keyboard.
    pub(super) before: Option<f32>,
}

const ROOMY: Widths = Widths {
    position: 36.0,
    label_min: 360.0,
    provider: Some(92.0),
    words: 160.0,
    figure: 96.0,
    rate: 76.0,
    printed: 84.0,
    before: Some(96.0),
};
/// Beside the period before.
const USUAL: Widths = Widths {
    position: 28.0,
    label_min: 200.0,
    provider: Some(80.0),
    words: 140.0,
    figure: 84.0,
    rate: 68.0,
    printed: 68.0,
    before: Some(92.0),
};
const NARROW: Widths = Widths {
    position: 28.0,
    label_min: 120.0,
    provider: None,
    words: 120.0,
    figure: 84.0,
    rate: 62.0,
    printed: 68.0,
    before: None,
};
/// A day can still be read in a column of words.
const WORDS_MIN: f32 = 84.0;

/// A column of the screen: one of the table's, the override of a rate, or what the period before said.
#[derive(Clone, Copy)]
pub(super) enum ShownColumn<'t> {
    Own(&'t Column),
    Printed(&'t Column),
    Before,
}

/// What stands above the columns.
#[derive(Clone, Copy)]
pub(super) struct Titles<'a, 't> {
    pub(super) columns: &'a [ShownColumn<'t>],
    pub(super) before: &'a BeforeColumn<'t>,
    pub(super) measures: &'a Measures,
}

/// The column titles at the top of the page while the table's own are scrolled away: without them
/// nobody can tell one column of numbers from the next.
pub(super) fn pinned_heading(ui: &Ui, titles: &Titles<'_, '_>, widths: &[f32]) {
    let header = titles.measures.header;
    let (table, page) = (ui.min_rect(), ui.clip_rect());
    let is_scrolled = table.top() < page.top() && table.bottom() > page.top() + header * 3.0;
    if !is_scrolled {
        return;
    }
    let tokens = Tokens::of(ui);
    let size = vec2(table.width() + theme::GAP, header + 6.0);
    let strip = Rect::from_min_size(pos2(table.left() - theme::GAP / 2.0, page.top()), size);
    ui.painter().rect_filled(strip, 0.0, tokens.surface);
    ui.painter().hline(strip.x_range(), strip.bottom(), egui::Stroke::new(1.0, tokens.border));
    let mut left = table.left();
    for (column, width) in titles.columns.iter().zip(widths) {
        let (text, align) = titles.title(column);
        let (x, align) = match align {
            Align::Max => (left + width, egui::Align2::RIGHT_CENTER),
            _ => (left, egui::Align2::LEFT_CENTER),
        };
        let at = pos2(x, strip.center().y);
        ui.painter().text(at, align, text, theme::small(), tokens.text_second);
        left += width + theme::GAP;
    }
}

impl<'a, 't: 'a> Titles<'a, 't> {
    fn title(&self, column: &ShownColumn<'t>) -> (&'a str, Align) {
        match column {
            ShownColumn::Own(column) if column.is_figure() => (column.short.as_str(), Align::Max),
            ShownColumn::Own(column) => (column.short.as_str(), Align::Min),
            ShownColumn::Printed(_) => (PRINTED_TITLE, Align::Max),
            ShownColumn::Before => (self.before.title.as_str(), Align::Max),
        }
    }

    /// The title of a column.
    pub(super) fn heading(&self, ui: &mut Ui, column: &ShownColumn<'t>) {
        let (text, align) = self.title(column);
        ui.with_layout(Layout::top_down(align), |ui| {
            let text = RichText::new(text).font(theme::small()).color(Tokens::of(ui).text_second);
            let heading = ui.add(egui::Label::new(text).wrap());
            if matches!(column, ShownColumn::Printed(_)) {
                heading.on_hover_text(PRINTED_HELP);
            }
        });
    }
}

pub(super) fn shown_columns<'t>(
    table: &'t Table,
    before: &BeforeColumn<'_>,
) -> Vec<ShownColumn<'t>> {
    let mut shown = Vec::new();
    for column in &table.columns {
        shown.push(ShownColumn::Own(column));
        if column.is_rate() {
            shown.push(ShownColumn::Printed(column));
        }
    }
    if before.of.is_some() {
        shown.push(ShownColumn::Before);
    }
    shown
}

impl Widths {
    /// The widths that there is room for: where even narrow columns are too wide together, those of words give
    /// way.
    pub(super) fn fitting(columns: &[ShownColumn<'_>], room: f32) -> Self {
        let lacking = |widths: Self| widths.lacking(columns, room);
        let roomy = [ROOMY, USUAL, Self { before: None, ..USUAL }];
        if let Some(widths) = roomy.into_iter().find(|widths| lacking(*widths) <= 0.0) {
            return widths;
        }
        let is_words = |column: &&ShownColumn<'_>| matches!(column, ShownColumn::Own(own) if own.words().is_some());
        let num_words = columns.iter().filter(is_words).map(|_| 1.0).sum::<f32>().max(1.0);
        let words = NARROW.words - lacking(NARROW).max(0.0) / num_words;
        Self { words: words.max(WORDS_MIN), ..NARROW }
    }

    /// These with as much for the names of those who carry out a row as they want: up to half of what the names of
    /// rows have to spare.
    pub(super) fn with_providers(
        self,
        columns: &[ShownColumn<'_>],
        room: f32,
        wanted: f32,
    ) -> Self {
        let spare = (-self.lacking(columns, room)).max(0.0) / 2.0;
        let provider = self.provider.map(|width| width.max(wanted.min(width + spare)));
        Self { provider, ..self }
    }

    /// How much wider than the room the columns are together.
    fn lacking(&self, columns: &[ShownColumn<'_>], room: f32) -> f32 {
        let shown = columns.iter().filter(|column| self.has_room(column));
        let wide = shown.map(|column| self.of(column).unwrap_or(self.label_min) + theme::GAP);
        wide.sum::<f32>() - theme::GAP - room
    }

    /// Whether a column is shown.
    pub(super) fn has_room(&self, column: &ShownColumn<'_>) -> bool {
        match column {
            ShownColumn::Own(column) => {
                column.kind != ColumnKind::Provider || self.provider.is_some()
            }
            ShownColumn::Printed(_) => true,
            ShownColumn::Before => self.before.is_some(),
        }
    }

    /// The width of a column; none for the label, which takes what is left.
    pub(super) fn of(&self, column: &ShownColumn<'_>) -> Option<f32> {
        match column {
            ShownColumn::Printed(_) => Some(self.printed),
            ShownColumn::Before => self.before,
            ShownColumn::Own(column) => match column.kind {
                ColumnKind::Position => Some(self.position),
                ColumnKind::Label => None,
                ColumnKind::Provider => self.provider,
                ColumnKind::Words(_) => Some(self.words),
                ColumnKind::Figure(_) if column.is_rate() => Some(self.rate),
                ColumnKind::Figure(_) => Some(self.figure),
            },
        }
    }
}

pub(super) fn label_width(widths: &[f32], shown: &[ShownColumn<'_>]) -> f32 {
    let is_label = |column: &ShownColumn<'_>| matches!(column, ShownColumn::Own(c) if c.kind == ColumnKind::Label);
    let mut pairs = widths.iter().zip(shown);
    pairs.find(|(_, column)| is_label(column)).map_or(NARROW.label_min, |(width, _)| *width)
}

/// The position of each column among those with cells; the others have that of the next one.
pub(super) fn positions<'s>(shown: &'s [ShownColumn<'_>]) -> impl Iterator<Item = usize> + 's {
    let mut next = 0;
    shown.iter().map(move |column| {
        let has_cells = match column {
            ShownColumn::Own(column) => column.is_figure(),
            ShownColumn::Printed(_) => true,
            ShownColumn::Before => false,
        };
        let at = next;
        next += usize::from(has_cells);
        at
    })
}
