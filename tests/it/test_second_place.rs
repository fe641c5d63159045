//! The second place of backups, on a stick or in a network folder: what comes there, what is told while it cannot be
//! reached, and that it can be dropped again.

use std::fs;
use std::path::Path;

use baocao06::app::backup::folder;
use baocao06::app::message::{Event, KeepEvent, KeepRequest};
use baocao06::app::platform::preferences::Theme;
use baocao06::app::safekeeping::{Backup, Occasion, folder_of};
use baocao06::app::session::Session;
use egui::Key;
use egui_kittest::kittest::Queryable as _;

use super::live_window::LiveWindow;
use super::support::*;
use super::test_keeping::{change_by_hand, fingerprint, list_of, sample_file};
use super::worker_support::{DataFile, Front, PATIENCE};

/// The window on the list of reports of a data file whose backups go to a second place as well.
fn with_second_place(data: &Path, stick: &Path) -> LiveWindow {
    let mut live = list_of(data);
    choose_second_place(&mut live, stick);
    live
}

/// From the list of reports: a folder becomes the second place.
pub(crate) fn choose_second_place(live: &mut LiveWindow, stick: &Path) {
    live.click("Bản sao, khôi phục…");
    live.click("Sao lưu ra nơi khác…");
    live.choose(stick);
    live.says("Đã sao lưu vào");
    live.says("Nơi sao lưu thứ hai: ");
    live.harness.key_press(Key::Escape);
    live.harness.run();
}

#[test]
fn backups_go_to_the_second_place_too_when_it_can_be_reached() {
    let (folder, data) = sample_file();
    let stick = folder.path().join("usb");
    let mut live = with_second_place(&data, &stick);
    live.click("Sao lưu ngay");
    let there = || folder::list(&data, &stick).unwrap();
    live.until("the backup in the second place", |_| there().len() == 2);
    assert_eq!(fingerprint(&there()[0].path), fingerprint(&folder::own(&data).unwrap()[0].path));
    // Pulled out: nothing comes where it was, and nothing goes wrong.
    fs::remove_dir_all(&stick).unwrap();
    live.click("Sao lưu ngay");
    live.until("the second backup", |_| folder::own(&data).unwrap().len() == 2);
    live.says("Nơi sao lưu thứ hai: ");
    assert!(!stick.exists());
    // It is there again, but cannot be written as a folder of ours.
    #[cfg(target_os = "linux")]
    {
        std::os::unix::fs::symlink("/proc", &stick).unwrap();
        live.click("Sao lưu ngay");
        live.says("Chưa sao lưu được");
    }
}

#[test]
fn the_backup_of_closing_goes_to_the_second_place_too() {
    let (folder, data) = sample_file();
    let stick = folder.path().join("usb");
    let live = with_second_place(&data, &stick);
    live.close();
    let occasions: Vec<Occasion> =
        folder::list(&data, &stick).unwrap().iter().map(|backup| backup.occasion).collect();
    assert_eq!(occasions, [Occasion::Closing, Occasion::Manual]);
}

#[test]
fn the_copy_of_a_file_with_a_fault_goes_to_the_second_place_too() {
    let file = DataFile::new();
    let (data, stick) = (file.path.clone(), file.beside("usb"));
    fs::create_dir(&stick).unwrap();
    let session = Session::open(&data).unwrap();
    let backup = session.back_up(Occasion::Manual, Some(&stick)).unwrap().backup;
    session.close().unwrap();
    change_by_hand(&data, "UPDATE office SET opened = '2000-01-01'");
    let mut front = Front::on(file);
    front.state.preferences.second_places.insert(data.clone(), backup.path.clone());
    let effects = front.state.ask_keeper(KeepRequest::BackUp(None));
    front.carry(effects);
    let faulty = || folder::faulty_of(&data, &stick, &backup.series);
    let began = std::time::Instant::now();
    let mut told_copies = 0;
    while told_copies < 2 {
        assert!(began.elapsed() < PATIENCE, "no copy came to the second place");
        for event in front.worker.events() {
            told_copies += usize::from(matches!(event, Event::Keep(KeepEvent::FaultyKept(_))));
            let effects = front.state.take(event);
            front.carry(effects);
        }
    }
    assert_eq!(faulty()[0].sequence, 2, "behind the backup that is there");
    let own = folder::faulty_of(&data, &folder_of(&data), &backup.series);
    assert_eq!(fingerprint(&faulty()[0].path), fingerprint(&own[0].path));
    let newest = front.state.second_place().map(|newest| newest.path);
    assert_eq!(newest, Some(backup.path), "the newest that counts");
    assert_eq!(front.state.keeping.second_failure, None);
}

