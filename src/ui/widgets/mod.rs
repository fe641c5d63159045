//! The pieces that screens are made of.

pub mod bar;
pub mod cell;
pub mod choice;
pub mod field;
pub mod icons;
pub mod live;
pub mod sign;

/// Whether an entry is the chosen one of its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Highlight {
    /// It is.
    Chosen,
    /// Another one may be.
    Other,
}

/// A button beside small print; not smaller than a finger of an old mouse can hit.
pub fn small_button(ui: &mut egui::Ui, label: impl Into<String>) -> egui::Response {
    let text = egui::RichText::new(label).font(super::theme::small());
    ui.add(egui::Button::new(text).small().min_size(egui::vec2(0.0, 24.0)))
}

/// Something with what it is called to its left; what is called in so many points stands in one column.
pub fn labelled(ui: &mut egui::Ui, label: &str, width: f32, contents: impl FnOnce(&mut egui::Ui)) {
    ui.horizontal(|ui| {
        let size = egui::vec2(width, super::theme::FIELD_HEIGHT);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_width(width);
            ui.add(egui::Label::new(label).wrap());
        });
        contents(ui);
    });
}
