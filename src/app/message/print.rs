//! What is asked and told about printing.

use std::path::PathBuf;

use crate::app::printing::{Print, Printer};
use crate::store::ReportId;

/// What the window asks about printing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrintRequest {
    /// Find the printers of the system.
    Find,
    /// Print pages of a report.
    Print {
        /// Which report.
        report: ReportId,
        /// Which pages, where, how often.
        print: Print,
    },
}

/// What is told about printing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrintEvent {
    /// The printers of the system, the usual one first.
    Found(Vec<Printer>),
    /// A printer has the pages; what is said about it.
    Sent(String),
    /// The pages are a file that the system's viewer is to show, from which so many copies are wanted.
    Ready {
        /// The file.
        path: PathBuf,
        /// How many copies.
        copies: u32,
    },
}
