//! A screen of 1366×768 with large text: nothing is cut, nothing overlaps, everything can be reached.

use baocao06::app::message::{Event, Request};
use baocao06::app::platform::preferences::Theme;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::*;

/// What a screen of 1366×768 has under its bars, in points: at 150 % and at 200 %.
const SMALL: [[f32; 2]; 2] = [[910.0, 485.0], [683.0, 364.0]];

/// Where the bar ends below the row of menus, in points.
const BAR: f32 = 78.0;

/// How high the bar at the bottom is, in points.
const BOTTOM_BAR: f32 = 33.0;

/// The worker says that what was typed is on the disk.
fn saved(harness: &mut TestHarness) {
    let batch = asked(harness).into_iter().find_map(|request| match request {
        Request::Save { batch, .. } => Some(batch.number),
        _ => None,
    });
    let at = chrono::NaiveDate::from_ymd_opt(2023, 5, 18).unwrap().and_hms_opt(9, 41, 7).unwrap();
    tell(harness, Event::Saved { report: report_id(), batch: batch.unwrap(), at, news: None });
}

/// Turns the wheel over what is in the middle, to its end.
fn scroll_to_end(harness: &mut TestHarness) {
    harness.hover_at(egui::pos2(300.0, 250.0));
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -1e6),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    harness.run();
}

/// The names and places of buttons and words in the bar at the top.
fn in_the_bar(harness: &TestHarness) -> Vec<(String, Rect)> {
    let nodes = harness.get_all_by(|_| true).filter_map(|node| {
        let part = node.accesskit_node();
        if !matches!(part.role(), Role::Button | Role::Label) {
            return None;
        }
        let (name, rect) = (part.label().or_else(|| part.value())?, node.rect());
        (rect.bottom() < BAR && rect.width() > 0.0).then_some((name, rect))
    });
    nodes.collect()
}

#[test]
fn nothing_in_the_bar_overlaps_whatever_the_size_of_the_text() {
    for width in [1366.0, 1280.0, 1100.0, 1024.0, 960.0, 910.0, 850.0, 803.0, 759.0, 683.0] {
        let mut harness = window_of(may(), [width, 480.0], Theme::Light);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
        harness.run();
        harness.key_press(Key::Tab);
        harness.event(egui::Event::Text("7".to_owned()));
        harness.run();
        harness.key_press(Key::Tab);
        harness.run();
        saved(&mut harness);
        let parts = in_the_bar(&harness);
        let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
        assert!(names.iter().any(|name| name.starts_with("Đã lưu")), "{width}: {names:?}");
        for (i, (name, rect)) in parts.iter().enumerate() {
            assert!(rect.left() >= 0.0 && rect.right() <= width, "{width}: {name} at {rect:?}");
            for (other, its) in parts.iter().skip(i + 1) {
                let both = rect.intersect(*its);
                let overlap = both.width().min(both.height());
                assert!(overlap <= 0.5, "{width}: {name} at {rect:?} and {other} at {its:?}");
            }
        }
        // What has no room stands in the menus.
        for (menu, command) in
            [("Tệp", "Xuất Word…"), ("Tệp", "Xuất Excel…"), ("Tệp", "In…"), ("Xem", "Xem trước")]
        {
            harness.get_by_label(menu).click();
            harness.run();
            let starts = |node: &egui_kittest::Node<'_>| {
                node.accesskit_node().label().is_some_and(|label| label.starts_with(command))
            };
            let is_entry = |node: egui_kittest::Node<'_>| starts(&node) && node.rect().top() > BAR;
            assert!(harness.get_all_by(|_| true).any(is_entry), "{width}: {command}");
            harness.key_press(Key::Escape);
            harness.run();
        }
    }
}

