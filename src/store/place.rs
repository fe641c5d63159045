//! That what is saved gets into the file that lies at the path, and into that file itself.

use super::claim::{FileStamp, is_still_at};
use super::connect::{log_bytes, log_path};
use super::error::{StoreError, io_error};
use super::open::{Access, Store};
use super::write_ahead::{FileAlone, SOON_READ_BYTES_MAX};
use crate::disk::FileIdentity;

/// A log that grows beyond this is folded into the file, also while somebody works without a pause.
const LOG_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// What becomes of the log when all of it is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FoldedLog {
    /// It is emptied: nothing of it can be read any more, whatever becomes of a bit of it.
    Emptied,
    /// It is begun anew in its place: while somebody goes on writing, that costs the disk less than a file that
    /// grows again.
    Rewound,
}

impl Store {
    fn bytes(&self) -> Result<u64, StoreError> {
        let meta = self.path.metadata();
        Ok(meta.map_err(io_error(&self.path, "find"))?.len())
    }

    /// Whether all of the file is read in a moment; a larger one is read in full only where somebody waits
    /// for it.
    pub fn is_soon_read(&self) -> bool {
        self.bytes().is_ok_and(|bytes| bytes <= SOON_READ_BYTES_MAX)
    }

    /// Whether anything that was saved is in the write-ahead log only, or may be in one that was deleted.
    pub fn has_unfolded(&self) -> bool {
        self.access == Access::Write
            && self.identity.is_some()
            && (log_bytes(&self.path) > 0 || !self.has_log_in_place() || self.is_doubted())
    }

    /// Folds the write-ahead log into the file. What was saved is safe without this; it keeps the
    /// log short, and a plain copy of the file then holds all.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`] and the like; nothing that was saved is lost. [`StoreError::Replaced`] when
    /// another program wrote over the file: nothing is written into what it wrote.
    pub fn flush(&mut self) -> Result<(), StoreError> {
        self.flush_leaving(FoldedLog::Emptied)
    }

    /// As it is done while somebody goes on writing.
    #[cfg(test)]
    pub(super) fn begin_log_anew(&mut self) -> Result<(), StoreError> {
        self.flush_leaving(FoldedLog::Rewound)
    }

    fn flush_leaving(&mut self, log: FoldedLog) -> Result<(), StoreError> {
        self.settle_doubt()?;
        let is_at_path =
            self.identity.as_ref().is_some_and(|own| is_still_at(own, &self.path).is_ok());
        if is_at_path {
            self.refuse_overwritten()?;
        }
        let folded = self.fold_leaving(log);
        self.doubting(folded)
    }

    pub(super) fn fold(&mut self) -> Result<(), StoreError> {
        self.fold_leaving(FoldedLog::Emptied)
    }

    fn fold_leaving(&mut self, log: FoldedLog) -> Result<(), StoreError> {
        // The row says whether all was folded in; this connection is alone, so it was.
        let fold = match log {
            FoldedLog::Emptied => "PRAGMA wal_checkpoint(TRUNCATE)",
            FoldedLog::Rewound => "PRAGMA wal_checkpoint(RESTART)",
        };
        self.read(|conn| Ok(conn.query_row(fold, [], |_| Ok(()))?))?;
        let seen = FileAlone::seen_by(self.connection_mut());
        self.folded = Some(seen.map_err(|fault| fault.at(&self.path))?);
        self.log_rewound = log_bytes(&self.path);
        self.stamp = FileStamp::of(&self.path).ok();
        Ok(())
    }

    /// Whether what is saved gets into the file at the path. While the log beside it is gone, what is saved
    /// is folded into the file at once.
    ///
    /// # Errors
    /// [`StoreError::Gone`] or [`StoreError::Replaced`]: nothing may be called saved any more.
    pub fn in_place(&mut self) -> Result<(), StoreError> {
        match &self.identity {
            Some(identity) if self.access == Access::Write => is_still_at(identity, &self.path)?,
            _ => return Ok(()),
        }
        self.refuse_overwritten()?;
        if !self.has_log_in_place() {
            return self.flush();
        }
        let is_long = log_bytes(&self.path) > LOG_BYTES_MAX.max(self.log_rewound);
        if is_long { self.flush_leaving(FoldedLog::Rewound) } else { Ok(()) }
    }

    fn has_log_in_place(&self) -> bool {
        FileIdentity::of(&log_path(&self.path)).ok() == self.log
    }

    /// Refuses a file whose content another program replaced, without making another file of it.
    fn refuse_overwritten(&mut self) -> Result<(), StoreError> {
        let stamp = FileStamp::of(&self.path).ok();
        if stamp == self.stamp || self.access == Access::Read {
            return Ok(());
        }
        // Written by somebody else: perhaps only with another time. What lies there tells.
        let alone = FileAlone::read(&self.path, self.key());
        if self.folded.is_none() || alone != self.folded {
            return Err(StoreError::Replaced { path: self.path.clone() });
        }
        self.stamp = stamp;
        Ok(())
    }
}
