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

fn undo_name(live: &LiveWindow) -> Option<String> {
    live.harness.state().as_ref().unwrap().state().steps.undo.clone()
}

fn until_undo(live: &mut LiveWindow, name: &str) {
    live.until(name, |harness| {
        let steps = &harness.state().as_ref().unwrap().state().steps;
        steps.undo.as_deref() == Some(name)
    });
}

#[test]
fn how_reports_look_is_taken_back_like_what_is_typed() {
    let (folder, data) = sample_file();
    let mut live = may_of(&data);
    let before = undo_name(&live);
    let profile = |live: &LiveWindow| on_screen(&live.harness).look().look.profile;
    let own = |live: &LiveWindow| on_screen(&live.harness).look().own.clone();
    let first = profile(&live);
    live.click("Trình bày, phụ lục");
    live.harness.get_by_label("Như báo cáo trước").click();
    live.harness.run();
    assert_ne!(profile(&live), first);
    until_undo(&mut live, "đổi cách trình bày báo cáo");
    // What is typed in between is taken back before it.
    live.click("Căn cước và định danh");
    let had = live.value("identity.cards");
    replace(&mut live.harness, CARDS, "1777");
    live.says("Đã lưu");
    press(&mut live, Key::Z);
    live.says(&format!("Đã hoàn tác: nhập “{CARDS}”"));
    assert_eq!(live.value("identity.cards"), had);
    press(&mut live, Key::Z);
    live.says("Đã hoàn tác: đổi cách trình bày báo cáo");
    assert_eq!((profile(&live), page(&live)), (first, Page::Look));
    assert_eq!(undo_name(&live), before);
    // Forth in the same order.
    press(&mut live, Key::Y);
    live.says("Đã làm lại: đổi cách trình bày báo cáo");
    assert_ne!(profile(&live), first);
    press(&mut live, Key::Y);
    live.says(&format!("Đã làm lại: nhập “{CARDS}”"));

    let word = folder.path().join("mau-cua-toi.docx");
    let out = word.to_str().unwrap();
    live.command("lay mau word");
    live.choose(&word);
    live.until("the Word file", |_| word.exists());
    live.says("Đã xuất");
    live.command("dung mau word cua don vi");
    live.choose(&word);
    live.says("Đã dùng mẫu Word của đơn vị");
    assert_eq!(own(&live).as_deref(), Some("mau-cua-toi.docx"), "{out}");
    press(&mut live, Key::Z);
    live.says("Đã hoàn tác: dùng mẫu Word “mau-cua-toi.docx”");
    assert_eq!(own(&live), None);
    press(&mut live, Key::Y);
    live.says("Đã làm lại: dùng mẫu Word “mau-cua-toi.docx”");
    assert_eq!(own(&live).as_deref(), Some("mau-cua-toi.docx"));
    live.command("bo mau word cua don vi");
    live.says("Đã trở lại mẫu Word của chương trình");
    press(&mut live, Key::Z);
    live.says("Đã hoàn tác: bỏ mẫu Word của đơn vị");
    assert_eq!(own(&live).as_deref(), Some("mau-cua-toi.docx"));
    live.close();
}

#[test]
fn how_reports_are_checked_and_what_the_office_is_called_are_taken_back_too() {
    let (_folder, data) = sample_file();
    let mut live = may_of(&data);
    live.harness.query_all_by_label_contains("Kiểm tra ").next().unwrap().click();
    live.harness.run();
    live.click("Thiết lập");
    let boxes = live.harness.get_all_by_role(egui::accesskit::Role::CheckBox);
    boxes.last().unwrap().click();
    live.harness.run();
    let num_muted = |live: &LiveWindow| on_screen(&live.harness).checks().muted.len();
    assert_eq!(num_muted(&live), 1);
    until_undo(&mut live, "đổi cách kiểm tra báo cáo");
    press(&mut live, Key::Z);
    live.says("Đã hoàn tác: đổi cách kiểm tra báo cáo");
    assert_eq!(num_muted(&live), 0);
    press(&mut live, Key::Y);
    live.says("Đã làm lại: đổi cách kiểm tra báo cáo");
    assert_eq!(num_muted(&live), 1);

    let name = |live: &LiveWindow| on_screen(&live.harness).report().office.name.clone();
    let before = name(&live);
    live.click("Thể thức văn bản");
    replace(&mut live.harness, "Tên đơn vị trên màn hình", "Thành phố Tháp Chàm");
    live.harness.key_press(Key::Enter);
    live.until("the name", |harness| {
        on_screen(harness).report().office.name == "Thành phố Tháp Chàm"
    });
    live.harness.run();
    if live.harness.query_by_label("Chỉ đổi tên").is_some() {
        live.harness.get_by_label("Chỉ đổi tên").click();
        live.harness.run();
    }
    until_undo(&mut live, "đổi tên đơn vị thành “Thành phố Tháp Chàm”");
    live.click("III ");
    press(&mut live, Key::Z);
    live.says("Đã hoàn tác: đổi tên đơn vị thành “Thành phố Tháp Chàm”");
    assert_eq!((name(&live), page(&live)), (before.clone(), Page::Letterhead));
    press(&mut live, Key::Y);
    live.says("Đã làm lại: đổi tên đơn vị thành");
    assert_eq!(name(&live), "Thành phố Tháp Chàm");
    live.close();
}
