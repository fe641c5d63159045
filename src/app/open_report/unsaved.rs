//! What is typed on its way to the disk: which fields still have to be written, which batches are
//! under way, and what the window says about it. Pure, like the report it belongs to.

use std::collections::BTreeMap;

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
    /// Each with what was done to it.
    waiting: BTreeMap<Field, Deed>,
    sent: BTreeMap<u64, BTreeMap<Field, Deed>>,
    last_batch: u64,
    saved_at: Option<NaiveDateTime>,
    has_failed: bool,
}

impl Unsaved {
    pub(in crate::app) fn add(&mut self, field: Field, deed: Deed) {
        let before = self.waiting.get(&field).copied();
        self.waiting.insert(field, before.map_or(deed, |before| both(before, deed)));
    }

    /// Everything in which a report differs from what is on the disk waits.
    pub(in crate::app) fn add_differences(&mut self, on_disk: &Report, report: &Report) {
        for edit in edits_between(on_disk, report) {
            self.add(edit.field().clone(), Deed::Typed);
        }
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
        let only = fields.values().next().filter(|_| fields.len() == 1);
        let deed = match only {
            Some(done) if deed == Deed::Typed => *done,
            _ => deed,
        };
        let edits = fields.keys().map(|field| report.edit_of(field)).collect();
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
        for (field, before) in self.sent.remove(&number).unwrap_or_default() {
            let since = self.waiting.get(&field).copied();
            self.waiting.insert(field, since.map_or(before, |since| both(before, since)));
        }
        self.has_failed = true;
    }

    /// Whether a field is not on the disk as it stands on the screen.
    pub(in crate::app) fn holds(&self, field: &Field) -> bool {
        let mut sent = self.sent.values();
        self.waiting.contains_key(field) || sent.any(|fields| fields.contains_key(field))
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

/// What is done to a field by two deeds one after the other, before either is on the disk: Escape takes back
/// whatever was typed, and anything else that differs is only an entry.
fn both(before: Deed, since: Deed) -> Deed {
    match (before, since) {
        (_, Deed::Restored) => Deed::Restored,
        (Deed::Restored, since) => since,
        (before, since) if before == since => since,
        _ => Deed::Typed,
    }
}
