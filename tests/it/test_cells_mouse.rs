//! The mouse on cells: a click with Shift and a drag select, a double click edits.

use baocao06::report::value::Value;
use baocao06::ui::input;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;
use super::test_cells::*;

/// Where a cell is: a field, or a computed value by the beginning of its name.
fn place(harness: &TestHarness, name: &str) -> egui::Pos2 {
    let of_name = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.label().or_else(|| node.value()).is_some_and(|label| label.starts_with(name))
    };
    let found = harness.get_all_by(|_| true).find(of_name);
    found.unwrap_or_else(|| panic!("no cell {name}")).rect().center()
}

/// Presses the mouse on one place and lets go on another.
fn drag(harness: &mut TestHarness, (from, to): (egui::Pos2, egui::Pos2), held: Modifiers) {
    harness.event(Event::ModifiersChanged(held));
    harness.event(Event::PointerMoved(from));
    harness.run_steps(2);
    for (pos, pressed) in [(from, true), (to, false)] {
        harness.event(Event::PointerMoved(pos));
        harness.run_steps(1);
        let button = egui::PointerButton::Primary;
        harness.event(Event::PointerButton { pos, button, pressed, modifiers: held });
        harness.run_steps(1);
    }
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run_steps(4);
}

fn click(harness: &mut TestHarness, name: &str, held: Modifiers) {
    let at = place(harness, name);
    drag(harness, (at, at), held);
}

fn copy(harness: &mut TestHarness) -> String {
    harness.event(Event::Copy);
    harness.run();
    copied(harness)
}

#[test]
fn a_click_with_shift_selects_the_block_between_and_the_keyboard_stays() {
    let mut harness = at_cell(DIRECT);
    click(&mut harness, ONLINE_BELOW, Modifiers::SHIFT);
    assert_eq!(focused(&harness), DIRECT, "the keyboard stays in the first cell");
    assert_eq!(copy(&mut harness), "113\t880\r\n12\t72");
    // Another one stretches it anew from the same cell; upwards and over computed cells as well.
    click(&mut harness, "Đăng ký tạm trú – tổng", Modifiers::SHIFT);
    assert_eq!(copy(&mut harness), "113\t880\t993\r\n12\t72\t84");
    press_with(&mut harness, Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(copy(&mut harness), "113\t880\r\n12\t72");
    assert_eq!(focused(&harness), DIRECT);
    // What is typed goes into the cell with the keyboard, and the selection is over.
    type_text(&mut harness, "7");
    press(&mut harness, &[Key::Enter]);
    assert_eq!(value(&harness, "services.residence_permanent.direct"), Value::count(7));
    assert_eq!(value(&harness, "services.residence_temporary.online"), Value::count(72));
}

#[test]
fn a_click_ends_a_selection_and_one_with_shift_on_its_own_cell_too() {
    let mut harness = at_cell(DIRECT);
    click(&mut harness, ONLINE_BELOW, Modifiers::SHIFT);
    click(&mut harness, ONLINE, Modifiers::NONE);
    assert_eq!(focused(&harness), ONLINE);
    assert_eq!(copy(&mut harness), "880");
    // With Shift held first, and let go before the button is.
    let (from, to) = (place(&harness, DIRECT_BELOW), place(&harness, DIRECT_BELOW));
    harness.event(Event::PointerMoved(from));
    harness.event(Event::ModifiersChanged(Modifiers::SHIFT));
    harness.run_steps(2);
    let button = egui::PointerButton::Primary;
    for (pressed, modifiers) in [(true, Modifiers::SHIFT), (false, Modifiers::NONE)] {
        harness.event(Event::ModifiersChanged(modifiers));
        harness.event(Event::PointerButton { pos: to, button, pressed, modifiers });
        harness.run_steps(1);
    }
    harness.run_steps(4);
    assert_eq!(focused(&harness), ONLINE);
    assert_eq!(copy(&mut harness), "113\t880\r\n12\t72");
}

#[test]
fn dragging_over_cells_selects_them() {
    let mut harness = at_cell(DIRECT);
    let (from, to) = (place(&harness, ONLINE), place(&harness, ONLINE_BELOW));
    drag(&mut harness, (from, to), Modifiers::NONE);
    assert_eq!(focused(&harness), ONLINE);
    assert_eq!(copy(&mut harness), "880\r\n72");
}

#[test]
fn a_double_click_edits_where_the_pointer_is() {
    let mut harness = at_cell(DIRECT);
    let at = place(&harness, ONLINE);
    harness.event(Event::PointerMoved(at));
    harness.run_steps(2);
    let button = egui::PointerButton::Primary;
    // In one frame: those of the test are too long for a double click.
    harness.input_mut().events.extend([true, false, true, false].map(|pressed| {
        Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE }
    }));
    harness.run_steps(3);
    assert_eq!(focused(&harness), ONLINE);
    // Arrows move in the text now, not over the cells.
    press(&mut harness, &[Key::End]);
    type_text(&mut harness, "1");
    press(&mut harness, &[Key::ArrowLeft]);
    assert_eq!(focused(&harness), ONLINE);
    press(&mut harness, &[Key::Enter]);
    assert_eq!(value(&harness, "services.residence_permanent.online"), Value::count(8801));
}

/// What comes while a frame is slow: the window gets all of it at once.
#[test]
fn a_double_click_and_what_is_typed_behind_it_in_one_slow_frame_land_in_order() {
    let mut harness = at_cell(DIRECT);
    let pos = place(&harness, ONLINE);
    let pointer = |pressed| {
        let button = egui::PointerButton::Primary;
        Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE }
    };
    let mut events = vec![Event::PointerMoved(pos)];
    events.extend([pointer(true), pointer(false), pointer(true), pointer(false)]);
    events.push(Event::Key {
        key: Key::A,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    });
    events.extend(["2", ".", "0", "2", "6"].map(|text| Event::Text(text.to_owned())));
    while !events.is_empty() {
        let held = input::split_at_focus_move(&mut events);
        harness.input_mut().events = std::mem::replace(&mut events, held);
        harness.step();
    }
    press(&mut harness, &[Key::Enter]);
    assert_eq!(value(&harness, "services.residence_permanent.online"), Value::count(2026));
}
