//! What crosses between the window and the thread that owns the data file: one closed enum each way.

mod keep;
mod locked;
mod log;
mod new_file;
mod office;
mod print;
mod purpose;
mod removal;
mod send;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::open_report::{Batch, Loaded};
use super::password::Password;
use super::problem::Problem;
pub use keep::{KeepEvent, KeepRequest};
pub use locked::LockedFile;
pub use log::{LogAnswer, LogQuery};
pub use new_file::{NewFile, Twin};
pub use office::{OfficePart, OfficeWish};
pub use print::{PrintEvent, PrintRequest};
pub use purpose::Purpose;
pub use removal::Removal;
pub use send::{SendEvent, SendRequest};

pub use super::summaries::{
    FileAccess, FileContent, FileSummary, FormSummary, ListedReport, NewReport, ReportNews,
};
use crate::app::files::export_format::ExportFormat;
use crate::app::look::office_look::OfficeLook;
use crate::app::words::histories::StepNames;
use crate::calc::check::Settings;
use crate::calc::collect::Filled;
use crate::document::Source;
use crate::report::content::Report;
use crate::report::key::TemplateKey;
use crate::report::look::Look;
use crate::report::office::Office;
use crate::report::office_words::Identity;
use crate::report::period::PeriodKey;
use crate::report::report_key::ReportKey;

pub use crate::store::{DeletedReport, ListedOffice, OperationId, ReportId};

/// What the window asks of the worker.
#[derive(Debug)]
pub enum Request {
    /// Open a data file.
    Open(PathBuf),
    /// Open one that asks for a password.
    Unlock {
        /// Which.
        path: PathBuf,
        /// What was typed.
        password: Password,
    },
    /// Make a data file for an office and its first report.
    CreateFile(Box<NewFile>),
    /// Tell which of these data files are not where they were.
    FindFiles(Vec<PathBuf>),
    /// Make a data file with the sample in it.
    CreateSample(PathBuf),
    /// Tell the list of reports anew.
    List,
    /// Load a report.
    Load(ReportId),
    /// Start a report, after the last one of the office in the form when there is one.
    StartReport {
        /// Who reports.
        office: Office,
        /// In which form.
        form: TemplateKey,
        /// For which period.
        period: PeriodKey,
        /// Who the office is, where that was asked.
        identity: Option<Identity>,
    },
    /// Delete a report.
    Delete(ReportId),
    /// Bring a deleted report back, and load it.
    BringBack(ReportId),
    /// Tell which reports are deleted.
    ListDeleted,
    /// Write a batch of edits.
    Save {
        /// Of which report.
        report: ReportId,
        /// What.
        batch: Batch,
    },
    /// Take back the last change of a report.
    Undo(ReportId),
    /// Do again what was taken back.
    Redo(ReportId),
    /// Write a report to a file.
    Export {
        /// Which report.
        report: ReportId,
        /// As what.
        format: ExportFormat,
        /// Where.
        path: PathBuf,
    },
    /// Something about printing.
    Print(PrintRequest),
    /// Write the report of the screen, which could not be saved, to another file.
    Rescue {
        /// The report as it stands on the screen.
        report: Box<Report>,
        /// Where.
        path: PathBuf,
    },
    /// Write files that go to other people.
    Send(SendRequest),
    /// Read a form that an agency filled in; nothing is changed by it.
    ReadForm {
        /// Over which report.
        report: ReportId,
        /// The file.
        path: PathBuf,
    },
    /// Read a report from a JSON file.
    Import {
        /// Where from.
        path: PathBuf,
        /// What to do when the report is there already.
        existing: Existing,
        /// The report on screen, where there is one: it takes over what changes, any other is loaded.
        on_screen: Option<ReportId>,
    },
    /// Keep how the office of a report wants its reports.
    SetLook {
        /// A report of the office.
        report: ReportId,
        /// What it wants.
        look: Box<Look>,
    },
    /// Take a Word file as the one that the office's reports are filled into.
    TakeSkeleton {
        /// A report of the office.
        report: ReportId,
        /// The file.
        path: PathBuf,
    },
    /// Fill the office's reports into the built-in Word file again.
    DropSkeleton(ReportId),
    /// Write the Word file that the office's reports are filled into, to be changed in Word.
    ExportSkeleton {
        /// A report of the office.
        report: ReportId,
        /// Where.
        path: PathBuf,
    },
    /// Keep how the office of a report wants its reports checked.
    SetChecks {
        /// A report of the office.
        report: ReportId,
        /// What it wants.
        checks: Arc<Settings>,
    },
    /// Give the office of a report another name.
    RenameOffice {
        /// A report of the office.
        report: ReportId,
        /// The name.
        name: String,
    },
    /// Take an office into the file, or give a known one its place among the others.
    PlaceOffice(OfficeWish),
    /// Remember the page on screen for the next start.
    RememberPage {
        /// Of which report; by its key, which is that of no other report in another file.
        report: ReportKey,
        /// The page's name in the settings.
        page: String,
    },
    /// Bring a report back to what it said right after an operation.
    Restore {
        /// Which report.
        report: ReportId,
        /// Which operation.
        after: OperationId,
    },
    /// Tell something of the change log.
    Log(LogQuery),
    /// Something about backups and whether the file is whole.
    Keep(KeepRequest),
    /// Say when everything asked before is done, and close the file.
    Close,
}

