//! Files are there whole or not at all, whenever the program is killed and however full the disk is; what is no
//! file is not read, and what cannot be printed is no panic.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use baocao06::app::platform::preferences::{Preferences, Theme};
use baocao06::app::session::Session;
use baocao06::disk::is_draft_name;
use baocao06::disk::temporary::remove_left_behind_in;

use crate::program::program;

/// Moments of a run that are spread over all of it, the same in every run of the test.
pub(crate) fn moments(number: u32, whole: Duration) -> impl Iterator<Item = Duration> {
    let mut state = 6_u32;
    let steps = (0..number).map(move |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 16
    });
    steps.map(move |step| whole.mul_f64(1.2 * f64::from(step) / f64::from(u16::MAX)))
}

/// How many reports the file at a path has; none where no file is. A file that is there must be whole.
fn num_reports(data: &Path) -> Option<usize> {
    if !data.exists() {
        return None;
    }
    let mut session = Session::open(data).unwrap();
    assert!(session.verify().unwrap().is_whole());
    let reports = session.summary().unwrap().reports.len();
    session.close().unwrap();
    Some(reports)
}

/// Kills a job that makes a file at random moments: there is no file then, or one with all its reports.
fn kill_often(number: u32, name: &str, job: impl Fn(&Path) -> Vec<PathBuf>, wanted: usize) {
    // Their own: programs of other tests tidy up in that of the system.
    let temporary = tempfile::tempdir().unwrap();
    let start = |folder: &Path| {
        let mut command = program();
        command.env("TMPDIR", temporary.path()).env("TMP", temporary.path());
        command.args(job(folder)).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    };
    let folder = tempfile::tempdir().unwrap();
    let began = Instant::now();
    assert!(start(folder.path()).wait().unwrap().success());
    let whole = began.elapsed();
    let mut made = 0;
    for moment in moments(number, whole) {
        let folder = tempfile::tempdir().unwrap();
        let mut child = start(folder.path());
        std::thread::sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
        let reports = num_reports(&folder.path().join(name));
        assert!(reports.is_none_or(|reports| reports == wanted), "{reports:?} after {moment:?}");
        made += usize::from(reports.is_some());
        // As at every start; the file need not be there for it.
        remove_left_behind_in(temporary.path());
        let drafts = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let drafts: Vec<_> = drafts.filter(|name| is_draft_name(name.to_str().unwrap())).collect();
        assert_eq!(drafts, Vec::<std::ffi::OsString>::new(), "left after {moment:?}");
    }
    println!("{number} kills: {made} files made, all whole");
}

#[test]
fn a_killed_sample_leaves_no_file_or_the_whole_sample() {
    let job = |folder: &Path| vec!["sample".into(), "--data".into(), folder.join("a.bc06")];
    kill_often(100, "a.bc06", job, 13);
}

#[test]
fn a_killed_demo_leaves_no_file_or_the_whole_sample() {
    kill_often(40, "du-lieu-mau.bc06", |folder| vec!["demo".into(), folder.to_owned()], 13);
}

#[test]
fn a_killed_first_report_leaves_no_file_or_one_with_it() {
    let job = |folder: &Path| {
        let words = ["new", "--period", "2023-05", "--office", "Phường Một", "--data"];
        let words = words.into_iter().map(PathBuf::from);
        words.chain([folder.join("a.bc06")]).collect()
    };
    kill_often(40, "a.bc06", job, 1);
}

const PREFERENCES: &str = "BAOCAO06_FULL_DISK_PREFERENCES";

/// Does nothing unless the test below started it on a full disk.
#[test]
fn child_keeps_preferences_on_a_full_disk() {
    let Some(path) = std::env::var_os(PREFERENCES).map(PathBuf::from) else {
        return;
    };
    let dark = Preferences { theme: Theme::Dark, ..Preferences::default() };
    assert!(dark.save(&path).is_err());
}

#[test]
fn preferences_stand_when_the_disk_is_full() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tuy-chon.json");
    let old = Preferences { last_file: Some("/x/bao-cao.bc06".into()), ..Preferences::default() };
    old.save(&path).unwrap();
    // The pipe takes what the child says: a file could not grow.
    let child = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "test_whole_files::child_keeps_preferences_on_a_full_disk"])
        .env(PREFERENCES, &path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success() && said.contains("1 passed"), "{said}");
    assert_eq!(Preferences::load(&path), old);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left");
}

/// The sample in a file of its own.
fn sample() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("a.bc06");
    Session::create_sample(&data).unwrap().close().unwrap();
    let data = data.to_str().unwrap().to_owned();
    (folder, data)
}

/// Commands that print, and their exit codes when all goes well.
fn printing(data: &str) -> Vec<(Vec<&str>, i32)> {
    vec![
        (vec!["periods", "--data", data], 0),
        (vec!["form", "list", "--data", data, "--period", "2023-05"], 0),
        (vec!["check", "--data", data, "--period", "2023-05", "--json"], 1),
        (vec!["look", "--data", data], 0),
        (vec!["verify", "--data", data], 0),
        (vec!["template", "show", "de_an_06_thang", "--data", data], 0),
        (vec!["office", "list", "--data", data], 0),
        (vec!["backups", "--data", data], 0),
        (vec!["--help"], 0),
    ]
}

