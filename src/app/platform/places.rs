//! Where the program keeps its files when nobody says otherwise.

use std::path::PathBuf;

use directories::ProjectDirs;

/// The end of data file names.
pub const DATA_EXTENSION: &str = "bc06";

fn dirs() -> Option<ProjectDirs> {
    ProjectDirs::from("vn", "", "BaoCao06")
}

/// The data file that is opened when none is named: in the user's own data folder, so that no
/// rights are needed. Falls back to the working folder where a user has no home.
pub fn default_data_file() -> PathBuf {
    data_folder().join(format!("bao-cao.{DATA_EXTENSION}"))
}

/// The data file of the sample.
pub fn sample_data_file() -> PathBuf {
    data_folder().join(format!("du-lieu-mau.{DATA_EXTENSION}"))
}

/// The file of the preferences.
pub fn preferences_file() -> PathBuf {
    let folder = dirs().map_or_else(PathBuf::new, |dirs| dirs.config_dir().to_owned());
    folder.join("tuy-chon.json")
}

/// The folder of the log files.
pub fn log_folder() -> PathBuf {
    data_folder().join("nhat-ky")
}

/// The folder of what could not be saved in its data file when the program had to end.
pub fn aside_folder() -> PathBuf {
    data_folder().join("chua-luu")
}

/// The folder in which file dialogs start: the user's documents.
pub fn documents_folder() -> Option<PathBuf> {
    let dirs = directories::UserDirs::new()?;
    let documents = dirs.document_dir().map(PathBuf::from);
    Some(documents.unwrap_or_else(|| dirs.home_dir().to_owned()))
}

fn data_folder() -> PathBuf {
    dirs().map_or_else(PathBuf::new, |dirs| dirs.data_local_dir().to_owned())
}

/// The folder of whoever works with the program.
pub fn home() -> Option<PathBuf> {
    Some(directories::UserDirs::new()?.home_dir().to_owned())
}

/// Who works with the program; empty where the system does not tell.
pub fn person() -> String {
    variable(["USERNAME", "USER"])
}

/// At which computer; empty where the system does not tell.
pub fn computer() -> String {
    variable(["COMPUTERNAME", "HOSTNAME"])
}

fn variable(names: [&str; 2]) -> String {
    let found = names.iter().find_map(|name| std::env::var(name).ok());
    found.unwrap_or_default().trim().to_owned()
}
