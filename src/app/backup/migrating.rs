//! Bringing a data file of an earlier version of the program to what this one writes: a backup of it is made and read
//! in full before.

use std::path::Path;

use super::making;
use crate::app::problem::Problem;
use crate::app::safekeeping::Occasion;
use crate::store::{Key, OlderFile, Store};

/// Opens a data file of an earlier version and migrates it.
///
/// # Errors
/// When no backup could be made, or the file cannot be migrated: it is then as it was.
pub fn migrate(data: &Path, key: Option<&Key>) -> Result<Store, Problem> {
    let of_store = |err| Problem::from_store(&err, data);
    let older = OlderFile::open(data, key).map_err(of_store)?;
    let made = making::copy(older.as_it_is(), data, Occasion::BeforeMigration, None);
    // Of a damaged file a copy as it is must do: it can only be checked and mended once it is open.
    made.and_then(making::Unchecked::keep).map_err(Problem::before_migration)?;
    older.migrate().map_err(|err| of_store(err).of_migration())
}
