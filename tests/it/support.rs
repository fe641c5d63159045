//! What the tests of the window share: a window whose outside is a test, and the sample's May 2023.

use std::io::Write as _;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use baocao06::app::clip::ClipTable;
use baocao06::app::letter::Letter;
use baocao06::app::look::office_look::OfficeLook;
use baocao06::app::message::{
    Event, FileContent, FileSummary, FormSummary, ListedOffice, ListedReport, Purpose, Request,
};
use baocao06::app::open_report::{Loaded, OpenReport};
use baocao06::app::password::Protection;
use baocao06::app::platform::preferences::{Preferences, Theme};
use baocao06::app::problem::Problem;
use baocao06::app::session::Session;
use baocao06::app::state::{State, Wanted};
use baocao06::calc::history::History;
use baocao06::calc::progress;
use baocao06::exchange::{sample, template_v1};
use baocao06::report::change::Edit;
use baocao06::report::content::Report;
use baocao06::report::key::{FigureKey, ItemKey, TextKey};
use baocao06::report::look::Look;
use baocao06::report::office::Office;
use baocao06::report::period::PeriodKey;
use baocao06::report::template::{ItemBody, Template};
use baocao06::store::ReportId;
use baocao06::ui::start::Places;
use baocao06::ui::window::{Outside, Window};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};

/// An outside that keeps what was asked and tells what the test says.
#[derive(Default)]
pub(crate) struct TestOutside {
    pub(crate) events: Vec<Event>,
    pub(crate) asked: Vec<Request>,
    pub(crate) dialogs: Vec<Purpose>,
    pub(crate) opened: Vec<std::path::PathBuf>,
    pub(crate) copied: Vec<ClipTable>,
    pub(crate) put_aside: Vec<Report>,
    pub(crate) words: Vec<String>,
    pub(crate) letters: Vec<Letter>,
    /// What the clipboard answers when it cannot be written.
    pub(crate) no_clipboard: Option<Problem>,
}

impl Outside for TestOutside {
    fn events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }
    fn ask(&mut self, request: Request) {
        self.asked.push(request);
    }
    fn choose(&mut self, wanted: Wanted) {
        self.dialogs.push(wanted.purpose);
    }
    fn open(&mut self, path: &Path) {
        self.opened.push(path.to_owned());
    }
    fn copy(&mut self, table: &ClipTable) -> Result<(), Problem> {
        self.copied.push(table.clone());
        self.no_clipboard.take().map_or(Ok(()), Err)
    }
    fn copy_words(&mut self, words: &str) -> Result<(), Problem> {
        self.words.push(words.to_owned());
        self.no_clipboard.take().map_or(Ok(()), Err)
    }
    fn begin_letter(&mut self, letter: Letter) {
        self.letters.push(letter);
    }
    fn put_aside(&mut self, report: &Report) {
        self.put_aside.push(report.clone());
    }
    fn keep(&mut self, _preferences: &Preferences) {}
}

pub(crate) type TestHarness = Harness<'static, Option<Window<TestOutside>>>;

pub(crate) fn template() -> Arc<Template> {
    static TEMPLATE: OnceLock<Arc<Template>> = OnceLock::new();
    let template = TEMPLATE.get_or_init(|| Arc::new(template_v1::builtin_template().unwrap()));
    Arc::clone(template)
}

/// The sample, oldest month first.
pub(crate) fn sample() -> Vec<Report> {
    sample::sample_reports(&template()).unwrap()
}

/// May 2023 as the reference report printed it.
pub(crate) fn may() -> Report {
    sample().pop().unwrap()
}

pub(crate) fn report_id() -> ReportId {
    static ID: OnceLock<ReportId> = OnceLock::new();
    *ID.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::create(&folder.path().join("a.bc06")).unwrap();
        session.start_office(may().office, may().header.period.key).unwrap()
    })
}

