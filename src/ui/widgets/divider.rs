//! The edge between two panes, which can be dragged.

use egui::{CursorIcon, Id, Rangef, Rect, Role, Sense, Stroke, Ui, WidgetInfo};

use crate::ui::theme::Tokens;

/// How far from the edge it can be taken hold of, in points.
const REACH: f32 = 3.0;

/// An edge.
#[derive(Debug, Clone, Copy)]
pub struct Divider<'a> {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: &'a str,
    /// Where it stands.
    pub x: f32,
    /// From where to where it goes.
    pub y_range: Rangef,
}

/// What was done to an edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pulled {
    /// It is being dragged, and stands here now.
    To(f32),
    /// It was let go.
    Done,
    /// It was clicked twice: back to where it stands usually.
    Back,
}

impl Divider<'_> {
    /// Shows it, where a mouse is over it, and tells what was done to it.
    pub fn show(self, ui: &Ui) -> Option<Pulled> {
        let rect = Rect::from_x_y_ranges(self.x - REACH..=self.x + REACH, self.y_range);
        let response = ui.interact(rect, self.id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, self.name));
        if response.hovered() || response.dragged() {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
            let color = Tokens::of(ui).accent;
            ui.painter().vline(self.x, self.y_range, Stroke::new(2.0, color));
        }
        if response.double_clicked() {
            return Some(Pulled::Back);
        }
        if response.drag_stopped() {
            return Some(Pulled::Done);
        }
        let pointer = response.interact_pointer_pos().filter(|_| response.dragged());
        pointer.map(|pointer| Pulled::To(pointer.x))
    }
}
