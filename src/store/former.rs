//! Word documents that were the own ones of offices: the log names them by the hash of their bytes alone, and undo
//! needs the bytes.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::error::Inner;
use super::hex::sha256;

/// So many are kept.
const KEPT: i64 = 8;
/// So many bytes of them together; the newest is kept whatever its size.
const KEPT_BYTES: i64 = 16 * 1024 * 1024;

const GET: &str = "SELECT skeleton FROM former_skeleton WHERE sha256 = ?1";
const NOW: &str = "SELECT skeleton FROM office_look JOIN office ON office.id = office_id
    WHERE code = ?1 AND skeleton IS NOT NULL";
/// Under a new number, so that what was replaced last is the newest.
const PUT: &str = "INSERT OR REPLACE INTO former_skeleton (id, sha256, skeleton)
    VALUES ((SELECT coalesce(max(id), 0) + 1 FROM former_skeleton), ?1, ?2)";
const THIN: &str = "DELETE FROM former_skeleton WHERE id IN (SELECT id FROM (
      SELECT id, row_number() OVER newest AS number, sum(length(skeleton)) OVER newest AS bytes
      FROM former_skeleton WINDOW newest AS (ORDER BY id DESC))
    WHERE number > 1 AND (number > ?1 OR bytes > ?2))";

/// The bytes of one that was kept, where they are those of their hash.
pub(super) fn skeleton(conn: &Connection, hash: &str) -> Inner<Option<Vec<u8>>> {
    let found = conn.prepare_cached(GET)?.query_row([hash], |row| row.get::<_, Vec<u8>>(0));
    Ok(found.optional()?.filter(|bytes| sha256(bytes) == hash))
}

/// Keeps the one that an office has now, before it gets another or none.
pub(super) fn remember(conn: &Connection, office: &str) -> Inner<()> {
    let now = conn.prepare_cached(NOW)?.query_row([office], |row| row.get::<_, Vec<u8>>(0));
    if let Some(bytes) = now.optional()? {
        conn.prepare_cached(PUT)?.execute(params![sha256(&bytes), bytes])?;
        conn.prepare_cached(THIN)?.execute([KEPT, KEPT_BYTES])?;
    }
    Ok(())
}
