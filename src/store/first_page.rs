//! The first page of a data file, which says where its tables are: put anew into a copy whose own is damaged.
//!
//! Every data file of a schema has its tables at the same places, as they are made in the same order; a copy that
//! SQLite laid out anew has them at others, the same for all of these.

use std::fs;
use std::io;
use std::path::Path;

/// The bytes of a page, as this program makes files.
const PAGE: usize = 4096;
/// Where the head of the tree begins in the first page, behind the head of the file.
const TREE: usize = 100;
/// What a page of the tree is that only leads to others.
const INTERIOR: u8 = 5;
/// Where the head of the file says how many pages it has.
const COUNT: usize = 28;

/// Puts the first page of a fresh file into a copy; pages that it leads to come behind all others, so that none of
/// the copy's own is lost.
pub(super) fn put(copy: &Path, fresh: &Path) -> io::Result<()> {
    let fresh = fs::read(fresh)?;
    let mut bytes = fs::read(copy)?;
    bytes.resize(bytes.len().next_multiple_of(PAGE), 0);
    let mut page = fresh.get(..PAGE).unwrap_or_default().to_vec();
    for place in children(&page) {
        let Some(child) = number(&page, place) else { continue };
        let from = child.saturating_sub(1).saturating_mul(PAGE);
        let Some(leaf) = fresh.get(from..from.saturating_add(PAGE)) else { continue };
        bytes.extend_from_slice(leaf);
        put_number(&mut page, place, pages(&bytes));
    }
    put_number(&mut page, COUNT, pages(&bytes));
    if let Some(place) = bytes.get_mut(..PAGE)
        && page.len() == PAGE
    {
        place.copy_from_slice(&page);
    }
    fs::write(copy, bytes)
}

fn pages(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len() / PAGE).unwrap_or(u32::MAX)
}

fn number(page: &[u8], at: usize) -> Option<usize> {
    let bytes = page.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(bytes)).ok()
}

fn put_number(page: &mut [u8], at: usize, number: u32) {
    if let Some(place) = page.get_mut(at..at + 4) {
        place.copy_from_slice(&number.to_be_bytes());
    }
}

/// Where the numbers of the pages stand that the first page leads to.
fn children(page: &[u8]) -> Vec<usize> {
    if page.get(TREE) != Some(&INTERIOR) {
        return Vec::new();
    }
    let short = |at: usize| {
        let bytes = page.get(at..at + 2).and_then(|bytes| bytes.try_into().ok());
        usize::from(bytes.map_or(0, u16::from_be_bytes))
    };
    let cells = (0..short(TREE + 3)).map(|cell| short(TREE + 12 + 2 * cell));
    cells.chain([TREE + 8]).collect()
}
