//! R46: a disk that takes 300 ms for every flush. The window never waits for it: its thread flushes nothing, and its
//! frames take as long as on any disk.
//!
//! The test starts itself again as a child whose flushes `strace` delays, and sees from outside which thread asked for
//! each of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use baocao06::app::message::Request;
use baocao06::app::worker::{First, Worker};
use baocao06::report::period::PeriodKey;
use baocao06::report::value::Value;
use egui_kittest::kittest::Queryable as _;

use super::libreoffice::say;
use super::support::*;
use super::worker_support::{DataFile, PATIENCE};

const FILE: &str = "BAOCAO06_SLOW_DISK_TEST_FILE";
const FIGURES: &str = "BAOCAO06_SLOW_DISK_TEST_FIGURES";
const DELAY: Duration = Duration::from_millis(300);
/// Frames between two figures: more than the pause behind the last key after which it is saved.
const FRAMES: usize = 30;
const FIRST: &str = "Đăng ký thường trú – trực tiếp";
const KEY: &str = "services.residence_permanent.direct";

/// What the frames of the child cost.
#[derive(Debug, Default)]
struct Frames {
    /// Time of the processor, and time by the clock.
    each: Vec<(Duration, Duration)>,
    /// The longest that asking the worker for something took.
    longest_asking: Duration,
}

fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap()
}

struct Child {
    harness: TestHarness,
    worker: Worker,
    frames: Frames,
}

impl Child {
    fn frame(&mut self) {
        let (processor, clock) = (processor_time(), Instant::now());
        let events = self.worker.events();
        self.harness.state_mut().as_mut().unwrap().outside().events.extend(events);
        self.harness.step();
        let asking = Instant::now();
        for request in asked(&mut self.harness) {
            self.worker.ask(request);
        }
        self.frames.longest_asking = self.frames.longest_asking.max(asking.elapsed());
        self.frames.each.push((processor_time().saturating_sub(processor), clock.elapsed()));
    }

    fn until(&mut self, what: &str, is_there: impl Fn(&TestHarness) -> bool) {
        let start = Instant::now();
        while !is_there(&self.harness) {
            self.frame();
            std::thread::sleep(Duration::from_millis(5));
            assert!(start.elapsed() < PATIENCE, "{what} did not come");
        }
    }
}

/// Does nothing unless the parent below started it: types one figure after the other.
#[test]
fn child_types_on_a_slow_disk() {
    let Some(path) = std::env::var_os(FILE).map(PathBuf::from) else {
        return;
    };
    let figures: i64 = std::env::var(FIGURES).unwrap().parse().unwrap();
    let harness = window([1366.0, 2600.0], baocao06::app::platform::preferences::Theme::Light);
    let worker = Worker::start(First::Named(path)).unwrap();
    let mut child = Child { harness, worker, frames: Frames::default() };
    let is_open = |harness: &TestHarness| harness.state().as_ref().unwrap().state().open.is_some();
    child.until("the report", is_open);
    child.until("the page", |harness| harness.query_all_by_label_contains("II.2").next().is_some());
    child.harness.query_all_by_label_contains("II.2").next().unwrap().click();
    child.harness.run();
    field(&child.harness, FIRST).focus();
    child.frame();
    child.frame();
    // The first frames of a page lay everything out.
    child.frames = Frames::default();
    for number in 1..=figures {
        for digit in number.to_string().chars() {
            child.harness.event(egui::Event::Text(digit.to_string()));
            child.frame();
        }
        child.harness.key_press(egui::Key::Enter);
        for _ in 0..FRAMES {
            child.frame();
            std::thread::sleep(Duration::from_millis(8));
        }
    }
    child.until("all to be saved", |harness| !on_screen(harness).has_waiting());
    let me = fs::read_link("/proc/thread-self").unwrap();
    let Child { frames, worker, .. } = child;
    for (processor, clock) in &frames.each {
        println!("\nframe {} {}", processor.as_micros(), clock.as_micros());
    }
    println!("\nthread {}", me.file_name().unwrap().to_str().unwrap());
    println!("\nasking {}", frames.longest_asking.as_micros());
    worker.ask(Request::Close);
}

/// What was seen of a child.
struct Seen {
    flushes_of_window: usize,
    flushes: usize,
    /// Time of the processor and by the clock of each frame, in microseconds, sorted each for itself.
    processor: Vec<u64>,
    clock: Vec<u64>,
    longest_asking: u64,
    /// Frames that waited as long as a flush takes.
    waited: usize,
}

