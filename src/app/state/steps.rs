//! Several edits as one step of undo.

use super::{Effect, Notice, State};
use crate::app::message::Request;
use crate::app::open_report::{Deed, OpenReport};
use crate::report::change::Edit;

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
        self.step_of(edits, deed, String::new())
    }

    /// The same, and says what was done.
    pub(in crate::app) fn step_saying(
        &mut self,
        edits: Vec<Edit>,
        deed: Deed,
        words: String,
    ) -> Vec<Effect> {
        let effects = self.step(edits, deed);
        self.notice = Some(Notice::Said(words));
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
