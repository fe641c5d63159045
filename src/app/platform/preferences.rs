//! What the program remembers of a person's taste. Kept in a small file outside the data file, so
//! that it can be changed, or deleted, when no window opens.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::{Deserialize, Serialize};

use super::graphics::Graphics;
use super::recent::RecentFiles;
use super::window_place::WindowPlace;
use crate::exchange::by_name;
use crate::export::file;
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

named_enum! {
    /// How high the rows of tables are.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Density {
        /// As low as a field: many rows on one screen.
        #[default]
        Compact = "compact",
        /// With what the period before said under each field.
        Roomy = "roomy",
    }
}

named_enum! {
    /// Whether tables show what the period before said.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Before {
        /// They do.
        #[default]
        Shown = "shown",
        /// The line at the bottom says it of the cell with the keyboard.
        Hidden = "hidden",
    }
}

impl Before {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Shown => Self::Hidden,
            Self::Hidden => Self::Shown,
        }
    }
}

named_enum! {
    /// What files are chosen for, as far as the folder goes that a dialog begins in.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum FolderKind {
        /// Data files.
        Data = "data",
        /// Exported reports.
        Exports = "exports",
        /// Reports that are imported.
        Imports = "imports",
        /// Forms that agencies fill in.
        Forms = "forms",
        /// Word files that reports are filled into.
        Skeletons = "skeletons",
        /// Backups.
        Backups = "backups",
    }
}

/// How wide somebody made the panes, in points; none where the usual width stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaneWidths {
    /// The list of pages.
    pub pages: Option<u16>,
    /// The preview.
    pub preview: Option<u16>,
    /// Findings, details, history.
    pub words: Option<u16>,
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
    /// How high the rows of tables are.
    #[serde(with = "by_name")]
    pub density: Density,
    /// Whether tables show what the period before said.
    #[serde(with = "by_name")]
    pub before: Before,
    /// Whether the decimal key of the numeric keypad types a comma where decimals are typed.
    pub keypad_comma: bool,
    /// By what the window is drawn first: by what drew it last, or somebody chose.
    #[serde(with = "by_name")]
    pub graphics: Graphics,
    /// The data file that was open last; never the sample.
    pub last_file: Option<PathBuf>,
    /// The data files that were open before, the last one first; never the sample.
    pub recent: RecentFiles,
    /// The folders in which files were chosen last, by the name of a [`FolderKind`].
    pub folders: BTreeMap<String, PathBuf>,
    /// Where the window was; none before it was closed once.
    pub window: Option<WindowPlace>,
    /// How wide the panes were made.
    pub widths: PaneWidths,
    /// The newest backup in the second place of a data file (a USB stick, a network folder), by data file: what
    /// is there is not known while the stick is not plugged in.
    pub second_places: BTreeMap<PathBuf, PathBuf>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            zoom_percent: 100,
            pane: Pane::Folded,
            density: Density::Compact,
            before: Before::Shown,
            keypad_comma: true,
            graphics: Graphics::Hardware,
            last_file: None,
            recent: RecentFiles::default(),
            folders: BTreeMap::new(),
            window: None,
            widths: PaneWidths::default(),
            second_places: BTreeMap::new(),
        }
    }
}

impl Preferences {
    /// Reads the preferences; those of a new user when there are none, or they cannot be read. Such ones are
    /// kept under another name: the next ones that are written must not take their place.
    pub fn load(path: &Path) -> Self {
        let mut preferences = Self::read(path).unwrap_or_else(|err| {
            if path.is_file() {
                keep_aside(path, &err);
            }
            Self::default()
        });
        preferences.zoom_by(0);
        preferences
    }

    fn read(path: &Path) -> io::Result<Self> {
        if fs::metadata(path)?.is_file() {
            Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
        } else {
            Err(io::ErrorKind::InvalidInput.into())
        }
    }

