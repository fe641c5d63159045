//! What the window knows of the backups of the open file, and of whether the file is whole.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::offer::Offer;
use super::{Effect, Notice, Question, State};
use crate::app::command::KeepCommand;
use crate::app::message::{Event, KeepEvent, KeepRequest, Purpose, Request};
use crate::app::password::Protection;
use crate::app::platform::clock;
use crate::app::platform::places::DATA_EXTENSION;
use crate::app::platform::unbacked::Unbacked;
use crate::app::problem::{About, Problem};
use crate::app::safekeeping::{Backup, BackupContents, DataCheck, Drill, Occasion, folder_of};
use crate::app::words;

/// As far as the worker told it since the file was opened.
#[derive(Debug, Default)]
pub struct Keeping {
    /// The backups in the file's own folder, the newest first.
    pub backups: Vec<Backup>,
    /// The backups in other folders, the newest first.
    pub elsewhere: BTreeMap<PathBuf, Vec<Backup>>,
    /// The folders that could not be looked into when that was tried last, and why.
    pub unread: BTreeMap<PathBuf, Problem>,
    /// The folder whose backups are looked at; none for the file's own.
    pub shown: Option<PathBuf>,
    /// Why the last backup could not be made; none since one could.
    pub failure: Option<Problem>,
    /// The last copy of the file, where that holds a fault, so that the copy is no backup; none since one is.
    pub faulty: Option<Backup>,
    /// Why the last backup could not be copied into the second place; none since one could.
    pub second_failure: Option<Problem>,
    /// What was looked into last, and what it holds.
    pub compared: Option<(PathBuf, BackupContents)>,
    /// What was tried out last.
    pub drill: Option<Drill>,
    /// What the last reading of all of the file came to.
    pub check: Option<DataCheck>,
    /// What whoever helps the office has to know, as it was asked for last.
    pub diagnostics: Option<String>,
    /// The backup that is to be restored as soon as it is known what it holds, and the user has said yes.
    wished: Option<PathBuf>,
}

impl Keeping {
    /// The backups that are looked at.
    pub fn shown_backups(&self) -> &[Backup] {
        match &self.shown {
            None => &self.backups,
            Some(folder) => self.elsewhere.get(folder).map_or(&[], Vec::as_slice),
        }
    }

    /// Why it is not known which backups the folder that is looked at has; `own` is that of the file.
    pub fn shown_unread(&self, own: &Path) -> Option<&Problem> {
        self.unread.get(self.shown.as_deref().unwrap_or(own))
    }

    /// What is known to be in a backup, beside the open file.
    pub fn contents_of(&self, backup: &Path) -> Option<&BackupContents> {
        let (compared, contents) = self.compared.as_ref()?;
        (compared == backup).then_some(contents)
    }

    /// What trying out a backup came to.
    pub fn drill_of(&self, backup: &Path) -> Option<&Drill> {
        self.drill.as_ref().filter(|drill| drill.backup == backup)
    }
}

impl State {
    /// Asks something about backups, or whether the file is whole; all that was typed is saved before.
    pub fn ask_keeper(&mut self, request: KeepRequest) -> Vec<Effect> {
        self.keeping.wished = None;
        self.busy = Some(match &request {
            KeepRequest::BackUp(_) | KeepRequest::Carry { .. } => {
                "Đang sao lưu và kiểm tra bản sao…"
            }
            KeepRequest::List(_) | KeepRequest::Compare(_) => "Đang xem các bản sao…",
            KeepRequest::TryOut(_) => "Đang khôi phục thử…",
            KeepRequest::Restore { .. } => "Đang khôi phục…",
            KeepRequest::Look(_) => "Đang mở để xem…",
            KeepRequest::Salvage { .. } => "Đang cứu những gì đọc được…",
            KeepRequest::Verify => "Đang kiểm tra dữ liệu…",
            KeepRequest::Mend => "Đang sửa theo nhật ký…",
            KeepRequest::Protect { wish, .. } => {
                let protection = self.file.as_ref().map(|file| file.protection);
                words::passwords::protecting(wish, protection.unwrap_or_default())
            }
            KeepRequest::MoveTo(_) => "Đang lưu ra tệp khác…",
            KeepRequest::Diagnose(_) | KeepRequest::WriteDiagnostics { .. } => {
                "Đang lập tệp chẩn đoán…"
            }
        });
        match request {
            // What cannot be saved where the file was is saved there; and why it cannot must be found out.
            request @ (KeepRequest::MoveTo(_)
            | KeepRequest::Diagnose(_)
            | KeepRequest::WriteDiagnostics { .. }) => vec![Effect::Ask(Request::Keep(request))],
            request => self.with_saved(Request::Keep(request)),
        }
    }

