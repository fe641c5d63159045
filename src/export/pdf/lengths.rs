//! Lengths of pages as PDF files count them.

/// Twips in a point.
const TWIPS_PER_POINT: f32 = 20.0;

/// A length in points.
pub(super) fn points(twips: u32) -> f32 {
    twips as f32 / TWIPS_PER_POINT
}

/// A length or place in points.
pub(super) fn signed_points(twips: i32) -> f32 {
    twips as f32 / TWIPS_PER_POINT
}
