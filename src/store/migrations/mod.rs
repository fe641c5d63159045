//! The scripts that bring old files to today's schema. The n-th one leads from version n − 1 to
//! version n; none is ever edited once a program with it has been given away.

/// Every migration, in order.
pub(super) const MIGRATIONS: [&str; 3] = [
    include_str!("0001_initial.sql"),
    include_str!("0002_office_look.sql"),
    include_str!("0003_office_checks.sql"),
];