    /// Tries to open the file that can only be looked at once more, to go on in it.
    pub fn try_writing(&mut self) -> Vec<Effect> {
        let Some(path) = self.file.as_ref().map(|file| file.path.clone()) else {
            return Vec::new();
        };
        self.busy = Some("Đang mở lại để sửa…");
        self.with_saved(Request::Open(path))
    }

    /// Carries out a command about keeping the file safe.
    pub(super) fn keep(&mut self, command: KeepCommand) -> Vec<Effect> {
        match command {
            KeepCommand::OpenFolder => self.open_data_folder(),
            KeepCommand::BackUp => self.ask_keeper(KeepRequest::BackUp(None)),
            KeepCommand::Backups => self.show_backups(),
            KeepCommand::Verify => {
                self.keeping.check = None;
                self.ask_keeper(KeepRequest::Verify)
            }
            // The window draws it.
            KeepCommand::Password | KeepCommand::Encrypt => {
                self.notice = None;
                self.problem = None;
                Vec::new()
            }
        }
    }

    /// Asks for what whoever helps the office has to know.
    pub(super) fn diagnose(&mut self) -> Vec<Effect> {
        self.keeping.diagnostics = None;
        self.ask_keeper(KeepRequest::Diagnose(self.screen_facts.clone()))
    }

    /// Asks where to write it.
    pub fn choose_diagnostics(&mut self) -> Vec<Effect> {
        let file_name = format!("chan-doan-bao-cao-06-{}.txt", clock::now().format("%Y-%m-%d"));
        self.dialog(Purpose::Diagnostics { file_name })
    }

    /// Shows the folder in which the data file lies.
    fn open_data_folder(&self) -> Vec<Effect> {
        let folder = self.file.as_ref().and_then(|file| file.path.parent());
        folder.map(|folder| Effect::OpenInSystem(folder.to_owned())).into_iter().collect()
    }

    /// Shows the backups in the file's own folder.
    fn show_backups(&mut self) -> Vec<Effect> {
        self.notice = None;
        // The file may say something else since.
        self.keeping.compared = None;
        self.keeping.drill = None;
        self.show_backups_in(None)
    }

    /// Shows the backups in a folder; without one those of the file's own.
    pub fn show_backups_in(&mut self, folder: Option<PathBuf>) -> Vec<Effect> {
        self.keeping.shown.clone_from(&folder);
        self.ask_keeper(KeepRequest::List(folder))
    }

    /// Asks for a file in which all goes on: the open one is gone.
    pub fn choose_new_place(&mut self) -> Vec<Effect> {
        let name = self.file.as_ref().and_then(|file| file.path.file_name());
        let file_name = name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.dialog(Purpose::MoveData { file_name })
    }

    /// Asks for a new file for what can be read of a damaged one.
    pub fn choose_salvage(&mut self, data: PathBuf) -> Vec<Effect> {
        let stem = data.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let file_name = format!("{}-cuu-duoc.{DATA_EXTENSION}", stem.unwrap_or_default());
        self.dialog(Purpose::Salvage { data, file_name })
    }

    /// Asks for a folder with or for backups.
    pub fn choose_folder(&mut self, purpose: Purpose) -> Vec<Effect> {
        self.dialog(purpose)
    }

    /// A backup is to be restored: the user is asked, and told what it holds other than the file.
    pub fn wish_restore(&mut self, backup: PathBuf) -> Vec<Effect> {
        match self.keeping.contents_of(&backup) {
            Some(contents) => {
                let words = words::backups::restoring(contents);
                self.question = Some(Question::RestoreBackup { backup, words });
                Vec::new()
            }
            None => {
                let effects = self.ask_keeper(KeepRequest::Compare(backup.clone()));
                self.keeping.wished = Some(backup);
                effects
            }
        }
    }

    /// Puts a backup in the place of the open file.
    pub(super) fn restore_backup(&mut self, backup: PathBuf) -> Vec<Effect> {
        let data = self.file.as_ref().map(|file| file.path.clone());
        let restore = |data| self.ask_keeper(KeepRequest::Restore { data, backup });
        data.map_or_else(Vec::new, restore)
    }

