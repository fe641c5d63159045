//! The sign of a cell: its state told by shapes and words, beside colours.

use egui::{Rect, Shape, Stroke, Ui, Vec2, vec2};

use super::icons::{self, Icon};
use crate::calc::comments::{Comment, FollowUp};
use crate::report::check::Severity;
use crate::report::period::{PeriodKind, of_kind};
use crate::ui::theme::Tokens;

/// What tells the state of a cell by shapes and words, beside colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sign {
    /// What stands in it.
    pub content: Content,
    /// The gravest finding about it that still asks for something.
    pub problem: Option<Severity>,
    /// What is noted about it.
    pub note: Note,
}

/// What is noted about a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Note {
    /// Nothing.
    #[default]
    None,
    /// A comment: the corner above is filled, as in Excel.
    Comment,
    /// To be followed up: a flag at the left.
    FollowUp,
    /// Both.
    CommentAndFollowUp,
}

impl Note {
    /// What is noted, as its sign.
    pub fn of(comment: Option<&Comment>) -> Self {
        let Some(comment) = comment else { return Self::None };
        match (comment.words.is_empty(), comment.follow_up) {
            (true, FollowUp::No) => Self::None,
            (false, FollowUp::No) => Self::Comment,
            (true, FollowUp::Wanted) => Self::FollowUp,
            (false, FollowUp::Wanted) => Self::CommentAndFollowUp,
        }
    }
}

/// What is special about a cell that its digits alone do not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Content {
    /// Its digits tell: typed or computed.
    #[default]
    Usual,
    /// Nothing is entered: a ring.
    Empty,
    /// "Không phát sinh": its own sign is the hyphen.
    NotArisen,
    /// Taken over from the period before and not accepted yet: a half ring, and second colour.
    Carried(PeriodKind),
    /// It cannot be read: a triangle with a mark.
    Unread,
    /// Printed otherwise than computed: a square.
    Override,
}

impl Sign {
    /// The state in words, for screen readers; empty when there is nothing to say.
    pub fn words(self) -> String {
        let content = match self.content {
            Content::Usual => "",
            Content::Empty => "chưa nhập",
            Content::NotArisen => "không phát sinh",
            Content::Carried(kind) => &of_kind("lấy từ {kỳ} trước, chưa xác nhận", kind),
            Content::Unread => "chưa đọc được",
            Content::Override => "in khác số máy tính",
        };
        let problem = match self.problem {
            None => "",
            Some(Severity::Note) => "có lưu ý",
            Some(Severity::Warning) => "có cảnh báo",
            Some(Severity::Error) => "có lỗi",
        };
        let parts = [content, problem].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(", ")
    }
}

/// A sign, a colour and a word for how grave a finding is.
pub fn severity(severity: Severity, tokens: &Tokens) -> (Icon, egui::Color32, &'static str) {
    match severity {
        Severity::Error => (Icon::Cross, tokens.error, "Lỗi"),
        Severity::Warning => (Icon::Warning, tokens.warning, "Cảnh báo"),
        Severity::Note => (Icon::Circle, tokens.accent, "Lưu ý"),
    }
}

/// Paints the sign of a state into a cell: at its left, where no digit stands, and in its corner.
pub fn paint_sign(ui: &Ui, rect: Rect, sign: Sign) {
    let tokens = Tokens::of(ui);
    let left =
        |size| Rect::from_center_size(rect.left_center() + vec2(12.0, 0.0), Vec2::splat(size));
    match sign.content {
        Content::Usual | Content::NotArisen => {}
        Content::Empty => {
            let stroke = Stroke::new(1.5, tokens.field_border);
            ui.painter().circle_stroke(left(7.0).center(), 3.5, stroke);
        }
        Content::Carried(_) => {
            let disc = left(8.0);
            ui.painter().circle_stroke(disc.center(), 3.5, Stroke::new(1.5, tokens.text_second));
            let half = Rect::from_min_max(disc.left_top(), disc.center_bottom());
            let clipped = ui.painter().with_clip_rect(half.intersect(ui.clip_rect()));
            clipped.circle_filled(disc.center(), 3.5, tokens.text_second);
        }
        Content::Unread => icons::paint(ui.painter(), left(13.0), Icon::Warning, tokens.error),
        Content::Override => {
            ui.painter().rect_filled(left(6.0), 1.0, tokens.warning);
        }
    }
    // An error fills the corner, a warning is an outline: the colour says the same again.
    let corner = |size: f32| {
        let at = rect.left_top() + vec2(1.0, 1.0);
        vec![at, at + vec2(size, 0.0), at + vec2(0.0, size)]
    };
    match sign.problem {
        None | Some(Severity::Note) => {}
        Some(Severity::Error) => {
            let shape = Shape::convex_polygon(corner(11.0), tokens.error, Stroke::NONE);
            ui.painter().add(shape);
        }
        Some(Severity::Warning) => {
            let stroke = Stroke::new(2.0, tokens.warning);
            ui.painter().add(Shape::closed_line(corner(8.0), stroke));
        }
    }
    paint_note(ui, rect, sign);
}

/// Paints what is noted: a comment into the corner above the last digit, a flag at the left, behind
/// what stands there. Nothing small stands beside the digits' foot: it would be read as a comma.
fn paint_note(ui: &Ui, rect: Rect, sign: Sign) {
    let color = Tokens::of(ui).accent;
    if matches!(sign.note, Note::Comment | Note::CommentAndFollowUp) {
        let at = rect.right_top() + vec2(-1.0, 1.0);
        let corner = vec![at, at - vec2(9.0, 0.0), at + vec2(0.0, 9.0)];
        ui.painter().add(Shape::convex_polygon(corner, color, Stroke::NONE));
    }
    if matches!(sign.note, Note::FollowUp | Note::CommentAndFollowUp) {
        let left = match sign.content {
            Content::Usual | Content::NotArisen => 13.0,
            Content::Empty | Content::Carried(_) | Content::Unread | Content::Override => 28.0,
        };
        let flag = Rect::from_center_size(rect.left_center() + vec2(left, 0.0), Vec2::splat(11.0));
        icons::paint(ui.painter(), flag, Icon::Flag, color);
    }
}

#[cfg(test)]
#[path = "sign_tests.rs"]
mod tests;
