//! The sentences that figures stand in: shown as they will be printed; reworded on request, in place.

use egui::Ui;

use super::live::LiveText;
use super::{Form, drift, small};
use crate::report::key::TextKey;
use crate::report::template::{Item, Mark, SentenceText};
use crate::ui::intent::Intent;
use crate::ui::theme::{self, GAP, Tokens};
use crate::ui::widgets::field::{Access, Field};
use crate::ui::widgets::live::Role;

/// What the button beside a sentence needs, in points.
const BUTTON_WIDTH: f32 = 110.0;
/// The mark in front of a sentence, in points.
const MARK_WIDTH: f32 = 12.0;

/// Shows the sentences of an item.
pub fn show(ui: &mut Ui, form: &mut Form<'_>, item: &Item, sentences: &[SentenceText]) {
    if sentences.is_empty() {
        return;
    }
    ui.add_space(4.0);
    ui.label(small(ui, "Câu trong báo cáo"));
    for (i, text) in sentences.iter().enumerate() {
        ui.push_id((&item.key, &text.text), |ui| one(ui, form, item, i + 1, text));
    }
}

fn one(ui: &mut Ui, form: &mut Form<'_>, item: &Item, number: usize, text: &SentenceText) {
    let is_edited = form.view.edited_sentence.as_ref() == Some(&text.text);
    let has_own_words = form.open.report().texts.contains_key(&text.text);
    let can_edit = form.access != Access::Locked;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        ui.vertical(|ui| {
            ui.set_width(MARK_WIDTH);
            ui.add_space(6.0);
            ui.label(mark(text.mark));
        });
        ui.vertical(|ui| {
            let room = ui.available_width() - BUTTON_WIDTH - GAP;
            let width = room.min(theme::PROSE_WIDTH);
            ui.set_width(width);
            if is_edited && can_edit {
                editor(ui, form, &text.text, width);
            } else {
                let id = form.view.ids.sentence(&text.text);
                let name = format!("{}, câu {number}", item.label);
                // As many lines as it takes.
                let field = Field { width, lines: 0, ..Field::words(id, &name, "") };
                let text = LiveText { key: &text.text, role: Role::View, field };
                form.live_text(ui, &text, String::new);
            }
        });
        if can_edit {
            action(ui, form, &text.text);
        }
    });
    if has_own_words && !is_edited {
        ui.horizontal_top(|ui| {
            ui.add_space(MARK_WIDTH + GAP);
            ui.vertical(|ui| {
                let width = (ui.available_width() - BUTTON_WIDTH - GAP).min(theme::PROSE_WIDTH);
                drift::show(ui, form, &text.text, width);
            });
        });
    }
}

fn action(ui: &mut Ui, form: &mut Form<'_>, key: &TextKey) {
    let is_edited = form.view.edited_sentence.as_ref() == Some(key);
    let label = if is_edited { "Xong" } else { "Sửa lời văn" };
    let label = egui::RichText::new(label).color(Tokens::of(ui).accent);
    let size = egui::vec2(0.0, theme::FIELD_HEIGHT);
    let button = egui::Button::new(label).frame_when_inactive(false).min_size(size);
    if ui.add(button).clicked() {
        if is_edited {
            form.drafts.forget();
            form.view.edited_sentence = None;
        } else {
            form.intents.push(Intent::EditSentence(key.clone()));
        }
    }
}

fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::None | Mark::Number | Mark::Letter => "",
        Mark::Dash => "-",
        Mark::Plus => "+",
        Mark::Star => "*",
    }
}

/// The wording, with its figures as chips.
fn editor(ui: &mut Ui, form: &mut Form<'_>, key: &TextKey, width: f32) {
    let id = form.view.ids.sentence(key);
    let field = Field { width, lines: 2, ..Field::words(id, "Lời văn của câu", "") };
    let text = LiveText { key, role: Role::Field, field };
    form.live_text(ui, &text, || {
        "Lời văn của câu: số liệu trong ô màu luôn in số mới nhất".to_owned()
    });
    ui.label(small(ui, "Gõ “{” hoặc Ctrl+Space để chèn số liệu"));
}
