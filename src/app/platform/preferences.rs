//! What the program remembers of a person's taste. Kept in a small file outside the data file, so
//! that it can be changed, or deleted, when no window opens.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::exchange::by_name;
use crate::report::names::named_enum;

named_enum! {
    /// Light or dark.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Theme {
        /// As the system says.
        #[default]
        System = "system",
        /// Dark text on light ground.
        Light = "light",
        /// Light text on dark ground.
        Dark = "dark",
    }
}

named_enum! {
    /// What stands beside the form.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Pane {
        /// Nothing.
        #[default]
        Folded = "folded",
        /// The pages as they will be printed.
        Preview = "preview",
        /// What contradicts itself.
        Checks = "checks",
        /// All about one figure.
        Details = "details",
        /// What was done to the report.
        History = "history",
    }
}

/// A person's taste, and where the work was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Light or dark.
    #[serde(with = "by_name")]
    pub theme: Theme,
    /// Text size in percent.
    pub zoom_percent: u16,
    /// What stands beside the form.
    #[serde(with = "by_name")]
    pub pane: Pane,
    /// Whether the decimal key of the numeric keypad types a comma where decimals are typed.
    pub keypad_comma: bool,
    /// The data file that was open last.
    pub last_file: Option<PathBuf>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            zoom_percent: 100,
            pane: Pane::Folded,
            keypad_comma: true,
            last_file: None,
        }
    }
}

impl Preferences {
    /// Reads the preferences; those of a new user when there are none, or they cannot be read:
    /// nothing of worth is lost with them.
    pub fn load(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let mut preferences: Self = serde_json::from_str(&text).unwrap_or_default();
        preferences.zoom_by(0);
        preferences
    }

    /// Writes the preferences.
    ///
    /// # Errors
    /// When the file cannot be written; the program works on without.
    pub fn save(&self, path: &Path) -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, serde_json::to_string_pretty(self)?)
    }

    /// Makes the text larger or smaller, between 80 and 200 percent.
    pub fn zoom_by(&mut self, percent: i16) {
        self.zoom_percent = self.zoom_percent.saturating_add_signed(percent).clamp(80, 200);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_saved_is_loaded_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("preferences.json");
        for (theme, pane) in Theme::ALL.into_iter().cycle().zip(Pane::ALL) {
            let preferences = Preferences { theme, pane, ..Preferences::default() };
            preferences.save(&path).unwrap();
            assert_eq!(Preferences::load(&path), preferences);
        }
        std::fs::write(&path, r#"{"theme": "dark"}"#).unwrap();
        let dark = Preferences { theme: Theme::Dark, ..Preferences::default() };
        assert_eq!(Preferences::load(&path), dark, "what is not said is as for a new user");
        std::fs::write(&path, r#"{"theme": "blue"}"#).unwrap();
        assert_eq!(Preferences::load(&path), Preferences::default());
    }
}
