//! What files are chosen for.

use std::path::PathBuf;

use crate::app::files::export_format::ExportFormat;
use crate::report::collecting::FormWay;
use crate::report::key::AgencyKey;
use crate::store::ReportId;

/// What a file dialog is opened for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Choose a data file to open.
    OpenFile,
    /// Choose where to export a report.
    Export {
        /// Which report.
        report: ReportId,
        /// As what.
        format: ExportFormat,
        /// The name to offer.
        file_name: String,
    },
    /// Choose where to save what could not be saved.
    Rescue {
        /// The name to offer.
        file_name: String,
    },
    /// Choose where to write the form of an agency.
    ExportForm {
        /// Of which report.
        report: ReportId,
        /// Whose.
        agency: AgencyKey,
        /// The name to offer.
        file_name: String,
        /// On which way it goes out then.
        way: FormWay,
    },
    /// Choose the folder for files of a report that are to be sent.
    Send {
        /// Which report.
        report: ReportId,
        /// As what.
        formats: Vec<ExportFormat>,
    },
    /// Choose the folder for the forms of all agencies of a report.
    ExportForms(ReportId),
    /// Choose a form that an agency filled in.
    TakeForm(ReportId),
    /// Choose a report to import.
    Import,
    /// Choose where to write the office's Word file.
    ExportSkeleton {
        /// Of which report's office.
        report: ReportId,
        /// The name to offer.
        file_name: String,
    },
    /// Choose the Word file that reports are to be filled into.
    TakeSkeleton(ReportId),
    /// Choose the file in which all goes on when the open one is gone.
    MoveData {
        /// The name to offer.
        file_name: String,
    },
    /// Choose the new file for what can be read of a damaged one.
    Salvage {
        /// The damaged file.
        data: PathBuf,
        /// The name to offer.
        file_name: String,
    },
    /// Choose where to write what whoever helps the office has to know.
    Diagnostics {
        /// The name to offer.
        file_name: String,
    },
    /// Choose the folder in which a backup is to be made.
    BackUpElsewhere,
    /// Choose the folder whose backups are to be listed.
    ListElsewhere,
}
