//! The keys of commands.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use super::{Outside, Window};
use crate::app::command::{self, Command, Held};

impl<O: Outside> Window<O> {
    /// Shortcuts. While a field is being typed in, Ctrl+Z and Ctrl+Y are the field's own;
    /// where it only has the keyboard, they are the report's.
    pub(super) fn shortcuts(&mut self, ctx: &Context) {
        if self.state.question.is_some() || self.is_in_front() {
            return;
        }
        for command in Command::all() {
            let Some(shortcut) = command.shortcut() else {
                continue;
            };
            let is_of_field =
                matches!(command, Command::Undo | Command::Redo) && self.drafts.owns_undo(ctx);
            if !is_of_field && ctx.input_mut(|input| input.consume_shortcut(&keys(shortcut))) {
                self.run(ctx, command);
            }
        }
    }
}

fn keys(shortcut: command::Shortcut) -> KeyboardShortcut {
    let modifiers = match shortcut.held {
        Held::Ctrl => Modifiers::COMMAND,
        Held::Shift => Modifiers::SHIFT,
        Held::Nothing => Modifiers::NONE,
    };
    let key = match shortcut.key {
        command::Key::PageUp => Key::PageUp,
        command::Key::PageDown => Key::PageDown,
        command::Key::Z => Key::Z,
        command::Key::Y => Key::Y,
        command::Key::E => Key::E,
        command::Key::P => Key::P,
        command::Key::O => Key::O,
        command::Key::H => Key::H,
        command::Key::F => Key::F,
        command::Key::G => Key::G,
        command::Key::K => Key::K,
        command::Key::Comma => Key::Comma,
        command::Key::Zero => Key::Num0,
        command::Key::F1 => Key::F1,
        command::Key::F2 => Key::F2,
        command::Key::F6 => Key::F6,
        command::Key::F7 => Key::F7,
        command::Key::F8 => Key::F8,
        command::Key::F9 => Key::F9,
        command::Key::Enter => Key::Enter,
        command::Key::Plus => Key::Plus,
        command::Key::Minus => Key::Minus,
    };
    KeyboardShortcut::new(modifiers, key)
}
