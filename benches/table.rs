//! Frames of a table of 400 rows that can be typed in, with 2.400 cells: scrolled with the wheel, and
//! typed in far down, each key with what follows from it. The bar is 4 ms at the 99th percentile,
//! everything but the graphics card, in time of the processor: what else the machine does does not
//! count. Beside it stands the frame of an empty window.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot be made has failed"
)]

mod common;
#[path = "../tests/it/large_table.rs"]
#[expect(clippy::unwrap_used, reason = "written for tests")]
mod large_table;

use std::sync::Arc;
use std::time::Duration;

use baocao06::app::message::Event;
use baocao06::app::open_report::{Loaded, Page};
use baocao06::app::platform::preferences::Preferences;
use baocao06::app::state::State;
use baocao06::calc::history::History;
use baocao06::report::period::PeriodKey;
use baocao06::ui::start::Places;
use baocao06::ui::window::Window;
use common::{Nowhere, memory_id, usual_look};

const FRAMES: usize = 2_000;
const BAR: Duration = Duration::from_millis(4);

fn main() {
    let ctx = egui::Context::default();
    baocao06::ui::theme::install(&ctx);
    let mut empty = |input| {
        let output = ctx.run_ui(input, |_ui| {});
        drop(ctx.tessellate(output.shapes, output.pixels_per_point));
    };
    tell("empty egui frame", measure(&mut empty, |_| Vec::new()));
    let mut frame = window_on_the_table();
    // Down for a thousand frames, and up again.
    let scroll = |count: usize| {
        let points = if count < FRAMES / 2 { -20.0 } else { 20.0 };
        vec![egui::Event::PointerMoved(egui::pos2(700.0, 400.0)), wheel(points)]
    };
    tell("400 rows, scrolled", measure(&mut frame, scroll));
    let mut frame = window_on_the_table();
    for _ in 0..200 {
        frame(with_events(vec![key(egui::Key::ArrowDown)]));
    }
    let typing = |count: usize| match count % 3 {
        0 => vec![egui::Event::Text("7".to_owned())],
        1 => vec![egui::Event::Text("1".to_owned())],
        _ => vec![key(if count < FRAMES / 2 { egui::Key::Enter } else { egui::Key::Tab })],
    };
    tell("400 rows, a key in each frame", measure(&mut frame, typing));
}

/// The window with the table on its only page and the keyboard in its first cell; runs a frame.
fn window_on_the_table() -> impl FnMut(egui::RawInput) {
    let template = Arc::new(large_table::template(&[]));
    let period = PeriodKey::month_of(2023, 5).expect("a month");
    let report = large_table::report(&template, period);
    let before = PeriodKey::month_of(2023, 4).expect("a month");
    let history = History::of_reports([large_table::report(&template, before)], &template);
    let (id, look) = (memory_id(&report), usual_look());
    let (checks, steps) = Default::default();
    let template_of_it = Arc::clone(&template);
    let loaded = Loaded { id, report, template: template_of_it, history, look, checks, steps };
    let ctx = egui::Context::default();
    let places = Places { data: "a".into(), sample: "b".into(), this_month: period };
    let events = vec![Event::Loaded { loaded: Box::new(loaded), said: None }];
    let mut window = Window::new(&ctx, State::new(Preferences::default()), places, Nowhere(events));
    let mut run = move |input: egui::RawInput| {
        let output = ctx.run_ui(input, |ui| {
            window.logic(ui.ctx());
            window.ui(ui);
        });
        drop(ctx.tessellate(output.shapes, output.pixels_per_point));
        window.state().open.as_ref().is_some_and(|open| open.page != Page::Letterhead)
    };
    run(with_events(Vec::new()));
    let mut page_down = key(egui::Key::PageDown);
    if let egui::Event::Key { modifiers, .. } = &mut page_down {
        *modifiers = egui::Modifiers::COMMAND;
    }
    assert!(run(with_events(vec![page_down])), "the table is not on screen");
    for _ in 0..20 {
        run(with_events(Vec::new()));
    }
    move |input| {
        run(input);
    }
}

fn measure(
    frame: &mut impl FnMut(egui::RawInput),
    events: impl Fn(usize) -> Vec<egui::Event>,
) -> Vec<Duration> {
    let times = (0..FRAMES).map(|count| {
        let input = with_events(events(count));
        let start = spent();
        frame(input);
        spent().saturating_sub(start)
    });
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    times
}

/// What this thread has spent of the processor.
#[cfg(unix)]
fn spent() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).expect("a time")
}

/// The time, where a thread cannot be asked.
#[cfg(not(unix))]
fn spent() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

fn tell(what: &str, times: Vec<Duration>) {
    let ms = |at: usize| times[at.min(times.len() - 1)].as_secs_f64() * 1e3;
    let p99 = times.len() * 99 / 100;
    let verdict = if times[p99] <= BAR { "within the bar" } else { "OVER THE BAR" };
    println!(
        "{what:<32} median {:>6.2} ms  p99 {:>6.2} ms  slowest {:>6.2} ms  {verdict}",
        ms(times.len() / 2),
        ms(p99),
        ms(times.len() - 1)
    );
}

fn with_events(events: Vec<egui::Event>) -> egui::RawInput {
    let size = egui::vec2(1366.0, 768.0);
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, size);
    egui::RawInput { screen_rect: Some(screen), events, ..egui::RawInput::default() }
}

fn key(key: egui::Key) -> egui::Event {
    egui::Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::NONE,
    }
}

fn wheel(points: f32) -> egui::Event {
    egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, points),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    }
}
