//! The log for whoever helps an office: what was opened, what failed. It holds no figure and no
//! text of a report.

use std::path::PathBuf;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;

use crate::app::platform::{clock, places};

/// How the names of its files begin and end; the day stands between.
const PREFIX: &str = "baocao06";
const SUFFIX: &str = "log";
/// How many days of log are kept.
const FILES_MAX: usize = 14;

/// The files of the log, the oldest first.
pub fn files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(places::log_folder()).into_iter().flatten();
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let is_log = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX))
    };
    let mut files: Vec<PathBuf> = paths.filter(is_log).collect();
    files.sort();
    files
}

/// Starts writing the log; it is complete when the guard is dropped. Without a place to write,
/// the program works without a log.
pub fn start() -> Option<WorkerGuard> {
    // Its files are named by the day, and some calendars end.
    if clock::is_beyond_calendar() {
        return None;
    }
    let folder = places::log_folder();
    std::fs::create_dir_all(&folder).ok()?;
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix(PREFIX)
        .filename_suffix(SUFFIX)
        .max_log_files(FILES_MAX)
        .build(folder)
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(appender);
    let subscriber = tracing_subscriber::fmt()
        .with_writer(writer)
        .with_ansi(false)
        .with_max_level(tracing::Level::INFO)
        .finish()
        // Libraries do not know what must not be written.
        .with(Targets::new().with_target("baocao06", tracing::Level::INFO));
    if tracing::subscriber::set_global_default(subscriber).is_err() {
        return None;
    }
    Some(guard)
}
