//! The list of what can be put into a text, drawn at the caret.

use egui::{
    Align, CornerRadius, LayerId, Popup, PopupKind, Rect, RichText, ScrollArea, Sense, Ui,
    WidgetInfo, pos2, vec2,
};

use super::search::{Entry, Search};
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::Highlight;

/// The width of the list, in points.
const WIDTH: f32 = 440.0;
/// The height of an entry: its name, and below it where it is and what it prints.
const ENTRY_HEIGHT: f32 = 42.0;
/// How many entries are seen at once.
const SEEN: f32 = 6.0;

/// How egui took the keyboard from a field before.
pub(super) type Focus = Option<egui::SurrenderFocusOn>;

/// A click on the list leaves the keyboard with the field.
pub(super) fn keep_focus(ui: &Ui, search: Option<&Search>) -> Focus {
    let search = search?;
    let at = ui.ctx().pointer_interact_pos()?;
    let layer = LayerId::new(PopupKind::Popup.order(), search.id.with("list"));
    let is_over = ui.ctx().layer_id_at(at) == Some(layer);
    is_over.then(|| {
        ui.ctx().options_mut(|options| {
            std::mem::replace(
                &mut options.input_options.surrender_focus_on,
                egui::SurrenderFocusOn::Never,
            )
        })
    })
}

/// From now on clicks take the keyboard as before.
pub(super) fn restore_focus(ui: &Ui, focus: Focus) {
    if let Some(before) = focus {
        ui.ctx().options_mut(|options| options.input_options.surrender_focus_on = before);
    }
}

/// Draws the list below, or above, a caret.
pub(super) fn show(ui: &Ui, search: &mut Search, caret: Rect) {
    let popup = Popup::new(search.id.with("list"), ui.ctx().clone(), caret, ui.layer_id());
    let (selected, has_moved) = (search.selected, search.has_moved);
    let mut clicked = None;
    popup.kind(PopupKind::Popup).gap(4.0).width(WIDTH).show(|ui| {
        ui.set_width(WIDTH);
        ui.spacing_mut().item_spacing.y = 0.0;
        let second = Tokens::of(ui).text_second;
        let small = |text: &str| RichText::new(text).font(theme::small()).color(second);
        if search.found().next().is_none() {
            let words = format!("Không có số liệu nào tên có “{}”", search.query().trim());
            ui.label(words);
            ui.label(small("Esc: đóng, giữ nguyên chữ đã gõ"));
            return;
        }
        let list = ScrollArea::vertical().id_salt("found").max_height(SEEN * ENTRY_HEIGHT);
        list.show(ui, |ui| {
            for (i, entry) in search.found().enumerate() {
                let highlight = if i == selected { Highlight::Chosen } else { Highlight::Other };
                let response = entry_ui(ui, entry, highlight);
                if i == selected && has_moved {
                    response.scroll_to_me(Some(Align::Center));
                }
                if response.clicked() {
                    clicked = Some(i);
                }
            }
        });
        ui.add_space(4.0);
        ui.label(small("Gõ tên để tìm · phím mũi tên: chọn · Enter: chèn · Esc: đóng"));
    });
    if clicked.is_some() {
        search.clicked = clicked;
        ui.ctx().request_repaint();
    }
}

fn entry_ui(ui: &mut Ui, entry: &Entry, highlight: Highlight) -> egui::Response {
    let tokens = Tokens::of(ui);
    // Not for Tab: the keyboard stays in the field.
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ENTRY_HEIGHT), Sense::CLICK);
    let name = [&entry.label, &entry.section, &entry.value].map(String::as_str).join(" · ");
    let is_chosen = highlight == Highlight::Chosen;
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, is_chosen, &name));
    if is_chosen || response.hovered() {
        let fill = if is_chosen { tokens.selected } else { tokens.computed };
        ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
    }
    let value = one_line(ui, &entry.value, theme::body(), tokens.accent, WIDTH * 0.35);
    let room = rect.width() - 16.0;
    let label =
        one_line(ui, &entry.label, theme::body(), tokens.text, room - value.size().x - 12.0);
    let section = one_line(ui, &entry.section, theme::small(), tokens.text_second, room);
    let left = rect.left() + 8.0;
    let right = rect.right() - 8.0 - value.size().x;
    ui.painter().galley(pos2(left, rect.top() + 3.0), label, tokens.text);
    ui.painter().galley(pos2(right, rect.top() + 3.0), value, tokens.accent);
    ui.painter().galley(pos2(left, rect.top() + 22.0), section, tokens.text_second);
    response
}

/// A text in one line, cut where there is no room.
fn one_line(
    ui: &Ui,
    text: &str,
    font: egui::FontId,
    color: egui::Color32,
    width: f32,
) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(0.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
