//! The keys of commands, independent of the window library.

/// A key combination, independent of the window library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shortcut {
    /// What is held beside it.
    pub held: Held,
    /// The key.
    pub key: Key,
}

/// What is held beside a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Held {
    /// Nothing.
    Nothing,
    /// Ctrl.
    Ctrl,
    /// Shift.
    Shift,
}

/// The keys that commands use. None is a letter that an input method needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Z
    Z,
    /// Y
    Y,
    /// E
    E,
    /// P
    P,
    /// O
    O,
    /// H
    H,
    /// F
    F,
    /// G
    G,
    /// K
    K,
    /// ,
    Comma,
    /// 0
    Zero,
    /// F1
    F1,
    /// F2
    F2,
    /// F7
    F7,
    /// F6
    F6,
    /// F8
    F8,
    /// F9
    F9,
    /// Enter.
    Enter,
    /// Plus.
    Plus,
    /// Minus.
    Minus,
}

impl Key {
    /// As the screen names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::PageUp => "PgUp",
            Self::PageDown => "PgDn",
            Self::Z => "Z",
            Self::Y => "Y",
            Self::E => "E",
            Self::P => "P",
            Self::O => "O",
            Self::H => "H",
            Self::F => "F",
            Self::G => "G",
            Self::K => "K",
            Self::Comma => ",",
            Self::Zero => "0",
            Self::F1 => "F1",
            Self::F2 => "F2",
            Self::F7 => "F7",
            Self::F6 => "F6",
            Self::F8 => "F8",
            Self::F9 => "F9",
            Self::Enter => "Enter",
            Self::Plus => "+",
            Self::Minus => "−",
        }
    }
}

impl Shortcut {
    /// As the screen names it: "Ctrl+Z".
    pub fn name(self) -> String {
        match self.held {
            Held::Ctrl => format!("Ctrl+{}", self.key.name()),
            Held::Shift => format!("Shift+{}", self.key.name()),
            Held::Nothing => self.key.name().to_owned(),
        }
    }
}