    /// Writes the preferences, whole or not at all.
    ///
    /// # Errors
    /// When the file cannot be written; the old ones stand, and the program works on without.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        // Somebody who keeps them elsewhere has a link here.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let json = serde_json::to_string_pretty(self)?;
        file::write_whole(&path, json.as_bytes()).map_err(|err| err.source)
    }

    /// Keeps them beside what another window kept since: `kept` is the list of data files as this one kept it last.
    ///
    /// # Errors
    /// As for [`Preferences::save`].
    pub fn save_beside_others(&self, path: &Path, kept: &RecentFiles) -> io::Result<()> {
        let recent = match Self::read(path) {
            Ok(on_disk) => self.recent.with_others(kept, &on_disk.recent),
            // What cannot be read tells nothing of another window.
            Err(_) => self.recent.clone(),
        };
        Self { recent, ..self.clone() }.save(path)
    }

    /// Makes the text larger or smaller, between 80 and 200 percent.
    pub fn zoom_by(&mut self, percent: i16) {
        self.zoom_percent = self.zoom_percent.saturating_add_signed(percent).clamp(80, 200);
    }
}

/// Gives preferences that cannot be read a name beside their own.
fn keep_aside(path: &Path, err: &io::Error) {
    const ASIDE_MAX: usize = 9;
    tracing::warn!(kind = ?err.kind(), "the preferences cannot be read");
    let name = |number: usize| path.with_extension(format!("hong-{number}.json"));
    let free = (1..ASIDE_MAX).map(name).find(|path| !path.exists());
    if let Err(err) = fs::rename(path, free.unwrap_or_else(|| name(ASIDE_MAX))) {
        tracing::warn!(kind = ?err.kind(), "they were not kept aside");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::platform::recent::RecentFile;

    #[test]
    fn what_cannot_be_read_is_kept_beside_what_is_written_next() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tuy-chon.json");
        for damaged in ["{\"theme\": \"dark\", \"last_f", "\u{0}\u{0}"] {
            fs::write(&path, damaged).unwrap();
            assert_eq!(Preferences::load(&path), Preferences::default());
            Preferences::default().save(&path).unwrap();
        }
        let aside = |number| {
            fs::read_to_string(folder.path().join(format!("tuy-chon.hong-{number}.json"))).unwrap()
        };
        assert_eq!(aside(1), "{\"theme\": \"dark\", \"last_f");
        assert_eq!(aside(2), "\u{0}\u{0}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "and no draft is left");
    }

    #[test]
    fn what_was_saved_is_loaded_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("preferences.json");
        for (theme, pane) in Theme::ALL.into_iter().cycle().zip(Pane::ALL) {
            let density = Density::Roomy;
            let before = Before::default().other();
            let preferences =
                Preferences { theme, pane, density, before, ..Preferences::default() };
            preferences.save(&path).unwrap();
            assert_eq!(Preferences::load(&path), preferences);
        }
        let window =
            Some(WindowPlace { corner: Some((-8, 20)), size: (1280, 680), is_maximized: true });
        let widths = PaneWidths { pages: Some(300), ..PaneWidths::default() };
        let folders = BTreeMap::from([(FolderKind::Exports.name().to_owned(), "/a".into())]);
        let mut recent = RecentFiles::default();
        let (office, last_period) = ("UBND xã A".to_owned(), "Tháng 5/2026".to_owned());
        recent.note(RecentFile {
            path: "/a/b.bc06".into(),
            office,
            num_others: 1,
            last_period,
            due: String::new(),
        });
        let placed = Preferences { window, widths, folders, recent, ..Preferences::default() };
        placed.save(&path).unwrap();
        assert_eq!(Preferences::load(&path), placed);
        fs::write(&path, r#"{"theme": "dark"}"#).unwrap();
        let dark = Preferences { theme: Theme::Dark, ..Preferences::default() };
        assert_eq!(Preferences::load(&path), dark, "what is not said is as for a new user");
        fs::write(&path, r#"{"theme": "blue"}"#).unwrap();
        assert_eq!(Preferences::load(&path), Preferences::default());
    }
}
