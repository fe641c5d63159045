//! What is typed into the fields of an open report, and what that changes.

use super::{OpenReport, Typing};
use crate::calc::days;
use crate::report::change::Edit;
use crate::report::key::{FigureKey, TextKey};
use crate::report::number;
use crate::report::text::clean;
use crate::report::value::Value;

impl OpenReport {
    /// What typing a text into a figure changes; a text that is not a number is kept as typed.
    /// None for a figure that the template does not have.
    pub fn figure_edit(&self, key: &FigureKey, text: &str) -> Option<Edit> {
        Some(Edit::figure(key.clone(), self.read(key, text)?))
    }

    /// What typing how a computed figure is printed changes.
    pub fn printed_edit(&self, key: &FigureKey, text: &str) -> Option<Edit> {
        Some(Edit::printed(key.clone(), self.read(key, text)?))
    }

    /// What typing the days of a figure changes; none for a figure that the template does not have.
    pub fn day_edit(&self, key: &FigureKey, text: &str) -> Option<Edit> {
        Some(days::typed(self.template.figure(key)?, &self.report, text))
    }

    /// Types a text into a figure; kept as typed when it is not a number.
    pub fn type_figure(&mut self, key: &FigureKey, text: &str, typing: Typing) {
        if let Some(edit) = self.figure_edit(key, text) {
            self.edit(edit, typing);
        }
    }

    /// Types how a computed figure is printed.
    pub fn type_printed(&mut self, key: &FigureKey, text: &str, typing: Typing) {
        if let Some(edit) = self.printed_edit(key, text) {
            self.edit(edit, typing);
        }
    }

    /// Types the days of a figure.
    pub fn type_day(&mut self, key: &FigureKey, text: &str, typing: Typing) {
        if let Some(edit) = self.day_edit(key, text) {
            self.edit(edit, typing);
        }
    }

    /// Types a text. The template's own wording is stored as nothing, so that it follows the template.
    pub fn type_text(&mut self, key: &TextKey, text: &str, typing: Typing) {
        let text = clean(text);
        let is_default = self.template.default_text(key) == Some(text.as_str());
        self.edit(Edit::text(key.clone(), (!is_default).then_some(text)), typing);
    }

    fn read(&self, key: &FigureKey, text: &str) -> Option<Option<Value>> {
        let accepted = self.template.accepted(self.template.figure(key)?);
        let value = number::read_or_keep(&clean(text), accepted);
        Some((!value.is_blank()).then_some(value))
    }
}
