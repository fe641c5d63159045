//! What is chosen in the menu over a text, and how it is carried out.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Context, Id, ViewportCommand};

/// Behind the end of every text.
const END: usize = 1 << 30;

/// A line of the menu that every text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextLine {
    /// Cut what is selected.
    Cut,
    /// Copy what is selected.
    Copy,
    /// Paste what is on the clipboard.
    Paste,
    /// Select the whole text.
    SelectAll,
}

/// What is wanted of a text once it has the keyboard again: a text that has lost it forgets what was selected.
#[derive(Debug, Clone, Copy)]
pub struct TextWish {
    /// The text.
    pub id: Id,
    /// What is wanted.
    pub line: TextLine,
    /// What was selected when the menu was opened.
    pub selected: Option<CCursorRange>,
}

impl TextWish {
    /// Carries it out in a text that has the keyboard.
    pub fn carry_out(self, ctx: &Context) {
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(END));
        let range = if self.line == TextLine::SelectAll { Some(all) } else { self.selected };
        if let Some(range) = range {
            select(ctx, self.id, range);
        }
        // What is on the clipboard comes as an event of the next frame, as at Ctrl+V.
        let command = match self.line {
            TextLine::Cut => ViewportCommand::RequestCut,
            TextLine::Copy => ViewportCommand::RequestCopy,
            TextLine::Paste => ViewportCommand::RequestPaste,
            TextLine::SelectAll => return,
        };
        ctx.send_viewport_cmd(command);
    }
}

/// What is selected in a text; none where nothing is.
pub fn selected(ctx: &Context, id: Id) -> Option<CCursorRange> {
    let range = TextEditState::load(ctx, id)?.cursor.char_range()?;
    Some(range).filter(|range| !range.is_empty())
}

/// Selects a range of a text.
pub fn select(ctx: &Context, id: Id, range: CCursorRange) {
    let mut state = TextEditState::load(ctx, id).unwrap_or_default();
    state.cursor.set_char_range(Some(range));
    state.store(ctx, id);
}
