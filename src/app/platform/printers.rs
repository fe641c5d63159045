//! The printers of the system, and what is sent to them. Nothing is known about what is printed but its file.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

use crate::app::printing::{PrintError, Printer};
use crate::disk::temporary::private_folder;

/// Folders of prints for the viewer are called so; the system cannot say when the viewer is done with one.
const FOLDER_PREFIX: &str = "baocao06-in-";
/// So old they are removed.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// The programs that the system prints with.
#[derive(Debug, Clone)]
pub struct Printers {
    list: PathBuf,
    send: PathBuf,
}

impl Default for Printers {
    /// Those of this machine: CUPS, or what Windows prints by.
    fn default() -> Self {
        if cfg!(windows) { Self::of("powershell", "powershell") } else { Self::of("lpstat", "lp") }
    }
}

impl Printers {
    /// Those that these programs list and send to.
    pub fn of(list: impl Into<PathBuf>, send: impl Into<PathBuf>) -> Self {
        Self { list: list.into(), send: send.into() }
    }

    /// The printers, the usual one first; none where the system knows none, or cannot be asked. It may take seconds:
    /// never on a thread that anybody waits for.
    pub fn find(&self) -> Vec<Printer> {
        let mut printers = if cfg!(windows) { self.of_windows() } else { self.of_cups() };
        printers.sort_by_key(|printer| !printer.is_usual);
        printers
    }

    fn of_cups(&self) -> Vec<Printer> {
        let usual = self.asked(&["-d"]);
        let usual = usual.rsplit_once(':').map(|(_, name)| name.trim().to_owned());
        let names = self.asked(&["-e"]);
        let names = names.lines().map(str::trim).filter(|name| !name.is_empty());
        let printer = |name: &str| Printer {
            name: name.to_owned(),
            is_usual: usual.as_deref() == Some(name),
        };
        names.map(printer).collect()
    }

    fn of_windows(&self) -> Vec<Printer> {
        let script = "[Console]::OutputEncoding=[Text.Encoding]::UTF8; \
                      Get-CimInstance Win32_Printer | ForEach-Object { \"$($_.Default):$($_.Name)\" }";
        let told = self.asked(&["-NoProfile", "-Command", script]);
        let printers = told.lines().filter_map(|line| {
            let (usual, name) = line.trim().split_once(':')?;
            Some(Printer { name: name.to_owned(), is_usual: usual.eq_ignore_ascii_case("true") })
        });
        printers.collect()
    }

    fn asked(&self, arguments: &[&str]) -> String {
        let mut command = quiet(&self.list);
        let output = command.args(arguments).env("LC_ALL", "C").output();
        let output = output.inspect_err(|err| tracing::info!(kind = ?err.kind(), "no printers"));
        output
            .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
            .unwrap_or_default()
    }

    /// Sends a file to a printer; the system has it when this returns.
    ///
    /// # Errors
    /// When the system did not take it.
    pub fn send(&self, file: &Path, printer: &str, copies: u32) -> Result<(), PrintError> {
        let mut command = quiet(&self.send);
        if cfg!(windows) {
            // By the environment: names of files and printers are no script.
            let script = "for ($i = 0; $i -lt [int]$env:BAOCAO06_COPIES; $i++) { \
                          Start-Process -FilePath $env:BAOCAO06_FILE -Verb PrintTo -WindowStyle Hidden \
                          -ArgumentList ('\"' + $env:BAOCAO06_PRINTER + '\"') -ErrorAction Stop }";
            command.args(["-NoProfile", "-Command", script]);
            command.env("BAOCAO06_FILE", file).env("BAOCAO06_PRINTER", printer);
            command.env("BAOCAO06_COPIES", copies.to_string());
        } else {
            command.args(["-d", printer, "-n", &copies.to_string()]).arg("--").arg(file);
        }
        let Output { status, stderr, .. } = command.output()?;
        if status.success() {
            Ok(())
        } else {
            Err(PrintError::Refused(String::from_utf8_lossy(&stderr).trim().to_owned()))
        }
    }
}

