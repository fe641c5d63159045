//! What a person likes: panes, text size, colours, the numeric keypad.

use super::{Effect, Notice, State};
use crate::app::platform::preferences::{Pane, Theme};

impl State {
    /// Shows a pane beside the form, or folds it away.
    pub(super) fn toggle(&mut self, pane: Pane) -> Vec<Effect> {
        let shown = &mut self.preferences.pane;
        *shown = if *shown == pane { Pane::Folded } else { pane };
        vec![Effect::Preferences]
    }

    pub(super) fn zoom(&mut self, percent: i16) -> Vec<Effect> {
        self.preferences.zoom_by(percent);
        vec![Effect::Preferences]
    }

    pub(super) fn zoom_reset(&mut self) -> Vec<Effect> {
        self.preferences.zoom_percent = 100;
        vec![Effect::Preferences]
    }

    pub(super) fn set_theme(&mut self, theme: Theme) -> Vec<Effect> {
        self.preferences.theme = theme;
        vec![Effect::Preferences]
    }

    pub(super) fn toggle_keypad_comma(&mut self) -> Vec<Effect> {
        let is_on = !self.preferences.keypad_comma;
        self.preferences.keypad_comma = is_on;
        let words = if is_on {
            "Phím thập phân của bàn phím số gõ dấu phẩy trong ô số thập phân"
        } else {
            "Phím thập phân của bàn phím số gõ đúng như bàn phím"
        };
        self.notice = Some(Notice::Said(words.to_owned()));
        vec![Effect::Preferences]
    }
}
