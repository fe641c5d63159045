//! The jobs with a bar, each beside this machine's own baseline, so that the ratio can be compared
//! anywhere: a frame of the largest form beside an empty egui frame, a saved edit beside a bare
//! SQLite FULL commit, a Word export beside a bare zip of the same parts.

#![expect(clippy::expect_used, reason = "a bench that cannot be made has failed")]

use std::cell::{Cell, RefCell};
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use baocao06::app::clip::ClipTable;
use baocao06::app::message::{Event, Purpose, Request};
use baocao06::app::month::{Loaded, Month, Typing};
use baocao06::app::office_look::OfficeLook;
use baocao06::app::preferences::Preferences;
use baocao06::app::problem::Problem;
use baocao06::app::session::Session;
use baocao06::app::state::State;
use baocao06::calc::history::History;
use baocao06::calc::prose::Context;
use baocao06::calc::results::Results;
use baocao06::document::{self, Extras};
use baocao06::exchange::{sample, template_v1};
use baocao06::export::docx::{self, Skeleton};
use baocao06::export::xlsx;
use baocao06::report::change::Edit;
use baocao06::report::content::Report;
use baocao06::report::key::FigureKey;
use baocao06::report::look::Look;
use baocao06::report::period::PeriodKey;
use baocao06::report::template::{ItemBody, Template};
use baocao06::report::value::Value;
use baocao06::ui::start::Places;
use baocao06::ui::window::{Outside, Window};
use divan::Bencher;

fn main() {
    divan::main();
}

fn may() -> (Report, Report, Arc<Template>) {
    let template = Arc::new(template_v1::builtin_template().expect("the built-in template"));
    let mut reports = sample::sample_reports(&template).expect("the sample");
    let may = reports.pop().expect("May");
    let april = reports.pop().expect("April");
    (may, april, template)
}

fn typed_figure() -> FigureKey {
    FigureKey::parse("services.residence_permanent.online").expect("a key")
}

/// An outside that does nothing.
struct Nowhere(Vec<Event>);

impl Outside for Nowhere {
    fn events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.0)
    }
    fn ask(&mut self, _request: Request) {}
    fn choose(&mut self, _purpose: Purpose) {}
    fn open(&mut self, _path: &Path) {}
    fn copy(&mut self, _table: &ClipTable) -> Result<(), Problem> {
        Ok(())
    }
    fn keep(&mut self, _preferences: &Preferences) {}
}

fn input() -> egui::RawInput {
    let size = egui::vec2(1366.0, 768.0);
    let screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size));
    egui::RawInput { screen_rect, ..Default::default() }
}

#[divan::bench_group(sample_count = 400)]
mod frame {
    use super::*;

    /// The baseline: a frame with nothing in it, tessellated.
    #[divan::bench]
    fn a_empty_egui(bencher: Bencher<'_, '_>) {
        let ctx = egui::Context::default();
        baocao06::ui::theme::install(&ctx);
        bencher.bench_local(|| {
            let output = ctx.run_ui(input(), |_ui| {});
            ctx.tessellate(output.shapes, output.pixels_per_point)
        });
    }

    /// The largest form: the table of essential services with every row on, laid out, painted into
    /// shapes and tessellated; everything but the graphics card.
    #[divan::bench]
    fn b_largest_form(bencher: Bencher<'_, '_>) {
        let (may, april, template) = may();
        let id = memory_id(&may);
        let ctx = egui::Context::default();
        let places = Places {
            data: "a".into(),
            sample: "b".into(),
            this_month: PeriodKey::month_of(2023, 6).expect("a month"),
        };
        let loaded = Loaded {
            id,
            report: with_all_rows(may, &template),
            template: Arc::clone(&template),
            history: History::of_reports([april], &template),
            look: usual_look(),
        };
        let events = vec![Event::Loaded { loaded: Box::new(loaded), said: None }];
        let mut window =
            Window::new(&ctx, State::new(Preferences::default()), places, Nowhere(events));
        let has_table = Cell::new(false);
        let mut run = |input: egui::RawInput| {
            let output = ctx.run_ui(input, |ui| {
                window.logic(ui.ctx());
                window.ui(ui);
            });
            has_table.set(window.state().month.as_ref().is_some_and(shows_table));
            ctx.tessellate(output.shapes, output.pixels_per_point)
        };
        let page_down = egui::Event::Key {
            key: egui::Key::PageDown,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: egui::Modifiers::COMMAND,
        };
        run(input());
        for _ in 0..5 {
            run(egui::RawInput { events: vec![page_down.clone()], ..input() });
        }
        for _ in 0..20 {
            run(input());
        }
        assert!(has_table.get(), "the page measured is not the one with the table");
        let run = RefCell::new(run);
        bencher.bench_local(|| (run.borrow_mut())(input()));
    }
}

