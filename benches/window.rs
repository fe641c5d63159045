//! Start and memory of the real window beside an empty eframe window, in turns on one machine.
//! Needs a display; without one it says so and measures nothing.
//!
//! The same binary plays the empty window: `window --empty`. Both print, when their first frame
//! with everything on it is drawn, the milliseconds since they were started and their memory.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench that cannot be made has failed"
)]

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

const ROUNDS: usize = 7;

fn main() {
    if std::env::args().any(|argument| argument == "--empty") {
        return empty_window();
    }
    let has_display =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if !has_display {
        println!("window: skipped, no display (run it under xvfb-run)");
        return;
    }
    let program = env!("CARGO_BIN_EXE_baocao06");
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("mau.bc06");
    let made =
        Command::new(program).arg("sample").arg("--data").arg(&data).status().expect("the program");
    assert!(made.success());
    let this = std::env::current_exe().expect("this program");
    let (mut empty, mut full) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        empty.push(measure(Command::new(&this).arg("--empty")));
        full.push(measure(Command::new(program).arg("--data").arg(&data).arg("--measure-start")));
    }
    let (empty_ms, empty_kb) = medians(empty);
    let (full_ms, full_kb) = medians(full);
    println!("empty eframe window   {empty_ms:>6} ms  {:>6.1} MB", mb(empty_kb));
    println!("13 months of data     {full_ms:>6} ms  {:>6.1} MB", mb(full_kb));
    let ratio = full_ms as f64 / empty_ms as f64;
    println!(
        "start ratio {ratio:.2} (bar 1.5), memory +{:.1} MB (bar +40)",
        mb(full_kb) - mb(empty_kb)
    );
}

fn mb(kb: u64) -> f64 {
    kb as f64 / 1024.0
}

fn measure(command: &mut Command) -> (u64, u64) {
    let start = now_ms();
    let output =
        command.env("BAOCAO06_STARTED_MS", start.to_string()).output().expect("the window");
    let text = String::from_utf8_lossy(&output.stdout);
    let mut numbers = text.split_whitespace().filter_map(|word| word.parse().ok());
    let pair = (numbers.next(), numbers.next());
    let (Some(ms), Some(kb)) = pair else {
        panic!("no measure: {text} {}", String::from_utf8_lossy(&output.stderr));
    };
    (ms, kb)
}

fn medians(mut measures: Vec<(u64, u64)>) -> (u64, u64) {
    measures.sort_unstable_by_key(|(ms, _)| *ms);
    let ms = measures[measures.len() / 2].0;
    measures.sort_unstable_by_key(|(_, kb)| *kb);
    (ms, measures[measures.len() / 2].1)
}

#[expect(clippy::disallowed_methods, reason = "a measure between two processes")]
fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock");
    u64::try_from(since.as_millis()).expect("this age")
}

struct Empty {
    frames: u32,
}

impl eframe::App for Empty {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.frames += 1;
        if self.frames == 2 {
            baocao06::ui::measure::report();
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
        ui.ctx().request_repaint();
    }
}

fn empty_window() {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1280.0, 720.0]),
        renderer: eframe::Renderer::Wgpu,
        ..Default::default()
    };
    let create: eframe::AppCreator<'_> = Box::new(|cc| {
        baocao06::ui::theme::install(&cc.egui_ctx);
        Ok(Box::new(Empty { frames: 0 }))
    });
    eframe::run_native("empty", options, create).expect("a window");
}
