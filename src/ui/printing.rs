//! "In…": which pages of the open report, how often, on which printer. The PDF in the system's viewer is the way that
//! is always there, also without a printer.

use egui::{Button, Label, RichText, TextEdit, Ui, vec2};

use super::chrome;
use super::forms::small;
use super::intent::{Intent, Intents};
use super::theme::{self, GAP, Tokens};
use super::widgets::choice::choice;
use super::widgets::labelled;
use crate::app::printing::{Destination, PageChoice, Print, PrintFault, copies_typed};
use crate::app::problem::Problem;
use crate::app::state::State;
use crate::report::check::Severity;

const WIDTH: f32 = 560.0;
const LABEL: f32 = 120.0;
const FIELD: f32 = 320.0;

/// Whether all pages are printed, or some.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Extent {
    #[default]
    All,
    Some,
}

/// What is typed in it.
#[derive(Debug)]
pub struct PrintView {
    /// Which of the printers, in their order.
    printer: usize,
    extent: Extent,
    pages: String,
    copies: String,
    /// What is wrong with what is typed.
    fault: Option<Problem>,
}

impl Default for PrintView {
    fn default() -> Self {
        let (extent, pages, copies) = (Extent::default(), String::new(), "1".to_owned());
        Self { printer: 0, extent, pages, copies, fault: None }
    }
}

impl PrintView {
    /// The print that is typed.
    fn print(&self, to: Destination) -> Result<Print, PrintFault> {
        let pages = match self.extent {
            Extent::All => PageChoice::All,
            Extent::Some => PageChoice::typed(&self.pages)?,
        };
        Ok(Print { to, pages, copies: copies_typed(&self.copies)? })
    }

    fn ask(&mut self, to: Destination, intents: &mut Intents) {
        match self.print(to) {
            Ok(print) => {
                self.fault = None;
                intents.push(Intent::Print(print));
            }
            Err(fault) => self.fault = Some(Problem::from_print(&fault)),
        }
    }
}

/// Draws it in front of the window.
pub fn show(ui: &Ui, view: &mut PrintView, state: &State, intents: &mut Intents) {
    let response = chrome::dialog(ui, "print").show(ui.ctx(), |ui| {
        ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 80.0));
        ui.label(RichText::new("In báo cáo").font(theme::heading()));
        ui.add_space(GAP);
        let printer = printer_ui(ui, view, state);
        pages_ui(ui, view);
        labelled(ui, "Số bản", LABEL, |ui| {
            if field(ui, "Số bản", &mut view.copies, 64.0).changed() {
                view.fault = None;
            }
        });
        errors_ui(ui, state);
        said_ui(ui, view, state);
        chrome::dialog_buttons(ui, |ui| {
            buttons_ui(ui, view, printer, intents);
        });
    });
    if response.should_close() {
        intents.push(Intent::CloseFront);
    }
}

/// The printers; the chosen one.
fn printer_ui(ui: &mut Ui, view: &mut PrintView, state: &State) -> Option<String> {
    let printers = state.printing.printers.as_deref();
    labelled(ui, "Máy in", LABEL, |ui| match printers {
        None => {
            ui.label("Đang tìm máy in…");
        }
        Some([]) => {
            let words = "Máy này chưa có máy in nào; vẫn in được bằng “Mở PDF để in”";
            ui.add(Label::new(words).wrap());
        }
        Some(printers) => {
            let names = printers.iter().enumerate().map(|(at, printer)| (at, printer.name.clone()));
            let options: Vec<(usize, String)> = names.collect();
            view.printer =
                choice(ui, "Máy in", FIELD, view.printer, &options).unwrap_or(view.printer);
        }
    });
    printers.and_then(|printers| printers.get(view.printer)).map(|printer| printer.name.clone())
}

fn pages_ui(ui: &mut Ui, view: &mut PrintView) {
    labelled(ui, "Trang", LABEL, |ui| {
        let all = ui.radio_value(&mut view.extent, Extent::All, "Tất cả");
        let some = ui.radio_value(&mut view.extent, Extent::Some, "Các trang");
        if all.changed() || some.changed() {
            view.fault = None;
        }
        let response = field(ui, "Các trang cần in", &mut view.pages, 120.0);
        if response.changed() {
            view.extent = Extent::Some;
            view.fault = None;
        }
        ui.label(small(ui, "ví dụ 1-3, 5"));
    });
}

fn field(ui: &mut Ui, name: &str, text: &mut String, width: f32) -> egui::Response {
    let edit = TextEdit::singleline(text).desired_width(width).char_limit(100);
    let response = ui.add(edit);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}

/// Whoever signs is to know before the paper is in the hand.
fn errors_ui(ui: &mut Ui, state: &State) {
    let num_errors = state.open.as_ref().map_or(0, |open| open.num_standing(Severity::Error));
    if num_errors > 0 {
        let words = format!("Báo cáo còn {num_errors} lỗi chưa sửa và chưa giải trình (F9 để xem)");
        ui.add(Label::new(RichText::new(words).color(Tokens::of(ui).warning)).wrap());
    }
}

/// What is being done, or why it was not.
fn said_ui(ui: &mut Ui, view: &PrintView, state: &State) {
    chrome::said(ui, state.busy, view.fault.as_ref().or(state.problem.as_ref()));
}

/// "Đóng" comes first, at the right end.
fn buttons_ui(ui: &mut Ui, view: &mut PrintView, printer: Option<String>, intents: &mut Intents) {
    let button = |words: &'static str| Button::new(words).min_size(vec2(0.0, theme::BUTTON_HEIGHT));
    if ui.add(button("Đóng")).clicked() {
        intents.push(Intent::CloseFront);
    }
    if ui.add(button("Mở PDF để in")).clicked() {
        view.ask(Destination::Viewer, intents);
    }
    let tokens = Tokens::of(ui);
    let text = RichText::new("In").font(theme::strong()).color(tokens.on_accent);
    let chief = Button::new(text).fill(tokens.accent).min_size(vec2(64.0, theme::BUTTON_HEIGHT));
    let is_there = printer.is_some();
    let pressed = ui.add_enabled(is_there, chief);
    let pressed = pressed.on_disabled_hover_text("Chưa có máy in nào để chọn");
    if pressed.clicked()
        && let Some(printer) = printer
    {
        view.ask(Destination::Printer(printer), intents);
    }
}
