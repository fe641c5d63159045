//! What is known of the backups ("bản sao") of a data file, and of whether the file still says what was saved.
//!
//! A backup is a whole copy that was opened and read in full behind its making, and that says the same as the
//! file then did; only such a copy gets the name of one. The order of backups is that of the numbers in their
//! names: clocks jump.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{NaiveDateTime, NaiveTime};
use serde_json::json;

use crate::app::password::Protection;
use crate::app::platform::clock;
use crate::app::platform::places::DATA_EXTENSION;
use crate::report::names::named_enum;
use crate::report::period::{iso_day, read_back_day};
use crate::store::{Counts, ListedReport, ReportId, Verification};

named_enum! {
    /// On what occasion a backup was made, as the names of backups say it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Occasion {
        /// Something was changed a quarter of an hour ago.
        Automatic = "tu-dong",
        /// The file was closed.
        Closing = "khi-dong",
        /// A report was to be read from a file.
        BeforeImport = "truoc-khi-nhap",
        /// Many fields were to be changed at once.
        BeforeBulk = "truoc-khi-sua-nhieu",
        /// The file was to be replaced by a backup.
        BeforeRestore = "truoc-khi-khoi-phuc",
        /// The file was of an earlier version of the program, and was to be brought to what this one writes.
        BeforeMigration = "truoc-khi-nang-cap",
        /// The file had no password, and was to get one: who forgets it goes on with this one.
        BeforePassword = "truoc-khi-dat-mat-khau",
        /// The file was not in its place any more, and only what had it open still knew what it said.
        FileGone = "khi-mat-tep",
        /// Somebody asked for it.
        Manual = "tu-tay",
    }
}

impl Occasion {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Automatic => "tự động",
            Self::Closing => "khi đóng tệp",
            Self::BeforeImport => "trước khi nhập tệp số liệu",
            Self::BeforeBulk => "trước khi sửa nhiều chỗ một lúc",
            Self::BeforeRestore => "trước khi khôi phục",
            Self::BeforeMigration => "trước khi nâng cấp tệp",
            Self::BeforePassword => "trước khi đặt mật khẩu",
            Self::FileGone => "khi tệp không còn ở chỗ của nó",
            Self::Manual => "do người dùng sao lưu",
        }
    }
}

/// What was saved of a damaged data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salvaged {
    /// The new file.
    pub to: PathBuf,
    /// How much was saved in all, without a full stop.
    pub headline: String,
    /// What became of each report, without a full stop.
    pub sentences: Vec<String>,
    /// Whether every report is whole.
    pub is_all: bool,
}

/// A backup, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// Of which file it is, whatever that is called: 8 hex digits that copies of one file have in common.
    pub series: String,
    /// Its place among the backups of the file: later ones have larger numbers.
    pub sequence: u64,
    /// When it was made, as the clock then said, to the minute.
    pub made: NaiveDateTime,
    /// On what occasion.
    pub occasion: Occasion,
}

/// The digits of a sequence in names, so that folders list backups in order.
const SEQUENCE_DIGITS: usize = 6;
const SERIES_DIGITS: usize = 8;
/// What stands at the end of the name of a copy that holds a fault.
const FAULTY: &str = "-co-loi";

impl Backup {
    /// The same backup in the folder where it is to be made, under the name that tells all of this.
    pub(in crate::app) fn in_folder(self, data: &Path, folder: &Path) -> Self {
        let Self { series, sequence, made, occasion, .. } = &self;
        let (day, time) = (iso_day(made.date()), made.format("%Hh%M"));
        let (stem, occasion) = (stem(data), occasion.name());
        let name =
            format!("{stem}-{series}-{sequence:06}-{day}-{time}-{occasion}.{DATA_EXTENSION}");
        Self { path: folder.join(name), ..self }
    }

    /// The backup of a data file that lies at a path; none when the name is not that of one.
    pub(in crate::app) fn of(data: &Path, path: PathBuf) -> Option<Self> {
        Self::named(data, path, NameCase::OF_SYSTEM)
    }