/// A window of a size, in a theme, on the screen it starts with.
pub(crate) fn window(size: [f32; 2], theme: Theme) -> TestHarness {
    window_for(size, theme, Path::new("du-lieu.bc06"))
}

/// The same that makes new data files beside one.
pub(crate) fn window_for(size: [f32; 2], theme: Theme, data: &Path) -> TestHarness {
    let data = data.to_owned();
    let app = move |ui: &mut egui::Ui, window: &mut Option<Window<TestOutside>>| {
        let ctx = ui.ctx().clone();
        let window = window.get_or_insert_with(|| {
            let preferences = Preferences { theme, ..Preferences::default() };
            let places = Places {
                data: data.clone(),
                sample: data.with_file_name("mau.bc06"),
                this_month: PeriodKey::parse("2023-06").unwrap(),
            };
            Window::new(&ctx, State::new(preferences), places, TestOutside::default())
        });
        window.logic(&ctx);
        // What the real window clears itself with.
        let ground = window.ground(ui.visuals());
        ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, ground);
        window.ui(ui);
    };
    let builder = Harness::builder().with_size(size).with_max_steps(16);
    let builder = builder.with_context_setup(baocao06::ui::theme::install);
    let builder = if has_adapter() { builder.wgpu() } else { builder };
    builder.build_ui_state(app, None)
}

/// Whether pictures can be made. In CI they must.
pub(crate) fn has_adapter() -> bool {
    static HAS: OnceLock<bool> = OnceLock::new();
    *HAS.get_or_init(|| {
        let made = std::panic::catch_unwind(|| {
            drop(egui_kittest::wgpu::WgpuTestRenderer::new());
        });
        let is_needed = std::env::var_os("BAOCAO06_NEED_ADAPTER").is_some();
        assert!(made.is_ok() || !is_needed, "no graphics adapter, and this run must have one");
        if made.is_err() {
            // Written past the test runner's capture: whoever runs the tests must see it.
            std::io::stderr().write_all(b"pictures skipped: no adapter\n").unwrap();
        }
        made.is_ok()
    })
}

/// Tells the window something and lets it settle.
pub(crate) fn tell(harness: &mut TestHarness, event: Event) {
    harness.run();
    harness.state_mut().as_mut().unwrap().outside().events.push(event);
    harness.run();
}

/// An office that stands under no other, and reports on any day.
pub(crate) fn listed_office(office: &Office) -> ListedOffice {
    ListedOffice { office: office.clone(), parent: None, opened: None, closed: None }
}

/// What the list of months shows of the sample.
pub(crate) fn summary() -> FileSummary {
    let template = template();
    let reports = sample().into_iter().map(|report| ListedReport {
        id: report_id(),
        office: report.office.clone(),
        template: report.template.clone(),
        period: report.header.period,
        status: report.header.status.clone(),
        remark: report.header.remark.clone(),
        progress: progress::report(&report, &template).figures,
        open_texts: None,
        found: None,
        content_hash: String::new(),
    });
    FileSummary {
        awaited: Default::default(),
        unlisted: Vec::new(),
        path: "du-lieu-mau.bc06".into(),
        offices: vec![listed_office(&may().office)],
        forms: vec![FormSummary::of(&template)],
        reports: reports.collect(),
        access: baocao06::app::message::FileAccess::Write,
        protection: Protection::Open,
        content: FileContent::Own,
        today: chrono::NaiveDate::from_ymd_opt(2023, 5, 18).unwrap(),
    }
}

/// A report as it is loaded, with the months before it.
pub(crate) fn loaded_of(report: Report) -> Loaded {
    let period = report.header.period.key;
    let before = sample().into_iter().filter(|report| report.header.period.key < period);
    let history = History::of_reports(before, &template());
    let look = Arc::new(OfficeLook::builtin(Look::default()).unwrap());
    Loaded {
        id: report_id(),
        report,
        template: template(),
        history,
        look,
        checks: Default::default(),
        steps: Default::default(),
    }
}

