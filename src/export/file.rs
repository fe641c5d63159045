//! Writing a file whole or not at all, and the names of exported files.

use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::disk;
use crate::report::key::OfficeCode;
use crate::report::period::PeriodKey;
use crate::report::text::slug;

/// The longest file name in bytes, its extension included: old Windows programs fail on paths
/// beyond 260 characters, and the folder needs room too.
pub const FILE_NAME_LENGTH_MAX: usize = 100;

/// What was being done when writing failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileOp {
    /// Looking at what stands there.
    Look,
    /// Making the temporary file beside the target.
    Create,
    /// Writing its content.
    Write,
    /// Waiting until the content is on the disk.
    Sync,
    /// Putting it in the place of the target.
    Replace,
    /// Waiting until the folder is on the disk; the new file is already in place.
    SyncFolder,
}

/// What stands in the way of a file, by what the operating system tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileErrorKind {
    /// The folder does not exist.
    FolderMissing,
    /// The user may not write there.
    NotAllowed,
    /// Another program has the file open.
    InUse,
    /// There is no room left.
    DiskFull,
    /// A folder stands there.
    Folder,
    /// Something stands there that is neither a file nor a folder: a device, a pipe.
    NotAFile,
    /// A file stands there that somebody protected from being changed.
    ReadOnlyFile,
    /// A link to another place stands there.
    Link,
    /// Something else.
    Other,
}

/// A file could not be written; the file that stood there before is whole.
#[derive(Debug, thiserror::Error)]
#[error("{op:?} failed for {}", path.display())]
pub struct FileError {
    /// The file that was to be written.
    pub path: PathBuf,
    /// What was being done.
    pub op: FileOp,
    /// What the operating system said.
    pub source: io::Error,
}

// Error codes of Windows: ERROR_ACCESS_DENIED, _SHARING_VIOLATION, _LOCK_VIOLATION, _DISK_FULL.
const WINDOWS_ACCESS_DENIED: i32 = 5;
const WINDOWS_SHARING_VIOLATION: i32 = 32;
const WINDOWS_LOCK_VIOLATION: i32 = 33;
const WINDOWS_DISK_FULL: i32 = 112;

impl FileError {
    /// What stands in the way.
    pub fn kind(&self) -> FileErrorKind {
        let windows_code = self.source.raw_os_error().filter(|_| cfg!(windows));
        match (windows_code, self.op) {
            (Some(WINDOWS_SHARING_VIOLATION | WINDOWS_LOCK_VIOLATION), _) => {
                return FileErrorKind::InUse;
            }
            // The folder took the temporary file, so it is the target that refuses: it is open.
            (Some(WINDOWS_ACCESS_DENIED), FileOp::Replace) => return FileErrorKind::InUse,
            (Some(WINDOWS_DISK_FULL), _) => return FileErrorKind::DiskFull,
            _ => {}
        }
        match self.source.kind() {
            ErrorKind::IsADirectory => FileErrorKind::Folder,
            ErrorKind::InvalidInput if self.op == FileOp::Look => FileErrorKind::NotAFile,
            ErrorKind::PermissionDenied if self.op == FileOp::Look => FileErrorKind::ReadOnlyFile,
            ErrorKind::AlreadyExists if self.op == FileOp::Look => FileErrorKind::Link,
            ErrorKind::NotFound | ErrorKind::NotADirectory => FileErrorKind::FolderMissing,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                FileErrorKind::NotAllowed
            }
            ErrorKind::ExecutableFileBusy | ErrorKind::ResourceBusy => FileErrorKind::InUse,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => FileErrorKind::DiskFull,
            _ => FileErrorKind::Other,
        }
    }
}

/// Writes a file so that at every moment either the old or the new content stands there, whole:
/// a temporary file in the same folder is written, forced to the disk and put in place.
///
/// # Errors
/// Tells the step that failed. The old file is then untouched and no temporary file is left,
/// except after [`FileOp::SyncFolder`], when the new file is in place.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let failed =
        |op: FileOp| move |source: io::Error| FileError { path: path.to_owned(), op, source };
    only_over_a_file(path).map_err(failed(FileOp::Look))?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let draft = disk::draft_in(folder).map_err(failed(FileOp::Create))?;
    let (mut file, _mark) = (draft.file, draft.mark);
    file.write_all(bytes).map_err(failed(FileOp::Write))?;
    file.as_file().sync_all().map_err(failed(FileOp::Sync))?;
    let replaced = file.persist(path).map_err(|err| err.error);
    drop(replaced.map_err(failed(FileOp::Replace))?);
    disk::sync_folder(folder).map_err(failed(FileOp::SyncFolder))
}

/// Whatever stands at the target, only a file may be replaced that nobody protected. A link is not: the file
/// that it leads to would stay as it is, and the link be gone.
fn only_over_a_file(path: &Path) -> io::Result<()> {
    match std::fs::symlink_metadata(path) {
        Ok(there) if there.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Ok(there) if there.is_symlink() => Err(ErrorKind::AlreadyExists.into()),
        Ok(there) if there.is_file() && there.permissions().readonly() => {
            Err(ErrorKind::PermissionDenied.into())
        }
        Ok(there) if !there.is_file() => Err(ErrorKind::InvalidInput.into()),
        // What cannot be looked at is told by the step that fails.
        Ok(_) | Err(_) => Ok(()),
    }
}

