//! "Mật khẩu mở tệp…" and "Mã hóa tệp dữ liệu…": have a password asked for, encrypt the open file, change or take away
//! either, and say before what that does and what it does not.

use egui::{Button, Label, RichText, ScrollArea, Ui, vec2};

use super::chrome;
use super::forms::small;
use super::intent::{Intent, Intents};
use super::theme::{self, GAP};
use super::widgets::labelled;
use super::widgets::secret::{Legibility, Secret};
use crate::app::message::KeepRequest;
use crate::app::password::{Password, Protection, ProtectionWish, Replaced};
use crate::app::problem::Problem;
use crate::app::state::State;
use crate::app::words::passwords;

const WIDTH: f32 = 680.0;
const LABEL: f32 = 180.0;
const FIELD: f32 = 300.0;
/// What is said before and the fields scroll where they have no room; so much stands around them.
const HEIGHT: f32 = 480.0;
const AROUND: f32 = 200.0;

/// What is to keep others out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// A password that is asked for.
    Password,
    /// Encryption.
    Encryption,
}

/// What is typed in it.
#[derive(Debug)]
pub struct PasswordView {
    guard: Guard,
    current: Secret,
    new: Secret,
    again: Secret,
    legibility: Legibility,
    /// What becomes of the plain file.
    replaced: Replaced,
    /// What is wrong with what is typed.
    fault: Option<Problem>,
    /// Whether its first field has had the keyboard already.
    is_shown: bool,
}

impl PasswordView {
    /// One in which nothing is typed.
    pub fn of(guard: Guard) -> Self {
        Self {
            guard,
            current: Secret::default(),
            new: Secret::default(),
            again: Secret::default(),
            legibility: Legibility::default(),
            replaced: Replaced::default(),
            fault: None,
            is_shown: false,
        }
    }

    fn heading(&self) -> &'static str {
        match self.guard {
            Guard::Password => "Mật khẩu mở tệp",
            Guard::Encryption => "Mã hóa tệp dữ liệu",
        }
    }

    /// What the chief button does.
    fn wish_label(&self, protection: Protection) -> &'static str {
        match (self.guard, protection) {
            (Guard::Encryption, Protection::Open | Protection::Password) => "Mã hóa tệp",
            (Guard::Password, Protection::Open) => "Đặt mật khẩu",
            _ => "Đổi mật khẩu",
        }
    }

    fn meaning(&self, protection: Protection) -> &'static [&'static str] {
        match (self.guard, protection) {
            (_, Protection::Encrypted) => &passwords::PLAIN_MEANING,
            (Guard::Encryption, _) => &passwords::ENCRYPTED_MEANING,
            (Guard::Password, _) => &passwords::MEANING,
        }
    }

    /// What is to keep others out with the password that is typed.
    fn wish(&self, protection: Protection) -> Result<ProtectionWish, Problem> {
        let new = Password::chosen_twice(self.new.text(), self.again.text());
        let password = new.map_err(Problem::from_password)?;
        Ok(match (self.guard, protection) {
            (Guard::Encryption, Protection::Open | Protection::Password) => {
                ProtectionWish::Encrypted { password, replaced: self.replaced }
            }
            _ => ProtectionWish::Password(password),
        })
    }
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
        ui.label(RichText::new(view.heading()).font(theme::heading()));
        let room = theme::room_in_front(ui, vec2(WIDTH, HEIGHT), AROUND);
        let body = ScrollArea::vertical().max_height(room.y).auto_shrink([false, true]);
        let is_entered = body.show(ui, |ui| body_ui(ui, view, protection)).inner;
        said_ui(ui, view, state);
        chrome::dialog_buttons(ui, |ui| {
            buttons_ui(ui, view, protection, intents);
        });
        if is_entered {
            ask(view, protection, intents, |view| view.wish(protection));
        }
    });
    if response.should_close() {
        intents.push(Intent::CloseFront);
    }
}

/// What is said before, and the fields; whether the last one was left with Enter.
fn body_ui(ui: &mut Ui, view: &mut PasswordView, protection: Protection) -> bool {
    ui.add(Label::new(passwords::standing(protection)).wrap());
    ui.add_space(GAP);
    for sentence in view.meaning(protection) {
        ui.add(Label::new(small(ui, *sentence)).wrap());
    }
    ui.add_space(GAP);
    let is_entered = fields_ui(ui, view, protection);
    if view.guard == Guard::Encryption && protection != Protection::Encrypted {
        replaced_ui(ui, view);
    }
    is_entered
}

/// "Đóng" comes first, at the right end.
fn buttons_ui(ui: &mut Ui, view: &mut PasswordView, protection: Protection, intents: &mut Intents) {
    let button = |words: &'static str| Button::new(words).min_size(vec2(0.0, theme::BUTTON_HEIGHT));
    if ui.add(button("Đóng")).clicked() {
        intents.push(Intent::CloseFront);
    }
    view.legibility.button(ui);
    let taken_away = match (view.guard, protection) {
        (_, Protection::Encrypted) => Some("Bỏ mã hóa"),
        (Guard::Password, Protection::Password) => Some("Bỏ mật khẩu"),
        _ => None,
    };
    if taken_away.is_some_and(|words| ui.add(button(words)).clicked()) {
        ask(view, protection, intents, |_| Ok(ProtectionWish::Open));
    }
    if ui.add(button(view.wish_label(protection))).clicked() {
        ask(view, protection, intents, |view| view.wish(protection));
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
            if field.gained_focus() {
                field.scroll_to_me(None);
            }
            if field.changed() {
                view.fault = None;
            }
            is_entered = chrome::is_entered(&field);
        });
    }
    is_entered
}

/// What becomes of the plain file when the encrypted one is in its place.
fn replaced_ui(ui: &mut Ui, view: &mut PasswordView) {
    for (replaced, words) in [
        (
            Replaced::Kept,
            "Giữ tệp chưa mã hóa trong thư mục sao lưu, tự xóa sau khi đã mở thử tệp mới",
        ),
        (
            Replaced::Removed,
            "Xóa tệp chưa mã hóa; dấu vết của nó có thể còn trên ổ đĩa một thời gian",
        ),
    ] {
        ui.radio_value(&mut view.replaced, replaced, words);
    }
}

/// Asks the worker, unless what is typed is wrong already.
fn ask(
    view: &mut PasswordView,
    protection: Protection,
    intents: &mut Intents,
    wish: impl FnOnce(&PasswordView) -> Result<ProtectionWish, Problem>,
) {
    let current = Password::typed(view.current.text());
    let is_known = protection == Protection::Open || current.is_some();
    let wish = if is_known { wish(view) } else { Err(Problem::current_password_missing()) };
    match wish {
        Ok(wish) => {
            view.fault = None;
            intents.push(Intent::Keep(KeepRequest::Protect { current, wish }));
        }
        Err(fault) => view.fault = Some(fault),
    }
}

/// What is being done, or why it was not.
fn said_ui(ui: &mut Ui, view: &PasswordView, state: &State) {
    chrome::said(ui, state.busy, view.fault.as_ref().or(state.problem.as_ref()));
}
