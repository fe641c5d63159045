//! Cells of a table that hold words: a text, a day, or one of a few.

use egui::{ComboBox, Ui};

use crate::app::open_report::Typing;
use crate::app::words;
use crate::report::key::TextKey;
use crate::report::period::DayValue;
use crate::report::template::{Column, TableRow, WordsKind};
use crate::ui::forms::Form;
use crate::ui::widgets::field::{Access, Field, FieldLook};

/// What stands in the list where nothing is chosen.
const NONE_CHOSEN: &str = "—";

/// The cell of a row.
pub(super) fn show(
    ui: &mut Ui,
    form: &mut Form<'_>,
    kind: &WordsKind,
    column: &Column,
    row: &TableRow,
) {
    let Some(key) = row.words.get(&column.key) else {
        return;
    };
    let template = form.open.template().clone();
    let text = form.open.report().text(&template, key).to_owned();
    let cell = WordsCell { key, text, name: words::words_cell(row, column) };
    match kind {
        WordsKind::Text => typed(ui, form, &cell, FieldLook::Plain),
        WordsKind::Day => {
            let is_wrong = matches!(DayValue::read(&cell.text), Some(DayValue::Unreadable(_)));
            typed(ui, form, &cell, if is_wrong { FieldLook::Wrong } else { FieldLook::Plain });
        }
        WordsKind::Choice(choices) => chosen(ui, form, &cell, choices),
    }
}

struct WordsCell<'t> {
    key: &'t TextKey,
    text: String,
    name: String,
}

fn typed(ui: &mut Ui, form: &mut Form<'_>, cell: &WordsCell<'_>, look: FieldLook) {
    let field = Field {
        width: ui.available_width(),
        look,
        ..Field::words(form.view.ids.text(cell.key), &cell.name, &cell.text)
    };
    let describe = || match look {
        FieldLook::Wrong => format!("“{}”: {}", cell.text, words::day_fault(&cell.text)),
        _ => cell.name.clone(),
    };
    if let Some((text, typing)) = form.field(ui, &field, describe).typed {
        form.open.type_text(cell.key, &text, typing);
    }
}

fn chosen(ui: &mut Ui, form: &mut Form<'_>, cell: &WordsCell<'_>, choices: &[String]) {
    let mut text = cell.text.clone();
    let shown = if text.is_empty() { NONE_CHOSEN } else { text.as_str() }.to_owned();
    let id = form.view.ids.text(cell.key);
    ui.add_enabled_ui(form.access != Access::Locked, |ui| {
        let list = ComboBox::from_id_salt(id).selected_text(shown).width(ui.available_width());
        let answer = list.show_ui(ui, |ui| {
            ui.selectable_value(&mut text, String::new(), NONE_CHOSEN);
            for choice in choices {
                ui.selectable_value(&mut text, choice.clone(), choice);
            }
        });
        let list = answer.response;
        let name = cell.name.clone();
        ui.ctx().accesskit_node_builder(list.id, |node| node.set_label(name));
        form.stand_in(ui, id, &list, || format!("{}: chọn trong danh sách", cell.name));
    });
    if text != cell.text {
        form.open.type_text(cell.key, &text, Typing::Finished);
    }
}
