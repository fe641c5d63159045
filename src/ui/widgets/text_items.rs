//! What a menu over a text offers in every text of the program: cut, copy, paste, select all.

use egui::text::CCursorRange;
use egui::{Button, Id, Ui, vec2};

use crate::ui::text_wish::{TextLine, TextWish};
use crate::ui::theme;

const LINES: [(TextLine, &str, &str); 4] = [
    (TextLine::Cut, "Cắt", "Ctrl+X"),
    (TextLine::Copy, "Chép", "Ctrl+C"),
    (TextLine::Paste, "Dán", "Ctrl+V"),
    (TextLine::SelectAll, "Chọn hết", "Ctrl+A"),
];

/// Draws the lines of a menu over a text, of which this is selected; tells what is chosen.
pub fn show(ui: &mut Ui, id: Id, selected: Option<CCursorRange>) -> Option<TextWish> {
    let mut chosen = None;
    for (line, words, keys) in LINES {
        let needs_some = matches!(line, TextLine::Cut | TextLine::Copy);
        let button = Button::new(words).frame_when_inactive(false).shortcut_text(keys);
        let button = button.min_size(vec2(ui.available_width(), theme::FIELD_HEIGHT));
        if ui.add_enabled(selected.is_some() || !needs_some, button).clicked() {
            chosen = Some(TextWish { id, line, selected });
            ui.close();
        }
    }
    chosen
}
