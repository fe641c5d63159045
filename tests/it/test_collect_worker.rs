//! A collection form all the way: out of the window through the real worker to a file, filled in, read
//! back, looked at, taken over, undone, and a hostile one refused. Only the file dialog is the test's.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use baocao06::app::message::{Event, Purpose};
use baocao06::app::platform::preferences::Theme;
use baocao06::app::session::Session;
use baocao06::app::worker::{First, Worker};
use baocao06::report::period::PeriodKey;
use baocao06::report::value::Value;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::support::*;
use super::test_forms::{SHEET, changed, fill, inputs};
use super::test_jobs::sample_file;

/// A disk that is slower than this is broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// A window whose worker is the real one, on a file with the sample in it.
struct Case {
    harness: TestHarness,
    worker: Worker,
}

impl Case {
    /// Opens May 2023.
    fn new(data: &str) -> Self {
        let worker = Worker::start(First::Named(PathBuf::from(data))).unwrap();
        let mut case = Self { harness: window([1366.0, 1200.0], Theme::Light), worker };
        case.until("the months", |harness| {
            harness.query_all_by_label_contains("Tháng 5/2023, Nháp").next().is_some()
        });
        case.harness.query_all_by_label_contains("Tháng 5/2023, Nháp").next().unwrap().click();
        case.until("the month", |harness| harness.query_by_label("Thể thức văn bản").is_some());
        case
    }

    /// Carries requests to the worker and its answers to the window until something is there.
    fn until(&mut self, what: &str, is_there: impl Fn(&TestHarness) -> bool) {
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
            assert!(start.elapsed() < PATIENCE, "{what} did not come");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn says(&mut self, words: &str) {
        self.until(words, |harness| harness.query_all_by_label_contains(words).next().is_some());
    }

    /// By keys alone: finds a command by its name without marks and runs it.
    fn command(&mut self, name: &str) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
        self.harness.run();
        self.harness.event(egui::Event::Text(name.to_owned()));
        self.harness.run();
        self.harness.key_press(Key::Enter);
        self.harness.run();
    }

    /// Answers the file dialog that was opened.
    fn choose(&mut self, path: &Path) -> Purpose {
        self.harness.run();
        let purpose = self.harness.state_mut().as_mut().unwrap().outside().dialogs.remove(0);
        let event = Event::Chosen { purpose: purpose.clone(), path: Some(path.to_owned()) };
        tell(&mut self.harness, event);
        purpose
    }

    fn value(&self, name: &str) -> Value {
        month(&self.harness).report().value(&key(name)).clone()
    }
}

fn on_disk(data: &str, name: &str) -> Value {
    let mut session = Session::open(Path::new(data)).unwrap();
    let may = session.find(PeriodKey::parse("2023-05").unwrap()).unwrap();
    session.load(may).unwrap().report.value(&key(name)).clone()
}

#[test]
fn a_form_goes_out_of_the_window_and_comes_back_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let data = sample_file(folder.path());
    let form = folder.path().join("phieu.xlsx");
    let mut case = Case::new(&data);

    case.command("phieu thu thap");
    case.says("đã nhập 29/29");
    case.harness.get_by_label("Xuất phiếu Công an").click();
    let purpose = case.choose(&form);
    assert!(matches!(purpose, Purpose::ExportForm { .. }), "{purpose:?}");
    case.says("Đã xuất phieu.xlsx");

    let cells = inputs(&form);
    let at = |key: &str| cells.iter().find(|(known, _)| known == key).unwrap().1.clone();
    let (direct, online) = (at("services.id_card.direct"), at("services.id_card.online"));
    let wrong = at("services.residence_permanent.direct");
    let blank = at("services.residence_permanent.online");
    let book = changed(&std::fs::read(&form).unwrap(), SHEET, |sheet| {
        let sheet = fill(&sheet, &direct, "><v>1400</v>");
        let sheet = fill(&sheet, &online, " t=\"inlineStr\"><is><t>-</t></is>");
        let sheet = fill(&sheet, &wrong, " t=\"inlineStr\"><is><t>mười</t></is>");
        fill(&sheet, &blank, ">").into_bytes()
    });
    std::fs::write(&form, &book).unwrap();

    case.command("nhap phieu");
    let purpose = case.choose(&form);
    assert!(matches!(purpose, Purpose::TakeForm(_)), "{purpose:?}");
    case.says("Phiếu Công an: 2 đổi");
    assert!(case.harness.query_by_label(&wrong).is_some(), "the wrong cell by its address");
    assert_eq!(case.value("services.id_card.direct"), Value::count(1_317), "only looked at");
    case.harness.key_press(Key::Enter);
    case.says("Đã nhập 2 số liệu từ phiếu Công an, 1 ô sai để lại");
    case.says("Đã lưu");
    assert_eq!(case.value("services.id_card.direct"), Value::count(1_400));
    assert_eq!(case.value("services.id_card.online"), Value::NotArisen);
    assert_eq!(case.value("services.residence_permanent.direct"), Value::count(113));
    assert_eq!(case.value("services.residence_permanent.online"), Value::count(880));

    case.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    case.until("undo", |harness| {
        let report = month(harness).report();
        *report.value(&key("services.id_card.direct")) == Value::count(1_317)
    });
    assert_eq!(case.value("services.id_card.online"), Value::count(305), "one step of undo");
    case.harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    case.until("redo", |harness| {
        let report = month(harness).report();
        *report.value(&key("services.id_card.direct")) == Value::count(1_400)
    });

    std::fs::write(&form, &book[..book.len() / 2]).unwrap();
    case.command("nhap phieu");
    case.choose(&form);
    case.says("không phải tệp Excel");
    assert_eq!(case.value("services.id_card.direct"), Value::count(1_400));
    drop(case);
    assert_eq!(on_disk(&data, "services.id_card.direct"), Value::count(1_400));
    assert_eq!(on_disk(&data, "services.id_card.online"), Value::NotArisen);
}
