//! What the program remembers of a person's taste. Kept in a small file outside the data file, so
//! that it can be changed, or deleted, when no window opens.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

/// What stands beside the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pane {
    /// Nothing.
    #[default]
    Folded,
    /// The pages as they will be printed.
    Preview,
    /// What contradicts itself.
    Checks,
    /// All about one figure.
    Details,
    /// What was done to the report.
    History,
}

/// A person's taste, and where the work was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Light or dark.
    pub theme: Theme,
    /// Text size in percent.
    pub zoom_percent: u16,
    /// What stands beside the form.
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
