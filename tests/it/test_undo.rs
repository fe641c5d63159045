//! Undo and redo in the window, with the real worker: what was taken back is named, and the keyboard goes there.

use baocao06::app::open_report::Page;
use baocao06::app::state::Notice;
use baocao06::report::value::Value;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::live_window::LiveWindow;
use super::support::*;
use super::test_cells::focused;
use super::test_keeping::sample_file;

const CARDS: &str = "Hồ sơ cấp thẻ căn cước đã thu nhận";

/// May of the sample, on a high screen.
fn may_of(data: &std::path::Path) -> LiveWindow {
    let mut live = LiveWindow::open(data.to_str().unwrap(), [1366.0, 2600.0]);
    live.says("Năm 2023");
    live.click("Tháng 5/2023");
    live.says("Thể thức văn bản");
    live
}

fn press(live: &mut LiveWindow, key: Key) {
    live.harness.key_press_modifiers(Modifiers::COMMAND, key);
    live.harness.run();
}

fn page(live: &LiveWindow) -> Page {
    on_screen(&live.harness).page.clone()
}

#[test]
fn undo_tells_what_it_took_back_and_goes_there() {
    let (_folder, data) = sample_file();
    let mut live = may_of(&data);
    live.click("Căn cước và định danh");
    let (place, had) = (page(&live), live.value("identity.cards"));
    replace(&mut live.harness, CARDS, "1777");
    live.says("Đã lưu");
    live.click("III ");
    assert_ne!(page(&live), place);

    press(&mut live, Key::Z);
    live.says(&format!("Đã hoàn tác: nhập “{CARDS}”"));
    assert_eq!((page(&live), live.value("identity.cards")), (place.clone(), had));
    live.harness.run_steps(6);
    assert_eq!(focused(&live.harness), CARDS);

    live.click("III ");
    press(&mut live, Key::Y);
    live.says(&format!("Đã làm lại: nhập “{CARDS}”"));
    assert_eq!((page(&live), live.value("identity.cards")), (place, Value::count(1777)));
    live.harness.run_steps(6);
    assert_eq!(focused(&live.harness), CARDS);
}

#[test]
fn a_document_that_was_deleted_is_named_and_brought_back_where_that_is_said() {
    let (_folder, data) = sample_file();
    let mut live = may_of(&data);
    live.click("I.1 ");
    let lists = on_screen(&live.harness).report().documents.clone();
    let button = live.harness.query_all_by_label_contains("Xóa văn bản 1 (Ctrl+Z").next();
    button.unwrap().click();
    live.harness.run();
    live.says("Đã xóa văn bản “");
    live.says("Đã lưu");
    assert_ne!(on_screen(&live.harness).report().documents, lists);

    live.harness.get_by_label("Hoàn tác").click();
    live.says("Đã hoàn tác: xóa văn bản");
    assert_eq!(on_screen(&live.harness).report().documents, lists);

    press(&mut live, Key::Y);
    live.says("Đã làm lại: xóa văn bản");
    assert_ne!(on_screen(&live.harness).report().documents, lists);
}

#[test]
fn what_is_typed_after_a_step_takes_the_way_back_away() {
    let (_folder, data) = sample_file();
    let mut live = may_of(&data);
    live.click("I.1 ");
    let button = live.harness.query_all_by_label_contains("Xóa văn bản 1 (Ctrl+Z").next();
    button.unwrap().click();
    live.harness.run();
    live.says("Đã xóa văn bản “");
    live.click("Căn cước và định danh");
    replace(&mut live.harness, CARDS, "1777");
    live.until("the saved number", |harness| {
        let state = harness.state().as_ref().unwrap().state();
        !matches!(state.notice, Some(Notice::Done(_)))
    });
    assert!(live.harness.query_by_label("Hoàn tác").is_none());
}
