//! The jobs of the program on one open data file. The worker does them for the window, the command
//! line does them directly.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::clock;
use super::message::{Existing, ExportFormat, FileSummary, MonthSummary};
use super::month::Loaded;
use super::problem::Problem;
use crate::calc::results::Results;
use crate::calc::{next_month, progress};
use crate::document;
use crate::exchange::{report_v1, sample, template_v1};
use crate::export::{docx, file, xlsx};
use crate::report::change::Edit;
use crate::report::content::Report;
use crate::report::office::Office;
use crate::report::period::PeriodKey;
use crate::report::template::{Template, TemplateRef};
use crate::store::{OperationInfo, OperationKind, ReportId, SessionId, Store};

/// The setting that names the report and page on screen.
const LAST_PAGE: &str = "last_page";

/// An open data file.
pub struct Session {
    store: Store,
    path: PathBuf,
    templates: HashMap<TemplateRef, Arc<Template>>,
    id: SessionId,
}

/// What became of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    /// The report is in the data file.
    Done(ReportId),
    /// The month is there already; nothing was changed.
    Exists(PeriodKey),
}
