//! What surrounds every screen: the bar at the top, the line at the bottom, what went wrong.

use std::borrow::Cow;

use egui::{
    Align, Button, Color32, Frame, Id, Key, Layout, Margin, Modal, Response, RichText, Stroke, Ui,
    vec2,
};

use super::intent::{FileIntent, Intent, Intents};
use super::theme::{self, Tokens};
use super::widgets::field::{Current, FieldKind};
use super::widgets::icons::{self, Icon};
use crate::app::command::Command;
use crate::app::message::FileAccess;
use crate::app::open_report::SaveState;
use crate::app::problem::{About, Problem};
use crate::app::state::offer::Offer;
use crate::app::state::{Notice, State};
use crate::report::content::ReportStatus;

/// A button for a command.
pub fn command_button(ui: &mut Ui, state: &State, command: Command, intents: &mut Intents) {
    let label = command.label(state.kind_for(command));
    let button = Button::new(label).min_size(vec2(0.0, theme::BUTTON_HEIGHT));
    run_button(ui, state, command, button, intents);
}

/// A button that runs a command, with what it does and its keys; disabled with its reason.
pub fn run_button(
    ui: &mut Ui,
    state: &State,
    command: Command,
    button: Button<'_>,
    intents: &mut Intents,
) -> Response {
    let enabled = command.enabled(state);
    let response = ui.add_enabled(enabled.is_ok(), button).on_hover_text(tooltip(state, command));
    let response = match enabled {
        Ok(()) => response,
        Err(reason) => response.on_disabled_hover_text(reason),
    };
    if response.clicked() {
        intents.push(Intent::Run(command));
    }
    response
}

/// The name of a part of something that is read from above to below.
pub fn part_heading(ui: &mut Ui, words: &str) {
    ui.add_space(theme::GAP);
    ui.label(RichText::new(words).font(theme::strong()));
}

/// The chief button of a screen.
pub fn chief_button(ui: &mut Ui, label: &str) -> bool {
    let tokens = Tokens::of(ui);
    let text = RichText::new(label).font(theme::strong()).color(tokens.on_accent);
    let button = Button::new(text).fill(tokens.accent).min_size(vec2(0.0, 40.0));
    ui.add(button).clicked()
}

/// The command; for undo and redo with what they would do.
pub fn command_name(state: &State, command: Command) -> Cow<'static, str> {
    let step = match command {
        Command::Undo => state.steps.undo.as_ref(),
        Command::Redo => state.steps.redo.as_ref(),
        _ => None,
    };
    let label = command.label(state.kind_for(command));
    match step {
        Some(step) => Cow::Owned(format!("{label}: {step}")),
        None => label,
    }
}

/// What a command does, and its keys; for undo and redo what they would do.
pub fn tooltip(state: &State, command: Command) -> String {
    let tooltip = match command {
        Command::Undo | Command::Redo => command_name(state, command),
        _ => command.tooltip(state.kind_for(command)),
    };
    match command.shortcut() {
        Some(shortcut) => format!("{tooltip} ({})", shortcut.name()),
        None => tooltip.into_owned(),
    }
}

/// The bar at the top.
pub fn bar(ui: &Ui) -> Frame {
    let tokens = Tokens::of(ui);
    Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(16, 4))
}

/// A sign, a colour and a word for the state of a report.
pub fn status(status: &ReportStatus, tokens: &Tokens) -> (Icon, Color32, &'static str) {
    match status {
        ReportStatus::Draft => (Icon::Circle, tokens.accent, "Nháp"),
        ReportStatus::Final { .. } => (Icon::Lock, tokens.good, "Đã chốt"),
        ReportStatus::Reopened { .. } => (Icon::Circle, tokens.warning, "Mở lại"),
        ReportStatus::Sent { .. } => (Icon::Lock, tokens.accent, "Đã gửi"),
        ReportStatus::Returned { .. } => (Icon::Circle, tokens.warning, "Bị trả lại"),
        ReportStatus::Accepted { .. } => (Icon::Lock, tokens.good, "Đã được nhận"),
    }
}

/// Whether a sign has room for its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// The word stands beside the sign.
    Shown,
    /// Only the sign is there; the word is its tooltip and its name.
    Hover,
}

/// A chip with the state of a report.
pub fn status_chip(ui: &mut Ui, report_status: &ReportStatus, wording: Wording) {
    let tokens = Tokens::of(ui);
    let (icon, color, word) = status(report_status, tokens);
    let frame =
        Frame::new().fill(tokens.computed).corner_radius(12).inner_margin(Margin::symmetric(10, 4));
    let shown = frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            icons::inline(ui, icon, color);
            if wording == Wording::Shown {
                ui.label(RichText::new(word).color(tokens.text));
            }
        });
    });
    if wording == Wording::Hover {
        let response = shown.response.on_hover_text(word);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, word));
    }
}

