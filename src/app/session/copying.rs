//! Backups of the open file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::app::backup::making::{self, Checked, Unchecked};
use crate::app::problem::Problem;
use crate::app::safekeeping::{Occasion, aside_of, folder_of};
use crate::app::session::Session;

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
