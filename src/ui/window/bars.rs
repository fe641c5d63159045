//! What stands above and below each screen.

use egui::{Color32, Frame, Margin, Panel, Ui};

use super::{Outside, Window};
use crate::app::message::FileAccess;
use crate::app::state::Screen;
use crate::ui::theme::Tokens;
use crate::ui::{chrome, menus, open_report, recent};

impl<O: Outside> Window<O> {
    /// The menus and the bar of the screen, that the file can only be looked at, and what went wrong.
    pub(super) fn top(&mut self, ui: &mut Ui) {
        let is_problem_told = self.is_problem_told();
        let intents = &mut self.intents;
        let bar = chrome::bar(ui);
        let fill = match self.state.screen {
            // It is the ground there.
            Screen::Reports => Color32::TRANSPARENT,
            _ => Tokens::of(ui).surface,
        };
        let row = Frame::new().fill(fill).inner_margin(Margin::symmetric(8, 0));
        let menus = &mut self.menus;
        if matches!(self.state.screen, Screen::Report | Screen::Reports) {
            Panel::top("menus")
                .frame(row)
                .exact_size(menus::HEIGHT)
                .show_separator_line(false)
                .show(ui, |ui| menus.show(ui, &self.state, intents));
        }
        if self.state.screen == Screen::Report {
            Panel::top("top")
                .frame(bar)
                .show(ui, |ui| open_report::top(ui, &self.state, &self.cache.series, intents));
        }
        let is_shown = matches!(self.state.screen, Screen::Report | Screen::Reports);
        let access = self.state.file.as_ref().filter(|_| is_shown).map(|file| file.access);
        if let Some(access) = access.filter(|access| *access != FileAccess::Write) {
            Panel::top("only seen")
                .frame(bar)
                .show(ui, |ui| chrome::only_seen(ui, access, intents));
        }
        if is_shown && self.state.is_sample() {
            let fill = Tokens::of(ui).computed;
            let frame = Frame::new().fill(fill).inner_margin(Margin::symmetric(16, 2));
            Panel::top("sample strip")
                .frame(frame)
                .show(ui, |ui| recent::sample_strip(ui, &self.state, intents));
        }
        if let Some(problem) = self.state.shown_problem().filter(|_| !is_problem_told) {
            let frame = Frame::new().inner_margin(Margin::symmetric(16, 8));
            Panel::top("problem")
                .frame(frame)
                .show_separator_line(false)
                .show(ui, |ui| chrome::problem(ui, problem, self.state.offer.as_ref(), intents));
        }
    }

    /// The line at the foot.
    pub(super) fn bottom(&mut self, ui: &mut Ui) {
        let fill = match self.state.screen {
            // It is the ground there.
            Screen::Reports => Color32::TRANSPARENT,
            Screen::Opening | Screen::Start | Screen::Locked | Screen::Report => {
                Tokens::of(ui).surface
            }
        };
        let frame = Frame::new().fill(fill).inner_margin(Margin::symmetric(16, 2));
        Panel::bottom("bottom").exact_size(32.0).frame(frame).show(ui, |ui| {
            let current = self.drafts.current.as_ref();
            chrome::bottom(ui, &self.state, current, &mut self.intents);
        });
    }
}
