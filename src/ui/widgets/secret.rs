//! A field for a password: dots stand for its letters until somebody wants to see them.

use std::fmt;

use egui::{Id, Response, TextEdit, Ui, vec2};

use crate::ui::theme;

/// What is typed into such a field.
#[derive(Default)]
pub struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// Whether the letters can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Legibility {
    /// Dots stand for them.
    #[default]
    Dots,
    /// They can.
    Letters,
}

impl Legibility {
    /// A button that makes letters of dots, and dots of letters.
    pub fn button(&mut self, ui: &mut Ui) {
        let (words, other) = match self {
            Self::Dots => ("Hiện mật khẩu", Self::Letters),
            Self::Letters => ("Ẩn mật khẩu", Self::Dots),
        };
        let button = egui::Button::new(words).min_size(vec2(0.0, theme::BUTTON_HEIGHT));
        if ui.add(button).clicked() {
            *self = other;
        }
    }
}

impl Secret {
    /// What is typed.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Draws the field under its name for screen readers.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        name: &str,
        width: f32,
        legibility: Legibility,
    ) -> Response {
        let id = Id::unique(name);
        let edit = TextEdit::singleline(&mut self.0).id(id);
        let edit = edit.password(legibility == Legibility::Dots).desired_width(width);
        let response = ui.add(edit.min_size(vec2(width, theme::BUTTON_HEIGHT)));
        ui.ctx().accesskit_node_builder(id, |node| node.set_label(name));
        response
    }
}
