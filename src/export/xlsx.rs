//! x
/// x
pub fn xlsx() {}
