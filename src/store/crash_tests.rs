//! R1: whatever was acknowledged before the program was killed is in the file afterwards.
//!
//! The test starts itself again as a child, which saves and prints the number of each save when it
//! has returned; the parent kills it at some moment and looks at the file.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::Store;
use super::samples::*;
use crate::report::deed::Deed;
use crate::report::value::Value;

const FILE: &str = "BAOCAO06_CRASH_TEST_FILE";
const ROUNDS: u64 = 20;
/// More saves than any child lives to make.
const SAVES: i64 = 100_000;

/// Does nothing unless the parent below started it.
#[test]
fn child_saves_until_it_is_killed() {
    let Some(path) = std::env::var_os(FILE).map(PathBuf::from) else {
        return;
    };
    let mut store = Store::open(&path).unwrap();
    // Folds the log into the file every few saves, so that this is interrupted too.
    store.connection().pragma_update_and_check(None, "wal_autocheckpoint", 12, |_| Ok(())).unwrap();
    let id = store.reports().unwrap()[0].id;
    let first = last_count(&store) + 1;
    let mut out = std::io::stdout();
    for number in first..SAVES {
        let edits = [count("a", number), count("b", -number)];
        let info = info(Deed::Pasted, number);
        store.save_edits(id, &edits, &info).unwrap();
        writeln!(out, "saved {number}").unwrap();
        out.flush().unwrap();
    }
}

fn last_count(store: &Store) -> i64 {
    let id = store.reports().unwrap()[0].id;
    let report = store.load_report(id).unwrap();
    let number = |key: &str| {
        let value = report.values.get(&figure(key)).and_then(Value::number);
        value.map_or(0, |number| number.to_decimal().try_into().unwrap())
    };
    let count: i64 = number("a");
    assert_eq!(count, -number("b"), "a save is whole or absent");
    count
}

fn start(path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::crash_tests::child_saves_until_it_is_killed"])
        .args(["--nocapture", "--test-threads=1"])
        .env(FILE, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The numbers that the child acknowledges, until its output ends.
fn acknowledged(lines: impl Iterator<Item = std::io::Result<String>>) -> impl Iterator<Item = i64> {
    lines.map_while(Result::ok).filter_map(|line| {
        // The name of the test stands before the first one.
        let (_, number) = line.split_once("saved ")?;
        number.parse().ok()
    })
}

/// Lets a child save, kills it, and returns the last number that it acknowledged.
fn round(path: &Path, random: u64) -> i64 {
    let mut child = start(path);
    let out = BufReader::new(child.stdout.take().unwrap());
    let mut numbers = acknowledged(out.lines());
    let wait = usize::try_from(random % 40).unwrap();
    let mut last = numbers.by_ref().take(wait).last().unwrap_or(0);
    std::thread::sleep(Duration::from_micros(random / 40 % 3_000));
    child.kill().unwrap();
    // What it still said before it died was promised too. (A line cut in two is no promise, but a
    // shorter number only asks for less.)
    last = numbers.last().map_or(last, |number| number.max(last));
    child.wait().unwrap();
    last
}

#[test]
fn r1_a_kill_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    let (store, id) = with_report(Store::create(&path).unwrap());
    store.close().unwrap();
    let mut saved = 0;
    for number in 0..ROUNDS {
        let promised = round(&path, RandomState::new().hash_one(number));
        let store = Store::open(&path).unwrap();
        assert_whole(&store);
        let found = last_count(&store);
        assert!(found >= promised, "{found} of {promised} after round {number}");
        assert!(found >= saved);
        let logged = store.history(id, None, u32::MAX).unwrap();
        assert_eq!(i64::try_from(logged.len()).unwrap(), found + 1);
        saved = found;
    }
    assert!(saved > 0);
}
