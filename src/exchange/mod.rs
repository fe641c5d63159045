//! Files that travel: templates and reports as JSON, forms that agencies fill in, and the sample.
//!
//! **Invariant:** only this room knows the formats in which reports and templates travel. Their types are separate from those of
//! `report`; a released version is never edited, a change of form is a new version beside it.
//! `assets/templates/README.md` describes both formats for people who write them by hand.

pub mod checks_v1;
pub mod collection;
pub mod look_v1;
pub mod report_v1;
pub mod sample;
pub mod template_v1;

pub(crate) mod by_name;
mod json_fault;
mod made_up;
mod wire;
