//! The sentences that figures stand in: shown as they will be printed; reworded on request.

use egui::text::LayoutJob;
use egui::{TextFormat, Ui};

use super::{Form, small};
use crate::calc::prose::Source;
use crate::report::key::TextKey;
use crate::report::sentence;
use crate::report::template::{Item, Mark, SentenceText};
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::field::{Access, Field, Look};

/// Shows the sentences of an item.
pub fn show(ui: &mut Ui, form: &mut Form<'_>, item: &Item, sentences: &[SentenceText]) {
    if sentences.is_empty() {
        return;
    }
    ui.add_space(4.0);
    ui.label(small(ui, "Câu trong báo cáo"));
    for text in sentences {
        ui.push_id((&item.key, &text.text), |ui| one(ui, form, text));
    }
}

fn one(ui: &mut Ui, form: &mut Form<'_>, text: &SentenceText) {
    let is_edited = form.view.edited_sentence.as_ref() == Some(&text.text);
    let has_own_words = form.month.report().texts.contains_key(&text.text);
    ui.horizontal_top(|ui| {
        preview(ui, form, text);
        if form.access != Access::Locked {
            actions(ui, form, text);
        }
    });
    if is_edited && form.access != Access::Locked {
        editor(ui, form, &text.text);
    }
    if has_own_words {
        ui.horizontal(|ui| {
            ui.label(small(ui, "Đã sửa lời văn cho tháng này"));
            if form.access != Access::Locked
                && crate::ui::widgets::small_button(ui, "Trả về câu mẫu").clicked()
            {
                form.drafts.forget();
                let key = text.text.clone();
                let edit = crate::report::change::Edit::Text(key, None);
                form.month.edit(edit, crate::app::month::Typing::Finished);
            }
        });
    }
}

fn actions(ui: &mut Ui, form: &mut Form<'_>, text: &SentenceText) {
    let is_edited = form.view.edited_sentence.as_ref() == Some(&text.text);
    let label = if is_edited { "Xong" } else { "Sửa lời văn" };
    let label = egui::RichText::new(label).color(Tokens::of(ui).accent);
    let size = egui::vec2(0.0, theme::FIELD_HEIGHT);
    let button = egui::Button::new(label).frame_when_inactive(false).min_size(size);
    if ui.add(button).clicked() {
        form.drafts.forget();
        form.view.edited_sentence = (!is_edited).then(|| text.text.clone());
    }
}

/// The sentence with its figures filled in; figures in the accent colour.
fn preview(ui: &mut Ui, form: &Form<'_>, text: &SentenceText) {
    let tokens = Tokens::of(ui);
    let context = form.month.context();
    let runs = context.runs(context.report.text(context.template, &text.text));
    let mut job = LayoutJob::default();
    let format = |color| TextFormat { font_id: theme::body(), color, ..Default::default() };
    job.append(mark(text.mark), 0.0, format(tokens.text));
    for run in runs {
        let is_figure = matches!(run.source, Source::Figure(_));
        let color = if is_figure { tokens.accent } else { tokens.text };
        job.append(&run.text, 0.0, format(color));
    }
    let frame = egui::Frame::new().fill(tokens.computed).corner_radius(4).inner_margin(8);
    frame.show(ui, |ui| {
        ui.set_width((ui.available_width() - 130.0).min(theme::PROSE_WIDTH));
        ui.add(egui::Label::new(job).wrap());
    });
}

fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::None | Mark::Number | Mark::Letter => "",
        Mark::Dash => "- ",
        Mark::Plus => "+ ",
        Mark::Star => "* ",
    }
}

/// The wording, with figures by their names in braces.
pub fn editor(ui: &mut Ui, form: &mut Form<'_>, key: &TextKey) {
    let template = form.month.template().clone();
    let stored = form.month.report().text(&template, key).to_owned();
    let fault = sentence::parse(&stored, &*template).err();
    let text = template.sentence_for_editing(&stored);
    let field = Field {
        width: ui.available_width().min(theme::PROSE_WIDTH),
        lines: 3,
        look: if fault.is_some() { Look::Wrong } else { Look::Plain },
        ..Field::words(form.id("sentence", key.as_str()), "Lời văn của câu", &text)
    };
    let describe = || "Tên số liệu để trong ngoặc nhọn { } sẽ luôn in số mới nhất".to_owned();
    if let Some((text, typing)) = form.field(ui, &field, describe).typed {
        let text = template.sentence_from_editing(&crate::report::text::clean(&text));
        form.month.type_text(key, &text, typing);
    }
    if let Some(fault) = fault {
        let words = format!("Chưa nối được số liệu: {}", crate::app::words::sentence_error(&fault));
        let error = Tokens::of(ui).error;
        ui.label(egui::RichText::new(words).font(theme::small()).color(error));
    }
}