/// What is said about saving.
pub fn saved(ui: &mut Ui, state: SaveState) {
    let tokens = Tokens::of(ui);
    let (icon, color, words) = match state {
        SaveState::Unchanged => return,
        SaveState::Saving => (Icon::Disc, tokens.text_second, "Đang lưu…".to_owned()),
        SaveState::Saved(at) => {
            (Icon::Check, tokens.good, format!("Đã lưu {}", at.format("%H:%M:%S")))
        }
        SaveState::Failed => (Icon::Warning, tokens.error, "Chưa lưu được".to_owned()),
    };
    ui.label(RichText::new(words).color(color));
    icons::inline(ui, icon, color);
}

/// The line at the bottom: what the field is, or what was done.
pub fn bottom(ui: &mut Ui, state: &State, current: Option<&Current>, intents: &mut Intents) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        if let Some(busy) = state.busy {
            ui.label(busy);
            return;
        }
        if let Some(Notice::Exported(written)) = &state.notice {
            super::written::show(ui, written, intents);
            return;
        }
        if let Some(Notice::Done(words) | Notice::Deleted { words, .. }) = &state.notice {
            done(ui, words, state, intents);
        } else if let Some(Notice::TakenBack { words, .. }) = &state.notice {
            ui.add(egui::Label::new(words).truncate()).on_hover_text(words);
        } else if let Some(Notice::Said(words)) = &state.notice {
            ui.add(egui::Label::new(words).truncate()).on_hover_text(words);
        } else if let Some(current) = current {
            field_hint(ui, current);
        }
    });
}

/// How much of the line at the bottom may say why a field asks for something.
const REASON_SHARE: f32 = 0.62;

fn field_hint(ui: &mut Ui, current: &Current) {
    let keys = match current.kind {
        FieldKind::Cell => "Gõ số để nhập · “-”: không phát sinh · Delete: để trống · F2: sửa",
        FieldKind::CellText => "Enter: ô dưới · Tab: ô tiếp · Esc: trả lại · F2: sửa trong ô",
        FieldKind::Shown => "Mũi tên: sang ô khác · Ctrl+C: chép",
        FieldKind::Words => "Tab, Enter: ô tiếp · Esc: trả lại như cũ",
        FieldKind::Choice => "Enter: mở, chọn · Tab: ô tiếp",
        FieldKind::Lines => "Enter: xuống dòng · Tab: ô tiếp · Esc: trả lại như cũ",
        FieldKind::Comment => "Enter: xuống dòng · Esc: xong, về ô số liệu",
    };
    let keys = RichText::new(keys).font(theme::small()).color(Tokens::of(ui).text_second);
    let layout = Layout::left_to_right(Align::Center);
    if let Some((severity, reason)) = &current.reason {
        // Why it asks for something is more than what its keys do, and leaves room for what it is.
        let (icon, color, _) = super::widgets::sign::severity(*severity, Tokens::of(ui));
        icons::inline(ui, icon, color);
        let width = ui.available_width() * REASON_SHARE;
        ui.allocate_ui_with_layout(vec2(width, 20.0), layout, |ui| {
            let text = RichText::new(reason).color(color);
            ui.add(egui::Label::new(text).truncate()).on_hover_text(reason);
        });
        ui.add(egui::Label::new(&current.words).truncate());
        return;
    }
    let width = (ui.available_width() - 380.0).max(200.0);
    ui.allocate_ui_with_layout(vec2(width, 20.0), layout, |ui| {
        ui.add(egui::Label::new(&current.words).truncate());
    });
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(keys));
}

/// What was done in one step, and the way back.
fn done(ui: &mut Ui, words: &str, state: &State, intents: &mut Intents) {
    const BUTTON: f32 = 96.0;
    let width = (ui.available_width() - BUTTON).max(0.0);
    ui.scope(|ui| {
        ui.set_max_width(width);
        ui.add(egui::Label::new(words).truncate()).on_hover_text(words);
    });
    if Command::Undo.enabled(state).is_ok() {
        let button = super::widgets::small_button(ui, "Hoàn tác");
        if button.on_hover_text("Ctrl+Z").clicked() {
            intents.push(Intent::Run(Command::Undo));
        }
    }
}

/// What is being done in a dialog, or why it was not: its room is always there, so that nothing moves.
pub fn said(ui: &mut Ui, busy: Option<&str>, problem: Option<&Problem>) {
    const HEIGHT: f32 = 40.0;
    let words = match (busy, problem) {
        (Some(busy), _) => super::forms::small(ui, busy),
        (None, Some(problem)) => {
            let words = format!("{}. {}", problem.title, problem.advice());
            RichText::new(words).color(Tokens::of(ui).error)
        }
        (None, None) => RichText::new(""),
    };
    let size = vec2(ui.available_width(), HEIGHT);
    ui.allocate_ui(size, |ui| {
        ui.set_min_size(size);
        ui.add(egui::Label::new(words).wrap());
    });
}

