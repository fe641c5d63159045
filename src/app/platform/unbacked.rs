//! That a run ended with something that no backup holds, for the next start to tell: nobody looks at a window that is
//! being closed, and closing does not wait for anybody.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::places;

/// The file that tells of it, beside the preferences.
const NAME: &str = "chua-sao-luu.txt";
/// It is never longer, in bytes.
const LENGTH_MAX: u64 = 4000;

/// What the run before could not back up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unbacked {
    /// Why, in words; empty where there was no room even for these.
    pub why: String,
    /// What the reason is about.
    pub path: Option<PathBuf>,
}

/// Remembers it for the next start. Where the disk is full, an empty file is what there is room for, and tells
/// enough.
///
/// # Errors
/// When not even that could be made.
pub fn note(unbacked: &Unbacked) -> io::Result<()> {
    note_in(&folder(), unbacked)
}

/// What is to be told of the run before; once.
pub fn take() -> Option<Unbacked> {
    take_in(&folder())
}

fn folder() -> PathBuf {
    places::preferences_file().parent().unwrap_or(Path::new("")).to_owned()
}

fn note_in(folder: &Path, unbacked: &Unbacked) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = File::create(folder.join(NAME))?;
    let path = unbacked.path.as_ref().map(|path| path.display().to_string());
    let words = format!("{}\n{}", unbacked.why, path.unwrap_or_default());
    if file.write_all(words.as_bytes()).and_then(|()| file.sync_all()).is_err() {
        // Half a sentence is worse than none.
        let _emptied = file.set_len(0);
    }
    Ok(())
}

fn take_in(folder: &Path) -> Option<Unbacked> {
    let path = Some(folder.join(NAME)).filter(|path| path.is_file())?;
    let file = File::open(&path).ok()?;
    let mut words = String::new();
    // What cannot be read says no more than that the file is there.
    let read = file.take(LENGTH_MAX).read_to_string(&mut words);
    let words = if read.is_ok() { words } else { String::new() };
    if let Err(err) = fs::remove_file(&path) {
        tracing::warn!(kind = ?err.kind(), "what the last run could not back up may be told again");
    }
    let (why, path) = words.split_once('\n').unwrap_or((&words, ""));
    let path = Some(path.trim()).filter(|path| !path.is_empty()).map(PathBuf::from);
    Some(Unbacked { why: why.to_owned(), path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_backed_up_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let folder = &folder.path().join("baocao06");
        assert_eq!(take_in(folder), None);
        let why = "Chưa sao lưu được: đĩa đã đầy nên không ghi được".to_owned();
        let unbacked = Unbacked { why, path: Some(PathBuf::from("/mnt/usb/báo cáo.bc06")) };
        note_in(folder, &unbacked).unwrap();
        assert_eq!(take_in(folder), Some(unbacked.clone()));
        assert_eq!(take_in(folder), None);
        let nameless = Unbacked { path: None, ..unbacked };
        note_in(folder, &nameless).unwrap();
        assert_eq!(take_in(folder), Some(nameless));
    }

    #[test]
    fn without_room_for_the_words_it_is_told_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        File::create(folder.path().join(NAME)).unwrap();
        assert_eq!(take_in(folder.path()), Some(Unbacked::default()));
        fs::write(folder.path().join(NAME), [0xff, 0xfe]).unwrap();
        assert_eq!(take_in(folder.path()), Some(Unbacked::default()));
        assert_eq!(take_in(folder.path()), None);
    }
}