fn usual_look() -> Arc<OfficeLook> {
    Arc::new(OfficeLook::builtin(Look::default()).expect("the built-in skeleton"))
}

fn shows_table(month: &Month) -> bool {
    let items = month.section().map_or(&[][..], |section| section.items.as_slice());
    items.iter().any(|item| matches!(item.body, ItemBody::Table(_)))
}

fn with_all_rows(mut report: Report, template: &Template) -> Report {
    for row in template.tables().flat_map(|table| &table.rows) {
        let on = baocao06::report::template::Switch::On;
        report.edit(Edit::Switch(row.key.clone(), Some(on)));
    }
    report
}

fn memory_id(report: &Report) -> baocao06::store::ReportId {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = Session::create(&folder.path().join("a.bc06")).expect("a file");
    let office = report.office.clone();
    session.start_office(office, report.header.period.key).expect("a report")
}

#[divan::bench]
fn edit_recalculated(bencher: Bencher<'_, '_>) {
    let (may, april, template) = may();
    let id = memory_id(&may);
    let history = History::of_reports([april], &template);
    let look = usual_look();
    let mut month = Month::open(Loaded { id, report: may, template, history, look });
    let key = typed_figure();
    let mut count = 0;
    bencher.bench_local(|| {
        count = (count + 1) % 10_000;
        month.type_figure(&key, &count.to_string(), Typing::Ongoing);
    });
}

#[divan::bench_group(sample_count = 100)]
mod save {
    use super::*;

    /// The baseline: one row in a bare SQLite file with WAL and synchronous=FULL.
    #[divan::bench]
    fn a_bare_full_commit(bencher: Bencher<'_, '_>) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bare.db");
        let flags = rusqlite::OpenFlags::default();
        let db = rusqlite::Connection::open_with_flags(path, flags).expect("a file");
        db.execute_batch(
            "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
             CREATE TABLE a (x INTEGER) STRICT;",
        )
        .expect("a table");
        bencher.bench_local(|| db.execute("INSERT INTO a VALUES (1)", []).expect("a row"));
    }

    #[divan::bench]
    fn b_saved_edit(bencher: Bencher<'_, '_>) {
        let folder = tempfile::tempdir().expect("a folder");
        let session = Session::create(&folder.path().join("a.bc06")).expect("a file");
        let mut session = session.fill_with_sample().expect("the sample");
        let id = session.find(PeriodKey::month_of(2023, 5).expect("a month")).expect("May");
        let mut count = 0;
        bencher.bench_local(|| {
            count += 1;
            let edit = Edit::Figure(typed_figure(), Some(Value::count(count)));
            session.save(id, &[edit]).expect("saved")
        });
    }
}

#[divan::bench_group(sample_count = 100)]
mod export {
    use super::*;

    fn word(report: &Report, template: &Template, results: &Results) -> Vec<u8> {
        let (look, history) = (Look::default(), History::default());
        let extras = Extras { look: &look, history: &history, trace: None };
        let document = document::build(Context { report, template, results }, &extras);
        let skeleton = Skeleton::builtin(&look).expect("the built-in skeleton");
        docx::docx(&document, &skeleton).expect("a document")
    }

