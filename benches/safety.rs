//! What keeping the data safe costs: a saved edit beside a bare SQLite FULL commit of the same rows, in turns on one
//! disk, with the slowest of a hundred; and opening a file of 120 reports with and without a check of all of
//! its content. The window does the check behind the opening, while nobody asks for anything.

#![expect(clippy::expect_used, reason = "a bench that cannot be made has failed")]

mod common;

use std::path::Path;
use std::time::{Duration, Instant};

use baocao06::app::message::{Event, Request};
use baocao06::app::open_report::Deed;
use baocao06::app::session::Session;
use baocao06::app::worker::{First, Worker};
use baocao06::report::change::Edit;
use baocao06::report::period::PeriodKey;
use baocao06::report::value::Value;
use common::bare::BareFile;
use common::{file_of_120, typed_figure};

const SAVES: i64 = 1_000;
const OPENINGS: usize = 30;

fn main() {
    saved_edits();
    openings();
}

/// One figure typed over and over: each save is on the disk before the next one begins.
fn saved_edits() {
    let folder = tempfile::tempdir().expect("a folder");
    let (own, bare) = (folder.path().join("own.bc06"), folder.path().join("bare.bc06"));
    Session::create_sample(&bare).and_then(Session::close).expect("the sample");
    let mut bare = BareFile::open(&bare);
    let mut session = Session::create_sample(&own).expect("the sample");
    let may = session.find(PeriodKey::month_of(2023, 5).expect("a month")).expect("May");
    let (mut own_times, mut bare_times) = (Vec::new(), Vec::new());
    for count in 1..=SAVES {
        bare_times.push(timed(|| bare.commit("typed", None, (count - 1, count))));
        own_times.push(timed(|| {
            let edit = Edit::figure(typed_figure(), Some(Value::count(count)));
            session.save(may, &[edit], Deed::Typed).expect("saved").expect("a change")
        }));
    }
    let (own, bare) = (Spread::of(own_times), Spread::of(bare_times));
    println!("bare FULL commit      {bare}");
    println!("saved edit            {own}");
    println!(
        "saved edit ratio {:.2} (bar 1.3)",
        own.median.as_secs_f64() / bare.median.as_secs_f64()
    );
}

/// Opening to the list of reports; and reading all there is, as the check of the data does.
fn openings() {
    let (folder, session, _) = file_of_120();
    session.close().expect("closed");
    let path = folder.path().join("a.bc06");
    let (mut opened, mut checked, mut in_window) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..OPENINGS {
        let mut session = None;
        opened.push(timed(|| {
            let mut open = Session::open(&path).expect("opened");
            open.summary().expect("the list");
            session = Some(open);
        }));
        let mut session = session.expect("opened");
        checked.push(timed(|| {
            let check = session.verify().expect("read");
            assert!(check.verification.damages.is_empty());
        }));
        session.close().expect("closed");
        in_window.push(opened_by_worker(&path));
    }
    let (opened, checked) = (Spread::of(opened), Spread::of(checked));
    let in_window = Spread::of(in_window);
    println!("opening 120 reports   {opened}");
    println!("checking their content {checked}");
    println!("opening, with the check behind it {in_window}");
    println!(
        "opening with check ratio {:.2} (bar 1.5)",
        in_window.median.as_secs_f64() / opened.median.as_secs_f64()
    );
}

/// From the start of the worker, as the window starts it, until the list of reports is there. All content is checked
/// after that, and whoever waits for the list waits for none of it.
fn opened_by_worker(path: &Path) -> Duration {
    let began = Instant::now();
    let worker = Worker::start(First::Named(path.to_owned())).expect("a thread");
    let until = |is_it: fn(&Event) -> bool| {
        while !worker.events().iter().any(is_it) {
            std::thread::yield_now();
        }
        began.elapsed()
    };
    let time = until(|event| matches!(event, Event::Opened { .. }));
    worker.ask(Request::Close);
    until(|event| matches!(event, Event::Closed));
    time
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    let done = work();
    let time = began.elapsed();
    drop(done);
    time
}

/// How long something takes: usually, and the slowest of a hundred.
struct Spread {
    median: Duration,
    p99: Duration,
}

impl Spread {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
        Self { median: at(50), p99: at(99) }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let us = |time: Duration| time.as_secs_f64() * 1e6;
        write!(f, "{:>9.0} µs, p99 {:>9.0} µs", us(self.median), us(self.p99))
    }
}
