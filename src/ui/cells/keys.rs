//! What the keys ask of a cell. Keys that input methods use are not taken: letters, signs, Backspace
//! and what a composition sends go on to the field, in the order in which they came.

use egui::{Context, Event, ImeEvent, Key, Modifiers};

use super::moves::{Arrow, CellStep, Way};
use crate::ui::widgets::field::Begin;

/// Whether a cell is only selected, or being typed in; the names are Excel's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Selected: the keys move.
    #[default]
    Navigate,
    /// Being typed in since a letter replaced what was there: letters go into the text, arrows lead on.
    Enter,
    /// Being typed in since F2, Enter or a double click: arrows go through the text, too.
    Edit,
}

/// What a key asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Go to another cell.
    Go(CellStep),
    /// Stretch the selection.
    Stretch(CellStep),
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
                Some(Act::Edit(Begin::Replace)) => Mode::Enter,
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

/// Makes a comma of what the decimal key of the numeric keypad types. egui tells that key from the
/// dot beside the letters in one way: it names no physical key for it (`egui-winit` 0.37,
/// `key_from_key_code`). The text comes in the same frame as the key, right behind it.
pub fn keypad_comma(events: &mut [Event]) {
    let mut is_keypad = false;
    for event in events {
        match event {
            Event::Key { key, physical_key, pressed: true, modifiers, .. } => {
                is_keypad =
                    *key == Key::Period && physical_key.is_none() && *modifiers == Modifiers::NONE;
            }
            Event::Text(text) if is_keypad && text == "." => {
                ",".clone_into(text);
                is_keypad = false;
            }
            _ => {}
        }
    }
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
        (Event::Paste(text), Mode::Enter | Mode::Edit) if is_block(text) => {
            (Some(Act::Paste(text.clone())), Keep::No)
        }
        (Event::Key { key, pressed: true, modifiers, .. }, _) => {
            let act = match mode {
                Mode::Navigate => navigate(*key, *modifiers),
                Mode::Enter => enter(*key, *modifiers),
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

/// In a cell that was opened by typing: what leads elsewhere in a selected cell does so here, but nothing that an
/// input method sends with Shift.
fn enter(key: Key, held: Modifiers) -> Option<Act> {
    if held != Modifiers::NONE {
        return edit(key, held);
    }
    match key {
        Key::F2 => Some(Act::Edit(Begin::Here)),
        Key::ArrowLeft
        | Key::ArrowRight
        | Key::ArrowUp
        | Key::ArrowDown
        | Key::Home
        | Key::End
        | Key::PageUp
        | Key::PageDown => navigate(key, held),
        _ => edit(key, held),
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
        Key::ArrowLeft => Some(Arrow::Left),
        Key::ArrowRight => Some(Arrow::Right),
        Key::ArrowUp => Some(Arrow::Up),
        Key::ArrowDown => Some(Arrow::Down),
        _ => None,
    };
    let step = match (arrow, key, is_command) {
        (Some(arrow), _, false) => Some(CellStep::To(arrow)),
        (Some(arrow), _, true) => Some(CellStep::Edge(arrow)),
        (None, Key::Home, false) => Some(CellStep::RowStart),
        (None, Key::End, false) => Some(CellStep::RowEnd),
        (None, Key::Home, true) => Some(CellStep::BlockStart),
        (None, Key::End, true) => Some(CellStep::BlockEnd),
        (None, Key::PageUp, false) => Some(CellStep::RowsUp),
        (None, Key::PageDown, false) => Some(CellStep::RowsDown),
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

/// The keys of a cell, for the list of keys.
pub const HELP: [(&str, &str); 18] = [
    ("Mũi tên", "Sang ô bên cạnh, cả khi vừa gõ số; sau F2 thì đi trong các chữ số của ô"),
    (
        "Tab, Shift+Tab",
        "Ô cần nhập tiếp theo, liền trước, kể cả ngày, lời văn, văn bản; hết phần thì sang phần khác",
    ),
    ("Enter, Shift+Enter", "Khi đang gõ: xong và xuống, lên; sau một loạt Tab thì về cột đầu loạt"),
    ("Home, End", "Ô đầu, ô cuối của dòng"),
    ("Ctrl+mũi tên", "Đến mép của vùng đã nhập"),
    ("Ctrl+Home, Ctrl+End", "Ô đầu, ô cuối của bảng"),
    ("PgUp, PgDn", "Lên, xuống mười dòng"),
    ("Gõ số", "Thay cái đang có trong ô"),
    ("F2, Enter", "Sửa tiếp cái đang có trong ô; mũi tên đi trong ô"),
    ("Esc", "Trả lại như trước khi gõ"),
    ("Delete", "Để trống; khác với số 0"),
    ("-", "Không phát sinh"),
    ("Shift+mũi tên, Shift+bấm chuột, kéo chuột", "Chọn nhiều ô"),
    ("Ctrl+A", "Chọn cả bảng"),
    ("Ctrl+C, Ctrl+V", "Chép, dán các ô; dán được vào Excel và Word"),
    ("Ctrl+D", "Điền từ ô trên cùng xuống; một ô thì lấy ô ngay trên"),
    ("Ctrl+;", "Ngày hôm nay, trong ô ngày"),
    ("Ctrl+Tab", "Ra khỏi các ô, đến nút bấm tiếp theo"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: Key, physical_key: Option<Key>) -> Event {
        Event::Key { key, physical_key, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    #[test]
    fn only_the_decimal_key_of_the_keypad_types_a_comma() {
        let mut events = vec![
            key(Key::Period, Some(Key::Period)),
            text("."),
            key(Key::Period, None),
            text("."),
            // Without a key: what an input method types is not changed.
            text("."),
        ];
        keypad_comma(&mut events);
        let texts: Vec<_> = events
            .iter()
            .filter_map(|event| match event {
                Event::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(texts, [".", ",", "."]);
    }

    #[test]
    fn one_cell_of_excel_is_no_block() {
        assert!(!is_block("1.317\r\n"));
        assert!(!is_block("1.317"));
        assert!(is_block("1\t2"));
        assert!(is_block("1\n2\n"));
    }
}
