//! "Các đơn vị trong tệp…" in the window, with the real worker behind it: what is typed is in the file, or
//! stays in its field with the reason under it.

use baocao06::app::session::Session;
use baocao06::report::period::format_day;
use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable as _};

use super::live_window::LiveWindow;
use super::support::*;
use super::test_many_forms::file_of_many;

const A: &str = "UBND phường A";
const C: &str = "UBND xã C";

/// The dialog over the list of a file with three offices, opened by keys alone.
fn dialog_on(data: &str) -> LiveWindow {
    let mut live = LiveWindow::open(data, [1366.0, 768.0]);
    live.says("Năm 2025");
    live.command("cac don vi trong tep");
    live.says("Các đơn vị trong tệp");
    live
}

fn parent_of(office: &str) -> String {
    format!("Trực thuộc, {office}: ")
}

/// Chooses what an office belongs to, as it is listed.
fn choose(live: &mut LiveWindow, office: &str, parent: &str) {
    live.click(&parent_of(office));
    let is_option = |node: &egui_kittest::Node<'_>| {
        NodeT::accesskit_node(node).role() == egui::accesskit::Role::Button
    };
    live.harness.query_all_by_label(parent).find(is_option).unwrap().click();
    live.harness.run();
}

fn text_of(live: &LiveWindow, name: &str) -> String {
    NodeT::accesskit_node(&field(&live.harness, name)).value().unwrap()
}

fn type_into(live: &mut LiveWindow, name: &str, text: &str) {
    field(&live.harness, name).focus();
    live.harness.run();
    live.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    live.harness.run();
    live.harness.event(egui::Event::Text(text.to_owned()));
    live.harness.run();
}

/// The tree as the file has it: code, code of the office above, days; the window must have let go of it.
fn on_disk(live: LiveWindow, data: &str) -> Vec<String> {
    drop(live);
    let session = Session::open(data.as_ref()).unwrap();
    let tree = session.office_tree().unwrap().into_iter().map(|listed| {
        let parent = listed.parent.map(|code| code.to_string()).unwrap_or_default();
        let day = |day: Option<_>| day.map(format_day).unwrap_or_default();
        let (opened, closed) = (day(listed.opened), day(listed.closed));
        format!("{} {parent} {opened} {closed}", listed.office.code).trim_end().to_owned()
    });
    tree.collect()
}

/// How far from the left the name of an office stands.
fn indent(live: &LiveWindow, office: &str) -> f32 {
    live.harness.query_all_by_label(office).next().unwrap().rect().left()
}

#[test]
fn offices_get_their_place_and_the_list_shows_it_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = file_of_many(folder.path());
    let mut live = dialog_on(&data);
    type_into(&mut live, "Tên đơn vị mới", "UBND tỉnh D");
    live.harness.key_press(Key::Enter);
    live.says("Đã lưu UBND tỉnh D");
    assert_eq!(text_of(&live, "Tên đơn vị mới"), "", "ready for the next one");
    assert!(field(&live.harness, "Tên đơn vị mới").is_focused());

    assert_eq!(indent(&live, C), indent(&live, A));
    choose(&mut live, C, "UBND tỉnh D");
    live.says(&format!("{}UBND tỉnh D", parent_of(C)));
    live.says("Đã lưu UBND xã C");
    assert_eq!(indent(&live, C), indent(&live, "UBND tỉnh D") + 20.0);

    let (opened, closed) = (format!("Báo cáo từ ngày, {C}"), format!("đến hết ngày, {C}"));
    type_into(&mut live, &opened, "1/7/2025");
    live.harness.key_press(Key::Tab);
    live.harness.run();
    assert!(field(&live.harness, &closed).is_focused(), "Tab leads to the next field");
    type_into(&mut live, &closed, "31/12/2026");
    live.harness.key_press(Key::Enter);
    live.harness.run();
    assert!(field(&live.harness, &closed).is_focused(), "Enter keeps, and stays");
    live.until("the day as days are written", |harness| {
        let file = harness.state().as_ref().unwrap().state().file.as_ref().unwrap();
        file.offices.iter().any(|listed| listed.closed.is_some())
    });
    live.harness.key_press(Key::Escape);
    live.harness.run();
    assert!(live.harness.query_by_label("Thêm đơn vị").is_none(), "Esc closes");
    let tree = on_disk(live, &data);
    assert!(tree.contains(&"xa-c ubnd-tinh-d 01/7/2025 31/12/2026".to_owned()), "{tree:?}");
}

#[test]
fn what_cannot_be_kept_stays_in_its_field_with_the_reason_under_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = file_of_many(folder.path());
    let mut live = dialog_on(&data);
    choose(&mut live, C, A);
    live.says("Đã lưu UBND xã C");
    // In a circle.
    choose(&mut live, A, C);
    live.says("sẽ trở thành cấp trên của chính mình");
    live.says(&format!("{}{C}", parent_of(A)));
    assert_eq!(indent(&live, C), indent(&live, A) + 20.0, "the tree is that of the file");
    choose(&mut live, A, "Không");
    let circle = "sẽ trở thành cấp trên của chính mình";
    assert!(live.harness.query_by_label_contains(circle).is_none(), "as it is in the file again");

    // No day, then one before the first.
    let (opened, closed) = (format!("Báo cáo từ ngày, {C}"), format!("đến hết ngày, {C}"));
    type_into(&mut live, &closed, "31/6/2025");
    live.harness.key_press(Key::Enter);
    live.says("Ngày viết như 01/7/2025");
    assert_eq!(text_of(&live, &closed), "31/6/2025");
    type_into(&mut live, &closed, "30/6/2025");
    live.harness.key_press(Key::Enter);
    live.says("Đã lưu UBND xã C");
    type_into(&mut live, &opened, "01/7/2025");
    live.harness.key_press(Key::Enter);
    live.says("trước ngày bắt đầu");
    assert_eq!(text_of(&live, &opened), "01/7/2025");
    type_into(&mut live, &closed, "31/7/2025");
    live.harness.key_press(Key::Enter);
    live.until("both days", |harness| {
        harness.query_by_label_contains("trước ngày bắt đầu").is_none()
    });

    // A name that is nearly that of another office.
    type_into(&mut live, "Tên đơn vị mới", "ubnd xa c");
    live.harness.key_press(Key::Enter);
    live.says("tên gần giống");
    assert_eq!(text_of(&live, "Tên đơn vị mới"), "ubnd xa c");
    let tree = on_disk(live, &data);
    assert!(tree.contains(&"xa-c phuong-a 01/7/2025 31/7/2025".to_owned()), "{tree:?}");
    assert_eq!(tree.len(), 3);
}

#[test]
fn nothing_of_it_is_cut_on_a_small_screen() {
    let folder = tempfile::tempdir().unwrap();
    let data = file_of_many(folder.path());
    for size in [[1366.0, 768.0], [910.0, 485.0], [683.0, 364.0]] {
        let mut live = LiveWindow::open(&data, size);
        live.says("Năm 2025");
        live.command("cac don vi trong tep");
        live.says("Các đơn vị trong tệp");
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::Vec2::from(size));
        for name in ["Các đơn vị trong tệp", "Thêm đơn vị", "Đóng", "đến hết ngày"]
        {
            let rect = live.harness.get_by_label(name).rect();
            assert!(screen.contains_rect(rect), "{name} at {rect:?} of {size:?}");
        }
        let day = field(&live.harness, &format!("đến hết ngày, {A}")).rect();
        assert!(day.right() < size[0] && day.width() > 100.0, "{day:?} of {size:?}");
    }
}