/// What a request has to do with the state of the file that the window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Touches {
    /// Its answer replaces the report or the file on screen.
    Replaces,
    /// It hands out the state that is on the disk.
    HandsOut,
    /// The file is left.
    Leaves,
    /// Neither.
    Nothing,
}

impl Request {
    fn touches(&self) -> Touches {
        match self {
            Self::Open(_)
            | Self::Unlock { .. }
            | Self::CreateFile(_)
            | Self::CreateSample(_)
            | Self::Load(_)
            | Self::StartReport { .. }
            | Self::Keep(
                KeepRequest::Restore { .. }
                | KeepRequest::Mend
                | KeepRequest::Protect { .. }
                | KeepRequest::Look(_)
                | KeepRequest::Salvage { .. },
            )
            | Self::Undo(_)
            | Self::Redo(_)
            | Self::Delete(_)
            | Self::BringBack(_)
            | Self::Restore { .. }
            | Self::Import { .. } => Touches::Replaces,
            Self::Export { .. }
            | Self::Send(_)
            | Self::ReadForm { .. }
            | Self::Print(PrintRequest::Print { .. }) => Touches::HandsOut,
            Self::Close => Touches::Leaves,
            Self::Keep(
                KeepRequest::MoveTo(_)
                | KeepRequest::List(_)
                | KeepRequest::Carry { .. }
                | KeepRequest::Diagnose(_)
                | KeepRequest::WriteDiagnostics { .. },
            ) => Touches::Nothing,
            Self::Keep(_) => Touches::HandsOut,
            Self::List
            | Self::ListDeleted
            | Self::FindFiles(_)
            | Self::Save { .. }
            | Self::Rescue { .. }
            | Self::RenameOffice { .. }
            | Self::PlaceOffice(_)
            | Self::SetLook { .. }
            | Self::SetChecks { .. }
            | Self::TakeSkeleton { .. }
            | Self::DropSkeleton(_)
            | Self::ExportSkeleton { .. }
            | Self::RememberPage { .. }
            | Self::Print(PrintRequest::Find)
            | Self::Log(_) => Touches::Nothing,
        }
    }

    /// Whether the answer to a request replaces the report or the file on screen.
    pub fn replaces_state(&self) -> bool {
        matches!(self.touches(), Touches::Replaces | Touches::Leaves)
    }

    /// Whether it would show, or hand out, another state than one that could not be saved.
    pub(super) fn needs_all_saved(&self) -> bool {
        matches!(self.touches(), Touches::Replaces | Touches::HandsOut)
    }
}

/// What to do with an import of a report that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Ask.
    Ask,
    /// Replace its contents; the change log keeps the old ones.
    Replace,
}