    /// Takes in what the worker tells of all that.
    pub(super) fn kept(&mut self, event: KeepEvent) -> Vec<Effect> {
        match event {
            KeepEvent::BackedUp(backup) => return self.backed_up(backup),
            KeepEvent::FaultyKept(copy) => return self.faulty_kept(copy),
            KeepEvent::BackupFailed(problem) => self.keeping.failure = Some(problem),
            KeepEvent::NotCarried(problem) => self.keeping.second_failure = Some(problem),
            KeepEvent::BackupsListed { folder, backups } => return self.listed_in(folder, backups),
            KeepEvent::NotListed { folder, problem } => {
                self.keeping.elsewhere.remove(&folder);
                self.keeping.unread.insert(folder, problem);
            }
            KeepEvent::BackupCompared { backup, contents } => {
                self.keeping.compared = Some((backup.clone(), contents));
                if self.keeping.wished.take().is_some_and(|wished| wished == backup) {
                    return self.wish_restore(backup);
                }
            }
            KeepEvent::TriedOut(drill) => self.keeping.drill = Some(drill),
            KeepEvent::Restored(replaced) => {
                let kept = replaced.map(|path| format!("; tệp bị thay ở {}", path.display()));
                let words = format!("Đã khôi phục{}", kept.unwrap_or_default());
                self.notice = Some(Notice::Said(words));
            }
            KeepEvent::Verified(check) => self.keeping.check = Some(*check),
            KeepEvent::Diagnosed(text) => self.keeping.diagnostics = Some(text),
            KeepEvent::Damaged(check) => {
                self.problem = Some(Problem::other_than_saved(&check.sentences));
                self.keeping.check = Some(*check);
            }
            KeepEvent::Offered(offering) => self.offer = Some(Offer::of(offering)),
            KeepEvent::ProtectionSet(protection) => self.protection_set(protection),
            KeepEvent::MovedTo(path) => return self.moved_to(path),
            KeepEvent::Salvaged(salvaged) => self.salvaged = Some(salvaged),
        }
        Vec::new()
    }

    /// What no backup holds when all is over; these were told last.
    pub fn unbacked(&self, last: &[Event]) -> Option<Unbacked> {
        let mut late = last.iter().rev().filter_map(|event| match event {
            Event::Keep(KeepEvent::BackupFailed(problem) | KeepEvent::NotCarried(problem)) => {
                Some(problem)
            }
            _ => None,
        });
        let problem = late.next().or(self.keeping.failure.as_ref())?;
        Some(Unbacked { why: problem.title.clone(), path: problem.path.clone() })
    }

    fn protection_set(&mut self, protection: Protection) {
        let words = match protection {
            Protection::Open => "Từ nay mở tệp không hỏi mật khẩu",
            Protection::Password => "Từ nay mở tệp phải có mật khẩu",
            Protection::Encrypted => "Tệp dữ liệu đã mã hóa bằng mật khẩu vừa đặt",
        };
        self.notice = Some(Notice::Said(words.to_owned()));
        self.problem = None;
        if let Some(file) = &mut self.file {
            file.protection = protection;
        }
    }

    /// Takes in a problem. That the open file is gone is not hidden behind that something waits for being saved.
    pub(super) fn told_of(&mut self, problem: Problem) {
        let is_gone = self.problem.as_ref().is_some_and(|known| known.about == About::FileGone);
        if !(is_gone && problem.about == About::Saving) {
            self.problem = Some(problem);
        }
    }

    fn is_own_folder(&self, folder: &Path) -> bool {
        self.file.as_ref().is_some_and(|file| folder_of(&file.path) == folder)
    }

    /// The newest backup in the second place of the open file, as far as it is known.
    pub fn second_place(&self) -> Option<Backup> {
        let file = self.file.as_ref()?;
        let newest = self.preferences.second_places.get(&file.path)?;
        Backup::of(&file.path, newest.clone())
    }

    /// The folder of the second place of the open file.
    fn second_folder(&self) -> Option<PathBuf> {
        self.second_place()?.path.parent().map(Path::to_owned)
    }

    /// Backups go no longer to the second place; those that are there stay.
    pub fn forget_second_place(&mut self) -> Vec<Effect> {
        let Some(folder) = self.second_folder() else { return Vec::new() };
        if let Some(file) = &self.file {
            self.preferences.second_places.remove(&file.path);
        }
        self.keeping.second_failure = None;
        let words = format!(
            "Đã bỏ nơi sao lưu thứ hai; các bản sao đã có ở {} vẫn còn nguyên",
            folder.display()
        );
        self.notice = Some(Notice::Said(words));
        vec![Effect::Preferences]
    }

