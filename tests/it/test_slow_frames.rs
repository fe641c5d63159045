//! What comes while a frame is slow: the window gets all of it at once, and takes it frame by frame
//! (`raw_input_hook`). The frames here are those of eframe: input that was not drawn comes again, and nothing is
//! painted unless somebody asks for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use baocao06::app::message::Request;
use baocao06::report::value::Value;
use eframe::App as _;
use egui::{Event, ImeEvent, Key, Modifiers, PointerButton, Pos2, RawInput, ViewportId, vec2};

use super::live_support::{name, stored, typing};
use super::support::*;
use super::test_cells::*;

const SHIFT: Modifiers = Modifiers::SHIFT;
/// More frames than any burst here may take.
const MOST_FRAMES: usize = 64;

/// A window whose frames are those of eframe.
struct SlowWindow {
    harness: TestHarness,
    /// What was not drawn yet, as eframe keeps it.
    pending: RawInput,
    /// All that was given to frames that were drawn.
    drawn: Vec<Event>,
}

impl SlowWindow {
    fn new(harness: TestHarness) -> Self {
        let mut slow = Self { harness, pending: RawInput::default(), drawn: Vec::new() };
        slow.settle();
        slow
    }

    /// The input of a frame, as eframe makes it.
    fn input(&mut self, events: Vec<Event>) -> RawInput {
        let mut input = std::mem::take(&mut self.pending);
        input.append(RawInput { events, ..self.harness.input_mut().take() });
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().as_mut().unwrap().raw_input_hook(&ctx, &mut input);
        input
    }

    fn draw(&mut self, events: Vec<Event>) {
        let input = self.input(events);
        self.drawn.extend(input.events.iter().cloned());
        *self.harness.input_mut() = input;
        self.harness.step();
    }

    /// A frame of a window that is not seen: only its first phase runs.
    fn hide(&mut self, events: Vec<Event>) {
        let input = self.input(events);
        let ctx = self.harness.ctx.clone();
        let window = self.harness.state_mut().as_mut().unwrap();
        let _output = ctx.run_logic(&input, |ctx| window.logic(ctx));
        self.pending = input;
    }

    /// Draws without new input, as long as that is asked for.
    fn settle(&mut self) {
        for _ in 0..MOST_FRAMES {
            if !self.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay.is_zero() {
                return;
            }
            self.draw(Vec::new());
        }
        panic!("no rest after {MOST_FRAMES} frames");
    }

    /// All of it comes in one frame, and nothing behind it: all of it is drawn, once and in order.
    fn burst(&mut self, events: Vec<Event>) {
        self.drawn.clear();
        self.draw(events.clone());
        self.settle();
        assert_eq!(self.drawn, events);
    }

    fn value(&self, figure: &str) -> Value {
        value(&self.harness, figure)
    }
}

