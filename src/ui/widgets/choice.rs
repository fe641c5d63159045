//! One of several: a list that drops down, with a name for screen readers.

use egui::{ComboBox, Response, Ui};

/// A choice that was shown.
pub struct Chosen<T> {
    /// What was chosen when it changed.
    pub wanted: Option<T>,
    /// The list.
    pub response: Response,
}

/// Shows a choice; returns what was chosen when it changed.
pub fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    width: f32,
    chosen: T,
    options: &[(T, String)],
) -> Option<T> {
    show(ui, name, width, chosen, options).wanted
}

/// Shows a choice.
pub fn show<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    width: f32,
    chosen: T,
    options: &[(T, String)],
) -> Chosen<T> {
    let text = options.iter().find(|(option, _)| *option == chosen);
    let text = text.map_or("", |(_, words)| words.as_str());
    let mut wanted = chosen;
    let response = ComboBox::from_id_salt(name)
        .selected_text(text)
        .width(width)
        .truncate()
        .height(320.0)
        .show_ui(ui, |ui| {
            for (option, words) in options {
                ui.selectable_value(&mut wanted, *option, words);
            }
        })
        .response;
    let label = format!("{name}: {text}");
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ComboBox, ui.is_enabled(), label.as_str())
    });
    Chosen { wanted: (wanted != chosen).then_some(wanted), response }
}
