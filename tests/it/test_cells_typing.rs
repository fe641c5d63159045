//! What input methods send to a cell that is only selected.

use baocao06::report::value::Value;
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::NodeT as _;

use super::support::*;
use super::test_cells::*;

fn burst(harness: &mut TestHarness, events: Vec<Event>) {
    harness.input_mut().events.extend(events);
    harness.run();
}

fn key_event(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

fn text_event(text: &str) -> Event {
    Event::Text(text.to_owned())
}

/// Cases a, d and e of the sequences that input methods send, in a cell that is only selected.
#[test]
fn backspace_bursts_of_input_methods_land_in_order() {
    let text = text_event;
    let back = || key_event(Key::Backspace);
    let marked = [text("v"), text("i"), text("e"), back(), text("ê"), back(), text("ệ"), text("t")];
    let late = [
        vec![text("v"), text("i"), text("e"), text("t")],
        vec![back(), back(), text("êt"), back(), back(), text("ệt")],
    ];
    for events in [marked.to_vec(), late.concat()] {
        // In one frame, and one a frame.
        let mut at_once = at_cell(ONLINE);
        burst(&mut at_once, events.clone());
        assert_eq!(field(&at_once, ONLINE).accesskit_node().value().as_deref(), Some("việt"));
        let mut singly = at_cell(ONLINE);
        for event in events {
            singly.event(event);
            singly.run();
        }
        assert_eq!(field(&singly, ONLINE).accesskit_node().value().as_deref(), Some("việt"));
    }
}

/// Case h: digits with a Vietnamese layout on.
#[test]
fn a_digit_taken_back_and_typed_again_is_there_once() {
    let mut harness = at_cell(ONLINE);
    let events = vec![text_event("1"), text_event("2"), key_event(Key::Backspace), text_event("2")];
    burst(&mut harness, events);
    press(&mut harness, &[Key::Enter]);
    assert_eq!(value(&harness, "services.residence_permanent.online"), Value::count(12));
}

/// Cases b and c: compositions begin in a cell that is only selected.
#[test]
fn compositions_and_commits_replace_a_selected_cell() {
    let preedit = |text: &str| {
        Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
    };
    let commit = || Event::Ime(ImeEvent::Commit("12".to_owned()));
    for events in [vec![preedit("1"), preedit("12"), commit()], vec![commit()]] {
        let mut harness = at_cell(ONLINE);
        for event in events {
            harness.event(event);
            harness.run();
        }
        assert_eq!(field(&harness, ONLINE).accesskit_node().value().as_deref(), Some("12"));
        press(&mut harness, &[Key::Enter]);
        assert_eq!(value(&harness, "services.residence_permanent.online"), Value::count(12));
    }
}

/// Another program comes in front, or what draws the window is gone and it is made anew.
#[test]
fn a_cell_is_still_typed_in_when_the_window_comes_back() {
    let mut harness = at_cell(ONLINE);
    harness.event(text_event("1614"));
    harness.run();
    press(&mut harness, &[Key::F2, Key::ArrowLeft]);
    harness.input_mut().focused = false;
    harness.run();
    let saved = value(&harness, "services.residence_permanent.online");
    assert_eq!(saved, Value::count(1614), "what was typed does not wait");
    harness.run();
    harness.input_mut().focused = true;
    harness.run();
    harness.event(text_event("2"));
    harness.run();
    assert_eq!(field(&harness, ONLINE).accesskit_node().value().as_deref(), Some("16124"));
    press(&mut harness, &[Key::Escape]);
    assert_ne!(value(&harness, "services.residence_permanent.online"), Value::count(16124));
}
