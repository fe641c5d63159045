//! R2, R6 and R7: a full disk, errors of the disk and kills at every single call.
//!
//! Nothing is called saved that is not there, nothing stops the program, and once the fault is over all is saved.

use std::fs;
use std::path::{Path, PathBuf};

use super::ReportId;
use super::samples::{count, typed};
use super::traced;
use super::typing_child::{acknowledged, child, last_count_of_whole, lines, new_file, opened};

const SAVES: i64 = 6;

/// A call that something befalls, and what.
struct Failing {
    calls: &'static str,
    what: &'static str,
}

const WRITES: [Failing; 4] = [
    Failing { calls: "pwrite64", what: "error=ENOSPC" },
    Failing { calls: "pwrite64", what: "error=EIO" },
    Failing { calls: "fsync", what: "error=EIO" },
    Failing { calls: "ftruncate", what: "error=ENOSPC" },
];
const READS: [Failing; 1] = [Failing { calls: "pread64", what: "error=EIO" }];
/// All by which the file and its log are opened, locked and changed; each is counted for itself.
const KILLS: [Failing; 6] = [
    Failing { calls: "openat", what: "signal=KILL" },
    Failing { calls: "fcntl", what: "signal=KILL" },
    Failing { calls: "pwrite64", what: "signal=KILL" },
    Failing { calls: "fsync", what: "signal=KILL" },
    Failing { calls: "ftruncate", what: "signal=KILL" },
    Failing { calls: "unlink", what: "signal=KILL" },
];

/// Makes a new file in a folder.
type Make = fn(&Path) -> PathBuf;

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
    let Failing { calls, what } = failing;
    let until = if lasts == Lasts::On { "+" } else { "" };
    let mut strace = traced::strace_of_file(path, Path::new("/dev/null"), calls);
    strace.args(["-e", &format!("inject={calls}:{what}:when={k}{until}")]);
    let output = child(Some(strace), path, Some(SAVES)).output().unwrap();
    let lines: Vec<String> = lines(output.stdout.as_slice()).collect();
    let is_killed = what.starts_with("signal");
    assert_ne!(output.status.success(), is_killed, "{calls} {k} {what} {lasts:?}: {lines:?}");
    Said {
        saved: lines.iter().filter_map(|line| acknowledged(line)).next_back().unwrap_or(0),
        was_refused: lines.iter().any(|line| {
            ["not saved", "refused", "not folded"].iter().any(|words| line.contains(words))
        }),
    }
}

/// How many such calls a child makes that nothing goes wrong with.
fn num_calls(failing: &Failing, make: Make) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let path = make(folder.path());
    let seen = folder.path().join("calls");
    let strace = traced::strace_of_file(&path, &seen, failing.calls);
    assert!(child(Some(strace), &path, Some(SAVES)).status().unwrap().success());
    fs::read_to_string(seen).unwrap().lines().count()
}

/// At every call, or evenly at so many of them where there are more.
fn fail_each(failings: &[Failing], places: usize, make: Make) {
    if !traced::is_possible() {
        return;
    }
    for failing in failings {
        // A kill is not said, and there is no second one.
        let is_kill = failing.what.starts_with("signal");
        let all = if is_kill { &[Lasts::Once][..] } else { &[Lasts::Once, Lasts::On] };
        let num_calls = num_calls(failing, make);
        assert!(num_calls > 0, "{}", failing.calls);
        let (mut faults, mut refused) = (0, 0);
        for k in (1..=num_calls).step_by(num_calls.div_ceil(places)) {
            for lasts in all.iter().copied() {
                let folder = tempfile::tempdir().unwrap();
                let path = make(folder.path());
                let said = run(&path, failing, k, lasts);
                let of = format!("{} {} at call {k}, {lasts:?}", failing.what, failing.calls);
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
            failing.what,
            num_calls * all.len(),
            failing.calls
        );
        assert!(refused > 0 || is_kill, "{} {}", failing.what, failing.calls);
    }
}

/// The fault is over: what is typed is saved.
fn save_more(path: &Path, number: i64) {
    let mut store = opened(path).unwrap();
    let edits = [count("a", number), count("b", -number)];
    store.save_edits(ReportId::from_row(1), &edits, &typed(number)).unwrap();
    store.close().unwrap();
    assert_eq!(last_count_of_whole(path).unwrap(), number);
}

#[test]
fn r6_r7_a_fault_at_any_write_loses_nothing_that_was_acknowledged() {
    fail_each(&WRITES, 30, new_file);
}

#[test]
fn r7_a_fault_at_any_read_loses_nothing_that_was_acknowledged() {
    fail_each(&READS, 12, new_file);
}

#[test]
fn r2_a_kill_at_any_call_loses_nothing_that_was_acknowledged() {
    fail_each(&KILLS, 30, new_file);
}

/// Pages go to the disk in the same order, but none is what it was in memory.
#[cfg(feature = "encryption")]
#[test]
fn r7_an_encrypted_file_bears_faults_as_a_plain_one_does() {
    use super::typing_child::new_encrypted_file;
    fail_each(&WRITES, 2, new_encrypted_file);
    fail_each(&READS, 1, new_encrypted_file);
    fail_each(&KILLS, 2, new_encrypted_file);
}

#[test]
#[ignore = "soak: takes minutes"]
fn soak_faults_of_the_disk() {
    fail_each(&KILLS, usize::MAX, new_file);
    fail_each(&WRITES, usize::MAX, new_file);
    fail_each(&READS, usize::MAX, new_file);
}
