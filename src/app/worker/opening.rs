//! How the worker opens and closes data files, and makes new ones.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::desk::{Awaiting, Desk, Landing};
use crate::app::message::{Event, LockedFile, NewFile, Twin};
use crate::app::password::{Opener, Password};
use crate::app::platform::location;
use crate::app::platform::places::DATA_EXTENSION;
use crate::app::problem::{About, Problem};
use crate::app::session::{self, Session, offices, salvaging};
use crate::app::summaries::{FileAccess, FileContent};
use crate::report::office::Office;
use crate::store::Store;

/// Says where a file is damaged and which of its reports can be read, where that is soon known.
fn with_what_is_damaged(problem: Problem, path: &Path, opener: &Opener) -> Problem {
    if problem.about != About::Damage || !Store::is_soon_read_at(path) {
        return problem;
    }
    match salvaging::inspect(path, opener) {
        Ok(found) => problem.with_details(&found.damages, &found.notes),
        Err(_) => problem,
    }
}

impl Desk {
    pub(super) fn create(&mut self, wanted: NewFile) -> Result<(), Problem> {
        if let Some(known) = self.twin_of(&wanted) {
            return self.tell(Event::TwinFound { known, wanted: Box::new(wanted) });
        }
        let NewFile { path, office, identity, first, password, .. } = wanted;
        let path = session::free_path(&path, &office);
        let start = |session: &mut Session| session.start_office_as(identity, office, first);
        let id = Session::make_with(&path, password.as_ref(), start)?;
        let opener = password.map_or(Opener::Anyone, Opener::With);
        let mut session = Session::open_for(&path, &opener)?;
        let file = session.summary()?;
        self.close();
        self.session = Some(session);
        self.tell(Event::Opened { file, resume: Some((id, String::new())) })?;
        self.tell_backups(None)
    }

    /// A data file in which the office that is to get a new one reports already; none where nobody wants to know.
    fn twin_of(&self, wanted: &NewFile) -> Option<PathBuf> {
        let Twin::Ask(known) = &wanted.twin else { return None };
        let is_same = |offices: &[Office]| {
            offices.iter().any(|office| offices::is_near(office, &wanted.office.name))
        };
        if let Some(session) = &self.session
            && session.content() == Ok(FileContent::Own)
            && session.offices().is_ok_and(|offices| is_same(&offices))
        {
            return Some(session.path().to_owned());
        }
        let beside = wanted.path.parent().and_then(|folder| std::fs::read_dir(folder).ok());
        let beside = beside.into_iter().flatten().flatten().map(|entry| entry.path());
        let is_data = |path: &PathBuf| path.extension().is_some_and(|ext| ext == DATA_EXTENSION);
        let mut candidates = known.iter().cloned().chain(beside.filter(is_data));
        candidates.find(|path| Session::offices_in(path).is_some_and(|found| is_same(&found)))
    }

    /// Tells which of some data files are not there, on a thread of its own: the folder of another computer may keep
    /// whoever asks for it waiting for a minute.
    pub(super) fn find_files(&self, paths: Vec<PathBuf>) {
        let inbox = Arc::clone(&self.inbox);
        let look = move || {
            let missing = paths.into_iter().filter(|path| !path.exists()).collect();
            inbox.tell(Event::FilesMissing(missing));
        };
        let spawned = std::thread::Builder::new().name("data files".to_owned()).spawn(look);
        if let Err(err) = spawned {
            tracing::warn!(kind = ?err.kind(), "no thread to look for data files");
        }
    }

    pub(super) fn create_sample(&mut self, path: PathBuf) -> Result<(), Problem> {
        if !path.exists() {
            Session::create_sample(&path)?.close()?;
        }
        self.open_wished(path, &Opener::Anyone)
    }

    /// Closes the file, with a backup of what none holds yet.
    pub(super) fn close(&mut self) {
        let Some(mut session) = self.session.take() else { return };
        if let Some(key) = session.key() {
            // The backup that is made now may have to be carried into the second place.
            self.tried = Some(key.clone());
        }
        // First what matters most, should the system give no time for the rest.
        if let Err(problem) = session.fold() {
            tracing::warn!(about = ?problem.about, "the log was not folded into the file");
        }
        std::mem::take(&mut self.keeper).close(&session, &self.inbox);
        if let Err(problem) = session.close() {
            tracing::error!(about = ?problem.about, "the data file was not closed cleanly");
            self.inbox.tell(Event::Failed(problem));
        }
    }

