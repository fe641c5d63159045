//! A few pictures: one a screen, light and dark. Mesa's software adapter in CI is the truth; where
//! there is no adapter they are skipped.

use baocao06::app::message::{Event, FileSummary};
use baocao06::app::platform::preferences::Theme;
use baocao06::calc::progress::Asking;
use baocao06::store::Found;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{SnapshotOptions, SnapshotResults};

use super::support::*;

/// The one place that owns the threshold: software rendering differs by a hair between versions.
fn picture(harness: &mut TestHarness, name: &str, results: &mut SnapshotResults) {
    let options = SnapshotOptions::new()
        .threshold(1.0)
        .max_failed_pixels(10)
        .output_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots"));
    results.add(harness.try_snapshot_options(name, &options));
}

fn theme_name(theme: Theme) -> &'static str {
    if theme == Theme::Dark { "dark" } else { "light" }
}

/// The list where it is counted what is found in two of its reports.
fn counted_summary() -> FileSummary {
    let mut file = summary();
    let counted =
        [(12, 3, Asking { errors: 2, warnings: 4 }), (9, 0, Asking { errors: 0, warnings: 1 })];
    for (at, texts, asking) in counted {
        file.reports[at].open_texts = Some(texts);
        file.reports[at].found = Some(Found { asking, beside: String::new() });
    }
    file
}

#[test]
fn a_tile_says_what_is_found_beside_how_much_is_entered() {
    let mut harness = window([1366.0, 768.0], Theme::Light);
    tell(&mut harness, Event::Opened { file: counted_summary(), resume: None });
    harness.get_by_label_contains("còn 3 lời văn, 2 lỗi, 4 cảnh báo");
    harness.get_by_label_contains(", 1 cảnh báo, ");
    // Of the others nobody counted: nothing is told of them.
    assert_eq!(harness.query_all_by_label_contains("cảnh báo").count(), 2);
}

#[test]
fn screens_look_as_they_did() {
    if !has_adapter() {
        return;
    }
    let mut results = SnapshotResults::new();
    for theme in [Theme::Light, Theme::Dark] {
        let name = theme_name(theme);
        let mut harness = window([1366.0, 768.0], theme);
        tell(&mut harness, Event::NothingOpen(None));
        picture(&mut harness, &format!("start-{name}"), &mut results);

        let mut harness = window([1366.0, 768.0], theme);
        tell(&mut harness, Event::Opened { file: counted_summary(), resume: None });
        picture(&mut harness, &format!("reports-{name}"), &mut results);

        let mut harness = window_of(may(), [1366.0, 768.0], theme);
        for _ in 0..5 {
            harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
            harness.run();
        }
        picture(&mut harness, &format!("services-{name}"), &mut results);

        let mut harness = window_of(may(), [1366.0, 768.0], theme);
        harness.key_press(Key::F6);
        harness.run();
        for _ in 0..5 {
            harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
            harness.run();
        }
        field(&harness, "Đăng ký thường trú – trực tuyến").focus();
        harness.run();
        picture(&mut harness, &format!("preview-{name}"), &mut results);
    }
    results.unwrap();
}