    /// Asks what is in the second place: the backup of the last closing came there behind the window.
    pub(super) fn look_into_second_place(&self) -> Option<Effect> {
        let folder = self.second_folder()?;
        Some(Effect::Ask(Request::Keep(KeepRequest::List(Some(folder)))))
    }

    /// Remembers which backup in the second place is the newest, or what folder it is from now on.
    fn remember_second(&mut self, newest: PathBuf) -> Vec<Effect> {
        let Some(file) = &self.file else { return Vec::new() };
        let known = self.preferences.second_places.insert(file.path.clone(), newest.clone());
        if known == Some(newest) { Vec::new() } else { vec![Effect::Preferences] }
    }

    fn listed_in(&mut self, folder: PathBuf, backups: Vec<Backup>) -> Vec<Effect> {
        self.keeping.unread.remove(&folder);
        if self.is_own_folder(&folder) {
            self.keeping.backups = backups;
            return Vec::new();
        }
        // Without any another stick is plugged in.
        let newest = backups.first().map(|backup| backup.path.clone());
        let newest = newest.filter(|_| self.second_folder().as_ref() == Some(&folder));
        self.keeping.elsewhere.insert(folder, backups);
        newest.map_or_else(Vec::new, |newest| self.remember_second(newest))
    }

    /// What the second place has to do with a backup that was made: that of the file's own folder is copied there;
    /// a folder for which somebody asked is the second place from now on.
    fn second_place_of(&mut self, backup: &Backup, folder: &Path) -> Vec<Effect> {
        if self.is_own_folder(folder) {
            return self.carry_to_second(backup).into_iter().collect();
        }
        if backup.occasion != Occasion::Manual && self.second_folder().as_deref() != Some(folder) {
            return Vec::new();
        }
        self.keeping.second_failure = None;
        self.keeping.unread.remove(folder);
        self.remember_second(backup.path.clone())
    }

    /// Has a copy of the file's own folder copied into the second place, where there is one.
    fn carry_to_second(&self, copy: &Backup) -> Option<Effect> {
        let data = self.file.as_ref()?.path.clone();
        let (backup, folder) = (copy.path.clone(), self.second_folder()?);
        Some(Effect::Ask(Request::Keep(KeepRequest::Carry { data, backup, folder })))
    }

    /// The second place gets the copy, too, but is not called newer by that: what counts there are backups.
    fn faulty_kept(&mut self, copy: Backup) -> Vec<Effect> {
        let is_own = copy.path.parent().is_some_and(|folder| self.is_own_folder(folder));
        match is_own {
            true => self.keeping.failure = None,
            false => self.keeping.second_failure = None,
        }
        let carry = self.carry_to_second(&copy).filter(|_| is_own);
        if copy.occasion == Occasion::Manual {
            self.busy = None;
            self.notice = Some(Notice::Said(words::backups::faulty_kept(&copy)));
        }
        self.keeping.faulty = Some(copy);
        carry.into_iter().collect()
    }

    fn backed_up(&mut self, backup: Backup) -> Vec<Effect> {
        let Some(folder) = backup.path.parent().map(Path::to_owned) else { return Vec::new() };
        let is_own = self.is_own_folder(&folder);
        if is_own {
            self.keeping.failure = None;
            self.keeping.faulty = None;
        }
        let asked_for = backup.occasion == Occasion::Manual;
        let effects = self.second_place_of(&backup, &folder);
        let backups = match is_own {
            true => &mut self.keeping.backups,
            false => self.keeping.elsewhere.entry(folder.clone()).or_default(),
        };
        backups.retain(|listed| listed.path != backup.path);
        backups.insert(0, backup);
        if asked_for {
            self.busy = None;
            let words = match is_own {
                true => "Đã sao lưu và kiểm tra bản sao".to_owned(),
                false => format!("Đã sao lưu vào {} và kiểm tra bản sao", folder.display()),
            };
            self.notice = Some(Notice::Said(words));
        }
        effects
    }

    fn moved_to(&mut self, path: PathBuf) -> Vec<Effect> {
        self.preferences.last_file = Some(path.clone());
        let words = format!("Từ nay dữ liệu ở {}", path.display());
        if let Some(file) = &mut self.file {
            file.path = path;
        }
        self.problem = None;
        self.keeping = Keeping::default();
        let list = Effect::Ask(Request::Keep(KeepRequest::List(None)));
        let effects = [Effect::Preferences, list].into_iter().chain(self.save()).collect();
        // Saving takes back what was said before.
        self.notice = Some(Notice::Said(words));
        effects
    }
}
