//! When what was typed goes to the disk, and how the window is left.

use std::time::{Duration, Instant};

use egui::{Context, ViewportCommand};

use super::{Outside, Window};
use crate::app::platform::display;
use crate::app::state::{Effect, Question};
use crate::report::content::Report;

/// How long after the last key what is being typed is saved, in seconds.
const SAVE_AFTER_SECS: f64 = 0.35;

impl<O: Outside> Window<O> {
    /// Sends what was typed once the keys rest, or at once when a field was left or the window is
    /// not looked at (its clock stands still while it is hidden).
    pub(super) fn save_typed(&mut self, ctx: &Context) {
        let was_left = std::mem::take(&mut self.drafts.was_left);
        let Some(open) = &mut self.state.open else {
            return;
        };
        if was_left || !self.drafts.is_typing() {
            open.settle();
        }
        if !open.has_waiting() {
            return;
        }
        let now_secs = ctx.input(|input| input.time);
        let is_watched = ctx.input(|input| {
            let viewport = input.viewport();
            input.focused && viewport.minimized != Some(true) && viewport.occluded != Some(true)
        });
        let keys_rest = self.drafts.typed_at_secs + SAVE_AFTER_SECS - now_secs;
        let is_typing = self.drafts.is_typing() && !was_left && is_watched;
        let wait = match self.retry_at {
            Some(retry_at) => retry_at.saturating_duration_since(Instant::now()),
            None if is_typing => Duration::from_secs_f64(keys_rest.max(0.0)),
            None => Duration::ZERO,
        };
        if !wait.is_zero() {
            ctx.request_repaint_after(wait);
            return;
        }
        self.retry_at = None;
        let mut effects: Vec<Effect> = self.state.save().into_iter().collect();
        // Not at every step from cell to cell: each would be a write to the disk.
        effects.extend(self.remember_place());
        self.carry_out(ctx, effects);
    }

    /// Closes the window once nothing is typed any more and all of it is saved, or the user wants so.
    pub(super) fn close_requested(&mut self, ctx: &Context) {
        let is_requested = ctx.input(|input| input.viewport().close_requested());
        if is_requested && !self.may_close {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            // What was typed in this frame is drawn, and taken, behind this phase.
            self.wants_close = true;
            ctx.request_repaint();
            return;
        }
        let types = |event: &egui::Event| {
            use egui::Event;
            matches!(event, Event::Text(_) | Event::Key { .. } | Event::Paste(_) | Event::Ime(_))
        };
        let is_typing = ctx.input(|input| input.events.iter().any(types));
        if self.wants_close && (is_typing || !self.held_input.is_empty()) {
            ctx.request_repaint();
        } else if self.wants_close {
            self.wants_close = false;
            self.rename_office(ctx);
            let place = self.remember_place();
            let effects = place.into_iter().chain(self.state.close()).collect();
            self.carry_out(ctx, effects);
            // Where the window is, and what its file is called in the list.
            self.carry_out(ctx, vec![Effect::Preferences]);
        }
    }

    /// Whoever logs off answers no question: what could not be saved was put aside when it was asked.
    pub(super) fn leave_unanswered(&mut self, ctx: &Context) {
        if display::is_told_to_go() && self.state.question == Some(Question::CloseUnsaved) {
            let effects = self.state.confirm();
            self.carry_out(ctx, effects);
        }
    }

    /// Hands over all that is typed, because the window cannot be shown any longer.
    pub(crate) fn save_all(&mut self, ctx: &Context) {
        self.drafts.commit();
        self.rename_office(ctx);
        if let Some(open) = &mut self.state.open {
            open.settle();
        }
        let saved = self.state.save();
        let effects = saved.into_iter().chain(self.remember_place()).collect();
        self.carry_out(ctx, effects);
    }

    /// Takes in the last answers. What could not be saved all the same is given back.
    pub(crate) fn unsaved_after(
        &mut self,
        events: Vec<crate::app::message::Event>,
    ) -> Option<Report> {
        for event in events {
            drop(self.state.take(event));
        }
        let open = self.state.open.as_ref().filter(|open| open.is_unsaved());
        open.map(|open| open.report().clone())
    }

    /// Whether it was left by somebody's wish, and all was saved or given up knowingly.
    pub(crate) fn is_left(&self) -> bool {
        self.may_close
    }

    /// Takes over the name of the office as it was typed.
    pub(super) fn rename_office(&mut self, ctx: &Context) {
        if let Some(name) = self.office_name.take() {
            let effects = self.state.rename_office(name);
            self.carry_out(ctx, effects);
        }
    }
}
