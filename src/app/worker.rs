//! The thread that owns the data file. It takes requests in the order in which they were asked and
//! answers with events; a slow disk never freezes typing.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::JoinHandle;

use super::message::{Event, Request};
use super::places;
use super::problem::Problem;
use super::session::{Imported, Session};
use crate::store::ReportId;

/// How many requests may wait; typing sends at most a few a second.
const REQUESTS_MAX: usize = 256;

/// Which file to open first.
#[derive(Debug, Clone)]
pub enum First {
    /// The one named on the command line; a start screen when it does not exist yet.
    Named(PathBuf),
    /// The one that was open last, else the usual one; a start screen when there is none.
    Last(Option<PathBuf>),
}

/// The window's end of the worker.
pub struct Worker {
    requests: Option<SyncSender<Request>>,
    inbox: Arc<Inbox>,
    thread: Option<JoinHandle<()>>,
}

/// Events on their way to the window, and how to wake it.
#[derive(Default)]
struct Inbox {
    events: Mutex<Vec<Event>>,
    wake: OnceLock<Box<dyn Fn() + Send + Sync>>,
}

impl Inbox {
    fn tell(&self, event: Event) {
        // A poisoned lock holds events all the same: nothing in them depends on the others.
        let mut events = self.events.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        events.push(event);
        drop(events);
        if let Some(wake) = self.wake.get() {
            wake();
        }
    }
}

impl Worker {
    /// Starts the thread, which opens the first file at once.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(first: First) -> std::io::Result<Self> {
        let (requests, inbox_requests) = sync_channel(REQUESTS_MAX);
        let inbox = Arc::new(Inbox::default());
        let events = Arc::clone(&inbox);
        let thread = std::thread::Builder::new().name("data file".to_owned()).spawn(move || {
            Desk { session: None, inbox: events, has_failed: false }.work(first, &inbox_requests);
        })?;
        Ok(Self { requests: Some(requests), inbox, thread: Some(thread) })
    }

    /// Tells how the window is woken when something was told.
    pub fn wake_with(&self, wake: impl Fn() + Send + Sync + 'static) {
        if self.inbox.wake.set(Box::new(wake)).is_err() {
            tracing::warn!("the window was already known");
        }
    }

    /// Asks for something. Answers come as events, in the order in which was asked.
    pub fn ask(&self, request: Request) {
        let sent = self.requests.as_ref().map(|requests| requests.send(request));
        if !matches!(sent, Some(Ok(()))) {
            self.inbox.tell(Event::Failed(Problem::worker_gone()));
        }
    }

    /// What was told since the last call.
    pub fn events(&self) -> Vec<Event> {
        let mut events =
            self.inbox.events.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        std::mem::take(&mut *events)
    }

    /// A way for other threads (file dialogs) to tell something.
    pub fn answer(&self) -> impl Fn(Event) + Send + 'static {
        let inbox = Arc::clone(&self.inbox);
        move |event| inbox.tell(event)
    }
}

impl Drop for Worker {
    /// Waits until everything that was asked is done: nothing typed is lost on the way out.
    fn drop(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the worker ended in a panic");
        }
    }
}

/// The worker's own end.
struct Desk {
    session: Option<Session>,
    inbox: Arc<Inbox>,
    /// Whether the last batch could not be saved.
    has_failed: bool,
}

impl Desk {
    fn work(mut self, first: First, requests: &Receiver<Request>) {
        self.open_first(first);
        for request in requests {
            if let Err(problem) = self.handle(request) {
                self.inbox.tell(Event::Failed(problem));
            }
        }
        if let Some(session) = self.session.take()
            && let Err(problem) = session.close()
        {
            tracing::error!(problem = problem.line(), "the data file was not closed cleanly");
        }
    }

    fn open_first(&mut self, first: First) {
        let (path, is_remembered) = match first {
            First::Named(path) => (path, false),
            First::Last(Some(path)) if path.exists() => (path, true),
            First::Last(_) => (places::default_data_file(), false),
        };
        if !path.exists() {
            return self.inbox.tell(Event::NothingOpen(None));
        }
        if let Err(problem) = self.open(path) {
            tracing::warn!(
                problem = problem.line(),
                is_remembered,
                "the first file was not opened"
            );
            self.inbox.tell(Event::NothingOpen(Some(problem)));
        }
    }

