//! R11 and R12: bits, pages and logs that are not what was written never change silently what a file says.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::Store;
use super::samples::*;
use super::verify_tests::{contents, filled};
use crate::report::deed::Deed;

const PAGE: usize = 4096;

/// What comes out of opening a damaged file.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    /// The file was refused, or something was found in it.
    Told,
    /// It says what it said at some time.
    Unchanged,
    /// It says something else, without a word.
    Silent,
}

/// Opens a file that is to say one of these, and reads all of it.
fn look(path: &Path, expected: &[&str]) -> Found {
    let before = fs::read(path).unwrap();
    let Ok(store) = Store::open(path) else {
        assert!(fs::read(path).unwrap() == before, "a refused file is not touched");
        return Found::Told;
    };
    if store.verify().is_ok_and(|verification| verification.is_whole()) {
        match contents(&store) {
            Ok(said) if expected.contains(&said.as_str()) => Found::Unchanged,
            _ => Found::Silent,
        }
    } else {
        Found::Told
    }
}

/// A closed file with something in every table, to be damaged.
struct Whole {
    _folder: TempDir,
    path: PathBuf,
    bytes: Vec<u8>,
    contents: String,
    num_damaged: usize,
    num_told: usize,
}

impl Whole {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data.bc06");
        let store = filled(Store::create(&path).unwrap());
        let contents = contents(&store).unwrap();
        store.close().unwrap();
        let bytes = fs::read(&path).unwrap();
        Self { _folder: folder, path, bytes, contents, num_damaged: 0, num_told: 0 }
    }

    fn damage(&mut self, what: &str, damage: impl FnOnce(&mut [u8])) {
        let mut bad = self.bytes.clone();
        damage(&mut bad);
        fs::write(&self.path, &bad).unwrap();
        match look(&self.path, &[&self.contents]) {
            Found::Told => self.num_told += 1,
            Found::Unchanged => {}
            Found::Silent => panic!("{what} changed what the file says, and nobody was told"),
        }
        self.num_damaged += 1;
    }

    fn print(&self, what: &str) {
        println!(
            "{} {what} of {} KB: {} told, the others where nothing stands, 0 silent",
            self.num_damaged,
            self.bytes.len() / 1024,
            self.num_told
        );
        assert!(self.num_told > 0);
    }
}

fn flip_bits(count: usize) {
    let (mut whole, mut random) = (Whole::new(), Random::new(1));
    for _ in 0..count {
        let bit = random.below(whole.bytes.len() * 8);
        whole.damage(&format!("bit {bit}"), |bytes| bytes[bit / 8] ^= 1 << (bit % 8));
    }
    whole.print("flipped bits");
}

/// Each page: zeros, random bytes, the bytes of another page, and half of it zeros as after a torn write.
fn damage_pages(rounds: u64) {
    let mut whole = Whole::new();
    let num_pages = whole.bytes.len() / PAGE;
    for page in 0..num_pages {
        let range = page * PAGE..(page + 1) * PAGE;
        whole.damage(&format!("page {page} of zeros"), |bytes| bytes[range.clone()].fill(0));
        let half = range.start + PAGE / 2..range.end;
        whole.damage(&format!("half of page {page}"), |bytes| bytes[half].fill(0));
        for round in 0..rounds {
            let mut random = Random::new(round);
            let bytes: Vec<u8> =
                range.clone().map(|_| random.below(256).to_le_bytes()[0]).collect();
            whole.damage(&format!("random page {page}, {round}"), |file| {
                file[range.clone()].copy_from_slice(&bytes);
            });
            let other = random.below(num_pages) * PAGE;
            whole.damage(&format!("page {page} from {other}"), |file| {
                file.copy_within(other..other + PAGE, range.start);
            });
        }
    }
    whole.print("damaged pages");
}

#[test]
fn r11_a_flipped_bit_never_changes_anything_silently() {
    flip_bits(300);
}

#[test]
fn r11_a_damaged_page_never_changes_anything_silently() {
    damage_pages(1);
}