fn key_with(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

fn key_of(key: Key) -> Event {
    key_with(key, Modifiers::NONE)
}

fn letters(text: &str) -> Vec<Event> {
    text.chars().map(|letter| Event::Text(letter.to_string())).collect()
}

/// Ctrl and a key, as the system tells it.
fn ctrl(key: Key) -> Vec<Event> {
    let held = Event::ModifiersChanged(Modifiers::COMMAND);
    let free = Event::ModifiersChanged(Modifiers::NONE);
    vec![held, key_with(key, Modifiers::COMMAND), free]
}

fn clicks(pos: Pos2, number: usize) -> Vec<Event> {
    let button = |pressed| {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        Event::PointerButton { pos, button, pressed, modifiers }
    };
    let clicks = (0..number).flat_map(|_| [button(true), button(false)]);
    [Event::PointerMoved(pos)].into_iter().chain(clicks).collect()
}

fn centre(harness: &TestHarness, name: &str) -> Pos2 {
    field(harness, name).rect().center()
}

const HERE: &str = "services.residence_permanent.direct";
const BESIDE: &str = "services.residence_permanent.online";
const BELOW: &str = "services.residence_temporary.direct";

#[test]
fn letters_behind_a_click_are_typed_where_it_leads() {
    let mut window = SlowWindow::new(at_cell(DIRECT));
    let at = centre(&window.harness, ONLINE);
    let enter = vec![key_of(Key::Enter)];
    window.burst([clicks(at, 1), letters("2026"), enter].concat());
    assert_eq!(window.value(BESIDE), Value::count(2026));
    assert_eq!(window.value(HERE), Value::count(113));
}

#[test]
fn select_all_and_letters_behind_a_double_click_replace_the_text_of_the_cell() {
    let mut window = SlowWindow::new(at_cell(DIRECT));
    let at = centre(&window.harness, ONLINE);
    let enter = vec![key_of(Key::Enter)];
    window.burst([clicks(at, 2), ctrl(Key::A), letters("2.026"), enter].concat());
    assert_eq!(window.value(BESIDE), Value::count(2026));
    assert_eq!(window.value(HERE), Value::count(113));
}

#[test]
fn digits_between_tab_and_enter_go_to_their_own_cells() {
    let mut window = SlowWindow::new(at_cell(DIRECT));
    let mut events = letters("51");
    events.push(key_of(Key::Tab));
    events.extend(letters("72"));
    events.push(key_of(Key::Enter));
    events.extend(letters("93"));
    events.push(key_of(Key::Enter));
    window.burst(events);
    let values = [HERE, BESIDE, BELOW].map(|figure| window.value(figure));
    assert_eq!(values, [51, 72, 93].map(Value::count));
}

#[test]
fn a_command_of_no_meaning_is_no_letter_and_takes_none_away() {
    let mut window = SlowWindow::new(at_cell(DIRECT));
    let enter = vec![key_of(Key::Enter)];
    window.burst([letters("7"), ctrl(Key::S), letters("1"), enter].concat());
    assert_eq!(window.value(HERE), Value::count(71));
}

#[test]
fn undo_before_a_digit_is_the_reports_and_not_the_cells() {
    let mut harness = at_cell(DIRECT);
    asked(&mut harness);
    let mut window = SlowWindow::new(harness);
    window.burst([ctrl(Key::Z), letters("8")].concat());
    let is_undo = |request: &Request| matches!(request, Request::Undo(_));
    assert_eq!(asked(&mut window.harness).iter().filter(|request| is_undo(request)).count(), 1);
}

#[test]
fn letters_behind_a_command_go_into_what_it_opens() {
    let mut window = SlowWindow::new(at_cell(DIRECT));
    window.burst([ctrl(Key::K), letters("93"), vec![key_of(Key::Escape)]].concat());
    assert_eq!(window.value(HERE), Value::count(113), "not typed over the cell behind it");
}

#[test]
fn what_is_pasted_lands_between_what_is_typed() {
    let mut window = SlowWindow::new(at_cell(DIRECT));
    let (tab, enter) = (vec![key_of(Key::Tab)], vec![key_of(Key::Enter)]);
    let paste = |text: &str| vec![Event::Paste(text.to_owned())];
    window.burst([letters("7"), paste("3"), letters("1"), tab, paste("88"), enter].concat());
    assert_eq!([HERE, BESIDE].map(|figure| window.value(figure)), [731, 88].map(Value::count));
}

#[test]
fn what_an_input_method_commits_behind_a_click_lands_where_it_leads() {
    let mut window = SlowWindow::new(at_cell(DIRECT));
    let preedit = Event::Ime(ImeEvent::Preedit { text: "1".to_owned(), active_range_chars: None });
    let commit = Event::Ime(ImeEvent::Commit("12".to_owned()));
    let at = centre(&window.harness, ONLINE);
    window.burst([clicks(at, 1), vec![preedit, commit, key_of(Key::Enter)]].concat());
    assert_eq!(window.value(BESIDE), Value::count(12));
    assert_eq!(window.value(HERE), Value::count(113));
}

#[test]
fn a_capital_behind_a_click_in_a_text_is_put_in_and_replaces_nothing() {
    let mut window = SlowWindow::new(typing("cấp thẻ căn cước"));
    let start = field(&window.harness, &name()).rect().left_top() + vec2(6.0, 12.0);
    let (held, free) = (Event::ModifiersChanged(SHIFT), Event::ModifiersChanged(Modifiers::NONE));
    let capital = vec![held, key_with(Key::V, SHIFT), Event::Text("V".to_owned()), free];
    window.burst([clicks(start, 1), capital, letters("à ")].concat());
    assert_eq!(stored(&window.harness), "Và cấp thẻ căn cước");
}

#[test]
fn what_comes_while_the_window_is_not_drawn_is_taken_once_and_in_order() {
    let mut window = SlowWindow::new(at_cell(DIRECT));
    let at = centre(&window.harness, ONLINE);
    let bursts = [[clicks(at, 1), letters("2")].concat(), letters("0"), letters("2")];
    window.drawn.clear();
    for burst in &bursts {
        window.hide(burst.clone());
    }
    assert_eq!(window.drawn, []);
    let last = vec![Event::Text("6".to_owned()), key_of(Key::Enter)];
    window.draw(last.clone());
    window.settle();
    assert_eq!(window.drawn, [bursts.concat(), last].concat());
    assert_eq!(window.value(BESIDE), Value::count(2026));
    assert_eq!(window.value(HERE), Value::count(113));
}

#[test]
fn a_frame_is_asked_for_as_long_as_something_waits() {
    let mut window = SlowWindow::new(at_cell(DIRECT));
    let is_asked = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&is_asked);
    window.harness.ctx.set_request_repaint_callback(move |info| {
        asked.fetch_or(info.delay.is_zero(), Ordering::Relaxed);
    });
    window.input(letters("5"));
    assert!(!is_asked.load(Ordering::Relaxed), "nothing waits");
    window.input([letters("5"), vec![key_of(Key::Tab)]].concat());
    assert!(is_asked.load(Ordering::Relaxed), "Tab waits");
}
