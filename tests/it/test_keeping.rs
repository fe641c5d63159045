//! Keeping the data file safe, in the window with the real worker behind it: the strip at the foot of the list of
//! reports, the backups, and reading all of the file.

use std::fs;
use std::path::{Path, PathBuf};

use baocao06::app::backup::folder;
use baocao06::app::message::{Event, KeepEvent, Purpose};
use baocao06::app::platform::preferences::Theme;
use baocao06::app::safekeeping::{Backup, Occasion, folder_of};
use baocao06::app::session::Session;
use baocao06::app::worker::First;
use baocao06::report::change::Edit;
use baocao06::report::deed::Deed;
use baocao06::report::period::PeriodKey;
use baocao06::report::value::Value;
use baocao06::store::Store;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable as _};
use rusqlite::Connection;
use tempfile::TempDir;

use super::live_window::LiveWindow;
use super::support::*;

pub(crate) const LIST: &str = "Năm 2023";
const FIGURE: &str = "identity.cards";

/// A folder with the sample in a data file.
pub(crate) fn sample_file() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("bao-cao.bc06");
    Session::create_sample(&data).unwrap().close().unwrap();
    (folder, data)
}

/// The window on the list of reports of a data file.
pub(crate) fn list_of(data: &Path) -> LiveWindow {
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 768.0]);
    live.says(LIST);
    live
}

fn change(data: &Path, number: i64) {
    let mut session = Session::open(data).unwrap();
    let may = session.find(PeriodKey::parse("2023-05").unwrap()).unwrap();
    let edit = Edit::figure(key(FIGURE), Some(Value::count(number)));
    session.save(may, &[edit], Deed::Typed).unwrap();
    session.close().unwrap();
}

fn back_up(data: &Path) -> PathBuf {
    let session = Session::open(data).unwrap();
    let path = session.back_up(Occasion::Manual, None).unwrap().backup.path;
    session.close().unwrap();
    path
}

pub(crate) fn fingerprint(data: &Path) -> String {
    format!("{:?}", Store::open_read_only(data).unwrap().fingerprint().unwrap())
}

/// A program that knows nothing of ours changes figures of May.
#[expect(clippy::disallowed_methods, reason = "it is not the store that opens the file here")]
pub(crate) fn change_by_hand(data: &Path, sql: &str) {
    let other = Connection::open(data).unwrap();
    other.execute_batch(sql).unwrap();
    other.close().unwrap();
}

/// Whether the button of a name has the keyboard; one behind a dialog never has.
fn has_keyboard(live: &LiveWindow, name: &str) -> bool {
    let of_name = |node: &egui_kittest::Node<'_>| {
        NodeT::accesskit_node(node).label().is_some_and(|label| label == name)
    };
    let mut found = live.harness.query_all_by_role(Role::Button).filter(of_name).peekable();
    assert!(found.peek().is_some(), "no button {name}");
    found.any(|node| node.is_focused())
}

/// By keys alone: Tab until a button has the keyboard, then Enter.
pub(crate) fn press_button(live: &mut LiveWindow, name: &str) {
    for _ in 0..40 {
        if has_keyboard(live, name) {
            live.harness.key_press(Key::Enter);
            live.harness.run();
            return;
        }
        live.harness.key_press(Key::Tab);
        live.harness.run();
    }
    panic!("Tab does not lead to {name}");
}

#[test]
fn the_strip_tells_of_the_newest_backup_and_makes_one() {
    let (folder, data) = sample_file();
    let mut live = list_of(&data);
    live.says("Bản sao gần nhất: chưa có bản sao");
    live.says("bao-cao.bc06");
    live.click("Sao lưu ngay");
    live.says("hôm nay, đã kiểm tra");
    live.says("Đã sao lưu và kiểm tra bản sao");
    live.until("nothing is being done", |harness| {
        harness.query_by_label_contains("Đang sao lưu").is_none()
    });
    assert_eq!(folder::own(&data).unwrap().len(), 1);
    live.click("Mở thư mục dữ liệu");
    let outside = live.harness.state_mut().as_mut().unwrap().outside();
    assert_eq!(outside.opened, [folder.path().to_owned()]);
    // Where the folder cannot be made, the reason is told.
    fs::remove_dir_all(folder_of(&data)).unwrap();
    fs::write(folder_of(&data), b"a file where the folder was to be").unwrap();
    live.click("Sao lưu ngay");
    live.says("Chưa sao lưu được: không tạo được thư mục");
}

