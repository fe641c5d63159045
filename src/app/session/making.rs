//! New data files: filled under another name, so that a program that is killed leaves none, or all of one.

use std::path::Path;

use crate::app::files::exports;
use crate::app::password::Password;
use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::exchange::{sample, template_v1};
use crate::report::deed::Deed;
use crate::store::{CAN_ENCRYPT, Store};

impl Session {
    /// Makes a data file, with the folders it lies in. It is there when all that `fill` puts in is in it.
    ///
    /// # Errors
    /// When a file is there already, the place cannot be written, or `fill` fails: then nothing is there.
    pub fn make<T>(
        path: &Path,
        fill: impl FnOnce(&mut Self) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        Self::make_with(path, None, fill)
    }

    /// The same for a file that is encrypted where a password is given.
    ///
    /// # Errors
    /// As for [`Session::make`]; when this program cannot encrypt.
    pub fn make_with<T>(
        path: &Path,
        password: Option<&Password>,
        fill: impl FnOnce(&mut Self) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        if password.is_some() && !CAN_ENCRYPT {
            return Err(Problem::cannot_encrypt());
        }
        let key = password.map(Password::key);
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)
                .map_err(|err| Problem::cannot_make_folder(folder, &err))?;
        }
        exports::remove_drafts_beside(path);
        let of_store = |err| Problem::from_store(&err, path);
        let new = Store::draft_with(path, key.as_ref()).map_err(of_store)?;
        let store = Store::open_with(new.draft(), key.as_ref()).map_err(of_store)?;
        // What goes wrong is told of the file that is wanted: the draft has no name that anybody knows.
        let wanted = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let mut session = Self { path: wanted, ..Self::new(store) };
        let filled =
            session.add_template(template_v1::BUILTIN_JSON).and_then(|()| fill(&mut session));
        // Closed in any case, so that nothing is left beside the draft.
        let closed = session.close();
        let filled = filled?;
        closed?;
        new.appear().map_err(of_store)?;
        Ok(filled)
    }

    /// Makes a data file without a report and opens it.
    ///
    /// # Errors
    /// As for [`Session::make`].
    pub fn create(path: &Path) -> Result<Self, Problem> {
        Self::make(path, |_| Ok(()))?;
        Self::open(path)
    }

    /// Makes a data file of the sample and opens it.
    ///
    /// # Errors
    /// As for [`Session::make`].
    pub fn create_sample(path: &Path) -> Result<Self, Problem> {
        Self::make(path, Self::insert_sample)?;
        Self::open(path)
    }

    fn insert_sample(&mut self) -> Result<(), Problem> {
        let template = self.builtin()?;
        let reports = sample::sample_reports(&template);
        let reports = reports.map_err(|err| Problem::damaged_program(&err.to_string()))?;
        for report in &reports {
            self.insert(report, Deed::SampleTaken, "")?;
        }
        Ok(())
    }
}
