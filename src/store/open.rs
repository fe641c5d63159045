//! The only place that opens a connection: whose file it is and whether it is whole is known before
//! anything is written to it.
//!
//! Closing any descriptor of a file drops every POSIX lock that the process holds on it. So while a
//! [`Store`] is open, nothing else in the process may open its file with `std::fs`; a second
//! [`Store`] is refused by a list of open paths, before the file is touched.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{Fault, Inner, StoreError, from_sqlite};
use super::ids::ReportId;
use super::migrations::MIGRATIONS;
use super::schema::{self, APPLICATION_ID, SCHEMA_VERSION};
use super::steps::Stacks;

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const HEADER_BYTES: usize = 100;
const STATEMENTS: usize = 64;
/// Files up to this size are checked page by page whenever they are opened (a few milliseconds);
/// larger ones by [`Store::check`] only.
const QUICK_CHECK_BYTES_MAX: u64 = 32 * 1024 * 1024;

/// The files that this process has open.
static OPEN_FILES: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// An open data file, with the right to write it.
#[derive(Debug)]
pub struct Store {
    // Declared first, so that it is closed before the claim ends.
    conn: Connection,
    path: PathBuf,
    access: Access,
    /// What can be taken back in the reports that were asked about.
    pub(super) stacks: RefCell<HashMap<ReportId, Stacks>>,
    /// How many reports were read in full.
    #[cfg(test)]
    pub(crate) num_loads: std::cell::Cell<usize>,
    _claim: Option<Claim>,
}

/// What may be done with an open file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Read and write; nobody else has the file open.
    Write,
    /// Read only: each change is refused with [`StoreError::ReadOnly`].
    Read,
}

/// The right of one [`Store`] of this process to a file, while it lives.
#[derive(Debug)]
struct Claim(PathBuf);

impl Claim {
    fn to(path: &Path) -> Result<Self, StoreError> {
        let canonical = path.canonicalize().map_err(io_error(path, "find"))?;
        let mut open = OPEN_FILES.lock().unwrap_or_else(PoisonError::into_inner);
        if open.insert(canonical.clone()) {
            Ok(Self(canonical))
        } else {
            let path = path.to_owned();
            Err(StoreError::Locked { path })
        }
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        let mut open = OPEN_FILES.lock().unwrap_or_else(PoisonError::into_inner);
        open.remove(&self.0);
    }
}

fn io_error(path: &Path, action: &'static str) -> impl Fn(io::Error) -> StoreError {
    move |source| {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => StoreError::Missing { path },
            io::ErrorKind::AlreadyExists => StoreError::AlreadyExists { path },
            io::ErrorKind::StorageFull => StoreError::DiskFull { path },
            io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly { path },
            _ => StoreError::Io { action, source, path },
        }
    }
}

fn big_endian(header: &[u8], at: usize) -> i32 {
    let bytes = header.get(at..at + 4).and_then(|b| b.try_into().ok());
    bytes.map_or(0, i32::from_be_bytes)
}

/// Looks at the header of a file without letting SQLite near it.
fn check_header(path: &Path) -> Result<(), StoreError> {
    let meta = path.metadata().map_err(io_error(path, "find"))?;
    let owned = || path.to_owned();
    if !meta.is_file() {
        return Err(StoreError::NotAFile { path: owned() });
    }
    let mut header = Vec::with_capacity(HEADER_BYTES);
    let file = File::open(path).map_err(io_error(path, "open"))?;
    file.take(HEADER_BYTES as u64).read_to_end(&mut header).map_err(io_error(path, "read"))?;
    if header.len() < HEADER_BYTES || !header.starts_with(MAGIC) {
        return Err(StoreError::NotADatabase { path: owned() });
    }
    check_identity(big_endian(&header, 68), big_endian(&header, 60), path)
}

fn check_identity(application_id: i32, version: i32, path: &Path) -> Result<(), StoreError> {
    let path = path.to_owned();
    if application_id != APPLICATION_ID {
        Err(StoreError::OtherProgram { application_id, path })
    } else if version > SCHEMA_VERSION {
        Err(StoreError::TooNew { version, newest: SCHEMA_VERSION, path })
    } else if version < 1 {
        Err(StoreError::TooOld { version, path })
    } else {
        Ok(())
    }
}

/// Opens a file that must not change. One without a write-ahead log is all there is, and SQLite is
/// told so: it then makes no files of its own.
fn connect_to_read(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    match path.to_str() {
        Some(text) if !Path::new(&log).exists() => {
            let uri = immutable_uri(text);
            Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)
        }
        _ => Connection::open_with_flags(path, flags),
    }
}

