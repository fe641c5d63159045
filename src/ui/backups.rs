//! "Bản sao của tệp dữ liệu": the backups, what one of them holds beside the open file, trying one out, restoring
//! one, and backups in another place.

use std::path::PathBuf;

use chrono::NaiveDate;
use egui::text::LayoutJob;
use egui::{
    Align, Button, Color32, EventFilter, Key, Label, Layout, Modifiers, RichText, ScrollArea,
    Sense, Ui, vec2,
};

use super::chrome;
use super::forms::small;
use super::intent::{Intent, Intents};
use super::theme::{self, GAP, GAP_GROUP, Tokens};
use super::widgets::icons::{self, Icon};
use super::widgets::{Highlight, elided, small_button};
use crate::app::command::{Command, KeepCommand};
use crate::app::message::{FileSummary, KeepRequest, Purpose};
use crate::app::safekeeping::{Backup, BackupContents, ComparedReport, Drill, Standing, folder_of};
use crate::app::state::{Notice, State};
use crate::app::words;

const WIDTH: f32 = 900.0;
const HEIGHT: f32 = 360.0;
/// What stands above and below the list: heading, place, buttons, what was done, margins.
const AROUND: f32 = 276.0;
/// How much of the width is for the list; the rest is for what a backup holds.
const LIST_SHARE: f32 = 0.46;
/// What was done last always has its two lines: the buttons must not move under the mouse.
const SAID_LINES: usize = 2;
const SAID_HEIGHT: f32 = 36.0;
const HINT: &str = "“Xem có gì” so bản sao đang chọn với tệp đang mở: báo cáo nào giống, khác, thêm, thiếu. \
    “Diễn tập khôi phục” khôi phục thử vào chỗ tạm và đọc lại toàn bộ; tệp đang mở không thay đổi.";
const NONE_YET: &str = "Chưa có bản sao nào ở đây. Chương trình tự sao lưu sau 15 phút có thay đổi và khi đóng tệp; hoặc bấm “Sao lưu ngay”.";

/// Which backup is looked at.
#[derive(Debug, Default)]
pub struct BackupsView {
    selected: Option<PathBuf>,
    /// Whether the selected row has had the keyboard already.
    is_keyboard_given: bool,
}

impl BackupsView {
    /// The selected backup of those that are listed: without a choice the newest.
    fn selected<'b>(&self, backups: &'b [Backup]) -> Option<&'b Backup> {
        let chosen = backups.iter().find(|backup| Some(&backup.path) == self.selected.as_ref());
        chosen.or_else(|| backups.first())
    }
}

/// Draws it in front of the window.
pub fn show(
    ui: &Ui,
    view: &mut BackupsView,
    file: &FileSummary,
    state: &State,
    intents: &mut Intents,
) {
    let response = chrome::dialog(ui, "backups").show(ui.ctx(), |ui| {
        let room = theme::room_in_front(ui, vec2(WIDTH, HEIGHT), AROUND);
        ui.set_width(room.x);
        ui.label(RichText::new("Bản sao của tệp dữ liệu").font(theme::heading()));
        place_ui(ui, file, state, intents);
        ui.add_space(GAP);
        ui.horizontal_top(|ui| {
            let list = (room.x * LIST_SHARE).round();
            column(ui, vec2(list, room.y), |ui| list_ui(ui, view, file, state));
            ui.add_space(GAP);
            column(ui, vec2(room.x - list - GAP_GROUP - GAP, room.y), |ui| {
                contents_ui(ui, view, state);
            });
        });
        ui.add_space(GAP);
        let selected = view.selected(state.keeping.shown_backups());
        ui.horizontal_wrapped(|ui| selected_buttons(ui, selected, intents));
        ui.horizontal_wrapped(|ui| place_buttons(ui, state, intents));
        said_ui(ui, state);
    });
    if response.should_close() {
        intents.push(Intent::CloseFront);
    }
}

/// Something of a fixed size, from above to below.
fn column(ui: &mut Ui, size: egui::Vec2, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        ui.set_min_size(size);
        ui.set_max_width(size.x);
        contents(ui);
    });
}

