//! Opening a data file: the one way for the window and the command line. A file of an earlier version is backed up and
//! migrated, one on a write-protected medium is read only, and where a password is asked for it must be given.

use std::path::Path;

use crate::app::backup::migrating;
use crate::app::backup::restoring::{self, Restored};
use crate::app::files::exports;
use crate::app::password::{Opener, Protection};
use crate::app::problem::{About, Problem};
use crate::app::safekeeping::Drill;
use crate::app::session::Session;
use crate::app::summaries::{FileAccess, FileContent};
use crate::disk::temporary;
use crate::report::deed::Deed;
use crate::report::office::Office;
use crate::store::{Access, Store, StoreError};

impl Session {
    /// Opens a data file that asks for no password.
    ///
    /// # Errors
    /// When there is none, it is not ours, newer, damaged, open elsewhere, or asks for a password.
    pub fn open(path: &Path) -> Result<Self, Problem> {
        Self::open_for(path, &Opener::Anyone)
    }

    /// Opens a data file for somebody.
    ///
    /// # Errors
    /// As [`Session::open`]; [`crate::app::problem::About::Password`] when a password is asked for and was not
    /// given, or is another one.
    pub fn open_for(path: &Path, opener: &Opener) -> Result<Self, Problem> {
        // What a killed program left goes, whether or not this file can be opened.
        temporary::remove_left_behind();
        let store = open_store(path, opener)?;
        if let Err(problem) = admit(&store, opener) {
            store.leave().map_err(|err| Problem::from_store(&err, path))?;
            return Err(problem.at(path));
        }
        let store = match store.access() {
            Access::Write => store.settle().map_err(|err| Problem::from_store(&err, path))?,
            Access::Read => store,
        };
        let access = match store.access() {
            Access::Write => FileAccess::Write,
            Access::Read if store.newer_refusal().is_some() => FileAccess::NewerProgram,
            Access::Read => FileAccess::ReadOnlyPlace,
        };
        if access == FileAccess::Write {
            exports::remove_drafts_beside(path);
            restoring::remove_second_name(path);
        }
        Ok(Self { access, ..Self::new(store) })
    }

    /// Opens a data file that another window has open, as it was last saved, only to look at it and to export.
    ///
    /// # Errors
    /// As [`Session::open_for`]; when this window itself has it open.
    pub fn look(path: &Path, opener: &Opener) -> Result<Self, Problem> {
        let store = Store::open_beside(path, opener.key().as_ref());
        let store = store.map_err(|err| Problem::from_store(&err, path))?;
        admit(&store, opener).map_err(|problem| problem.at(path))?;
        Ok(Self { access: FileAccess::OpenElsewhere, ..Self::new(store) })
    }

    /// Opens a data file that is only to be read: where another window has it open, as it was last saved.
    ///
    /// # Errors
    /// As [`Session::open_existing`].
    pub fn open_to_read(path: &Path, opener: &Opener) -> Result<Self, Problem> {
        match Self::open_existing(path, opener) {
            Err(problem) if problem.about == About::Locked => Self::look(path, opener),
            opened => opened,
        }
    }

    /// Opens a data file that must be there already.
    ///
    /// # Errors
    /// As [`Session::open_for`].
    pub fn open_existing(path: &Path, opener: &Opener) -> Result<Self, Problem> {
        if path.exists() { Self::open_for(path, opener) } else { Err(Problem::no_data_file(path)) }
    }

    /// Puts a backup in the place of a data file for somebody who may open the backup. The file there is kept aside
    /// as it is: who forgot its password gets on with a backup from before it was set.
    ///
    /// # Errors
    /// As for [`restoring::restore`], and where a password is asked for.
    pub fn restore_file(data: &Path, from: &Path, opener: &Opener) -> Result<Restored, Problem> {
        let key = opener.key();
        let of_store = |err| Problem::from_backup(&err, from);
        let backup = Store::open_read_only_with(from, key.as_ref()).map_err(of_store)?;
        admit(&backup, opener).map_err(|problem| problem.at(from))?;
        drop(backup);
        restoring::restore(data, from, key.as_ref())
    }

    /// Tries a backup out for somebody who may open it.
    ///
    /// # Errors
    /// As for [`restoring::drill`], and where a password is asked for.
    pub fn drill(backup: &Path, opener: &Opener) -> Result<Drill, Problem> {
        let of_store = |err| Problem::from_store(&err, backup);
        let key = opener.key();
        let store = Store::open_read_only_with(backup, key.as_ref()).map_err(of_store)?;
        admit(&store, opener).map_err(|problem| problem.at(backup))?;
        drop(store);
        restoring::drill(backup, key.as_ref())
    }

