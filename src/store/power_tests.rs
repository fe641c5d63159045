//! R3: whatever was acknowledged before the power went is in the file afterwards.
//!
//! What a program writes is recorded with each moment at which it asks for it to be on the disk (`fsync`). What
//! was asked for is there after a power cut. Of the rest any part may be: earlier writes without later ones or
//! the other way round, and of one write any of its sectors.

use std::fs;

use super::samples::Random;
use super::traced::{self, Call};
use super::typing_child::{acknowledged, child, last_count_of_whole, new_file};

const SAVES: i64 = 24;
/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum File {
    Data,
    Log,
}

impl File {
    const ALL: [Self; 2] = [Self::Data, Self::Log];

    fn of(path: &str) -> Option<Self> {
        match path.rsplit_once('/')?.1 {
            "data.bc06" => Some(Self::Data),
            "data.bc06-wal" => Some(Self::Log),
            _ => None,
        }
    }
}

#[derive(Debug)]
enum Deed {
    Written {
        at: usize,
        bytes: Vec<u8>,
    },
    /// To a length.
    Cut(usize),
    Removed,
    /// All before it is on the disk.
    Synced,
}

#[derive(Debug)]
enum Event {
    Done(File, Deed),
    /// The user was told that this number is saved.
    Saved(i64),
}

/// A file as it was, and all that was done to it.
struct Recording {
    before: Vec<u8>,
    events: Vec<Event>,
}

/// Lets a child save and close the file.
fn record() -> Recording {
    let folder = tempfile::tempdir().unwrap();
    let path = new_file(folder.path());
    let before = fs::read(&path).unwrap();
    let seen = folder.path().join("calls");
    let mut strace = traced::strace(&seen);
    // All calls by which SQLite and Rust write, so that none is missed.
    strace.arg("-e").arg("trace=/^p?write(v|64|v2)?$,/^f(data)?sync$,/truncate,/unlink,/rename");
    let output = child(Some(strace), &path, Some(SAVES)).output().unwrap();
    assert!(output.status.success());
    let calls = fs::read_to_string(seen).unwrap();
    let events: Vec<Event> = calls.lines().filter_map(Call::read).filter_map(event).collect();
    let last = events.iter().filter(|event| matches!(event, Event::Saved(_))).count();
    assert_eq!(i64::try_from(last).unwrap(), SAVES);
    Recording { before, events }
}

fn event(call: Call) -> Option<Event> {
    assert!(!call.failed, "{call:?}");
    if call.name == "write" {
        return acknowledged(&String::from_utf8(call.bytes).ok()?).map(Event::Saved);
    }
    let number = call.number.map(|number| usize::try_from(number).unwrap());
    let deed = match call.name.as_str() {
        "pwrite64" => Deed::Written { at: number?, bytes: call.bytes },
        "ftruncate" => Deed::Cut(number?),
        "fsync" | "fdatasync" => Deed::Synced,
        "unlink" => Deed::Removed,
        _ => panic!("what does it do to a file? {call:?}"),
    };
    Some(Event::Done(File::of(&call.path)?, deed))
}

/// Does something to a file; of a write only the sectors that `is_there` says.
fn apply(file: &mut Option<Vec<u8>>, deed: &Deed, mut is_there: impl FnMut() -> bool) {
    match deed {
        Deed::Written { at, bytes } => {
            let file = file.get_or_insert_default();
            let mut at = *at;
            let mut rest = bytes.as_slice();
            while !rest.is_empty() {
                let (now, then) = rest.split_at(rest.len().min(SECTOR - at % SECTOR));
                if is_there() {
                    file.resize(file.len().max(at + now.len()), 0);
                    file[at..at + now.len()].copy_from_slice(now);
                }
                at += now.len();
                rest = then;
            }
        }
        Deed::Cut(length) => file.get_or_insert_default().resize(*length, 0),
        Deed::Removed => *file = None,
        Deed::Synced => {}
    }
}

/// What becomes of that which nobody asked to be on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unsynced {
    /// All of it is there: the power went between two calls.
    Kept,
    /// Nothing.
    Lost,
    /// Some of it, in any order, some of it by parts.
    Mixed,
}

impl Unsynced {
    /// In turn; what is mixed has the most forms.
    const TURNS: [Self; 4] = [Self::Kept, Self::Lost, Self::Mixed, Self::Mixed];
}

