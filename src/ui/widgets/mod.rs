//! The pieces that screens are made of.

pub mod bar;
pub mod cell;
pub mod choice;
pub mod divider;
pub mod field;
pub mod icons;
pub mod live;
pub mod secret;
pub mod sign;
pub mod text_items;

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

/// A button that says the same beside several things; a screen reader tells whose each is.
pub fn named_button(ui: &mut egui::Ui, words: &str, name: &str) -> egui::Response {
    let button = small_button(ui, words);
    let is_on = ui.is_enabled();
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, is_on, name));
    button
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

/// A text in one line, without its middle where it is wider than so many points: of a path both the drive and the
/// file can be seen.
pub fn elided(ui: &egui::Ui, text: &str, font: egui::FontId, width: f32) -> String {
    let fits = |text: &str| {
        let color = egui::Color32::PLACEHOLDER;
        ui.painter().layout_no_wrap(text.to_owned(), font.clone(), color).size().x <= width
    };
    if fits(text) {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let without_middle = |kept: usize| -> String {
        let begin = letters.iter().take(kept / 3);
        let end = letters.iter().skip(letters.len() - (kept - kept / 3));
        begin.chain(['…'].iter()).chain(end).collect()
    };
    // The largest number of letters that fits, by halving.
    let (mut fitting, mut too_many) = (0, letters.len());
    while too_many - fitting > 1 {
        let middle = fitting.midpoint(too_many);
        if fits(&without_middle(middle)) {
            fitting = middle;
        } else {
            too_many = middle;
        }
    }
    without_middle(fitting)
}
