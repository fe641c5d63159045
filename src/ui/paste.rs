//! A block of the clipboard that needs a look before it is filled in: what does not fit, what can be
//! read in two ways, and what would become of its cells.

use egui::{Checkbox, Frame, Id, Label, Margin, RichText, ScrollArea, Ui};

use super::intent::{Intent, Intents};
use super::theme::{self, Tokens};
use super::widgets::icons::{self, Icon};
use super::widgets::small_button;
use crate::app::paste::Paste;
use crate::app::words;
use crate::calc::block::{Blanks, CellFate, Letters, Options, Separator};

/// How many cells are listed; the rest is counted.
const CELLS_MAX: usize = 200;
/// Height of the whole, in points: it does not move while it is answered.
pub const HEIGHT: f32 = 232.0;

/// Shows a block with its plan; tells which button the keyboard goes to first.
pub fn show(ui: &mut Ui, paste: &Paste, intents: &mut Intents) -> Id {
    let tokens = Tokens::of(ui);
    let (plan, mut options) = (paste.plan(), paste.options());
    let before = options;
    let frame = Frame::new().inner_margin(Margin::symmetric(16, 8));
    let chief = frame.show(ui, |ui| {
        // What decides stands on top, where it is seen however much there is to read.
        let chief = ui.horizontal(|ui| {
            ui.label(RichText::new("Xem lại trước khi dán").font(theme::strong()));
            ui.add_space(theme::GAP_GROUP);
            choices(ui, paste, &mut options);
            ui.add_space(theme::GAP_GROUP);
            buttons(ui, paste, intents)
        });
        let area = ScrollArea::vertical().id_salt("paste").auto_shrink([false, false]);
        let asked = area.show(ui, |ui| {
            for words in words::pasting::cautions(plan) {
                ui.horizontal_wrapped(|ui| {
                    icons::inline(ui, Icon::Warning, tokens.warning);
                    ui.add(Label::new(words).wrap());
                });
            }
            let asked = question(ui, paste, &mut options);
            list(ui, paste);
            asked
        });
        asked.inner.unwrap_or(chief.inner)
    });
    if options != before {
        intents.push(Intent::PlanBlock(options));
    }
    chief.inner
}

/// What blank cells and old letters become.
fn choices(ui: &mut Ui, paste: &Paste, options: &mut Options) {
    let mut erases = options.blanks == Blanks::Erase;
    if ui.add(Checkbox::new(&mut erases, "Dán cả ô trống")).changed() {
        options.blanks = if erases { Blanks::Erase } else { Blanks::Keep };
    }
    if paste.plan().encodings.is_empty() {
        return;
    }
    let mut is_restored = options.letters == Letters::Restored;
    if ui.add(Checkbox::new(&mut is_restored, "Chuyển sang Unicode")).changed() {
        options.letters = if is_restored { Letters::Restored } else { Letters::AsTheyAre };
    }
}

fn buttons(ui: &mut Ui, paste: &Paste, intents: &mut Intents) -> Id {
    let counts = paste.plan().counts();
    let num_written = counts.written + counts.unread;
    let label = format!("Dán {num_written} ô");
    let pasted = ui.add_enabled_ui(num_written > 0, |ui| small_button(ui, label)).inner;
    let pasted = pasted.on_disabled_hover_text("Không có ô nào để dán");
    let left = small_button(ui, "Bỏ");
    if pasted.clicked() {
        intents.push(Intent::FillInBlock);
    } else if left.clicked() {
        intents.push(Intent::DiscardBlock);
    }
    if num_written > 0 { pasted.id } else { left.id }
}

/// The question about numbers that can be read in two ways, once for the block; tells its first answer.
fn question(ui: &mut Ui, paste: &Paste, options: &mut Options) -> Option<Id> {
    let mut first = None;
    if let Some(question) = &paste.plan().question {
        let (asked, answers) = words::pasting::question(question);
        ui.add(Label::new(asked).wrap());
        ui.horizontal_wrapped(|ui| {
            let separators = [Separator::Thousands, Separator::Decimal];
            for (separator, words) in separators.into_iter().zip(answers) {
                let answer = small_button(ui, words);
                first = first.or(Some(answer.id));
                if answer.clicked() {
                    options.separator = Some(separator);
                }
            }
        });
    } else if options.separator.is_some() && small_button(ui, "Hỏi lại cách đọc số").clicked()
    {
        options.separator = None;
    }
    first
}

fn is_of_no_concern(fate: &CellFate) -> bool {
    matches!(fate, CellFate::Unchanged | CellFate::Blank | CellFate::Agrees)
}

/// What would become of the cells: those that change, and those that cannot be taken.
fn list(ui: &mut Ui, paste: &Paste) {
    let tokens = Tokens::of(ui);
    let cells = paste.plan().cells.iter();
    let mut told: Vec<_> = cells.filter(|cell| !is_of_no_concern(&cell.fate)).collect();
    // What asks for a look stands above what is in order.
    told.sort_by_key(|cell| match cell.fate {
        CellFate::Unread { .. } => 0,
        CellFate::Ambiguous | CellFate::Differs { .. } => 1,
        CellFate::Changed { .. } => 2,
        CellFate::New(_) => 3,
        _ => 4,
    });
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for cell in told.iter().take(CELLS_MAX) {
            let color = match cell.fate {
                CellFate::Unread { .. } => tokens.error,
                CellFate::Ambiguous
                | CellFate::Outside
                | CellFate::Closed(_)
                | CellFate::Differs { .. } => tokens.warning,
                _ => tokens.text,
            };
            let place = format!("dòng {}, cột {}", cell.row + 1, cell.column + 1);
            let name = if cell.label.is_empty() { place } else { cell.label.clone() };
            let words = format!("{name}: {}", words::pasting::fate(cell));
            let text = RichText::new(words).font(theme::small()).color(color);
            ui.add(Label::new(text).truncate());
        }
        let num_rest = told.len().saturating_sub(CELLS_MAX);
        if num_rest > 0 {
            let words = format!("và {num_rest} ô khác");
            ui.label(RichText::new(words).font(theme::small()).color(tokens.text_second));
        }
    });
}