#[test]
fn the_strip_warns_of_a_backup_that_is_old_or_failed() {
    let mut harness = window([1366.0, 768.0], Theme::Light);
    tell(&mut harness, Event::Opened { file: summary(), resume: None });
    let backup = Backup {
        series: "0123abcd".to_owned(),
        path: "du-lieu-mau-sao-luu/du-lieu-mau-0123abcd-000001-2023-05-09-14h05-tu-dong.bc06"
            .into(),
        sequence: 1,
        made: chrono::NaiveDate::from_ymd_opt(2023, 5, 9).unwrap().and_hms_opt(14, 5, 0).unwrap(),
        occasion: Occasion::Automatic,
    };
    let folder = folder_of("du-lieu-mau.bc06".as_ref());
    let listed = KeepEvent::BackupsListed { folder, backups: vec![backup] };
    tell(&mut harness, Event::Keep(listed));
    assert!(harness.query_by_label_contains("14:05 ngày 09/5/2023, đã kiểm tra").is_some());
    assert!(harness.query_by_label_contains("Đã 9 ngày chưa có bản sao mới").is_some());
    let problem = baocao06::app::problem::Problem::backup_thread_gone();
    tell(&mut harness, Event::Keep(KeepEvent::BackupFailed(problem)));
    assert!(harness.query_by_label_contains("Chưa kiểm tra được bản sao. ").is_some());
    // What does not fit is in the palette and in the menu.
    for name in ["Sao lưu ngay", "Bản sao, khôi phục…", "Kiểm tra dữ liệu", "Mở thư mục dữ liệu"]
    {
        assert!(harness.query_by_label(name).is_some(), "{name}");
    }
}

#[test]
fn without_a_file_the_commands_say_why_they_do_nothing() {
    use baocao06::app::command::{Command, KeepCommand};
    use baocao06::app::state::State;
    let mut state = State::default();
    let all = [
        Command::Keep(KeepCommand::OpenFolder),
        Command::Keep(KeepCommand::BackUp),
        Command::Keep(KeepCommand::Backups),
        Command::Keep(KeepCommand::Verify),
    ];
    for command in all {
        assert_eq!(command.enabled(&state).unwrap_err(), "Chưa mở tệp dữ liệu nào");
    }
    let mut file = summary();
    file.access = baocao06::app::message::FileAccess::ReadOnlyPlace;
    state.file = Some(file);
    for command in [Command::Keep(KeepCommand::BackUp), Command::Keep(KeepCommand::Backups)] {
        assert_eq!(command.enabled(&state).unwrap_err(), "Tệp dữ liệu này chỉ cho đọc");
    }
    assert!(Command::Keep(KeepCommand::OpenFolder).enabled(&state).is_ok());
}

#[test]
fn a_backup_is_looked_into_tried_out_and_restored_by_keys_alone() {
    let (_folder, data) = sample_file();
    let before = fingerprint(&data);
    back_up(&data);
    change(&data, 77_777);
    let after = fingerprint(&back_up(&data));
    let mut live = list_of(&data);
    live.command("ban sao khoi phuc");
    live.says("Bản sao của tệp dữ liệu");
    live.says("do người dùng sao lưu");
    let rows: Vec<_> =
        live.harness.query_all_by_label_contains(", do người dùng sao lưu").collect();
    assert_eq!(rows.len(), 2);
    assert!(rows[0].is_focused(), "the newest has the keyboard");
    drop(rows);
    press_button(&mut live, "Xem có gì");
    live.says("13 giống nhau");

    // Up and down go through the list.
    let rows = || ", do người dùng sao lưu";
    live.harness.query_all_by_label_contains(rows()).next().unwrap().focus();
    live.harness.run();
    live.harness.key_press(Key::ArrowDown);
    live.harness.run();
    assert!(live.harness.query_all_by_label_contains(rows()).nth(1).unwrap().is_focused());
    press_button(&mut live, "Xem có gì");
    live.says("1 báo cáo khác, 12 giống nhau");
    live.says("khác tệp đang mở");
    press_button(&mut live, "Diễn tập khôi phục");
    live.says("Khôi phục thử được, nguyên vẹn: 13 báo cáo");
    assert_eq!(fingerprint(&folder::own(&data).unwrap()[0].path), after);

    press_button(&mut live, "Khôi phục bản sao này…");
    live.says("Khôi phục bản sao này?");
    live.says("bản sao có: 1 báo cáo khác");
    press_button(&mut live, "Không");
    live.says("Bản sao của tệp dữ liệu");
    press_button(&mut live, "Khôi phục bản sao này…");
    press_button(&mut live, "Khôi phục");
    live.says("Đã khôi phục; tệp bị thay ở");
    live.says(LIST);
    assert!(live.harness.query_by_label("Bản sao của tệp dữ liệu").is_none());
    drop(live);
    assert_eq!(fingerprint(&data), before);
    let held: Vec<String> =
        folder::own(&data).unwrap().iter().map(|b| fingerprint(&b.path)).collect();
    assert!(held.contains(&after), "what was replaced is backed up");
}

