//! The password that a data file asks for: in the window with the real worker behind it, on the command line, with
//! backups; and files of an earlier version, which both of them back up and migrate on one way.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use baocao06::app::backup::folder;
use baocao06::app::password::{CAN_ENCRYPT, Opener, Password, ProtectionWish};
use baocao06::app::problem::About;
use baocao06::app::safekeeping::{Backup, Occasion, folder_of};
use baocao06::app::session::Session;
use baocao06::app::state::Screen;
use baocao06::app::worker::First;
use baocao06::report::change::Edit;
use baocao06::report::value::Value;
use baocao06::store::{SCHEMA_VERSION, Store};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use rusqlite::Connection;
use tempfile::TempDir;

use super::live_window::LiveWindow;
use super::program::program;
use super::support::key;
use super::test_keeping::{change_by_hand, list_of, sample_file};

const FIRST: &str = "Đông Hải 06";
const LIST: &str = "Năm 2023";
const SCREEN: &str = "Tệp dữ liệu có mật khẩu";

pub(crate) fn typed(text: &str) -> Password {
    Password::typed(text).unwrap()
}

/// The sample in a data file that asks for a password, with a backup that does not.
fn locked_file() -> (TempDir, PathBuf) {
    let (folder, data) = sample_file();
    let mut session = Session::open(&data).unwrap();
    session.back_up(Occasion::Manual, None).unwrap();
    session.protect(None, &ProtectionWish::Password(typed(FIRST))).unwrap();
    session.close().unwrap();
    (folder, data)
}

/// A command over a data file, with what it is told of passwords.
pub(crate) fn command(data: &Path, job: &[&str], password: Option<&str>) -> Output {
    let mut command = program();
    command.arg("--data").arg(data).args(job).env_remove("BAOCAO06_PASSWORD");
    if let Some(password) = password {
        command.env("BAOCAO06_PASSWORD", password);
    }
    command.output().unwrap()
}

#[track_caller]
pub(crate) fn done(data: &Path, job: &[&str], password: Option<&str>) -> String {
    let output = command(data, job, password);
    assert!(output.status.success(), "{job:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
pub(crate) fn refused(data: &Path, job: &[&str], password: Option<&str>) -> String {
    let output = command(data, job, password);
    assert_eq!(output.status.code(), Some(1), "{job:?}");
    assert!(output.stdout.is_empty(), "{job:?}: {}", String::from_utf8_lossy(&output.stdout));
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told.trim_end().lines().count(), 1, "{told}");
    told
}

pub(crate) fn press(live: &mut LiveWindow, button: &str) {
    live.harness.get_by_role_and_label(Role::Button, button).click();
    live.harness.run();
}

/// From the list of reports: the newest backup is looked into, tried out and restored.
pub(crate) fn restore_newest(live: &mut LiveWindow) {
    live.click("Bản sao, khôi phục…");
    live.says("do người dùng sao lưu");
    press(live, "Xem có gì");
    live.says("13 giống nhau");
    press(live, "Diễn tập khôi phục");
    live.says("Khôi phục thử được, nguyên vẹn: 13 báo cáo");
    press(live, "Khôi phục bản sao này…");
    live.says("Khôi phục bản sao này?");
    press(live, "Khôi phục");
    live.says("Đã khôi phục; tệp bị thay ở");
    live.says(LIST);
}

pub(crate) fn type_into(live: &mut LiveWindow, name: &str, text: &str) {
    live.harness
        .get_by(|node| {
            node.label().is_some_and(|label| label == name) && node.role() != Role::Label
        })
        .focus();
    live.harness.run();
    live.harness.event(egui::Event::Text(text.to_owned()));
    live.harness.run();
}

/// Waits until the worker is done with the last password.
pub(crate) fn may_try_again(live: &mut LiveWindow) {
    live.until("another try", |harness| !harness.state().as_ref().unwrap().state().is_replacing());
}

#[test]
fn nothing_is_told_before_the_password_is() {
    let (_folder, data) = locked_file();
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 768.0]);
    live.says(SCREEN);
    live.says("bao-cao.bc06");
    for words in [LIST, "Bản sao gần nhất", "Tháng 5", "UBND"] {
        assert!(live.harness.query_all_by_label_contains(words).next().is_none(), "{words}");
    }
    // The keyboard is in the field; Enter tries what is typed.
    live.harness.event(egui::Event::Text("Đông Hải 07".to_owned()));
    live.harness.run();
    live.harness.key_press(Key::Enter);
    live.harness.run();
    live.says("Mật khẩu không đúng");
    may_try_again(&mut live);
    assert!(live.harness.query_by_label(LIST).is_none());
    // What was typed is there yet, and can be read.
    live.click("Hiện mật khẩu");
    let field = live.harness.get_by_role_and_label(Role::TextInput, "Mật khẩu mở tệp");
    assert_eq!(field.value().as_deref(), Some("Đông Hải 07"));
    field.focus();
    live.harness.run();
    live.harness.key_press(Key::Backspace);
    live.harness.run();
    live.harness.event(egui::Event::Text("6".to_owned()));
    live.harness.run();
    live.harness.key_press(Key::Enter);
    live.harness.run();
    live.says(LIST);
    live.close();
}