/// What went wrong: what happened, what was not lost, what to do; the path last.
pub fn problem(ui: &mut Ui, problem: &Problem, offer: Option<&Offer>, intents: &mut Intents) {
    let tokens = Tokens::of(ui);
    let frame = theme::card(tokens).stroke(Stroke::new(2.0, tokens.error));
    frame.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            icons::inline(ui, Icon::Warning, tokens.error);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width() - 250.0);
                ui.label(RichText::new(&problem.title).font(theme::strong()).color(tokens.error));
                ui.add(egui::Label::new(problem.advice()).wrap());
                if let Some(path) = &problem.path {
                    let path = RichText::new(path.display().to_string()).font(theme::small());
                    ui.add(egui::Label::new(path.color(tokens.text_second)).wrap());
                }
            });
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                if ui.button("Đóng").clicked() {
                    intents.push(Intent::CloseProblem);
                }
                if let Some((words, answer)) = answer(problem)
                    && ui.button(words).clicked()
                {
                    intents.push(answer);
                }
            });
        });
        if let Some(offer) = offer.filter(|_| problem.about.wants_backup()) {
            let what = "Bản sao gần nhất của tệp này, đã được kiểm tra khi sao lưu";
            offer_ui(ui, what, offer, intents);
        }
    });
}

/// What can be done about a problem.
fn answer(problem: &Problem) -> Option<(&'static str, Intent)> {
    const ELSEWHERE: &str = "Lưu ra tệp khác…";
    match problem.about {
        About::Saving => Some((ELSEWHERE, Intent::Rescue)),
        About::FileGone | About::Place => Some((ELSEWHERE, Intent::MoveData)),
        About::Locked => {
            Some(("Mở chỉ để xem", Intent::OfFile(FileIntent::Look(problem.path.clone()?))))
        }
        About::Damage => Some((
            "Cứu những gì đọc được…",
            Intent::OfFile(FileIntent::Salvage(problem.path.clone()?)),
        )),
        About::Mail => Some(("Chép đường dẫn", Intent::CopyPaths)),
        About::Password | About::NotThere | About::ForeignLog | About::Other => None,
    }
}

/// Says that the open file can only be looked at, and why.
pub fn only_seen(ui: &mut Ui, access: FileAccess, intents: &mut Intents) {
    let words = match access {
        FileAccess::Write => return,
        FileAccess::OpenElsewhere => {
            "Chỉ để xem: tệp đang mở ở một cửa sổ khác. Đây là số liệu đã lưu lúc mở; xuất được, không sửa được."
        }
        FileAccess::NewerProgram => {
            "Chỉ để xem: tệp do bản chương trình mới hơn ghi; xuất được, không sửa được. Muốn sửa, hãy dùng bản chương trình mới nhất."
        }
        FileAccess::ReadOnlyPlace => {
            "Chỉ để xem: tệp hoặc thư mục chỉ cho đọc; xuất được, không sửa được. Muốn sửa, hãy chép tệp sang thư mục được ghi."
        }
    };
    ui.horizontal(|ui| {
        ui.set_min_height(theme::BUTTON_HEIGHT);
        icons::inline(ui, Icon::Lock, Tokens::of(ui).warning);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Thử mở lại để sửa").clicked() {
                intents.push(Intent::OfFile(FileIntent::TryWriting));
            }
            let words = RichText::new(words).color(Tokens::of(ui).warning);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(words).wrap());
            });
        });
    });
}

/// Backups that can be put in the place of a file that could not be opened, under what they are.
pub fn offer_ui(ui: &mut Ui, what: &str, offer: &Offer, intents: &mut Intents) {
    ui.separator();
    ui.label(RichText::new(what).font(theme::strong()));
    for line in &offer.backups {
        ui.horizontal(|ui| {
            let button = ui.button("Khôi phục…");
            let name = format!("Khôi phục bản sao {}…", line.made);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if button.clicked() {
                intents.push(Intent::RestoreOffered(line.backup.clone()));
            }
            ui.label(&line.made);
        });
    }
    if offer.is_there {
        let kept = "Tệp như bây giờ vẫn được giữ lại trong thư mục sao lưu";
        let kept = RichText::new(kept).font(theme::small()).color(Tokens::of(ui).text_second);
        ui.label(kept);
    }
}

/// What stands in front of the window, in the middle of it, with room around what it says.
pub fn dialog(ui: &Ui, name: &str) -> Modal {
    Modal::new(Id::unique(name)).frame(Frame::window(ui.style()))
}

/// The buttons at the foot of what stands in front, from the right: as high as they are. A row that takes what
/// height there is would keep a dialog as high as it once was.
pub fn dialog_buttons<R>(ui: &mut Ui, buttons: impl FnOnce(&mut Ui) -> R) -> R {
    let size = vec2(ui.available_width(), theme::BUTTON_HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), buttons).inner
}

/// Whether a field was left with Enter. Enter on anything else is for what has the keyboard: a button, a list.
pub fn is_entered(field: &Response) -> bool {
    field.lost_focus() && field.ctx.input(|input| input.key_pressed(Key::Enter))
}
