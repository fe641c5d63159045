//! The log for whoever helps an office: what was opened, what failed. It holds no figure and no
//! text of a report.

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};

use crate::app::platform::{clock, places};

/// How many days of log are kept.
const FILES_MAX: usize = 14;

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
        .filename_prefix("baocao06")
        .filename_suffix("log")
        .max_log_files(FILES_MAX)
        .build(folder)
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(appender);
    let subscriber = tracing_subscriber::fmt()
        .with_writer(writer)
        .with_ansi(false)
        .with_max_level(tracing::Level::INFO)
        .finish();
    if tracing::subscriber::set_global_default(subscriber).is_err() {
        return None;
    }
    Some(guard)
}
