//! Making, looking into, trying out and restoring backups of data files; what is known of them stands in
//! `safekeeping`.

pub mod comparison;
pub mod folder;
pub mod making;
pub mod migrating;
pub mod recoding;
pub mod restoring;
mod thinning;
