//! What the worker's thread does with a request.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::Instant;

use super::keeper::Keeper;
use super::{First, Inbox};
use crate::app::backup::folder;
use crate::app::files::exports;
use crate::app::message::{Event, Existing, LogAnswer, LogQuery, ReportNews, Request};
use crate::app::open_report::{Attempt, Batch};
use crate::app::password::Opener;
use crate::app::platform::clock;
use crate::app::platform::places;
use crate::app::problem::Problem;
use crate::app::session::files::{Import, file_name};
use crate::app::session::reports::Started;
use crate::app::session::{Imported, Session};
use crate::calc::text::spelling;
use crate::report::content::Report;
use crate::report::key::TemplateKey;
use crate::report::office::Office;
use crate::report::office_words::Identity;
use crate::report::period::PeriodKey;
use crate::store::{Key, OperationId, ReportId};

/// What is shown of a file that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Landing {
    /// The report and the page that it was left on.
    WhereLeft,
    /// The list of its reports: what was done concerns all of them.
    List,
}

/// What waits for the password of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Awaiting {
    /// It is to be looked at beside another window.
    Look(PathBuf),
    /// It is damaged: what can be read of it is to be saved.
    Salvage {
        /// The damaged file.
        data: PathBuf,
        /// The new one.
        to: PathBuf,
    },
}

/// The worker's own end.
pub(super) struct Desk {
    pub(super) session: Option<Session>,
    pub(super) inbox: Arc<Inbox>,
    /// Whether the last batch could not be saved.
    has_failed: bool,
    /// The batch that is being saved; none once its answer is on its way.
    unanswered_batch: Option<(ReportId, u64)>,
    pub(super) keeper: Keeper,
    /// What else than opening it is to be done with a file once its password is said.
    pub(super) awaiting: Option<Awaiting>,
    /// What was tried last on an encrypted file, or what the last one that was closed was opened with: its backups are
    /// opened with it, too.
    pub(super) tried: Option<Key>,
    /// Copies a backup into the second place.
    pub(super) carrier: Option<JoinHandle<()>>,
}

impl Desk {
    /// One on which nothing lies yet.
    pub(super) fn new(inbox: Arc<Inbox>) -> Self {
        Self {
            session: None,
            inbox,
            has_failed: false,
            unanswered_batch: None,
            keeper: Keeper::default(),
            awaiting: None,
            tried: None,
            carrier: None,
        }
    }

    /// Does what is asked, one request after the other, until nobody can ask any more.
    pub(super) fn work(&mut self, first: First, requests: &Receiver<Request>) {
        self.open_first(first);
        while let Some(request) = self.next(requests) {
            let replaces_state = request.replaces_state();
            if let Err(problem) = self.handle(request) {
                self.inbox.tell(Event::Failed(problem));
            }
            if let Some(session) = &self.session {
                self.keeper.note(session, Instant::now());
            }
            if replaces_state {
                self.inbox.tell(Event::Replaced);
            }
        }
        self.close();
        self.wait_for_carrier();
    }

    /// The next request; what the file needs is done while there is none. None when nobody can ask any more.
    fn next(&mut self, requests: &Receiver<Request>) -> Option<Request> {
        loop {
            let Some(pause) = self.keeper.pause(self.session.as_ref(), Instant::now()) else {
                return requests.recv().ok();
            };
            match requests.recv_timeout(pause) {
                Ok(request) => return Some(request),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {
                    if let Some(session) = &mut self.session {
                        self.keeper.rest(session, &self.inbox, Instant::now());
                    }
                }
            }
        }
    }

    /// The batch that was being saved when a bug struck.
    pub(super) fn unanswered_batch(&self) -> Option<(ReportId, u64)> {
        self.unanswered_batch
    }

    fn open_first(&mut self, first: First) {
        let path = match first {
            First::Named(path) if !path.exists() => {
                // Where there are backups of it, it was there before.
                let problem = match folder::own(&path) {
                    Ok(backups) if backups.is_empty() => Problem::new_file_here(&path),
                    _ => Problem::missing_with_backups(&path),
                };
                self.offer_backups(path, &problem);
                return self.inbox.tell(Event::NothingOpen(Some(problem)));
            }
            First::Named(path) => path,
            First::Last(None) => places::default_data_file(),
            First::Last(Some(path)) if path.exists() => path,
            // A USB stick that is not there: figures must not go into another file unnoticed.
            First::Last(Some(path)) => {
                let problem = Problem::remembered_missing(&path);
                self.offer_backups(path, &problem);
                return self.inbox.tell(Event::NothingOpen(Some(problem)));
            }
        };
        if !path.exists() {
            return self.inbox.tell(Event::NothingOpen(None));
        }
        if let Err(problem) = self.open_wished(path, &Opener::Anyone) {
            tracing::warn!(about = ?problem.about, "the first file was not opened");
            self.inbox.tell(Event::NothingOpen(Some(problem)));
        }
    }