    /// Whether the file as a whole is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.store.key().is_some()
    }

    /// What keeps others from opening the file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn protection(&self) -> Result<Protection, Problem> {
        if self.store.key().is_some() {
            return Ok(Protection::Encrypted);
        }
        Ok(match self.told(self.store.password())? {
            None => Protection::Open,
            Some(_) => Protection::Password,
        })
    }

    /// What keeps others from opening a file that asks for a password, by what can be seen of it without one.
    pub fn protection_of(path: &Path) -> Protection {
        match Store::open_read_only(path) {
            Err(StoreError::Encrypted { .. }) => Protection::Encrypted,
            _ => Protection::Password,
        }
    }

    /// Whose figures the file holds: one that began as the sample stays the sample, wherever it is copied to.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn content(&self) -> Result<FileContent, Problem> {
        self.told(content_of(&self.store))
    }

    /// Whose reports a data file holds that this process has not open; none where that cannot be told without a
    /// password, or at all, and of the sample.
    pub(in crate::app) fn offices_in(path: &Path) -> Option<Vec<Office>> {
        let store = Store::open_beside(path, None).ok()?;
        admit(&store, &Opener::Anyone).ok()?;
        let is_own = content_of(&store).ok()? == FileContent::Own;
        let offices = store.offices().ok()?.into_iter().map(|listed| listed.office);
        is_own.then(|| offices.collect())
    }

    /// That not all could be read of the log that lay beside the file, and where it is kept; none where all could.
    pub fn log_problem(&self) -> Option<Problem> {
        self.store.log_aside().map(Problem::log_cut_short)
    }

    /// That a later version of the program wrote the file, so that it is only read; none where it did not.
    pub fn newer_problem(&self) -> Option<Problem> {
        let refusal = self.store.newer_refusal()?;
        Some(Problem::from_store(&refusal, &self.path))
    }

    /// That another program changed the password of the file, or took it away; none where it is as it was set.
    pub fn password_problem(&self) -> Option<Problem> {
        let is_as_set = self.store.is_password_as_set().unwrap_or(true);
        (!is_as_set).then(|| Problem::password_changed_outside(&self.path))
    }
}

fn content_of(store: &Store) -> Result<FileContent, StoreError> {
    Ok(match store.begins_with(Deed::SampleTaken)? {
        true => FileContent::Sample,
        false => FileContent::Own,
    })
}

fn open_store(path: &Path, opener: &Opener) -> Result<Store, Problem> {
    let key = opener.key();
    match Store::open_unsettled(path, key.as_ref()) {
        // A stick that is write-protected: reports can be looked at and exported all the same. Where a killed program
        // left its log there, SQLite would have to write beside it to read it.
        Err(StoreError::ReadOnly { .. }) => {
            let store = match Store::has_log(path) {
                true => Store::open_beside(path, key.as_ref()),
                false => Store::open_read_only_with(path, key.as_ref()),
            };
            store.map_err(|err| Problem::from_store(&err, path))
        }
        Err(StoreError::Older { .. }) => migrating::migrate(path, key.as_ref()),
        Err(err @ StoreError::TooNew { .. }) => {
            Store::open_newer(path, err).map_err(|err| Problem::from_store(&err, path))
        }
        opened => opened.map_err(|err| Problem::from_store(&err, path)),
    }
}

/// Lets in whoever may see the file; what is encrypted could not have been opened otherwise.
pub(super) fn admit(store: &Store, opener: &Opener) -> Result<(), Problem> {
    let asked_for = store.password().map_err(|err| Problem::from_store(&err, store.path()))?;
    admitted(asked_for.as_deref(), opener)
}

/// The same by what the password is checked against; none where none is asked for.
pub(super) fn admitted(asked_for: Option<&str>, opener: &Opener) -> Result<(), Problem> {
    match (asked_for, opener) {
        (None, _) | (Some(_), Opener::Holder(_)) => Ok(()),
        (Some(_), Opener::Anyone) => Err(Problem::password_wanted()),
        (Some(phc), Opener::With(password)) => match password.is_of(phc) {
            Some(true) => Ok(()),
            Some(false) => Err(Problem::wrong_password()),
            None => Err(Problem::unreadable_password()),
        },
    }
}
