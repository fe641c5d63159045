//! The pieces that screens are made of.

pub mod bar;
pub mod cell;
pub mod choice;
pub mod field;
pub mod icons;
pub mod live;
pub mod sign;

/// A button beside small print; not smaller than a finger of an old mouse can hit.
pub fn small_button(ui: &mut egui::Ui, label: impl Into<String>) -> egui::Response {
    let text = egui::RichText::new(label).font(super::theme::small());
    ui.add(egui::Button::new(text).small().min_size(egui::vec2(0.0, 24.0)))
}
