//! Where the window was when it was closed. Measured in points of the system, which do not change with the size of
//! the letters on the screen.

use serde::{Deserialize, Serialize};

/// A place on the screens, in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// The left upper corner with the title bar; none where the system does not tell it (Wayland).
    pub corner: Option<(i32, i32)>,
    /// How wide and how high it is inside.
    pub size: (u32, u32),
    /// Whether it filled the screen; the rest is where it was before.
    pub is_maximized: bool,
}

/// What lies on the screens, in any one measure: the window with its title bar, or a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScreenArea {
    /// The left edge.
    pub left: i32,
    /// The upper edge.
    pub top: i32,
    /// How wide it is.
    pub width: i32,
    /// How high it is.
    pub height: i32,
}

/// How much of a title bar must be on a screen so that a mouse can take hold of it.
const GRIP_WIDTH: i32 = 120;
const GRIP_HEIGHT: i32 = 16;

impl ScreenArea {
    /// Whether somebody can take hold of the upper edge of this window on one of the screens. The screen that it was
    /// left on may have been taken away since.
    pub fn is_within_reach(&self, screens: &[Self]) -> bool {
        let shared = |from: i32, size: i32, other: i32, other_size: i32| {
            let end = from.saturating_add(size).min(other.saturating_add(other_size));
            end.saturating_sub(from.max(other))
        };
        let is_on = |screen: &Self| {
            shared(self.left, self.width, screen.left, screen.width) >= GRIP_WIDTH
                && shared(self.top, GRIP_HEIGHT, screen.top, screen.height) >= GRIP_HEIGHT
        };
        screens.iter().any(is_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_whose_screen_is_gone_is_out_of_reach() {
        let area = |left, top, width, height| ScreenArea { left, top, width, height };
        let (laptop, beside) = (area(0, 0, 1366, 768), area(1366, -200, 1920, 1080));
        let window = area(1500, 40, 1280, 680);
        assert!(window.is_within_reach(&[laptop, beside]));
        assert!(!window.is_within_reach(&[laptop]), "the screen beside is gone");
        assert!(area(-900, 40, 1280, 680).is_within_reach(&[laptop]), "a part is enough to pull");
        assert!(!area(-1200, 40, 1280, 680).is_within_reach(&[laptop]));
        assert!(!area(10, -40, 1280, 680).is_within_reach(&[laptop]), "its title bar is above");
        assert!(!area(10, 760, 1280, 680).is_within_reach(&[laptop]));
        assert!(!area(i32::MIN, i32::MAX, i32::MAX, 1).is_within_reach(&[laptop]));
        assert!(!window.is_within_reach(&[]));
    }
}
