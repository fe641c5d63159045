//! The preview's pages larger and smaller, and its buttons for turning them.

use baocao06::app::platform::preferences::Theme;
use egui::{Key, Rect};
use egui_kittest::kittest::Queryable as _;

use super::support::*;

fn preview() -> TestHarness {
    let mut harness = window_of(may(), [1366.0, 768.0], Theme::Light);
    harness.key_press(Key::F6);
    harness.run();
    harness
}

fn rect(harness: &TestHarness, page: usize) -> Rect {
    harness.get_by_label(&format!("Trang {page}")).rect()
}

fn click(harness: &mut TestHarness, label: &str) {
    harness.query_by_label_contains(label).unwrap_or_else(|| panic!("no {label}")).click();
    harness.run();
}

#[test]
fn pages_become_larger_and_smaller_and_fit_again() {
    let mut harness = preview();
    let fitted = rect(&harness, 1).width();
    click(&mut harness, "Phóng to trang");
    let larger = rect(&harness, 1).width();
    assert!(larger > fitted, "{larger} {fitted}");
    for _ in 0..12 {
        if harness.query_by_label_contains("(200 %)").is_some() {
            break;
        }
        click(&mut harness, "Phóng to trang");
    }
    // A4 at 192 points to the inch.
    let widest = rect(&harness, 1).width();
    assert!((widest - 1587.5).abs() < 2.0, "{widest}");
    click(&mut harness, "Về vừa bề rộng khung");
    assert!((rect(&harness, 1).width() - fitted).abs() < 1.0);
    for _ in 0..12 {
        if harness.query_by_label_contains("(50 %)").is_some() {
            break;
        }
        click(&mut harness, "Thu nhỏ trang");
    }
    let smallest = rect(&harness, 1).width();
    assert!((smallest - 396.9).abs() < 2.0, "{smallest}");
}

#[test]
fn buttons_turn_pages() {
    let mut harness = preview();
    assert!(harness.query_by_label_contains("Trang 1/7").is_some());
    let top = rect(&harness, 1).top();
    click(&mut harness, "Trang sau");
    assert!(harness.query_by_label_contains("Trang 2/7").is_some());
    assert!((rect(&harness, 2).top() - top).abs() < 12.0, "its top is at the top of the pane");
    for _ in 0..5 {
        click(&mut harness, "Trang sau");
    }
    assert!(harness.query_by_label_contains("Trang 7/7").is_some());
    click(&mut harness, "Trang trước");
    assert!(harness.query_by_label_contains("Trang 6/7").is_some());
}
