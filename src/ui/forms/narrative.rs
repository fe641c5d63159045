//! The form of a text in the office's own words.

use egui::{RichText, Ui};

use super::live::LiveText;
use super::{Form, drift, small};
use crate::calc::carry;
use crate::report::template::{Item, Narrative};
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::icons::{self, Icon};
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
    if carry::is_text_unconfirmed(form.open.report(), &narrative.text) {
        let words = form.open.said("Lời văn của {kỳ} trước: hãy xem lại, sửa, hoặc bấm “Vẫn đúng”");
        ui.horizontal(|ui| {
            icons::inline(ui, Icon::Warning, Tokens::of(ui).warning);
            ui.label(RichText::new(words).font(theme::small()).color(Tokens::of(ui).warning));
        });
    } else {
        ui.label(small(ui, help));
    }
}