/// In which folder the listed backups are, and the way to another.
fn place_ui(ui: &mut Ui, file: &FileSummary, state: &State, intents: &mut Intents) {
    let own = folder_of(&file.path);
    ui.horizontal(|ui| {
        let is_own = state.keeping.shown.is_none();
        let folder = state.keeping.shown.as_deref().unwrap_or(&own).display().to_string();
        if !is_own && small_button(ui, "Về thư mục sao lưu").clicked() {
            intents.push(Intent::ShowBackupsIn(None));
        }
        let shown = elided(ui, &format!("Ở {folder}"), theme::small(), ui.available_width());
        ui.label(small(ui, shown)).on_hover_text(folder);
    });
}

fn list_ui(ui: &mut Ui, view: &mut BackupsView, file: &FileSummary, state: &State) {
    let backups = state.keeping.shown_backups();
    if let Some(problem) = state.keeping.shown_unread(&folder_of(&file.path)) {
        let words = format!("{}. {}", problem.title, problem.advice());
        let words = RichText::new(words).font(theme::small()).color(Tokens::of(ui).warning);
        ui.add(Label::new(words).wrap());
        return;
    }
    if backups.is_empty() {
        ui.add(Label::new(small(ui, NONE_YET)).wrap());
        return;
    }
    let selected = view.selected(backups).map(|backup| backup.path.clone());
    let at = backups.iter().position(|backup| Some(&backup.path) == selected.as_ref()).unwrap_or(0);
    let mut wanted = at;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (row_at, backup) in backups.iter().enumerate() {
            let is_chosen = row_at == at;
            let highlight = if is_chosen { Highlight::Chosen } else { Highlight::Other };
            let row = row_ui(ui, backup, file.today, highlight);
            if row.clicked() {
                wanted = row_at;
            }
            if !is_chosen {
                continue;
            }
            if !view.is_keyboard_given {
                view.is_keyboard_given = true;
                row.request_focus();
                row.scroll_to_me(None);
            }
            if row.has_focus() {
                wanted = moved(ui, &row, at).min(backups.len() - 1);
            }
        }
    });
    if wanted != at {
        view.selected = backups.get(wanted).map(|backup| backup.path.clone());
        view.is_keyboard_given = false;
    }
}

/// The row to which the arrow keys lead. They are kept from going elsewhere; Tab leads out of the list.
fn moved(ui: &Ui, row: &egui::Response, at: usize) -> usize {
    let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, arrows));
    ui.input_mut(|input| {
        let mut pressed = |key| input.count_and_consume_key(Modifiers::NONE, key);
        (at + pressed(Key::ArrowDown)).saturating_sub(pressed(Key::ArrowUp))
    })
}

/// Only the selected row takes the keyboard, so that Tab leads past the list and not through all of it.
fn row_ui(ui: &mut Ui, backup: &Backup, today: NaiveDate, highlight: Highlight) -> egui::Response {
    let is_selected = highlight == Highlight::Chosen;
    let made = words::backups::made(backup.made, today);
    let occasion = backup.occasion.words();
    let size = vec2(ui.available_width(), theme::BUTTON_HEIGHT);
    let sense = if is_selected { Sense::click() } else { Sense::CLICK };
    let button = Button::selectable(is_selected, made.as_str()).sense(sense);
    let button = button.right_text(small(ui, occasion)).truncate().min_size(size);
    let row = ui.add(button);
    let name = format!("{made}, {occasion}");
    row.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, true, is_selected, name.as_str())
    });
    row
}

/// What the selected backup holds, as far as somebody asked.
fn contents_ui(ui: &mut Ui, view: &BackupsView, state: &State) {
    let Some(selected) = view.selected(state.keeping.shown_backups()) else { return };
    let (contents, drill) =
        (state.keeping.contents_of(&selected.path), state.keeping.drill_of(&selected.path));
    if let Some(drill) = drill {
        drill_ui(ui, drill);
    }
    match contents {
        Some(contents) => compared_ui(ui, contents),
        None if drill.is_none() => {
            ui.add(Label::new(small(ui, HINT)).wrap());
        }
        None => {}
    }
}

fn drill_ui(ui: &mut Ui, drill: &Drill) {
    let tokens = Tokens::of(ui);
    let (icon, color) = match drill.verification.is_whole() {
        true => (Icon::Check, tokens.good),
        false => (Icon::Warning, tokens.error),
    };
    let words = words::backups::drill(drill);
    ui.horizontal_top(|ui| {
        icons::inline(ui, icon, color);
        ui.add(Label::new(RichText::new(words).color(color)).wrap());
    });
    ui.add_space(GAP);
}

