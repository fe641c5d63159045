//! The answers to findings in texts: a number is bound to its figure, a wrong word replaced. Each is
//! one edit, so that one undo takes it back.

use std::collections::HashMap;

use egui::Ui;

use super::entries::{Entry, Remedy};
use crate::app::open_report::{Deed, OpenReport};
use crate::app::words;
use crate::calc::check::{self, Finding, Matter};
use crate::calc::prose::Context;
use crate::calc::text::lint::LintKind;
use crate::report::change::Edit;
use crate::ui::intent::Intent;
use crate::ui::pane::Beside;
use crate::ui::widgets::field::Access;
use crate::ui::widgets::small_button;

/// The words that are offered, by the id of the finding and the values it rests on. They are looked
/// up when their card is first drawn: looking up takes longer than a key may.
#[derive(Debug, Default)]
pub(super) struct Offered(HashMap<(String, String), Vec<String>>);

impl Offered {
    /// The buttons of a card; none while the report is locked.
    pub(super) fn buttons(&mut self, ui: &mut Ui, beside: &mut Beside<'_>, entry: &Entry) {
        if beside.access != Access::Open {
            return;
        }
        let Some(finding) = finding(beside.open, entry) else {
            return;
        };
        let context = beside.open.context();
        let intent = match entry.remedy {
            Remedy::None => None,
            Remedy::Bind => bind(ui, finding, context),
            Remedy::Replace => {
                let one = self.replace(ui, finding, context);
                one.or(all_office_words(ui, finding, beside.open))
            }
        };
        beside.intents.extend(intent);
    }

    fn replace(&mut self, ui: &mut Ui, finding: &Finding, context: Context<'_>) -> Option<Intent> {
        let name = (finding.id.clone(), finding.fingerprint.clone());
        let words = self.0.entry(name).or_insert_with(|| check::suggestions(finding));
        let learnable = check::learnable(&finding.matter);
        if words.is_empty() && learnable.is_none() {
            return None;
        }
        let is_old = matches!(finding.matter, Matter::OldEncoding { .. });
        let deed = if is_old { Deed::TextConverted } else { Deed::TextCorrected };
        let chosen = ui.horizontal_wrapped(|ui| {
            let clicked = words.iter().filter(|word| {
                let hover =
                    format!("Thay bằng “{}” trong lời văn này", words::texts::beginning(word));
                small_button(ui, button_words(finding, word)).on_hover_text(hover).clicked()
            });
            let word = clicked.last();
            let learned = learnable.filter(|word| {
                let hover = format!("“{word}” là từ của đơn vị, không hỏi nữa");
                small_button(ui, "Thêm vào từ điển").on_hover_text(hover).clicked()
            });
            let edit = word.and_then(|word| check::replace(finding, word, context));
            step(edit, deed).or(learned.map(Intent::Learn))
        });
        chosen.inner
    }
}

/// Every text that speaks of the office as of one of another kind, put right at once.
fn all_office_words(ui: &mut Ui, finding: &Finding, open: &OpenReport) -> Option<Intent> {
    let is_meant = |other: &&Finding| matches!(other.matter, Matter::OfficeWord { .. });
    is_meant(&finding).then_some(())?;
    let found: Vec<&Finding> =
        open.findings().iter().filter(is_meant).filter(|found| found.stands()).collect();
    let words = format!("Sửa cả {} chỗ theo tên đơn vị", found.len());
    if found.len() < 2 || !small_button(ui, words).clicked() {
        return None;
    }
    let context = open.context();
    let edits = found.into_iter().filter_map(|found| match &found.matter {
        Matter::OfficeWord { meant, .. } => check::replace(found, meant, context),
        _ => None,
    });
    Some(Intent::Step(edits.collect(), Deed::OfficeAdapted))
}

fn step(edit: Option<Edit>, deed: Deed) -> Option<Intent> {
    Some(Intent::Step(vec![edit?], deed))
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
        Matter::OldEncoding { .. } => words::deed(Deed::TextConverted, None).into_owned(),
        _ => word.to_owned(),
    }
}

fn bind(ui: &mut Ui, finding: &Finding, context: Context<'_>) -> Option<Intent> {
    let hover = "Số trong lời văn được thay bằng số liệu và đi theo số liệu từ nay";
    let is_same = small_button(ui, "Cùng một số liệu").on_hover_text(hover).clicked();
    step(is_same.then(|| check::bind(finding, context)).flatten(), Deed::NumberBound)
}

fn finding<'m>(open: &'m OpenReport, entry: &Entry) -> Option<&'m Finding> {
    open.findings().iter().find(|finding| finding.id == entry.id)
}
