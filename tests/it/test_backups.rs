//! Backups, restoring and verifying by the command line: the real files of a folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

use baocao06::app::backup::{comparison, folder, restoring};
use baocao06::app::platform::location;
use baocao06::app::problem::Problem;
use baocao06::app::safekeeping::{Backup, Occasion, Standing, folder_of};
use baocao06::app::session::Session;
use baocao06::disk;
use baocao06::report::change::Edit;
use baocao06::report::deed::Deed;
use baocao06::report::key::FigureKey;
use baocao06::report::value::Value;
use baocao06::store::{Store, StoreError};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::program::program;

/// A folder with the sample in a data file.
fn sample() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("bao-cao.bc06");
    Session::create_sample(&data).unwrap().close().unwrap();
    (folder, data)
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    program().arg("--data").arg(data).args(arguments).output().unwrap()
}

/// What a job that goes well says.
fn said(data: &Path, arguments: &[&str]) -> String {
    let output = run(data, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Why a job does not.
fn refused(data: &Path, arguments: &[&str]) -> String {
    let output = run(data, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// Types a number into the first figure of the last report.
fn type_number(session: &mut Session, number: i64) {
    let id = session.summary().unwrap().reports.last().unwrap().id;
    let loaded = session.load(id).unwrap();
    let key: FigureKey = loaded.report.values.keys().next().unwrap().clone();
    let edit = Edit::figure(key, Some(Value::count(number)));
    session.save(id, &[edit], Deed::Typed).unwrap();
}

fn change(data: &Path, number: i64) {
    let mut session = Session::open(data).unwrap();
    type_number(&mut session, number);
    session.close().unwrap();
}

/// A program that knows nothing of ours, over the file.
#[expect(clippy::disallowed_methods, reason = "it is not the store that opens the file here")]
fn other_program(data: &Path) -> Connection {
    Connection::open(data).unwrap()
}

fn fingerprint(data: &Path) -> String {
    format!("{:?}", Store::open_read_only(data).unwrap().fingerprint().unwrap())
}

fn backups(data: &Path) -> Vec<Backup> {
    folder::own(data).unwrap()
}

#[test]
fn a_file_is_backed_up_listed_tried_out_and_restored_by_command() {
    let (folder, data) = sample();
    let told = said(&data, &["backup"]);
    assert!(told.contains("Đã sao lưu và kiểm tra"), "{told}");
    let before = fingerprint(&data);
    change(&data, 123_456);
    said(&data, &["backup"]);
    let list = said(&data, &["backups"]);
    assert!(list.contains("do người dùng sao lưu") && list.contains("2 bản sao"), "{list}");
    let drill = said(&data, &["backups", "--drill"]);
    assert!(drill.contains("13 báo cáo") && drill.contains("nguyên vẹn"), "{drill}");
    let after = fingerprint(&data);
    assert_ne!(before, after);

    let first = backups(&data).last().unwrap().path.clone();
    let told = said(&data, &["restore", "--from", first.to_str().unwrap()]);
    assert!(told.contains("Đã khôi phục") && told.contains("bi-thay"), "{told}");
    assert_eq!(fingerprint(&data), before);
    // What was replaced is there twice: as it was, and as a backup.
    assert_eq!(fingerprint(&backups(&data)[0].path), after);
    assert_eq!(backups(&data)[0].occasion, Occasion::BeforeRestore);
    let aside = fs::read_dir(folder_of(&data)).unwrap().map(|entry| entry.unwrap().path());
    let aside: Vec<PathBuf> =
        aside.filter(|path| path.to_str().unwrap().contains("-bi-thay-")).collect();
    assert_eq!(aside.len(), 1);
    assert_eq!(fingerprint(&aside[0]), after);
    assert!(said(&data, &["verify"]).contains("nguyên vẹn"));
    drop(folder);
}

#[test]
fn what_cannot_be_restored_leaves_all_as_it_was() {
    let (folder, data) = sample();
    let whole = fs::read(&data).unwrap();
    let nothing = folder.path().join("khong-co.bc06");
    assert!(
        refused(&data, &["restore", "--from", nothing.to_str().unwrap()])
            .contains("Không có bản sao")
    );
    let picture = folder.path().join("anh.bc06");
    fs::write(&picture, b"\x89PNG and more").unwrap();
    let told = refused(&data, &["restore", "--from", picture.to_str().unwrap()]);
    assert!(told.contains("không phải dữ liệu"), "{told}");
    said(&data, &["backup"]);
    let copy = backups(&data)[0].path.clone();
    let sql = other_program(&copy);
    sql.execute_batch("UPDATE figure_value SET count = 7 WHERE count IS NOT NULL").unwrap();
    sql.close().unwrap();
    let told = refused(&data, &["restore", "--from", copy.to_str().unwrap()]);
    assert!(told.contains("không nguyên vẹn"), "{told}");
    assert_eq!(fs::read(&data).unwrap(), whole);
    // While the file is open nothing takes its place.
    said(&data, &["backup"]);
    let copy = backups(&data)[0].path.clone();
    let session = Session::open(&data).unwrap();
    let told = refused(&data, &["restore", "--from", copy.to_str().unwrap()]);
    assert!(told.contains("đang mở ở một cửa sổ khác"), "{told}");
    session.close().unwrap();
    assert!(!folder.path().join(".baocao06-khoi-phuc.tmp").exists());
}

#[test]
fn a_damaged_file_is_restored_and_kept_whole_with_its_log() {
    let (_folder, data) = sample();
    said(&data, &["backup"]);
    let before = fingerprint(&data);
    let mut bad = fs::read(&data).unwrap();
    for byte in bad.iter_mut().skip(4096).step_by(97) {
        *byte ^= 0x5a;
    }
    fs::write(&data, &bad).unwrap();
    let log = data.with_file_name("bao-cao.bc06-wal");
    fs::write(&log, b"what was left").unwrap();
    assert!(refused(&data, &["periods"]).contains("bị hỏng"));
    let copy = backups(&data)[0].path.clone();
    said(&data, &["restore", "--from", copy.to_str().unwrap()]);
    assert_eq!(fingerprint(&data), before);
    assert!(!log.exists());
    let kept = fs::read_dir(folder_of(&data)).unwrap().map(|entry| entry.unwrap().path());
    let kept: Vec<PathBuf> =
        kept.filter(|path| path.to_str().unwrap().contains("-bi-thay-")).collect();
    assert_eq!(kept.len(), 2, "the file and its log: {kept:?}");
    assert!(kept.iter().any(|path| fs::read(path).unwrap() == bad));
}

#[test]
fn a_backup_into_another_folder_stands_there() {
    let (folder, data) = sample();
    let stick = folder.path().join("usb");
    let told = said(&data, &["backup", "--to", stick.to_str().unwrap()]);
    assert!(told.contains("usb"), "{told}");
    assert!(!folder_of(&data).exists());
    let list = said(&data, &["backups", "--from", stick.to_str().unwrap()]);
    let gone = refused(&data, &["backups", "--from", folder.path().join("e").to_str().unwrap()]);
    assert!(gone.contains("Không thấy thư mục sao lưu"), "{gone}");
    assert!(list.contains("1 bản sao"), "{list}");
    let nowhere = folder.path().join("bao-cao.bc06").join("x");
    let told = refused(&data, &["backup", "--to", nowhere.to_str().unwrap()]);
    assert!(told.contains("Chưa sao lưu được: không tạo được thư mục"), "{told}");
}

#[test]
fn verify_names_what_another_program_changed_and_mends_it() {
    let (_folder, data) = sample();
    let before = fingerprint(&data);
    assert!(said(&data, &["verify"]).contains("13 báo cáo"));
    let sql = other_program(&data);
    let changed = "UPDATE figure_value SET count = 999 WHERE figure_key =
        (SELECT min(figure_key) FROM figure_value WHERE report_id = 13 AND count IS NOT NULL)
        AND report_id = 13";
    assert_eq!(sql.execute(changed, []).unwrap(), 1);
    sql.close().unwrap();
    let output = run(&data, &["verify"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("đang là 999, lần lưu cuối là"), "{told}");
    assert!(told.contains("verify --repair"), "{told}");
    let json = String::from_utf8(run(&data, &["verify", "--json"]).stdout).unwrap();
    assert!(json.contains("\"whole\": false"), "{json}");
    // The changed report is not exported either.
    let out = data.with_file_name("x.json");
    let export =
        ["export", "--period", "2023-05", "--format", "json", "--out", out.to_str().unwrap()];
    assert!(refused(&data, &export).contains("bị sửa ngoài chương trình"));
    assert!(!out.exists());

    assert!(said(&data, &["verify", "--repair"]).contains("nguyên vẹn"));
    assert_ne!(fingerprint(&data), before, "mending is an operation of its own");
    said(&data, &export);
    let kept = fs::read_dir(folder_of(&data)).unwrap().count();
    assert_eq!(kept, 1, "the file was kept before");
}

#[test]
fn verify_trusts_no_log_that_was_changed() {
    let (_folder, data) = sample();
    let sql = other_program(&data);
    sql.execute_batch(
        "DROP TRIGGER operation_is_never_updated;
         UPDATE operation SET who = 'khác' WHERE id = 2;
         CREATE TRIGGER operation_is_never_updated BEFORE UPDATE ON operation
         BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;",
    )
    .unwrap();
    sql.close().unwrap();
    let output = run(&data, &["verify", "--repair"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("kể từ thao tác thứ 2"), "{told}");
    assert!(!folder_of(&data).exists(), "nothing was mended");
}

#[test]
fn what_a_backup_holds_is_told_beside_the_file() {
    let (_folder, data) = sample();
    let mut session = Session::open(&data).unwrap();
    let made = session.back_up(Occasion::Automatic, None).unwrap();
    type_number(&mut session, 77);
    session.close().unwrap();
    let file = Store::open_read_only(&data).unwrap().reports().unwrap();
    let contents = comparison::contents(&made.backup.path, &file, None).unwrap();
    assert_eq!(contents.reports.len(), 13);
    let differing: Vec<Standing> = contents
        .reports
        .iter()
        .map(|compared| compared.standing)
        .filter(|standing| *standing != Standing::Same)
        .collect();
    assert_eq!(differing, [Standing::Differs]);
    let of_nothing = comparison::contents(&made.backup.path, &[], None).unwrap();
    assert!(of_nothing.reports.iter().all(|report| report.standing == Standing::OnlyInBackup));
}

#[test]
fn r19_thirty_backups_are_tried_out() {
    let (_folder, data) = sample();
    let mut session = Session::open(&data).unwrap();
    for number in 0..30 {
        type_number(&mut session, 1_000 + number);
        session.back_up(Occasion::Automatic, None).unwrap();
    }
    let untouched = session.back_up(Occasion::Manual, None).unwrap().fingerprint;
    session.close().unwrap();
    let made = backups(&data);
    assert_eq!(made.len(), 31, "all of two days stay");
    for backup in &made {
        let drill = restoring::drill(&backup.path, None).unwrap();
        assert!(drill.verification.is_whole());
        assert!(drill.duration < Duration::from_secs(3), "{:?}", drill.duration);
    }
    assert_eq!(format!("{untouched:?}"), fingerprint(&data), "the file itself is untouched");
}

#[test]
fn a_backup_that_thinning_would_take_is_restored_all_the_same() {
    let (_folder, data) = sample();
    // Two of an earlier day, of which only the last would stay, and one of yesterday.
    for (number, _) in (1..).zip(0..3) {
        change(&data, number);
        said(&data, &["backup"]);
    }
    let renamed = |backup: &Backup, day: &str, time: &str| {
        let today = backup.made.format("%Y-%m-%d-%Hh%M").to_string();
        let path = backup.path.to_str().unwrap().replace(&today, &format!("{day}-{time}"));
        fs::rename(&backup.path, &path).unwrap();
        PathBuf::from(path)
    };
    let made = backups(&data);
    let _newest = renamed(&made[0], "2026-11-02", "08h00");
    let _last_of_day = renamed(&made[1], "2026-11-01", "17h00");
    let wanted = renamed(&made[2], "2026-11-01", "09h15");
    let says = fingerprint(&wanted);
    change(&data, 99);
    said(&data, &["restore", "--from", wanted.to_str().unwrap()]);
    assert_eq!(fingerprint(&data), says);
}

#[test]
fn what_was_replaced_is_restored_with_what_lay_in_its_log() {
    let (_folder, data) = sample();
    said(&data, &["backup"]);
    // As after a kill: the last number lies in the log beside the file only.
    let mut session = Session::open(&data).unwrap();
    type_number(&mut session, 4_711);
    let (file, log) = (fs::read(&data).unwrap(), data.with_file_name("bao-cao.bc06-wal"));
    let log_bytes = fs::read(&log).unwrap();
    session.close().unwrap();
    let killed = data.with_file_name("usb.bc06");
    fs::write(&killed, file).unwrap();
    fs::write(killed.with_file_name("usb.bc06-wal"), log_bytes).unwrap();
    let says = fingerprint(&data);
    change(&data, 1);
    said(&data, &["restore", "--from", killed.to_str().unwrap()]);
    assert_eq!(fingerprint(&data), says);
}

#[test]
fn two_files_of_one_name_share_a_stick_and_keep_their_backups_apart() {
    let (folder, one) = sample();
    let other = folder.path().join("may-khac").join("bao-cao.bc06");
    std::fs::create_dir_all(other.parent().unwrap()).unwrap();
    Session::create_sample(&other).unwrap().close().unwrap();
    let stick = folder.path().join("usb");
    for data in [&one, &other, &one] {
        said(data, &["backup", "--to", stick.to_str().unwrap()]);
    }
    let all = folder::list(&one, &stick).unwrap();
    assert_eq!(all.len(), 3);
    let of_one = all.iter().filter(|backup| fingerprint(&backup.path) == fingerprint(&one)).count();
    assert_eq!(of_one, 2);
    let drill = said(&other, &["backups", "--from", stick.to_str().unwrap(), "--drill"]);
    let of_other =
        all.iter().find(|backup| fingerprint(&backup.path) == fingerprint(&other)).unwrap();
    assert!(drill.contains(of_other.path.to_str().unwrap()), "{drill}");
}

#[test]
fn a_damaged_file_keeps_a_copy_though_none_is_a_backup() {
    let (_folder, data) = sample();
    said(&data, &["backup"]);
    let sql = other_program(&data);
    sql.execute_batch(
        "UPDATE figure_value SET count = 7 WHERE count IS NOT NULL AND report_id = 2",
    )
    .unwrap();
    sql.close().unwrap();
    said(&data, &["backup"]);
    assert_eq!(backups(&data).len(), 1);
    let kept = folder::faulty_of(&data, &folder_of(&data), &backups(&data)[0].series);
    assert_eq!(fingerprint(&kept[0].path), fingerprint(&data));
}

#[test]
fn a_backup_that_a_killed_program_left_half_made_is_no_backup() {
    let (_folder, data) = sample();
    said(&data, &["backup"]);
    let draft = folder_of(&data).join(".baocao06-7.tmp");
    fs::write(&draft, b"half").unwrap();
    let other = folder_of(&data).join("ghi chú của tôi.txt");
    fs::write(&other, b"mine").unwrap();
    assert_eq!(backups(&data).len(), 1);
    said(&data, &["backup"]);
    assert_eq!(backups(&data).len(), 2);
    assert!(!draft.exists());
    assert!(other.exists(), "files of others are left alone");
}

#[test]
fn a_copy_that_has_no_room_names_the_place_of_the_file_and_not_the_backup() {
    let (folder, data) = sample();
    said(&data, &["backup"]);
    let copy = backups(&data)[0].path.clone();
    let nowhere = folder.path().join("khong-co").join("a.bc06");
    let told = refused(&nowhere, &["restore", "--from", copy.to_str().unwrap()]);
    assert!(told.starts_with("Chưa khôi phục được: không thấy thư mục"), "{told}");
    assert!(told.contains(nowhere.to_str().unwrap()) && !told.contains("sao-luu"), "{told}");
    let full = StoreError::DiskFull { path: copy.clone() };
    let problem = Problem::from_restore(&full, &data, &copy);
    assert_eq!(problem.path.as_deref(), Some(data.as_path()));
    assert_eq!(problem.title, "Chưa khôi phục được: đĩa đã đầy nên không ghi được");
    let damaged = StoreError::Corrupt { detail: String::new(), path: copy.clone() };
    assert_eq!(Problem::from_restore(&damaged, &data, &copy).path, Some(copy));
}

#[cfg(unix)]
#[test]
fn a_restore_that_was_killed_between_its_steps_leaves_no_second_name() {
    let (folder, data) = sample();
    said(&data, &["backup"]);
    let before = fingerprint(&data);
    let aside = |name: &str| folder_of(&data).join(name);
    let (second, own) = (
        aside("bao-cao-bi-thay-2026-11-30-14h05m00.bc06"),
        aside("bao-cao-bi-thay-2026-11-29-14h05m00.bc06"),
    );
    fs::copy(&data, &own).unwrap();
    fs::hard_link(&data, &second).unwrap();
    assert!(location::risk_of(&data).is_some(), "a second name is told");
    // Somebody else is between both steps: it is not for others to tidy up.
    let held = disk::hold(&folder_of(&data)).unwrap();
    Session::open(&data).unwrap().close().unwrap();
    assert!(second.exists());
    drop(held);
    Session::open(&data).unwrap().close().unwrap();
    assert!(!second.exists() && own.exists(), "only the second name goes");
    assert_eq!(fingerprint(&data), before);
    assert_eq!(location::risk_of(&data), None);
    // A name that somebody else gave it is left alone, and told.
    let other = folder.path().join("ten-khac.bc06");
    fs::hard_link(&data, &other).unwrap();
    Session::open(&data).unwrap().close().unwrap();
    assert!(other.exists());
    let output = run(&data, &["backup"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("liên kết cứng"), "{told}");
}

#[test]
fn commands_that_write_tell_once_of_a_folder_that_is_copied_to_the_internet() {
    let folder = tempfile::tempdir().unwrap();
    let cloud = folder.path().join("Dropbox");
    fs::create_dir(&cloud).unwrap();
    let data = cloud.join("bao-cao.bc06");
    let told = |data: &Path, arguments: &[&str]| {
        let output = run(data, arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{told}");
        told
    };
    let copy = folder.path().join("usb");
    for arguments in [
        &["sample"][..],
        &["backup", "--to", copy.to_str().unwrap()],
        &["new", "--period", "2024-01"],
    ] {
        let told = told(&data, arguments);
        assert_eq!(told.matches("Dropbox").count(), 2, "in words and in the path: {told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(!told.contains("Lưu ra tệp khác"), "no button of the window: {told}");
    }
    assert_eq!(told(&data, &["periods"]), "", "what only reads says nothing");
    let backup = folder::list(&data, &copy).unwrap()[0].path.clone();
    let restored = told(&data, &["restore", "--from", backup.to_str().unwrap()]);
    assert_eq!(restored.lines().count(), 1, "{restored}");
    let local = folder.path().join("a.bc06");
    assert_eq!(told(&local, &["sample"]), "");
}
