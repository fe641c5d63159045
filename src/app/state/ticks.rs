//! Which of the choices of the menus are in use.

use super::State;
use crate::app::command::{Command, MachineCommand, TableCommand};
use crate::app::platform::graphics::Graphics;
use crate::app::platform::preferences::{Before, Density, Pane, Theme};

/// Whether a choice is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// It is.
    On,
    /// It is not.
    Off,
}

impl Tick {
    /// Whether it is.
    pub fn is_on(self) -> bool {
        self == Self::On
    }
}

impl Command {
    /// Whether the choice that it makes is in use; none of commands that choose nothing.
    pub fn ticked(self, state: &State) -> Option<Tick> {
        let likes = &state.preferences;
        let is_on = match self {
            Self::TogglePreview => likes.pane == Pane::Preview,
            Self::ToggleChecks => likes.pane == Pane::Checks,
            Self::ToggleDetails => likes.pane == Pane::Details,
            Self::ToggleHistory => likes.pane == Pane::History,
            Self::ThemeLight => likes.theme == Theme::Light,
            Self::ThemeDark => likes.theme == Theme::Dark,
            Self::ThemeSystem => likes.theme == Theme::System,
            Self::ToggleKeypadComma => likes.keypad_comma,
            Self::Table(TableCommand::Compact) => likes.density == Density::Compact,
            Self::Table(TableCommand::Roomy) => likes.density == Density::Roomy,
            Self::Table(TableCommand::ToggleBefore) => likes.before == Before::Shown,
            Self::Machine(MachineCommand::DrawByHardware) => likes.graphics == Graphics::Hardware,
            Self::Machine(MachineCommand::DrawBySoftware) => likes.graphics == Graphics::Software,
            _ => return None,
        };
        Some(if is_on { Tick::On } else { Tick::Off })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::platform::preferences::Preferences;

    #[test]
    fn the_choice_in_use_is_ticked_and_no_other() {
        let mut state = State::new(Preferences::default());
        let themes = [Command::ThemeLight, Command::ThemeDark, Command::ThemeSystem];
        let ticked = |state: &State, commands: &[Command]| -> Vec<Command> {
            let is_on = |command: &Command| command.ticked(state).is_some_and(Tick::is_on);
            commands.iter().copied().filter(is_on).collect()
        };
        assert_eq!(ticked(&state, &themes), [Command::ThemeSystem]);
        state.run(Command::ThemeDark);
        assert_eq!(ticked(&state, &themes), [Command::ThemeDark]);
        let rows = TableCommand::ALL.map(Command::Table);
        let (roomy, before) = (TableCommand::Roomy, TableCommand::ToggleBefore);
        state.run(Command::Table(roomy));
        state.run(Command::Table(roomy));
        assert_eq!(ticked(&state, &rows), [roomy, before].map(Command::Table));
        state.run(Command::Table(before));
        assert_eq!(ticked(&state, &rows), [Command::Table(roomy)]);
        assert_eq!(Command::Undo.ticked(&state), None);
    }
}
