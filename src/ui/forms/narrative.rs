//! The form of a text in the office's own words.

use egui::Ui;

use super::{Form, small};
use crate::report::template::{Item, Narrative};
use crate::ui::theme;
use crate::ui::widgets::field::Field;

/// Shows the text, one paragraph a line.
pub fn show(ui: &mut Ui, form: &mut Form<'_>, item: &Item, narrative: &Narrative) {
    let template = form.month.template().clone();
    let stored = form.month.report().text(&template, &narrative.text).to_owned();
    let text = template.sentence_for_editing(&stored);
    let width = ui.available_width().min(theme::PROSE_WIDTH);
    let field = Field {
        width,
        lines: text.lines().count().clamp(4, 24),
        hint: &narrative.hint,
        ..Field::words(form.id("text", narrative.text.as_str()), &item.label, &text)
    };
    let describe = || format!("{}: mỗi dòng là một đoạn của báo cáo", item.label);
    if let Some((text, typing)) = form.field(ui, &field, describe).typed {
        let text = template.sentence_from_editing(&crate::report::text::clean(&text));
        form.month.type_text(&narrative.text, &text, typing);
    }
    super::reference_preview(ui, form, &stored);
    let help = "Mỗi dòng là một đoạn. Đầu dòng gõ “+ ” hoặc “* ” để lùi vào thêm một, hai bậc";
    ui.label(small(ui, help));
}
