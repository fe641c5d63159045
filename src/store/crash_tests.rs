//! R1: whatever was acknowledged before the program was killed is in the file afterwards.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::path::Path;
use std::time::Duration;

use super::typing_child::{acknowledged, child, last_count_of_whole, lines, new_file};

/// Reading all of a file takes the longer the more was saved; after so many kills a new one is begun.
const KILLS_OF_A_FILE: usize = 50;

/// Lets a child save, kills it, and returns the last number that it acknowledged.
fn round(path: &Path, random: u64) -> i64 {
    let mut child = child(None, path, None).spawn().unwrap();
    let lines = lines(child.stdout.take().unwrap());
    let mut numbers = lines.filter_map(|line| acknowledged(&line));
    let wait = usize::try_from(random % 10).unwrap();
    let mut last = numbers.by_ref().take(wait).last().unwrap_or(0);
    std::thread::sleep(Duration::from_micros(random / 10 % 3_000));
    child.kill().unwrap();
    // What it still said before it died was promised too. (A line cut in two is no promise, but a
    // shorter number only asks for less.)
    last = numbers.last().map_or(last, |number| number.max(last));
    child.wait().unwrap();
    last
}

fn kill(kills: usize) {
    let mut saves = 0;
    for first in (0..kills).step_by(KILLS_OF_A_FILE) {
        let folder = tempfile::tempdir().unwrap();
        let path = new_file(folder.path());
        let mut saved = 0;
        for number in first..kills.min(first + KILLS_OF_A_FILE) {
            let promised = round(&path, RandomState::new().hash_one(number));
            let found = last_count_of_whole(&path).unwrap();
            assert!(found >= promised, "{found} of {promised} after kill {number}");
            assert!(found >= saved);
            saved = found;
        }
        saves += saved;
    }
    assert!(saves > 0);
    println!("{kills} kills, {saves} saves, 0 of the acknowledged ones lost");
}

#[test]
fn r1_a_kill_loses_nothing_that_was_acknowledged() {
    kill(200);
}

#[test]
#[ignore = "soak: takes half an hour"]
fn soak_kills() {
    kill(10_000);
}
