//! What pictures of the guide are drawn with: the fields, cells, keys and pages of the program, small.

use egui::{
    Align2, Color32, CornerRadius, FontId, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2,
};

use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::bar;
use crate::ui::widgets::icons::{self, Icon};

/// The head of an arrow: how far back, and how far aside.
const HEAD: Vec2 = vec2(10.0, 6.0);

/// How a cell stands in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// A name or a heading.
    Name,
    /// A number that is typed.
    Typed,
    /// The one that has the keyboard.
    Active,
    /// A number that the program makes.
    Computed,
    /// One that is wrong.
    Wrong,
}

/// A picture, in points of its own: it is made smaller where there is less room.
pub(super) struct Sketch<'a> {
    ui: &'a Ui,
    corner: Pos2,
    scale: f32,
    pub(super) tokens: &'static Tokens,
}

impl<'a> Sketch<'a> {
    pub(super) fn new(ui: &'a Ui, rect: Rect, size: Vec2) -> Self {
        let scale = (rect.width() / size.x).min(1.0);
        let tokens = Tokens::of(ui);
        let radius = CornerRadius::same(6);
        ui.painter().rect_filled(rect, radius, tokens.ground);
        ui.painter().rect_stroke(rect, radius, Stroke::new(1.0, tokens.border), StrokeKind::Inside);
        let left = rect.left() + (rect.width() - size.x * scale) / 2.0;
        let corner = pos2(left, rect.center().y - size.y * scale / 2.0);
        Self { ui, corner, scale, tokens }
    }

    fn at(&self, x: f32, y: f32) -> Pos2 {
        self.corner + vec2(x, y) * self.scale
    }

    fn rect(&self, x: f32, y: f32, size: Vec2) -> Rect {
        Rect::from_min_size(self.at(x, y), size * self.scale)
    }

    fn font(&self) -> FontId {
        let small = theme::small();
        FontId::new(small.size * self.scale, small.family)
    }

    /// Words in one line, from a point to the right.
    pub(super) fn words(&self, x: f32, y: f32, words: &str) {
        self.put(self.at(x, y), Align2::LEFT_CENTER, words, self.tokens.text_second);
    }

    /// Words around a point.
    pub(super) fn centred(&self, x: f32, y: f32, words: &str) {
        self.put(self.at(x, y), Align2::CENTER_CENTER, words, self.tokens.text_second);
    }

    fn put(&self, at: Pos2, align: Align2, words: &str, color: Color32) {
        self.ui.painter().text(at, align, words, self.font(), color);
    }

    /// A box with words in its middle.
    pub(super) fn frame(&self, x: f32, y: f32, size: Vec2, words: &str) {
        let rect = self.rect(x, y, size);
        self.fill(rect, self.tokens.surface, Stroke::new(1.0, self.tokens.field_border));
        self.put(rect.center(), Align2::CENTER_CENTER, words, self.tokens.text);
    }

    fn fill(&self, rect: Rect, ground: Color32, stroke: Stroke) {
        let radius = CornerRadius::same(3);
        self.ui.painter().rect(rect, radius, ground, stroke, StrokeKind::Inside);
    }

    /// A cell of a table; numbers stand at its right.
    pub(super) fn cell(&self, x: f32, y: f32, size: Vec2, (look, words): (Look, &str)) {
        let rect = self.rect(x, y, size);
        let tokens = self.tokens;
        let (ground, stroke) = match look {
            Look::Name => (tokens.ground, Stroke::new(1.0, tokens.border)),
            Look::Typed => (tokens.surface, Stroke::new(1.0, tokens.border)),
            Look::Active => (tokens.surface, Stroke::new(2.0, tokens.accent)),
            Look::Computed => (tokens.computed, Stroke::new(1.0, tokens.border)),
            Look::Wrong => (tokens.surface, Stroke::new(2.0, tokens.error)),
        };
        self.fill(rect, ground, stroke);
        let inset = 6.0 * self.scale;
        match look {
            Look::Name => {
                let at = pos2(rect.left() + inset, rect.center().y);
                self.put(at, Align2::LEFT_CENTER, words, tokens.text);
            }
            _ => {
                let at = pos2(rect.right() - inset, rect.center().y);
                self.put(at, Align2::RIGHT_CENTER, words, tokens.text);
            }
        }
    }

    /// The bar of a rate at the foot of a cell.
    pub(super) fn bar(&self, x: f32, y: f32, width: f32, per_mille: u16) {
        bar::paint(self.ui, self.rect(x, y, vec2(width, 4.0)), per_mille);
    }

    /// A key of the keyboard.
    pub(super) fn key(&self, x: f32, y: f32, words: &str) {
        let width = 16.0 + 8.0 * f32::from(u8::try_from(words.chars().count()).unwrap_or(u8::MAX));
        let rect = self.rect(x, y, vec2(width, 24.0));
        let stroke = Stroke::new(1.0, self.tokens.field_border);
        self.fill(rect.translate(vec2(0.0, 2.0)), self.tokens.border, stroke);
        self.fill(rect, self.tokens.surface, stroke);
        self.put(rect.center(), Align2::CENTER_CENTER, words, self.tokens.accent);
    }

    /// An arrow to the right.
    pub(super) fn arrow(&self, x: f32, y: f32, width: f32) {
        let stroke = Stroke::new(2.0, self.tokens.accent);
        let head = self.at(x + width, y);
        let (back, aside) = (HEAD.x * self.scale, HEAD.y * self.scale);
        let painter = self.ui.painter();
        painter.line_segment([self.at(x, y), head], stroke);
        painter.line_segment([head - vec2(back, aside), head], stroke);
        painter.line_segment([head - vec2(back, -aside), head], stroke);
    }

    /// One of the program's signs.
    pub(super) fn sign(&self, x: f32, y: f32, icon: Icon, color: Color32) {
        icons::paint(self.ui.painter(), self.rect(x, y, vec2(14.0, 14.0)), icon, color);
    }

    /// A page of paper with lines of text on it.
    pub(super) fn page(&self, x: f32, y: f32, size: Vec2, num_lines: u8) {
        let paper = &self.tokens.paper;
        let rect = self.rect(x, y, size);
        self.fill(rect, paper.ground, Stroke::new(1.0, self.tokens.field_border));
        for line in 0..num_lines {
            let at =
                self.rect(x + 10.0, y + 44.0 + 11.0 * f32::from(line), vec2(size.x - 20.0, 3.0));
            self.ui.painter().rect_filled(at, CornerRadius::ZERO, paper.light_tone);
        }
    }

    /// Words on paper.
    pub(super) fn printed(&self, x: f32, y: f32, words: &str) {
        self.put(self.at(x, y), Align2::CENTER_CENTER, words, self.tokens.paper.ink);
    }

    /// A column of a chart, standing on a line.
    pub(super) fn column(&self, x: f32, foot: f32, height: f32) {
        let rect = self.rect(x, foot - height, vec2(16.0, height));
        self.ui.painter().rect_filled(rect, CornerRadius::same(2), self.tokens.accent);
    }
}
