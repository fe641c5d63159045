//! The template's sentence beside the office's own wording of it, and the choice between them.

use egui::{Frame, Label, Margin, RichText, Ui};

use super::{Form, small};
use crate::app::open_report::Deed;
use crate::calc::wording::{self, Wording};
use crate::report::key::TextKey;
use crate::ui::intent::Intent;
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::field::Access;
use crate::ui::widgets::icons::{self, Icon};
use crate::ui::widgets::small_button;

/// Shows both where they drifted apart, or where the official asked for it.
pub fn show(ui: &mut Ui, form: &mut Form<'_>, key: &TextKey, width: f32) {
    let (report, template) = (form.open.report(), form.open.template().clone());
    let state = wording::wording(report, &template, key);
    let is_compared = form.view.compared.as_ref() == Some(key);
    match state {
        Wording::Template => {}
        Wording::Kept if !is_compared => {
            if wording::sentence(&template, key).is_some() {
                kept(ui, form, key);
            }
        }
        Wording::Kept | Wording::Drifted => both(ui, form, key, width, state),
    }
}

fn kept(ui: &mut Ui, form: &mut Form<'_>, key: &TextKey) {
    ui.horizontal(|ui| {
        ui.label(small(ui, "Lời văn của đơn vị"));
        if small_button(ui, "So với câu mẫu").clicked() {
            form.view.compared = Some(key.clone());
        }
    });
}

fn both(ui: &mut Ui, form: &mut Form<'_>, key: &TextKey, width: f32, state: Wording) {
    let tokens = Tokens::of(ui);
    let context = form.open.context();
    let sentence = context.plain(wording::sentence(context.template, key).unwrap_or(""));
    let missing: Vec<String> = wording::left_out(context.report, context.template, key)
        .iter()
        .filter_map(|key| context.template.figure(key))
        .map(|figure| format!("“{}”", figure.label))
        .collect();
    let frame = Frame::new().fill(tokens.computed).corner_radius(4).inner_margin(Margin::same(8));
    frame.show(ui, |ui| {
        ui.set_width(width - 16.0);
        ui.label(small(ui, "Câu mẫu"));
        ui.add(Label::new(RichText::new(sentence).color(tokens.text_second)).wrap());
        if !missing.is_empty() {
            ui.horizontal_wrapped(|ui| {
                icons::inline(ui, Icon::Warning, tokens.warning);
                let words = format!("Lời văn của đơn vị không có {}", missing.join(", "));
                let text = RichText::new(words).font(theme::small()).color(tokens.warning);
                ui.add(Label::new(text).wrap());
            });
        }
        ui.horizontal(|ui| buttons(ui, form, key, state));
    });
}

fn buttons(ui: &mut Ui, form: &mut Form<'_>, key: &TextKey, state: Wording) {
    if form.access == Access::Open && small_button(ui, "Dùng câu mẫu").clicked() {
        let edits = wording::take_template(form.open.report(), key);
        form.view.compared = None;
        form.intents.push(Intent::Step(edits, Deed::WordingChosen));
    }
    let label = if state == Wording::Kept { "Xong" } else { "Giữ lời văn của đơn vị" };
    let can_keep = state == Wording::Kept || form.access == Access::Open;
    if can_keep && small_button(ui, label).clicked() {
        form.view.compared = None;
        if state == Wording::Drifted {
            let edits = wording::keep(form.open.template(), key).into_iter().collect();
            form.intents.push(Intent::Step(edits, Deed::WordingChosen));
        }
    }
}
