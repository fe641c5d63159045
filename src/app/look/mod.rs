//! How an office wants its reports, and where that leaves the decree.

pub mod deviation;
pub mod office_look;