#[test]
fn an_old_copy_in_the_second_place_is_reminded_of() {
    let mut harness = window([1366.0, 768.0], Theme::Light);
    tell(&mut harness, Event::Opened { file: summary(), resume: None });
    let made = chrono::NaiveDate::from_ymd_opt(2023, 5, 9).unwrap().and_hms_opt(14, 5, 0).unwrap();
    let there = Backup {
        series: "0123abcd".to_owned(),
        path: "usb/du-lieu-mau-0123abcd-000001-2023-05-09-14h05-tu-tay.bc06".into(),
        sequence: 1,
        made,
        occasion: Occasion::Manual,
    };
    tell(&mut harness, Event::Keep(KeepEvent::BackedUp(there)));
    let reminder = "Nơi sao lưu thứ hai (usb) đã 9 ngày chưa có bản mới: cắm USB rồi bấm";
    assert!(harness.query_by_label_contains(reminder).is_some());
    // What the stick really holds is known as soon as it is there.
    let newest = Backup {
        series: "0123abcd".to_owned(),
        path: "usb/du-lieu-mau-0123abcd-000002-2023-05-18-08h00-khi-dong.bc06".into(),
        sequence: 2,
        made: made + chrono::TimeDelta::days(9),
        occasion: Occasion::Closing,
    };
    let listed = KeepEvent::BackupsListed { folder: "usb".into(), backups: vec![newest] };
    tell(&mut harness, Event::Keep(listed));
    assert!(harness.query_by_label_contains("Nơi sao lưu thứ hai: 08:00 hôm nay").is_some());
}

#[test]
fn the_second_place_can_be_dropped_again() {
    let (folder, data) = sample_file();
    let stick = folder.path().join("usb");
    let mut live = with_second_place(&data, &stick);
    live.click("Bản sao, khôi phục…");
    live.click("Bỏ nơi sao lưu thứ hai");
    live.says("Đã bỏ nơi sao lưu thứ hai; các bản sao đã có ở");
    live.harness.run();
    assert!(live.harness.query_by_label("Bỏ nơi sao lưu thứ hai").is_none(), "there is none now");
    live.harness.key_press(Key::Escape);
    live.harness.run();
    assert!(live.harness.query_by_label_contains("Nơi sao lưu thứ hai").is_none());
    live.click("Sao lưu ngay");
    live.until("the backup beside the file", |_| folder::own(&data).unwrap().len() == 1);
    live.close();
    assert_eq!(folder::list(&data, &stick).unwrap().len(), 1, "what is there stays, nothing comes");
}

#[test]
fn a_folder_that_cannot_be_read_is_no_folder_without_backups() {
    let (folder, data) = sample_file();
    let stick = folder.path().join("usb");
    fs::create_dir(&stick).unwrap();
    let mut live = list_of(&data);
    live.click("Bản sao, khôi phục…");
    live.click("Xem bản sao ở nơi khác…");
    live.choose(&stick);
    live.says("Chưa có bản sao nào ở đây");
    fs::remove_dir(&stick).unwrap();
    live.click("Xem bản sao ở nơi khác…");
    live.choose(&stick);
    live.says("Không thấy thư mục sao lưu nên chưa biết ở đó có bản sao nào");
    assert!(live.harness.query_by_label_contains("Chưa có bản sao nào ở đây").is_none());
    // Something is there that is no folder.
    fs::write(&stick, "x").unwrap();
    live.click("Xem bản sao ở nơi khác…");
    live.choose(&stick);
    live.says("Không đọc được thư mục sao lưu");
}

#[test]
fn a_second_place_that_cannot_be_read_is_told_so_without_a_fright() {
    let (folder, data) = sample_file();
    let stick = folder.path().join("usb");
    let mut live = with_second_place(&data, &stick);
    fs::remove_dir_all(&stick).unwrap();
    let unread = KeepEvent::NotListed {
        folder: stick.clone(),
        problem: baocao06::app::problem::Problem::nothing_open(),
    };
    tell(&mut live.harness, Event::Keep(unread));
    live.says("(hiện không đọc được: chưa cắm USB?)");
}