#[test]
fn a_file_that_is_open_stays_open_behind_one_that_asks() {
    let (_folder, open) = sample_file();
    let (_other, data) = locked_file();
    let mut live = list_of(&open);
    live.command("mo tep du lieu khac");
    live.choose(&data);
    live.says(SCREEN);
    live.click("Trở lại các tháng");
    live.says(LIST);
    assert_eq!(live.harness.state().as_ref().unwrap().state().screen, Screen::Reports);
    assert!(Store::open(&open).is_err(), "still open");
    assert!(Store::open(&data).is_ok(), "and the other one is not");
}

#[test]
fn it_is_set_changed_and_taken_away_in_the_window() {
    let (_folder, data) = sample_file();
    let mut live = list_of(&data);
    live.command("mat khau mo tep");
    live.says("Tệp này chưa có mật khẩu");
    live.says("Tệp không được mã hóa");
    live.says("Quên mật khẩu thì");
    type_into(&mut live, "Mật khẩu mới", "ngắn");
    type_into(&mut live, "Gõ lại mật khẩu mới", "ngắn");
    live.click("Đặt mật khẩu");
    live.says("Mật khẩu phải có ít nhất 6 ký tự");
    type_into(&mut live, "Mật khẩu mới", " rồi dài");
    live.click("Đặt mật khẩu");
    live.says("Hai lần gõ mật khẩu không giống nhau");
    type_into(&mut live, "Gõ lại mật khẩu mới", " rồi dài");
    live.harness.key_press(Key::Enter);
    live.harness.run();
    live.says("Từ nay mở tệp phải có mật khẩu");
    live.command("mat khau mo tep");
    live.says("Tệp này đang có mật khẩu");
    live.click("Bỏ mật khẩu");
    live.says("Chưa gõ mật khẩu đang dùng");
    type_into(&mut live, "Mật khẩu đang dùng", "đoán bừa");
    live.click("Bỏ mật khẩu");
    live.says("Mật khẩu không đúng");
    live.harness.key_press(Key::Escape);
    live.harness.run();
    live.command("mat khau mo tep");
    type_into(&mut live, "Mật khẩu đang dùng", "ngắn rồi dài");
    live.click("Bỏ mật khẩu");
    live.says("Từ nay mở tệp không hỏi mật khẩu");
    live.close();
    assert!(Session::open(&data).is_ok());
}

#[test]
fn who_has_opened_the_file_looks_into_its_backups_and_restores_them() {
    let (_folder, data) = locked_file();
    let opener = Opener::With(typed(FIRST));
    let session = Session::open_for(&data, &opener).unwrap();
    let locked = session.back_up(Occasion::Manual, None).unwrap().backup.path;
    session.close().unwrap();
    let asked = Session::open(&locked).map(drop).unwrap_err();
    assert_eq!(asked.about, About::Password, "the backup asks, too");

    let mut live = LiveWindow::start(First::Named(data.clone()), [1366.0, 768.0]);
    live.says(SCREEN);
    live.harness.event(egui::Event::Text(FIRST.to_owned()));
    live.harness.run();
    press(&mut live, "Mở");
    live.says(LIST);
    restore_newest(&mut live);
    live.close();
    assert!(Session::open(&data).is_err(), "what was restored asks again");
    assert!(Session::open_for(&data, &opener).is_ok());
}