#[test]
fn restoring_tells_what_differs_even_when_nobody_looked() {
    let (_folder, data) = sample_file();
    back_up(&data);
    change(&data, 77_777);
    let mut live = list_of(&data);
    live.command("ban sao khoi phuc");
    live.says("do người dùng sao lưu");
    press_button(&mut live, "Khôi phục bản sao này…");
    live.says("bản sao có: 1 báo cáo khác, 12 giống nhau");
    live.harness.key_press(Key::Escape);
    live.harness.run();
    live.says("Bản sao của tệp dữ liệu");
    live.harness.key_press(Key::Escape);
    live.harness.run();
    assert!(live.harness.query_by_label("Bản sao của tệp dữ liệu").is_none(), "Esc closes");
}

#[test]
fn backups_of_another_folder_are_listed_and_left_again() {
    let (folder, data) = sample_file();
    let stick = folder.path().join("usb");
    let mut live = list_of(&data);
    live.click("Bản sao, khôi phục…");
    live.says("Chưa có bản sao nào ở đây");
    live.click("Sao lưu ra nơi khác…");
    live.choose(&stick);
    live.says("Đã sao lưu vào");
    assert_eq!(folder::list(&data, &stick).unwrap().len(), 1);
    assert!(folder::own(&data).unwrap().is_empty());
    live.click("Xem bản sao ở nơi khác…");
    live.choose(&stick);
    live.says("do người dùng sao lưu");
    live.click("Về thư mục sao lưu");
    live.says("Chưa có bản sao nào ở đây");
}

#[test]
fn a_whole_file_is_told_so() {
    let (_folder, data) = sample_file();
    let mut live = list_of(&data);
    live.command("kiem tra du lieu");
    live.says("Nguyên vẹn: 13 báo cáo, ");
    assert!(has_keyboard(&live, "Đóng"));
    live.harness.key_press(Key::Enter);
    live.harness.run();
    assert!(live.harness.query_by_label_contains("Nguyên vẹn").is_none(), "Enter closes");
}

#[test]
fn damage_is_told_and_mended_by_the_log() {
    let (_folder, data) = sample_file();
    change_by_hand(
        &data,
        "UPDATE figure_value SET count = 999 WHERE figure_key =
            (SELECT min(figure_key) FROM figure_value WHERE report_id = 13 AND count IS NOT NULL)
            AND report_id = 13",
    );
    let mut live = list_of(&data);
    live.click("Kiểm tra dữ liệu");
    live.says("chỗ khác với lần lưu cuối");
    live.says("đang là 999, lần lưu cuối là");
    assert!(live.harness.query_by_label_contains("Tệp như bây giờ được giữ lại trước").is_some());
    press_button(&mut live, "Sửa theo nhật ký");
    live.says("Nguyên vẹn: 13 báo cáo, ");
    let kept = fs::read_dir(folder_of(&data)).unwrap().map(|entry| entry.unwrap().path());
    let kept = kept.filter(|path| path.to_str().unwrap().contains("-bi-thay-")).count();
    assert_eq!(kept, 1);
}

#[test]
fn damage_that_no_log_can_mend_leads_to_the_backups() {
    let (_folder, data) = sample_file();
    back_up(&data);
    change_by_hand(
        &data,
        "DROP TRIGGER operation_is_never_updated;
         UPDATE operation SET who = 'khác' WHERE id = 2;
         CREATE TRIGGER operation_is_never_updated BEFORE UPDATE ON operation
         BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;",
    );
    let mut live = list_of(&data);
    live.command("kiem tra du lieu");
    live.says("không sửa được theo nhật ký");
    live.says("kể từ thao tác thứ 2");
    assert!(live.harness.query_by_label("Sửa theo nhật ký").is_none());
    press_button(&mut live, "Bản sao, khôi phục…");
    live.says("Bản sao của tệp dữ liệu");
}

