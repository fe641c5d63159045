//! Encrypted data files, by command and in the window with the real worker behind it: made so, opened, backed up, looked
//! into, restored, given another password, and made plain again.

use std::fs;
use std::path::{Path, PathBuf};

use baocao06::app::backup::folder;
use baocao06::app::problem::About;
use baocao06::app::safekeeping::folder_of;
use baocao06::app::session::Session;
use baocao06::app::worker::First;
use baocao06::store::{Fingerprint, Key, Store};
use egui::Key as Press;
use egui_kittest::kittest::Queryable as _;
use tempfile::TempDir;

use super::live_window::LiveWindow;
use super::test_keeping::{list_of, sample_file};
use super::test_passwords::{
    command, done, may_try_again, press, refused, restore_newest, type_into,
};
use super::test_second_place::choose_second_place;

const FIRST: &str = "Đông Hải 06";
const SECOND: &str = "mật khẩu khác";
const LIST: &str = "Năm 2023";

fn is_plain(path: &Path) -> bool {
    fs::read(path).unwrap().starts_with(b"SQLite format 3")
}

fn fingerprint(path: &Path, password: Option<&str>) -> Fingerprint {
    let key = password.map(Key::new);
    Store::open_read_only_with(path, key.as_ref()).unwrap().fingerprint().unwrap()
}

fn password_file(folder: &TempDir, password: &str) -> String {
    let path = folder.path().join("mat-khau.txt");
    fs::write(&path, password).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The sample, encrypted by command.
fn encrypted_file() -> (TempDir, PathBuf) {
    let (folder, data) = sample_file();
    let file = password_file(&folder, FIRST);
    let job = ["password", "encrypt", "--new-password-file", &file, "--remove-plain"];
    let told = done(&data, &job, None);
    assert!(told.contains("Quên mật khẩu là mất toàn bộ số liệu"), "{told}");
    assert!(told.ends_with("Đã mã hóa tệp; từ nay mở tệp phải có mật khẩu\n"), "{told}");
    (folder, data)
}

fn aside(data: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder_of(data)).into_iter().flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.to_str().unwrap().contains("-bi-thay-")).collect()
}

#[test]
fn a_file_is_encrypted_given_another_password_and_made_plain_by_command() {
    let (folder, data) = sample_file();
    let before = fingerprint(&data, None);
    let file = password_file(&folder, FIRST);
    done(&data, &["password", "encrypt", "--new-password-file", &file], None);
    assert!(!is_plain(&data));
    assert_eq!(fingerprint(&data, Some(FIRST)), before);
    let [plain] = &aside(&data)[..] else { panic!("{:?}", aside(&data)) };
    assert!(is_plain(plain), "the plain one is kept");
    let told = refused(&data, &["periods"], None);
    assert!(told.starts_with("Tệp dữ liệu này được mã hóa. "), "{told}");
    let told = refused(&data, &["periods"], Some(SECOND));
    assert!(told.starts_with("Mật khẩu không đúng. "), "{told}");
    assert!(done(&data, &["periods"], Some(FIRST)).starts_with("2022-05"));

    let file = password_file(&folder, SECOND);
    done(&data, &["password", "set", "--new-password-file", &file], Some(FIRST));
    assert!(refused(&data, &["periods"], Some(FIRST)).contains("không đúng"));
    assert_eq!(fingerprint(&data, Some(SECOND)), before);
    done(&data, &["password", "remove"], Some(SECOND));
    assert!(is_plain(&data));
    assert_eq!(fingerprint(&data, None), before);
    assert!(done(&data, &["verify"], None).contains("nguyên vẹn"));
}

