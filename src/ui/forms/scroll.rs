//! How a form scrolls to what is gone to.

use egui::{Align, Rect, Ui, Vec2, vec2};

/// What stands above a field and belongs to it: its name where there is no room beside it, or the titles of
/// a table, which stay at the top of the page.
const ABOVE: f32 = 36.0;
/// What stands below one: the value of the period before.
const BELOW: f32 = 20.0;

/// What must be on screen of a form for a field to be understood.
pub fn with_surroundings(field: Rect) -> Rect {
    Rect::from_min_max(field.min - vec2(0.0, ABOVE), field.max + vec2(0.0, BELOW))
}

/// What the form of a page scrolls to, and how it was seen last.
///
/// A scroll area goes to its target when it begins to draw the next frame, but has by then placed what is
/// drawn in it (egui 0.37, `ScrollArea::begin`): what asks for another place in that frame would be told
/// from where the form stood before, and the form go too far. So one frame is waited.
#[derive(Debug, Default)]
pub struct Scroll {
    /// Whether the frame before scrolled.
    has_scrolled: bool,
    /// A place in the form that waits for the next frame, from its top.
    waiting: Option<(Rect, Option<Align>)>,
    size: Vec2,
}

impl Scroll {
    /// Whether the form has another size on screen than it had: what has the keyboard may stand outside.
    pub fn is_resized(&mut self, ui: &Ui) -> bool {
        let size = ui.clip_rect().size();
        std::mem::replace(&mut self.size, size) != size
    }

    /// Scrolls to a place on screen, within the form's scroll area and behind all that is drawn in it.
    pub fn to(&mut self, ui: &Ui, place: Option<(Rect, Option<Align>)>) {
        let top = vec2(0.0, ui.min_rect().top());
        let in_form = place.map(|(rect, align)| (rect.translate(-top), align));
        let wanted = in_form.or_else(|| self.waiting.take());
        let has_scrolled = std::mem::take(&mut self.has_scrolled);
        let Some((rect, align)) = wanted else {
            return;
        };
        if has_scrolled {
            self.waiting = wanted;
        } else {
            ui.scroll_to_rect(rect.translate(top), align);
            self.has_scrolled = true;
        }
        ui.ctx().request_repaint();
    }
}