#[test]
fn who_forgot_the_password_goes_on_with_the_backup_from_before_it() {
    let (_folder, data) = locked_file();
    let session = Session::open_for(&data, &Opener::With(typed(FIRST))).unwrap();
    let locked = session.back_up(Occasion::Manual, None).unwrap().backup.path;
    session.close().unwrap();
    let told = refused(&data, &["restore", "--from", locked.to_str().unwrap()], None);
    assert!(told.starts_with("Tệp dữ liệu này có mật khẩu mở tệp. "), "{told}");
    assert!(Session::open(&data).is_err(), "nothing was restored");
    let restored = |data: &Path| {
        assert!(Session::open(data).is_ok(), "it asks for none");
        let aside = fs::read_dir(folder_of(data)).unwrap().map(|entry| entry.unwrap().path());
        let aside = aside.filter(|path| path.to_str().unwrap().contains("bi-thay"));
        assert_eq!(aside.count(), 1, "the file with the password is kept");
    };

    let backups = folder::own(&data).unwrap();
    let of = |occasion| backups.iter().find(|backup| backup.occasion == occasion).unwrap();
    let before = &of(Occasion::BeforePassword).path;
    done(&data, &["restore", "--from", before.to_str().unwrap()], None);
    restored(&data);

    // The same in the window.
    let (_folder, data) = locked_file();
    let mut live = LiveWindow::start(First::Named(data.clone()), [1366.0, 768.0]);
    live.says(SCREEN);
    live.says("hôm nay, trước khi đặt mật khẩu");
    let offered = live.harness.get_by(|node| {
        node.role() == Role::Button
            && node.label().is_some_and(|label| label.starts_with("Khôi phục bản sao "))
    });
    offered.click();
    live.harness.run();
    // It is asked first, and Enter does nothing.
    live.says("Khôi phục bản sao này?");
    live.says("Trong đó có 13 báo cáo, kỳ mới nhất là tháng 5/2023");
    live.says("được giữ lại, dưới tên khác, trong thư mục");
    live.harness.run();
    assert!(live.harness.get_by_label("Không").is_focused());
    live.harness.key_press(egui::Key::Enter);
    live.harness.run();
    live.says(SCREEN);
    assert!(Session::open(&data).is_err(), "nothing was restored");
    live.click("Khôi phục bản sao ");
    live.says("Khôi phục bản sao này?");
    live.picture("restore-asked");
    live.harness.get_by_label("Khôi phục").click();
    live.harness.run();
    live.says(LIST);
    live.close();
    restored(&data);
}

#[test]
fn every_command_asks_for_the_password() {
    let (folder, data) = locked_file();
    let out = folder.path().join("may.json");
    let out = out.to_str().unwrap();
    let before = fs::read(&data).unwrap();
    for job in [
        &["periods"][..],
        &["new", "--period", "2024-01"],
        &["export", "--period", "2023-05", "--format", "json", "--out", out],
        &["check", "--period", "2023-05"],
        &["look"],
        &["form", "list", "--period", "2023-05"],
        &["office", "list"],
        &["template", "list"],
        &["backup"],
        &["verify"],
        &["password", "set", "--new-password-file", out],
        &["password", "remove"],
    ] {
        let told = refused(&data, job, None);
        assert!(told.starts_with("Tệp dữ liệu này có mật khẩu mở tệp. "), "{job:?}: {told}");
        assert!(told.contains("--password-file TEP"), "{told}");
        let told = refused(&data, job, Some("khác hẳn"));
        assert!(told.starts_with("Mật khẩu không đúng. "), "{job:?}: {told}");
    }
    assert_eq!(fs::read(&data).unwrap(), before);
    assert!(done(&data, &["periods"], Some(FIRST)).starts_with("2022-05"));
    assert!(done(&data, &["verify"], Some(FIRST)).contains("nguyên vẹn"));
    // The backup from before asks for none; one that was made since does.
    assert!(done(&data, &["backups", "--drill"], None).contains("nguyên vẹn"));
    done(&data, &["backup"], Some(FIRST));
    assert!(refused(&data, &["backups", "--drill"], None).contains("--password-file TEP"));
    assert!(done(&data, &["backups", "--drill"], Some(FIRST)).contains("nguyên vẹn"));
}

