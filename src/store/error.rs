//! What can go wrong with a data file. The path stands last in each message; the words for the user
//! are made elsewhere, from the variant.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::ids::ReportId;
use crate::report::key::OfficeCode;
use crate::report::template::TemplateRef;

/// Why the data file could not do what was asked. Unless a variant says otherwise, the file is as
/// it was before.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("no such file: {path}", path = .path.display())]
    Missing {
        /// The data file.
        path: PathBuf,
    },
    /// A new file was to be made where one stands already.
    #[error("the file exists already: {path}", path = .path.display())]
    AlreadyExists {
        /// The data file.
        path: PathBuf,
    },
    /// A folder, a pipe or a device.
    #[error("not a regular file: {path}", path = .path.display())]
    NotAFile {
        /// The data file.
        path: PathBuf,
    },
    /// Nothing is in it: it was copied halfway, or never filled.
    #[error("an empty file: {path}", path = .path.display())]
    Empty {
        /// The data file.
        path: PathBuf,
    },
    /// A file of another kind, such as a picture.
    #[error("not a database: {path}", path = .path.display())]
    NotADatabase {
        /// The data file.
        path: PathBuf,
    },
    /// Most likely an encrypted data file: no password was given, or this program was built without encryption.
    #[error("most likely encrypted: {path}", path = .path.display())]
    Encrypted {
        /// The data file.
        path: PathBuf,
    },
    /// An encrypted data file that this key does not open; or one whose beginning is damaged, which nobody can tell.
    #[error("another key: {path}", path = .path.display())]
    WrongKey {
        /// The data file.
        path: PathBuf,
    },
    /// A database of another program.
    #[error("a database of another program (application id {application_id}): {path}", path = .path.display())]
    OtherProgram {
        /// Whose database it says it is; 0 when it does not.
        application_id: i32,
        /// The data file.
        path: PathBuf,
    },
    /// Written by a newer version of the program.
    #[error("schema {version} is newer than {newest}: {path}", path = .path.display())]
    TooNew {
        /// The schema of the file.
        version: i32,
        /// The newest schema that this program knows.
        newest: i32,
        /// The data file.
        path: PathBuf,
    },
    /// Of an earlier schema; it is migrated when somebody has a copy of it.
    #[error("schema {version} is to be migrated: {path}", path = .path.display())]
    Older {
        /// The schema of the file.
        version: i32,
        /// The data file.
        path: PathBuf,
    },
    /// Of a schema from which no migration leads to today's.
    #[error("schema {version} is too old: {path}", path = .path.display())]
    TooOld {
        /// The schema of the file.
        version: i32,
        /// The data file.
        path: PathBuf,
    },
    /// The open file is no longer at its path: it was deleted, moved, or its stick was pulled out. What was
    /// saved before is lost with it as soon as it is closed; all of it can still be read, and copied to
    /// another file.
    #[error("the open file is gone: {path}", path = .path.display())]
    Gone {
        /// The data file.
        path: PathBuf,
    },
    /// Another file lies now at the path of the open one; as for `Gone`.
    #[error("the open file was replaced by another: {path}", path = .path.display())]
    Replaced {
        /// The data file.
        path: PathBuf,
    },
    /// The write-ahead log beside the file is that of another file: whoever put a copy back left it there.
    #[error("the log beside it belongs to another file: {path}", path = .path.display())]
    ForeignLog {
        /// The data file.
        path: PathBuf,
    },
    /// Open in another window or on another computer.
    #[error("in use by another instance: {path}", path = .path.display())]
    Locked {
        /// The data file.
        path: PathBuf,
    },
    /// The file or its folder cannot be written.
    #[error("cannot be written: {path}", path = .path.display())]
    ReadOnly {
        /// The data file.
        path: PathBuf,
    },
    /// Damaged. Nothing was changed; a checked copy should be used.
    #[error("damaged ({detail}): {path}", path = .path.display())]
    Corrupt {
        /// What was found, for support.
        detail: String,
        /// The data file.
        path: PathBuf,
    },
    /// No room on the disk (or the file may not grow). Nothing of the operation was saved; it can
    /// be tried again.
    #[error("no room to write: {path}", path = .path.display())]
    DiskFull {
        /// The data file.
        path: PathBuf,
    },
    /// The disk failed to read or write. What was saved before is kept, but the file should be
    /// opened again before anything else is called saved.
    #[error("the disk failed: {path}", path = .path.display())]
    Disk {
        /// What SQLite says.
        source: rusqlite::Error,
        /// The data file.
        path: PathBuf,
    },
    /// The operating system refused something that was to be done to the file.
    #[error("cannot {action}: {path}", path = .path.display())]
    Io {
        /// What was to be done, as a verb.
        action: &'static str,
        /// What the operating system says.
        source: io::Error,
        /// The data file.
        path: PathBuf,
    },
    /// There is no such report.
    #[error("no such report: {path}", path = .path.display())]
    NoSuchReport {
        /// The data file.
        path: PathBuf,
    },
    /// A report does not say what was saved last: a bad bit, or another program, changed it. Nothing of it
    /// was handed out.
    #[error("the report was changed without this program: {path}", path = .path.display())]
    OtherContent {
        /// Which.
        report: ReportId,
        /// The data file.
        path: PathBuf,
    },
    /// The office has a report of this template for this period already.
    #[error("the report exists already: {path}", path = .path.display())]
    ReportExists {
        /// The one that exists.
        report: ReportId,
        /// The data file.
        path: PathBuf,
    },
    /// An office that was to stand above another one is not in the file.
    #[error("no office {office}: {path}", path = .path.display())]
    NoSuchOffice {
        /// The one that was named.
        office: OfficeCode,
        /// The data file.
        path: PathBuf,
    },
    /// An office would stand above itself.
    #[error("the office {office} would stand above itself: {path}", path = .path.display())]
    OfficeAboveItself {
        /// Which.
        office: OfficeCode,
        /// The data file.
        path: PathBuf,
    },
    /// An office would close before it opens.
    #[error("the office {office} would close before it opens: {path}", path = .path.display())]
    ClosesBeforeItOpens {
        /// Which.
        office: OfficeCode,
        /// The data file.
        path: PathBuf,
    },
    /// A new file is whole in its place; whether its name survives a power cut is not known.
    #[error("the folder was not flushed: {path}", path = .path.display())]
    Unconfirmed {
        /// The file.
        path: PathBuf,
    },
    /// The template of a report is not in the file.
    #[error("no template {} version {}: {path}", .template.key, .template.version, path = .path.display())]
    NoSuchTemplate {
        /// The template that was asked for.
        template: TemplateRef,
        /// The data file.
        path: PathBuf,
    },
    /// The file has this version of the template with another content.
    #[error("another template {} version {}: {path}", .template.key, .template.version, path = .path.display())]
    TemplateDiffers {
        /// The template that was to be added.
        template: TemplateRef,
        /// The data file.
        path: PathBuf,
    },
    /// SQLite refused a statement: an error of this program, or a value that no field allows.
    #[error("the database refused: {path}", path = .path.display())]
    Sql {
        /// What SQLite says.
        source: rusqlite::Error,
        /// The data file.
        path: PathBuf,
    },
}

