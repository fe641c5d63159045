//! Frames of the largest form beside an empty egui frame, and the printed pages after an edit.

#![expect(clippy::expect_used, reason = "a bench that cannot be made has failed")]

mod common;
#[path = "../tests/it/own_skeleton.rs"]
#[expect(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "written for tests")]
mod own_skeleton;

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use baocao06::app::look::office_look::OfficeLook;
use baocao06::app::message::Event;
use baocao06::app::open_report::{Loaded, OpenReport, Typing};
use baocao06::app::platform::preferences::{Pane, Preferences};
use baocao06::app::state::State;
use baocao06::calc::history::History;
use baocao06::pages::flow::{self, LineCache};
use baocao06::report::change::Edit;
use baocao06::report::content::Report;
use baocao06::report::look::Look;
use baocao06::report::period::PeriodKey;
use baocao06::report::template::{ItemBody, Template};
use baocao06::ui::start::Places;
use baocao06::ui::window::Window;
use common::{Nowhere, input, may, memory_id, typed_figure, usual_look};
use divan::Bencher;
use own_skeleton::{OwnSkeleton, inline_picture, paragraph, run, word_field};

fn main() {
    divan::main();
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
        bench_form(bencher, Preferences::default(), Keys::Resting);
    }

    /// The same with the printed pages beside it.
    #[divan::bench]
    fn c_largest_form_and_preview(bencher: Bencher<'_, '_>) {
        let preferences = Preferences { pane: Pane::Preview, ..Preferences::default() };
        bench_form(bencher, preferences, Keys::Resting);
    }

    /// The same while a figure is typed: every second frame has a key, the one behind it lays the
    /// pages out again.
    #[divan::bench]
    fn d_typing_with_preview(bencher: Bencher<'_, '_>) {
        let preferences = Preferences { pane: Pane::Preview, ..Preferences::default() };
        bench_form(bencher, preferences, Keys::Typing);
    }

    /// Whether keys come while frames are measured.
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Keys {
        Resting,
        Typing,
    }

    fn bench_form(bencher: Bencher<'_, '_>, preferences: Preferences, keys: Keys) {
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
            checks: Default::default(),
            steps: Default::default(),
        };
        let events = vec![Event::Loaded { loaded: Box::new(loaded), said: None }];
        let mut window = Window::new(&ctx, State::new(preferences), places, Nowhere(events));
        let has_table = Cell::new(false);
        let mut run = |input: egui::RawInput| {
            let output = ctx.run_ui(input, |ui| {
                window.logic(ui.ctx());
                window.ui(ui);
            });
            has_table.set(window.state().open.as_ref().is_some_and(shows_table));
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
        if keys == Keys::Typing {
            // The id of the field of a figure in the first report that was loaded.
            let field = egui::Id::unique(("figure", typed_figure().as_str(), 1_u64));
            ctx.memory_mut(|memory| memory.request_focus(field));
            run(input());
            assert!(ctx.memory(|memory| memory.has_focus(field)), "the field is not on screen");
        }
        let run = RefCell::new(run);
        let mut count = 0_u32;
        bencher.bench_local(|| {
            count += 1;
            let mut input = input();
            if keys == Keys::Typing && count.is_multiple_of(2) {
                let key = if count.is_multiple_of(4) { text("7") } else { backspace() };
                input.events.push(key);
            }
            (run.borrow_mut())(input)
        });
    }
}

fn text(text: &str) -> egui::Event {
    egui::Event::Text(text.to_owned())
}

fn backspace() -> egui::Event {
    egui::Event::Key {
        key: egui::Key::Backspace,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::NONE,
    }
}

/// One edit until the printed pages are laid out again: what follows from the figures, the
/// document, its pages.
#[divan::bench_group(sample_count = 200)]
mod preview {
    use super::*;

    fn bench(bencher: Bencher<'_, '_>, report: Report, num_pages: usize) {
        bench_look(bencher, (report, num_pages), usual_look());
    }

    fn bench_look(
        bencher: Bencher<'_, '_>,
        (report, num_pages): (Report, usize),
        look: Arc<OfficeLook>,
    ) {
        let (_, april, template) = may();
        let id = memory_id(&report);
        let history = History::of_reports([april], &template);
        let (checks, steps) = Default::default();
        let mut open =
            OpenReport::open(Loaded { id, report, template, history, look, checks, steps });
        let mut cache = LineCache::default();
        let pages = flow::lay_out(&open.document(), open.look().sheet(), &mut cache);
        assert!(pages.pages.len() >= num_pages, "{} pages", pages.pages.len());
        let key = typed_figure();
        let mut count = 0;
        bencher.bench_local(|| {
            count = (count + 1) % 10_000;
            open.type_figure(&key, &count.to_string(), Typing::Ongoing);
            flow::lay_out(&open.document(), open.look().sheet(), &mut cache)
        });
    }

    #[divan::bench]
    fn a_edit_of_the_sample(bencher: Bencher<'_, '_>) {
        let (may, _, _) = may();
        bench(bencher, may, 7);
    }

    #[divan::bench]
    fn b_edit_of_60_pages_of_narrative(bencher: Bencher<'_, '_>) {
        let (mut may, _, template) = may();
        let narrative = template.items().find_map(|(_, item)| match &item.body {
            ItemBody::Narrative(narrative) => Some(narrative.text.clone()),
            _ => None,
        });
        let words: Vec<String> = (0..100).map(|i| format!("nội{i}")).collect();
        let lines: Vec<String> = (0..330).map(|i| format!("{i} {}", words.join(" "))).collect();
        let key = narrative.expect("a narrative");
        may.edit(Edit::text(key, Some(lines.join("\n"))));
        bench(bencher, may, 60);
    }

    /// Other letters, a logo and two lines at the top of every page, a number at the foot.
    fn own_skeleton() -> OwnSkeleton {
        let lines = [
            paragraph("", &inline_picture("rIdLogo", (900, 900))),
            paragraph("", &run("<w:b/>", "ỦY BAN NHÂN DÂN THÀNH PHỐ")),
            paragraph(
                "",
                &run("<w:sz w:val=\"20\"/>", "Số 570 Thống Nhất, điện thoại 0259.123.456"),
            ),
        ];
        let foot =
            paragraph("", &(word_field("", "PAGE") + &run("", "/") + &word_field("", "NUMPAGES")));
        let skeleton = OwnSkeleton::handed_out().logo().font("Liberation Sans");
        skeleton.band("header", "default", &lines.concat()).band("footer", "default", &foot)
    }

    #[divan::bench]
    fn c_edit_of_the_sample_in_an_own_skeleton(bencher: Bencher<'_, '_>) {
        let (may, _, _) = may();
        let look = Arc::new(own_skeleton().look(Look::default()));
        bench_look(bencher, (may, 7), look);
    }

    /// What is done once, on the worker's thread: the file is read, its fonts are looked for among
    /// all of the machine, its pictures are made ready.
    #[divan::bench(sample_count = 20)]
    fn d_taking_an_own_skeleton(bencher: Bencher<'_, '_>) {
        let skeleton = own_skeleton();
        bencher.bench_local(|| skeleton.look(Look::default()));
    }
}

fn shows_table(open: &OpenReport) -> bool {
    let items = open.section().map_or(&[][..], |section| section.items.as_slice());
    items.iter().any(|item| matches!(item.body, ItemBody::Table(_)))
}

fn with_all_rows(mut report: Report, template: &Template) -> Report {
    for row in template.tables().flat_map(|table| &table.rows) {
        let on = baocao06::report::template::Switch::On;
        report.edit(Edit::row(row.key.clone(), on.into()));
    }
    report
}
