//! Backups of the open file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::app::backup::folder;
use crate::app::backup::making::{self, Checked, KeptAs, Unchecked};
use crate::app::problem::Problem;
use crate::app::safekeeping::{Occasion, aside_of, folder_of};
use crate::app::session::Session;
use crate::store::Store;

impl Session {
    /// Copies the open file for a backup in its own folder, or in another; nobody has looked at the copy yet.
    ///
    /// # Errors
    /// When there is no room, or the folder cannot be written.
    pub fn copy_for_backup(
        &self,
        occasion: Occasion,
        folder: Option<&Path>,
    ) -> Result<Unchecked, Problem> {
        making::copy(&self.store, self.path(), occasion, folder)
    }

    /// Makes a backup and waits until it is checked.
    ///
    /// # Errors
    /// When it could not be made, or did not say what the file says.
    pub fn back_up(&self, occasion: Occasion, folder: Option<&Path>) -> Result<Checked, Problem> {
        self.copy_for_backup(occasion, folder)?.check()
    }

    /// As [`Session::back_up`], where a copy of a file that is damaged itself is enough, too.
    ///
    /// # Errors
    /// When it could not be made, or did not say what the file says.
    pub fn back_up_as_it_is(
        &self,
        occasion: Occasion,
        folder: Option<&Path>,
    ) -> Result<KeptAs, Problem> {
        self.copy_for_backup(occasion, folder)?.keep()
    }

    /// Whether the newest copy of the file that was made since it holds a fault says what it says now.
    pub(in crate::app) fn is_in_faulty_copy(&self) -> bool {
        let Ok(series) = self.store.series() else { return false };
        let newest = folder::faulty_of(self.path(), &folder_of(self.path()), &series);
        let Some(newest) = newest.into_iter().next() else { return false };
        let copy = Store::open_read_only_with(&newest.path, self.store.key());
        let says = copy.and_then(|copy| copy.fingerprint()).ok();
        says.is_some() && says == self.store.fingerprint().ok()
    }

    /// Keeps a copy of a file that is known to be damaged: it cannot pass the check of a backup, and yet is all
    /// that there is. It lies with the files that were replaced.
    ///
    /// # Errors
    /// As for [`Session::copy_for_backup`].
    pub fn keep_copy(&self) -> Result<PathBuf, Problem> {
        let data = self.path();
        let folder = folder_of(data);
        fs::create_dir_all(&folder).map_err(|err| Problem::cannot_make_folder(&folder, &err))?;
        let path = aside_of(data);
        let copied = self.store.copy_to(&path);
        copied.map_err(|err| Problem::from_store(&err, &path).of_backup())?;
        Ok(path)
    }
}
