//! The screen of a data file that asks for a password: which file it is, and nothing of what is in it.

use std::path::{Path, PathBuf};

use egui::{Button, Label, RichText, Ui, vec2};

use super::chrome;
use super::forms::small;
use super::intent::{Intent, Intents};
use super::theme::{self, GAP, GAP_GROUP, GAP_PAGE, Tokens};
use super::widgets::elided;
use super::widgets::icons::{self, Icon};
use super::widgets::secret::{Legibility, Secret};
use crate::app::command::Command;
use crate::app::message::LockedFile;
use crate::app::password::Password;
use crate::app::state::State;
use crate::app::words::passwords;
use crate::report::period::of_kind;

const WIDTH: f32 = 560.0;
const FIELD: f32 = 360.0;
/// What is typed on it.
#[derive(Debug, Default)]
pub struct LockedView {
    /// For which file.
    path: PathBuf,
    typed: Secret,
    legibility: Legibility,
    /// Whether the field has had the keyboard already.
    is_shown: bool,
}

/// Draws it.
pub fn show(
    ui: &mut Ui,
    view: &mut LockedView,
    locked: &LockedFile,
    state: &State,
    intents: &mut Intents,
) {
    if view.path != locked.path {
        *view = LockedView { path: locked.path.clone(), ..LockedView::default() };
    }
    let is_busy = state.is_replacing();
    ui.vertical_centered(|ui| {
        ui.set_max_width(WIDTH);
        ui.add_space((ui.available_height() * 0.16).max(GAP_PAGE));
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            heading_ui(ui, &locked.path);
            ui.add_space(GAP_GROUP);
            let wants_open = field_ui(ui, view);
            said_ui(ui, locked, state);
            let is_clicked = ui
                .horizontal(|ui| {
                    let is_typed = !view.typed.text().is_empty() && !is_busy;
                    let open = ui.add_enabled_ui(is_typed, |ui| chrome::chief_button(ui, "Mở"));
                    ways_ui(ui, state, intents);
                    open.inner
                })
                .inner;
            let password = Password::typed(view.typed.text());
            if let Some(password) = password.filter(|_| !is_busy && (wants_open || is_clicked)) {
                intents.push(Intent::Unlock(password));
            }
            ui.add_space(GAP_PAGE);
            let forgotten = passwords::forgotten(locked.protection);
            ui.add(Label::new(small(ui, forgotten)).wrap());
            if let Some(offer) = state.offer.as_ref().filter(|offer| offer.data == locked.path) {
                ui.add_space(GAP);
                let what = "Bản sao không hỏi mật khẩu, đã được kiểm tra khi sao lưu";
                chrome::offer_ui(ui, what, offer, intents);
            }
        });
    });
}

/// Which file it is.
fn heading_ui(ui: &mut Ui, path: &Path) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    ui.horizontal(|ui| {
        icons::inline(ui, Icon::Lock, Tokens::of(ui).text_second);
        ui.label(RichText::new("Tệp dữ liệu có mật khẩu").font(theme::heading()));
    });
    ui.add_space(GAP);
    ui.add(Label::new(RichText::new(name.unwrap_or_default()).font(theme::strong())).truncate());
    let folder = if folder.is_empty() { "thư mục hiện tại".to_owned() } else { folder };
    let shown = elided(ui, &format!("Ở {folder}"), theme::small(), ui.available_width());
    ui.label(small(ui, shown)).on_hover_text(folder);
}

/// The field; whether it was left with Enter. The keyboard stays in it: the password may be another one.
fn field_ui(ui: &mut Ui, view: &mut LockedView) -> bool {
    ui.label("Mật khẩu mở tệp");
    ui.horizontal(|ui| {
        let field = view.typed.show(ui, "Mật khẩu mở tệp", FIELD, view.legibility);
        let is_entered = chrome::is_entered(&field);
        if is_entered || !std::mem::replace(&mut view.is_shown, true) {
            field.request_focus();
        }
        view.legibility.button(ui);
        is_entered
    })
    .inner
}

/// What is being done, or why the file is not open.
fn said_ui(ui: &mut Ui, locked: &LockedFile, state: &State) {
    chrome::said(ui, state.busy, locked.refused.as_ref());
}

/// What can be done instead.
fn ways_ui(ui: &mut Ui, state: &State, intents: &mut Intents) {
    let button = |words: String| Button::new(words).min_size(vec2(0.0, 40.0));
    chrome::run_button(ui, state, Command::OpenFile, button("Mở tệp khác…".to_owned()), intents);
    let back = match state.file {
        Some(_) => of_kind("Trở lại các {kỳ}", state.period_kind()).into_owned(),
        None => "Về màn hình bắt đầu".to_owned(),
    };
    if ui.add(button(back)).clicked() {
        intents.push(Intent::BackToFile);
    }
}
