//! Several edits as one step of undo.

use super::{Effect, State};
use crate::app::month::Typing;
use crate::report::change::Edit;

impl State {
    /// Carries out edits that belong together. What was typed before is saved on its own, so that one
    /// undo takes back just these.
    pub fn step(&mut self, edits: Vec<Edit>) -> Vec<Effect> {
        let mut effects: Vec<Effect> = self.save().into_iter().collect();
        if let Some(month) = &mut self.month {
            edits.into_iter().for_each(|edit| month.edit(edit, Typing::Finished));
        }
        effects.extend(self.save());
        effects
    }
}
