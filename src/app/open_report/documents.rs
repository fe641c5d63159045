//! The lists of documents of an open report.

use chrono::NaiveDateTime;

use super::{OpenReport, Typing, ids};
use crate::report::change::Edit;
use crate::report::content::{DocumentEntry, IssuedDocument};
use crate::report::key::{EntryId, ItemKey};

/// Which way a document moves in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// Towards the first.
    Up,
    /// Towards the last.
    Down,
}

impl OpenReport {
    /// Adds an empty document at the end of a list and tells its id. That is the time of adding: no document
    /// that was removed has it, so that the log and notes never take two documents for one.
    pub fn add_document(&mut self, list: &ItemKey, at: NaiveDateTime) -> Option<EntryId> {
        let entries = self.report.entries(list);
        let position = 1 + entries.iter().map(|entry| entry.position).max().unwrap_or(0);
        let mut ids = ids::of_time("d", at).map_while(|id| EntryId::parse(&id).ok());
        let id = ids.find(|id| entries.iter().all(|entry| entry.id != *id))?;
        let entry = DocumentEntry { id: id.clone(), position, document: IssuedDocument::default() };
        self.edit(Edit::document(list.clone(), id.clone(), Some(entry)), Typing::Finished);
        Some(id)
    }

    /// Changes one document.
    pub fn set_document(&mut self, list: &ItemKey, entry: DocumentEntry, typing: Typing) {
        self.edit(Edit::document(list.clone(), entry.id.clone(), Some(entry)), typing);
    }

    /// Takes a document out of its list.
    pub fn remove_document(&mut self, list: &ItemKey, id: &EntryId) {
        self.edit(Edit::document(list.clone(), id.clone(), None), Typing::Finished);
    }

    /// Moves a document one place up or down in its list.
    pub fn move_document(&mut self, list: &ItemKey, id: &EntryId, shift: Shift) {
        let entries = self.report.entries(list);
        let Some(at) = entries.iter().position(|entry| entry.id == *id) else {
            return;
        };
        let other = match shift {
            Shift::Up => at.checked_sub(1),
            Shift::Down => Some(at + 1),
        };
        let other = other.and_then(|other| entries.get(other)).cloned();
        let (Some(mut other), Some(mut this)) = (other, entries.get(at).cloned()) else {
            return;
        };
        std::mem::swap(&mut this.position, &mut other.position);
        self.set_document(list, other, Typing::Finished);
        self.set_document(list, this, Typing::Finished);
    }
}