/// A window with a report open, the month before beside it.
pub(crate) fn window_of(report: Report, size: [f32; 2], theme: Theme) -> TestHarness {
    let mut harness = window(size, theme);
    let loaded = loaded_of(report);
    tell(&mut harness, Event::Loaded { loaded: Box::new(loaded), said: None });
    harness
}

pub(crate) fn window_on(report: Report, theme: Theme) -> TestHarness {
    // High enough that every row of every form is on screen.
    window_of(report, [1366.0, 2600.0], theme)
}

pub(crate) fn may_window() -> TestHarness {
    window_on(may(), Theme::Light)
}

pub(crate) fn on_screen(harness: &TestHarness) -> &OpenReport {
    harness.state().as_ref().unwrap().state().open.as_ref().unwrap()
}

pub(crate) fn key(text: &str) -> FigureKey {
    FigureKey::parse(text).unwrap()
}

pub(crate) fn text_key(text: &str) -> TextKey {
    TextKey::parse(text).unwrap()
}

/// The input field of an accessible name.
pub(crate) fn field<'h>(harness: &'h TestHarness, name: &str) -> Node<'h> {
    let is_field = |node: &Node<'h>| {
        let node = node.accesskit_node();
        let role = node.role();
        let is_input = matches!(
            role,
            egui::accesskit::Role::TextInput | egui::accesskit::Role::MultilineTextInput
        );
        is_input && node.label().as_deref() == Some(name)
    };
    let mut found = harness.get_all_by(|_| true).filter(is_field);
    let node = found.next().unwrap_or_else(|| panic!("no field {name}"));
    assert!(found.next().is_none(), "two fields {name}");
    node
}

/// What is shown for a computed figure.
pub(crate) fn computed(harness: &TestHarness, label: &str) -> String {
    let prefix = format!("{label}: ");
    let mut nodes = harness.get_all_by(|_| true);
    let found = nodes.find_map(|node| {
        let label = node.accesskit_node().label().or_else(|| node.accesskit_node().value())?;
        label.strip_prefix(&prefix).map(str::to_owned)
    });
    found.unwrap_or_else(|| panic!("{label} is not on screen"))
}

/// Replaces the text of a field and leaves it.
pub(crate) fn replace(harness: &mut TestHarness, name: &str, text: &str) {
    field(harness, name).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    if text.is_empty() {
        harness.key_press(Key::Backspace);
    } else {
        harness.event(egui::Event::Text(text.to_owned()));
    }
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
}

/// What was asked of the worker since the last call.
pub(crate) fn asked(harness: &mut TestHarness) -> Vec<Request> {
    std::mem::take(&mut harness.state_mut().as_mut().unwrap().outside().asked)
}

/// The edits that were sent to be saved since the last call.
pub(crate) fn saved_edits(harness: &mut TestHarness) -> Vec<Edit> {
    let edits = asked(harness).into_iter().filter_map(|request| match request {
        Request::Save { batch, .. } => Some(batch.edits),
        _ => None,
    });
    edits.flatten().collect()
}

fn items_of(outline: &str) -> Vec<(ItemKey, String, bool)> {
    let template = template();
    let items = template.items().filter(|(section, _)| section.outline == outline);
    let kinds = items.filter_map(|(_, item)| match item.body {
        ItemBody::Documents(_) => Some((item.key.clone(), item.label.clone(), true)),
        ItemBody::Narrative(_) => Some((item.key.clone(), item.label.clone(), false)),
        _ => None,
    });
    kinds.collect()
}

/// The last list of documents of a section.
pub(crate) fn issued_list(outline: &str) -> (ItemKey, String) {
    let list = items_of(outline).into_iter().rev().find(|(_, _, is_list)| *is_list);
    list.map(|(key, label, _)| (key, label)).unwrap()
}

/// The first narrative of a section.
pub(crate) fn narrative_label(outline: &str) -> String {
    let mut items = items_of(outline).into_iter();
    items.find(|(_, _, is_list)| !is_list).map(|(_, label, _)| label).unwrap()
}