    /// The same under the name of a copy that holds a fault, because the file had one: no backup has such a name.
    #[must_use]
    pub(in crate::app) fn into_faulty(self) -> Self {
        let stem = stem(&self.path);
        let path = self.path.with_file_name(format!("{stem}{FAULTY}.{DATA_EXTENSION}"));
        Self { path, ..self }
    }

    /// The copy of a data file that held a fault, which lies at a path; none when the name is not that of one.
    pub(in crate::app) fn of_faulty(data: &Path, path: PathBuf) -> Option<Self> {
        let name = stem(&path);
        let name = name.strip_suffix(FAULTY)?;
        let backup = path.with_file_name(format!("{name}.{DATA_EXTENSION}"));
        path.extension().filter(|extension| *extension == DATA_EXTENSION)?;
        Some(Self { path, ..Self::of(data, backup)? })
    }

    fn named(data: &Path, path: PathBuf, case: NameCase) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let name = case.without(name, &stem(data))?.strip_prefix('-')?;
        let name = name.strip_suffix(DATA_EXTENSION)?.strip_suffix('.')?;
        let (series, name) = name.split_once('-')?;
        let is_series = series.len() == SERIES_DIGITS
            && series.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        let (sequence, rest) = name.split_once('-')?;
        let is_sequence =
            sequence.len() >= SEQUENCE_DIGITS && sequence.bytes().all(|byte| byte.is_ascii_digit());
        let sequence = (is_series && is_sequence).then(|| sequence.parse().ok())??;
        // 2026-11-30-14h05-tu-dong
        let day = read_back_day(rest.get(..10)?)?;
        let rest = rest.get(10..)?.strip_prefix('-')?;
        let (time, occasion) = rest.split_once('-')?;
        let (hour, minute) = time.split_once('h')?;
        let time = NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)?;
        let occasion = Occasion::from_name(occasion)?;
        let series = series.to_owned();
        Some(Self { series, sequence, made: day.and_time(time), occasion, path })
    }
}

/// Whether capital and small letters in names of files are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NameCase {
    /// They are not.
    Told,
    /// `BAO-CAO.bc06` and `bao-cao.bc06` are one file.
    Same,
}

impl NameCase {
    /// As the system has it: a file that is opened under a name in other letters has the same backups.
    const OF_SYSTEM: Self = if cfg!(windows) { Self::Same } else { Self::Told };

    /// A name without what it must begin with.
    fn without<'n>(self, name: &'n str, front: &str) -> Option<&'n str> {
        if self == Self::Told {
            return name.strip_prefix(front);
        }
        let mut rest = name.chars();
        for wanted in front.chars() {
            let found = rest.next()?;
            if !found.to_lowercase().eq(wanted.to_lowercase()) {
                return None;
            }
        }
        Some(rest.as_str())
    }
}

/// The name of a data file without its extension.
pub(in crate::app) fn stem(data: &Path) -> String {
    data.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The folder of the backups of a data file: `bao-cao-sao-luu` beside `bao-cao.bc06`.
pub fn folder_of(data: &Path) -> PathBuf {
    data.with_file_name(format!("{}-sao-luu", stem(data)))
}

/// What stands in the name of a file that was replaced, behind the name of the data file.
const ASIDE: &str = "-bi-thay-";

/// A name in the folder of backups for a file that is replaced; it is not one of a backup.
pub(in crate::app) fn aside_of(data: &Path) -> PathBuf {
    let time = clock::now().format("%Y-%m-%d-%Hh%Mm%S");
    let folder = folder_of(data);
    let name = |number: u32| {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        folder.join(format!("{}{ASIDE}{time}{number}.{DATA_EXTENSION}", stem(data)))
    };
    (1..1_000).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(1_000))
}

