//! One data file with a month, a quarter and a year report, of several templates, for three offices, in the
//! window, with the real worker behind it.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use baocao06::app::message::Event;
use baocao06::app::platform::preferences::Theme;
use baocao06::app::worker::{First, Worker};
use baocao06::report::value::Value;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable as _};

use super::support::*;
use super::test_jobs::docx_text;
use super::test_many_forms::{OFFICES, file_of_many};

/// A window whose worker is the real one.
struct LiveWindow {
    harness: TestHarness,
    worker: Worker,
}

impl LiveWindow {
    fn new(data: &str) -> Self {
        let worker = Worker::start(First::Named(PathBuf::from(data))).unwrap();
        // High enough that every report of the list is on screen.
        let mut live = Self { harness: window([1366.0, 2000.0], Theme::Light), worker };
        live.says("Năm 2025");
        live
    }

    /// Carries requests to the worker and its answers to the window until some words are on screen.
    fn says(&mut self, words: &str) {
        let start = Instant::now();
        loop {
            self.harness.run();
            for request in asked(&mut self.harness) {
                self.worker.ask(request);
            }
            let events = self.worker.events();
            let is_there = self.harness.query_all_by_label_contains(words).next().is_some();
            if events.is_empty() && is_there {
                return;
            }
            self.harness.state_mut().as_mut().unwrap().outside().events.extend(events);
            assert!(
                start.elapsed() < Duration::from_secs(60),
                "{words} did not come:\n{}",
                self.on_screen()
            );
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// What is named on the screen.
    fn on_screen(&self) -> String {
        let nodes = self.harness.get_all_by(|_| true);
        let names = nodes.filter_map(|node| NodeT::accesskit_node(&node).label());
        names.collect::<Vec<_>>().join(" | ")
    }

    fn click(&mut self, words: &str) {
        self.harness.query_all_by_label_contains(words).next().unwrap().click();
        self.harness.run();
    }

    fn cards(&self) -> Value {
        month(&self.harness).report().value(&key("cards.new")).clone()
    }
}

#[test]
fn every_report_is_opened_typed_undone_and_exported_in_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let data = file_of_many(folder.path());
    let mut live = LiveWindow::new(&data);
    for (at, (_, office)) in OFFICES.into_iter().enumerate() {
        for (label, kind, new) in [
            ("Tháng 9/2025", "month", 12),
            ("Quý III/2025", "quarter", 30),
            ("Năm 2025", "year", 100),
        ] {
            let series = format!("{office} – Báo cáo thử ({kind})");
            live.click(&format!("{label}, {series}, Nháp"));
            live.says("Thể thức văn bản");
            let open = month(&live.harness).report().clone();
            assert_eq!(open.office.name, office);
            live.says(&series);
            live.click("I Kết quả");
            let had = Value::count(new + i64::try_from(at).unwrap());
            assert_eq!(live.cards(), had);
            replace(&mut live.harness, "Căn cước cấp mới", "77");
            live.says("Đã lưu");
            assert_eq!(live.cards(), Value::count(77));
            live.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
            live.says("Đã hoàn tác");
            assert_eq!(live.cards(), had);
            live.harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
            live.harness.run();
            let purpose = live.harness.state_mut().as_mut().unwrap().outside().dialogs.remove(0);
            let out = folder.path().join(format!("{at}-{kind}.docx"));
            tell(&mut live.harness, Event::Chosen { purpose, path: Some(out.clone()) });
            live.says("Đã xuất");
            let words = open.header.period.key.words();
            assert!(docx_text(&out).contains(&format!("Trong {words} cấp")), "{words}");
            live.harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
            live.says(&format!("{label}, {series}"));
        }
    }
}

#[test]
fn a_report_of_any_form_is_started_in_the_window_with_enter() {
    let folder = tempfile::tempdir().unwrap();
    let data = file_of_many(folder.path());
    let mut live = LiveWindow::new(&data);
    live.click("Lập báo cáo…");
    live.says("Mẫu báo cáo: ");
    // Offered is the period after the last report of the office in the form; Enter takes it.
    let offered = field(&live.harness, "Kỳ báo cáo");
    let offered = NodeT::accesskit_node(&offered).value().unwrap();
    live.harness.run();
    live.harness.key_press(Key::Enter);
    live.says("Đã lập báo cáo");
    let started = month(&live.harness).report().header.period.key;
    assert_eq!(started.to_text(), offered);
    assert!(month(&live.harness).report().values.is_empty());
}
