//! Progress bars. The figure always stands beside them; a bar alone says nothing.

use egui::{CornerRadius, Rect, Sense, Ui, vec2};

use crate::ui::theme::Tokens;

/// Height of a bar in a row.
pub const ROW: f32 = 6.0;
/// Height of a bar at the foot of a cell.
pub const IN_CELL: f32 = 4.0;
/// Height of a bar in a summary.
pub const SUMMARY: f32 = 10.0;

/// A bar filled to `per_mille` thousandths.
pub fn show(ui: &mut Ui, per_mille: u16, width: f32, height: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    paint(ui, rect, per_mille);
}

/// Draws a bar into a rectangle.
pub fn paint(ui: &Ui, rect: Rect, per_mille: u16) {
    let tokens = Tokens::of(ui);
    let radius = CornerRadius::same(3);
    ui.painter().rect_filled(rect, radius, tokens.border);
    let share = f32::from(per_mille.min(1000)) / 1000.0;
    if share > 0.0 {
        // Never thinner than a dot, so that a little is seen as a little.
        let width = (rect.width() * share).max(rect.height().min(rect.width()));
        let filled = Rect::from_min_size(rect.min, vec2(width, rect.height()));
        let color = if per_mille >= 1000 { tokens.good } else { tokens.accent };
        ui.painter().rect_filled(filled, radius, color);
    }
}
