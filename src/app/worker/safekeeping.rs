//! What the window asks about keeping the data file safe.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::desk::{Awaiting, Desk, Landing};
use crate::app::backup::making::KeptAs;
use crate::app::backup::{comparison, folder, making, restoring};
use crate::app::diagnostics::{self, DataFile};
use crate::app::files::exports;
use crate::app::message::{Event, Existing, KeepEvent, KeepRequest, Request};
use crate::app::password::{Opener, Password, Protection, ProtectionWish};
use crate::app::problem::{About, Problem};
use crate::app::safekeeping::{Backup, Occasion, Offering, folder_of};
use crate::app::session::protecting::Protected;
use crate::app::session::{Session, salvaging};
use crate::store::{Key, Store};

/// So many fields changed at once are worth a backup before.
const BULK: usize = 20;

/// So many backups of a damaged file are offered.
const OFFERED: usize = 3;

impl Desk {
    /// Makes a backup before a request that changes much at once.
    pub(super) fn back_up_before(&mut self, request: &Request) {
        let occasion = match request {
            Request::Import { existing: Existing::Replace, .. } => Occasion::BeforeImport,
            Request::Save { batch, .. } if batch.edits.len() >= BULK => Occasion::BeforeBulk,
            Request::Restore { .. } => Occasion::BeforeBulk,
            _ => return,
        };
        if let Some(session) = &self.session {
            self.keeper.before(session, occasion, &self.inbox);
        }
    }

    fn tell_kept(&self, event: KeepEvent) -> Result<(), Problem> {
        self.inbox.tell_kept(event);
        Ok(())
    }

    pub(super) fn keep(&mut self, request: KeepRequest) -> Result<(), Problem> {
        match request {
            KeepRequest::BackUp(to) => self.back_up(to.as_deref()),
            KeepRequest::Carry { data, backup, folder } => self.carry(data, backup, folder),
            KeepRequest::List(from) => self.tell_backups(from),
            KeepRequest::Compare(backup) => {
                let reports = self.session()?.reports_as_they_stand()?;
                let contents = comparison::contents(&backup, &reports, self.key().as_ref())?;
                self.tell_kept(KeepEvent::BackupCompared { backup, contents })
            }
            KeepRequest::TryOut(backup) => {
                let drill = restoring::drill(&backup, self.key().as_ref())?;
                self.tell_kept(KeepEvent::TriedOut(drill))
            }
            KeepRequest::Restore { data, backup } => self.restore_backup(data, &backup),
            KeepRequest::Look(path) => self.look(path, &Opener::Anyone),
            KeepRequest::Salvage { data, to } => {
                // An encrypted file was opened with something before it was found to be damaged; of any other nobody
                // may have been asked for the password yet.
                let opener = match Session::protection_of(&data) {
                    Protection::Encrypted => Opener::Holder(self.key_of(&data)),
                    Protection::Open | Protection::Password => Opener::Anyone,
                };
                self.salvage(data, to, &opener)
            }
            KeepRequest::Verify => {
                let session = self.session()?;
                let check = session.verify()?;
                session.keep_counts(&check)?;
                self.tell_kept(KeepEvent::Verified(Box::new(check)))
            }
            KeepRequest::Mend => self.mend(),
            KeepRequest::Protect { current, wish } => self.protect(current.as_ref(), &wish),
            KeepRequest::MoveTo(path) => self.move_to(path),
            KeepRequest::Diagnose(screen) => {
                let data = self.session.as_mut().map_or(DataFile::None, DataFile::Open);
                let text = diagnostics::text(data, Some(&screen));
                self.tell_kept(KeepEvent::Diagnosed(text))
            }
            KeepRequest::WriteDiagnostics { text, path } => {
                if let Some(session) = &self.session {
                    session.refuse_own_file(&path)?;
                }
                exports::write_text(&path, &text)?;
                self.tell(Event::Written(path))
            }
        }
    }

