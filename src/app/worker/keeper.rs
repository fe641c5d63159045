//! What the worker does with the data file while nobody asks for anything: it folds the log beside the file into
//! it, so that a plain copy of the file holds all that was saved, makes backups, and reads the file in full
//! once.

use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::Inbox;
use crate::app::backup::folder;
use crate::app::backup::making::{KeptAs, Unchecked};
use crate::app::message::{Event, KeepEvent};
use crate::app::problem::{About, Problem};
use crate::app::safekeeping::Occasion;
use crate::app::session::Session;
use crate::store::{FilePart, ReportId};

/// How long nobody may have asked for anything before something of this is done.
const QUIET: Duration = Duration::from_secs(2);
/// How often it is looked whether a copy is read to its end.
const CHECK_PAUSE: Duration = Duration::from_millis(200);
/// How often it is looked whether the file is still in its place.
const PLACE_PAUSE: Duration = Duration::from_secs(5);
/// The pause between two parts of the file that are read.
const READING_PAUSE: Duration = Duration::from_millis(20);
/// How old the last backup may be when many fields are changed at once.
const BULK_AGE_MAX: Duration = Duration::from_secs(5 * 60);
/// How long something may be saved and in no backup yet.
const BACKUP_AGE_MAX: Duration = Duration::from_secs(15 * 60);

/// What is to be done yet with the open file.
#[derive(Default)]
pub(super) struct Keeper {
    /// How far it is read in full since it was opened.
    reading: Reading,
    /// The last operation that a backup holds, once that is known.
    backed_up: Option<u64>,
    /// Since when there is something that no backup holds.
    unbacked_since: Option<Instant>,
    /// When a backup was begun last.
    last_begun: Option<Instant>,
    /// Whether it was told that the file is not in its place any more.
    is_gone_told: bool,
    /// Up to which operation what lists tell of the reports is counted; none while some are not.
    counted: Option<u64>,
    /// Whether some are being counted, one after the other.
    is_counting: bool,
    /// Those that cannot be.
    uncountable: Vec<ReportId>,
    /// A copy that is being read on a thread of its own, up to which operation it goes.
    checking: Option<(u64, JoinHandle<Result<KeptAs, Problem>>)>,
}

/// How far a file is read in full: in parts, so that nobody who types meanwhile waits for long.
#[derive(Default)]
enum Reading {
    /// Not at all.
    #[default]
    ToBegin,
    /// Up to these parts of what belongs to no report.
    Parts(Vec<FilePart>),
    /// Up to these reports.
    Reports(Vec<ReportId>),
    /// To its end, or up to the first damage.
    Done,
}

impl Keeper {
    /// How long the worker may wait for a request before [`Keeper::rest`] is due; none when nothing is to be
    /// done but what is asked.
    pub(super) fn pause(&self, session: Option<&Session>, now: Instant) -> Option<Duration> {
        let session = session?;
        if !session.is_writable() {
            return match self.reading {
                Reading::ToBegin => Some(QUIET),
                Reading::Parts(_) | Reading::Reports(_) => Some(READING_PAUSE),
                Reading::Done => None,
            };
        }
        if self.checking.is_some() {
            return Some(CHECK_PAUSE);
        }
        let is_reading = matches!(self.reading, Reading::Parts(_) | Reading::Reports(_));
        if is_reading || self.is_counting {
            return Some(READING_PAUSE);
        }
        if self.counted != session.last_operation().ok() {
            return Some(QUIET);
        }
        let is_new = matches!(self.reading, Reading::ToBegin);
        if is_new || self.backed_up.is_none() || session.has_unfolded() {
            return Some(QUIET);
        }
        let due = self.unbacked_since.map(|since| since + BACKUP_AGE_MAX);
        let due = due.map(|due| due.saturating_duration_since(now).max(QUIET));
        Some(due.unwrap_or(PLACE_PAUSE).min(PLACE_PAUSE))
    }

