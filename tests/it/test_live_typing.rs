//! Every way of typing Vietnamese (see `telex`), among chips and in the search.

use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::live_support::*;
use super::support::*;

/// The frames in which keys v i e e j t arrive by one way of typing Vietnamese.
pub(crate) fn ways() -> Vec<(&'static str, Vec<Vec<Event>>)> {
    let text = |text: &str| Event::Text(text.to_owned());
    let back = || Event::Key {
        key: Key::Backspace,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let preedit = |text: &str| {
        Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
    };
    let commit = || Event::Ime(ImeEvent::Commit("việt".to_owned()));
    let unikey = vec![
        vec![text("v")],
        vec![text("i")],
        vec![text("e")],
        vec![back(), text("ê")],
        vec![back(), text("ệ")],
        vec![text("t")],
    ];
    let late = vec![
        vec![text("v"), text("i"), text("e"), text("t")],
        vec![back(), back(), text("êt")],
        vec![back(), back(), text("ệt")],
    ];
    let ime = ["v", "vi", "vie", "viê", "việ", "việt"].map(|part| vec![preedit(part)]);
    let ime = ime.into_iter().chain([vec![commit()]]).collect();
    let corrected =
        vec![unikey.concat(), vec![back(), back(), text("êt")], vec![back(), back(), text("ệt")]];
    vec![
        ("a. UniKey", unikey.clone()),
        ("b. IME", ime),
        ("c. commit only", vec![vec![commit()]]),
        ("d. burst", vec![unikey.concat()]),
        ("e. late marks", late),
        ("f. correction", corrected),
    ]
}

pub(crate) fn play(harness: &mut TestHarness, frames: Vec<Vec<Event>>) {
    for frame in frames {
        harness.input_mut().events.extend(frame);
        harness.step();
    }
    harness.run();
}

#[test]
fn every_way_of_typing_vietnamese_works_between_chips() {
    for (way, frames) in ways() {
        let mut harness = typing("{identity.cards}{identity.cards}");
        key_of(&mut harness, Key::ArrowLeft);
        play(&mut harness, frames);
        assert_eq!(stored(&harness), "{identity.cards}việt{identity.cards}", "{way}");
        assert_eq!(spoken(&harness), "1.614việt1.614", "{way}");
    }
}

#[test]
fn every_way_of_typing_vietnamese_works_in_the_search() {
    for (way, frames) in ways() {
        let mut harness = typing("");
        type_letters(&mut harness, "{");
        play(&mut harness, frames);
        assert_eq!(stored(&harness), "{việt", "{way}");
        let none = "Không có số liệu nào tên có “việt”";
        assert!(harness.query_by_label_contains(none).is_some(), "{way}");
        for _ in 0..4 {
            key_of(&mut harness, Key::Backspace);
        }
        type_letters(&mut harness, "căn cước đã");
        key_of(&mut harness, Key::Enter);
        assert_eq!(stored(&harness), "{identity.cards}", "{way}");
    }
}

#[test]
fn a_burst_with_a_brace_opens_the_list_in_its_frame() {
    let mut harness = typing("Có ");
    harness
        .input_mut()
        .events
        .extend(["{", "căn", " cước", " đã"].map(|t| Event::Text(t.to_owned())));
    harness.step();
    // The very next key is the list's.
    key_of(&mut harness, Key::Tab);
    assert_eq!(stored(&harness), "Có {identity.cards}");
    assert!(field(&harness, &name()).is_focused());
}