    /// Tells which backups there are: in the file's own folder, or in another.
    pub(super) fn tell_backups(&mut self, from: Option<PathBuf>) -> Result<(), Problem> {
        let data = self.session()?.path().to_owned();
        let folder = from.unwrap_or_else(|| folder_of(&data));
        self.tell_kept(match folder::list(&data, &folder) {
            Ok(backups) => KeepEvent::BackupsListed { folder, backups },
            Err(problem) => KeepEvent::NotListed { folder, problem },
        })
    }

    /// Tells of the newest backups of a file that could not be opened, where there are any.
    pub(super) fn offer_backups(&self, data: PathBuf, problem: &Problem) {
        if !problem.about.wants_backup() {
            return;
        }
        let backups = folder::own(&data).inspect_err(|problem| {
            tracing::warn!(about = ?problem.about, "no backups are offered");
        });
        let mut backups = backups.unwrap_or_default();
        backups.truncate(OFFERED);
        if !backups.is_empty() {
            self.offer(data, backups);
        }
    }

    fn offer(&self, data: PathBuf, backups: Vec<Backup>) {
        let is_there = data.exists();
        let backups = backups.into_iter().map(comparison::offered).collect();
        self.inbox.tell_kept(KeepEvent::Offered(Offering { data, is_there, backups }));
    }

    /// Tells of the newest backup that asks for no password, for whoever forgot that of the file.
    pub(super) fn offer_open_backup(&self, data: PathBuf) {
        let backups = folder::own(&data).unwrap_or_default();
        let asks_for_none = |backup: &Backup| {
            let store = Store::open_read_only(&backup.path);
            store.is_ok_and(|store| store.password().is_ok_and(|asked_for| asked_for.is_none()))
        };
        if let Some(backup) = backups.into_iter().find(asks_for_none) {
            self.offer(data, vec![backup]);
        }
    }

    fn back_up(&mut self, to: Option<&Path>) -> Result<(), Problem> {
        self.keeper.wait(&self.inbox);
        let kept = self.session()?.back_up_as_it_is(Occasion::Manual, to)?;
        if to.is_none() {
            let (KeptAs::Backup(checked) | KeptAs::Faulty(checked)) = &kept;
            self.keeper.backed_up(checked.fingerprint.num_operations);
        }
        self.tell_kept(KeepEvent::of(kept))
    }

    /// Copies a backup into the second place, on a thread of its own: a stick is slow, and what is typed must not
    /// wait for it.
    fn carry(&mut self, data: PathBuf, backup: PathBuf, folder: PathBuf) -> Result<(), Problem> {
        self.wait_for_carrier();
        let inbox = Arc::clone(&self.inbox);
        let key = self.key_of(&data);
        let carry = move || match making::carry(&data, &backup, &folder, key.as_ref()) {
            Ok(Some(kept)) => inbox.tell_kept(KeepEvent::of(kept)),
            Ok(None) => {}
            Err(problem) => inbox.tell_kept(KeepEvent::NotCarried(problem)),
        };
        let thread = std::thread::Builder::new().name("second place".to_owned()).spawn(carry);
        self.carrier = Some(thread.map_err(|_| Problem::backup_thread_gone())?);
        Ok(())
    }

    /// Waits until what is being copied into the second place is there.
    pub(super) fn wait_for_carrier(&mut self) {
        if self.carrier.take().is_some_and(|carrier| carrier.join().is_err()) {
            tracing::error!("copying into the second place ended in a panic");
        }
    }

    /// Puts a backup in the place of a data file; whatever comes of it, the file at the path is open then, if
    /// it can be.
    fn restore_backup(&mut self, data: PathBuf, backup: &Path) -> Result<(), Problem> {
        // Before anything else, and before a new backup thins the older ones: this one may be among them.
        let key = self.key_of(&data);
        let prepared = restoring::prepare(&data, backup, key.as_ref())?;
        let is_open = self.session.as_ref().is_some_and(|session| session.is_of(&data));
        if is_open {
            self.close();
        }
        let restored = prepared.put_in_place();
        // What a backup of the open file holds is theirs who have opened it.
        let opened = match is_open {
            true => self.open_at(data, Landing::List, &Opener::Holder(key)),
            false => self.open_wished(data, &Opener::Anyone),
        };
        let restored = restored?;
        opened?;
        self.tell_kept(KeepEvent::Restored(restored.replaced))
    }