/// The inside of a [`StoreError`], before it is known which file it happened to.
#[derive(Debug)]
pub(super) enum Fault {
    Sqlite(rusqlite::Error),
    /// A row that does not say what its columns promise.
    Record {
        table: &'static str,
        key: String,
    },
    NoSuchReport,
    NoSuchOffice(OfficeCode),
    OfficeAboveItself(OfficeCode),
    ClosesBeforeItOpens(OfficeCode),
    ReportExists(ReportId),
    OtherContent(ReportId),
    NoSuchTemplate(TemplateRef),
    TemplateDiffers(TemplateRef),
}

/// What functions inside the room return.
pub(super) type Inner<T> = Result<T, Fault>;

impl From<rusqlite::Error> for Fault {
    fn from(err: rusqlite::Error) -> Self {
        Self::Sqlite(err)
    }
}

impl Fault {
    pub(super) fn record(table: &'static str, key: impl ToString) -> Self {
        let key = key.to_string();
        Self::Record { table, key }
    }

    pub(super) fn at(self, path: &Path) -> StoreError {
        let path = path.to_owned();
        match self {
            Self::Sqlite(err) => from_sqlite(err, path),
            Self::Record { table, key } => {
                StoreError::Corrupt { detail: format!("{table}: {key}"), path }
            }
            Self::NoSuchReport => StoreError::NoSuchReport { path },
            Self::NoSuchOffice(office) => StoreError::NoSuchOffice { office, path },
            Self::OfficeAboveItself(office) => StoreError::OfficeAboveItself { office, path },
            Self::ClosesBeforeItOpens(office) => StoreError::ClosesBeforeItOpens { office, path },
            Self::OtherContent(report) => StoreError::OtherContent { report, path },
            Self::ReportExists(report) => StoreError::ReportExists { report, path },
            Self::NoSuchTemplate(template) => StoreError::NoSuchTemplate { template, path },
            Self::TemplateDiffers(template) => StoreError::TemplateDiffers { template, path },
        }
    }
}

pub(super) fn from_sqlite(source: rusqlite::Error, path: PathBuf) -> StoreError {
    match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked { path },
        Some(ErrorCode::DiskFull) => StoreError::DiskFull { path },
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::ReadOnly { path },
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            StoreError::Corrupt { detail: source.to_string(), path }
        }
        Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => {
            StoreError::Disk { source, path }
        }
        _ => StoreError::Sql { source, path },
    }
}

/// What an error of the operating system means, by what was to be done to the file.
pub(super) fn io_error(path: &Path, action: &'static str) -> impl Fn(io::Error) -> StoreError {
    move |source| {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => StoreError::Missing { path },
            io::ErrorKind::AlreadyExists => StoreError::AlreadyExists { path },
            io::ErrorKind::StorageFull => StoreError::DiskFull { path },
            io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly { path },
            _ => StoreError::Io { action, source, path },
        }
    }
}
