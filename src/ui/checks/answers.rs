//! The answers to findings in texts: a number is bound to its figure, a wrong word replaced. Each is
//! one edit, so that one undo takes it back.

use std::collections::HashMap;

use egui::Ui;

use super::Desk;
use super::entries::{Answer, Entry};
use crate::app::month::{Month, Typing};
use crate::calc::check::{self, Finding};
use crate::calc::prose::Context;
use crate::report::change::Edit;
use crate::ui::widgets::field::Access;
use crate::ui::widgets::small_button;

/// The words that are offered, by the id of the finding and the values it rests on. They are looked
/// up when their card is first drawn: looking up takes longer than a key may.
#[derive(Debug, Default)]
pub(super) struct Offered(HashMap<(String, String), Vec<String>>);

impl Offered {
    /// The buttons of a card; none while the report is locked.
    pub(super) fn buttons(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, entry: &Entry) {
        if desk.access != Access::Open || entry.answer == Answer::None {
            return;
        }
        let Some(finding) = finding(desk.month, entry) else { return };
        let edit = match entry.answer {
            Answer::None => None,
            Answer::Bind => bind(ui, finding, desk.month.context()),
            Answer::Replace => self.replace(ui, finding, desk.month.context()),
        };
        if let Some(edit) = edit {
            desk.drafts.forget();
            desk.month.edit(edit, Typing::Finished);
        }
    }

    fn replace(&mut self, ui: &mut Ui, finding: &Finding, context: Context<'_>) -> Option<Edit> {
        let name = (finding.id.clone(), finding.fingerprint.clone());
        let words = self.0.entry(name).or_insert_with(|| check::suggestions(finding));
        let clicked = ui.horizontal_wrapped(|ui| {
            let clicked = words.iter().filter(|word| {
                let hover = format!("Thay bằng “{word}” trong lời văn này");
                small_button(ui, word.as_str()).on_hover_text(hover).clicked()
            });
            clicked.last().cloned()
        });
        check::replace(finding, &clicked.inner?, context)
    }
}

fn bind(ui: &mut Ui, finding: &Finding, context: Context<'_>) -> Option<Edit> {
    let hover = "Số trong lời văn được thay bằng số liệu và đi theo số liệu từ nay";
    let is_same = small_button(ui, "Cùng một số liệu").on_hover_text(hover).clicked();
    is_same.then(|| check::bind(finding, context)).flatten()
}

fn finding<'m>(month: &'m Month, entry: &Entry) -> Option<&'m Finding> {
    month.findings().iter().find(|finding| finding.id == entry.id)
}
