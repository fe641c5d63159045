//! A table of 400 rows that can be typed in: what is typed shows in the next frame, wherever the table is
//! scrolled to, and the field with the keyboard is never lost.

use std::sync::Arc;

use baocao06::app::look::office_look::OfficeLook;
use baocao06::app::message::Event;
use baocao06::app::open_report::{Loaded, Page};
use baocao06::app::platform::preferences::Theme;
use baocao06::calc::history::History;
use baocao06::report::look::Look;
use baocao06::report::period::PeriodKey;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::large_table;
use super::support::*;

/// The window with the keyboard in the second column of a row.
fn at_row(row: usize) -> TestHarness {
    let template = Arc::new(large_table::template(&[]));
    let month = |month| PeriodKey::month_of(2023, month).unwrap();
    let before = large_table::report(&template, month(4));
    let loaded = Loaded {
        id: report_id(),
        report: large_table::report(&template, month(5)),
        history: History::of_reports([before], &template),
        template,
        look: Arc::new(OfficeLook::builtin(Look::default()).unwrap()),
        checks: Default::default(),
        steps: Default::default(),
    };
    let mut harness = window([1366.0, 768.0], Theme::Light);
    tell(&mut harness, Event::Loaded { loaded: Box::new(loaded), said: None });
    harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
    harness.run();
    assert_ne!(self::on_screen(&harness).page, Page::Letterhead, "the table is on screen");
    for _ in 0..row {
        harness.key_press(Key::ArrowDown);
    }
    harness.key_press(Key::ArrowRight);
    harness.run();
    harness
}

/// The name and the text of the field with the keyboard.
fn focused(harness: &TestHarness) -> (String, String) {
    let node = harness.get_all_by(|_| true).find(|node| node.is_focused()).unwrap();
    let node = node.accesskit_node();
    (node.label().unwrap_or_default(), node.value().unwrap_or_default())
}

/// What the row shows as its sum.
fn sum(harness: &TestHarness, name: &str) -> String {
    let (row, _) = name.rsplit_once(" – ").unwrap_or_else(|| panic!("{name}"));
    computed(harness, &format!("{row} – c"))
}

#[test]
fn what_is_typed_far_down_shows_in_the_next_frame() {
    let mut harness = at_row(200);
    let (name, before) = focused(&harness);
    assert!(name.contains("dịch vụ công 200"), "{name}");
    assert_eq!((before.as_str(), sum(&harness, &name)), ("900", "2.400".to_owned()));
    // 200 × 7 + 100 are there in person.
    for (typed, shown, total) in [("7", "7", "1.507"), ("1", "71", "1.571"), ("5", "715", "2.215")]
    {
        harness.event(egui::Event::Text(typed.to_owned()));
        harness.step();
        assert_eq!(focused(&harness), (name.clone(), shown.to_owned()));
        assert_eq!(sum(&harness, &name), total, "in the same frame");
    }
    harness.key_press(Key::Enter);
    harness.step();
    harness.step();
    assert!(focused(&harness).0.contains("dịch vụ công 201"));
}

/// Turns the wheel over the table.
fn scroll(harness: &mut TestHarness, points: f32) {
    harness.hover_at(egui::pos2(700.0, 400.0));
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, points),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    harness.run();
}

/// The numbers of the rows that have their fields on screen, whole.
fn rows_on_screen(harness: &TestHarness) -> Vec<usize> {
    let nodes = harness.get_all_by(|_| true).filter_map(|node| {
        let name = node.accesskit_node().label()?;
        let number = name.strip_suffix(" – a")?.rsplit(' ').next()?.parse().ok()?;
        let rect = node.rect();
        (rect.top() > 110.0 && rect.bottom() < 740.0).then_some(number)
    });
    nodes.collect()
}

#[test]
fn the_rows_that_are_scrolled_to_are_there() {
    let mut harness = at_row(0);
    let mut last = 0;
    for _ in 0..40 {
        let rows = rows_on_screen(&harness);
        let first = rows[0];
        assert!(rows.len() >= 7, "the screen is full of rows: {rows:?}");
        assert!(rows.iter().copied().eq(first..first + rows.len()), "none is left out: {rows:?}");
        assert!(first <= last + 1, "none is jumped over: {last}, {rows:?}");
        last = first + rows.len() - 1;
        scroll(&mut harness, -300.0);
    }
    assert!(last > 150, "{last}");
    scroll(&mut harness, -1e6);
    assert_eq!(rows_on_screen(&harness).last(), Some(&(large_table::ROWS - 1)));
}

#[test]
fn a_field_that_is_scrolled_out_of_sight_keeps_the_keyboard() {
    let mut harness = at_row(10);
    let (name, _) = focused(&harness);
    harness.event(egui::Event::Text("4".to_owned()));
    harness.step();
    scroll(&mut harness, -6_000.0);
    assert!(rows_on_screen(&harness)[0] > 80);
    assert_eq!(focused(&harness), (name.clone(), "4".to_owned()));
    harness.event(egui::Event::Text("2".to_owned()));
    harness.run();
    assert_eq!(focused(&harness), (name, "42".to_owned()));
}

#[test]
fn a_cell_that_is_gone_up_to_stands_below_the_titles_that_stay_on_screen() {
    let mut harness = at_row(200);
    for row in (170..200).rev() {
        harness.key_press(Key::ArrowUp);
        harness.run();
        let (name, _) = focused(&harness);
        assert!(name.contains(&format!("dịch vụ công {row} ")), "{name}");
        let rows = rows_on_screen(&harness);
        assert!(rows.contains(&row), "{row} of {rows:?}");
    }
}
