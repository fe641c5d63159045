//! The only place that opens a connection: whose file it is and whether it is whole is known before
//! anything is written to it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::disk::FileIdentity;
use crate::disk::temporary::TempFolder;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::claim::{Claim, FileStamp};
use super::connect::{connect_to_read, first_damage, log_path, prepare, real_path};
use super::error::{Fault, Inner, StoreError, from_sqlite, io_error};
use super::file_header::{check_identity, key_of};
use super::ids::ReportId;
use super::key::{self, Key};
use super::new_file::NewFile;
use super::schema::{self, SCHEMA_VERSION};
use super::steps::Stacks;
use super::typing::TypingStep;
use super::write_ahead::FileAlone;

/// How long a file is waited for that somebody else has open: a scanner of viruses, or another command of this
/// program, is done with it soon; a window is not.
const LOCK_WAIT: Duration = Duration::from_millis(1_500);
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// An open data file, with the right to write it.
#[derive(Debug)]
pub struct Store {
    // Declared first, so that it is closed before the claim ends.
    conn: Connection,
    pub(super) path: PathBuf,
    pub(super) access: Access,
    /// What can be taken back in the reports that were asked about.
    pub(super) stacks: RefCell<HashMap<ReportId, Stacks>>,
    /// The step of typing that the newest operation belongs to, where this store wrote it.
    pub(super) typing: Option<TypingStep>,
    /// How many reports were read in full.
    #[cfg(test)]
    pub(crate) num_loads: std::cell::Cell<usize>,
    /// Which file was opened; none in memory.
    pub(super) identity: Option<FileIdentity>,
    /// Whether the disk failed since.
    pub(super) doubt: Doubt,
    /// Which log lies beside it; none while it is not written.
    pub(super) log: Option<FileIdentity>,
    /// When the file itself was written last, by this store, and what it said then.
    pub(super) stamp: Option<FileStamp>,
    pub(super) folded: Option<FileAlone>,
    /// How long the log was when it was begun anew in its place; 0 where it was not.
    pub(super) log_rewound: u64,
    /// Where the log is kept of which not all could be read.
    pub(super) log_aside: Option<PathBuf>,
    /// What it is opened with; none where it is not encrypted.
    key: Option<Key>,
    /// What is read in place of a file of an earlier schema.
    _copy: Option<TempFolder>,
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

/// Of which schema a file is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Of today's: an older one is refused.
    Today,
    /// Of an earlier one, which is left as it is.
    Older,
}

/// How far the connection is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Doubt {
    /// In all.
    #[default]
    None,
    /// The disk failed since: nothing more may be written with it.
    Connection,
    /// It was given up; what is read comes from a copy in memory.
    Copy,
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
    // The log is folded by `flush` alone, which looks first whether the file is still ours.
    conn.pragma_update(None, "wal_autocheckpoint", 0)?;
    // A transaction that changes nothing, so that the lock is held from now on.
    conn.execute_batch("BEGIN IMMEDIATE; COMMIT")?;
    Ok(())
}