#[test]
fn a_password_is_set_and_taken_away_by_command() {
    let (folder, data) = sample_file();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (old, new) = (file("cu.txt", "mật khẩu cũ\r\nghi chú"), file("moi.txt", "mật khẩu mới\n"));
    let told = done(&data, &["password", "set", "--new-password-file", &old], None);
    assert!(told.contains("Tệp không được mã hóa") && told.contains("Quên mật khẩu"), "{told}");
    assert!(told.ends_with("Từ nay mở tệp phải có mật khẩu\n"), "{told}");
    let with = |file: &str, job: &[&str]| [&["--password-file", file], job].concat().join("\u{1}");
    let split = |job: &str| job.split('\u{1}').map(str::to_owned).collect::<Vec<_>>();
    let job = split(&with(&old, &["password", "set", "--new-password-file", &new]));
    done(&data, &job.iter().map(String::as_str).collect::<Vec<_>>(), None);
    assert!(refused(&data, &["periods"], Some("mật khẩu cũ")).contains("không đúng"));
    done(&data, &["periods"], Some("mật khẩu mới"));
    done(&data, &["password", "remove"], Some("mật khẩu mới"));
    assert_eq!(done(&data, &["password", "remove"], None), "Tệp này không có mật khẩu\n");
    done(&data, &["periods"], None);
    let told = refused(&data, &["password", "set"], None);
    assert!(told.contains("--new-password-file"), "{told}");
}

/// A log of which the end cannot be read is told to who knows the password, although the file was asked before by
/// somebody who does not.
#[test]
fn a_damaged_log_is_told_behind_the_password() {
    let (_folder, data) = locked_file();
    let opener = Opener::With(typed(FIRST));
    let mut session = Session::open_for(&data, &opener).unwrap();
    let may = session.summary().unwrap().reports.last().unwrap().id;
    for count in 1..5 {
        let edit = Edit::figure(key("identity.cards"), Some(Value::count(count)));
        session.save(may, &[edit], baocao06::app::open_report::Deed::Typed).unwrap();
    }
    let log = data.with_file_name("bao-cao.bc06-wal");
    let (file, mut bad) = (fs::read(&data).unwrap(), fs::read(&log).unwrap());
    drop(session);
    let at = bad.len() - 5;
    bad[at] ^= 4;
    fs::write(&data, file).unwrap();
    fs::write(&log, &bad).unwrap();
    assert_eq!(Session::open(&data).map(drop).unwrap_err().about, About::Password);
    assert_eq!(fs::read(&log).unwrap(), bad, "as it was");
    let session = Session::open_for(&data, &opener).unwrap();
    assert!(session.log_problem().is_some());
    let aside = data.with_file_name("bao-cao.bc06-wal-hong");
    assert_eq!(fs::read(aside).unwrap(), bad);
    session.close().unwrap();
}

#[test]
fn a_password_that_another_hand_took_away_is_told_at_once() {
    let (_folder, data) = locked_file();
    change_by_hand(&data, "DELETE FROM password");
    let output = command(&data, &["periods"], None);
    assert!(output.status.success());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("Mật khẩu mở tệp đã bị đổi hoặc gỡ bỏ ngoài chương trình"), "{told}");
    let told = command(&data, &["verify"], None);
    assert!(String::from_utf8(told.stdout).unwrap().contains("Mật khẩu mở tệp đã mất"));
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 768.0]);
    live.says("Mật khẩu mở tệp đã bị đổi hoặc gỡ bỏ ngoài chương trình");
    change_by_hand_closed(live, &data, "INSERT INTO password (id, phc) VALUES (1, 'x')");
    let told = refused(&data, &["periods"], Some(FIRST));
    assert!(told.contains("không kiểm tra được"), "{told}");
}

fn change_by_hand_closed(live: LiveWindow, data: &Path, sql: &str) {
    live.close();
    change_by_hand(data, sql);
}

/// The sample in a data file of version 1, made by the script of that version.
#[expect(clippy::disallowed_methods, reason = "it is an earlier version that makes the file here")]
fn older_file() -> (TempDir, PathBuf) {
    let (folder, data) = sample_file();
    let old = folder.path().join("cu");
    let conn = Connection::open(&old).unwrap();
    conn.execute_batch(include_str!("../../src/store/schema_1.sql")).unwrap();
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF").unwrap();
    conn.execute("ATTACH ?1 AS today", [data.to_str().unwrap()]).unwrap();
    let mut tables =
        conn.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'").unwrap();
    let names = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    for table in names.map(Result::unwrap).collect::<Vec<_>>() {
        let columns = "SELECT group_concat(name) FROM pragma_table_info(?1, 'main')";
        let columns: String = conn.query_row(columns, [&table], |row| row.get(0)).unwrap();
        let copy = format!("INSERT INTO main.{table} SELECT {columns} FROM today.{table}");
        conn.execute_batch(&copy).unwrap();
    }
    drop(tables);
    conn.close().unwrap();
    fs::rename(&old, &data).unwrap();
    (folder, data)
}

