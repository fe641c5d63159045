//! What stands at the foot of the list of reports: where the data are, when they were last copied, and what can
//! be done about both.

use std::path::PathBuf;

use egui::{Align, Label, Layout, RichText, Ui, vec2};

use super::chrome;
use super::forms::small;
use super::intent::Intents;
use super::theme::{self, GAP, Tokens};
use super::widgets::elided;
use super::widgets::icons::{self, Icon};
use crate::app::command::{Command, KeepCommand};
use crate::app::message::FileSummary;
use crate::app::state::State;
use crate::app::words;

/// How wide the four buttons are beside each other, with the gaps around them.
const BUTTONS: f32 = 620.0;
/// How much room the words need beside them: with less the buttons stand below.
const WORDS: f32 = 300.0;
/// The same where there is something to be done about the backups.
const REMARK: f32 = 640.0;
const LINE_GAP: f32 = 2.0;
/// The buttons, from left to right.
const COMMANDS: [KeepCommand; 4] =
    [KeepCommand::OpenFolder, KeepCommand::BackUp, KeepCommand::Backups, KeepCommand::Verify];

/// What is said, how much of it, and where the buttons stand.
pub struct DataStrip {
    lines: Vec<Line>,
    is_stacked: bool,
    /// How high it is.
    pub height: f32,
}

/// A line of it.
enum Line {
    /// Where the data are.
    Path(PathBuf),
    /// That all is well.
    Well(String),
    /// The same of the second place.
    Second(String),
    /// What is to be done, or why something could not be done.
    Remark(String),
}

impl DataStrip {
    /// Of the open file, in so many points of width; none without a file.
    pub fn of(state: &State, width: f32) -> Option<Self> {
        let file = state.file.as_ref()?;
        let mut lines = vec![Line::Path(file.path.clone())];
        lines.extend(own_lines(state, file));
        lines.extend(second_line(state, file));
        let has_remark = lines.iter().any(|line| matches!(line, Line::Remark(_)));
        let words = if has_remark { REMARK } else { WORDS };
        let is_stacked = width < BUTTONS + words;
        let button_rows = if width < BUTTONS { 2.0 } else { 1.0 };
        let buttons = button_rows * (theme::BUTTON_HEIGHT + GAP);
        let lines_height = lines.iter().map(|_| theme::LINE_HEIGHT + LINE_GAP).sum::<f32>();
        let height = if is_stacked { lines_height + buttons } else { lines_height.max(buttons) };
        Some(Self { lines, is_stacked, height })
    }

    /// Draws it.
    pub fn show(&self, ui: &mut Ui, state: &State, intents: &mut Intents) {
        let width = ui.available_width();
        if self.is_stacked {
            self.lines_ui(ui, width);
            ui.add_space(GAP - LINE_GAP);
            ui.horizontal_wrapped(|ui| buttons_ui(ui, state, intents, &COMMANDS));
            return;
        }
        ui.horizontal(|ui| {
            let words = width - BUTTONS;
            ui.vertical(|ui| {
                ui.set_width(words);
                self.lines_ui(ui, words);
            });
            let mut from_the_right = COMMANDS;
            from_the_right.reverse();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                buttons_ui(ui, state, intents, &from_the_right);
            });
        });
    }

    fn lines_ui(&self, ui: &mut Ui, width: f32) {
        ui.spacing_mut().item_spacing.y = LINE_GAP;
        let layout = Layout::left_to_right(Align::Center);
        for line in &self.lines {
            ui.allocate_ui_with_layout(vec2(width, theme::LINE_HEIGHT), layout, |ui| {
                ui.set_min_height(theme::LINE_HEIGHT);
                line.show(ui, width);
            });
        }
    }
}

impl Line {
    fn show(&self, ui: &mut Ui, width: f32) {
        let tokens = Tokens::of(ui);
        match self {
            Self::Path(path) => {
                let path = path.display().to_string();
                let shown = elided(ui, &format!("Dữ liệu: {path}"), theme::small(), width);
                ui.label(small(ui, shown)).on_hover_text(path);
            }
            Self::Well(words) => {
                ui.add(Label::new(words).truncate());
            }
            Self::Second(words) => {
                // When is what counts; a long folder is told in full by the tooltip.
                ui.add(Label::new(small(ui, words)).truncate());
            }
            Self::Remark(words) => {
                icons::inline(ui, Icon::Warning, tokens.warning);
                let remark = RichText::new(words).font(theme::small()).color(tokens.warning);
                ui.add(Label::new(remark).truncate()).on_hover_text(words);
            }
        }
    }
}

fn buttons_ui(ui: &mut Ui, state: &State, intents: &mut Intents, commands: &[KeepCommand]) {
    for command in commands {
        chrome::command_button(ui, state, Command::Keep(*command), intents);
    }
}

/// How old the newest backup in the second place is.
fn second_line(state: &State, file: &FileSummary) -> Option<Line> {
    let newest = state.second_place()?;
    let folder = newest.path.parent()?.display();
    let old_days = words::backups::old_days(newest.made, file.today);
    let is_unread = newest.path.parent().is_some_and(|own| state.keeping.unread.contains_key(own));
    Some(match (&state.keeping.second_failure, old_days) {
        (Some(problem), _) => Line::Remark(format!(
            "Nơi sao lưu thứ hai ({folder}): {}. {}",
            problem.title,
            problem.advice()
        )),
        (None, Some(days)) => Line::Remark(format!(
            "Nơi sao lưu thứ hai ({folder}) đã {days} ngày chưa có bản mới: cắm USB rồi bấm “Sao lưu ngay”"
        )),
        (None, None) => {
            let made = words::backups::made(newest.made, file.today);
            let unread =
                if is_unread { " (hiện không đọc được: chưa cắm USB?)" } else { "" };
            Line::Second(format!("Nơi sao lưu thứ hai: {made}, ở {folder}{unread}"))
        }
    })
}

/// When the last backup was made, and whether that is well.
fn own_lines(state: &State, file: &FileSummary) -> Vec<Line> {
    let newest = state.keeping.backups.first().map(|backup| backup.made);
    let words = newest.map_or_else(
        || "chưa có bản sao".to_owned(),
        |made| format!("{}, đã kiểm tra", words::backups::made(made, file.today)),
    );
    let old_days = newest.and_then(|made| words::backups::old_days(made, file.today));
    let remark = match (&state.keeping.failure, old_days) {
        (Some(problem), _) => Some(format!("{}. {}", problem.title, problem.advice())),
        (None, days) => {
            days.map(|days| format!("Đã {days} ngày chưa có bản sao mới: hãy bấm “Sao lưu ngay”"))
        }
    };
    let keeping = &state.keeping;
    let fault = words::backups::fault(keeping.check.as_ref(), keeping.faulty.as_ref(), file.today);
    let well = Line::Well(format!("Bản sao gần nhất: {words}"));
    std::iter::once(well).chain(fault.or(remark).map(Line::Remark)).collect()
}