/// The files in the folder of backups that were replaced.
pub(in crate::app) fn kept_aside(data: &Path) -> impl Iterator<Item = PathBuf> {
    let begins = format!("{}{ASIDE}", stem(data));
    let entries = std::fs::read_dir(folder_of(data)).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(move |path| {
        let name = path.file_name().and_then(|name| name.to_str());
        let is_data_file = path.extension().is_some_and(|extension| extension == DATA_EXTENSION);
        is_data_file && name.is_some_and(|name| name.starts_with(&begins))
    })
}

/// How a report of a backup stands to that of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Both say the same.
    Same,
    /// They say something else.
    Differs,
    /// The file does not have it.
    OnlyInBackup,
    /// The backup does not have it.
    OnlyInFile,
}

/// A report of a backup, of the file, or of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedReport {
    /// The report as the backup lists it; as the file does where the backup has none.
    pub report: ListedReport,
    /// How both stand to each other.
    pub standing: Standing,
}

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupContents {
    /// Its reports and those of the file, by name.
    pub reports: Vec<ComparedReport>,
    /// How many operations its log has.
    pub num_operations: u64,
    /// What keeps others from opening it.
    pub protection: Protection,
}

/// A backup that can be put in the place of a data file that could not be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedBackup {
    /// The backup.
    pub backup: Backup,
    /// What can be told of it.
    pub holds: Holding,
}

/// The backups that are offered in the place of a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offering {
    /// The data file.
    pub data: PathBuf,
    /// Whether anything lies there that a backup would replace.
    pub is_there: bool,
    /// Its newest backups, the newest first.
    pub backups: Vec<OfferedBackup>,
}

/// What can be told of a backup before anybody has opened it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holding {
    /// It has these reports.
    Reports(Vec<ListedReport>),
    /// It asks for a password, or is encrypted: nothing of it is told before that is given.
    Guarded,
    /// It cannot be read.
    Unread,
}

/// What trying out a backup came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drill {
    /// Which backup.
    pub backup: PathBuf,
    /// What was read of the restored file.
    pub verification: Verification,
    /// How long it took.
    pub duration: Duration,
}

/// What reading all of a data file came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataCheck {
    /// What was read, and what of it is damaged.
    pub verification: Verification,
    /// What is not as it was saved, a sentence each.
    pub sentences: Vec<String>,
    /// What can be mended from the log.
    pub mendable: Mendable,
    /// What is to be known though it is no damage, a sentence each: lists said of reports that more or less is entered
    /// or found than is.
    pub notes: Vec<String>,
    /// How much is entered of the reports of which lists say otherwise.
    pub counts: Vec<(ReportId, Counts)>,
}

/// What can be told of a file that cannot be opened because it is damaged: of its reports as far as they can be read,
/// of its pages as far as these are known. It was not read as a file that is open: neither its log nor its fields were
/// held against anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// What is damaged, a sentence each; none where no page and no report tells of it.
    pub damages: Vec<String>,
    /// How much can be read, a sentence each.
    pub notes: Vec<String>,
    /// How many reports were found in it.
    pub num_reports: usize,
}

impl Inspection {
    /// The same for other programs, under the names of [`DataCheck::json`]: what was not counted is null there.
    pub fn json(&self) -> String {
        let told = json!({
            "whole": false,
            "operations": null,
            "reports": self.num_reports,
            "fields": null,
            "damages": self.damages,
            "mendable": 0,
            "notes": self.notes,
        });
        format!("{told:#}")
    }
}

/// What of a damaged file the log can put back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mendable {
    /// The reports whose fields it knows.
    pub reports: Vec<ReportId>,
    /// How many offices, templates, looks and the like.
    pub num_kept: usize,
}

impl Mendable {
    /// Whether there is anything.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// How much there is.
    pub fn count(&self) -> usize {
        self.reports.len() + self.num_kept
    }
}

impl DataCheck {
    /// Whether all is as it was saved.
    pub fn is_whole(&self) -> bool {
        self.sentences.is_empty()
    }

