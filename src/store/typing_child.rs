//! A program that saves one number after the other and says so: the test starts itself again as a child, which
//! can be killed, watched and given errors.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::samples::*;
use super::{Key, Store, StoreError};
use crate::report::deed::Deed;
use crate::report::value::Value;

const FILE: &str = "BAOCAO06_TYPING_CHILD_FILE";
const SAVES: &str = "BAOCAO06_TYPING_CHILD_SAVES";
/// What encrypted files of these tests are opened with.
const PASSWORD: &str = "Đông Hải 06";
/// More saves than any child lives to make.
const SAVES_MAX: i64 = 100_000;
/// How often a number is saved that could not be.
const TRIES: u8 = 3;
/// After so many saves the log is folded into the file, as in quiet moments of the window.
const FOLDED_AFTER: i64 = 5;

/// Does nothing unless a test below started it.
#[test]
fn child_saves_until_it_is_stopped() {
    let Some(path) = std::env::var_os(FILE).map(PathBuf::from) else {
        return;
    };
    let saves = std::env::var(SAVES).map_or(SAVES_MAX, |saves| saves.parse().unwrap());
    if let Err(err) = save_all(&path, saves) {
        say(&format!("refused: {err}"));
    }
}

fn save_all(path: &Path, saves: i64) -> Result<(), StoreError> {
    let mut store = opened(path)?;
    let first = last_count(&store)? + 1;
    for number in first..first + saves {
        save(&mut store, number)?;
        if number % FOLDED_AFTER == 0
            && let Err(err) = store.flush()
        {
            say(&format!("not folded: {err}"));
        }
    }
    store.close()
}

/// Saves a number, again where it was refused: whoever types does not go away with the first error.
fn save(store: &mut Store, number: i64) -> Result<(), StoreError> {
    let id = store.reports()?[0].id;
    let edits = [count("a", number), count("b", -number)];
    let mut tries = 0;
    loop {
        tries += 1;
        match store.save_edits(id, &edits, &info(Deed::Pasted, number)) {
            Ok(_) => {
                say(&format!("saved {number}"));
                return Ok(());
            }
            Err(err) if tries == TRIES => return Err(err),
            Err(err) => say(&format!("not saved: {err}")),
        }
    }
}

/// A line at once, even into a pipe.
fn say(line: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

/// The number of a line that acknowledges a save. The name of the test may stand before it.
pub(super) fn acknowledged(line: &str) -> Option<i64> {
    line.split_once("saved ").filter(|(before, _)| !before.ends_with("not "))?.1.trim().parse().ok()
}

/// The last number that a file holds; fails where a save is there by half.
pub(super) fn last_count(store: &Store) -> Result<i64, StoreError> {
    let id = store.reports()?[0].id;
    let report = store.load_report(id)?;
    let number = |key: &str| {
        let value = report.values.get(&figure(key)).and_then(Value::number);
        value.map_or(0, |number| number.to_decimal().try_into().unwrap())
    };
    let count: i64 = number("a");
    assert_eq!(count, -number("b"), "a save is whole or absent");
    let logged = store.history(id, None, u32::MAX)?;
    assert_eq!(i64::try_from(logged.len()).unwrap(), count + 1, "so is its row of the log");
    Ok(count)
}

/// Opens a file, reads all of it and returns the last number in it.
pub(super) fn last_count_of_whole(path: &Path) -> Result<i64, String> {
    let said = |err: StoreError| err.to_string();
    let store = opened(path).map_err(said)?;
    let damages = store.verify().map_err(said)?.damages;
    if !damages.is_empty() {
        return Err(format!("{damages:?}"));
    }
    last_count(&store).map_err(said)
}

/// Such a file, encrypted or not: a plain one needs no key, and none does harm.
pub(super) fn opened(path: &Path) -> Result<Store, StoreError> {
    Store::open_with(path, Some(&Key::new(PASSWORD)))
}

/// The same as [`new_file`], encrypted.
#[cfg(feature = "encryption")]
pub(super) fn new_encrypted_file(folder: &Path) -> PathBuf {
    let path = folder.join("data.bc06");
    Store::draft_with(&path, Some(&Key::new(PASSWORD))).unwrap().appear().unwrap();
    let (store, _) = with_report(opened(&path).unwrap());
    store.close().unwrap();
    path
}

/// A new file that a child can save into.
pub(super) fn new_file(folder: &Path) -> PathBuf {
    let path = folder.join("data.bc06");
    let (store, _) = with_report(Store::create(&path).unwrap());
    store.close().unwrap();
    path
}

/// The child, to be started by itself or by a program that comes first.
pub(super) fn child(first: Option<Command>, path: &Path, saves: Option<i64>) -> Command {
    let program = std::env::current_exe().unwrap();
    let mut command = match first {
        Some(mut first) => {
            first.arg(program);
            first
        }
        None => Command::new(program),
    };
    let name = "store::typing_child::child_saves_until_it_is_stopped";
    command.args(["--exact", name, "--nocapture", "--test-threads=1"]);
    command.env(FILE, path).stdout(Stdio::piped()).stderr(Stdio::null());
    match saves {
        Some(saves) => command.env(SAVES, saves.to_string()),
        None => command.env_remove(SAVES),
    };
    command
}

/// The lines of a child's output.
pub(super) fn lines(out: impl std::io::Read) -> impl Iterator<Item = String> {
    BufReader::new(out).lines().map_while(Result::ok)
}
