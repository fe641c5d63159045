//! What could not be saved in its data file when the program had to end.

use std::path::PathBuf;

use super::exports;
use crate::app::platform::{clock, places};
use crate::app::problem::Problem;
use crate::report::content::Report;

/// Writes a report into a file of its own in the folder for such, and returns where.
///
/// # Errors
/// When that cannot be written either.
pub fn put_aside(report: &Report) -> Result<PathBuf, Problem> {
    let folder = places::aside_folder();
    std::fs::create_dir_all(&folder).map_err(|err| Problem::cannot_make_folder(&folder, &err))?;
    let time = clock::now().format("%Y-%m-%d-%Hh%Mm%S");
    // Two windows that end in one second, as at the end of a session, each have what they could not save.
    let name = format!("so-lieu-{time}-{}.json", std::process::id());
    let path = exports::free_path(&folder, &name);
    exports::rescue(report, &path)?;
    Ok(path)
}