#[test]
fn nothing_of_it_is_cut_on_a_small_screen() {
    let (_folder, data) = sample_file();
    back_up(&data);
    for size in [[1366.0, 768.0], [1024.0, 700.0], [910.0, 485.0], [683.0, 420.0]] {
        let mut live = LiveWindow::open(data.to_str().unwrap(), size);
        live.says(LIST);
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::Vec2::from(size));
        live.command("ban sao khoi phuc");
        live.says("do người dùng sao lưu");
        for name in ["Bản sao của tệp dữ liệu", "Khôi phục bản sao này…", "Đóng"]
        {
            let rect = live.harness.get_by_label(name).rect();
            assert!(screen.contains_rect(rect), "{name} at {rect:?} of {size:?}");
        }
        live.harness.key_press(Key::Escape);
        live.command("kiem tra du lieu");
        live.says("Nguyên vẹn");
        let rect = live.harness.get_by_label("Đóng").rect();
        assert!(screen.contains_rect(rect), "Đóng at {rect:?} of {size:?}");
    }
}

#[cfg(unix)]
#[test]
fn when_the_file_is_gone_all_goes_on_in_another_file() {
    let (folder, data) = sample_file();
    let mut live = list_of(&data);
    live.command("thang 5/2023");
    live.says("Xuất Word…");
    live.click("II.2 Dịch vụ công thiết yếu");
    let cell = super::scenes::CELL;
    live.until(cell, |harness| harness.query_all_by_label(cell).next().is_some());
    replace(&mut live.harness, cell, "881");
    live.says("Đã lưu");
    fs::remove_file(&data).unwrap();
    replace(&mut live.harness, cell, "882");
    live.says("không còn ở chỗ cũ");
    live.says("Chưa lưu được");
    // What waits is not shown as if only one report could be saved.
    live.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::H);
    live.harness.run();
    live.says("không còn ở chỗ cũ");
    live.click("Lưu ra tệp khác…");
    let other = folder.path().join("cho-khac.bc06");
    let purpose = live.choose(&other);
    assert_eq!(purpose, Purpose::MoveData { file_name: "bao-cao.bc06".to_owned() });
    live.says("Từ nay dữ liệu ở");
    live.until("nothing waits any more", |harness| {
        !on_screen(harness).is_unsaved()
            && harness.query_by_label_contains("không còn ở chỗ cũ").is_none()
    });
    drop(live);
    let mut session = Session::open(&other).unwrap();
    let may = session.find(PeriodKey::parse("2023-05").unwrap()).unwrap();
    let report = session.load(may).unwrap().report;
    assert_eq!(report.value(&key("services.residence_permanent.online")), &Value::count(882));
    assert!(session.verify().unwrap().is_whole());
    assert!(!data.exists());
}

/// A file of which nearly every page is damaged.
fn damage(data: &Path) {
    let mut bad = fs::read(data).unwrap();
    for byte in bad.iter_mut().skip(4096).step_by(97) {
        *byte ^= 0x5a;
    }
    fs::write(data, &bad).unwrap();
}

#[test]
fn of_a_damaged_file_the_backups_are_offered_on_the_start_screen() {
    let (_folder, data) = sample_file();
    let before = fingerprint(&data);
    back_up(&data);
    damage(&data);
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 768.0]);
    live.says("Tệp dữ liệu bị hỏng");
    live.says("Mở tệp dữ liệu có sẵn…");
    live.says("Bản sao gần nhất của tệp này");
    live.click("Khôi phục bản sao ");
    live.says("Khôi phục bản sao này?");
    live.says("Trong đó có 13 báo cáo");
    live.harness.key_press(Key::Escape);
    live.harness.run();
    live.says("Tệp dữ liệu bị hỏng");
    live.click("Khôi phục bản sao ");
    live.harness.get_by_label("Khôi phục").click();
    live.harness.run();
    live.says(LIST);
    live.says("Đã khôi phục; tệp bị thay ở");
    assert!(live.harness.query_by_label_contains("bị hỏng").is_none());
    drop(live);
    assert_eq!(fingerprint(&data), before);
}

#[test]
fn of_a_file_that_is_gone_since_the_last_start_the_backups_are_offered() {
    let (_folder, data) = sample_file();
    let before = fingerprint(&data);
    back_up(&data);
    fs::remove_file(&data).unwrap();
    let mut live = LiveWindow::start(First::Last(Some(data.clone())), [1024.0, 700.0]);
    live.says("Không thấy tệp dữ liệu đã mở lần trước");
    live.click("Khôi phục bản sao ");
    live.says("không còn ở chỗ cũ: bản sao này sẽ được chép về đó");
    live.harness.get_by_label("Khôi phục").click();
    live.harness.run();
    live.says(LIST);
    drop(live);
    assert_eq!(fingerprint(&data), before);
}