    /// Nobody asked for anything for a while.
    pub(super) fn rest(&mut self, session: &mut Session, inbox: &Inbox, now: Instant) {
        if !session.is_writable() {
            return self.read_or_tell(session, inbox);
        }
        self.take_checked(inbox);
        self.look_for_file(session, inbox);
        // There is no place to fold it into while the file is gone, and that is told already.
        // Between two counts neither: it costs more than both.
        if !self.is_gone_told
            && !self.is_counting
            && let Err(problem) = session.fold()
        {
            tracing::warn!(about = ?problem.about, "the log was not folded into the file");
        }
        self.look_at_newest(session, inbox);
        self.note(session, now);
        self.read_or_tell(session, inbox);
        if !self.is_gone_told {
            self.count_on(session, inbox);
        }
        let is_due = |since: Instant| now.saturating_duration_since(since) >= BACKUP_AGE_MAX;
        if self.unbacked_since.is_some_and(is_due) {
            self.begin(session, Occasion::Automatic, inbox);
            // When it could not be made, it is tried again after as long a time, also if nothing is asked till then.
            self.unbacked_since = Some(now);
        }
    }

    fn read_or_tell(&mut self, session: &mut Session, inbox: &Inbox) {
        if let Err(problem) = self.read_on(session, inbox) {
            self.reading = Reading::Done;
            inbox.tell(Event::Failed(problem));
        }
    }

    /// Counts one of the reports of which lists do not tell what is found in it.
    fn count_on(&mut self, session: &mut Session, inbox: &Inbox) {
        let last = session.last_operation().ok();
        if self.counted == last {
            return;
        }
        self.is_counting = true;
        let next = session.uncounted(&self.uncountable);
        let Ok(Some(id)) = next else {
            if let Err(problem) = next {
                tracing::warn!(about = ?problem.about, "reports were not counted");
            }
            (self.counted, self.is_counting) = (last, false);
            self.uncountable.clear();
            return;
        };
        match session.recount(id) {
            Ok(Some(row)) => inbox.tell(Event::Counted(Box::new(row))),
            // Its form cannot be read, or itself: that is told where it is opened.
            Ok(None) => self.uncountable.push(id),
            Err(problem) => {
                tracing::warn!(about = ?problem.about, "a report was not counted");
                self.uncountable.push(id);
            }
        }
    }

    /// Tells once that the file is gone or another one: who types nothing more would not be told by a save.
    fn look_for_file(&mut self, session: &mut Session, inbox: &Inbox) {
        // Told once: after that it is only looked whether it is there again.
        if self.is_gone_told && !session.is_in_place() {
            return;
        }
        match session.in_place() {
            Ok(()) => self.is_gone_told = false,
            Err(problem) if !self.is_gone_told => {
                self.is_gone_told = true;
                inbox.tell(Event::Failed(problem));
                // What is saved is in nothing but this open file: should the machine be switched off now, it is gone.
                self.begin(session, Occasion::FileGone, inbox);
            }
            Err(_) => {}
        }
    }

    /// Looks once into the newest backup of an earlier run: one that has become damaged since holds nothing, and
    /// another is made at once.
    fn look_at_newest(&mut self, session: &Session, inbox: &Inbox) {
        if self.backed_up.is_some() || self.checking.is_some() {
            return;
        }
        let last = session.last_operation().unwrap_or_default();
        // What cannot be looked at holds nothing for certain.
        let newest = folder::own(session.path()).ok().and_then(|all| all.into_iter().next());
        let held = newest.map(|newest| (session.is_held_by(&newest.path), newest.path));
        self.backed_up = Some(match &held {
            Some((Ok(true), _)) => last,
            _ if session.is_in_faulty_copy() => last,
            _ => 0,
        });
        // One of before another password was set is none of damage.
        if let Some((Err(problem), _)) = held
            && problem.about != About::Password
        {
            inbox.tell_kept(KeepEvent::BackupFailed(problem));
            self.begin(session, Occasion::Automatic, inbox);
        }
    }