    pub(super) fn handle(&mut self, request: Request) -> Result<(), Problem> {
        if self.has_failed && request.needs_all_saved() {
            // Nothing that shows another state of the file, before this one is on the disk.
            return Err(Problem::unsaved_first());
        }
        self.back_up_before(&request);
        match request {
            Request::Open(path) => self.open_wished(path, &Opener::Anyone),
            Request::Unlock { path, password } => self.unlock(path, password),
            Request::CreateFile(wanted) => self.create(*wanted),
            Request::FindFiles(paths) => {
                self.find_files(paths);
                Ok(())
            }
            Request::CreateSample(path) => self.create_sample(path),
            Request::List => self.list(),
            Request::Load(id) => self.load(id, None),
            Request::StartReport { office, form, period, identity } => {
                self.start_report(identity, office, &form, period)
            }
            Request::Delete(id) => self.delete(id),
            Request::BringBack(id) => self.bring_back(id),
            Request::ListDeleted => self.list_deleted(),
            Request::Save { report, batch } => self.save(report, &batch),
            Request::Undo(id) => self.undo(id),
            Request::Redo(id) => self.redo(id),
            Request::Export { report, format, path } => {
                self.session()?.export(report, format, &path)?;
                self.tell(Event::Exported(path))
            }
            Request::Print(request) => self.print(request),
            Request::Rescue { report, path } => self.rescue(&report, path),
            Request::Send(request) => self.write_to_send(request),
            Request::ReadForm { report, path } => self.read_form(report, &path),
            Request::Import { path, existing, on_screen } => self.import(path, existing, on_screen),
            Request::SetLook { report, look } => self.set_look(report, *look),
            Request::SetChecks { report, checks } => self.set_checks(report, &checks),
            Request::TakeSkeleton { report, path } => self.take_skeleton(report, &path),
            Request::DropSkeleton(report) => self.drop_skeleton(report),
            Request::ExportSkeleton { report, path } => self.export_skeleton(report, path),
            Request::RenameOffice { report, name } => self.rename_office(report, &name),
            Request::PlaceOffice(wish) => self.place_office(wish),
            Request::RememberPage { report, page } => self.session()?.remember_page(&report, &page),
            Request::Log(query) => self.tell_log(query),
            Request::Restore { report, after } => self.restore(report, after),
            // What could not be saved was told; the user decides whether to leave all the same.
            Request::Close if self.has_failed => self.tell(Event::NotClosed),
            Request::Keep(request) => self.keep(request),
            Request::Close => {
                self.close();
                self.tell(Event::Closed)
            }
        }
    }

    fn list(&mut self) -> Result<(), Problem> {
        let session = self.session()?;
        // That it is not counted keeps nobody from seeing the list.
        if let Err(problem) = session.recount_at_hand() {
            tracing::warn!(about = ?problem.about, "a report was not counted");
        }
        let file = session.summary()?;
        self.tell(Event::Listed(file))
    }

    fn export_skeleton(&mut self, report: ReportId, path: PathBuf) -> Result<(), Problem> {
        self.session()?.export_skeleton(report, &path)?;
        self.tell(Event::Written(path))
    }

    fn rescue(&self, report: &Report, path: PathBuf) -> Result<(), Problem> {
        if let Some(session) = &self.session {
            session.refuse_own_file(&path)?;
        }
        exports::rescue(report, &path)?;
        self.tell(Event::Exported(path))
    }

    fn start_report(
        &mut self,
        identity: Option<Identity>,
        office: Office,
        form: &TemplateKey,
        period: PeriodKey,
    ) -> Result<(), Problem> {
        let started = self.session()?.start_report_as(identity, office, form, period)?;
        if let Started::Made { report, .. } = &started {
            self.inbox.tell(Event::Made(report.clone()));
        }
        let said = self.session()?.started_words(&started)?;
        self.load(started.id(), Some(said))
    }

    fn restore(&mut self, report: ReportId, after: OperationId) -> Result<(), Problem> {
        let news = self.session()?.restore(report, after)?;
        self.tell_changed(
            news,
            "Báo cáo trở lại như lúc đó; Ctrl+Z để quay về như trước",
            "Báo cáo đang đúng như lúc đó",
        )
    }

    fn tell_log(&mut self, query: LogQuery) -> Result<(), Problem> {
        let session = self.session()?;
        let answer = match query {
            LogQuery::History(report) => {
                LogAnswer::History { report, steps: session.history_steps(report)? }
            }
            LogQuery::Figure { report, figure } => {
                let steps = session.figure_log(report, &figure)?;
                LogAnswer::Figure { report, figure, steps }
            }
        };
        self.tell(Event::LogTold(answer))
    }