impl Store {
    /// Makes a new data file and opens it. The file appears whole or not at all.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`] when something stands there; [`StoreError::Missing`] when the
    /// folder does not exist; [`StoreError::ReadOnly`], [`StoreError::DiskFull`] and the like.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let absolute = std::path::absolute(path).map_err(io_error(path, "find"))?;
        Self::draft(&absolute)?.appear()?;
        Self::open(&absolute)
    }

    /// Makes a new data file that has no name yet, to be opened and filled where it lies.
    ///
    /// # Errors
    /// As for [`Store::create`].
    pub fn draft(path: &Path) -> Result<NewFile, StoreError> {
        Self::draft_with(path, None)
    }

    /// The same for one that is encrypted where a key is given.
    ///
    /// # Errors
    /// As for [`Store::create`].
    pub fn draft_with(path: &Path, key: Option<&Key>) -> Result<NewFile, StoreError> {
        let absolute = std::path::absolute(path).map_err(io_error(path, "find"))?;
        let new = NewFile::begin(&absolute)?;
        let make = || {
            let mut conn =
                Connection::open_with_flags(new.draft(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            key::give(&conn, key)?;
            prepare(&conn)?;
            conn.pragma_update(None, "synchronous", "FULL")?;
            schema::create(&mut conn)?;
            conn.close().map_err(|(_, err)| Fault::from(err))
        };
        make().map_err(|fault| fault.at(&absolute))?;
        Ok(new)
    }

    /// Opens a data file. One that somebody else has open is waited for a moment.
    ///
    /// # Errors
    /// One variant of [`StoreError`] for each reason; the file is unchanged then. [`StoreError::Older`] for one
    /// that is to be migrated ([`super::OlderFile`]).
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, None)
    }

    /// The same with what an encrypted file is opened with; for any other it does not matter.
    ///
    /// # Errors
    /// As for [`Store::open`].
    pub fn open_with(path: &Path, key: Option<&Key>) -> Result<Self, StoreError> {
        Self::open_unsettled(path, key)?.settle()
    }

    /// Opens it as [`Store::open_with`] does, but for what a killed program left in the log: that waits until it is
    /// known whether whoever opens it may ([`Store::settle`], [`Store::leave`]).
    ///
    /// # Errors
    /// As for [`Store::open`].
    pub fn open_unsettled(path: &Path, key: Option<&Key>) -> Result<Self, StoreError> {
        Self::open_wanted(path, key, Wanted::Today)
    }

    pub(super) fn open_wanted(
        path: &Path,
        key: Option<&Key>,
        wanted: Wanted,
    ) -> Result<Self, StoreError> {
        let path = real_path(path)?;
        let claim = Claim::to(&path)?;
        let key = key_of(&path, key)?;
        let alone = FileAlone::of(&path, key);
        let had_log = log_path(&path).exists();
        let began = Instant::now();
        loop {
            // Anew from the start: two that wait for each other, each with half of a lock, would wait for ever.
            match Self::try_open(&path, key, alone.as_ref(), wanted) {
                Err(StoreError::Locked { .. }) if began.elapsed() < LOCK_WAIT => {
                    // Others are as likely to wait as long; the process tells them apart.
                    let pause = LOCK_PAUSE.as_millis() + u128::from(std::process::id() % 16);
                    std::thread::sleep(Duration::from_millis(u64::try_from(pause).unwrap_or(20)));
                }
                Ok(store) => return Ok(Self { _claim: Some(claim), ..store }),
                Err(err) => {
                    // SQLite made an empty one to look into it; beside a file that is refused nothing is left.
                    let is_empty = log_path(&path).metadata().is_ok_and(|log| log.len() == 0);
                    if !had_log && is_empty && matches!(err, StoreError::Corrupt { .. }) {
                        let _removed = std::fs::remove_file(log_path(&path));
                    }
                    return Err(err);
                }
            }
        }
    }

    /// Opens it once, without a claim.
    pub(super) fn try_open(
        path: &Path,
        key: Option<&Key>,
        alone: Option<&FileAlone>,
        wanted: Wanted,
    ) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags)
            .map_err(|err| from_sqlite(err, path.to_owned()))?;
        let store = Self::over(conn, path.to_owned(), Access::Write, None);
        let mut store = store.of_file_with(key);
        match (store.take(alone, wanted), alone) {
            (Ok(()), _) => Ok(store),
            // Whole by itself, and not with what lies beside it.
            (
                Err(
                    StoreError::Corrupt { .. }
                    | StoreError::OtherProgram { .. }
                    | StoreError::WrongKey { .. },
                ),
                Some(_),
            ) => Err(StoreError::ForeignLog { path: path.to_owned() }),
            (Err(err), _) => Err(err),
        }
    }

    /// Opens a data file for reading only: a file on a medium that cannot be written, or a copy that is to be looked
    /// at. Nothing is written, not even beside it, when it was closed properly; an older one is not migrated.
    ///
    /// # Errors
    /// As for [`Store::open`]. A file whose last program was killed can only be read where files
    /// can be made beside it, as its write-ahead log must be read too.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        Self::open_read_only_with(path, None)
    }

    /// The same with what an encrypted file is opened with.
    ///
    /// # Errors
    /// As for [`Store::open_read_only`].
    pub fn open_read_only_with(path: &Path, key: Option<&Key>) -> Result<Self, StoreError> {
        let path = real_path(path)?;
        let claim = Claim::to(&path)?;
        let key = key_of(&path, key)?;
        let conn = connect_to_read(&path).map_err(|err| from_sqlite(err, path.clone()))?;
        let store = Self::over(conn, path, Access::Read, Some(claim));
        let store = store.of_file_with(key);
        let identity = store.read(|conn| {
            key::give(conn, key)?;
            prepare(conn)?;
            Ok((schema::application_id(conn)?, schema::version(conn)?))
        });
        let (application_id, version) = identity.map_err(|err| store.of_key(err))?;
        check_identity(application_id, version, &store.path)?;
        if version < SCHEMA_VERSION {
            return store.in_todays_schema();
        }
        store.read(schema::check)?;
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

    pub(super) fn over(
        conn: Connection,
        path: PathBuf,
        access: Access,
        claim: Option<Claim>,
    ) -> Self {
        let identity = FileIdentity::of(&path).ok();
        Self {
            identity,
            doubt: Doubt::None,
            log: None,
            stamp: None,
            folded: None,
            log_rewound: 0,
            log_aside: None,
            key: None,
            conn,
            path,
            access,
            stacks: RefCell::default(),
            typing: None,
            #[cfg(test)]
            num_loads: std::cell::Cell::default(),
            _copy: None,
            _claim: claim,
        }
    }

    /// The same, reading from a copy of the file.
    pub(super) fn reading_from(self, conn: Connection, copy: TempFolder) -> Self {
        Self { conn, _copy: Some(copy), ..self }
    }

    fn take(&mut self, alone: Option<&FileAlone>, wanted: Wanted) -> Result<(), StoreError> {
        // A newer program may have left its version in the write-ahead log only; until that is
        // known, closing must not fold the log into the file.
        let keep_log = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
        let key = self.key.clone();
        let identity = self.write(|conn| {
            key::give(conn, key.as_ref())?;
            prepare(conn)?;
            conn.set_db_config(keep_log, true)?;
            if conn.is_readonly("main")? {
                return Ok(None);
            }
            conn.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
            Ok(Some((schema::application_id(conn)?, schema::version(conn)?)))
        });
        let Some((application_id, version)) = identity.map_err(|err| self.of_key(err))? else {
            let path = self.path.clone();
            return Err(StoreError::ReadOnly { path });
        };
        check_identity(application_id, version, &self.path)?;
        if version < SCHEMA_VERSION && wanted == Wanted::Today {
            // A log beside it was not looked at yet, and may be another file's.
            if alone.is_none() {
                self.write(|conn| Ok(conn.set_db_config(keep_log, false).map(drop)?))?;
            }
            return Err(StoreError::Older { version, path: self.path.clone() });
        }
        // A log that may be another file's could spoil a good file of any size.
        let small = self.is_soon_read() || alone.is_some();
        let damage = self.write(|conn| {
            let mut damage = match small {
                true => first_damage(conn, "quick_check")?,
                false => None,
            };
            if damage.is_none()
                && let Some(alone) = alone
                && !alone.is_continued_by(conn)?
            {
                damage = Some("the log beside the file".to_owned());
            }
            if damage.is_none() {
                // A file is not written before its tables are known to be ours; those of an older one are
                // looked at when it is migrated.
                if wanted == Wanted::Today {
                    schema::check(conn)?;
                }
                lock(conn)?;
                conn.set_db_config(keep_log, false)?;
            }
            Ok(damage)
        })?;
        self.refuse(damage)?;
        self.log = FileIdentity::of(&log_path(&self.path)).ok();
        Ok(())
    }

    /// What cannot be read with a key at all is opened with another one, as far as anybody can tell.
    fn of_key(&self, err: StoreError) -> StoreError {
        match err {
            StoreError::Corrupt { path, .. } if self.key.is_some() => StoreError::WrongKey { path },
            err => err,
        }
    }

    /// The same, read from what is opened with this key.
    pub(super) fn of_file_with(self, key: Option<&Key>) -> Self {
        Self { key: key.cloned(), ..self }
    }

    /// What the file is opened with; none where it is not encrypted.
    pub fn key(&self) -> Option<&Key> {
        self.key.as_ref()
    }

    pub(super) fn refuse(&self, damage: Option<String>) -> Result<(), StoreError> {
        match damage {
            None => Ok(()),
            Some(detail) => Err(StoreError::Corrupt { detail, path: self.path.clone() }),
        }
    }

    /// Closes the file so that it stands alone, without a write-ahead log beside it. Where another program
    /// wrote over the file, the log is left beside it: nothing is written into what is not ours.
    ///
    /// # Errors
    /// As for [`Store::flush`]; the file is closed in any case.
    pub fn close(mut self) -> Result<(), StoreError> {
        let flushed = match self.access {
            // A disk that fails once more is not asked a third time.
            Access::Write => self.flush().or_else(|err| match err {
                StoreError::Disk { .. } => self.flush(),
                err => Err(err),
            }),
            Access::Read => Ok(()),
        };
        if self.is_doubted() || matches!(flushed, Err(StoreError::Replaced { .. })) {
            let keep_log = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
            self.read(|conn| Ok(conn.set_db_config(keep_log, true).map(drop)?))?;
        }
        let Self { conn, path, _claim, .. } = self;
        let closed = conn.close().map_err(|(_, err)| from_sqlite(err, path));
        flushed.and(closed)
    }

    /// Where the log is kept that lay beside the file when it was opened, and of which not all could be read; none where
    /// all could, as nearly always.
    pub fn log_aside(&self) -> Option<&Path> {
        self.log_aside.as_deref()
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

    pub(super) fn connection(&self) -> &Connection {
        &self.conn
    }

    pub(super) fn connection_mut(&mut self) -> &mut Connection {
        &mut self.conn
    }

    pub(super) fn into_connection(self) -> (Connection, PathBuf) {
        (self.conn, self.path)
    }

    /// Goes on with another connection to the same file.
    pub(super) fn go_on_with(&mut self, opened: Self) {
        let Self { conn, log, stamp, folded, .. } = opened;
        self.conn = conn;
        self.log = log;
        self.stamp = stamp;
        self.folded = folded;
        self.doubt = Doubt::None;
        self.stacks.get_mut().clear();
        self.typing = None;
    }
}
