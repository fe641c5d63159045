//! The keys of Telex as UniKey sends them: each key that changes earlier letters sends Backspaces
//! to the first changed letter, then the new letters. Made from the syllable alone, by decomposition:
//! nothing of the program's own knowledge of syllables is used.

use egui::{Event, Key, Modifiers};
use unicode_normalization::UnicodeNormalization as _;

/// When the marks are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Habit {
    /// The mark of a letter behind it, the tone at the end: v i e e t j.
    ToneLast,
    /// The tone behind the last vowel: v i e e j t. It moves when more letters come: hòa, hoàn.
    ToneAtOnce,
    /// All letters first: v i e t e j.
    MarksLast,
}

pub(crate) const HABITS: [Habit; 3] = [Habit::ToneLast, Habit::ToneAtOnce, Habit::MarksLast];

/// A letter: what it is without marks, and the mark that makes it another letter.
#[derive(Debug, Clone, Copy)]
struct Letter {
    base: char,
    mark: Option<char>,
}

/// What stands on the screen while a syllable is typed.
#[derive(Debug, Clone, Default)]
struct Typed {
    letters: Vec<Letter>,
    tone: Option<char>,
}

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];
const HORN: char = '\u{31B}';
const STROKE: char = 'đ';

impl Typed {
    fn of(syllable: &str) -> Self {
        let mut typed = Self::default();
        for c in syllable.nfd() {
            match (c, typed.letters.last_mut()) {
                (STROKE, _) => typed.letters.push(Letter { base: 'd', mark: Some(STROKE) }),
                (tone, _) if TONES.contains(&tone) => typed.tone = Some(tone),
                (mark, Some(last)) if !mark.is_ascii() => last.mark = Some(mark),
                (base, _) => typed.letters.push(Letter { base, mark: None }),
            }
        }
        typed
    }

    /// Which letters are vowels of the rhyme: the u of "qu" and the i of "gi" in front of a vowel are not.
    fn vowels(&self) -> Vec<usize> {
        let is_vowel = |letter: &Letter| "aeiouy".contains(letter.base);
        let vowels = self.letters.iter().enumerate().filter(|(_, letter)| is_vowel(letter));
        let vowels: Vec<usize> = vowels.map(|(at, _)| at).collect();
        let first: String = self.letters.iter().take(2).map(|letter| letter.base).collect();
        let is_shared = vowels.len() > 1 && (first == "qu" || first == "gi");
        vowels.into_iter().skip(usize::from(is_shared)).collect()
    }

    /// The letter that bears the tone, as UniKey places it without the newer habit.
    fn bearer(&self) -> Option<usize> {
        let vowels = self.vowels();
        let marked = vowels.iter().rev().find(|at| self.letters[**at].mark.is_some());
        let has_coda = vowels.last().is_some_and(|last| last + 1 < self.letters.len());
        let at = match (vowels.len(), has_coda) {
            (1, _) | (2, false) => 0,
            (2, true) => 1,
            _ => 1,
        };
        marked.or_else(|| vowels.get(at)).copied()
    }

    fn text(&self) -> String {
        let bearer = self.bearer();
        let mut text = String::new();
        for (at, letter) in self.letters.iter().enumerate() {
            match letter.mark {
                Some(STROKE) => text.push(STROKE),
                mark => {
                    text.push(letter.base);
                    text.extend(mark);
                    text.extend(self.tone.filter(|_| Some(at) == bearer));
                }
            }
        }
        text.nfc().collect()
    }
}

/// What stands on the screen after each key of a syllable.
fn states(syllable: &str, habit: Habit) -> Vec<String> {
    let whole = Typed::of(syllable);
    let last_vowel = whole.vowels().last().copied();
    let mut typed = Typed::default();
    let mut states = Vec::new();
    let marks_now = habit != Habit::MarksLast;
    for (at, letter) in whole.letters.iter().enumerate() {
        typed.letters.push(Letter { mark: None, ..*letter });
        states.push(typed.text());
        if marks_now && letter.mark.is_some() && !waits_for_next(&whole, at) {
            mark(&mut typed, &whole, at);
            states.push(typed.text());
        }
        if habit == Habit::ToneAtOnce && Some(at) == last_vowel && whole.tone.is_some() {
            typed.tone = whole.tone;
            states.push(typed.text());
        }
    }
    for at in 0..whole.letters.len() {
        let is_left = whole.letters[at].mark.is_some() && typed.letters[at].mark.is_none();
        if is_left && !waits_for_next(&whole, at) {
            mark(&mut typed, &whole, at);
            states.push(typed.text());
        }
    }
    typed.tone = whole.tone;
    states.push(typed.text());
    states.dedup();
    assert_eq!(states.last().map(String::as_str), Some(syllable), "the generator is right");
    states
}

/// One w makes "ươ" of "uo".
fn waits_for_next(whole: &Typed, at: usize) -> bool {
    let next = whole.letters.get(at + 1);
    let letter = whole.letters[at];
    let is_horn = |letter: &Letter| letter.mark == Some(HORN);
    letter.base == 'u' && is_horn(&letter) && next.is_some_and(|n| n.base == 'o' && is_horn(n))
}

fn mark(typed: &mut Typed, whole: &Typed, at: usize) {
    typed.letters[at].mark = whole.letters[at].mark;
    if at > 0 && waits_for_next(whole, at - 1) {
        typed.letters[at - 1].mark = whole.letters[at - 1].mark;
    }
}

pub(crate) fn text(text: &str) -> Event {
    Event::Text(text.to_owned())
}

pub(crate) fn backspace() -> Event {
    Event::Key {
        key: Key::Backspace,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

/// What reaches the window while a syllable is typed: letters as they are typed, and for a key that
/// changes some of them as many Backspaces and the new letters.
pub(crate) fn events(syllable: &str, habit: Habit) -> Vec<Event> {
    let mut events = Vec::new();
    let mut before: Vec<char> = Vec::new();
    for state in states(syllable, habit) {
        let now: Vec<char> = state.chars().collect();
        let same = before.iter().zip(&now).take_while(|(a, b)| a == b).count();
        events.extend((same..before.len()).map(|_| backspace()));
        let new: String = now[same..].iter().collect();
        events.push(text(&new));
        before = now;
    }
    events
}

#[test]
fn unikey_sends_what_ergonomics_tells() {
    let shown = |syllable: &str, habit| -> String {
        let show = |event: Event| match event {
            Event::Text(text) => format!("{text} "),
            _ => "← ".to_owned(),
        };
        events(syllable, habit).into_iter().map(show).collect::<String>().trim().to_owned()
    };
    assert_eq!(shown("việt", Habit::ToneAtOnce), "v i e ← ê ← ệ t");
    assert_eq!(shown("việt", Habit::ToneLast), "v i e ← ê t ← ← ệt");
    assert_eq!(shown("việt", Habit::MarksLast), "v i e t ← ← êt ← ← ệt");
    assert_eq!(shown("đường", Habit::ToneLast), "d ← đ u o ← ← ươ n g ← ← ← ờng");
    assert_eq!(shown("hoàn", Habit::ToneAtOnce), "h o a ← ← òa ← ← oàn");
    assert_eq!(shown("giữ", Habit::ToneLast), "g i u ← ư ← ữ");
}
