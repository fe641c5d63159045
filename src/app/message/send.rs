//! What is asked and told about files that go to other people.

use std::path::PathBuf;

use crate::app::files::export_format::ExportFormat;
use crate::app::files::exports::FormInName;
use crate::app::platform::mail::Attached;
use crate::report::collecting::FormWay;
use crate::report::key::AgencyKey;
use crate::store::ReportId;

/// What the window asks of the worker about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendRequest {
    /// Write a report in several formats into a folder, over nothing that lies there, to be sent.
    Files {
        /// Which report.
        report: ReportId,
        /// As what.
        formats: Vec<ExportFormat>,
        /// Where.
        folder: PathBuf,
        /// Whether their names say the form of the report.
        form: FormInName,
    },
    /// Write the form that an agency fills in.
    Form {
        /// Of which report.
        report: ReportId,
        /// Whose.
        agency: AgencyKey,
        /// Where.
        path: PathBuf,
        /// On which way it goes out then.
        way: FormWay,
    },
    /// Write the forms of all agencies into a folder.
    Forms {
        /// Of which report.
        report: ReportId,
        /// Where.
        folder: PathBuf,
        /// Whether their names say the form of the report.
        form: FormInName,
    },
}

/// What is told about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendEvent {
    /// A report was written, to be sent.
    Files {
        /// Which report.
        report: ReportId,
        /// The files.
        files: Vec<PathBuf>,
    },
    /// The form of an agency was written.
    Form {
        /// Of which report.
        report: ReportId,
        /// Whose.
        agency: AgencyKey,
        /// Where.
        path: PathBuf,
        /// On which way it goes out now.
        way: FormWay,
    },
    /// The forms of all agencies were written.
    Forms {
        /// Of which report.
        report: ReportId,
        /// Whose, with their files.
        forms: Vec<(AgencyKey, PathBuf)>,
    },
    /// A letter was begun in the mail program.
    Begun(Attached),
}