impl Recording {
    /// The files after a power cut behind so many events, and the last number that was acknowledged.
    fn cut(
        &self,
        num: usize,
        unsynced: Unsynced,
        random: &mut Random,
    ) -> ([Option<Vec<u8>>; 2], i64) {
        let events = &self.events[..num];
        let files = File::ALL.map(|of| {
            let deeds = events.iter().filter_map(|event| match event {
                Event::Done(file, deed) if *file == of => Some(deed),
                _ => None,
            });
            let deeds: Vec<&Deed> = deeds.collect();
            let is_synced = |deed: &&Deed| matches!(deed, Deed::Synced);
            let synced = deeds.iter().rposition(is_synced).map_or(0, |last| last + 1);
            let mut file = (of == File::Data).then(|| self.before.clone());
            deeds[..synced].iter().for_each(|deed| apply(&mut file, deed, || true));
            let mut rest = deeds[synced..].to_vec();
            match unsynced {
                Unsynced::Lost => rest.clear(),
                Unsynced::Kept => {}
                Unsynced::Mixed => {
                    for last in (1..rest.len()).rev() {
                        rest.swap(last, random.below(last + 1));
                    }
                }
            }
            for deed in rest {
                // Whole, not at all, or by parts.
                let fate = random.below(3);
                if unsynced == Unsynced::Kept || fate == 0 {
                    apply(&mut file, deed, || true);
                } else if fate == 1 && matches!(deed, Deed::Written { .. }) {
                    apply(&mut file, deed, || random.below(2) == 0);
                }
            }
            file
        });
        let saved = events.iter().rev().find_map(|event| match event {
            Event::Saved(number) => Some(*number),
            Event::Done(..) => None,
        });
        (files, saved.unwrap_or(0))
    }
}

/// Why files are not what was promised, if they are not.
fn fault([data, log]: &[Option<Vec<u8>>; 2], promised: i64) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    fs::write(&path, data.as_ref().unwrap()).unwrap();
    if let Some(log) = log {
        fs::write(folder.path().join("data.bc06-wal"), log).unwrap();
    }
    match last_count_of_whole(&path) {
        // One more may have been on its way.
        Ok(found) if (promised..=promised + 1).contains(&found) => None,
        Ok(found) => Some(format!("holds {found}")),
        Err(err) => Some(err),
    }
}

fn lose_power(images: usize) {
    if !traced::is_possible() {
        return;
    }
    let recording = record();
    let num_events = recording.events.len();
    let mut random = Random::new(1);
    let cuts = images / Unsynced::TURNS.len();
    for image in 0..images {
        let unsynced = Unsynced::TURNS[image % Unsynced::TURNS.len()];
        let cut = image / Unsynced::TURNS.len();
        // All of them in turn where there are more images than events, or else so many of them evenly.
        let num = if cuts > num_events { cut % (num_events + 1) } else { cut * num_events / cuts };
        let (files, promised) = recording.cut(num, unsynced, &mut random);
        if let Some(fault) = fault(&files, promised) {
            panic!("{promised} promised after event {num} ({unsynced:?}, image {image}): {fault}");
        }
    }
    println!("{images} power cuts within {num_events} events of {SAVES} saves: none lost");
}

#[test]
fn r3_a_power_cut_loses_nothing_that_was_acknowledged() {
    lose_power(500);
}

#[test]
#[ignore = "soak: takes half an hour"]
fn soak_power_cuts() {
    lose_power(50_000);
}

/// Were nothing ever asked to be on the disk, saves would be lost, and the test above would see it.
#[test]
fn r3_power_cuts_without_a_sync_lose_saves() {
    if !traced::is_possible() {
        return;
    }
    let mut recording = record();
    recording.events.retain(|event| !matches!(event, Event::Done(_, Deed::Synced)));
    let (num, mut random) = (recording.events.len(), Random::new(1));
    let is_lost = |cut: usize| {
        let (files, promised) = recording.cut(cut, Unsynced::TURNS[cut % 4], &mut random);
        fault(&files, promised).is_some()
    };
    let lost = (0..num).step_by(num / 40).filter(|cut| *cut > 0).map(is_lost);
    let lost = lost.filter(|is_lost| *is_lost).count();
    assert!(lost > 5, "{lost}");
}