fn immutable_uri(path: &str) -> String {
    let mut uri = String::from("file://");
    if !path.starts_with('/') {
        uri.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'/' | b'-' | b'_' | b'.' | b':' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// What every connection gets, before it touches the file.
fn prepare(conn: &Connection) -> Inner<()> {
    conn.busy_timeout(Duration::ZERO)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // Otherwise statements are planned anew whenever other values are bound, at several for each saved key.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}

/// Takes the file for this connection alone, then turns on the write-ahead log. In this order, as
/// the log then needs no shared-memory file.
fn lock(conn: &Connection) -> Inner<()> {
    conn.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    let mode: String =
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        return Err(Fault::record("journal mode", mode));
    }
    conn.pragma_update(None, "synchronous", "FULL")?;
    // A transaction that changes nothing, so that the lock is held from now on.
    conn.execute_batch("BEGIN IMMEDIATE; COMMIT")?;
    Ok(())
}

/// Makes the connection ready for work; a file that needs no migration is not written before its
/// tables are known to be ours.
fn bring_up_to_date(conn: &mut Connection) -> Inner<()> {
    if schema::version(conn)? == SCHEMA_VERSION {
        check_schema(conn)?;
        return lock(conn);
    }
    lock(conn)?;
    conn.pragma_update(None, "foreign_keys", false)?;
    schema::migrate(conn, MIGRATIONS)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    check_schema(conn)
}

/// The first thing that a check of every page finds wrong.
pub(super) fn first_damage(conn: &Connection, check: &'static str) -> Inner<Option<String>> {
    let found: String = conn.pragma_query_value(None, check, |row| row.get(0))?;
    Ok((found != "ok").then_some(found))
}

/// Refuses a file whose tables or triggers are not the ones this program made.
fn check_schema(conn: &Connection) -> Inner<()> {
    let mut model = Connection::open_in_memory()?;
    schema::create(&mut model)?;
    if schema::objects(conn)? == schema::objects(&model)? {
        Ok(())
    } else {
        Err(Fault::record("schema", SCHEMA_VERSION))
    }
}

impl Store {
    /// Makes a new data file and opens it. The file appears whole or not at all.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`] when something stands there; [`StoreError::Missing`] when the
    /// folder does not exist; [`StoreError::ReadOnly`], [`StoreError::DiskFull`] and the like.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let absolute = std::path::absolute(path).map_err(io_error(path, "find"))?;
        let Some(folder) = absolute.parent() else {
            return Err(StoreError::NotAFile { path: absolute });
        };
        let draft = tempfile::Builder::new()
            .prefix(".new-")
            .suffix(".tmp")
            .tempfile_in(folder)
            .map_err(|err| match err.kind() {
                io::ErrorKind::PermissionDenied => StoreError::ReadOnly { path: absolute.clone() },
                _ => io_error(&absolute, "create")(err),
            })?
            .into_temp_path();
        let make = || -> Inner<()> {
            let mut conn = Connection::open_with_flags(&draft, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            prepare(&conn)?;
            conn.pragma_update(None, "synchronous", "FULL")?;
            schema::create(&mut conn)?;
            conn.close().map_err(|(_, err)| Fault::from(err))
        };
        make().map_err(|fault| fault.at(&absolute))?;
        draft
            .persist_noclobber(&absolute)
            .map_err(|err| io_error(&absolute, "create")(err.error))?;
        sync_folder(folder).map_err(io_error(&absolute, "create"))?;
        Self::open(&absolute)
    }

    /// Opens a data file, bringing an older one up to date.
    ///
    /// # Errors
    /// One variant of [`StoreError`] for each reason; the file is unchanged then.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let path = std::path::absolute(path).map_err(io_error(path, "find"))?;
        let claim = Claim::to(&path)?;
        check_header(&path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(&path, flags)
            .map_err(|err| from_sqlite(err, path.clone()))?;
        let mut store = Self::over(conn, path, Access::Write, Some(claim));
        store.take()?;
        Ok(store)
    }

    /// Opens a data file of today's schema for reading only: a file on a medium that cannot be
    /// written, or a copy that is to be looked at. Nothing is written, not even beside it, when it
    /// was closed properly.
    ///
    /// # Errors
    /// As for [`Store::open`]. A file whose last program was killed can only be read where files
    /// can be made beside it, as its write-ahead log must be read too.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        let path = std::path::absolute(path).map_err(io_error(path, "find"))?;
        let claim = Claim::to(&path)?;
        check_header(&path)?;
        let conn = connect_to_read(&path).map_err(|err| from_sqlite(err, path.clone()))?;
        let store = Self::over(conn, path, Access::Read, Some(claim));
        let (application_id, version) = store.read(|conn| {
            prepare(conn)?;
            Ok((schema::application_id(conn)?, schema::version(conn)?))
        })?;
        check_identity(application_id, version, &store.path)?;
        if version < SCHEMA_VERSION {
            let path = store.path;
            return Err(StoreError::TooOld { version, path });
        }
        store.read(check_schema)?;
        Ok(store)
    }

    /// A data file in memory, for tests and trials.
    ///
    /// # Errors
    /// When there is no memory.
    pub fn open_in_memory() -> Result<Self, StoreError> {
        let path = PathBuf::from(":memory:");
        let make = || -> Inner<Connection> {
            let mut conn = Connection::open_in_memory()?;
            prepare(&conn)?;
            schema::create(&mut conn)?;
            Ok(conn)
        };
        let conn = make().map_err(|fault| fault.at(&path))?;
        Ok(Self::over(conn, path, Access::Write, None))
    }

    fn over(conn: Connection, path: PathBuf, access: Access, claim: Option<Claim>) -> Self {
        Self {
            conn,
            path,
            access,
            stacks: RefCell::default(),
            #[cfg(test)]
            num_loads: std::cell::Cell::default(),
            _claim: claim,
        }
    }

    fn take(&mut self) -> Result<(), StoreError> {
        // A newer program may have left its version in the write-ahead log only; until that is
        // known, closing must not fold the log into the file.
        let keep_log = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
        let identity = self.write(|conn| {
            prepare(conn)?;
            conn.set_db_config(keep_log, true)?;
            if conn.is_readonly("main")? {
                return Ok(None);
            }
            conn.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
            Ok(Some((schema::application_id(conn)?, schema::version(conn)?)))
        })?;
        let Some((application_id, version)) = identity else {
            let path = self.path.clone();
            return Err(StoreError::ReadOnly { path });
        };
        check_identity(application_id, version, &self.path)?;
        let small = self.bytes()? <= QUICK_CHECK_BYTES_MAX;
        let damage = self.write(|conn| {
            let damage = match small {
                true => first_damage(conn, "quick_check")?,
                false => None,
            };
            if damage.is_none() {
                bring_up_to_date(conn)?;
                conn.set_db_config(keep_log, false)?;
            }
            Ok(damage)
        })?;
        self.refuse(damage)
    }

    pub(super) fn refuse(&self, damage: Option<String>) -> Result<(), StoreError> {
        match damage {
            None => Ok(()),
            Some(detail) => Err(StoreError::Corrupt { detail, path: self.path.clone() }),
        }
    }

    fn bytes(&self) -> Result<u64, StoreError> {
        let meta = self.path.metadata();
        Ok(meta.map_err(io_error(&self.path, "find"))?.len())
    }

    /// Folds the write-ahead log into the file. What was saved is safe without this; it keeps the
    /// log short.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`] and the like; nothing that was saved is lost.
    pub fn flush(&mut self) -> Result<(), StoreError> {
        self.read(|conn| {
            // The row says whether all was folded in; this connection is alone, so it was.
            conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            Ok(())
        })
    }

    /// Closes the file so that it stands alone, without a write-ahead log beside it.
    ///
    /// # Errors
    /// As for [`Store::flush`]; the file is closed in any case.
    pub fn close(mut self) -> Result<(), StoreError> {
        if self.access == Access::Write {
            self.flush()?;
        }
        let Self { conn, path, _claim, .. } = self;
        conn.close().map_err(|(_, err)| from_sqlite(err, path))
    }

    /// Whether the file may be changed.
    pub fn access(&self) -> Access {
        self.access
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn parts(&mut self) -> (&mut Connection, &Path) {
        (&mut self.conn, &self.path)
    }

    pub(super) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Inner<T>,
    ) -> Result<T, StoreError> {
        work(&self.conn).map_err(|fault| fault.at(&self.path))
    }

    /// Reads with several statements that see the same state.
    pub(super) fn snapshot<T>(
        &self,
        work: impl FnOnce(&Connection) -> Inner<T>,
    ) -> Result<T, StoreError> {
        self.read(|conn| {
            let tx = conn.unchecked_transaction()?;
            let value = work(&tx)?;
            tx.commit()?;
            Ok(value)
        })
    }

    #[cfg(test)]
    pub(super) fn connection(&self) -> &Connection {
        &self.conn
    }
}

/// Makes a rename in a folder survive a power cut.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows flushes renames with the file system's own journal.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
