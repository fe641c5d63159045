//! What the office notes about the figure: a comment, and whether it is to be followed up.

use egui::{Align, Layout, RichText, Ui};

use crate::app::message::ReportId;
use crate::app::open_report::{Deed, OpenReport};
use crate::app::words::LEFT;
use crate::calc::comments::{self, FollowUp};
use crate::calc::text::encoding::Restored;
use crate::report::change::Edit;
use crate::report::key::FigureKey;
use crate::ui::forms::comments::{follow_up, marking};
use crate::ui::forms::older;
use crate::ui::forms::small;
use crate::ui::intent::Intent;
use crate::ui::pane::Beside;
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::field::{Access, Current, Field, FieldKind, LOCKED};

/// What the field says while nothing is noted.
const HINT: &str = "hỏi ai, chờ gì, vì sao; không in vào báo cáo";

/// What a comment in old letters says in Unicode: looked for again only when the report has changed.
#[derive(Debug, Default)]
pub(super) struct Letters {
    read: Option<(ReportId, u64, FigureKey)>,
    restored: Option<Restored>,
}

impl Letters {
    fn refresh(&mut self, open: &OpenReport, figure: &FigureKey) {
        let read = Some((open.id(), open.revision(), figure.clone()));
        if self.read != read {
            self.restored = comments::in_old_letters(open.report(), figure);
            self.read = read;
        }
    }
}

/// Shows both; tells whether one of them has the keyboard.
pub(super) fn show(
    ui: &mut Ui,
    beside: &mut Beside<'_>,
    figure: &FigureKey,
    letters: &mut Letters,
) -> bool {
    ui.add_space(theme::GAP);
    let head = ui.horizontal(|ui| {
        ui.label(RichText::new("Ghi chú").font(theme::strong()));
        let layout = Layout::right_to_left(Align::Center);
        ui.with_layout(layout, |ui| mark(ui, beside, figure)).inner
    });
    let is_field = words(ui, beside, figure);
    restoring(ui, beside, figure, letters);
    head.inner || is_field
}

/// What is offered under a comment in letters of the time before Unicode.
fn restoring(ui: &mut Ui, beside: &mut Beside<'_>, figure: &FigureKey, letters: &mut Letters) {
    if beside.access != Access::Open {
        return;
    }
    letters.refresh(beside.open, figure);
    let Some(Restored { encoding, text }) = &letters.restored else {
        return;
    };
    let meant = older::Meant { encoding: *encoding, text };
    let ground = older::Ground { width: ui.available_width(), fill: Tokens::of(ui).surface };
    let step = |edit: Option<Edit>, deed| Some(Intent::Step(vec![edit?], deed));
    let answer = older::show(
        ui,
        meant,
        ground,
        || step(Some(comments::write(figure, text)), Deed::TextConverted),
        || step(comments::leave_letters(beside.open.report(), figure, LEFT), Deed::Explained),
    );
    beside.intents.extend(answer);
}

fn mark(ui: &mut Ui, beside: &mut Beside<'_>, figure: &FigureKey) -> bool {
    let mut is_wanted = follow_up(beside.open, figure) == FollowUp::Wanted;
    let checkbox = egui::Checkbox::new(&mut is_wanted, "Cần theo dõi");
    let response = ui.add_enabled(beside.access == Access::Open, checkbox);
    let response =
        response
            .on_hover_text(beside.open.said(
                "Số liệu có cờ, và được chuyển cùng ghi chú sang {kỳ} sau cho đến khi bỏ dấu",
            ))
            .on_disabled_hover_text(LOCKED);
    if response.changed() {
        let wanted = if is_wanted { FollowUp::Wanted } else { FollowUp::No };
        beside.intents.push(marking(figure, wanted));
    }
    response.has_focus()
}

fn words(ui: &mut Ui, beside: &mut Beside<'_>, figure: &FigureKey) -> bool {
    let words = beside.open.comments().get(figure).map(|comment| comment.words.clone());
    let words = words.unwrap_or_default();
    if beside.access == Access::Locked {
        if words.is_empty() {
            ui.label(small(ui, "Không có ghi chú"));
        } else {
            ui.add(egui::Label::new(words).wrap());
        }
        return false;
    }
    let label = beside.open.template().figure(figure).map_or("", |figure| figure.label.as_str());
    let name = format!("Ghi chú: {label}");
    let field = Field {
        width: ui.available_width(),
        lines: 3,
        hint: HINT,
        access: beside.access,
        ..Field::words(beside.ids.comment(figure), &name, &words)
    };
    let shown = beside.drafts.show(ui, &field);
    let has_focus = shown.response.has_focus();
    if has_focus {
        let words = format!("{name} · được lưu cùng báo cáo, không in");
        beside.drafts.current = Some(Current { words, kind: FieldKind::Comment, reason: None });
    }
    if let Some((text, typing)) = shown.typed {
        beside.open.edit(comments::write(figure, &text), typing);
    }
    has_focus
}