    /// Saves what can be read of a damaged file in a new one, which is open then.
    pub(super) fn salvage(
        &mut self,
        data: PathBuf,
        to: PathBuf,
        opener: &Opener,
    ) -> Result<(), Problem> {
        let was_open = self.session.as_ref().is_some_and(|session| session.is_of(&data));
        let holder = was_open.then(|| Opener::Holder(self.key()));
        let opener = holder.as_ref().unwrap_or(opener);
        if was_open {
            self.close();
        }
        let salvaged = match salvaging::salvage(&data, &to, opener) {
            Err(problem) if problem.about == About::Password && !was_open => {
                self.awaiting = Some(Awaiting::Salvage { data: data.clone(), to });
                return self.tell_locked(data, opener, problem);
            }
            salvaged => salvaged,
        };
        if salvaged.is_err() && was_open {
            self.open_at(data, Landing::List, opener)?;
        }
        let salvaged = salvaged?;
        match was_open {
            true => self.open_at(to, Landing::List, opener)?,
            // Whoever may see the damaged file may see what is left of it.
            false => {
                self.tried = opener.key();
                self.open_at(to, Landing::WhereLeft, &Opener::Holder(opener.key()))?;
            }
        }
        self.tell_kept(KeepEvent::Salvaged(salvaged))
    }

    fn mend(&mut self) -> Result<(), Problem> {
        let session = self.session()?;
        let mut check = session.verify()?;
        if !check.mendable.is_empty() {
            // It is damaged, so that no backup of it would pass its check.
            session.keep_copy()?;
            check = session.mend(&check)?;
        }
        let path = session.path().to_owned();
        // The reports on screen may be others than before.
        let key = self.key();
        self.open_at(path, Landing::List, &Opener::Holder(key))?;
        self.tell_kept(KeepEvent::Verified(Box::new(check)))
    }

    /// What a file is opened with, where it is the open one; else what was tried or closed last.
    fn key_of(&self, data: &Path) -> Option<Key> {
        match self.session.as_ref().filter(|session| session.is_of(data)) {
            Some(session) => session.key().cloned(),
            None => self.tried.clone(),
        }
    }

    /// What the open file is opened with; none where it is not encrypted.
    fn key(&self) -> Option<Key> {
        self.session.as_ref().and_then(Session::key).cloned()
    }

    /// Keeps others from opening the file in another way; whatever comes of it, the file at the path is open then.
    fn protect(
        &mut self,
        current: Option<&Password>,
        wish: &ProtectionWish,
    ) -> Result<(), Problem> {
        self.keeper.wait(&self.inbox);
        let session = self.session()?;
        let (path, before) = (session.path().to_owned(), session.key().cloned());
        if let Protected::Anew(recoded) = session.protect(current, wish)? {
            let key = recoded.key().cloned();
            // No backup now: it would be as the file was.
            let closed = self.session.take().map_or(Ok(()), Session::close);
            self.keeper = super::keeper::Keeper::default();
            let put = closed.and_then(|()| recoded.put_in_place());
            let key = if put.is_ok() { key } else { before };
            let opened = self.open_at(path, Landing::List, &Opener::Holder(key));
            put?;
            opened?;
        }
        let protection = self.session()?.protection()?;
        // One was made before a first password.
        self.tell_backups(None)?;
        self.tell_kept(KeepEvent::ProtectionSet(protection))
    }

    /// Copies all to another file and goes on there: the file at the path is gone, or is another one.
    fn move_to(&mut self, path: PathBuf) -> Result<(), Problem> {
        let session = self.session()?;
        session.copy_whole(&path)?;
        let moved = Session::open_for(&path, &Opener::Holder(session.key().cloned()))?;
        // What is closed here is a file without a name; nothing of it is left behind.
        if let Some(gone) = self.session.replace(moved)
            && let Err(problem) = gone.close()
        {
            tracing::warn!(about = ?problem.about, "the file that is gone was not closed");
        }
        self.keeper = super::keeper::Keeper::default();
        self.tell_kept(KeepEvent::MovedTo(path))
    }
}
