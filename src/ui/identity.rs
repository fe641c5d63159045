//! Who an office is, asked once: its kind, its place and what stands above it. What its name tells already is filled
//! in, and can be changed.

use egui::{Id, RichText, Ui};

use super::theme::{self, Tokens};
use super::widgets::choice::choice;
use super::widgets::field::{Drafts, Field};
use super::widgets::labelled;
use crate::report::office_words::{Identity, OfficeWords};
use crate::report::text::clean;

/// What was chosen and typed; none where what the name tells stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdentityForm {
    kind: Option<usize>,
    place: Option<String>,
    parent: Option<String>,
}

/// What is known of the office that is asked about.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The kinds there are, and their words.
    pub words: &'a OfficeWords,
    /// Its whole name.
    pub name: &'a str,
    /// What its name and its place among the others tell.
    pub told: Option<Identity>,
}

/// How wide the names of the fields and the fields are.
#[derive(Debug, Clone, Copy)]
pub struct Widths {
    /// What stands to the left.
    pub label: f32,
    /// The fields.
    pub field: f32,
}

impl IdentityForm {
    /// Who the office is.
    ///
    /// # Errors
    /// What is still to be said.
    pub fn identity(&self, asked: &Asked<'_>) -> Result<Option<Identity>, &'static str> {
        if asked.words.kinds.is_empty() {
            return Ok(None);
        }
        let kind = self.chosen(asked).and_then(|at| asked.words.kinds.get(at));
        let kind = kind.ok_or("Hãy chọn loại đơn vị")?.key.clone();
        let (place, parent) = (self.place(asked).trim().to_owned(), self.parent(asked));
        Ok(Some(Identity { kind, name: asked.name.to_owned(), place, parent: parent.to_owned() }))
    }

    /// The fields.
    pub fn show(&mut self, ui: &mut Ui, asked: &Asked<'_>, widths: Widths, drafts: &mut Drafts) {
        let kinds = &asked.words.kinds;
        if kinds.is_empty() {
            return;
        }
        labelled(ui, "Loại đơn vị", widths.label, |ui| {
            let kinds = kinds.iter().enumerate();
            let mut options: Vec<(Option<usize>, String)> =
                kinds.map(|(at, kind)| (Some(at), kind.label.clone())).collect();
            let chosen = self.chosen(asked);
            if chosen.is_none() {
                options.insert(0, (None, "Chưa chọn".to_owned()));
            }
            if let Some(kind) = choice(ui, "Loại đơn vị", widths.field.min(220.0), chosen, &options)
            {
                self.kind = kind;
            }
            self.disagreement(ui, asked);
        });
        let place = self.place(asked).to_owned();
        let place = Line { name: "Địa danh", hint: "ví dụ: Đông Hải", text: place };
        if let Some(text) = place.show(ui, widths, drafts) {
            self.place = Some(text);
        }
        let parent = self.parent(asked).to_owned();
        let parent =
            Line { name: "Cấp trên", hint: "ví dụ: tỉnh Khánh Hòa", text: parent };
        if let Some(text) = parent.show(ui, widths, drafts) {
            self.parent = Some(text);
        }
        ui.horizontal(|ui| {
            ui.add_space(widths.label + theme::GAP);
            let words = "Phần đầu văn bản, địa danh, ký hiệu, nơi nhận và tên gọi trong câu theo đó; sửa được trong báo cáo";
            let words = RichText::new(words).font(theme::small());
            let words = words.color(Tokens::of(ui).text_second);
            ui.add(egui::Label::new(words).wrap());
        });
    }

    /// The kind that was chosen, or that the name tells.
    fn chosen(&self, asked: &Asked<'_>) -> Option<usize> {
        self.kind.or_else(|| told_kind(asked))
    }

    fn place<'f>(&'f self, asked: &'f Asked<'_>) -> &'f str {
        let told = asked.told.as_ref().map(|told| told.place.as_str());
        self.place.as_deref().or(told).unwrap_or_default()
    }

    fn parent<'f>(&'f self, asked: &'f Asked<'_>) -> &'f str {
        let told = asked.told.as_ref().map(|told| told.parent.as_str());
        self.parent.as_deref().or(told).unwrap_or_default()
    }

    /// Says where the kind that was chosen is another than the name tells.
    fn disagreement(&self, ui: &mut Ui, asked: &Asked<'_>) {
        let told = told_kind(asked).filter(|told| self.chosen(asked) != Some(*told));
        if let Some(kind) = told.and_then(|told| asked.words.kinds.get(told)) {
            let words = format!("Theo tên thì là “{}”", kind.label);
            ui.label(RichText::new(words).font(theme::small()).color(Tokens::of(ui).warning));
        }
    }
}

fn told_kind(asked: &Asked<'_>) -> Option<usize> {
    let told = asked.told.as_ref()?;
    asked.words.kinds.iter().position(|kind| kind.key == told.kind)
}

/// A field with its name.
struct Line {
    name: &'static str,
    hint: &'static str,
    text: String,
}

impl Line {
    /// Shows it; what is typed is given back.
    fn show(&self, ui: &mut Ui, widths: Widths, drafts: &mut Drafts) -> Option<String> {
        let mut typed = None;
        labelled(ui, self.name, widths.label, |ui| {
            let id = Id::unique(("identity", self.name));
            let field = Field {
                width: widths.field,
                hint: self.hint,
                ..Field::words(id, self.name, &self.text)
            };
            typed = drafts.show(ui, &field).typed.map(|(text, _)| clean(&text));
        });
        typed
    }
}
