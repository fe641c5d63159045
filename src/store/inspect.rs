//! What is damaged in a file that is not opened because of that: which pages, of which tables. The file itself is only
//! copied, never opened.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::Connection;

use super::claim::Claim;
use super::error::{Inner, StoreError, io_error};
use super::file_header::key_of;
use super::key::Key;
use super::open::Store;
use super::salvage::{Way, connected};
use super::write_ahead::SOON_READ_BYTES_MAX;
use crate::disk::temporary::TempFolder;

const ROOTS: &str = "SELECT rootpage, tbl_name FROM sqlite_schema WHERE rootpage > 0";

/// Pages of a data file that cannot be read rightly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPages {
    /// Of which table, for people by its name in the schema; none where that is not told.
    pub table: Option<String>,
    /// Which, by their numbers from 1 on; none where only the table is told.
    pub pages: Vec<u32>,
}

impl Store {
    /// Whether a file that is not open is read in a moment.
    pub fn is_soon_read_at(path: &Path) -> bool {
        path.metadata().is_ok_and(|meta| meta.len() <= SOON_READ_BYTES_MAX)
    }

    /// Which pages of a file are damaged; empty where that cannot be told, or none is.
    ///
    /// # Errors
    /// When the file cannot be copied, or a window of this process has it open.
    pub fn bad_pages(from: &Path, key: Option<&Key>) -> Result<Vec<BadPages>, StoreError> {
        let from = std::path::absolute(from).map_err(io_error(from, "find"))?;
        // Closing a file that this process has open would give up its locks.
        drop(Claim::to(&from)?);
        let key = key_of(&from, key).unwrap_or_default();
        let folder = TempFolder::make().map_err(io_error(&from, "copy"))?;
        let copy = folder.path().join("copy.bc06");
        Way::WithLog.copy(&from, &copy)?;
        let told = connected(&copy, key).map(|conn| told(&conn)).and_then(Result::ok);
        Ok(told.unwrap_or_default())
    }
}

/// What SQLite tells of each tree and each page, by table.
fn told(conn: &Connection) -> Inner<Vec<BadPages>> {
    let mut statement = conn.prepare(ROOTS)?;
    let roots = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let roots: BTreeMap<u32, String> = roots.collect::<Result<_, _>>()?;
    let mut statement = conn.prepare("PRAGMA integrity_check")?;
    let mut rows = statement.query([])?;
    let mut found: BTreeMap<Option<String>, BTreeSet<u32>> = BTreeMap::new();
    // Where it goes no further, what was told before is told.
    while let Ok(Some(row)) = rows.next() {
        let text: String = row.get(0)?;
        for line in text.lines() {
            let table = number_behind(line, "Tree ").and_then(|root| roots.get(&root).cloned());
            let page = number_behind(line, "page ");
            if table.is_some() || page.is_some() {
                found.entry(table).or_default().extend(page);
            }
        }
    }
    let parts = found.into_iter();
    Ok(parts.map(|(table, pages)| BadPages { table, pages: pages.into_iter().collect() }).collect())
}

/// The number behind a word, where there is one.
fn number_behind(line: &str, word: &str) -> Option<u32> {
    let (_, rest) = line.split_once(word)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}
