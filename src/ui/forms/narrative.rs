//! The form of a text in the office's own words.

use egui::Ui;

use super::live::LiveText;
use super::{Form, drift, small};
use crate::report::template::{Item, Narrative};
use crate::ui::theme;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::live::Role;

/// Shows the text, one paragraph a line.
pub fn show(ui: &mut Ui, form: &mut Form<'_>, item: &Item, narrative: &Narrative) {
    let text = form.open.report().text(form.open.template(), &narrative.text);
    let field = Field {
        hint: &narrative.hint,
        width: ui.available_width().min(theme::PROSE_WIDTH),
        lines: text.lines().count().clamp(4, 24),
        ..Field::words(form.view.ids.text(&narrative.text), &item.label, "")
    };
    let text = LiveText { key: &narrative.text, role: Role::Field, field };
    form.live_text(ui, &text, || format!("{}: mỗi dòng là một đoạn của báo cáo", item.label));
    drift::show(ui, form, &narrative.text, ui.available_width().min(theme::PROSE_WIDTH));
    let help = "Mỗi dòng là một đoạn. Đầu dòng gõ “+ ” hoặc “* ” để lùi vào thêm một, hai bậc. \
                Gõ “{” hoặc Ctrl+Space để chèn số liệu";
    ui.label(small(ui, help));
}