#[test]
fn backups_of_an_encrypted_file_are_encrypted_and_restored_by_command() {
    let (_folder, data) = encrypted_file();
    assert!(aside(&data).is_empty(), "the plain one is gone");
    let before = fingerprint(&data, Some(FIRST));
    done(&data, &["backup"], Some(FIRST));
    let backup = folder::own(&data).unwrap()[0].path.clone();
    assert!(!is_plain(&backup));
    assert_eq!(fingerprint(&backup, Some(FIRST)), before);
    assert!(refused(&data, &["backups", "--drill"], None).contains("mã hóa"));
    assert!(done(&data, &["backups", "--drill"], Some(FIRST)).contains("nguyên vẹn"));
    assert!(done(&data, &["verify"], Some(FIRST)).contains("nguyên vẹn"));
    let from = backup.to_str().unwrap();
    assert!(refused(&data, &["restore", "--from", from], None).contains("mã hóa"));
    done(&data, &["restore", "--from", from], Some(FIRST));
    assert_eq!(fingerprint(&data, Some(FIRST)), before);
    // One that is damaged in the middle is told as damaged, and restored all the same.
    let mut bytes = fs::read(&data).unwrap();
    for byte in bytes.iter_mut().skip(8192).step_by(97) {
        *byte ^= 0x5a;
    }
    fs::write(&data, &bytes).unwrap();
    assert!(refused(&data, &["periods"], Some(FIRST)).contains("bị hỏng"));
    done(&data, &["restore", "--from", from], Some(FIRST));
    assert_eq!(fingerprint(&data, Some(FIRST)), before);
    let output = command(&data, &["periods"], Some(SECOND));
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told.lines().count(), 1, "nothing of the library's own: {told}");
}

#[test]
fn the_open_file_is_encrypted_in_the_window_and_its_backups_with_it() {
    let (_folder, data) = sample_file();
    let before = fingerprint(&data, None);
    let mut live = list_of(&data);
    live.click("Sao lưu ngay");
    live.says("Đã sao lưu và kiểm tra bản sao");
    live.command("ma hoa tep du lieu");
    live.says("Quên mật khẩu là mất toàn bộ số liệu");
    live.says("Giữ tệp chưa mã hóa trong thư mục sao lưu");
    type_into(&mut live, "Mật khẩu mới", FIRST);
    type_into(&mut live, "Gõ lại mật khẩu mới", FIRST);
    press(&mut live, "Mã hóa tệp");
    live.says("Tệp dữ liệu đã mã hóa bằng mật khẩu vừa đặt");
    live.says(LIST);
    assert!(!is_plain(&data));
    assert_eq!(aside(&data).len(), 1);
    live.click("Sao lưu ngay");
    live.says("Đã sao lưu và kiểm tra bản sao");
    live.until("two backups", |_| folder::own(&data).unwrap().len() == 2);
    assert!(!is_plain(&folder::own(&data).unwrap()[0].path));
    restore_newest(&mut live);
    live.close();
    assert_eq!(fingerprint(&data, Some(FIRST)), before);
    assert!(Session::open(&data).is_err_and(|problem| problem.about == About::Password));
}

#[test]
fn an_encrypted_file_asks_in_the_window_and_is_made_plain_there() {
    let (_folder, data) = encrypted_file();
    let before = fingerprint(&data, Some(FIRST));
    let mut live = LiveWindow::start(First::Named(data.clone()), [1366.0, 768.0]);
    live.says("Tệp này được mã hóa nên không ai mở được khi không có mật khẩu");
    live.harness.event(egui::Event::Text(SECOND.to_owned()));
    live.harness.run();
    live.harness.key_press(Press::Enter);
    live.harness.run();
    live.says("Mật khẩu không đúng");
    may_try_again(&mut live);
    for _ in SECOND.chars() {
        live.harness.key_press(Press::Backspace);
        live.harness.run();
    }
    live.harness.event(egui::Event::Text(FIRST.to_owned()));
    live.harness.run();
    live.harness.key_press(Press::Enter);
    live.harness.run();
    live.says(LIST);
    live.command("mat khau mo tep");
    live.says("Tệp này đang được mã hóa");
    press(&mut live, "Bỏ mã hóa");
    live.says("Chưa gõ mật khẩu đang dùng");
    type_into(&mut live, "Mật khẩu đang dùng", FIRST);
    press(&mut live, "Bỏ mã hóa");
    live.says("Từ nay mở tệp không hỏi mật khẩu");
    live.close();
    assert!(is_plain(&data));
    assert_eq!(fingerprint(&data, None), before);
}

