//! Opening a data file: the one way for the window and the command line. A file of an earlier version is backed up and
//! migrated, one on a write-protected medium is read only, and where a password is asked for it must be given.

use std::path::Path;

use crate::app::backup::migrating;
use crate::app::backup::restoring::{self, Restored};
use crate::app::files::exports;
use crate::app::password::{Opener, Password, Protection};
use crate::app::problem::{About, Problem};
use crate::app::safekeeping::Drill;
use crate::app::session::Session;
use crate::app::summaries::FileAccess;
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
        let store = open_store(path)?;
        if let Err(problem) = admit(&store, opener) {
            store.close().map_err(|err| Problem::from_store(&err, path))?;
            return Err(problem.at(path));
        }
        let access = match store.access() {
            Access::Write => FileAccess::Write,
            Access::Read => FileAccess::ReadOnlyPlace,
        };
        if access == FileAccess::Write {
            exports::remove_drafts_beside(path);
        }
        Ok(Self { access, ..Self::new(store, path) })
    }

    /// Opens a data file that another window has open, as it was last saved, only to look at it and to export.
    ///
    /// # Errors
    /// As [`Session::open_for`]; when this window itself has it open.
    pub fn look(path: &Path, opener: &Opener) -> Result<Self, Problem> {
        let store = Store::open_beside(path);
        let store = store.map_err(|err| Problem::from_store(&err, path))?;
        admit(&store, opener).map_err(|problem| problem.at(path))?;
        Ok(Self { access: FileAccess::OpenElsewhere, ..Self::new(store, path) })
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

    /// Puts a backup in the place of a data file for somebody who may open both.
    ///
    /// # Errors
    /// As for [`restoring::restore`], and where a password is asked for.
    pub fn restore_file(data: &Path, from: &Path, opener: &Opener) -> Result<Restored, Problem> {
        let admitted = |there: &Store| admit(there, opener).map_err(|problem| problem.at(data));
        restoring::restore(data, from, &admitted)
    }

    /// Tries a backup out for somebody who may open it.
    ///
    /// # Errors
    /// As for [`restoring::drill`], and where a password is asked for.
    pub fn drill(backup: &Path, opener: &Opener) -> Result<Drill, Problem> {
        let of_store = |err| Problem::from_store(&err, backup);
        let store = Store::open_read_only(backup).map_err(of_store)?;
        admit(&store, opener).map_err(|problem| problem.at(backup))?;
        drop(store);
        restoring::drill(backup)
    }

    /// What keeps others from opening the file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn protection(&self) -> Result<Protection, Problem> {
        Ok(match self.told(self.store.password())? {
            None => Protection::Open,
            Some(_) => Protection::Password,
        })
    }

    /// That another program changed the password of the file, or took it away; none where it is as it was set.
    pub fn password_problem(&self) -> Option<Problem> {
        let is_as_set = self.store.is_password_as_set().unwrap_or(true);
        (!is_as_set).then(|| Problem::password_changed_outside(&self.path))
    }

    /// Asks for a password on opening from now on, for another one, or for none any more. Who wants that must know
    /// the one that is asked for now.
    ///
    /// # Errors
    /// When the present one is another, or the file cannot be written: then nothing is changed.
    pub fn set_password(
        &mut self,
        current: Option<&Password>,
        new: Option<&Password>,
    ) -> Result<(), Problem> {
        let opener = current.map_or(Opener::Anyone, |current| Opener::With(current.clone()));
        admit(&self.store, &opener)?;
        let phc = new.map(Password::hash).transpose().map_err(Problem::from_password)?;
        let stamp = self.stamp(None);
        let set = self.store.set_password(phc.as_deref(), &stamp);
        self.told(set)
    }
}

fn open_store(path: &Path) -> Result<Store, Problem> {
    match Store::open(path) {
        // A stick that is write-protected: reports can be looked at and exported all the same.
        Err(StoreError::ReadOnly { .. }) => {
            Store::open_read_only(path).map_err(|err| Problem::from_store(&err, path))
        }
        Err(StoreError::Older { .. }) => migrating::migrate(path),
        opened => opened.map_err(|err| Problem::from_store(&err, path)),
    }
}

/// Lets in whoever may see the file.
fn admit(store: &Store, opener: &Opener) -> Result<(), Problem> {
    let asked_for = store.password().map_err(|err| Problem::from_store(&err, store.path()))?;
    match (asked_for, opener) {
        (None, _) | (Some(_), Opener::Holder) => Ok(()),
        (Some(_), Opener::Anyone) => Err(Problem::password_wanted()),
        (Some(phc), Opener::With(password)) => match password.is_of(&phc) {
            Some(true) => Ok(()),
            Some(false) => Err(Problem::wrong_password()),
            None => Err(Problem::unreadable_password()),
        },
    }
}