    pub(super) fn tell(&self, event: Event) -> Result<(), Problem> {
        self.inbox.tell(event);
        Ok(())
    }

    pub(super) fn say(&self, words: &str) -> Result<(), Problem> {
        self.tell(Event::Said(words.to_owned()))
    }

    fn import(
        &mut self,
        path: PathBuf,
        existing: Existing,
        on_screen: Option<ReportId>,
    ) -> Result<(), Problem> {
        let Import { imported, notes } = self.session()?.import_noting(&path, existing)?;
        let said = [vec!["Đã nhập tệp số liệu".to_owned()], notes].concat().join(". ");
        let (id, told) = match imported {
            Imported::Exists(key) => return self.tell(Event::ImportExists { path, key }),
            Imported::Made(report) => (report.row.id, Event::Made(Box::new(report))),
            Imported::Replaced(news) => (news.row.id, Event::Changed(Box::new(news))),
        };
        self.inbox.tell(told);
        if on_screen == Some(id) { self.say(&said) } else { self.load(id, Some(said)) }
    }

    fn read_form(&mut self, report: ReportId, path: &Path) -> Result<(), Problem> {
        let (filled, _) = self.session()?.read_form(report, path)?;
        let file = file_name(path);
        self.tell(Event::FormRead { report, filled: Box::new(filled), file })
    }

    pub(super) fn session(&mut self) -> Result<&mut Session, Problem> {
        self.session.as_mut().ok_or_else(Problem::nothing_open)
    }

    pub(super) fn load(&mut self, id: ReportId, said: Option<String>) -> Result<(), Problem> {
        // Its lists are read here, so that the first frame of the report need not wait for them.
        spelling::builtin();
        let loaded = Box::new(self.session()?.load(id)?);
        self.tell(Event::Loaded { loaded, said })
    }

    /// After a failure only a batch that holds all that failed is taken: an older one must not be
    /// written behind it as if nothing were missing.
    fn save(&mut self, report: ReportId, batch: &Batch) -> Result<(), Problem> {
        let number = batch.number;
        self.unanswered_batch = Some((report, number));
        let saved = if self.has_failed && batch.attempt == Attempt::First {
            Err(Problem::unsaved_first().about_saving())
        } else {
            let session = self.session().map_err(Problem::about_saving);
            session.and_then(|session| {
                session.save_of(report, &batch.edits, batch.deed, &batch.detail)
            })
        };
        self.has_failed = saved.is_err();
        self.unanswered_batch = None;
        self.tell(match saved {
            Ok(news) => {
                Event::Saved { report, batch: number, at: clock::now(), news: news.map(Box::new) }
            }
            Err(problem) => Event::SaveFailed { report, batch: number, problem },
        })
    }

    fn undo(&mut self, id: ReportId) -> Result<(), Problem> {
        if self.undo_of_office(id)? || self.undo_making(id)? {
            return Ok(());
        }
        let Some(news) = self.session()?.undo(id)? else {
            return self.say("Không còn thay đổi nào để hoàn tác");
        };
        let said = took_back("Đã hoàn tác", news.steps.redo.as_deref());
        self.tell_step(news, &said)
    }

    fn redo(&mut self, id: ReportId) -> Result<(), Problem> {
        if self.redo_making()? || self.redo_of_office(id)? {
            return Ok(());
        }
        let Some(news) = self.session()?.redo(id)? else {
            return self.say("Không còn gì để làm lại");
        };
        let said = took_back("Đã làm lại", news.steps.undo.as_deref());
        self.tell_step(news, &said)
    }

    /// Tells of a step of undo or redo, what it was and where it changed something.
    fn tell_step(&mut self, news: ReportNews, said: &str) -> Result<(), Problem> {
        let (report, places) = (news.row.id, self.session()?.places_of(&news)?);
        self.inbox.tell(Event::Changed(Box::new(news)));
        self.inbox.tell(Event::LeadTo { report, places });
        self.say(said)
    }

    /// Tells what changed in a report, or why nothing did.
    fn tell_changed(
        &self,
        news: Option<ReportNews>,
        done: &str,
        nothing: &str,
    ) -> Result<(), Problem> {
        let Some(news) = news else { return self.say(nothing) };
        self.inbox.tell(Event::Changed(Box::new(news)));
        self.say(done)
    }
}

/// What was taken back or done again, by the name that the step has on its button.
pub(super) fn took_back(done: &str, step: Option<&str>) -> String {
    step.map_or_else(|| done.to_owned(), |step| format!("{done}: {step}"))
}

#[cfg(test)]
#[path = "desk_tests.rs"]
mod tests;