    /// The baseline: the same parts of the same .docx, only zipped.
    #[divan::bench]
    fn a_bare_zip(bencher: Bencher<'_, '_>) {
        let (may, _, template) = may();
        let results = Results::of(&may, &template);
        let bytes = word(&may, &template, &results);
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let mut parts = Vec::new();
        for i in 0..archive.len() {
            let mut part = archive.by_index(i).expect("a part");
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("its bytes");
            parts.push((part.name().expect("a name").into_owned(), content));
        }
        bencher.bench_local(|| {
            let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
            for (name, content) in &parts {
                zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default())
                    .expect("a part");
                zip.write_all(content).expect("its bytes");
            }
            zip.finish().expect("a zip")
        });
    }

    #[divan::bench]
    fn b_word(bencher: Bencher<'_, '_>) {
        let (may, _, template) = may();
        bencher.bench_local(|| {
            let results = Results::of(&may, &template);
            word(&may, &template, &results)
        });
    }

    #[divan::bench]
    fn c_excel(bencher: Bencher<'_, '_>) {
        let (may, _, template) = may();
        bencher.bench_local(|| {
            let results = Results::of(&may, &template);
            xlsx::xlsx(&may, &template, &results, &History::default()).expect("a workbook")
        });
    }
}

/// Opening a file with 13 months, to the list of months.
#[divan::bench(sample_count = 50)]
fn open_13_months(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.bc06");
    let session = Session::create(&path).expect("a file").fill_with_sample().expect("the sample");
    session.close().expect("closed");
    bencher.bench_local(|| {
        let mut session = Session::open(&path).expect("opened");
        session.summary().expect("the months")
    });
}

/// Reading the prose of the whole sample report, and one narrative of a thousand words.
#[divan::bench_group(sample_count = 200)]
mod prose {
    use baocao06::calc::text;
    use baocao06::calc::text::lint::{Abbreviations, lint};
    use baocao06::calc::text::numbers::numbers;
    use baocao06::calc::text::reconcile::{Declared, reconcile};
    use baocao06::calc::text::spelling::Speller;

    use super::*;

    /// All the sample's texts with their figures filled in.
    fn sample_prose() -> String {
        let (may, _, template) = may();
        let results = Results::of(&may, &template);
        let context = Context { report: &may, template: &template, results: &results };
        let texts = text::prose(&may, &template).into_iter();
        texts.map(|(_, text)| context.plain(text)).collect::<Vec<_>>().join("\n")
    }

    fn thousand_words() -> String {
        let prose = sample_prose();
        prose.split_whitespace().cycle().take(1_000).collect::<Vec<_>>().join(" ")
    }

    #[divan::bench]
    fn a_make_the_speller() -> Speller {
        Speller::new([])
    }

    #[divan::bench]
    fn b_spelling_of_1000_words(bencher: Bencher<'_, '_>) {
        let (speller, text) = (Speller::new([]), thousand_words());
        bencher.bench_local(|| speller.misspelled(&text));
    }

    #[divan::bench]
    fn c_numbers_style_spelling_of_the_sample(bencher: Bencher<'_, '_>) {
        let (may, _, template) = may();
        let (speller, abbreviations) = (Speller::new([]), Abbreviations::of(&may, &template));
        let text = sample_prose();
        bencher.bench_local(|| {
            (numbers(&text), lint(&text, &abbreviations), speller.misspelled(&text))
        });
    }

    #[divan::bench]
    fn d_numbers_held_against_figures(bencher: Bencher<'_, '_>) {
        let (may, _, template) = may();
        let results = Results::of(&may, &template);
        let context = Context { report: &may, template: &template, results: &results };
        let printed: Vec<_> = text::prose(&may, &template)
            .into_iter()
            .map(|(key, text)| (key, context.plain(text)))
            .collect();
        let texts: Vec<_> = printed.iter().map(|(key, text)| (*key, text.as_str())).collect();
        bencher.bench_local(|| reconcile(&texts, &Declared::of(context)));
    }

    #[divan::bench]
    fn e_suggestions(bencher: Bencher<'_, '_>) {
        let speller = Speller::new([]);
        bencher.bench_local(|| speller.suggestions("hiêm"));
    }
}
