//! Chips and marks on the screen, and what happens when the mouse is over them.

use egui::{
    Color32, CornerRadius, CursorIcon, Id, Painter, Pos2, Rect, Response, RichText, Role, Sense,
    Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::describe::{ChipLook, Described};
use super::layout::{CHIP_PADDING, Face};
use super::marks::{Mark, MarkKind};
use crate::report::sentence::Piece;
use crate::ui::theme::{self, Tokens};

/// The height of a wave under a word and half its length, in points.
const WAVE: Vec2 = vec2(2.0, 1.2);
/// The dashes of a line under words and the gaps between them, in points.
const DASH: Vec2 = vec2(5.0, 2.5);

/// The ground of a chip, behind its words and whatever is selected, on the ground of its field.
pub(super) fn ground(face: &Face, rect: Rect, field: Color32, tokens: &Tokens) -> Shape {
    let is_on_computed = field == tokens.computed;
    let fill = match face.look {
        _ if is_on_computed => tokens.surface,
        ChipLook::Figure => tokens.selected,
        ChipLook::Calm | ChipLook::Empty => tokens.computed,
    };
    // What is missing has an edge: it is told by its shape too.
    let edge = match face.look {
        ChipLook::Empty => Stroke::new(1.0, tokens.field_border),
        _ => Stroke::NONE,
    };
    let (rect, corners) = (chip_rect(rect), CornerRadius::same(4));
    let inside = egui::StrokeKind::Inside;
    Shape::Rect(egui::epaint::RectShape::new(rect, corners, fill, edge, inside))
}

/// A chip is a little lower than its line and does not touch its neighbours.
fn chip_rect(rect: Rect) -> Rect {
    rect.shrink2(vec2(1.0, 0.5))
}

/// The words of a chip.
pub(super) fn words(ui: &Ui, painter: &Painter, face: &Face, rect: Rect) {
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(face.job.clone()));
    let top = rect.center().y - galley.size().y / 2.0;
    let at = pos2(rect.left() + CHIP_PADDING, top);
    painter.galley(at, galley, Color32::PLACEHOLDER);
}

/// A line under words: of each kind another one, in another colour.
pub(super) fn line_under(rect: Rect, kind: MarkKind, tokens: &Tokens) -> Vec<Shape> {
    let y = rect.bottom() - 2.0;
    let straight = |y: f32| [pos2(rect.left(), y), pos2(rect.right(), y)];
    match kind {
        MarkKind::Spelling => {
            let ends = std::iter::successors(Some(rect.left()), |x| Some(x + WAVE.x));
            let ends = ends.take_while(|x| *x < rect.right()).chain([rect.right()]);
            let points = ends.zip([-WAVE.y, WAVE.y].into_iter().cycle());
            let points = points.map(|(x, by)| pos2(x, y + by)).collect();
            vec![Shape::line(points, Stroke::new(1.2, tokens.error))]
        }
        MarkKind::Style => {
            let stroke = Stroke::new(1.0, tokens.accent);
            let lines = [y - WAVE.y, y + WAVE.y];
            lines.map(|y| Shape::line_segment(straight(y), stroke)).to_vec()
        }
        MarkKind::Fact => {
            let stroke = Stroke::new(1.6, tokens.warning);
            Shape::dashed_line(&straight(y), stroke, DASH.x, DASH.y)
        }
    }
}

/// Whether a click on a chip leads to its figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Click {
    /// It does.
    Leads,
    /// It places the caret; with Ctrl it leads.
    Edits,
}

/// What a chip needs of the mouse.
pub(super) struct ChipHover<'a> {
    /// Its own name among the widgets.
    pub(super) id: Id,
    /// Where it is.
    pub(super) rect: Rect,
    /// What a click does.
    pub(super) click: Click,
    /// What it stands for.
    pub(super) reference: &'a Piece,
    /// What it shows.
    pub(super) face: &'a Face,
}

/// Lets a chip be hovered and clicked; tells when it was clicked.
pub(super) fn chip(
    ui: &Ui,
    hover: &ChipHover<'_>,
    label: &str,
    describe: impl FnOnce() -> Described,
) -> bool {
    let leads = hover.click == Click::Leads && !matches!(hover.reference, Piece::Words(_));
    // Not for the keyboard: Tab goes from field to field.
    let sense = if leads { Sense::CLICK } else { Sense::hover() };
    let response = ui.interact(hover.rect, hover.id, sense);
    let info = || WidgetInfo::labeled(Role::Link, true, format!("Tới số liệu: {label}"));
    response.widget_info(info);
    let set_value = |node: &mut egui::accesskit::Node| node.set_value(hover.face.words.as_str());
    ui.ctx().accesskit_node_builder(response.id, set_value);
    let response =
        if leads { response.on_hover_cursor(CursorIcon::PointingHand) } else { response };
    let is_clicked = response.clicked();
    response.on_hover_ui(|ui| tooltip(ui, &describe(), hover));
    is_clicked
}

fn tooltip(ui: &mut Ui, described: &Described, hover: &ChipHover<'_>) {
    let second = Tokens::of(ui).text_second;
    ui.label(RichText::new(&described.label).font(theme::strong()));
    let small = |text: String| RichText::new(text).font(theme::small()).color(second);
    if !described.section.is_empty() {
        ui.label(small(described.section.clone()));
    }
    if !described.value.is_empty() {
        ui.label(&described.value);
    }
    if !described.before.is_empty() {
        ui.label(small(format!("{}: {}", described.before_label, described.before)));
    }
    let hint = match (hover.reference, hover.click) {
        (Piece::Words(_), _) => return,
        (Piece::Text(_) | Piece::Period(_), Click::Leads) => "Bấm để tới chỗ nhập",
        (Piece::Text(_) | Piece::Period(_), Click::Edits) => "Ctrl+bấm để tới chỗ nhập",
        (_, Click::Leads) => "Bấm để tới số liệu",
        (_, Click::Edits) => "Ctrl+bấm để tới số liệu",
    };
    ui.label(small(hint.to_owned()));
}

/// Lets marked words be hovered.
pub(super) fn mark(ui: &Ui, id: Id, rect: Rect, mark: &Mark) -> Response {
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Label, true, format!("Gạch chân: {}", mark.sentence))
    });
    response.on_hover_ui(|ui| {
        ui.label(&mark.sentence);
        let hint = RichText::new("Bấm chuột phải để chọn cách sửa").font(theme::small());
        ui.label(hint.color(Tokens::of(ui).text_second));
    })
}

/// Where a laid out text's own rectangle is on the screen.
pub(super) fn on_screen(rect: Rect, galley_at: Pos2) -> Rect {
    rect.translate(galley_at.to_vec2())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_marks_are_told_apart_without_colour() {
        let tokens = Tokens::of_theme(egui::Theme::Light);
        let rect = Rect::from_min_max(pos2(10.0, 10.0), pos2(60.0, 30.0));
        let black = |kind| {
            let mut shapes = line_under(rect, kind, tokens);
            let blacken = |color: &mut Color32| *color = Color32::BLACK;
            for shape in &mut shapes {
                egui::epaint::shape_transform::adjust_colors(shape, blacken);
            }
            shapes
        };
        let [spelling, style, fact] =
            [MarkKind::Spelling, MarkKind::Style, MarkKind::Fact].map(black);
        assert_ne!(spelling, style);
        assert_ne!(spelling, fact);
        assert_ne!(style, fact);
        assert!(fact.len() > 3 && style.len() == 2);
        assert!(rect.expand(1.0).contains_rect(fact[0].visual_bounding_rect()));
    }
}