fn typing(data: &Path, figures: i64, delay: Duration) -> Seen {
    let seen = data.with_extension("seen");
    let micros = delay.as_micros();
    let output = Command::new("strace")
        .args(["-f", "-qq", "--seccomp-bpf", "-e", "trace=fsync,fdatasync", "-e"])
        .arg(format!("inject=fsync,fdatasync:delay_enter={micros}"))
        .arg("-o")
        .arg(&seen)
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "test_slow_disk::child_types_on_a_slow_disk", "--nocapture"])
        .env(FILE, data)
        .env(FIGURES, figures.to_string())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let word = |begin: &str| {
        said.lines().find_map(|line| line.strip_prefix(begin)).map(str::to_owned).unwrap()
    };
    let window = word("thread ");
    let frames = said.lines().filter_map(|line| line.strip_prefix("frame ")?.split_once(' '));
    let frames: Vec<(u64, u64)> =
        frames.map(|(a, b)| (a.parse().unwrap(), b.parse().unwrap())).collect();
    let calls = fs::read_to_string(&seen).unwrap();
    let is_of_window = |line: &&str| line.split_whitespace().next() == Some(window.as_str());
    let flush = |line: &&str| line.contains("fsync(") || line.contains("fdatasync(");
    let sorted = |mut times: Vec<u64>| {
        times.sort_unstable();
        times
    };
    Seen {
        flushes_of_window: calls.lines().filter(flush).filter(is_of_window).count(),
        flushes: calls.lines().filter(flush).count(),
        waited: frames
            .iter()
            .filter(|(processor, clock)| u128::from(clock.saturating_sub(*processor)) >= micros)
            .count(),
        processor: sorted(frames.iter().map(|(processor, _)| *processor).collect()),
        clock: sorted(frames.iter().map(|(_, clock)| *clock).collect()),
        longest_asking: word("asking ").parse().unwrap(),
    }
}

fn told(name: &str, times: &[u64]) -> String {
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    format!("{name} p50 {} p99 {} most {} µs", at(50), at(99), at(100))
}

/// The sample, left on May.
fn data_file() -> DataFile {
    let file = DataFile::new();
    let mut session = baocao06::app::session::Session::open(&file.path).unwrap();
    let may = session.find(PeriodKey::parse("2023-05").unwrap()).unwrap();
    let key = session.load(may).unwrap().report.key();
    session.remember_page(&key, "").unwrap();
    session.close().unwrap();
    file
}

fn frames_on_a_slow_disk(figures: i64) -> Option<(Seen, Seen)> {
    let mut watched = Command::new("strace");
    watched.args(["-f", "-o", "/dev/null", "true"]).stdout(Stdio::null()).stderr(Stdio::null());
    if !watched.status().is_ok_and(|status| status.success()) {
        assert!(std::env::var_os("BAOCAO06_NEED_STRACE").is_none(), "strace must be there");
        say("frames on a slow disk skipped: no strace");
        return None;
    }
    // A file each: what is there already would not be saved again.
    let usual = typing(&data_file().path, figures, Duration::ZERO);
    let file = data_file();
    let slow = typing(&file.path, figures, DELAY);
    for (name, seen) in [("usual disk", &usual), ("300 ms a flush", &slow)] {
        say(&format!(
            "{name}: {} frames, {} flushes, {}, {}, longest asking {} µs",
            seen.processor.len(),
            seen.flushes,
            told("processor", &seen.processor),
            told("clock", &seen.clock),
            seen.longest_asking,
        ));
    }
    let may = file.may_on_disk();
    let first = may.value(&key(KEY)).clone();
    assert_eq!(first, Value::count(1), "typed first");
    Some((usual, slow))
}

#[test]
fn r46_the_window_waits_for_no_flush_of_a_slow_disk() {
    let Some((_, slow)) = frames_on_a_slow_disk(8) else { return };
    // What is typed while a save is on its way is saved together behind it.
    assert!(slow.flushes >= 6, "{} flushes", slow.flushes);
    assert_eq!(slow.flushes_of_window, 0, "the window's thread flushed");
    // Were it waiting for the thread that does, a frame for each of them would be as long.
    assert!(slow.waited * 4 < slow.flushes, "{} of {} frames", slow.waited, slow.processor.len());
}

#[test]
#[ignore = "soak: measures, and needs a release build on a machine that does nothing else"]
fn soak_frames_on_a_slow_disk() {
    const BUDGET: u64 = 16_700;
    let Some((usual, slow)) = frames_on_a_slow_disk(60) else { return };
    let p99 = |times: &[u64]| times[(times.len() - 1) * 99 / 100];
    assert!(p99(&slow.clock) <= BUDGET, "{}", p99(&slow.clock));
    assert!(p99(&slow.clock) <= p99(&usual.clock) * 3 / 2 + 1_000);
}
