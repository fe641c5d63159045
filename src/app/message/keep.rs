//! What crosses between both about keeping the data file safe: backups, and whether it still says what was saved.

use std::path::PathBuf;

use crate::app::backup::making::KeptAs;
use crate::app::password::{Password, Protection, ProtectionWish};
use crate::app::platform::system::ScreenFacts;
use crate::app::problem::Problem;
use crate::app::safekeeping::{Backup, BackupContents, DataCheck, Drill, Offering, Salvaged};

/// What the window asks about keeping the data file safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeepRequest {
    /// Make a backup: in the file's own folder of backups, or in another.
    BackUp(Option<PathBuf>),
    /// Copy a backup into the second place, where that can be reached now; no file need be open.
    Carry {
        /// Of which data file.
        data: PathBuf,
        /// The backup.
        backup: PathBuf,
        /// The second place.
        folder: PathBuf,
    },
    /// Tell which backups there are: in the file's own folder, or in another.
    List(Option<PathBuf>),
    /// Tell what a backup holds, beside the file.
    Compare(PathBuf),
    /// Restore a backup into a fresh folder, read all of it, and take it away again.
    TryOut(PathBuf),
    /// Put a backup in the place of a data file, whether that is open or not, and open it.
    Restore {
        /// The data file.
        data: PathBuf,
        /// The backup.
        backup: PathBuf,
    },
    /// Make a new data file of what can be read of a damaged one, and open that.
    Salvage {
        /// The damaged file.
        data: PathBuf,
        /// The new one.
        to: PathBuf,
    },
    /// Open a data file that another window has open, only to look at it.
    Look(PathBuf),
    /// Read all of the file.
    Verify,
    /// Put back what the log says, where the file says something else.
    Mend,
    /// Keep others from opening the file in another way from now on.
    Protect {
        /// The password that is asked for now.
        current: Option<Password>,
        /// What is to be.
        wish: ProtectionWish,
    },
    /// Tell what whoever helps the office has to know, with what the window knows of the machine; no file need be
    /// open.
    Diagnose(ScreenFacts),
    /// Write that to a file.
    WriteDiagnostics {
        /// What.
        text: String,
        /// Where.
        path: PathBuf,
    },
    /// Copy the file, which is gone from its place, to another and go on there.
    MoveTo(PathBuf),
}

/// What the worker tells about that.
#[derive(Debug)]
pub enum KeepEvent {
    /// A backup was made and checked.
    BackedUp(Backup),
    /// The file holds a fault, and so does its copy, which was made all the same and is no backup.
    FaultyKept(Backup),
    /// A backup could not be made. Nothing else is touched by that.
    BackupFailed(Problem),
    /// A backup could not be copied into the second place, although that is there.
    NotCarried(Problem),
    /// The backups of a folder, the newest first.
    BackupsListed {
        /// The folder.
        folder: PathBuf,
        /// What is there.
        backups: Vec<Backup>,
    },
    /// What backups a folder has could not be found out.
    NotListed {
        /// The folder.
        folder: PathBuf,
        /// Why.
        problem: Problem,
    },
    /// What a backup holds, beside the file.
    BackupCompared {
        /// Which.
        backup: PathBuf,
        /// What it holds.
        contents: BackupContents,
    },
    /// A backup was restored into a fresh folder and read.
    TriedOut(Drill),
    /// The file was replaced by a backup; where it lies since, if there was one.
    Restored(Option<PathBuf>),
    /// The file was read in full, as somebody wished.
    Verified(Box<DataCheck>),
    /// The file was read in full, as it is once behind its opening, and is not what was saved.
    Damaged(Box<DataCheck>),
    /// A data file could not be opened; these are its newest backups.
    Offered(Offering),
    /// What keeps others from opening the file from now on.
    ProtectionSet(Protection),
    /// What whoever helps the office has to know.
    Diagnosed(String),
    /// All goes on in another file, to which everything was copied.
    MovedTo(PathBuf),
    /// What was saved of a damaged data file in a new one, which is open.
    Salvaged(Salvaged),
}

impl KeepEvent {
    /// That a copy was made and checked.
    pub(in crate::app) fn of(kept: KeptAs) -> Self {
        match kept {
            KeptAs::Backup(checked) => Self::BackedUp(checked.backup),
            KeptAs::Faulty(checked) => Self::FaultyKept(checked.backup),
        }
    }

    /// Whether it answers a request.
    pub(super) fn is_answer(&self) -> bool {
        match self {
            Self::BackupsListed { .. }
            | Self::NotListed { .. }
            | Self::BackupCompared { .. }
            | Self::TriedOut(_)
            | Self::Restored(_)
            | Self::Salvaged(_)
            | Self::Verified(_)
            | Self::Diagnosed(_)
            | Self::ProtectionSet(_)
            | Self::MovedTo(_) => true,
            // These come by themselves, too.
            Self::BackedUp(_)
            | Self::FaultyKept(_)
            | Self::BackupFailed(_)
            | Self::NotCarried(_)
            | Self::Damaged(_)
            | Self::Offered(_) => false,
        }
    }
}
