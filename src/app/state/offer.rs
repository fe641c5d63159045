//! Backups of a data file that could not be opened, and the question before one of them takes its place.

use std::path::{Path, PathBuf};

use super::{Effect, Question, State};
use crate::app::message::KeepRequest;
use crate::app::platform::clock;
use crate::app::safekeeping::{OfferedBackup, Offering, folder_of};
use crate::app::words;

/// Backups of a data file that could not be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The data file.
    pub data: PathBuf,
    /// Whether anything lies there that a backup would replace.
    pub is_there: bool,
    /// Its newest backups.
    pub backups: Vec<OfferLine>,
}

/// One of them, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferLine {
    /// The backup.
    pub backup: PathBuf,
    /// When it was made, and on what occasion.
    pub made: String,
    /// What it holds, as far as that can be told: a sentence without a full stop.
    holds: String,
}

impl Offer {
    pub(super) fn of(offering: Offering) -> Self {
        let Offering { data, is_there, backups } = offering;
        let today = clock::now().date();
        let line = |offered: &OfferedBackup| {
            let made = words::backups::made(offered.backup.made, today);
            OfferLine {
                backup: offered.backup.path.clone(),
                made: format!("{made}, {}", offered.backup.occasion.words()),
                holds: words::backups::holding(&offered.holds),
            }
        };
        Self { data, is_there, backups: backups.iter().map(line).collect() }
    }

    /// What putting a backup in the place of the file means, in sentences.
    fn asked(&self, line: &OfferLine) -> String {
        let OfferLine { made, holds, .. } = line;
        let name = self.data.file_name().unwrap_or_default().to_string_lossy();
        let becomes = match self.is_there {
            true => format!(
                "Bản sao này sẽ thay tệp {name}. Tệp như bây giờ không bị xóa mà được giữ lại, dưới tên khác, trong thư mục {}; \
                những gì nhập sau lúc sao lưu chỉ còn ở đó.",
                folder_of(&self.data).display()
            ),
            false => format!(
                "Tệp {name} không còn ở chỗ cũ: bản sao này sẽ được chép về đó. Những gì nhập sau lúc sao lưu không có trong bản sao."
            ),
        };
        format!("Bản sao lúc {made}. {holds}. {becomes}")
    }
}

impl State {
    /// A backup that is offered is to be put in the place of its file: the user is asked before.
    pub fn wish_offered(&mut self, backup: &Path) {
        let Some(offer) = &self.offer else { return };
        if let Some(line) = offer.backups.iter().find(|line| line.backup == backup) {
            let (data, words) = (offer.data.clone(), offer.asked(line));
            self.question =
                Some(Question::RestoreOffered { data, backup: line.backup.clone(), words });
        }
    }

    /// Puts an offered backup in the place of its file.
    pub(super) fn restore_offered(&mut self, data: PathBuf, backup: PathBuf) -> Vec<Effect> {
        self.ask_keeper(KeepRequest::Restore { data, backup })
    }
}
