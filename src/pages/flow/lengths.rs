//! Lengths with a sign and without one.

/// A length for reckoning with signs; no sheet of paper is longer.
pub(super) fn signed(length: u32) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX / 4)
}

/// The length again; nothing below 0.
pub(super) fn unsigned(length: i32) -> u32 {
    u32::try_from(length).unwrap_or(0)
}
