//! R6 and R7 with the real worker: while the disk fails at one call or at all from one on, nothing is told as saved
//! that is not there, and what was not saved is once the fault is over.
//!
//! The test starts itself again as a child whose calls `strace` lets fail.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use baocao06::app::message::Event;
use baocao06::app::open_report::Attempt;
use baocao06::app::worker::{First, Worker};
use baocao06::report::value::Value;

use super::libreoffice::say;
use super::support::key;
use super::worker_support::*;

const FILE: &str = "BAOCAO06_FAILING_DISK_TEST_FILE";
const SAVES: i64 = 4;
/// The calls that fail at opening, at saving and at folding the log into the file.
const PLACES: [usize; 9] = [1, 2, 3, 5, 8, 12, 17, 23, 30];

/// Does nothing unless the parent below started it.
#[test]
fn child_saves_on_a_failing_disk() {
    let Some(path) = std::env::var_os(FILE).map(PathBuf::from) else {
        return;
    };
    let worker = Worker::start(First::Named(path)).unwrap();
    let is_answer = |event: &Event| matches!(event, Event::Opened { .. } | Event::NothingOpen(_));
    let told = until(&worker, is_answer);
    let Some(may) = told.into_iter().find_map(|event| match event {
        Event::Opened { resume: Some((may, _)), .. } => Some(may),
        _ => None,
    }) else {
        println!("not opened");
        return;
    };
    let mut batch = 0;
    for number in 1..=SAVES {
        let mut attempt = Attempt::First;
        let is_saved = (0..3).any(|_| {
            batch += 1;
            worker.ask(save(may, batch, attempt, vec![typed(DIRECT, number)]));
            attempt = Attempt::Retry;
            saves(&answers(&worker, may)) == [(batch, true)]
        });
        println!("{} {number}", if is_saved { "saved" } else { "refused" });
        if !is_saved {
            return;
        }
    }
}

fn strace(path: &Path, call: &str, what: &str) -> Command {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null", "-P"]).arg(path).arg("-P").arg(log);
    command.args(["-e", &format!("trace={call}"), "-e", &format!("inject={call}:{what}")]);
    command
}

/// What the child said.
struct Said {
    /// The last number that was told as saved.
    saved: i64,
    was_refused: bool,
    was_opened: bool,
}

fn run(path: &Path, call: &str, what: &str) -> Said {
    let output = strace(path, call, what)
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "test_worker_faults::child_saves_on_a_failing_disk", "--nocapture"])
        .env(FILE, path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{call} {what}: {said}\n{err}");
    assert!(!err.contains("panicked"), "{call} {what}: {err}");
    let saved = said.lines().filter_map(|line| line.rsplit_once("saved ")?.1.parse().ok());
    Said {
        saved: saved.max().unwrap_or(0),
        was_refused: said.contains("refused"),
        was_opened: !said.contains("not opened"),
    }
}

#[test]
fn r6_r7_the_worker_calls_nothing_saved_that_a_failing_disk_did_not_take() {
    let mut watched = Command::new("strace");
    watched.args(["-f", "-o", "/dev/null", "true"]).stdout(Stdio::null()).stderr(Stdio::null());
    if !watched.status().is_ok_and(|status| status.success()) {
        assert!(std::env::var_os("BAOCAO06_NEED_STRACE").is_none(), "strace must be there");
        say("the worker on a failing disk skipped: no strace");
        return;
    }
    let file = DataFile::new();
    let whole = fs::read(&file.path).unwrap();
    let before = file.may_on_disk().value(&key(DIRECT)).clone();
    let (mut runs, mut refused) = (0, 0);
    for (call, error) in [("pwrite64", "ENOSPC"), ("fsync", "EIO")] {
        for place in PLACES {
            for until in ["", "+"] {
                let _none = fs::remove_file(file.beside("mau.bc06-wal"));
                fs::write(&file.path, &whole).unwrap();
                let what = format!("error={error}:when={place}{until}");
                let Said { saved, was_refused, was_opened } = run(&file.path, call, &what);
                let may = file.may_on_disk();
                let found = may.value(&key(DIRECT));
                // What was refused last may be there all the same: it was on its way.
                let is_there = (saved == 0 && *found == before)
                    || [saved, saved + 1].iter().any(|number| *found == Value::count(*number));
                assert!(is_there, "{call} {what}: {found:?} of {saved}");
                // A fault that is over is made good by the next try.
                let is_over = until.is_empty();
                assert!(!is_over || !was_opened || saved == SAVES, "{call} {what}: {saved}");
                runs += 1;
                refused += u32::from(was_refused || !was_opened);
            }
        }
    }
    println!(
        "{runs} faults of the disk under the worker: {refused} refused, 0 called saved that were not"
    );
    assert!(refused > 0);
}
