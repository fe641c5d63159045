//! The write-ahead log that lies beside a data file while it is open, and after a program was killed.
//!
//! SQLite takes any such log for that of the file. Whoever puts a copy back in place of a file whose program was
//! killed leaves the log of that one there, and both together make no sense.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _};
use sha2::{Digest as _, Sha256};

use super::connect::{connect_immutable, first_damage, log_bytes};
use super::error::Inner;
use super::hash;
use super::hex::hex;
use super::key::{self, Key};

/// Files up to this size are checked page by page whenever they are opened (a few milliseconds);
/// larger ones by [`super::Store::verify`] only.
pub(super) const SOON_READ_BYTES_MAX: u64 = 32 * 1024 * 1024;
const LINK: &str = "SELECT hash FROM operation WHERE id = ?1";

/// What a file says of itself without the log beside it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FileAlone {
    /// Its last operation, and the link of that.
    last: i64,
    link: String,
    /// How many pages it has, and how many of them are unused: a copy that says the same is laid out otherwise.
    pages: i64,
    unused: i64,
    /// The hash of all of its pages; none where there are too many to be read in a moment, or it is encrypted. Then the
    /// rest has to tell.
    pages_hash: Option<[u8; 32]>,
}

fn hash_of_pages(conn: &mut Connection) -> Inner<[u8; 32]> {
    let pages = conn.serialize(rusqlite::MAIN_DB)?;
    Ok(Sha256::digest(&pages[..]).into())
}

impl FileAlone {
    /// Reads a file as if nothing lay beside it; none where nothing does, or the file makes no sense without
    /// its log. To be asked before the file is opened to be written.
    pub(super) fn of(path: &Path, key: Option<&Key>) -> Option<Self> {
        if log_bytes(path) == 0 { None } else { Self::read(path, key) }
    }

    /// The same, whatever lies beside the file.
    pub(super) fn read(path: &Path, key: Option<&Key>) -> Option<Self> {
        let mut conn = connect_immutable(path.to_str()?).ok()?;
        let mut read = || -> Inner<Option<Self>> {
            key::give(&conn, key)?;
            if first_damage(&conn, "quick_check")?.is_some() {
                return Ok(None);
            }
            Self::seen_by(&mut conn).map(Some)
        };
        read().ok().flatten()
    }

    /// The same of a file into which all of its log was folded just now.
    pub(super) fn seen_by(conn: &mut Connection) -> Inner<Self> {
        let (last, link) = hash::last(conn)?;
        let number = |pragma| conn.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
        let (pages, unused) = (number("page_count")?, number("freelist_count")?);
        // An encrypted file tells neither how large its pages are, nor hands them out.
        let page_bytes = number("page_size").unwrap_or(i64::MAX);
        let is_soon_read = u64::try_from(pages.saturating_mul(page_bytes))
            .is_ok_and(|bytes| bytes <= SOON_READ_BYTES_MAX);
        let pages_hash = if is_soon_read { hash_of_pages(conn).ok() } else { None };
        Ok(Self { last, link: hex(&link), pages, unused, pages_hash })
    }

    /// Whether the file goes on from here, read with the log beside it.
    pub(super) fn is_continued_by(&self, conn: &Connection) -> Inner<bool> {
        if self.last == 0 {
            return Ok(true);
        }
        let link = conn.query_row(LINK, [self.last], |row| row.get::<_, String>(0)).optional()?;
        Ok(link.as_ref() == Some(&self.link))
    }
}
