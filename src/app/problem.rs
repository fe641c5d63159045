//! What went wrong, told once, in Vietnamese: what happened, what was not lost, what to do; the
//! path last.

use std::path::PathBuf;

/// What a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Writing the data file.
    Saving,
    /// Anything else.
    Other,
}

/// Something that could not be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What happened: one sentence without a full stop.
    pub title: String,
    /// What was not lost.
    pub kept: String,
    /// What to do.
    pub what_to_do: String,
    /// The file it happened to.
    pub path: Option<PathBuf>,
    /// What it is about.
    pub about: About,
}

impl Problem {
    /// What was not lost and what to do, as sentences.
    pub fn advice(&self) -> String {
        let sentences = [&self.kept, &self.what_to_do].into_iter().filter(|text| !text.is_empty());
        sentences.map(|text| format!("{text}.")).collect::<Vec<_>>().join(" ")
    }

    /// One line for the command line: what happened and what to do, then the path.
    pub fn line(&self) -> String {
        let path = self.path.as_ref().map(|path| format!(" ({})", path.display()));
        format!("{}. {}{}", self.title, self.advice(), path.unwrap_or_default())
    }

    /// Whether it is about writing the data file.
    pub fn is_about_saving(&self) -> bool {
        self.about == About::Saving
    }
}
