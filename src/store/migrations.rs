//! The scripts that bring old files to today's schema. The n-th one leads from version n to version
//! n + 1; none is ever edited once a program with it has been given away.

/// Every migration, in order: none yet, as version 1 is the first that is given to offices.
pub(super) const MIGRATIONS: &[&str] = &[];
