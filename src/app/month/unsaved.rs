//! What is typed on its way to the disk: which fields still have to be written, which batches are
//! under way, and what the window says about it. Pure, like the month it belongs to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use crate::report::change::Edit;
use crate::report::content::{Report, edits_between};
use crate::report::deed::Deed;
use crate::report::field::Field;

/// What the window says about saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was changed since the report was opened.
    Unchanged,
    /// Something is being typed or is on its way to the disk.
    Saving,
    /// Everything was on the disk at this time.
    Saved(NaiveDateTime),
    /// The last attempt failed; the values are kept and will be tried again.
    Failed,
}

/// Edits handed over to be saved together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Names the batch in the answer.
    pub number: u64,
    /// The edits.
    pub edits: Vec<Edit>,
    /// Whether it holds everything that could not be saved before.
    pub attempt: Attempt,
    /// What the user did, for the log: one step of undo.
    pub deed: Deed,
    /// The name of a file or an agency that belongs to it; usually empty.
    pub detail: String,
}

/// Whether a batch comes after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// The window has not heard of a failure before it.
    First,
    /// All that failed before is in it.
    Retry,
}

/// Fields on their way to the data file. Only which ones is kept: what is written is what the
/// report holds when a batch is taken, so that a batch that failed can never bring back older text.
#[derive(Debug, Default)]
pub(in crate::app) struct Unsaved {
    waiting: BTreeSet<Field>,
    sent: BTreeMap<u64, BTreeSet<Field>>,
    last_batch: u64,
    /// What was done last, where it has a name of its own, and the field: it was named, or given back what
    /// it held by Escape.
    done: Option<(Deed, Field)>,
    saved_at: Option<NaiveDateTime>,
    has_failed: bool,
}

impl Unsaved {
    pub(in crate::app) fn add(&mut self, field: Field) {
        self.waiting.insert(field);
        self.done = None;
    }

    /// What was done to the field that was changed last is more than typing.
    pub(in crate::app) fn was_done(&mut self, deed: Deed, field: Field) {
        self.done = Some((deed, field));
    }

    /// Everything in which a report differs from what is on the disk waits.
    pub(in crate::app) fn add_differences(&mut self, on_disk: &Report, report: &Report) {
        self.waiting.extend(edits_between(on_disk, report).iter().map(|edit| edit.field().clone()));
    }

    /// The next batch; `None` when nothing waits, or when an answer about an earlier failure is
    /// still to come.
    pub(in crate::app) fn take(
        &mut self,
        report: &Report,
        deed: Deed,
        detail: String,
    ) -> Option<Batch> {
        let must_wait = self.has_failed && !self.sent.is_empty();
        if self.waiting.is_empty() || must_wait {
            return None;
        }
        let fields = std::mem::take(&mut self.waiting);
        let done = self.done.take();
        let done = done.filter(|(_, field)| fields.len() == 1 && fields.contains(field));
        let deed = match done {
            Some((done, _)) if deed == Deed::Typed => done,
            _ => deed,
        };
        let edits = fields.iter().map(|field| report.edit_of(field)).collect();
        let attempt = if self.has_failed { Attempt::Retry } else { Attempt::First };
        self.last_batch += 1;
        let number = self.last_batch;
        self.sent.insert(number, fields);
        Some(Batch { number, edits, attempt, deed, detail })
    }

    pub(in crate::app) fn saved(&mut self, number: u64, at: NaiveDateTime) {
        self.sent.remove(&number);
        self.saved_at = Some(at);
        self.has_failed = false;
    }

    pub(in crate::app) fn failed(&mut self, number: u64) {
        self.waiting.extend(self.sent.remove(&number).unwrap_or_default());
        self.has_failed = true;
    }

    /// Whether a field is not on the disk as it stands on the screen.
    pub(in crate::app) fn holds(&self, field: &Field) -> bool {
        self.waiting.contains(field) || self.sent.values().any(|fields| fields.contains(field))
    }

    pub(in crate::app) fn has_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    pub(in crate::app) fn is_unsaved(&self) -> bool {
        self.has_waiting() || !self.sent.is_empty()
    }

    /// An earlier state of the same report was saved at the time that this one keeps showing.
    pub(in crate::app) fn keep_saved_at(&mut self, old: &Self) {
        self.saved_at = old.saved_at;
    }

    pub(in crate::app) fn state(&self) -> SaveState {
        match self.saved_at {
            _ if self.has_failed => SaveState::Failed,
            _ if self.is_unsaved() => SaveState::Saving,
            Some(at) => SaveState::Saved(at),
            None => SaveState::Unchanged,
        }
    }
}
