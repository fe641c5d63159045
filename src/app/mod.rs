//! The program without its faces: the thread that owns the data file, what the window shows, and
//! what can be done. `ui` and `cli` both stand on it.
//!
//! From below: `password`, `printing`, `words` (what is told, in Vietnamese), `summaries`, `safekeeping`, `problem`; `look`, `files`, `platform`;
//! `open_report`, `message`; `backup`, `session` (the open data file) and the `worker` that owns it; on the
//! side of the window `command` and `state`.

pub mod backup;
pub mod clip;
pub mod collect_words;
pub mod command;
pub mod comment_words;
pub mod diagnostics;
pub mod due;
pub mod files;
pub mod find;
pub mod letter;
pub mod licences;
pub mod look;
pub mod message;
pub mod open_report;
pub mod password;
pub mod paste;
pub mod platform;
pub mod printing;
pub mod problem;
pub mod safekeeping;
pub mod session;
pub mod state;
pub mod summaries;
pub mod words;
pub mod worker;
