//! The way home: the data files that were open before, and the folders in which files were chosen.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{Effect, State};
use crate::app::message::{FileContent, FileSummary, NewFile, Purpose, Request, Twin};
use crate::app::password::Protection;
use crate::app::platform::clock;
use crate::app::platform::places;
use crate::app::platform::preferences::FolderKind;
use crate::app::platform::recent::RecentFile;
use crate::report::period::{days_between, iso_day, read_iso_day};

/// A file dialog that is to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What for.
    pub purpose: Purpose,
    /// In which folder it begins, where that is there; none for the user's documents.
    pub folder: Option<PathBuf>,
}

/// A data file of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownFile<'a> {
    /// What is remembered of it.
    pub file: &'a RecentFile,
    /// Where it is now.
    pub whereabouts: Whereabouts,
    /// When a report of it is due next, and in how many days.
    pub due: Option<(NaiveDate, i64)>,
}

/// Where a data file of the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// Where it was.
    There,
    /// It is the one that is open.
    Open,
    /// It is not where it was: moved, deleted, or on a stick that is not plugged in.
    Missing,
}

impl State {
    /// The data files that were open before, the last one first.
    pub fn known_files(&self) -> impl Iterator<Item = KnownFile<'_>> {
        let today = clock::now().date();
        self.preferences.recent.all().iter().map(move |file| {
            let is_open = self.file.as_ref().is_some_and(|open| open.path == file.path);
            let whereabouts = match self.missing_files.contains(&file.path) {
                _ if is_open => Whereabouts::Open,
                true => Whereabouts::Missing,
                false => Whereabouts::There,
            };
            let due = read_iso_day(&file.due).map(|day| (day, days_between(today, day)));
            KnownFile { file, whereabouts, due }
        })
    }

    /// Whether what is shown is the sample.
    pub fn is_sample(&self) -> bool {
        self.file.as_ref().is_some_and(|file| file.content == FileContent::Sample)
    }

    /// The own data file that somebody goes back to from the sample: the last one that is where it was.
    pub fn home(&self) -> Option<&RecentFile> {
        let mut files = self.known_files();
        files.find(|known| known.whereabouts == Whereabouts::There).map(|known| known.file)
    }

    /// Opens a data file.
    pub fn open_file(&mut self, path: PathBuf) -> Vec<Effect> {
        if self.is_replacing {
            return Vec::new();
        }
        self.busy = Some("Đang mở tệp dữ liệu…");
        self.with_saved(Request::Open(path))
    }

    /// Takes a data file out of the list; the file itself stays.
    pub fn forget_file(&mut self, path: &Path) -> Vec<Effect> {
        let is_last = self.preferences.last_file.as_deref() == Some(path);
        self.prefer(|likes| {
            likes.recent.forget(path);
            if is_last {
                likes.last_file = None;
            }
        })
    }

    /// Makes the file although its office has one.
    pub fn make_twin(&mut self, mut wanted: Box<NewFile>) -> Vec<Effect> {
        wanted.twin = Twin::Make;
        self.create_file(wanted)
    }

    /// Where the data files of the list lie, to look for an office in them.
    pub fn known_paths(&self) -> Vec<PathBuf> {
        self.preferences.recent.all().iter().map(|file| file.path.clone()).collect()
    }

    /// Remembers the open file, and what it is called in the list; never the sample.
    pub(super) fn note_file(&mut self) {
        let Some(file) = self.file.as_ref().filter(|file| file.content == FileContent::Own) else {
            return;
        };
        self.preferences.last_file = Some(file.path.clone());
        self.preferences.recent.note(recent(file));
    }

    /// Asks which files of the list are not where they were.
    pub(super) fn find_files(&self) -> Option<Effect> {
        let paths = self.known_paths();
        (!paths.is_empty()).then_some(Effect::Ask(Request::FindFiles(paths)))
    }

    /// In which folder a file dialog begins: the one in which a file was chosen last for the same; of data files
    /// without one where they are.
    pub(super) fn folder_for(&self, purpose: &Purpose) -> Option<PathBuf> {
        let kind = kind_of(purpose);
        let chosen = self.preferences.folders.get(kind.name()).cloned();
        chosen.or_else(|| self.data_folder().filter(|_| kind == FolderKind::Data))
    }

    /// The folder in which the data are.
    fn data_folder(&self) -> Option<PathBuf> {
        let open = self.file.as_ref().map(|file| file.path.clone());
        let data = open.or_else(|| self.preferences.last_file.clone());
        let data = data.unwrap_or_else(places::default_data_file);
        data.parent().map(Path::to_owned)
    }

    /// Remembers where a file was chosen.
    pub(super) fn note_folder(&mut self, purpose: &Purpose, chosen: &Path) -> Vec<Effect> {
        let folder = match purpose {
            Purpose::ExportForms(_)
            | Purpose::Send { .. }
            | Purpose::BackUpElsewhere
            | Purpose::ListElsewhere => Some(chosen),
            _ => chosen.parent(),
        };
        let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
        let name = kind_of(purpose).name();
        let is_known = self.preferences.folders.get(name).map(PathBuf::as_path) == folder;
        match folder.filter(|_| !is_known) {
            Some(folder) => self.prefer(|likes| {
                likes.folders.insert(name.to_owned(), folder.to_owned());
            }),
            None => Vec::new(),
        }
    }
}

/// What the list says of an open file.
fn recent(file: &FileSummary) -> RecentFile {
    let path = file.path.clone();
    if file.protection != Protection::Open {
        // Whoever may not open it does not learn from the list whose it is.
        let (office, last_period) = (String::new(), String::new());
        return RecentFile { path, office, num_others: 0, last_period, due: String::new() };
    }
    let last = file.reports.iter().max_by_key(|report| report.period.range.last());
    let first = file.offices.first().map(|listed| &listed.office);
    let office = last.map(|report| &report.office).or(first);
    RecentFile {
        path,
        office: office.map(|office| office.name.clone()).unwrap_or_default(),
        num_others: file.offices.len().saturating_sub(1),
        last_period: last.map(|report| report.period.key.label()).unwrap_or_default(),
        due: file.due_reports().first().map(|due| iso_day(due.day)).unwrap_or_default(),
    }
}

/// What a file dialog is about, as far as its folder goes.
fn kind_of(purpose: &Purpose) -> FolderKind {
    match purpose {
        Purpose::OpenFile | Purpose::MoveData { .. } | Purpose::Salvage { .. } => FolderKind::Data,
        Purpose::Export { .. }
        | Purpose::Send { .. }
        | Purpose::Rescue { .. }
        | Purpose::Diagnostics { .. } => FolderKind::Exports,
        Purpose::Import => FolderKind::Imports,
        Purpose::ExportForm { .. } | Purpose::ExportForms(_) | Purpose::TakeForm(_) => {
            FolderKind::Forms
        }
        Purpose::ExportSkeleton { .. } | Purpose::TakeSkeleton(_) => FolderKind::Skeletons,
        Purpose::BackUpElsewhere | Purpose::ListElsewhere => FolderKind::Backups,
    }
}
