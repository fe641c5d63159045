//! The panes beside the form: what each of them works on, and the line at its top.

use egui::{Align, Frame, Layout, Margin, RichText, ScrollArea, Ui};

use super::field_id::FieldIds;
use super::intent::{Intent, Intents};
use super::theme;
use super::widgets::field::{Access, Drafts};
use super::widgets::icons::{self, Icon};
use crate::app::open_report::OpenReport;

/// What a pane works on.
pub struct Beside<'a> {
    /// The report.
    pub open: &'a mut OpenReport,
    /// The field being typed in.
    pub drafts: &'a mut Drafts,
    /// What the user wants.
    pub intents: &'a mut Intents,
    /// The ids of the report's fields.
    pub ids: FieldIds,
    /// Whether the report can be changed.
    pub access: Access,
    /// Whether settings of the office can be kept: the data file can be written.
    pub may_keep: bool,
}

/// What stands at the top of a pane, above what scrolls.
pub fn top(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    Frame::new().inner_margin(Margin::symmetric(12, 4)).show(ui, contents);
}

/// What stands below, as wide as the pane; it scrolls.
pub fn body(ui: &mut Ui, salt: &str, contents: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(ui, |ui| {
        let frame = Frame::new().inner_margin(Margin { left: 12, right: 16, top: 4, bottom: 16 });
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            contents(ui);
        });
    });
}

/// The line at the top of a pane: its title, and the cross that folds it away.
pub fn head(ui: &mut Ui, title: &str, hint: &str, intents: &mut Intents) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).font(theme::strong()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| cross(ui, hint, intents));
    });
}

/// The cross that folds a pane away.
pub fn cross(ui: &mut Ui, hint: &str, intents: &mut Intents) {
    if icons::button(ui, Icon::Cross, hint).clicked() {
        intents.push(Intent::FoldPane);
    }
}
