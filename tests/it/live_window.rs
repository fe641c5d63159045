//! A window whose worker is the real one. Only the file dialog is the test's.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use baocao06::app::message::{Event, Purpose, Request};
use baocao06::app::platform::preferences::Theme;
use baocao06::app::worker::{First, Worker};
use baocao06::report::value::Value;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable as _};

use super::support::*;
use super::worker_support::PATIENCE;

/// The window and its worker.
pub(crate) struct LiveWindow {
    pub(crate) harness: TestHarness,
    worker: Worker,
}

impl LiveWindow {
    /// Opens a data file in a window of this size.
    pub(crate) fn open(data: &str, size: [f32; 2]) -> Self {
        Self::start(First::Named(PathBuf::from(data)), size)
    }

    /// Begins with a file in a window of this size.
    pub(crate) fn start(first: First, size: [f32; 2]) -> Self {
        // As the program does: no test makes a file where it runs.
        let data = match &first {
            First::Named(path) | First::Last(Some(path)) => path.clone(),
            First::Last(None) => panic!("a test has no file of its own to begin with"),
        };
        let worker = Worker::start(first).unwrap();
        Self { harness: window_for(size, Theme::Light, &data), worker }
    }

    /// Carries requests to the worker and its answers to the window until something is there.
    pub(crate) fn until(&mut self, what: &str, is_there: impl Fn(&TestHarness) -> bool) {
        let start = Instant::now();
        loop {
            self.harness.run();
            for request in asked(&mut self.harness) {
                self.worker.ask(request);
            }
            let events = self.worker.events();
            if events.is_empty() && is_there(&self.harness) {
                return;
            }
            self.harness.state_mut().as_mut().unwrap().outside().events.extend(events);
            assert!(start.elapsed() < PATIENCE, "{what} did not come:\n{}", self.on_screen());
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// The same until some words are on screen.
    pub(crate) fn says(&mut self, words: &str) {
        self.until(words, |harness| harness.query_all_by_label_contains(words).next().is_some());
    }

    /// What is named on the screen.
    fn on_screen(&self) -> String {
        let nodes = self.harness.get_all_by(|_| true);
        let names = nodes.filter_map(|node| NodeT::accesskit_node(&node).label());
        names.collect::<Vec<_>>().join(" | ")
    }

    /// A picture to look at, where `BAOCAO06_PICTURES` names a folder for it.
    pub(crate) fn picture(&mut self, name: &str) {
        if let Some(folder) = std::env::var_os("BAOCAO06_PICTURES") {
            self.harness.run();
            let picture = self.harness.render().unwrap();
            picture.save(PathBuf::from(folder).join(format!("{name}.png"))).unwrap();
        }
    }

    /// Clicks what some words name.
    pub(crate) fn click(&mut self, words: &str) {
        self.harness.query_all_by_label_contains(words).next().unwrap().click();
        self.harness.run();
    }

    /// By keys alone: finds a command by its name without marks and runs it.
    pub(crate) fn command(&mut self, name: &str) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
        self.harness.run();
        self.harness.event(egui::Event::Text(name.to_owned()));
        self.harness.run();
        self.harness.key_press(Key::Enter);
        self.harness.run();
    }

    /// Answers the file dialog that was opened.
    pub(crate) fn choose(&mut self, path: &Path) -> Purpose {
        self.harness.run();
        let purpose = self.harness.state_mut().as_mut().unwrap().outside().dialogs.remove(0);
        let event = Event::Chosen { purpose: purpose.clone(), path: Some(path.to_owned()) };
        tell(&mut self.harness, event);
        purpose
    }

    /// Closes the window as the system asks it to, and waits until the worker has done all that was asked.
    pub(crate) fn close(mut self) {
        self.worker.ask(Request::Close);
        let is_closed = |event: &Event| matches!(event, Event::Closed);
        let mut told = Vec::new();
        while !told.iter().any(is_closed) {
            told.extend(self.worker.events());
            std::thread::sleep(Duration::from_millis(2));
        }
        self.harness.state_mut().as_mut().unwrap().outside().events.extend(told);
        self.harness.run();
        for request in asked(&mut self.harness) {
            self.worker.ask(request);
        }
    }

    /// A figure as it stands on the screen.
    pub(crate) fn value(&self, name: &str) -> Value {
        on_screen(&self.harness).report().value(&key(name)).clone()
    }
}
