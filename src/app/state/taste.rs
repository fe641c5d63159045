//! What a person likes: panes, text size, colours, the numeric keypad.

use super::{Effect, Notice, State};
use crate::app::command::{Command, MachineCommand, TableCommand};
use crate::app::platform::graphics::Graphics;
use crate::app::platform::preferences::{Density, Pane, PaneWidths, Preferences, Theme};
use crate::app::platform::recent::RecentFiles;
use crate::app::problem::Problem;

impl State {
    /// Shows a pane beside the form, or folds it away.
    pub(super) fn toggle(&mut self, pane: Pane) -> Vec<Effect> {
        let is_shown = self.preferences.pane == pane;
        self.prefer(|likes| likes.pane = if is_shown { Pane::Folded } else { pane })
    }

    /// Shows a pane at the right, whichever was shown before.
    pub fn show_pane(&mut self, pane: Pane) -> Vec<Effect> {
        self.prefer(|likes| likes.pane = pane)
    }

    /// Changes what a person likes; it is applied and kept.
    pub(super) fn prefer(&mut self, change: impl FnOnce(&mut Preferences)) -> Vec<Effect> {
        change(&mut self.preferences);
        vec![Effect::Preferences]
    }

    /// The window is drawn by this, as it is to be the next time; the start has this to tell.
    pub fn drawn_by(&mut self, graphics: Graphics, news: Vec<Problem>) -> Vec<Effect> {
        self.news.extend(news);
        if self.preferences.graphics == graphics {
            return Vec::new();
        }
        self.prefer(|likes| likes.graphics = graphics)
    }

    /// Carries out a command about the machine.
    pub(super) fn about_machine(&mut self, command: MachineCommand) -> Vec<Effect> {
        match command {
            MachineCommand::DrawByHardware => self.draw_next_by(Graphics::Hardware),
            MachineCommand::DrawBySoftware => self.draw_next_by(Graphics::Software),
            MachineCommand::UsualWidths => {
                self.prefer(|likes| likes.widths = PaneWidths::default())
            }
            MachineCommand::ForgetFiles => {
                self.missing_files.clear();
                self.prefer(|likes| {
                    likes.recent = RecentFiles::default();
                    likes.last_file = None;
                    likes.folders.clear();
                })
            }
            MachineCommand::Diagnostics => self.diagnose(),
            // The window draws them.
            MachineCommand::Settings | MachineCommand::Keys | MachineCommand::About => Vec::new(),
        }
    }

    /// By what the window is to be drawn from the next start on.
    fn draw_next_by(&mut self, graphics: Graphics) -> Vec<Effect> {
        let words = match graphics {
            Graphics::Hardware => "Từ lần mở chương trình sau, cửa sổ vẽ bằng card đồ họa của máy",
            Graphics::Software | Graphics::OpenGl => {
                "Từ lần mở chương trình sau, cửa sổ vẽ bằng phần mềm"
            }
        };
        self.notice = Some(Notice::Said(words.to_owned()));
        self.prefer(|likes| likes.graphics = graphics)
    }

    /// Carries out a command about light and dark.
    pub(super) fn tint(&mut self, command: Command) -> Vec<Effect> {
        self.prefer(|likes| {
            likes.theme = match command {
                Command::ThemeLight => Theme::Light,
                Command::ThemeDark => Theme::Dark,
                _ => Theme::System,
            };
        })
    }

    /// Carries out a command about how tables stand on the form.
    pub(super) fn about_tables(&mut self, command: TableCommand) -> Vec<Effect> {
        self.prefer(|likes| match command {
            TableCommand::Compact => likes.density = Density::Compact,
            TableCommand::Roomy => likes.density = Density::Roomy,
            TableCommand::ToggleBefore => likes.before = likes.before.other(),
        })
    }

    pub(super) fn toggle_keypad_comma(&mut self) -> Vec<Effect> {
        let is_on = !self.preferences.keypad_comma;
        let words = if is_on {
            "Phím thập phân của bàn phím số gõ dấu phẩy trong ô số thập phân"
        } else {
            "Phím thập phân của bàn phím số gõ đúng như bàn phím"
        };
        self.notice = Some(Notice::Said(words.to_owned()));
        self.prefer(|likes| likes.keypad_comma = is_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::message::Event;
    use crate::app::platform::recent::RecentFile;
    use crate::app::state::Screen;

    #[test]
    fn what_drew_the_window_is_kept_and_told_once_behind_what_went_wrong() {
        let mut state = State::new(Preferences::default());
        let news = Problem::other_graphics(Graphics::Software);
        let effects = state.drawn_by(Graphics::Software, vec![news.clone()]);
        assert!(matches!(effects.as_slice(), [Effect::Preferences]));
        assert_eq!(state.preferences.graphics, Graphics::Software);
        assert_eq!(state.shown_problem(), None, "not before there is a screen");

        state.take(Event::NothingOpen(Some(Problem::nothing_open())));
        assert_eq!(state.screen, Screen::Start);
        assert_eq!(state.shown_problem(), Some(&Problem::nothing_open()));
        state.close_problem();
        assert_eq!(state.shown_problem(), Some(&news));
        state.close_problem();
        assert_eq!(state.shown_problem(), None);
        assert!(state.drawn_by(Graphics::Software, Vec::new()).is_empty());

        let effects = state.run(Command::Machine(MachineCommand::DrawByHardware));
        assert!(matches!(effects.as_slice(), [Effect::Preferences]));
        assert_eq!(state.preferences.graphics, Graphics::Hardware);
    }

    #[test]
    fn what_the_program_remembers_can_be_forgotten() {
        let mut state = State::new(Preferences::default());
        state.preferences.widths.pages = Some(320);
        state.run(Command::Machine(MachineCommand::UsualWidths));
        assert_eq!(state.preferences.widths, PaneWidths::default());

        let forget = Command::Machine(MachineCommand::ForgetFiles);
        assert!(forget.enabled(&state).is_err(), "nothing is remembered");
        let (office, last_period) = ("UBND xã A".to_owned(), "Tháng 5/2026".to_owned());
        let path = std::path::PathBuf::from("/a/b.bc06");
        state.preferences.last_file = Some(path.clone());
        state.preferences.recent.note(RecentFile {
            path,
            office,
            num_others: 0,
            last_period,
            due: String::new(),
        });
        let effects = state.run(forget);
        assert!(matches!(effects.as_slice(), [Effect::Preferences]));
        assert_eq!(state.preferences.last_file, None);
        assert_eq!(state.known_files().count(), 0);
    }
}