fn version(path: &Path) -> i32 {
    i32::from_be_bytes(fs::read(path).unwrap()[60..64].try_into().unwrap())
}

fn fingerprint(path: &Path) -> String {
    format!("{:?}", Store::open_read_only(path).unwrap().fingerprint().unwrap())
}

/// The one backup of a data file, which was made before it was migrated.
#[track_caller]
fn backup_before(data: &Path) -> Backup {
    let backups = folder::own(data).unwrap();
    assert_eq!(backups.len(), 1, "{backups:?}");
    assert_eq!(backups[0].occasion, Occasion::BeforeMigration);
    assert_eq!(version(&backups[0].path), 1, "as it was");
    backups[0].clone()
}

#[test]
fn a_file_that_looks_encrypted_is_told_so_and_left_alone() {
    if CAN_ENCRYPT {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("bao-cao.bc06");
    // Compressed, nothing looks like anything.
    let mut random = 6_u64;
    let bytes: Vec<u8> = std::iter::repeat_with(|| {
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        random.to_be_bytes()[0]
    })
    .take(40_960)
    .collect();
    fs::write(&data, &bytes).unwrap();
    for job in [&["periods"][..], &["verify"], &["backup"]] {
        let told = refused(&data, job, Some(FIRST));
        assert!(told.starts_with("Tệp này có lẽ là tệp dữ liệu đã mã hóa"), "{told}");
        assert!(!told.contains("hỏng"), "{told}");
    }
    let told = refused(&data, &["password", "encrypt"], None);
    assert!(told.contains("mã hóa"), "{told}");
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 768.0]);
    live.says("Tệp này có lẽ là tệp dữ liệu đã mã hóa");
    live.says("Bắt đầu với mẫu Đề án 06");
    live.close();
    assert_eq!(fs::read(&data).unwrap(), bytes);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_older_file_is_backed_up_and_migrated_by_a_command() {
    let (_folder, data) = older_file();
    let before = fingerprint(&data);
    assert!(done(&data, &["periods"], None).starts_with("2022-05"));
    assert_eq!((version(&data), fingerprint(&data)), (SCHEMA_VERSION, before.clone()));
    let backup = backup_before(&data);
    assert_eq!(fingerprint(&backup.path), before);
    // What was made of the older file is looked into, tried out and restored like any other.
    assert!(done(&data, &["backups", "--drill"], None).contains("13 báo cáo"));
    done(&data, &["restore", "--from", backup.path.to_str().unwrap()], None);
    assert_eq!((version(&data), fingerprint(&data)), (SCHEMA_VERSION, before));
    assert!(done(&data, &["verify"], None).contains("nguyên vẹn"));
}

#[test]
fn an_older_file_is_backed_up_and_migrated_by_the_window() {
    let (_folder, data) = older_file();
    let before = fingerprint(&data);
    let mut live = list_of(&data);
    live.click("Bản sao, khôi phục…");
    live.says("trước khi nâng cấp tệp");
    press(&mut live, "Xem có gì");
    live.says("13 giống nhau");
    live.close();
    assert_eq!((version(&data), fingerprint(&data)), (SCHEMA_VERSION, before));
    backup_before(&data);
}

#[test]
fn an_older_file_of_which_no_backup_can_be_made_stays_as_it_is() {
    let (_folder, data) = older_file();
    let before = fs::read(&data).unwrap();
    let sao_luu = baocao06::app::safekeeping::folder_of(&data);
    fs::write(&sao_luu, "a file where the folder was to be").unwrap();
    let told = refused(&data, &["periods"], None);
    assert!(told.starts_with("Tệp dữ liệu do bản chương trình trước ghi, phải sao lưu"), "{told}");
    assert_eq!(fs::read(&data).unwrap(), before);
}
