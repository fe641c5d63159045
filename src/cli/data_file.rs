//! The data file that a command is about, and the password that it may ask for: of a file, of the environment, or of
//! whoever sits at the terminal.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use super::complain;
use crate::app::message::FileAccess;
use crate::app::password::{Opener, Password};
use crate::app::platform::location;
use crate::app::problem::{About, Problem};
use crate::app::session::Session;
use crate::app::session::files::read_text;

/// The environment variable that may hold a password.
const VARIABLE: &str = "BAOCAO06_PASSWORD";

/// Which data file, and where its password may stand.
#[derive(Debug)]
pub(super) struct DataFile {
    /// The file.
    pub(super) path: PathBuf,
    /// A file whose first line is the password.
    pub(super) password_file: Option<PathBuf>,
}

impl DataFile {
    /// Another file, whose password would stand at the same place.
    pub(super) fn at(&self, path: PathBuf) -> Self {
        Self { path, password_file: self.password_file.clone() }
    }

    /// Opens the file, which must be there, with its password where it asks for one.
    ///
    /// # Errors
    /// When it cannot be opened, or its password is not known.
    pub(super) fn open_existing(&self) -> Result<Session, Problem> {
        Ok(self.open_with_password()?.0)
    }

    /// Opens the file only to be read: where a window has it open, as it was last saved, which is told.
    ///
    /// # Errors
    /// As for [`DataFile::open_existing`].
    pub(super) fn open_to_read(&self) -> Result<Session, Problem> {
        let session = self.for_opener(|opener| Session::open_to_read(&self.path, opener))?;
        if session.access() == FileAccess::OpenElsewhere {
            complain(
                "Lưu ý: tệp dữ liệu đang mở ở một cửa sổ khác; lệnh này đọc những gì đã lưu đến lúc này",
            );
        }
        if session.access() == FileAccess::NewerProgram {
            complain(
                "Lưu ý: tệp dữ liệu do bản chương trình mới hơn ghi; lệnh này chỉ đọc, không ghi gì vào tệp",
            );
        }
        tell_of(&session);
        Ok(session)
    }

    /// The same where the file is there; none where there is none.
    ///
    /// # Errors
    /// As for [`DataFile::open_existing`].
    pub(super) fn open_to_read_if_there(&self) -> Result<Option<Session>, Problem> {
        self.path.exists().then(|| self.open_to_read()).transpose()
    }

    /// Opens the file, with the password that opened it; none where it asks for none.
    ///
    /// # Errors
    /// As for [`DataFile::open_existing`].
    pub(super) fn open_with_password(&self) -> Result<(Session, Option<Password>), Problem> {
        let (session, password) = self.for_opener(|opener| {
            let password = match opener {
                Opener::With(password) => Some(password.clone()),
                Opener::Anyone | Opener::Holder(_) => None,
            };
            Ok((Session::open_existing(&self.path, opener)?, password))
        })?;
        if let Some(problem) = session.newer_problem() {
            return Err(problem);
        }
        tell_of(&session);
        if session.access() == FileAccess::Write {
            warn_of_place(&self.path);
        }
        Ok((session, password))
    }

    /// Does something that may ask for a password.
    ///
    /// # Errors
    /// As for the job, and when the password is not known.
    pub(super) fn for_opener<T>(
        &self,
        job: impl Fn(&Opener) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        match job(&Opener::Anyone) {
            Err(wanted) if wanted.about == About::Password => {
                let password = self.password()?.ok_or(wanted)?;
                job(&Opener::With(password))
            }
            done => done,
        }
    }

    /// The password, where it is known or somebody can be asked.
    fn password(&self) -> Result<Option<Password>, Problem> {
        if let Some(file) = &self.password_file {
            return first_line(file).map(|line| Password::typed(&line));
        }
        if let Some(password) = std::env::var(VARIABLE).ok().as_deref().and_then(Password::typed) {
            return Ok(Some(password));
        }
        Ok(asked("Mật khẩu mở tệp: ")?.as_deref().and_then(Password::typed))
    }
}

/// Tells what is to be known of a file that was opened.
fn tell_of(session: &Session) {
    for problem in session.password_problem().into_iter().chain(session.log_problem()) {
        complain(&problem.line());
    }
}

/// Tells that a data file that a command writes lies where it may come to harm.
pub(super) fn warn_of_place(data: &Path) {
    if let Some(place) = location::risk_of(data) {
        complain(&Problem::risky_place_of_command(&place, data).line());
    }
}

/// The first line of a file, without what ends it.
pub(super) fn first_line(file: &Path) -> Result<String, Problem> {
    let text = read_text(file)?;
    Ok(text.lines().next().unwrap_or_default().trim_start_matches('\u{feff}').to_owned())
}

/// Whether somebody sits at the terminal.
pub(super) fn can_ask() -> bool {
    std::io::stdin().is_terminal()
}

/// What somebody at the terminal types, unseen; none where nobody sits there.
pub(super) fn asked(question: &str) -> Result<Option<String>, Problem> {
    if !can_ask() {
        return Ok(None);
    }
    let typed = rpassword::prompt_password(question);
    typed.map(Some).map_err(|err| Problem::cannot_ask(&err))
}
