//! What the window needs of the outside.

use std::path::Path;

use crate::app::clip::ClipTable;
use crate::app::letter::Letter;
use crate::app::message::{Event, Request};
use crate::app::platform::preferences::Preferences;
use crate::app::problem::Problem;
use crate::app::state::Wanted;
use crate::report::content::Report;

/// The outside of the window: the worker, file dialogs, the system. Tests put their own here.
pub trait Outside {
    /// What was told since the last frame.
    fn events(&mut self) -> Vec<Event>;
    /// Asks the worker.
    fn ask(&mut self, request: Request);
    /// Opens a file dialog; the answer comes as an event.
    fn choose(&mut self, wanted: Wanted);
    /// Opens a file or folder with the program the system has for it.
    fn open(&mut self, path: &Path);
    /// Puts a table on the clipboard, as HTML and as plain text.
    ///
    /// # Errors
    /// When the clipboard cannot be written.
    fn copy(&mut self, table: &ClipTable) -> Result<(), Problem>;
    /// Puts words on the clipboard.
    ///
    /// # Errors
    /// When the clipboard cannot be written.
    fn copy_words(&mut self, words: &str) -> Result<(), Problem>;
    /// Begins a letter in the mail program; what came of it is told as an event.
    fn begin_letter(&mut self, letter: Letter);
    /// Puts a report that could not be saved into a file of its own, and tells where.
    fn put_aside(&mut self, report: &Report);
    /// Keeps the preferences.
    fn keep(&mut self, preferences: &Preferences);
}
