//! A narrative of 20 pages with a reference in every line: a frame of its page at rest and while it
//! is typed in, beside a bare egui text field with the same words on the same machine. The bar is
//! 4 ms a frame.

#![expect(clippy::expect_used, reason = "a bench that cannot be made has failed")]

mod common;

use std::cell::RefCell;

use baocao06::app::message::Event;
use baocao06::app::open_report::Loaded;
use baocao06::app::platform::preferences::Preferences;
use baocao06::app::state::State;
use baocao06::calc::history::History;
use baocao06::report::change::Edit;
use baocao06::report::key::TextKey;
use baocao06::report::period::PeriodKey;
use baocao06::ui::start::Places;
use baocao06::ui::window::Window;
use common::{Nowhere, memory_id, usual_look};
use divan::Bencher;

fn main() {
    divan::main();
}

const NARRATIVE: &str = "police.narrative";
const PAGES: usize = 20;
const WORDS_A_PAGE: usize = 450;
const LINE: &str = "Công an thành phố phối hợp với các phường, xã rà soát, cập nhật thông tin dân cư, hướng dẫn người dân nộp hồ sơ trên Cổng dịch vụ công; đã thu nhận";

/// The input of a frame of a window that has the keyboard.
fn input() -> egui::RawInput {
    egui::RawInput { focused: true, ..common::input() }
}

/// 20 pages; each line ends with what is given.
fn text(end: &str) -> String {
    let lines = PAGES * WORDS_A_PAGE / LINE.split_whitespace().count();
    let line = format!("{LINE} {end} hồ sơ.");
    vec![line; lines].join("\n")
}

fn key(key: egui::Key, modifiers: egui::Modifiers) -> egui::Event {
    egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

/// The keys of a frame: every second one types or takes back a letter.
fn keys(count: u32) -> Vec<egui::Event> {
    match count % 4 {
        0 => vec![egui::Event::Text("a".to_owned())],
        2 => vec![key(egui::Key::Backspace, egui::Modifiers::NONE)],
        _ => Vec::new(),
    }
}

/// Whether keys come while frames are measured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    Resting,
    Typing,
}

#[divan::bench_group(sample_count = 400)]
mod frame {
    use super::*;

    /// The baseline: nothing but an egui text field, typed in.
    #[divan::bench]
    fn a_bare_field_typed_in(bencher: Bencher<'_, '_>) {
        let ctx = egui::Context::default();
        baocao06::ui::theme::install(&ctx);
        let mut words = text("1.614");
        let id = egui::Id::unique("bare");
        let mut run = move |input: egui::RawInput| {
            let output = ctx.run_ui(input, |ui| {
                egui::ScrollArea::vertical().show(ui, |ui| {
                    let field = egui::TextEdit::multiline(&mut words).id(id);
                    ui.add(field.desired_width(760.0));
                });
                ui.memory_mut(|memory| memory.request_focus(id));
            });
            let shapes = ctx.tessellate(output.shapes, output.pixels_per_point);
            let mut delta = output.textures_delta;
            delta.clear();
            shapes
        };
        for _ in 0..10 {
            run(input());
        }
        let mut count = 0;
        bencher.bench_local(|| {
            count += 1;
            run(egui::RawInput { events: keys(count), ..input() })
        });
    }

    /// The page at rest.
    #[divan::bench]
    fn b_page_with_chips(bencher: Bencher<'_, '_>) {
        bench(bencher, &text("{identity.cards}"), Keys::Resting);
    }

    /// The page with the keyboard in the narrative.
    #[divan::bench]
    fn c_page_with_chips_typed_in(bencher: Bencher<'_, '_>) {
        bench(bencher, &text("{identity.cards}"), Keys::Typing);
    }

    /// The same of the length of a usual narrative.
    #[divan::bench]
    fn d_usual_page_typed_in(bencher: Bencher<'_, '_>) {
        let words = format!("{LINE} {{identity.cards}} hồ sơ.\n").repeat(6);
        bench(bencher, &words, Keys::Typing);
    }

    fn bench(bencher: Bencher<'_, '_>, narrative: &str, mode: Keys) {
        let ctx = egui::Context::default();
        baocao06::ui::theme::install(&ctx);
        let mut window = window(&ctx, narrative);
        let mut run = |input: egui::RawInput| {
            let output = ctx.run_ui(input, |ui| {
                window.logic(ui.ctx());
                window.ui(ui);
            });
            let mut delta = output.textures_delta;
            delta.clear();
            ctx.tessellate(output.shapes, output.pixels_per_point)
        };
        run(input());
        for _ in 0..2 {
            let events = vec![key(egui::Key::PageDown, egui::Modifiers::COMMAND)];
            run(egui::RawInput { events, ..input() });
        }
        for _ in 0..20 {
            run(input());
        }
        // The id of the narrative's field in the first report that was loaded.
        let field = egui::Id::unique(("text", NARRATIVE, 1_u64));
        if mode == Keys::Typing {
            ctx.memory_mut(|memory| memory.request_focus(field));
            run(input());
            assert!(ctx.memory(|memory| memory.has_focus(field)), "the field is not on screen");
        }
        let run = RefCell::new(run);
        let mut count = 0_u32;
        bencher.bench_local(|| {
            count += 1;
            let events = if mode == Keys::Typing { keys(count) } else { Vec::new() };
            (run.borrow_mut())(egui::RawInput { events, ..input() })
        });
    }

    fn window(ctx: &egui::Context, narrative: &str) -> Window<Nowhere> {
        let (mut may, april, template) = common::may();
        let id = memory_id(&may);
        let narrative_key = TextKey::parse(NARRATIVE).expect("a key");
        may.edit(Edit::text(narrative_key, Some(narrative.to_owned())));
        let loaded = Loaded {
            id,
            report: may,
            history: History::of_reports([april], &template),
            template,
            look: usual_look(),
            checks: Default::default(),
            steps: Default::default(),
        };
        let events = vec![Event::Loaded { loaded: Box::new(loaded), said: None }];
        let places = Places {
            data: "a".into(),
            sample: "b".into(),
            this_month: PeriodKey::month_of(2023, 6).expect("a month"),
        };
        Window::new(ctx, State::new(Preferences::default()), places, Nowhere(events))
    }
}
