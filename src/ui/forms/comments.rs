//! The menu of a figure's cell, and what is noted about a figure where it is shown.

use super::Form;
use crate::app::comment_words;
use crate::app::open_report::{Deed, OpenReport};
use crate::app::state::carry::Wish;
use crate::calc::carry;
use crate::calc::check::Place;
use crate::calc::comments::{self, FollowUp};
use crate::calc::progress;
use crate::report::key::FigureKey;
use crate::report::template::Figure;
use crate::ui::intent::{CellWish, Intent};
use crate::ui::widgets::field::Access;

/// What is noted about a figure, in words; empty when nothing is.
pub fn told(open: &OpenReport, figure: &FigureKey) -> String {
    open.comments().get(figure).map(comment_words::told).unwrap_or_default()
}

/// The same in one line, behind what else is said about the figure at the bottom of the window.
pub fn behind(open: &OpenReport, figure: &FigureKey) -> String {
    let told = told(open, figure);
    if told.is_empty() { told } else { format!(" · {}", told.replace('\n', " ")) }
}

/// Whether a figure is to be followed up.
pub fn follow_up(open: &OpenReport, figure: &FigureKey) -> FollowUp {
    open.comments().get(figure).map(|comment| comment.follow_up).unwrap_or_default()
}

/// A figure marked or ticked off: one step of undo.
pub fn marking(figure: &FigureKey, follow_up: FollowUp) -> Intent {
    let deed = match follow_up {
        FollowUp::Wanted => Deed::FollowUpMarked,
        FollowUp::No => Deed::FollowUpCleared,
    };
    Intent::Step(vec![comments::mark(figure, follow_up)], deed)
}

/// Whether something can be pasted into a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pasting {
    Offered,
    None,
}

impl Form<'_> {
    /// What a typed figure's cell offers at a right click.
    pub(super) fn figure_menu(&mut self, response: &egui::Response, figure: &Figure) {
        response.context_menu(|ui| {
            self.cell_items(ui, response.id, Pasting::Offered);
            ui.separator();
            if self.access != Access::Locked {
                self.value_items(ui, figure);
                ui.separator();
            }
            self.reason_item(ui, &figure.key);
            self.comment_items(ui, &figure.key);
        });
    }

    /// What any other cell of a figure offers.
    pub(super) fn comment_menu(&mut self, response: &egui::Response, figure: &FigureKey) {
        response.context_menu(|ui| {
            self.cell_items(ui, response.id, Pasting::None);
            ui.separator();
            self.reason_item(ui, figure);
            self.comment_items(ui, figure);
        });
    }

    /// What can be done with a cell whatever it holds.
    fn cell_items(&mut self, ui: &mut egui::Ui, cell: egui::Id, pasting: Pasting) {
        let is_pasted = pasting == Pasting::Offered && self.access != Access::Locked;
        let items = [
            (CellWish::Copy, "Chép", "Ctrl+C", true),
            (CellWish::Paste, "Dán", "Ctrl+V", is_pasted),
            (CellWish::Details, "Chi tiết", "Ctrl+Enter", true),
        ];
        for (wish, words, keys, _) in items.into_iter().filter(|(.., is_there)| *is_there) {
            if ui.add(egui::Button::new(words).shortcut_text(keys)).clicked() {
                self.intents.push(Intent::OnCell(cell, wish));
            }
        }
    }

    /// A reason can be given for what is found about the figure.
    fn reason_item(&mut self, ui: &mut egui::Ui, figure: &FigureKey) {
        let is_about = |place: &Place| match place {
            Place::Figure(key) | Place::Printed(key) | Place::Day(key) => key == figure,
            Place::Period | Place::Document(..) | Place::Text { .. } => false,
        };
        let mut found = self.open.findings().iter().filter(|found| {
            found.stands() && !progress::counts(found) && found.places.iter().any(is_about)
        });
        if self.access != Access::Locked
            && let Some(finding) = found.next()
            && ui.button("Giải trình…").clicked()
        {
            let id = finding.id.clone();
            self.intents.push(Intent::Explain(id));
        }
    }

    fn value_items(&mut self, ui: &mut egui::Ui, figure: &Figure) {
        if ui.button("Không phát sinh").clicked() {
            let edit = self.open.figure_edit(&figure.key, "-");
            self.intents.push(Intent::Step(edit.into_iter().collect(), Deed::NotArisen));
        }
        let key = &figure.key;
        let report = self.open.report();
        let template = self.open.template();
        let can_carry = self
            .open
            .previous()
            .is_some_and(|previous| carry::can_be_carried(report, template, &previous.report, key));
        let wish = match (can_carry, carry::is_unconfirmed(report, key)) {
            (true, _) => Some((Wish::Carry, "Lấy số {kỳ} trước")),
            (false, true) => Some((Wish::Accept, "Xác nhận số {kỳ} trước")),
            (false, false) => None,
        };
        if let Some((wish, label)) = wish
            && ui.button(self.open.said(label)).clicked()
        {
            self.intents.push(Intent::Carry(vec![key.clone()], wish));
        }
        if ui.button("Để trống").clicked() {
            let edit = self.open.figure_edit(&figure.key, "");
            self.intents.push(Intent::Step(edit.into_iter().collect(), Deed::Cleared));
        }
    }

    fn comment_items(&mut self, ui: &mut egui::Ui, figure: &FigureKey) {
        let words = match (self.access, self.open.comments().get(figure)) {
            (Access::Locked, _) => "Xem ghi chú",
            (_, Some(comment)) if !comment.words.is_empty() => "Sửa ghi chú…",
            _ => "Ghi chú…",
        };
        if ui.add(egui::Button::new(words).shortcut_text("Shift+F2")).clicked() {
            self.intents.push(Intent::Comment(figure.clone()));
        }
        if self.access == Access::Locked {
            return;
        }
        let (words, wanted) = match follow_up(self.open, figure) {
            FollowUp::No => ("Đánh dấu cần theo dõi", FollowUp::Wanted),
            FollowUp::Wanted => ("Bỏ dấu cần theo dõi", FollowUp::No),
        };
        if ui.button(words).clicked() {
            self.intents.push(marking(figure, wanted));
        }
    }
}
