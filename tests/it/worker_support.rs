//! What the tests of the worker share: the real worker on a real data file, batches that the file refuses,
//! and a window's state in front of both.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use baocao06::app::message::{Event, LogAnswer, LogQuery, Request};
use baocao06::app::open_report::{Attempt, Batch, Deed, OpenReport, Typing};
use baocao06::app::platform::preferences::Preferences;
use baocao06::app::session::Session;
use baocao06::app::state::{Effect, State};
use baocao06::app::worker::{First, Worker};
use baocao06::report::change::Edit;
use baocao06::report::content::{Header, Report};
use baocao06::report::period::PeriodKey;
use baocao06::report::value::Value;
use baocao06::store::ReportId;
use tempfile::TempDir;

use super::support::{key, may, sample};

/// A disk that is slower than this is broken.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// Two figures of the sample's May 2023.
pub(crate) const DIRECT: &str = "services.id_card.direct";
pub(crate) const ONLINE: &str = "services.id_card.online";

/// A data file with the sample, and where its month stands.
pub(crate) struct DataFile {
    folder: TempDir,
    pub(crate) path: PathBuf,
    pub(crate) may: ReportId,
}

impl DataFile {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mau.bc06");
        let mut session = Session::create_sample(&path).unwrap();
        let may = session.find(PeriodKey::parse("2023-05").unwrap()).unwrap();
        let key = session.load(may).unwrap().report.key();
        session.remember_page(&key, "").unwrap();
        session.close().unwrap();
        Self { folder, path, may }
    }

    /// A path beside the data file.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn worker(&self) -> Worker {
        Worker::start(First::Named(self.path.clone())).unwrap()
    }

    /// What the file says of May when nobody has it open.
    pub(crate) fn may_on_disk(&self) -> Report {
        let mut session = Session::open(&self.path).unwrap();
        let report = session.load(self.may).unwrap().report;
        session.close().unwrap();
        report
    }

    /// How many steps the history of May in the closed file has.
    pub(crate) fn num_steps(&self) -> usize {
        let mut session = Session::open(&self.path).unwrap();
        let steps = session.history_steps(self.may).unwrap();
        session.close().unwrap();
        steps.len()
    }
}

/// What May says of itself when it calls itself a report of April, which the file has already.
fn called_april() -> Header {
    let mut sample = sample();
    let (may, april) = (sample.pop().unwrap().header, sample.pop().unwrap().header);
    Header { period: april.period, ..may }
}

/// An edit that the file refuses, and with it the batch that it is in: what is before it in the batch is
/// written by then, in the same transaction.
pub(crate) fn refused() -> Edit {
    Edit::header(called_april())
}

/// The edit that types a number into a figure.
pub(crate) fn typed(figure: &str, number: i64) -> Edit {
    Edit::figure(key(figure), Some(Value::count(number)))
}

/// A request to save edits.
pub(crate) fn save(report: ReportId, number: u64, attempt: Attempt, edits: Vec<Edit>) -> Request {
    let (deed, detail) = (Deed::Typed, String::new());
    Request::Save { report, batch: Batch { number, edits, attempt, deed, detail } }
}

/// Everything that the worker tells up to the answer of a question that is put now: what was asked
/// before is done then.
pub(crate) fn answers(worker: &Worker, report: ReportId) -> Vec<Event> {
    let figure = key(DIRECT);
    worker.ask(Request::Log(LogQuery::Figure { report, figure }));
    let is_last = |event: &Event| matches!(event, Event::LogTold(LogAnswer::Figure { .. }));
    let mut told = until(worker, is_last);
    told.pop();
    told
}

/// Everything that the worker tells until an event came, with it.
pub(crate) fn until(worker: &Worker, is_last: impl Fn(&Event) -> bool) -> Vec<Event> {
    let start = Instant::now();
    let mut told = Vec::new();
    loop {
        // Backups are told of when they are ready, in between.
        let events = worker.events().into_iter();
        told.extend(events.filter(|event| !matches!(event, Event::Keep(_))));
        if told.iter().any(&is_last) {
            return told;
        }
        assert!(start.elapsed() < PATIENCE, "it did not come; told so far: {told:?}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// What became of the batches, in the order of the answers: their numbers, and whether they are saved.
pub(crate) fn saves(told: &[Event]) -> Vec<(u64, bool)> {
    let saves = told.iter().filter_map(|event| match event {
        Event::Saved { batch, .. } => Some((*batch, true)),
        Event::SaveFailed { batch, .. } => Some((*batch, false)),
        _ => None,
    });
    saves.collect()
}

/// A window's state with the real worker behind it; May is open.
pub(crate) struct Front {
    pub(crate) file: DataFile,
    pub(crate) worker: Worker,
    pub(crate) state: State,
    /// What was to be done outside of both: dialogs, closing the window.
    pub(crate) outside: Vec<Effect>,
}

impl Front {
    pub(crate) fn new() -> Self {
        Self::on(DataFile::new())
    }

    /// In front of a file whose last page is one of May.
    pub(crate) fn on(file: DataFile) -> Self {
        let worker = file.worker();
        let state = State::new(Preferences::default());
        let mut front = Self { file, worker, state, outside: Vec::new() };
        front.settle();
        assert_eq!(front.on_screen().id(), front.file.may, "the month that was open last");
        front.outside.clear();
        front
    }

    pub(crate) fn on_screen(&self) -> &OpenReport {
        self.state.open.as_ref().unwrap()
    }

    pub(crate) fn shown(&self, figure: &str) -> Value {
        self.on_screen().report().value(&key(figure)).clone()
    }

    /// Types into a figure, without saving it yet.
    pub(crate) fn type_figure(&mut self, figure: &str, text: &str) {
        let open = self.state.open.as_mut().unwrap();
        open.type_figure(&key(figure), text, Typing::Finished);
    }

    /// The keys pause: what waits is handed over.
    pub(crate) fn save(&mut self) {
        let effects = self.state.save().into_iter().collect();
        self.carry(effects);
    }

    /// Carries effects to the worker, and keeps what is not for it.
    pub(crate) fn carry(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(request) => self.worker.ask(request),
                other => self.outside.push(other),
            }
        }
    }

    /// Takes in what the worker tells, until it has nothing to do any more.
    pub(crate) fn settle(&mut self) {
        self.settle_and(|_, _| {});
    }

    /// The same, looking at each event before the state takes it.
    pub(crate) fn settle_and(&mut self, mut look: impl FnMut(&Self, &Event)) {
        loop {
            let told = answers(&self.worker, self.file.may);
            if told.is_empty() {
                return;
            }
            for event in told {
                look(self, &event);
                let effects = self.state.take(event);
                self.carry(effects);
            }
        }
    }

    /// From here on the file refuses what is saved: May calls itself a report of April.
    pub(crate) fn let_saves_fail(&mut self) {
        self.state.open.as_mut().unwrap().set_header(called_april());
    }

    /// May calls itself a report of May again.
    pub(crate) fn let_saves_succeed(&mut self) {
        self.state.open.as_mut().unwrap().set_header(may().header);
    }

    /// Leaves the program, and returns what the file says then.
    pub(crate) fn leave(self) -> (DataFile, Report) {
        let Self { file, worker, .. } = self;
        drop(worker);
        let report = file.may_on_disk();
        (file, report)
    }
}
