//! Signs drawn as shapes: no font has to have them, and they look the same everywhere.

use egui::{Color32, Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2, vec2};

/// A sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// ‹
    Left,
    /// ›
    Right,
    /// Towards the first.
    Up,
    /// Towards the last.
    Down,
    /// Complete, saved.
    Check,
    /// Wrong.
    Warning,
    /// Take away.
    Cross,
    /// Being written.
    Circle,
    /// Finished for now, half done.
    Disc,
    /// Locked.
    Lock,
    /// To be followed up.
    Flag,
    /// A comment.
    Comment,
    /// Taken back.
    Undo,
    /// Done again.
    Redo,
}

/// Draws a sign in the middle of a rectangle; it is as high as the smaller side.
pub fn paint(painter: &Painter, rect: Rect, icon: Icon, color: Color32) {
    let size = rect.width().min(rect.height());
    let at = |x: f32, y: f32| rect.center() + vec2(x, y) * size * 0.5;
    let stroke = Stroke::new((size / 8.0).max(1.5), color);
    let line = |points: Vec<Pos2>| {
        painter.add(Shape::line(points, stroke));
    };
    match icon {
        Icon::Left => line(vec![at(0.25, -0.55), at(-0.3, 0.0), at(0.25, 0.55)]),
        Icon::Right => line(vec![at(-0.25, -0.55), at(0.3, 0.0), at(-0.25, 0.55)]),
        Icon::Up => line(vec![at(-0.55, 0.25), at(0.0, -0.3), at(0.55, 0.25)]),
        Icon::Down => line(vec![at(-0.55, -0.25), at(0.0, 0.3), at(0.55, -0.25)]),
        Icon::Check => line(vec![at(-0.6, 0.05), at(-0.15, 0.5), at(0.6, -0.45)]),
        Icon::Cross => {
            line(vec![at(-0.45, -0.45), at(0.45, 0.45)]);
            line(vec![at(-0.45, 0.45), at(0.45, -0.45)]);
        }
        Icon::Warning => {
            let triangle = vec![at(0.0, -0.75), at(0.8, 0.65), at(-0.8, 0.65)];
            painter.add(Shape::closed_line(triangle, stroke));
            line(vec![at(0.0, -0.2), at(0.0, 0.2)]);
            painter.circle_filled(at(0.0, 0.42), stroke.width * 0.6, color);
        }
        Icon::Circle => {
            painter.circle_stroke(rect.center(), size * 0.38, stroke);
        }
        Icon::Disc => {
            painter.circle_filled(rect.center(), size * 0.42, color);
        }
        Icon::Lock => {
            let body = Rect::from_min_max(at(-0.55, -0.05), at(0.55, 0.7));
            painter.rect_filled(body, 1.0, color);
            let arch =
                vec![at(-0.35, 0.0), at(-0.35, -0.4), at(0.0, -0.7), at(0.35, -0.4), at(0.35, 0.0)];
            line(arch);
        }
        Icon::Flag => {
            painter.add(Shape::line(vec![at(-0.6, -0.9), at(-0.6, 0.95)], stroke));
            let cloth = vec![at(-0.6, -0.9), at(0.8, -0.35), at(-0.6, 0.25)];
            painter.add(Shape::convex_polygon(cloth, color, Stroke::NONE));
        }
        Icon::Undo | Icon::Redo => {
            let way = if icon == Icon::Undo { 1.0 } else { -1.0 };
            let at = |x: f32, y: f32| at(x * way, y);
            line(vec![
                at(-0.75, -0.25),
                at(0.3, -0.25),
                at(0.65, 0.0),
                at(0.65, 0.35),
                at(0.3, 0.6),
                at(-0.3, 0.6),
            ]);
            line(vec![at(-0.35, -0.65), at(-0.75, -0.25), at(-0.35, 0.15)]);
        }
        Icon::Comment => {
            let corner = vec![at(-0.35, -0.7), at(0.7, -0.7), at(0.7, 0.35)];
            painter.add(Shape::convex_polygon(corner, color, Stroke::NONE));
            line(vec![at(-0.7, -0.7), at(0.7, -0.7), at(0.7, 0.7), at(-0.7, 0.7), at(-0.7, -0.7)]);
        }
    }
}

/// A sign in a line of text.
pub fn inline(ui: &mut Ui, icon: Icon, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(14.0), Sense::hover());
    paint(ui.painter(), rect.shrink(1.0), icon, color);
}

/// A square button with a sign; `name` is its tooltip and its name for screen readers.
pub fn button(ui: &mut Ui, icon: Icon, name: &str) -> egui::Response {
    let size = Vec2::splat(super::super::theme::FIELD_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, is_enabled, name));
    let visuals = ui.style().interact(&response);
    if response.hovered() || response.has_focus() {
        ui.painter().rect(
            rect,
            visuals.corner_radius,
            visuals.weak_bg_fill,
            visuals.bg_stroke,
            egui::StrokeKind::Inside,
        );
    }
    paint(ui.painter(), rect.shrink(7.0), icon, visuals.fg_stroke.color);
    response.on_hover_text(name)
}