#[test]
#[ignore = "soak: takes minutes"]
fn soak_flipped_bits() {
    flip_bits(20_000);
}

#[test]
#[ignore = "soak: takes minutes"]
fn soak_damaged_pages() {
    damage_pages(50);
}

/// A file whose program was killed, and what it says without the log beside it, and with it.
struct Killed {
    file: Vec<u8>,
    log: Vec<u8>,
    says: [String; 2],
}

impl Killed {
    /// After so many saves in the file, and so many in its log.
    fn after(in_file: i64, in_log: i64, office: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data.bc06");
        let mut store = with_template(Store::create(&path).unwrap());
        let mut report = empty_report(2023, 5);
        report.office.name = office.to_owned();
        let id = store.create_report(&report, &info(Deed::ReportCreated, 0)).unwrap().row.id;
        let save = |store: &mut Store, number: i64| {
            let edits = [count("a", number), count("b", -number)];
            store.save_edits(id, &edits, &info(Deed::Pasted, number)).unwrap();
        };
        (1..=in_file).for_each(|number| save(&mut store, number));
        store.flush().unwrap();
        let before = contents(&store).unwrap();
        (in_file + 1..=in_file + in_log).for_each(|number| save(&mut store, number));
        let says = [before, contents(&store).unwrap()];
        let log = fs::read(folder.path().join("data.bc06-wal")).unwrap();
        Self { file: fs::read(&path).unwrap(), log, says }
    }
}

/// A file beside a log, of the same file or not, and what that comes to.
fn beside(file: &[u8], log: Option<&[u8]>, expected: &[&str]) -> Found {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    fs::write(&path, file).unwrap();
    if let Some(log) = log {
        fs::write(folder.path().join("data.bc06-wal"), log).unwrap();
    }
    look(&path, expected)
}

/// Every file beside every log: its own, one of an earlier or a later time, one of another file; cut anywhere.
fn swap_logs(cuts: usize) {
    let office = "UBND phường Đông Hải";
    let of = |in_file, in_log, office| Killed::after(in_file, in_log, office);
    let killed =
        [of(2, 12, office), of(9, 12, office), of(40, 3, office), of(4, 12, "UBND xã An Phú")];
    let [mut told, mut unchanged] = [0, 0];
    for (i, one) in killed.iter().enumerate() {
        assert_eq!(beside(&one.file, None, &[&one.says[0]]), Found::Unchanged, "log {i} deleted");
        assert_eq!(beside(&one.file, Some(&one.log), &[&one.says[1]]), Found::Unchanged);
        for (j, other) in killed.iter().enumerate().filter(|(j, _)| *j != i) {
            for cut in 0..=cuts {
                let log = &other.log[..other.log.len() * cut / cuts];
                // Of the same file at another time: what that says is saved work, too.
                let mut states: Vec<String> = vec![one.says[0].clone()];
                states.extend(states_of(other, log));
                let states: Vec<&str> = states.iter().map(String::as_str).collect();
                match beside(&one.file, Some(log), &states) {
                    Found::Told => told += 1,
                    Found::Unchanged => unchanged += 1,
                    Found::Silent => panic!("file {i} beside {cut} of {cuts} of log {j}"),
                }
            }
        }
    }
    println!(
        "{} logs of other files: {told} told, {unchanged} ignored or whole, 0 silent",
        told + unchanged
    );
    assert!(told > 0 && unchanged > 0);
}

/// What a log says beside its own file.
fn states_of(killed: &Killed, log: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.bc06");
    fs::write(&path, &killed.file).unwrap();
    fs::write(folder.path().join("data.bc06-wal"), log).unwrap();
    contents(&Store::open(&path).ok()?).ok()
}

#[test]
fn r12_a_log_of_another_file_never_changes_anything_silently() {
    swap_logs(6);
}

#[test]
#[ignore = "soak: takes minutes"]
fn soak_swapped_logs() {
    swap_logs(400);
}