/// The name of an exported file: `BC-DA06-2023-05-phan-rang-thap-cham.docx`. ASCII letters, digits
/// and hyphens only, never a name that Windows reserves, at most [`FILE_NAME_LENGTH_MAX`] bytes.
pub fn file_name(prefix: &str, period: PeriodKey, office: &OfficeCode, extension: &str) -> String {
    let extension = slug(extension);
    let period = period.to_string();
    let room = FILE_NAME_LENGTH_MAX.saturating_sub(period.len() + extension.len() + 3);
    let prefix = shortened(ascii(prefix), room / 2);
    let office = shortened(ascii(office.as_str()), room.saturating_sub(prefix.len()));
    let parts = [prefix, period, office];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    // The period stands in every name, so none is CON, NUL or the like.
    format!("{}.{extension}", parts.join("-"))
}

/// Letters without marks in their own case, digits and single hyphens.
fn ascii(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut out = String::new();
    for c in text.nfd() {
        match c {
            'đ' => out.push('d'),
            'Đ' => out.push('D'),
            c if c.is_ascii_alphanumeric() => out.push(c),
            c if unicode_normalization::char::is_combining_mark(c) => {}
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    shortened(out, FILE_NAME_LENGTH_MAX)
}

/// The beginning of an ASCII text, not ending in a hyphen.
fn shortened(mut text: String, length_max: usize) -> String {
    text.truncate(length_max);
    let kept = text.trim_end_matches('-').len();
    text.truncate(kept);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let names = entries.map(|e| e.unwrap().file_name().into_string().unwrap());
        names.collect()
    }

    #[test]
    fn a_file_is_written_and_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("báo cáo.docx");
        write_whole(&path, b"old").unwrap();
        write_whole(&path, b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["báo cáo.docx"]);
    }

    #[test]
    fn a_missing_folder_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let err = write_whole(&folder.path().join("no/a.docx"), b"x").unwrap_err();
        assert_eq!((err.op, err.kind()), (FileOp::Create, FileErrorKind::FolderMissing));
        std::fs::write(folder.path().join("file"), b"").unwrap();
        let err = write_whole(&folder.path().join("file/a.docx"), b"x").unwrap_err();
        assert_eq!(err.kind(), FileErrorKind::FolderMissing);
    }

    #[test]
    fn a_folder_is_never_replaced_and_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.docx");
        std::fs::create_dir(&target).unwrap();
        std::fs::write(target.join("inside"), b"").unwrap();
        let err = write_whole(&target, b"x").unwrap_err();
        assert_eq!((err.op, err.kind()), (FileOp::Look, FileErrorKind::Folder));
        assert_eq!(err.path, target);
        assert_eq!(names(folder.path()), ["a.docx"]);
        assert_eq!(names(&target), ["inside"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.docx");
        let _listener = std::os::unix::net::UnixListener::bind(&target).unwrap();
        for path in [target.as_path(), Path::new("/dev/null")] {
            let err = write_whole(path, b"x").unwrap_err();
            assert_eq!(err.kind(), FileErrorKind::NotAFile);
        }
        assert_eq!(names(folder.path()), ["a.docx"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_protected_file_and_a_link_are_left_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.docx"), folder.path().join("b.docx"));
        std::fs::write(&file, b"old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        let err = write_whole(&link, b"x").unwrap_err();
        assert_eq!((err.op, err.kind()), (FileOp::Look, FileErrorKind::Link));
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444)).unwrap();
        let err = write_whole(&file, b"x").unwrap_err();
        assert_eq!((err.op, err.kind()), (FileOp::Look, FileErrorKind::ReadOnlyFile));
        assert_eq!(std::fs::read(&file).unwrap(), b"old");
    }

    #[cfg(unix)]
    #[test]
    fn a_read_only_folder_keeps_its_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.docx");
        write_whole(&path, b"old").unwrap();
        let set = |mode| {
            let mode = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(folder.path(), mode).unwrap();
        };
        set(0o555);
        let is_root = std::fs::File::create(folder.path().join("probe")).is_ok();
        let result = write_whole(&path, b"new");
        set(0o755);
        if is_root {
            return;
        }
        assert_eq!(result.unwrap_err().kind(), FileErrorKind::NotAllowed);
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["a.docx"]);
    }

    #[test]
    fn errors_of_the_system_are_told_apart() {
        let kind = |kind: ErrorKind| {
            let err = FileError { path: PathBuf::new(), op: FileOp::Write, source: kind.into() };
            err.kind()
        };
        assert_eq!(kind(ErrorKind::StorageFull), FileErrorKind::DiskFull);
        assert_eq!(kind(ErrorKind::QuotaExceeded), FileErrorKind::DiskFull);
        assert_eq!(kind(ErrorKind::ExecutableFileBusy), FileErrorKind::InUse);
        assert_eq!(kind(ErrorKind::PermissionDenied), FileErrorKind::NotAllowed);
        assert_eq!(kind(ErrorKind::TimedOut), FileErrorKind::Other);
    }

    #[test]
    fn file_names_are_plain() {
        let period = PeriodKey::month_of(2023, 5).unwrap();
        let name = |prefix: &str, code: &str, extension: &str| {
            file_name(prefix, period, &OfficeCode::parse(code).unwrap(), extension)
        };
        assert_eq!(
            name("BC-DA06", "phan-rang-thap-cham", "docx"),
            "BC-DA06-2023-05-phan-rang-thap-cham.docx"
        );
        assert_eq!(name("Báo cáo: ĐA/06?", "x", ".xlsx"), "Bao-cao-DA-06-2023-05-x.xlsx");
        assert_eq!(name("../..", "con", "docx"), "2023-05-con.docx");
        let long = name(&"dài ".repeat(200), &"a".repeat(120), "docx");
        assert!(long.len() <= FILE_NAME_LENGTH_MAX, "{long}");
        assert!(long.is_ascii() && long.contains("2023-05"));
    }
}
