//! Scrolling the pages of the preview.

use egui::style::ScrollAnimation;
use egui::{Align, Rangef, Rect, Ui, pos2};

/// What is left free above a page that was turned to, in points.
const ABOVE: f32 = 12.0;

/// Scrolls only as far as it must; what is seen already stays where it is.
pub(super) fn scroll_to(ui: &Ui, place: Rect, seen: Rect) {
    let is_seen = seen.top() <= place.top() && place.bottom() <= seen.bottom();
    if !is_seen {
        let start = pos2(seen.left(), place.top());
        ui.scroll_to_rect(Rect::from_min_max(start, place.max), Some(Align::Center));
    }
}

/// Scrolls to a place on a page, at once: its top to the top of the pane, any other to the middle.
pub(super) fn turn_to(ui: &Ui, page: Rect, share: f32) {
    let y = page.top() + page.height() * share;
    let align = if share > 0.0 { Align::Center } else { Align::Min };
    // No wider than what is seen: to the sides nothing moves.
    let seen = ui.clip_rect();
    let line = Rect::from_min_max(pos2(seen.left(), y - ABOVE), pos2(seen.right(), y));
    ui.scroll_to_rect_animation(line, Some(align), ScrollAnimation::none());
}

/// On which page a height lies, and how far down on it.
pub(super) fn shown(spans: &[Rangef], y: f32) -> (usize, f32) {
    let at = spans.iter().rposition(|span| span.min <= y).unwrap_or(0);
    let share = spans.get(at).map_or(0.0, |span| (y - span.min) / span.span().max(1.0));
    (at, share.clamp(0.0, 1.0))
}
