//! What is asked of the office's reports, and the words of its own: the back of the pane "Kiểm tra".

use egui::{Checkbox, Ui};
use rust_decimal::Decimal;

use crate::app::words;
use crate::calc::check::{SLIP_PERIODS, Settings};
use crate::report::check::{Builtin, Rule, Severity};
use crate::report::number::{self, NumberKind, format_decimal};
use crate::ui::chrome::{self, part_heading};
use crate::ui::forms::small;
use crate::ui::intent::Intent;
use crate::ui::pane::Beside;
use crate::ui::theme::{self, Tokens};
use crate::ui::widgets::choice::choice;
use crate::ui::widgets::field::{Field, Side};
use crate::ui::widgets::icons::{self, Icon};
use crate::ui::widgets::small_button;

/// Shows the settings.
pub(super) fn show(ui: &mut Ui, beside: &mut Beside<'_>, new_word: &mut String) {
    let before = beside.open.checks().clone();
    let mut settings = (*before).clone();
    ui.add_enabled_ui(beside.may_keep, |ui| {
        part_heading(ui, "Mục kiểm tra");
        questions(ui, beside, &mut settings);
        if beside.open.template().parts().checks.iter().any(|c| matches!(c.rule, Rule::Slip(_))) {
            part_heading(ui, &beside.open.said("So với các {kỳ} trước"));
            slips(ui, beside, &mut settings);
        }
        part_heading(ui, "Từ điển riêng");
        words(ui, beside, &mut settings, new_word);
    });
    ui.add_space(theme::GAP);
    ui.label(small(ui, beside.open.said("Các lựa chọn này dùng cho mọi {kỳ} của đơn vị")));
    if settings != *before {
        beside.intents.push(Intent::ChangeChecks(Box::new(settings)));
    }
}

/// The checks that can be left out; what cannot be right is asked always.
fn questions(ui: &mut Ui, beside: &Beside<'_>, settings: &mut Settings) {
    let template = beside.open.template();
    let declared =
        template.parts().checks.iter().map(|check| {
            (check.key.as_str(), check.severity, words::checks::demand(check, template))
        });
    let builtin = Builtin::ALL.map(|check| {
        (
            check.name(),
            check.severity(),
            words::checks::builtin(check, template.period()).into_owned(),
        )
    });
    let (errors, others): (Vec<_>, Vec<_>) =
        declared.chain(builtin).partition(|(_, severity, _)| *severity == Severity::Error);
    for (key, severity, words) in others {
        let mut is_asked = !settings.muted.contains(key);
        let label = format!("{words} ({})", words::findings::severity(severity));
        let response = ui.add(Checkbox::new(&mut is_asked, sentence_case(&label)));
        if response.changed() && is_asked {
            settings.muted.remove(key);
        } else if response.changed() {
            settings.muted.insert(key.to_owned());
        }
    }
    let words = format!("{} mục có thể là lỗi thì luôn được kiểm tra", errors.len());
    ui.label(small(ui, words)).on_hover_ui(|ui| {
        for (_, _, words) in &errors {
            ui.label(sentence_case(words));
        }
    });
}

fn sentence_case(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + chars.as_str()
}

fn slips(ui: &mut Ui, beside: &mut Beside<'_>, settings: &mut Settings) {
    let noun = beside.open.template().period().noun();
    let periods: Vec<(usize, String)> = SLIP_PERIODS.map(|n| (n, format!("{n} {noun}"))).collect();
    ui.label("Tìm số gấp hoặc kém mọi khi 10, 100, 1.000 lần");
    ui.horizontal(|ui| {
        ui.label(small(ui, "trong"));
        if let Some(periods) =
            choice(ui, &beside.open.said("Số {kỳ} xét lại"), 96.0, settings.slip_periods, &periods)
        {
            settings.slip_periods = periods;
        }
        ui.label(small(ui, "trước đó"));
    });
    ui.horizontal(|ui| {
        ui.label(small(ui, "bỏ qua số nhỏ hơn"));
        let text = format_decimal(settings.slip_least);
        let id = beside.ids.named("checks", "slip_least");
        // A number, but no cell: it stands in no table, and its keys are those of any line.
        let field = Field {
            width: 96.0,
            side: Side::Right,
            ..Field::words(id, "Số nhỏ nhất được xét", &text)
        };
        let typed = beside.drafts.show(ui, &field).typed;
        if let Some(least) = typed.and_then(|(text, _)| positive(&text)) {
            settings.slip_least = least;
        }
    });
}

/// A number of nought or more; anything else leaves the setting as it is.
fn positive(text: &str) -> Option<Decimal> {
    let value = number::read(text, NumberKind::Count).ok()?;
    let number = value.number()?.to_decimal();
    (!number.is_sign_negative()).then_some(number)
}

fn words(ui: &mut Ui, beside: &mut Beside<'_>, settings: &mut Settings, new_word: &mut String) {
    ui.label(small(ui, "Tên riêng, tên phần mềm, chữ viết tắt mà phần kiểm tra không phải hỏi"));
    let mut removed = None;
    ui.horizontal_wrapped(|ui| {
        for word in &settings.words {
            if own_word(ui, word).clicked() {
                removed = Some(word.clone());
            }
        }
    });
    if let Some(word) = removed {
        settings.words.remove(&word);
    }
    ui.horizontal(|ui| {
        let id = beside.ids.named("checks", "word");
        let field =
            Field { width: 200.0, hint: "từ mới", ..Field::words(id, "Từ mới", new_word) };
        let shown = beside.drafts.show(ui, &field);
        let is_entered = chrome::is_entered(&shown.response);
        if let Some((text, _)) = shown.typed {
            *new_word = text;
        }
        let has_letters = new_word.contains(char::is_alphabetic);
        let add = ui.add_enabled_ui(has_letters, |ui| small_button(ui, "Thêm từ")).inner;
        let add = add.on_disabled_hover_text("Gõ một từ có chữ cái vào ô bên trái");
        if has_letters && (add.clicked() || is_entered) {
            settings.learn(new_word);
            new_word.clear();
            beside.drafts.forget();
        }
    });
}

/// A word with a button that takes it out.
fn own_word(ui: &mut Ui, word: &str) -> egui::Response {
    let tokens = Tokens::of(ui);
    let frame = egui::Frame::new()
        .fill(tokens.surface)
        .stroke(egui::Stroke::new(1.0, tokens.border))
        .corner_radius(4)
        .inner_margin(egui::Margin { left: 8, right: 2, top: 0, bottom: 0 });
    let contents = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.label(word);
        icons::button(ui, Icon::Cross, &format!("Bỏ “{word}” khỏi từ điển"))
    };
    ui.push_id(word, |ui| frame.show(ui, contents).inner).inner
}
