//! A way home: own data files are listed, the sample is known as the sample and leads back, an office that has a data
//! file is asked before it gets another, and panes can be dragged.

use std::path::{Path, PathBuf};

use baocao06::app::message::{Event, FileContent, Purpose};
use baocao06::app::platform::preferences::{Preferences, Theme};
use baocao06::app::session::Session;
use baocao06::app::state::{Effect, State};
use egui::{Pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::live_window::LiveWindow;
use super::support::*;

const OFFICE: &str = "UBND xã An Phú";

fn state(harness: &TestHarness) -> &State {
    harness.state().as_ref().unwrap().state()
}

fn recent_names(harness: &TestHarness) -> Vec<String> {
    state(harness).preferences.recent.all().iter().map(|file| file.name()).collect()
}

/// A window on no file yet, whose new files go into a folder.
fn start_in(folder: &Path) -> LiveWindow {
    let data = folder.join("bao-cao.bc06");
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 768.0]);
    live.says("Bắt đầu với mẫu Đề án 06");
    live
}

/// Fills the form of a first start in.
fn create(live: &mut LiveWindow, office: &str) {
    live.click("Bắt đầu với mẫu Đề án 06");
    replace(&mut live.harness, "Tên đơn vị báo cáo", office);
    live.click("Tạo báo cáo đầu tiên");
}

fn open_path(harness: &TestHarness) -> PathBuf {
    state(harness).file.as_ref().unwrap().path.clone()
}

#[test]
fn the_sample_is_named_on_every_screen_and_leads_back_to_the_own_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut live = start_in(folder.path());
    create(&mut live, OFFICE);
    live.until("the report", |harness| state(harness).open.is_some());
    let own = open_path(&live.harness);
    assert!(live.harness.query_by_label("Đang xem dữ liệu mẫu").is_none());
    assert_eq!(recent_names(&live.harness), [OFFICE]);

    live.command("tao tep du lieu moi");
    live.says(OFFICE);
    live.picture("home-start");
    live.click("Xem dữ liệu mẫu");
    live.says("Đang xem dữ liệu mẫu");
    live.picture("home-sample-list");
    let preferences = &state(&live.harness).preferences;
    assert_eq!(
        preferences.last_file.as_ref(),
        Some(&own),
        "the next start begins with the own file"
    );
    assert_eq!(recent_names(&live.harness), [OFFICE], "the sample is not in the list");
    assert!(live.harness.query_by_label_contains("Quá hạn").is_none());
    live.click("Tháng 5/2023");
    live.until("the report of the sample", |harness| state(harness).open.is_some());
    live.says("Đang xem dữ liệu mẫu");
    live.picture("home-sample-report");
    live.click("Trở lại UBND xã An Phú");
    live.until("the own file", |harness| open_path(harness) == own);
    assert!(live.harness.query_by_label("Đang xem dữ liệu mẫu").is_none());
    live.close();
}

#[test]
fn a_copy_of_the_sample_is_the_sample_and_an_own_file_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let sample = folder.path().join("a.bc06");
    Session::create_sample(&sample).unwrap().close().unwrap();
    let copy = folder.path().join("UBND xã.bc06");
    std::fs::copy(&sample, &copy).unwrap();
    assert_eq!(Session::open(&copy).unwrap().content(), Ok(FileContent::Sample));
    let own = Session::create(&folder.path().join("b.bc06")).unwrap();
    assert_eq!(own.content(), Ok(FileContent::Own));
}

#[test]
fn an_office_that_has_a_file_is_asked_before_it_gets_another() {
    let folder = tempfile::tempdir().unwrap();
    let mut live = start_in(folder.path());
    create(&mut live, OFFICE);
    live.until("the report", |harness| state(harness).open.is_some());
    let own = open_path(&live.harness);
    live.close();

    // Another day, without any preferences: the file lies where new ones go.
    let mut live =
        LiveWindow::open(folder.path().join("khac.bc06").to_str().unwrap(), [1366.0, 768.0]);
    live.says("Bắt đầu với mẫu Đề án 06");
    create(&mut live, "UBND XÃ AN PHÚ");
    live.says("Đơn vị này đã có tệp dữ liệu");
    live.picture("home-twin");
    live.click("Mở tệp đang có");
    live.until("the file it has", |harness| state(harness).file.is_some());
    assert_eq!(open_path(&live.harness), own);

    // And from the open file itself.
    live.command("tao tep du lieu moi");
    create(&mut live, OFFICE);
    live.says("Đơn vị này đã có tệp dữ liệu");
    live.click("Vẫn tạo tệp mới");
    live.until("the new file", |harness| open_path(harness) != own);
    assert_eq!(recent_names(&live.harness), [OFFICE, OFFICE]);
    live.close();
}

#[test]
fn a_file_that_is_gone_is_marked_and_can_be_taken_out_of_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let mut live = start_in(folder.path());
    create(&mut live, OFFICE);
    live.until("the report", |harness| state(harness).open.is_some());
    let first = open_path(&live.harness);
    live.command("tao tep du lieu moi");
    create(&mut live, "UBND xã Vĩnh Hải");
    live.until("the other file", |harness| {
        open_path(harness) != first
            && state(harness).open.is_some()
            && !state(harness).is_replacing()
    });
    std::fs::remove_file(&first).unwrap();
    live.command("tao tep du lieu moi");
    live.until("that it is missing", |harness| {
        let is_shown = |node: egui_kittest::Node<'_>| node.accesskit_node().is_disabled();
        harness.query_by_label(OFFICE).is_some_and(is_shown)
    });
    live.picture("home-missing");
    live.harness.query_all_by_label("Bỏ khỏi danh sách").nth(1).unwrap().click();
    live.harness.run();
    assert_eq!(recent_names(&live.harness), ["UBND xã Vĩnh Hải"]);
    assert!(live.harness.query_by_label(OFFICE).is_none());
    live.close();
}