    /// Reads the next part of the file; where something is not as it was saved, all of it is read and told.
    fn read_on(&mut self, session: &mut Session, inbox: &Inbox) -> Result<(), Problem> {
        let is_whole = match &mut self.reading {
            Reading::Done => return Ok(()),
            Reading::ToBegin => {
                // Taken from the end.
                self.reading = Reading::Parts(FilePart::ALL.into_iter().rev().collect());
                true
            }
            Reading::Parts(parts) => match parts.pop() {
                Some(part) => session.is_part_whole(part)?,
                None => {
                    let ids = session.reports()?.into_iter().map(|report| report.id).collect();
                    self.reading = Reading::Reports(ids);
                    true
                }
            },
            Reading::Reports(ids) => match ids.pop() {
                Some(id) => session.is_report_whole(id)?,
                None => {
                    self.reading = Reading::Done;
                    true
                }
            },
        };
        if !is_whole {
            self.reading = Reading::Done;
            let check = session.verify()?;
            inbox.tell_kept(KeepEvent::Damaged(Box::new(check)));
        }
        Ok(())
    }

    /// Takes note of what was done: whether there is anything that no backup holds.
    pub(super) fn note(&mut self, session: &Session, now: Instant) {
        let Ok(last) = session.last_operation() else { return };
        // While the newest backup was not looked into, it counts as one that does not hold all.
        if self.holds_all(last) == Some(true) {
            self.unbacked_since = None;
        } else {
            self.unbacked_since.get_or_insert(now);
        }
    }

    /// Makes a backup before something that changes much at once, when there is anything that none holds.
    pub(super) fn before(&mut self, session: &Session, occasion: Occasion, inbox: &Inbox) {
        if session.is_writable() {
            self.look_at_newest(session, inbox);
        }
        let last = session.last_operation().unwrap_or_default();
        if !session.is_writable() || self.holds_all(last) == Some(true) {
            return;
        }
        // Who fills in block after block has undo for each of them.
        let is_recent = self.last_begun.is_some_and(|at| at.elapsed() < BULK_AGE_MAX);
        if occasion == Occasion::BeforeBulk && is_recent {
            return;
        }
        self.begin(session, occasion, inbox);
        if occasion == Occasion::BeforeImport {
            self.wait(inbox);
        }
    }

    /// Makes the backup of a file that is about to be closed, and waits until it is checked.
    pub(super) fn close(&mut self, session: &Session, inbox: &Inbox) {
        self.before(session, Occasion::Closing, inbox);
        self.wait(inbox);
    }

    /// A copy that somebody made on another way holds all up to an operation.
    pub(super) fn backed_up(&mut self, last: u64) {
        self.backed_up = Some(last);
        self.unbacked_since = None;
    }

    /// Waits until the copy that is being read is a backup, or is none.
    pub(super) fn wait(&mut self, inbox: &Inbox) {
        if let Some((last, checking)) = self.checking.take() {
            let checked = checking.join().unwrap_or_else(|_| Err(Problem::backup_thread_gone()));
            self.told(last, checked, inbox);
        }
    }

    /// Whether the newest backup holds all up to an operation; none while nobody looked into it.
    fn holds_all(&self, last: u64) -> Option<bool> {
        let held = self.checking.as_ref().map(|(copied, _)| *copied).or(self.backed_up);
        held.map(|held| held == last)
    }

    /// Copies the file, which takes a moment, and has the copy read on a thread of its own, which takes longer.
    fn begin(&mut self, session: &Session, occasion: Occasion, inbox: &Inbox) {
        self.wait(inbox);
        let last = session.last_operation().unwrap_or_default();
        let check = |copy: Unchecked| {
            let thread = std::thread::Builder::new().name("backup".to_owned());
            thread.spawn(|| copy.keep()).map_err(|_| Problem::backup_thread_gone())
        };
        self.last_begun = Some(Instant::now());
        match session.copy_for_backup(occasion, None).and_then(check) {
            Ok(checking) => self.checking = Some((last, checking)),
            Err(problem) => inbox.tell_kept(KeepEvent::BackupFailed(problem)),
        }
    }

    fn take_checked(&mut self, inbox: &Inbox) {
        if self.checking.as_ref().is_some_and(|(_, checking)| checking.is_finished()) {
            self.wait(inbox);
        }
    }

    fn told(&mut self, last: u64, kept: Result<KeptAs, Problem>, inbox: &Inbox) {
        match kept {
            Ok(kept) => {
                self.backed_up = Some(last);
                inbox.tell_kept(KeepEvent::of(kept));
            }
            Err(problem) => inbox.tell_kept(KeepEvent::BackupFailed(problem)),
        }
    }
}
