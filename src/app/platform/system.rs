//! What the program runs on.

use std::env::consts::{ARCH, OS};

/// The system, its version where it tells one in a file, and the kind of processor.
pub fn name() -> String {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let pretty = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
    let pretty = pretty.map(|name| format!(" ({})", name.trim_matches('"'))).unwrap_or_default();
    format!("{OS} {ARCH}{pretty}")
}

/// What only the window knows of the machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScreenFacts {
    /// What draws the window.
    pub adapter: String,
    /// The screen, in pixels; the part of it that the window has; how many pixels a point has.
    pub screen: String,
    /// The size of letters in percent.
    pub zoom_percent: u16,
}
