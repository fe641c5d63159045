//! The mail program of the system: a letter is begun in it, and nothing is sent. Nothing is known about what the letter
//! is about but its files.
//!
//! On Linux xdg-email gives files to the mail programs that take them. Windows has a way for files only through calls that
//! this crate forbids itself (MAPI): there the letter is begun by an address, and the folder is opened with the file
//! selected, so that it can be dragged into the letter.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::app::letter::Letter;

/// So long a mail program that is still starting is waited for: some end only with the letter.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often is looked.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// What xdg-email says when the system has no mail program.
const NO_TOOL: i32 = 3;

/// What became of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attached {
    /// They were given to the mail program. Some take none, and do not say so.
    Given,
    /// The user puts them into the letter; their folder is open.
    ByHand,
}

/// Why no letter was begun.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The system has no mail program.
    #[error("the system has no mail program")]
    NoProgram,
    /// The mail program was not started.
    #[error("the mail program was not started")]
    Refused,
}

/// Opens an address or a folder with the program that the system has for it.
pub type Opener<'a> = &'a dyn Fn(&OsStr) -> Result<(), ()>;

/// The programs by which a letter is begun.
#[derive(Debug, Clone)]
pub struct MailPrograms {
    compose: PathBuf,
    knows: PathBuf,
}

impl Default for MailPrograms {
    fn default() -> Self {
        Self::of("xdg-email", "xdg-mime")
    }
}

impl MailPrograms {
    /// That which begins a letter, and that which knows what program there is for addresses.
    pub fn of(compose: impl Into<PathBuf>, knows: impl Into<PathBuf>) -> Self {
        Self { compose: compose.into(), knows: knows.into() }
    }

    /// Begins a letter. It may take seconds: never on a thread that anybody waits for.
    ///
    /// # Errors
    /// When the system has no mail program, or does not start it.
    pub fn begin(&self, letter: &Letter, open: Opener<'_>) -> Result<Attached, MailError> {
        if cfg!(windows) { by_address(letter, open) } else { self.by_xdg(letter, open) }
    }

    fn by_xdg(&self, letter: &Letter, open: Opener<'_>) -> Result<Attached, MailError> {
        if self.knows_none() {
            return Err(MailError::NoProgram);
        }
        let mut command = Command::new(&self.compose);
        command.args(["--utf8", "--subject", &letter.subject, "--body", &letter.body]);
        for file in &letter.files {
            command.arg("--attach").arg(file);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let Ok(mut child) = command.spawn() else {
            return by_address(letter, open);
        };
        let began = Instant::now();
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break Some(status),
                Ok(None) if began.elapsed() < PATIENCE => std::thread::sleep(LOOK_EVERY),
                // It is there, and lasts as long as its letter.
                Ok(None) => break None,
                Err(_) => return Err(MailError::Refused),
            }
        };
        match status.map(|status| (status.success(), status.code())) {
            None | Some((true, _)) => Ok(Attached::Given),
            Some((_, Some(NO_TOOL))) => Err(MailError::NoProgram),
            Some(_) => Err(MailError::Refused),
        }
    }

    /// Whether the system says that no program takes letters; where it cannot be asked, it is tried.
    fn knows_none(&self) -> bool {
        let mut command = Command::new(&self.knows);
        command.args(["query", "default", "x-scheme-handler/mailto"]).stderr(Stdio::null());
        let told = command.output().ok().filter(|output| ExitStatus::success(&output.status));
        told.is_some_and(|output| output.stdout.trim_ascii().is_empty())
    }
}

/// Begins a letter by its address, and shows the files beside it.
fn by_address(letter: &Letter, open: Opener<'_>) -> Result<Attached, MailError> {
    open(OsStr::new(&letter.mailto())).map_err(|()| MailError::NoProgram)?;
    let folder = letter.files.first().and_then(|file| file.parent());
    let shown = match letter.files.as_slice() {
        [file] if cfg!(windows) => select(file),
        _ => folder.map_or(Ok(()), |folder| open(folder.as_os_str())),
    };
    if shown.is_err() {
        tracing::warn!("the folder of what is to be sent was not opened");
    }
    Ok(Attached::ByHand)
}

