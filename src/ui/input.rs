//! Input before egui sees it.

use egui::{Event, ImeEvent, Key};

use super::cells::keys::is_block;
use super::widgets::field::FieldKind;

/// Takes control characters out of what is typed, whatever an input method or a barcode reader sends: none
/// enters a cell or a text of one paragraph. Line breaks stay where a text may have them, and tabs in a block
/// that is pasted over cells.
pub fn keep_out_controls(events: &mut Vec<Event>, kind: Option<FieldKind>) {
    let breaks = match kind {
        Some(FieldKind::Lines | FieldKind::Comment) => Breaks::Kept,
        _ => Breaks::Spaces,
    };
    events.retain_mut(|event| match event {
        Event::Text(text) => {
            clean(text, breaks);
            !text.is_empty()
        }
        Event::Ime(ImeEvent::Preedit { text, .. } | ImeEvent::Commit(text)) => {
            // Also without a letter it says that a composition is over.
            clean(text, breaks);
            true
        }
        Event::Paste(text) if is_for_one_line(text, kind) => {
            clean(text, Breaks::Spaces);
            !text.is_empty()
        }
        _ => true,
    });
}

/// Whether a pasted text goes into a text of one paragraph, or into one cell.
fn is_for_one_line(text: &str, kind: Option<FieldKind>) -> bool {
    match kind {
        Some(FieldKind::Words) => true,
        Some(FieldKind::Cell | FieldKind::CellText) => !is_block(text),
        _ => false,
    }
}

/// What becomes of line breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Breaks {
    /// They stay.
    Kept,
    /// They are spaces between words, and tabs are, too.
    Spaces,
}

fn clean(text: &mut String, breaks: Breaks) {
    let is_break =
        |c: char| matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let is_out = |c: char| c.is_control() || is_break(c);
    if !text.contains(is_out) {
        return;
    }
    if text.chars().all(is_out) {
        // The key that breaks a line comes by itself.
        text.clear();
        return;
    }
    let of = |c: char| match (c, breaks) {
        (c, Breaks::Kept) if is_break(c) => Some('\n'),
        (c, Breaks::Spaces) if is_break(c) || c == '\t' => Some(' '),
        (c, _) if c.is_control() => None,
        (c, _) => Some(c),
    };
    let cleaned: String = text.replace("\r\n", "\n").chars().filter_map(of).collect();
    *text = match breaks {
        Breaks::Kept => cleaned,
        Breaks::Spaces => cleaned.trim().to_owned(),
    };
}

/// Splits input behind whatever moves the focus: egui gives all input of a frame to the field
/// that has the keyboard at its end, so that "5 Tab 7" typed into a slow frame would end up in one
/// field. What comes behind is kept for the next frame; a key behind typed text waits as well, and so do
/// keys behind a click, which is carried out when the frame is drawn.
pub fn split_at_focus_move(events: &mut Vec<Event>) -> Vec<Event> {
    let (mut has_typed, mut has_clicked) = (false, false);
    for (at, event) in events.iter().enumerate() {
        let waits_for_text = has_typed && (moves(event) || presses(event));
        if waits_for_text || has_clicked && is_of_keyboard(event) {
            return events.split_off(at);
        }
        has_clicked |= matches!(event, Event::PointerButton { .. });
        if moves(event) {
            return events.split_off(at + 1);
        }
        has_typed |= types(event);
    }
    Vec::new()
}

/// Whether it may lead elsewhere, so that what is typed behind it is for another field: in a cell that is
/// selected arrows and their like do so as well, a command may open what is to be typed in, and a pasted
/// block goes over other cells.
fn moves(event: &Event) -> bool {
    let Event::Key { key, pressed: true, modifiers, .. } = event else {
        return matches!(event, Event::Paste(_));
    };
    modifiers.command
        || matches!(
            key,
            Key::Tab
                | Key::Enter
                | Key::Escape
                | Key::Delete
                | Key::ArrowLeft
                | Key::ArrowRight
                | Key::ArrowUp
                | Key::ArrowDown
                | Key::Home
                | Key::End
                | Key::PageUp
                | Key::PageDown
                | Key::F1
                | Key::F2
                | Key::F6
                | Key::F7
                | Key::F8
                | Key::F9
        )
}

/// Whether the mouse is pressed: a field is left by it as well, which only matters behind text.
fn presses(event: &Event) -> bool {
    matches!(event, Event::PointerButton { pressed: true, .. })
}

