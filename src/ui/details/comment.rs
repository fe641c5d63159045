//! What the office notes about the figure: a comment, and whether it is to be followed up.

use egui::{Align, Layout, RichText, Ui};

use super::{Desk, Done};
use crate::app::message::ReportId;
use crate::app::month::{Deed, Month};
use crate::calc::comments::{self, FollowUp};
use crate::calc::text::encoding::Restored;
use crate::report::key::FigureKey;
use crate::ui::forms::comments::{follow_up, marking};
use crate::ui::forms::older::{self, Choice};
use crate::ui::forms::small;
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::field::{Access, Current, Field, FieldKind, LOCKED};

/// What the field says while nothing is noted.
const HINT: &str = "hỏi ai, chờ gì, vì sao; không in vào báo cáo";

/// What a comment in old letters says in Unicode: looked for again only when the month has changed.
#[derive(Debug, Default)]
pub(super) struct Letters {
    read: Option<(ReportId, u64, FigureKey)>,
    restored: Option<Restored>,
}

impl Letters {
    fn refresh(&mut self, month: &Month, figure: &FigureKey) {
        let read = Some((month.id(), month.revision(), figure.clone()));
        if self.read != read {
            self.restored = comments::in_old_letters(month.report(), figure);
            self.read = read;
        }
    }
}

/// Shows both; tells whether one of them has the keyboard, and what was done.
pub(super) fn show(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    figure: &FigureKey,
    letters: &mut Letters,
) -> (bool, Option<Done>) {
    ui.add_space(theme::GAP);
    let head = ui.horizontal(|ui| {
        ui.label(RichText::new("Ghi chú").font(theme::strong()));
        let layout = Layout::right_to_left(Align::Center);
        ui.with_layout(layout, |ui| mark(ui, desk, figure)).inner
    });
    let (is_mark, done) = head.inner;
    let is_field = words(ui, desk, figure);
    let restored = restoring(ui, desk, figure, letters);
    (is_mark || is_field, done.or(restored))
}

/// What is offered under a comment in letters of the time before Unicode.
fn restoring(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    figure: &FigureKey,
    letters: &mut Letters,
) -> Option<Done> {
    if desk.access != Access::Open {
        return None;
    }
    letters.refresh(desk.month, figure);
    let Restored { encoding, text } = letters.restored.as_ref()?;
    let place = (ui.available_width(), Tokens::of(ui).surface);
    let (edit, deed) = match older::show(ui, (*encoding, text), place)? {
        Choice::Restore => (comments::write(figure, text), older::RESTORED),
        Choice::Leave => {
            (comments::leave_letters(desk.month.report(), figure, older::LEFT), "Giải trình")
        }
    };
    desk.drafts.forget();
    Some(Done::Step(vec![edit?], Deed::Step(deed)))
}

fn mark(ui: &mut Ui, desk: &Desk<'_>, figure: &FigureKey) -> (bool, Option<Done>) {
    let mut is_wanted = follow_up(desk.month, figure) == FollowUp::Wanted;
    let checkbox = egui::Checkbox::new(&mut is_wanted, "Cần theo dõi");
    let response = ui.add_enabled(desk.access == Access::Open, checkbox);
    let response = response
        .on_hover_text(
            "Số liệu có cờ, và được chuyển cùng ghi chú sang tháng sau cho đến khi bỏ dấu",
        )
        .on_disabled_hover_text(LOCKED);
    let wanted = if is_wanted { FollowUp::Wanted } else { FollowUp::No };
    let done = response.changed().then(|| {
        let (edits, deed) = marking(figure, wanted);
        Done::Step(edits, deed)
    });
    (response.has_focus(), done)
}

fn words(ui: &mut Ui, desk: &mut Desk<'_>, figure: &FigureKey) -> bool {
    let words = desk.month.comments().get(figure).map(|comment| comment.words.clone());
    let words = words.unwrap_or_default();
    if desk.access == Access::Locked {
        if words.is_empty() {
            ui.label(small(ui, "Không có ghi chú"));
        } else {
            ui.add(egui::Label::new(words).wrap());
        }
        return false;
    }
    let label = desk.month.template().figure(figure).map_or("", |figure| figure.label.as_str());
    let name = format!("Ghi chú: {label}");
    let field = Field {
        width: ui.available_width(),
        lines: 3,
        hint: HINT,
        access: desk.access,
        ..Field::words(desk.ids.comment(figure), &name, &words)
    };
    let shown = desk.drafts.show(ui, &field);
    let has_focus = shown.response.has_focus();
    if has_focus {
        let words = format!("{name} · được lưu cùng báo cáo, không in");
        desk.drafts.current = Some(Current { words, kind: FieldKind::Comment });
    }
    if let Some((text, typing)) = shown.typed
        && let Some(edit) = comments::write(figure, &text)
    {
        desk.month.edit(edit, typing);
    }
    has_focus
}
