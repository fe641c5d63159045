//! The data files that were open last, so that nobody has to look for them in folders. Kept in the preferences: of a
//! file that asks for a password only where it lies.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// How many are remembered: more is no list that one sees at a glance.
const FILES_MAX: usize = 8;

/// A data file that was open before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Whose reports it holds; empty where it asks for a password.
    #[serde(default)]
    pub office: String,
    /// How many other offices are in it.
    #[serde(default)]
    pub num_others: usize,
    /// Its last report, as its period is called: "Tháng 5/2023"; empty without reports or where it asks for a password.
    #[serde(default)]
    pub last_period: String,
    /// The day, like 2023-05-20, on which a report of it is due next or was due and is not finished; empty where none is.
    #[serde(default)]
    pub due: String,
}

impl RecentFile {
    /// How it is called in a list: by its office, else by the name of the file.
    pub fn name(&self) -> String {
        match (self.office.as_str(), self.num_others) {
            ("", _) => self.file_name(),
            (office, 0) => office.to_owned(),
            (office, others) => format!("{office} và {others} đơn vị khác"),
        }
    }

    /// The name of the file itself.
    pub fn file_name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// The data files that were open last, the last one first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecentFiles(Vec<RecentFile>);

impl RecentFiles {
    /// All of them.
    pub fn all(&self) -> &[RecentFile] {
        &self.0
    }

    /// Puts a file that is open now in front.
    pub fn note(&mut self, file: RecentFile) {
        self.forget(&file.path);
        self.0.insert(0, file);
        self.0.truncate(FILES_MAX);
    }

    /// This list with what another window did to the one on the disk since this one was kept there last (`kept`): files
    /// that it opened stand behind the first of this one, and those that it took out are gone.
    pub fn with_others(&self, kept: &Self, on_disk: &Self) -> Self {
        let has = |files: &Self, path: &Path| files.0.iter().any(|known| known.path == path);
        let was_taken_out = |path: &Path| has(kept, path) && !has(on_disk, path);
        // What is open in this window is in its list whatever others think of it.
        let first = self.0.first();
        let others =
            on_disk.0.iter().filter(|file| !has(kept, &file.path) && !has(self, &file.path));
        let own = self.0.iter().skip(1).filter(|file| !was_taken_out(&file.path));
        Self(first.into_iter().chain(others).chain(own).take(FILES_MAX).cloned().collect())
    }

    /// Takes a file out of the list; the file itself stays.
    pub fn forget(&mut self, path: &Path) {
        self.0.retain(|known| known.path != path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, office: &str) -> RecentFile {
        let last_period = "Tháng 5/2026".to_owned();
        RecentFile {
            path: name.into(),
            office: office.to_owned(),
            num_others: 0,
            last_period,
            due: String::new(),
        }
    }

    #[test]
    fn the_last_one_is_first_and_each_is_there_once() {
        let mut files = RecentFiles::default();
        for number in 0..FILES_MAX + 2 {
            files.note(file(&format!("{number}.bc06"), "UBND xã A"));
        }
        assert_eq!(files.all().len(), FILES_MAX);
        files.note(file("4.bc06", "UBND xã B"));
        assert_eq!(files.all()[0], file("4.bc06", "UBND xã B"));
        assert_eq!(files.all().len(), FILES_MAX);
        files.forget(Path::new("4.bc06"));
        assert!(files.all().iter().all(|known| known.path != Path::new("4.bc06")));
    }

    #[test]
    fn two_windows_keep_one_list() {
        let of = |names: &[&str]| RecentFiles(names.iter().map(|name| file(name, name)).collect());
        let kept = of(&["b", "c"]);
        // The other window opened d and took c out; this one opened a.
        let both = of(&["a", "b", "c"]).with_others(&kept, &of(&["d", "b"]));
        assert_eq!(both, of(&["a", "d", "b"]));
        // Kept once more, nothing of the other is lost.
        assert_eq!(of(&["a", "b", "c"]).with_others(&of(&["a", "b", "c"]), &both), both);
        // What this one took out does not come back, and what it has open stays.
        assert_eq!(of(&["b"]).with_others(&kept, &of(&["b", "c"])), of(&["b"]));
        assert_eq!(of(&["b", "c"]).with_others(&kept, &of(&["c"])), of(&["b", "c"]));
        assert_eq!(of(&[]).with_others(&of(&[]), &of(&["x"])), of(&["x"]));
    }

    #[test]
    fn a_file_is_called_by_its_office_or_by_its_name() {
        assert_eq!(file("/a/b.bc06", "UBND xã A").name(), "UBND xã A");
        assert_eq!(file("/a/b.bc06", "").name(), "b.bc06");
        let several = RecentFile { num_others: 2, ..file("b", "UBND xã A") };
        assert_eq!(several.name(), "UBND xã A và 2 đơn vị khác");
    }
}
