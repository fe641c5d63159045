//! What stands above the bar at the bottom and waits for an answer: a block of the clipboard, forms of
//! agencies. It takes the keyboard when it comes, Escape puts it away.

use egui::{Context, Id, Key, Rect, Ui};

/// The form keeps this share of the height between the bars.
const SHARE_MAX: f32 = 0.5;

/// How high a desk is that wants some height, in points: with large letters on a small screen the form is
/// still to be seen above it.
pub fn height(ui: &Ui, wanted: f32) -> f32 {
    wanted.min((ui.available_height() * SHARE_MAX).round())
}

/// What waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskKind {
    /// A block that can be filled in.
    Paste,
    /// A block with a question about it.
    PasteQuestion,
    /// The agencies.
    Agencies,
    /// A form that came back.
    Review,
}

/// Where the keyboard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Keyboard {
    #[default]
    Elsewhere,
    Here,
}

/// The keyboard of what waits for an answer.
#[derive(Debug, Default)]
pub struct DeskKeyboard {
    kind: Option<DeskKind>,
    drawn: Option<DeskKind>,
    keyboard: Keyboard,
}

impl DeskKeyboard {
    /// Whether Escape was pressed on the desk.
    pub fn is_escaped(&self, ctx: &Context) -> bool {
        self.keyboard == Keyboard::Here && ctx.input(|input| input.key_pressed(Key::Escape))
    }

    /// It was drawn; when it has just come, the keyboard goes to its chief button.
    pub fn drawn(&mut self, ctx: &Context, kind: DeskKind, chief: Option<Id>, place: Rect) {
        self.drawn = Some(kind);
        let takes = ctx.memory(|memory| memory.allows_interaction(egui::LayerId::background()));
        if self.kind != Some(kind)
            && let Some(chief) = chief
        {
            if takes {
                self.kind = Some(kind);
                ctx.memory_mut(|memory| memory.request_focus(chief));
            }
            ctx.request_repaint();
        }
        let focused = ctx.memory(|memory| memory.focused());
        let at = focused.and_then(|id| ctx.read_response(id)).map(|response| response.rect);
        let is_here = at.is_some_and(|at| place.contains(at.center()));
        self.keyboard = if is_here { Keyboard::Here } else { Keyboard::Elsewhere };
    }

    /// A frame ends: what was not drawn in it is gone. Tells whether it had the keyboard.
    pub fn end_frame(&mut self) -> bool {
        let is_gone = self.drawn.take().is_none();
        let had_keyboard = self.keyboard == Keyboard::Here;
        if is_gone {
            *self = Self::default();
        }
        is_gone && had_keyboard
    }
}