#[test]
fn the_sample_never_says_overdue() {
    let mut harness = window([1366.0, 768.0], Theme::Light);
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let mut file = summary();
    file.today = today;
    tell(&mut harness, Event::Opened { file: file.clone(), resume: None });
    assert!(harness.query_all_by_label_contains("Quá hạn").next().is_some());
    file.content = FileContent::Sample;
    tell(&mut harness, Event::Opened { file, resume: None });
    assert!(harness.query_all_by_label_contains("Quá hạn").next().is_none());
    assert!(harness.query_by_label_contains("Bắt đầu cho đơn vị của tôi").is_some());
}

#[test]
fn a_protected_file_is_listed_by_its_name_alone() {
    let mut state = State::new(Preferences::default());
    let mut file = summary();
    file.protection = baocao06::app::password::Protection::Password;
    file.path = "/a/kin.bc06".into();
    state.take(Event::Opened { file, resume: None });
    let known = state.preferences.recent.all();
    assert_eq!((known[0].name(), known[0].last_period.as_str()), ("kin.bc06".to_owned(), ""));
}

#[test]
fn dialogs_begin_where_files_of_the_kind_were_chosen_last() {
    let mut state = State::new(Preferences::default());
    let mut file = summary();
    file.path = "/du-lieu/a.bc06".into();
    state.take(Event::Opened { file, resume: None });
    let begins = |state: &mut State, command| {
        let effects = state.run(command);
        let wanted = effects.into_iter().find_map(|effect| match effect {
            Effect::Dialog(wanted) => Some(wanted),
            _ => None,
        });
        let wanted = wanted.unwrap();
        let event = Event::Chosen { purpose: wanted.purpose.clone(), path: None };
        state.take(event);
        wanted.folder
    };
    use baocao06::app::command::Command;
    assert_eq!(begins(&mut state, Command::OpenFile), Some("/du-lieu".into()), "where data are");
    assert_eq!(begins(&mut state, Command::Import), None, "the user's documents");
    let import = Event::Chosen { purpose: Purpose::Import, path: Some("/usb/a.json".into()) };
    let effects = state.take(import);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Preferences)));
    state.take(Event::Replaced);
    assert_eq!(begins(&mut state, Command::Import), Some("/usb".into()));
    assert_eq!(begins(&mut state, Command::OpenFile), Some("/du-lieu".into()));
}

#[test]
fn the_edges_of_panes_can_be_dragged_and_go_back_by_a_double_click() {
    let mut harness = window_of(may(), [1366.0, 768.0], Theme::Light);
    let name = "Kéo để đổi bề rộng danh sách các phần";
    let edge = harness.get_by_label(name).rect().center();
    // The window of a test has a margin of 8.
    assert!((edge.x - 260.0).abs() < 1.0, "{edge}");
    drag(&mut harness, edge, edge + vec2(60.0, 0.0));
    assert_eq!(state(&harness).preferences.widths.pages, Some(312));
    let edge = harness.get_by_label(name).rect().center();
    assert!((edge.x - 320.0).abs() < 1.0, "{edge}");

    harness.key_press(egui::Key::F9);
    harness.run();
    let name = "Kéo để đổi bề rộng khung bên phải";
    let edge = harness.get_by_label(name).rect().center();
    drag(&mut harness, edge, edge - vec2(40.0, 0.0));
    assert_eq!(state(&harness).preferences.widths.words, Some(400));
    let edge = harness.get_by_label(name).rect().center();
    harness.event(egui::Event::PointerMoved(edge));
    harness.run_steps(2);
    // In one frame: those of the test are too long for a double click.
    harness.input_mut().events.extend(click(edge).into_iter().chain(click(edge)));
    harness.run_steps(3);
    assert_eq!(state(&harness).preferences.widths.words, None);
}

/// The button of the mouse pressed, and let go.
fn click(pos: Pos2) -> [egui::Event; 2] {
    let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
    [true, false].map(|pressed| egui::Event::PointerButton { pos, button, pressed, modifiers })
}

fn drag(harness: &mut TestHarness, from: Pos2, to: Pos2) {
    let ([down, _], [_, up]) = (click(from), click(to));
    let moved = egui::Event::PointerMoved;
    for event in [moved(from), down, moved(to), up] {
        harness.event(event);
        harness.step();
    }
    harness.run();
}

#[test]
fn a_month_stands_in_the_same_place_in_every_year() {
    for size in [[1366.0, 900.0], [1024.0, 1400.0], [1920.0, 900.0]] {
        let (_folder, data) = super::test_keeping::sample_file();
        let mut live = LiveWindow::open(data.to_str().unwrap(), size);
        live.says("Năm 2023");
        let left = |name: &str| {
            let mut tiles = live.harness.query_all_by_label_contains(name);
            tiles.next().unwrap_or_else(|| panic!("no {name} at {size:?}")).rect().left()
        };
        // The sample goes from May 2022 to May 2023.
        assert_eq!(left("Tháng 5/2022,"), left("Tháng 5/2023,"), "{size:?}");
        assert!(left("Tháng 6/2022,") > left("Tháng 1/2023,"), "{size:?}");
        let columns = if size[0] < 1100.0 { 4 } else { 6 };
        let in_first_column = format!("Tháng {}/2022,", columns + 1 + 4 * u32::from(columns == 4));
        assert_eq!(left(&in_first_column), left("Tháng 1/2023,"), "{size:?}");
    }
}