#[test]
fn a_new_file_is_encrypted_from_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("moi.bc06");
    let mut live = LiveWindow::start(First::Named(data.clone()), [1366.0, 1400.0]);
    live.says("Chưa có tệp dữ liệu ở đường dẫn này");
    live.click("Bắt đầu với mẫu Đề án 06");
    live.click("Mã hóa tệp dữ liệu bằng mật khẩu");
    live.says("Quên mật khẩu là mất toàn bộ số liệu");
    type_into(&mut live, "Tên đơn vị báo cáo", "UBND phường Đông Hải");
    assert!(live.harness.query_by_label_contains("Mật khẩu phải có ít nhất").is_some());
    type_into(&mut live, "Mật khẩu của tệp", FIRST);
    type_into(&mut live, "Gõ lại mật khẩu", FIRST);
    press(&mut live, "Tạo báo cáo đầu tiên");
    live.says("Thể thức văn bản");
    let made = live.harness.state().as_ref().unwrap().state().file.clone().unwrap().path;
    live.close();
    assert!(!is_plain(&made), "{}", made.display());
    assert_eq!(fingerprint(&made, Some(FIRST)).num_reports, 1);
}

#[test]
fn backups_in_the_second_place_are_encrypted_too() {
    let (folder, data) = encrypted_file();
    let stick = folder.path().join("usb");
    let mut live = LiveWindow::start(First::Named(data.clone()), [1366.0, 768.0]);
    live.says("Mật khẩu mở tệp");
    live.harness.event(egui::Event::Text(FIRST.to_owned()));
    live.harness.run();
    live.harness.key_press(Press::Enter);
    live.harness.run();
    live.says(LIST);
    choose_second_place(&mut live, &stick);
    live.click("Sao lưu ngay");
    let there = || folder::list(&data, &stick).unwrap();
    live.until("the backup in the second place", |_| there().len() == 2);
    live.close();
    let before = fingerprint(&data, Some(FIRST));
    for backup in there() {
        assert!(!is_plain(&backup.path), "{}", backup.path.display());
        assert!(Store::open_read_only(&backup.path).is_err());
    }
    assert_eq!(fingerprint(&there()[0].path, Some(FIRST)), before);
    // It is restored from there as from the file's own folder.
    fs::remove_file(&data).unwrap();
    let from = there()[0].path.to_str().unwrap().to_owned();
    done(&data, &["restore", "--from", &from], Some(FIRST));
    assert_eq!(fingerprint(&data, Some(FIRST)), before);
}

#[test]
fn what_can_be_read_of_a_damaged_encrypted_file_is_saved_and_encrypted() {
    let (folder, data) = encrypted_file();
    // The beginning is whole; of what lies behind a part cannot be read.
    let mut damaged = fs::read(&data).unwrap();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 8192].fill(0x55);
    fs::write(&data, &damaged).unwrap();
    let to = folder.path().join("cuu.bc06");
    let job = ["salvage", "--to", to.to_str().unwrap()];
    assert!(refused(&data, &job, None).contains("mã hóa"));
    assert!(refused(&data, &job, Some(SECOND)).contains("Mật khẩu không đúng"));
    assert!(!to.exists());
    let output = command(&data, &job, Some(FIRST));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("Cứu được"), "{said}");
    assert!(!is_plain(&to), "what was kept from others stays so");
    assert!(done(&to, &["verify"], Some(FIRST)).contains("nguyên vẹn"));
    assert_eq!(fs::read(&data).unwrap(), damaged);
}
