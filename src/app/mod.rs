//! The program without its faces: the thread that owns the data file, what the window shows, and
//! what can be done. `ui` and `cli` both stand on it.

pub mod check_words;
pub mod clip;
pub mod clock;
pub mod collect_words;
pub mod command;
pub mod comment_words;
pub mod deviation;
pub mod export_format;
pub mod exports;
pub mod figure_log;
pub mod find;
pub mod finding_json;
pub mod finding_words;
pub mod history_words;
pub mod log;
pub mod message;
pub mod month;
pub mod office_fonts;
pub mod office_look;
pub mod office_pictures;
pub mod paste;
pub mod paste_words;
pub mod places;
pub mod preferences;
pub mod problem;
mod problem_words;
pub mod session;
mod session_checks;
mod session_files;
pub mod session_forms;
pub mod session_history;
mod session_looks;
pub mod session_reports;
mod session_templates;
#[cfg(test)]
pub(crate) mod session_tests;
pub mod state;
pub mod summaries;
pub mod template_words;
pub mod text_words;
mod unsaved;
pub mod words;
pub mod worker;
