use std::cell::RefCell;

use egui::TextBuffer as _;
use egui::text::{CCursor, CCursorRange, CharIndex};
use proptest::prelude::*;

use super::super::buffer::{Copied, LiveBuffer};
use super::*;
use crate::document::fixture::{figure_key, template};

fn figure(key: &str) -> Piece {
    Piece::Figure(figure_key(key))
}

#[test]
fn references_are_single_characters_and_come_back() {
    let (template, mut codes) = (template(), Codes::default());
    let stored = "Có {lodging} cơ sở, {@month}/{@year}, {office.place}: {lodging@day} {lodging}";
    let coded = codes.from_stored(stored, &template);
    assert_eq!(coded.chars().filter(|c| is_code(*c)).count(), 6);
    assert_eq!(codes.to_stored(&coded, &template), stored);
    let again = codes.from_stored("{lodging}", &template);
    assert_eq!(again.chars().count(), 1);
    assert!(coded.contains(&again), "one reference, one character, in every text");
    let printed = codes.plain(&coded, |reference| format!("<{reference:?}>").len().to_string());
    assert!(!printed.contains(is_code));
}

#[test]
fn stray_braces_stay_as_they_were_typed() {
    let (template, mut codes) = (template(), Codes::default());
    for stored in ["a } b", "{không có}", "{ không có }", "ố {lodging", "}{", "x {dang ky"] {
        let coded = codes.from_stored(stored, &template);
        assert_eq!(coded, stored);
        assert_eq!(codes.to_stored(&coded, &template), stored);
    }
    // Beside a reference a brace must be doubled to stay a word.
    let coded = codes.from_stored("{{{lodging}}}", &template);
    assert_eq!(coded.chars().count(), 3);
    assert_eq!(codes.to_stored(&coded, &template), "{{{lodging}}}");
}

#[test]
fn names_from_outside_become_references_and_nothing_is_lost() {
    let (template, mut codes) = (template(), Codes::default());
    let label = template.figure(&figure_key("lodging")).unwrap().label.clone();
    let coded = codes.from_outside(&format!("{{{label}}} {{{{x}} {{y}} {{lodging}}"), &template);
    let chip = codes.code(&figure("lodging"));
    assert_eq!(coded, format!("{chip} {{{{x}} {{y}} {chip}"));
}

#[test]
fn letters_that_look_like_references_are_kept() {
    let (template, mut codes) = (template(), Codes::default());
    let own = "a \u{F0000} \u{10FFFD} \u{F0000}";
    let coded = codes.from_stored(own, &template);
    assert_eq!(
        codes.reference(coded.chars().nth(2).unwrap()),
        Some(&Piece::Words('\u{F0000}'.to_string()))
    );
    assert_eq!(codes.to_stored(&coded, &template), own);
    assert_eq!(codes.plain(&coded, |_| unreachable!()), own);
    let typed = codes.from_outside("\u{F0001}{lodging}", &template);
    assert_eq!(codes.to_stored(&typed, &template), "\u{F0001}{lodging}");
}

#[test]
fn characters_of_the_stored_text_are_found_in_the_edited_one() {
    let template = template();
    let stored = "ố {lodging} phap {{x}} {không có} cũ";
    let alignment = Alignment::of(stored, &template);
    let (mut codes, chars) = (Codes::default(), |text: &str| text.chars().collect::<Vec<_>>());
    let coded = chars(&codes.from_stored(stored, &template));
    for word in ["phap", "x", "không có", "cũ", "ố"] {
        let at = stored.split(word).next().unwrap().chars().count();
        let shown = alignment.shown(&(at..at + word.chars().count()));
        assert_eq!(coded[shown].iter().collect::<String>(), word);
    }
    // Half of a reference is all of it; beyond the end is the end.
    assert_eq!(alignment.shown(&(4..6)), 2..3);
    assert_eq!(alignment.shown(&(900..901)), coded.len()..coded.len());
    assert_eq!(Alignment::of("", &template).shown(&(0..0)), 0..0);
}

#[test]
fn what_a_screen_reader_changes_keeps_the_references_around_it() {
    let (template, mut codes) = (template(), Codes::default());
    let coded = codes.from_stored("Có {lodging} cơ sở, {visits} lượt", &template);
    let say = |reference: &Piece| match reference {
        Piece::Figure(key) if key.as_str() == "visits" => "3.798".to_owned(),
        _ => "174".to_owned(),
    };
    let mut stored = |revised: &str| {
        let coded = codes.revised(&coded, revised, &template, say);
        codes.to_stored(&coded, &template)
    };
    let all = "Có {lodging} cơ sở, {visits} lượt";
    assert_eq!(stored("Có 174 cơ sở, 3.798 lượt"), all);
    assert_eq!(stored("Nay có 174 nơi, 3.798 lượt"), "Nay có 174 nơi, {visits} lượt");
    assert_eq!(stored("Có 174 nhà, 3.798 lượt"), "Có {lodging} nhà, {visits} lượt");
    assert_eq!(stored("Có 175 cơ sở, 3.798 lượt"), "Có 175 cơ sở, {visits} lượt");
    assert_eq!(stored(""), "");
    assert_eq!(stored("Có 174 cơ sở, 3.798 lượt và {lodging}"), format!("{all} và {{lodging}}"));
}

