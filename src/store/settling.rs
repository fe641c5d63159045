//! What becomes of the log that lay beside a file when it was opened: folded into the file, once what of it cannot be
//! read is kept; or left as it is.

use rusqlite::config::DbConfig;

use super::connect::log_path;
use super::error::{StoreError, io_error};
use super::log_frames;
use super::open::Store;
use crate::report::names::variant_name;

impl Store {
    /// Folds the log that lay beside the file into it. A log of which not all can be read is kept aside before.
    ///
    /// # Errors
    /// When it cannot be kept, as on a full disk: then neither the file nor the log is touched.
    pub fn settle(mut self) -> Result<Self, StoreError> {
        // SQLite has read of it what can be read, and begins it anew.
        match log_frames::keep_cut_short(&self.path) {
            Ok(aside) => self.log_aside = aside.or(self.log_aside.take()),
            Err(err) => {
                let log = log_path(&self.path);
                self.keep_log()?;
                return Err(io_error(&log, "keep the damaged log of")(err));
            }
        }
        let folded = self.fold();
        if let Err(err) = self.doubting(folded) {
            // What a killed program left in its log stays there; it is read all the same.
            tracing::warn!(kind = variant_name(&err), "the log was not folded into the file");
        }
        Ok(self)
    }

    /// Closes a file that is not to be seen. A log of which not all can be read stays for whoever may open the file,
    /// and is told then.
    ///
    /// # Errors
    /// As for [`Store::close`].
    pub fn leave(mut self) -> Result<(), StoreError> {
        match log_frames::has_unreadable(&self.path) {
            true => self.keep_log(),
            false => self.settle()?.close(),
        }
    }

    /// Closing does not fold the log into the file.
    fn keep_log(&mut self) -> Result<(), StoreError> {
        let keep_log = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
        self.read(|conn| Ok(conn.set_db_config(keep_log, true).map(drop)?))
    }
}