#[test]
fn what_stands_in_front_fits_a_small_screen_with_the_largest_text() {
    for size in SMALL {
        let mut harness = window_of(may(), size, Theme::Light);
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::Vec2::from(size));
        harness.key_press(Key::F1);
        harness.run();
        let fits = |harness: &TestHarness, labels: &[&str]| {
            for label in labels {
                let rect = harness.get_by_label(label).rect();
                assert!(screen.contains_rect(rect), "{label} at {rect:?} of {size:?}");
            }
        };
        fits(&harness, &["Hướng dẫn", "Bước tiếp theo", "Phím tắt", "Đóng"]);
        harness.get_by_label("Phím tắt").click();
        harness.run();
        fits(&harness, &["Phím tắt", "Đóng"]);
        harness.key_press(Key::Escape);
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
        harness.run();
        fits(&harness, &["Cài đặt", "Nền theo máy", "Đóng"]);
        harness.key_press(Key::Escape);
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
        harness.run();
        let title = "Lệnh, phần báo cáo, chỉ tiêu";
        let field = field(&harness, title).rect();
        let keys = harness.get_by_label_contains("Enter: đến").rect();
        for rect in [field, keys] {
            assert!(screen.contains_rect(rect), "{rect:?} of {size:?}");
        }
        harness.key_press(Key::Escape);
        harness.run();
        let mut file = summary();
        file.protection = baocao06::app::password::Protection::Password;
        tell(&mut harness, baocao06::app::message::Event::Opened { file, resume: None });
        harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
        harness.run();
        harness.event(egui::Event::Text("mat khau mo tep".to_owned()));
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        for label in ["Mật khẩu mở tệp", "Đổi mật khẩu", "Bỏ mật khẩu", "Đóng"]
        {
            let rect = harness.get_by_label(label).rect();
            assert!(screen.contains_rect(rect), "{label} at {rect:?} of {size:?}");
        }
    }
}

#[test]
fn no_field_of_any_page_is_cut_at_the_side() {
    for width in [1024.0, 910.0, 803.0, 683.0] {
        // High, so that every field of a page is laid out.
        let mut harness = window_of(may(), [width, 2600.0], Theme::Light);
        let mut seen = Vec::new();
        while !seen.contains(&on_screen(&harness).page) {
            seen.push(on_screen(&harness).page.clone());
            for node in harness.get_all_by(|_| true) {
                let part = node.accesskit_node();
                let is_input = matches!(part.role(), Role::TextInput | Role::MultilineTextInput);
                if !is_input && part.role() != Role::Button {
                    continue;
                }
                let (name, rect) = (part.label().unwrap_or_default(), node.rect());
                let at = &on_screen(&harness).page;
                // The bar's last button ends there, and the cards do before.
                assert!(rect.right() <= width - 16.0, "{width}, {at:?}: {name} at {rect:?}");
            }
            harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
            harness.run();
        }
        assert!(seen.len() > 10, "{seen:?}");
    }
}

#[test]
fn a_field_that_is_gone_to_has_its_name_beside_it() {
    let mut harness = window_of(may(), SMALL[1], Theme::Light);
    let page = "Dữ liệu giáo dục";
    while on_screen(&harness).section().is_none_or(|section| section.label != page) {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
        harness.run();
    }
    scroll_to_end(&mut harness);
    for key in [Key::PageUp, Key::PageDown] {
        harness.key_press_modifiers(Modifiers::COMMAND, key);
        harness.run();
    }
    let focused = harness.get_all_by(|_| true).find(|node| node.is_focused()).unwrap();
    let bar = harness.get_by_label_contains("Dữ liệu giáo dục · ").rect();
    // Where there is no room at its left, the name stands in a line above the field.
    let room = focused.rect().top() - bar.bottom();
    assert!(room > 32.0, "{room}: {:?} under {bar:?}", focused.rect());
}

#[test]
fn titles_stand_right_above_their_columns_where_names_have_a_line_of_their_own() {
    let mut harness = window_of(may(), SMALL[0], Theme::Light);
    while on_screen(&harness).section().is_none_or(|section| section.outline != "II.1") {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
        harness.run();
    }
    let copy = harness.get_by_label_contains("Chép bảng").rect();
    let title = harness.get_by_label("Số liệu").rect();
    let room = title.top() - copy.bottom();
    assert!((0.0..16.0).contains(&room), "{room}: {title:?} under {copy:?}");
}

#[test]
fn the_last_month_does_not_stick_to_the_bar_at_the_bottom() {
    let mut harness = window(SMALL[1], Theme::Light);
    tell(&mut harness, Event::Opened { file: summary(), resume: None });
    scroll_to_end(&mut harness);
    let tile = harness.get_by_label_contains("Tháng 12/2022").rect();
    let below = harness.get_by_label_contains("Dữ liệu: ").rect();
    let room = below.top() - tile.bottom();
    assert!((16.0..40.0).contains(&room), "{room} below {tile:?}");
    let last = harness.get_by_label("Kiểm tra dữ liệu").rect();
    let room = SMALL[1][1] - last.bottom();
    assert!((BOTTOM_BAR + 16.0..BOTTOM_BAR + 40.0).contains(&room), "{room} below {last:?}");
}