#[test]
fn what_was_copied_is_pasted_with_its_references() {
    let (template, codes) = (template(), RefCell::new(Codes::default()));
    let coded = codes.borrow_mut().from_stored("có {lodging} cơ sở", &template);
    let copied = Copied { plain: "có 174 cơ sở".to_owned(), coded: coded.clone() };
    let mut text = "Nay ".to_owned();
    let mut buffer =
        LiveBuffer { text: &mut text, codes: &codes, template: &template, copied: Some(&copied) };
    assert_eq!(buffer.insert_text("có 174 cơ sở", CharIndex(4)), coded.chars().count());
    assert_eq!(buffer.insert_text("có 174", CharIndex(0)), 6);
    assert_eq!(codes.borrow().to_stored(&text, &template), "có 174Nay có {lodging} cơ sở");
}

/// What a text is made of, to be compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Letter(char),
    Chip(&'static str),
}

#[derive(Debug, Clone)]
enum Keystroke {
    Type(usize, String),
    Chip(usize, &'static str),
    Backspace(usize),
    Delete(usize),
    Cut(usize, usize),
    WordBack(usize),
    Undo(usize),
}

const KEYS: [&str; 3] = ["lodging", "visits", "services.total.rate"];

fn step() -> impl Strategy<Value = Keystroke> {
    let typed = "[aệ{} \n\u{F0000}\u{F0002}]{1,4}";
    prop_oneof![
        (any::<usize>(), typed).prop_map(|(at, text)| Keystroke::Type(at, text)),
        (any::<usize>(), 0..KEYS.len()).prop_map(|(at, i)| Keystroke::Chip(at, KEYS[i])),
        any::<usize>().prop_map(Keystroke::Backspace),
        any::<usize>().prop_map(Keystroke::Delete),
        (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Keystroke::Cut(a, b)),
        any::<usize>().prop_map(Keystroke::WordBack),
        any::<usize>().prop_map(Keystroke::Undo),
    ]
}

/// The parts that a stored text has.
fn parts_of(stored: &str, template: &Template) -> Vec<Part> {
    let pieces = sentence::parse_lenient(stored, template).into_iter();
    let parts = pieces.flat_map(|piece| match piece {
        Piece::Words(words) => words.chars().map(Part::Letter).collect::<Vec<_>>(),
        Piece::Figure(key) => {
            vec![Part::Chip(KEYS.iter().find(|own| **own == key.as_str()).unwrap())]
        }
        other => panic!("{other:?}"),
    });
    parts.collect()
}

proptest! {
    /// Whatever is typed, put in, deleted and undone: chips stay whole, and what is stored reads as
    /// the same letters and chips.
    #[test]
    fn chips_stay_whole(steps in proptest::collection::vec(step(), 1..40)) {
        let (template, codes) = (template(), RefCell::new(Codes::default()));
        let (mut text, mut model) = (String::new(), Vec::<Part>::new());
        let mut history = vec![(text.clone(), model.clone())];
        for step in steps {
            let length = model.len();
            let place = |at: usize| at % (length + 1);
            let mut buffer =
                LiveBuffer { text: &mut text, codes: &codes, template: &template, copied: None };
            match step {
                Keystroke::Type(at, typed) => {
                    let at = place(at);
                    let count = buffer.insert_text(&typed, CharIndex(at));
                    prop_assert_eq!(count, typed.chars().count());
                    model.splice(at..at, typed.chars().map(Part::Letter));
                }
                Keystroke::Chip(at, key) => {
                    let at = place(at);
                    prop_assert_eq!(buffer.insert_text(&format!("{{{key}}}"), CharIndex(at)), 1);
                    model.insert(at, Part::Chip(key));
                }
                Keystroke::Backspace(at) => {
                    let at = place(at);
                    let caret = buffer.delete_previous_char(CCursor::new(at));
                    prop_assert_eq!(caret.index.0, at.saturating_sub(1));
                    if at > 0 {
                        model.remove(at - 1);
                    }
                }
                Keystroke::Delete(at) => {
                    let at = place(at);
                    buffer.delete_next_char(CCursor::new(at));
                    if at < length {
                        model.remove(at);
                    }
                }
                Keystroke::Cut(a, b) => {
                    let (a, b) = (place(a).min(place(b)), place(a).max(place(b)));
                    buffer.delete_selected(&CCursorRange::two(CCursor::new(a), CCursor::new(b)));
                    model.drain(a..b);
                }
                Keystroke::WordBack(at) => {
                    let at = place(at);
                    let caret = buffer.delete_previous_word(CCursor::new(at)).index.0;
                    model.drain(caret..at);
                }
                Keystroke::Undo(at) => {
                    let (before, parts) = history[at % history.len()].clone();
                    buffer.replace_with(&before);
                    model = parts;
                }
            }
            prop_assert_eq!(text.chars().count(), model.len());
            let stored = codes.borrow().to_stored(&text, &template);
            prop_assert_eq!(&parts_of(&stored, &template), &model);
            let again = codes.borrow_mut().from_stored(&stored, &template);
            prop_assert_eq!(&again, &text);
            history.push((text.clone(), model.clone()));
        }
    }
}
