//! A data file that asks for a password.

use super::{Effect, Screen, State};
use crate::app::message::{LockedFile, Request};
use crate::app::password::Password;

impl State {
    /// A file asks for its password. What is open stays open behind that.
    pub(super) fn password_wanted(&mut self, locked: LockedFile) {
        self.screen = Screen::Locked;
        self.problem = None;
        self.question = None;
        self.locked = Some(locked);
    }

    /// Opens the file that asks for it with a password.
    pub fn unlock(&mut self, password: Password) -> Vec<Effect> {
        if self.is_replacing {
            return Vec::new();
        }
        let Some(LockedFile { path, refused, .. }) = &mut self.locked else { return Vec::new() };
        *refused = None;
        let path = path.clone();
        self.busy = Some("Đang mở tệp dữ liệu…");
        self.with_saved(Request::Unlock { path, password })
    }
}
