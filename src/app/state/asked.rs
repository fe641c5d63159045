//! What was done last, and what is asked before something is done.

use std::path::PathBuf;

use crate::app::files::export_format::ExportFormat;
use crate::app::message::{NewFile, ReportId};
use crate::calc::office_words::Rewording;

/// The last action's outcome, shown until the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Words.
    Said(String),
    /// What was done to the report in one step, which can be taken back from where it is said.
    Done(String),
    /// A report was deleted; it can be brought back from where that is said.
    Deleted {
        /// Which.
        report: ReportId,
        /// That it was.
        words: String,
    },
    /// That a report was made was taken back; redo makes it again.
    TakenBack {
        /// Which.
        report: ReportId,
        /// That it was.
        words: String,
    },
    /// The forms of all agencies were written; their folder can be opened.
    ExportedForms {
        /// The folder.
        folder: PathBuf,
        /// How many.
        count: usize,
    },
    /// A file was written; it and its folder can be opened.
    Exported {
        /// The file.
        path: PathBuf,
        /// What is still open in the report that was exported; empty when nothing is.
        open: String,
    },
}

impl Notice {
    /// The words of one that is only words.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Said(words)
            | Self::Done(words)
            | Self::Deleted { words, .. }
            | Self::TakenBack { words, .. } => Some(words),
            Self::ExportedForms { .. } | Self::Exported { .. } => None,
        }
    }
}

/// A question that must be answered before something is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Open a final report for a change?
    Reopen,
    /// Declare a report finished in which something is still open?
    MarkFinal {
        /// What is open.
        open: String,
    },
    /// Delete a report?
    Delete {
        /// Which.
        report: ReportId,
        /// What goes with it, as a sentence.
        words: String,
    },
    /// Replace a report by an imported one?
    ReplaceReport {
        /// The file.
        path: PathBuf,
        /// The report by its office, form and period.
        words: String,
    },
    /// Export a report in which errors stand?
    ExportWithErrors {
        /// As what.
        format: ExportFormat,
        /// How many.
        num_errors: usize,
    },
    /// Put a backup in the place of the data file?
    RestoreBackup {
        /// Which backup.
        backup: PathBuf,
        /// What it holds other than the file.
        words: String,
    },
    /// Put a backup in the place of a data file that could not be opened?
    RestoreOffered {
        /// The data file.
        data: PathBuf,
        /// Which backup.
        backup: PathBuf,
        /// What it holds, and what becomes of the file.
        words: String,
    },
    /// Make a data file for an office that has one already?
    Twin {
        /// The file that it has.
        known: PathBuf,
        /// What is wanted all the same.
        wanted: Box<NewFile>,
    },
    /// Bring the texts of the open report in line with the new name of its office?
    OfficeAdapted {
        /// What the office was called.
        before: String,
        /// What it is called now.
        after: String,
        /// What would change.
        changes: Vec<Rewording>,
    },
    /// Close although something could not be saved?
    CloseUnsaved,
}
