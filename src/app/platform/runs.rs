//! A small file for each run with a window, beside the preferences. A run that ends in order takes it away; what
//! is left of one that was cut off tells the next start how far it came: a driver that crashes takes the
//! program with it, and no code of the program runs any more.
//!
//! The file is locked as long as its run lives, so that a second window is not taken for a dead one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::graphics::Graphics;

/// How the names of these files begin; the number of the process follows.
const NAME: &str = "dang-chay-";
const EXTENSION: &str = "txt";
/// The first line of a run whose window has not drawn anything yet.
const OPENING: &str = "opening";
/// The first line of one that has.
const SHOWN: &str = "shown";
/// No such file is longer, in bytes.
const LENGTH_MAX: u64 = 1000;

/// This run.
#[derive(Debug)]
pub struct RunFile {
    path: PathBuf,
    /// Holds the lock.
    file: File,
    /// What took earlier runs with it since a window was drawn last.
    failed: Vec<Graphics>,
}

/// What is known of the runs before.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// What took them with it before anything was drawn.
    pub failed: Vec<Graphics>,
    /// Whether one was cut off while its window was open: the power was gone, somebody ended it, it crashed.
    pub was_cut_off: bool,
}

impl RunFile {
    /// Begins a run that is about to be drawn.
    ///
    /// # Errors
    /// When the file cannot be written; the program works without, and remembers nothing.
    pub fn begin(folder: &Path, graphics: Graphics, failed: Vec<Graphics>) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let path = folder.join(format!("{NAME}{}.{EXTENSION}", std::process::id()));
        let file = write(&path, OPENING, graphics, &failed)?;
        Ok(Self { path, file, failed })
    }

    /// The window is about to be drawn by something else.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn tries(&mut self, graphics: Graphics) -> io::Result<()> {
        self.file = write(&self.path, OPENING, graphics, &self.failed)?;
        Ok(())
    }

    /// The window was drawn: nothing that failed before counts any more.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn is_shown(&mut self, graphics: Graphics) -> io::Result<()> {
        self.failed.clear();
        self.file = write(&self.path, SHOWN, graphics, &[])?;
        Ok(())
    }

    /// Ends the run in order.
    pub fn end(self) {
        drop(self.file);
        if let Err(err) = fs::remove_file(&self.path) {
            tracing::warn!(kind = ?err.kind(), "the file of this run was not removed");
        }
    }
}

/// Writes the file whole, and locked before anybody can find it.
fn write(path: &Path, stage: &str, graphics: Graphics, failed: &[Graphics]) -> io::Result<File> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = NamedTempFile::with_prefix_in(".baocao06-", folder)?;
    let mut lines = vec![stage, graphics.name()];
    lines.extend(failed.iter().map(|graphics| graphics.name()));
    file.write_all(lines.join("\n").as_bytes())?;
    file.as_file().try_lock()?;
    if stage == OPENING {
        // What comes next may take the whole machine with it.
        file.as_file().sync_all()?;
    }
    file.persist(path).map_err(|err| err.error)
}

/// Looks at what is left of runs that were cut off, and takes it away.
pub fn past(folder: &Path) -> Past {
    let mut past = Past::default();
    let Ok(entries) = fs::read_dir(folder) else { return past };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| is_ours(path)) {
        let Some(text) = text_of_dead(&path) else { continue };
        let mut lines = text.lines();
        match lines.next() {
            Some(SHOWN) => past.was_cut_off = true,
            _ => past.failed.extend(lines.filter_map(Graphics::from_name)),
        }
        if let Err(err) = fs::remove_file(&path) {
            tracing::warn!(kind = ?err.kind(), "what is left of an earlier run was not removed");
        }
    }
    past
}

fn is_ours(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.and_then(|name| name.strip_prefix(NAME));
    let number = name.and_then(|name| name.strip_suffix(EXTENSION)?.strip_suffix('.'));
    number.is_some_and(|number| number.parse::<u32>().is_ok())
}

/// What a file says whose run does not live any more; none while it does.
fn text_of_dead(path: &Path) -> Option<String> {
    let file = OpenOptions::new().read(true).write(true).open(path).ok()?;
    file.try_lock().ok()?;
    let mut text = String::new();
    // What cannot be read says nothing, and goes.
    let _length = file.take(LENGTH_MAX).read_to_string(&mut text);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run that is cut off: its lock goes, its file stays.
    fn cut_off(run: RunFile) {
        let path = run.path.clone();
        drop(run);
        assert!(path.exists());
    }

    #[test]
    fn what_took_runs_with_it_is_known_until_a_window_was_drawn() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        assert_eq!(past(folder), Past::default());
        cut_off(RunFile::begin(folder, Graphics::Hardware, Vec::new()).unwrap());
        let failed = past(folder).failed;
        assert_eq!(failed, [Graphics::Hardware]);
        assert_eq!(past(folder), Past::default(), "it is told once");

        let mut second = RunFile::begin(folder, Graphics::Software, failed).unwrap();
        second.tries(Graphics::OpenGl).unwrap();
        cut_off(second);
        let failed = past(folder).failed;
        assert_eq!(failed, [Graphics::OpenGl, Graphics::Hardware]);

        let mut third = RunFile::begin(folder, Graphics::Software, failed).unwrap();
        third.is_shown(Graphics::Software).unwrap();
        cut_off(third);
        assert_eq!(past(folder), Past { failed: Vec::new(), was_cut_off: true });
    }

    #[test]
    fn a_run_that_lives_or_has_ended_tells_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let run = RunFile::begin(folder.path(), Graphics::Hardware, Vec::new()).unwrap();
        assert_eq!(past(folder.path()), Past::default());
        run.end();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn nothing_but_our_own_files_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["dang-chay-x.txt", "dang-chay-12", "tuy-chon.json"] {
            fs::write(folder.path().join(name), "opening\nhardware").unwrap();
        }
        fs::write(folder.path().join("dang-chay-12.txt"), [0xff, 0xfe]).unwrap();
        assert_eq!(past(folder.path()), Past::default());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}
