//! The scripts that bring old files to today's schema. The n-th one leads from version n to version
//! n + 1; none is ever edited once a program with it has been given away.

/// Every migration, in order.
pub(super) const MIGRATIONS: &[&str] = &[FROM_1_TO_2];

/// A password may be asked for before the file is shown.
const FROM_1_TO_2: &str = "
CREATE TABLE password (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  phc TEXT NOT NULL CHECK (phc <> '')
) STRICT;
";
