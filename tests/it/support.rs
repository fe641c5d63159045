//! What the tests of the window share: a window whose outside is a test, and a month to show.

use std::path::Path;
use std::sync::Arc;

use baocao06::app::message::{Event, Purpose, Request};
use baocao06::app::month::Loaded;
use baocao06::app::preferences::{Preferences, Theme};
use baocao06::app::state::State;
use baocao06::report::content::Report;
use baocao06::report::template::Template;
use baocao06::store::ReportId;
use baocao06::ui::start::Places;
use baocao06::ui::window::{Outside, Window};
use egui_kittest::Harness;

/// An outside that keeps what was asked and tells what the test says.
#[derive(Default)]
pub(crate) struct TestOutside {
    pub events: Vec<Event>,
    pub asked: Vec<Request>,
    pub dialogs: Vec<Purpose>,
    pub opened: Vec<std::path::PathBuf>,
}

impl Outside for TestOutside {
    fn events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }
    fn ask(&mut self, request: Request) {
        self.asked.push(request);
    }
    fn choose(&mut self, purpose: Purpose) {
        self.dialogs.push(purpose);
    }
    fn open(&mut self, path: &Path) {
        self.opened.push(path.to_owned());
    }
    fn keep(&mut self, _preferences: &Preferences) {}
}

pub(crate) type TestWindow = Window<TestOutside>;

/// A window of a size, in a theme.
pub(crate) fn window(size: [f32; 2], theme: Theme) -> Harness<'static, Option<TestWindow>> {
    let app = move |ui: &mut egui::Ui, window: &mut Option<TestWindow>| {
        let ctx = ui.ctx().clone();
        let window = window.get_or_insert_with(|| {
            let preferences = Preferences { theme, ..Preferences::default() };
            let places = Places {
                data: "du-lieu.bc06".into(),
                sample: "mau.bc06".into(),
                this_month: "2023-06".parse_key(),
            };
            Window::new(&ctx, State::new(preferences), places, TestOutside::default())
        });
        window.logic(&ctx);
        window.ui(ui);
    };
    Harness::builder()
        .with_size(size)
        .with_max_steps(12)
        .with_context_setup(baocao06::ui::theme::install)
        .wgpu()
        .build_ui_state(app, None)
}

pub(crate) trait ParseKey {
    fn parse_key(&self) -> baocao06::report::period::PeriodKey;
}

impl ParseKey for str {
    fn parse_key(&self) -> baocao06::report::period::PeriodKey {
        baocao06::report::period::PeriodKey::parse(self).unwrap()
    }
}

/// Tells the window something and lets it settle.
pub(crate) fn tell(harness: &mut Harness<'static, Option<TestWindow>>, event: Event) {
    harness.run();
    harness.state_mut().as_mut().unwrap().outside().events.push(event);
    harness.run();
}

pub(crate) fn loaded(
    id: ReportId,
    report: Report,
    template: Arc<Template>,
    previous: Option<Report>,
) -> Event {
    let previous = previous.map(|report| (report, template.clone()));
    Event::Loaded { loaded: Box::new(Loaded { id, report, template, previous }), said: None }
}
