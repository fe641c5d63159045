//! Whether all of a write-ahead log can be read. SQLite reads it up to the first frame whose sum does not fit, and
//! begins the log anew behind that: what a bad bit left of it would be gone without a word.
//!
//! The form of the file is SQLite's (<https://www.sqlite.org/fileformat2.html#the_write_ahead_log>): a head of 32 bytes,
//! then frames of 24 bytes and a page. Each frame carries both salts of the head, and a sum that goes on from that of
//! the frame before. Frames behind the end are left from before the log was begun anew, and have other salts.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use super::connect::{log_bytes, log_path};

const HEAD: usize = 32;
const FRAME_HEAD: usize = 24;
/// What a log begins with; the last bit tells in which order the bytes are summed up.
const MAGIC: u32 = 0x377f_0682;
const PAGE_BYTES: std::ops::RangeInclusive<usize> = 512..=65_536;

/// The sums over a log up to some place.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Sums(u32, u32);

/// In which order the bytes of a number are summed up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Big,
    Little,
}

impl Sums {
    fn over(self, bytes: &[u8], order: Order) -> Self {
        let number = |bytes: &[u8]| {
            let bytes: [u8; 4] = bytes.try_into().unwrap_or_default();
            match order {
                Order::Big => u32::from_be_bytes(bytes),
                Order::Little => u32::from_le_bytes(bytes),
            }
        };
        bytes.chunks_exact(8).fold(self, |Self(one, other), pair| {
            let (first, second) = pair.split_at(4);
            let one = one.wrapping_add(number(first)).wrapping_add(other);
            Self(one, other.wrapping_add(number(second)).wrapping_add(one))
        })
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    let bytes = bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
    bytes.map_or(0, u32::from_be_bytes)
}

/// Keeps a log of which not all can be read beside the file, as it is: `…-wal-hong`, `…-wal-hong-2`.
pub(super) fn keep_cut_short(path: &Path) -> Option<PathBuf> {
    let log = log_path(path);
    if log_bytes(path) == 0 || !is_cut_short(&log).unwrap_or(true) {
        return None;
    }
    let name = |number: u32| {
        let mut name = log.as_os_str().to_owned();
        name.push("-hong");
        if number > 1 {
            name.push(format!("-{number}"));
        }
        PathBuf::from(name)
    };
    let aside = (1..1_000).map(name).find(|aside| !aside.exists())?;
    match fs::copy(&log, &aside) {
        Ok(_) => Some(aside),
        Err(err) => {
            tracing::warn!(kind = ?err.kind(), "a damaged log was not kept");
            None
        }
    }
}

/// Whether anything of a log cannot be read that is no rest of an earlier one: a bad bit, or a program that was cut off
/// while it wrote. The file is not to be open for writing elsewhere.
fn is_cut_short(log: &Path) -> io::Result<bool> {
    let mut log = BufReader::new(File::open(log)?);
    let mut head = [0; HEAD];
    if log.read_exact(&mut head).is_err() {
        // Not even begun.
        return Ok(false);
    }
    let order = if number(&head, 0) & 1 == 1 { Order::Big } else { Order::Little };
    let mut sums = Sums::default().over(head.get(..24).unwrap_or_default(), order);
    let page_bytes = usize::try_from(number(&head, 8)).unwrap_or_default();
    let is_head_whole = number(&head, 0) & !1 == MAGIC
        && PAGE_BYTES.contains(&page_bytes)
        && sums == Sums(number(&head, 24), number(&head, 28));
    if !is_head_whole {
        // A head of zeros is that of a log which was emptied.
        return Ok(head.iter().any(|byte| *byte != 0) && log.bytes().next().is_some());
    }
    let salts = head.get(16..24).unwrap_or_default();
    let mut frame = vec![0; FRAME_HEAD + page_bytes];
    let mut is_readable = true;
    loop {
        match log.read_exact(&mut frame) {
            Err(err) if err.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
            read => read?,
        }
        let is_of_log = frame.get(8..16) == Some(salts);
        let (begin, page) = frame.split_at(FRAME_HEAD);
        sums = sums.over(begin.get(..8).unwrap_or_default(), order).over(page, order);
        let fits = is_of_log && sums == Sums(number(begin, 16), number(begin, 20));
        is_readable &= fits;
        if is_of_log && !is_readable {
            return Ok(true);
        }
    }
}