#[test]
fn a_reader_that_has_seen_enough_ends_a_command_quietly() {
    let (_folder, data) = sample();
    for (arguments, code) in printing(&data) {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = program().args(&arguments).stdout(writer).stderr(Stdio::piped()).spawn();
        let output = output.unwrap().wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), err.as_str()), (Some(code), ""), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_for_want_of_room_is_told_in_one_sentence() {
    let (_folder, data) = sample();
    for (arguments, _) in printing(&data) {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = program().args(&arguments).stdout(full).stderr(Stdio::piped()).spawn();
        let output = output.unwrap().wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {err}");
        assert!(err.contains("không in được") && err.contains("đĩa đầy"), "{arguments:?}: {err}");
        assert_eq!(err.trim_end().lines().count(), 1, "{err}");
        // Nor does it matter where complaints go.
        let full = || fs::File::options().write(true).open("/dev/full").unwrap();
        let status = program().args(&arguments).stdout(full()).stderr(full()).status().unwrap();
        assert_eq!(status.code(), Some(1), "{arguments:?}");
    }
}

#[test]
fn commands_print_by_what_cannot_panic() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let source = fs::read_to_string(&path).unwrap();
        assert!(!source.contains("println!("), "{} panics on a closed pipe", path.display());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_file_is_refused_wherever_a_file_is_read() {
    let (folder, data) = sample();
    let pipe = folder.path().join("ong");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let of = ["--period", "2023-05"];
    let jobs: [&[&str]; 7] = [
        &["import"],
        &["form", "import", of[0], of[1]],
        &["look", "--skeleton"],
        &["template", "add"],
        &["restore", "--from"],
        &["verify", "--data"],
        &["password", "set", "--new-password-file"],
    ];
    let before = fs::read(&data).unwrap();
    for odd in [pipe.to_str().unwrap(), "/dev/zero", "/dev/full", folder.path().to_str().unwrap()] {
        for job in jobs {
            let own: &[&str] = if job[0] == "verify" { &[] } else { &["--data", &data] };
            let mut child = program();
            let child = child.args(job).arg(odd).args(own).stderr(Stdio::piped());
            let mut child = child.stdout(Stdio::null()).spawn().unwrap();
            let began = Instant::now();
            while child.try_wait().unwrap().is_none() {
                if began.elapsed() > Duration::from_secs(20) {
                    child.kill().unwrap();
                    panic!("{job:?} {odd} does not end");
                }
                std::thread::sleep(Duration::from_millis(5));
            }
            let output = child.wait_with_output().unwrap();
            let err = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{job:?} {odd}: {err}");
            assert!(err.contains("không phải là tệp"), "{job:?} {odd}: {err}");
        }
    }
    assert_eq!(fs::read(&data).unwrap(), before);
}

#[test]
fn what_was_saved_on_a_disk_that_fills_up_is_not_called_undone() {
    let (folder, data) = sample();
    let bytes = fs::metadata(&data).unwrap().len();
    let copy = folder.path().join("b.bc06");
    let (mut done, mut warned) = (0, 0);
    // In blocks of 512 bytes: from no room at all to more than the file needs.
    for blocks in (0..bytes / 512 + 400).step_by(97) {
        fs::copy(&data, &copy).unwrap();
        let wal = folder.path().join("b.bc06-wal");
        if wal.exists() {
            fs::remove_file(&wal).unwrap();
        }
        let output = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", &blocks.to_string()])
            .arg(env!("CARGO_BIN_EXE_baocao06"))
            .args(["new", "--period", "2023-06", "--data"])
            .arg(&copy)
            .env("HOME", folder.path())
            .output()
            .unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        let is_saved = num_reports(&copy) == Some(14);
        assert_eq!(output.status.success(), is_saved, "{blocks} blocks: {err}");
        done += usize::from(is_saved);
        if is_saved && !err.is_empty() {
            assert!(err.contains("Việc đã làm xong"), "{err}");
            warned += 1;
        }
    }
    println!("{done} saved, {warned} of them not folded into the file");
    assert!(done > 0);
}

#[test]
fn what_a_killed_program_left_half_made_goes_at_the_next_start_and_the_next_export() {
    let (folder, data) = sample();
    let other = tempfile::tempdir().unwrap();
    let now = fs::metadata(&data).unwrap().modified().unwrap();
    let hours_ago = now - Duration::from_secs(2 * 60 * 60);
    let left = |folder: &Path| {
        let draft = folder.join(".baocao06-Ab12cd.tmp");
        fs::File::create(&draft).unwrap().set_modified(hours_ago).unwrap();
        draft
    };
    let (beside, abroad) = (left(folder.path()), left(other.path()));
    assert!(program().args(["periods", "--data", &data]).output().unwrap().status.success());
    assert!(!beside.exists() && abroad.exists());
    let out = other.path().join("a.json");
    let export = ["export", "--data", &data, "--period", "2023-05", "--format", "json", "--out"];
    assert!(program().args(export).arg(out).output().unwrap().status.success());
    assert!(!abroad.exists());
}
