//! Several edits as one step of undo.

use super::{Effect, Notice, State};
use crate::app::message::Request;
use crate::app::open_report::{Deed, OpenReport};
use crate::app::words;
use crate::report::change::Edit;
use crate::report::field::Field;

/// Said when the report cannot be changed.
pub(in crate::app) const LOCKED: &str = "Báo cáo này đang khóa; hãy mở lại để sửa trước";

impl State {
    /// Whether there is an open report that may be changed now.
    pub fn can_change(&self) -> bool {
        let is_draft = self.open.as_ref().is_some_and(|open| !OpenReport::is_final(open));
        is_draft && !self.is_read_only() && !self.is_replacing
    }

    /// Carries out edits that belong together. What was typed before is saved on its own, so that one
    /// undo takes back just these. Nothing happens while the report cannot be changed.
    pub fn step(&mut self, edits: Vec<Edit>, deed: Deed) -> Vec<Effect> {
        let gone = self.taken_away(&edits, deed);
        let effects = self.step_of(edits, deed, String::new());
        if let Some(words) = gone.filter(|_| !effects.is_empty()) {
            self.notice = Some(Notice::Done(words));
        }
        effects
    }

    /// What is said of a step that takes something out of the report as a whole.
    fn taken_away(&self, edits: &[Edit], deed: Deed) -> Option<String> {
        let report = self.open.as_ref()?.report();
        match deed {
            Deed::DocumentRemoved => edits.iter().find_map(|edit| match edit.field() {
                Field::Document(list, id) => {
                    let entry = report.entries(list).iter().find(|entry| entry.id == *id)?;
                    Some(words::histories::removed_document(&entry.document))
                }
                _ => None,
            }),
            Deed::RowRemoved => edits.iter().find_map(|edit| match edit.field() {
                Field::Row(key) => {
                    let own = report.rows.get(key)?.own.as_ref()?;
                    Some(words::histories::removed_row(own))
                }
                _ => None,
            }),
            _ => None,
        }
    }

    /// The same, and says what was done; from there it can be taken back.
    pub fn step_saying(&mut self, edits: Vec<Edit>, deed: Deed, words: String) -> Vec<Effect> {
        let effects = self.step(edits, deed);
        self.notice =
            Some(if effects.is_empty() { Notice::Said(words) } else { Notice::Done(words) });
        effects
    }

    /// The same with the name of a file or an agency that belongs to it.
    pub(super) fn step_of(&mut self, edits: Vec<Edit>, deed: Deed, detail: String) -> Vec<Effect> {
        if !self.can_change() || edits.is_empty() {
            return Vec::new();
        }
        let mut effects: Vec<Effect> = self.save().into_iter().collect();
        if let Some(open) = &mut self.open {
            open.edit_all(edits);
            let report = open.id();
            let batch = open.take_batch_of(deed, detail);
            effects.extend(batch.map(|batch| Effect::Ask(Request::Save { report, batch })));
        }
        effects
    }
}
