//! What is to be said about a row of a form: in the place of its name, beside it, in the height that the
//! name has alone. No message moves what is below it.

use egui::{Align, Color32, Label, Layout, Rect, RichText, Ui, UiBuilder, vec2};
use rust_decimal::Decimal;

use super::Form;
use crate::app::open_report::Typing;
use crate::app::words;
use crate::report::key::FigureKey;
use crate::report::number::{self, ReadError};
use crate::report::template::Figure;
use crate::report::value::Value;
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::field::Access;
use crate::ui::widgets::icons::{self, Icon};

/// From this height on the name has a line of its own, above the message.
const TWO_LINES: f32 = 26.0;
/// Apart from each other.
const LINE: f32 = 13.5;

/// What is to be said about a row.
#[derive(Debug, Clone)]
pub struct Message {
    grade: Grade,
    words: String,
    /// The readings of a text that can be read in two ways, and whose.
    choices: Option<(FigureKey, [Decimal; 2])>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grade {
    Error,
    Warning,
}

impl Message {
    /// Something is wrong.
    pub fn error(words: String) -> Self {
        Self { grade: Grade::Error, words, choices: None }
    }

    /// Something is worth a look.
    pub fn warning(words: String) -> Self {
        Self { grade: Grade::Warning, words, choices: None }
    }
}

impl Form<'_> {
    /// Why the text of a figure cannot be read, with a choice where it can be read in two ways; and how many
    /// more figures of its row cannot be read.
    pub(super) fn fault_message(
        &self,
        key: &FigureKey,
        fault: &ReadError,
        num_others: usize,
    ) -> Message {
        let words = words::read_error(fault);
        // In a table the row is named already: the cell's own name is what stands behind the dash.
        let figure = self.open.template().figure(key);
        let cell = figure.filter(|figure| figure.row.is_some());
        let words = match cell.and_then(|figure| figure.label.rsplit_once(" – ")) {
            Some((_, cell)) => format!("{cell}: {words}"),
            None => words,
        };
        let others = match num_others {
            0 => String::new(),
            count => format!(" (và {count} ô nữa)"),
        };
        let choices = match fault {
            ReadError::Ambiguous { as_decimal, as_thousands } => {
                Some((key.clone(), [*as_decimal, *as_thousands]))
            }
            _ => None,
        };
        Message { grade: Grade::Error, words: words + &others, choices }
    }

    /// Shows a row's name with what is to be said about the row, in the place that the name has.
    pub(super) fn message(&mut self, ui: &mut Ui, place: Rect, name: RichText, message: &Message) {
        let tokens = Tokens::of(ui);
        let color = match message.grade {
            Grade::Error => tokens.error,
            Grade::Warning => tokens.warning,
        };
        let builder = UiBuilder::new().max_rect(place).layout(Layout::right_to_left(Align::Center));
        ui.scope_builder(builder, |ui| {
            // The choice first: it must be seen also where there is little room for the words.
            if let Some((figure, choices)) = &message.choices {
                self.choices(ui, figure, *choices);
            }
            lines(ui, name, &message.words, color);
        });
    }

    /// The readings of an ambiguous text, to choose from.
    fn choices(&mut self, ui: &mut Ui, key: &FigureKey, choices: [Decimal; 2]) {
        for choice in choices.into_iter().rev() {
            let label = format!("Là {}", number::format_decimal(choice.normalize()));
            if self.access != Access::Locked
                && crate::ui::widgets::small_button(ui, label).clicked()
            {
                let text = number::format_value(&Value::decimal(number::unambiguous(choice)));
                self.drafts.forget();
                let is_typed = self.open.template().figure(key).is_some_and(Figure::is_typed);
                if is_typed {
                    self.open.type_figure(key, &text, Typing::Finished);
                } else {
                    self.open.type_printed(key, &text, Typing::Finished);
                }
            }
        }
    }
}

/// The name above, the message below it; where there is no room for both, the message alone.
fn lines(ui: &mut Ui, name: RichText, words: &str, color: Color32) {
    let rect = ui.available_rect_before_wrap();
    let said = RichText::new(words).font(theme::small()).color(color);
    let is_high = rect.height() >= TWO_LINES;
    let hint = if is_high { words.to_owned() } else { format!("{}\n{words}", name.text()) };
    let line = |at: f32| Rect::from_min_size(rect.min + vec2(0.0, at), vec2(rect.width(), LINE));
    // A line of small print is a little higher than they are apart.
    let top = (rect.height() / 2.0 - LINE - 1.0).floor();
    let left = Layout::left_to_right(Align::Center);
    if is_high {
        let builder = UiBuilder::new().max_rect(line(top)).layout(left);
        ui.scope_builder(builder, |ui| {
            let name = name.font(theme::small()).line_height(Some(LINE));
            ui.add(Label::new(name).truncate());
        });
    }
    let below = if is_high { line(top + LINE) } else { rect };
    ui.scope_builder(UiBuilder::new().max_rect(below).layout(left), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        icons::inline(ui, Icon::Warning, color);
        ui.add(Label::new(said).truncate()).on_hover_text(hint);
    });
}
