//! What the office notes about its figures, to go through: each leads to its cell.

use egui::{Label, RichText, Ui};

use super::entries::part;
use crate::app::open_report::OpenReport;
use crate::app::words::beginning;
use crate::calc::comments::{Comment, FollowUp};
use crate::document::Source;
use crate::ui::field_id::FieldIds;
use crate::ui::forms::comments::marking;
use crate::ui::intent::Intent;
use crate::ui::pane::Beside;
use crate::ui::spot::{self, Spot};
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::field::{Access, LOCKED};
use crate::ui::widgets::icons::{self, Icon};
use crate::ui::widgets::small_button;

/// How much of a comment is shown in the list, in characters; the whole stands in the details.
const SHOWN_MAX: usize = 300;

/// A figure in the list.
#[derive(Debug, Clone)]
pub(super) struct CommentEntry {
    comment: Comment,
    label: String,
    /// The part of the report it stands in.
    part: String,
    spot: Option<Spot>,
}

/// What is noted in the report: what is to be followed up first, then in the order of the form.
pub(super) fn entries(open: &OpenReport, ids: FieldIds) -> Vec<CommentEntry> {
    let entry = |comment: &Comment| {
        let figure = open.template().figure(&comment.figure)?;
        let spot = spot::of(&Source::Figure(figure.key.clone()), open, ids);
        Some(CommentEntry {
            comment: comment.clone(),
            label: figure.label.clone(),
            part: spot.as_ref().map(|spot| part(&spot.page, open)).unwrap_or_default(),
            spot,
        })
    };
    let mut entries: Vec<CommentEntry> = open.comments().list().iter().filter_map(entry).collect();
    entries.sort_by_key(|entry| entry.comment.follow_up == FollowUp::No);
    entries
}

/// Draws the list.
pub(super) fn show(ui: &mut Ui, beside: &mut Beside<'_>, entries: &[CommentEntry]) {
    if entries.is_empty() {
        let words = "Chưa có ghi chú nào. Chọn một ô số liệu rồi bấm Shift+F2 để ghi chú";
        ui.add(Label::new(words).wrap());
    }
    for entry in entries {
        ui.push_id(&entry.comment.figure, |ui| card(ui, beside, entry));
    }
}

fn card(ui: &mut Ui, beside: &mut Beside<'_>, entry: &CommentEntry) {
    let tokens = Tokens::of(ui);
    let frame = theme::card(tokens);
    let is_wanted = entry.comment.follow_up == FollowUp::Wanted;
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let (icon, word) =
            if is_wanted { (Icon::Flag, "Cần theo dõi") } else { (Icon::Comment, "Ghi chú") };
        ui.horizontal(|ui| {
            icons::inline(ui, icon, tokens.accent);
            ui.label(RichText::new(word).font(theme::small()).color(tokens.accent));
            let part = RichText::new(&entry.part).font(theme::small());
            ui.add(Label::new(part.color(tokens.text_second)).truncate());
        });
        ui.add(Label::new(&entry.label).wrap());
        if !entry.comment.words.is_empty() {
            let words = RichText::new(beginning(&entry.comment.words, SHOWN_MAX));
            ui.add(Label::new(words.font(theme::small())).wrap());
        }
        ui.horizontal(|ui| buttons(ui, beside, entry));
    });
    ui.add_space(theme::GAP);
}

fn buttons(ui: &mut Ui, beside: &mut Beside<'_>, entry: &CommentEntry) {
    let figure = &entry.comment.figure;
    if let Some(spot) = &entry.spot
        && small_button(ui, "Đi tới").clicked()
    {
        beside.intents.push(Intent::GoTo(spot.clone()));
    }
    if small_button(ui, "Chi tiết").on_hover_text("Xem và sửa ghi chú").clicked() {
        beside.intents.push(Intent::Comment(figure.clone()));
    }
    if entry.comment.follow_up == FollowUp::Wanted {
        let is_open = beside.access == Access::Open;
        let button = ui.add_enabled_ui(is_open, |ui| small_button(ui, "Đã xong")).inner;
        let button = button
            .on_hover_text(beside.open.said("Bỏ dấu cần theo dõi; ghi chú vẫn còn trong {kỳ} này"))
            .on_disabled_hover_text(LOCKED);
        if button.clicked() {
            beside.intents.push(marking(figure, FollowUp::No));
        }
    }
}