    /// Opens a file that somebody chose. The one that is open stays open until all of the new one could be read.
    /// Where a password is asked for, the window is told; of one that is damaged its backups are.
    pub(super) fn open_wished(&mut self, path: PathBuf, opener: &Opener) -> Result<(), Problem> {
        self.tried = opener.key();
        self.awaiting = None;
        match self.open_at(path.clone(), Landing::WhereLeft, opener) {
            Err(problem) if problem.about == About::Password => {
                self.tell_locked(path.clone(), opener, problem)?;
                self.offer_open_backup(path);
                Ok(())
            }
            Err(problem) => {
                let problem = with_what_is_damaged(problem, &path, opener);
                self.offer_backups(path, &problem);
                Err(problem)
            }
            Ok(()) => Ok(()),
        }
    }

    pub(super) fn open_at(
        &mut self,
        path: PathBuf,
        landing: Landing,
        opener: &Opener,
    ) -> Result<(), Problem> {
        let open = self.session.as_ref().filter(|session| session.is_of(&path));
        let access = open.map(Session::access);
        // Whoever looks at it already is not asked again.
        let holder = open.map(|session| Opener::Holder(session.key().cloned()));
        let opener = holder.as_ref().unwrap_or(opener);
        if access == Some(FileAccess::ReadOnlyPlace) {
            // Perhaps it can be written by now; held open, it could not be opened once more.
            self.close();
        }
        if access != Some(FileAccess::Write) {
            let mut session = Session::open_for(&path, opener)?;
            session.last_page()?;
            session.summary()?;
            self.close();
            self.session = Some(session);
        }
        self.show(landing)
    }

    /// Opens a file that another window has open, only to look at it; where a password is asked for, the window is
    /// told.
    pub(super) fn look(&mut self, path: PathBuf, opener: &Opener) -> Result<(), Problem> {
        let own = self.session.as_ref().filter(|session| session.is_of(&path));
        let holder = own.map(|session| Opener::Holder(session.key().cloned()));
        let opener = holder.as_ref().unwrap_or(opener);
        let mut session = match Session::look(&path, opener) {
            Err(problem) if problem.about == About::Password => {
                self.awaiting = Some(Awaiting::Look(path.clone()));
                return self.tell_locked(path, opener, problem);
            }
            looked => looked?,
        };
        session.last_page()?;
        session.summary()?;
        self.close();
        self.session = Some(session);
        self.show(Landing::WhereLeft)
    }

    /// Tells the window that a file asks for its password.
    pub(super) fn tell_locked(
        &self,
        path: PathBuf,
        opener: &Opener,
        problem: Problem,
    ) -> Result<(), Problem> {
        let refused = matches!(opener, Opener::With(_)).then_some(problem);
        let protection = Session::protection_of(&path);
        self.tell(Event::PasswordWanted(LockedFile { path, protection, refused }))
    }

    /// Somebody said the password of a file that was to be opened, to be looked at, or to be salvaged.
    pub(super) fn unlock(&mut self, path: PathBuf, password: Password) -> Result<(), Problem> {
        let opener = Opener::With(password);
        match self.awaiting.take() {
            Some(Awaiting::Look(wanted)) if wanted == path => self.look(path, &opener),
            Some(Awaiting::Salvage { data, to }) if data == path => self.salvage(data, to, &opener),
            _ => self.open_wished(path, &opener),
        }
    }

    /// Tells of the file that is open.
    pub(super) fn show(&mut self, landing: Landing) -> Result<(), Problem> {
        let resume = self.session()?.last_page()?;
        let file = self.session()?.summary()?;
        let resume = resume.filter(|_| landing == Landing::WhereLeft);
        let resume = resume.filter(|(id, _)| file.reports.iter().any(|summary| summary.id == *id));
        let risk = location::risk_of(&file.path);
        let risk = risk.map(|place| Problem::risky_place(&place, &file.path));
        let session = self.session()?;
        let (changed, log) = (session.password_problem(), session.log_problem());
        self.tell(Event::Opened { file, resume })?;
        risk.into_iter()
            .chain(changed)
            .chain(log)
            .for_each(|problem| self.inbox.tell(Event::Failed(problem)));
        self.tell_backups(None)
    }
}
