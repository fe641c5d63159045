//! Connections to a data file, before anything is known of it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{Inner, StoreError, io_error};

const STATEMENTS: usize = 64;

/// Where a data file itself lies. SQLite follows a link to it, and keeps the log beside the file and not beside the
/// link; who looked beside the link would see no log.
pub(super) fn real_path(path: &Path) -> Result<PathBuf, StoreError> {
    let path = std::path::absolute(path).map_err(io_error(path, "find"))?;
    let is_link = cfg!(unix) && path.symlink_metadata().is_ok_and(|meta| meta.is_symlink());
    let real = if is_link { path.canonicalize().ok() } else { None };
    Ok(real.unwrap_or(path))
}

/// Where the write-ahead log of a data file lies.
pub(super) fn log_path(path: &Path) -> PathBuf {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    PathBuf::from(log)
}

/// How long the log of a data file is; 0 where there is none.
pub(super) fn log_bytes(path: &Path) -> u64 {
    std::fs::metadata(log_path(path)).map_or(0, |log| log.len())
}

/// Opens a file that must not change. One without a write-ahead log is all there is, and SQLite is
/// told so: it then makes no files of its own.
pub(super) fn connect_to_read(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    match path.to_str() {
        Some(text) if log_bytes(path) == 0 => connect_immutable(text),
        _ => Connection::open_with_flags(path, flags),
    }
}

/// Opens a file as it lies there, whatever lies beside it.
pub(super) fn connect_immutable(path: &str) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(immutable_uri(path), flags)
}

/// A name that SQLite reads no computer out of, whatever the path begins with: on Windows some name one.
fn immutable_uri(path: &str) -> String {
    let mut uri = String::from("file:");
    for byte in path.bytes() {
        match byte {
            b'-' | b'_' | b'.' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// What every connection gets, before it touches the file.
pub(super) fn prepare(conn: &Connection) -> Inner<()> {
    conn.busy_timeout(Duration::ZERO)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // Otherwise statements are planned anew whenever other values are bound, at several for each saved key.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}

/// The first thing that a check of every page finds wrong.
pub(super) fn first_damage(conn: &Connection, check: &'static str) -> Inner<Option<String>> {
    let found: String = conn.pragma_query_value(None, check, |row| row.get(0))?;
    Ok((found != "ok").then_some(found))
}