/// The reports of a backup beside those of the file: those that differ first.
fn compared_ui(ui: &mut Ui, contents: &BackupContents) {
    let counts = RichText::new(words::backups::contents(contents)).font(theme::strong());
    ui.add(Label::new(counts).wrap());
    ui.add_space(GAP);
    let (same, other): (Vec<&ComparedReport>, Vec<&ComparedReport>) =
        contents.reports.iter().partition(|compared| compared.standing == Standing::Same);
    ScrollArea::vertical().id_salt("contents").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for compared in other.into_iter().chain(same) {
            compared_row(ui, compared);
        }
    });
}

fn compared_row(ui: &mut Ui, compared: &ComparedReport) {
    let words = words::backups::standing(compared.standing);
    let report = &compared.report;
    let name = format!("{}, {}", report.period.key.label(), report.office.name);
    ui.horizontal(|ui| {
        let color = standing_color(Tokens::of(ui), compared.standing);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(words).font(theme::small()).color(color));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(name).truncate());
            });
        });
    });
}

fn standing_color(tokens: &Tokens, standing: Standing) -> Color32 {
    match standing {
        Standing::Same => tokens.text_second,
        Standing::Differs => tokens.warning,
        Standing::OnlyInBackup => tokens.accent,
        Standing::OnlyInFile => tokens.error,
    }
}

/// What can be done with the selected backup.
fn selected_buttons(ui: &mut Ui, selected: Option<&Backup>, intents: &mut Intents) {
    type Wish = fn(PathBuf) -> Intent;
    let wishes: [(&str, Wish); 3] = [
        ("Xem có gì", |path| Intent::Keep(KeepRequest::Compare(path))),
        ("Diễn tập khôi phục", |path| Intent::Keep(KeepRequest::TryOut(path))),
        ("Khôi phục bản sao này…", Intent::RestoreBackup),
    ];
    for (words, wish) in wishes {
        let button = Button::new(words).min_size(vec2(0.0, theme::BUTTON_HEIGHT));
        let button = ui.add_enabled(selected.is_some(), button);
        let button = button.on_disabled_hover_text("Chưa có bản sao nào ở đây");
        if let Some(backup) = selected.filter(|_| button.clicked()) {
            intents.push(wish(backup.path.clone()));
        }
    }
}

/// What can be done about backups in general.
fn place_buttons(ui: &mut Ui, state: &State, intents: &mut Intents) {
    chrome::command_button(ui, state, Command::Keep(KeepCommand::BackUp), intents);
    for (words, intent) in [
        ("Sao lưu ra nơi khác…", Intent::ChooseFolder(Purpose::BackUpElsewhere)),
        ("Xem bản sao ở nơi khác…", Intent::ChooseFolder(Purpose::ListElsewhere)),
        ("Bỏ nơi sao lưu thứ hai", Intent::ForgetSecondPlace),
        ("Đóng", Intent::CloseFront),
    ] {
        let is_of_second_place = matches!(intent, Intent::ForgetSecondPlace);
        if is_of_second_place && state.second_place().is_none() {
            continue;
        }
        let button = Button::new(words).min_size(vec2(0.0, theme::BUTTON_HEIGHT));
        if ui.add(button).clicked() {
            intents.push(intent);
        }
    }
}

/// What is being done, what was done, or why not.
fn said_ui(ui: &mut Ui, state: &State) {
    let layout = Layout::top_down(Align::Min);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), SAID_HEIGHT), layout, |ui| {
        ui.set_min_height(SAID_HEIGHT);
        let tokens = Tokens::of(ui);
        let (words, color) = match (state.busy, &state.problem, &state.notice) {
            (Some(busy), _, _) => (busy.to_owned(), tokens.text_second),
            (None, Some(problem), _) => {
                (format!("{}. {}", problem.title, problem.advice()), tokens.error)
            }
            (None, None, Some(Notice::Said(words) | Notice::Done(words))) => {
                (words.clone(), tokens.text_second)
            }
            _ => return,
        };
        // A longer one ends in "…" and is told in full by its tooltip; long paths break anywhere.
        let width = ui.available_width();
        let mut job = LayoutJob::simple(words, theme::small(), color, width);
        job.wrap.max_rows = SAID_LINES;
        ui.label(job);
    });
}
