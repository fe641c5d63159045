//! What was done last, and what is asked before something is done.

use std::path::{Path, PathBuf};

use crate::app::files::export_format::ExportFormat;
use crate::app::message::{NewFile, ReportId};
use crate::calc::office_words::Rewording;
use crate::report::key::AgencyKey;

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
    /// Files were written; they and their folder can be opened, sent, and named to others.
    Exported(Written),
}

/// Files that were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The files, of one folder.
    pub files: Vec<PathBuf>,
    /// What they are.
    pub what: WrittenKind,
    /// What is still open in the report that was exported; empty when nothing is.
    pub open: String,
    /// What was done with them since.
    pub since: Option<&'static str>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrittenKind {
    /// The open report.
    Report,
    /// The form of an agency.
    Form(AgencyKey),
    /// The forms of all agencies.
    Forms,
    /// Something that is not sent from here.
    Other,
}

impl Written {
    /// One file.
    pub fn file(path: PathBuf, what: WrittenKind) -> Self {
        Self { files: vec![path], what, open: String::new(), since: None }
    }

    /// The folder of the files.
    pub fn folder(&self) -> Option<&Path> {
        self.files.first().and_then(|file| file.parent())
    }

    /// What was written: "Đã xuất BC-DA06-2023-05.docx".
    pub fn words(&self) -> String {
        let name = |path: &Path| {
            path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
        };
        match self.files.as_slice() {
            [file] => format!("Đã xuất {}", name(file)),
            files => {
                let what = if self.what == WrittenKind::Forms { "phiếu" } else { "tệp" };
                let folder = self.folder().map(name).unwrap_or_default();
                format!("Đã xuất {} {what} vào thư mục {folder}", files.len())
            }
        }
    }

    /// Where the files lie, a line each.
    pub fn paths(&self) -> String {
        let paths = self.files.iter().map(|file| file.display().to_string());
        paths.collect::<Vec<_>>().join("\n")
    }
}

impl Notice {
    /// The words of one that is only words.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Said(words)
            | Self::Done(words)
            | Self::Deleted { words, .. }
            | Self::TakenBack { words, .. } => Some(words),
            Self::Exported(_) => None,
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