/// Opens the folder of a file with the file selected.
#[cfg(windows)]
fn select(file: &Path) -> Result<(), ()> {
    use std::os::windows::process::CommandExt as _;
    let mut selected = std::ffi::OsString::from("/select,\"");
    selected.push(file);
    selected.push("\"");
    // The explorer reads its line itself, and not as other programs do.
    Command::new("explorer.exe").raw_arg(selected).spawn().map(drop).map_err(|_| ())
}

#[cfg(not(windows))]
fn select(_: &Path) -> Result<(), ()> {
    Err(())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn script(folder: &Path, name: &str, words: &str) -> PathBuf {
        let path = folder.join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{words}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    fn letter() -> Letter {
        Letter {
            subject: "Phường A: báo cáo".to_owned(),
            body: "Kính gửi,\nhết".to_owned(),
            files: vec!["/nhà/a b.docx".into(), "/nhà/c.pdf".into()],
        }
    }

    fn nothing(_: &OsStr) -> Result<(), ()> {
        Ok(())
    }

    #[test]
    fn without_a_program_for_files_the_address_and_the_folder_are_opened() {
        let opened = std::cell::RefCell::new(Vec::new());
        let open = |what: &OsStr| {
            opened.borrow_mut().push(what.to_str().unwrap().to_owned());
            Ok(())
        };
        let programs = MailPrograms::of("/nowhere/compose", "/nowhere/knows");
        assert_eq!(programs.begin(&letter(), &open).unwrap(), Attached::ByHand);
        assert_eq!(*opened.borrow(), [letter().mailto(), "/nhà".to_owned()]);
        let refused = programs.begin(&letter(), &|_: &OsStr| Err(()));
        assert!(matches!(refused, Err(MailError::NoProgram)));
    }

    #[test]
    fn subject_words_and_files_are_given_to_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let told = folder.path().join("told");
        let words = format!("for a in \"$@\"; do printf '%s|' \"$a\"; done > '{}'", told.display());
        let compose = script(folder.path(), "compose", &words);
        let knows = script(folder.path(), "knows", "echo thunderbird.desktop");
        let programs = MailPrograms::of(compose, knows);
        assert_eq!(programs.begin(&letter(), &nothing).unwrap(), Attached::Given);
        let told = std::fs::read_to_string(told).unwrap();
        assert_eq!(
            told,
            "--utf8|--subject|Phường A: báo cáo|--body|Kính gửi,\nhết|\
             --attach|/nhà/a b.docx|--attach|/nhà/c.pdf|"
        );
    }

    #[test]
    fn where_no_mail_program_is_nothing_is_started() {
        let folder = tempfile::tempdir().unwrap();
        let told = folder.path().join("told");
        let compose = script(folder.path(), "compose", &format!("touch '{}'", told.display()));
        let none = script(folder.path(), "none", "echo");
        let begun = MailPrograms::of(&compose, none).begin(&letter(), &nothing);
        assert!(matches!(begun, Err(MailError::NoProgram)));
        assert!(!told.exists());
        // One that cannot be asked keeps nobody from trying.
        assert!(MailPrograms::of(compose, "/nowhere").begin(&letter(), &nothing).is_ok());
        assert!(told.exists());
    }

    #[test]
    fn a_program_that_fails_is_told() {
        let folder = tempfile::tempdir().unwrap();
        for (code, is_none) in [(3, true), (4, false)] {
            let compose = script(folder.path(), "compose", &format!("exit {code}"));
            let begun = MailPrograms::of(compose, "/nowhere").begin(&letter(), &nothing);
            assert_eq!(matches!(begun, Err(MailError::NoProgram)), is_none, "{begun:?}");
            assert!(begun.is_err());
        }
    }
}
