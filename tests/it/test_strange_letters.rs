//! Letters that no bundled font has, wherever a text comes from outside: typed, pasted, or of a template.

use std::sync::Arc;

use baocao06::app::message::Event;
use baocao06::app::open_report::Loaded;
use baocao06::app::platform::preferences::{Pane, Theme};
use baocao06::exchange::template_v1;
use baocao06::report::change::Edit;
use baocao06::report::template::Template;
use baocao06::report::value::Value;
use egui::epaint::text::MissingGlyphPolicy;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::live_support::{CARDS, NARRATIVE, typing};
use super::support::*;

/// An arrow, a picture of several letters, one for private use, one of another script with its sign above, an
/// ideograph, letters without width, one that is not assigned.
const STRANGE: &str = "a → 😀 👩‍👩‍👧 \u{E000} क्षि 漢 \u{200B}\u{202E}\u{FE0F}\u{300} \u{10FFFF} z";

/// Words of a template that a reader sees.
const SEEN: [&str; 5] = ["label", "definition", "unit", "name", "text"];

/// Puts them behind all words of a template that a reader sees.
fn spread(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    serde_json::Value::String(words)
                        if SEEN.contains(&name.as_str()) && !words.contains('.') =>
                    {
                        *words = format!("{words} {STRANGE}");
                    }
                    other => spread(other),
                }
            }
        }
        serde_json::Value::Array(values) => values.iter_mut().for_each(spread),
        _ => {}
    }
}

/// The built-in template with such words.
fn strange_template() -> Arc<Template> {
    let text = include_str!("../../assets/templates/de-an-06-thang.json");
    let mut json: serde_json::Value = serde_json::from_str(text).unwrap();
    spread(&mut json);
    Arc::new(template_v1::read_template(&json.to_string()).unwrap())
}

/// What a test looks for, a letter of the program's own words without a glyph, is here wanted: the program draws
/// a box in its place.
fn draws_boxes(harness: &TestHarness) {
    harness.ctx.set_missing_glyph_policy(MissingGlyphPolicy::Tofu);
}

fn ctrl(harness: &mut TestHarness, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    harness.run();
}

/// The panes that have keys, and how each comes up in place of the one before it.
const PANES: [(Modifiers, Key, Pane); 3] = [
    (Modifiers::NONE, Key::F6, Pane::Preview),
    (Modifiers::NONE, Key::F9, Pane::Checks),
    (Modifiers::COMMAND, Key::Enter, Pane::Details),
];

/// Whether they are seen beside the list of pages, whose names are full of them as well.
fn shows_strange_letters(harness: &TestHarness) -> bool {
    let is_one = |node: egui_kittest::Node<'_>| {
        let part = node.accesskit_node();
        let has = |words: Option<String>| words.is_some_and(|words| words.contains('😀'));
        let is_beside = part.bounding_box().is_some_and(|place| place.x0 > 300.0);
        is_beside && (has(part.label()) || has(part.value()))
    };
    harness.get_all_by(|_| true).any(is_one)
}

#[test]
fn a_template_and_a_report_full_of_them_are_shown_on_every_page_and_in_every_pane() {
    let mut report = may();
    report.office.name = format!("UBND phường {STRANGE}");
    for (_, item) in template().items() {
        for text in item.texts() {
            report.edit(Edit::text(text.clone(), Some(STRANGE.to_owned())));
        }
    }
    let loaded = Loaded { template: strange_template(), ..loaded_of(report) };
    for theme in [Theme::Light, Theme::Dark] {
        let mut harness = window([1920.0, 1080.0], theme);
        draws_boxes(&harness);
        let loaded = Box::new(loaded.clone());
        tell(&mut harness, Event::Loaded { loaded, said: None });
        let num_pages = on_screen(&harness).pages().len();
        for page in 0..num_pages {
            for (modifiers, key, pane) in PANES {
                harness.key_press_modifiers(modifiers, key);
                harness.run();
                let shown = harness.state().as_ref().unwrap().state().preferences.pane;
                assert_eq!(shown, pane, "page {page}");
                assert!(shows_strange_letters(&harness), "page {page} beside {pane:?}");
            }
            ctrl(&mut harness, Key::PageDown);
        }
        ctrl(&mut harness, Key::K);
        harness.run();
        assert!(harness.query_all_by_label_contains("😀").next().is_some());
    }
}

#[test]
fn they_are_typed_and_pasted_into_every_kind_of_field_like_any_other() {
    for event in [egui::Event::Text, egui::Event::Paste] {
        let mut harness = typing("");
        draws_boxes(&harness);
        for letters in ["→", STRANGE] {
            harness.event(event(letters.to_owned()));
            harness.run();
        }
        let typed = on_screen(&harness).report().text(&template(), &text_key(NARRATIVE)).to_owned();
        assert!(typed.contains("→a → 😀"), "{typed}");
        ctrl(&mut harness, Key::A);
        ctrl(&mut harness, Key::C);
        harness.key_press(Key::Backspace);
        harness.run();
    }
    // A cell: what is typed is no number, and stays to be seen.
    let mut harness = may_window();
    draws_boxes(&harness);
    for _ in 0..on_screen(&harness).pages().len() {
        if harness.query_by_label(CARDS).is_some() {
            break;
        }
        ctrl(&mut harness, Key::PageDown);
    }
    replace(&mut harness, CARDS, STRANGE);
    harness.run();
    let typed = field(&harness, CARDS).accesskit_node().value().unwrap_or_default();
    assert!(typed.contains("a → 😀") && typed.contains('漢'), "{typed}");
    let value = on_screen(&harness).report().value(&key("identity.cards"));
    assert_eq!(*value, Value::Unreadable(STRANGE.to_owned()));
}
