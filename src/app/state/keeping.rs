//! What the window knows of the backups of the open file, and of whether the file is whole.

use std::path::PathBuf;

use super::{Effect, Notice, State};
use crate::app::message::{KeepEvent, KeepRequest, Request};
use crate::app::problem::Problem;
use crate::app::safekeeping::{Backup, BackupContents, DataCheck, Drill};

/// As far as the worker told it since the file was opened.
#[derive(Debug, Default)]
pub struct Keeping {
    /// The folder of the backups that are listed.
    pub folder: Option<PathBuf>,
    /// The backups there, the newest first.
    pub backups: Vec<Backup>,
    /// Why the last backup could not be made; none since one could.
    pub failure: Option<Problem>,
    /// What was looked into last, and what it holds.
    pub compared: Option<(PathBuf, BackupContents)>,
    /// What was tried out last.
    pub drill: Option<Drill>,
    /// What the last reading of all of the file came to.
    pub check: Option<DataCheck>,
}

impl State {
    /// Asks something about backups, or whether the file is whole; all that was typed is saved before.
    pub fn ask_keeper(&mut self, request: KeepRequest) -> Vec<Effect> {
        self.busy = Some(match &request {
            KeepRequest::BackUp(_) => "Đang sao lưu và kiểm tra bản sao…",
            KeepRequest::List(_) | KeepRequest::Compare(_) => "Đang xem các bản sao…",
            KeepRequest::TryOut(_) => "Đang khôi phục thử…",
            KeepRequest::Restore(_) => "Đang khôi phục…",
            KeepRequest::Verify => "Đang kiểm tra dữ liệu…",
            KeepRequest::Mend => "Đang sửa theo nhật ký…",
            KeepRequest::MoveTo(_) => "Đang lưu ra tệp khác…",
        });
        match request {
            // What cannot be saved where the file was is saved there.
            request @ KeepRequest::MoveTo(_) => vec![Effect::Ask(Request::Keep(request))],
            request => self.with_saved(Request::Keep(request)),
        }
    }

    /// Takes in what the worker tells of all that.
    pub(super) fn kept(&mut self, event: KeepEvent) -> Vec<Effect> {
        match event {
            KeepEvent::BackedUp(backup) => {
                self.keeping.failure = None;
                let is_listed = backup.path.parent() == self.keeping.folder.as_deref();
                if is_listed || self.keeping.folder.is_none() {
                    self.keeping.folder = backup.path.parent().map(PathBuf::from);
                    self.keeping.backups.insert(0, backup);
                }
            }
            KeepEvent::BackupFailed(problem) => self.keeping.failure = Some(problem),
            KeepEvent::BackupsListed { folder, backups } => {
                self.keeping.folder = Some(folder);
                self.keeping.backups = backups;
            }
            KeepEvent::BackupCompared { backup, contents } => {
                self.keeping.compared = Some((backup, contents));
            }
            KeepEvent::TriedOut(drill) => self.keeping.drill = Some(drill),
            KeepEvent::Restored(replaced) => {
                let kept = replaced.map(|path| format!("; tệp bị thay ở {}", path.display()));
                let words = format!("Đã khôi phục{}", kept.unwrap_or_default());
                self.notice = Some(Notice::Said(words));
            }
            KeepEvent::Verified(check) => self.keeping.check = Some(*check),
            KeepEvent::Damaged(check) => {
                self.problem = Some(Problem::other_than_saved(&check.sentences));
                self.keeping.check = Some(*check);
            }
            KeepEvent::MovedTo(path) => {
                self.preferences.last_file = Some(path.clone());
                let words = format!("Từ nay dữ liệu ở {}", path.display());
                if let Some(file) = &mut self.file {
                    file.path = path;
                }
                self.problem = None;
                self.notice = Some(Notice::Said(words));
                self.keeping = Keeping::default();
                return std::iter::once(Effect::Preferences).chain(self.save()).collect();
            }
        }
        Vec::new()
    }
}
