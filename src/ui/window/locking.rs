//! A file that asks for a password, and what was typed of passwords.

use egui::{ScrollArea, Ui};

use super::{Outside, Window, central};
use crate::app::message::{Event, KeepEvent};
use crate::ui::locked::{self, LockedView};
use crate::ui::start::StartView;

impl<O: Outside> Window<O> {
    /// Draws a file that asks for a password.
    pub(super) fn locked(&mut self, ui: &mut Ui) {
        central().show(ui, |ui| {
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                if let Some(file) = &self.state.locked {
                    locked::show(ui, &mut self.locked, file, &self.state, &mut self.intents);
                }
            });
        });
    }

    /// What was typed of passwords goes as soon as it did its work.
    pub(super) fn forget_passwords(&mut self, event: &Event) {
        match event {
            Event::Opened { .. } => {
                self.locked = LockedView::default();
                self.start = StartView::default();
            }
            Event::Keep(KeepEvent::ProtectionSet(_)) => self.close_password(),
            _ => {}
        }
    }
}
