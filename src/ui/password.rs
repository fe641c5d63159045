//! "Mật khẩu mở tệp…": sets, changes or takes away the password that the open file asks for, and says before what it
//! does and what it does not.

use egui::{Align, Button, Label, Layout, RichText, Ui, vec2};

use super::chrome;
use super::forms::small;
use super::intent::{Intent, Intents};
use super::theme::{self, GAP, Tokens};
use super::widgets::labelled;
use super::widgets::secret::{Legibility, Secret};
use crate::app::message::KeepRequest;
use crate::app::password::{Password, Protection};
use crate::app::problem::Problem;
use crate::app::state::State;
use crate::app::words::passwords;

const WIDTH: f32 = 640.0;
const LABEL: f32 = 180.0;
const FIELD: f32 = 300.0;
/// Why nothing was changed always has its room.
const SAID_HEIGHT: f32 = 40.0;

/// What is typed in it.
#[derive(Debug, Default)]
pub struct PasswordView {
    current: Secret,
    new: Secret,
    again: Secret,
    legibility: Legibility,
    /// What is wrong with what is typed.
    fault: Option<Problem>,
    /// Whether its first field has had the keyboard already.
    is_shown: bool,
}

/// Draws it in front of the window.
pub fn show(
    ui: &Ui,
    view: &mut PasswordView,
    protection: Protection,
    state: &State,
    intents: &mut Intents,
) {
    let response = chrome::dialog(ui, "password").show(ui.ctx(), |ui| {
        ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 80.0));
        ui.label(RichText::new("Mật khẩu mở tệp").font(theme::heading()));
        ui.add(Label::new(passwords::standing(protection)).wrap());
        ui.add_space(GAP);
        for sentence in passwords::MEANING {
            ui.add(Label::new(small(ui, sentence)).wrap());
        }
        ui.add_space(GAP);
        let is_entered = fields_ui(ui, view, protection);
        said_ui(ui, view, state);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button =
                |words: &'static str| Button::new(words).min_size(vec2(0.0, theme::BUTTON_HEIGHT));
            if ui.add(button("Đóng")).clicked() {
                intents.push(Intent::CloseFront);
            }
            view.legibility.button(ui);
            let is_set = protection != Protection::Open;
            if is_set && ui.add(button("Bỏ mật khẩu")).clicked() {
                ask(view, protection, intents, |_| Ok(None));
            }
            let words = if is_set { "Đổi mật khẩu" } else { "Đặt mật khẩu" };
            if ui.add(button(words)).clicked() || is_entered {
                ask(view, protection, intents, |view| {
                    let new = Password::chosen_twice(view.new.text(), view.again.text());
                    new.map(Some).map_err(Problem::from_password)
                });
            }
        });
    });
    if response.should_close() {
        intents.push(Intent::CloseFront);
    }
}

/// The fields; whether the last one was left with Enter.
fn fields_ui(ui: &mut Ui, view: &mut PasswordView, protection: Protection) -> bool {
    let legibility = view.legibility;
    let mut fields = Vec::new();
    if protection != Protection::Open {
        fields.push(("Mật khẩu đang dùng", &mut view.current));
    }
    fields.push(("Mật khẩu mới", &mut view.new));
    fields.push(("Gõ lại mật khẩu mới", &mut view.again));
    let mut is_entered = false;
    for (name, secret) in fields {
        labelled(ui, name, LABEL, |ui| {
            let field = secret.show(ui, name, FIELD, legibility);
            if !std::mem::replace(&mut view.is_shown, true) {
                field.request_focus();
            }
            if field.changed() {
                view.fault = None;
            }
            is_entered = chrome::is_entered(&field);
        });
    }
    is_entered
}

/// Asks the worker for a new password, or for none, unless what is typed is wrong already.
fn ask(
    view: &mut PasswordView,
    protection: Protection,
    intents: &mut Intents,
    new: impl FnOnce(&PasswordView) -> Result<Option<Password>, Problem>,
) {
    let current = Password::typed(view.current.text());
    let is_known = protection == Protection::Open || current.is_some();
    let new = if is_known { new(view) } else { Err(Problem::current_password_missing()) };
    match new {
        Ok(new) => {
            view.fault = None;
            intents.push(Intent::Keep(KeepRequest::SetPassword { current, new }));
        }
        Err(fault) => view.fault = Some(fault),
    }
}

/// What is being done, or why it was not.
fn said_ui(ui: &mut Ui, view: &PasswordView, state: &State) {
    let words = match (state.busy, view.fault.as_ref().or(state.problem.as_ref())) {
        (Some(busy), _) => small(ui, busy),
        (None, Some(problem)) => {
            let words = format!("{}. {}", problem.title, problem.advice());
            RichText::new(words).color(Tokens::of(ui).error)
        }
        (None, None) => RichText::new(""),
    };
    let size = vec2(ui.available_width(), SAID_HEIGHT);
    ui.allocate_ui(size, |ui| {
        ui.set_min_size(size);
        ui.add(Label::new(words).wrap());
    });
}