    /// The same for other programs. `whole`: whether all is as it was saved; `operations`, `reports`, `fields`:
    /// how many were read; `damages`: a sentence for each that is not; `mendable`: how many reports, offices,
    /// templates and the like can be mended from the log; `notes`: a sentence for each report of which lists said that
    /// more or less is entered than is.
    pub fn json(&self) -> String {
        let read = &self.verification;
        let told = json!({
            "whole": self.is_whole(),
            "operations": read.num_operations,
            "reports": read.num_reports,
            "fields": read.num_fields,
            "damages": self.sentences,
            "mendable": self.mendable.count(),
            "notes": self.notes,
        });
        format!("{told:#}")
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, Timelike as _};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_that_are_not_of_backups_are_left_alone() {
        let data = Path::new("/x/bao-cao.bc06");
        let of = |name: &str| Backup::of(data, Path::new("/x/bao-cao-sao-luu").join(name));
        assert!(of("bao-cao-1a2b3c4d-000001-2026-11-30-14h05-tu-dong.bc06").is_some());
        for name in [
            "bao-cao.bc06",
            "khac-000001-2026-11-30-14h05-tu-dong.bc06",
            "bao-cao-000001-2026-11-30-14h05-tu-dong.bc06",
            "bao-cao-1A2B3C4D-000001-2026-11-30-14h05-tu-dong.bc06",
            "bao-cao-1a2b3c4d-1-2026-11-30-14h05-tu-dong.bc06",
            "bao-cao-1a2b3c4d-000001-2026-02-30-14h05-tu-dong.bc06",
            "bao-cao-1a2b3c4d-000001-2026-11-30-24h05-tu-dong.bc06",
            "bao-cao-1a2b3c4d-000001-2026-11-30-14h05-khac.bc06",
            "bao-cao-1a2b3c4d-000001-2026-11-30-14h05-tu-dong.bc06.tmp",
            "bao-cao-bi-thay-000001-2026-11-30-14h05.bc06",
            "bao-cao-1a2b3c4d-000001-2026-11-30-14h05-tu-dong-co-loi.bc06",
            "bao-cao-1a2b3c4d-000001-2026-11-30-14h05.bc06",
            "bao-cao-000001-đđđđđđ",
        ] {
            assert_eq!(of(name), None, "{name}");
        }
    }

    #[test]
    fn letters_of_names_are_those_of_the_system() {
        let (data, name) =
            (Path::new("BÁO-CÁO.bc06"), "báo-cáo-1a2b3c4d-000001-2026-11-30-14h05-tu-dong.bc06");
        let of = |case| Backup::named(data, PathBuf::from(name), case);
        assert_eq!(of(NameCase::Told), None);
        assert_eq!(of(NameCase::Same).unwrap().sequence, 1);
        assert_eq!(NameCase::Same.without("bao", "bao-cao"), None);
        assert_eq!(NameCase::Same.without("ban-cao", "BAO-CAO"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_backup_is_known_by_its_name(
            stem in "[a-zđ0-9 .-]{1,12}",
            sequence in any::<u64>(),
            (year, ordinal) in (1..9999, 1..=365_u32),
            minute in 0..24 * 60_u32,
            occasion in proptest::sample::select(&Occasion::ALL),
        ) {
            let data = PathBuf::from(format!("/x/{stem}.bc06"));
            let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
            let made = NaiveDate::from_yo_opt(year, ordinal).unwrap().and_time(time);
            let series = "0123abcd".to_owned();
            let planned = Backup { path: PathBuf::new(), series, sequence, made, occasion };
            let planned = planned.in_folder(&data, &folder_of(&data));
            prop_assert_eq!(planned.made.second(), 0);
            let faulty = planned.clone().into_faulty();
            prop_assert_eq!(Backup::of(&data, faulty.path.clone()), None);
            prop_assert_eq!(Backup::of_faulty(&data, planned.path.clone()), None);
            prop_assert_eq!(Backup::of_faulty(&data, faulty.path.clone()), Some(faulty));
            prop_assert_eq!(Backup::of(&data, planned.path.clone()), Some(planned));
        }
    }
}
