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
    /// An empty document added at the end of a list, and its id. That is the time of adding: no document
    /// that was removed has it, so that the log and notes never take two documents for one.
    pub fn added_document(&self, list: &ItemKey, at: NaiveDateTime) -> Option<(EntryId, Edit)> {
        let entries = self.report.entries(list);
        let position = 1 + entries.iter().map(|entry| entry.position).max().unwrap_or(0);
        let mut ids = ids::of_time("d", at).map_while(|id| EntryId::parse(&id).ok());
        let id = ids.find(|id| entries.iter().all(|entry| entry.id != *id))?;
        let entry = DocumentEntry { id: id.clone(), position, document: IssuedDocument::default() };
        Some((id.clone(), Edit::document(list.clone(), id, Some(entry))))
    }

    /// Changes one document.
    pub fn set_document(&mut self, list: &ItemKey, entry: DocumentEntry, typing: Typing) {
        self.edit(Edit::document(list.clone(), entry.id.clone(), Some(entry)), typing);
    }

    /// A document one place up or down in its list; nothing where there is no such place.
    pub fn moved_document(&self, list: &ItemKey, id: &EntryId, shift: Shift) -> Vec<Edit> {
        let entries = self.report.entries(list);
        let at = entries.iter().position(|entry| entry.id == *id);
        let other = at.and_then(|at| match shift {
            Shift::Up => at.checked_sub(1),
            Shift::Down => Some(at + 1),
        });
        let entry = |at: Option<usize>| at.and_then(|at| entries.get(at)).cloned();
        let (Some(mut this), Some(mut other)) = (entry(at), entry(other)) else {
            return Vec::new();
        };
        std::mem::swap(&mut this.position, &mut other.position);
        let edit =
            |entry: DocumentEntry| Edit::document(list.clone(), entry.id.clone(), Some(entry));
        vec![edit(other), edit(this)]
    }
}
