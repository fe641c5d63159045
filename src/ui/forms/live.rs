//! Texts with references on a form.

use egui::{RichText, Ui};

use super::{Form, older};
use crate::app::words;
use crate::report::key::TextKey;
use crate::ui::spot::Goal;
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::live::{Live, LiveShown, Role};

/// A text with references on a form.
#[derive(Debug, Clone, Copy)]
pub struct LiveText<'a> {
    /// Which text it is.
    pub key: &'a TextKey,
    /// Whether it is typed in or only shown.
    pub role: Role,
    /// Its field; what stands in it is taken from the report.
    pub field: Field<'a>,
}

impl Form<'_> {
    /// Shows a text with references.
    pub fn live_text(
        &mut self,
        ui: &mut Ui,
        text: &LiveText<'_>,
        describe: impl FnOnce() -> String,
    ) {
        let template = self.open.template().clone();
        let stored = self.open.report().text(&template, text.key).to_owned();
        let field = Field { text: &stored, access: self.access, ..text.field };
        let ids = self.view.ids;
        let live = Live { field, key: text.key, open: self.open, ids, role: text.role };
        let LiveShown { shown, fault } = self.view.live.show(ui, &live, self.drafts, self.intents);
        if self.view.goal == Some(Goal::Field(field.id)) {
            self.view.goal_rect.set(Some(shown.response.rect));
        }
        if shown.response.has_focus() {
            self.is_current(field.id, field.kind(), describe());
        }
        if let Some((typed, typing)) = shown.typed {
            self.open.type_text(text.key, &typed, typing);
        }
        if let Some(fault) = fault {
            let words = format!("Chưa nối được số liệu: {}", words::sentence_error(&fault));
            let error = Tokens::of(ui).error;
            ui.label(RichText::new(words).font(theme::small()).color(error));
        }
        older::show_text(ui, self, text.key, field.id, field.width);
    }
}
