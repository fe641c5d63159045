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

/// Whether not all can be read of the log beside a file.
pub(super) fn has_unreadable(path: &Path) -> bool {
    log_bytes(path) > 0 && is_cut_short(&log_path(path)).unwrap_or(true)
}

/// Keeps a log of which not all can be read beside the file, as it is: `…-wal-hong`, `…-wal-hong-2`.
///
/// # Errors
/// When it cannot be copied, as on a full disk; no part of a copy is left.
pub(super) fn keep_cut_short(path: &Path) -> io::Result<Option<PathBuf>> {
    if !has_unreadable(path) {
        return Ok(None);
    }
    let log = log_path(path);
    let name = |number: u32| {
        let mut name = log.as_os_str().to_owned();
        name.push("-hong");
        if number > 1 {
            name.push(format!("-{number}"));
        }
        PathBuf::from(name)
    };
    let free = (1..1_000).map(name).find(|aside| !aside.exists());
    let aside = free.ok_or(io::ErrorKind::AlreadyExists)?;
    let copied = fs::copy(&log, &aside).and_then(|_| File::open(&aside)?.sync_all());
    if let Err(err) = copied {
        tracing::warn!(kind = ?err.kind(), "a damaged log was not kept");
        let _removed = fs::remove_file(&aside);
        return Err(err);
    }
    Ok(Some(aside))
}

/// Reads as much as there is, at most a buffer full.
fn read_up_to(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut num_read = 0;
    while let Some(rest) = buffer.get_mut(num_read..).filter(|rest| !rest.is_empty()) {
        match from.read(rest) {
            Ok(0) => break,
            Ok(more) => num_read += more,
            Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
            Err(err) => return Err(err),
        }
    }
    Ok(num_read)
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
        // Zeros alone are a log which was emptied.
        let is_zero = |bytes: &[u8]| bytes.iter().all(|byte| *byte == 0);
        let mut rest = Vec::new();
        log.read_to_end(&mut rest)?;
        let is_emptied = is_zero(&head) && is_zero(&rest);
        return Ok(!(rest.is_empty() || is_emptied));
    }
    let salts = head.get(16..24).unwrap_or_default();
    let mut frame = vec![0; FRAME_HEAD + page_bytes];
    let mut is_readable = true;
    loop {
        let num_read = read_up_to(&mut log, &mut frame)?;
        if num_read < frame.len() {
            // Part of a frame of this log, or too little of one to tell.
            let is_of_other =
                frame.get(8..16).filter(|_| num_read >= 16).is_some_and(|s| s != salts);
            return Ok(num_read > 0 && !is_of_other);
        }
        if frame.iter().all(|byte| *byte == 0) {
            // Room that was given to the log, into which nothing got any more.
            return Ok(true);
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