fn types(event: &Event) -> bool {
    matches!(
        event,
        Event::Text(_) | Event::Ime(_) | Event::Key { key: Key::Backspace, pressed: true, .. }
    )
}

/// Whether it comes from the keyboard. Shift for a capital letter behind a click does, too: in the frame of the
/// click it would make a click with Shift of it, which selects.
fn is_of_keyboard(event: &Event) -> bool {
    let is_key = matches!(
        event,
        Event::Key { pressed: true, .. } | Event::Copy | Event::Cut | Event::ModifiersChanged(_)
    );
    is_key || types(event) || moves(event)
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    fn key(key: Key) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    #[test]
    fn digits_of_one_slow_frame_go_to_their_own_fields() {
        let mut frame = vec![text("5"), key(Key::Tab), text("7"), key(Key::Enter), text("9")];
        let mut frames = Vec::new();
        while !frame.is_empty() {
            let held = split_at_focus_move(&mut frame);
            frames.push(std::mem::replace(&mut frame, held));
        }
        let expected = [
            vec![text("5")],
            vec![key(Key::Tab)],
            vec![text("7")],
            vec![key(Key::Enter)],
            vec![text("9")],
        ];
        assert_eq!(frames, expected);
    }

    #[test]
    fn an_arrow_between_two_figures_ends_its_frame() {
        let mut frame = vec![text("5"), key(Key::ArrowDown), text("7")];
        let mut rest = split_at_focus_move(&mut frame);
        assert_eq!(frame, [text("5")]);
        let last = split_at_focus_move(&mut rest);
        assert_eq!((rest, last), (vec![key(Key::ArrowDown)], vec![text("7")]));
    }

    #[test]
    fn a_click_or_command_behind_typed_text_waits() {
        let command = Event::Key {
            key: Key::PageDown,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::COMMAND,
        };
        let mut frame = vec![text("7"), command.clone()];
        assert_eq!(split_at_focus_move(&mut frame), [command]);
        assert_eq!(frame, [text("7")]);
    }

    #[test]
    fn keys_behind_a_click_wait_for_what_it_does() {
        let click = |pressed| Event::PointerButton {
            pos: egui::Pos2::ZERO,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        let mut frame = vec![click(true), click(false), text("7"), text("1")];
        assert_eq!(split_at_focus_move(&mut frame), [text("7"), text("1")]);
        assert_eq!(frame, [click(true), click(false)]);
    }

    #[test]
    fn what_is_typed_behind_a_command_is_for_what_it_opens() {
        let find = Event::Key {
            key: Key::K,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::COMMAND,
        };
        for leads in [find, key(Key::F6), Event::Paste("1\t2".to_owned())] {
            let mut frame = vec![text("5"), leads.clone(), text("7")];
            let mut rest = split_at_focus_move(&mut frame);
            let last = split_at_focus_move(&mut rest);
            assert_eq!((frame, rest, last), (vec![text("5")], vec![leads], vec![text("7")]));
        }
    }

    #[test]
    fn no_control_character_enters_a_cell_or_a_text_of_one_paragraph() {
        let commit = |text: &str| Event::Ime(ImeEvent::Commit(text.to_owned()));
        let paste = |text: &str| Event::Paste(text.to_owned());
        let sent = || {
            vec![
                text("\r"),
                text("\u{7f}"),
                text("1\u{0}2"),
                commit("việt\r\n"),
                commit("a\tb\u{b}c"),
                paste("1.317\r\n"),
            ]
        };
        for kind in [Some(FieldKind::Cell), Some(FieldKind::CellText), Some(FieldKind::Words)] {
            let mut events = sent();
            keep_out_controls(&mut events, kind);
            let clean = [text("12"), commit("việt"), commit("a b c"), paste("1.317")];
            assert_eq!(events, clean, "{kind:?}");
        }
        let mut block = vec![paste("1\t2\r\n3\t4")];
        keep_out_controls(&mut block, Some(FieldKind::Cell));
        assert_eq!(block, [paste("1\t2\r\n3\t4")], "a block is read as it came");
        let mut lines = vec![commit("một\r\nhai\u{85}ba\u{0}"), text("\n")];
        keep_out_controls(&mut lines, Some(FieldKind::Lines));
        assert_eq!(lines, [commit("một\nhai\nba")]);
    }

    #[test]
    fn input_without_a_focus_move_stays_together() {
        let mut frame = vec![text("v"), key(Key::Backspace), text("ê")];
        assert!(split_at_focus_move(&mut frame).is_empty());
        assert_eq!(frame.len(), 3);
    }
}