/// What the worker tells the window.
#[derive(Debug)]
pub enum Event {
    /// A data file is open.
    Opened {
        /// Its reports.
        file: FileSummary,
        /// The report to show at once, and the page it was left on.
        resume: Option<(ReportId, String)>,
    },
    /// No data file is open: the start screen is to be shown, with what went wrong, if anything did.
    NothingOpen(Option<Problem>),
    /// A data file asks for a password.
    PasswordWanted(LockedFile),
    /// The office that is to get a new data file has one already; nothing was made.
    TwinFound {
        /// That file.
        known: PathBuf,
        /// What was wanted.
        wanted: Box<NewFile>,
    },
    /// Which of the data files that were asked about are not where they were.
    FilesMissing(Vec<PathBuf>),
    /// The list of reports as it stands.
    Listed(FileSummary),
    /// A report is in no list any more.
    Removed {
        /// As lists showed it.
        row: Box<ListedReport>,
        /// By what.
        by: Removal,
    },
    /// The reports that are deleted, the one that was deleted last in front.
    DeletedListed(Vec<DeletedReport>),
    /// What undo and redo would do to a report, since something that is kept of its office is another.
    Steps {
        /// Which report.
        report: ReportId,
        /// What they would do.
        steps: StepNames,
    },
    /// A step of what is kept of the office was taken back or done again: it is led to where that is seen.
    LeadToOffice {
        /// A report of the office.
        report: ReportId,
        /// What is another since.
        part: OfficePart,
    },
    /// What lists tell of a report was counted anew.
    Counted(Box<ListedReport>),
    /// A report was made.
    Made(Box<NewReport>),
    /// What an office is called in the file, where it was to get another name.
    OfficeNamed(Office),
    /// An office has its place in the file, a new one or a known one.
    OfficePlaced(ListedOffice),
    /// What was wanted of an office could not be kept.
    OfficeRefused {
        /// What was wanted.
        wish: OfficeWish,
        /// Why not.
        problem: Problem,
    },
    /// A report was loaded.
    Loaded {
        /// The report.
        loaded: Box<Loaded>,
        /// What happened to it, when that should be said.
        said: Option<String>,
    },
    /// A batch is on the disk.
    Saved {
        /// Of which report.
        report: ReportId,
        /// The batch's number.
        batch: u64,
        /// When the commit returned.
        at: NaiveDateTime,
        /// How the report stands since; none when nothing in the file changed.
        news: Option<Box<ReportNews>>,
    },
    /// A report was changed in the file by undo, redo, going back or an import over it.
    Changed(Box<ReportNews>),
    /// A step of undo or redo was told; the keyboard goes to where it changed something.
    LeadTo {
        /// In which report.
        report: ReportId,
        /// Where, the place that is gone to first in front.
        places: Vec<Source>,
    },
    /// A batch could not be saved.
    SaveFailed {
        /// Of which report.
        report: ReportId,
        /// The batch's number.
        batch: u64,
        /// Why.
        problem: Problem,
    },
    /// A report was written to a file.
    Exported(PathBuf),
    /// Another file was written: the Word file that reports are filled into, what a help desk is given.
    Written(PathBuf),
    /// Something about files that go to other people.
    Send(SendEvent),
    /// How the office of a report wants its reports.
    LookChanged {
        /// A report of the office.
        report: ReportId,
        /// What it wants.
        look: Arc<OfficeLook>,
    },
    /// How the office of a report wants its reports checked.
    ChecksChanged {
        /// A report of the office.
        report: ReportId,
        /// What it wants.
        checks: Arc<Settings>,
    },
    /// A filled form was read and belongs to the report.
    FormRead {
        /// Which report.
        report: ReportId,
        /// What it says.
        filled: Box<Filled>,
        /// What the file is called.
        file: String,
    },
    /// An import would replace a report that is there.
    ImportExists {
        /// The file.
        path: PathBuf,
        /// The report.
        key: ReportKey,
    },
    /// What the change log says.
    LogTold(LogAnswer),
    /// Something about backups and whether the file is whole.
    Keep(KeepEvent),
    /// Something about printing.
    Print(PrintEvent),
    /// Something else could not be done.
    Failed(Problem),
    /// What was done, or why nothing was: "Không còn gì để hoàn tác".
    Said(String),
    /// A file dialog was closed.
    Chosen {
        /// What it was opened for.
        purpose: Purpose,
        /// The chosen file; none when it was cancelled.
        path: Option<PathBuf>,
    },
    /// Everything asked before is done and the file is closed.
    Closed,
    /// The file was not closed, because something could not be saved.
    NotClosed,
    /// A request whose answer may replace the report or the file is done with, whatever came of it.
    Replaced,
}

impl Event {
    /// Whether an event answers such a request, or any other that takes a while.
    pub fn is_answer(&self) -> bool {
        match self {
            Self::Keep(event) => event.is_answer(),
            Self::Print(event) => !matches!(event, PrintEvent::Found(_)),
            Self::Send(event) => !matches!(event, SendEvent::Begun(_)),
            Self::Opened { .. }
            | Self::NothingOpen(_)
            | Self::PasswordWanted(_)
            | Self::TwinFound { .. }
            | Self::Loaded { .. }
            | Self::Changed(_)
            | Self::Removed { .. }
            | Self::Exported(_)
            | Self::Written(_)
            | Self::FormRead { .. }
            | Self::ImportExists { .. }
            | Self::Failed(_)
            | Self::Said(_) => true,
            Self::Listed(_)
            | Self::FilesMissing(_)
            | Self::DeletedListed(_)
            | Self::Steps { .. }
            | Self::LeadToOffice { .. }
            | Self::Counted(_)
            | Self::Made(_)
            | Self::OfficeNamed(_)
            | Self::OfficePlaced(_)
            | Self::OfficeRefused { .. }
            | Self::LogTold(_)
            | Self::LeadTo { .. }
            | Self::LookChanged { .. }
            | Self::ChecksChanged { .. }
            | Self::Saved { .. }
            | Self::SaveFailed { .. }
            | Self::Chosen { .. }
            | Self::Closed
            | Self::NotClosed
            | Self::Replaced => false,
        }
    }
}
