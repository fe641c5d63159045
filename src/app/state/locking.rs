//! A data file that asks for a password.

use std::path::PathBuf;

use super::{Effect, Screen, State};
use crate::app::message::Request;
use crate::app::password::Password;
use crate::app::problem::Problem;

/// A data file that asks for a password: nothing of it is known but where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedFile {
    /// Which.
    pub path: PathBuf,
    /// That another password was given; none before one was.
    pub refused: Option<Problem>,
}

impl State {
    /// A file asks for its password. What is open stays open behind that.
    pub(super) fn password_wanted(&mut self, path: PathBuf, refused: Option<Problem>) {
        self.screen = Screen::Locked;
        self.problem = None;
        self.question = None;
        self.locked = Some(LockedFile { path, refused });
    }

    /// Opens the file that asks for it with a password.
    pub fn unlock(&mut self, password: Password) -> Vec<Effect> {
        if self.is_replacing {
            return Vec::new();
        }
        let Some(LockedFile { path, refused }) = &mut self.locked else { return Vec::new() };
        *refused = None;
        let path = path.clone();
        self.busy = Some("Đang mở tệp dữ liệu…");
        self.with_saved(Request::Unlock { path, password })
    }
}
