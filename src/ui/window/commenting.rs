//! The comment of a figure: into it from the cell, and back.

use egui::{Context, Key, Modifiers};

use super::{Outside, Window};
use crate::app::command::Command;
use crate::app::platform::preferences::Pane;
use crate::app::state::{Notice, Screen};
use crate::ui::cells::Land;
use crate::ui::widgets::field::Access;

/// What is said where there is no figure to write about.
const NO_FIGURE: &str = "Hãy chọn một ô số liệu, rồi bấm Shift+F2 để ghi chú";
/// What is said where nothing can be written.
const LOCKED: &str = "Báo cáo này đang khóa; ghi chú chỉ xem được";

impl<O: Outside> Window<O> {
    /// Opens the details of the figure that the keyboard is, or was last, in, and goes to its comment.
    /// What is being typed in a cell stays.
    pub(super) fn write_comment(&mut self, ctx: &Context) {
        if Command::Comment.enabled(&self.state).is_err() || self.state.is_replacing() {
            return;
        }
        let figure = self.forms.cells.shown_figure().cloned();
        let open = self.state.open.as_ref();
        let figure = figure.filter(|key| open.is_some_and(|m| m.template().figure(key).is_some()));
        let Some(figure) = figure else {
            self.state.notice = Some(Notice::Said(NO_FIGURE.to_owned()));
            return;
        };
        self.drafts.commit();
        if self.state.preferences.pane != Pane::Details {
            let effects = self.state.run(Command::ToggleDetails);
            self.carry_out(ctx, effects);
        }
        match self.access() {
            Access::Locked => self.state.notice = Some(Notice::Said(LOCKED.to_owned())),
            Access::Open | Access::Waiting => {
                self.drafts.next = Some(self.forms.ids.comment(&figure));
            }
        }
        ctx.request_repaint();
    }

    /// Esc leads from the comment, or its mark, back to the cell. Other fields get back what stood in
    /// them before; a comment is not a figure that was mistyped: what was written stays.
    pub(super) fn comment_keys(&mut self, ctx: &Context) {
        let is_free = self.state.question.is_none() && !self.is_in_front();
        if self.state.screen == Screen::Report
            && is_free
            && self.is_commenting(ctx)
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            self.forms.cells.land(Land::Last);
        }
    }

    /// Before a command that folds the pane away, or puts another in its place: a field that is not drawn
    /// any more would keep its text for itself.
    pub(super) fn leave_comment(&mut self, command: Command) {
        let is_about_panes = matches!(
            command,
            Command::TogglePreview
                | Command::ToggleChecks
                | Command::ToggleDetails
                | Command::ToggleHistory
        );
        let is_shown = self.state.preferences.pane == Pane::Details;
        if is_about_panes && is_shown && self.details.has_keyboard() {
            self.drafts.forget();
            self.forms.cells.land(Land::Last);
        }
    }

    fn is_commenting(&self, ctx: &Context) -> bool {
        let field = self.forms.cells.shown_figure().map(|key| self.forms.ids.comment(key));
        let has_focus =
            ctx.memory(|memory| memory.focused().is_some() && memory.focused() == field);
        let is_shown = self.state.preferences.pane == Pane::Details;
        is_shown && (has_focus || self.details.has_keyboard())
    }
}
