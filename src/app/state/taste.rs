//! What a person likes: panes, text size, colours, the numeric keypad.

use super::{Effect, Notice, State};
use crate::app::platform::preferences::{Pane, Preferences};

impl State {
    /// Shows a pane beside the form, or folds it away.
    pub(super) fn toggle(&mut self, pane: Pane) -> Vec<Effect> {
        let is_shown = self.preferences.pane == pane;
        self.prefer(|likes| likes.pane = if is_shown { Pane::Folded } else { pane })
    }

    /// Changes what a person likes; it is applied and kept.
    pub(super) fn prefer(&mut self, change: impl FnOnce(&mut Preferences)) -> Vec<Effect> {
        change(&mut self.preferences);
        vec![Effect::Preferences]
    }

    pub(super) fn toggle_keypad_comma(&mut self) -> Vec<Effect> {
        let is_on = !self.preferences.keypad_comma;
        let words = if is_on {
            "Phím thập phân của bàn phím số gõ dấu phẩy trong ô số thập phân"
        } else {
            "Phím thập phân của bàn phím số gõ đúng như bàn phím"
        };
        self.notice = Some(Notice::Said(words.to_owned()));
        self.prefer(|likes| likes.keypad_comma = is_on)
    }
}
