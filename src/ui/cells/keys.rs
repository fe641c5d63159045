//! What the keys ask of a cell. Keys that input methods use are not taken: letters, signs, Backspace
//! and what a composition sends go on to the field, in the order in which they came.

use egui::{Context, Event, ImeEvent, Key, Modifiers};

use super::moves::{Direction, Step, Way};
use crate::ui::widgets::cell::Begin;

/// Whether a cell is only selected, or being typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Selected: the keys move.
    #[default]
    Navigate,
    /// Being typed in: the keys go into the text.
    Edit,
}

/// What a key asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Go to another cell.
    Go(Step),
    /// Stretch the selection.
    Stretch(Step),
    /// Go to the next field in reading order.
    Tab(Way),
    /// Go down the column, or up.
    Enter(Way),
    /// To the next control of the window, whatever it is.
    Leave(Way),
    /// Type in the cell.
    Edit(Begin),
    /// Give the cell back what it held before.
    Restore,
    /// Make the selected cells blank.
    Clear,
    /// Put the selection on the clipboard.
    Copy,
    /// Fill in what is on the clipboard.
    Paste(String),
    /// Fill the selection from its top row.
    FillDown,
    /// Select the whole block.
    SelectAll,
    /// Today's date.
    Today,
}

/// Takes out of the input what is meant for the cell with the keyboard and tells what is asked.
pub fn take(ctx: &Context, mode: Mode) -> Vec<Act> {
    ctx.input_mut(|input| {
        let mut mode = mode;
        let mut acts = Vec::new();
        input.events.retain(|event| {
            let (act, keep) = read(event, mode);
            mode = match &act {
                Some(Act::Edit(_)) => Mode::Edit,
                Some(_) => Mode::Navigate,
                None => mode,
            };
            acts.extend(act);
            keep == Keep::Yes
        });
        acts
    })
}

/// Whether the field is to see an event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    Yes,
    No,
}

fn read(event: &Event, mode: Mode) -> (Option<Act>, Keep) {
    let is_typed = |text: &str| text.chars().any(|c| !c.is_control());
    match (event, mode) {
        (Event::Text(text), Mode::Navigate) if is_typed(text) => {
            (Some(Act::Edit(Begin::Replace)), Keep::Yes)
        }
        (Event::Ime(ImeEvent::Preedit { text, .. } | ImeEvent::Commit(text)), Mode::Navigate)
            if is_typed(text) =>
        {
            (Some(Act::Edit(Begin::Replace)), Keep::Yes)
        }
        (Event::Copy, Mode::Navigate) => (Some(Act::Copy), Keep::No),
        // What was cut would be lost if the clipboard took something else before it is pasted.
        (Event::Cut, Mode::Navigate) => (Some(Act::Copy), Keep::No),
        (Event::Paste(text), Mode::Navigate) => (Some(Act::Paste(text.clone())), Keep::No),
        // Several cells at once never go into one.
        (Event::Paste(text), Mode::Edit) if is_block(text) => {
            (Some(Act::Paste(text.clone())), Keep::No)
        }
        (Event::Key { key, pressed: true, modifiers, .. }, _) => {
            let act = match mode {
                Mode::Navigate => navigate(*key, *modifiers),
                Mode::Edit => edit(*key, *modifiers),
            };
            match act {
                Some(Act::Edit(Begin::Replace)) | None => (act, Keep::Yes),
                Some(_) => (act, Keep::No),
            }
        }
        _ => (None, Keep::Yes),
    }
}

/// Whether a text of the clipboard is more than one cell.
pub fn is_block(text: &str) -> bool {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    text.contains(['\t', '\n'])
}

fn edit(key: Key, held: Modifiers) -> Option<Act> {
    if held.alt || held.command || held.ctrl {
        return None;
    }
    match key {
        Key::Escape => Some(Act::Restore),
        Key::Tab => Some(Act::Tab(way(held))),
        Key::Enter => Some(Act::Enter(way(held))),
        _ => None,
    }
}

fn way(held: Modifiers) -> Way {
    if held.shift { Way::Back } else { Way::On }
}

fn navigate(key: Key, held: Modifiers) -> Option<Act> {
    if held.alt {
        return None;
    }
    let is_command = held.command || held.ctrl;
    let arrow = match key {
        Key::ArrowLeft => Some((Step::Left, Direction::Left)),
        Key::ArrowRight => Some((Step::Right, Direction::Right)),
        Key::ArrowUp => Some((Step::Up, Direction::Up)),
        Key::ArrowDown => Some((Step::Down, Direction::Down)),
        _ => None,
    };
    let step = match (arrow, key, is_command) {
        (Some((step, _)), _, false) => Some(step),
        (Some((_, direction)), _, true) => Some(Step::Edge(direction)),
        (None, Key::Home, false) => Some(Step::RowStart),
        (None, Key::End, false) => Some(Step::RowEnd),
        (None, Key::Home, true) => Some(Step::BlockStart),
        (None, Key::End, true) => Some(Step::BlockEnd),
        (None, Key::PageUp, false) => Some(Step::RowsUp),
        (None, Key::PageDown, false) => Some(Step::RowsDown),
        _ => None,
    };
    if let Some(step) = step {
        return Some(if held.shift { Act::Stretch(step) } else { Act::Go(step) });
    }
    match (key, is_command, held.shift) {
        (Key::Tab, false, _) => Some(Act::Tab(way(held))),
        (Key::Tab, true, _) => Some(Act::Leave(way(held))),
        (Key::Enter, false, false) | (Key::F2, false, false) => Some(Act::Edit(Begin::AtEnd)),
        (Key::Enter, false, true) => Some(Act::Enter(Way::Back)),
        (Key::Escape, false, false) => Some(Act::Restore),
        (Key::Delete, false, false) => Some(Act::Clear),
        (Key::Backspace, false, false) => Some(Act::Edit(Begin::Replace)),
        (Key::A, true, false) => Some(Act::SelectAll),
        (Key::D, true, false) => Some(Act::FillDown),
        (Key::Semicolon, true, false) => Some(Act::Today),
        _ => None,
    }
}