/// A program without a window of its own.
fn quiet(program: &Path) -> Command {
    #[cfg_attr(not(windows), expect(unused_mut, reason = "only Windows has a flag for it"))]
    let mut command = Command::new(program);
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt as _;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    command
}

/// A folder of its own for what is printed, which only the user can read; old ones are removed.
///
/// # Errors
/// When it cannot be made.
pub fn folder() -> std::io::Result<PathBuf> {
    let place = std::env::temp_dir();
    let folder = private_folder(&place, FOLDER_PREFIX)?.keep();
    // Its own time is that of the disk.
    if let Some(now) = modified(&folder) {
        remove_old(&place, now);
    }
    Ok(folder)
}

fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::symlink_metadata(path).ok()?.modified().ok()
}

fn remove_old(place: &Path, now: SystemTime) {
    let entries = std::fs::read_dir(place).into_iter().flatten().flatten();
    for entry in entries {
        let is_own = entry.file_name().to_string_lossy().starts_with(FOLDER_PREFIX);
        let age = modified(&entry.path()).and_then(|made| now.duration_since(made).ok());
        if is_own
            && age.is_some_and(|age| age > KEPT)
            && let Err(err) = std::fs::remove_dir_all(entry.path())
        {
            tracing::info!(kind = ?err.kind(), "an old print stays");
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn script(folder: &Path, name: &str, words: &str) -> PathBuf {
        let path = folder.join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{words}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    #[test]
    fn the_printers_of_cups_are_listed_the_usual_one_first() {
        let folder = tempfile::tempdir().unwrap();
        let list = script(
            folder.path(),
            "lpstat",
            "case $1 in -d) echo 'system default destination: Tang_2';; -e) echo Tang_1; echo Tang_2;; esac",
        );
        let found = Printers::of(list, "lp").find();
        let found: Vec<(&str, bool)> =
            found.iter().map(|printer| (printer.name.as_str(), printer.is_usual)).collect();
        assert_eq!(found, [("Tang_2", true), ("Tang_1", false)]);
    }

    #[test]
    fn without_cups_there_is_no_printer() {
        let printers = Printers::of("/nowhere/lpstat", "/nowhere/lp");
        assert!(printers.find().is_empty());
        let sent = printers.send(Path::new("/nowhere/a.pdf"), "a", 1);
        assert!(matches!(sent, Err(PrintError::Start(_))));
    }

    #[test]
    fn a_file_is_sent_with_its_copies_and_a_refusal_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let told = folder.path().join("told");
        let words =
            format!("for a in \"$@\"; do printf '%s\\n' \"$a\"; done > '{}'", told.display());
        let printers = Printers::of("lpstat", script(folder.path(), "lp", &words));
        let file = folder.path().join("báo cáo.pdf");
        printers.send(&file, "Máy in tầng 2", 3).unwrap();
        let told = std::fs::read_to_string(told).unwrap();
        let told: Vec<&str> = told.lines().collect();
        assert_eq!(told, ["-d", "Máy in tầng 2", "-n", "3", "--", file.to_str().unwrap()]);
        let refusing = script(folder.path(), "no", "echo 'lp: no such printer' >&2; exit 1");
        let sent = Printers::of("lpstat", refusing).send(&file, "a", 1);
        assert!(matches!(sent, Err(PrintError::Refused(words)) if words.contains("no such")));
    }

    #[test]
    fn old_prints_are_removed_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let made = |name: &str| {
            let path = place.path().join(name);
            std::fs::create_dir(&path).unwrap();
            std::fs::write(path.join("a.pdf"), "a").unwrap();
            path
        };
        let (own, other) = (made("baocao06-in-x"), made("other"));
        let now = modified(&own).unwrap();
        remove_old(place.path(), now + Duration::from_secs(60));
        assert!(own.exists());
        remove_old(place.path(), now + KEPT + Duration::from_secs(60));
        assert!(!own.exists() && other.exists());
    }

    #[test]
    fn only_the_user_can_read_what_is_printed() {
        let folder = folder().unwrap();
        let rights = std::fs::metadata(&folder).unwrap().permissions().mode();
        assert_eq!(rights & 0o077, 0, "{rights:o}");
        std::fs::remove_dir(folder).unwrap();
    }
}