    fn handle(&mut self, request: Request) -> Result<(), Problem> {
        match request {
            Request::Open(path) => self.open(path),
            Request::CreateFile { path, office, first } => {
                self.close();
                let mut session = Session::create(&path)?;
                let id = session.start_office(office, first)?;
                self.session = Some(session);
                self.tell_opened(Some(id))
            }
            Request::CreateSample(path) => {
                self.close();
                if !path.exists() {
                    Session::create(&path)?.fill_with_sample()?.close()?;
                }
                self.open(path)
            }
            Request::Load(id) => self.load(id, None),
            Request::StartNextMonth => {
                let id = self.session()?.start_next_month()?;
                self.tell_listed()?;
                let said = "Đã lập báo cáo tháng mới theo tháng trước; số liệu để trống";
                self.load(id, Some(said.to_owned()))
            }
            Request::Save { report, batch } => {
                self.save(report, batch.number, &batch.edits);
                Ok(())
            }
            Request::Undo(id) => self.step_back(id, Step::Undo),
            Request::Redo(id) => self.step_back(id, Step::Redo),
            Request::Export { report, format, path } => {
                self.session()?.export(report, format, &path)?;
                self.inbox.tell(Event::Exported(path));
                Ok(())
            }
            Request::Rescue { report, path } => {
                super::session::rescue(&report, &path)?;
                self.inbox.tell(Event::Exported(path));
                Ok(())
            }
            Request::Import { path, existing } => match self.session()?.import(&path, existing)? {
                Imported::Exists(period) => {
                    self.inbox.tell(Event::ImportExists { path, period });
                    Ok(())
                }
                Imported::Done(id) => {
                    self.tell_listed()?;
                    self.load(id, Some("Đã nhập tệp số liệu".to_owned()))
                }
            },
            Request::RememberPage { report, page } => self.session()?.remember_page(report, &page),
            Request::List => self.tell_listed(),
            // What could not be saved was told; the user decides whether to leave all the same.
            Request::Close if self.has_failed => Ok(()),
            Request::Close => {
                self.close();
                self.inbox.tell(Event::Closed);
                Ok(())
            }
        }
    }

    fn session(&mut self) -> Result<&mut Session, Problem> {
        self.session.as_mut().ok_or_else(Problem::nothing_open)
    }

    fn close(&mut self) {
        if let Some(session) = self.session.take()
            && let Err(problem) = session.close()
        {
            self.inbox.tell(Event::Failed(problem));
        }
    }

    fn open(&mut self, path: PathBuf) -> Result<(), Problem> {
        let session = Session::open(&path)?;
        self.close();
        self.session = Some(session);
        let resume = self.session()?.last_page()?;
        let file = self.session()?.summary()?;
        let resume = resume.filter(|(id, _)| file.months.iter().any(|month| month.id == *id));
        self.inbox.tell(Event::Opened { file, resume });
        Ok(())
    }

    fn tell_opened(&mut self, show: Option<ReportId>) -> Result<(), Problem> {
        let file = self.session()?.summary()?;
        let resume = show.map(|id| (id, String::new()));
        self.inbox.tell(Event::Opened { file, resume });
        Ok(())
    }

    fn tell_listed(&mut self) -> Result<(), Problem> {
        let file = self.session()?.summary()?;
        self.inbox.tell(Event::Listed(file));
        Ok(())
    }

    fn load(&mut self, id: ReportId, said: Option<String>) -> Result<(), Problem> {
        let loaded = Box::new(self.session()?.load(id)?);
        self.inbox.tell(Event::Loaded { loaded, said });
        Ok(())
    }

    fn save(&mut self, report: ReportId, batch: u64, edits: &[crate::report::change::Edit]) {
        match self.session().and_then(|session| session.save(report, edits)) {
            Ok(at) => {
                self.has_failed = false;
                self.inbox.tell(Event::Saved { report, batch, at });
            }
            Err(problem) => {
                self.has_failed = true;
                self.inbox.tell(Event::SaveFailed { report, batch, problem });
            }
        }
    }

    fn step_back(&mut self, id: ReportId, step: Step) -> Result<(), Problem> {
        let session = self.session()?;
        let done = match step {
            Step::Undo => session.undo(id)?,
            Step::Redo => session.redo(id)?,
        };
        match (done, step) {
            (Some(_), _) => {
                self.tell_listed()?;
                let said = if step == Step::Undo { "Đã hoàn tác" } else { "Đã làm lại" };
                self.load(id, Some(said.to_owned()))
            }
            (None, Step::Undo) => {
                self.inbox.tell(Event::Said("Không còn thay đổi nào để hoàn tác".to_owned()));
                Ok(())
            }
            (None, Step::Redo) => {
                self.inbox.tell(Event::Said("Không còn gì để làm lại".to_owned()));
                Ok(())
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Undo,
    Redo,
}
