//! The menu over texts: under the right button and at Shift+F10, in texts of the form, with references or without, and in
//! dialogs; what is selected stays selected.

use baocao06::app::open_report::Page;
use egui::text_edit::TextEditState;
use egui::{Key, Modifiers, PointerButton};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;

const NAME: &str = "Tên đơn vị trên màn hình";

fn press(harness: &mut TestHarness, held: Modifiers, key: Key) {
    harness.key_press_modifiers(held, key);
    harness.run();
}

fn right_click(harness: &mut TestHarness, name: &str) {
    let pos = field(harness, name).rect().left_center() + egui::vec2(30.0, 0.0);
    harness.event(egui::Event::PointerMoved(pos));
    for pressed in [true, false] {
        let button = PointerButton::Secondary;
        harness.event(egui::Event::PointerButton {
            pos,
            button,
            pressed,
            modifiers: Modifiers::NONE,
        });
        harness.step();
    }
    harness.run();
}

/// What is selected in a text: how many letters.
fn num_selected(harness: &TestHarness, id: egui::Id) -> usize {
    let state = TextEditState::load(&harness.ctx, id).unwrap();
    state.cursor.char_range().map_or(0, |range| {
        let range = range.as_sorted_char_range();
        range.end.0 - range.start.0
    })
}

fn focused(harness: &TestHarness) -> egui::Id {
    harness.ctx.memory(|memory| memory.focused()).unwrap()
}

/// The line of the menu that begins so: the keys beside it are part of its name.
fn line<'t>(harness: &'t TestHarness, words: &str) -> Option<egui_kittest::Node<'t>> {
    let begins = |node: &egui_kittest::Node<'_>| {
        node.accesskit_node().label().is_some_and(|label| label.starts_with(&format!("{words} ")))
    };
    harness.get_all_by_role(egui::accesskit::Role::Button).find(begins)
}

fn is_offered(harness: &TestHarness, words: &str) -> Option<bool> {
    Some(!line(harness, words)?.accesskit_node().is_disabled())
}

#[test]
fn a_text_is_cut_copied_and_pasted_by_the_right_button() {
    let mut harness = may_window();
    field(&harness, NAME).focus();
    harness.run();
    press(&mut harness, Modifiers::COMMAND, Key::A);
    let id = focused(&harness);
    let whole = num_selected(&harness, id);
    assert!(whole > 10, "{whole}");
    right_click(&mut harness, NAME);
    assert_eq!(num_selected(&harness, id), whole, "what is selected stays so");
    for words in ["Cắt", "Chép", "Dán", "Chọn hết"] {
        assert_eq!(is_offered(&harness, words), Some(true), "{words}");
    }
    line(&harness, "Chép").unwrap().click();
    harness.run();
    assert_eq!(is_offered(&harness, "Chép"), None, "it closes");
    assert_eq!((focused(&harness), num_selected(&harness, id)), (id, whole));
}

#[test]
fn nothing_is_cut_where_nothing_is_selected_and_all_can_be() {
    let mut harness = may_window();
    right_click(&mut harness, NAME);
    let id = focused(&harness);
    assert_eq!(
        (is_offered(&harness, "Cắt"), is_offered(&harness, "Dán")),
        (Some(false), Some(true))
    );
    line(&harness, "Chọn hết").unwrap().click();
    harness.run();
    assert!(num_selected(&harness, id) > 10);
    assert_eq!(is_offered(&harness, "Cắt"), None);
    press(&mut harness, Modifiers::SHIFT, Key::F10);
    assert_eq!(is_offered(&harness, "Cắt"), Some(true));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(is_offered(&harness, "Cắt"), None);
}

#[test]
fn texts_with_references_and_fields_of_dialogs_have_it_too() {
    let mut harness = super::scenes::on_outline(may(), "I.1");
    assert!(!matches!(on_screen(&harness).page, Page::Letterhead));
    let name = narrative_label("I.1");
    right_click(&mut harness, &name);
    assert_eq!(is_offered(&harness, "Chọn hết"), Some(true));
    harness.get_by_label_contains("Chèn số liệu…");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    right_click(&mut harness, "Lệnh, phần báo cáo, chỉ tiêu");
    assert_eq!(is_offered(&harness, "Dán"), Some(true));
}
