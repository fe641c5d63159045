//! The write-ahead log that lies beside a data file while it is open, and after a program was killed.
//!
//! SQLite takes any such log for that of the file. Whoever puts a copy back in place of a file whose program was
//! killed leaves the log of that one there, and both together make no sense.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _};

use super::connect::{connect_immutable, first_damage, log_path};
use super::error::Inner;
use super::hash;
use super::hex::hex;

const LINK: &str = "SELECT hash FROM operation WHERE id = ?1";

/// The last operation of a file, as it is without the log beside it, and its link.
#[derive(Debug)]
pub(super) struct FileAlone {
    last: i64,
    link: String,
}

impl FileAlone {
    /// Reads a file as if nothing lay beside it; none where nothing does, or the file makes no sense without
    /// its log. To be asked before the file is opened to be written.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let log = std::fs::metadata(log_path(path)).ok()?;
        let conn = (log.len() > 0).then(|| connect_immutable(path.to_str()?).ok())??;
        let read = || -> Inner<Option<Self>> {
            if first_damage(&conn, "quick_check")?.is_some() {
                return Ok(None);
            }
            let (last, link) = hash::last(&conn)?;
            Ok(Some(Self { last, link: hex(&link) }))
        };
        read().ok().flatten()
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
