//! R5, R9 and R49: a program that is killed again and again, has little memory, or runs for a day.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use baocao06::app::session::Session;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::live_window::LiveWindow;
use super::support::*;
use super::test_keeping::sample_file;
use super::test_whole_files::moments;
use crate::program::program;

const KILLS: u32 = 100;
/// More than this is never waiting in the log beside the file, in bytes.
const LOG_MAX: u64 = 4 * 1024 * 1024;
/// So much memory a command may take, in KiB: what an old office computer has left.
const MEMORY_MAX: u64 = 256 * 1024;
const ROUNDS: usize = 2_000;
/// So much the memory may grow from the tenth part of a day to its end, in KiB.
const GROWTH_MAX: u64 = 20 * 1024;

fn log_beside(data: &Path) -> u64 {
    let mut name = data.to_owned().into_os_string();
    name.push("-wal");
    fs::metadata(PathBuf::from(name)).map_or(0, |about| about.len())
}

/// What lies in a folder and in the folders in it.
fn num_files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|entry| if entry.path().is_dir() { num_files(&entry.path()) } else { 1 }).sum()
}

#[test]
fn r5_a_crash_loop_leaves_no_growing_log() {
    let (folder, data) = sample_file();
    let report = |month: u32| format!("{}-{:02}", 2030 + month / 12, 1 + month % 12);
    let start = |month: u32| {
        let mut command = program();
        command.arg("--data").arg(&data).args(["new", "--period", &report(month)]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let began = Instant::now();
    assert!(start(0).wait().unwrap().success());
    let whole = began.elapsed();
    let before = num_files(folder.path());
    let (mut largest, mut cut_off) = (0, 0);
    for (month, moment) in (1..).zip(moments(KILLS, whole)) {
        let mut child = start(month);
        std::thread::sleep(moment);
        child.kill().unwrap();
        cut_off += u32::from(!child.wait().unwrap().success());
        largest = largest.max(log_beside(&data));
        assert!(largest < LOG_MAX, "{largest} after {month} kills");
    }
    assert!(cut_off > 0);
    assert!(start(500).wait().unwrap().success());
    assert_eq!(log_beside(&data), 0);
    let after = num_files(folder.path());
    assert!(after <= before + 2, "{before} files before, {after} after");
    let mut session = Session::open(&data).unwrap();
    assert!(session.verify().unwrap().is_whole());
    session.close().unwrap();
    println!(
        "{KILLS} kills, {cut_off} in the work: the log beside the file had {largest} bytes at most"
    );
}

/// A number of a process, in KiB, as the system tells it; none when the process has ended.
fn memory(process: &str, name: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim_start_matches(':').trim().strip_suffix(" kB")?.trim().parse().ok()
}

/// Runs a command to its end; the most memory that it was seen with, and whether it went well.
fn watched(command: &mut Command) -> (u64, bool) {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let (process, mut most) = (child.id().to_string(), 0);
    loop {
        most = most.max(memory(&process, "VmHWM").unwrap_or(0));
        if let Some(status) = child.try_wait().unwrap() {
            return (most, status.success());
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn r9_normal_work_fits_into_little_memory() {
    let (folder, data) = sample_file();
    let out = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let export = |format: &str| {
        let out = out(&format!("bao-cao.{format}"));
        let words = ["export", "--period", "2023-05", "--format", format, "--out", &out];
        words.map(str::to_owned).to_vec()
    };
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let jobs = [
        export("docx"),
        export("pdf"),
        export("xlsx"),
        words(&["verify"]),
        words(&["backup"]),
        words(&["new", "--period", "2023-06"]),
    ];
    for job in jobs {
        let (most, went_well) = watched(program().arg("--data").arg(&data).args(&job));
        assert!(went_well, "{job:?}");
        assert!(most > 0 && most < MEMORY_MAX, "{job:?} took {most} KiB");
    }
    // A file of a size that no report has is not even read.
    let huge = folder.path().join("lon.json");
    fs::File::create(&huge).unwrap().set_len(8 << 30).unwrap();
    let (most, went_well) = watched(program().arg("--data").arg(&data).arg("import").arg(&huge));
    assert!(!went_well);
    assert!(most < MEMORY_MAX, "{most} KiB for what is refused");
}

/// Open files, pipes and sockets of this process.
fn num_handles() -> usize {
    fs::read_dir("/proc/self/fd").unwrap().count()
}

/// A day in one window: figures are typed over and taken back, parts and months changed, the report exported.
#[test]
#[ignore = "soak: some minutes in a release build"]
fn soak_r49_endurance() {
    let (folder, data) = sample_file();
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 2600.0]);
    live.says("Năm 2023");
    live.click("Tháng 5/2023");
    live.says("Thể thức văn bản");
    let mut early = None;
    for round in 0..ROUNDS {
        live.click("Căn cước và định danh");
        replace(
            &mut live.harness,
            "Hồ sơ cấp thẻ căn cước đã thu nhận",
            &(1_000 + round).to_string(),
        );
        live.says("Đã lưu");
        live.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        live.says("Đã hoàn tác");
        live.harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
        live.harness.run();
        if round % 10 == 0 {
            live.harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
            live.harness.run();
            if live.harness.query_by_label("Vẫn xuất").is_some() {
                live.click("Vẫn xuất");
            }
            live.choose(&folder.path().join("bao-cao.docx"));
            live.says("Đã xuất");
        }
        if round == ROUNDS / 10 {
            early = Some((memory("self", "VmRSS").unwrap(), num_handles()));
        }
    }
    let (memory_early, handles_early) = early.unwrap();
    let (memory_late, handles) = (memory("self", "VmRSS").unwrap(), num_handles());
    println!(
        "{ROUNDS} rounds: memory {memory_early} KiB, then {memory_late} KiB; handles {handles_early}, then {handles}"
    );
    assert!(memory_late < memory_early + GROWTH_MAX);
    assert!(handles <= handles_early + 2);
    live.close();
}
