//! Every syllable of Vietnamese typed as UniKey sends it (see `telex`), into each kind of field
//! by itself: what stands around a field in the window has no part in what its keys do.

use baocao06::app::open_report::OpenReport;
use baocao06::calc::text::spelling;
use baocao06::ui::field_id::FieldIds;
use baocao06::ui::theme;
use baocao06::ui::widgets::field::{Drafts, Field, Model};
use baocao06::ui::widgets::live::{Live, LiveTexts, Role};
use egui::{Event, Id, Key, Modifiers};
use egui_kittest::Harness;
use unicode_normalization::UnicodeNormalization as _;

use super::live_support::NARRATIVE;
use super::support::*;
use super::telex::{self, HABITS, Habit};

/// Kinds of field by what they do with keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A line of words.
    Line,
    /// A cell: what is typed first replaces what it holds.
    Cell,
    /// Several lines with references among them.
    Narrative,
}

/// A field by itself.
struct Alone {
    kind: Kind,
    drafts: Drafts,
    live: LiveTexts,
    stored: String,
    open: OpenReport,
}

fn id() -> Id {
    Id::unique("alone")
}

impl Alone {
    fn show(&mut self, ui: &mut egui::Ui) {
        let words = Field { width: 600.0, ..Field::words(id(), "Một ô", &self.stored) };
        let key = text_key(NARRATIVE);
        let shown = match self.kind {
            Kind::Line => self.drafts.show(ui, &words),
            Kind::Cell => self.drafts.show(ui, &Field { model: Model::Cell, ..words }),
            Kind::Narrative => {
                let field = Field { lines: 3, ..words };
                let ids = FieldIds::default();
                let live = Live { field, key: &key, open: &self.open, ids, role: Role::Field };
                self.live.show(ui, &live, &mut self.drafts, &mut Vec::new()).shown
            }
        };
        if let Some((typed, _)) = shown.typed {
            self.stored = typed;
        }
    }
}

type Hands = Harness<'static, Alone>;

fn alone(kind: Kind) -> Hands {
    let open = OpenReport::open(loaded_of(may()));
    let state = Alone {
        kind,
        drafts: Drafts::default(),
        live: LiveTexts::default(),
        stored: String::new(),
        open,
    };
    let builder = Harness::builder().with_size([640.0, 120.0]);
    let builder = builder.with_context_setup(theme::install);
    let mut hands = builder.build_ui_state(|ui, state: &mut Alone| state.show(ui), state);
    hands.ctx.memory_mut(|memory| memory.request_focus(id()));
    hands.run();
    hands
}

/// When the events of a syllable arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// One a frame: case a.
    Singly,
    /// All in one frame: case d.
    AtOnce,
}

fn play(hands: &mut Hands, events: Vec<Event>, pace: Pace) {
    match pace {
        Pace::Singly => {
            for event in events {
                hands.input_mut().events.push(event);
                hands.step();
            }
        }
        Pace::AtOnce => {
            hands.input_mut().events.extend(events);
            hands.step();
        }
    }
}

/// Types syllables, and leaves or empties the field after each line of them.
fn type_all(kind: Kind, pace: Pace, syllables: &[String], habits: &[Habit]) {
    let mut hands = alone(kind);
    let in_line = if kind == Kind::Cell { 1 } else { 40 };
    for habit in habits {
        for line in syllables.chunks(in_line) {
            for (at, syllable) in line.iter().enumerate() {
                if at > 0 {
                    play(&mut hands, vec![telex::text(" ")], pace);
                }
                play(&mut hands, telex::events(syllable, *habit), pace);
            }
            let line = line.join(" ");
            assert_eq!(hands.state().stored, line, "{kind:?} {pace:?} {habit:?}");
            assert!(line.nfc().eq(line.chars()));
            if kind == Kind::Cell {
                hands.state_mut().drafts.commit();
                hands.step();
            } else {
                hands.key_press_modifiers(Modifiers::COMMAND, Key::A);
                hands.step();
            }
        }
    }
}

fn syllables() -> Vec<String> {
    let all = spelling::all_syllables();
    assert!(all.len() > 7000, "{} syllables", all.len());
    all
}

#[test]
fn every_syllable_typed_singly_into_a_line_is_as_typed() {
    type_all(Kind::Line, Pace::Singly, &syllables(), &[Habit::ToneAtOnce]);
}

#[test]
fn every_syllable_in_a_burst_into_a_line_is_as_typed() {
    type_all(Kind::Line, Pace::AtOnce, &syllables(), &HABITS);
}

#[test]
fn every_syllable_typed_singly_into_a_selected_cell_is_as_typed() {
    type_all(Kind::Cell, Pace::Singly, &syllables(), &[Habit::ToneLast]);
}

#[test]
fn every_syllable_in_a_burst_into_a_selected_cell_is_as_typed() {
    type_all(Kind::Cell, Pace::AtOnce, &syllables(), &HABITS);
}

#[test]
fn every_syllable_typed_singly_into_a_narrative_is_as_typed() {
    type_all(Kind::Narrative, Pace::Singly, &syllables(), &[Habit::MarksLast]);
}

#[test]
fn every_syllable_in_a_burst_into_a_narrative_is_as_typed() {
    type_all(Kind::Narrative, Pace::AtOnce, &syllables(), &[Habit::ToneLast]);
}
