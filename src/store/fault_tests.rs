//! R6 and R7: a full disk and errors of the disk at every single call, once and from then on.
//!
//! Nothing is called saved that is not there, nothing stops the program, and once the fault is over all is saved.

use std::fs;
use std::path::Path;

use super::samples::{count, typed};
use super::traced;
use super::typing_child::{acknowledged, child, last_count_of_whole, lines, new_file};
use super::{ReportId, Store};

const SAVES: i64 = 6;

/// A call that fails, and how.
struct Failing {
    calls: &'static str,
    error: &'static str,
}

const WRITES: [Failing; 4] = [
    Failing { calls: "pwrite64", error: "ENOSPC" },
    Failing { calls: "pwrite64", error: "EIO" },
    Failing { calls: "fsync,fdatasync", error: "EIO" },
    Failing { calls: "ftruncate", error: "ENOSPC" },
];
const READS: [Failing; 1] = [Failing { calls: "pread64", error: "EIO" }];

/// How long a fault lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lasts {
    /// One call.
    Once,
    /// From that call on.
    On,
}

/// What a child said.
struct Said {
    saved: i64,
    was_refused: bool,
}

/// Lets a child save while its calls on the data file and its log fail from the `k`-th on.
fn run(path: &Path, failing: &Failing, k: usize, lasts: Lasts) -> Said {
    let Failing { calls, error } = failing;
    let until = if lasts == Lasts::On { "+" } else { "" };
    let mut strace = traced::strace_of_file(path, Path::new("/dev/null"), calls);
    strace.args(["-e", &format!("inject={calls}:error={error}:when={k}{until}")]);
    let output = child(Some(strace), path, Some(SAVES)).output().unwrap();
    let lines: Vec<String> = lines(output.stdout.as_slice()).collect();
    assert!(output.status.success(), "{calls} {k} {error} {lasts:?}: {lines:?}");
    Said {
        saved: lines.iter().filter_map(|line| acknowledged(line)).next_back().unwrap_or(0),
        was_refused: lines.iter().any(|line| {
            ["not saved", "refused", "not folded"].iter().any(|words| line.contains(words))
        }),
    }
}

/// How many such calls a child makes that nothing goes wrong with.
fn num_calls(failing: &Failing) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let path = new_file(folder.path());
    let seen = folder.path().join("calls");
    let strace = traced::strace_of_file(&path, &seen, failing.calls);
    assert!(child(Some(strace), &path, Some(SAVES)).status().unwrap().success());
    fs::read_to_string(seen).unwrap().lines().count()
}

/// At every call, or evenly at so many of them where there are more.
fn fail_each(failings: &[Failing], places: usize) {
    if !traced::is_possible() {
        return;
    }
    for failing in failings {
        let num_calls = num_calls(failing);
        assert!(num_calls > 0, "{}", failing.calls);
        let (mut faults, mut refused) = (0, 0);
        for k in (1..=num_calls).step_by(num_calls.div_ceil(places)) {
            for lasts in [Lasts::Once, Lasts::On] {
                let folder = tempfile::tempdir().unwrap();
                let path = new_file(folder.path());
                let said = run(&path, failing, k, lasts);
                let of = format!("{} {} at call {k}, {lasts:?}", failing.error, failing.calls);
                let found = last_count_of_whole(&path).unwrap_or_else(|err| panic!("{of}: {err}"));
                // What was refused last may be there all the same: it was on its way.
                assert!(
                    found >= said.saved && found <= said.saved + 1,
                    "{of}: {found}, {}",
                    said.saved
                );
                save_more(&path, found + 1);
                faults += 1;
                refused += usize::from(said.was_refused);
            }
        }
        println!(
            "{} on {faults} of {} calls of {}: {refused} told, 0 saves lost",
            failing.error,
            num_calls * 2,
            failing.calls
        );
        assert!(refused > 0, "{} {}", failing.error, failing.calls);
    }
}

/// The fault is over: what is typed is saved.
fn save_more(path: &Path, number: i64) {
    let mut store = Store::open(path).unwrap();
    let edits = [count("a", number), count("b", -number)];
    store.save_edits(ReportId::from_row(1), &edits, &typed(number)).unwrap();
    store.close().unwrap();
    assert_eq!(last_count_of_whole(path).unwrap(), number);
}

#[test]
fn r6_r7_a_fault_at_any_write_loses_nothing_that_was_acknowledged() {
    fail_each(&WRITES, 36);
}

#[test]
fn r7_a_fault_at_any_read_loses_nothing_that_was_acknowledged() {
    fail_each(&READS, 12);
}

#[test]
#[ignore = "soak: takes minutes"]
fn soak_faults_of_the_disk() {
    fail_each(&WRITES, usize::MAX);
    fail_each(&READS, usize::MAX);
}
