//! What the tests of live texts share: May with a narrative of its own, and hands to type and click.

use baocao06::app::platform::preferences::Theme;
use baocao06::report::change::Edit;
use baocao06::report::content::Report;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;

pub(crate) const NARRATIVE: &str = "police.narrative";
pub(crate) const CTRL: Modifiers = Modifiers { ctrl: true, ..Modifiers::COMMAND };
pub(crate) const CARDS: &str = "Hồ sơ cấp thẻ căn cước đã thu nhận";

/// May with a narrative of the office's own.
pub(crate) fn with(text: &str) -> Report {
    let mut report = may();
    report.edit(Edit::text(text_key(NARRATIVE), Some(text.to_owned())));
    report
}

pub(crate) fn name() -> String {
    narrative_label("I.2")
}

/// The window on the page of the narrative.
pub(crate) fn open(text: &str) -> TestHarness {
    open_report(with(text))
}

pub(crate) fn open_report(report: Report) -> TestHarness {
    let mut harness = window_of(report, [1366.0, 1200.0], Theme::Light);
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
        harness.run();
    }
    assert_eq!(on_screen(&harness).section().unwrap().outline, "I.2");
    // Turning pages by key leaves the keyboard in the first field.
    harness.ctx.memory_mut(egui::Memory::stop_text_input);
    harness.run();
    harness
}

/// The window with the keyboard in the narrative, the caret at its end.
pub(crate) fn typing(text: &str) -> TestHarness {
    let mut harness = open(text);
    field(&harness, &name()).focus();
    harness.run();
    press(&mut harness, Key::End, CTRL);
    harness
}

pub(crate) fn press(harness: &mut TestHarness, key: Key, modifiers: Modifiers) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

pub(crate) fn key_of(harness: &mut TestHarness, key: Key) {
    press(harness, key, Modifiers::NONE);
}

/// Types letter by letter, a frame each.
pub(crate) fn type_letters(harness: &mut TestHarness, text: &str) {
    for letter in text.chars() {
        harness.event(Event::Text(letter.to_string()));
        harness.run();
    }
}

pub(crate) fn stored(harness: &TestHarness) -> String {
    on_screen(harness).report().texts[&text_key(NARRATIVE)].clone()
}

/// The narrative as it is read to those who cannot see it.
pub(crate) fn spoken(harness: &TestHarness) -> String {
    field(harness, &name()).accesskit_node().value().unwrap_or_default()
}

pub(crate) fn link(label: &str) -> String {
    format!("Tới số liệu: {label}")
}

/// Where the n-th chip of a figure is.
pub(crate) fn chip(harness: &TestHarness, label: &str, n: usize) -> Pos2 {
    let label = link(label);
    let mut chips = harness.query_all_by_label(&label);
    chips.nth(n).unwrap_or_else(|| panic!("no chip {label}")).rect().center()
}

pub(crate) fn click(
    harness: &mut TestHarness,
    at: Pos2,
    button: PointerButton,
    modifiers: Modifiers,
) {
    harness.event(Event::ModifiersChanged(modifiers));
    harness.event(Event::PointerMoved(at));
    harness.run_steps(2);
    for pressed in [true, false] {
        harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        harness.run_steps(1);
    }
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run_steps(6);
}
