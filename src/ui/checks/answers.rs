//! The answers to findings in texts: a number is bound to its figure, a wrong word replaced. Each is
//! one edit, so that one undo takes it back.

use std::collections::HashMap;

use egui::Ui;

use super::entries::{Answer, Entry};
use super::{Desk, Done};
use crate::app::month::{Deed, Month};
use crate::app::text_words;
use crate::calc::check::{self, Finding, Matter, Settings};
use crate::calc::prose::Context;
use crate::calc::text::lint::LintKind;
use crate::report::change::Edit;
use crate::ui::forms::older::RESTORED;
use crate::ui::widgets::field::Access;
use crate::ui::widgets::small_button;

/// What binding numbers is called in the history.
pub(super) const BOUND: &str = "Nối số với số liệu";

/// The words that are offered, by the id of the finding and the values it rests on. They are looked
/// up when their card is first drawn: looking up takes longer than a key may.
#[derive(Debug, Default)]
pub(super) struct Offered(HashMap<(String, String), Vec<String>>);

impl Offered {
    /// The buttons of a card; none while the report is locked. Gives back what was answered.
    pub(super) fn buttons(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        entry: &Entry,
    ) -> Option<Done> {
        if desk.access != Access::Open || entry.answer == Answer::None {
            return None;
        }
        let finding = finding(desk.month, entry)?;
        let edit = match entry.answer {
            Answer::None => None,
            Answer::Bind => bind(ui, finding, desk.month.context()),
            Answer::Replace => match self.replace(ui, finding)? {
                Chosen::Word(word) => check::replace(finding, &word, desk.month.context()),
                Chosen::Learned(word) => {
                    let mut settings = Settings::clone(desk.month.checks());
                    settings.learn(&word);
                    return Some(Done::Change(Box::new(settings)));
                }
            },
        };
        let is_old = matches!(finding.matter, Matter::OldEncoding { .. });
        let words = match entry.answer {
            Answer::Bind => BOUND,
            _ if is_old => RESTORED,
            Answer::Replace | Answer::None => "Sửa lời văn",
        };
        edit.map(|edit| {
            desk.drafts.forget();
            Done::Step(vec![edit], Deed::Step(words))
        })
    }

    fn replace(&mut self, ui: &mut Ui, finding: &Finding) -> Option<Chosen> {
        let name = (finding.id.clone(), finding.fingerprint.clone());
        let words = self.0.entry(name).or_insert_with(|| check::suggestions(finding));
        let learnable = check::learnable(&finding.matter);
        if words.is_empty() && learnable.is_none() {
            return None;
        }
        let chosen = ui.horizontal_wrapped(|ui| {
            let clicked = words.iter().filter(|word| {
                let hover =
                    format!("Thay bằng “{}” trong lời văn này", text_words::beginning(word));
                small_button(ui, button_words(finding, word)).on_hover_text(hover).clicked()
            });
            let word = clicked.last().cloned().map(Chosen::Word);
            let learned = learnable.filter(|word| {
                let hover = format!("“{word}” là từ của đơn vị, không hỏi nữa");
                small_button(ui, "Thêm vào từ điển").on_hover_text(hover).clicked()
            });
            word.or(learned.map(Chosen::Learned))
        });
        chosen.inner
    }
}

/// What was answered to a wrong word.
enum Chosen {
    /// This one is meant.
    Word(String),
    /// It is right.
    Learned(String),
}

/// A word as it is; what house style writes otherwise is put right with a verb.
fn button_words(finding: &Finding, word: &str) -> String {
    match &finding.matter {
        Matter::Style { kind, .. } => match kind {
            LintKind::DoubleSpace | LintKind::SpaceBeforePunctuation => {
                "Bỏ dấu cách thừa".to_owned()
            }
            _ => format!("Sửa thành “{word}”"),
        },
        Matter::OldEncoding { .. } => RESTORED.to_owned(),
        _ => word.to_owned(),
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
