//! The thread that owns the data file. It takes requests in the order in which they were asked and
//! answers with events; a slow disk never freezes typing.

mod deleting;
mod desk;
mod keeper;
mod office;
mod opening;
mod printing;
mod safekeeping;
mod sending;

use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SendError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::JoinHandle;

use super::message::{Event, KeepEvent, Request};
use super::problem::Problem;
use desk::Desk;

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
    /// Answers a request that nobody can do any more: what was typed can still be rescued, and the
    /// window be closed.
    fn refuse(&self, request: Request) {
        let problem = Problem::worker_gone();
        let replaces_state = request.replaces_state();
        self.tell(match request {
            Request::Save { report, batch } => {
                Event::SaveFailed { report, batch: batch.number, problem: problem.about_saving() }
            }
            Request::Close => Event::NotClosed,
            Request::Rescue { report, path } => {
                match crate::app::files::exports::rescue(&report, &path) {
                    Ok(()) => Event::Exported(path),
                    Err(problem) => Event::Failed(problem),
                }
            }
            _ => Event::Failed(problem),
        });
        if replaces_state {
            self.tell(Event::Replaced);
        }
    }

    fn tell_kept(&self, event: KeepEvent) {
        self.tell(Event::Keep(event));
    }

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
        let work = move || work(&events, first, &inbox_requests);
        let thread = std::thread::Builder::new().name("data file".to_owned()).spawn(work)?;
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
        let Some(requests) = &self.requests else {
            return self.inbox.refuse(request);
        };
        if let Err(SendError(request)) = requests.send(request) {
            self.inbox.refuse(request);
        }
    }

    /// What was told since the last call.
    pub fn events(&self) -> Vec<Event> {
        let mut events =
            self.inbox.events.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        std::mem::take(&mut *events)
    }

    /// Waits until everything that was asked is done, and gives what was told of it. Nothing can be asked any more.
    pub fn finish(&mut self) -> Vec<Event> {
        self.end();
        self.events()
    }

    fn end(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the worker ended in a panic");
        }
    }

    /// A way for other threads (file dialogs) to tell something.
    pub fn answer(&self) -> impl Fn(Event) + Send + 'static {
        let inbox = Arc::clone(&self.inbox);
        move |event| inbox.tell(event)
    }
}

/// The thread: does what is asked until nobody can ask any more. After a bug it goes on answering that
/// nothing can be done: the window must not wait for an answer that never comes.
fn work(inbox: &Arc<Inbox>, first: First, requests: &Receiver<Request>) {
    let mut desk = Desk::new(Arc::clone(inbox));
    let work = AssertUnwindSafe(|| desk.work(first, requests));
    if std::panic::catch_unwind(work).is_ok() {
        return;
    }
    let problem = Problem::worker_gone().about_saving();
    if let Some((report, batch)) = desk.unanswered_batch() {
        inbox.tell(Event::SaveFailed { report, batch, problem: problem.clone() });
    }
    inbox.tell(Event::Failed(problem));
    inbox.tell(Event::Replaced);
    // Gives up the file, so that another window can open it.
    drop(desk);
    for request in requests {
        inbox.refuse(request);
    }
}

impl Drop for Worker {
    /// Waits until everything that was asked is done: nothing typed is lost on the way out.
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod clock_tests;
#[cfg(test)]
mod keeper_tests;
